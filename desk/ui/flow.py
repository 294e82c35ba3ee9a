"""A layout that sets its widgets one after another and breaks into lines, from the right in a right-to-left field."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """Widgets in lines. The last one takes what is left of its line, if that is at least its minimum.

    A minimum of one pixel (Qt takes zero for none set) is no room at all: such a last one begins no line.
    """

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Set a widget before the one at `place`."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._set(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._set(area, place=True)

    def _set(self, area: QRect, *, place: bool) -> int:
        """Put every widget in its line, or only measure; the height needed."""
        margins = self.contentsMargins()
        inside = area.marginsRemoved(margins)
        x, y, line = inside.left(), inside.top(), 0
        for item in self._items:
            is_last = item is self._items[-1]
            width = min((item.minimumSize() if is_last else item.sizeHint()).width(), inside.width())
            height = item.sizeHint().height()
            if width > 1 and x + width > inside.left() + inside.width() and line:
                x, y, line = inside.left(), y + line + self._gap, 0
            if is_last:
                width = max(0, inside.left() + inside.width() - x)
            if place:
                self._put(item, QRect(QPoint(x, y), QSize(width, height)), inside)
            x, line = x + width + self._gap, max(line, height)
        return y + line - area.top() + margins.bottom()

    def _put(self, item: QLayoutItem, area: QRect, inside: QRect) -> None:
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        item.setGeometry(QStyle.visualRect(direction, inside, area))
