"""The metadata as it is typed: what is shown reads back, what is wrong is said so that one can mend it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.fields import (
    FIELDS,
    Field,
    read_date,
    read_keywords,
    read_language,
    read_slug,
    read_slugline,
    read_status,
    read_time,
    read_urgency,
)
from desk.article.model import Article, Status
from desk.article.scripts import slug_of
from desk.article.trouble import Trouble
from tests.builders import ARABIC, ENGLISH, SORANI, ZWNJ, a_sorani_story, a_story, moments, texts

DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९")
NOON = datetime(2026, 3, 31, 18, 0)


def _in(digits: str, text: str) -> str:
    return text.translate(str.maketrans(DIGITS[0], digits))


def _refused(field: str, typed: str) -> str:
    with pytest.raises(Trouble) as refused:
        FIELDS[field].read(typed)
    return str(refused.value)


@pytest.fixture(params=["UTC", "Asia/Baghdad", "Europe/Berlin", "Asia/Kathmandu"])
def desk_in(request: pytest.FixtureRequest) -> Iterator[str]:
    """The desk's own clock in several places: without and with summer time, and a quarter of an hour off."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change its zone for one program")
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


# all fields


@pytest.mark.parametrize("field", FIELDS.values(), ids=list(FIELDS))
def test_a_field_is_named_after_one_of_the_article_and_has_a_label(field: Field) -> None:
    assert hasattr(Article(), field.name)
    assert field.label[:1].isupper()


@pytest.mark.parametrize("story", [a_story(), a_sorani_story(), Article()], ids=["english", "sorani", "new"])
@pytest.mark.parametrize("field", FIELDS.values(), ids=list(FIELDS))
def test_what_a_story_shows_reads_back(field: Field, story: Article) -> None:
    value = getattr(story, field.name)
    assert field.read(field.show(value)) == value


@given(st.sampled_from(list(FIELDS.values())), texts(4) | st.sampled_from([ENGLISH, SORANI, ARABIC]) | st.text())
def test_what_can_be_read_is_shown_so_that_it_reads_back_and_all_else_is_refused(field: Field, typed: str) -> None:
    try:
        value = field.read(typed)
    except Trouble as trouble:
        said = str(trouble)
    else:
        said = ""
        assert field.read(field.show(value)) == value
    assert said == "" or (said[0].isupper() and said.endswith("."))


# text


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_one_line_is_one_line(end: str) -> None:
    assert "one line" in _refused("headline", f"One{end}two")
    assert FIELDS["summary"].read(f"One{end}two") == f"One{end}two"


def test_text_that_is_too_long_is_told_by_how_much() -> None:
    assert _refused("kicker", "a" * 81) == "At most 80 characters; this has 81."
    assert FIELDS["kicker"].read("a" * 80) == "a" * 80


def test_text_is_taken_as_it_is_typed() -> None:
    assert FIELDS["headline"].read(f" {SORANI} ") == f" {SORANI} "


# slug and slugline


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "a",
        "border-dam-talks",
        "3-march",
        "وەزیران-کۆدەبنەوە",
        f"نووسین{ZWNJ}ەکان",
        "٣-ئازار",
        "سدود-٢٠٢٦",
        "für-ë",
        "हिन्दी",
    ],
)
def test_a_slug_has_words_of_any_script(slug: str) -> None:
    assert read_slug(f" {slug} ") == slug


def test_a_letter_with_its_mark_apart_becomes_the_letter() -> None:
    assert read_slug("cafe\u0301") == "café"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Border-Dam", "small letters"),
        ("border dam", "single hyphens"),
        ("border--dam", "single hyphens"),
        ("-dam", "single hyphens"),
        ("dam-", "single hyphens"),
        ("dam_talks", "single hyphens"),
        ("dam/talks", "single hyphens"),
        ("dam?", "single hyphens"),
        ("–", "single hyphens"),
        (ZWNJ, "single hyphens"),
        ("\u0301a", "single hyphens"),
        ("a" * 101, "At most 100"),
    ],
)
def test_a_slug_that_no_url_should_have_is_refused(typed: str, words: str) -> None:
    assert words in _refused("slug", typed)


@given(texts() | st.sampled_from([ENGLISH, SORANI, ARABIC]))
def test_the_slug_made_of_a_headline_is_one(headline: str) -> None:
    assert read_slug(slug_of(headline)) == slug_of(headline)


def test_a_slugline_has_no_spaces() -> None:
    assert read_slugline(" IRAQ-DAM/TALKS ") == "IRAQ-DAM/TALKS"
    for space in " \t\n\u00a0\u2028":
        assert "no spaces" in _refused("slugline", f"IRAQ{space}DAM")
    assert "At most 60" in _refused("slugline", "A" * 61)


# days and times


@given(st.dates(), st.sampled_from(DIGITS))
def test_a_day_is_read_in_any_digits(day: date, digits: str) -> None:
    assert read_date(_in(digits, day.isoformat())) == day
    assert read_date(f" {_in(digits, f'{day.year:04}/{day.month}/{day.day}')}\u200f ") == day


