"""Who changed what, and when: a text followed from the version that is compared with, over those in between, to now.

Each character of the text as it stands knows in which of these stages it came in, each of the first text in which it
went, and what was moved when. Stages count from 1; 0 is the text that is compared with.

Versions stand one behind the other, but do not always come of each other: a version that came from another desk may lie
before one of what was typed here meanwhile, and only a third holds both. So words that a stage has, and not the one
before it, are those of an earlier stage that had them in that place.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from desk.article.compare import Kind, compare
from desk.article.model import Article
from desk.article.past import WITH, Past
from desk.article.rewording import Hunk
from desk.article.words import Span, solid_spans

_MOST = 12
"""So many versions are each compared with the next; of more, only those are that somebody made, or all of one author's
in a row as one."""

_OWN = ("typing", "auto")
"""The kinds of versions that are by whoever had the story next, where they name nobody."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who had the story when something changed: `version` is the number of the one that shows it first, 0 for none."""

    author: str
    time: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Times:
    """When changes were made, as far as that is known better than by versions.

    `seen` has when each edit (by its key) was first there, `typed` when each field was last written in.
    """

    seen: Mapping[str, datetime] = field(default_factory=dict)
    typed: Mapping[str, datetime] = field(default_factory=dict)

    def of(self, key: str, place: str, hand: Hand) -> datetime | None:
        """When the edit of that key was made, which is by a hand."""
        name = "photos" if place.startswith("photo:") else place
        known = self.seen.get(key) or (None if hand.version else self.typed.get(name))
        return known if known and (hand.time is None or known < hand.time) else hand.time


def telling(versions: Sequence[Past]) -> tuple[Past, ...]:
    """The versions (oldest first) that are enough to say who changed what."""
    few = tuple(versions)
    if len(few) > _MOST:
        few = tuple(one for one, last in _with_next(few) if last or one.kind != "auto" or one.name)
    if len(few) > _MOST:
        few = tuple(one for one, last in _with_next(few) if last)
    return few


def _with_next(versions: Sequence[Past]) -> Iterator[tuple[Past, bool]]:
    """Each version, and whether the next is another author's."""
    for one, following in pairwise((*versions, None)):
        if one is not None:
            yield one, following is None or following.author != one.author


Three = tuple[str, str, str]
"""Three words in a row, which tell a place in a text."""


@dataclass(frozen=True)
class _Stage:
    """A text, and of each of its characters in which stage it came in, and was moved."""

    text: str
    came: array[int]
    moved: array[int]

    @cached_property
    def places(self) -> list[Span]:
        """Where each piece between white space is; an empty one stands at either end."""
        found = [one.span() for one in _PIECE.finditer(self.text)]
        return [(0, 0), *found, (len(self.text), len(self.text))]

    @cached_property
    def threes(self) -> list[Three]:
        """All pieces, each with the next two."""
        words = [self.text[start:end] for start, end in self.places]
        return list(zip(words, words[1:], words[2:], strict=False))

    @cached_property
    def known(self) -> frozenset[Three]:
        """What `threes` holds."""
        return frozenset(self.threes)

    def new_since(self, last: _Stage, stage: int) -> set[Three]:
        """Those that the stage before had not, where words came in this one, or where what moved begins or ends."""
        lacked, found = self.known - last.known, set[Three]()
        for number, three in enumerate(self.threes) if lacked else ():
            if three in lacked:
                start, end = self.places[number][0], self.places[number + 2][1]
                moved = self.moved[start:end]
                if stage in self.came[start:end] or (stage in moved and moved.count(stage) < len(moved)):
                    found.add(three)
        return found

    def has(self, threes: AbstractSet[Three]) -> bytearray:
        """For each character whether it lies in one of these."""
        found = bytearray(len(self.text))
        for number, three in enumerate(self.threes):
            if three in threes:
                start, end = self.places[number][0], self.places[number + 2][1]
                found[start:end] = b"\1" * (end - start)
        return found


_PIECE = re.compile(r"\S+")


