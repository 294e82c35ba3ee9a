"""British and American spellings are one word, and what is misspelt stays so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.checks.both_englishes import other_spellings
from desk.checks.dictionaries import find
from desk.checks.spelling_engine import Speller

(AMERICAN,) = find([], [])


@pytest.fixture(scope="module")
def speller() -> Speller:
    """With the dictionary that comes with Desk, which is American and without accents."""
    return Speller({"en": (AMERICAN.aff, AMERICAN.dic)})


def test_words_of_both_sides_of_the_ocean_are_right(speller: Speller) -> None:
    right = (
        "millimetres colour favourite neighbourhood labour’s honourable centre theatres organise organised "
        "organisation analysed defence licence travelled labelling counsellor programme paediatric "
        "encyclopaedia cheques tyres "
        "grey Colour CENTRES millimeters color favorite organize communiqué cafés naïve façade Theatre’s sulphur"
    )
    assert [word.text for word in speller.misspelt(right, "en")] == []
    assert [word.text for word in speller.misspelt(right, "en-GB")] == []


def test_slips_of_the_finger_are_no_words_of_either(speller: Speller) -> None:
    wrong = "lettre doctour failled aftre goverment computre colurs metrs orgainse cofé"
    assert [word.text for word in speller.misspelt(wrong, "en")] == wrong.split()


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("Colours", ["Colors"]),
        ("colors", ["colours"]),
        ("METRE", ["METER"]),
        ("realised", ["realized"]),
        ("analyze", ["analyse"]),
        ("table", []),
        ("rise", []),
        ("size", []),
    ],
)
def test_the_other_spelling_of_a_word(word: str, others: list[str]) -> None:
    assert list(other_spellings(word)) == others


@given(st.text(min_size=1, max_size=40))
def test_any_word_may_be_asked(word: str) -> None:
    for other in other_spellings(word):
        assert other != word
