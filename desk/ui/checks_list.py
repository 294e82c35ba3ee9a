"""The list of findings: each with its place, what to do, and the words in question; mouse and keys choose one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from desk.article.scripts import paragraph_direction
from desk.checks.finding import Finding
from desk.ui import look
from desk.ui.labels import SMALL, plain_tip
from desk.ui.row_ground import PAD, draw_ground
from desk.ui.wording import with_quotes_apart

ROW = Qt.ItemDataRole.UserRole
DOT, BESIDE = 8, 14
"""Pixels of the dot that says that something must be mended, and of the room for it."""
MOST_HEIGHTS = 5_000
"""Rows whose height is remembered."""
MOST_LINES, MOST_WORDS = 5, 80
"""Lines of a message, and characters of the words in question, that are shown; the tooltip has all of them."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as it is shown: what its place is called, and the words in question, unless its message has them."""

    finding: Finding
    place: str
    words: str = ""
    quiet: bool = False
    """Whether it is passed over."""

    @property
    def shown(self) -> str:
        """The message as it is drawn, the story's words in it in an order of their own."""
        return with_quotes_apart(self.finding.message)

    @property
    def spoken(self) -> str:
        """The row in a sentence."""
        weight = "Must be mended. " if self.finding.blocks and not self.quiet else ""
        words = f" “{self.words}”" if self.words else ""
        return f"{weight}{self.place}: {self.finding.message}{words}"


def row_of(finding: Finding, place: str, words: str, *, quiet: bool = False) -> FindingRow:
    """A finding as a row; words that its message quotes already are not said twice."""
    short = " ".join(words.split())
    said = not short or short in finding.message or short.strip('“”"«»') in finding.message
    cut = short if len(short) <= MOST_WORDS else f"{short[: MOST_WORDS - 1].rpartition(' ')[0] or short[:MOST_WORDS]}…"
    return FindingRow(finding, place, "" if said else cut, quiet)


