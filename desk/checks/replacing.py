"""Putting other words in the place of what was found: one match, or all of a story as one step.

Comments stay with their words: one on a word that is replaced stands on what came in its place.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from desk.article import changes, edits
from desk.article.changes import BodyChange, Change, Comments, CommentsChange, Group
from desk.article.model import Article, Comment
from desk.article.trouble import Trouble
from desk.checks.searching import BODY, Hit, Match, Place, Query, Search, deadline, places

MOST_STEPS = 40
"""The most changes of the body in one step. Each costs a pass over the body, so more matches share changes."""

IMPATIENCE = 0.3
"""Seconds in which one match must be found again: a person waits for it."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """`new` for what stands from code point `start` to `end` of a text."""

    start: int
    end: int
    new: str


def replace_one(article: Article, match: Match, words: str) -> Change | None:
    """Put words where a match is; None where that is no match any more, or has these words already.

    For a pattern, `\\1` to `\\99` in the words are its groups, `\\0` all of the match, `\\n` a line end, `\\t` a tab
    and `\\\\` a backslash. Raises Trouble for a group that the pattern lacks.
    """
    text = match.place.text_in(article)
    low, high = _surroundings(text, match)
    search = Search(text[low:high], match.query, deadline(IMPATIENCE))
    hit = next(search.hits(match.start - low), None)
    if hit is None or hit[:2] != (match.start - low, match.end - low):
        return None
    new = _wording(words, search)(hit)
    return _changed(article, match.place, [_Edit(match.start, match.end, new)])


def replace_all(article: Article, query: Query, words: str) -> Change | None:
    """Put words where any match is, in all of the story, as one step; None where that changes nothing.

    The words are as in `replace_one`. Raises Trouble for a pattern that cannot be read, is endless, or lacks a group.
    """
    until = deadline()
    steps = []
    for place in places(article):
        search = Search(place.text_in(article), query, until)
        new = _wording(words, search)
        steps.append(_changed(article, place, [_Edit(hit.start, hit.end, new(hit)) for hit in search.hits()]))
    return _as_one(step for step in steps if step is not None)


def _surroundings(text: str, match: Match) -> tuple[int, int]:
    """What must be looked at to find one match again: its lines, or all of the text where a pattern may."""
    if match.query.regex:
        return 0, len(text)
    end = text.find("\n", match.end)
    return text.rfind("\n", 0, match.start) + 1, len(text) if end < 0 else end


_SPECIAL = re.compile(r"\\(?:(?P<group>\d{1,2})|(?P<sign>[nt\\]))")
_SIGNS = {"n": "\n", "t": "\t", "\\": "\\"}


def _wording(words: str, search: Search) -> Callable[[Hit], str]:
    """What to write for each hit."""
    if not search.query.regex:
        return lambda _hit: words
    if missing := [
        int(found["group"]) for found in _SPECIAL.finditer(words) if int(found["group"] or 0) > search.groups
    ]:
        raise Trouble(f"The pattern has no group {missing[0]}: put what \\{missing[0]} stands for into brackets.")

    def written(hit: Hit) -> str:
        return _SPECIAL.sub(
            lambda part: search.group(hit, int(part["group"])) if part["group"] else _SIGNS[part["sign"]], words
        )

    return written


def _changed(article: Article, place: Place, edits_made: Sequence[_Edit]) -> Change | None:
    """Edits of one text, in order, as a change."""
    text = place.text_in(article)
    cleaned = (replace(edit, new=_fitting(place, edit.new)) for edit in edits_made)
    real = [edit for edit in cleaned if edit.new != text[edit.start : edit.end]]
    if not real:
        return None
    if place == BODY:
        return _as_one(_body_steps(article, real))
    whole = _rewritten(text, real, 0, len(text))
    if place.photo:
        return edits.set_photo_field(article, place.photo, place.field, whole)
    return edits.set_field(article, place.field, whole)


def _fitting(place: Place, new: str) -> str:
    """Words as the place may hold them: headline and summary are one paragraph."""
    new = edits.clean_text(new)
    return new if place == BODY or place.photo else new.replace("\n", " ")


def _as_one(steps: Iterable[Change]) -> Change | None:
    several = tuple(steps)
    return Group(several) if len(several) > 1 else next(iter(several), None)


def _rewritten(text: str, real: Sequence[_Edit], start: int, end: int) -> str:
    """The text from `start` to `end` with the edits that lie there."""
    pieces: list[str] = []
    at = start
    for edit in real:
        pieces += (text[at : edit.start], edit.new)
        at = edit.end
    return "".join((*pieces, text[at:end]))


def _body_steps(article: Article, real: Sequence[_Edit]) -> list[Change]:
    """The edits as changes of the body, and one of the comments where those alone would leave them off their words."""
    steps: list[Change] = []
    shift = 0
    for run in _runs(real):
        start, end = run[0].start, run[-1].end
        new = _rewritten(article.body, run, start, end)
        steps.append(BodyChange(start + shift, article.body[start:end], new))
        shift += len(new) - (end - start)
    if article.comments:
        left = changes.apply(article, Group(tuple(steps))).comments
        kept = _kept(article.comments, real)
        steps += [CommentsChange(left, kept)] if left != kept else []
    return steps


def _runs(real: Sequence[_Edit]) -> list[Sequence[_Edit]]:
    """The edits in at most `MOST_STEPS` runs, parted where the widest stretches of text lie between them."""
    gaps = [(after.start - before.end, number) for number, (before, after) in enumerate(pairwise(real), 1)]
    cuts = sorted(number for _gap, number in heapq.nlargest(MOST_STEPS - 1, gaps))
    return [real[first:last] for first, last in pairwise((0, *cuts, len(real)))]


def _kept(comments: Comments, real: Sequence[_Edit]) -> Comments:
    """The comments on their words after the edits."""
    moved = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in real)]
    starts = [edit.start for edit in real]

    def start_of(place: int) -> int:
        number = bisect_right(starts, place)
        edit = real[number - 1]
        inside = number > 0 and place < edit.end
        return edit.start + moved[number - 1] if inside else place + moved[number]

    def end_of(place: int) -> int:
        number = bisect_left(starts, place)
        edit = real[number - 1]
        inside = number > 0 and place <= edit.end
        return edit.start + moved[number - 1] + len(edit.new) if inside else place + moved[number]

    def on_its_words(comment: Comment) -> Comment:
        start = start_of(comment.start)
        return replace(comment, start=start, end=end_of(comment.end) if comment.end > comment.start else start)

    return tuple(on_its_words(comment) for comment in comments)
