"""One text and what it became, as pieces of which each can be taken back by itself, all of them exactly.

A piece is a run of words that gave way to another within a paragraph, a paragraph that came, went or was written anew,
or one that was moved; what changed in a moved paragraph are pieces too. Places are code points.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from desk.article.changes import BodyChange
from desk.article.compare import Layout, laid_out
from desk.article.paragraphs import paragraph_spans
from desk.article.rewording import Hunk, hunks, narrowed
from desk.article.words import Span

_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """What stood at `old` of the text before, and what stands at `new` of the text after in its stead.

    `is_paragraph` where it is a whole paragraph; `is_moved` where both are the same one. Where that stood is `left_at`
    in the text after.
    """

    old: Span
    new: Span
    is_paragraph: bool = False
    is_moved: bool = False
    left_at: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of the text after that stays where it is."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Put:
    """Words that are put in; those of the text after that stood elsewhere in it come from `source`."""

    words: str
    source: Span | None = None


Part = Kept | Put


@dataclass(frozen=True, slots=True)
class Segment:
    """Stretches of both texts that belong together: the same words, or those of the piece of that number.

    A moved paragraph has one where it was, with no length in the text after, and one where it is, the other way round.
    """

    old: Span
    new: Span
    piece: int | None = None


class Hands(Protocol):
    """Who changed what: told apart, each author's words can be taken back by themselves."""

    def cut(self, hunk: Hunk) -> Sequence[Hunk]:
        """A run of words cut where one author's end and another's begin: hunks that touch, in both texts."""
        ...

    def others(self, span: Span) -> Sequence[Span]:
        """Of a paragraph that came in, the words by others than whose it mostly is."""
        ...


