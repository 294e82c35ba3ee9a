"""Says how each paragraph of the body is set: by what Markdown makes of it and by the direction of its words."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextBlock, QTextLayout

from desk.article.blocks import Cut, Kind
from desk.article.languages import Direction
from desk.article.passages import Block, Passages, Splice, bare_block
from desk.article.scripts import paragraph_direction
from desk.ui.highlight import LONE_PHOTO, Style, Styles, marks
from desk.ui.page_layout import Dress
from desk.ui.photo_chip import HEIGHT, PhotoChips, chip_format, chip_width
from desk.ui.units import QT_DIRECTION, Units, utf16_length

_HANGING = re.compile(r"[ \t]*(?:>[ ]?)*[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?")
_WHOLE = (Kind.PARAGRAPH, Kind.QUOTE)
"""Blocks whose lines run in one direction, that of all their words."""

_marks = lru_cache(maxsize=2048)(marks)


class Dresser:
    """Follows one body, given as its passages. Positions are code points; `Units` translates Qt's."""

    def __init__(self, units: Units, passages: Passages, own: Direction, font: QFont, chips: PhotoChips | None) -> None:
        self._units, self._passages, self._own = units, passages, own
        self._font, self._chips = font, chips
        self._styles = Styles(font)

    @property
    def passages(self) -> Passages:
        """The body's blocks."""
        return self._passages

    def dress(self, block: QTextBlock, column: float) -> Dress:
        """How a paragraph is set in a column of so many pixels."""
        line, kind = block.text(), self.kind(block.position())
        found = _marks(line, kind)
        direction = QT_DIRECTION[self.direction(block)]
        if self._chips is not None and found and found[0].style is Style.CHIP:
            return Dress([self._chip(line, column)], direction, picture_height=HEIGHT)
        hang = self._hang(line, column) if kind in (Kind.LIST, Kind.QUOTE, Kind.NOTE) else 0.0
        return Dress(self._styles.ranges(line, found), direction, hang)

    def kind(self, unit: int) -> Kind:
        """What the block is that holds a UTF-16 position."""
        return self._block(unit).kind

    def direction(self, block: QTextBlock) -> Direction:
        """The direction in which a paragraph runs."""
        found, line = self._block(block.position()), block.text()
        if found.kind is Kind.FENCE:
            return paragraph_direction(line, "ltr")
        return paragraph_direction(found.text if found.kind in _WHOLE else line, self._own)

    def is_chip(self, block: QTextBlock) -> bool:
        """Whether a paragraph is shown as a photo."""
        found = _marks(block.text(), self.kind(block.position()))
        return self._chips is not None and bool(found) and found[0].style is Style.CHIP

    def turns(self, splice: Splice) -> bool:
        """Whether lines that were not typed in look otherwise after a splice of blocks."""
        if len(splice.gone) != 1 or len(splice.come) != 1:
            return True
        gone, come = splice.gone[0], splice.come[0]
        if gone.kind is not come.kind:
            return True
        return come.kind in _WHOLE and self._runs(gone.text) != self._runs(come.text)

    def draw_picture(self, painter: QPainter, area: QRectF, block: QTextBlock) -> None:
        """Draw the chip of a photo."""
        photo = LONE_PHOTO.match(block.text())
        if photo and self._chips is not None:
            self._chips.draw(painter, area, photo["id"], self._font, QT_DIRECTION[self.direction(block)])

    def _runs(self, text: str) -> Direction:
        return paragraph_direction(text, self._own)

    def _block(self, unit: int) -> Block:
        """The block that holds a UTF-16 position; none for the empty lines behind it, where an open one could go on."""
        if not self._passages.blocks:
            return _NOTHING
        point = self._units.to_points(unit)
        index = self._passages.at(point)
        block, (start, _end) = self._passages.blocks[index], self._passages.span(index)
        return block if point - start <= len(block.text.rstrip()) + block.open else _NOTHING

    def _chip(self, line: str, column: float) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start, made.length = 0, utf16_length(line)
        made.format = chip_format(line, self._font, chip_width(column))
        return made

    def _hang(self, line: str, column: float) -> float:
        mark = _HANGING.match(line)
        return min(QFontMetricsF(self._font).horizontalAdvance(mark[0][:_WIDEST_MARK]), column / 3) if mark else 0.0


_WIDEST_MARK = 200
"""Signs of a mark that are measured: so many are wider than any column's third."""
_NOTHING = bare_block("", Cut(Kind.BLANK, 0, 0))
