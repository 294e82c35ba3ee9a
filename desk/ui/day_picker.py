"""A button that opens a calendar below a date field: typing stays possible, choosing is one click."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desk.ui import look
from desk.ui.buttons import IconButton
from desk.ui.icons import icon

DAY = 34
"""The side of one day to click, in pixels."""


class DayButton(IconButton):
    """Opens the calendar on the day that `current` gives; `picked` carries the day chosen, or None to clear it."""

    picked = Signal(object)

    def __init__(self, name: str, current: Callable[[], date | None]) -> None:
        super().__init__("calendar", f"{name}: choose a day", "Choose a day")
        self._current = current
        self.clicked.connect(self.open)

    def open(self) -> None:
        """Show the calendar below the button."""
        popup = Calendar(self._current() or date.today(), self)
        popup.picked.connect(self.picked)
        popup.adjustSize()
        popup.move(self._place_for(popup))
        popup.show()
        popup.calendar.setFocus()

    def _place_for(self, popup: QWidget) -> QPoint:
        """Below the button, its far edge under the button's, and whole on the screen."""
        below = self.mapToGlobal(QPoint(self.width() - popup.width(), self.height() + 2))
        screen = (self.screen() or QGuiApplication.primaryScreen()).availableGeometry()
        x = min(max(below.x(), screen.left()), screen.right() - popup.width())
        above = self.mapToGlobal(QPoint(0, -popup.height() - 2)).y()
        return QPoint(x, below.y() if below.y() + popup.height() <= screen.bottom() else max(screen.top(), above))


class Calendar(QFrame):
    """One month, with the way to today and to no date at all."""

    picked = Signal(object)

    def __init__(self, shown: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("Calendar")
        self.calendar.setMinimumSize(7 * DAY + 2 * look.GRID, 8 * DAY)
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)
        self._dress()
        today, clear = QPushButton("Today"), QPushButton("No date")
        for button in (today, clear):
            button.setProperty("role", "quiet")
        today.clicked.connect(lambda: self._choose(QDate.currentDate()))
        clear.clicked.connect(lambda: self._end(None))
        line = QHBoxLayout()
        line.addWidget(today)
        line.addStretch()
        line.addWidget(clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.GRID, look.GRID, look.GRID, look.GRID)
        column.addWidget(self.calendar)
        column.addLayout(line)

    def _dress(self) -> None:
        """Quiet: no week numbers, no red weekends, our own arrows."""
        calendar = self.calendar
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        calendar.setGridVisible(False)
        plain, quiet = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(self.palette().text())
        quiet.setForeground(self.palette().placeholderText())
        for day in Qt.DayOfWeek:
            calendar.setWeekdayTextFormat(day, plain)
        calendar.setHeaderTextFormat(quiet)
        for name, picture in (("qt_calendar_prevmonth", "back"), ("qt_calendar_nextmonth", "forward")):
            arrow = calendar.findChild(QToolButton, name)
            if isinstance(arrow, QToolButton):
                arrow.setIcon(icon(picture))

    def _choose(self, day: QDate) -> None:
        self._end(date(day.year(), day.month(), day.day()))

    def _end(self, day: date | None) -> None:
        self.picked.emit(day)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus()
        super().closeEvent(event)
