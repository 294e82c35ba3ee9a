"""The layout of the body's text: a paragraph is laid out when it is seen, and what a key costs is one paragraph.

Qt's own layout sets everything that follows a change, which takes long at the start of a long text. Here each
paragraph has a height: its true one once it was laid out, an estimate until then. The heights live in the
document itself, as the paragraphs' "line counts" in pixels: Qt keeps their sums in a tree, so that the paragraph at
a height and the height of a paragraph are found in O(log n), and inserting paragraphs costs no more.
Which paragraphs were laid out since text or column last changed as a whole is noted in their user state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import cast

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, SignalInstance
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextOption,
)

AHEAD = 400
"""Pixels above and below what is seen that are laid out too, so that scrolling meets true heights."""
AT_ONCE = 64
"""Paragraphs touched by one change that are laid out at once; more of them wait until they are seen."""
FOOT = 160
"""Pixels of room below the last paragraph."""
CARET = 2
"""Pixels that the caret is wide."""
ENDLESS = 2_000
"""Characters of a word that is broken wherever the line ends, and its whole paragraph with it."""
_ENDLESS = re.compile(rf"\S{{{ENDLESS}}}")
Ranges = list[QTextLayout.FormatRange]


@dataclass(frozen=True, slots=True)
class Dress:
    """How a paragraph is set: its styles, its direction, pixels by which later lines hang, and what is drawn for it."""

    ranges: Ranges = field(default_factory=list)
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
    hang: float = 0.0
    picture_height: int = 0
    """Pixels that a picture drawn instead of the words takes; 0 where the words are shown."""


class PageLayout(QAbstractTextDocumentLayout):
    """Lays paragraphs out in a column below a header. Give `dress`, `overlay` and `draw_picture` to say how they look.

    `draw_over` draws upon a paragraph's letters. None of the four may hold the widget that shows the document: Python
    would then take widget and layout apart in any order, and the program would end.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.dress: Callable[[QTextBlock, float], Dress] = lambda _block, _width: Dress()
        self.overlay: Callable[[QTextBlock], Ranges] = lambda _block: []
        self.draw_picture: Callable[[QPainter, QRectF, QTextBlock], None] = lambda _painter, _area, _block: None
        self.draw_over: Callable[[QPainter, QRectF, QTextBlock], None] = lambda _painter, _area, _block: None
        self._head, self._foot = 0, FOOT
        self._generation = 0
        self._length = 0
        self._busy = False
        self._told = QSizeF()
        self._tell_soon = QTimer(self, interval=0, singleShot=True)
        self._tell_soon.timeout.connect(self._tell_size)

    # how large everything is

    @property
    def head(self) -> int:
        """Pixels of room above the first paragraph."""
        return self._head

    @head.setter
    def head(self, height: int) -> None:
        if height != self._head:
            self._head = height
            self._tell_size()
            self._repaint()

    def set_foot(self, height: float) -> None:
        """Pixels of room below the last paragraph; never less than usual."""
        self._foot = max(FOOT, round(height))
        self._tell_size()

    @property
    def width(self) -> float:
        """Pixels that a line may take."""
        margin = self.document().documentMargin()
        return max(40.0, self.document().pageSize().width() - 2 * margin)

    def documentSize(self) -> QSizeF:
        height = self._head + self.document().lineCount() + self._foot
        return QSizeF(max(0.0, self.document().pageSize().width()), height)

    def pageCount(self) -> int:
        return 1

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not block.isValid():
            return QRectF()
        self._ensure(block)
        margin = self.document().documentMargin()
        return QRectF(margin, self._head + block.firstLineNumber(), self.width, block.lineCount())

    def block_at(self, y: float) -> QTextBlock:
        """The paragraph at a height of the document in pixels; the last one below all."""
        block = self.document().findBlockByLineNumber(max(0, int(y - self._head)))
        return block if block.isValid() else self.document().lastBlock()

    # what changed

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        if self._busy:
            return
        document, length = self.document(), self._length
        self._length = document.characterCount()
        if removed == 0 and added == length == self._length:  # Qt's way to say that letters or column are others
            self.forget_all()
            return
        first, last = document.findBlock(start), document.findBlock(start + added)
        if not last.isValid():
            last = document.lastBlock()
        total = document.lineCount()
        self._lay_between(first, last)
        self._repaint(first, None if document.lineCount() != total else last)
        self._tell_size()

    def forget_all(self) -> None:
        """Lay everything out anew when it is seen: another column, other letters. Heights are estimates again."""
        self._generation += 1
        self._repaint()
        self._tell_soon.start()

    def forget(self, first: QTextBlock, last: QTextBlock) -> None:
        """Lay these paragraphs out anew when they are seen."""
        for block in _row(first, last):
            block.setUserState(-1)
        self._repaint(first)

    def estimate_all(self) -> None:
        """Guess every height; after another text was loaded."""
        self._guess(self.document().firstBlock(), self.document().lastBlock())
        self.forget_all()
        self._tell_size()

    def prepare(self, top: float, bottom: float) -> int:
        """Lay out what is seen between two heights; the pixels by which what lies above `top` has grown."""
        grown, block = 0, self.block_at(top - AHEAD)
        while block.isValid() and self._head + block.firstLineNumber() < bottom + AHEAD:
            before = block.lineCount()
            is_above = self._head + block.firstLineNumber() + before <= top + grown
            self._ensure(block)
            grown += (block.lineCount() - before) if is_above else 0
            block = block.next()
        self._tell_size()
        return grown

    def _lay_between(self, first: QTextBlock, last: QTextBlock) -> None:
        if last.blockNumber() - first.blockNumber() >= AT_ONCE:
            self._guess(first, last)
            return
        for block in _row(first, last):
            self._lay(block)

    def _guess(self, first: QTextBlock, last: QTextBlock) -> None:
        """Give paragraphs the height that so many letters mostly take."""
        metrics = QFontMetricsF(self.document().defaultFont())
        height, in_a_line = metrics.height(), self.width / metrics.averageCharWidth()
        for block in _row(first, last):
            block.setLineCount(int(height * max(1, ceil(block.length() / in_a_line))))
            block.setUserState(-1)

    def _ensure(self, block: QTextBlock) -> None:
        if block.userState() != self._generation or not block.layout().lineCount():
            self._lay(block)
            if self.document().lineCount() != int(self._told.height()) - self._head - self._foot:
                self._tell_soon.start()

    def _lay(self, block: QTextBlock) -> None:
        dress, text = self.dress(block, self.width), block.layout()
        self._take_ranges(block, text, dress.ranges)
        option = QTextOption()
        option.setWrapMode(_wrap_mode(block.text()))
        option.setTextDirection(dress.direction)
        if dress.direction == Qt.LayoutDirection.RightToLeft:
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        text.setTextOption(option)
        height = _set_lines(text, self.width, dress)
        block.setLineCount(max(1, ceil(height)))
        block.setUserState(self._generation)

    def _take_ranges(self, block: QTextBlock, text: QTextLayout, ranges: Ranges) -> None:
        """Give a paragraph its styles. Qt notes that as a change of the document: it is told that it is none."""
        if text.preeditAreaText():
            ranges = _around_composed(ranges, text)
        if ranges or text.formats():
            self._busy = True
            text.setFormats(ranges)
            self.document().markContentsDirty(block.position(), 0)
            self._busy = False

    def _tell_size(self) -> None:
        size = self.documentSize()
        if size != self._told:
            self._told = size
            self.documentSizeChanged.emit(size)

    def _repaint(self, first: QTextBlock | None = None, last: QTextBlock | None = None) -> None:
        top = self._head + first.firstLineNumber() if first is not None else 0
        bottom = self._head + last.firstLineNumber() + last.lineCount() if last is not None else 1e9
        update = cast("Mapping[type, SignalInstance]", self.update)  # as PySide's stubs do not say
        update[QRectF].emit(QRectF(0, top - 2, 1e9, bottom - top + 4))

    # what is seen and pointed at

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))
        clip = context.clip if context.clip.isValid() else QRectF(QPointF(0, 0), self.documentSize())
        block = self.block_at(clip.top())
        while block.isValid():
            area = self.blockBoundingRect(block)
            if area.top() >= clip.bottom():
                return
            self._draw_block(painter, context, block, area)
            block = block.next()

    def _draw_block(
        self,
        painter: QPainter,
        context: QAbstractTextDocumentLayout.PaintContext,
        block: QTextBlock,
        area: QRectF,
    ) -> None:
        text, selected = block.layout(), _selected(block, context)
        dress = self.dress(block, self.width)
        if dress.picture_height:
            self.draw_picture(painter, area, block)
            _tint(painter, area, text, selected)
        else:
            text.draw(painter, area.topLeft(), [*self.overlay(block), *selected], context.clip)
        self.draw_over(painter, area, block)
        caret = _caret_in(block, context.cursorPosition)
        if caret is not None:
            text.drawCursor(painter, area.topLeft(), caret, CARET)

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override] # all Qt sends
        block = self.block_at(point.y())
        area = self.blockBoundingRect(block)
        if accuracy == Qt.HitTestAccuracy.ExactHit and not area.contains(point):
            return -1
        text = block.layout()
        inside = point - area.topLeft()
        for number in range(text.lineCount()):
            line = text.lineAt(number)
            if inside.y() < line.y() + line.height() or number == text.lineCount() - 1:
                return block.position() + line.xToCursor(inside.x())
        return block.position()


