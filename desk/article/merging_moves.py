"""A paragraph that one of two moved and the other edited: edited where it stands now, before the texts are merged.

What the other changed in it is put into it where it was moved to, and taken back where it was moved from; after that
only one of both has changed it. Where both have one order of all paragraphs, that order is no change any more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from desk.article.compare import Layout
from desk.article.paragraphs import paired, paragraph_spans
from desk.article.rewording import Hunk
from desk.article.words import Span

Edit = tuple[int, int, str]
"""A stretch of a text, and the words that take its place."""
Merging = Callable[[str, str, str], str | None]
"""Three wordings of a paragraph as one (what was, and both); None where somebody has to decide."""


@dataclass(frozen=True, slots=True)
class Side:
    """One's text, and what takes the place of some of its words, in order."""

    text: str
    edits: tuple[Edit, ...] = ()

    def edited(self) -> str:
        """The text with these."""
        at, parts = 0, list[str]()
        for start, end, words in self.edits:
            parts += (self.text[at:start], words)
            at = end
        return "".join((*parts, self.text[at:]))

    def place(self, edited: int) -> int:
        """Where a place of the edited text is in the text."""
        growths = accumulate(len(words) - (end - start) for start, end, words in self.edits)
        ends = [end + grown for (_start, end, _words), grown in zip(self.edits, growths, strict=True)]
        passed = bisect_left(ends, edited + 1)
        return edited - sum(len(words) - (end - start) for start, end, words in self.edits[:passed])


def followed(
    base: str, ours: str, theirs: str, layouts: tuple[Layout, Layout], merged: Merging
) -> tuple[Side, Side] | None:
    """Both texts with the edits of either where the other moved the paragraph to; None where there are no such."""
    moves = [{move.place[:2]: move.place for move in one.moves} for one in layouts]
    edits: tuple[list[Edit], list[Edit]] = ([], [])
    for at in sorted(moves[0].keys() | moves[1].keys()):
        was = _core(base, at)
        mine, other = (
            _wording(base, was, text, layout, places.get(at))
            for text, layout, places in zip((ours, theirs), layouts, moves, strict=True)
        )
        words = merged(base[slice(*was)], mine.words, other.words)
        if words is not None:
            for some, one in zip(edits, (mine, other), strict=True):
                some += one.back if one.place is None else [(*one.place, words)]
    if not any(edits):
        return None
    return Side(ours, tuple(sorted(edits[0]))), Side(theirs, tuple(sorted(edits[1])))


@dataclass(frozen=True, slots=True)
class _Wording:
    """What one made of a paragraph that either moved: where it is now if they did, else what takes back their edits."""

    words: str
    place: Span | None
    back: Sequence[Edit] = ()


def _wording(base: str, was: Span, text: str, layout: Layout, place: Hunk | None) -> _Wording:
    if place is not None:
        now = _core(text, place[2:])
        return _Wording(text[slice(*now)], now)
    inside = _inside(text, layout.hunks, was)
    start, end = was
    edits = tuple((b0 - start, b1 - start, text[a0:a1]) for b0, b1, a0, a1 in inside)
    words = Side(base[start:end], edits).edited()
    return _Wording(words, None, [(a0, a1, base[b0:b1]) for b0, b1, a0, a1 in inside])


def _core(text: str, span: Sequence[int]) -> Span:
    """The stretch without the white space around it."""
    start, end = span
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _inside(text: str, hunks: Sequence[Hunk], core: Span) -> list[Hunk]:
    """What was changed within a paragraph; nothing where that reaches beyond it, or takes all of it away."""
    start, end = core
    found: list[Hunk] = []
    for hunk in hunks:
        b0, b1, a0, a1 = hunk
        if b1 < start or b0 > end or _is_beside(text[a0:a1], (b0, b1), core):
            continue
        if b0 < start or b1 > end or (b0, b1) == core:
            return []
        found.append(hunk)
    return found


def _is_beside(words: str, at: Span, core: Span) -> bool:
    """Whether a change that touches a paragraph is to what stands beside it."""
    if at[0] == at[1]:
        return (at[1] == core[1] and words.startswith("\n")) or (at[0] == core[0] and words.endswith("\n"))
    return at[1] <= core[0] or at[0] >= core[1]


def reordered(base: str, ours: str, theirs: str) -> str | None:
    """The text that was with its paragraphs in the order that both gave them, be it that this looks as if each had
    moved others; None where they did not, or a paragraph is gone, split or joined.
    """
    spans = paragraph_spans(base)
    order = _order(base, spans, ours)
    if order is None or order == sorted(order) or _order(base, spans, theirs) != order:
        return None
    new = [(*here, base[slice(*spans[n])]) for here, n in zip(spans, order, strict=True)]
    return Side(base, tuple(new)).edited()


def _order(base: str, spans: Sequence[Span], text: str) -> list[int] | None:
    """The paragraphs' numbers in the order of another text that has each of them as one; None for one that has not."""
    there = paragraph_spans(text)
    found = paired([base[start:end] for start, end in spans], [text[start:end] for start, end in there])
    if any((one.last - one.first, one.end - one.start) != (1, 1) for one in found.groups):
        return None
    pairs = [*found.moves, *((one.first, one.start) for one in found.groups)]
    order = [before for before, _after in sorted(pairs, key=itemgetter(1))]
    return order if len(order) == len(spans) else None
