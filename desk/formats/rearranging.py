"""A story that was made of wire copy, arranged anew: each passage may be taken for something else, long afterwards.

What a choice changes is merged into the story as it stands, so that what was written since stays. The copy with its
roles is kept beside the story as JSON (`to_text`), and read back (`from_text`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from desk.article.changes import Change
from desk.article.merging_articles import merge_articles, rewrite
from desk.article.model import Article
from desk.formats.wire_arrangement import Arrangement, Passage, Role
from desk.formats.wire_article import article_of


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy that a story was made of, as it is arranged now, and the day it came, by which its dates are read.

    `known` has the IDs of stories of the library by the titles that the copy has for them.
    """

    arrangement: Arrangement
    day: date = field(default_factory=date.today)
    known: Mapping[str, str] = field(default_factory=dict)

    def with_role(self, index: int, role: Role) -> Copy:
        """The copy with another role for a passage."""
        return replace(self, arrangement=self.arrangement.with_role(index, role))

    def all_body(self) -> Copy:
        """The copy with nothing in it but body: not a word of it is left out."""
        passages = tuple(replace(passage, role=Role.BODY) for passage in self.arrangement.passages)
        return replace(self, arrangement=replace(self.arrangement, passages=passages))


LONGEST = 400_000
"""Characters of the longest copy that is kept."""


def rearranged(article: Article, before: Copy, after: Copy) -> Change | None:
    """The step from one arrangement of a story's copy to another; None where that changes nothing in the story."""
    blank = _blank(article)
    was, will = (_made(copy, blank, article) for copy in (before, after))
    return rewrite(article, merge_articles(was, article, will).article)


def arranged(article: Article, pasted: Article, copy: Copy) -> Change | None:
    """The step that makes a story of the copy that was pasted into an empty one; `pasted` is how it was then."""
    first = next(filter(None, map(_on_one_line, copy.arrangement.text.splitlines())), "")
    headline = "" if _on_one_line(pasted.headline) == first else pasted.headline  # the copy's own, pasted there
    return taken_over(article, pasted, _made(copy, replace(pasted, headline=headline, body=""), article))


def _on_one_line(words: str) -> str:
    return " ".join(words.split())


def taken_over(article: Article, pasted: Article, made: Article) -> Change | None:
    """The step that puts a story in the place of what was pasted; what else was written since stays."""
    will = replace(made, id=pasted.id, created=pasted.created, status=pasted.status)
    return rewrite(article, merge_articles(pasted, article, will).article)


def is_more_than_body(arrangement: Arrangement) -> bool:
    """Whether anything in a copy was taken for something else than the body."""
    return any(passage.role is not Role.BODY for passage in arrangement.passages)


def _blank(article: Article) -> Article:
    """The article with nothing of the copy in it: its photos, as if no caption had come for them."""
    photos = tuple(replace(photo, caption="", credit="") for photo in article.photos)
    return Article(id=article.id, language=article.language, created=article.created, photos=photos, lead=article.lead)


def _made(copy: Copy, blank: Article, now: Article) -> Article:
    """The article of the copy; stories that it names by their titles have the IDs by which `now` knows them."""
    made = article_of(copy.arrangement, blank, copy.day)
    ids = {**copy.known, **{one.title: one.article for one in now.related if one.article}}
    return replace(made, related=tuple(replace(one, article=ids.get(one.title, "")) for one in made.related))


_VERSION = 1


def to_text(copy: Copy) -> str:
    """The copy as JSON."""
    passages = [[one.text, one.role.name, one.before, one.wrapped] for one in copy.arrangement.passages]
    data = {
        "version": _VERSION,
        "day": copy.day.isoformat(),
        "language": copy.arrangement.language,
        "by_line": copy.arrangement.by_line,
        "after": copy.arrangement.after,
        "passages": passages,
        "known": dict(copy.known),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Copy | None:
    """The copy that `to_text` wrote; None where it is none that this Desk understands."""
    try:
        data = json.loads(text)
        passages = tuple(
            Passage(str(words), Role[role], str(before), bool(wrapped))
            for words, role, before, wrapped in data["passages"]
        )
        arrangement = Arrangement(passages, str(data["language"]), bool(data["by_line"]), str(data["after"]))
        known = {str(title): str(article_id) for title, article_id in data["known"].items()}
        return Copy(arrangement, date.fromisoformat(data["day"]), known)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
