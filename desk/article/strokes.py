"""What typing a sign does beyond putting itself in: the typographer's mark in its place, or a pair around a selection.

Each is undone by one Backspace right behind it, which brings back what was typed. Pure functions of the words before
the caret and the language; the caller leaves code alone. Places are code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.article import keys
from desk.article.changes import BodyChange, Change, Group
from desk.article.excerpts import has_words, leaves
from desk.article.formatting import wrap
from desk.article.languages import direction_of, language
from desk.article.model import Article
from desk.article.scripts import paragraph_direction


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


_ADDRESS = re.compile(r"https?:|www\.|mailto:|.@", re.IGNORECASE)
"""What is found in a word without space that is an address."""
_LOOK_BACK = 300
"""Characters before the caret in which a letter of Arabic script is looked for."""
_BETWEEN_MARKS = re.compile(r"\]\([^()\s]*(?:\s[^()]*)?\Z|<[a-zA-Z/][^<>]*\Z|\A[ ]{0,3}\[[^\]]+\]:[^\n]*\Z")
"""In the address or the title of a link, in a tag, in a definition: there signs are Markdown's own."""
_QUOTED_ADDRESS = re.compile(r"(?:\A|[\s(])[“„«‘‚‹][^\s“„«‘‚‹]*\Z")
_ARABIC = "\u0600-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_BEHIND_ARABIC = re.compile(rf"[{_ARABIC}\u200c][»›”’)\]*_…!]*\Z")
_BEHIND_ARABIC_FIGURES = re.compile(rf"[{_ARABIC}][^A-Za-z]*[0-9٠-٩۰-۹%٪»›”’)\]*_]+\Z")
_ARABIC_SIGNS = {",": "،", ";": "؛", "?": "؟"}
_PAIRS = {"(": ("(", ")"), "[": ("[", "]"), "{": ("{", "}"), "«": ("«", "»"), "`": ("`", "`")}
_EMPHASIS = ("*", "_")
_DECADE = re.compile(r"(?:\A|[\s(—–])‘\Z")


def stroke(before: str, typed: str, tag: str, behind: str = "") -> Stroke | None:
    """What one sign typed behind `before`, the line up to the caret, does in a story of that language; None: itself.

    `behind` is what follows the caret.
    """
    if len(typed) != 1 or _BETWEEN_MARKS.search(before):
        return None
    if _ADDRESS.search(_last_word(before)) and not (typed in "\"'" and _QUOTED_ADDRESS.search(before)):
        return None
    return _quotation(before, typed, tag, behind) or _hyphens_or_dots(before, typed) or _arabic(before, typed, tag)


def _last_word(before: str) -> str:
    """What stands before the caret without a space in it, of whatever length: looked at once, from its front."""
    return before.rsplit(maxsplit=1)[-1] if before and not before[-1].isspace() else ""


def _quotation(before: str, typed: str, tag: str, behind: str) -> Stroke | None:
    if typed.isdigit() and _DECADE.search(before):
        return Stroke(1, f"‘{typed}", f"’{typed}")  # ’90s: what was left out, not what is quoted
    mark = keys.quotation(before, typed, tag, behind)
    return Stroke(0, typed, mark) if mark is not None else None


def _hyphens_or_dots(before: str, typed: str) -> Stroke | None:
    if keys.dash(before, typed):
        return Stroke(1, "--", "—")
    if typed == "-" and before.endswith("—"):
        return Stroke(1, "—-", "—")  # some write a dash so
    if typed == "." and before.endswith("..") and not before.endswith("..."):
        return Stroke(2, "...", "…")
    return None


def _arabic(before: str, typed: str, tag: str) -> Stroke | None:
    """Comma, semicolon and question mark of Arabic script behind its letters, in a paragraph that is in that script.

    A comma in a number stays one.
    """
    sign = _ARABIC_SIGNS.get(typed)
    if sign is None or paragraph_direction(before, direction_of(tag)) == "ltr":
        return None
    behind = _BEHIND_ARABIC.search(before) or (typed == "?" and _BEHIND_ARABIC_FIGURES.search(before[-_LOOK_BACK:]))
    return Stroke(0, typed, sign) if behind else None


def straighten(body: str, typeset: Typeset, caret: int) -> BodyChange | None:
    """What Backspace does right behind a mark that was put in: it brings back what was typed."""
    put, at = typeset.stroke.put, typeset.at
    stands = caret == at + len(put) and body[at:caret] == put
    return BodyChange(at, put, typeset.stroke.typed) if stands else None


def wrapped(body: str, start: int, end: int, typed: str, tag: str) -> Change | None:
    """What a quotation mark, a bracket or a mark of emphasis does, typed over a selection: it goes around the words.

    Those of several paragraphs it goes around as a whole, but emphasis and code around each by itself.
    """
    pair = around(typed, tag)
    parts = [leaf.words for leaf in leaves(body, start, end) if has_words(leaf)] if pair else []
    parts = [words for words in parts if words.start < end and words.end > start]
    if pair is None or not parts:
        return None
    if len(parts) > 1 and typed in ("`", *_EMPHASIS):
        return wrap(Article(body=body), start, end, "`" if typed == "`" else "*")
    start, end = max(start, parts[0].start), min(end, parts[-1].end)
    text = body[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    return (
        Group((BodyChange(start, "", pair[0]), BodyChange(end + len(pair[0]), "", pair[1]))) if text.strip() else None
    )


def around(typed: str, tag: str) -> tuple[str, str] | None:
    """The two signs that one key puts around words in a story of that language."""
    if typed == '"':
        return language(tag).quotes
    if typed == "'":
        return language(tag).inner
    return (typed, typed) if typed in _EMPHASIS else _PAIRS.get(typed)