@pytest.mark.parametrize("typed", ["2026-03-31", "2026-3-31", "2026/03/31", "2026.3.31", "20260331", "2026–03–31"])
def test_a_day_is_read_as_it_is_typed(typed: str) -> None:
    assert read_date(typed) == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/03/2026", "Write the date as 2026-03-31."),
        ("March 31", "Write the date as 2026-03-31."),
        ("31", "Write the date as 2026-03-31."),
        ("2026-03-311", "Write the date as 2026-03-31."),
        ("2026-02-30", "There is no such day in the calendar: look at the month and the day."),
        ("٢٠٢٦-١٣-٠١", "There is no such day in the calendar: look at the month and the day."),
    ],
)
def test_a_day_that_is_none_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Trouble) as refused:
        read_date(typed)
    assert str(refused.value) == said


def test_an_empty_field_has_no_day_and_no_time() -> None:
    assert read_date(" ") is None
    assert read_time("\u200f") is None


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("typed", ["2026-03-31 18:00", "2026-03-31T18:00", "2026/3/31 18:00", " 2026-03-31  18:00 "])
def test_a_time_without_a_zone_is_the_desks_own(desk_in: str, typed: str, digits: str) -> None:
    assert desk_in
    found = read_time(_in(digits, " ".join(typed.split())))
    assert found == NOON.astimezone()


@pytest.mark.parametrize("typed", ["2026-03-31 18:00+03:00", "2026-03-31 18:00 +03:00", "2026-03-31T15:00Z"])
def test_a_time_with_a_zone_is_that_moment(typed: str) -> None:
    assert read_time(typed) == datetime(2026, 3, 31, 15, 0, tzinfo=UTC)


def test_an_hour_of_one_digit_will_do() -> None:
    assert read_time("2026-3-1 9:05") == datetime(2026, 3, 1, 9, 5).astimezone()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2026-03-31", "Give the hour too"),
        ("tomorrow", "Write the time as"),
        ("18:00", "Write the time as"),
        ("31.03.2026 18:00", "Write the time as"),
        ("2026-02-30 18:00", "no such day or hour"),
        ("2026-03-31 25:00", "no such day or hour"),
        ("2026-02-30", "no such day"),
    ],
)
def test_a_time_that_is_none_is_refused(typed: str, words: str) -> None:
    assert words in _refused("embargo", typed)


@given(moment=moments())
def test_any_time_shown_reads_back_as_the_same_moment(moment: datetime) -> None:
    field = FIELDS["embargo"]
    assert field.read(field.show(moment)) == moment


def test_a_time_is_shown_on_the_desks_own_clock_to_the_minute(desk_in: str) -> None:
    assert desk_in
    field = FIELDS["embargo"]
    assert field.show(NOON.astimezone()) == "2026-03-31 18:00"
    for hours in range(0, 24 * 365, 1):
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        assert field.read(field.show(moment)) == moment


@pytest.mark.parametrize("year", [1, 9999])
def test_a_time_at_the_end_of_the_calendar_is_shown(desk_in: str, year: int) -> None:
    assert desk_in
    field = FIELDS["embargo"]
    for hours in (-14, 0, 14):
        moment = datetime(
            year, 1 if year == 1 else 12, 1 if year == 1 else 31, 12, tzinfo=timezone(timedelta(hours=hours))
        )
        if hours == (14 if year == 1 else -14):  # in UTC it is beyond the calendar
            with pytest.raises(Trouble, match="no such day or hour"):
                field.read(field.show(moment))
        else:
            assert field.read(field.show(moment)) == moment


# the others


@pytest.mark.parametrize("digits", DIGITS)
def test_urgency_is_read_in_any_digits(digits: str) -> None:
    assert [read_urgency(f" {mark}\u200f") for mark in digits[1:]] == list(range(1, 10))


@pytest.mark.parametrize("typed", ["", "0", "10", "high", "-1", "1.5", "²", "①"])
def test_an_urgency_that_is_none_is_refused(typed: str) -> None:
    assert _refused("urgency", typed) == "Urgency is a number from 1 (flash) to 9."


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("en", "en"),
        (" CKB ", "ckb"),
        ("pt_br", "pt-BR"),
        ("KMR-ARAB", "kmr-Arab"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("de-1996", "de-1996"),
    ],
)
def test_a_language_is_read_as_its_tag(typed: str, tag: str) -> None:
    assert read_language(typed) == tag


@pytest.mark.parametrize("typed", ["", "English", "کوردی", "e", "en-", "en US", "12"])
def test_what_is_no_tag_is_refused(typed: str) -> None:
    assert _refused("language", typed) == "Write a language tag such as en, ckb or ar."


@pytest.mark.parametrize("typed", ["ku", "KU", "ku-IQ", "kur"])
def test_the_tag_of_all_kurdish_is_refused_and_says_what_to_write(typed: str) -> None:
    assert "ckb for Sorani or kmr for Kurmanji" in _refused("language", typed)


@pytest.mark.parametrize("typed", ["in edit", "In Edit", "in_edit", " IN-EDIT ", "in  edit"])
def test_a_status_is_read_however_it_is_written(typed: str) -> None:
    assert read_status(typed) is Status.IN_EDIT


@pytest.mark.parametrize("typed", ["", "spiked", "0"])
def test_a_status_that_is_none_is_told_those_there_are(typed: str) -> None:
    assert _refused("status", typed) == "Status is one of draft, in edit, ready, published, killed."


@pytest.mark.parametrize("comma", [",", "،", ";", "؛", "\n", " , ", ",,"])
def test_keywords_are_parted_by_the_commas_of_any_script(comma: str) -> None:
    assert read_keywords(f"{comma}water{comma}بەنداوی دوکان{comma}water{comma}") == ("water", "بەنداوی دوکان")


def test_no_keywords_are_none() -> None:
    assert read_keywords(" ") == ()
