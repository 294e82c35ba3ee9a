"""What changed between two texts, for a reader of plain lines: `The talks [-began-]{+ended+} in Erbil.`

A paragraph that was moved stands as `{>…>}` where it is now and as `[<…<]` where it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.article.compare import Difference, Kind, compare

_SIGNS = {Kind.DELETED: ("[-", "-]"), Kind.INSERTED: ("{+", "+}"), Kind.EQUAL: ("", "")}
_FROM, _TO = ("[<", "<]"), ("{>", ">}")


def worded(before: str, after: str) -> str:
    """Both texts in one, every line of what changed between signs."""
    return "".join(_piece(one, before, after) for one in compare(before, after))


def changed_lines(before: str, after: str) -> Iterator[str]:
    """The lines of `worded` that hold a change."""
    line = ""
    touched = False
    for one in compare(before, after):
        for part in re.split(r"(\n)", _piece(one, before, after)):
            if part != "\n":
                line, touched = line + part, touched or (one.kind is not Kind.EQUAL and bool(part))
                continue
            if touched:
                yield line
            line, touched = "", False
    if touched:
        yield line


def _piece(one: Difference, before: str, after: str) -> str:
    if one.edits:
        return "".join(
            _piece(edit, before, after) if edit.kind is not Kind.EQUAL else _moved(edit, after) for edit in one.edits
        )
    signs = _SIGNS.get(one.kind, _FROM if one.start < one.end else _TO)
    return _around(before[one.start : one.end] or after[one.after_start : one.after_end], *signs)


def _moved(edit: Difference, after: str) -> str:
    return _around(after[edit.after_start : edit.after_end], *_TO)


def _around(text: str, start: str, end: str) -> str:
    """The signs around each line of a text that says something."""
    return "".join(f"{start}{line}{end}" if line.strip() else line for line in re.split(r"(\n)", text))
