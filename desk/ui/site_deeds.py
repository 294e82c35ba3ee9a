"""What the window does to make a site: the work off the GUI thread, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from desk.formats.page import Options
    from desk.formats.site import Built
    from desk.ui.window import MainWindow


class SiteMaker(QObject):
    """Makes a site off the GUI thread, telling how far it is."""

    progress = Signal(int, int)
    ended = Signal(object, str)
    """The Built, or None where it was cancelled or failed; and the sentence of what went wrong."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._workspace = window.workspace
        self._cancelled = False

    def make(self, out: Path, options: Options, query: str) -> None:
        """Have the site in a folder."""
        self._cancelled = False
        work = partial(self._make, out, options, query)
        self._workspace.tasks.run(
            work, lambda built: self.ended.emit(built, ""), lambda why: self.ended.emit(None, why)
        )

    def cancel(self) -> None:
        """Stop soon; the site that was there stays whole."""
        self._cancelled = True

    def _make(self, out: Path, options: Options, query: str) -> Built | None:
        from desk.article.trouble import Trouble
        from desk.publishing import leave_receipts, publish

        library = self._workspace.library
        self._workspace.journal.flush()
        built = publish(library, out, options, query, cancelled=lambda: self._cancelled, progress=self._tell)
        if built is not None:
            with suppress(Trouble):  # the site stands all the same
                leave_receipts(library, built)
        return built

    def _tell(self, done: int, steps: int) -> None:
        if done % 20 == 0 or done == steps:
            self.progress.emit(done, steps)


class SiteDeeds(QObject):
    """What the window does to make a site."""

    def __init__(self, window: MainWindow, options: Callable[[], Options]) -> None:
        super().__init__(window)
        self._window, self._options = window, options
        self._maker: SiteMaker | None = None

    def export(self) -> None:
        """Ask for stories and folder, then make the site."""
        from desk.ui.sites import SiteDialog

        settings = self._window.settings
        dialog = SiteDialog(self._window.shelf.search.text().strip(), settings, self._window)
        if dialog.exec():
            settings.site_folder = str(dialog.out)
            self.make(dialog.out, dialog.query)
        dialog.deleteLater()

    def make(self, out: Path, query: str = "") -> None:
        """Have the site of all stories, or of those that a query asks for, in a folder."""
        if self._maker is None:
            self._maker = SiteMaker(self._window)
            self._maker.progress.connect(self._window.status.show_progress)
            self._maker.ended.connect(self._tell)
            self._window.status.cancel_button.clicked.connect(self._maker.cancel)
        self._maker.make(out, self._options(), query)

    def _tell(self, built: Built | None, trouble: str) -> None:
        self._window.status.end_progress()
        if built is None:
            cancelled = "The export was cancelled; the site is as it was before."
            self._window.notice.tell(trouble or cancelled, [("Try again…", self.export)], trouble=bool(trouble))
            return
        self._window.workspace.shelf_changed.emit()  # what left the house has receipts now
        stories = "1 story" if built.stories == 1 else f"{built.stories:,} stories"
        wrote = f"{len(built.written):,} files were new" if built.written or built.removed else "nothing had changed"
        gone = f", {len(built.removed):,} were taken away" if built.removed else ""
        said = " ".join([f"The site has {stories}; {wrote}{gone}.", *built.notes[:2]])
        self._window.notice.tell(
            said,
            [
                ("Open site", partial(_open, built.index)),
                ("Open folder", partial(_open, built.index.parent)),
                ("Copy path", lambda: QGuiApplication.clipboard().setText(str(built.index))),
            ],
        )


def _open(path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
