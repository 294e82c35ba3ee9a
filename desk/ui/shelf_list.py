"""The list of the shelf: selected and gone to the end of is all that was asked for, not only what is fetched by now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from desk.ui.shelf_rows import ShelfModel


class Place(NamedTuple):
    """The story that the keys are at, and that at the top with how far it is scrolled; none at the very top, where new
    ones appear.
    """

    current: str
    top: str = ""
    offset: int = 0


class ShelfList(QListView):
    """Where rows are missing yet, “select all” and the End key wait until every one is known."""

    all_wanted = Signal()
    """Every row of the list is wanted, its words or not; call `go_on` once they are there."""

    def __init__(self, model: ShelfModel) -> None:
        super().__init__(uniformItemSizes=True)
        self._rows = model
        self._waiting: list[Qt.KeyboardModifier | None] = []
        self.setModel(model)
        self.setMouseTracking(True)
        self.setAccessibleName("Stories")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def selectAll(self) -> None:
        if self._rows.is_whole:
            super().selectAll()
        else:
            self._wait(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_End and not self._rows.is_whole:
            self._wait(event.modifiers())
        else:
            self._waiting.clear()  # whoever goes elsewhere meanwhile is not taken away from there
            super().keyPressEvent(event)

    def moveCursor(self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """To the last row, too, where Qt would begin at the first, as none was gone to yet."""
        if action == QListView.CursorAction.MoveEnd and len(self._rows.rows):
            return self._rows.index(len(self._rows.rows) - 1)
        return super().moveCursor(action, modifiers)

    @property
    def is_waiting(self) -> bool:
        """Whether something is to be done once every row is known."""
        return bool(self._waiting)

    def go_on(self) -> None:
        """Every row is known: do what waited for that."""
        waiting, self._waiting = self._waiting, []
        for modifiers in waiting:
            if modifiers is None:
                super().selectAll()
            else:
                QApplication.sendEvent(self, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_End, modifiers))

    def give_up(self) -> None:
        """Something else is asked by now."""
        self._waiting.clear()

    @property
    def count_selected(self) -> int:
        """How many rows are selected."""
        return sum(part.height() for part in self._parts())

    def numbers_selected(self) -> list[tuple[int, int]]:
        """The rows selected, from the top, as the first and the last of each stretch."""
        return sorted((part.top(), part.bottom()) for part in self._parts())

    def select_too(self, numbers: Iterable[int]) -> None:
        """Select these rows with the others, all at once."""
        selection = QItemSelection()
        for first, last in stretches(sorted(numbers)):
            selection.select(self._rows.index(first), self._rows.index(last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)

    def place(self) -> Place:
        """Where the list is now."""
        index, ids = self.indexAt(QPoint(12, 1)), self._rows.rows.ids
        current = ids[self.currentIndex().row()] if self.currentIndex().isValid() else ""
        if not index.isValid() or self.verticalScrollBar().value() == 0:
            return Place(current)
        return Place(current, ids[index.row()], self.visualRect(index).top())

    def return_to(self, place: Place) -> None:
        """Be there again, with other rows."""
        number = self._rows.place_of(place.current)
        if number >= 0 and not self.currentIndex().isValid():
            index = self._rows.index(number)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        number = self._rows.place_of(place.top)
        if number >= 0:
            self.doItemsLayout()
            top = self.visualRect(self._rows.index(number)).top()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - place.offset)

    def _parts(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.size())]

    def _wait(self, wanted: Qt.KeyboardModifier | None) -> None:
        self._waiting.append(wanted)
        self.all_wanted.emit()


def stretches(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Rising numbers as the first and the last of each stretch without a gap."""
    parts = (list(part) for _key, part in groupby(enumerate(numbers), lambda one: one[1] - one[0]))
    return [(part[0][1], part[-1][1]) for part in parts]
