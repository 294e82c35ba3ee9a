"""The sidebar: what belongs to a story, behind tabs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from desk.ui.frame import SIDEBAR_WIDTH
from desk.ui.side_tabs import SideTabs

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


class Sidebar(QTabWidget):
    """Panes behind tabs. From the tabs, Tab goes into the pane in front, to what stands first there."""

    def __init__(self) -> None:
        super().__init__(documentMode=True)
        self.setObjectName("sidebar")
        self.setMinimumWidth(SIDEBAR_WIDTH)
        self.tabs = SideTabs(TABS)
        self.setTabBar(self.tabs)
        for _name in TABS:
            self.addTab(QWidget(), "")
        self.tabs.name()
        self.tabs.installEventFilter(self)

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
        self.tabs.name()
        if place is not None:
            place.deleteLater()

    def set_count(self, number: int, count: int) -> None:
        """How many things wait behind a tab; 0 is not shown."""
        self.tabs.set_count(number, count)

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
