"""Marks of changes in the body: words that came underlined, a wedge where words went, and where each change is by now.

The marks follow the typing by themselves until the story is compared anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF, QTextBlock

from desk.article.changes import BodyChange
from desk.article.model import BODY
from desk.ui import look
from desk.ui.layers import Layer, Mark
from desk.ui.units import Units

if TYPE_CHECKING:
    from desk.article.review import Edit, Review

CAME, WEDGE = "came", 7
"""The look of words that came; how wide the wedge is where words went, in pixels."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A change in the text: from where to where it reaches by now (code points), and which it is.

    `left` says that a paragraph stood here which was moved.
    """

    start: int
    end: int
    key: str
    left: bool = False


@dataclass
class BodyMarks:
    """The changes of one body and their places. Holds no widget: the text's layout holds it."""

    edits: Mapping[str, Edit] = field(default_factory=dict)
    chosen: str = ""
    """The key of the change in hand."""
    _units: Units = field(default_factory=Units)
    _words: Layer = field(default_factory=Layer)
    _moves: Layer = field(default_factory=Layer)
    _left: Layer = field(default_factory=Layer)

    def show(self, found: Review | None) -> None:
        """Mark these changes and no others."""
        edits = [edit for edit in found.edits if edit.place == BODY] if found is not None else []
        self.edits = {edit.key: edit for edit in edits}
        self._units = Units(found.current.body) if found is not None else Units()
        self._words = Layer((*edit.after_span, edit.key) for edit in edits if not _is_move(edit))
        self._moves = Layer((*edit.after_span, edit.key) for edit in edits if _is_move(edit))
        moved = sorted((edit for edit in edits if _is_move(edit)), key=lambda edit: edit.left_at)
        self._left = Layer((edit.left_at, edit.left_at, edit.key) for edit in moved)

    def follow(self, change: BodyChange) -> None:
        """Move with a change of the text."""
        self._units.apply(change)
        for layer in (self._words, self._moves, self._left):
            layer.follow(change)

    def came(self) -> list[Mark]:
        """What lies over the words that came, for the layer of changes."""
        return [(start, end, CAME) for start, end, _key in self._words.within(0, self._units.length) if start < end]

    def spots(self, start: int, end: int) -> list[Spot]:
        """The changes in a stretch of the text, or touching it, moved paragraphs last."""
        found = [Spot(*mark) for mark in self._words.within(start, end)]
        found += [Spot(*mark, left=True) for mark in self._left.within(start, end)]
        return found + [Spot(*mark) for mark in self._moves.within(start, end)]

    def spots_in(self, block: QTextBlock) -> list[Spot]:
        """The changes in a paragraph."""
        start = self._units.to_points(block.position())
        end = self._units.to_points(block.position() + block.length() - 1)
        return self.spots(start, end)

    def at(self, point: int) -> list[tuple[Edit, bool]]:
        """The changes at a place, those of words first, and whether a moved paragraph stood there once."""
        return [(self.edits[spot.key], spot.left) for spot in self.spots(point, point)]

    def is_of_words(self, key: str) -> bool:
        """Whether a change is one of words, not of where a paragraph stands."""
        edit = self.edits.get(key)
        return edit is not None and not _is_move(edit)

    def places(self) -> dict[str, tuple[int, int]]:
        """From where to where each change reaches by now, by its key."""
        spots = self.spots(0, self._units.length)
        return {spot.key: (spot.start, spot.end) for spot in spots if not spot.left}

    def lines_of(self, spot: Spot, block: QTextBlock) -> QRectF:
        """The lines of a paragraph that a change touches, within the paragraph, in pixels."""
        text = block.layout()
        first = text.lineForTextPosition(max(0, self._in_block(spot.start, block)))
        last = text.lineForTextPosition(min(block.length() - 1, self._in_block(spot.end, block)))
        if not (first.isValid() and last.isValid()):
            return QRectF(0, 0, 1, block.lineCount())
        return QRectF(0, first.y(), 1, last.y() + last.height() - first.y())

    def _in_block(self, point: int, block: QTextBlock) -> int:
        return self._units.to_units(point) - block.position()

    # drawing

    def draw(self, painter: QPainter, area: QRectF, block: QTextBlock) -> None:
        """Draw a wedge wherever words went from a paragraph."""
        if not self.edits or not (gone := [spot for spot in self.spots_in(block) if self._is_gap(spot)]):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(look.colours().problem)
        for spot in gone:
            self._draw_wedge(painter, area, block, spot, colour)
        painter.restore()

    def _is_gap(self, spot: Spot) -> bool:
        """Whether words went from there."""
        edit = self.edits[spot.key]
        return not spot.left and not _is_move(edit) and bool(edit.before.strip())

    def _draw_wedge(self, painter: QPainter, area: QRectF, block: QTextBlock, spot: Spot, colour: QColor) -> None:
        at = self._in_block(spot.start, block)
        line = block.layout().lineForTextPosition(at)
        if not 0 <= at < block.length() or not line.isValid():
            return
        x, _at = cast("tuple[float, int]", line.cursorToX(at))  # as PySide's stubs do not say
        caret = QRectF(area.left() + x, area.top() + line.y(), 0, line.height())
        draw_wedge(painter, caret, colour, is_chosen=spot.key == self.chosen)


def draw_wedge(painter: QPainter, caret: QRectF, colour: QColor, *, is_chosen: bool = False) -> None:
    """Draw a wedge at the foot of where a caret would stand, and a hair up from it."""
    x, bottom, half = caret.center().x(), caret.bottom(), WEDGE / 2 + is_chosen
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    feet = (QPointF(x - half, bottom), QPointF(x + half, bottom), QPointF(x, bottom - half - 1))
    painter.drawPolygon(QPolygonF(feet))
    painter.fillRect(QRectF(x - 0.5, caret.top() + 2, 1, caret.height() - 3), colour)


def _is_move(edit: Edit) -> bool:
    return edit.kind == "moved"
