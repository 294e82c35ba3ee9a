"""Plain text on its way in and out: marks that deceive taken away, words kept from being read as Markdown."""

from __future__ import annotations

import re
from itertools import pairwise

from desk.article.tricks import without_tricks as without_tricks  # noqa: PLC0414 - beside its counterpart here

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
