"""What is said of a photo: words that lack or repeat, a file too small, a crop too narrow, a photo too old."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desk.article.framing import ASKED_WIDTH
from desk.article.model import Article, Crop, Dateline, Photo
from desk.checks import check
from desk.checks.photos import MISSING, day_of, remarks
from tests.builders import a_photo, a_story

TODAY = date(2026, 3, 3)
AT = datetime(2026, 3, 3, 12, tzinfo=UTC)


def codes(photo: Photo, today: date = TODAY) -> list[str]:
    return [remark.code for remark in remarks(photo, today)]


def test_a_whole_photo_has_nothing_to_mend() -> None:
    assert codes(a_photo(taken="2026-03-03T09:00:00")) == []


def test_what_is_missing_is_said_and_caption_and_credit_block() -> None:
    found = list(remarks(a_photo(caption=" ", credit="", alt="\n"), TODAY))
    assert [(remark.code, remark.field, remark.blocks) for remark in found] == [
        ("missing-caption", "caption", True),
        ("missing-credit", "credit", True),
        ("missing-alt", "alt", False),
    ]
    assert [remark.note for remark in found] == [MISSING[remark.field] for remark in found]


@pytest.mark.parametrize(
    ("alt", "wanted"),
    [
        ("delegates arrive in Erbil, March 3, 2026", ["alt-is-caption"]),
        ("delegates.jpg", ["alt-is-name"]),
        ("Delegates", ["alt-is-name"]),
        ("Delegates leave a car", []),
    ],
)
def test_alt_text_that_says_nothing_of_its_own_is_no_alt_text(alt: str, wanted: list[str]) -> None:
    assert codes(a_photo(alt=alt)) == wanted


def test_a_caption_has_sixty_words_at_most() -> None:
    assert codes(a_photo(caption="word " * 60)) == []
    (remark,) = remarks(a_photo(caption="word " * 61), TODAY)
    assert (remark.code, remark.field) == ("long-caption", "caption")
    assert "61 words" in remark.message


def test_a_photo_is_wide_enough_for_pages() -> None:
    assert codes(a_photo(width=ASKED_WIDTH)) == []
    assert codes(a_photo(width=ASKED_WIDTH - 1)) == ["small-photo"]
    assert codes(a_photo(width=0, height=0)) == [], "nobody knows"


def test_a_crop_by_hand_that_would_be_blown_up_is_named() -> None:
    narrow, wide = Crop("16:9", 0, 0, 0.3, 0.25), Crop("16:9", 0, 0, 0.5, 0.42)
    (remark,) = remarks(a_photo(width=3000, crops=(narrow,)), TODAY)
    assert (remark.code, remark.note[:19]) == ("upscaled-crop", "The 16:9 crop leave")
    assert "900 pixels" in remark.note
    assert codes(a_photo(crops=(wide,))) == []
    assert codes(a_photo(crops=(Crop("free", 0, 0, 0.3, 0.3),))) == ["upscaled-crop"]
    assert codes(a_photo(width=1000, crops=(narrow,))) == ["small-photo"], "the photo itself is what is wrong"
    assert codes(a_photo(width=1500, height=1000)) == [], "the square that Desk cuts is as wide as it can be"


@pytest.mark.parametrize(
    ("taken", "old"),
    [
        ("2025-03-03T23:00:00", False),
        ("2025-03-02", True),
        ("2019-07-01 10:00", True),
        ("", False),
        ("0000:00:00", False),
        ("2026", False),
    ],
)
def test_a_photo_older_than_a_year_should_say_so(taken: str, old: bool) -> None:
    assert codes(a_photo(taken=taken)) == (["old-photo"] if old else [])


def test_a_leap_day_has_a_year_before_it() -> None:
    assert codes(a_photo(taken="2023-02-27"), date(2024, 2, 29)) == ["old-photo"]
    assert codes(a_photo(taken="2023-03-01"), date(2024, 2, 29)) == []


def test_an_old_story_may_have_old_photos() -> None:
    old = a_story(dateline=Dateline("ERBIL", "DESK", date(2020, 1, 2)))
    assert day_of(old, TODAY) == date(2020, 1, 2)
    assert day_of(a_story(dateline=Dateline("ERBIL", "DESK", date(2027, 1, 2))), TODAY) == TODAY
    assert day_of(a_story(dateline=Dateline()), TODAY) == TODAY
    taken = a_photo(taken="2019-12-01")
    assert "old-photo" not in found(replace(old, photos=(taken,), lead="p1"))
    assert "old-photo" in found(a_story(photos=(taken,), lead="p1"))


def found(article: Article) -> list[str]:
    return [finding.code for finding in check(article, at=AT)]


def test_a_check_of_the_story_names_the_photo_and_blocks_for_nothing_new() -> None:
    story = a_story(photos=(a_photo(width=800), a_photo(id="p2", width=800, alt="delegates", taken="2001-01-01")))
    about = [finding for finding in check(story, at=AT) if finding.place.startswith("photo:")]
    assert [(finding.code, finding.place) for finding in about] == [
        ("small-lead", "photo:p1"),
        ("alt-is-name", "photo:p2"),
        ("small-photo", "photo:p2"),
        ("old-photo", "photo:p2"),
    ]
    assert not any(finding.blocks or "{it}" in finding.message for finding in about)
    assert all("(delegates.jpg)" in finding.message for finding in about)
