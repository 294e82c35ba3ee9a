"""The words of a body where they stand: paragraphs, headings and cells without the marks and indentation around them.

An edit that touches a few words finds its block here without a pass over the text, sees what the renderer sees of it,
and gets back to the body's own places. Items and quotes come out as in `parts`: each of their lines is the end of a
line of the body, so that a place in it is told by how far it stands from the line's end.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from desk.article.blocks import ITEM, Cut, Cutter, Kind, cell_spans
from desk.article.parts import DEEPEST, definitions, listing, unquoted

_SPACE = " \t\n\r\f\v"


@dataclass(frozen=True)
class Excerpt:
    """Lines of a body, each perhaps without its beginning; `ends` are the places in the body where the lines end."""

    text: str
    ends: tuple[int, ...]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts = [0]
        for line in self.text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return tuple(starts)

    def place(self, offset: int) -> int:
        """Where in the body the code point at `offset` of the text stands."""
        line = bisect_right(self._starts, offset, 0, len(self.ends)) - 1
        return self.ends[line] - (self._starts[line + 1] - 1 - offset)

    def offset(self, place: int) -> int:
        """The offset in the text of a place in the body, the nearest one where the place is not in the text."""
        line = min(bisect_left(self.ends, place), len(self.ends) - 1)
        end = self._starts[line + 1] - 1
        return min(max(end - (self.ends[line] - place), self._starts[line]), end)

    @property
    def start(self) -> int:
        """Where in the body the text begins."""
        return self.place(0)

    @property
    def end(self) -> int:
        """Where in the body the text ends."""
        return self.ends[-1]

    def part(self, start: int, end: int) -> Excerpt:
        """The text from offset `start` to `end`."""
        first = bisect_right(self._starts, start, 0, len(self.ends)) - 1
        last = bisect_right(self._starts, end, 0, len(self.ends)) - 1
        return Excerpt(self.text[start:end], (*self.ends[first:last], self.place(end)))

    def within(self, text: str, line: int = 0) -> Excerpt:
        """A text made of the ends of these lines, from line number `line` on."""
        return Excerpt(text, self.ends[line : line + text.count("\n") + 1])

    def stripped(self) -> Excerpt:
        """The text without space at its ends."""
        start = len(self.text) - len(self.text.lstrip(_SPACE))
        return self.part(start, max(start, len(self.text.rstrip(_SPACE))))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block that holds no others, or a cell of a table, and the quotes, lists, items and notes it stands in."""

    kind: Kind
    words: Excerpt
    inside: tuple[Holder, ...] = ()


_PHOTOS = re.compile(r"(?:!\[[^\]\n]*\]\(photo:[^()\s]*\)\s*)+")


def has_words(leaf: Leaf) -> bool:
    """Whether a leaf is words that a reader reads: no code, rule or HTML, and not only photos."""
    is_text = leaf.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.TABLE)
    return is_text and bool(leaf.words.text) and not _PHOTOS.fullmatch(leaf.words.text)


@dataclass(frozen=True, slots=True)
class Holder:
    """What holds blocks: a quote, a list, one item of it, a note, a table. `block` has its marks, `words` has not."""

    kind: Kind
    block: Excerpt
    words: Excerpt
    is_item: bool = False


def excerpt(body: str, start: int, end: int) -> Excerpt:
    """The body from `start` to `end` as it is."""
    text, ends, at = body[start:end], [], start
    for line in text.split("\n"):
        at += len(line)
        ends.append(at)
        at += 1
    return Excerpt(text, tuple(ends))


def leaves(body: str, start: int, end: int) -> Iterator[Leaf]:
    """The leaves of all blocks that code points `start` to `end` touch, in order; of a caret, those of its block."""
    for cut in blocks(body, start, end):
        yield from leaves_of(excerpt(body, cut.start, cut.end))


def blocks(body: str, start: int, end: int) -> Iterator[Cut]:
    """The blocks that code points `start` to `end` touch, that which holds `start` first."""
    for cut in Cutter(body).cuts(block_start(body, start)):
        if cut.end > start or cut.end == len(body):
            yield cut
        if cut.end >= max(end, start + 1):
            return


def leaves_of(text: Excerpt, inside: tuple[Holder, ...] = ()) -> Iterator[Leaf]:
    """The leaves of a text that is blocks by itself."""
    for cut in Cutter(text.text).cuts():
        if cut.kind is not Kind.BLANK:
            block = text.text[cut.start : cut.end].rstrip(_SPACE)
            yield from _leaves_in(cut.kind, text.part(cut.start, cut.start + len(block)), inside)


