"""The rows of the list of versions: what somebody made stands out, what was kept by itself lies in groups."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desk.library import Version
from desk.library.versions import KEPT, KINDS, TYPING
from desk.ui.version_rows import KINDS as WORDS
from desk.ui.version_rows import NOW, called, choice, now_row, rows_of, told_time

AT = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)


def a_version(number: int, kind: str = "save", name: str = "", minutes: int = 0) -> Version:
    return Version(number, AT - timedelta(minutes=minutes), "Shilan", kind, name, 1377, "+42 −7 words")


VERSIONS = [
    a_version(7, "auto"),
    a_version(6, "auto", minutes=1),
    a_version(5, "export", minutes=2),
    a_version(4, "auto", "Before the call", minutes=3),
    a_version(3, "auto", minutes=4),
    a_version(2, "save", "As filed", minutes=5),
    a_version(1, "import", minutes=6),
]


def test_every_kind_of_version_has_words() -> None:
    assert set(WORDS) == KINDS


def test_groups_are_closed_until_they_are_opened() -> None:
    now = now_row(1380, "+3 words")
    rows = rows_of(VERSIONS, now, (), AT)
    assert [row.number for row in rows] == [NOW, -6, 5, 4, -3, 2, 1]
    titles = [row.title for row in rows]
    assert titles[:2] == ["Now", "2 automatic versions"]
    assert titles[2:] == ["Exported", "Before the call", "1 automatic version", "As filed", "Imported"]
    opened = rows_of(VERSIONS, now, {-6}, AT)
    assert [row.number for row in opened] == [NOW, -6, 7, 6, 5, 4, -3, 2, 1]
    assert [row.quiet for row in opened[1:4]] == [True, True, True]


def test_a_row_tells_who_how_many_words_and_what_changed() -> None:
    rows = {row.number: row for row in rows_of(VERSIONS, now_row(1, ""), (), AT)}
    assert rows[NOW].spoken == "Now, 1 word, As in the newest version"
    assert rows[2].about == "Saved · Shilan · 1,377 words"
    assert rows[5].about == "Shilan · 1,377 words"
    assert rows[5].note == "+42 −7 words"
    assert rows[-6].spoken.endswith("closed")


def test_a_row_says_by_which_number_messages_and_the_command_line_call_it() -> None:
    rows = {row.number: row for row in rows_of(VERSIONS, now_row(1, ""), {-6}, AT)}
    assert {number: row.numbers for number, row in rows.items()} == {
        NOW: "", -6: "6–7", 7: "7", 6: "6", 5: "5", 4: "4", -3: "3", 2: "2", 1: "1",
    }  # fmt: skip
    assert rows[2].spoken.startswith("Version 2, As filed, ")
    assert rows[-6].spoken.startswith("Versions 6–7, 2 automatic versions, ")
    assert rows[-3].spoken.startswith("Version 3, 1 automatic version, ")


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (timedelta(hours=1), "14:00"),
        (timedelta(days=1), "yesterday 15:00"),
        (timedelta(days=2), "1 Mar 15:00"),
        (timedelta(days=90), "3 Dec 2025"),
    ],
)
def test_times_are_told_as_near_as_they_are(back: timedelta, told: str) -> None:
    here = AT.astimezone().replace(hour=15, minute=0)
    assert told_time(here - back, here) == told


def test_a_version_is_called_by_its_number_and_its_name_or_time() -> None:
    assert called(a_version(1, name="As filed"), AT) == "version 1 “\u2068As filed\u2069”"
    assert called(a_version(12), AT) == f"version 12 of {told_time(AT, AT)}"


def test_a_version_is_chosen_by_number_time_and_name() -> None:
    time = told_time(AT, AT)
    assert choice(a_version(3, "auto"), AT) == f"3 · {time} · \u2068Automatic\u2069"
    assert choice(a_version(4, name="بۆ چاپ"), AT) == f"4 · {time} · \u2068بۆ چاپ\u2069"


def test_ones_own_unsaved_typing_is_not_called_anothers() -> None:
    titles = [row.title for row in rows_of([a_version(2, TYPING), a_version(1, KEPT)], now_row(1, ""), (), AT)]
    assert titles == ["Now", "Your own unsaved typing", "Kept from another program"]
