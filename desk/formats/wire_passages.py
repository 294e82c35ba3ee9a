"""A copy cut into passages: its paragraphs where empty lines part them, its lines elsewhere.

Text that was set in a narrow column, as agencies and mail programs do at some 70 characters, is told by one fact: on
every line but a paragraph's last, the word that follows would not have fitted. Verse, lists and tables fail that, and
keep their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk.article.edits import clean_text
from desk.formats.wire_arrangement import Passage
from desk.formats.wire_furniture import is_label

_EDGE = 100_000
"""Characters at either end of a copy that are looked at; what lies between in a longer one is body as it stands."""
_NARROWEST, _WIDEST = 50, 100
"""Widths of a column, in characters."""
_LEAST_FULL, _SURELY_FULL = 2, 6
"""Full lines that show a column, and those after which no line of it can be verse."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The passages of a copy, and the white space behind the last. `by_line` says that no empty line parts them."""

    passages: list[Passage]
    by_line: bool
    after: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with words on it: `before` is all white space between the line before and its first letter."""

    before: str
    text: str

    @property
    def indent(self) -> int:
        return len(self.before) - self.before.rfind("\n") - 1

    @property
    def opens_block(self) -> bool:
        return self.before.count("\n") != 1

    @property
    def width(self) -> int:
        return self.indent + len(self.text)


def one_kind_of_line_end(text: str) -> str:
    """The text with `\\n` for every kind of line end, `\\n\\n` where a paragraph or a page ends, without a BOM."""
    for mark, line_end in (("\v", "\n"), ("\x85", "\n"), ("\f", "\n\n")):
        text = text.replace(mark, line_end)
    return clean_text(text).lstrip("\ufeff")


def cut(text: str) -> Cut:
    """The passages of a copy, in order: joined, with the white space before each, they are the copy."""
    text = one_kind_of_line_end(text)
    start, end = _middle(text)
    head = list(_lines(text, 0, start))
    tail = list(_lines(text, end, len(text)))
    middle = list(_whole(text, start, end))
    by_line = not any(line.opens_block for line in (head + tail)[1:])
    lines = head + middle + tail
    after = text[sum(len(line.before) + len(line.text) for line in lines) :]
    passages = [*_passages(head, by_line), *(Passage(line.text, before=line.before) for line in middle)]
    return Cut(passages + list(_passages(tail, by_line)), by_line, after)


def _middle(text: str) -> tuple[int, int]:
    """Where the part of a very long copy that is not looked at begins and ends, each at a line's end."""
    start, end = text.find("\n", _EDGE), text.rfind("\n", 0, max(0, len(text) - _EDGE))
    return (start, end) if 0 < start < end else (len(text), len(text))


_FROM_FIRST_LETTER = re.compile(r"\S[^\n]*")


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """The lines with words on them. White space before the first is reckoned from the last words before `start`."""
    behind = len(text[:start].rstrip())
    for found in _FROM_FIRST_LETTER.finditer(text, start, end):
        words = found[0].rstrip()
        yield _Line(text[behind : found.start()], words)
        behind = found.start() + len(words)


def _whole(text: str, start: int, end: int) -> Iterator[_Line]:
    words = text[start:end].strip()
    if words:
        behind = len(text[:start].rstrip())
        yield _Line(text[behind : text.index(words[0], start)], words)


def _passages(lines: list[_Line], by_line: bool) -> Iterator[Passage]:
    segments = list(_segments(lines, by_line))
    width, full = _column(segments)
    doubtful = full < _SURELY_FULL
    for segment in segments:
        if len(segment) > 1 and _fits(segment, width) and not (doubtful and _is_broken_by_hand(segment, _SURE)):
            text = "".join([segment[0].text, *(line.before + line.text for line in segment[1:])])
            yield Passage(text, before=segment[0].before, wrapped=True)
        else:
            yield from (_line_passage(line, alone=bool(width) and len(segment) == 1) for line in segment)


def _line_passage(line: _Line, *, alone: bool) -> Passage:
    """A line as a passage; in a column, one whose first line is indented is a paragraph as the longer ones are."""
    indented = alone and line.indent > 1 and not (_MARKED.match(line.text) or _TABLE.search(line.text))
    return Passage(line.text, before=line.before, wrapped=indented)


