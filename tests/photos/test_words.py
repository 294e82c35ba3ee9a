"""Texts made fit to be stored: cleaned, cut where absurd, moments checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.photos import words
from desk.photos.encodings import mended
from desk.photos.words import Words
from tests.builders import SORANI, a_photo


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = words.line(text)
    assert words.line(once) == once or mended(once) != once
    assert "\n" not in once
    assert "\0" not in once


def test_a_camera_s_chatter_is_no_caption() -> None:
    assert words.caption("OLYMPUS DIGITAL CAMERA         ") == ""
    assert words.caption("A digital camera on a table") != ""


def test_a_text_of_absurd_length_is_cut() -> None:
    assert len(words.prose("a" * 10_000_000)) == words.LONGEST


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-10-16T19:01:00+00:00", "2019-10-16T19:01:00+00:00"),
        ("2026-03-03", "2026-03-03"),
        ("2026-03-03T09:30:00", "2026-03-03T09:30:00"),
        ("2019-10", ""),
        ("0000-00-00", ""),
        ("2026-02-30", ""),
        ("20260303", ""),
        ("yesterday", ""),
    ],
)
def test_a_moment_is_iso_8601_or_nothing(text: str, moment: str) -> None:
    assert words.moment(text) == moment


def test_what_one_block_lacks_the_other_gives() -> None:
    ours, theirs = Words(caption="Ours", keywords=("a",)), Words(caption="Theirs", credit="AFP", keywords=("b",))
    assert ours.or_else(theirs) == Words(caption="Ours", credit="AFP", keywords=("a",))


def test_what_is_published_has_the_day_and_not_the_minute() -> None:
    photo = a_photo(taken="2026-03-03T09:31:07+03:00", caption=SORANI)
    assert (words.published(photo).taken, words.published(photo).caption) == ("2026-03-03", SORANI)
    assert words.published(a_photo(taken="")).taken == ""