class ChecksList(QListWidget):
    """Rows of findings."""

    wanted = Signal(object)
    """A Finding to go to."""
    ignore_wanted = Signal(object)
    """A Finding to pass over here, or to heed again."""
    menu_wanted = Signal(object, QPoint)
    """A Finding, and where on the screen its menu is to stand."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("checks")
        self.setAccessibleName("Findings")
        self.setItemDelegate(_RowPainter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.itemClicked.connect(lambda item: self.wanted.emit(_of(item)))

    @property
    def finding(self) -> Finding | None:
        """The one that is chosen."""
        item = self.currentItem()
        return _of(item) if item is not None else None

    def show_rows(self, rows: Sequence[FindingRow]) -> None:
        """Show these; the one that was chosen stays so, or else what came into its place."""
        chosen, at = self.finding, max(0, self.currentRow())
        if self._rows() == list(rows):
            return
        top = self.verticalScrollBar().value()
        self.blockSignals(True)
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        for number, row in enumerate(rows):
            item = self.item(number) or QListWidgetItem(self)
            item.setData(ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
            item.setToolTip(plain_tip(with_quotes_apart(row.spoken)))
        keys = [row.finding.key for row in rows]
        self.setCurrentRow(keys.index(chosen.key) if chosen and chosen.key in keys else min(at, len(rows) - 1))
        self.blockSignals(False)
        self.verticalScrollBar().setValue(top)
        self.currentRowChanged.emit(self.currentRow())

    def _rows(self) -> list[FindingRow]:
        return [self.item(number).data(ROW) for number in range(self.count())]

    def choose(self, finding: Finding) -> None:
        """Choose the row of a finding, where there is one."""
        for number, row in enumerate(self._rows()):
            if row.finding.key == finding.key and row.finding.span == finding.span:
                self.setCurrentRow(number)
                return

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        finding, held = self.finding, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if finding is not None and not held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit(finding)
        elif finding is not None and not held and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.ignore_wanted.emit(finding)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at_caret = event.reason() == event.Reason.Keyboard
        item = self.currentItem() if at_caret else self.itemAt(event.pos())
        if item is not None:
            self.setCurrentItem(item)
            below = self.visualItemRect(item).center()
            self.menu_wanted.emit(_of(item), self.viewport().mapToGlobal(below) if at_caret else event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # rows are as high as their words need at this width


def _of(item: QListWidgetItem) -> Finding:
    row = item.data(ROW)
    assert isinstance(row, FindingRow)
    return row.finding


class _RowPainter(QStyledItemDelegate):
    """Draws one row: in quiet small type its place, below what to do, and the words in question."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._heights: dict[tuple[str, bool, int, str], int] = {}
        """Of each row’s message in a width and a font: a list of hundreds is asked for all of them at every change."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: FindingRow = index.data(ROW)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        known = (row.finding.message, bool(row.words), width, option.font.key())
        height = self._heights.get(known)
        if height is None:
            if len(self._heights) > MOST_HEIGHTS:
                self._heights.clear()
            height = self._heights[known] = _row_height(row, _small(option.font), width)
        return QSize(200, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: FindingRow = index.data(ROW)
        scheme, mirrored = look.colours(), option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        draw_ground(painter, option, option.rect, scheme)
        area = option.rect.adjusted(PAD, look.GRID, -PAD, -look.GRID)
        line = QFontMetrics(_small(option.font)).lineSpacing()
        self._dot(painter, row, area, line, mirrored)
        area = area.adjusted(0, 0, -BESIDE, 0) if mirrored else area.adjusted(BESIDE, 0, 0, 0)
        strong = _small(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(scheme.quiet)
        self._line(painter, row.place, QRect(area.left(), area.top(), area.width(), line), mirrored)
        painter.setPen(scheme.faint if row.quiet else scheme.ink)
        message = _laid_out(row.shown, _small(option.font), area.width(), mirrored=mirrored)
        message.draw(painter, QPointF(area.left(), area.top() + line + 1))
        if row.words:
            painter.setFont(_small(option.font))
            painter.setPen(scheme.quiet)
            below = QRect(area.left(), area.top() + line + 2 + _height(message), area.width(), line)
            self._line(painter, row.words, below, mirrored, own=True)
        painter.restore()

    def _dot(self, painter: QPainter, row: FindingRow, area: QRect, line: int, mirrored: bool) -> None:
        """Filled where something must be mended, a ring where it is to be looked at: not told by colour alone."""
        scheme = look.colours()
        must = row.finding.blocks and not row.quiet
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(scheme.problem if must else scheme.faint)
        painter.setBrush(QColor(scheme.problem) if must else QColor(Qt.GlobalColor.transparent))
        left = area.right() - DOT if mirrored else area.left()
        painter.drawEllipse(left, area.top() + (line - DOT) // 2 + 1, DOT, DOT)

    @staticmethod
    def _line(painter: QPainter, words: str, area: QRect, mirrored: bool, *, own: bool = False) -> None:
        """One line at the leading side; words of a story in their `own` direction."""
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        rightward = own and paragraph_direction(words, "ltr") == "rtl"
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rightward else Qt.LayoutDirection.LeftToRight)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)


def _row_height(row: FindingRow, font: QFont, width: int) -> int:
    line = QFontMetrics(font).lineSpacing()
    message = _laid_out(row.shown, font, width - 2 * PAD - BESIDE, mirrored=False)
    return line * (1 + bool(row.words)) + _height(message) + 2 * look.GRID + 3


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALL)
    return small


def _height(layout: QTextLayout) -> int:
    return round(sum(layout.lineAt(number).height() for number in range(layout.lineCount())))


def _laid_out(text: str, font: QFont, width: int, *, mirrored: bool) -> QTextLayout:
    """A sentence of the interface in lines of a width: it reads from the left, and stands at the leading side."""
    option = QTextOption(Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft)
    option.setAlignment(option.alignment() | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    top = 0.0
    layout.beginLayout()
    for _number in range(MOST_LINES):
        if not (line := layout.createLine()).isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout
