"""The shelf's menus: saved searches, orders, and what is done with the stories selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from desk.article.status import Status
from desk.article.trouble import Trouble
from desk.ui import look
from desk.ui.acts import Act
from desk.ui.icons import icon
from desk.ui.labels import Label
from desk.ui.shelf_asking import AskLine
from desk.ui.shelf_many import Many
from desk.ui.shelf_searches import SETTING, WITH_DESK, Saved, named, read, with_one, without, written
from desk.ui.wording import going_on

if TYPE_CHECKING:
    from desk.ui.shelf import ShelfPane
    from desk.ui.workspace import Workspace

SORTS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "created": "Begun last",
    "headline": "Headline",
    "best": "Best match",
}


class Searches(QObject):
    """The saved searches of a library."""

    told = Signal(str, object, object)
    """A sentence, the offers beside it, and the Act it tells of."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace

    @property
    def own(self) -> tuple[Saved, ...]:
        """The person's own; none where the library cannot tell."""
        try:
            return read(self._workspace.library.setting(SETTING))
        except Trouble:
            return ()

    def menu(self, shelf: ShelfPane, query: str) -> QMenu:
        """All of them, and what can be done with this one."""
        menu, own = QMenu(shelf), self.own
        for one in WITH_DESK:
            menu.addAction(one.name, partial(shelf.search.setText, one.query))
        menu.addSeparator()
        for one in own:
            menu.addAction(icon("star"), one.name.replace("&", "&&"), partial(shelf.search.setText, one.query))
        menu.addSeparator()
        self._add_keeping(menu, shelf, query.strip(), named(own, query))
        return menu

    def _add_keeping(self, menu: QMenu, shelf: ShelfPane, query: str, known: Saved | None) -> None:
        ask = partial(shelf.naming.ask, "Name of this search", lambda name: self.keep(name, query))
        if known is not None:
            menu.addAction(going_on("Rename…"), partial(ask, word=known.name))
            menu.addAction(icon("bin"), "Remove from saved", lambda: self.remove(query))
        else:
            save = menu.addAction(icon("plus"), going_on("Save this search…"), ask)
            save.setEnabled(bool(query) and named(WITH_DESK, query) is None)

    def keep(self, name: str, query: str) -> None:
        """Keep a query under a name; one kept already gets the new name."""
        self._become(with_one(self.own, name, query), f"“{name}” is kept among the searches.")

    def remove(self, query: str) -> None:
        """Keep a query no more."""
        own = self.own
        one = named(own, query)
        if one is not None:
            self._become(without(own, query), f"“{one.name}” is no longer kept.")

    def _become(self, searches: Sequence[Saved], said: str) -> None:
        """Keep these, as an act that can be taken back."""
        before, acts = self.own, self._workspace.acts

        def tell() -> None:
            self.told.emit(said, [("Undo", partial(acts.take_back, act))], act)

        def undo() -> None:
            if self._write(before):
                self.told.emit("The searches are as before.", (), None)

        def redo() -> None:
            if self._write(searches):
                tell()

        act = Act(undo, redo)
        if self._write(searches):
            acts.did(act)
            tell()

    def _write(self, searches: Sequence[Saved]) -> bool:
        try:
            self._workspace.library.set_setting(SETTING, written(searches))
        except Trouble as trouble:
            self.told.emit(str(trouble), (), None)
            return False
        return True


class SelectionBar(QFrame):
    """At the foot of the shelf, while several stories are selected: how many, and what can be done with them."""

    def __init__(self, menu: Callable[[], QMenu]) -> None:
        super().__init__()
        self.setObjectName("selectionBar")
        self._menu = menu
        self.words = Label()
        self.change = QPushButton(going_on("Change…"))
        self.change.setProperty("role", "quiet")
        self.change.setToolTip("Status, section, keywords, export or bin, for all that are selected")
        self.change.clicked.connect(self._drop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 4, 4)
        layout.setSpacing(look.GRID)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.change)
        self.hide()

    def show_count(self, count: int) -> None:
        """Be there for two and more."""
        self.words.setText(f"{count:,} selected")
        self.setVisible(count > 1)

    def _drop(self) -> None:
        menu = self._menu()
        menu.exec(self.change.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.deleteLater()


def drop_down(menu: QMenu, button: QWidget) -> None:
    """Show a menu below its button, and let it go."""
    menu.exec(button.mapToGlobal(QPoint(0, button.height())))
    menu.deleteLater()


def order_menu(parent: QWidget, sort: str, grouped: bool, choose: Callable[[str, bool], None]) -> QMenu:
    """The orders, one of them ticked, and the days."""
    menu = QMenu(parent)
    group = QActionGroup(menu)
    for name, words in SORTS.items():
        action = menu.addAction(words, partial(choose, name, grouped))
        action.setCheckable(True)
        action.setChecked(name == sort)
        group.addAction(action)
    menu.addSeparator()
    days = menu.addAction("Group by day", lambda: choose(sort, not grouped))
    days.setCheckable(True)
    days.setChecked(grouped)
    days.setEnabled(sort not in ("headline", "best"))
    return menu


def fill_for_many(
    menu: QMenu, ids: Sequence[str], many: Many, line: AskLine, known: Callable[[str, str], list[str]]
) -> None:
    """What can be changed in one story or in many."""
    statuses = menu.addMenu("Status")
    for status in Status:
        done = f"{{count}} now {status}."
        if status is not Status.KILLED:
            statuses.addAction(str(status).capitalize(), partial(many.set_status, ids, status, done))

    def kill(reason: str) -> None:
        many.set_status(ids, Status.KILLED, f"{{count}} now {Status.KILLED}.", reason)

    statuses.addAction(going_on("Killed…"), lambda: line.ask("Why withdrawn; readers see this", kill))

    def set_section(section: str) -> None:
        many.set_field(ids, "section", section, f"{{count}} now in {_plain(section)}.")

    def add(words: str) -> None:
        many.add_keywords(ids, _split(words), f"Keywords added to {{count}}: {_plain(words)}.")

    def remove(words: str) -> None:
        many.remove_keywords(ids, _split(words), f"Keywords taken from {{count}}: {_plain(words)}.")

    menu.addAction(going_on("Section…"), lambda: line.ask("Section", set_section, partial(known, "section")))
    menu.addAction(going_on("Add keywords…"), lambda: line.ask("Keywords to add", add, partial(known, "keywords")))
    remove_known = partial(known, "keywords")
    menu.addAction(going_on("Remove keywords…"), lambda: line.ask("Keywords to remove", remove, remove_known))


def _split(words: str) -> tuple[str, ...]:
    from desk.article.fields import read_keywords

    return read_keywords(words)


def _plain(words: str) -> str:
    """Words as part of a sentence that is filled in later."""
    return words.replace("{", "{{").replace("}", "}}")
