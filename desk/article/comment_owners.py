"""Whose words stand under a comment’s ID: nobody else’s ever take their place, whatever a story that came says.

Where two people say something under one ID, both stay: the words of one of them get an ID of their own. It is made of
the ID and the author alone, and chosen alike on every desk, so that merging again, and elsewhere, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import TypeVar

from desk.article.model import Comment, Reply

T = TypeVar("T", Comment, Reply)


def mixed(ours: Iterable[T], theirs: Iterable[T]) -> bool:
    """Whether an ID stands for words of different people."""
    authors = {one.id: one.author for one in ours}
    return any(authors.get(one.id, one.author) != one.author for one in theirs)


def clash(ours: Iterable[Comment], theirs: Iterable[Comment]) -> bool:
    """The same of comments with all that was answered to them."""
    ours, theirs = tuple(ours), tuple(theirs)
    mine = {one.id: one.replies for one in ours}
    return mixed(ours, theirs) or any(mixed(mine.get(one.id, ()), one.replies) for one in theirs)


def each_under_its_own(
    was: Mapping[str, T], mine: Mapping[str, T], other: Mapping[str, T]
) -> tuple[dict[str, T], dict[str, T], dict[str, T]]:
    """Comments, or the answers to one, by their IDs, of both and of what both had: the three with each ID standing
    for words of one person. Who has an ID that somebody else took over removed nothing by that.
    """
    owners: dict[str, str] = {}
    for side in (was, mine, other):
        for name, one in side.items():
            owners[name] = min(owners.get(name, one.author), one.author)
    if all(one.author == owners[name] for side in (was, mine, other) for name, one in side.items()):
        return dict(was), dict(mine), dict(other)
    before = _named(was, owners)
    return before, _named(mine, owners, was), _named(other, owners, was)


def _named(side: Mapping[str, T], owners: Mapping[str, str], was: Mapping[str, T] | None = None) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, one in side.items():
        old = was.get(name) if was is not None else None
        for said in (one, old) if old is not None and old.author != one.author else (one,):
            own = name if said.author == owners[name] else _own_id(name, said.author)
            there = found.get(own)
            named = replace(said, id=own)
            found[own] = named if there is None else max(there, named, key=repr)
    return found


def _own_id(name: str, author: str) -> str:
    return blake2b(f"{name}\0{author}".encode(errors="replace"), digest_size=8).hexdigest()
