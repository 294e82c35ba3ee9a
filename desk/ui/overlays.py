"""What lies over the body's text without being part of it: matches of a search, layers of marks, what focus dims."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextLayout

from desk.article.changes import BodyChange
from desk.article.spans import Span, Spans
from desk.ui import look
from desk.ui.layers import Layers, Mark
from desk.ui.marking import look_of, match_format
from desk.ui.units import Units


class Overlays:
    """Colours over a body's letters, paragraph by paragraph as they are drawn; holds no widget."""

    def __init__(self) -> None:
        self._units = Units()
        self._matches: Sequence[Span] = Spans()
        self._current = -1
        self._bright: tuple[int, int] | None = None
        self._layers = Layers()

    def follow(self, units: Units) -> None:
        """Translate places by these from now on; another text was loaded, which nothing lies over."""
        self._units, self._matches, self._current, self._bright = units, Spans(), -1, None
        self._layers.clear()

    def lay(self, layer: str, marks: Sequence[Mark]) -> None:
        """Have these marks in a layer (`layers.NAMES`), in the text's order, and no others: `(start, end, look)`.

        Places are code points. The marks follow the text by themselves.
        """
        self._layers.lay(layer, marks)

    def relay(self, layer: str, start: int, end: int, marks: Sequence[Mark]) -> None:
        """Have these marks in a stretch, and no others there, in a layer whose marks lie apart."""
        self._layers.relay(layer, start, end, marks)

    def lift(self, layer: str) -> None:
        """Take a layer away."""
        self._layers.lay(layer, ())

    def move(self, change: BodyChange) -> None:
        """Have the marks follow a change of the text."""
        self._layers.follow(change)

    def at(self, layer: str, point: int) -> list[Mark]:
        """The marks of a layer at a code point, those that only touch it included."""
        return self._layers.within(layer, point, point)

    def within(self, layer: str, start: int, end: int) -> list[Mark]:
        """The marks of a layer that lie in a stretch of code points, wholly or in part, or touch it."""
        return self._layers.within(layer, start, end)

    def mark(self, matches: Sequence[Span], current: int) -> None:
        """Mark these matches, in code points, and no others; `current` is the number of the one gone to, or −1."""
        self._matches, self._current = matches, current

    def brighten(self, start: int, end: int) -> bool:
        """Dim all but UTF-16 units `start` to `end`; whether that is news."""
        before, self._bright = self._bright, (start, end)
        return before != self._bright

    def brighten_all(self) -> bool:
        """Dim nothing; whether that is news."""
        before, self._bright = self._bright, None
        return before is not None

    def ranges(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        """What lies over one paragraph."""
        start, end = block.position(), block.position() + block.length()
        return [*self._dimmed(start, end), *self._layered(start, end), *self._marked(start, end)]

    def _layered(self, start: int, end: int) -> list[QTextLayout.FormatRange]:
        found, looks = [], dict[str, QTextCharFormat]()
        for first, last, name in self._layers.seen(self._units.to_points(start), self._units.to_points(end - 1)):
            low = max(self._units.to_units(first), start)
            high = min(self._units.to_units(last), end)
            if low < high:
                looks[name] = looks.get(name) or look_of(name)
                found.append(_range(low - start, high - start, looks[name]))
        return found

    def _dimmed(self, start: int, end: int) -> list[QTextLayout.FormatRange]:
        if self._bright is None:
            return []
        shape = QTextCharFormat()
        shape.setForeground(QColor(look.colours().faint))
        low, high = self._bright
        parts = [(start, min(low, end)), (max(high, start), end)] if low < end and start < high else [(start, end)]
        return [_range(a - start, b - start, shape) for a, b in parts if a < b]

    def _marked(self, start: int, end: int) -> list[QTextLayout.FormatRange]:
        if not self._matches:
            return []
        first, last = self._units.to_points(start), self._units.to_points(end)
        seen = self._matches.within(first, last) if isinstance(self._matches, Spans) else self._matches
        current = self._matches[self._current] if 0 <= self._current < len(self._matches) else None
        found = []
        for span in seen:
            low, high = (self._units.to_units(point) for point in span)
            shape = match_format(is_current=span == current)
            found.append(_range(max(low - start, 0), min(high, end) - start, shape))
        return found


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Where in a paragraph the sentence around UTF-16 unit `at` begins and ends (Unicode's UAX #29)."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, text)
    finder.setPosition(at)
    start = at if finder.isAtBoundary() and at < _length(finder) else max(finder.toPreviousBoundary(), 0)
    finder.setPosition(start)
    end = finder.toNextBoundary()
    return start, end if end >= 0 else _length(finder)


def _length(finder: QTextBoundaryFinder) -> int:
    place = finder.position()
    finder.toEnd()
    length = finder.position()
    finder.setPosition(place)
    return length


def _range(start: int, end: int, shape: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, shape
    return made
