"""Saved searches: those that come with Desk, and a person's own, which the library's settings keep."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

SETTING = "searches"
"""The library's setting that holds them: JSON, a list of [name, query]."""


class Saved(NamedTuple):
    """A search under a name."""

    name: str
    query: str


WITH_DESK = (
    Saved("In edit", 'status:"in edit"'),
    Saved("Mine", "by:me"),
    Saved("Edited by me", "edited:me"),
    Saved("No caption", "no:caption"),
    Saved("This week", "after:7d"),
)


def read(kept: str | None) -> tuple[Saved, ...]:
    """What a setting holds; none where it cannot be read."""
    try:
        return tuple(Saved(str(name), str(query)) for name, query in json.loads(kept or "[]"))
    except (ValueError, TypeError):
        return ()


def written(searches: Sequence[Saved]) -> str:
    """The same as a setting."""
    return json.dumps([list(one) for one in searches], ensure_ascii=False)


def with_one(searches: Sequence[Saved], name: str, query: str) -> tuple[Saved, ...]:
    """With a search under a name, or without one: what the name or the query had before it takes the place of."""
    fresh = Saved(" ".join(name.split()), query.strip())
    same = [n for n, one in enumerate(searches) if one.name.casefold() == fresh.name.casefold() or one.query == query]
    rest = [one for n, one in enumerate(searches) if n not in same]
    place = same[0] if same else len(rest)
    return (*rest[:place], fresh, *rest[place:])


def without(searches: Sequence[Saved], query: str) -> tuple[Saved, ...]:
    """Without the search of a query."""
    return tuple(one for one in searches if one.query != query)


def named(searches: Sequence[Saved], query: str) -> Saved | None:
    """The search that has this query."""
    return next((one for one in searches if one.query == query.strip()), None)
