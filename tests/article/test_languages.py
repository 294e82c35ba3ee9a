"""What a language asks of a page, from its tag."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.languages import LANGUAGES, Language, direction_of, language


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("en", "ltr"),
        ("EN-gb", "ltr"),
        ("en_GB", "ltr"),
        ("ckb", "rtl"),
        ("CKB-IQ", "rtl"),
        ("ckb-Latn", "ltr"),
        ("ar", "rtl"),
        ("ar-IQ", "rtl"),
        ("acm", "rtl"),
        ("fa", "rtl"),
        ("ku", "ltr"),
        ("kmr", "ltr"),
        ("kmr-Arab", "rtl"),
        ("ku-Arab-IQ", "rtl"),
        ("ku_Arab", "rtl"),
        ("sdh", "rtl"),
        ("hac", "rtl"),
        ("tr", "ltr"),
        ("az-Arab", "rtl"),
        ("he", "rtl"),
        ("syr", "rtl"),
        ("ur", "rtl"),
        ("sr-Latn", "ltr"),
        ("xx", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_tag_says_which_way_its_text_runs(tag: str, direction: str) -> None:
    assert direction_of(tag) == direction


def test_a_known_language_is_the_same_in_any_letters_and_region() -> None:
    assert language("ckb-IQ") == language("CKB") == language("ckb")
    assert language("ckb").name == "کوردیی ناوەندی"


@pytest.mark.parametrize(
    ("tag", "comma"), [("en", ","), ("ckb", "،"), ("ur", "،"), ("he", ","), ("kmr-Arab", "،"), ("ckb-Latn", ",")]
)
def test_a_language_has_the_comma_of_its_script(tag: str, comma: str) -> None:
    assert language(tag).comma == comma


@pytest.mark.parametrize("known", LANGUAGES, ids=lambda known: known.tag)
def test_every_known_language_is_whole(known: Language) -> None:
    assert [unicodedata.digit(mark) for mark in known.digits] == list(range(10))
    letters = [unicodedata.bidirectional(mark) for mark in known.name if mark.isalpha()]
    assert all((kind in ("R", "AL")) == (known.direction == "rtl") for kind in letters)
    assert all(known.quotes)
    assert known.english.replace(" ", "").isascii()
    assert known.english.istitle()
    assert language(known.tag) == known


@given(st.text())
def test_any_tag_at_all_has_a_direction_and_keeps_its_name(tag: str) -> None:
    found = language(tag)
    assert found.direction in ("ltr", "rtl")
    assert found.tag in (tag, tag.lower().replace("_", "-").split("-")[0])
