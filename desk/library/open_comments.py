"""The comments that nobody has resolved, across the library: the desk's list of what is still to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.article.comment_places import in_order
from desk.article.model import Article, Comment
from desk.article.trouble import Trouble

if TYPE_CHECKING:
    from desk.library.library import Library

QUERY = "has:comment"
"""What finds the stories in question."""
MOST = 200
"""So many stories, the newest, are looked through."""


@dataclass(frozen=True, slots=True)
class StoryComments:
    """A story that waits for answers: its ID and headline, and its open comments in the story's order."""

    id: str
    headline: str
    comments: tuple[Comment, ...]


def open_in(article: Article) -> StoryComments | None:
    """What one story waits for; None where it waits for nothing."""
    waiting = tuple(one for one in in_order(article) if not one.resolved)
    return StoryComments(article.id, article.headline, waiting) if waiting else None


def open_comments(library: Library, most: int = MOST) -> list[StoryComments]:
    """The stories outside the bin with open comments, the one that was changed last first.

    A story that cannot be read is left out: the library tells of its damage elsewhere.
    """
    found = []
    for row in library.find(QUERY, limit=most):
        try:
            waiting = open_in(library.article(row.id))
        except Trouble:
            continue
        if waiting is not None:
            found.append(waiting)
    return found