def _wrap_mode(words: str) -> QTextOption.WrapMode:
    """Lines end between words; not where one is endless, of which Qt reads all that is left for each of its lines."""
    is_endless = len(words) > ENDLESS and _ENDLESS.search(words) is not None
    return QTextOption.WrapMode.WrapAnywhere if is_endless else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def _set_lines(text: QTextLayout, width: float, dress: Dress) -> float:
    """Break a paragraph into lines and place them; the height of all."""
    is_mirrored = dress.direction == Qt.LayoutDirection.RightToLeft
    y, hang = 0.0, 0.0
    text.beginLayout()
    while (line := text.createLine()).isValid():
        line.setLineWidth(width - hang)
        top = max(0.0, (dress.picture_height - line.height()) / 2)
        line.setPosition(QPointF(0 if is_mirrored else hang, y + top))
        y += max(line.height(), dress.picture_height)
        hang = dress.hang
    text.endLayout()
    return y


def _around_composed(ranges: Ranges, text: QTextLayout) -> Ranges:
    """The styles with room for text that is being composed, which keeps those that the input method gave it."""
    at, length = text.preeditAreaPosition(), len(text.preeditAreaText())
    composed = (one for one in text.formats() if at <= one.start and one.start + one.length <= at + length)
    kept = [one for one in composed if one.format.properties()]
    for shape in ranges:
        if shape.start >= at:
            shape.start += length
        elif shape.start + shape.length > at:
            shape.length += length
    return [*ranges, *(kept or [_underlined(at, length)])]


