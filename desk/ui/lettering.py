"""Words drawn by hand in lists: wrapped into a few lines, the last one cut with an ellipsis, in their own direction."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption


def draw_lines(
    painter: QPainter, font: QFont, text: str, area: QRect, direction: Qt.LayoutDirection, most: int = 2
) -> int:
    """Draw `text` in at most `most` lines from the top of `area`, in the painter's pen; the height it took."""
    height, lines = QFontMetrics(font).lineSpacing(), wrapped(text, font, area.width(), most)
    for number, words in enumerate(lines):
        _line(painter, font, words, QRect(area.left(), area.top() + number * height, area.width(), height), direction)
    return height * len(lines)


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The text broken at words; what is left over goes, cut, into the last line."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most - 1:
        layout = QTextLayout(rest, font)
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


def _line(painter: QPainter, font: QFont, words: str, area: QRect, direction: Qt.LayoutDirection) -> None:
    option = QTextOption()
    option.setTextDirection(direction)
    leftward = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if leftward else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout = QTextLayout(words, font)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(area.width())
    layout.endLayout()
    layout.draw(painter, QPointF(area.topLeft()))
