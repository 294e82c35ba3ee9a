"""The words of a source beside its translation: passages, with what was put in and taken out since that was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.article.compare import Difference, Kind, compare
from desk.article.facing import Passage, passages_of

SAME, COME, GONE = "same", "come", "gone"
Run = tuple[str, str]
"""A stretch of words, and what became of it: SAME, COME or GONE."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One passage of a source, or one that is gone (`passage` is None then), as runs of words."""

    passage: Passage | None
    runs: tuple[Run, ...]

    @property
    def is_changed(self) -> bool:
        return any(how != SAME for _words, how in self.runs)


@dataclass(frozen=True, slots=True)
class _Piece:
    at: int
    words: str
    how: str


def shown(before: str | None, after: str) -> tuple[Shown, ...]:
    """The passages of a body, in order; what differs from the one before is marked, nothing where that is None."""
    pieces = [_Piece(0, after, SAME)] if before is None or before == after else list(_pieces(before, after))
    passages = passages_of(after)
    found: list[Shown] = []
    waiting = sorted((one for one in pieces if one.how == GONE), key=lambda one: one.at)
    standing = [one for one in pieces if one.how != GONE]
    for passage in passages:
        start, end = passage.span
        while waiting and (waiting[0].at < start or (waiting[0].at == start and "\n\n" in waiting[0].words)):
            found += _gone(waiting.pop(0))
        inside = []
        while waiting and (waiting[0].at < end or (waiting[0].at == end and "\n\n" not in waiting[0].words)):
            inside.append(waiting.pop(0))
        found.append(Shown(passage, tuple(_runs(passage, standing, inside))))
    for piece in waiting:
        found += _gone(piece)
    return tuple(found)


def line(before: str | None, after: str) -> Shown:
    """A headline or a summary, with what differs from the one before."""
    pieces = [_Piece(0, after, SAME)] if before is None or before == after else list(_pieces(before, after))
    runs = sorted(pieces, key=lambda one: (one.at, one.how != GONE))
    return Shown(None, tuple((one.words, one.how) for one in runs if one.words))


def _pieces(before: str, after: str) -> Iterator[_Piece]:
    """All of the text after, and what is gone of the one before, each with its place in the text after."""
    for one in compare(before, after):
        yield from _piece(before, after, one)


def _piece(before: str, after: str, one: Difference) -> Iterator[_Piece]:
    if one.kind is Kind.MOVED:
        for part in one.edits:
            yield from _piece(before, after, part)
    elif one.kind is Kind.DELETED:
        yield _Piece(one.after_start, before[one.start : one.end], GONE)
    else:
        how = COME if one.kind is Kind.INSERTED else SAME
        yield _Piece(one.after_start, after[one.after_start : one.after_end], how)


def _gone(piece: _Piece) -> list[Shown]:
    return [Shown(None, ((words.strip(), GONE),)) for words in piece.words.split("\n\n") if words.strip()]


def _runs(passage: Passage, standing: Sequence[_Piece], gone: Sequence[_Piece]) -> Iterator[Run]:
    start, end = passage.span
    left = list(gone)
    for piece in standing:
        low, high = max(piece.at, start), min(piece.at + len(piece.words), end)
        while left and left[0].at <= low and low <= high:
            yield left.pop(0).words, GONE
        if low < high:
            yield from _split(piece, low, high, left)
    yield from ((piece.words, GONE) for piece in left)


def _split(piece: _Piece, low: int, high: int, left: list[_Piece]) -> Iterator[Run]:
    """A piece of what stands, with what is gone from amid it."""
    while left and low < left[0].at < high:
        yield piece.words[low - piece.at : left[0].at - piece.at], piece.how
        low = left[0].at
        yield left.pop(0).words, GONE
    yield piece.words[low - piece.at : high - piece.at], piece.how
