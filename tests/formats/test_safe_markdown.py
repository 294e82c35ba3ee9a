"""Markdown on its way out: what would run elsewhere is left out, all else stays byte for byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.formats.markdown_writing import text_of
from desk.formats.safe_markdown import safe_markdown
from tests.builders import an_article
from tests.formats.hostile import POISON

_RUNS = re.compile(
    r"<\s*/?(?:script|style|iframe|svg|img|form|object|embed|meta|base|link|video|math)|<[^>]*\son\w+=", re.I
)

PLAIN = (
    "# A heading\n\nThey *met* at 3 < 4 and [read](https://news.example/a?b=1&c=2 'Title') on.\n\n- one\n- two\n",
    "![](photo:p1)\n\n![a](b.jpg) [[Link]] [x](#below) [y](notes/today.md) <https://news.example> <a@news.example>",
    '<p dir="rtl">سڵاو</p>\n\n<table><caption>Q</caption><tr><td colspan=2>1</td></tr></table> H<sub>2</sub>O<br/>',
    "```html\n<script>alert(1)</script>\n```\n\nUse `<script>` and ``<b onclick=x>`` in code.\n",
    "[1]: https://news.example\n[^1]: note: see below\n[AP]: Note: this is a line.\n",
    "a\\<b, AT&amp;T, “quotes”\r\n\r\n> quoted\n> lines\n",
)


@pytest.mark.parametrize("body", PLAIN)
def test_ordinary_markdown_and_html_that_a_page_has_stay_byte_for_byte(body: str) -> None:
    assert safe_markdown(body) == body


@pytest.mark.parametrize("kind", POISON)
@pytest.mark.parametrize("around", ["{}", "Words\n\n{}\n\nmore", "> {}\n> more", "- {}", "<div>\n```\n{}\n```\n</div>"])
def test_nothing_that_runs_goes_out(kind: str, around: str) -> None:
    out = safe_markdown(around.format(POISON[kind]))
    assert not _RUNS.search(out)
    assert not re.search(r"\]\(\s*\S*(?:javascript|vbscript|data):|href=.?(?:javascript|data|&#106)", out, re.I)


@pytest.mark.parametrize(
    ("body", "out"),
    [
        ("Text [a](javascript:alert(1)) on", "Text [a](#) on"),
        ("[a](javascript:<b", "[a](#&lt;b"),
        ("[a](<JaVaScRiPt:alert(1)>)", "[a](#)"),
        ("[a](javascript&colon;alert(1))", "[a](#)"),
        ("[a]\n\n[a]: data:text/html,x", "[a]\n\n[a]: #"),
        ("A <script>alert(1)\n\nalert(2)</script> B", "A  B"),
        ('<a href="https://a.example" onclick="x">z</a>', '<a href="https://a.example">z</a>'),
        ("> <p\n> onclick=alert(1)>words", "> &lt;p\n> onclick=alert(1)>words"),
        ("<<x>script>alert(1)", "< script>alert(1)"),
        ("<div onclick=alert(1)\n\nwords", "&lt;div onclick=alert(1)\n\nwords"),
        ("<javascript:alert(1)>", "&lt;javascript:alert(1)>"),
        ("<pre>\n\n```\n<script>a</script>\n```\n</pre>", "<pre>\n\n```\n\n```\n</pre>"),
    ],
)
def test_the_words_stay(body: str, out: str) -> None:
    assert safe_markdown(body) == out
    assert safe_markdown(out) == out


SHARDS = (*"<>/ab \n`\"'=[]():\\", "script", " onclick=", "javascript:", "<p", "> ", "</", "~~~\n")


@given(st.lists(st.sampled_from(SHARDS), max_size=40).map("".join))
def test_what_went_out_once_goes_out_as_it_is(body: str) -> None:
    out = safe_markdown(body)
    assert safe_markdown(out) == out


def test_a_story_goes_out_so() -> None:
    assert "script" not in text_of(an_article(body="Words <script>x</script>"), {})