class Trail:
    """A text on its way: `texts` are its stages so far, the first the one that is compared with."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._first = self._text = texts[0]
        self._stage = 0
        self._came = array("H", bytes(2 * len(self._text)))
        self._moved = array("H", bytes(2 * len(self._text)))
        self._source = array("l", range(len(self._text)))
        self._went = array("H", bytes(2 * len(self._text)))
        self._last = 0
        self._past: tuple[_Stage, ...] = (_Stage(self._text, self._came, self._moved),)
        for text in texts[1:]:
            self._go_on(text)

    def to(self, text: str) -> Trail:
        """The trail one stage further; this one stays."""
        other = Trail.__new__(Trail)
        other._first, other._text, other._stage, other._last = self._first, self._text, self._stage, self._last
        other._came, other._moved, other._source = self._came, self._moved, self._source
        other._went, other._past = self._went[:], self._past
        other._go_on(text)
        return other

    def came(self, start: int, end: int) -> int:
        """The stage in which most of a stretch of the text came in, was moved, or at least the last there was."""
        return _most(self._came[start:end]) or _most(self._moved[start:end]) or self._last

    def moved(self, start: int, end: int) -> int:
        """The stage in which a stretch of the text was moved."""
        return _most(self._moved[start:end]) or self.came(start, end)

    def went(self, start: int, end: int) -> int:
        """The stage in which most of a stretch of the first text went."""
        return _most(self._went[start:end]) or self._last

    def old_turns(self, span: Span, author: Callable[[int], str]) -> list[Span]:
        """A stretch of the first text cut where what one author took out ends."""
        return _stretches(*span, _turns(self._first, span, self._went, author))

    def turns(self, span: Span, author: Callable[[int], str]) -> list[Span]:
        """A stretch of the text cut where the words of one author end and those of another begin."""
        return _stretches(*span, _turns(self._text, span, self._came, author))

    def _go_on(self, text: str) -> None:
        self._stage += 1
        if text == self._text:
            return
        self._last = self._stage
        came, moved, source = array("H"), array("H"), array("l")
        for one in compare(self._text, text):
            for part in one.edits or (one,):
                old, size = slice(part.start, part.end), part.after_end - part.after_start
                if part.kind is Kind.EQUAL:
                    came += self._came[old]
                    moved += self._all(size) if one.kind is Kind.MOVED else self._moved[old]
                    source += self._source[old]
                elif size:
                    came += self._all(size)
                    moved += array("H", bytes(2 * size))
                    source += array("l", [-1]) * size
                elif part.kind is Kind.DELETED:
                    for place in self._source[old]:
                        if place >= 0:
                            self._went[place] = self._stage
        self._text, self._came, self._moved, self._source = text, came, moved, source
        now = _Stage(text, came, moved)
        self._take_from_earlier(now)
        self._past = (*self._past, now)

    def _take_from_earlier(self, now: _Stage) -> None:
        """Have words of this stage be from an earlier one where that had them in this place, and the one before not."""
        new = now.new_since(self._past[-1], self._stage)
        for earlier in reversed(self._past[:-1]):
            both = new & earlier.known
            if not both:
                continue
            here = now.has(both)
            for one in compare(earlier.text, now.text):
                is_there = one.kind is Kind.MOVED
                for part in one.edits or (one,):
                    if part.kind is Kind.EQUAL:
                        self._take(now, earlier, part.start, (part.after_start, part.after_end), here, is_there)
            new -= both

    def _take(self, now: _Stage, earlier: _Stage, start: int, span: Span, here: bytearray, is_there: bool) -> None:
        """Take over in which stage each character that is `here` came; and was moved, unless it moved since."""
        for old, at in enumerate(range(*span), start):
            if here[at] and now.came[at] == self._stage:
                now.came[at] = earlier.came[old]
            if not is_there and now.moved[at] == self._stage:
                now.moved[at] = earlier.moved[old]

    def _all(self, size: int) -> array[int]:
        return array("H", [self._stage]) * size


def _most(stages: array[int]) -> int:
    """The stage that most characters have, 0 where none has one."""
    counts = Counter(stages)
    del counts[0]
    return max(counts, key=lambda stage: (counts[stage], stage)) if counts else 0


def _stretches(start: int, end: int, places: Iterable[int]) -> list[Span]:
    """What lies between places, none where there is no length at all."""
    return list(pairwise((start, *places, end))) if start < end else []


def _turns(text: str, span: Span, stages: array[int], author: Callable[[int], str]) -> Iterator[int]:
    """Where between two words of a stretch the author changes; white space stays with the word as at its ends."""
    last: tuple[int, str] | None = None
    leads = text[span[0] : span[0] + 1].isspace()
    for first, behind in solid_spans(text, *span):
        if not stages[first]:
            last = (behind, last[1]) if last else None
            continue
        name = author(stages[first])
        if last and last[1] != name:
            yield last[0] if leads else first
        last = (behind, name)


@dataclass(frozen=True, slots=True)
class Cutter:
    """Tells the words of authors apart: `author` names whose a stage is (see `review_text.Hands`)."""

    trail: Trail
    author: Callable[[int], str]

    def cut(self, hunk: Hunk) -> Sequence[Hunk]:
        """A run of words cut where the words of one author end and those of another begin."""
        b0, b1, a0, a1 = hunk
        olds, news = self.trail.old_turns((b0, b1), self.author), self.trail.turns((a0, a1), self.author)
        if not news:
            return [(*old, a0, a0) for old in olds]
        went = [self.author(self.trail.went(*old)) for old in olds]
        came = [self.author(self.trail.came(*new)) for new in news]
        if went == came:
            return [(*old, *new) for old, new in zip(olds, news, strict=True)]
        taker = self.author(self.trail.went(b0, b1)) if olds else ""
        heir = came.index(taker) if taker in came else 0
        return [(b0 if n <= heir else b1, b0 if n < heir else b1, *new) for n, new in enumerate(news)]

    def others(self, span: Span) -> Sequence[Span]:
        """Of a paragraph that came in, the words by others than whose it mostly is."""
        whose = self.author(self.trail.came(*span))
        return [one for one in self.trail.turns(span, self.author) if self.author(self.trail.came(*one)) != whose]


Where = tuple[str, str]
"""A place as comments name it (`body`, another field's name, `photo:ID`) and, of a photo, its field."""


class Lineage:
    """A story from the state that is compared with over the versions made since, oldest first.

    Made once, it serves every later state of the story: only the way from the last version to that is new.
    """

    def __init__(self, base: Article, versions: Sequence[Past] = ()) -> None:
        stages = telling(versions)
        self._hands = tuple(Hand(one.author, one.time, one.number) for one in stages)
        self._own = frozenset(n for n, one in enumerate(stages) if not one.author and one.kind in _OWN)
        self._merges = frozenset(n for n, one in enumerate(stages, 1) if one.name.startswith(WITH))
        self._articles = (base, *(one.article for one in stages))
        self._trails: dict[Where, Trail] = {}

    def hands(self, hand: Hand) -> tuple[Hand, ...]:
        """Who had the story in each stage, `hand` in the one after the last version.

        What was typed and not saved is by whoever had the story next: it was kept when they took in another's work.
        """
        found = [hand]
        for number in reversed(range(len(self._hands))):
            one = self._hands[number]
            found.append(replace(one, author=found[-1].author) if number in self._own else one)
        return (hand, *reversed(found))

    def stage(self, value: Callable[[Article], object], current: Article) -> int:
        """The stage in which a value became what it is in the story as it stands."""
        values = [value(article) for article in (*self._articles, current)]
        last = len(values) - 1
        found = next((n for n in range(last, 0, -1) if values[n] != values[n - 1]), last)
        return (
            next((n for n in range(1, found) if values[n] == values[found]), found) if found in self._merges else found
        )

    @property
    def last(self) -> int:
        """The stage of the story as it stands."""
        return len(self._articles)

    def trail(self, where: Where, text: str) -> Trail | None:
        """The trail of a text up to what it is now; None where no version is in between."""
        if self.last == 1:
            return None
        if where not in self._trails:
            self._trails[where] = Trail([text_at(article, where) for article in self._articles])
        return self._trails[where].to(text)


def text_at(article: Article, where: Where) -> str:
    """The text of a place; empty where its photo is not there."""
    place, part = where
    thing = article.photo(place.removeprefix("photo:")) if part else article
    return str(getattr(thing, part or place)) if thing is not None else ""
