"""Folded text: it is what `normalised` makes of the whole, and every stretch of it leads back to its own characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from desk.article.folding import Fold, alike, alike_but_for_case, caseless, folded, unfolded
from desk.article.scripts import normalised
from tests.builders import texts

TRICKY = "Aa٣كيىهةأآئؤـًَّ\u0654\u200c\u200d\u200e\u0301éßıİæŒﷺﻻ😀 \n가각\u1100\u1161\u11a8ｶﾞか\u3099\u0345ᾳ\u09c7\u09be"
FOLDS: tuple[Fold, ...] = (alike, alike_but_for_case, caseless)


def tricky() -> SearchStrategy[str]:
    """Texts of letters that become several, none, or one with their neighbours, among any others."""
    return st.text(st.sampled_from(TRICKY), max_size=20) | texts() | st.text()


@given(tricky())
def test_the_whole_is_folded_as_one(text: str) -> None:
    assert folded(text, alike).text == normalised(text)
    assert folded(text, alike_but_for_case).text == normalised(text, keep_case=True)
    assert folded(text, caseless).text == text.casefold()


@given(st.integers((1 << 15) - 4, 1 << 15), tricky(), st.sampled_from(FOLDS))
def test_a_long_text_is_folded_as_one_too(size: int, text: str, fold: Fold) -> None:
    made = folded("أ" * size + text, fold)
    assert made.text == fold("أ" * size + text)
    start = size + len(text)
    found = folded("أ" * size + text + "é end", fold).original(len(made.text) + 1, len(made.text) + 5)
    assert found == (start + 1, start + 5)


@pytest.mark.parametrize("pair", ["ي\u0654", "\u1100\u1161", "و\u064e\u0654"])
def test_a_letter_and_its_mark_are_never_parted(pair: str) -> None:
    for size in range((1 << 15) - 3, (1 << 15) + 1):
        assert folded("é" * size + pair, alike).text == "e" * size + normalised(pair)


@given(tricky(), st.sampled_from(FOLDS), st.data())
def test_what_a_stretch_comes_from_folds_to_it(text: str, fold: Fold, data: st.DataObject) -> None:
    made = folded(text, fold)
    low = data.draw(st.integers(0, len(made.text)))
    high = data.draw(st.integers(low, len(made.text)))
    found = made.original(low, high)
    if found is not None and low < high:
        start, end = found
        assert fold(text[start:end]) == made.text[low:high]
        assert made.folded_position(start) == low
        has_mark = unicodedata.category(text[start + 1 : start + 2] or " ").startswith("M")  # the two are one then
        assert has_mark or fold(text[start]) != "", "a stretch does not begin with what folding takes away"


@given(tricky(), st.sampled_from(FOLDS))
def test_all_of_it_comes_from_all_that_is_not_taken_away(text: str, fold: Fold) -> None:
    made = folded(text, fold)
    found = made.original(0, len(made.text))
    assert found is not None
    if made.text:
        start, end = found
        assert fold(text[:start]) == fold(text[end:]) == ""


@given(tricky())
def test_text_that_is_not_folded_is_its_own_origin(text: str) -> None:
    assert unfolded(text).original(0, len(text)) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "fold", "low", "high", "words"),
    [
        ("Straße", alike, 4, 6, "ß"),
        ("Straße", alike, 4, 5, None),
        ("قالَ", alike, 2, 3, "لَ"),
        ("می\u200cخواهم", alike, 1, 3, "ی\u200cخ"),
        ("می\u200cخواهم", alike, 0, 2, "می"),
        ("😀كۆ", alike, 1, 2, "ك"),
        ("ÉTÉ", caseless, 1, 2, "T"),
    ],
)
def test_a_stretch_is_the_text_s_own(text: str, fold: Fold, low: int, high: int, words: str | None) -> None:
    found = folded(text, fold).original(low, high)
    assert (None if found is None else text[slice(*found)]) == words
