"""What panes share: their margin and bars, how they scroll, and what they say while there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QScrollBar, QWidget

from desk.ui import look

MARGIN = 12


def empty_state(sentence: str) -> QLabel:
    """What a pane says while there is nothing to show."""
    label = QLabel(sentence, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
    label.setProperty("role", "hint")
    label.setMargin(3 * look.GRID)
    return label


def bar(name: str) -> tuple[QFrame, QHBoxLayout]:
    """A bar across a pane, dressed by its name in the style sheet, and the line that its parts stand in."""
    frame = QFrame()
    frame.setObjectName(name)
    line = QHBoxLayout(frame)
    line.setContentsMargins(MARGIN, look.GRID // 2, MARGIN, look.GRID // 2)
    line.setSpacing(look.GRID)
    return frame, line


def scrolled(form: QWidget) -> QScrollArea:
    """A form that scrolls up and down, never sideways."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(form)
    handle = area.verticalScrollBar()
    handle.rangeChanged.connect(lambda _least, most: _make_room_for(handle, most > 0, form))
    return area


def _make_room_for(bar: QScrollBar, shown: bool, form: QWidget) -> None:
    """Take the scroll bar's room from the margin, so that the fields keep their width and their edge."""
    layout = form.layout()
    if layout is None:
        return
    margins = layout.contentsMargins()
    beside = max(0, MARGIN - bar.sizeHint().width()) if shown else MARGIN
    rightward = form.layoutDirection() == Qt.LayoutDirection.LeftToRight
    left, right = (MARGIN, beside) if rightward else (beside, MARGIN)
    layout.setContentsMargins(left, margins.top(), right, margins.bottom())
