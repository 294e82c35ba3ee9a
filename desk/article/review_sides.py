"""A text as it was beside what it became, paragraph against paragraph, and both in one, with who changed what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from desk.article.paragraphs import paragraph_spans
from desk.article.review_edits import Edit
from desk.article.review_text import Revision, Segment
from desk.article.words import Span


class Mark(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    MOVED_ON = "moved on"
    MOVED_HERE = "moved here"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that share one mark, and the edit that made it."""

    text: str
    mark: Mark = Mark.SAME
    edit: Edit | None = None


Side = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What faces each other: mostly one paragraph and what it became; `before` or `after` is empty where it has none.

    `both` is the two in one, for reading inline.
    """

    before: Side
    after: Side
    both: Side

    @property
    def is_changed(self) -> bool:
        """Whether anything is marked."""
        return any(stretch.mark is not Mark.SAME for stretch in self.both)


@dataclass(slots=True)
class _Row:
    """Paragraphs of both texts, by their numbers (the last not included), and the segments they are made of."""

    olds: tuple[int, int]
    news: tuple[int, int]
    segments: list[Segment] = field(default_factory=list)
    is_whole: bool = False


def rows(revision: Revision, edits: Mapping[int, Edit]) -> tuple[Row, ...]:
    """Both texts in rows; `edits` has the edit of each piece, by its number."""
    return tuple(_Sides(revision, edits).rows())


class _Sides:
    def __init__(self, revision: Revision, edits: Mapping[int, Edit]) -> None:
        self._revision, self._edits = revision, edits
        self._olds, self._news = paragraph_spans(revision.before), paragraph_spans(revision.after)
        self._found: list[_Row] = []

    def rows(self) -> Iterator[Row]:
        """The rows, in order."""
        for segment in self._revision.segments():
            self._take(segment)
        return map(self._row, self._found)

    def _take(self, segment: Segment) -> None:
        """Put a segment into the row it belongs to, or into each of those that it goes through."""
        olds, news = _touched(self._olds, segment.old), _touched(self._news, segment.new)
        if segment.piece is not None:
            is_whole = self._revision.pieces[segment.piece].is_paragraph
            self._add(olds, news, segment, is_whole=is_whole)
            return
        shift = segment.new[0] - segment.old[0]
        for number in range(*olds):
            start, end = max(self._olds[number][0], segment.old[0]), min(self._olds[number][1], segment.old[1])
            part = Segment((start, end), (start + shift, end + shift))
            self._add((number, number + 1), _touched(self._news, part.new), part)

    def _add(self, olds: Span, news: Span, segment: Segment, *, is_whole: bool = False) -> None:
        last = self._found[-1] if self._found else None
        goes_on = last and (_goes_on(last.olds, olds) or _goes_on(last.news, news))
        if last and not is_whole and not last.is_whole:
            goes_on = goes_on or (olds[0] == olds[1] and news[0] == news[1])
        if last and goes_on:
            last.olds, last.news = _joined(last.olds, olds), _joined(last.news, news)
            last.segments.append(segment)
        elif olds[0] < olds[1] or news[0] < news[1]:
            self._found.append(_Row(olds, news, [segment], is_whole))

    def _row(self, row: _Row) -> Row:
        if row.is_whole and (number := row.segments[0].piece) is not None and self._revision.pieces[number].is_moved:
            return self._moved(number, is_here=row.news[0] < row.news[1])
        before, after = (tuple(self._side(row.segments, of_old)) for of_old in (True, False))
        return Row(before, after, tuple(self._both(row.segments)))

    def _moved(self, number: int, *, is_here: bool) -> Row:
        """A moved paragraph where it is, or where it was."""
        edit = self._edits.get(number)
        if not is_here:
            words = (Stretch(self._revision.before[slice(*self._revision.pieces[number].old)], Mark.MOVED_ON, edit),)
            return Row(words, (), words)
        found = tuple(self._both(self._revision.inside(number)))
        both = tuple(Stretch(one.text, Mark.MOVED_HERE, edit) if one.mark is Mark.SAME else one for one in found)
        return Row((), tuple(one for one in both if one.mark is not Mark.GONE), both)

    def _side(self, segments: Iterable[Segment], of_old: bool) -> Iterator[Stretch]:
        text = self._revision.before if of_old else self._revision.after
        for one in segments:
            words = text[slice(*(one.old if of_old else one.new))]
            if words:
                mark = Mark.SAME if one.piece is None else Mark.GONE if of_old else Mark.NEW
                yield Stretch(words, mark, self._edit(one))

    def _both(self, segments: Iterable[Segment]) -> Iterator[Stretch]:
        for one in segments:
            if one.piece is not None and one.old[0] < one.old[1]:
                yield Stretch(self._revision.before[slice(*one.old)], Mark.GONE, self._edit(one))
            if one.new[0] < one.new[1]:
                mark = Mark.SAME if one.piece is None else Mark.NEW
                yield Stretch(self._revision.after[slice(*one.new)], mark, self._edit(one))

    def _edit(self, segment: Segment) -> Edit | None:
        return self._edits.get(segment.piece) if segment.piece is not None else None


def _touched(paragraphs: Sequence[Span], span: Span) -> Span:
    """The numbers of the paragraphs that a stretch lies in, none for white space between two."""
    first = bisect_right(paragraphs, span[0], key=lambda one: one[1])
    last = first
    while last < len(paragraphs) and paragraphs[last][0] < span[1]:
        last += 1
    return (first, last) if span[0] < span[1] else (first, first)


def _goes_on(last: Span, numbers: Span) -> bool:
    return numbers[0] < numbers[1] and last[0] < last[1] and numbers[0] < last[1]


def _joined(one: Span, other: Span) -> Span:
    if other[0] == other[1]:
        return one
    return other if one[0] == one[1] else (one[0], max(one[1], other[1]))
