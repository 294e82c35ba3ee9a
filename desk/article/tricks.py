"""Marks that deceive, taken out of a text: it reads as it is written, and what stands behind it does too."""

from __future__ import annotations

import re

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
