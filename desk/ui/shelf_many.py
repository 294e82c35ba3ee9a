"""What is done to many stories at once, off the GUI thread: status, section, keywords, export; each can be undone.

The open story is changed through its session, the others by a version each, a few in one transaction: what is typed
meanwhile waits for no more than those.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.article.trouble import Trouble

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.article.record import Value
    from desk.formats import Options
    from desk.library import Journal
    from desk.ui.workspace import Workspace

AT_ONCE = 10
"""Stories changed in one transaction."""
Values = dict[str, "Value"]
"""The value of a field by a story's ID."""


class Many(QObject):
    """Acts on the stories of a workspace."""

    progress = Signal(int, int)
    told = Signal(str, object, bool)
    """A sentence, the offers beside it (`notice.Offer`), and whether it is about trouble."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._cancelled = False

    def cancel(self) -> None:
        """Stop soon; what is changed already stays, and can be undone."""
        self._cancelled = True

    def set_field(self, ids: Sequence[str], field: str, value: Value, done: str) -> None:
        """Give a field of the stories one value; `done` says so of “{count}”."""
        self._begin(ids, field, lambda _article: value, done)

    def add_keywords(self, ids: Sequence[str], words: Sequence[str], done: str) -> None:
        """Add keywords to those that lack them."""
        self._begin(ids, "keywords", lambda article: (*article.keywords, *_missing(article, words)), done)

    def remove_keywords(self, ids: Sequence[str], words: Sequence[str], done: str) -> None:
        """Take keywords away, however they are spelled."""
        gone = _alike(words)
        self._begin(ids, "keywords", lambda article: tuple(w for w in article.keywords if not _alike([w]) & gone), done)

    def export(self, ids: Sequence[str], formats: Sequence[str], folder: Path, options: Options) -> None:
        """Write the stories into a folder."""
        self._cancelled = False
        opened = self._workspace.article
        open_id = opened.id if opened is not None and opened.id in ids else ""
        work = partial(self._export, self._workspace.journal, list(ids), list(formats), folder, options, open_id)
        done = partial(self._tell_exported, open_id)
        self._workspace.tasks.run(work, done, lambda why: self.told.emit(why, (), True))

    # changing

    def _begin(self, ids: Sequence[str], field: str, value: Callable[[Article], Value], done: str) -> None:
        self._cancelled = False
        before: Values = {}
        article = self._workspace.article
        if article is not None and article.id in ids:
            self._change_open(field, value(article), before)
        others = [one for one in ids if article is None or one != article.id]
        work = partial(self._change, self._workspace.journal, others, field, value, before)
        self._workspace.tasks.run(work, partial(self._tell_changed, field, done), self._tell_failed)

    def _change_open(self, field: str, value: Value, before: Values) -> None:
        from desk.article import edits

        article = self._workspace.article
        change = edits.set_field(article, field, value) if article else None
        if article is not None and change is not None:
            before[article.id] = getattr(article, field)
            self._workspace.apply(change, "shelf")
            self._workspace.save_version(_kind_of(field))

    def _change(
        self, journal: Journal, ids: Sequence[str], field: str, value: Callable[[Article], Value], before: Values
    ) -> tuple[Values, str]:
        """The values that were, and what went wrong."""
        journal.flush()
        try:
            for start in range(0, len(ids), AT_ONCE):
                if self._cancelled:
                    break
                self.progress.emit(start, len(ids))
                some = ids[start : start + AT_ONCE]
                changed = self._workspace.library.change_all(
                    some,
                    lambda a: replace(a, **{field: value(a)}),  # type: ignore[arg-type]
                    _kind_of(field),
                )
                before.update((was.id, getattr(was, field)) for was, _is in changed)
        except Trouble as trouble:
            return before, str(trouble)
        finally:
            self.progress.emit(len(ids), len(ids))
        return before, ""

    def _tell_changed(self, field: str, done: str, result: tuple[Values, str]) -> None:
        before, trouble = result
        self._workspace.shelf_changed.emit()
        undo = [("Undo", partial(self._undo, field, before))] if before else []
        counted = "No story needed a change." if not before else done.format(count=counted_stories(len(before)))
        stopped = "Stopped: " if self._cancelled else ""
        self.told.emit(trouble or f"{stopped}{counted}", undo, bool(trouble))

    def _tell_failed(self, why: str) -> None:
        self._workspace.shelf_changed.emit()
        self.told.emit(why, (), True)

    def _undo(self, field: str, before: Values) -> None:
        """Give each story the value it had."""
        self._begin(list(before), field, lambda article: before[article.id], "{count} as before.")

    # exporting

    def _export(
        self,
        journal: Journal,
        ids: Sequence[str],
        formats: Sequence[str],
        folder: Path,
        options: Options,
        open_id: str,
    ) -> tuple[list[Path], list[str]]:
        from desk.formats import export

        journal.flush()
        paths: list[Path] = []
        troubles: list[str] = []
        for number, article_id in enumerate(ids):
            self.progress.emit(number, len(ids))
            if self._cancelled:
                break
            try:
                article = self._workspace.library.article(article_id)
                for name in formats:
                    paths += export(article, name, folder, self._workspace.library, options, lambda: self._cancelled)
                if article_id != open_id:
                    self._workspace.library.add(article, "export")
            except Trouble as trouble:
                troubles.append(str(trouble))
        self.progress.emit(len(ids), len(ids))
        return paths, troubles

    def _tell_exported(self, open_id: str, result: tuple[list[Path], list[str]]) -> None:
        paths, troubles = result
        article = self._workspace.article
        if paths and article is not None and article.id == open_id:
            self._workspace.save_version("export")
        counted = "1 file" if len(paths) == 1 else f"{len(paths)} files"
        said = "The export was cancelled." if self._cancelled else f"Exported {counted}."
        offers = [("Open folder", partial(_open, paths[0].parent))] if paths else []
        self.told.emit(" ".join([said, *troubles[:3]]), offers, bool(troubles) and not self._cancelled)


def _kind_of(field: str) -> str:
    """How a version comes about in which a field was changed."""
    return "status" if field == "status" else "save"


def counted_stories(count: int) -> str:
    """“1 story”, “12 stories”."""
    return "1 story" if count == 1 else f"{count:,} stories"


def _missing(article: Article, words: Sequence[str]) -> list[str]:
    have = _alike(article.keywords)
    return [word for word in words if not _alike([word]) & have]


def _alike(words: Sequence[str]) -> set[str]:
    from desk.article.scripts import normalised

    return {normalised(word) for word in words}


def _open(folder: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
