"""What a story may be compared with: as it was filed, as one last had it, any version. No widgets here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk.article.status import Status
from desk.library.versions import ELSEWHERE, IMPORT, KEPT, SENT, TYPING, Version
from desk.ui.version_rows import called, choice, told_time

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.article.past import Past
    from desk.library import Journal, Library

NOTHING, AS_FILED, LAST_HAD = 0, -1, -2
"""Compared with nothing, with the story as it was filed, as one last had it; any other number is a version's."""
_FOREIGN = frozenset((IMPORT, ELSEWHERE, KEPT))
"""The kinds of versions that hold what others wrote, whoever took them in."""
_FILED = frozenset((Status.IN_EDIT, Status.READY, Status.PUBLISHED))


@dataclass(frozen=True, slots=True)
class Bases:
    """The versions of a story, newest first, and which of them answers to AS_FILED and LAST_HAD, if any does."""

    story: str
    versions: tuple[Version, ...] = ()
    filed: int = 0
    last_had: int = 0

    def number(self, chosen: int) -> int:
        """The version that a choice stands for; 0 where there is none."""
        named = {AS_FILED: self.filed, LAST_HAD: self.last_had}
        number = named.get(chosen, chosen)
        return number if any(version.number == number for version in self.versions) else 0

    def version(self, chosen: int) -> Version | None:
        """The version that a choice stands for."""
        number = self.number(chosen)
        return next((version for version in self.versions if version.number == number), None)

    @property
    def first_choice(self) -> int:
        """What one would compare with first: how one last had it, else as it was filed; NOTHING where neither is."""
        return LAST_HAD if self.last_had else AS_FILED if self.filed else NOTHING

    def offers(self, at: datetime) -> list[tuple[int, str]]:
        """What there is to choose, and how it is called."""
        named = ((LAST_HAD, "Since I last had it"), (AS_FILED, "As filed"))
        found = ((kind, words, self.version(kind)) for kind, words in named)
        special = [(kind, f"{words} · {one.number} · {told_time(one.time, at)}") for kind, words, one in found if one]
        return [(NOTHING, "Nothing"), *special, *((one.number, _offer(one, at)) for one in self.versions)]

    def told(self, chosen: int, at: datetime) -> str:
        """A choice in a sentence, as in “since version 3 of 14:05”."""
        version = self.version(chosen)
        return f"since {called(version, at)}" if version else ""


def _offer(version: Version, at: datetime) -> str:
    """A version among others: number, time, what it is called, and who made it."""
    line = choice(version, at)
    return f"{line} · \u2068{version.author}\u2069" if version.author else line


def bases_of(story: str, versions: Sequence[Version], me: str, status_of: Callable[[int], Status]) -> Bases:
    """What a story with these versions, newest first, may be compared with. `status_of` tells that of a version."""
    return Bases(story, tuple(versions), _filed(versions, status_of), _last_had(versions, me))


def _filed(versions: Sequence[Version], status_of: Callable[[int], Status]) -> int:
    """The version made when the story went to the desk, or the first that somebody made."""
    for version in reversed(versions):
        if version.kind == SENT or (version.kind == "status" and status_of(version.number) in _FILED):
            return version.number
    return next((version.number for version in reversed(versions) if not version.is_automatic), 0)


def _last_had(versions: Sequence[Version], me: str) -> int:
    """My newest version from before somebody else's; where nobody else wrote since, what I sent."""
    versions = _with_typists(versions, me)
    numbers = [n for n, version in enumerate(versions) if not _is_mine(version, me)]
    before = versions[numbers[0] + 1 :] if numbers else ()
    had = next((version.number for version in before if _is_mine(version, me)), 0)
    return had or next((one.number for one in versions if one.kind == SENT and _is_mine(one, me)), 0)


def _with_typists(versions: Sequence[Version], me: str) -> list[Version]:
    """Versions, newest first; those of what was typed and not saved are by whoever made the next."""
    found: list[Version] = []
    for one in versions:
        is_typed = one.kind == TYPING and not one.author
        found.append(replace(one, author=found[-1].author if found else me) if is_typed else one)
    return found


def _is_mine(version: Version, me: str) -> bool:
    return version.author == me and version.kind not in _FOREIGN


def read_bases(library: Library, journal: Journal, story: str) -> Bases:
    """What a story of the library may be compared with, once all that was written before is there. Takes a while."""
    journal.flush()
    return bases_of(
        story, library.versions(story), library.author, lambda number: library.version(story, number).status
    )


@dataclass(frozen=True, slots=True)
class Base:
    """What the story is compared with: `article`, and the versions made `since`, oldest first.

    `accepted` is what stands for the version since some of its edits were accepted.
    """

    bases: Bases
    chosen: int
    article: Article
    since: tuple[Past, ...] = ()
    accepted: Article | None = None

    @property
    def key(self) -> tuple[str, int]:
        """The story and the version."""
        return self.bases.story, self.bases.number(self.chosen)


def read_base(library: Library, bases: Bases, chosen: int) -> Base:
    """The version chosen, and those after it. Takes a while. Raises Trouble where it is gone or cannot be read."""
    from desk.article.trouble import Trouble
    from desk.library.reviewed import Reviewed

    number = bases.number(chosen)
    if not number:
        raise Trouble("That version is no longer there. Choose another to compare with.")
    since = [one for one in bases.versions if one.number > number]
    article = library.version(bases.story, number)
    past = tuple(_past(library, bases.story, one) for one in reversed(since))
    return Base(bases, chosen, article, past, Reviewed(library.database).state(bases.story, number))


def keep_accepted(library: Library, key: tuple[str, int], state: Article | None) -> None:
    """Remember in the library what stands for a version since some of its edits were accepted."""
    from desk.library.reviewed import Reviewed

    Reviewed(library.database).keep(*key, state)


def _past(library: Library, story: str, one: Version) -> Past:
    from desk.article.past import Past

    article = library.version(story, one.number)
    return Past(one.number, one.time, one.author, one.kind, one.name, one.words, one.note, article)
