"""The interface's words among those of another direction: signs of Unicode that keep their order (UAX #9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

LEFT_TO_RIGHT_MARK = "\u200e"
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""Around words of any direction, so that those beside them keep their order (Unicode UAX #9, FSI and PDI)."""


def going_on(text: str) -> str:
    """English words that end in “…”, which a mirrored button or menu would else put before them."""
    return f"{text}{LEFT_TO_RIGHT_MARK}" if text.endswith("…") else text


def isolated(text: str) -> str:
    """Left-to-right text that keeps its own order of words among others."""
    return f"\u2066{text}\u2069" if text else ""


_OF_A_STORY = re.compile(r"(?<=“)[^“”]+(?=”)|(?<=\()[^()]+(?=\))")


def with_quotes_apart(sentence: str) -> str:
    """An English sentence in which what is quoted or in brackets, words of a story, keeps an order of its own."""
    return _OF_A_STORY.sub(lambda found: f"{ISOLATE}{found[0]}{END_ISOLATE}", sentence)


def clock(moment: datetime) -> str:
    """A time of day as the window tells it."""
    return f"{moment.astimezone():%H:%M}"
