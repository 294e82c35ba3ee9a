"""The sidebar: what belongs to a story, behind tabs. The tab in front says its name, the others show their signs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from desk.ui.frame import SIDEBAR_WIDTH
from desk.ui.icons import icon

DETAILS, PHOTOS, OUTLINE, CHECKS, CHANGES, COMMENTS = range(6)
"""The numbers of the tabs."""
TABS = (
    ("Details", "details"),
    ("Photos", "photo"),
    ("Outline", "outline"),
    ("Checks", "checks"),
    ("Changes", "changes"),
    ("Comments", "comments"),
)
"""The names of the tabs, and their icons."""
SIGN = QSize(18, 18)
"""Pixels of a tab's icon."""


class Sidebar(QTabWidget):
    """Panes behind tabs. From the tabs, Tab goes into the pane in front, to what stands first there."""

    def __init__(self) -> None:
        super().__init__(documentMode=True)
        self.setObjectName("sidebar")
        self.setMinimumWidth(SIDEBAR_WIDTH)
        self._counts = [0] * len(TABS)
        for _name in TABS:
            self.addTab(QWidget(), "")
        bar = self.tabBar()
        bar.setAccessibleName("Sidebar")
        bar.setUsesScrollButtons(False)
        bar.setExpanding(False)
        bar.setIconSize(SIGN)
        bar.installEventFilter(self)
        self.currentChanged.connect(lambda _number: self._label())
        self.refresh_look()

    def put(self, number: int, pane: QWidget) -> None:
        """Put a pane behind a tab; the tab in front stays there."""
        self.setUpdatesEnabled(False)  # until the pane has laid itself out
        QTimer.singleShot(0, lambda: self.setUpdatesEnabled(True))
        with QSignalBlocker(self):
            in_front, place = self.currentIndex() == number, self.widget(number)
            self.insertTab(number, pane, "")
            if in_front:
                self.setCurrentIndex(number)
            self.removeTab(number + 1)  # last, so that no other pane comes to the front in between
        self.refresh_look()
        if place is not None:
            place.deleteLater()

    def set_count(self, number: int, count: int) -> None:
        """How many things wait behind a tab; 0 is not shown."""
        if self._counts[number] != count:
            self._counts[number] = count
            self._label()

    def refresh_look(self) -> None:
        """Take the colours of the scheme in force."""
        for number, (_name, sign) in enumerate(TABS):
            self.setTabIcon(number, icon(sign))
        self._label()

    def _label(self) -> None:
        """Name the tab in front, count what waits behind the others."""
        for number, (name, _sign) in enumerate(TABS):
            count = self._counts[number]
            counted = str(min(count, _MOST)) + "+" * (count > _MOST) if count else ""
            in_front = number == self.currentIndex()
            self.setTabText(number, f"{name} {counted}".strip() if in_front else counted)
            self.setTabToolTip(number, f"{name} ({count})" if count else name)
            self.tabBar().setAccessibleTabName(number, f"{name}, {count}" if count else name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_tab = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
        if watched is self.tabBar() and is_tab and (first := self._first_stop()) is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _first_stop(self) -> QWidget | None:
        """The uppermost control of the pane in front that Tab may go to."""
        page = self.currentWidget()
        stops = [one for one in page.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
        stops = [one for one in stops if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None]
        return min(stops, key=lambda one: (one.mapTo(page, QPoint()).y(), one.mapTo(page, QPoint()).x()), default=None)


_MOST = 99
"""More than so many things behind a tab are not counted."""
