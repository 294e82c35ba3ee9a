"""A story's versions in other languages as the library has them, and what changed in the one it was translated from."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from desk.article.model import Article, Related
from desk.article.paragraphs import Group, paired, paragraph_spans
from desk.article.siblings import fingerprint, siblings, source_of
from desk.article.trouble import Trouble
from desk.library.versions import Version


class Stories(Protocol):
    """Where stories are read by their ID; the Library is one."""

    def article(self, article_id: str) -> Article:
        """The story. Raises Trouble where there is none."""

    def versions(self, article_id: str) -> list[Version]:
        """Its versions, newest first."""

    def version(self, article_id: str, number: int) -> Article:
        """The story as it was then. Raises Trouble where that cannot be read."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """A story that another one is linked to as its version in another language; None where the library has it not.

    `is_source` where the other one was translated from it, `is_behind` where that is not in line with it any more.
    """

    link: Related
    article: Article | None
    is_source: bool = False
    is_behind: bool = False


def siblings_of(stories: Stories, article: Article) -> tuple[Sibling, ...]:
    """The versions of a story in other languages."""
    source = source_of(article)
    return tuple(_sibling(stories, link, is_source=link == source) for link in siblings(article))


def _sibling(stories: Stories, link: Related, *, is_source: bool) -> Sibling:
    try:
        found = stories.article(link.article)
    except Trouble:
        return Sibling(link, None, is_source)
    return Sibling(link, found, is_source, is_source and link.seen != fingerprint(found))


@dataclass(frozen=True, slots=True)
class NewWording:
    """A part of a source that says something else than it did: what it said, and says, either empty where nothing.

    `place` is `headline`, `summary` or `body`; there `paragraph` counts the paragraphs of the body as it is from 0, and
    for one that is gone it is the number of the one that follows.
    """

    place: str
    paragraph: int
    before: str
    after: str


def as_it_was(stories: Stories, source: Article, seen: str) -> Article | None:
    """The source as it was when a translation was last brought in line with it; None where no version tells."""
    if fingerprint(source) == seen:
        return source
    return version_with(stories, source.id, seen)


def version_with(stories: Stories, story: str, seen: str) -> Article | None:
    """The newest version of a story with that fingerprint, none further back being read; None where there is none."""
    for one in stories.versions(story):
        with suppress(Trouble):  # one that cannot be read tells nothing
            article = stories.version(story, one.number)
            if fingerprint(article) == seen:
                return article
    return None


def changed_since(before: Article, after: Article) -> tuple[NewWording, ...]:
    """What a source says otherwise than before, part by part. A paragraph that only moved says the same."""
    fields = (
        NewWording(name, 0, getattr(before, name), getattr(after, name))
        for name in ("headline", "summary")
        if getattr(before, name) != getattr(after, name)
    )
    return (*fields, *_paragraphs(before.body, after.body))


def _paragraphs(before: str, after: str) -> Sequence[NewWording]:
    old = [before[start:end] for start, end in paragraph_spans(before)]
    new = [after[start:end] for start, end in paragraph_spans(after)]
    pairing = paired(old, new)
    groups = [(old[g.first : g.last], new[g.start : g.end], g.start) for g in pairing.groups]
    groups += [([old[i]], [new[j]], j) for i, j in pairing.moves]
    gone = set(range(len(old))).difference(*(range(g.first, g.last) for g in pairing.groups))
    come = set(range(len(new))).difference(*(range(g.start, g.end) for g in pairing.groups))
    gone -= {i for i, _j in pairing.moves}
    come -= {j for _i, j in pairing.moves}
    found = [NewWording("body", at, "\n\n".join(one), "\n\n".join(other)) for one, other, at in groups if one != other]
    found += [NewWording("body", j, "", new[j]) for j in come]
    found += [NewWording("body", _behind(pairing.groups, i), old[i], "") for i in gone]
    return sorted(found, key=lambda one: (one.paragraph, bool(one.after)))


def _behind(groups: Sequence[Group], gone: int) -> int:
    """The number of the paragraph that now stands where one is gone."""
    return max((group.end for group in groups if group.last <= gone), default=0)
