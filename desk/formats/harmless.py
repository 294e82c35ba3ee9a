"""What comes from elsewhere without characters that deceive: controls, overrides of direction, marks left open.

A headline with such marks reads otherwise than it is, and so does all that stands behind it. The words stay as they
are, and so does every mark that Arabic or Kurdish text needs.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from typing import TypeVar

from desk.article import changes
from desk.article.merging import replacements
from desk.article.model import Article, Comment, Custody, Dateline, Photo, Related, Reply
from desk.article.past import Past
from desk.article.steps import together
from desk.article.trouble import Trouble
from desk.formats.plain import without_tricks
from desk.formats.reading import Imported

T = TypeVar("T", Article, Photo, Comment, Reply, Custody, Dateline, Related, Past)
S = TypeVar("S", Comment, Reply)
MOST_COMMENTS, MOST_REPLIES = 5000, 200
"""Comments of a story, and replies to one, that are taken in."""
_NOT_WORDS = frozenset(("id", "body", "media", "lead", "article", "status"))


def harmless(article: Article) -> Article:
    """The article without such characters; comments stay at their words."""
    clean = by_paragraph(article.body)
    change = None if clean == article.body else together(article, replacements(article.body, clean))
    bare = _bare(changes.apply(article, change) if change else article)
    return replace(
        bare,
        dateline=_bare(bare.dateline),
        photos=tuple(map(_bare, bare.photos)),
        comments=_each_its_own(
            replace(_bare(one), replies=_each_its_own(map(_bare, one.replies))) for one in bare.comments
        ),
        custody=_bare(bare.custody),
        related=tuple(map(_bare, bare.related)),
    )


def harmlessly(read: Imported) -> Imported:
    """What was read likewise, with its versions. Trouble where one has more comments than any desk ever made."""
    for one in (read.article, *(version.article for version in read.past)):
        _check_comments(one)
    past = tuple(replace(_bare(one), article=harmless(one.article)) for one in read.past)
    copy = by_paragraph(read.copy)
    arranged = read.arranged if copy == read.copy else None
    return replace(read, article=harmless(read.article), past=past, copy=copy, arranged=arranged)


def _check_comments(article: Article) -> None:
    count, most = len(article.comments), max((len(one.replies) for one in article.comments), default=0)
    name = f"“{without_tricks(article.headline)[:80]}”" if article.headline else "The story"
    if count > MOST_COMMENTS:
        raise Trouble(
            f"{name} has {count:,} comments, and Desk takes a story with {MOST_COMMENTS:,} at most: "
            "have those deleted that are settled, and the story sent again."
        )
    if most > MOST_REPLIES:
        raise Trouble(
            f"{name} has a comment with {most:,} replies, and Desk takes {MOST_REPLIES} at most: "
            "have that comment deleted, and the story sent again."
        )


def _each_its_own(things: Iterable[S]) -> tuple[S, ...]:
    """Comments, or the answers to one, each with an ID of its own: by it one is answered, settled and merged."""
    found: dict[str, S] = {}
    for number, one in enumerate(things):
        name = one.id
        if not name or name in found:
            name = blake2b(f"{name}\0{number}".encode(errors="replace"), digest_size=8).hexdigest()
        found[name] = one if name == one.id else replace(one, id=name)
    return tuple(found.values())


def told_plainly(article: Article) -> Article:
    """The article with what others are told about it, corrections and why it was killed, without such characters."""
    return replace(article, correction=_by_line(article.correction), kill_reason=_by_line(article.kill_reason))


def _by_line(text: str) -> str:
    """A text of several lines, each by itself, likewise."""
    return "\n".join(map(without_tricks, text.split("\n")))


def by_paragraph(text: str) -> str:
    """A text of several paragraphs likewise: no mark of direction reaches further than its paragraph (UAX #9, P1)."""
    return "\n\n".join(map(without_tricks, text.split("\n\n")))


def _bare(thing: T) -> T:
    changed: dict[str, object] = {}
    for field in dataclasses.fields(thing):
        before = getattr(thing, field.name)
        if field.name not in _NOT_WORDS and isinstance(before, str | tuple):
            after = without_tricks(before) if isinstance(before, str) else _each(before)
            if after != before:
                changed[field.name] = after
    return replace(thing, **changed) if changed else thing  # type: ignore[arg-type]


def _each(values: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(without_tricks(one) if isinstance(one, str) else one for one in values)
