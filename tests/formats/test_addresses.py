"""Base URLs as they are typed: written as a web address may be, or refused in a sentence."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.trouble import Trouble
from desk.formats.addresses import web_base
from tests.builders import texts


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("", ""),
        (" / ", ""),
        (" https://News.Example/Stories/ ", "https://news.example/Stories"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://news.example/ئاو", "https://news.example/%D8%A6%D8%A7%D9%88"),
        ("https://news.example/%D8%A6/100%", "https://news.example/%D8%A6/100%25"),
        ("https://ئاو.example", "https://xn--lgbc3h.example"),
    ],
)
def test_an_address_is_written_as_the_web_has_it(typed: str, base: str) -> None:
    assert web_base(typed) == base


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "news.example",
            "ftp://news.example",
            "//news.example",
            "https://",
            "http://[x",
            "http://[::1",
            "https://a b",
        ),
        *("https://news.example/a b", "https://news.example:99999", "https://a..b", "https://me:secret@news.example"),
        *("https://news.example?a=b", "https://news.example/#a", "https://news.example\\a", "https://a\x00b"),
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Trouble, match="is no web address: write it like"):
        web_base(typed)


@given(st.sampled_from(["", "https://", "https://news.example/", "http://["]), texts(4))
def test_whatever_is_typed_is_refused_or_an_address(start: str, rest: str) -> None:
    try:
        base = web_base(start + rest)
    except Trouble:
        return
    assert re.fullmatch(r"(?:https?://[a-z0-9.:-]+(?:/(?:[\w.~:@!$&'()*+,;=/-]|%[0-9A-Fa-f]{2})*)?)?", base, re.ASCII)
    assert urlsplit(base).hostname or not base
    assert web_base(base) == base
