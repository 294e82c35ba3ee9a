"""Words drawn by hand in lists: wrapped into a few lines, the last one cut with an ellipsis, in their own direction."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

Marks = Callable[[str], Sequence[tuple[int, int]]]
"""Which stretches of a line are marked, in code points."""
KEPT = 150
"""Texts whose lines are kept as they were laid out: several times what a window shows."""


class Lines(NamedTuple):
    """A text as it is laid out: the words of each line; which layout draws the line, from which of its units on."""

    words: list[str]
    places: list[tuple[QTextLayout, int]]
    height: int


class Lettering:
    """Draws words, and keeps what it laid out last: shaping takes far longer than drawing."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], Lines] = OrderedDict()

    def draw_lines(
        self,
        painter: QPainter,
        font: QFont,
        text: str,
        area: QRect,
        direction: Qt.LayoutDirection,
        most: int = 2,
        marks: Marks | None = None,
    ) -> int:
        """Draw `text` in at most `most` lines from the top of `area`, in the painter's pen; the height it took."""
        lines = self._lines(text, font, area.width(), direction, most)
        spans: dict[int, list[QTextLayout.FormatRange]] = {}
        for words, (layout, start) in zip(lines.words, lines.places, strict=True):
            spans.setdefault(id(layout), []).extend(_formats(words, marks(words), start) if marks else ())
        for layout in {id(layout): layout for layout, _start in lines.places}.values():
            layout.draw(painter, QPointF(area.topLeft()), spans[id(layout)])
        return lines.height * len(lines.words)

    def _lines(self, text: str, font: QFont, width: int, direction: Qt.LayoutDirection, most: int) -> Lines:
        key = (text, font.key(), width, direction, most)
        lines = self._kept.get(key)
        if lines is None:
            lines = self._kept[key] = _laid_out(text, font, width, direction, most)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return lines


def draw_lines(
    painter: QPainter, font: QFont, text: str, area: QRect, direction: Qt.LayoutDirection, most: int = 2
) -> int:
    """Draw a text that is not drawn again and again; see `Lettering`."""
    return Lettering().draw_lines(painter, font, text, area, direction, most)


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The text broken at words, and within one that is wider; what is left over goes, cut, into the last line."""
    return _laid_out(text, font, width, Qt.LayoutDirection.LeftToRight, most).words


def _laid_out(text: str, font: QFont, width: int, direction: Qt.LayoutDirection, most: int) -> Lines:
    """All lines but the last come out of one layout, the last one out of its own."""
    height = QFontMetrics(font).lineSpacing()
    whole = " ".join(text.split())
    lines = Lines([], [], height)
    layout = _layout(whole, font, direction, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    units, start = whole.encode("utf-16-le"), 0
    layout.beginLayout()
    while 2 * start < len(units) and len(lines.words) < most - 1:
        line = layout.createLine()
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height * len(lines.words)))
        end = start + line.textLength()
        lines.words.append(units[2 * start : 2 * end].decode("utf-16-le").rstrip())
        lines.places.append((layout, start))
        start = end
    layout.endLayout()
    rest = units[2 * start :].decode("utf-16-le")
    if rest:
        _add_last(lines, rest, font, width, direction)
    return lines


def _add_last(lines: Lines, rest: str, font: QFont, width: int, direction: Qt.LayoutDirection) -> None:
    """What is left over, cut where it is too long."""
    layout = _in_one_line(rest, font, width, direction, lines.height * len(lines.words))
    if layout.lineAt(0).naturalTextWidth() > width:
        rest = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        layout = _in_one_line(rest, font, width, direction, lines.height * len(lines.words))
    if rest:
        lines.words.append(rest)
        lines.places.append((layout, 0))


def _in_one_line(words: str, font: QFont, width: int, direction: Qt.LayoutDirection, top: int) -> QTextLayout:
    layout = _layout(words, font, direction, QTextOption.WrapMode.NoWrap)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    line.setPosition(QPointF(0, top))
    layout.endLayout()
    return layout


def _layout(words: str, font: QFont, direction: Qt.LayoutDirection, wrap: QTextOption.WrapMode) -> QTextLayout:
    option = QTextOption()
    option.setTextDirection(direction)
    leftward = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if leftward else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(wrap)
    layout = QTextLayout(words, font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    return layout


def _formats(words: str, spans: Sequence[tuple[int, int]], first: int) -> list[QTextLayout.FormatRange]:
    """How marked stretches of a line look that begins at unit `first` of its layout."""
    from desk.ui import look
    from desk.ui.units import utf16_length

    if not spans:
        return []
    formats, scheme = [], look.colours()
    for start, end in spans:
        one = QTextLayout.FormatRange()
        one.start, one.length = first + utf16_length(words[:start]), utf16_length(words[start:end])
        one.format.setBackground(QColor(scheme.found))
        one.format.setForeground(QColor(scheme.ink))
        formats.append(one)
    return formats
