"""The sidebar's tabs: the one in front says its name, the others show their signs and how many things wait there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar

from desk.ui import look
from desk.ui.icons import drawing

HEIGHT = 36
SIGN = 18
"""Pixels of a sign."""
ROOM = 5
"""Pixels to either side of what a tab shows, and half of what is between sign and count."""
MOST = 99
"""More things than so many are not counted."""


class SideTabs(QTabBar):
    """Tabs with names, signs and counts, as many as find room in a narrow pane."""

    def __init__(self, tabs: tuple[tuple[str, str], ...]) -> None:
        """`tabs` are their names and the names of their icons."""
        super().__init__()
        self._tabs, self._counts = tabs, [0] * len(tabs)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setAccessibleName("Sidebar")
        self.setMouseTracking(True)
        self._under = -1

    def name(self) -> None:
        """Give the tabs that there are their names, for whoever cannot see them."""
        for number, (name, _sign) in enumerate(self._tabs[: self.count()]):
            count = self._counts[number]
            self.setTabToolTip(number, f"{name} ({count})" if count else name)
            self.setAccessibleTabName(number, f"{name}, {count}" if count else name)

    def set_count(self, number: int, count: int) -> None:
        """How many things wait behind a tab; 0 is not shown."""
        if self._counts[number] == count:
            return
        self._counts[number] = count
        self.name()
        self.setTabText(number, "")  # its size is asked for anew

    def counted(self, number: int) -> str:
        """What is shown of a tab's count."""
        count = self._counts[number]
        return f"{MOST}+" if count > MOST else str(count) if count else ""

    def tabSizeHint(self, index: int) -> QSize:
        if index >= len(self._tabs):  # a pane comes before the one whose place it takes goes
            return QSize(0, HEIGHT)
        count = self.counted(index)
        more = QFontMetrics(self._small()).horizontalAdvance(count) + ROOM if count else 0
        shown = self.fontMetrics().horizontalAdvance(self._tabs[index][0]) if index == self.currentIndex() else SIGN
        return QSize(shown + more + 2 * ROOM + 2, HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.86)
        return font

    # drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number in range(min(self.count(), len(self._tabs))):
            self._draw(painter, number, self.tabRect(number))

    def _draw(self, painter: QPainter, number: int, area: QRect) -> None:
        scheme, in_front = look.colours(), number == self.currentIndex()
        has_keys = in_front and self.hasFocus()
        if has_keys or number == self._under:
            painter.fillRect(area, QColor(scheme.selected if has_keys else scheme.line))
        inside = area.adjusted(ROOM + 1, 0, -ROOM - 1, 0)
        ahead, behind = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
        painter.setFont(self.font())
        if in_front:
            painter.fillRect(area.adjusted(0, HEIGHT - 2, 0, 0), QColor(scheme.accent))
            painter.setPen(QColor(scheme.accent if has_keys else scheme.ink))
            painter.drawText(inside, ahead | Qt.AlignmentFlag.AlignVCenter, self._tabs[number][0])
        else:
            left = inside.left() if self.isLeftToRight() else inside.right() + 1 - SIGN
            sign = drawing(self._tabs[number][1], scheme.quiet, SIGN, self.devicePixelRatioF())
            painter.drawPixmap(left, area.center().y() - SIGN // 2, sign)
        painter.setFont(self._small())
        painter.setPen(QColor(scheme.quiet))
        painter.drawText(inside, behind | Qt.AlignmentFlag.AlignVCenter, self.counted(number))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            under = self.tabAt(self.mapFromGlobal(self.cursor().pos()))
            self._under = -1 if event.type() == QEvent.Type.HoverLeave else under
            self.update()
        return super().event(event)
