"""Blocks of HTML as one plain text, and where in it each piece of text of each block stands.

Two pages are compared by these texts; what is found is then marked in the HTML, piece by piece, so that no mark
crosses the border of an element.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from html import unescape

_TOKEN = re.compile(r"<!--.*?-->|</?[A-Za-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>|[^<]+|<", re.DOTALL)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_SOURCE = re.compile(r' src="([^"]*)"')
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strong|sub|sup|time|u|var|wbr"
    "|picture|source"
)
_FIRST_SIGN = 0x20000
"""Stands for a photo or a rule in the text: characters that each count as a word of their own."""
LAST_SIGN = 0x3FFF0
"""The last of them: who compares pages may say from this one down what is the same on both."""
Signs = MutableMapping[str, str]
"""What stands for what: the photo's address → its character; to be shared by the pages that are compared."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of text, or a photo or a rule, in one block: the number of its token, its place in the sheet's text."""

    token: int
    start: int
    end: int
    is_text: bool


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """One block: its HTML cut into tags and texts, and those texts that are more than white space."""

    tokens: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The blocks in order, and their text."""

    blocks: tuple[SheetBlock, ...]
    text: str


def read(blocks: Sequence[str], signs: Signs) -> Sheet:
    """Blocks of well-formed HTML, each one element, as a sheet."""
    found: list[SheetBlock] = []
    parts: list[str] = []
    at = 0
    for html in filter(None, blocks):
        if found:
            parts.append("\n\n")
            at += 2
        block, text = _block(html, at, signs)
        found.append(block)
        parts.append(text)
        at += len(text)
    return Sheet(tuple(found), "".join(parts))


def _block(html: str, at: int, signs: Signs) -> tuple[SheetBlock, str]:
    tokens, leaves, text = tuple(_TOKEN.findall(html)), [], ""
    for number, token in enumerate(tokens):
        words, counts = _words(token, text, signs)
        if counts:
            start = at + len(text)
            leaves.append(Leaf(number, start, start + len(words), token[0] != "<" or len(token) == 1))
        text += words
    return SheetBlock(tokens, tuple(leaves), at, at + len(text)), text


def _words(token: str, before: str, signs: Signs) -> tuple[str, bool]:
    """What a token says in the text, and whether it is something to see."""
    if token[0] != "<" or len(token) == 1:
        words = unescape(token)
        return words, not words.isspace()
    name = _TAG.match(token)
    tag = name[1].lower() if name else ""
    if tag in ("img", "hr"):
        source = _SOURCE.search(token)
        return signs.setdefault(source[1] if source else tag, chr(_FIRST_SIGN + len(signs))), True
    if not tag or _INLINE.fullmatch(tag) or not before or before.endswith("\n\n"):
        return "", False
    return ("\n\n"[before.endswith("\n") :] if token.startswith("<li") else "\n" * (not before.endswith("\n"))), False
