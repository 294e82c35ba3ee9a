"""The story's versions: the list, the page of the one that is chosen, and on it what differs from another.

It stands in place of all other panes. The page is the one the exporter would write; green is what only the chosen
version has, struck red what only the other has. List and pages are read and made off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.article.differences import differences, listed
from desk.article.measure import count_words
from desk.article.model import Article
from desk.library.noting import what_changed
from desk.ui import look
from desk.ui.buttons import IconButton
from desk.ui.icons import icon
from desk.ui.labels import Label, SmallLabel
from desk.ui.panes import MARGIN
from desk.ui.picker import Picker
from desk.ui.version_list import VersionList
from desk.ui.version_page import VersionPage, page_html
from desk.ui.version_rows import NOW, VersionRow, called, now_row, rows_of

if TYPE_CHECKING:
    from desk.article.session import Session
    from desk.formats import Options
    from desk.library import Version
    from desk.ui.workspace import Workspace

LIST_WIDTH, AGAINST_WIDTH = 312, 260
PAUSE = 400
"""Milliseconds after the last change of the story until the list is read again."""
BEFORE, WITH_NOW = -1, NOW
"""What the chosen version is compared with: the one before it, the story now; or any version's number."""
NONE_YET = "No version yet. Ctrl+S keeps one; what you type is on disk without it."


