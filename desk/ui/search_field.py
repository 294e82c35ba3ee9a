"""The shelf's search field: below it, while one types, the fields of a query and their values.

The list never takes the keys: plain words are typed on as if it were not there. Down goes into it, Enter or Tab takes
the line that is marked, Escape puts it away. Tab takes the first line, too, where a field's value is begun.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from shiboken6 import isValid

from desk.ui import look
from desk.ui.acts import Acts
from desk.ui.search_offers import Offer, offers
from desk.ui.shelf_rows import Index
from desk.ui.undo_keys import ignores_undo

SHOWN = 8
_OFFER = Qt.ItemDataRole.UserRole


class SearchField(QLineEdit):
    """A line edit that offers how a query goes on. `known` tells a field's values that begin in some way.

    Undo is for what was done last: an act, unless something was typed here since.
    """

    def __init__(self, known: Callable[[str, str], list[str]], acts: Acts) -> None:
        super().__init__()
        self._known = known
        self._acts = acts
        self._typed_last = False
        acts.changed.connect(partial(self._note_typed, False))
        self.offered = QListWidget(self)
        self.offered.setObjectName("offered")
        self.offered.hide()
        self.offered.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offered.setProperty("role", "popup")
        self.offered.setAccessibleName("Fields of a search")
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offered.setItemDelegate(_Lines(self.offered))
        self.offered.itemClicked.connect(self._take)
        self.textEdited.connect(lambda _text: self._offer())
        self.textEdited.connect(lambda _text: self._note_typed(True))

    def event(self, event: QEvent) -> bool:
        if ignores_undo(event) and not self._typed_last and (self._acts.is_next or self._acts.is_next_again):
            event.ignore()
            return False
        return super().event(event)

    def _note_typed(self, typed: bool) -> None:
        self._typed_last = typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._goes_to_list(event.key()):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes the line that is marked, or ends the value that is begun; else it goes on as ever."""
        if not isValid(self):  # Qt asks once more while a field that has the keys is being destroyed
            return False
        return (forward and self._goes_to_list(Qt.Key.Key_Tab)) or super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.offered.hide()
        super().focusOutEvent(event)

    def _goes_to_list(self, key: int) -> bool:
        """Whether a key is meant for the lines offered, and did there what it does."""
        if not self.offered.isVisible():
            return False
        marked = self.offered.currentItem()
        if key == Qt.Key.Key_Tab and marked is None and Offer(*self.offered.item(0).data(_OFFER)).begun:
            marked = self.offered.item(0)
        match key:
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                step = 1 if key == Qt.Key.Key_Down else -1
                row = self.offered.currentRow() + step if marked else (0 if step > 0 else self.offered.count() - 1)
                self.offered.setCurrentRow(row % self.offered.count())
                return True
            case Qt.Key.Key_Escape:
                self.offered.hide()
                return True
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab if marked:
                self._take(marked)
                return True
        return False

    def _offer(self) -> None:
        found = offers(self.text(), self._known) if self.cursorPosition() == len(self.text()) else []
        self.offered.clear()
        for one in found:
            item = QListWidgetItem(one.words, self.offered)
            item.setData(_OFFER, one)
        self.offered.setCurrentRow(-1)
        if not found:
            self.offered.hide()
            return
        height = look.TARGET * min(SHOWN, len(found)) + 2
        window = self.window()
        self.offered.setParent(window)  # over whatever lies below the field
        below = self.mapTo(window, QPoint(0, self.height() + 2))
        self.offered.setGeometry(QRect(below, QSize(self.width(), height)))
        self.offered.raise_()
        self.offered.show()

    def _take(self, item: QListWidgetItem) -> None:
        taken: Offer = Offer(*item.data(_OFFER))
        self.setText(taken.text)
        self._offer()


class _Lines(QStyledItemDelegate):
    """A line offered: its words, and fainter what they are for."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, look.TARGET)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer, scheme = Offer(*index.data(_OFFER)), look.colours()
        lit = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        painter.fillRect(option.rect, scheme.selected if option.state & lit else scheme.raised)
        area = option.rect.adjusted(look.GRID, 0, -look.GRID, 0)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        near = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        way = near | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.setPen(scheme.ink)
        painter.setFont(option.font)
        metrics = painter.fontMetrics()
        painter.drawText(area, way, metrics.elidedText(offer.words, Qt.TextElideMode.ElideRight, area.width()))
        used = metrics.horizontalAdvance(offer.words) + look.GRID
        rest = area.adjusted(0, 0, -used, 0) if mirrored else area.adjusted(used, 0, 0, 0)
        painter.setPen(scheme.faint)
        painter.drawText(rest, way, metrics.elidedText(offer.hint, Qt.TextElideMode.ElideRight, rest.width()))
