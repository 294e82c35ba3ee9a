"""A copy cut into passages: its paragraphs where empty lines part them, its lines elsewhere.

Text that was set in a narrow column, as agencies and mail programs do at some 70 characters, is told by one fact: on
every line but a paragraph's last, the word that follows would not have fitted. Verse, lists and tables fail that, and
keep their lines. Paragraphs that no empty line parts are told by the indent of their first lines, or by what room a
sentence's end has left on the line before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desk.article.edits import clean_text
from desk.formats.wire_arrangement import Passage
from desk.formats.wire_furniture import is_label
from desk.formats.wire_phrases import is_end_mark

_EDGE = 100_000
"""Characters at either end of a copy that are looked at; what lies between in a longer one is body as it stands."""
_NARROWEST, _NARROW, _WIDEST = 34, 50, 100
"""Widths of a column, in characters; one below `_NARROW` may be verse as well, and must be surer."""
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
    """A line with words on it: `before` is all white space between the line before and its first letter.

    `opens` says that a paragraph begins there though neither an empty line nor a deep indent shows it.
    """

    before: str
    text: str
    opens: bool = False

    @property
    def space(self) -> str:
        return self.before[self.before.rfind("\n") + 1 :]

    @property
    def indent(self) -> int:
        return len(self.space.expandtabs())

    @property
    def opens_block(self) -> bool:
        return self.before.count("\n") != 1


_Width = Callable[[_Line], int]
_WIDTHS: tuple[_Width, ...] = (
    lambda line: len(line.space) + len(line.text),
    lambda line: line.indent + len(line.text),
    lambda line: len(line.text),
)
"""How wide a line is: its indent is of its column, a tab being one character or going to the next eighth, or is not."""


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
    segments = list(_segments(_with_openings(lines, by_line), by_line))
    column, full, width_of = max(_columns(segments), key=lambda one: _fitting(segments, one[0], one[2]))
    doubtful = full < _SURELY_FULL
    is_indented = sum(map(_is_begun_by_indent, segments)) >= _LEAST_INDENTED
    for segment in segments:
        is_of_column = _fits(segment, column, width_of) and not (doubtful and _is_broken_by_hand(segment, _SURE))
        if len(segment) > 1 and (is_of_column or (is_indented and _is_begun_by_indent(segment))):
            text = "".join([segment[0].text, *(line.before + line.text for line in segment[1:])])
            yield Passage(text, before=segment[0].before, wrapped=True)
        else:
            alone = (bool(column) or is_indented) and len(segment) == 1
            yield from (_line_passage(line, alone=alone) for line in segment)


def _columns(segments: Sequence[Sequence[_Line]]) -> Iterator[tuple[int, int, _Width]]:
    """The column of the copy, and how many lines show it, by each way to tell how wide a line is."""
    for width_of in _WIDTHS:
        yield *_column(segments, width_of), width_of


def _fitting(segments: Sequence[Sequence[_Line]], column: int, width_of: _Width) -> int:
    """How many line ends of a copy are those of a column."""
    return sum(len(segment) - 1 for segment in segments if column and _fits(segment, column, width_of))


def _line_passage(line: _Line, *, alone: bool) -> Passage:
    """A line as a passage; in a column, one whose first line is indented is a paragraph as the longer ones are."""
    begins = line.indent > 1 or line.opens
    indented = alone and begins and not (_MARKED.match(line.text) or _TABLE.search(line.text))
    return Passage(line.text, before=line.before, wrapped=indented)


_LEAST_INDENTED = 2
"""Paragraphs begun by an indent that show that all are, whatever the width of their lines."""
_LEAST_LONG = 40
"""Characters of a line that is longer than verse that begins its lines with small letters."""


def _is_begun_by_indent(segment: Sequence[_Line]) -> bool:
    """Whether lines are a paragraph that only its first line's indent shows: sentences run on over their ends."""
    first, *others = segment
    if not others or any(line.indent >= first.indent or is_end_mark(line.text) for line in others):
        return False
    if any(_MARKED.match(line.text) or _TABLE.search(line.text) for line in segment):
        return False
    if not _LEAST_LONG <= max(len(line.text) for line in segment) <= _WIDEST:
        return False
    return all(not line.text[0].isupper() and not _STOP.search(above.text) for above, line in pairwise(segment))


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


