"""A combo box for forms and filters: the wheel passes it by, and its lines are found by any of their words."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
)

from desk.ui import look
from desk.ui.icons import drawing
from desk.ui.wording import END_ISOLATE, ISOLATE

ARROW, BEARING = 14, 2
"""Pixels of the arrow; and of what may stand over the room at a letter’s side."""
_Control, _Part = QStyle.ComplexControl, QStyle.SubControl


class FoundByWords(QListView):
    """A list whose lines are found by typing the beginning of any of their words: `sor` finds Sorani Kurdish."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._pause = QTimer(self, interval=QApplication.keyboardInputInterval(), singleShot=True)
        self._pause.timeout.connect(self._forget)

    def keyboardSearch(self, text: str) -> None:
        self._typed += text
        self._pause.start()
        again = len(set(self._typed.casefold())) == 1
        count, here = self.model().rowCount(), self.currentIndex().row()
        rows = [(here + step + again) % count for step in range(count)]
        words = self._typed[:1] if again else self._typed
        found = next((row for row in rows if _begins_a_word(words, self._text_of(row))), None)
        if found is not None:
            self.setCurrentIndex(self.model().index(found, self.modelColumn()))

    def _text_of(self, row: int) -> str:
        return str(self.model().index(row, self.modelColumn()).data())

    def _forget(self) -> None:
        self._typed = ""


def _begins_a_word(typed: str, text: str) -> bool:
    """Case, accents and the variants of Arabic letters do not matter."""
    from desk.article.scripts import normalised

    return bool(re.search(rf"(?<!\w){re.escape(normalised(typed))}", normalised(text)))


class Picker(QComboBox):
    """A combo box that lets the wheel scroll the form instead of changing its value unseen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "picker")
        self.setView(FoundByWords())
        self.view().setProperty("role", "popup")
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setMinimumHeight(look.TARGET + 2)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """With an arrow of our own family, which the style sheet cannot tint; what has no room ends in dots."""
        option, painter = QStyleOptionComboBox(), QStylePainter(self)
        self.initStyleOption(option)
        room = self.style().subControlRect(_Control.CC_ComboBox, option, _Part.SC_ComboBoxEditField, self)
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width() + BEARING)
        option.currentText = f"{ISOLATE}{shown}{END_ISOLATE}"
        painter.drawComplexControl(_Control.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        side = ARROW
        leftward = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = look.GRID if leftward else self.width() - side - look.GRID
        arrow = drawing("chevron-down", look.colours().quiet, side)
        painter.drawPixmap(x, (self.height() - side) // 2, arrow)
