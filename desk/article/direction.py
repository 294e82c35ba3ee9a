"""Placeholder until the edits of direction land."""

from __future__ import annotations

from desk.article.changes import Change
from desk.article.languages import Direction
from desk.article.model import Article


def direct(_article: Article, _start: int, _end: int, _way: Direction | None) -> Change | None:
    return None


def chosen_direction(_body: str, _at: int) -> Direction | None:
    return None
