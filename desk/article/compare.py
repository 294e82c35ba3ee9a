"""What changed between two texts, word by word, so that a person can read it.

Paragraphs are paired first, then the words inside those that changed. A paragraph that stands elsewhere was moved,
even where it was edited too; that is no deletion and no insertion. Comparing backwards says the same the other way
round. Places are code points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desk.article.paragraphs import paired, paragraph_spans
from desk.article.rewording import Hunk, hunks, narrowed, trimmed
from desk.article.words import Span


class Kind(StrEnum):
    """What became of a stretch of text."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of the text before, `start` to `end`, that is `after_start` to `after_end` of the text after.

    What was deleted has no length after, what was inserted none before. What was moved comes twice, with the same
    number in `move`: without length after where it was, without length before where it is now. The latter holds
    `edits`, what changed within: equal, deleted and inserted stretches that together are both wordings.
    """

    kind: Kind
    start: int
    end: int
    after_start: int
    after_end: int
    move: int | None = None
    edits: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A paragraph, with the white space that goes with it, in both its places, and what changed within."""

    place: Hunk
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The stretches that gave way to others, in order, and which parts of them are one paragraph moved.

    `whole` has the numbers of the hunks that are whole paragraphs, with the white space around them.
    """

    hunks: tuple[Hunk, ...]
    moves: tuple[Move, ...] = ()
    whole: frozenset[int] = frozenset()


def compare(before: str, after: str) -> tuple[Difference, ...]:
    """The differences in order, equal stretches between them: each text is what its stretches, joined, hold."""
    layout = laid_out(before, after)
    gone = {move.place[:2]: number for number, move in enumerate(layout.moves)}
    come = {move.place[2:]: (number, move) for number, move in enumerate(layout.moves)}
    olds, news = sorted(gone), sorted(come)
    found: list[Difference] = []
    b, a = 0, 0
    for n, hunk in enumerate(layout.hunks):
        b0, b1, a0, a1 = hunk if n in layout.whole else narrowed(before, after, hunk)
        if b < b0:
            found.append(Difference(Kind.EQUAL, b, b0, a, a0))
        for start, end in _parts(b0, b1, olds):
            number = gone.get((start, end))
            found.append(Difference(Kind.DELETED if number is None else Kind.MOVED, start, end, a0, a0, number))
        for start, end in _parts(a0, a1, news):
            if (start, end) in come:
                number, move = come[start, end]
                inner = [narrowed(before, after, hunk) for hunk in move.hunks]
                edits = tuple(_spelt_out(inner, *move.place))
                found.append(Difference(Kind.MOVED, b1, b1, start, end, number, edits))
            else:
                found.append(Difference(Kind.INSERTED, b1, b1, start, end))
        b, a = b1, a1
    if b < len(before):
        found.append(Difference(Kind.EQUAL, b, len(before), a, len(after)))
    return tuple(found)


def laid_out(before: str, after: str) -> Layout:
    """Where the texts differ."""
    if (len(after), after) < (len(before), before):
        return _mirrored(_laid_out(after, before))
    return _laid_out(before, after)


def _mirrored(layout: Layout) -> Layout:
    return Layout(
        tuple(map(_turned, layout.hunks)),
        tuple(Move(_turned(move.place), tuple(map(_turned, move.hunks))) for move in layout.moves),
        layout.whole,
    )


def _turned(hunk: Hunk) -> Hunk:
    return hunk[2], hunk[3], hunk[0], hunk[1]


def _laid_out(before: str, after: str) -> Layout:
    if before == after:
        return Layout(())
    here, there = paragraph_spans(before), paragraph_spans(after)
    pairing = paired([before[start:end] for start, end in here], [after[start:end] for start, end in there])
    gone = {here[i]: n for n, (i, _j) in enumerate(pairing.moves)}
    come = {there[j]: n for n, (_i, j) in enumerate(pairing.moves)}
    old_places: dict[int, Span] = {}
    new_places: dict[int, Span] = {}
    found: list[Hunk] = []
    whole: list[int] = []
    b, a, i, j = 0, 0, 0, 0
    ends = (len(here), len(here), len(there), len(there))
    for first, last, start, end in (*((g.first, g.last, g.start, g.end) for g in pairing.groups), ends):
        b1, a1 = (here[first][0], there[start][0]) if first < len(here) else (len(before), len(after))
        if before[b:b1] != after[a:a1]:
            hunk = trimmed(before, after, (b, b1, a, a1))
            whole.append(len(found))
            found.append(hunk)
            old_places |= _placed(hunk[:2], here[i:first], gone)
            new_places |= _placed(hunk[2:], there[j:start], come)
        if first < len(here):
            b, a, i, j = here[last - 1][1], there[end - 1][1], last, end
            found += _inside(before, after, (b1, b, a1, a))
    places = ((*old_places[n], *new_places[n]) for n in range(len(pairing.moves)))
    moves = tuple(Move(place, tuple(_inside(before, after, place))) for place in places)
    return Layout(tuple(found), moves, frozenset(whole))


def _inside(before: str, after: str, box: Hunk) -> Iterator[Hunk]:
    """The changes within a stretch of both texts."""
    b, b1, a, a1 = box
    return ((b + i, b + j, a + k, a + m) for i, j, k, m in hunks(before[b:b1], after[a:a1]))


def _placed(hunk: Sequence[int], spans: Sequence[Span], moved: dict[Span, int]) -> dict[int, Span]:
    """The places of moved paragraphs within a hunk: each reaches to the next paragraph, the first from the start."""
    bounds = [hunk[0], *(start for start, _end in spans[1:]), hunk[1]]
    return {moved[span]: (bounds[n], bounds[n + 1]) for n, span in enumerate(spans) if span in moved}


def _parts(start: int, end: int, moved: Sequence[Span]) -> Iterator[Span]:
    """A stretch cut where moved paragraphs (in order) begin and end."""
    for first, last in moved[bisect_left(moved, (start, start)) : bisect_left(moved, (end, end))]:
        if start < first:
            yield start, first
        yield first, last
        start = last
    if start < end:
        yield start, end


def _spelt_out(found: Sequence[Hunk], b: int, b_end: int, a: int, a_end: int) -> Iterator[Difference]:
    """The hunks of a stretch and what is between them, as differences."""
    for b0, b1, a0, a1 in found:
        if b < b0:
            yield Difference(Kind.EQUAL, b, b0, a, a0)
        if b0 < b1:
            yield Difference(Kind.DELETED, b0, b1, a0, a0)
        if a0 < a1:
            yield Difference(Kind.INSERTED, b1, b1, a0, a1)
        b, a = b1, a1
    if b < b_end:
        yield Difference(Kind.EQUAL, b, b_end, a, a_end)
