"""A text as it is compared, with the way back: which of its own characters a stretch of the folded text stands for.

Folding makes small letters of capitals (`str.casefold`), or all of `scripts.normalised` alike. Most characters become
one character each. The places of those that do not (ß, a letter with its marks, a joiner that goes) are kept in order,
so that a position costs a bisection.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from desk.article.scripts import normalised

Fold = Callable[[str], str]
Span = tuple[int, int]
_PART = 1 << 15
"""Characters that are folded in one go."""


def _is_attached(char: str) -> bool:
    """Whether a character may become one with what stands before it: a mark, an inner letter of Hangul or kana."""
    return unicodedata.category(char).startswith("M") or _INNER_LETTER.match(char) is not None


_INNER_LETTER = re.compile("[\u1160-\u11ff\u3131-\u318e\ud7b0-\ud7fb\uff9e-\uffdc]")


def caseless(text: str) -> str:
    """Capital and small letters made alike by Unicode's rules, Turkish or not: I is i, İ is i with a dot of its own."""
    return text.casefold()


def alike(text: str) -> str:
    """Spelling variants, marks, digits and capitals made alike."""
    return normalised(text)


def alike_but_for_case(text: str) -> str:
    """Spelling variants, marks and digits made alike; capitals stay."""
    return normalised(text, keep_case=True)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. Each odd unit lies from `starts[i]` to `ends[i]` in the text itself, from `lows[i]` to
    `highs[i]` here.

    All count code points; an odd unit is what did not become one character for each of its own.
    """

    text: str
    starts: array[int]
    ends: array[int]
    lows: array[int]
    highs: array[int]

    def original(self, low: int, high: int) -> Span | None:
        """Where the characters `low` to `high` come from; None where an end lies within what one character became.

        What folding takes away lies inside or outside: a stretch neither begins nor ends with it.
        """
        if not self.starts:
            return low, high
        start = self._start(low)
        end = start if low == high else self._end(high)
        return None if start is None or end is None else (start, end)

    def folded_position(self, place: int) -> int:
        """Where a place of the text itself lies here; one within an odd unit is that of the unit."""
        i = bisect_right(self.starts, place) - 1
        if i < 0:
            return place
        return self.highs[i] + place - self.ends[i] if place >= self.ends[i] else self.lows[i]

    def _start(self, low: int) -> int | None:
        """The beginning of what stands at `low`, behind all that was taken away there."""
        i = bisect_right(self.lows, low) - 1
        if i < 0:
            return low
        if low >= self.highs[i]:
            return self.ends[i] + low - self.highs[i]
        return self.starts[i] if low == self.lows[i] else None

    def _end(self, high: int) -> int | None:
        """The end of what stands before `high`, before all that was taken away there."""
        i = bisect_left(self.highs, high)
        if i == len(self.highs):
            return self.ends[-1] + high - self.highs[-1] if i else high
        if high <= self.lows[i]:
            return self.starts[i] - (self.lows[i] - high)
        return self.ends[i] if high == self.highs[i] else None


def unfolded(text: str) -> Folded:
    """The text as it is."""
    return Folded(text, array("q"), array("q"), array("q"), array("q"))


def folded(text: str, fold: Fold) -> Folded:
    """The text folded by `caseless`, `alike` or `alike_but_for_case`."""
    if text.isascii():
        return unfolded(fold(text))
    made = _Folding(fold)
    for start, end in _parts(text):
        made.add(text[start:end], start)
    return made.whole()


def _parts(text: str) -> Iterator[Span]:
    """Parts of a text that fold by themselves: long enough to be fast, too short to keep other threads waiting."""
    start = 0
    while start < len(text):
        end = start + _PART
        while end < len(text) and _is_attached(text[end]):
            end += 1
        yield start, min(end, len(text))
        start = end


class _Folding:
    """A folded text in the making."""

    def __init__(self, fold: Fold) -> None:
        self._fold = fold
        self._pieces: list[str] = []
        self._length = 0
        self._starts, self._ends, self._lows, self._highs = (array("q") for _ in range(4))

    def add(self, part: str, place: int) -> None:
        """Fold one more part, which begins at `place` of the text."""
        becomes = {char: self._fold(char) for char in set(part)}
        regular, at = _replaced(part, becomes), 0
        for start, end in _odd_units(part, becomes, self._fold):
            odd = _odd(part[start:end], self._fold)
            low = self._length + start - at
            self._pieces += (regular[at:start], odd)
            at, self._length = end, low + len(odd)
            self._starts.append(place + start)
            self._ends.append(place + end)
            self._lows.append(low)
            self._highs.append(self._length)
        self._pieces.append(regular[at:])
        self._length += len(part) - at

    def whole(self) -> Folded:
        """The text as folded."""
        return Folded("".join(self._pieces), self._starts, self._ends, self._lows, self._highs)


def _replaced(text: str, becomes: Mapping[str, str]) -> str:
    """The text with each character folded that becomes one; those fold to themselves, so none is replaced twice."""
    for char, other in becomes.items():
        if char != other and len(other) == 1:
            text = text.replace(char, other)
    return text


def _odd_units(text: str, becomes: Mapping[str, str], fold: Fold) -> Iterator[Span]:
    """Where characters stand that do not become one character each, with all that is attached to them."""
    attached = "" if fold is caseless else "".join(filter(_is_attached, sorted(becomes)))
    odd = "".join(char for char in sorted(becomes) if len(becomes[char]) != 1 and char not in attached)
    if not odd and not attached:
        return
    more = f"[{re.escape(attached)}]*" if attached else ""
    for found in re.finditer(f"[{re.escape(odd + attached)}]{more}", text):
        start, end = found.span()
        yield (start - 1 if start and text[start] in attached else start), end


@lru_cache(maxsize=4096)
def _odd(unit: str, fold: Fold) -> str:
    return fold(unit)
