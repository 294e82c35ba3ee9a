"""The theme under the preview: which maker makes the page while a theme is being changed, and word of each change.

A theme that is broken, even for a moment between two keys of whoever changes it, takes no page away: the page is
then made as it was made last, or in Desk's plain theme, and a sentence says what is wrong and where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from desk.article.trouble import Trouble
from desk.formats.page import Options, PageMaker

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
AS_BEFORE = "The preview shows the page as it was before."
IN_PLAIN = "The preview shows the page in the plain theme meanwhile."
_SETTLED = 150
"""Milliseconds without a further change after which files of a theme are taken to be written."""


def in_theme(make: Callable[[PageMaker], T], options: Options, last_good: PageMaker | None) -> tuple[T, PageMaker, str]:
    """What `make` makes of the theme that is asked for, its maker, and a sentence where it had to be another.

    Reads files: not on the GUI thread.
    """
    from desk.formats.templates import PLAIN
    from desk.formats.themes import maker_for, page_maker

    try:
        maker = maker_for(options)
        return make(maker), maker, ""
    except Trouble as trouble:
        why = str(trouble)
    if last_good is not None:
        try:
            return make(last_good), last_good, f"{why} {AS_BEFORE}"
        except Trouble:  # it was good for another story
            pass
    plain = page_maker(PLAIN)
    return make(plain), plain, f"{why} {IN_PLAIN}"


def files_of(options: Options) -> tuple[str, ...]:
    """What is to be watched of a theme: its files and folders, and the folder in which it lies or may come to lie."""
    from desk.formats.themes import theme_folder

    try:
        folder = theme_folder(options.theme, options.themes)
    except Trouble:
        return tuple(_there([options.themes / options.theme, options.themes] if options.themes else []))
    return tuple(_there([folder.parent, folder, *sorted(folder.rglob("*"))]))


def _there(paths: Iterable[Path]) -> Iterator[str]:
    return (str(path) for path in paths if path.exists())


class ThemeWatch(QObject):
    """Tells when a file of the theme that is shown was written, has come or gone."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watcher: QFileSystemWatcher | None = None
        self._soon = QTimer(self, interval=_SETTLED, singleShot=True)
        self._soon.timeout.connect(self.changed)

    def follow(self, paths: Sequence[str]) -> None:
        """Watch these from now on. A file that was written anew is another file, and to be watched again."""
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(lambda _path: self._soon.start())
            self._watcher.directoryChanged.connect(lambda _path: self._soon.start())
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := sorted(watched.difference(paths)):
            self._watcher.removePaths(gone)
        if come := sorted(set(paths) - watched):
            self._watcher.addPaths(come)

    def end(self) -> None:
        """Watch nothing any more."""
        self._soon.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
