"""Which paragraphs of a translation answer to which of its source, told by their order, kind and length alone.

The words are in two languages, so nothing is known of them. What can be known is what Gale and Church found enough (“A
Program for Aligning Sentences in Bilingual Corpora”, 1993): translations keep the order, long stays long, short stays
short, and now and then one becomes two. Photos are the same on both sides and hold the rest in place. What is not yet
translated is the end of the source, which faces nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from desk.article.blocks import Kind
from desk.article.passages import Passages, bare_block
from desk.article.words import Span


@dataclass(frozen=True, slots=True)
class Facing:
    """Paragraphs `first` to `last` (not included) of the source, and those of the translation that answer to them.

    Either may be none: what the translation left out, or has not come to, and what it added.
    """

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a body: where it stands (code points, without the white space behind it), what kind, which photo."""

    span: Span
    kind: Kind
    photo: str = ""
    words: str = ""

    @property
    def length(self) -> int:
        return self.span[1] - self.span[0]


_PHOTO = re.compile(r"!\[[^\]]*\]\(photo:([^\s)]+)\)\Z")
_BEADS = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))
"""How many paragraphs of source and translation may answer to one another."""
_LEFT_OUT, _NOT_YET, _SPLIT = 1.6, 0.6, 1.0
"""What it costs to take a paragraph for left out (or added), for not yet translated, and two for one."""
_OTHER_KIND, _OTHER_PHOTO, _SAME = 2.5, 9.0, -2.0
_BAND = 48
"""Paragraphs by which a translation may be ahead of or behind its share of the source."""


def passages_of(body: str) -> list[Passage]:
    """The blocks of a body, without those that are blank."""
    found, at = [], 0
    for block in Passages(body, bare_block).blocks:
        words = block.text.rstrip()
        if block.kind is not Kind.BLANK and words:
            photo = _PHOTO.match(words.strip())
            found.append(Passage((at, at + len(words)), block.kind, photo[1] if photo else "", words))
        at += len(block.text)
    return found


def facing(source: Sequence[Passage], own: Sequence[Passage]) -> tuple[Facing, ...]:
    """All passages of both in order, those that answer to one another together."""
    return tuple(_groups(_Facing(source, own).best()))


Step = tuple[int, int]


@dataclass(slots=True)
class _Facing:
    source: Sequence[Passage]
    own: Sequence[Passage]

    def best(self) -> list[Step]:
        """The cheapest row of beads, each as how many of the source and of the translation it takes."""
        n, m = len(self.source), len(self.own)
        costs: dict[Step, float] = {(0, 0): 0.0}
        ways: dict[Step, Step] = {}
        for i in range(n + 1):
            for j in self._band(i):
                self._reach(costs, ways, i, j)
        steps, at = [], (n, m)
        while at != (0, 0):
            step = ways[at]
            steps.append(step)
            at = (at[0] - step[0], at[1] - step[1])
        return steps[::-1]

    def _band(self, i: int) -> range:
        n, m = len(self.source), len(self.own)
        middle = i * m // max(n, 1)
        near = i  # a translation that has only begun follows the source one by one
        return range(max(0, min(middle, near) - _BAND), min(m, max(middle, near) + _BAND) + 1)

    def _reach(self, costs: dict[Step, float], ways: dict[Step, Step], i: int, j: int) -> None:
        for step in _BEADS:
            before = (i - step[0], j - step[1])
            if before in costs:
                cost = costs[before] + self._cost(i, j, step)
                if (i, j) not in costs or cost < costs[i, j] - 1e-9:
                    costs[i, j], ways[i, j] = cost, step

    def _cost(self, i: int, j: int, step: Step) -> float:
        taken, answered = self.source[i - step[0] : i], self.own[j - step[1] : j]
        if not answered:
            return _NOT_YET if j == len(self.own) else _LEFT_OUT
        if not taken:
            return _LEFT_OUT
        return _unlike(taken, answered) + _SPLIT * (len(taken) + len(answered) - 2)


def _unlike(source: Sequence[Passage], own: Sequence[Passage]) -> float:
    """How little paragraphs look like one another’s translation."""
    photos = [one.photo for one in (*source, *own) if one.photo]
    alone = len(source) == len(own) == 1
    if alone and source[0].words == own[0].words:  # copied, and still to be translated
        return _SAME
    if photos:
        same = alone and len(photos) == 2 and photos[0] == photos[1]
        return _SAME if same else _OTHER_PHOTO if not (alone and len(photos) == 2) else _OTHER_KIND
    lengths = [sum(one.length for one in side) + 12 for side in (source, own)]
    other_kind = any(one.kind is not source[0].kind for one in (*source, *own))
    return _ratio(*lengths) + _OTHER_KIND * other_kind


@cache
def _ratio(one: int, other: int) -> float:
    return abs(log(one / other))


def _groups(steps: Sequence[Step]) -> Iterator[Facing]:
    i = j = 0
    for taken, answered in steps:
        yield Facing(i, i + taken, j, j + answered)
        i, j = i + taken, j + answered
