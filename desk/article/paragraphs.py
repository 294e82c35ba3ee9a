"""Which paragraphs of one text are those of another: in their order, edited, split and joined; and which were moved.

A paragraph is what stands between empty lines, or one item of a list. Paragraphs are alike by the pairs of
neighbouring words they share: edits leave most of these, and two paragraphs about one matter share few.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from operator import itemgetter

from desk.article.alignment import runs
from desk.article.words import Span

Features = tuple[Hashable, ...]
Pair = tuple[int, int]
_BREAK = re.compile(r"\n(?:\s*\n\s*|[^\S\n]*(?=(?:[-*+]|\d{1,3}[.)])[^\S\n]))")
_COMMON = 8
"""What this many paragraphs share tells none of them from the others."""
_LIKE, _LIKE_BY_WORDS, _MOVED, _PART_OF = 0.25, 0.34, 0.6, 0.6
"""The share of features from which two paragraphs are taken for one: in order, between others that are, moved; and
from which one is taken for a part of the other."""
_LEAST_MOVED = 3
"""Words of the shortest paragraph of which one says that it was moved."""
_SMALL = 400
"""Pairs of paragraphs in a gap that is small enough to look at single words."""


def paragraph_spans(text: str) -> list[Span]:
    """Where each paragraph begins and ends (code points), without the white space around it."""
    found, start = [], 0
    for end, behind in (*(one.span() for one in _BREAK.finditer(text)), (len(text), len(text))):
        words = text[start:end]
        left, right = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if left < right:
            found.append((left, right))
        start = behind
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs `first` to `last` (not included) of the one text that are `start` to `end` of the other."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """The groups in order, and the pairs of paragraphs that stand elsewhere."""

    groups: tuple[Group, ...]
    moves: tuple[Pair, ...]


def paired(one: Sequence[str], other: Sequence[str]) -> Pairing:
    """Pair the paragraphs of two texts. A text of one paragraph, a headline say, is what another such one became."""
    if len(one) == len(other) == 1:
        return Pairing((Group(0, 1, 0, 1),), ())
    work = _Pairing(one, other)
    chain = work.chain(0, len(one), 0, len(other), 0)
    groups = tuple(work.groups(chain))
    olds = set(range(len(one))).difference(*(range(group.first, group.last) for group in groups))
    news = set(range(len(other))).difference(*(range(group.start, group.end) for group in groups))
    return Pairing(groups, tuple(work.moves(sorted(olds), sorted(news))))


@dataclass(slots=True)
class _Pairing:
    one: Sequence[str]
    other: Sequence[str]
    known: dict[str, Features] = field(default_factory=dict)

    def features(self, text: str) -> Features:
        if text not in self.known:
            words = text.split()
            self.known[text] = tuple(dict.fromkeys(pairwise(words) if len(words) > 1 else words))
        return self.known[text]

    def chain(self, low: int, high: int, start: int, end: int, depth: int) -> list[Pair]:
        """The pairs in order of the paragraphs `low` to `high` with `start` to `end`."""
        head: list[Pair] = []
        while low < high and start < end and self.one[low] == self.other[start]:
            head.append((low, start))
            low, start = low + 1, start + 1
        tail: list[Pair] = []
        while low < high and start < end and self.one[high - 1] == self.other[end - 1]:
            high, end = high - 1, end - 1
            tail.append((high, end))
        if low == high or start == end:
            return head + tail[::-1]
        by_words = depth > 0 and (high - low) * (end - start) <= _SMALL
        found = _heaviest(sorted(self._candidates(range(low, high), range(start, end), by_words=by_words)))
        if not found and not by_words:
            found = self._same(low, high, start, end)
        if (found and depth < 3) or not depth:
            found = list(self._with_gaps(found, low, high, start, end, depth))
        return head + found + tail[::-1]

    def _same(self, low: int, high: int, start: int, end: int) -> list[Pair]:
        """The pairs of equal paragraphs where each stands more than once and none is like another."""
        known: dict[str, int] = {}
        one, other = (
            [known.setdefault(text, len(known)) for text in texts]
            for texts in (self.one[low:high], self.other[start:end])
        )
        return [(low + i + n, start + j + n) for i, j, size in runs(one, other) for n in range(size)]

    def _with_gaps(self, found: list[Pair], low: int, high: int, start: int, end: int, depth: int) -> Iterator[Pair]:
        for i, j in (*found, (high, end)):
            yield from self.chain(low, i, start, j, depth + 1)
            if i < high:
                yield i, j
            low, start = i + 1, j + 1

    def _candidates(
        self, olds: Sequence[int], news: Sequence[int], *, by_words: bool
    ) -> Iterator[tuple[int, int, int]]:
        """Pairs that may be one paragraph, and how much speaks for each."""
        here, there = Counter(self.one[i] for i in olds), Counter(self.other[j] for j in news)
        place = {self.other[j]: j for j in news if there[self.other[j]] == 1}
        same = [(i, place[self.one[i]]) for i in olds if here[self.one[i]] == 1 and self.one[i] in place]
        for i, j in same:
            yield i, j, 2 + self.one[i].count(" ")
        olds, news = sorted({*olds} - {i for i, _j in same}), sorted({*news} - {j for _i, j in same})
        for i, j, shared, share, is_whole in self._alike(olds, news, by_words=by_words):
            if share >= (_LIKE_BY_WORDS if by_words else _LIKE) or (by_words and is_whole and shared > 1):
                yield i, j, shared

    def _alike(
        self, olds: Sequence[int], news: Sequence[int], *, by_words: bool = False
    ) -> Iterator[tuple[int, int, int, float, bool]]:
        """Pairs that share something: how many features, the share of the larger one's, whether all of the other's."""
        kind = _words if by_words else self.features
        index: dict[Hashable, list[int]] = defaultdict(list)
        sizes = {}
        for j in news:
            features = kind(self.other[j])
            sizes[j] = len(features)
            for feature in features:
                index[feature].append(j)
        if not by_words:
            index = defaultdict(list, {one: places for one, places in index.items() if len(places) <= _COMMON})
        for i in olds:
            features = kind(self.one[i])
            votes = Counter(chain.from_iterable([index[one] for one in features if one in index]))
            for j, shared in sorted(votes.items(), key=itemgetter(1), reverse=True)[:3]:
                small, large = sorted((len(features), sizes[j]))
                yield i, j, shared, shared / large, shared == small

    def groups(self, chain: Sequence[Pair]) -> Iterator[Group]:
        """The pairs, each with the neighbours that were split off it or joined to it."""
        bounds = [(-1, -1), *chain, (len(self.one), len(self.other))]
        low = start = 0
        for (i, j), (high, end) in zip(chain, bounds[2:], strict=True):
            first, last, begin, stop = i, i + 1, j, j + 1
            if self.one[i] != self.other[j]:
                while begin > start and self._is_part(self.other[begin - 1], self.one[i]):
                    begin -= 1
                while stop < end and self._is_part(self.other[stop], self.one[i]):
                    stop += 1
                while first > low and self._is_part(self.one[first - 1], self.other[j]):
                    first -= 1
                while last < high and self._is_part(self.one[last], self.other[j]):
                    last += 1
            yield Group(first, last, begin, stop)
            low, start = last, stop

    def _is_part(self, part: str, whole: str) -> bool:
        features = self.features(part)
        return len({*features} & {*self.features(whole)}) >= _PART_OF * len(features)

    def moves(self, olds: Sequence[int], news: Sequence[int]) -> list[Pair]:
        """The pairs among paragraphs that have none yet."""
        if not olds or not news:
            return []
        found = [
            (-shared, i, j)
            for i, j, shared, share, _is_whole in self._alike(olds, news)
            if share >= _MOVED and shared >= _LEAST_MOVED - 1
        ]
        chosen: list[Pair] = []
        gone: set[int] = set()
        come: set[int] = set()
        for _weight, i, j in sorted(found):
            if i not in gone and j not in come:
                chosen.append((i, j))
                gone.add(i)
                come.add(j)
        return sorted(chosen)


def _words(text: str) -> Features:
    return tuple(dict.fromkeys(text.split()))


def _heaviest(candidates: Sequence[tuple[int, int, int]]) -> list[Pair]:
    """The pairs, rising in both numbers, that together weigh most."""
    rank = {j: n for n, j in enumerate(sorted({j for _i, j, _weight in candidates}), start=1)}
    best = [(0, -1)] * (len(rank) + 1)
    """A Fenwick tree: the heaviest chain that ends at or before a place, and its last candidate."""
    links: list[int] = []
    ordered = sorted(range(len(candidates)), key=lambda n: (candidates[n][0], -candidates[n][1]))
    for n in ordered:
        _i, j, weight = candidates[n]
        total, link = 0, -1
        at = rank[j] - 1
        while at:
            total, link = max((total, link), best[at])
            at -= at & -at
        links.append(link)
        at = rank[j]
        entry = (total + weight, len(links) - 1)
        while at < len(best):
            best[at] = max(best[at], entry)
            at += at & -at
    total, last, at = 0, -1, len(best) - 1
    while at:
        total, last = max((total, last), best[at])
        at -= at & -at
    chosen: list[Pair] = []
    while last >= 0:
        i, j, _weight = candidates[ordered[last]]
        chosen.append((i, j))
        last = links[last]
    return chosen[::-1]
