"""What two desks both had of a story, told by the order in which each came by the versions that they share.

Mostly the newest version in common is the same at both. Where each desk went on before it had what the other sent, the
last that we had of theirs is another than the last that they had of ours; then what both had is these two merged. Where
these clash it says two things: what they had there, and what we had; and it goes on saying both until a version comes
to both in which somebody has decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from desk.article import changes
from desk.article.changes import BodyChange, Change
from desk.article.merging_articles import Clash, MergedArticle, merge_articles, rewrite, stands, take_theirs
from desk.article.model import Article

DEEPEST = 12
"""How often desks may have crossed each other until the last that they had of ours is what both had."""


class Common(NamedTuple):
    """What both had: `theirs` and `ours` differ only where the desks clashed before, and say what each had there;
    `base` is what was before that.
    """

    base: Article
    theirs: Article
    ours: Article


def common(states: Sequence[Article], order: Sequence[int], depth: int = 0) -> Common | None:
    """What both had last. `states` are the versions here, oldest first; `order` numbers those that both desks have, in
    the order of the other. None where they share none.
    """
    straight = _straight(order)
    crossed, behind = order[: len(order) - straight], order[len(order) - straight :]
    had = _crossed(states, crossed, depth) if crossed else None
    for number in behind:
        had = _since(had, states[number])
    return had


def _straight(order: Sequence[int]) -> int:
    """How many of the last versions came to both desks behind all others, and in one order."""
    highest = list(accumulate(order, max))
    return next(
        (n for n, (one, most) in enumerate(zip(order[::-1], highest[::-1], strict=True)) if one < most), len(order)
    )


def _since(had: Common | None, version: Article) -> Common:
    """What both had once a version came to both. Where the desks had clashed, and it says no more than the other knew
    one of them to have, nobody has decided by it: each still has its own.
    """
    is_undecided = had is not None and had.theirs != had.ours and version in (had.theirs, had.ours)
    return had if had is not None and is_undecided else Common(version, version, version)


def _crossed(states: Sequence[Article], order: Sequence[int], depth: int) -> Common:
    """What both had where the last that we had of theirs is another than the last that they had of ours."""
    of_theirs, of_ours = states[max(order)], states[order[-1]]
    older = _older(states, order, depth)
    if older is None:
        return Common(of_ours, of_ours, of_ours)
    seen_by_them = Common(older.base, older.ours, older.theirs)
    theirs, ours = meet(seen_by_them, of_theirs, of_ours), meet(older, of_ours, of_theirs)
    return Common(older.base, theirs.merged.article, ours.merged.article)


def _older(states: Sequence[Article], order: Sequence[int], depth: int) -> Common | None:
    """What both had before the last that each had of the other."""
    before = order[: order.index(max(order))]
    both = [number for number in before if number < order[-1]]
    return common(states, both, depth + 1) if depth < DEEPEST else None


class Met(NamedTuple):
    """Both sides' work in one story, with its clashes; and theirs as it was merged."""

    merged: MergedArticle
    theirs: Article


def meet(had: Common, ours: Article, theirs: Article) -> Met:
    """Merge them.

    Where the desks had clashed before and they left theirs as it was, nothing new is to be said: ours stays. Where they
    changed theirs, having seen ours, and we changed nothing since, they have decided.
    """
    if had.theirs != had.ours:
        apart = merge_articles(had.base, had.theirs, had.ours)
        if apart.article == had.theirs:
            theirs = _with_ours_where_left(theirs, had.theirs, apart.conflicts)
    return Met(merge_articles(had.ours, ours, theirs), theirs)


def _with_ours_where_left(theirs: Article, seen: Article, clashes: Sequence[Clash]) -> Article:
    """Their story with our wordings wherever theirs stands as it was `seen`."""
    change, now = rewrite(seen, theirs), theirs
    for clash in reversed(clashes):
        place = clash if change is None else _reach(clash, seen, theirs, change)
        step = take_theirs(now, place) if stands(now, place) == clash.ours else None
        now = now if step is None else changes.apply(now, step)
    return now


def _reach(clash: Clash, before: Article, after: Article, change: Change) -> Clash:
    """The clash with its place in the changed story, with what was put in at its edges."""
    if clash.span is None:
        return clash
    start, end = clash.span
    for part in _parts(clash, before, after, change):
        start = changes.map_position(part, start, after=False)
        end = max(start, changes.map_position(part, end, after=True))
    return replace(clash, span=(start, end))


def _parts(clash: Clash, before: Article, after: Article, change: Change) -> Sequence[BodyChange]:
    if clash.field == "body" and not clash.photo:
        return changes.body_changes(change)
    one, other = (stands(article, replace(clash, span=None)) for article in (before, after))
    is_text = isinstance(one, str) and isinstance(other, str) and one != other
    return [changes.text_change(str(one), str(other))] if is_text else []
