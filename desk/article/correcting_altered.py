"""What readers were told otherwise than the story says now: the words that differ, with those around them.

Words that gave way to others are told as such, with the same words around both. A sentence that came, or that went, is
told by itself: what stands beside it says something else, and never was wrong or right in its stead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.article.model import BODY, Article
from desk.article.review import Edit, EditKind, Review
from desk.article.sentences import Span, sentence_spans
from desk.article.tricks import without_tricks
from desk.article.words import is_word, solid


@dataclass(frozen=True, slots=True)
class Altered:
    """Something that readers were told otherwise: `name` says where (“headline”, “text”), `wrong` and `right` what.

    These are the words that differ, with those around them that make them understood. What was not said has no `wrong`,
    what is said no more has no `right`.
    """

    name: str
    wrong: str
    right: str
    key: str

    @property
    def is_rewording(self) -> bool:
        """Whether one is surely said in place of the other: they have most words in common."""
        return bool(self.wrong and self.right) and _are_alike(self.wrong, self.right)


_TOLD = ("headline", "kicker", "summary", "byline", BODY)
"""The places of a story that readers read; captions beside these."""
_CAPTIONS = ("caption", "credit", "photographer", "alt")
_FLOWING = ("summary", BODY)
"""The places in which one sentence stands behind another, and need not be about the same."""
_WORDS = (EditKind.INSERTED, EditKind.DELETED, EditKind.REPLACED)
AROUND = 3
"""Words to either side of what differs that are shown with it."""


def altered(published: Article, current: Article) -> list[Altered]:
    """What readers would now read otherwise than it was published, in the order of the page; space is no matter."""
    edits = (edit for edit in Review(published, current).edits if _is_told(edit))
    told = {(one.name, one.wrong, one.right): one for edit in edits for one in _altered(edit, published, current)}
    return [one for one in told.values() if one.wrong != one.right]


def _is_told(edit: Edit) -> bool:
    is_shown = edit.field in _CAPTIONS if edit.photo else edit.place in _TOLD
    return is_shown and edit.kind in _WORDS


def _altered(edit: Edit, published: Article, current: Article) -> Iterator[Altered]:
    """What one edit is told as: mostly one alteration; two where a sentence went and another came, unlike it."""
    old, new = _Side(_text(published, edit), edit.before_span), _Side(_text(current, edit), edit.after_span)
    whole = edit.is_paragraph or (old.is_whole and new.is_whole)
    wrong, right = (old.sentences, new.sentences) if whole else _in_context(old, new)
    if whole and wrong and right and edit.place in _FLOWING and not _are_alike(wrong, right):
        yield Altered(edit.name, wrong, "", edit.key)
        yield Altered(edit.name, "", right, edit.key)
    else:
        yield Altered(edit.name, wrong, right, edit.key)


def _text(article: Article, edit: Edit) -> str:
    if edit.photo:
        photo = article.photo(edit.photo)
        return str(getattr(photo, edit.field)) if photo else ""
    return str(getattr(article, edit.place))


class _Side:
    """The text before an edit or after it, where the edit is in it, and the sentences of that paragraph."""

    def __init__(self, text: str, span: Span) -> None:
        self._text, self._span = text, span
        start, end = text.rfind("\n\n", 0, span[0]), text.find("\n\n", span[1])
        self._start, self._end = start + 2 if start >= 0 else 0, end if end >= 0 else len(text)
        self._spans = list(sentence_spans(text, self._start, self._end))

    @property
    def is_whole(self) -> bool:
        """Whether the edit is all that its sentences say; so it is where it stands between two."""
        start, end = self._span
        return all(
            not any(map(str.isalnum, self._text[first:start] + self._text[max(end, first) : last]))
            for first, last in self._within()
        )

    @property
    def sentences(self) -> str:
        """The words of the edit, with the marks that end their sentences."""
        start, end = self._span
        if start == end:
            return ""
        firsts, lasts = zip(self._span, *self._within(), strict=True)
        return _on_one_line(self._text[min(firsts) : max(lasts)])

    def _within(self) -> Sequence[Span]:
        """The sentences that hold a part of the edit."""
        start, end = self._span
        return [one for one in self._spans if one[0] < end and one[1] > start]

    @property
    def around(self) -> tuple[int, int]:
        """How many words of its own sentence are shown before the edit, and behind it."""
        start, end = self._span
        touched = [one for one in self._spans if one[0] <= end and one[1] >= start]
        if not touched:
            return 0, 0
        before, behind = self._text[touched[0][0] : start], self._text[end : touched[-1][1]]
        return min(len(_starts(before)), AROUND), min(len(_starts(behind)), AROUND)

    def head(self, words: int) -> str:
        """The last words of the paragraph before the edit."""
        head = self._text[self._start : self._span[0]]
        starts = _starts(head)
        return "" if not words else head[starts[-words] if len(starts) > words else 0 :]

    def tail(self, words: int) -> str:
        """The first words of the paragraph behind the edit."""
        tail = self._text[self._span[1] : self._end]
        starts = _starts(tail)
        return "" if not words else tail[: starts[words] if len(starts) > words else None]

    def with_words(self, before: int, behind: int) -> str:
        """The words of the edit, with some before and behind them."""
        return _on_one_line(f"{self.head(before)}{self._text[slice(*self._span)]}{self.tail(behind)}")


def _in_context(old: _Side, new: _Side) -> tuple[str, str]:
    """What an edit changed amid a sentence, as it was and as it is, each with the words around it.

    Where the edit made two sentences one, or one two, as many stand around the one as around the other.
    """
    before, behind = map(max, zip(old.around, new.around, strict=True))
    has_one_head, has_one_tail = old.head(before) == new.head(before), old.tail(behind) == new.tail(behind)
    was, now = (
        side.with_words(before if has_one_head else side.around[0], behind if has_one_tail else side.around[1])
        for side in (old, new)
    )
    return was, now


def _are_alike(wrong: str, right: str) -> bool:
    """Whether two passages share so many words that the one is the other, written anew."""
    one, other = _words(wrong), _words(right)
    return bool(one & other) and 2 * len(one & other) >= min(len(one), len(other))


def _words(text: str) -> set[str]:
    return {piece.casefold() for piece in solid(text) if is_word(piece) or piece.isalnum()}


def _starts(text: str) -> Sequence[int]:
    return [n for n, mark in enumerate(text) if not mark.isspace() and (n == 0 or text[n - 1].isspace())]


def _on_one_line(text: str) -> str:
    """The words as they are told: a mark that opens or closes elsewhere in the text says nothing here."""
    return " ".join(without_tricks(text).split())
