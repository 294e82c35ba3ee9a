"""The shelf: the library as a list, with search, filters and the bin."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desk.article.status import Status
from desk.ui import look
from desk.ui.buttons import IconButton
from desk.ui.icons import icon
from desk.ui.labels import Label, hint_for, set_role
from desk.ui.picker import Picker
from desk.ui.search_field import SearchField
from desk.ui.search_offers import known_in
from desk.ui.shelf_asking import AskLine
from desk.ui.shelf_list import ShelfList
from desk.ui.shelf_many import Many
from desk.ui.shelf_memory import InMemory
from desk.ui.shelf_menus import SORTS, Searches, SelectionBar, drop_down, fill_for_many, order_menu
from desk.ui.shelf_pages import ALL, BATCH, FIRST
from desk.ui.shelf_questions import Answer, Question, answer, find, make_ready
from desk.ui.shelf_rows import ROW, RowDelegate, ShelfModel
from desk.ui.thumbnails import Thumbnails
from desk.ui.wording import going_on
from desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from desk.library import Row
    from desk.library.snippets import Snippet


PAUSE = 150
"""Milliseconds without another question after which the page of an answer is filled."""
WHILE_CHANGING = 10
"""Seconds between looks at the library while many stories are being changed."""


class ShelfPane(QWidget):
    """The list of stories with its search field and filters."""

    chosen = Signal(str)
    new_wanted = Signal()
    import_wanted = Signal()
    samples_wanted = Signal()
    files_dropped = Signal(list)
    bin_wanted = Signal(list)
    unbin_wanted = Signal(list)
    empty_bin_wanted = Signal()
    duplicate_wanted = Signal(str)
    export_wanted = Signal(list)
    order_chosen = Signal(str, bool)
    """One of `finding.SORTS`, and whether days part the list."""

    def __init__(self, workspace: Workspace, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setObjectName("shelf")
        self.setMinimumWidth(236)
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._asked, self._refreshed = 0, 0.0
        self._question_asked: Question | None = None
        self._sort, self.grouped = "newest", False
        self.many = Many(workspace, self)
        self.searches = Searches(workspace, self)
        self.model = ShelfModel()
        self._build(workspace, thumbnails)
        self._join(thumbnails)

    def _build(self, workspace: Workspace, thumbnails: Thumbnails) -> None:
        self.search = SearchField(known_in(workspace.library.completions), workspace.acts)
        self.search.setPlaceholderText(hint_for("Search stories", self.layoutDirection()))
        self.search.setAccessibleName("Search stories")
        self.search.setToolTip("Search headline, text, captions, keywords, names and notes (Ctrl+Shift+F)")
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.status = _filter("Status", [("Status", ""), *((s.capitalize(), s) for s in Status), ("Bin", "bin")])
        self.section = _filter("Section", [("Section", "")])
        self.list = ShelfList(self.model)
        self.list.setItemDelegate(RowDelegate(thumbnails, self.model, self.list))
        self.hint = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.hint.setProperty("role", "hint")
        self.saved = IconButton("star", "Saved searches", "Saved searches; keep this one")
        self.order = IconButton("list", "Order", "Order and days of the list")
        self.naming = AskLine((self.search, self.list))
        self.said = Label("", "problem", wraps=True)
        self.said.hide()
        self.bar = SelectionBar(self.menu_for)
        self.in_memory = InMemory(workspace)
        self._empty_bin = QPushButton(going_on("Empty bin…"))
        self._empty_bin.setProperty("role", "quiet")
        self._arrange()

    def _arrange(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(4)
        filters.addWidget(self.status, 1)
        filters.addWidget(self.section, 1)
        filters.addWidget(self.order)
        searching = QHBoxLayout()
        searching.setSpacing(4)
        searching.addWidget(self.search, 1)
        searching.addWidget(self.saved)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 12)
        top.setSpacing(look.GRID)
        top.addLayout(searching)
        top.addWidget(self.naming)
        top.addWidget(self.said)
        top.addLayout(filters)
        top.addWidget(self._empty_bin)
        top.addWidget(self.in_memory)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        self._stack = QStackedLayout()
        layout.addLayout(self._stack, 1)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.hint)
        self._stack.currentChanged.connect(lambda _index: self.search.offered.raise_())
        layout.addWidget(self.bar)
        self._empty_bin.hide()

    def _join(self, thumbnails: Thumbnails) -> None:
        thumbnails.ready.connect(lambda _media: self.list.viewport().update())
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.status.currentIndexChanged.connect(lambda _index: self.refresh())
        self.section.currentIndexChanged.connect(lambda _index: self.refresh())
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open_clicked)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.selectionModel().selectionChanged.connect(lambda _now, _before: self._on_selected())
        self.in_memory.chosen.connect(self.chosen)
        self.list.all_wanted.connect(self.refresh)
        self.list.installEventFilter(self)
        self.search.installEventFilter(self)
        self.model.more_wanted.connect(self._fetch)
        self.model.page_wanted.connect(self._fetch_page)
        self.model.snippets_wanted.connect(self._find_snippets)
        self.saved.clicked.connect(lambda: drop_down(self.searches_menu(), self.saved))
        self.order.clicked.connect(lambda: drop_down(self.order_menu(), self.order))
        self._empty_bin.clicked.connect(self.empty_bin_wanted)
        self._workspace.shelf_changed.connect(self.refresh_soon)
        self._workspace.opened.connect(lambda _session, _caret: self._on_opened())
        self._soon = QTimer(self, interval=60, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._rest = QTimer(self, interval=PAUSE, singleShot=True)
        self._rest.timeout.connect(self.model.fill_page)
        self._rest.timeout.connect(lambda: self._workspace.tasks.run(make_ready, lambda _none: None))
        self._clock = QTimer(self, interval=60_000)
        self._clock.timeout.connect(lambda: self.list.viewport().update())
        self._clock.start()

    # asking the library

    @property
    def binned(self) -> bool:
        """Whether the bin is shown."""
        return bool(self.status.currentData() == "bin")

    def refresh_soon(self) -> None:
        """Ask the library again, once for many causes; while stories are being changed, not for each of them."""
        if not self.many.is_changing or monotonic() - self._refreshed > WHILE_CHANGING:
            self._soon.start()

    def refresh(self) -> None:
        """Ask the library again and show what it has."""
        self._asked, self._refreshed = self._asked + 1, monotonic()
        before, self._question_asked = self._question_asked, self._question()
        if self._question_asked != before:
            self.list.give_up()
        known = len(self.model.rows) if self._question_asked == before else 0
        wanted = ALL if self.list.is_waiting else -(-known // BATCH) * BATCH or FIRST
        ask = partial(answer, self._workspace.library, self._question_asked, wanted, self.model.rows.pages)
        self._workspace.tasks.run(ask, partial(self._show, self._asked, wanted))

    def _question(self) -> Question:
        return Question(
            self.search.text(), self.status.currentData() or "", self.section.currentData() or "", self._sort
        )

    def _find_snippets(self, ids: list[str]) -> None:
        terms, query = self.model.terms, self.search.text()

        def take(found: dict[str, Snippet]) -> None:
            self.model.take_snippets(terms, ids, found)
            if isValid(self.list):  # the pane may be gone by now
                self.list.viewport().update()

        self._workspace.tasks.run(partial(self._workspace.library.snippets, ids, query), take)

    def _fetch(self, offset: int) -> None:
        size = BATCH - offset % BATCH
        self._fetch_batch(offset, size, partial(self.model.append, size))

    def _fetch_page(self, page: int) -> None:
        self._fetch_batch(page * BATCH, BATCH, partial(self.model.take_page, page))

    def _fetch_batch(self, offset: int, size: int, take: Callable[[list[Row]], None]) -> None:
        asked = self._asked
        self._workspace.tasks.run(
            partial(find, self._workspace.library, self._question(), offset, size),
            lambda found: take(found) if asked == self._asked else None,
        )

    def _show(self, asked: int, wanted: int, found: Answer) -> None:
        if asked != self._asked or not isValid(self.search):  # the pane may be gone by now
            return
        self.search.setClearButtonEnabled(True)  # not sooner: for its icon the system's themes are gone through
        rows, sections, query = found
        kept, place = self.selected(), self.list.place()
        asked_anew = query.terms != self.model.terms
        self.model.look_for(query.terms)
        self.list.setAutoScroll(False)  # what is marked again stays where it is
        self.model.show(rows, wanted)
        self._rest.start()
        if asked_anew:
            self.list.scheduleDelayedItemsLayout()
        self._offer_sections(sections)
        said = query.problems or query.hints
        self.said.setText(" ".join(said))
        set_role(self.said, "problem" if query.problems else "hint")
        self.said.setMinimumHeight(0)  # else it counts what the last sentence took
        self.said.setMinimumHeight(max(0, self.said.heightForWidth(self.search.width())))
        self.said.setVisible(bool(said))
        self.hint.setText("Correct the search to see its stories." if query.is_lost else self._nothing())
        self._empty_bin.setVisible(self.binned and bool(rows))
        self._stack.setCurrentIndex(0 if rows else 1)
        if kept and not self.selected():
            self._select(kept)
        self._mark_open()
        self.list.return_to(place)
        self.list.setAutoScroll(True)
        if wanted == ALL:
            self.list.go_on()
        self._count_selected()  # a list made anew drops what was selected without a word

    def _nothing(self) -> str:
        if self.search.text():
            return "Nothing found.\nTry fewer or shorter words."
        if self.binned:
            return "The bin is empty."
        if self.status.currentData() or self.section.currentData():
            return "No story here."
        return "No stories yet."

    def _offer_sections(self, sections: list[str]) -> None:
        shown = [self.section.itemData(i) for i in range(1, self.section.count())]
        if shown == sections:
            return
        current = self.section.currentData()
        self.section.blockSignals(True)
        self.section.clear()
        self.section.addItem("Section", "")
        for section in sections:
            self.section.addItem(section, section)
        self.section.setCurrentIndex(max(0, self.section.findData(current)))
        self.section.blockSignals(False)

    # choosing

    def selected(self) -> list[str]:
        """IDs of the stories selected."""
        ids = self.model.rows.ids
        return [one for first, last in self.list.numbers_selected() for one in ids[first : last + 1]]

    def _select(self, ids: list[str]) -> None:
        wanted = set(ids)
        self.list.select_too(number for number, one in enumerate(self.model.rows.ids) if one in wanted)

    def _mark_open(self) -> None:
        article = self._workspace.article
        if article is None or self.list.count_selected > 1 or self.selected() == [article.id]:
            return
        number = self.model.place_of(article.id)
        if number >= 0:
            self.list.setCurrentIndex(self.model.index(number))

    def _on_opened(self) -> None:
        """No other story stays marked where the open one is not among these."""
        article = self._workspace.article
        if article is not None and self.list.count_selected == 1 and self.model.place_of(article.id) < 0:
            self.list.clearSelection()
        self._mark_open()

    def _on_selected(self) -> None:
        self._count_selected()
        self._keep_one_marked()

    def _count_selected(self) -> None:
        self.bar.show_count(0 if self.binned else self.list.count_selected)

    def _keep_one_marked(self) -> None:
        """A click beside the stories takes no mark off the open one."""
        if not self.list.count_selected:
            QTimer.singleShot(0, self._mark_open)

    def _open(self, index: QModelIndex) -> None:
        if not self.binned:
            self.chosen.emit(index.data(ROW).id)

    def _open_clicked(self, index: QModelIndex) -> None:
        if self.list.count_selected == 1:
            self._open(index)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.search and self.search.offered.isVisible():
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.list and event.key() == Qt.Key.Key_Delete and self.selected():
                (self.unbin_wanted if self.binned else self.bin_wanted).emit(self.selected())
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return False

    def menu_for(self, ids: list[str] | None = None) -> QMenu:
        """What can be done with the stories selected."""
        ids = self.selected() if ids is None else ids
        menu = QMenu(self)
        if self.binned:
            menu.addAction(icon("restore"), "Restore from bin", lambda: self.unbin_wanted.emit(ids))
            return menu
        if len(ids) == 1:
            menu.addAction("Open", lambda: self.chosen.emit(ids[0]))
            menu.addAction(icon("duplicate"), "Duplicate", lambda: self.duplicate_wanted.emit(ids[0]))
            menu.addSeparator()
        fill_for_many(menu, ids, self.many, self.naming, self._workspace.library.completions)
        menu.addAction(icon("export"), going_on("Export…"), lambda: self.export_wanted.emit(ids))
        menu.addSeparator()
        menu.addAction(icon("bin"), "Move to bin", lambda: self.bin_wanted.emit(ids))
        return menu

    def order_menu(self) -> QMenu:
        """The orders of the list, and whether days part it."""
        return order_menu(self, self._sort, self.grouped, self._choose_order)

    def _choose_order(self, sort: str, grouped: bool) -> None:
        self.set_order(sort, grouped)
        self.order_chosen.emit(sort, grouped)

    def set_order(self, sort: str, grouped: bool) -> None:
        """Show the list in one of `finding.SORTS`, else newest first; days part it where they follow one another."""
        self._sort, self.grouped = sort if sort in SORTS else "newest", grouped
        days = {"newest": "modified", "oldest": "modified", "created": "created"}
        self.model.parted_by = days.get(self._sort, "") if grouped else ""
        self.list.setUniformItemSizes(not self.model.parted_by)
        self.list.scheduleDelayedItemsLayout()
        self.refresh()

    def searches_menu(self) -> QMenu:
        """Saved searches, and the keeping of this one."""
        return self.searches.menu(self, self.search.text())

    def _show_menu(self, at: QPoint) -> None:
        ids = self.selected()
        if ids:
            menu = self.menu_for(ids)
            menu.exec(self.list.viewport().mapToGlobal(at))
            menu.deleteLater()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.files_dropped.emit([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()


def _filter(name: str, items: list[tuple[str, str]]) -> Picker:
    box = Picker()
    box.setAccessibleName(name)
    box.setToolTip(f"{name} of the stories shown")
    box.setMinimumContentsLength(6)
    for text, value in items:
        box.addItem(text, value)
    return box
