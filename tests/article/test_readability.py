"""Readability: published formulas on texts counted by hand, and syllables; nothing where no formula exists."""

from __future__ import annotations

import pytest

from desk.article.readability import has_score, score
from desk.article.syllables import syllables

_BY_COUNT = {
    1: "the dam through walked makes whole said strength U.S. AFP 2026 $40 3.5% don't we're schools once changed",
    2: "water Erbil wanted table people business settled something safely statement Iraq's going boss's houses being"
    " prism rhythm couldn't north-east player",
    3: "minister officials Kurdistan media area theater Syrian studio various newspaper earlier President family"
    " basically interviews however",
    4: "experience reality variety society political information territory population",
    5: "university representative international electricity",
}
WORDS = [(word, count) for count, words in _BY_COUNT.items() for word in words.split()]


@pytest.mark.parametrize(("word", "count"), WORDS)
def test_syllables_are_counted_as_a_word_is_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_marks_around_a_word_are_no_part_of_it() -> None:
    assert syllables("“ministers,”") == syllables("ministers") == 3
    assert syllables("—") == 1


def test_english_is_rated_by_flesch_and_kincaid() -> None:
    words = ["The", "water", "ministers", "met", "in", "Erbil"]  # six words, ten syllables
    rated = score("en-GB", words, 1)
    assert rated is not None
    assert rated.name == "Flesch Reading Ease"
    assert rated.value == pytest.approx(206.835 - 1.015 * 6 - 84.6 * 10 / 6)
    assert rated.grade == pytest.approx(0.39 * 6 + 11.8 * 10 / 6 - 15.59)
    assert rated.meaning == "fairly hard"


def test_arabic_is_rated_by_lix_with_words_of_six_letters() -> None:
    words = ["اجتمع", "وزراء", "المياه", "الإقليميون", "في", "أربيل"]  # two have six letters or more
    rated = score("ar-IQ", words, 2)
    assert rated is not None
    assert rated.value == pytest.approx(6 / 2 + 100 * 2 / 6)
    assert rated.grade == 0


def test_vowel_signs_make_no_word_long() -> None:
    assert score("ar", ["كَتَبَ"], 1) == score("ar", ["كتب"], 1)


def test_german_is_rated_by_lix_and_turkish_by_its_vowels() -> None:
    german = score("de", ["Wasserminister", "tagen", "heute"], 1)
    turkish = score("tr", ["Bakanlar", "Irak'ta", "görüştü"], 1)
    assert german is not None
    assert german.value == pytest.approx(3 + 100 / 3)
    assert turkish is not None
    assert turkish.value == pytest.approx(198.825 - 40.175 * 9 / 3 - 2.610 * 3)


@pytest.mark.parametrize("language", ["ckb", "kmr", "fa", "xx", ""])
def test_where_no_formula_was_published_there_is_no_score(language: str) -> None:
    assert not has_score(language)
    assert score(language, ["وشە"], 1) is None


@pytest.mark.parametrize("language", ["en", "ar", "de", "fr", "tr"])
def test_no_words_have_no_score(language: str) -> None:
    assert has_score(language)
    assert score(language, [], 0) is None
