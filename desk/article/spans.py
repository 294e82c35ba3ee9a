"""Stretches of one text, in order and not overlapping, that follow the text as it changes.

A story may hold a hundred thousand matches of a letter, and each key moves those behind it: so the stretches lie in
two arrays that never change, and runs of them carry how far each run has moved. A change costs a bisection.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from desk.article.changes import BodyChange

Span = tuple[int, int]
_Run = tuple[int, int, int]


class Spans(Sequence[Span]):
    """Stretches `(start, end)` in code points. A value: following a change gives another one."""

    __slots__ = ("_ends", "_runs", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts, self._ends = array("q"), array("q")
        for start, end in spans:
            self._starts.append(start)
            self._ends.append(end)
        self._runs: tuple[_Run, ...] = ((0, len(self._starts), 0),)
        """First, last (not included) and by how many code points these have moved."""

    def __len__(self) -> int:
        return sum(last - first for first, last, _shift in self._runs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spans) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash((len(self), self[0] if self else None))

    def __iter__(self) -> Iterator[Span]:
        for first, last, shift in self._runs:
            for i in range(first, last):
                yield self._starts[i] + shift, self._ends[i] + shift

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Span]: ...
    def __getitem__(self, index: int | slice) -> Span | Sequence[Span]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        left = index + len(self) if index < 0 else index
        for first, last, shift in self._runs:
            if 0 <= left < last - first:
                return self._starts[first + left] + shift, self._ends[first + left] + shift
            left -= last - first
        raise IndexError(index)

    def first_from(self, place: int) -> int:
        """The number of the first stretch that begins at `place` or behind it; the count of all where there is none."""
        return sum(bisect_left(self._starts, place - shift, first, last) - first for first, last, shift in self._runs)

    def within(self, start: int, end: int) -> list[Span]:
        """The stretches that lie in `start` to `end`, wholly or in part: what is to be seen of a long text."""
        found: list[Span] = []
        for first, last, shift in self._runs:
            low = bisect_left(self._ends, start - shift, first, last)
            high = bisect_right(self._starts, end - shift, low, last)
            found += ((self._starts[i] + shift, self._ends[i] + shift) for i in range(low, high))
        return found

    def following(self, change: BodyChange) -> Spans:
        """The stretches after the text changed; those whose own characters changed are gone."""
        end, moved = change.at + len(change.removed), len(change.inserted) - len(change.removed)
        runs: list[_Run] = []
        for first, last, shift in self._runs:
            before = bisect_right(self._ends, change.at - shift, first, last)
            behind = bisect_left(self._starts, end - shift, before, last)
            runs += ((first, before, shift), (behind, last, shift + moved))
        made = Spans()
        made._starts, made._ends = self._starts, self._ends
        made._runs = tuple(run for run in runs if run[0] < run[1])
        return made
