"""All measures of a text: tables in three languages, sums over paragraphs, parts that are no longer than the whole."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk.article.measure import count_between, count_words
from desk.article.measures import LONG, Column, Measures, Reading, measured
from tests.builders import ARABIC, ENGLISH, SNIPPETS, SORANI

NUMBERED = ("words", "characters", "letters", "sentences", "sentence_words", "paragraphs", "lines")


def numbers(measures: Measures) -> list[int]:
    return [getattr(measures, name) for name in NUMBERED]


@pytest.mark.parametrize(
    ("body", "language", "words", "characters", "letters", "sentences", "paragraphs"),
    [
        ("", "en", 0, 0, 0, 0, 0),
        ("The talks ended. Nobody signed.", "en", 5, 31, 27, 2, 1),
        ("**The** *talks* [ended](https://example.org 'x').\n\nNobody `signed`.", "en", 5, 30, 27, 2, 2),
        ("# Dam talks\n\nThey ended.", "en", 4, 20, 18, 1, 1),
        ("Dam talks\n=====\n\nThey ended.", "en", 4, 20, 18, 1, 1),
        ("- one dam\n- two dams\n1. a road", "en", 7, 24, 20, 3, 3),
        ("> Quoted words,\n> over two lines.", "en", 5, 29, 25, 1, 1),
        ("![alt](photo:p1)\n\nIt said so.[^1] It did.", "en", 5, 19, 15, 2, 1),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "en", 4, 6, 4, 0, 2),
        ("```\ncode here\n```\n", "en", 2, 9, 8, 0, 1),
        ("<p dir='rtl'>one</p>", "en", 1, 3, 3, 1, 1),
        ("snake_case 2*3*4 \\*star\\*", "en", 3, 23, 21, 1, 1),
        ("نرخەکە ١٬٢٠٠ دینارە. نووسین\u200cەکان باشن؟", "ckb", 5, 37, 33, 2, 1),
        ("هەولێر — د. ئەحمەد گەیشت.\n\nباشە!", "ckb", 5, 30, 26, 2, 2),
        ("كَتَبَ الوزير ١٬٢٠٠ كلمة؛ ثم وقف.", "ar", 6, 30, 25, 1, 1),
        ("هل سيأتون؟ قال: «لن نأتي.»", "ar", 5, 26, 22, 2, 1),
    ],
)
def test_a_text_is_measured_as_it_is_read(
    body: str, language: str, words: int, characters: int, letters: int, sentences: int, paragraphs: int
) -> None:
    found = measured(body, language)
    assert (found.words, found.characters, found.letters, found.sentences, found.paragraphs) == (
        words,
        characters,
        letters,
        sentences,
        paragraphs,
    )


def test_sentences_are_averaged_without_headings() -> None:
    assert measured("# One two three four\n\nOne two. One two three four.", "en").sentence_length == 3
    assert measured("# Heading", "en").sentence_length == 0


def test_minutes_and_score_go_by_language() -> None:
    text = f"{ENGLISH} " * 30
    assert measured(text, "en").minutes == 2
    assert measured(text, "ar").minutes == 3
    english, sorani = measured(ENGLISH, "en").score, measured(SORANI, "ckb").score
    assert english is not None
    assert english.name == "Flesch Reading Ease"
    assert sorani is None


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("one two three", 7, 2),
        ("one two three", 13, 1),
        ("one two three", 3, 4),
        ("one\n\ntwo", 20, 2),
        ("# one\ntwo", 20, 2),
        ("one\ntwo", 20, 1),
        ("وەزیر هات", 5, 2),
        ("كَتَبَ هو", 6, 1),
    ],
)
def test_lines_fill_a_column_of_characters(text: str, room: int, lines: int) -> None:
    assert measured(text, "en", Column(room)).lines == lines


def test_a_column_may_be_measured_in_ems() -> None:
    assert measured("iiii iiii", "en", Column(2.5, lambda text: 0.25 * len(text))).lines == 1
    assert measured("iiii iiii", "en", Column(2.0, lambda text: 0.25 * len(text))).lines == 2


def test_a_selection_is_measured_by_itself() -> None:
    body = "The talks ended. Nobody signed.\n\nIt rained."
    reading, start = Reading(body), body.index("Nobody")
    assert reading.measures("en", start=start).words == 4
    assert reading.measures("en", start=start).sentences == 2
    assert reading.measures("en", start=start, end=start + 3).words == 1
    assert reading.measures("en", start=start, end=start).words == 0


def test_the_longest_sentences_are_found_where_they_stand() -> None:
    long = " ".join(["Word"] * (LONG + 1))
    body = f"# Heading\n\nShort. {long}. **{long}** ends.\n\n{' '.join(['وشە'] * 40)}.\n"
    found = [body[start:end] for start, end in Reading(body).longest()]
    assert found == [f"{long}.", f"{long}** ends.", f"{' '.join(['وشە'] * 40)}."]
    assert Reading(body).longest(40) == []


_BLOCKS = st.lists(
    st.sampled_from([ENGLISH, SORANI, ARABIC, "# Dam **talks**", "- one\n- two", "> a b.\n> c", "—", ""])
)
_TEXTS = st.lists(st.sampled_from(SNIPPETS), max_size=30).map("".join)


@given(_BLOCKS)
def test_paragraphs_add_up_to_the_whole(blocks: list[str]) -> None:
    apart = [numbers(measured(block, "en")) for block in blocks]
    sums = [sum(column) for column in zip(*apart, strict=True)] or [0] * len(NUMBERED)
    assert numbers(measured("\n\n".join(blocks), "en")) == sums


@given(_TEXTS, st.data())
def test_a_part_is_never_longer_than_the_whole(body: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(body)), st.integers(0, len(body)))))
    reading = Reading(body)
    part, whole = reading.measures("en", start=start, end=end), reading.measures("en")
    assert all(less <= more for less, more in zip(numbers(part), numbers(whole), strict=True))


@given(_TEXTS)
def test_the_words_are_those_that_the_status_line_counts(body: str) -> None:
    assume("```" not in body)  # the name of a fence's language is one to the status line, and read by nobody
    assert measured(body, "en").words == count_words(body) == count_between(body, 0, len(body))


@given(_BLOCKS, st.data())
def test_words_between_two_places_are_those_of_the_part(blocks: list[str], data: st.DataObject) -> None:
    body = "\n\n".join(blocks)
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(body)), st.integers(0, len(body)))))
    assert count_between(body, start, end) == Reading(body).measures("en", start=start, end=end).words
