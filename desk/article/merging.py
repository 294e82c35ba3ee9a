"""Two people changed one text, each on their own: their words in one text again, by what it was before both.

What only one of them changed is taken, what both changed alike is taken once. Where both changed the same words and
differently, the text keeps ours, and a conflict tells theirs. What both put in at one place stays, in an order that
does not depend on who asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from desk.article.alignment import runs
from desk.article.changes import BodyChange
from desk.article.compare import Layout, laid_out
from desk.article.merging_moves import Side, followed, reordered
from desk.article.rewording import Hunk
from desk.article.words import Span, cut, is_word, solid, solid_spans


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same words, changed by both: what they were, ours, theirs; ours is at `start` to `end` of the merged text.

    `places` says where they begin in the text that was, in ours and in theirs.
    """

    base: str
    ours: str
    theirs: str
    start: int
    end: int
    places: tuple[int, int, int] = field(default=(0, 0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, and the stretches of it that somebody has to decide about, in order."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Both texts as one, `base` being the last that both had."""
    if ours == theirs or base == theirs:
        return Merged(ours)
    if base == ours:
        return Merged(theirs)
    layouts = laid_out(base, ours), laid_out(base, theirs)
    plain = _by_words(base, ours, theirs, layouts)
    if not any(one.moves for one in layouts):
        return plain
    found = _following(base, ours, theirs)
    if found == plain or not _is_stable(base, ours, theirs, found):
        return plain
    there = _following(base, theirs, ours)
    return found if _is_stable(base, theirs, ours, there) else plain


def _is_stable(base: str, ours: str, theirs: str, merged: Merged) -> bool:
    """Whether merging either text with what came of both says that once more."""
    again, other = _following(base, merged.text, theirs), _following(base, ours, merged.text)
    return (again.text, len(again.conflicts), other) == (merged.text, len(merged.conflicts), Merged(merged.text))


def _following(base: str, ours: str, theirs: str) -> Merged:
    """Both texts as one, where edits of either go with a paragraph that the other moved."""
    if ours == theirs:
        return Merged(ours)
    layouts = laid_out(base, ours), laid_out(base, theirs)
    if all(one.moves for one in layouts) and (same := reordered(base, ours, theirs)) is not None:
        in_order = _plain(same, ours, theirs)
        if not in_order.conflicts:
            return in_order
    sides = followed(base, ours, theirs, layouts, _without_conflict) if any(one.moves for one in layouts) else None
    if sides is None:
        return _plain(base, ours, theirs)
    mine, other = sides
    merged = _plain(base, mine.edited(), other.edited())
    return Merged(merged.text, tuple(_placed(one, mine, other) for one in merged.conflicts))


def _without_conflict(base: str, ours: str, theirs: str) -> str | None:
    merged = _plain(base, ours, theirs)
    return None if merged.conflicts else merged.text


def _placed(conflict: Conflict, ours: Side, theirs: Side) -> Conflict:
    was, mine, other = conflict.places
    return replace(conflict, places=(was, ours.place(mine), theirs.place(other)))


def _plain(base: str, ours: str, theirs: str) -> Merged:
    """Both texts as one; a paragraph that one moved and the other edited is for somebody to decide about."""
    if ours == theirs or base == theirs:
        return Merged(ours)
    if base == ours:
        return Merged(theirs)
    return _by_words(base, ours, theirs, (laid_out(base, ours), laid_out(base, theirs)))


def _by_words(base: str, ours: str, theirs: str, layouts: tuple[Layout, Layout]) -> Merged:
    here, there = layouts
    mine, other = _replacements(base, ours, here), _replacements(base, theirs, there)
    moved = [move.place[:2] for move in (*here.moves, *there.moves)]
    done = (
        _may_hold(mine, other) and not _is_moved_on(other, here, there) and _has_done(base, ours, theirs),
        _may_hold(other, mine) and not _is_moved_on(mine, there, here) and _has_done(base, theirs, ours),
    )
    if any(done) and not all(done):
        return Merged(ours if done[0] else theirs)
    work = _Merge(base, moved)
    for meeting in _meetings(base, mine, other):
        work.take(*meeting)
    return Merged("".join((*work.parts, base[work.at :])), tuple(work.conflicts))


def _may_hold(more: Sequence[BodyChange], less: Sequence[BodyChange]) -> bool:
    """Whether the words that the one put in are among those that the other did, wherever: else nothing is compared."""
    gained = _gained(more)
    return all(gained[word] >= count for word, count in _gained(less).items())


def _gained(changes: Sequence[BodyChange]) -> Counter[str]:
    """How often more than before each word stands there. Marks are too much alike to be counted."""
    come = Counter(word for one in changes for word in solid(one.inserted) if is_word(word))
    return come - Counter(word for one in changes for word in solid(one.removed))


def _is_moved_on(changes: Sequence[BodyChange], mover: Layout, stayer: Layout) -> bool:
    """Whether any of the changes is to a paragraph that the other alone moved, whose words are not gone with it."""
    both = {move.place[:2] for move in stayer.moves}
    alone = [move.place[:2] for move in mover.moves if move.place[:2] not in both]
    return any(start <= one.at < end for start, end in alone for one in changes)


def _has_done(base: str, more: str, less: str) -> bool:
    """Whether one text holds all that the other changed, as after a merge: what it put in, and nothing it took out."""
    gone, come = _gone(base, less), _gone(less, base)
    return gone <= _gone(base, more) and come.isdisjoint(_gone(less, more))


def _gone(before: str, after: str) -> set[Span]:
    """Where the words and line ends are that stand in the one text and not at that place of the other.

    Aligned straight through: which paragraph answers to which would be another question for every pair of texts.
    """
    here, there = _pieces(before), _pieces(after)
    known: dict[str, int] = {}
    one = [known.setdefault(before[start:end], len(known)) for start, end in here]
    other = [known.setdefault(after[start:end], len(known)) for start, end in there]
    kept = {n for i, _j, size in runs(one, other) for n in range(i, i + size)}
    return {span for n, span in enumerate(here) if n not in kept}


def _pieces(text: str) -> list[Span]:
    """Where the words and line ends of a text are."""
    pieces = cut(text)
    ends = accumulate(map(len, pieces), initial=0)
    return [span for span, piece in zip(pairwise(ends), pieces, strict=True) if piece == "\n" or not piece.isspace()]


def replacements(before: str, after: str) -> list[BodyChange]:
    """What the one text says in other words, in order; places are those of the text before, none touch.

    Words that gave way to as many others are told one by one.
    """
    return _replacements(before, after, laid_out(before, after))


def _replacements(before: str, after: str, layout: Layout) -> list[BodyChange]:
    found: list[BodyChange] = []
    for b0, b1, a0, a1 in _apart(layout.hunks):
        found += _one_by_one(BodyChange(b0, before[b0:b1], after[a0:a1]))
    return found


def _apart(hunks: Sequence[Hunk]) -> list[Hunk]:
    """The hunks, those that touch as one."""
    found: list[Hunk] = []
    for b0, b1, a0, a1 in hunks:
        if found and found[-1][1::2] == (b0, a0):
            b0, _, a0, _ = found.pop()
        found.append((b0, b1, a0, a1))
    return found


def _one_by_one(change: BodyChange) -> list[BodyChange]:
    old, new = change.removed, change.inserted
    here, there = list(solid_spans(old)), list(solid_spans(new))
    gaps_here = [old[end:start] for (_s, end), (start, _e) in pairwise(here)]
    gaps_there = [new[end:start] for (_s, end), (start, _e) in pairwise(there)]
    pairs = [(old[a:b], new[c:d]) for (a, b), (c, d) in zip(here, there, strict=False)]
    is_even = len(here) == len(there) > 1 and gaps_here == gaps_there and len(here) <= _FEW
    if not is_even or any(is_word(one) != is_word(other) for one, other in pairs):
        return [change]
    if (old[: here[0][0]], old[here[-1][1] :]) != (new[: there[0][0]], new[there[-1][1] :]):
        return [change]
    places = zip(here, pairs, strict=True)
    return [BodyChange(change.at + span[0], one, other) for span, (one, other) in places if one != other]


_FEW = 6
"""The longest phrase whose words are taken one by one."""
_Hunks = list[BodyChange]


def _end(change: BodyChange) -> int:
    return change.at + len(change.removed)


def _meetings(base: str, ours: Sequence[BodyChange], theirs: Sequence[BodyChange]) -> Iterator[tuple[_Hunks, _Hunks]]:
    """The changes of both in order, together where they meet."""
    order = sorted(
        [(one.at, _end(one), 0, n) for n, one in enumerate(ours)]
        + [(one.at, _end(one), 1, n) for n, one in enumerate(theirs)]
    )
    sides: tuple[_Hunks, _Hunks] = ([], [])
    for _at, _stop, side, n in order:
        one = (ours, theirs)[side][n]
        if any(sides) and not any(_meet(base, other, one) for other in sides[1 - side]):
            yield sides
            sides = ([], [])
        sides[side].append(one)
    if any(sides):
        yield sides


def _meet(base: str, one: BodyChange, other: BodyChange) -> bool:
    """Whether two changes, the second not before the first, are about the same words or would make one word of two."""
    if one.at == other.at and _end(one) == _end(other):
        return True
    if _takes_paragraph_of(base, one, other) or _takes_paragraph_of(base, other, one):
        return True
    if other.at != _end(one):
        return other.at < _end(one)
    left, right = one.inserted or base[: one.at][-1:], other.inserted or base[_end(other) :][:1]
    return cut(left + right) != cut(left) + cut(right)


def _takes_paragraph_of(base: str, taking: BodyChange, adding: BodyChange) -> bool:
    """Whether the one takes out the whole paragraph that the other begins or goes on with, at its very edge."""
    at, words = adding.at, adding.inserted
    if adding.removed or not taking.removed or at not in (taking.at, _end(taking)):
        return False
    before, behind = base[:at].rpartition("\n")[2], base[at:].partition("\n")[0]
    goes_on = bool(before) and not behind and not words.startswith("\n")
    begins = bool(behind) and not before and not words.endswith("\n")
    return (goes_on or begins) and taking.at <= at - len(before) and at + len(behind) <= _end(taking)


@dataclass(slots=True)
class _Merge:
    base: str
    moved: Sequence[Span]
    """Where paragraphs stood that one of both moved: these are not gone, nor is what the other changed in them done."""
    at: int = 0
    """How far of the base has been taken."""
    length: int = 0
    """Of the text so far."""
    parts: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    shifts: tuple[int, int] = (0, 0)
    """How much longer ours and theirs are than the base, as far as that has been taken."""

    def take(self, ours: _Hunks, theirs: _Hunks) -> None:
        """Go on to behind these changes, which meet."""
        start = min(one.at for one in (*ours, *theirs))
        end = max(_end(one) for one in (*ours, *theirs))
        self._say(self.base[self.at : start])
        self.at = end
        was = self.base[start:end]
        mine, other = (self._after(side, start, end) for side in (ours, theirs))
        text = self._settled(start, end, mine, other)
        if text is None:
            places = (start, start + self.shifts[0], start + self.shifts[1])
            self.conflicts.append(Conflict(was, mine, other, self.length, self.length + len(mine), places))
        self.shifts = (self.shifts[0] + len(mine) - len(was), self.shifts[1] + len(other) - len(was))
        self._say(mine if text is None else text)

    def _settled(self, start: int, end: int, ours: str, theirs: str) -> str | None:
        was = self.base[start:end]
        differ = ours != theirs and was not in (ours, theirs)
        if differ and any(first < end and start < last for first, last in self.moved):
            return None
        return settled(was, ours, theirs)

    def _after(self, side: _Hunks, start: int, end: int) -> str:
        parts: list[str] = []
        for one in side:
            parts += (self.base[start : one.at], one.inserted)
            start = _end(one)
        return "".join((*parts, self.base[start:end]))

    def _say(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def settled(was: str, ours: str, theirs: str) -> str | None:
    """What two wordings of one stretch come to; None where somebody has to decide."""
    if ours == theirs or theirs == was:
        return ours
    if ours == was:
        return theirs
    holds_theirs, holds_ours = _holds(was, ours, theirs), _holds(was, theirs, ours)
    if holds_theirs != holds_ours:
        return ours if holds_theirs else theirs
    return _both(*sorted((ours, theirs), key=_order)) if not was else None


def _order(inserted: str) -> tuple[int, str]:
    """What ends with a new line goes before the words that begin the line behind it, what begins with one behind those
    that go on with the line before.
    """
    return inserted.startswith("\n") - inserted.endswith("\n"), inserted


def _holds(was: str, more: str, less: str) -> bool:
    """Whether one wording has done all that the other did: its new words are there, and those it took out are gone."""
    before, after, whole = Counter(solid(was)), Counter(solid(less)), Counter(solid(more))
    added, removed = after - before, before - after
    if not before and not " ".join(solid(more)).count(" ".join(solid(less))):
        return False
    return all(whole[word] >= before[word] + n for word, n in added.items()) and all(
        whole[word] <= before[word] - n for word, n in removed.items()
    )


def _both(first: str, second: str) -> str:
    """Two insertions at one place, apart from each other."""
    if cut(first + second) == cut(first) + cut(second):
        return first + second
    return first + ("\n\n" if "\n" in first + second else " ") + second
