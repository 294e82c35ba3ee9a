"""The list of changes: one row each, several may be chosen; the row in hand has buttons to accept or revert it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from desk.ui import look
from desk.ui.icons import drawing
from desk.ui.labels import plain_tip
from desk.ui.review_rows import ReviewRow, Sign
from desk.ui.review_words import laid_out, line_count
from desk.ui.row_ground import PAD, draw_ground
from desk.ui.wording import isolated

ROW = Qt.ItemDataRole.UserRole
SIGN = 14
"""Pixels of a row's sign."""
ACCEPT, REVERT = "accept", "revert"
_TIPS = {ACCEPT: "Accept (Alt+Enter)", REVERT: "Revert (Alt+Backspace)"}
_PICTURES = {ACCEPT: "check", REVERT: "undo"}
Index = QModelIndex | QPersistentModelIndex


class ReviewList(QListWidget):
    """The changes in the story's order."""

    gone_to = Signal(str)
    """A change, by its key, that the person wants to see in the text."""
    entered = Signal(str)
    """A change whose place the person wants to write at."""
    accepted = Signal(list)
    reverted = Signal(list)
    """The keys of changes to accept, or to revert."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Changes")
        self.setItemDelegate(_RowPainter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.itemClicked.connect(lambda item: self.gone_to.emit(_row(item).key))
        self.itemDoubleClicked.connect(lambda item: self.entered.emit(_row(item).key))

    @property
    def rows(self) -> list[ReviewRow]:
        """The changes that are listed."""
        return [_row(self.item(number)) for number in range(self.count())]

    @property
    def current(self) -> str:
        """The key of the change in hand; empty where there is none."""
        item = self.currentItem()
        return _row(item).key if item is not None else ""

    @property
    def chosen(self) -> list[str]:
        """The keys of the changes that are chosen, in their order."""
        items = (self.item(number) for number in range(self.count()))
        return [_row(item).key for item in items if item.isSelected()]

    def show_rows(self, rows: Sequence[ReviewRow]) -> None:
        """Show these changes; those that stay are chosen as before, and the one in hand, or the next to it, is."""
        before = self.rows
        if before == list(rows):
            return
        chosen, current, place = set(self.chosen), self.current, self.currentRow()
        self.blockSignals(True)
        self._swap(before, rows)
        keys = [row.key for row in rows]
        here = keys.index(current) if current in keys else min(place, len(keys) - 1)
        if here >= 0:
            self._take(here)
        for number, key in enumerate(keys):
            is_chosen = key in chosen or (number == here and not chosen & set(keys))
            if self.item(number).isSelected() != is_chosen:
                self.item(number).setSelected(is_chosen)
        self.blockSignals(False)

    def _swap(self, before: Sequence[ReviewRow], rows: Sequence[ReviewRow]) -> None:
        """Have other rows where they differ: typing changes one, and leaves hundreds."""
        head, least = 0, min(len(before), len(rows))
        while head < least and before[head] == rows[head]:
            head += 1
        tail = 0
        while tail < least - head and before[-1 - tail] == rows[-1 - tail]:
            tail += 1
        for _row in range(head, len(before) - tail):
            self.takeItem(head)
        for number in range(head, len(rows) - tail):
            item = _item(rows[number])
            self._fit(item)
            self.insertItem(number, item)

    def _fit(self, item: QListWidgetItem) -> None:
        """Make a row as high as its words, which take two lines at most: known beforehand, a long list stays quick."""
        row, font = _row(item), self.font()
        lines = line_count(row, font, max(60, self.viewport().width() - 2 * PAD))
        height = look.TARGET + lines * QFontMetrics(font).lineSpacing() + look.GRID * (2 if lines else 1)
        if item.sizeHint().height() != height:
            item.setSizeHint(QSize(120, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            for number in range(self.count()):
                self._fit(self.item(number))

    def choose(self, key: str) -> None:
        """Take a change in hand, and no other."""
        found = next((number for number, row in enumerate(self.rows) if row.key == key), -1)
        self._take(found)
        if found >= 0:
            self.scrollToItem(self.item(found))

    def _take(self, row: int) -> None:
        """Choose a row and no other, whatever keys are held, or are thought to be."""
        self.setCurrentRow(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = event.key(), self.current
        if current and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit(current)
        elif self.chosen and key == Qt.Key.Key_Delete:
            self.reverted.emit(self.chosen)
        else:
            super().keyPressEvent(event)
            if self.current and self.current != current:
                self.gone_to.emit(self.current)


def _row(item: QListWidgetItem) -> ReviewRow:
    row: ReviewRow = item.data(ROW)
    return row


def _item(row: ReviewRow) -> QListWidgetItem:
    item = QListWidgetItem()
    item.setData(ROW, row)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
    return item


class _RowPainter(QStyledItemDelegate):
    """Draws one row, and takes the clicks on its buttons."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ReviewRow = index.data(ROW)
        painter.save()
        draw_ground(painter, option, option.rect, look.colours())
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        head = QRect(option.rect.left() + PAD, option.rect.top() + 4, option.rect.width() - 2 * PAD, look.TARGET)
        buttons = _is_in_hand(option, index)
        if buttons:
            for name, area in _buttons(option.rect, mirrored):
                _draw_button(painter, option, area, _PICTURES[name])
        self._head(painter, option.font, row, head, mirrored, taken=2 * look.TARGET if buttons else 0)
        self._draw_words(painter, option, row, head.bottom() + 1)
        painter.restore()

    def _head(self, painter: QPainter, font: QFont, row: ReviewRow, area: QRect, mirrored: bool, *, taken: int) -> None:
        scheme = look.colours()
        top = area.center().y() - SIGN // 2
        left = area.right() - SIGN if mirrored else area.left()
        painter.drawPixmap(left, top, drawing(row.sign, _tint(row.sign), SIGN))
        rest = _without(area, SIGN + look.GRID, mirrored)
        rest = _without(rest, taken, not mirrored)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(scheme.ink)
        width = _line(painter, isolated(row.title), rest, at_right=mirrored)
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.92)
        painter.setFont(small)
        painter.setPen(scheme.quiet)
        _line(painter, isolated(row.who), _without(rest, width + look.GRID, mirrored), at_right=mirrored == bool(taken))

    def _draw_words(self, painter: QPainter, option: QStyleOptionViewItem, row: ReviewRow, top: int) -> None:
        left = option.rect.left() + PAD
        for number, line in enumerate(laid_out(row, option.font, option.rect.width() - 2 * PAD)):
            line.draw(painter, QPointF(left, top + number * QFontMetrics(option.font).lineSpacing()))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on a button is none on the row."""
        kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)
        if (
            not isinstance(event, QMouseEvent)
            or event.type() not in kinds
            or event.button() != Qt.MouseButton.LeftButton
        ):
            return super().editorEvent(event, model, option, index)
        name = _button_at(option, event.position().toPoint())
        view = self.parent()
        if not name or not isinstance(view, ReviewList):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            key = index.data(ROW).key
            (view.accepted if name == ACCEPT else view.reverted).emit([key])
        return True

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Say what a button does, and else what changed, whole."""
        row = index.data(ROW)
        if not isinstance(row, ReviewRow):
            return False
        name = _button_at(option, event.pos())
        QToolTip.showText(event.globalPos(), _TIPS[name] if name else plain_tip(_told(row)), view)
        return True


