"""What single keys do to a text beyond putting themselves in: Enter, Backspace, quotation marks and hyphens.

Pure functions of the body and the caret, in code points. None means that the key does just what it always does.
"""

from __future__ import annotations

import re

from desk.article.changes import BodyChange
from desk.article.languages import language

_ITEM = re.compile(r"(\s*)([-*+]|(\d{1,3})([.)]))(\s+)(?=(.?))")
_QUOTE = re.compile(r"\s*(>\s?)+")
_OPENS_AFTER = " \t\n([{«“‘—–-/\u00a0"


def enter(body: str, at: int) -> BodyChange | None:
    """Enter ends a paragraph, with the empty line that Markdown wants; in a list or a quote it goes on with that.

    On an item or a quoted line without words it ends the list or the quote.
    """
    start, end = _line(body, at)
    line = body[start:end]
    mark = _next_mark(line)
    if mark and at - start >= len(_own_mark(line)):
        if line.strip() == _own_mark(line).strip():
            return BodyChange(start, line, "")
        return BodyChange(at, "", "\n" + mark)
    if not line.strip() or at == start or _is_table(line):
        return None
    return BodyChange(at, "", "\n\n")


def backspace(body: str, at: int) -> BodyChange | None:
    """Backspace at the start of a paragraph joins it to the one before, taking the whole gap that Enter made."""
    is_gap = body[max(0, at - 2) : at] == "\n\n" and body[max(0, at - 3) : at] != "\n\n\n"
    return BodyChange(at - 2, "\n\n", "") if is_gap and body[:at].strip() else None


def quotation(before: str, typed: str, tag: str) -> str | None:
    """The typographer's mark for `"` or `'` typed behind `before`, by the language; None for any other key."""
    if typed not in ('"', "'"):
        return None
    opens = not before or before[-1] in _OPENS_AFTER
    if typed == '"':
        return language(tag).quotes[0 if opens else 1]
    return "‘" if opens else "’"


def dash(before: str, typed: str) -> bool:
    """Whether a hyphen typed behind `before` makes a dash of two hyphens; not at a line's start, where they rule it."""
    line = before[before.rfind("\n") + 1 :]
    return typed == "-" and line.endswith("-") and not line.endswith("--") and bool(line[:-1].strip(" -|:"))


def _line(body: str, at: int) -> tuple[int, int]:
    start = body.rfind("\n", 0, at) + 1
    end = body.find("\n", at)
    return start, len(body) if end < 0 else end


def _own_mark(line: str) -> str:
    found = _ITEM.match(line) or _QUOTE.match(line)
    return found.group() if found else ""


def _next_mark(line: str) -> str:
    """What the next line begins with where the list or the quote goes on; empty for plain words."""
    item = _ITEM.match(line)
    if item:
        space, sign, number, point, gap, _word = item.groups()
        return f"{space}{int(number) + 1}{point}{gap}" if number else f"{space}{sign}{gap}"
    quote = _QUOTE.match(line)
    return quote.group() if quote else ""


def _is_table(line: str) -> bool:
    return line.lstrip().startswith("|")