@dataclass(frozen=True, slots=True)
class Found:
    """The versions, newest first, and how the story as it stands differs from the newest."""

    versions: tuple[Version, ...]
    now: VersionRow
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, and the parts of the story that differ beside the words."""

    html: str
    parts: str
    same: bool


class Turns:
    """Numbers what was asked for, so that only the answer to the last is taken."""

    def __init__(self) -> None:
        self._asked = self._answered = 0

    @property
    def waits(self) -> bool:
        """Whether the last has no answer yet."""
        return self._answered < self._asked

    def next(self) -> int:
        """The number of what is asked for now."""
        self._asked += 1
        return self._asked

    def is_last(self, turn: int) -> bool:
        """Whether an answer is the one to the last."""
        self._answered = max(self._answered, turn)
        return turn == self._asked


class VersionsPane(QWidget):
    """Follows the open story while it is seen."""

    close_requested = Signal()
    restore_requested = Signal(int)
    told = Signal(str, bool)

    def __init__(self, workspace: Workspace, options: Callable[[], Options]) -> None:
        super().__init__()
        self.setObjectName("versions")
        self.setAccessibleName("Versions")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace, self._options = workspace, options
        self._found = Found((), now_row(0, ""))
        self._opened: set[int] = set()
        self._lists, self._pages = Turns(), Turns()
        self.story = ""
        """The ID of the story whose versions are listed."""
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._make_parts()
        self._lay_out()
        self._join()

    # building

    def _make_parts(self) -> None:
        self.list = VersionList()
        self.page = VersionPage(self._workspace.library.thumbnail, self._workspace.tasks)
        self.name = QLineEdit(placeholderText="Name, such as “As filed”", maxLength=80)
        self.name.setAccessibleName("Name of the version")
        self.name.setToolTip("A named version is kept for good (F2)")
        self.restore = QPushButton("Go back to this version")
        self.restore.setToolTip("Makes a new version; it can be undone, and nothing is lost by it")
        self.against = Picker()
        self.against.setAccessibleName("Compared with")
        self.against.setMinimumWidth(AGAINST_WIDTH)
        self.parts = SmallLabel()
        self.legend = SmallLabel()
        self.count = SmallLabel()
        self.previous = IconButton("chevron-up", "Previous change", "Previous change (Alt+Up)")
        self.next = IconButton("chevron-down", "Next change", "Next change (Alt+Down)")
        self.close_button = QPushButton("Back to the story")
        self.close_button.setToolTip("Back to the story (Esc)")
        self.close_button.setProperty("role", "quiet")
        for button in (self.restore, self.close_button):
            button.setMinimumHeight(look.TARGET + 2)
        self._dress()

    def _dress(self) -> None:
        self.restore.setIcon(icon("restore"))
        self.close_button.setIcon(icon("close"))

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._side())
        beside.addWidget(self._right(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addLayout(beside, 1)

    def _head(self) -> QWidget:
        head, line = _bar("photoDeskHead")
        line.addWidget(Label("Versions", "title"))
        line.addStretch()
        line.addWidget(self.close_button)
        return head

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(LIST_WIDTH)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, look.GRID, MARGIN, MARGIN)
        foot.setSpacing(look.GRID)
        foot.addWidget(self.name)
        foot.addWidget(self.restore)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        return side

    def _right(self) -> QWidget:
        right = QFrame()
        bar, line = _bar("findBar")
        line.addWidget(Label("Compared with", "label"))
        line.addWidget(self.against)
        line.addStretch()
        line.addWidget(self.count)
        line.addWidget(self.previous)
        line.addWidget(self.next)
        told, below = _bar("findBar")
        below.addWidget(self.parts, 1)
        below.addWidget(self.legend)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (bar, told):
            column.addWidget(part)
        column.addWidget(self.page, 1)
        return right

    def _join(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.folded.connect(self._fold)
        self.list.itemDoubleClicked.connect(lambda _item: self._go_back())
        self.against.activated.connect(lambda _row: self._show_page())
        self.name.editingFinished.connect(self._rename)
        self.restore.clicked.connect(self._go_back)
        self.close_button.clicked.connect(self.close_requested)
        self.previous.clicked.connect(partial(self.page.go, -1))
        self.next.clicked.connect(partial(self.page.go, 1))
        self.page.counted.connect(self._count)
        keys = (("Alt+Up", partial(self.page.go, -1)), ("Alt+Down", partial(self.page.go, 1)), ("F2", self._to_name))
        for key, deed in keys:
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)
        self._workspace.stepped.connect(lambda _applied: self._refresh_soon())
        self._workspace.saved.connect(lambda _version: self._refresh_soon())
        self._workspace.shelf_changed.connect(self._refresh_soon)

    # what is shown

    @property
    def is_settled(self) -> bool:
        """Whether list and page show what was chosen last."""
        waits = self._lists.waits or self._pages.waits or self._soon.isActive()
        return not waits and self.page.is_settled

    def show_session(self, _session: Session | None) -> None:
        """Show another story's versions."""
        self._opened.clear()
        self._found = Found((), now_row(0, ""))
        self.list.clear()
        self.against.clear()
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the list anew and show the page of what is chosen."""
        article = self._workspace.article
        if article is None:
            return
        self.story = article.id
        turn = self._lists.next()
        journal, library = self._workspace.journal, self._workspace.library

        def read() -> Found:
            journal.flush()
            versions = tuple(library.versions(article.id))
            newest = library.version(article.id, versions[0].number) if versions else None
            note = what_changed(newest, article) if newest else NONE_YET
            return Found(versions, now_row(count_words(article.body), note), article)

        self._workspace.tasks.run(read, partial(self._on_found, turn), partial(self._on_trouble, self._lists, turn))

    def _refresh_soon(self) -> None:
        if self.isVisible():
            self._soon.start()

    def _on_found(self, turn: int, found: Found) -> None:
        if self._lists.is_last(turn) and found != self._found:  # else the page keeps its scroll
            self._found = found
            self._fill(self.list.number or NOW)

    def _fill(self, number: int) -> None:
        at = datetime.now(UTC)
        chosen = self.against.currentData()
        self.against.blockSignals(True)
        self.against.clear()
        self.against.addItem("the version before", BEFORE)
        self.against.addItem("the story now", WITH_NOW)
        for version in self._found.versions:
            if not version.is_automatic:
                self.against.addItem(called(version, at), version.number)
        self.against.setCurrentIndex(max(0, self.against.findData(chosen)))
        self.against.blockSignals(False)
        self.list.show_rows(rows_of(self._found.versions, self._found.now, self._opened, at), number)

    def _fold(self, number: int) -> None:
        self._opened ^= {number}
        at = datetime.now(UTC)
        self.list.show_rows(rows_of(self._found.versions, self._found.now, self._opened, at), number)

    def _on_chosen(self, number: int) -> None:
        version = self._version(number)
        self.name.setEnabled(version is not None)
        self.name.setText(version.name if version else "")
        self.restore.setEnabled(version is not None)
        self._show_page()

    def _version(self, number: int | None) -> Version | None:
        return next((version for version in self._found.versions if version.number == number), None)

    def _other(self, number: int) -> int | None:
        """The version that the chosen one is compared with; None where there is none."""
        against = self.against.currentData()
        if against != BEFORE and against is not None:
            return int(against)
        if number == NOW:
            return self._found.versions[0].number if self._found.versions else None
        return next((version.number for version in self._found.versions if version.number < number), None)

    def _show_page(self) -> None:
        number, article = self.list.number, self._workspace.article
        if number is None or article is None:
            return
        turn = self._pages.next()
        other, options, library = self._other(number), self._options(), self._workspace.library

        def state(which: int) -> Article:
            return article if which == NOW else library.version(article.id, which)

        def make() -> Shown:
            after = state(number)
            before = after if other is None else state(other)
            return Shown(page_html(before, after, options), listed(differences(before, after)), before == after)

        self._workspace.tasks.run(
            make, partial(self._on_page, turn, other), partial(self._on_trouble, self._pages, turn)
        )

    def _on_page(self, turn: int, other: int | None, shown: Shown) -> None:
        if not self._pages.is_last(turn):
            return
        self.page.show_page(shown.html)
        self.parts.setText(self._said(other, shown))
        self.legend.setText("" if shown.same else self._legend(other))

    def _said(self, other: int | None, shown: Shown) -> str:
        if other is None:
            return "The first version: there is none before it."
        if shown.same:
            return "No difference."
        return f"Beside the text: {shown.parts}" if shown.parts else "Only the text differs."

    def _legend(self, other: int | None) -> str:
        version = self._version(other)
        name = called(version, datetime.now(UTC)) if version else "the story now"
        return f"Underlined: only here · Struck out: only in {name}"

    def _count(self, at: int, count: int) -> None:
        changes = "1 change" if count == 1 else f"{count} changes"
        self.count.setText(f"Change {at} of {count}" if at else changes if count else "")
        self.previous.setEnabled(count > 0)
        self.next.setEnabled(count > 0)

    def _on_trouble(self, turns: Turns, turn: int, sentence: str) -> None:
        if turns.is_last(turn):
            self.page.say(sentence)

    # what is done

    def _to_name(self) -> None:
        if self.name.isEnabled():
            self.name.setFocus()
            self.name.selectAll()

    def _rename(self) -> None:
        version, article = self._version(self.list.number), self._workspace.article
        called_now = " ".join(self.name.text().split())
        if version is None or article is None or called_now == version.name:
            return
        name = partial(self._workspace.library.name_version, article.id, version.number, called_now)
        self._workspace.tasks.run(name, lambda _none: self.refresh(), lambda why: self.told.emit(why, True))

    def _go_back(self) -> None:
        number = self.list.number
        if number:
            self.restore_requested.emit(number)

    def start(self) -> None:
        """Be looked at: the list has the keys."""
        self._found = Found((), now_row(0, ""))
        self.refresh()
        self.list.setFocus()

    def stop(self) -> None:
        """Follow nothing any more, before the program ends."""
        self._soon.stop()
        self.page.take_down()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "close_button"):
            self._dress()
            self._fill(self.list.number or NOW)

    def sizeHint(self) -> QSize:
        return QSize(3 * LIST_WIDTH, 600)


def _bar(name: str) -> tuple[QFrame, QHBoxLayout]:
    bar = QFrame()
    bar.setObjectName(name)
    line = QHBoxLayout(bar)
    line.setContentsMargins(MARGIN, look.GRID // 2, MARGIN, look.GRID // 2)
    line.setSpacing(look.GRID)
    return bar, line
