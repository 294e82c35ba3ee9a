"""Files into the library: imports run one after another off the GUI thread; one bad file stops no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.library import Library
from desk.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an import: the stories taken in, and a sentence for each file that was not."""

    articles: tuple[Article, ...]
    refused: tuple[str, ...]
    notes: tuple[str, ...]


def take_in(path: Path, library: Library) -> tuple[Article, tuple[str, ...]]:
    """Read one file and add its story to the library; the story and what could not be taken over."""
    from desk.formats import read_file

    read = read_file(path)
    for data in read.originals.values():
        library.add_media(data)
    library.add(read.article, "import")
    return read.article, read.notes


class Intake(QObject):
    """Imports several files, telling how far it is."""

    progress = Signal(int, int)
    ended = Signal(object)

    def __init__(self, library: Library, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self._cancelled = False

    def take(self, paths: Sequence[Path]) -> None:
        """Import the files; `ended` carries the Taken."""
        self._cancelled = False
        self._tasks.run(partial(self._take_all, list(paths)), self.ended.emit, lambda why: self._give_up(why))

    def cancel(self) -> None:
        """Stop after the file being read; what was imported stays."""
        self._cancelled = True

    def _give_up(self, why: str) -> None:
        self.ended.emit(Taken((), (why,), ()))

    def _take_all(self, paths: list[Path]) -> Taken:
        articles: list[Article] = []
        refused: list[str] = []
        notes: list[str] = []
        for number, path in enumerate(paths):
            if self._cancelled:
                break
            self.progress.emit(number, len(paths))
            try:
                article, said = take_in(path, self._library)
            except Trouble as trouble:
                refused.append(str(trouble))
            else:
                articles.append(article)
                notes += said
        self.progress.emit(len(paths), len(paths))
        return Taken(tuple(articles), tuple(refused), tuple(notes))
