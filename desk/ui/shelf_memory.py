"""Over the list of the shelf, while the library cannot be written to: the stories with words in memory alone.

The library knows nothing of a story that was begun then, and so no list of it does: this is the way back to it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from desk.ui import look
from desk.ui.labels import SmallLabel, plain_tip, set_role

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.ui.workspace import Workspace

PAUSE = 100
"""Milliseconds in which steps of a story are taken together."""


class InMemory(QFrame):
    """These stories, one under another, the open one marked; hidden while there are none."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("inMemory")
        self._workspace = workspace
        self.buttons: dict[str, QPushButton] = {}
        """By the story's ID."""
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self._rows.addWidget(SmallLabel("Not on disk yet", "problem"))
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self.hide()
        unwritten = workspace.unwritten
        for happened in (unwritten.failed, workspace.stepped, workspace.opened, workspace.mended):
            happened.connect(self._look_soon)

    def _look_soon(self) -> None:
        if self.buttons or self._workspace.unwritten.in_trouble:
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look_soon()

    def refresh(self) -> None:
        """Show those that there are now."""
        unwritten, opened = self._workspace.unwritten, self._workspace.article
        articles = {one.id: one for one in (unwritten.articles() if unwritten.in_trouble else ())}
        for story in [story for story in self.buttons if story not in articles]:
            self._drop(self.buttons.pop(story))
        for story, article in articles.items():
            if story not in self.buttons:
                self.buttons[story] = self._button(story)
            self._show(self.buttons[story], article, opened is not None and opened.id == story)
        self.setVisible(bool(articles))

    def _drop(self, button: QPushButton) -> None:
        self._rows.removeWidget(button)
        button.deleteLater()

    def _button(self, story: str) -> QPushButton:
        button = QPushButton()
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(partial(self.chosen.emit, story))
        self._rows.addWidget(button)
        return button

    def _show(self, button: QPushButton, article: Article, is_open: bool) -> None:
        from desk.library.finding import opening_words

        name = article.headline or opening_words(article) or "Untitled"
        room = max(80, self.width() - 4 * look.GRID)
        shown = button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        button.setText(shown.replace("&", "&&"))
        button.setToolTip(plain_tip(name))
        button.setAccessibleName(f"{name}, not on disk yet{', open' if is_open else ''}")
        set_role(button, "" if is_open else "quiet")
