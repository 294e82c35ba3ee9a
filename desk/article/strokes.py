"""What typing a sign does beyond putting itself in: the typographer's mark in its place, or a pair around a selection.

Each is undone by one Backspace right behind it, which brings back what was typed. Pure functions of the words before
the caret and the language; the caller leaves code alone. Places are code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.article import keys
from desk.article.changes import BodyChange, Change, Group
from desk.article.languages import language


@dataclass(frozen=True, slots=True)
class Stroke:
    """In place of the `taken` characters before the caret and of the sign typed stands `put`; `typed` is both."""

    taken: int
    typed: str
    put: str


@dataclass(frozen=True, slots=True)
class Typeset:
    """At code point `at` a stroke put a mark; Backspace behind it brings back what was typed."""

    at: int
    stroke: Stroke


_ADDRESS = re.compile(r"(?:https?:|www\.|mailto:|\S+@|\]\(|<)\S*\Z|\]:\s*\S*\Z", re.IGNORECASE)
_ARABIC = "\u0600-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_BEHIND_ARABIC = re.compile(rf"[{_ARABIC}\u200c][»”’)\]*_]*[ ]?\Z")
_BEHIND_ARABIC_FIGURES = re.compile(rf"[{_ARABIC}][^A-Za-z]*[0-9٠-٩۰-۹%٪»”’)\]*_]+\Z")
_ARABIC_SIGNS = {",": "،", ";": "؛", "?": "؟"}
_PAIRS = {"(": ("(", ")"), "[": ("[", "]"), "{": ("{", "}"), "«": ("«", "»"), "`": ("`", "`")}
_EMPHASIS = ("*", "_")


def stroke(before: str, typed: str, tag: str) -> Stroke | None:
    """What one sign typed behind `before`, the line up to the caret, does in a story of that language; None: itself."""
    if len(typed) != 1 or _ADDRESS.search(before):
        return None
    return _quotation(before, typed, tag) or _hyphens_or_dots(before, typed) or _arabic(before, typed)


def _quotation(before: str, typed: str, tag: str) -> Stroke | None:
    if typed.isdigit() and before.endswith("‘") and before[-2:-1] in ("", " ", "\u00a0"):
        return Stroke(1, f"‘{typed}", f"’{typed}")  # ’90s: what was left out, not what is quoted
    mark = keys.quotation(before, typed, tag)
    return Stroke(0, typed, mark) if mark is not None else None


def _hyphens_or_dots(before: str, typed: str) -> Stroke | None:
    if keys.dash(before, typed):
        return Stroke(1, "--", "—")
    if typed == "." and before.endswith("..") and not before.endswith("..."):
        return Stroke(2, "...", "…")
    return None


def _arabic(before: str, typed: str) -> Stroke | None:
    """Comma, semicolon and question mark of Arabic script behind its letters; a comma in a number stays one."""
    sign = _ARABIC_SIGNS.get(typed)
    if sign is None or before.endswith(" "):
        return None
    behind = _BEHIND_ARABIC.search(before) or (typed == "?" and _BEHIND_ARABIC_FIGURES.search(before))
    return Stroke(0, typed, sign) if behind else None


def straighten(body: str, typeset: Typeset, caret: int) -> BodyChange | None:
    """What Backspace does right behind a mark that was put in: it brings back what was typed."""
    put, at = typeset.stroke.put, typeset.at
    stands = caret == at + len(put) and body[at:caret] == put
    return BodyChange(at, put, typeset.stroke.typed) if stands else None


def wrapped(body: str, start: int, end: int, typed: str, tag: str) -> Change | None:
    """What a quotation mark, a bracket or a mark of emphasis does, typed over a selection: it goes around the words."""
    pair = around(typed, tag)
    text = body[start:end]
    words = text.strip()
    if pair is None or not words or "\n\n" in words:
        return None
    start += len(text) - len(text.lstrip())
    opening, closing = pair
    return Group((BodyChange(start, "", opening), BodyChange(start + len(opening) + len(words), "", closing)))


def around(typed: str, tag: str) -> tuple[str, str] | None:
    """The two signs that one key puts around words in a story of that language."""
    if typed == '"':
        return language(tag).quotes
    if typed == "'":
        return ("‹", "›") if language(tag).quotes == ("«", "»") else ("‘", "’")
    return (typed, typed) if typed in _EMPHASIS else _PAIRS.get(typed)
