"""Words that are in memory alone: every line of the window says so, and offers to export them to another place.

It is said as long as it holds, whatever else there is to say; all stories are exported that have such words, the open
one and those that were left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.article.trouble import Trouble
from desk.ui.wording import END_ISOLATE, ISOLATE

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.formats import Options
    from desk.library import Library
    from desk.ui.notice import Offer
    from desk.ui.window import MainWindow

CANNOT = "The library cannot be written to now."
FORMAT = "story"
"""What is exported holds a story whole, and is taken in again by import."""


class Elsewhere(QObject):
    """What one window says of its words in memory, and their way out."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._unwritten = window.workspace.unwritten
        self._exported: dict[str, Article] = {}
        self._quits = False

    def more(self) -> tuple[str, list[Offer]]:
        """What is to be said with every sentence now, and its buttons; nothing where all is on disk."""
        articles = self._unwritten.articles() if self._unwritten.in_trouble else []
        if not articles:
            return "", []
        where = f" in {len(articles)} stories" if len(articles) > 1 else ""
        copied = ", and in what you exported" if self.has_all() else ""
        offers: list[Offer] = [("Export elsewhere…", self.export)]
        if self._quits:
            offers.append(("Quit", self._window.close) if copied else ("Quit without them", self._leave))
        return f"What you typed last{where} is only in memory{copied}.", offers

    def has_all(self) -> bool:
        """Whether all words that are in memory alone were exported as they stand."""
        articles = self._unwritten.articles()
        return all(self._exported.get(article.id) == article for article in articles)

    def keeps_open(self) -> bool:
        """Whether words would be lost with the window, after a last attempt to write them; then that is said."""
        if self._unwritten.reaches_disk() or self.has_all():
            return False
        self._quits = True
        self._window.notice.tell(f"Desk stays open. {CANNOT}", trouble=True, about=self._unwritten)
        return True

    def end(self) -> None:
        """Everything is on disk again."""
        self._quits = False
        self._exported = {}

    def export(self) -> None:
        """Ask for a folder, and write there all stories that have words in memory alone."""
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self._window, "Export elsewhere", str(Path.home()))
        articles = self._unwritten.articles()
        if not articles:
            self._window.notice.tell("Everything is on disk again.")
        elif not folder:
            self._window.notice.tell(CANNOT, trouble=True, about=self._unwritten)
        else:
            self._window.notice.tell(f"Exporting to {ISOLATE}{folder}{END_ISOLATE}…")
            space, options = self._window.workspace, self._window.deeds.options()
            write = partial(_written, articles, Path(folder), space.library, options)
            space.tasks.run(write, partial(self._tell, articles, Path(folder)), self._failed)

    def _tell(self, articles: Sequence[Article], folder: Path, notes: Sequence[str]) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        self._exported.update({article.id: article for article in articles})
        counted, them = ("The story is", "it") if len(articles) == 1 else (f"{len(articles)} stories are", "them")
        said = f"{counted} in {ISOLATE}{folder}{END_ISOLATE}; Import takes {them} in again."
        look = ("Open folder", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        self._window.notice.tell(" ".join([said, *notes[:3]]), [look], trouble=bool(notes))

    def _failed(self, why: str) -> None:
        self._window.notice.tell(why, trouble=True)

    def _leave(self) -> None:
        self._exported = {article.id: article for article in self._unwritten.articles()}
        self._window.close()


def _written(articles: Sequence[Article], folder: Path, library: Library, options: Options) -> list[str]:
    """Write the stories; what could not be written with them. Their words are, even where their photos cannot be."""
    from desk.formats import export

    notes: list[str] = []
    for article in articles:
        try:
            export(article, FORMAT, folder, library, options)
        except Trouble as trouble:
            without = tuple(replace(photo, media="") for photo in article.photos)
            export(replace(article, photos=without), FORMAT, folder, library, options)
            notes.append(f"{trouble} The words are there without the files of their photos.")
    return notes
