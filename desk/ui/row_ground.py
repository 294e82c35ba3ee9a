"""What rows of a list stand on: the colour of a chosen one, an edge where the keys go to it, a line below each."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desk.ui.look import Colours

PAD = 12
"""Pixels to either side of a row's words, and of the line below it."""
_EDGE = 3


def draw_ground(
    painter: QPainter, option: QStyleOptionViewItem, area: QRect, scheme: Colours, *, warms: bool = True
) -> None:
    """Draw it over `area`; a row that `warms` shows that the mouse is over it."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, scheme.selected)
        if option.state & QStyle.StateFlag.State_HasFocus:
            rightward = option.direction == Qt.LayoutDirection.LeftToRight
            edge = area.left() if rightward else area.right() - _EDGE + 1
            painter.fillRect(QRect(edge, area.top(), _EDGE, area.height()), scheme.accent)
    elif warms and option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, scheme.paper)
    painter.setPen(scheme.line)
    painter.drawLine(area.left() + PAD, area.bottom(), area.right() - PAD, area.bottom())
