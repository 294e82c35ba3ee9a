"""The story's versions: the list, the page of the one that is chosen, and on it what differs from another.

It stands in place of all other panes. The page is the one the exporter would write; green is what only the chosen
version has, struck red what only the other has. List and pages are read and made off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from desk.article.past import STAYS, says_why
from desk.ui.labels import plain_tip
from desk.ui.version_form import BEFORE, NAME_TIP, VersionsForm
from desk.ui.version_reading import Found, Shown, Turns, make_page, read_list
from desk.ui.version_rows import called, rows_of

if TYPE_CHECKING:
    from desk.article.session import Session
    from desk.formats import Options
    from desk.library import Version
    from desk.ui.workspace import Workspace

PAUSE = 400
"""Milliseconds after the last change of the story until the list is read again."""


class VersionsPane(VersionsForm):
    """Follows the open story while it is seen."""

    close_requested = Signal()
    restore_requested = Signal(int)
    review_requested = Signal(int)
    """The number of a version that is to be gone back to, or since which changes are to be reviewed."""
    told = Signal(str, bool)

    def __init__(self, workspace: Workspace, options: Callable[[], Options]) -> None:
        super().__init__(workspace.library.thumbnail, workspace.tasks)
        self._workspace, self._options = workspace, options
        self._found = Found()
        self._opened: set[int] = set()
        """The numbers of the groups that are open."""
        self._lists, self._pages = Turns(), Turns()
        self.story = ""
        """The ID of the story whose versions are listed."""
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._join()

    def _join(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.folded.connect(self._fold)
        self.list.itemDoubleClicked.connect(lambda _item: self._go_back())
        self.against.activated.connect(lambda _row: self._show_page())
        self.name.editingFinished.connect(self._rename)
        self.restore.clicked.connect(self._go_back)
        self.review.clicked.connect(self._review)
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

    # following the story

    @property
    def is_settled(self) -> bool:
        """Whether list and page show what was chosen last."""
        waits = self._lists.waits or self._pages.waits or self._soon.isActive()
        return not waits and self.page.is_settled

    def start(self) -> None:
        """Be looked at: the list has the keys."""
        self._found = Found()
        self.refresh()
        self.list.setFocus()

    def stop(self) -> None:
        """Follow nothing any more, before the program ends."""
        self._soon.stop()
        self.page.take_down()

    def show_session(self, _session: Session | None) -> None:
        """Show another story's versions."""
        self._opened.clear()
        self._found = Found()
        self.list.clear()
        self.against.forget()
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the list anew and show the page of what is chosen."""
        article = self._workspace.article
        if article is None:
            return
        self.story = article.id
        turn = self._lists.next()
        read = partial(read_list, self._workspace.library, self._workspace.journal, article)
        self._workspace.tasks.run(read, partial(self._on_found, turn), partial(self._on_trouble, self._lists, turn))

    def _refresh_soon(self) -> None:
        if self.isVisible():
            self._soon.start()

    def _on_found(self, turn: int, found: Found) -> None:
        if self._lists.is_last(turn) and found != self._found:  # else the page keeps its scroll
            self._found = found
            self._fill()

    def _on_trouble(self, turns: Turns, turn: int, sentence: str) -> None:
        if turns.is_last(turn):
            self.page.say(sentence)

    # the list

    def _fill(self) -> None:
        self.against.offer(self._found.versions, datetime.now(UTC))
        self._show_rows(self.list.place)

    def _show_rows(self, number: int) -> None:
        rows = rows_of(self._found.versions, self._found.now, self._opened, datetime.now(UTC))
        self.list.show_rows(rows, number)

    def _fold(self, number: int) -> None:
        self._opened ^= {number}
        self._show_rows(number)

    def _on_chosen(self, number: int) -> None:
        version = self._found.version(number)
        self._show_name(version)
        for button in (self.restore, self.review):
            button.setEnabled(version is not None)
        self._show_page()

    def _show_name(self, version: Version | None) -> None:
        """The name to be changed; a reason that was given for something can only be read."""
        stays = version is not None and says_why(version.kind, version.name)
        self.name.setEnabled(version is not None)
        self.name.setReadOnly(stays)
        self.name.setText(version.name if version else "")
        self.name.setToolTip(plain_tip(f"{version.name}\n{STAYS}") if version and stays else NAME_TIP)

    # the page

    def _show_page(self) -> None:
        number, article = self.list.number, self._workspace.article
        if number is None or article is None:
            return
        turn = self._pages.next()
        other = self._found.before(number) if self.against.chosen == BEFORE else self.against.chosen
        make = partial(make_page, self._workspace.library, article, number, other, self._options())
        done, failed = partial(self._on_page, turn, other), partial(self._on_trouble, self._pages, turn)
        self._workspace.tasks.run(make, done, failed)

    def _on_page(self, turn: int, other: int | None, shown: Shown) -> None:
        if not self._pages.is_last(turn):
            return
        self.page.show_page(shown.html)
        self.parts.setText(shown.told)
        version = self._found.version(other)
        name = called(version, datetime.now(UTC)) if version else "the story now"
        self.legend.setText("" if shown.same else f"Underlined: only here · Struck out: only in {name}")

    def _count(self, at: int, count: int) -> None:
        changes = "1 change" if count == 1 else f"{count} changes"
        self.count.setText(f"Change {at} of {count}" if at else changes if count else "")
        self.previous.setEnabled(count > 0)
        self.next.setEnabled(count > 0)

    # what is done

    def _to_name(self) -> None:
        if not self.name.isEnabled():
            return
        self.name.setFocus()
        self.name.selectAll()
        if self.name.isReadOnly():
            self.told.emit(STAYS, False)

    def _rename(self) -> None:
        version, article = self._found.version(self.list.number), self._workspace.article
        called_now = " ".join(self.name.text().split())
        is_changed = version is not None and self.name.isModified() and called_now != version.name
        if version is None or article is None or not is_changed or self.name.isReadOnly():
            return
        name = partial(self._workspace.library.name_version, article.id, version.number, called_now)
        self._workspace.tasks.run(name, lambda _none: self.refresh(), lambda why: self.told.emit(why, True))

    def _go_back(self) -> None:
        number = self.list.number
        if number:
            self.restore_requested.emit(number)

    def _review(self) -> None:
        if number := self.list.number:
            self.review_requested.emit(number)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_soon"):
            self._fill()
