"""The automatic backups that are kept: what each one is, which go when there are more, what originals they need.

Each is a zip of the database of one day, with what it is about in front. Originals are beside it and not in it: they
are never rewritten, so every backup can share the one file. What was put aside before a step to a newer schema is a
backup too, though a database as it is.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

FOLDER = "backups"
"""Where they lie in a library."""
ELSEWHERE = "Desk backups"
"""Where they lie in a folder of the person's choice."""
DAYS, WEEKS, UNDOS = 7, 4, 3
"""How many days and weeks have a backup that is kept, and how many restorings can be taken back."""
OF_ONE_DAY = 5
"""How many of the newest day's last backups are kept."""
ABOUT, ORIGINALS = "about.json", "originals.txt"
OF_ONE_SCHEMA = 2
"""How many of the copies that were put aside before a step to one schema are kept."""
_NAME = re.compile(r"(desk|before-restore)-(\d{4}-\d\d-\d\d-\d{6})(?:-\d+)?\.zip")
_ASIDE = re.compile(r"before-schema-(\d+)-(\d{8}-\d{6})\.db")
_CHUNK = 1 << 20
T = TypeVar("T", date, tuple[int, int])
SPOILT = (OSError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, RuntimeError)
"""What reading a spoilt backup may raise."""


class Why(StrEnum):
    """Why a backup was made, as it follows “made”."""

    DAILY = "by itself, once a day"
    ASKED = "when you asked for it"
    RESTORE = "before a restore"
    SCHEMA = "before a newer Desk took over"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that Desk made by itself, or was asked for in its settings."""

    file: Path
    time: datetime
    stories: int
    size: int
    library: str
    why: Why = Why.DAILY

    @property
    def undoes(self) -> bool:
        """Whether it holds what was there before a backup was restored."""
        return self.why is Why.RESTORE


def name_of(moment: datetime, *, undoes: bool = False) -> str:
    """What a backup of this moment is called."""
    return f"{'before-restore' if undoes else 'desk'}-{moment.astimezone(UTC):%Y-%m-%d-%H%M%S}.zip"


def moment_of(file: Path) -> datetime | None:
    """When a backup was made, by its name; None for any other file."""
    with suppress(ValueError):
        if found := _NAME.fullmatch(file.name):
            return datetime.strptime(found[2], "%Y-%m-%d-%H%M%S").replace(tzinfo=UTC)
        if found := _ASIDE.fullmatch(file.name):
            return datetime.strptime(found[2], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    return None


def about(library: str, stories: int, why: Why = Why.DAILY) -> str:
    """What a backup says of itself."""
    return json.dumps({"library": library, "stories": stories, "why": why.name})


def kept_in(folder: Path, library: str = "") -> list[Kept]:
    """The backups in a folder, of one library or of all, newest first. What cannot be read is none."""
    found = [kept for file in _files(folder) if (kept := _read(file)) and library in ("", kept.library)]
    return sorted(found, key=lambda kept: (kept.time, kept.undoes, kept.file.name), reverse=True)


def is_due(folder: Path, today: date, library: str = "") -> bool:
    """Whether a folder has no backup of this day yet; the day is that of the clock on the wall."""
    of_today = (file for file in _files(folder) if (made := moment_of(file)) and made.astimezone().date() == today)
    return not any(kept for file in of_today if (kept := _read(file)) and _is_daily(kept) and kept.library == library)


def to_drop(backups: Collection[Kept]) -> list[Kept]:
    """What goes: all but the newest backup of each of the last days and, before those, of each of the last weeks.

    Of what restorings and steps to a newer schema put aside, the last few stay, of each schema for itself.
    """
    undoing = sorted((kept for kept in backups if kept.undoes), key=_by_age)[UNDOS:]
    daily = [kept for kept in backups if _is_daily(kept)]
    times = staying({kept.time.astimezone() for kept in daily})
    return [*undoing, *_aside_too_long(backups), *(kept for kept in daily if kept.time not in times)]


def _aside_too_long(backups: Iterable[Kept]) -> Iterator[Kept]:
    by_schema: dict[str, list[Kept]] = {}
    for kept in sorted((kept for kept in backups if kept.why is Why.SCHEMA), key=_by_age):
        by_schema.setdefault(kept.file.name.split("-")[2], []).append(kept)
    for of_one in by_schema.values():
        yield from of_one[OF_ONE_SCHEMA:]


def _is_daily(kept: Kept) -> bool:
    return kept.why in (Why.DAILY, Why.ASKED)


def staying(moments: Collection[datetime]) -> set[datetime]:
    """Of moments, those whose backups stay: the newest of the last DAYS days, and of WEEKS weeks before them.

    Of the newest day its first stays too, and its last few: whoever backs up after a mistake wants what was before it.
    Days without a backup do not count, so that a laptop that was shut for a month keeps what it has.
    """
    days = _newest_of_each((moment.date() for moment in moments), DAYS)
    daily = {max(moment for moment in moments if moment.date() == day) for day in days}
    newest = sorted(moment for moment in moments if moment.date() == max(days)) if days else []
    daily |= {*newest[:1], *newest[-OF_ONE_DAY:]}
    older = [moment for moment in moments if moment.date() < min(days)] if days else []
    weeks = _newest_of_each((moment.isocalendar()[:2] for moment in older), WEEKS)
    return daily | {max(moment for moment in older if moment.isocalendar()[:2] == week) for week in weeks}


def kept_originals(folder: Path) -> set[str]:
    """The originals that any backup in a folder needs."""
    return {name for file in _files(folder) for name in originals_of(file)}


def originals_of(file: Path) -> set[str]:
    """The originals that a backup needs."""
    if is_database(file):
        return {str(name) for (name,) in _asked(file, "SELECT DISTINCT media FROM uses")}
    with suppress(*SPOILT), zipfile.ZipFile(file) as archive:
        return set(archive.read(ORIGINALS).decode("ascii").split())
    return set()


def reads_back(file: Path, goes_on: Callable[[], bool] = lambda: True) -> bool:
    """Whether every byte of a backup is as it was written, as far as its checksums tell. Reads it from end to end, or
    until it is to go on no longer; what was read by then counts.
    """
    if is_database(file):
        return [row[0] for row in _asked(file, "PRAGMA integrity_check(1)")] == ["ok"]
    with suppress(*SPOILT), zipfile.ZipFile(file) as archive:
        for member in archive.namelist():
            with archive.open(member) as stream:
                while goes_on() and stream.read(_CHUNK):
                    pass
        return True
    return False


def is_database(file: Path) -> bool:
    """Whether a backup is a database as it is, and no zip."""
    return _ASIDE.fullmatch(file.name) is not None


def _asked(file: Path, question: str) -> list[tuple[object, ...]]:
    """What a database that nobody writes to answers; nothing, where it is spoilt."""
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True)) as copy:
        return copy.execute(question).fetchall()
    return []


def _by_age(kept: Kept) -> float:
    return -kept.time.timestamp()


def _newest_of_each(keys: Iterable[T], count: int) -> list[T]:
    return sorted(set(keys), reverse=True)[:count]


def _files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from (file for file in folder.iterdir() if _NAME.fullmatch(file.name) or _ASIDE.fullmatch(file.name))


def _read(file: Path) -> Kept | None:
    made = moment_of(file)
    if made is None:
        return None
    if is_database(file):
        return _read_aside(file, made)
    with suppress(*SPOILT), zipfile.ZipFile(file) as archive:
        said = json.loads(archive.read(ABOUT))
        asked = Why.ASKED if said.get("why") == Why.ASKED.name else Why.DAILY
        why = Why.RESTORE if file.name.startswith("before") else asked
        return Kept(file, made, int(said["stories"]), file.stat().st_size, str(said["library"]), why)
    return None


def _read_aside(file: Path, made: datetime) -> Kept | None:
    """A database put aside before a step to a newer schema: it lies in its own library, and so needs no name of it."""
    counted = _asked(file, "SELECT count(*) FROM article WHERE NOT binned")
    with suppress(*SPOILT):
        return Kept(file, made, int(str(counted[0][0])), file.stat().st_size, "", Why.SCHEMA) if counted else None
    return None