def _blocks(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The lines that no empty line parts."""
    block: list[_Line] = []
    for line in lines:
        if line.opens_block and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _margins(lines: Sequence[_Line]) -> list[int]:
    """For each line how far in the lines of its block begin that begin farthest out."""
    return [margin for block in _blocks(lines) for margin in [min(one.indent for one in block)] * len(block)]


def _with_openings(lines: Sequence[_Line], by_line: bool) -> list[_Line]:
    """The lines, marked where a paragraph begins amid a block by a small indent or behind a short line."""
    marked: list[_Line] = []
    for block in _blocks(lines):
        openings = _slightly_indented(block) or (frozenset() if by_line else _behind_short_lines(block))
        marked += [replace(line, opens=True) if at in openings else line for at, line in enumerate(block)]
    return marked


def _slightly_indented(block: Sequence[_Line]) -> frozenset[int]:
    """Where a block's lines are indented by one character, each but the first of them below a sentence's end."""
    margin = min(line.indent for line in block)
    found = frozenset(at for at, line in enumerate(block) if line.indent == margin + 1)
    behind_sentences = all(_STOP.search(block[at - 1].text) for at in found if at)
    return found if len(found) > 1 and behind_sentences else frozenset()


_LEAST_BLOCK = 5
"""Lines of a block in which paragraphs may be told by their short last lines."""


def _behind_short_lines(block: Sequence[_Line]) -> frozenset[int]:
    """Where paragraphs begin in a block that is a column: below its short lines, if each of them ends a sentence."""
    ends = _short_lines(block)
    full = [line.text for at, line in enumerate(block[:-1]) if at not in ends]
    if not ends or not all(_STOP.search(block[at].text) for at in ends):
        return frozenset()
    runs_on = sum(not _MARK.search(text) for text in full)
    return frozenset(at + 1 for at in ends) if runs_on > max(_LEAST_FULL, len(full) / 2) else frozenset()


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
    if line.opens:
        return True
    return line.indent > margin + 1 and (line.indent <= first.indent or not _MARKED.match(first.text))


def _short_lines(lines: Sequence[_Line]) -> frozenset[int]:
    """Where paragraphs end in a column that has neither empty lines nor indents: at short lines."""
    if len(lines) < _LEAST_BLOCK or any(line.indent for line in lines):
        return frozenset()
    widest = max(len(line.text) for line in lines)
    short = [at for at, (line, below) in enumerate(pairwise(lines)) if _room(line, below, _WIDTHS[0]) <= widest]
    if not _NARROW <= widest <= _WIDEST or len(short) > len(lines) / 2:
        return frozenset(range(len(lines)))
    return frozenset(short)


def _room(line: _Line, below: _Line, width_of: _Width) -> int:
    """The width that a line would have had with the next word on it."""
    return width_of(line) + 1 + len(below.text.split(maxsplit=1)[0])


def _span(segment: Sequence[_Line], width_of: _Width) -> tuple[int, int]:
    """The least and the greatest width of column that would have broken a paragraph just so."""
    rooms = (_room(line, below, width_of) for line, below in pairwise(segment))
    return max(map(width_of, segment)), min(rooms, default=_WIDEST) - 1


def _fits(segment: Sequence[_Line], width: int, width_of: _Width) -> bool:
    least, greatest = _span(segment, width_of)
    return least <= width <= greatest


_SURE, _LIKELY = 3, 2
"""How many lines that each end or begin like a verse's show that a person broke them."""


def _is_broken_by_hand(segment: Sequence[_Line], least: int) -> bool:
    """Whether lines end as a poet or a list ends them: all with a mark, or all beginning with a capital."""
    if len(segment) <= least:
        return False
    return all(_MARK.search(line.text) for line in segment[:-1]) or all(line.text[0].isupper() for line in segment[1:])


def _column(segments: Sequence[Sequence[_Line]], width_of: _Width) -> tuple[int, int]:
    """The width of the column in which the copy was set, 0 where it was in none, and how many lines show it."""
    width, full = _best(segments, width_of, _NARROW)
    if not full:
        width, full = _best(segments, width_of, _NARROWEST)
        full = full if _is_surely_column(segments, width, width_of) else 0
    return (width, full) if full else (0, 0)


def _best(segments: Sequence[Sequence[_Line]], width_of: _Width, narrowest: int) -> tuple[int, int]:
    """The width that most lines show, and how many do; 0 lines where too few do, or too many are wider."""
    full, likely, also = ([0] * (_WIDEST + 2) for _ in range(3))
    for segment in segments:
        least, greatest = _span(segment, width_of)
        if len(segment) < 2 or least < narrowest:
            also[narrowest : greatest + 1] = [lines + len(segment) - 1 for lines in also[narrowest : greatest + 1]]
            continue
        is_sure = not _is_broken_by_hand(segment, _LIKELY - 1)
        for width in range(least, min(greatest, _WIDEST) + 1):
            full[width] += is_sure * (len(segment) - 1)
            likely[width] += (1 + is_sure) * (len(segment) - 1)
    best = max(range(len(full)), key=lambda one: (likely[one], also[one], one))
    widths = [width_of(line) for segment in segments for line in segment if " " in line.text]
    wider = sum(width for width in widths if width > best)
    return best, full[best] if full[best] >= _LEAST_FULL and wider <= full[best] * best / 4 else 0


_LEAST_NARROW = 4
"""Full lines that show a narrow column."""


def _is_surely_column(segments: Sequence[Sequence[_Line]], width: int, width_of: _Width) -> bool:
    """Whether a narrow column is none of verse: nearly all of the copy fits it, and sentences run on over its lines."""
    several = [segment for segment in segments if len(segment) > 1]
    fitting = [segment for segment in several if _fits(segment, width, width_of)]
    pairs = [pair for segment in fitting for pair in pairwise(segment)]
    full = len(pairs)
    if full < _LEAST_NARROW or 5 * full < 4 * sum(len(segment) - 1 for segment in several):
        return False
    marked = sum(bool(_MARK.search(line.text)) for line, _below in pairs)
    capitals = sum(below.text[0].isupper() for _line, below in pairs)
    return max(marked, capitals) <= full / 2
