"""Changes at several places of the body made as one step, each given as the body is now."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from desk.article.changes import BodyChange, Change, Group
from desk.article.model import Article

_MOST = 200
"""So many places are changed one by one; where there are more, neighbours become one change."""


def together(article: Article | None, places: Iterable[BodyChange]) -> Change | None:
    """The changes, in the order of their places, as one; None where there are none. The words between them stay.

    Where the article is known, hundreds of changes become few.
    """
    steps = [place for place in places if place.removed != place.inserted]
    if article and len(steps) > _MOST:
        steps = _joined(article, steps)
    shift, placed = 0, []
    for step in steps:
        placed.append(replace(step, at=step.at + shift))
        shift += len(step.inserted) - len(step.removed)
    return (placed[0] if len(placed) == 1 else Group(tuple(placed))) if placed else None


def least(at: int, removed: str, inserted: str) -> BodyChange:
    """The change without what it would take away and put in again at its beginning."""
    same = 0
    while same < min(len(removed), len(inserted)) and removed[same] == inserted[same]:
        same += 1
    return BodyChange(at + same, removed[same:], inserted[same:])


def _joined(article: Article, steps: list[BodyChange]) -> list[BodyChange]:
    """Few changes instead of many: neighbours as one, unless a comment begins or ends from the one to the other."""
    borders = sorted(place for comment in article.comments for place in (comment.start, comment.end))
    joined = steps[:1]
    for step in steps[1:]:
        last, end = joined[-1], step.at + len(step.removed)
        border = bisect_left(borders, last.at)
        if border < len(borders) and borders[border] <= end:
            joined.append(step)
        else:
            between = article.body[last.at + len(last.removed) : step.at]
            removed, inserted = last.removed + between + step.removed, last.inserted + between + step.inserted
            joined[-1] = BodyChange(last.at, removed, inserted)
    return joined
