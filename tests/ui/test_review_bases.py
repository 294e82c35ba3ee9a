"""Which version a story is compared with: as filed, as one last had it, or any."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desk.article.status import Status
from desk.library.versions import Version
from desk.ui.review_bases import AS_FILED, LAST_HAD, NOTHING, Bases, bases_of

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def bases(*made: str, statuses: dict[int, Status] | None = None) -> Bases:
    """Of versions told as “author kind [name]”, oldest first, the author maybe nobody; I am Dana."""
    versions = []
    for number, words in enumerate(made, 1):
        author, kind, name = (*words.split(" ", maxsplit=2), "")[:3]
        versions.append(Version(number, NOON + timedelta(minutes=number), author, kind, name, 9, ""))
    found = statuses or {}
    return bases_of("s1", versions[::-1], "Dana", lambda number: found.get(number, Status.DRAFT))


@pytest.mark.parametrize(
    ("made", "statuses", "filed"),
    [
        ((), {}, 0),
        (("Sam auto", "Sam save", "Sam save"), {}, 2),
        (("Sam save", "Sam status", "Dana status"), {2: Status.IN_EDIT, 3: Status.READY}, 2),
        (("Sam save", "Sam status", "Sam status"), {2: Status.DRAFT, 3: Status.READY}, 3),
        (("Sam save", "Sam sent", "Dana status"), {3: Status.IN_EDIT}, 2),
        (("Sam auto", "Sam auto"), {}, 0),
        (("Sam auto First", "Sam auto"), {}, 1),
    ],
)
def test_as_filed_is_when_it_went_to_the_desk(made: tuple[str, ...], statuses: dict[int, Status], filed: int) -> None:
    assert bases(*made, statuses=statuses).number(AS_FILED) == filed


@pytest.mark.parametrize(
    ("made", "had"),
    [
        ((), 0),
        (("Dana save", "Dana auto"), 0),
        (("Sam save", "Dana auto"), 0),
        (("Dana save", "Sam save"), 1),
        (("Dana save", "Sam save", "Sam save", "Dana auto"), 1),
        (("Dana save", "Sam save", "Dana save", "Sam save", "Dana auto"), 3),
        (("Dana save", "Dana sent", "Dana auto"), 2),
        (("Dana sent", "Dana auto", "Sam save", "Dana import With what came again"), 2),
        (("Dana import", "Dana save"), 0),
        (("Dana sent", "Dana save", " typing"), 1),
        (("Dana save", "Sam sent", " typing", "Dana save With what Sam changed"), 1),
        (("Dana sent", "Sam save", " typing", "Sam save With what Dana changed"), 1),
        (("Dana save", "Dana elsewhere", "Dana auto"), 1),
    ],
)
def test_as_one_last_had_it_is_ones_own_version_before_anothers(made: tuple[str, ...], had: int) -> None:
    assert bases(*made).number(LAST_HAD) == had


def test_what_is_compared_with_first() -> None:
    assert bases("Dana save", "Sam save").first_choice == LAST_HAD
    assert bases("Sam save", "Dana auto").first_choice == AS_FILED
    assert bases().first_choice == NOTHING


def test_only_what_there_is_is_offered_each_by_number_time_name_and_author() -> None:
    found = bases("Sam save Filed", "Dana auto").offers(NOON)
    assert [number for number, _words in found] == [NOTHING, AS_FILED, 2, 1]
    words = [words.translate({0x2068: None, 0x2069: None}) for _number, words in found]
    clock = (NOON + timedelta(minutes=1)).astimezone()
    assert words[:2] == ["Nothing", f"As filed · 1 · {clock:%H:%M}"]
    assert words[3] == f"1 · {clock:%H:%M} · Filed · Sam"


def test_a_version_that_is_gone_stands_for_none() -> None:
    found = bases("Sam save", "Dana auto")
    assert found.number(7) == 0
    assert found.version(7) is None
    assert found.told(7, NOON) == ""
    assert found.told(1, NOON).startswith("since version 1 of ")