def _leaves_in(kind: Kind, block: Excerpt, inside: tuple[Holder, ...]) -> Iterator[Leaf]:
    deep = len(inside) > DEEPEST
    if kind is Kind.QUOTE and not deep:
        words = block.within(unquoted(block.text))
        yield from leaves_of(words, (*inside, Holder(kind, block, words)))
    elif kind is Kind.LIST and not deep:
        yield from _in_list(block, inside)
    elif kind is Kind.NOTE and not deep:
        words = block.within(next(definitions(kind, block.text))[1][0])
        yield from leaves_of(words, (*inside, Holder(kind, block, words)))
    elif kind is Kind.TABLE:
        holder = Holder(kind, block, block)
        yield from (Leaf(kind, cell, (*inside, holder)) for cell in _cells_in(block))
    else:
        yield Leaf(kind, _heading_words(block.stripped()) if kind is Kind.HEADING else block.stripped(), inside)


def _in_list(block: Excerpt, inside: tuple[Holder, ...]) -> Iterator[Leaf]:
    whole, line = Holder(Kind.LIST, block, block), 0
    lines = block.text.split("\n")
    for words in listing(block.text).items:
        count = words.count("\n") + 1
        marked = block.within("\n".join(lines[line : line + count]), line)
        item = Holder(Kind.LIST, marked, block.within(words, line), is_item=True)
        line += count
        found = False
        for leaf in leaves_of(item.words, (*inside, whole, item)):
            yield leaf
            found = True
        if not found:  # an item without words
            yield Leaf(Kind.BLANK, item.words.part(0, 0), (*inside, whole, item))


def _heading_words(block: Excerpt) -> Excerpt:
    if "\n" in block.text:  # underlined
        return block.part(0, block.text.rindex("\n")).stripped()
    words = block.text.lstrip("#")
    start = len(block.text) - len(words)
    bare = words.rstrip(_SPACE).rstrip("#")
    end = start + len(bare) if bare[-1:] in (" ", "\t", "") else len(block.text)
    return block.part(start, end).stripped()


def _cells_in(block: Excerpt) -> Iterator[Excerpt]:
    at = 0
    for number, row in enumerate(block.text.split("\n")):
        if number != 1:  # the row of dashes
            yield from (block.part(at + start, at + end) for start, end in cell_spans(row))
        at += len(row) + 1


def is_free(body: str, at: int) -> bool:
    """Whether words may be typed here although none are: in an empty line, not among code or HTML."""
    start, end = body.rfind("\n", 0, at) + 1, body.find("\n", at)
    if body[start : len(body) if end < 0 else end].strip(" \t\r>"):
        return any(leaf.kind is Kind.BLANK and leaf.words.start <= at for leaf in leaves(body, at, at))
    block = next(blocks(body, at, at), None)
    if block is None or block.kind not in (Kind.FENCE, Kind.HTML, Kind.LINK):
        return True
    return not body[at : block.end].strip()


# where blocks begin


def block_start(body: str, at: int) -> int:
    """Where the block that holds code point `at` begins.

    Far back a block surely begins behind an empty line where text stands that goes on with no list or footnote,
    unless that is in a fence or the like. Whether it is cannot be told from near by: so those are stepped over one by
    one, from the first on. In between nothing is read but for finding them.
    """
    at = max(0, min(at, len(body) - 1))
    cutter, sure = Cutter(body), 0
    for opening in heapq.merge(*(_openings(body, mark, at) for mark in ("`", "~", "<"))):
        if opening < sure:
            continue
        position = _sure_start(body, opening, sure)
        while position <= opening:
            cut = cutter.cut(position)
            if cut.end > at:
                return position
            position = cut.end
        sure = position
    position = _sure_start(body, at, sure)
    while (end := cutter.cut(position).end if body else at + 1) <= at:
        position = end
    return position


def _openings(body: str, mark: str, before: int) -> Iterator[int]:
    """Every line before a place that begins with this mark and so may open a region, which no empty line ends.

    One character is looked for, since that is many times faster than several.
    """
    found = body.find(mark, 0, before)
    while found != -1:
        line = body.rfind("\n", 0, found) + 1
        if found - line < 4 and not body[line:found].strip(" "):
            yield line
        end = body.find("\n", found)
        found = -1 if end < 0 else body.find(mark, end, before)


def _sure_start(body: str, at: int, floor: int) -> int:
    """The last place from `floor` to `at` where a block begins if no region is open there; `floor` is one."""
    gap = body.rfind("\n\n", floor, at)
    while gap != -1:
        start = gap + 2
        if body[start : start + 1].strip(_SPACE) and not ITEM.match(body, start):
            return start
        gap = body.rfind("\n\n", floor, gap + 1)
    return floor
