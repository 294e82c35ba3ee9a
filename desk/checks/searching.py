"""Finding words in an open story: in headline, summary, body and captions, as written or in any spelling.

Whatever is made alike for the comparison, a match is a stretch of the story's own text, in code points. Patterns are
the person's own and may be endless, so they run under a time limit, and without holding up other threads.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from desk.article import folding
from desk.article.changes import BodyChange, Change, FieldChange, Group, PhotoChange, PhotosChange, text_change
from desk.article.folding import Fold
from desk.article.model import Article
from desk.article.scripts import normalised
from desk.article.spans import Spans
from desk.article.trouble import Trouble
from desk.checks import patterns

if TYPE_CHECKING:
    import regex

PATIENCE = 2.5
"""Seconds that a search may take in one story."""
TOO_LONG = "This pattern takes too long in this story: make it simpler."


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    `alike` passes over variants of Arabic letters, diacritics, accents, joiners, tatweel and whose digits they are, as
    the library's search does (`scripts.normalised`); words that hold nothing else are looked for as they stand. In a
    `regex` it goes for the letters written in the pattern, not for escapes such as \\u0643. Capital and small letters
    are those of Unicode, for Turkish too: ı and İ are found by i where `alike` is on, else they are letters of their
    own. A whole word is one with no letter, figure or mark at either side; joiners go with their word.
    """

    words: str
    match_case: bool = False
    whole_word: bool = False
    regex: bool = False
    alike: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A text of the story: `field` is headline, summary or body, or the caption of the photo of ID `photo`."""

    field: str
    photo: str = ""

    def text_in(self, article: Article) -> str:
        """The text as it stands; empty where the photo is gone."""
        if not self.photo:
            return str(getattr(article, self.field))
        photo = article.photo(self.photo)
        return str(getattr(photo, self.field)) if photo else ""


HEADLINE, SUMMARY, BODY = Place("headline"), Place("summary"), Place("body")


def caption_of(photo_id: str) -> Place:
    """The caption of a photo."""
    return Place("caption", photo_id)


def places(article: Article) -> tuple[Place, ...]:
    """The texts that are searched, in the order of the page; captions come last."""
    return HEADLINE, SUMMARY, BODY, *(caption_of(photo.id) for photo in article.photos)


@dataclass(frozen=True, slots=True)
class Match:
    """One stretch of the story that is what was looked for, `start` to `end` in code points of its place."""

    place: Place
    start: int
    end: int
    query: Query


@dataclass(frozen=True, slots=True)
class Matches:
    """All matches in a story, in the order of its places; a place without any is there too."""

    query: Query
    found: tuple[tuple[Place, Spans], ...] = ()

    def __len__(self) -> int:
        return sum(len(spans) for _place, spans in self.found)

    def __getitem__(self, number: int) -> Match:
        for place, spans in self.found:
            if number < len(spans):
                return Match(place, *spans[number], self.query)
            number -= len(spans)
        raise IndexError(number)

    def __iter__(self) -> Iterator[Match]:
        return (Match(place, start, end, self.query) for place, spans in self.found for start, end in spans)

    def spans(self, place: Place) -> Spans:
        """The matches in one place."""
        return next((spans for known, spans in self.found if known == place), Spans())

    def first_from(self, place: Place, position: int) -> int:
        """The number of the first match at or behind a position of a place; the count of all where there is none."""
        before = 0
        for known, spans in self.found:
            if known == place:
                return before + spans.first_from(position)
            before += len(spans)
        return 0

    def number_of(self, match: Match) -> int | None:
        """Which one a match is, 0 for the first; None where it is not among them."""
        number = self.first_from(match.place, match.start)
        for candidate in range(number, min(number + 2, len(self))):  # an empty match may begin where another does
            if self[candidate] == match:
                return candidate
        return None


def find(text: str, query: Query) -> Spans:
    """Where a text holds what is looked for. Raises Trouble for a pattern that cannot be read, or is endless."""
    return _find(text, query, deadline())


def find_all(article: Article, query: Query, patience: float = PATIENCE) -> Matches:
    """Where a story holds what is looked for, in at most so many seconds.

    Raises Trouble for a pattern that cannot be read, or is endless.
    """
    until = deadline(patience)
    return Matches(query, tuple((place, _find(place.text_in(article), query, until)) for place in places(article)))


def deadline(patience: float = PATIENCE) -> float:
    """When a search that begins now is given up (`time.monotonic`), after so many seconds."""
    return time.monotonic() + patience


def _find(text: str, query: Query, until: float) -> Spans:
    return Spans((start, end) for start, end, _found in Search(text, query, until).hits())


class Hit(NamedTuple):
    """A match in one text, `start` to `end`, with what the pattern `found`."""

    start: int
    end: int
    found: regex.Match[str]


class Search:
    """The search of one text, with what each hit holds. Ends with Trouble at the time `until` (`time.monotonic`)."""

    def __init__(self, text: str, query: Query, until: float | None = None) -> None:
        self.query = query
        self._pattern = _pattern(query)
        self._until = deadline() if until is None else until
        fold = _fold_of(query)
        self._folded = folding.unfolded(text) if fold is None else folding.folded(text, fold)
        self._original = text
        self._photo_marks = [mark.span() for mark in _PHOTO_MARK.finditer(text)] if "](photo:" in text else []

    @property
    def groups(self) -> int:
        """How many groups the pattern has."""
        return self._pattern.groups

    def hits(self, begin: int = 0) -> Iterator[Hit]:
        """The matches from position `begin` on."""
        if not self._pattern.pattern:
            return
        original, marks = self._folded.original, self._photo_marks
        for found in self._found(self._folded.folded_position(begin)):
            span = original(*found.span())
            if span is not None and not (marks and any(map(self._is_in_photo_mark, span))):
                yield Hit(*span, found)

    def group(self, hit: Hit, number: int) -> str:
        """The story's own characters that a group of a hit stands for; none where the group took no part."""
        low, high = hit.found.span(number)
        if low < 0:
            return ""
        span = self._folded.original(low, high)
        return self._original[slice(*span)] if span else str(hit.found[number])

    def _found(self, begin: int) -> Iterator[regex.Match[str]]:
        left = max(self._until - time.monotonic(), 0.001)
        found = self._pattern.finditer(self._folded.text, begin, concurrent=True, timeout=left)
        try:
            yield from reversed(list(found)) if _is_backwards(self._pattern) else found
        except TimeoutError:
            raise Trouble(TOO_LONG) from None

    def _is_in_photo_mark(self, edge: int) -> bool:
        """Whether a place lies inside `![](photo:ID)`: the ID is no text, and to replace in it would lose the photo."""
        i = bisect_left(self._photo_marks, (edge,)) - 1
        return i >= 0 and edge < self._photo_marks[i][1]


