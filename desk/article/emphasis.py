"""Which signs of emphasis make a pair: CommonMark's rules, and where the renderer is known to keep to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Item = tuple[str, int, bool]
"""A character, the number of its unit, whether it is a sign of emphasis."""


@dataclass(slots=True)
class Run:
    """Signs of emphasis in a row, from item `first` of a level; `opened` to `closed` are those not yet paired."""

    sign: str
    first: int
    size: int
    opens: bool
    closes: bool
    low: int = 0
    high: int = 0

    @property
    def is_either(self) -> bool:
        return self.opens and self.closes

    @property
    def left(self) -> int:
        return self.high - self.low


def runs_in(items: Sequence[Item]) -> list[Run]:
    """The signs of emphasis that stand in a row, also those that can neither open nor close any."""
    runs, at = [], 0
    while at < len(items):
        sign, end = items[at][0], at + 1
        if items[at][2]:
            while end < len(items) and items[end][0] == sign and items[end][2]:
                end += 1
            before = items[at - 1][0] if at else " "
            behind = items[end][0] if end < len(items) else " "
            run = Run(sign, at, end - at, not behind.isspace(), not before.isspace(), at, end)
            if sign == "_":
                run.opens &= not _is_wordy(before)
                run.closes &= not _is_wordy(behind)
            runs.append(run)
        at = end
    return runs


def _is_wordy(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def paired(runs: list[Run]) -> list[tuple[int, int, int]]:
    """The pairs of signs, by CommonMark's rules: where each opens and closes, and its size; outer before inner."""
    pairs: list[tuple[int, int, int]] = []
    stack: list[Run] = []
    for run in runs:
        at = len(stack) - 1
        while run.closes and at >= 0 and run.left:
            opening = stack[at]
            if not _match(opening, run):
                at -= 1
                continue
            size = min(opening.left, run.left, 2)
            opening.high -= size
            pairs.append((opening.high, run.low, size))
            run.low += size
            del stack[at + 1 :]
            if not opening.left:
                stack.pop()
            at = len(stack) - 1
        if run.opens and run.left:
            stack.append(run)
    return sorted(pairs)


def _match(opening: Run, closing: Run) -> bool:
    if opening.sign != closing.sign:
        return False
    either = opening.is_either or closing.is_either
    return not (either and (opening.size + closing.size) % 3 == 0 and (opening.size % 3 or closing.size % 3))


def is_sure(runs: list[Run], pairs: list[tuple[int, int, int]]) -> bool:
    """Whether the renderer pairs these signs the same way, as far as tests have shown.

    Python-Markdown goes ways of its own where signs that may both open and close stand among others, and where signs
    are left over; it may even lose letters then.
    """
    active = [run for run in runs if run.opens or run.closes]
    paired = [run for run in active if not run.left]
    if any(run.size > 3 or run.left not in (0, run.size) for run in active) or _is_doubled(pairs):
        return False
    if not pairs:
        return _is_harmless(active, pairs)
    has_idle = len(active) < len(runs)
    if has_idle and any(run.left or (run.size == 3 and run.is_either) for run in active):
        return False
    splits = all(_is_plain(run, pairs) for run in paired)
    return splits and _is_harmless(active, pairs) and not any(_tangles(paired, pairs))


def _is_doubled(pairs: list[tuple[int, int, int]]) -> bool:
    """Whether emphasis stands within the same emphasis."""
    return any(a < c < b and size == other for a, b, size in pairs for c, _d, other in pairs)


def _is_harmless(runs: list[Run], pairs: list[tuple[int, int, int]]) -> bool:
    """Whether the signs left over can make no pair with others."""
    signs = Counter(run.sign for run in runs)
    loose = [run for run in runs if run.left and signs[run.sign] > 1]
    if loose and pairs:
        inside = any(opened < run.first < closed for run in loose for opened, closed, _size in pairs)
        if inside or len(signs) > 1 or any(run.is_either for run in runs if not run.left):
            return False
    return sum(run.is_either for run in loose) <= (len(loose) == 1)


def _is_plain(run: Run, pairs: list[tuple[int, int, int]]) -> bool:
    """Whether the run is one mark of its size, or a mark of one sign and a mark of two."""
    end = run.first + run.size
    sizes = [size for opened, closed, size in pairs if run.first <= opened < end or run.first <= closed < end]
    return sorted(sizes) == ([1, 2] if run.size == 3 else [run.size])


def _tangles(runs: list[Run], pairs: list[tuple[int, int, int]]) -> Iterator[bool]:
    """Whether an outermost stretch has a run of three, one of two that may open or close, and still others."""
    depth, stretch = 0, list[Run]()
    for run in runs:
        stretch.append(run)
        end = run.first + run.size
        depth += sum(size for opened, _closed, size in pairs if run.first <= opened < end)
        depth -= sum(size for _opened, closed, size in pairs if run.first <= closed < end)
        if depth == 0:
            either = any(one.size == 2 and one.is_either for one in stretch)
            yield len(stretch) > 3 and either and any(one.size == 3 for one in stretch)
            stretch = []
