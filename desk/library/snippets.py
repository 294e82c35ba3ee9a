"""Where the words of a search stand in a story: a passage of its own text, with what was found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sqlite3 import Connection

from desk.article import folding
from desk.article.folding import Span
from desk.article.model import Article
from desk.library.finding import plain_words
from desk.library.packing import DAMAGE
from desk.library.queries import Term
from desk.library.standing import standing

BEFORE, ROOM = 40, 180
"""Code points of a passage before the first word found, and in all."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a story, and the stretches of it that were looked for, in code points."""

    text: str
    marks: tuple[Span, ...]


def found(connection: Connection, ids: Iterable[str], terms: Sequence[Term]) -> dict[str, Snippet]:
    """A passage for each story in whose text one of the terms stands; the headline, which is shown whole, is none."""
    snippets = {}
    for article_id in ids:
        try:
            stands = standing(connection, article_id)
        except DAMAGE:
            continue
        snippet = snippet_of(stands.article, terms) if stands else None
        if snippet is not None:
            snippets[article_id] = snippet
    return snippets


def snippet_of(article: Article, terms: Sequence[Term]) -> Snippet | None:
    """The passage in which most of the terms stand; None where there is none beside the headline."""
    best: tuple[int, str, Span] | None = None
    for text in _texts(article):
        spans = marks(text, terms)
        if spans:
            number, place = _densest(text, spans, terms)
            if best is None or number > best[0]:
                best = number, text, place
            if number == len(terms):
                break
    return _cut(best[1], best[2][0], terms) if best else None


def marks(text: str, terms: Sequence[Term]) -> tuple[Span, ...]:
    """Where terms stand in a text, whichever way it is spelled, in order and apart from each other; whole words."""
    if not terms:
        return ()
    alike = _short(text) if len(text) <= ROOM else folding.folded(text, folding.alike)
    spans = (alike.original(*hit.span()) for term in terms for hit in _pattern(term).finditer(alike.text))
    return tuple(_apart(sorted(span for span in spans if span is not None and span[0] < span[1])))


@lru_cache(maxsize=512)  # the same lines are looked through for every key of a search
def _short(text: str) -> folding.Folded:
    return folding.folded(text, folding.alike)


def _texts(article: Article) -> Iterator[str]:
    """The story's texts as a reader sees them, in the order of what a passage is best taken from."""
    yield " ".join(article.summary.split())
    yield plain_words(article.body)
    for photo in article.photos:
        yield from (photo.caption, photo.headline, photo.credit, photo.photographer, photo.alt)
    yield from (article.editors_note, article.correction, article.byline, article.kicker, ", ".join(article.keywords))
    place = (article.dateline.place, article.dateline.agency, article.source, article.sign_off)
    yield from (*place, article.section, article.slugline, article.slug)


def _pattern(term: Term) -> re.Pattern[str]:
    between = r"(?:[\W_]+)"
    words = between.join(re.escape(word) for word in term.words)
    return re.compile(rf"(?<![^\W_]){words}" + (r"(?![^\W_])" if term.whole else r"[^\W_]*"))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    end = -1
    for span in spans:
        if span[0] >= end:
            yield span
            end = span[1]


def _densest(text: str, spans: Sequence[Span], terms: Sequence[Term]) -> tuple[int, Span]:
    """The stretch from one hit on in which most different terms stand, and how many those are."""
    if len(terms) == 1:
        return 1, spans[0]
    counts = ((sum(bool(marks(text[span[0] : span[0] + ROOM - BEFORE], [term])) for term in terms), span)
              for span in spans[:20])  # fmt: skip
    return max(counts, key=lambda one: one[0])


def _cut(text: str, at: int, terms: Sequence[Term]) -> Snippet:
    """The passage around a place, from word to word."""
    start, end = max(0, at - BEFORE), max(0, at - BEFORE) + ROOM
    if start:
        blank = text.find(" ", start, at)
        start = at if blank < 0 else blank + 1
    if end < len(text):
        blank = text.rfind(" ", at + 1, end)
        end = end if blank < 0 else blank
    passage = ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
    return Snippet(passage, marks(passage, terms))
