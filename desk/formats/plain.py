"""Plain text on its way in and out: marks that deceive taken away, words kept from being read as Markdown."""

from __future__ import annotations

import re
from itertools import pairwise

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_ISOLATES, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_EMBEDDINGS, _END_OF_EMBEDDING = "\u202a\u202b", "\u202c"
_OVERRIDES = "\u202d\u202e"
_DEEPEST = 125
"""How deep marks of direction may stand in one another; deeper ones count for nothing (UAX #9, BD2)."""
_DIRECTION = re.compile(f"[{_ISOLATES}{_END_OF_ISOLATE}{_EMBEDDINGS}{_END_OF_EMBEDDING}{_OVERRIDES}]")


def without_tricks(text: str) -> str:
    """The text without control characters, and with marks of direction that can do no harm outside it.

    Overrides, which make text read otherwise than it is, go; isolates and embeddings stay where they are properly
    nested and closed, and go where they are not ("Trojan Source", Boucher and Anderson 2021; Unicode UAX #9).
    """
    if text.isprintable():  # as nearly all words are; neither controls nor marks of direction are
        return text
    text = _CONTROLS.sub("", text)
    return _with_paired_marks(text) if _DIRECTION.search(text) else text


def _with_paired_marks(text: str) -> str:
    kept = list(text)
    opened: list[tuple[int, str]] = []
    for at, mark in enumerate(text):
        if mark in _OVERRIDES or (mark in _ISOLATES + _EMBEDDINGS and len(opened) == _DEEPEST):
            kept[at] = ""
        elif mark in _ISOLATES:
            opened.append((at, _END_OF_ISOLATE))
        elif mark in _EMBEDDINGS:
            opened.append((at, _END_OF_EMBEDDING))
        elif mark in (_END_OF_ISOLATE, _END_OF_EMBEDDING) and not _closes(mark, opened, kept):
            kept[at] = ""
    for at, _end in opened:
        kept[at] = ""
    return "".join(kept)


def _closes(mark: str, opened: list[tuple[int, str]], kept: list[str]) -> bool:
    """Take the opening mark that belongs to a closing one off the stack; an isolate's end also ends what is inside."""
    ends = [end for _at, end in opened]
    if mark not in ends or (mark == _END_OF_EMBEDDING and ends[-1] != mark):
        return False
    while opened[-1][1] != mark:
        kept[opened.pop()[0]] = ""
    opened.pop()
    return True


_TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY_LIKE = re.compile(r"&(?=#?\w+;)")
_MARKED = re.compile(r"[*`\\]|(?<!\w)_|_(?!\w)|!(?=\[)")
_BRACKETS = re.compile(r"[\[\]]|\n[ \t]*\n")
_LINE_START = re.compile(r"(?m)^(?=#{1,6}(?:\s|$)|>|-{2,}[ \t]*$|(?:- ?){3,}[ \t]*$)")
_LINE_OF = re.compile(r"(?m)^(?:=(?==*[ \t]*$)|~(?=~~))")
_LONG_NUMBER = re.compile(r"(?m)^(\d{3,})([.)])(?=\s)")
_INDENT = re.compile(r"(?m)^[ \t]+")


def as_markdown(text: str) -> str:
    """Plain text as Markdown that reads the same: marks that Markdown would take for its own get a backslash.

    Indents go, since Markdown would make code of them; lists (`- `, `1. `) are left as lists.
    """
    text = _TAG_LIKE.sub("&lt;", _ENTITY_LIKE.sub("&amp;", _INDENT.sub("", text)))
    if any(mark in text for mark in ("*", "`", "\\", "_", "![")):  # a long text without any is not gone through
        text = _MARKED.sub(lambda match: "\\" + match.group(), text)
    text = _unlinked(text)
    text = _LINE_START.sub(r"\\", text)
    text = _LONG_NUMBER.sub(r"\1\\\2", text)
    return _LINE_OF.sub(lambda match: f"&#{ord(match.group())};", text)


def _unlinked(text: str) -> str:
    """Brackets that Markdown would take for those of a link, a note or a definition get a backslash."""
    opened: list[int] = []
    escaped: list[int] = []
    for bracket in _BRACKETS.finditer(text) if "](" in text or "][" in text or "]:" in text else ():
        at = bracket.start()
        if bracket[0] == "[":
            opened.append(at)
        elif bracket[0] != "]":
            opened.clear()
        elif opened:
            start = opened.pop()
            if text[at + 1 : at + 2] in ("(", "[", ":"):
                escaped += [start, at] if opened else [start]
    edges = [0, *sorted(escaped), len(text)]
    return "\\".join(text[start:end] for start, end in pairwise(edges))
