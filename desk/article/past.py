"""A story as it once was: a kept version with its words, to be handed from one library to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.article.model import Article


@dataclass(frozen=True, slots=True)
class Past:
    """One version: its number, when and by whom it was kept, how it came about (`kind`), the name it was given, how
    many words its body had, what changed (`note`), and the story as it was.
    """

    number: int
    time: datetime
    author: str
    kind: str
    name: str
    words: int
    note: str
    article: Article
