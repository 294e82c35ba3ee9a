"""The pane “Changes”: what the story is compared with, how much changed, every change, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from desk.article.languages import direction_of
from desk.ui import look
from desk.ui.buttons import IconButton
from desk.ui.labels import SmallLabel
from desk.ui.panes import MARGIN, empty_state
from desk.ui.picker import Picker
from desk.ui.review_bases import Bases
from desk.ui.review_list import ReviewList
from desk.ui.review_rows import ReviewRow, authors, counted, row_of
from desk.ui.reviewing import Reviewer
from desk.ui.wording import isolated

if TYPE_CHECKING:
    from desk.article.languages import Direction
    from desk.article.review import Edit

NO_VERSIONS = "No versions yet. Once one is kept (Ctrl+S), you see here what changed since."
OFF = "Choose above what to compare with, or press F7 to see what changed since you had the story, or it was filed."
NONE = "Nothing has changed {since}."
DONE = "Nothing is left to review: what changed {since} was accepted."
COMPARING = "Comparing…"
EVERYBODY = "Everybody’s changes"


class ReviewPane(QWidget):
    """Shows the review of the open story."""

    chosen = Signal(int)
    """What to compare with."""
    stepped = Signal(int)
    """To the next change (1) or the one before (−1)."""

    def __init__(self, reviewer: Reviewer) -> None:
        super().__init__()
        self.setObjectName("reviewPane")
        self.setAccessibleName("Changes")
        self._reviewer = reviewer
        self._rows: list[ReviewRow] = []
        self._known: dict[str, tuple[tuple[object, ...], ReviewRow]] = {}
        """The rows of changes by their keys, and what else they depend on."""
        self._trouble = ""
        self.base = Picker()
        self.base.setAccessibleName("Compare with")
        self.base.setToolTip("What the story is compared with")
        self._offered: list[tuple[int, str]] = []
        self._offered_of: tuple[Bases, date] | None = None
        self.counts = SmallLabel()
        self.previous = IconButton("chevron-up", "Previous change", "Previous change (Shift+F7)")
        self.next = IconButton("chevron-down", "Next change", "Next change (F7)")
        self.people = Picker()
        self.people.setAccessibleName("Whose changes")
        self.list = ReviewList()
        self.hint: QLabel = empty_state(NO_VERSIONS)
        self.accept = _button("Accept", "Accept the chosen changes (Alt+Enter)")
        self.revert = _button("Revert", "Revert the chosen changes; Ctrl+Z brings them back (Alt+Backspace)")
        self.more = IconButton("more", "More to do with changes")
        self.menu = QMenu(self)
        self._lay_out()
        self._join()
        self.refresh()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, look.GRID, MARGIN, look.GRID // 2)
        head.setSpacing(look.GRID // 2)
        head.addWidget(self.base)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.counts, 1)
        for button in (self.previous, self.next):
            line.addWidget(button)
        head.addLayout(line)
        head.addWidget(self.people)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(middle, 1)
        column.addWidget(self._foot())

    def _foot(self) -> QFrame:
        self.foot = QFrame()
        self.foot.setObjectName("selectionBar")
        line = QHBoxLayout(self.foot)
        line.setContentsMargins(MARGIN, look.GRID // 2, MARGIN, look.GRID // 2)
        line.setSpacing(look.GRID)
        line.addWidget(self.accept, 1)
        line.addWidget(self.revert, 1)
        line.addWidget(self.more)
        return self.foot

    def _join(self) -> None:
        self.base.activated.connect(lambda row: self.chosen.emit(self._offered[row][0]))
        self.people.activated.connect(lambda _row: self._show_rows())
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.accept.clicked.connect(lambda: self.list.accepted.emit(self.list.chosen))
        self.revert.clicked.connect(lambda: self.list.reverted.emit(self.list.chosen))
        self.more.clicked.connect(self._open_menu)
        self.list.itemSelectionChanged.connect(self._show_foot)
        self._reviewer.changed.connect(self._on_changed)
        self._reviewer.trouble.connect(self._on_trouble)
        self.setFocusProxy(self.list)

    # what is shown

    @property
    def rows(self) -> Sequence[ReviewRow]:
        """Every change, the filter apart."""
        return self._rows

    @property
    def author(self) -> str | None:
        """Whose changes are listed; None for everybody's."""
        return None if self.people.currentIndex() <= 0 else str(self.people.currentData())

    def _on_changed(self) -> None:
        self._trouble = ""
        self.refresh()

    def _on_trouble(self, sentence: str) -> None:
        self._trouble = sentence
        self.refresh()

    def refresh(self) -> None:
        """Show the review as it is now."""
        at = datetime.now(UTC)
        self._rows = [self._row(edit, at) for edit in self._reviewer.edits]
        self._known = {row.key: self._known[row.key] for row in self._rows}
        self._offer_bases(at)
        self._offer_people()
        self._show_rows()

    @property
    def _direction(self) -> Direction:
        """The direction in which the story runs."""
        found = self._reviewer.found
        return direction_of(found.current.language) if found is not None else "ltr"

    def _row(self, edit: Edit, at: datetime) -> ReviewRow:
        """The row of a change; as one types, hundreds stay what they were."""
        minute = edit.time.replace(second=0, microsecond=0) if edit.time is not None else None
        own = self._direction
        said = (edit.name, edit.is_paragraph, edit.author, minute, at.date(), own)
        known = self._known.get(edit.key)
        if known is None or known[0] != said:
            known = self._known[edit.key] = said, row_of(edit, at, own)
        return known[1]

    def _offer_bases(self, at: datetime) -> None:
        bases = self._reviewer.bases
        with QSignalBlocker(self.base):
            if (bases, at.date()) != self._offered_of:  # there may be hundreds
                self._offered_of, self._offered = (bases, at.date()), bases.offers(at)
                self.base.clear()
                self.base.addItems([isolated(words) for _number, words in self._offered])
            numbers = [number for number, _words in self._offered]
            chosen = self._reviewer.chosen
            self.base.setCurrentIndex(numbers.index(chosen) if chosen in numbers else -1)

    def _offer_people(self) -> None:
        names, author = authors(self._rows), self.author
        with QSignalBlocker(self.people):
            self.people.clear()
            self.people.addItem(EVERYBODY)
            for name in names:
                count = sum(row.author == name for row in self._rows)
                self.people.addItem(isolated(f"\u2068{name or 'Nobody named'}\u2069 · {count}"), name)
            self.people.setCurrentIndex(names.index(author) + 1 if author in names else 0)
        self.people.setVisible(len(names) > 1)

    def _show_rows(self) -> None:
        author = self.author
        rows = [row for row in self._rows if author is None or row.author == author]
        one = len(authors(rows)) == 1  # whom the count above names
        self.list.show_rows([replace(row, who=row.time) for row in rows] if one else rows)
        self.counts.setText(counted(rows) if self._reviewer.found is not None else "")
        self.hint.setText(self._said())
        self._stack.setCurrentIndex(1 if rows else 0)
        for button in (self.previous, self.next):
            button.setEnabled(bool(rows))
        self._show_foot()

    def _said(self) -> str:
        """What is said where no change is listed."""
        reviewer = self._reviewer
        if self._trouble:
            return self._trouble
        if not reviewer.is_on:
            return OFF if reviewer.bases.versions else NO_VERSIONS
        if reviewer.found is None:
            return COMPARING
        since = reviewer.bases.told(reviewer.chosen, datetime.now(UTC))
        return isolated((DONE if reviewer.has_accepted else NONE).format(since=since))

    def _show_foot(self) -> None:
        chosen = len(self.list.chosen)
        self.foot.setVisible(self._reviewer.is_on)
        for button, word in ((self.accept, "Accept"), (self.revert, "Revert")):
            button.setEnabled(chosen > 0)
            button.setText(f"{word} {chosen}" if chosen > 1 else word)

    # what is done

    def actions_of_authors(self) -> list[QAction]:
        """Accept or revert all changes that are listed, or all of each author, as a menu has it."""
        groups = [("", [row.key for row in self._rows])]
        names = authors(self._rows)
        if len(names) > 1:
            groups += [(name, [row.key for row in self._rows if row.author == name]) for name in names]
        made = []
        for name, keys in groups:
            whose = f" by \u2068{name.replace('&', '&&')}\u2069" if name else ""
            for word, signal in (("Accept", self.list.accepted), ("Revert", self.list.reverted)):
                many = "the change" if len(keys) == 1 else f"all {len(keys)} changes"
                action = QAction(isolated(f"{word} {many}{whose}"), self)
                action.triggered.connect(lambda _on=False, signal=signal, keys=keys: signal.emit(keys))
                action.setEnabled(bool(keys))
                made.append(action)
        return made

    def _open_menu(self) -> None:
        self.fill_menu()
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def fill_menu(self) -> None:
        """Have the menu offer what can be done now."""
        self.menu.clear()
        for action in self.actions_of_authors():
            action.setParent(self.menu)
            self.menu.addAction(action)
        again = self.menu.addAction("Show what was accepted again")
        again.setEnabled(self._reviewer.has_accepted)
        again.triggered.connect(lambda _on=False: self._reviewer.show_accepted())
        if self.more_actions:
            self.menu.addSeparator()
            self.menu.addActions(self.more_actions)

    more_actions: Sequence[QAction] = ()
    """What the menu offers besides."""

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reviewer.is_watched = True
        self._reviewer.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reviewer.is_watched = False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "foot"):
            self.list.viewport().update()


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setMinimumHeight(look.TARGET + 2)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
