"""What stands in an empty text where writing will begin: at the side at which the story's own words begin.

Qt puts its placeholders at the side of the application's language, whatever the text in question runs like.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from desk.ui import look


def draw_hint(field: QAbstractScrollArea, area: QRectF, font: QFont, words: str, direction: Qt.LayoutDirection) -> None:
    """Draw a hint upon a field's viewport, within an area of it."""
    painter = QPainter(field.viewport())
    painter.setFont(font)
    painter.setPen(QColor(look.colours().faint))
    rightward = direction == Qt.LayoutDirection.LeftToRight
    side = Qt.AlignmentFlag.AlignLeft if rightward else Qt.AlignmentFlag.AlignRight
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
    painter.drawText(area, int(flags.value) | Qt.TextFlag.TextWordWrap.value, words)
