"""Where places of the body lie after a step, found at once however many parts the step has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from desk.article.changes import BodyChange


class Moved:
    """Parts of a step that do not touch one another, the last in the body first: each fits the body before all."""

    def __init__(self, parts: Sequence[BodyChange]) -> None:
        rising = parts[::-1]
        self._starts = [part.at for part in rising]
        self._ends = [part.at + len(part.removed) for part in rising]
        self._shifts = [0, *accumulate(len(part.inserted) - len(part.removed) for part in rising)]

    def place(self, position: int, *, after: bool = True) -> int:
        """Where a code point lies then, as `changes.map_position` tells of one part after the other."""
        part = bisect_right(self._starts, position) - 1
        while part >= 0:
            if position > self._ends[part] or (position == self._ends[part] and after):
                return position + self._shifts[part + 1]
            position = self._starts[part]
            part -= 1
        return position


def moved(parts: Iterable[BodyChange]) -> list[Moved]:
    """What these parts, one after the other, do to places: those that go up the body are taken together."""
    runs: list[list[BodyChange]] = []
    for part in parts:
        if runs and part.at + len(part.removed) <= runs[-1][-1].at:
            runs[-1].append(part)
        else:
            runs.append([part])
    return [Moved(run) for run in runs]
