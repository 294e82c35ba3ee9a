"""Headings, quotes and lists, set on the lines that a selection touches and taken from them.

Paragraphs that become items stand together as one list, and what leaves a list or a quote stands apart from it. Code
between fences, rules, tables, HTML and photos are no lines to mark; a quote goes around them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.article import items
from desk.article.blocks import ITEM, Kind, width
from desk.article.changes import BodyChange, Change, Group, apply, map_position
from desk.article.excerpts import Holder, Leaf, has_words, is_free, leaves
from desk.article.model import Article
from desk.article.sheets import Sheet, line_end, line_start

_HEADING = re.compile(r"#{1,6}[ \t]*\Z")
_PHOTO = re.compile(r"\s*!\[[^\]\n]*\]\(photo:[^()\s]*\)\s*")
_BLOCK_MARK = re.compile(r"(?P<number>\d{1,3})(?=[.)](?:\s|\Z))|(?=(?:[-*+]|#{1,6})(?:\s|\Z)|>)")


def mark_lines(article: Article, start: int, end: int, mark: str) -> Change | None:
    """Begin the lines from `start` to `end` with `mark` (`## `, `> `, `- `, `1. `); take it away where all have it.

    A quote goes around whole paragraphs, whatever they are; the other marks give way to one another. Numbers count up.
    """
    body, sheet = article.body, Sheet(article.body)
    if mark == "> ":
        _set_quote(sheet, [leaf for leaf in leaves(body, start, end) if _is_touched(body, leaf, start, end)])
        return sheet.change(article) or _begun(body, start, end, mark)
    lines = list(_lines(body, start, end))
    if not lines:
        return _begun(body, start, end, mark)
    if mark[0] == "#":
        _set_headings(sheet, lines, mark)
    else:
        _set_items(sheet, lines, mark)
    return _counted(article, sheet.change(article), lines[0].at)


def _begun(body: str, start: int, end: int, mark: str) -> Change | None:
    """The mark in an empty line."""
    return BodyChange(line_end(body, start), "", mark) if not body[start:end].strip() and is_free(body, start) else None


def _counted(article: Article, change: Change | None, at: int) -> Change | None:
    """The change, and the numbers of the list around a place counting up behind it."""
    if change is None:
        return None
    counted = items.renumber(apply(article, change).body, map_position(change, at))
    steps = [step for one in (change, counted) if one for step in (one.changes if isinstance(one, Group) else (one,))]
    return Group(tuple(steps)) if counted else change


# the lines of a selection


@dataclass(frozen=True, slots=True)
class _Line:
    """Words that a mark may stand before, from `at` to `end` in the body; their item where they are its first."""

    body: str
    leaf: Leaf
    at: int
    end: int
    item: Holder | None

    @property
    def start(self) -> int:
        """Where the line begins."""
        return line_start(self.body, self.at)

    @property
    def behind(self) -> int:
        """Where the line behind begins."""
        return line_end(self.body, self.end) + len(self.underline) + 1

    @property
    def sign(self) -> re.Match[str] | None:
        return ITEM.match(self.item.block.text) if self.item else None

    @property
    def column(self) -> int:
        """How far in, behind the marks of quotes, the words or the sign of their item begin."""
        at = self.at
        if self.item and self.sign:
            at = self.item.block.place(self.sign.end("indent"))
        elif self.signs:
            at = self.start + self.signs.start()
        return at - self.start - len(Sheet(self.body).held(self.start))

    @property
    def signs(self) -> re.Match[str] | None:
        """What makes a heading of the words where it stands before them."""
        return _HEADING.search(self.body[self.start : self.at]) if self.leaf.kind is Kind.HEADING else None

    @property
    def underline(self) -> str:
        """What makes a heading of the words where it stands below them, with the line's end before."""
        if self.leaf.kind is not Kind.HEADING or self.signs:
            return ""
        start = line_end(self.body, self.end)
        return self.body[start : line_end(self.body, start + 1)]

    def has(self, mark: str) -> bool:
        if mark[0] == "#":
            level = len(self.signs[0].rstrip()) if self.signs else 1 if "=" in self.underline else 2
            return self.leaf.kind is Kind.HEADING and level == len(mark) - 1
        return self.sign is not None and (self.sign["bullet"] is None) == (mark == "1. ")


