"""Stories that another one names by their titles only, looked up among those that are here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from desk.article.model import Article
from desk.article.scripts import normalised
from desk.library.finding import Row

_MOST = 50
"""Stories with the title's words that are looked at; of more nobody can say which is meant."""


class Stories(Protocol):
    """Where stories are found by their words; the Library is one."""

    def find(self, query: str = "", *, limit: int = 200) -> list[Row]:
        """The stories that fit."""


def with_known(stories: Stories, article: Article) -> Article:
    """The article with the IDs of the stories around it, where exactly one of those here has the title."""
    wanted = [one.title for one in article.related if one.title and not one.article]
    if not wanted:
        return article
    ids = known(stories, wanted)
    related = tuple(one if one.article else replace(one, article=ids.get(one.title, "")) for one in article.related)
    kept = tuple(replace(one, article="") if one.article == article.id else one for one in related)
    return replace(article, related=kept)


def known(stories: Stories, titles: Iterable[str]) -> dict[str, str]:
    """The IDs of the stories that have these titles, in any spelling, by the title; where only one story has it."""
    found = {title: _only(stories, title) for title in dict.fromkeys(titles)}
    return {title: article_id for title, article_id in found.items() if article_id}


def _only(stories: Stories, title: str) -> str:
    words = " ".join(title.replace('"', " ").split())
    wanted = normalised(title).strip()
    if not any(mark.isalnum() for mark in words):
        return ""
    rows = stories.find(f'"{words}"', limit=_MOST)
    same = [row.id for row in rows if normalised(row.headline).strip() == wanted]
    return same[0] if len(same) == 1 else ""
