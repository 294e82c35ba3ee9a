"""Files into the library: imports run one after another off the GUI thread; one bad file stops no other.

Folders are gone through. A story that is here already is not kept twice: what is to become of it waits for a decision.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.article.model import Article, new_id
from desk.article.trouble import Trouble
from desk.library import Library
from desk.ui.tasks import Tasks

if TYPE_CHECKING:
    from desk.article.past import Past
    from desk.formats import Imported
    from desk.formats.rearranging import Copy
    from desk.library.twins import Renewed, Twin
    from desk.ui.handed import Handed

PATIENCE = 1.0
"""Seconds after which it is told how far an import is."""


@dataclass(frozen=True, slots=True)
class Met:
    """A story that came though it is here already: as it came, as it is to be kept, the one that is here, and the
    versions that came along.
    """

    file: str
    came: Article
    article: Article
    twin: Twin
    past: Sequence[Past] = ()
    base: Article | None = None
    """The version that had left, of a story that Desk exported."""


@dataclass(slots=True)
class Taken:
    """What came of an import: the stories taken in, a sentence for each file that was not, and what else is to be said:
    `notes`, and in `told` a line of them for each file that has any.

    `met` are the stories that are here already with other words; `same` those that came just so before. `copies` are
    the texts that wire copy was made of, by the story.
    """

    articles: list[Article] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)
    same: list[Twin] = field(default_factory=list)
    copies: dict[str, Copy] = field(default_factory=dict)
    handed: list[Handed] = field(default_factory=list)
    """Stories that another desk sent, new ones and those that were merged with the story here."""
    cancelled: bool = False


class Intake(QObject):
    """Imports several files, telling how far it is where that takes a while."""

    progress = Signal(int, int)
    ended = Signal(object)
    """The Taken."""
    decided = Signal(object, list)
    """A sentence on what became of stories that were here already, and the IDs of these."""

    def __init__(self, library: Library, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self._cancelled = False

    def take(self, paths: Sequence[Path]) -> None:
        """Import the files and the folders' stories; `ended` carries the Taken."""
        self._cancelled = False
        self._tasks.run(partial(self._take_all, list(paths)), self.ended.emit, lambda why: self._give_up(why))

    def cancel(self) -> None:
        """Stop after the file being read; what was imported stays."""
        self._cancelled = True

    def renew(self, met: Sequence[Met]) -> None:
        """Make what came new versions of the stories that are here."""
        self._decide(met, self._renewed)

    def keep_apart(self, met: Sequence[Met]) -> None:
        """Keep what came as stories of their own."""
        self._decide(met, self._kept_apart)

    # reading, off the GUI thread

    def _give_up(self, why: str) -> None:
        self.ended.emit(Taken(refused=[why]))

    def _take_all(self, paths: list[Path]) -> Taken:
        from desk.formats.folders import gathered

        found, taken, began = gathered(paths), Taken(), time.monotonic()
        taken.refused += found.refused
        if not found.files and not found.refused:
            taken.refused.append("There is no story in this folder that Desk reads.")
        for number, path in enumerate(found.files):
            taken.cancelled = self._cancelled
            if self._cancelled:
                break
            if time.monotonic() - began > PATIENCE:
                self.progress.emit(number, len(found.files))
            self._take_file(path, taken)
        self.progress.emit(len(found.files), len(found.files))
        return taken

    def _take_file(self, path: Path, taken: Taken) -> None:
        """Read one file and add its stories to the library."""
        from desk.formats import read_stories

        try:
            for read in read_stories(path):
                self._take(path, read, taken)
        except Trouble as trouble:
            said = str(trouble)
            taken.refused.append(said if path.name in said else f"{path.name}: {said}")

    def _take(self, path: Path, read: Imported, taken: Taken) -> None:
        from desk.library.titles import with_known
        from desk.returning import arrived
        from desk.ui.handed import merged, new

        arrival = arrived(self._library, read)
        came, twin = arrival.came, arrival.twin
        if twin is not None and twin.is_same and not read.past:
            taken.same.append(twin)
            return
        for data in arrival.originals:
            self._library.add_media(data)
        if twin is not None and twin.is_same:  # what was said of it elsewhere may be among its versions
            self._library.take_in_story(replace(arrival.article, id=twin.id), read.past)
            taken.same.append(twin)
            return
        article = with_known(self._library, arrival.article)
        taken.notes += arrival.notes
        taken.told += [f"{path.name}: {' '.join(arrival.notes)}"] if arrival.notes else []
        if twin is not None and read.past and twin.id == came.id:
            taken.handed.append(merged(self._library, twin.id, article, read.past))
            self._library.twins.remember([(came, twin.id)])
            return
        if twin is not None:
            taken.met.append(Met(path.name, came, article, twin, read.past, arrival.base))
            return
        self._add(came, article, read.past)
        taken.articles.append(article)
        if article.custody:
            taken.handed.append(new(article, read.past, self._library.author))
        if read.copy:
            taken.copies[article.id] = copy_of(read.copy, article)

    def _add(self, came: Article, article: Article, past: Sequence[Past]) -> None:
        self._library.twins.remember([(came, article.id)])
        if past:
            self._library.take_in_story(article, past)
        else:
            self._library.add(article, "import")

    # deciding

    def _decide(self, met: Sequence[Met], decide: _Decision) -> None:
        def told(outcome: tuple[str, list[str]]) -> None:
            self.decided.emit(*outcome)

        self._tasks.run(partial(decide, list(met)), told, lambda why: self.decided.emit(why, []))

    def _renewed(self, met: list[Met]) -> tuple[str, list[str]]:
        renewed: list[Renewed] = []
        for one in met:
            author = self._library.author
            renewed.append(self._library.twins.renew(one.twin.id, one.article, author, one.past, one.base))
            self._library.twins.remember([(one.came, one.twin.id)])
        return _said(renewed), [one.twin.id for one in met]

    def _kept_apart(self, met: list[Met]) -> tuple[str, list[str]]:
        ids = []
        for one in met:
            article = replace(one.article, id=new_id())
            self._add(one.came, article, one.past)
            ids.append(article.id)
        return "Kept as another story." if len(ids) == 1 else f"Kept as {len(ids)} other stories.", ids


if TYPE_CHECKING:
    from collections.abc import Callable

    _Decision = Callable[[list[Met]], tuple[str, list[str]]]


def copy_of(text: str, article: Article) -> Copy:
    """The copy that an article was made of, as it was arranged."""
    from desk.formats.rearranging import Copy
    from desk.formats.wire_copy import arrange

    return Copy(arrange(text), known={one.title: one.article for one in article.related if one.article})


def _said(renewed: Sequence[Renewed]) -> str:
    """What became of stories that came again."""
    clashes = any(one.clashes for one in renewed)
    stays = " Where both changed the same words yours stay." if clashes else ""
    if len(renewed) > 1:
        return f"{len(renewed)} stories have a new version.{stays}"
    one = renewed[0]
    if one.beside:
        return f"What came is version {one.version.number}. The story stays as it is, since nothing tells what changed."
    merged = ", merged into your words" if one.merged else ""
    return f"What came is version {one.version.number}{merged}.{stays}"
