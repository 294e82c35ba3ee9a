"""Both states of the story beside each other, paragraph against paragraph, or in one: a wide pane, to read and print.

The page is the one that is exported, in the preview's locked web view. It follows the review while it is seen.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desk.ui import look
from desk.ui.buttons import IconButton
from desk.ui.icons import icon
from desk.ui.labels import Label, SmallLabel
from desk.ui.panes import bar
from desk.ui.review_page import comparison, shown_picture
from desk.ui.reviewing import Reviewer
from desk.ui.version_page import VersionPage
from desk.ui.version_reading import Turns
from desk.ui.wording import going_on, isolated

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desk.formats.comparison import View
    from desk.ui.workspace import Workspace

WAIT = 50
"""Milliseconds until one looks again whether the page is there."""
OWN_STYLE = "<style>.views { display: none; } body { padding-block-start: 1.5rem; }</style>"
"""The pane has the switch between both views above the page."""
NOTHING = "Nothing is compared yet. F7 begins the review."


class BesidePane(QWidget):
    """Shows the review of the open story as a page."""

    close_requested = Signal()
    print_requested = Signal()
    export_requested = Signal()

    def __init__(self, workspace: Workspace, reviewer: Reviewer) -> None:
        super().__init__()
        self.setObjectName("versions")
        self.setAccessibleName("Changes side by side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace, self._reviewer = workspace, reviewer
        self._turns = Turns()
        self._shown: object = None
        self.page = VersionPage(workspace.library.thumbnail, workspace.tasks)
        self.page.begins_at_top = True
        self.beside, self.inline = _switch("Side by side"), _switch("Inline")
        self.beside.setChecked(True)
        self._views = QButtonGroup(self)
        self.count = SmallLabel()
        self.previous = IconButton("chevron-up", "Previous change", "Previous change (Alt+Up)")
        self.next = IconButton("chevron-down", "Next change", "Next change (Alt+Down)")
        self.print_button = _button("Print…", "Print the comparison, or save it as PDF")
        self.export_button = _button("Export…", "Save the comparison as a web page")
        self.close_button = _button("Back to the story", "Back to the story (Esc)")
        self._lay_out()
        self._join()

    def _lay_out(self) -> None:
        head, line = bar("photoDeskHead")
        line.addWidget(Label("Changes", "title"))
        line.addWidget(self._switches())
        line.addStretch()
        for part in (self.count, self.previous, self.next, self.print_button, self.export_button, self.close_button):
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.page, 1)
        self._dress()

    def _switches(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "segments")
        row = QHBoxLayout(frame)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for button in (self.beside, self.inline):
            self._views.addButton(button)
            row.addWidget(button)
        return frame

    def _join(self) -> None:
        self._views.buttonToggled.connect(lambda _button, on: self._turn() if on else None)
        self.close_button.clicked.connect(self.close_requested)
        self.print_button.clicked.connect(self.print_requested)
        self.export_button.clicked.connect(self.export_requested)
        self.previous.clicked.connect(partial(self.page.go, -1))
        self.next.clicked.connect(partial(self.page.go, 1))
        self.page.counted.connect(self._count)
        for key, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.page.go, step))
        self._reviewer.changed.connect(self._on_changed)
        self.setFocusProxy(self.beside)

    @property
    def view(self) -> View:
        """Which of both views is chosen."""
        return "inline" if self.inline.isChecked() else "side"

    @property
    def is_settled(self) -> bool:
        """Whether the page shows the review as it is."""
        return self._reviewer.is_settled and not self._turns.waits and (self._shown is None or self.page.is_settled)

    # the page

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the review as it is now."""
        found = self._reviewer.found
        if found is None:
            self._shown = None
            self.page.say(NOTHING)
            self._count(0, 0)
        elif found is not self._shown:
            self._shown = found
            version = self._reviewer.bases.version(self._reviewer.chosen)
            make = partial(comparison, found, version, self.view, shown_picture)
            turn = self._turns.next()
            self._workspace.tasks.run(make, partial(self._on_made, turn), partial(self._on_trouble, turn))

    def _on_made(self, turn: int, html: str) -> None:
        if self._turns.is_last(turn):
            self.page.show_page(html.replace("</head>", f"{OWN_STYLE}</head>", 1))

    def _on_trouble(self, turn: int, sentence: str) -> None:
        if self._turns.is_last(turn):
            self.page.say(sentence)

    def _turn(self) -> None:
        """Show the other view of the page that is there."""
        if self.page.view is not None and self._shown is not None:
            script = f"document.getElementById({json.dumps(self.view)}).checked = true; window.deskMarks.first(true)"
            self.page.view.run(script, self._tell)

    def _tell(self, told: object) -> None:
        _at, _, count = str(told).partition(" ")
        self._count(0, int(count) if count.isdigit() else 0)

    def _count(self, at: int, count: int) -> None:
        places = "1 place" if count == 1 else f"{count} places"
        self.count.setText(isolated(f"{at} of {places}" if at else places if count else ""))
        for step in (self.previous, self.next):
            step.setEnabled(count > 0)
        for button in (self.print_button, self.export_button):
            button.setEnabled(self._shown is not None)

    def print_when_settled(self, printer: QPrinter, told: Callable[[bool], None]) -> None:
        """Print the page as it is shown, once it is, and tell whether it was printed."""
        view = self.page.view
        if not self.is_settled:
            QTimer.singleShot(WAIT, self, partial(self.print_when_settled, printer, told))
        elif view is None or self._shown is None:
            told(False)
        else:
            view.printFinished.connect(self._by_night, Qt.ConnectionType.SingleShotConnection)
            view.printFinished.connect(told, Qt.ConnectionType.SingleShotConnection)
            view.run(_BY_DAY, lambda _none: view.print(printer))  # paper is light, whatever the window is

    def _by_night(self) -> None:
        if self.page.view is not None:
            self.page.view.run(_scheme(is_dark=look.is_dark()), lambda _none: None)

    def stop(self) -> None:
        """End the web view, before the program ends."""
        self.page.take_down()

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "close_button"):
            self._dress()

    def _dress(self) -> None:
        self.close_button.setIcon(icon("close"))
        self.export_button.setIcon(icon("export"))

    def sizeHint(self) -> QSize:
        return QSize(960, 600)


def _scheme(*, is_dark: bool) -> str:
    return f"window.desk.apply({json.dumps([{'dark': is_dark}])})"


_BY_DAY = _scheme(is_dark=False)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(going_on(text))
    button.setToolTip(tip)
    button.setMinimumHeight(look.TARGET + 2)
    button.setProperty("role", "quiet")
    return button


def _switch(text: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setProperty("role", "segment")
    button.setMinimumWidth(button.fontMetrics().horizontalAdvance(text) + 4 * look.GRID)
    return button
