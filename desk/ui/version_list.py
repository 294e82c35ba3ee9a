"""The list of versions: what a person chooses one in, by mouse or keys; groups open by Enter, Right or a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6 import QtGui
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QTextLayout
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from desk.ui import look
from desk.ui.icons import drawing
from desk.ui.labels import plain_tip
from desk.ui.row_ground import PAD, draw_ground
from desk.ui.units import Units
from desk.ui.version_rows import NOW, VersionRow
from desk.ui.wording import isolated

ROW = Qt.ItemDataRole.UserRole
INDENT, ARROW = 16, 14
Index = QModelIndex | QPersistentModelIndex


class VersionList(QListWidget):
    """Rows of versions, newest first."""

    chosen = Signal(int)
    """The number of the version that is looked at now."""
    folded = Signal(int)
    """The number of a group that is to open or close."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Versions")
        self.setItemDelegate(_RowPainter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.itemClicked.connect(self._fold)

    @property
    def number(self) -> int | None:
        """The number of the version that is chosen; None for a group."""
        row = self._row(self.currentItem())
        return row.number if row is not None and not row.group else None

    @property
    def place(self) -> int:
        """The number of the row that is chosen, a group's too; NOW while there is none."""
        row = self._row(self.currentItem())
        return row.number if row is not None else NOW

    def show_rows(self, rows: Sequence[VersionRow], number: int) -> None:
        """Show these rows, with that version chosen, or what is nearest to its place."""
        self.blockSignals(True)
        self.clear()
        line, width = QFontMetrics(self.font()).lineSpacing(), self.viewport().width() - 2 * PAD
        for row in rows:
            item = QListWidgetItem()
            height = _height(row, line) + (line if _is_long(row, self.font(), width) else 0)
            item.setSizeHint(QSize(200, height))  # known before it is seen: a list of thousands opens at once
            item.setData(ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
            item.setToolTip(_tip(row))
            self.addItem(item)
        self.blockSignals(False)
        self.choose(number)

    def choose(self, number: int) -> None:
        """Choose a version by its number."""
        rows = [self._row(self.item(at)) for at in range(self.count())]
        found = next((at for at, row in enumerate(rows) if row is not None and row.number == number), 0)
        self.setCurrentRow(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._row(self.currentItem())
        opens, closes = (
            (Qt.Key.Key_Left, Qt.Key.Key_Right)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            else (Qt.Key.Key_Right, Qt.Key.Key_Left)
        )
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if row is not None and row.group and event.key() in keys | {closes if row.is_open else opens}:
            self.folded.emit(row.number)
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem | None) -> None:
        row = self._row(item)
        if row is not None and not row.group:
            self.chosen.emit(row.number)

    def _fold(self, item: QListWidgetItem) -> None:
        row = self._row(item)
        if row is not None and row.group:
            self.folded.emit(row.number)

    @staticmethod
    def _row(item: QListWidgetItem | None) -> VersionRow | None:
        row = item.data(ROW) if item is not None else None
        return row if isinstance(row, VersionRow) else None


class _RowPainter(QStyledItemDelegate):
    """Draws one row: its number, name and time, below them in quiet ink who, how many words, what changed."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: VersionRow = index.data(ROW)
        painter.save()
        draw_ground(painter, option, option.rect, look.colours())
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        area: QRect = option.rect.adjusted(PAD, look.GRID, -PAD, -look.GRID)
        if row.group:
            self._group(painter, option.font, row, area, mirrored)
        else:
            area = _from(area, INDENT + 2 if row.quiet else 0, mirrored)
            (self._quiet if row.quiet else self._version)(painter, option.font, row, area, mirrored)
        painter.restore()

    def _group(self, painter: QPainter, font: QFont, row: VersionRow, area: QRect, mirrored: bool) -> None:
        arrow = drawing("chevron-up" if row.is_open else "chevron-down", look.colours().quiet, ARROW)
        top = area.center().y() - ARROW // 2 + 1
        painter.drawPixmap(area.right() - ARROW if mirrored else area.left(), top, arrow)
        painter.setFont(_small(font))
        painter.setPen(look.colours().quiet)
        area = self._numbers(painter, row, _from(area, ARROW + 4, mirrored), mirrored)
        self._line(painter, isolated(row.title), area, mirrored)

    def _version(self, painter: QPainter, font: QFont, row: VersionRow, area: QRect, mirrored: bool) -> None:
        scheme = look.colours()
        line = QFontMetrics(font).lineSpacing()
        small = _small(font)
        first = QRect(area.left(), area.top(), area.width(), line)
        painter.setFont(small)
        painter.setPen(scheme.quiet)
        time = painter.fontMetrics().horizontalAdvance(row.time)
        self._line(painter, isolated(row.time), first, not mirrored)
        rest = self._numbers(painter, row, _from(first, time + look.GRID if time else 0, not mirrored), mirrored)
        strong = _strong(font)
        painter.setFont(strong)
        painter.setPen(scheme.ink)
        has_room = area.height() + 2 * look.GRID > _height(row, line)
        begun, more = _broken(row.title, strong, rest.width()) if has_room else (row.title, "")
        self._line(painter, isolated(begun), rest, mirrored)
        if more:
            first = first.translated(0, line)
            self._line(painter, isolated(more), first, mirrored)
        painter.setFont(small)
        painter.setPen(scheme.quiet)
        for number, words in enumerate((part for part in (row.about, row.note) if part), 1):
            self._line(painter, isolated(words), first.translated(0, number * line), mirrored)

    def _quiet(self, painter: QPainter, font: QFont, row: VersionRow, area: QRect, mirrored: bool) -> None:
        """One line: its number and when, and at the far side what changed."""
        painter.setFont(_small(font))
        painter.setPen(look.colours().quiet)
        area = self._numbers(painter, row, area, mirrored)
        self._line(painter, isolated(row.title), area, mirrored)
        gap = painter.fontMetrics().horizontalAdvance(row.title) + look.GRID
        self._line(painter, isolated(row.note), _from(area, gap, mirrored), not mirrored)

    def _numbers(self, painter: QPainter, row: VersionRow, area: QRect, mirrored: bool) -> QRect:
        """The number before the title, in the painter's ink; what is left for the title."""
        if not row.numbers:
            return area
        self._line(painter, isolated(row.numbers), area, mirrored)
        return _from(area, painter.fontMetrics().horizontalAdvance(row.numbers) + look.GRID, mirrored)

    @staticmethod
    def _line(painter: QPainter, words: str, area: QRect, at_right: bool) -> None:
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)


def _from(area: QRect, inset: int, mirrored: bool) -> QRect:
    """The area without so many pixels at the side where its line begins."""
    return area.adjusted(0, 0, -inset, 0) if mirrored else area.adjusted(inset, 0, 0, 0)


def _height(row: VersionRow, line: int) -> int:
    """The pixels of a row, of which a line of type takes `line`."""
    lines = 1 if row.quiet else 1 + bool(row.about) + bool(row.note)
    return max(look.TARGET + 4, lines * line + 2 * look.GRID + 2)


def _is_long(row: VersionRow, font: QFont, width: int) -> bool:
    """Whether a row's title, such as the reason of a kill, takes two lines where a row has so many pixels."""
    if row.quiet or len(row.title) < _SURELY_SHORT:
        return False
    small = QFontMetrics(_small(font))
    beside = sum(small.horizontalAdvance(text) + look.GRID for text in (row.time, row.numbers) if text)
    return QFontMetrics(_strong(font)).horizontalAdvance(row.title) > width - beside


_SURELY_SHORT = 12
"""Letters of a title that always has room beside its time."""


def _broken(text: str, font: QFont, width: int) -> tuple[str, str]:
    """What of a text goes into a line of so many pixels, and the rest."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    end = line.textLength()
    layout.endLayout()
    point = Units(text).to_points(end)
    return text[:point].rstrip(), text[point:]


def _tip(row: VersionRow) -> str:
    """All of a title that may be cut, and what changed."""
    if len(row.title) < _SURELY_SHORT:
        return plain_tip(row.note)
    told = "\n".join(filter(None, (row.title, row.note)))
    return QtGui.Qt.convertFromPlainText(told, Qt.WhiteSpaceMode.WhiteSpaceNormal)  # which breaks long lines


def _strong(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.92)
    return small
