"""The words of a change in a row: those before struck out, those after underlined, on two lines at most.

How the words break into lines is remembered: a list of hundreds of rows asks for it at each change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from desk.ui import look
from desk.ui.review_rows import ReviewRow, shortened
from desk.ui.units import Units

LINES = 2
"""The lines that the words of a row may take."""
Bounds = tuple[tuple[int, int], ...]


def line_count(row: ReviewRow, font: QFont, width: int) -> int:
    """How many lines the words of a row take in so many pixels."""
    return len(_bounds(_words(row)[0], font.toString(), width, row.right_to_left))


def laid_out(row: ReviewRow, font: QFont, width: int) -> list[QTextLayout]:
    """The words of a row, line by line; what does not fit into the last is left out, and “…” says so."""
    words, runs = _words(row)
    lines = []
    for number, (start, end) in enumerate(_bounds(words, font.toString(), width, row.right_to_left)):
        shown = words[start:end]
        if number == LINES - 1 and end < len(words):
            shown = QFontMetrics(font).elidedText(words[start:], Qt.TextElideMode.ElideRight, width)
        lines.append(_one_line(shown, start, runs, font, width, row.right_to_left))
    return lines


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of the words of a row, and whether it came or went."""

    start: int
    length: int
    came: bool


def _words(row: ReviewRow) -> tuple[str, list[_Run]]:
    """The words before and after on one line, in the order in which they are read."""
    if row.moved:
        return shortened(row.moved), []
    before, after = shortened(row.before), shortened(row.after)
    gap = " " if before and after else ""
    runs = [_Run(0, len(before), came=False), _Run(len(before) + len(gap), len(after), came=True)]
    return f"{before}{gap}{after}", [run for run in runs if run.length]


@lru_cache(maxsize=4096)
def _bounds(words: str, font: str, width: int, right_to_left: bool) -> Bounds:
    """From where to where each line reaches, in code points; `font` is the font written down."""
    if not words:
        return ()
    letters = QFont()
    letters.fromString(font)
    text = QTextLayout(words, letters)
    option = _option(right_to_left)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    text.setTextOption(option)
    text.beginLayout()
    units, bounds = Units(words), list[tuple[int, int]]()
    while len(bounds) < LINES and (line := text.createLine()).isValid():
        line.setLineWidth(width)
        end = line.textStart() + line.textLength()
        bounds.append((units.to_points(line.textStart()), units.to_points(end)))
    text.endLayout()
    return tuple(bounds)


def _option(right_to_left: bool) -> QTextOption:
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    return option


def _one_line(words: str, at: int, runs: Sequence[_Run], font: QFont, width: int, right_to_left: bool) -> QTextLayout:
    text = QTextLayout(words, font)
    option = _option(right_to_left)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    text.setTextOption(option)
    units = Units(words)
    text.setFormats([shape for run in runs if (shape := _shape(run, at, len(words), units))])
    text.beginLayout()
    line = text.createLine()
    line.setLineWidth(width)
    text.endLayout()
    return text


def _shape(run: _Run, at: int, length: int, units: Units) -> QTextLayout.FormatRange | None:
    start, end = max(run.start - at, 0), min(run.start + run.length - at, length)
    if start >= end:
        return None
    made = QTextLayout.FormatRange()
    made.start = units.to_units(start)
    made.length = units.to_units(end) - made.start
    made.format = _format(came=run.came)
    return made


def _format(*, came: bool) -> QTextCharFormat:
    scheme = look.colours()
    shape = QTextCharFormat()
    shape.setForeground(QColor(scheme.come if came else scheme.gone))
    shape.setBackground(QColor(scheme.come_ground if came else scheme.gone_ground))
    shape.setFontUnderline(came)
    shape.setFontStrikeOut(not came)
    return shape
