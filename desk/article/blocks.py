"""Markdown cut into its top-level blocks, without memory: where a block begins, only what follows decides about it.

That is what lets the rendering start in the middle of a text and stop as soon as it meets a block it knows.
Every block begins with a non-blank line and owns the blank lines behind it (blank lines at the very start of a text
are a block by themselves). The rules are CommonMark's (https://spec.commonmark.org/0.31.2/) with GitHub's tables and
footnotes, and three changes for writers: indented text is text, not code; a year does not begin a list; and a fence,
comment or `<pre>` whose end is missing ends at the next blank line, so that the story stays a story while it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Kind(StrEnum):
    """What a block is."""

    BLANK = "blank"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    RULE = "rule"
    FENCE = "fence"
    QUOTE = "quote"
    LIST = "list"
    TABLE = "table"
    HTML = "html"
    LINK = "link"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Cut:
    """One block from `start` up to `end`, where the next one begins; `open` where the mark that ends it is missing."""

    kind: Kind
    start: int
    end: int
    open: bool = False


_EOL = r"(?=\n|\Z)"
_BLANK = re.compile(rf"[ \t\r\f\v]*{_EOL}")
_BLANKS = re.compile(r"(?:[ \t\r\f\v]*\n)*(?:[ \t\r\f\v]*\Z)?")
_BLANK_LINE = re.compile(r"\n(?=[ \t\r\f\v]*(?:\n|\Z))")
_INDENT = re.compile(r"[ \t]*")
_HEADING = re.compile(rf"[ ]{{0,3}}#{{1,6}}(?:[ \t][^\n]*|\r?){_EOL}")
_RULE = re.compile(rf"[ ]{{0,3}}([-*_])(?:[ \t]*\1){{2,}}[ \t\r]*{_EOL}")
_UNDERLINE = re.compile(rf"[ ]{{0,3}}(?:=+|-{{2,}})[ \t\r]*{_EOL}")
_FENCE = re.compile(r"[ ]{0,3}(?P<fence>`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,})")
_FENCE_END = re.compile(rf"[ ]{{0,3}}(?P<fence>`{{3,}}|~{{3,}})[ \t\r]*{_EOL}")
_QUOTE = re.compile(r"[ ]{0,3}>")
ITEM = re.compile(
    rf"(?P<indent>[ \t]*)(?:(?P<bullet>[-*+])|(?P<number>\d{{1,3}})[.)])(?:(?P<gap>[ \t]+)(?=[^\s])|[ \t\r]*{_EOL})"
)
NOTE = re.compile(r"[ ]{0,3}\[\^(?P<label>[^\]\[\s]+)\]:[ \t]*")
LINK = re.compile(
    r"""[ ]{0,3}\[(?P<label>(?!\^)(?=[^\]\n]*[^\s\]])[^\[\]\n]+)\]:"""
    r"""[ \t]*(?:\r?\n[ \t]*)?(?P<url><[^<>\n]*>|[^\s<]\S*)"""
    r"""(?:(?:[ \t]+|[ \t]*\r?\n[ \t]*)(?P<title>"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t\r]*(?=\n|\Z)"""
)
_DELIMITERS = re.compile(rf"[ ]{{0,3}}\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*(?::?-+:?)?[ \t\r]*{_EOL}")
_HTML_REGION = re.compile(r"[ ]{0,3}<(?:(?P<tag>pre|script|style|textarea)(?=[\s>]|\Z)|!--)", re.IGNORECASE)
_HTML_BLOCK = re.compile(
    r"[ ]{0,3}<(?:/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    r"|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li"
    r"|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th"
    r"|thead|title|tr|track|ul)(?=[\s/>]|\Z)|\?|![A-Z\[])",
    re.IGNORECASE,
)
_HTML_ALONE = re.compile(
    r"[ ]{0,3}<(?:/[A-Za-z][A-Za-z0-9-]*|[A-Za-z][A-Za-z0-9-]*"
    r"(?:[ \t]+[A-Za-z_:][\w.:-]*(?:[ \t]*=[ \t]*(?:[^\s\"'=<>`]+|'[^'\n]*'|\"[^\"\n]*\"))?)*[ \t]*/?)[ \t]*>[ \t\r]*"
    + _EOL
)
_MAY_CLOSE = re.compile(r"^[ ]{0,3}(?:`{3,}|~{3,})[ \t\r]*$|</(?:pre|script|style|textarea)|-->", re.I | re.M)
_FIRST_MARKS = frozenset("#`~*-_+>[<|=: \t0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")


def may_close(lines: str) -> bool:
    """Whether these whole lines hold what could end a region that was open."""
    return _MAY_CLOSE.search(lines) is not None


class Cutter:
    """Cuts one text into blocks, from any place where a block begins."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lacking: set[str] = set()

    def cuts(self, start: int = 0) -> Iterator[Cut]:
        """The blocks from `start` to the end of the text."""
        while start < len(self._text):
            cut = self.cut(start)
            yield cut
            start = cut.end

    def cut(self, start: int) -> Cut:
        """The block that begins at `start`."""
        blanks = self._behind_blanks(start)
        if blanks > start:
            return Cut(Kind.BLANK, start, blanks)
        kind, end, is_open = self._marked(start) or self._paragraph(start)
        return Cut(kind, start, self._behind_blanks(end), is_open)

    def _marked(self, start: int) -> tuple[Kind, int, bool] | None:
        text = self._text
        if text[start] not in _FIRST_MARKS:
            return None
        if _HEADING.match(text, start):
            return Kind.HEADING, self._next_line(start), False
        if _RULE.match(text, start):
            return Kind.RULE, self._next_line(start), False
        if fence := _FENCE.match(text, start):
            return Kind.FENCE, *self._region(start, fence["fence"])
        if _QUOTE.match(text, start):
            return Kind.QUOTE, self._quote(start), False
        if item := ITEM.match(text, start):
            return Kind.LIST, self._list(start, item), False
        if NOTE.match(text, start):
            return Kind.NOTE, self._note(start), False
        if link := LINK.match(text, start):
            return Kind.LINK, self._next_line(link.end()), False
        return self._html(start)

    def _html(self, start: int) -> tuple[Kind, int, bool] | None:
        if region := _HTML_REGION.match(self._text, start):
            return Kind.HTML, *self._region(start, f"</{region['tag']}" if region["tag"] else "-->")
        if _HTML_BLOCK.match(self._text, start) or _HTML_ALONE.match(self._text, start):
            return Kind.HTML, self._to_blank(start), False
        return None

    def _paragraph(self, start: int) -> tuple[Kind, int, bool]:
        text, line, previous = self._text, self._next_line(start), start
        while line < len(text) and not _BLANK.match(text, line):
            if text[line] in _FIRST_MARKS:
                if _UNDERLINE.match(text, line):
                    return Kind.HEADING, self._next_line(line), False
                if self._is_table(previous, line):
                    is_table = previous == start
                    return (Kind.TABLE, self._table(line), False) if is_table else (Kind.PARAGRAPH, previous, False)
                if self._interrupts(line):
                    break
            previous, line = line, self._next_line(line)
        return Kind.PARAGRAPH, line, False

    def _interrupts(self, line: int) -> bool:
        """Whether a block begins at this line even though a paragraph stands right before it."""
        text = self._text
        if text[line] not in _FIRST_MARKS:
            return False
        if item := ITEM.match(text, line):
            return item["gap"] is not None and (item["number"] is None or int(item["number"]) == 1)
        beginnings = (_HEADING, _RULE, _FENCE, _QUOTE, NOTE, LINK, _HTML_REGION, _HTML_BLOCK)
        return any(beginning.match(text, line) for beginning in beginnings)

    def _region(self, start: int, mark: str) -> tuple[int, bool]:
        """The end of a fence, comment or raw element, and whether the mark that ends it is missing."""
        behind = self._next_line(start) if mark[0] in "`~" else self._text.index("<", start) + 4
        if mark not in self._lacking:
            end = self._fence_end(behind, mark) if mark[0] in "`~" else self._mark_end(behind, mark)
            if end is not None:
                return end, False
            self._lacking.add(mark)
        return self._to_blank(start), True

    def _fence_end(self, behind: int, fence: str) -> int | None:
        found = self._text.find(fence, behind)
        while found != -1:
            line = self._text.rfind("\n", 0, found) + 1
            closing = _FENCE_END.match(self._text, line)
            if closing and closing["fence"].startswith(fence):
                return self._next_line(line)
            found = self._text.find(fence, self._next_line(found))
        return None

    def _mark_end(self, behind: int, mark: str) -> int | None:
        places = [self._text.find(form, behind) for form in {mark, mark.lower(), mark.upper()}]
        found = min((place for place in places if place != -1), default=None)
        return None if found is None else self._next_line(found)

    def _quote(self, start: int) -> int:
        text, line, lazy = self._text, self._next_line(start), self._says_something(start)
        while line < len(text) and not _BLANK.match(text, line):
            if _QUOTE.match(text, line):
                lazy = self._says_something(line)
            elif not lazy or self._interrupts(line):
                break
            line = self._next_line(line)
        return line

    def _says_something(self, line: int) -> bool:
        return not _BLANK.match(self._text, self._text.index(">", line) + 1)

    def _list(self, start: int, first: re.Match[str]) -> int:
        text, line = self._text, self._next_line(start)
        while line < len(text):
            behind = self._behind_blanks(line)
            if behind == len(text):
                return line
            inside = self._width(behind) >= width(first["indent"]) + 2 or is_next_item(first, text, behind)
            if not inside and (behind > line or self._interrupts(behind)):
                return line
            line = self._next_line(behind)
        return line

    def _note(self, start: int) -> int:
        text, line = self._text, self._next_line(start)
        while line < len(text):
            behind = self._behind_blanks(line)
            if behind == len(text):
                return line
            if self._width(behind) < 2 and (behind > line or self._interrupts(behind)):
                return line
            line = self._next_line(behind)
        return line

    def _is_table(self, header: int, line: int) -> bool:
        """Whether `line` is the row of dashes under a table's header."""
        dashes = _DELIMITERS.match(self._text, line)
        if dashes is None or "|" not in dashes[0] or "-" not in dashes[0]:
            return False
        heading = self._text[header : line - 1]
        return "|" in heading and len(cells(heading)) == len(cells(dashes[0]))

    def _table(self, dashes: int) -> int:
        line = self._next_line(dashes)
        while line < len(self._text) and not _BLANK.match(self._text, line) and not self._interrupts(line):
            line = self._next_line(line)
        return line

    def _next_line(self, position: int) -> int:
        return self._text.find("\n", position) + 1 or len(self._text)

    def _to_blank(self, start: int) -> int:
        blank = _BLANK_LINE.search(self._text, start)
        return blank.end() if blank else len(self._text)

    def _behind_blanks(self, position: int) -> int:
        blanks = _BLANKS.match(self._text, position)
        return blanks.end() if blanks else position

    def _width(self, line: int) -> int:
        indent = _INDENT.match(self._text, line)
        return width(indent[0]) if indent else 0


def width(indent: str) -> int:
    """The columns that spaces and tabs take, a tab reaching to the next multiple of four."""
    return len(indent.expandtabs(4))


def is_next_item(first: re.Match[str], text: str, line: int = 0) -> bool:
    """Whether the line begins another item of the list whose first item is given."""
    item = ITEM.match(text, line)
    return (
        item is not None
        and (item["bullet"] is None) == (first["bullet"] is None)
        and width(item["indent"]) < width(first["indent"]) + 2
        and not _RULE.match(text, line)
    )


_CELL_END = re.compile(r"(`+)(?:(?!\1).)*\1|\\.|(\|)")


def cells(row: str) -> list[str]:
    """The cells of one row of a table; a bar behind a backslash or in code ends none."""
    return [row[start:end].replace("\\|", "|") for start, end in cell_spans(row)]


def cell_spans(row: str) -> list[tuple[int, int]]:
    """Where the words of each cell of a row begin and end."""
    line = row.strip().removeprefix("|")
    first = len(row.rstrip()) - len(line)
    bars = [match.start(2) for match in _CELL_END.finditer(line) if match[2]]
    edges = [-1, *bars, *([] if bars and not line[bars[-1] + 1 :].strip() else [len(line)])]
    return [_stripped(row, first + a + 1, first + b) for a, b in pairwise(edges)]


def _stripped(row: str, start: int, end: int) -> tuple[int, int]:
    words = row[start:end].lstrip()
    start = end - len(words)
    return start, start + len(words.rstrip())