@dataclass(frozen=True, slots=True)
class _Words:
    """Neighbouring pieces of one run of words: together they are the whole hunk."""

    hunk: Hunk
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A paragraph that was, that is, or both; a moved one has a slot where it was and one where it is."""

    piece: int
    old: Span | None
    new: Span | None
    words: tuple[_Words, ...] = ()
    """What changed in it, where it moved, or what others changed since it came."""
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """Whole paragraphs that gave way to others."""

    hunk: Hunk
    slots: tuple[_Slot, ...]


class Revision:
    """A text `before` and what it became, `after`: its `pieces`, and what the text is with some of them taken back."""

    def __init__(self, before: str, after: str, layout: Layout | None = None, hands: Hands | None = None) -> None:
        self.before, self.after = before, after
        self.layout = layout or laid_out(before, after)
        self._hands = hands
        self.pieces: list[Piece] = []
        self._moves = _Moves(self)
        self._stretches = [self._stretch(n, hunk) for n, hunk in enumerate(self.layout.hunks)]

    def text(self, taken_back: Collection[int]) -> str:
        """The text with the pieces of these numbers as they were, and the others as they are."""
        return "".join(
            self.after[part.start : part.end] if isinstance(part, Kept) else part.words
            for part in self.parts(taken_back)
        )

    def changes(self, taken_back: Collection[int]) -> Iterator[BodyChange]:
        """What leads from the text after to `text(taken_back)`; places are those of the text after."""
        at, words = 0, ""
        for part in (*self.parts(taken_back), Kept(len(self.after), len(self.after))):
            if isinstance(part, Put):
                words += part.words
            elif at < part.start or words:
                yield BodyChange(at, self.after[at : part.start], words)
                at, words = part.end, ""
            else:
                at = part.end

    def parts(self, taken_back: Collection[int]) -> Iterator[Part]:
        """What `text(taken_back)` is made of, in order; none is empty."""
        at = 0
        for stretch in self._stretches:
            start, end = stretch.hunk[2:]
            yield from _kept(at, start)
            if isinstance(stretch, _Words):
                yield from self._words(stretch, taken_back)
            else:
                yield from self._block(stretch, taken_back)
            at = end
        yield from _kept(at, len(self.after))

    def segments(self) -> Iterator[Segment]:
        """Both texts in order, without the white space around paragraphs that came, went or moved."""
        b, a = 0, 0
        for stretch in self._stretches:
            b0, b1, a0, a1 = stretch.hunk
            yield from _same(b, b0, a, a0)
            if isinstance(stretch, _Words):
                yield from self._changed(stretch)
            else:
                for slot in stretch.slots:
                    yield from _of_slot(slot, b1, a0)
            b, a = b1, a1
        yield from _same(b, len(self.before), a, len(self.after))

    def inside(self, moved: int) -> Iterator[Segment]:
        """A moved paragraph, where it was and where it is, as segments."""
        slot, piece = self._moves.slots[moved], self.pieces[moved]
        b, a = piece.old[0], piece.new[0]
        for words in slot.words:
            yield from _same(b, words.hunk[0], a, words.hunk[2])
            yield from self._changed(words)
            b, a = words.hunk[1], words.hunk[3]
        yield from _same(b, piece.old[1], a, piece.new[1])

    def _changed(self, words: _Words) -> Iterator[Segment]:
        return (Segment(self.pieces[number].old, self.pieces[number].new, number) for number in words.pieces)

    # cutting into pieces

    def piece(self, piece: Piece) -> int:
        """The number of a new piece."""
        self.pieces.append(piece)
        return len(self.pieces) - 1

    def run(self, hunk: Hunk) -> _Words:
        """A run of words as a piece, or as one for each author."""
        hunk = narrowed(self.before, self.after, hunk)
        cuts = self._hands.cut(hunk) if self._hands else (hunk,)
        return _Words(hunk, tuple(self.piece(Piece(one[:2], one[2:])) for one in cuts))

    def _stretch(self, number: int, hunk: Hunk) -> _Words | _Block:
        if number not in self.layout.whole:
            return self.run(hunk)
        olds = _paragraphs(self.before, hunk[0], hunk[1])
        news = _paragraphs(self.after, hunk[2], hunk[3])
        if not olds and not news:
            return self.run(hunk)
        return _Block(self._with_space(hunk), tuple(self._slots(olds, news, hunk)))

    def _with_space(self, hunk: Hunk) -> Hunk:
        """The hunk with the white space around it, which is the same in both texts."""
        b0, b1, a0, a1 = hunk
        left = 0
        while (
            left < min(b0, a0)
            and self.before[b0 - left - 1] == self.after[a0 - left - 1]
            and (self.before[b0 - left - 1].isspace())
        ):
            left += 1
        right = 0
        while (
            b1 + right < len(self.before)
            and a1 + right < len(self.after)
            and (self.before[b1 + right] == self.after[a1 + right] and self.after[a1 + right].isspace())
        ):
            right += 1
        return b0 - left, b1 + right, a0 - left, a1 + right

    def _slots(self, olds: Sequence[Span], news: Sequence[Span], hunk: Hunk) -> Iterator[_Slot]:
        """The paragraphs in order, what was written anew beside what stands in its place."""
        i = j = 0
        b, a = hunk[0], hunk[2]
        while i < len(olds) or j < len(news):
            old, new = olds[i] if i < len(olds) else None, news[j] if j < len(news) else None
            if old in self._moves.gone:
                new = None
            elif new in self._moves.come:
                old = None
            if old is not None and new is None and old in self._moves.gone:
                yield self._moves.slot_left(old, a)
            elif new is not None and old is None and new in self._moves.come:
                yield self._moves.slots[self._moves.come[new]]
            else:
                yield self._slot(Piece(old or (b, b), new or (a, a), is_paragraph=True))
            if old is not None:
                i, b = i + 1, old[1]
            if new is not None:
                j, a = j + 1, new[1]

    def _slot(self, piece: Piece) -> _Slot:
        """The slot of a paragraph that came, went or was written anew; what others changed in it since is within."""
        number = self.piece(piece)
        old, new = (span if span[0] < span[1] else None for span in (piece.old, piece.new))
        others = self._hands.others(new) if self._hands and new else ()
        end = piece.old[1]
        runs = [_Words((end, end, *span), (self.piece(Piece((end, end), span)),)) for span in others]
        return _Slot(number, old, new, tuple(runs))

    # putting together again

    def _words(self, words: _Words, taken_back: Collection[int]) -> Iterator[Part]:
        for number in words.pieces:
            piece = self.pieces[number]
            if number not in taken_back:
                yield from _kept(*piece.new)
            elif piece.old[0] < piece.old[1]:
                yield Put(self.before[slice(*piece.old)])

    def _block(self, block: _Block, taken_back: Collection[int]) -> Iterator[Part]:
        back = [slot.piece in taken_back for slot in block.slots]
        if not any(back):
            yield from self._as_it_is(block, taken_back)
        elif all(back):
            yield from self._as_it_was(block, taken_back)
        else:
            yield from self._mixed(block, taken_back)

    def _as_it_is(self, block: _Block, taken_back: Collection[int]) -> Iterator[Part]:
        _b, _b1, at, end = block.hunk
        for slot in block.slots:
            for words in slot.words if slot.new else ():
                yield from _kept(at, words.hunk[2])
                yield from self._words(words, taken_back)
                at = words.hunk[3]
        yield from _kept(at, end)

    def _as_it_was(self, block: _Block, taken_back: Collection[int]) -> Iterator[Part]:
        at, end = block.hunk[:2]
        for slot in block.slots:
            if slot.old and self.pieces[slot.piece].is_moved:
                yield from _put(self.before[at : slot.old[0]])
                yield self._brought_back(slot, taken_back)
                at = slot.old[1]
        yield from _put(self.before[at:end])

    def _mixed(self, block: _Block, taken_back: Collection[int]) -> Iterator[Part]:
        """Paragraphs of both texts, each apart from the next as it was from the one before it."""
        a, a1 = block.hunk[2:]
        is_first = not self.after[:a].strip()
        for slot in block.slots:
            back = slot.piece in taken_back
            span = slot.old if back else slot.new
            if span is None:
                continue
            if not is_first:
                yield Put(_space_before(self.before if back else self.after, span[0]))
            is_first = False
            if not back:
                yield from self._stays(slot, taken_back)
            elif self.pieces[slot.piece].is_moved:
                yield self._brought_back(slot, taken_back)
            else:
                yield Put(self.before[slice(*span)])
        if a1 < len(self.after) and not is_first:
            yield Put(_space_before(self.after, a1))
        elif a1 == len(self.after):
            yield from _put(_trailing(self.after))

    def _stays(self, slot: _Slot, taken_back: Collection[int]) -> Iterator[Part]:
        at, end = slot.new or (0, 0)
        for words in slot.words:
            yield from _kept(at, words.hunk[2])
            yield from self._words(words, taken_back)
            at = words.hunk[3]
        yield from _kept(at, end)

    def _brought_back(self, slot: _Slot, taken_back: Collection[int]) -> Put:
        """A moved paragraph, in the words that are left of its changes, where it was."""
        there = self._moves.slots[slot.piece]
        parts = self._stays(there, taken_back)
        words = "".join(self.after[part.start : part.end] if isinstance(part, Kept) else part.words for part in parts)
        return Put(words, there.new)


class _Moves:
    """The moved paragraphs of a revision, their white space apart."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        self.gone: dict[Span, int] = {}
        self.come: dict[Span, int] = {}
        self.slots: dict[int, _Slot] = {}
        """By the number of its piece, each moved paragraph where it is now."""
        for move in revision.layout.moves:
            [old] = _paragraphs(revision.before, *move.place[:2])
            [new] = _paragraphs(revision.after, *move.place[2:])
            number = revision.piece(Piece(old, new, is_paragraph=True, is_moved=True))
            found = hunks(revision.before[slice(*old)], revision.after[slice(*new)])
            words = tuple(revision.run((old[0] + b, old[0] + c, new[0] + a, new[0] + d)) for b, c, a, d in found)
            self.gone[old] = self.come[new] = number
            self.slots[number] = _Slot(number, None, new, words, is_moved=True)

    def slot_left(self, old: Span, at: int) -> _Slot:
        """The slot of a paragraph where it was, which is now before a place of the text after."""
        number = self.gone[old]
        pieces = self._revision.pieces
        pieces[number] = replace(pieces[number], left_at=at)
        return _Slot(number, old, None, is_moved=True)


