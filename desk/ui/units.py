"""Qt counts text in UTF-16 units, Python in code points: here, and nowhere else, one becomes the other.

The two differ only behind characters beyond the BMP (emoji, rare scripts), which take two units. Their places are
kept in order, so that a position costs a bisection and never a pass over the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from desk.article.changes import BodyChange
    from desk.article.languages import Direction

QT_DIRECTION: dict[Direction, Qt.LayoutDirection] = {
    "ltr": Qt.LayoutDirection.LeftToRight,
    "rtl": Qt.LayoutDirection.RightToLeft,
}
_WIDE = re.compile("[\U00010000-\U0010ffff]")


def _wide_places(text: str, start: int = 0) -> list[int]:
    return [] if text.isascii() else [match.start() + start for match in _WIDE.finditer(text)]


def utf16_length(text: str) -> int:
    """How many UTF-16 units a piece of text takes."""
    return len(text) + len(_wide_places(text))


class Units:
    """The places of one text's wide characters, kept up to date change by change."""

    def __init__(self, text: str = "") -> None:
        self._points = _wide_places(text)
        self.length = len(text) + len(self._points)

    def to_units(self, point: int) -> int:
        """The UTF-16 position of a code point position."""
        return point + bisect_left(self._points, point)

    def to_points(self, unit: int) -> int:
        """The code point position of a UTF-16 position; one inside a surrogate pair is that of its character."""
        low, high = 0, len(self._points)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self._points[middle] + middle + 1 < unit else (low, middle)
        wide_before = low
        if wide_before < len(self._points) and self._points[wide_before] + wide_before + 1 == unit:
            return self._points[wide_before]
        return unit - wide_before

    def apply(self, change: BodyChange) -> None:
        """Follow a change of the text."""
        first = bisect_left(self._points, change.at)
        last = bisect_right(self._points, change.at + len(change.removed) - 1, lo=first)
        shift = len(change.inserted) - len(change.removed)
        new = _wide_places(change.inserted, change.at)
        self.length += shift + len(new) - (last - first)
        if shift or new or last > first:
            self._points[first:] = new + [place + shift for place in self._points[last:]]
