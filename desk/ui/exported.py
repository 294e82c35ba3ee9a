"""What was exported of the open story: it is noted in the library, and stands at the foot of its details."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.ui.buttons import IconButton
from desk.ui.labels import SmallLabel, plain_tip
from desk.ui.version_rows import told_time
from desk.ui.wording import isolated

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.library import Library
    from desk.library.journal import Journal
    from desk.library.receipts import Receipt, Sent
    from desk.ui.workspace import Workspace

SHOWN = 5
"""How many exports are shown, the newest."""
PAUSE = 300
"""Milliseconds after the library changed until they are read again."""
FORMATS = {"html": "HTML, one file", "page": "HTML, a folder", "fragment": "HTML fragment", "json": "JSON"}


def note(workspace: Workspace, article: Article, exports: Sequence[Sent], although: str = "") -> None:
    """Note in the library what left the house; the story as it left is kept as a version.

    That version is called after what it left in spite of, where something stopped it.
    """
    leave = partial(_leave, workspace.library, workspace.journal, article, exports, although)

    def then() -> None:
        workspace.tasks.run(leave, lambda _number: workspace.shelf_changed.emit())

    if workspace.article == article and not although:  # else the receipt makes the version, by its own name
        workspace.save_version("export", then=then)
    else:
        then()


def _leave(library: Library, journal: Journal, article: Article, exports: Sequence[Sent], although: str) -> int:
    journal.flush()
    return library.receipts.leave(article, exports, although)


class ExportedRows(QWidget):
    """The newest exports of the open story, each with its folder to open and its path to copy; hidden where none is."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._told: tuple[Sequence[Receipt], bool] = ((), False)
        self.lines: list[SmallLabel] = []
        self.buttons: list[IconButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(SmallLabel("Exported", "group"))
        self.changed = SmallLabel("Changed since it was exported.", "hint")
        column.addWidget(self.changed)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        workspace.opened.connect(lambda _session, _caret: self.refresh())
        workspace.shelf_changed.connect(self._soon.start)
        self.hide()
        self.refresh()

    def refresh(self) -> None:
        """Read anew what was exported."""
        article = self._workspace.article
        if article is None or not self._workspace.is_begun:
            self._show(())
            return
        read = partial(_read, self._workspace.library, article.id)
        self._workspace.tasks.run(read, partial(self._on_read, article.id))

    def _on_read(self, article_id: str, found: tuple[Sequence[Receipt], bool]) -> None:
        article = self._workspace.article
        if article is not None and article.id == article_id and found != self._told:
            self._show(*found)

    def _show(self, receipts: Sequence[Receipt], changed: bool = False) -> None:
        self._told = receipts, changed
        self.lines, self.buttons = [], []
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for receipt in receipts[:SHOWN]:
            self._rows.addWidget(self._row(receipt))
        self.changed.setVisible(changed)
        self.setVisible(bool(receipts))

    def _row(self, receipt: Receipt) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        said = SmallLabel(isolated(told(receipt)))
        said.setToolTip(plain_tip(f"{receipt.place}\nVersion {receipt.version} · SHA-256 {receipt.sha256}"))
        said.setAccessibleName(f"Exported {told(receipt)}: {receipt.place}, version {receipt.version}")
        said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(said, 1, Qt.AlignmentFlag.AlignVCenter)
        name = kind(receipt)
        opens = IconButton("folder", f"Open the folder of the export: {name}", "Open folder")
        opens.clicked.connect(partial(open_path, receipt.place.parent))
        copies = IconButton("link", f"Copy the path of the export: {name}", "Copy path")
        copies.clicked.connect(partial(_copy, str(receipt.place)))
        for button in (opens, copies):
            line.addWidget(button)
        self.lines.append(said)
        self.buttons += [opens, copies]
        return row


def told(receipt: Receipt) -> str:
    """An export in a line: when, and as what."""
    return f"{told_time(receipt.time, datetime.now(UTC))} · {kind(receipt)}"


def kind(receipt: Receipt) -> str:
    """What was written, as the export dialog calls it."""
    return FORMATS.get(receipt.format, receipt.format.capitalize())


def open_path(path: Path) -> None:
    """Open a file or a folder with whatever the desktop opens it with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _read(library: Library, article_id: str) -> tuple[Sequence[Receipt], bool]:
    receipts = library.receipts.of(article_id)
    return receipts, bool(receipts) and library.receipts.is_changed(article_id)