def _paragraphs(text: str, start: int, end: int) -> list[Span]:
    return [(start + first, start + last) for first, last in paragraph_spans(text[start:end])]


def _of_slot(slot: _Slot, b: int, a: int) -> Iterator[Segment]:
    """A paragraph as a segment, or as several around what others changed in it; `b` and `a` are places beside it."""
    old, (at, end) = slot.old or (b, b), slot.new or (a, a)
    for words in () if slot.is_moved else slot.words:
        if at < words.hunk[2] or old[0] < old[1]:
            yield Segment(old, (at, words.hunk[2]), slot.piece)
        old = (old[1], old[1])
        yield Segment(old, words.hunk[2:], words.pieces[0])
        at = words.hunk[3]
    if at < end or old[0] < old[1]:
        yield Segment(old, (at, end), slot.piece)


def _same(b: int, b1: int, a: int, a1: int) -> Iterator[Segment]:
    if b < b1:
        yield Segment((b, b1), (a, a1))


def _kept(start: int, end: int) -> Iterator[Part]:
    if start < end:
        yield Kept(start, end)


def _put(words: str) -> Iterator[Part]:
    if words:
        yield Put(words)


def _space_before(text: str, at: int) -> str:
    """The white space that parts the paragraph at a place from what stands before it."""
    start = at
    while start and text[start - 1].isspace():
        start -= 1
    return text[start:at] if "\n" in text[start:at] else _BREAK


def _trailing(text: str) -> str:
    return text[len(text.rstrip()) :]
