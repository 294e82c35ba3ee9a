"""The window's frame: the places of its panes, which of them are seen, how wide they are, and that all is remembered.

A pane may be made after its place was seen: what stands in the place until then has its ground and its width, so that
nothing moves when the pane comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QToolBar, QVBoxLayout, QWidget

from desk.ui import drawing, look
from desk.ui.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

PANES = ("shelf", "preview", "sidebar")
SHELF_WIDTHS, SIDEBAR_WIDTHS = (236, 280), (280, 340)
"""Least and most pixels of shelf and sidebar when the window is opened first; a wide one is for the words."""
PREVIEW_WIDTH, MIDDLE_WIDTH, SIDEBAR_WIDTH = 240, 300, 260
"""The least pixels of the others."""
WIDE_STRETCH = 3
"""How many pixels a wide pane takes for each that the text beside it takes, as the window grows."""
ROOMY = QSize(1440, 900)
"""The window's first size in pixels; on a screen that is no larger it fills the screen."""
EDITOR_SHARE = 0.56
"""How much of the rest is the editor's, beside the preview."""


class Frame(QMainWindow):
    """Shelf, middle, preview and sidebar side by side, below the tools."""

    painted = Signal()
    """The window has been painted for the first time."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.has_story = False
        """Whether there is a story for preview and sidebar to show."""
        self._first_paint = True
        self.setWindowTitle("Desk")
        self.middle = QStackedWidget()
        self._blank = _ground("blank", MIDDLE_WIDTH)
        self.middle.addWidget(self._blank)
        self.middle.setMinimumWidth(MIDDLE_WIDTH)
        self._panes: dict[str, QWidget] = {
            "shelf": _ground("shelf", SHELF_WIDTHS[0]),
            "preview": _ground("previewPane", PREVIEW_WIDTH),
            "sidebar": _ground("sidebar", SIDEBAR_WIDTH),
        }
        self._wide: QWidget | None = None
        self._is_even = False
        self._lay_out()
        self.layout_changed = QTimer(self, interval=500, singleShot=True)
        self.layout_changed.timeout.connect(self.keep_layout)
        self.splitter.splitterMoved.connect(lambda _at, _pane: self.layout_changed.start())
        self.splitter.splitterMoved.connect(lambda _at, _pane: self._keep_text_share())

    def _lay_out(self) -> None:
        self.splitter = QSplitter(childrenCollapsible=False, handleWidth=1)
        for pane in (self._panes["shelf"], self.middle, self._panes["preview"], self._panes["sidebar"]):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.tools = QToolBar("Tools", movable=False, floatable=False, iconSize=look.ICON)
        self.tools.setObjectName("tools")
        self.tools.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(self.tools)
        self.centre = QWidget()
        column = QVBoxLayout(self.centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.splitter, 1)
        self.setCentralWidget(self.centre)
        drawing.make_ready(self.centre)

    def put_pane(self, name: str, pane: QWidget) -> None:
        """Put the shelf, the preview or the sidebar into its place."""
        place = self._panes[name]
        self._panes[name] = pane
        hidden = place.isHidden()
        self.splitter.replaceWidget(self.splitter.indexOf(place), pane)
        pane.setVisible(not hidden)
        place.deleteLater()

    # which panes are seen

    def is_pane_shown(self, name: str) -> bool:
        """Whether the shelf, preview or sidebar is wanted."""
        return self.settings.flag(name, True)

    def show_pane(self, name: str, shown: bool) -> None:
        """Show or hide a pane, and remember it."""
        self.settings.keep_flag(name, shown)
        self.show_panes(self.has_story)

    def show_panes(self, has_story: bool) -> None:
        """Show those that are wanted; preview and sidebar have nothing to show where no story is open."""
        self.has_story = has_story
        were_hidden = self._panes["preview"].isHidden() and self._panes["sidebar"].isHidden()
        for name, pane in self._panes.items():
            wanted = self.is_pane_shown(name) and (name == "shelf" or has_story)
            pane.setVisible(wanted and not self.is_wide)
        if were_hidden and has_story and not self.is_wide:
            QTimer.singleShot(0, self._lay_panes)  # once the splitter has taken the shown ones in

    # a wide pane beside the text, in place of all the others

    @property
    def is_wide(self) -> bool:
        """Whether a wide pane is open."""
        return self._wide is not None

    @property
    def wide_pane(self) -> QWidget | None:
        """The wide pane that is open."""
        return self._wide

    def open_wide(self, pane: QWidget, *, alone: bool = False, evenly: bool = False) -> None:
        """Show a pane that needs the room of all the others, beside the text or `alone`; another one is closed.

        One that is to be read along with the text has as much room as that: `evenly`.
        """
        if self._wide is pane:
            return
        self.close_wide()
        self.keep_layout()
        self._wide, self._is_even = pane, evenly
        self.splitter.addWidget(pane)
        self.show_panes(self.has_story)
        self.middle.setVisible(not alone)
        pane.show()
        self.splitter.setStretchFactor(self.splitter.indexOf(pane), 1 if evenly else WIDE_STRETCH)
        if not alone:
            share = self.settings.facing_share if evenly else self.settings.text_share
            text = max(int(self.width() * share), MIDDLE_WIDTH)
            self.splitter.setSizes([0, text, 0, 0, self.width() - text])

    def _keep_text_share(self) -> None:
        """A width that a person chose beside a wide pane is a share: it fits a window of any size."""
        if self.is_wide and self.middle.isVisible():
            setattr(
                self.settings,
                "facing_share" if self._is_even else "text_share",
                self.middle.width() / max(1, self.splitter.width()),
            )

    def close_wide(self) -> None:
        """Show the other panes again, as they were."""
        if self._wide is None:
            return
        self.keep_layout()
        pane, self._wide = self._wide, None
        pane.hide()
        self.middle.show()
        pane.setParent(self)  # out of the splitter, which remembers one width for each of its widgets
        self.show_panes(self.has_story)
        self._lay_panes()

    # how wide they are

    def recall_layout(self, has_story: bool) -> None:
        """Be as large as when it was left, with the panes that a story wants where there will be one."""
        if not self.restoreGeometry(self.settings.layout("window")):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(ROOMY.width(), screen.width()), min(ROOMY.height(), screen.height()))
            if screen.width() <= ROOMY.width() or screen.height() <= ROOMY.height():
                self.setWindowState(Qt.WindowState.WindowMaximized)
        self.show_panes(has_story)
        self._lay_panes()
        self._blank.setFocus()  # so that no pane takes the keys before it is known where they belong

    def _lay_panes(self) -> None:
        """The panes as they were left, or as they are at first; hidden ones have no widths to keep."""
        if not self.has_story:
            shelf = self._shelf_width()
            self.splitter.setSizes([shelf, self.width() - shelf, 0, 0])
        elif not self.splitter.restoreState(self.settings.layout("panes")):
            self.reset_panes()

    def reset_panes(self) -> None:
        """Give the panes the widths they have when Desk is opened first."""
        shelf = self._shelf_width()
        sidebar = min(max(self.width() // 5, SIDEBAR_WIDTHS[0]), SIDEBAR_WIDTHS[1])
        rest = self.width() - shelf - sidebar
        editor = int(rest * EDITOR_SHARE)
        self.splitter.setSizes([shelf, editor, rest - editor, sidebar])

    def _shelf_width(self) -> int:
        return min(max(self.width() // 6, SHELF_WIDTHS[0]), SHELF_WIDTHS[1])

    def keep_layout(self) -> None:
        """Remember how the window is laid out."""
        self.settings.keep_layout("window", self.saveGeometry())
        if self.has_story and not self.is_wide:
            self.settings.keep_layout("panes", self.splitter.saveState())
        self.settings.keep_flag("story", self.has_story)

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._first_paint:
            self._first_paint = False
            QTimer.singleShot(0, self.painted.emit)  # once what is in the window has been painted too

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._first_paint:
            self._lay_panes()  # a screen may make the window larger than it was wanted
        self.layout_changed.start()


def _ground(name: str, width: int) -> QWidget:
    """What stands in a pane's place until it is made."""
    ground = QWidget()
    ground.setObjectName(name)
    ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    ground.setMinimumWidth(width)
    return ground
