"""The body's text as a row of blocks that follows every change, cutting only what the change can have touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk.article.blocks import Cut, Cutter, Kind, may_close
from desk.article.changes import BodyChange
from desk.article.measure import count_words
from desk.article.parts import Definition, definitions, labels_in


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the text: what it is, and which labels it uses and defines. `open`: the mark that ends it lacks."""

    kind: Kind
    text: str
    open: bool
    words: int
    labels: frozenset[str]
    defines: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Splice:
    """From block `first` on, the blocks `gone` gave way to the blocks `come`."""

    first: int
    gone: tuple[Block, ...] = ()
    come: tuple[Block, ...] = ()


def read_block(body: str, cut: Cut) -> Block:
    """A block with all that a rendering asks of it."""
    return _read(body, cut, count_words)


def uncounted_block(body: str, cut: Cut) -> Block:
    """A block for a rendering of which nobody asks how many words it has."""
    return _read(body, cut, lambda _text: 0)


def _read(body: str, cut: Cut, count: Callable[[str], int]) -> Block:
    text = body[cut.start : cut.end]
    defines = tuple(definitions(cut.kind, text))
    labels = labels_in(text) if cut.kind not in (Kind.LINK, Kind.NOTE, Kind.FENCE) else frozenset()
    return Block(cut.kind, text, cut.open, count(text), labels, defines)


def bare_block(body: str, cut: Cut) -> Block:
    """A block of which only kind and text are asked; six times as fast."""
    return Block(cut.kind, body[cut.start : cut.end], cut.open, 0, frozenset(), ())


class Passages:
    """The blocks of a body, in order, with a cursor where the last work was done."""

    def __init__(self, body: str, make: Callable[[str, Cut], Block] = read_block) -> None:
        self._make = make
        self.blocks = [make(body, cut) for cut in Cutter(body).cuts()]
        self._index = 0
        self._start = 0
        self._open = sum(block.open for block in self.blocks)

    def at(self, position: int) -> int:
        """The block that holds a code point; the last one for the end of the text."""
        self._move_to(position)
        return self._index

    def span(self, index: int) -> tuple[int, int]:
        """Where a block begins and ends in the text."""
        while self._index < index:
            self._forward()
        while self._index > index:
            self._back()
        return self._start, self._start + len(self.blocks[index].text)

    def recut(self, change: BodyChange, body: str) -> Splice:
        """Follow a change that led to `body`; the blocks it took away and those it brought."""
        self._move_to(change.at)
        if self._index:  # the block before may now take in what follows it
            self._back()
        if self._open and may_close(_lines_of(change, body)):
            self._move_to_first_open()
        come, last = self._cut_until_known(change, body)
        splice = _trimmed(Splice(self._index, tuple(self.blocks[self._index : last]), tuple(come)))
        self.blocks[splice.first : splice.first + len(splice.gone)] = splice.come
        self._open += sum(block.open for block in splice.come) - sum(block.open for block in splice.gone)
        return splice

    def _cut_until_known(self, change: BodyChange, body: str) -> tuple[list[Block], int]:
        """New blocks from the cursor on, and the index of the old block that follows them unchanged."""
        end, grown = change.at + len(change.inserted), len(change.inserted) - len(change.removed)
        cutter, position = Cutter(body), self._start
        come: list[Block] = []
        old, old_start = self._index, self._start + grown
        while position < len(body):
            while old < len(self.blocks) and old_start < position:
                old_start += len(self.blocks[old].text)
                old += 1
            if position >= end and old_start == position:
                return come, old
            cut = cutter.cut(position)
            come.append(self._make(body, cut))
            position = cut.end
        return come, len(self.blocks)

    def _move_to(self, position: int) -> None:
        while self._index + 1 < len(self.blocks) and position >= self._start + len(self.blocks[self._index].text):
            self._forward()
        while position < self._start:
            self._back()

    def _move_to_first_open(self) -> None:
        first = next((index for index in range(self._index) if self.blocks[index].open), self._index)
        while self._index > first:
            self._back()

    def _forward(self) -> None:
        self._start += len(self.blocks[self._index].text)
        self._index += 1

    def _back(self) -> None:
        self._index -= 1
        self._start -= len(self.blocks[self._index].text)


def _lines_of(change: BodyChange, body: str) -> str:
    """The whole lines in which the change stands now."""
    end = body.find("\n", change.at + len(change.inserted))
    return body[body.rfind("\n", 0, change.at) + 1 : end if end != -1 else len(body)]


def _trimmed(splice: Splice) -> Splice:
    """The splice without the blocks at its ends that are the same before and after."""
    gone, come, head, tail = splice.gone, splice.come, 0, 0
    while head < min(len(gone), len(come)) and gone[head] == come[head]:
        head += 1
    while tail < min(len(gone), len(come)) - head and gone[-1 - tail] == come[-1 - tail]:
        tail += 1
    return Splice(splice.first + head, gone[head : len(gone) - tail], come[head : len(come) - tail])