def _underlined(start: int, length: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    shape = QTextCharFormat()
    shape.setFontUnderline(True)
    made.format = shape
    return made


def _row(first: QTextBlock, last: QTextBlock) -> Iterator[QTextBlock]:
    block, end = first, last.position()
    while block.isValid() and block.position() <= end:
        yield block
        block = block.next()


def _selected(block: QTextBlock, context: QAbstractTextDocumentLayout.PaintContext) -> Ranges:
    """What of the paragraph is selected, its end included, in the colours of the selection."""
    found = []
    for selection in context.selections:
        start = max(selection.cursor.selectionStart() - block.position(), 0)
        end = min(selection.cursor.selectionEnd() - block.position(), block.length())
        if start < end:
            made = QTextLayout.FormatRange()
            made.start, made.length, made.format = start, end - start, selection.format
            found.append(made)
    return found


def _tint(painter: QPainter, area: QRectF, text: QTextLayout, selected: Ranges) -> None:
    """Show that a picture is selected: by the selection's colour over it."""
    if selected:
        colour = QColor(selected[0].format.background().color())
        colour.setAlpha(96)
        line = text.lineAt(0).naturalTextRect().translated(area.topLeft())
        painter.fillRect(QRectF(line.left(), area.top() + 4, line.width(), area.height() - 8), colour)


def _caret_in(block: QTextBlock, position: int) -> int | None:
    """Where in the paragraph the caret stands; Qt gives −2 − n for the n-th place of text that is being composed."""
    text = block.layout()
    if position < -1:
        return text.preeditAreaPosition() - (position + 2) if text.preeditAreaText() else None
    at = position - block.position()
    return at if 0 <= at < block.length() else None
