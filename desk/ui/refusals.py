"""Files that could not be added: each a tile with the reason and a way to put it aside; the others went on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk.ui import look
from desk.ui.buttons import IconButton
from desk.ui.labels import SmallLabel

MOST = 4
"""Tiles shown; of more, the rest are counted in one."""


class RefusedTile(QFrame):
    """One sentence with a button that dismisses it."""

    def __init__(self, sentence: str, dismiss: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "refused")
        self.sentence = SmallLabel(sentence, "problem")
        self.sentence.setWordWrap(True)
        self.cross = IconButton("close", f"Dismiss: {sentence}", "Dismiss", look.TARGET)
        self.cross.clicked.connect(dismiss)
        line = QHBoxLayout(self)
        line.setContentsMargins(look.GRID, 4, 4, 4)
        line.setSpacing(4)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)


class Refusals(QWidget):
    """All of them, in the order in which they came."""

    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sentences: list[str] = []
        self.tiles: list[RefusedTile] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.GRID)
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said."""
        return tuple(self._sentences)

    def add(self, name: str, sentence: str) -> None:
        """Say that a file was not added."""
        self._sentences.append(sentence if not name or name in sentence else f"{name}: {sentence}")
        self._show()

    def clear(self) -> None:
        """Say nothing any more."""
        self._sentences.clear()
        self._show()

    def _show(self) -> None:
        for tile in self.tiles:
            self._column.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = [RefusedTile(text, self._dismisser(text)) for text in self._sentences[:MOST]]
        more = len(self._sentences) - MOST
        if more > 0:
            self.tiles.append(RefusedTile(f"{more} more were not added.", self.clear))
        for tile in self.tiles:
            self._column.addWidget(tile)
        self.setVisible(bool(self.tiles))
        if not self.tiles:
            self.emptied.emit()

    def _dismisser(self, sentence: str) -> Callable[[], None]:
        def dismiss() -> None:
            if sentence in self._sentences:
                self._sentences.remove(sentence)
            self._show()

        return dismiss

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Delete):
            self.clear()
            return
        super().keyPressEvent(event)
