"""Which words of one passage gave way to which of another, as few stretches that a person can read.

Words and marks are aligned; white space goes with what it stands between. What stays between two changes and says
nothing by itself (a comma, a word or two amid a sentence written anew) becomes part of one change with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from desk.article.alignment import Run, runs
from desk.article.changes import text_change
from desk.article.words import Span, clitics_changed, is_word, solid_spans

Hunk = tuple[int, int, int, int]
"""From one code point to another of the text before, and of the text after: what gave way to what."""
_SPACE = " \n\t"
"""White space that is part of no piece."""
_LONGEST_WORD = 40
_LONGEST_LOST = 4
"""Words that stay are never taken into a change when they are more than this at a stretch."""


def hunks(before: str, after: str) -> list[Hunk]:
    """The changes that make one passage into the other, in order; what is between any two is the same in both."""
    if before == after:
        return []
    head, tail = _same_ends(before, after)
    here = list(solid_spans(before, head, len(before) - tail))
    there = list(solid_spans(after, head, len(after) - tail))
    known: dict[str, int] = {}
    one = [known.setdefault(before[start:end], len(known)) for start, end in here]
    other = [known.setdefault(after[start:end], len(known)) for start, end in there]
    worth = [is_word(piece) for piece in known]
    kept = _tidied(runs(one, other), [worth[n] for n in one], [worth[n] for n in other])
    places = [(head, head), *_edges(kept, before, here, after, there), (len(before) - tail, len(after) - tail)]
    found = [
        trimmed(before, after, (b0, b1, a0, a1))
        for (b0, a0), (b1, a1) in zip(places[::2], places[1::2], strict=True)
        if before[b0:b1] != after[a0:a1]
    ]
    ends = [*(following[0] for following in found[1:]), len(before)]
    return [_slid(before, after, hunk, end - hunk[1]) for hunk, end in zip(found, ends, strict=True)]


def trimmed(before: str, after: str, hunk: Hunk) -> Hunk:
    """The change without the white space that both its sides begin and end with."""
    b0, b1, a0, a1 = hunk
    while b0 < b1 and a0 < a1 and before[b0] == after[a0] and before[b0].isspace():
        b0, a0 = b0 + 1, a0 + 1
    while b0 < b1 and a0 < a1 and before[b1 - 1] == after[a1 - 1] and before[b1 - 1].isspace():
        b1, a1 = b1 - 1, a1 - 1
    return b0, b1, a0, a1


def _slid(before: str, after: str, hunk: Hunk, most: int) -> Hunk:
    """What came or went between two equal marks, told as what stands behind the first: “ New.” rather than “. New”.

    `most` characters behind the change stay.
    """
    b0, b1, a0, a1 = hunk
    if b0 < b1 and a0 < a1:
        return hunk
    text, start, end = (after, a0, a1) if b0 == b1 else (before, b0, b1)
    size = next((n for n in range(end - start) if text[start + n].isspace() or text[start + n].isalnum()), 0)
    if not 0 < size <= most or not text[start + size].isspace() or text[start : start + size] != text[end : end + size]:
        return hunk
    return b0 + size, b1 + size, a0 + size, a1 + size


def narrowed(before: str, after: str, hunk: Hunk) -> Hunk:
    """The change as one shows it: of an Arabic word that gained, lost or changed its clitics (و, ال …) these alone."""
    b0, b1, a0, a1 = hunk
    sizes = clitics_changed(before[b0:b1], after[a0:a1]) if b1 - b0 <= _LONGEST_WORD >= a1 - a0 else None
    return (b0, b0 + sizes[0], a0, a0 + sizes[1]) if sizes else hunk


def _same_ends(before: str, after: str) -> tuple[int, int]:
    """How many characters both begin and end with that are the same, up to white space."""
    change = text_change(before, after)
    head, tail = change.at, len(before) - change.at - len(change.removed)
    while head and before[head - 1] not in _SPACE:
        head -= 1
    while tail and before[len(before) - tail] not in _SPACE:
        tail -= 1
    return head, tail


def _edges(
    kept: Sequence[Run], before: str, here: Sequence[Span], after: str, there: Sequence[Span]
) -> Iterator[tuple[int, int]]:
    """Where what is the same begins and ends, in both texts; other white space between two words ends it too."""
    for i, j, size in kept:
        yield here[i][0], there[j][0]
        b0, b1, a0, a1 = here[i][0], here[i + size - 1][1], there[j][0], there[j + size - 1][1]
        for n in range(size - 1) if before[b0:b1] != after[a0:a1] else ():
            b0, b1, a0, a1 = here[i + n][1], here[i + n + 1][0], there[j + n][1], there[j + n + 1][0]
            if before[b0:b1] != after[a0:a1]:
                yield b0, a0
                yield b1, a1
        yield here[i + size - 1][1], there[j + size - 1][1]


def _tidied(found: Sequence[Run], here: Sequence[bool], there: Sequence[bool]) -> list[Run]:
    """The runs without those that say nothing; `here` and `there` tell which pieces are words."""
    olds, news = [0, *accumulate(here)], [0, *accumulate(there)]
    kept: list[Run] = []
    bounds = [*found, (len(here), len(there), 0)]
    for n, (i, j, size) in enumerate(bounds[:-1]):
        kept.append((i, j, size))
        following = bounds[n + 1]
        while kept and _says_nothing(kept, following, olds, news):
            kept.pop()
    return kept


def _says_nothing(kept: Sequence[Run], following: Run, olds: Sequence[int], news: Sequence[int]) -> bool:
    """Whether the last run kept is lost between the changes to both its sides."""
    i, j, size = kept[-1]
    b0, a0 = (kept[-2][0] + kept[-2][2], kept[-2][1] + kept[-2][2]) if len(kept) > 1 else (0, 0)
    b1, a1 = following[0], following[1]
    if (b0 == i and a0 == j) or (b1 == i + size and a1 == j + size):
        return False
    words = olds[i + size] - olds[i]
    if not words:
        return (b0 < i or b1 > i + size) and (a0 < j or a1 > j + size)
    left = max(olds[i] - olds[b0], news[j] - news[a0])
    right = max(olds[b1] - olds[i + size], news[a1] - news[j + size])
    return words <= _LONGEST_LOST and 2 * words <= min(left, right)