_PHOTO_MARK = re.compile(r"!\[[^\]\n]*\]\(photo:[^)\n]*\)")


def _fold_of(query: Query) -> Fold | None:
    """How text is folded before it is compared with the query's pattern; None for not at all."""
    if query.alike and normalised(query.words):
        return folding.alike_but_for_case if query.match_case else folding.alike
    return None if query.match_case or query.regex else folding.caseless


@lru_cache(maxsize=16)
def _pattern(query: Query) -> regex.Pattern[str]:
    """The query as a pattern for the folded text; an empty one where nothing is looked for."""
    import regex

    fold, flags = _fold_of(query), 0
    if query.regex:
        source = patterns.readable(query.words, fold)
        flags = regex.MULTILINE | (0 if query.match_case else regex.IGNORECASE | regex.FULLCASE)
    else:
        source = patterns.literal(fold(query.words) if fold else query.words)
    return regex.compile(patterns.whole_word(source) if query.whole_word and source else source, flags)


def _is_backwards(pattern: regex.Pattern[str]) -> bool:
    """Whether a pattern asks, by `(?r)`, to be looked for from the end."""
    import regex

    return bool(pattern.flags & regex.REVERSE)


def follow(matches: Matches, change: Change) -> Matches:
    """The matches after a change of the story, until it is searched anew: moved, and gone where their words changed."""
    match change:
        case Group(steps):
            for one in steps:
                matches = follow(matches, one)
            return matches
        case BodyChange():
            return _following(matches, BODY, change)
        case FieldChange(field, str(before), str(after)):
            return _following(matches, Place(field), text_change(before, after))
        case PhotoChange(photo, field, str(before), str(after)):
            return _following(matches, Place(field, photo), text_change(before, after))
        case PhotosChange(_, photos):
            kept = {photo.id for photo in photos}
            return replace(matches, found=tuple(one for one in matches.found if one[0].photo in kept | {""}))
    return matches


def _following(matches: Matches, changed: Place, change: BodyChange) -> Matches:
    return replace(
        matches,
        found=tuple((place, spans.following(change) if place == changed else spans) for place, spans in matches.found),
    )


def follow_one(match: Match, change: Change) -> Match | None:
    """A match after a change of the story; None where its own words changed."""
    alone = Matches(match.query, ((match.place, Spans([(match.start, match.end)])),))
    return next(iter(follow(alone, change)), None)
