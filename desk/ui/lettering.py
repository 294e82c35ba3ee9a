"""Words drawn by hand in lists: wrapped into a few lines, the last one cut with an ellipsis, in their own direction."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

Marks = Callable[[str], Sequence[tuple[int, int]]]
"""Which stretches of a line are marked, in code points."""


def draw_lines(
    painter: QPainter,
    font: QFont,
    text: str,
    area: QRect,
    direction: Qt.LayoutDirection,
    most: int = 2,
    marks: Marks | None = None,
) -> int:
    """Draw `text` in at most `most` lines from the top of `area`, in the painter's pen; the height it took."""
    height, lines = QFontMetrics(font).lineSpacing(), wrapped(text, font, area.width(), most)
    for number, words in enumerate(lines):
        place = QRect(area.left(), area.top() + number * height, area.width(), height)
        _line(painter, font, words, place, direction, marks)
    return height * len(lines)


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The text broken at words, and within one that is wider; what is left over goes, cut, into the last line."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most - 1:
        layout = QTextLayout(rest, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        layout.endLayout()
        units = rest.encode("utf-16-le")
        first, rest = (units[part].decode("utf-16-le") for part in _halves(2 * line.textLength()))
        lines.append(first.rstrip())
    cut = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return [*lines, cut] if cut else lines


def _halves(at: int) -> tuple[slice, slice]:
    return slice(None, at), slice(at, None)


def _line(
    painter: QPainter, font: QFont, words: str, area: QRect, direction: Qt.LayoutDirection, marks: Marks | None
) -> None:
    option = QTextOption()
    option.setTextDirection(direction)
    leftward = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if leftward else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout = QTextLayout(words, font)
    layout.setTextOption(option)
    if marks is not None:
        layout.setFormats(_formats(words, marks(words)))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(area.width())
    layout.endLayout()
    layout.draw(painter, QPointF(area.topLeft()))


def _formats(words: str, spans: Sequence[tuple[int, int]]) -> list[QTextLayout.FormatRange]:
    """How marked stretches look, in Qt's units."""
    from desk.ui import look
    from desk.ui.units import utf16_length

    formats = []
    for start, end in spans:
        one = QTextLayout.FormatRange()
        one.start, one.length = utf16_length(words[:start]), utf16_length(words[start:end])
        one.format.setBackground(QColor(look.colours().found))
        one.format.setForeground(QColor(look.colours().ink))
        formats.append(one)
    return formats
