"""The direction a writer chose for a paragraph: a direction mark at its very start, which the export honours.

U+200E and U+200F are seen by nobody and kept by every format; `scripts.paragraph_direction` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.article.changes import BodyChange, Change, Group
from desk.article.languages import Direction, direction_of
from desk.article.model import Article
from desk.article.scripts import paragraph_direction

_MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
_PREFIX = re.compile(r"[ \t]*(?:>[ ]?)*[ \t]*(?:#{1,6}[ ]+|[-*+][ ]+|\d{1,3}[.)][ ]+)?")
_BEGINS = re.compile(r"[ \t]*(?:>|#{1,6}[ ]|[-*+][ ]|\d{1,3}[.)][ ])")
_OWN = re.compile("[\u200e\u200f\u061c]+")
_LEFT_ALONE = re.compile(r"[ \t]*(?:\||`{3}|~{3}|<|!\[[^\]\n]*\]\(photo:|(?:[-*_][ \t]*){3,}$)")


def direct(article: Article, start: int, end: int, way: Direction | None) -> Change | None:
    """Have the paragraphs from code point `start` to `end` run one way, or by their letters where that is None.

    A paragraph that runs that way by itself needs no mark. Tables, code, rules and photos are left alone.
    """
    own, shift = direction_of(article.language), 0
    steps: list[BodyChange] = []
    for at, line in _paragraphs(article.body, start, end):
        prefix = _PREFIX.match(line)
        place = prefix.end() if prefix else 0
        mark = _OWN.match(line, place)
        bare = line[:place] + line[mark.end() if mark else place :]
        wanted = "" if way is None or paragraph_direction(bare, own) == way else _MARKS[way]
        held = mark[0] if mark else ""
        if held != wanted:
            steps.append(BodyChange(at + place + shift, held, wanted))
            shift += len(wanted) - len(held)
    return Group(tuple(steps)) if steps else None


def chosen_direction(body: str, at: int) -> Direction | None:
    """What was chosen for the paragraph around a code point; None where its letters decide."""
    _start, line = next(_paragraphs(body, at, at), (0, ""))
    prefix = _PREFIX.match(line)
    mark = _OWN.match(line, prefix.end() if prefix else 0)
    return None if mark is None else "ltr" if mark[0][0] == _MARKS["ltr"] else "rtl"


def _paragraphs(body: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where paragraphs, headings and items begin that the stretch touches, each with its first line."""
    at = _first_line(body, start)
    is_first = True
    while at <= max(end - (end > start), start):
        stop = body.find("\n", at)
        line = body[at : len(body) if stop < 0 else stop]
        if (is_first or _BEGINS.match(line)) and line.strip() and not _LEFT_ALONE.match(line):
            yield at, line
        is_first = not line.strip()
        if stop < 0:
            return
        at = stop + 1


def _first_line(body: str, at: int) -> int:
    """Where the paragraph or item around a code point begins."""
    start = body.rfind("\n", 0, at) + 1
    while start:
        line = body[start : at if body.find("\n", start) < 0 else body.find("\n", start)]
        before = body.rfind("\n", 0, start - 1) + 1
        if _BEGINS.match(line) or not line.strip() or not body[before : start - 1].strip():
            return start
        start = before
    return 0
