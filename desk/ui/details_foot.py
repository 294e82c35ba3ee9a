"""What stands below the fields of Details: the story's versions in other languages, and what was exported of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk.ui import look
from desk.ui.exported import ExportedRows
from desk.ui.labels import SmallLabel, plain_tip
from desk.ui.panes import MARGIN

if TYPE_CHECKING:
    from desk.library.siblings import Sibling
    from desk.ui.sibling_deeds import SiblingDeeds
    from desk.ui.workspace import Workspace

PAUSE = 300
"""Milliseconds after the library changed until the versions are looked up again."""


class DetailsFoot(QWidget):
    """Languages and exports, one below the other."""

    def __init__(self, workspace: Workspace, deeds: SiblingDeeds) -> None:
        super().__init__()
        self.languages, self.exported = LanguageRows(workspace, deeds), ExportedRows(workspace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MARGIN)
        column.addWidget(self.languages)
        column.addWidget(self.exported)


class LanguageRows(QWidget):
    """The open story's versions in other languages, each to be opened, and the way to have more."""

    def __init__(self, workspace: Workspace, deeds: SiblingDeeds) -> None:
        super().__init__()
        self._workspace, self._deeds = workspace, deeds
        self._shown: Sequence[Sibling] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(SmallLabel("Languages", "group"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.more = QPushButton("Language versions…")
        self.more.setMinimumHeight(look.TARGET + 2)
        self.more.clicked.connect(deeds.show_versions)
        column.addWidget(self.more)
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        workspace.opened.connect(lambda _session, _caret: self.refresh())
        workspace.shelf_changed.connect(self._soon.start)
        self.refresh()

    def refresh(self) -> None:
        """Look up the versions anew."""
        self._deeds.ask(self._show)

    def _show(self, found: Sequence[Sibling]) -> None:
        if found == self._shown:
            return
        self._shown = found
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for one in found:
            self._rows.addWidget(self._row(one))

    def _row(self, one: Sibling) -> QWidget:
        from desk.ui.facing_pane import named

        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        told = named(one) if one.article is not None else f"{named(one)} — not in this library"
        name = SmallLabel(told)
        name.setToolTip(plain_tip(told))
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(name, 1)
        if one.article is not None:
            opens = QPushButton("Open")
            opens.setAccessibleName(f"Open {told}")
            opens.clicked.connect(partial(self._workspace.open_story, one.article.id))
            line.addWidget(opens)
        return row
