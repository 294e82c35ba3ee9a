"""What readers were told otherwise than the story says now: the words that differ, with those around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk.article.model import BODY, Article
from desk.article.review import Edit, EditKind, Review
from desk.article.sentences import Span, sentence_spans


@dataclass(frozen=True, slots=True)
class Altered:
    """Something that readers were told otherwise: `name` says where (“headline”, “text”), `wrong` and `right` what.

    These are the words that differ, with those around them that make them understood; either may be empty.
    """

    name: str
    wrong: str
    right: str
    key: str


_TOLD = ("headline", "kicker", "summary", "byline", BODY)
"""The places of a story that readers read; captions beside these."""
_CAPTIONS = ("caption", "credit", "photographer", "alt")
_WORDS = (EditKind.INSERTED, EditKind.DELETED, EditKind.REPLACED)
AROUND = 3
"""Words to either side of what differs that are shown with it."""


def altered(published: Article, current: Article) -> list[Altered]:
    """What readers would now read otherwise than it was published, in the order of the page; space is no matter."""
    told = (_altered(edit, published, current) for edit in Review(published, current).edits if _is_told(edit))
    return [one for one in told if one.wrong != one.right]


def _is_told(edit: Edit) -> bool:
    is_shown = edit.field in _CAPTIONS if edit.photo else edit.place in _TOLD
    return is_shown and edit.kind in _WORDS


def _altered(edit: Edit, published: Article, current: Article) -> Altered:
    wrong = _in_context(_text(published, edit), edit.before_span, edit)
    right = _in_context(_text(current, edit), edit.after_span, edit)
    return Altered(edit.name, wrong, right, edit.key)


def _text(article: Article, edit: Edit) -> str:
    if edit.photo:
        photo = article.photo(edit.photo)
        return str(getattr(photo, edit.field)) if photo else ""
    return str(getattr(article, edit.place))


def _in_context(text: str, span: Span, edit: Edit) -> str:
    """The words at a place, with a few to either side, but none of another sentence."""
    if edit.is_paragraph:
        return _on_one_line(text[slice(*span)])
    first, last = _sentence_around(text, span)
    before, words, after = text[first : span[0]], text[slice(*span)], text[span[1] : last]
    head, tail = _last_words(before), _first_words(after)
    return _on_one_line(f"{head}{words}{tail}")


def _sentence_around(text: str, span: Span) -> Span:
    """From the start of the sentence that holds the first of these words to the end of that with the last."""
    start, end = text.rfind("\n\n", 0, span[0]) + 1, text.find("\n\n", span[1])
    paragraph = (start, len(text) if end < 0 else end)
    touched = [one for one in sentence_spans(text, *paragraph) if one[0] <= span[1] and one[1] >= span[0]]
    return (min(touched[0][0], span[0]), max(touched[-1][1], span[1])) if touched else paragraph


def _last_words(text: str) -> str:
    starts = _starts(text)
    return text[starts[-AROUND] :] if len(starts) > AROUND else text


def _first_words(text: str) -> str:
    starts = _starts(text)
    return text[: starts[AROUND]] if len(starts) > AROUND else text


def _starts(text: str) -> Sequence[int]:
    return [n for n, mark in enumerate(text) if not mark.isspace() and (n == 0 or text[n - 1].isspace())]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
