"""What the window does to put the comparison on a page: side by side in place of the panes, on paper, into a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.ui.commands import Command
from desk.ui.wording import isolated

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desk.ui.review_beside import BesidePane
    from desk.ui.window import MainWindow


class PaperDeeds(QObject):
    """Acts on the comparison of one window's story. `begin` compares it with something, then does what is wanted."""

    def __init__(self, window: MainWindow, begin: Callable[[Callable[[], None]], None]) -> None:
        super().__init__(window)
        self._window, self._begin = window, begin
        self._printer: QPrinter | None = None
        """What prints now: it must be there until all is printed."""

    def commands(self) -> list[Command]:
        """What a person can do with the comparison."""
        has = self._has_story
        return [
            Command("beside", "Changes &side by side", self.toggle, ("Ctrl+F7",), "columns", has, self.is_open),
            Command("print_changes", "Prin&t the comparison…", self.print_out, (), "", has),
            Command("export_changes", "E&xport the comparison…", self.export, (), "", has),
        ]

    def _has_story(self) -> bool:
        return self._window.workspace.session is not None

    @property
    def _pane(self) -> BesidePane:
        return self._window.beside

    def is_open(self) -> bool:
        """Whether the comparison stands in place of the panes."""
        return self._window.is_wide and self._window.wide_pane is vars(self._window).get("beside")

    def toggle(self) -> None:
        """Show the comparison in place of the other panes, or go back to the story."""
        self.close() if self.is_open() else self._begin(self.show)

    def show(self) -> None:
        """Show the comparison."""
        self._window.open_wide(self._pane, alone=True)
        self._pane.setFocus()
        self._window.commands.refresh()

    def close(self) -> None:
        """Back to the story."""
        if self.is_open():
            self._window.close_wide()
            self._window.editor.start_writing()
            self._window.commands.refresh()

    # paper

    def print_out(self) -> None:
        """Ask for a printer, then print the comparison as the pane shows it."""

        def ask() -> None:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter

            self.show()
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            dialog = QPrintDialog(printer, self._window)
            dialog.setWindowTitle("Print the comparison")
            if dialog.exec():
                self.print_on(printer)
            dialog.deleteLater()

        self._begin(ask)

    def print_on(self, printer: QPrinter) -> None:
        """Print the comparison, and say how it went."""

        def tell(went_well: bool) -> None:
            self._printer = None
            said = "The comparison is printed." if went_well else "The comparison could not be printed. Try again."
            self._window.notice.tell(said, trouble=not went_well)

        self._printer = printer
        self._pane.print_when_settled(printer, tell)

    # a file

    def export(self) -> None:
        """Ask for a file, then write the comparison into it."""

        def ask() -> None:
            from PySide6.QtWidgets import QFileDialog

            start = str(Path(self._window.settings.export_folder) / self._name())
            chosen, _kind = QFileDialog.getSaveFileName(
                self._window, "Export the comparison", start, "Web page (*.html)"
            )
            if chosen:
                self.write(Path(chosen).with_suffix(".html"))

        self._begin(ask)

    def _name(self) -> str:
        from desk.article.scripts import slug_of

        article = self._window.workspace.article
        slug = (article.slug or slug_of(article.headline)) if article is not None else ""
        return f"{slug or 'story'}-changes.html"

    def write(self, file: Path) -> None:
        """Write the comparison into a file, off the GUI thread, and say where it is."""
        from desk.ui.review_page import comparison, within, write

        reviewer, library = self._window.reviewer, self._window.workspace.library
        found = reviewer.found
        if found is None:
            return
        view = self._pane.view if self.is_open() else "inline"
        version = reviewer.bases.version(reviewer.chosen)
        make = partial(comparison, found, version, view, within(library))
        self._window.workspace.tasks.run(lambda: write(file, make()), self._tell, self._tell_trouble)

    def _tell(self, file: Path) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        def open_it(path: Path) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        offers = [("Open", partial(open_it, file)), ("Open folder", partial(open_it, file.parent))]
        self._window.notice.tell(f"The comparison is in {isolated(file.name)}.", offers)

    def _tell_trouble(self, sentence: str) -> None:
        self._window.notice.tell(sentence, [("Try again…", self.export)], trouble=True)
