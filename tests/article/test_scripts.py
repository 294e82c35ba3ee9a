"""Arabic-script text beside Latin: directions, spellings, digits, dates, slugs."""

from __future__ import annotations

import os
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.article.fields import read_slug
from desk.article.languages import LANGUAGES, Direction
from desk.article.scripts import (
    in_digits,
    long_date,
    long_time,
    month_name,
    normalised,
    paragraph_direction,
    slug_of,
)

EXAMPLES = 400 if os.environ.get("CI") else 200
scripts = st.text(st.sampled_from("aZ éÉßıİ-'’_#.1٣۴كکيیىهەةأإآاؤئوـًَّ\u0654\u200c\u200d\u200f😀ﻻ"), max_size=20)


@pytest.mark.parametrize(
    ("text", "own", "direction"),
    [
        ("Ministers met.", "rtl", "ltr"),
        ("Ministers met.", "ltr", "ltr"),
        ("وەزیران کۆبوونەوە.", "ltr", "rtl"),
        ("AFP وەزیران کۆبوونەوە", "rtl", "rtl"),
        ("The Sorani word سڵاو is a greeting", "ltr", "ltr"),
        ("", "rtl", "rtl"),
        ("1,200 — 50%", "rtl", "rtl"),
        ("١٬٢٠٠", "ltr", "ltr"),
        ("[سڵاو](https://example.org/a/very/long/address)", "rtl", "rtl"),
        ("https://example.org/a/very/long/address سڵاو", "rtl", "rtl"),
        ("![](photo:abcdefabcdef)", "rtl", "rtl"),
        ("abcd دەق", "rtl", "rtl"),
        ("\u200fEnglish words", "ltr", "rtl"),
        (">>> - 12. **\u200fEnglish words", "ltr", "rtl"),
        ("# \u200eدەق", "rtl", "ltr"),
        ("שלום עולם", "ltr", "rtl"),
    ],
)
def test_a_paragraph_takes_the_article_s_direction_unless_clearly_the_other(
    text: str, own: Direction, direction: Direction
) -> None:
    assert paragraph_direction(text, own) == direction


@given(scripts)
def test_two_thirds_of_the_letters_decide_for_one_side_at_most(text: str) -> None:
    assert (paragraph_direction(text, "ltr"), paragraph_direction(text, "rtl")) != ("rtl", "ltr")


@pytest.mark.parametrize(
    "spellings",
    [
        ("كه\u200cركووك", "کەرکووک", "کهرکووک", "كـهـرکووک"),
        ("أحمد", "احمد", "إحمد", "أَحْمَد"),
        ("مدرسة", "مدرسه", "مدرسە"),
        ("علي", "علی", "على"),
        ("١٢٣", "123", "۱۲۳"),
        ("Élan", "elan", "ÉLAN", "E\u0301lan"),
        ("İstanbul", "istanbul", "ıstanbul"),
        ("Straße", "STRASSE"),
        ("می\u200cخواهم", "میخواهم"),
        ("ﻻ", "لا"),
    ],
)
def test_spellings_of_one_word_are_found_by_each_other(spellings: tuple[str, ...]) -> None:
    assert len({normalised(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("ئازاد", "یازاد"), ("سور", "سوور"), ("کور", "کوڕ"), ("شێر", "شیر")])
def test_letters_that_tell_words_apart_stay_apart(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@settings(max_examples=EXAMPLES)
@given(st.one_of(scripts, st.text()))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(scripts, st.sampled_from(["\U0001f5f3", "\u1e0f", "𐎠", "ǯ"]), st.booleans())
def test_a_letter_that_is_seldom_met_changes_no_other(text: str, seldom: str, keep_case: bool) -> None:
    together = normalised(f"{text} {seldom}", keep_case=keep_case)
    assert together == f"{normalised(text, keep_case=keep_case)} {normalised(seldom, keep_case=keep_case)}"


def test_dates_and_times_read_as_each_language_writes_them() -> None:
    day, moment = date(2026, 3, 3), datetime(2026, 12, 3, 4, 5)
    assert long_date(day, "en") == "March 3, 2026"
    assert long_date(day, "ckb") == "٣ی ئازاری ٢٠٢٦"
    assert long_date(day, "ar-IQ") == "٣ آذار ٢٠٢٦"
    assert long_date(day, "de") == "3. März 2026"
    assert long_date(day, "xx") == "March 3, 2026"
    assert long_time(moment, "en") == "December 3, 2026, 04:05"
    assert long_time(moment, "ckb") == "٣ی کانوونی یەکەمی ٢٠٢٦، ٠٤:٠٥"
    assert month_name(1, "ar") == "كانون الثاني"


def test_every_language_names_twelve_different_months() -> None:
    for language in LANGUAGES:
        assert len({month_name(month, language.tag) for month in range(1, 13)}) == 12


def test_digits_are_the_language_s_own() -> None:
    assert in_digits("1,234", "ar") == "١,٢٣٤"
    assert in_digits("90", "fa") == "۹۰"
    assert in_digits("90", "en") == "90"


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Ministers meet over border dam", "ministers-meet-over-border-dam"),
        ("Iraq’s “Erdoğan” – visit, 2026!", "iraqs-erdogan-visit-2026"),
        ("وتەبێژی «ئێستا» ئەڵێ", "وتەبێژی-ئێستا-ئەڵێ"),
        ("قالَ الوزيرُ أمس", "قال-الوزير-أمس"),
        ("می\u200cخواهم\u200c", "می\u200cخواهم"),
        ("Straße_und Weg", "strasse-und-weg"),
        ("—", ""),
        ("word " * 40, "-".join(["word"] * 16)),
        ("x" * 100, "x" * 80),
    ],
)
def test_a_headline_becomes_a_slug(headline: str, slug: str) -> None:
    assert slug_of(headline) == slug


@settings(max_examples=EXAMPLES)
@given(st.one_of(scripts, st.text()))
def test_a_slug_is_always_one_the_field_accepts_and_its_own_slug(text: str) -> None:
    slug = slug_of(text)
    assert read_slug(slug) == slug
    assert len(slug) <= 80
    assert slug_of(slug) == slug
