"""The rows of the list of versions, without a widget: the story now, what somebody made, and groups of what was kept
by itself, which open and close.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from desk.library.versions import Version
from desk.ui.wording import clock

NOW = 0
"""The number of the story as it stands; versions count from 1."""
KINDS = {
    "save": "Saved",
    "export": "Exported",
    "import": "Imported",
    "elsewhere": "Edited elsewhere",
    "restore": "Gone back",
    "status": "New status",
    "sent": "Sent to another desk",
    "correction": "Corrected",
    "kill": "Killed",
    "typing": "Your own unsaved typing",
    "kept": "Kept from another program",
    "duplicate": "Copied",
    "auto": "Automatic",
}


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A row: `title` and `time` beside each other, below them `about` and `note`.

    `number` is that of the version, NOW, or minus the first of a group; `numbers` says it, or those of a group, as they
    stand before the title. `group` is how many versions lie in the group; `quiet` those that were kept by themselves.
    """

    number: int
    title: str
    time: str = ""
    about: str = ""
    note: str = ""
    quiet: bool = False
    group: int = 0
    is_open: bool = False
    numbers: str = ""

    @property
    def spoken(self) -> str:
        """The row for those who cannot see it."""
        folded = ("open" if self.is_open else "closed") if self.group else ""
        named = f"{'Versions' if self.group > 1 else 'Version'} {self.numbers}" if self.numbers else ""
        return ", ".join(part for part in (named, self.title, self.time, self.about, self.note, folded) if part)


def told_time(time: datetime, at: datetime) -> str:
    """A time as the list tells it: 14:05, yesterday 14:05, 3 Mar 14:05, 3 Mar 2025."""
    local, today = time.astimezone(), at.astimezone().date()
    days = (today - local.date()).days
    if days == 0:
        return clock(time)
    if days == 1:
        return f"yesterday {clock(time)}"
    day = f"{local.day} {local:%b}"
    return f"{day} {clock(time)}" if local.year == today.year else f"{day} {local.year}"


def called(version: Version, at: datetime) -> str:
    """A version in a sentence: version 3 “As filed”, or version 3 of 14:05."""
    which = f"“{_apart(version.name)}”" if version.name else f"of {told_time(version.time, at)}"
    return f"version {version.number} {which}"


def choice(version: Version, at: datetime) -> str:
    """A version among others to choose from: number, time, and its name or how it came about."""
    return f"{version.number} · {told_time(version.time, at)} · {_apart(version.name or _kind(version))}"


def rows_of(versions: Sequence[Version], now: VersionRow, opened: Collection[int], at: datetime) -> list[VersionRow]:
    """The rows, newest first. `opened` are the numbers of the groups that are open."""
    rows = [now]
    for automatic, run in groupby(versions, key=lambda version: version.is_automatic):
        some = list(run)
        if not automatic:
            rows += [_row(version, at) for version in some]
            continue
        key = -some[-1].number
        is_open = key in opened
        times = f"{told_time(some[-1].time, at)} – {told_time(some[0].time, at)}" if len(some) > 1 else ""
        title = "1 automatic version" if len(some) == 1 else f"{len(some)} automatic versions"
        numbers = "–".join(dict.fromkeys((str(some[-1].number), str(some[0].number))))
        rows.append(
            VersionRow(key, title, "", times, "", quiet=True, group=len(some), is_open=is_open, numbers=numbers)
        )
        rows += [_row(version, at) for version in some] if is_open else []
    return rows


def now_row(words: int, note: str) -> VersionRow:
    """The story as it stands."""
    return VersionRow(NOW, "Now", about=_counted(words), note=note or "As in the newest version")


def _row(version: Version, at: datetime) -> VersionRow:
    number, time = str(version.number), told_time(version.time, at)
    if version.is_automatic:
        words = _counted(version.words)
        return VersionRow(version.number, time, about=words, note=version.note, quiet=True, numbers=number)
    kind = _kind(version)
    about = " · ".join(part for part in (kind if version.name else "", version.author, _counted(version.words)) if part)
    return VersionRow(version.number, version.name or kind, time, about, version.note, numbers=number)


def _kind(version: Version) -> str:
    """How a version came about."""
    return KINDS.get(version.kind, version.kind.capitalize())


def _apart(name: str) -> str:
    """A name in either script, which leaves the order of the words around it alone."""
    return f"\u2068{name}\u2069"


def _counted(words: int) -> str:
    return "1 word" if words == 1 else f"{words:,} words"