def _is_touched(body: str, leaf: Leaf, start: int, end: int) -> bool:
    last = end - (end > start)
    return line_start(body, leaf.words.start) <= last and line_end(body, leaf.words.end) >= start


def _lines(body: str, start: int, end: int) -> Iterator[_Line]:
    last = end - (end > start)
    for leaf in leaves(body, start, end):
        item = _item_of(body, leaf)
        if leaf.kind is Kind.TABLE or not (has_words(leaf) or leaf.kind is Kind.HEADING or item):
            continue
        if leaf.kind is not Kind.PARAGRAPH or any(holder.is_item for holder in leaf.inside):
            if _is_touched(body, leaf, start, end) and leaf.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.BLANK):
                yield _Line(body, leaf, leaf.words.start, leaf.words.end, item)
            continue
        at = 0
        for text in leaf.words.text.split("\n"):
            place = leaf.words.place(at)
            if line_start(body, place) <= last and place + len(text) >= start and not _PHOTO.fullmatch(text):
                yield _Line(body, leaf, place, place + len(text), None)
            at += len(text) + 1


def _item_of(body: str, leaf: Leaf) -> Holder | None:
    """The item that begins with these words."""
    last = leaf.inside[-1] if leaf.inside else None
    begins = last and last.is_item and line_start(body, last.block.start) == line_start(body, leaf.words.start)
    return last if begins else None


# headings


def _set_headings(sheet: Sheet, lines: list[_Line], mark: str) -> None:
    take = all(line.has(mark) for line in lines)
    for line in lines:
        if take:
            _unhead(sheet, line, "")
            _guard(sheet, line)
            sheet.part(line.start, line.behind)
        elif line.leaf.kind is Kind.HEADING:
            _unhead(sheet, line, mark)
        else:
            if line.item:
                _unlist(sheet, line, wholly=True)
            sheet.put(line.at if line.leaf.kind is not Kind.BLANK else line_end(sheet.body, line.at), "", mark)


def _unhead(sheet: Sheet, line: _Line, mark: str) -> None:
    """Put another mark, or none, in place of what makes a heading of the words."""
    if line.signs:
        sheet.put(line.start + line.signs.start(), line.signs[0], mark)
        sheet.put(line.end, sheet.body[line.end : line_end(sheet.body, line.end)], "")
        return
    sheet.put(line.at, "", mark)
    sheet.put(line.end, sheet.body[line.end : line.behind - 1], "")
    for found in re.finditer("\n", line.leaf.words.text if mark else ""):
        at, behind = line.leaf.words.place(found.start()), line.leaf.words.place(found.end())
        sheet.put(at, sheet.body[at:behind], " ")


def _guard(sheet: Sheet, line: _Line) -> None:
    """A backslash where words would begin a list, a quote or a heading by themselves."""
    if line.leaf.kind is not Kind.BLANK and (found := _BLOCK_MARK.match(line.leaf.words.text)):
        sheet.put(line.at + len(found["number"] or ""), "", "\\")


# lists


def _set_items(sheet: Sheet, lines: list[_Line], mark: str) -> None:
    if all(line.has(mark) for line in lines):
        for line in lines:
            _unlist(sheet, line)
        return
    become = {line.start: line.column for line in lines}
    for line in lines:
        if line.item and line.sign:
            at = line.item.block.place(line.sign.end("indent"))
            old = sheet.body[at : at + (1 if line.sign["bullet"] else len(line.sign["number"]) + 1)]
            sheet.put(at, old, old if line.has(mark) else mark.rstrip())
        elif line.leaf.kind is Kind.HEADING:
            _unhead(sheet, line, mark)
        else:
            sheet.put(line.at, "", mark)
            if line.behind not in become:
                sheet.part(line.behind)
        _join(sheet, line, mark, become)


def _unlist(sheet: Sheet, line: _Line, *, wholly: bool = False) -> None:
    """Take an item out of its list, with what belongs to it; `wholly`, out of all lists that it is in."""
    item, sign = line.item, line.sign
    assert item is not None, "only items can be taken out of lists"
    assert sign is not None, "an item begins with its sign"
    at, gap = item.block.place(sign.end("indent")), width(sign["gap"] or " ")
    is_empty = line.leaf.kind is Kind.BLANK
    sheet.put(at, sheet.body[at : line_end(sheet.body, at) if is_empty else item.block.place(sign.end())], "")
    if not wholly and line.leaf.kind is Kind.PARAGRAPH:
        _guard(sheet, line)
    outside = line.column if wholly else 0
    inside = width(sign[0]) - width(sign["indent"]) - (gap - 1 if sign["gap"] and gap > 4 else 0)
    for number, end in enumerate(item.block.ends):
        sheet.dedent(line_start(sheet.body, end), outside + (inside if number else 0))
    sheet.part(line.start, line.behind, line_end(sheet.body, item.block.end) + 1)


