"""How long a text is: words in every script, minutes, letters of a headline."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import measure
from desk.article.measure import count_letters, count_words, reading_minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Water ministers met.", 3),
        ("وەزیرانی ئاو کۆبوونەوە", 3),
        ("می\u200cخواهم بنویسم", 2),
        ("كه\u200cركوك", 1),
        ("1,200 ١٬٢٠٠ 3.5% $40", 4),
        ("well-known and/or don’t", 3),
        ("one—two — three", 3),
        ("- - * # > —", 0),
        ("# Heading\n\n- **bold** item\n> quoted", 4),
        ("| a | b |\n|---|---|\n|1|2|", 4),
        ("[two words](https://example.org/long/path 'and a title') [label][ref]", 3),
        ("[ref]: https://example.org 'A title'\nText", 1),
        ("![alt text](photo:ab12) before[^1]\n\n[^1]: note", 2),
        ("https://example.org/a www.example.org <https://example.org> end", 1),
        ("<p dir='rtl'>one</p> <!-- not\nthis --> &amp; two", 2),
        ("3 < 4 and 5 > 4", 5),
        ("😀 smile", 1),
    ],
)
def test_words_are_counted_as_a_reader_counts_them(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.lists(st.sampled_from(["Erbil", "وەزیر", "می\u200cخواهم", "1,200", "*بەهێز*", "[a](b)", "—"])))
def test_words_add_up_over_paragraphs(words: list[str]) -> None:
    expected = sum(word != "—" for word in words)
    assert count_words(" ".join(words)) == count_words("\n\n".join(words)) == expected


@pytest.mark.parametrize(
    ("words", "language", "minutes"),
    [(0, "en", 0), (1, "en", 1), (228, "en", 1), (229, "en", 2), (276, "ar-IQ", 2), (277, "ckb", 3), (180, "xx", 1)],
)
def test_minutes_are_rounded_up(words: int, language: str, minutes: int) -> None:
    assert reading_minutes(words, language) == minutes


def test_vowel_signs_and_joiners_take_no_room_in_a_headline() -> None:
    assert count_letters("كَتَبَ") == 3
    assert count_letters("می\u200cروم \u200f") == 6


@given(st.text(st.sampled_from("ab  \n.!ئـ—"), max_size=400))
def test_a_long_text_has_the_words_of_its_parts(text: str) -> None:
    block = f"{text.strip()}\n\nwords of a plain paragraph\n\n"
    many = -(-3 * measure.PART // len(block))
    assert count_words(block * many) == many * count_words(block)


@given(st.text(st.one_of(st.sampled_from("ab1 _.\u200c—―|\n\u2028\x1cئێ٣´é\u0301"), st.characters())))
def test_a_word_begins_at_a_letter_or_digit_and_ends_at_a_space_or_a_dash(text: str) -> None:
    marked = text.translate(dict.fromkeys(map(ord, "[<&:")))  # markup's marks are another matter
    assert count_words(marked) == len(re.findall(r"[^\W_][^\s—―|]*", marked.replace("www.", "")))
