"""Marks over a text, layer by layer: changes, comments, findings, misspelt words. They follow the text as it changes.

A key costs a bisection in each layer that there is (`article.spans`); a mark whose own characters changed stays,
stretched or shortened with them, until its layer is laid anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from desk.article.changes import BodyChange, map_position

Mark = tuple[int, int, str]
"""First and last code point of what is marked, and the name of its look (`marking.LOOKS`)."""
NAMES = ("long", "changes", "comments", "findings", "spelling")
"""The layers, each drawn over those before it: new words show too what was said of them, and what may be wrong."""


class Layer:
    """The marks of one kind, in the text's order. Those behind the last change know how far they have moved."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._looks: list[str] = []
        for start, end, look in marks:
            self._starts.append(start)
            self._ends.append(end)
            self._looks.append(look)
        self._parted, self._shift = len(self._starts), 0
        """The number of the first mark that has yet to be moved, and by how many code points."""
        self._longest = max((end - start for start, end in zip(self._starts, self._ends, strict=True)), default=0)
        """Marks may overlap: none that begins so much before a place reaches it."""

    def __len__(self) -> int:
        return len(self._starts)

    def follow(self, change: BodyChange) -> None:
        """Move with a change of the text: near the last one that is one mark or none to be written anew."""
        end = change.at + len(change.removed)
        self._part_at(end)
        number = self._parted
        while number and self._starts[number - 1] >= change.at - self._longest:
            number -= 1
            if self._ends[number] >= change.at:
                self._move(number, change)
        self._shift += len(change.inserted) - len(change.removed)

    def _move(self, number: int, change: BodyChange) -> None:
        """What is put in at either end of a mark stays outside."""
        self._starts[number] = map_position(change, self._starts[number])
        end = map_position(change, self._ends[number], after=False)
        self._ends[number] = max(self._starts[number], end)
        self._longest = max(self._longest, self._ends[number] - self._starts[number])

    def _part_at(self, place: int) -> None:
        """Have all marks that begin before a place, or at it, know where they are now."""
        while self._parted < len(self._starts) and self._starts[self._parted] + self._shift <= place:
            self._starts[self._parted] += self._shift
            self._ends[self._parted] += self._shift
            self._parted += 1
        while self._parted and self._starts[self._parted - 1] > place:
            self._parted -= 1
            self._starts[self._parted] -= self._shift
            self._ends[self._parted] -= self._shift

    def relay(self, start: int, end: int, marks: Sequence[Mark]) -> None:
        """Have these marks in a stretch in place of those that lie in it, wholly or in part; all marks lie apart."""
        self._part_at(end)
        last = bisect_left(self._starts, end, 0, self._parted)
        first = bisect_left(self._starts, start, 0, last)
        while first and self._ends[first - 1] > start:
            first -= 1
        self._starts[first:last] = [mark[0] for mark in marks]
        self._ends[first:last] = [mark[1] for mark in marks]
        self._looks[first:last] = [mark[2] for mark in marks]
        self._parted += len(marks) - (last - first)
        self._longest = max([self._longest, *(mark[1] - mark[0] for mark in marks)])

    def within(self, start: int, end: int) -> list[Mark]:
        """The marks that lie in a stretch, wholly or in part, or touch it."""
        last = self._first(end + 1)
        first = self._first(start - self._longest)
        found = (self._mark(number) for number in range(first, last))
        return [mark for mark in found if mark[1] >= start]

    def _first(self, place: int) -> int:
        """The number of the first mark that begins at a place or behind it."""
        number = bisect_left(self._starts, place, 0, self._parted)
        return number if number < self._parted else bisect_left(self._starts, place - self._shift, self._parted)

    def _mark(self, number: int) -> Mark:
        shift = self._shift if number >= self._parted else 0
        return self._starts[number] + shift, self._ends[number] + shift, self._looks[number]


class Layers:
    """The layers over one text, by their names."""

    def __init__(self) -> None:
        self._layers: dict[str, Layer] = {}

    def clear(self) -> None:
        """Take all layers away: another text was loaded."""
        self._layers.clear()

    def lay(self, name: str, marks: Sequence[Mark]) -> None:
        """Have these marks in a layer, in the text's order, and no others; no marks take the layer away."""
        if marks:
            self._layers[name] = Layer(marks)
        else:
            self._layers.pop(name, None)

    def relay(self, name: str, start: int, end: int, marks: Sequence[Mark]) -> None:
        """Have these marks of a layer in a stretch, and no others there; those elsewhere stay."""
        layer = self._layers.setdefault(name, Layer())
        layer.relay(start, end, marks)
        if not len(layer):
            del self._layers[name]

    def follow(self, change: BodyChange) -> None:
        """Move with a change of the text."""
        for layer in self._layers.values():
            layer.follow(change)

    def within(self, name: str, start: int, end: int) -> list[Mark]:
        """The marks of a layer that lie in a stretch, wholly or in part, or touch it."""
        layer = self._layers.get(name)
        return layer.within(start, end) if layer is not None else []

    def seen(self, start: int, end: int) -> list[Mark]:
        """What lies over a stretch, in the order in which it is to be drawn."""
        if not self._layers:
            return []
        return [mark for name in NAMES for mark in self.within(name, start, end)]
