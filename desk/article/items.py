"""Items of lists under the keys: Tab takes one a level deeper, Shift+Tab a level out, and numbers count on.

Only the lines around are looked at: those that hang together with no empty line between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from desk.article.changes import BodyChange, text_change

_ITEM = re.compile(r"(?P<quote>(?:>[ ]?)*)(?P<indent>[ \t]*)(?P<mark>[-*+]|\d{1,3}[.)])(?P<gap>[ \t]+|$)")
_FAR = 20_000
"""Characters to either side beyond which a list is left as it is."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: an item with its mark, or words that belong to the item before."""

    text: str
    item: re.Match[str] | None

    @property
    def indent(self) -> int:
        held = self.item["indent"] if self.item else self.text[: len(self.text) - len(self.text.lstrip())]
        return len(held.expandtabs(4))

    @property
    def content(self) -> int:
        """The column in which an item's words begin."""
        return self.indent + len(self.item["mark"]) + 1 if self.item else self.indent

    def moved(self, by: int) -> _Line:
        """The line so many columns further in, or out."""
        quote = self.item["quote"] if self.item else ""
        rest = self.text[len(quote) :].lstrip(" \t")
        return _line(f"{quote}{' ' * max(0, self.indent + by)}{rest}")

    def numbered(self, number: int) -> _Line:
        """The item with another number."""
        assert self.item is not None
        start, end = self.item.span("mark")
        return _line(f"{self.text[:start]}{number}{self.text[end - 1 :]}")

    @property
    def number(self) -> int | None:
        return int(self.item["mark"][:-1]) if self.item and self.item["mark"][:-1].isdigit() else None


def _line(text: str) -> _Line:
    return _Line(text, _ITEM.match(text))


def indent(body: str, start: int, end: int, *, deeper: bool) -> BodyChange | None:
    """Take the items from `start` to `end` a level deeper or out, with what hangs on them; None where that cannot be.

    An item goes below the one before it on its level, so the first of a list stays where it is.
    """
    left, right = _region(body, start, end)
    lines = [_line(text) for text in body[left:right].split("\n")]
    first = body.count("\n", left, start)
    last = body.count("\n", left, max(start, end - (end > start)))
    if lines[first].item is None:
        return None
    by = _deeper(lines, first) if deeper else _out(lines, first)
    if not by:
        return None
    stop = _behind(lines, first, last)
    moved = [*lines[:first], *(line.moved(by) for line in lines[first:stop]), *lines[stop:]]
    return _change(body, left, right, _renumbered(moved))


def renumber(body: str, at: int) -> BodyChange | None:
    """Have the numbers of the list around `at` count up; None where they do."""
    left, right = _region(body, at, at)
    return _change(body, left, right, _renumbered([_line(text) for text in body[left:right].split("\n")]))


def leave(body: str, at: int) -> BodyChange | None:
    """Enter on an item without words: a nested one goes a level out; None for one on the first level, which ends."""
    start = body.rfind("\n", 0, at) + 1
    end = body.find("\n", at)
    line = _line(body[start : len(body) if end < 0 else end])
    if line.item is None or line.text[line.item.end() :].strip() or not line.indent:
        return None
    return indent(body, at, at, deeper=False)


def _region(body: str, start: int, end: int) -> tuple[int, int]:
    """The lines around that hang together."""
    blank = body.rfind("\n\n", max(0, start - _FAR), start)
    left = blank + 2 if blank >= 0 else max(0, body.rfind("\n", 0, max(0, start - _FAR)) + 1)
    behind = body.find("\n\n", end, end + _FAR)
    right = behind if behind >= 0 else min(len(body), end + _FAR)
    if right < len(body) and behind < 0:
        right = body.rfind("\n", left, right) if "\n" in body[end:right] else len(body)
    return left, right


def _deeper(lines: list[_Line], at: int) -> int:
    """Columns to the words of the item before on the same level."""
    own = lines[at].indent
    for line in reversed(lines[:at]):
        if line.item and line.indent <= own:
            return line.content - own if line.content > own and line.indent == own else 0
    return 0


def _out(lines: list[_Line], at: int) -> int:
    """Columns, below 0, to the item that this one hangs on."""
    own = lines[at].indent
    for line in reversed(lines[:at]):
        if line.item and line.indent < own:
            return line.indent - own
    return -own


def _behind(lines: list[_Line], first: int, last: int) -> int:
    """The first line that does not hang on the items from `first` to `last`."""
    own = min(line.indent for line in lines[first : last + 1] if line.item)
    stop = last + 1
    while stop < len(lines) and lines[stop].indent > own:
        stop += 1
    return stop


def _renumbered(lines: list[_Line]) -> list[_Line]:
    counts: dict[int, int] = {}
    result = []
    for line in lines:
        if line.item:
            counts = {column: count for column, count in counts.items() if column <= line.indent}
            if line.number is None:
                counts.pop(line.indent, None)
            else:
                nested = line.indent > 0 and line.indent not in counts
                number = counts.get(line.indent, 0 if nested else line.number - 1) + 1
                counts[line.indent] = number
                line = line if number == line.number else line.numbered(number)
        result.append(line)
    return result


def _change(body: str, left: int, right: int, lines: list[_Line]) -> BodyChange | None:
    before, after = body[left:right], "\n".join(line.text for line in lines)
    if before == after:
        return None
    change = text_change(before, after)
    return replace(change, at=change.at + left)
