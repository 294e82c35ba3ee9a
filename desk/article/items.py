"""Items of lists under the keys: Tab takes one a level deeper, Shift+Tab a level out, and numbers count on.

A list is taken as the renderer takes it, with fences and paragraphs in its items, empty lines between them, and in a
quote. Places are code points of the body; None means that the key does nothing of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desk.article.blocks import ITEM, Cutter, Kind, width
from desk.article.changes import BodyChange, Change
from desk.article.excerpts import Excerpt, leaves
from desk.article.parts import listing
from desk.article.steps import together


def indent(body: str, start: int, end: int, *, deeper: bool) -> Change | None:
    """Take the items from `start` to `end` a level deeper or out, with what belongs to them; None where that cannot be.

    An item goes below the one before it on its level, so the first of a list stays where it is. It takes the kind and
    the number that fit where it comes to stand.
    """
    outline = _outline(body, start)
    if outline is None:
        return None
    chosen = outline.chosen(start, end)
    moved = [item for item in chosen if (outline.deeper(item) if deeper else outline.out(item))]
    return together(None, outline.changes()) if moved and moved[0] is chosen[0] else None


def renumber(body: str, at: int) -> Change | None:
    """Have the numbers of the list around `at` count up; None where they do."""
    outline = _outline(body, at)
    return together(None, outline.changes()) if outline else None


def leave(body: str, at: int) -> Change | None:
    """Enter on an item without words: a nested one goes a level out; None for one on the first level, which ends."""
    outline = _outline(body, at)
    chosen = outline.chosen(at, at) if outline else []
    if outline is None or not chosen or not outline.is_empty(chosen[0]) or not outline.out(chosen[0]):
        return None
    return together(None, outline.changes())


@dataclass(eq=False, slots=True)
class _Item:
    """An item: its first line and the line behind all that belongs to it, as they were; the rest as it is to be."""

    line: int
    end: int
    indent: int
    sign: str
    gap: int
    above: _Item | None
    below: list[_Item] = field(default_factory=list)
    is_moved: bool = False

    @property
    def content(self) -> int:
        """The column in which the words begin."""
        return self.indent + len(self.sign) + (self.gap if 0 < self.gap <= 4 else 1)

    @property
    def number(self) -> int | None:
        return int(self.sign[:-1]) if len(self.sign) > 1 else None


@dataclass(slots=True)
class _Outline:
    """The items of one list, the outermost in its quote, and how far each of its lines is to move."""

    block: Excerpt
    lines: list[str]
    shifts: list[int]
    top: list[_Item] = field(default_factory=list)

    def all(self, items: list[_Item] | None = None) -> Iterator[_Item]:
        """Every item, in order."""
        for item in self.top if items is None else items:
            yield item
            yield from self.all(item.below)

    def chosen(self, start: int, end: int) -> list[_Item]:
        """The items that a selection touches, without those that go along with one above them."""
        first, last = self._line_at(start), self._line_at(max(start, end - (end > start)))
        found: list[_Item] = []
        items = list(self.all())
        for item, behind in zip(items, [*(item.line for item in items[1:]), len(self.lines)], strict=True):
            if item.line <= last and behind > first and not any(item.line < one.end for one in found):
                found.append(item)
        return found

    def _line_at(self, place: int) -> int:
        ends = (number for number, end in enumerate(self.block.ends) if place <= end)
        return next(ends, len(self.lines) - 1)

    def is_empty(self, item: _Item) -> bool:
        """Whether an item has neither words nor items below it."""
        words = [self.lines[item.line].lstrip(" \t")[len(item.sign) :], *self.lines[item.line + 1 : item.end]]
        return not "".join(words).strip()

    def _beside(self, item: _Item) -> list[_Item]:
        return item.above.below if item.above else self.top

    def deeper(self, item: _Item) -> bool:
        """Hang an item on the one before; whether there is one."""
        beside = self._beside(item)
        place = beside.index(item)
        if not place:
            return False
        above = beside[place - 1]
        self._shift(item, (above.below[-1].indent if above.below else above.content) - item.indent)
        beside.remove(item)
        above.below.append(item)
        item.above, item.is_moved = above, True
        return True

    def out(self, item: _Item) -> bool:
        """Put an item behind the one it hangs on; those that followed it hang on it now. Whether it hung on one."""
        above = item.above
        if above is None:
            return False
        self._shift(item, above.indent - item.indent)
        place = above.below.index(item)
        for follower in above.below[place + 1 :]:
            follower.above, follower.is_moved = item, True
            item.below.append(follower)
        del above.below[place:]
        beside = self._beside(above)
        beside.insert(beside.index(above) + 1, item)
        item.above, item.is_moved = above.above, True
        return True

    def _shift(self, item: _Item, by: int) -> None:
        for line in range(item.line, item.end):
            self.shifts[line] += by
        for one in self.all([item]):
            one.indent += by

    def changes(self) -> list[BodyChange]:
        """What leads from the text to the items as they are now, numbers counting up."""
        self._sign(self.top)
        signs = {item.line: item.sign for item in self.all()}
        found: list[BodyChange] = []
        at = 0
        for number, line in enumerate(self.lines):
            bare = line.lstrip(" \t")
            old = line[: len(line) - len(bare)]
            new = " " * max(width(old) + self.shifts[number], 0) if self.shifts[number] and bare else old
            found.append(BodyChange(self.block.place(at), *_unlike(old, new)))
            if number in signs and (sign := ITEM.match(line)):
                start, end = (
                    sign.end("indent"),
                    sign.end("bullet" if sign["bullet"] else "number") + (not sign["bullet"]),
                )
                found.append(BodyChange(self.block.place(at + start), line[start:end], signs[number]))
            at += len(line) + 1
        return found

    def _sign(self, items: list[_Item]) -> None:
        """Give items that came to stand beside others the kind of these, and every number its place."""
        before: _Item | None = None
        for place, item in enumerate(items):
            other = before or next((one for one in items[place:] if not one.is_moved), None)
            if item.is_moved and other and (item.number is None) != (other.number is None):
                item.sign = other.sign
            if item.number is not None and before and before.number is not None:
                item.sign = numbered(item.sign, before.number + 1)
            elif item.number is not None and item.is_moved:
                item.sign = numbered(item.sign, 1)
            self._sign(item.below)
            before = item


def _unlike(old: str, new: str) -> tuple[str, str]:
    """What goes and what comes at the beginning of a line so that it begins otherwise."""
    if old.endswith(new):
        return old[: len(old) - len(new)], ""
    return ("", new[: len(new) - len(old)]) if new.endswith(old) else (old, new)


def numbered(sign: str, number: int) -> str:
    """The sign of an item, such as `1.`, with another number in the digits it has."""
    zero = ord(sign[0]) - int(sign[0])
    return "".join(chr(zero + int(digit)) for digit in str(number)) + sign[-1]


def _outline(body: str, at: int) -> _Outline | None:
    """The list that the line of a place is in: the outermost one in its quote."""
    block = _list_at(body, at)
    if block is None:
        return None
    lines = block.text.split("\n")
    outline = _Outline(block, lines, [0] * len(lines))
    outline.top = _items(block.text, lines, 0, None)
    return outline


def _list_at(body: str, at: int) -> Excerpt | None:
    for leaf in leaves(body, at, at):
        outermost = None
        for holder in leaf.inside:
            if holder.kind is not Kind.LIST:
                outermost = None
            elif outermost is None:
                outermost = holder.block
        end = body.find("\n", outermost.end) if outermost else 0
        if outermost and body.rfind("\n", 0, outermost.start) < at <= (len(body) if end < 0 else end):
            return outermost
    return None


def _items(text: str, lines: list[str], line: int, above: _Item | None) -> list[_Item]:
    """The items of a list whose text begins in a line; `lines` are those of the outermost one."""
    found = []
    for words in listing(text).items:
        sign = ITEM.match(lines[line])
        assert sign is not None, "an item begins with its sign"
        end = line + words.count("\n") + 1
        while end > line + 1 and not lines[end - 1].strip():
            end -= 1
        mark = re.split(r"[ \t]", lines[line].lstrip(" \t"), maxsplit=1)[0]
        item = _Item(line, end, width(sign["indent"]), mark, width(sign["gap"] or ""), above)
        begun = _BARE.sub(r"\g<0> x", words)
        for cut in Cutter(begun).cuts():
            if cut.kind is Kind.LIST and cut.start:  # one that begins in the item's own line goes along with it
                part = begun[cut.start : cut.end].rstrip()
                item.below += _items(part, lines, line + begun.count("\n", 0, cut.start), item)
        found.append(item)
        line += words.count("\n") + 1
    return found


_BARE = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])(?=[ \t]*$)", re.MULTILINE)
"""An item without words: the renderer sees none yet where it follows words, but its writer does."""
