"""Which items of two sequences answer to each other: runs that are the same in both, in order.

Few changes are found exactly (Myers, “An O(ND) difference algorithm”, 1986). Where there are many, what stands once in
both sequences holds the rest in place (Cohen's “patience” order), and each gap between is looked at by itself; where
nothing stands once, both are gone along from one change to the next. The work is bounded: two long sequences that have
little in common are told apart without asking how much that little is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

Run = tuple[int, int, int]
"""At `i` of the one and at `j` of the other begin this many items that are the same."""
_MOST_CHANGES = 160
_DEEPEST = 12


def runs(one: Sequence[int], other: Sequence[int]) -> list[Run]:
    """The runs of items that stay, in order, none empty and none touching the next in both sequences."""
    found: list[Run] = []
    _align(one, other, (0, len(one), 0, len(other)), found, 0)
    return _joined(found)


_Box = tuple[int, int, int, int]


def _align(one: Sequence[int], other: Sequence[int], box: _Box, found: list[Run], depth: int) -> None:
    """Add the runs within `box` (a stretch of each sequence) to those found."""
    low, high, start, end = box
    head = 0
    while low + head < high and start + head < end and one[low + head] == other[start + head]:
        head += 1
    low, start = low + head, start + head
    tail = 0
    while high - tail > low and end - tail > start and one[high - tail - 1] == other[end - tail - 1]:
        tail += 1
    high, end = high - tail, end - tail
    if head:
        found.append((low - head, start - head, head))
    if low < high and start < end:
        _align_inside(one, other, (low, high, start, end), found, depth)
    if tail:
        found.append((high, end, tail))


def _align_inside(one: Sequence[int], other: Sequence[int], box: _Box, found: list[Run], depth: int) -> None:
    low, high, start, end = box
    exact = _shortest(one[low:high], other[start:end])
    if exact is not None:
        found += ((low + i, start + j, size) for i, j, size in exact)
        return
    if depth == _DEEPEST:
        return
    fixed = _unique(one, other, box)
    if not fixed:
        found += _met_again(one, other, box)
        return
    for i, j in (*fixed, (high, end)):
        if i < low or j < start:
            continue  # within a run that the last one began
        _align(one, other, (low, i, start, j), found, depth + 1)
        size = 0
        while i + size < high and j + size < end and one[i + size] == other[j + size]:
            size += 1
        if size:
            found.append((i, j, size))
        low, start = i + size, j + size


def _shortest(one: Sequence[int], other: Sequence[int]) -> list[Run] | None:
    """The runs that leave the fewest changes; None where there are too many for what is alike to mean anything."""
    n, m = len(one), len(other)
    most = min(_MOST_CHANGES, 16 + (n + m) // 3, n + m)
    if n + m > _MOST_CHANGES and _least_changes(one, other) > most:
        return None
    reached = {1: 0}
    history: list[dict[int, int]] = []
    for changes in range(most + 1):
        history.append(reached)
        reached = {}
        before = history[-1]
        for k in range(-changes, changes + 1, 2):
            down = k == -changes or (k != changes and before[k - 1] < before[k + 1])
            i = before[k + 1] if down else before[k - 1] + 1
            j = i - k
            while i < n and j < m and one[i] == other[j]:
                i += 1
                j += 1
            reached[k] = i
            if i >= n and j >= m:
                return _traced(history, n, m)
    return None


def _least_changes(one: Sequence[int], other: Sequence[int]) -> int:
    """How many items stand in one of the two more often than in the other: there are no fewer changes."""
    here, there = Counter(one), Counter(other)
    return (here - there).total() + (there - here).total()


def _traced(history: list[dict[int, int]], i: int, j: int) -> list[Run]:
    """The runs on the way that led to the ends, found by going back."""
    found: list[Run] = []
    for changes in range(len(history) - 1, -1, -1):
        before, k = history[changes], i - j
        down = k == -changes or (k != changes and before[k - 1] < before[k + 1])
        came = k + 1 if down else k - 1
        last = before[came]
        first = last if down else last + 1
        if changes == 0:
            first = 0
        if i > first:
            found.append((first, first - k, i - first))
        i, j = last, last - came
    return found[::-1]


def _unique(one: Sequence[int], other: Sequence[int], box: _Box) -> list[tuple[int, int]]:
    """Where the items lie that stand once in both stretches: the most of them that are in the same order in both."""
    low, high, start, end = box
    here, there = Counter(one[low:high]), Counter(other[start:end])
    place = {other[j]: j for j in range(start, end) if there[other[j]] == 1}
    pairs = [(i, place[one[i]]) for i in range(low, high) if here[one[i]] == 1 and one[i] in place]
    return rising(pairs)


def _met_again(one: Sequence[int], other: Sequence[int], box: _Box) -> Iterator[Run]:
    """The runs where nothing stands once: along both, from each change to where a few items are the same again.

    So of a thousand equal lines of which every tenth changed, each is told by itself.
    """
    low, high, start, end = box
    misses = 0
    for _ in range(_MOST_LOOKS):
        size = 0
        while low + size < high and start + size < end and one[low + size] == other[start + size]:
            size += 1
        if size:
            yield low, start, size
        low, start = low + size, start + size
        if low == high or start == end:
            return
        ahead = (
            (i, j)
            for i, j in _STEPS
            if low + i < high
            and start + j < end
            and one[low + i] == other[start + j]
            and one[low + i : min(low + i + _ENOUGH, high)] == other[start + j : min(start + j + _ENOUGH, end)]
        )
        step = next(ahead, None)
        misses = 0 if step else misses + 1
        if misses > _MOST_MISSES:
            return
        i, j = step or (1, 1)
        low, start = low + i, start + j


_MOST_LOOKS, _MOST_MISSES = 2000, 20
"""How often it is looked for where two sequences meet again, and how often in vain one after the other."""
_FURTHEST, _ENOUGH = 12, 3
"""How far ahead, and how many items make sure of it."""
_STEPS = sorted(product(range(_FURTHEST), repeat=2), key=lambda step: (max(step), abs(step[0] - step[1]), step))[1:]
"""The nearest first, and of these an item for an item."""


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of the pairs (their first numbers rise) in which the second numbers rise too."""
    tops: list[int] = []
    ends: list[int] = []
    links: list[int] = []
    for n, (_i, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        links.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(j)
            ends.append(n)
        else:
            tops[pile], ends[pile] = j, n
    chosen: list[tuple[int, int]] = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chosen.append(pairs[n])
        n = links[n]
    return chosen[::-1]


def _joined(found: Sequence[Run]) -> list[Run]:
    whole: list[Run] = []
    for i, j, size in found:
        if whole and whole[-1][0] + whole[-1][2] == i and whole[-1][1] + whole[-1][2] == j:
            i, j, size = whole[-1][0], whole[-1][1], whole[-1][2] + size
            whole.pop()
        whole.append((i, j, size))
    return whole
