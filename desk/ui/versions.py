"""The story's versions: when, by whom, how many words, what changed; and the way back to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk.library import Version
from desk.ui import look
from desk.ui.labels import Label
from desk.ui.wording import isolated

COLUMNS = ("Version", "When", "By", "Words", "What changed")


def moment(time: datetime) -> str:
    """A time as the list shows it, in the zone of whoever looks."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"


class VersionsDialog(QDialog):
    """Newest first. `chosen` is the number of the version to go back to, once the dialog is accepted."""

    def __init__(self, versions: Sequence[Version], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Versions")
        self.resize(720, 420)
        self.chosen: int | None = None
        self._versions = sorted(versions, key=lambda version: -version.number)
        self.table = QTableWidget(len(self._versions), len(COLUMNS))
        self.table.setAccessibleName("Versions")
        self._fill()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(2 * look.GRID)
        layout.addWidget(self._words())
        layout.addWidget(self.table)
        layout.addWidget(self._buttons())
        self._follow_selection()

    def _words(self) -> Label:
        some = "Going back makes a new version and can be undone; nothing is lost by it."
        none = "No version yet. Ctrl+S keeps one; what you type is on disk without it."
        return Label(some if self._versions else none, "label", wraps=True)

    def _fill(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(COLUMNS)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        _arrange(table.horizontalHeader())
        for row, version in enumerate(self._versions):
            for column, text in enumerate(_cells(version)):
                table.setItem(row, column, QTableWidgetItem(text))
        table.itemSelectionChanged.connect(self._follow_selection)
        table.itemDoubleClicked.connect(lambda _item: self.accept())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.restore = buttons.addButton("Go back to this version", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _follow_selection(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        self.chosen = self._versions[rows[0].row()].number if rows else None
        self.restore.setEnabled(self.chosen is not None)


def _arrange(header: QHeaderView) -> None:
    """Each title over the beginning of what it stands for."""
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)


def _cells(version: Version) -> tuple[str, ...]:
    what = " · ".join(part for part in (version.name, isolated(version.note)) if part) or version.kind.capitalize()
    return str(version.number), isolated(moment(version.time)), version.author, f"{version.words:,}", what