def _is_in_hand(option: QStyleOptionViewItem, index: Index) -> bool:
    """Whether a row shows its buttons: under the mouse, or where the keys are."""
    view = option.widget
    is_current = isinstance(view, QAbstractItemView) and view.currentIndex() == index
    return is_current or bool(option.state & QStyle.StateFlag.State_MouseOver)


def _told(row: ReviewRow) -> str:
    return "\n".join(part for part in (row.told, isolated(row.who)) if part)


def _tint(sign: Sign) -> str:
    scheme = look.colours()
    return {Sign.INSERTED: scheme.good, Sign.DELETED: scheme.problem}.get(sign, scheme.accent)


def _buttons(area: QRect, mirrored: bool) -> Iterator[tuple[str, QRect]]:
    """Where the buttons of a row stand, at the end of its first line."""
    for number, name in enumerate((REVERT, ACCEPT)):
        inset = PAD - 4 + number * look.TARGET
        left = area.left() + inset if mirrored else area.right() + 1 - inset - look.TARGET
        yield name, QRect(left, area.top() + 4, look.TARGET, look.TARGET)


def _button_at(option: QStyleOptionViewItem, point: object) -> str:
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    return next((name for name, area in _buttons(option.rect, mirrored) if area.contains(point)), "")  # type: ignore[call-overload]


def _draw_button(painter: QPainter, option: QStyleOptionViewItem, area: QRect, picture: str) -> None:
    scheme, view = look.colours(), option.widget
    if view is not None and area.contains(view.viewport().mapFromGlobal(view.cursor().pos())):  # type: ignore[attr-defined]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scheme.line))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
    side = 16
    place = area.center()
    painter.drawPixmap(place.x() - side // 2 + 1, place.y() - side // 2 + 1, drawing(picture, scheme.ink, side))


def _without(area: QRect, inset: int, mirrored: bool) -> QRect:
    """The area without so many pixels at the side where its line begins."""
    return area.adjusted(0, 0, -inset, 0) if mirrored else area.adjusted(inset, 0, 0, 0)


def _line(painter: QPainter, words: str, area: QRect, *, at_right: bool) -> int:
    """Draw a line, and say how wide it is."""
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, area.width()))
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)
    return metrics.horizontalAdvance(shown)
