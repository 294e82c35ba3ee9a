"""Files that could not be added, told of at the pane's foot, where they move nothing: the other files went on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.ui import look
from desk.ui.labels import SmallLabel
from desk.ui.panes import MARGIN, scrolled

MOST = 2
"""Sentences shown; the rest are counted until they are asked for."""
BETWEEN = 4
HIGHEST = 136
"""Pixels that the sentences may take from the photos; longer ones scroll."""


class Refusals(QFrame):
    """All of them, in the order in which they came.

    Its buttons are at the leading side: once they are gone, none that removes a photo may lie under the mouse.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "refused")
        self.setAccessibleName("Files that were not added")
        self._sentences: list[str] = []
        self._labels: list[SmallLabel] = []
        self._all_wanted = False
        self._make_parts()
        self._lay_out()
        self.hide()

    def _make_parts(self) -> None:
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setSpacing(BETWEEN)
        self._column.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.area: QScrollArea = scrolled(self._page)
        self.dismiss_button = QPushButton("Dismiss")
        self.more_button = QPushButton()
        for button in (self.dismiss_button, self.more_button):
            button.setProperty("role", "quiet")
            button.setMinimumHeight(look.TARGET)
        self.dismiss_button.clicked.connect(self.clear)
        self.more_button.clicked.connect(self._show_all)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(0)
        line.setContentsMargins(MARGIN - look.GRID, 0, MARGIN - look.GRID, 0)
        line.addWidget(self.dismiss_button)
        line.addWidget(self.more_button)
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.GRID, 0, 2)
        column.setSpacing(2)
        column.addWidget(self.area)
        column.addLayout(line)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said."""
        return tuple(self._sentences)

    @property
    def shown(self) -> tuple[str, ...]:
        """What of it is to be seen."""
        return self.sentences if self._all_wanted else self.sentences[:MOST]

    def add(self, name: str, sentence: str) -> None:
        """Say that a file was not added."""
        self._sentences.append(sentence if not name or name in sentence else f"{name}: {sentence}")
        self._show()

    def clear(self) -> None:
        """Say nothing any more."""
        self._sentences.clear()
        self._all_wanted = False
        self._show()

    def _show_all(self) -> None:
        self._all_wanted = True
        self._show()
        self.dismiss_button.setFocus()

    def _show(self) -> None:
        for label in self._labels:
            self._column.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = [SmallLabel(sentence, "problem") for sentence in self.shown]
        for label in self._labels:
            label.setWordWrap(True)
            self._column.addWidget(label)
        self.dismiss_button.setText("Dismiss all" if len(self._sentences) > 1 else "Dismiss")
        more = len(self._sentences) - len(self.shown)
        self.more_button.setText(f"and {more} more")
        self.more_button.setVisible(more > 0)
        self.setVisible(bool(self._sentences))
        self._fit()

    def _fit(self) -> None:
        """As high as its sentences, up to the highest."""
        width = self.width() - 2 * MARGIN - 2 * self.frameWidth()
        high = sum(label.heightForWidth(width) + BETWEEN for label in self._labels)
        self.area.setFixedHeight(min(high, HIGHEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Delete):
            self.clear()
            return
        super().keyPressEvent(event)
