"""What two people made of things that have names of their own: keywords, photos in their order, comments and answers.

Everything here says the same whichever of the two asks: where both did the same thing in another way and nobody needs
to decide, the greater one holds, whatever it is, so that two desks that merge each other's work come to one story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from desk.article import changes
from desk.article.comment_owners import each_under_its_own, mixed
from desk.article.merging import replacements
from desk.article.model import Article, Comment, Photo, Reply
from desk.article.steps import together

T = TypeVar("T", Photo, Comment, Reply)


def in_order(was: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """What stands in both, and what either put in; in the order of whoever chose another one."""
    if ours == theirs or was in (ours, theirs):
        return tuple(theirs if was == ours else ours)
    before, mine, other = set(was), set(ours), set(theirs)
    kept = {one for one in (*ours, *theirs) if (one in mine and one in other) or one not in before}
    for whole, part in ((ours, theirs), (theirs, ours)):
        if kept <= set(whole) and _only(kept & set(part), whole) == _only(kept, part):
            return tuple(dict.fromkeys(_only(kept, whole)))
    first, second = _sorted_by_choice(before & mine & other, was, ours, theirs)
    order = [one for one in dict.fromkeys(first) if one in kept]
    behind: str | None = None
    for one in dict.fromkeys(second):
        if one in kept and one not in order:
            order.insert(order.index(behind) + 1 if behind is not None else len(order), one)
        behind = one if one in kept else behind
    return tuple(order)


def _sorted_by_choice(
    shared: set[str], was: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """Both orders, that of whoever alone chose another one first; where both did, or none, the lesser."""
    before, mine, other = (_only(shared, one) for one in (was, ours, theirs))
    if mine == before != other:
        return theirs, ours
    if other == before != mine:
        return ours, theirs
    return (ours, theirs) if (mine, list(ours)) <= (other, list(theirs)) else (theirs, ours)


def _only(some: set[str], order: Sequence[str]) -> list[str]:
    return [one for one in order if one in some]


def by_id(things: Sequence[T]) -> dict[str, T]:
    """The things by their IDs."""
    return {thing.id: thing for thing in things}


def merged_comments(base: Article, ours: Article, theirs: Article, body: str) -> tuple[Comment, ...]:
    """The comments of both, on the words they were made on, wherever these stand in the merged body.

    One that the one removed and the other answered or changed stays.
    """
    was, mine, other = each_under_its_own(
        by_id(base.comments), by_id(_carried(ours, body)), by_id(_carried(theirs, body))
    )
    kept: list[Comment] = []
    for name in {**mine, **other}:
        here, there, before = mine.get(name), other.get(name), was.get(name)
        if here and there:
            placed = [one for one, text in ((here, ours.body), (there, theirs.body)) if text == body]
            kept.append(_both(before, here, there, placed or [here, there], body))
        elif (one := here or there) and (before is None or _said(before) != _said(one)):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: (one.time, one.id)))


def _carried(article: Article, body: str) -> tuple[Comment, ...]:
    """The story's comments, at their words in another wording of its body."""
    change = together(article, replacements(article.body, body))
    return changes.apply(article, change).comments if change else article.comments


def _said(comment: Comment) -> Comment:
    """The comment without its place, which follows the words by itself."""
    return replace(comment, start=0, end=0, quote="")


_SAID = ("author", "time", "text", "quote", "resolved", "place", "field")


def _both(was: Comment | None, ours: Comment, theirs: Comment, placed: Sequence[Comment], body: str) -> Comment:
    """A comment that both have, where one of `placed` stands: whose text came to be the body knows best."""
    said = {name: _later(*(getattr(one, name, None) for one in (was, ours, theirs))) for name in _SAID}
    places = ((one.start, one.end) for one in placed)
    start, end = min(places, key=lambda place: _farness(place, str(said["quote"]), body))
    replies = _answers(was.replies if was else (), ours.replies, theirs.replies)
    return replace(ours, start=start, end=end, replies=replies, **said)  # type: ignore[arg-type]


def _farness(place: tuple[int, int], quote: str, body: str) -> tuple[bool, bool, int, int]:
    """How little a place looks like that of the words that are quoted."""
    start, end = place
    return body[start:end] != quote, start == end, start, end


def _later(was: object, ours: object, theirs: object) -> object:
    """What only one of them changed; of what both did, the greater."""
    if ours == theirs or was == theirs:
        return ours
    return theirs if was == ours else max(ours, theirs, key=repr)


def _answers(was: Sequence[Reply], ours: Sequence[Reply], theirs: Sequence[Reply]) -> tuple[Reply, ...]:
    """What both answered, in the order of time; an answer that either took back, or reworded, is so."""
    if ours == theirs or (was in (ours, theirs) and not mixed(ours, theirs)):
        return tuple(theirs if was == ours else ours)
    before, mine, other = each_under_its_own(by_id(was), by_id(ours), by_id(theirs))
    kept: list[Reply] = []
    for name in {**mine, **other}:
        here, there, old = mine.get(name), other.get(name), before.get(name)
        if here is not None and there is not None:
            kept.append(here if here == there or there == old else there if here == old else max(here, there, key=repr))
        elif (one := here or there) is not None and one != old:
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: (one.time, one.id)))
