"""What a person types into the search field, as FTS5 understands it.

Words are prefixes, "words in quotes" stand together, -word is left out. Anything else that is typed is no word and is
passed over, so no query is ever wrong. Syntax: https://www.sqlite.org/fts5.html#full_text_query_syntax
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.article.scripts import normalised

_PIECE = re.compile(r'(?P<minus>(?<!\S)[-−])?(?:["“”«„](?P<phrase>[^"“”«»„]*)(?P<end>["“”»])?|(?P<word>[^\s"“”«»„]+))')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Query:
    """FTS5 expressions, empty where nothing is asked: what must match, and, where that is empty, what must not."""

    wanted: str = ""
    unwanted: str = ""


def parse(text: str) -> Query:
    """The query in what was typed."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for piece in _PIECE.finditer(text):
        found = _expression(piece)
        if found:
            (unwanted if piece["minus"] else wanted).append(found)
    without = " OR ".join(unwanted)
    if not wanted:
        return Query(unwanted=without)
    both = " AND ".join(wanted)
    return Query(f"({both}) NOT ({without})" if without else both)


def _expression(piece: re.Match[str]) -> str:
    """The words of one piece, standing together; the last may go on, unless a closing quote says that it is whole."""
    words = _WORD.findall(normalised(piece["word"] or piece["phrase"] or ""))
    if not words:
        return ""
    return f'"{" ".join(words)}"' + ("" if piece["end"] else "*")