def _join(sheet: Sheet, line: _Line, mark: str, become: dict[int, int]) -> None:
    """Take away the empty lines between what is an item now and the items of its kind around it."""
    body, above, behind = sheet.body, line.start, line.behind
    while above and not sheet.is_said(line_start(body, above - 1)):
        above = line_start(body, above - 1)
    if 0 < above < line.start and _is_beside(sheet, line_start(body, above - 1), line, mark, become):
        sheet.put(above, body[above : line.start], "")
    while behind < len(body) and not sheet.is_said(behind):
        behind = line_end(body, behind) + 1
    if behind < len(body) and behind not in become and _is_beside(sheet, behind, line, mark, become):
        sheet.put(line.behind, body[line.behind : behind], "")


def _is_beside(sheet: Sheet, start: int, line: _Line, mark: str, become: dict[int, int]) -> bool:
    """Whether the line that begins at `start` is an item of this kind on this level, or the one that this is in."""
    if start in become:
        return become[start] == line.column
    holders = [holder for holder in line.leaf.inside if holder.is_item and holder is not line.item]
    if holders and line_start(sheet.body, holders[-1].block.start) == start:
        return True
    sign = ITEM.match(sheet.body[start + len(sheet.held(start)) : line_end(sheet.body, start)])
    return sign is not None and (sign["bullet"] is None) == (mark == "1. ") and width(sign["indent"]) == line.column


# quotes


def _set_quote(sheet: Sheet, touched: list[Leaf]) -> None:
    if not touched:
        return
    body = sheet.body
    spans = [_span(body, leaf) for leaf in touched]
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    lines = list(sheet.lines(first, last))
    marks = [mark for leaf in touched if (mark := _quote_marks(leaf, body))]
    if len(marks) == len(touched):
        _unquote(sheet, {line: place for mark in marks for line, place in mark.items()}, lines)
        return
    bare = [line for line in lines if sheet.is_said(line) and not sheet.held(line)]
    columns = min(len(sheet.space(line)) for line in bare)
    for line in lines:
        if line in bare:
            sheet.put(line + columns, "", "> ")
        elif not sheet.held(line):
            sheet.put(line, body[line : line_end(body, line)], f"{' ' * columns}>")
    if not sheet.held(last + 1):
        sheet.part(last + 1)


def _span(body: str, leaf: Leaf) -> tuple[int, int]:
    """Where the lines of a block begin and end, with all that belongs to an item."""
    block = leaf.words
    if leaf.kind is Kind.TABLE:
        block = leaf.inside[-1].block
    elif item := _item_of(body, leaf):
        block = item.block
    end = _Line(body, leaf, leaf.words.start, leaf.words.end, None).behind - 1
    return line_start(body, block.start), max(end, line_end(body, block.end))


def _quote_marks(leaf: Leaf, body: str) -> dict[int, tuple[int, int]]:
    """For the lines of the innermost quote around a leaf, by their beginnings: where their mark begins and ends."""
    quote = next((holder for holder in reversed(leaf.inside) if holder.kind is Kind.QUOTE), None)
    if quote is None:
        return {}
    found, at = {}, 0
    lines = zip(quote.block.text.split("\n"), quote.words.text.split("\n"), quote.block.ends, strict=True)
    for text, words, end in lines:
        start = quote.block.place(at)
        found[line_start(body, end)] = (start, end - len(words))
        at += len(text) + 1
    return found


def _unquote(sheet: Sheet, marks: dict[int, tuple[int, int]], lines: list[int]) -> None:
    above, behind = line_start(sheet.body, max(lines[0] - 1, 0)), line_end(sheet.body, lines[-1]) + 1
    empty = [line for line in (above, behind) if line in marks and not sheet.is_said(line) and line not in lines]
    for line in (*empty, *lines):
        if line in marks:
            sheet.put(marks[line][0], sheet.body[slice(*marks[line])], "")
    sheet.part(behind)
