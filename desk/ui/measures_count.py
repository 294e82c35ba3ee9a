"""The status line's count of words: a button that opens all measures, and how far the story is from its target."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desk.ui import look

FULL, OVER = 1.0, 1.1
"""Shares of the target from which a story is long enough, and from which it is too long."""
WIDTH, HEIGHT = 72, 4
"""Pixels of the bar."""


def told_target(words: int, target: int) -> str:
    """Where a story stands that is to have so many words."""
    if words < target:
        return f"{words:,} of the {target:,} words wanted: {target - words:,} to go"
    over = words - target
    return f"{words:,} of the {target:,} words wanted: {over:,} over" if over else f"{words:,} words, as wanted"


class TargetBar(QWidget):
    """A thin line that fills up to the target, and changes its colour there and where the story is too long."""

    def __init__(self) -> None:
        super().__init__()
        self._words = self._target = 0
        self.hide()

    @property
    def colour(self) -> str:
        """The name of the colour it has, in `look.Colours`."""
        share = self._words / self._target if self._target else 0.0
        return "warning" if share > OVER else "good" if share >= FULL else "accent"

    def show_words(self, words: int, target: int) -> None:
        """Show how far a story is; without a target there is nothing to show."""
        self._words, self._target = words, target
        self.setVisible(bool(target))
        told = told_target(words, target) if target else ""
        self.setToolTip(told)
        self.setAccessibleName(f"Target length: {told}" if told else "Target length")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH + look.GRID, look.TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._target:
            return
        painter, scheme = QPainter(self), look.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, (self.height() - HEIGHT) / 2, WIDTH, HEIGHT)
        filled = QRectF(whole)
        filled.setWidth(WIDTH * min(1.0, self._words / self._target))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            whole.moveRight(self.width())
            filled.moveRight(self.width())
        for area, colour in ((whole, scheme.line), (filled, getattr(scheme, self.colour))):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(area, HEIGHT / 2, HEIGHT / 2)


class WordCount(QWidget):
    """The words and what else is told of them, to be clicked, with the bar behind."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton()
        self.button.setProperty("role", "status")
        self.button.setAccessibleName("Words")
        self.button.setAutoDefault(False)
        self.button.hide()
        self.bar = TargetBar()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.button)
        row.addWidget(self.bar)

    def text(self) -> str:
        """What is told."""
        return self.button.text()

    def tell(self, text: str, words: int = 0, target: int = 0) -> None:
        """Tell of the story, or of what is selected in it; nothing where no story is open."""
        self.button.setText(text)
        self.button.setVisible(bool(text))
        self.button.setAccessibleName(f"{text}. Open all measures" if text else "Words")
        self.bar.show_words(words, target if text else 0)