def _segments(lines: Sequence[_Line], by_line: bool) -> Iterator[list[_Line]]:
    """Lines that may be one paragraph: no empty line between, no list's mark or indent at a new one's start."""
    ends = _short_lines(lines) if by_line else frozenset()
    margins = _margins(lines)
    segment: list[_Line] = []
    for at, line in enumerate(lines):
        if segment and (at - 1 in ends or _opens(line, segment, margins[at])):
            yield segment
            segment = []
        segment.append(line)
    if segment:
        yield segment


def _margins(lines: Sequence[_Line]) -> list[int]:
    """For each line how far in the lines of its block begin that begin farthest out."""
    margins: list[int] = []
    block: list[_Line] = []
    for line in [*lines, _Line("\n\n", "")]:
        if line.opens_block and block:
            margins += [min(one.indent for one in block)] * len(block)
            block = []
        block.append(line)
    return margins


_TABLE = re.compile(r"\t|^\||\s\|\s|\S {3,}\S")
_MARKED = re.compile(r"(?:[-*+•·▪◦●–—]|\d{1,3}[.)]|\(?[a-z]\))\s")
_SPEAKER = re.compile(r"(?:Q|A|س|ج|پ|و)\s?[:：.]\s")
_LONGEST_LABEL = 40
_STOP = re.compile(r"[.:;!?؟؛…]['\"”’»)\]]*\Z")
_MARK = re.compile(r"[.,،:;!?؟؛…—–-]['\"”’»)\]]*\Z")


def _opens(line: _Line, segment: Sequence[_Line], margin: int) -> bool:
    """Whether a line begins a new paragraph, item or row below the lines of `segment`."""
    above, first = segment[-1], segment[0]
    if line.opens_block or _TABLE.search(line.text) or _TABLE.search(above.text) or _SPEAKER.match(line.text):
        return True
    if len(above.text) <= _LONGEST_LABEL and is_label(above.text):
        return True
    if _MARKED.match(line.text):
        return bool(_MARKED.match(first.text) or _STOP.search(above.text))
    return line.indent > margin + 1 and not _MARKED.match(first.text)


def _short_lines(lines: Sequence[_Line]) -> frozenset[int]:
    """Where paragraphs end in a column that has neither empty lines nor indents: at short lines."""
    if len(lines) < 5 or any(line.indent for line in lines):
        return frozenset()
    widest = max(line.width for line in lines)
    short = [at for at, (line, below) in enumerate(pairwise(lines)) if _room(line, below) <= widest]
    if not _NARROWEST <= widest <= _WIDEST or len(short) > len(lines) / 2:
        return frozenset(range(len(lines)))
    return frozenset(short)


def _room(line: _Line, below: _Line) -> int:
    """The width that a line would have had with the next word on it."""
    return line.width + 1 + len(below.text.split(maxsplit=1)[0])


def _span(segment: Sequence[_Line]) -> tuple[int, int]:
    """The least and the greatest width of column that would have broken a paragraph just so."""
    rooms = (_room(line, below) for line, below in pairwise(segment))
    return max(line.width for line in segment), min(rooms, default=_WIDEST) - 1


def _fits(segment: Sequence[_Line], width: int) -> bool:
    least, greatest = _span(segment)
    return least <= width <= greatest


_SURE, _LIKELY = 3, 2
"""How many lines that each end or begin like a verse's show that a person broke them."""


def _is_broken_by_hand(segment: Sequence[_Line], least: int) -> bool:
    """Whether lines end as a poet or a list ends them: all with a mark, or all beginning with a capital."""
    if len(segment) <= least:
        return False
    return all(_MARK.search(line.text) for line in segment[:-1]) or all(line.text[0].isupper() for line in segment[1:])


def _column(segments: Sequence[Sequence[_Line]]) -> tuple[int, int]:
    """The width of the column in which the copy was set, 0 where it was in none, and how many lines show it."""
    full, likely = [0] * (_WIDEST + 2), [0] * (_WIDEST + 2)
    for segment in segments:
        least, greatest = _span(segment)
        if len(segment) < 2 or least < _NARROWEST:
            continue
        is_sure = not _is_broken_by_hand(segment, _LIKELY - 1)
        for width in range(least, min(greatest, _WIDEST) + 1):
            full[width] += is_sure * (len(segment) - 1)
            likely[width] += (1 + is_sure) * (len(segment) - 1)
    width = max(range(len(full)), key=lambda one: (likely[one], one))
    wider = sum(line.width for segment in segments for line in segment if line.width > width and " " in line.text)
    return (width, full[width]) if full[width] >= _LEAST_FULL and wider <= full[width] * width / 4 else (0, 0)
