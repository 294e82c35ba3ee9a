"""What the pane of versions shows, read and made off the GUI thread: the list, and the page of one beside another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.article.differences import differences, listed
from desk.article.measure import count_words
from desk.article.status import Status
from desk.library.noting import what_changed
from desk.ui.version_page import page_html
from desk.ui.version_rows import NOW, VersionRow, now_row

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.formats import Options
    from desk.library import Journal, Library, Version

NONE_YET = "No version yet. Ctrl+S keeps one; what you type is on disk without it."

WITHDRAWN = " · Readers find only that it was withdrawn."
"""What is said behind it of a killed version, whose own words the page shows."""


class Turns:
    """Numbers what was asked for, so that only the answer to the last is taken."""

    def __init__(self) -> None:
        self._asked = self._answered = 0

    @property
    def waits(self) -> bool:
        """Whether the last has no answer yet."""
        return self._answered < self._asked

    def next(self) -> int:
        """The number of what is asked for now."""
        self._asked += 1
        return self._asked

    def is_last(self, turn: int) -> bool:
        """Whether an answer is the one to the last."""
        self._answered = max(self._answered, turn)
        return turn == self._asked


_UNREAD = now_row(0, "")


@dataclass(frozen=True, slots=True)
class Found:
    """The versions, newest first, and how the story as it stands differs from the newest."""

    versions: tuple[Version, ...] = ()
    now: VersionRow = _UNREAD
    article: Article | None = None

    def version(self, number: int | None) -> Version | None:
        """The version with that number."""
        return next((version for version in self.versions if version.number == number), None)

    def before(self, number: int) -> int | None:
        """The number of the version before another, or before the story as it stands."""
        numbers = (version.number for version in self.versions)
        return next((earlier for earlier in numbers if number == NOW or earlier < number), None)


def read_list(library: Library, journal: Journal, article: Article) -> Found:
    """The versions of the open story, once all that was written before is among them."""
    journal.flush()
    versions = tuple(library.versions(article.id))
    newest = library.version(article.id, versions[0].number) if versions else None
    note = what_changed(newest, article) if newest else NONE_YET
    return Found(versions, now_row(count_words(article.body), note), article)


@dataclass(frozen=True, slots=True)
class Shown:
    """The page of a version; what `told` says differs from another beside the words marked on it."""

    html: str
    told: str
    same: bool


def make_page(library: Library, article: Article, number: int, other: int | None, options: Options) -> Shown:
    """The page of a version of the open story (NOW: as it stands), compared with another, or with none."""

    def state(which: int) -> Article:
        return article if which == NOW else library.version(article.id, which)

    after = state(number)
    before = after if other is None else state(other)
    told = _told(before, after, is_first=other is None)
    killed = WITHDRAWN if after.status is Status.KILLED else ""
    return Shown(page_html(before, after, options), f"{told}{killed}", same=before == after)


def _told(before: Article, after: Article, *, is_first: bool) -> str:
    if is_first:
        return "The first version: there is none before it."
    if before == after:
        return "No difference."
    parts = listed(differences(before, after))
    return f"Beside the text: {parts}" if parts else "Only the text differs."
