"""Where comments stand: what one may be made on, where its words are now, and the order in which a story has them.

A comment on the body has a place that follows every change of the text. In a field or a photo the words that it quotes
are looked for, as they are or reworded; and so are words that were cut from the body and put in elsewhere.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from desk.article.commenting import Spot
from desk.article.fields import FIELDS
from desk.article.model import BODY, Article, Comment
from desk.article.wire import dateline_text
from desk.article.words import Span, is_word, solid_spans

PHOTO = "photo:"
"""A photo's place begins so; its ID follows."""
_PHOTO_MARK = re.compile(r"!\[[^\]\n]*\]\(photo:(\w+)\)")
_LONGEST_QUOTE = 600
"""Characters of a comment's words that are kept with it."""


class Standing(NamedTuple):
    """Where a comment is now: its words from `start` to `end` of what it was made on, or `gone`, if they are."""

    start: int
    end: int
    gone: bool = False


def photo_of(comment: Comment | Spot) -> str:
    """The ID of the photo that a comment is on, or nothing."""
    return comment.place.removeprefix(PHOTO) if comment.place.startswith(PHOTO) else ""


# what a comment may be made on


def in_body(article: Article, start: int, end: int) -> Spot | None:
    """The selected words of the body; with nothing selected, the word or else the line at the caret.

    Between two paragraphs it is the last word before the caret, above all words the first. A photo that stands there
    alone is meant itself. None where there are no words in the whole body.
    """
    start, end = _trimmed(article.body, *sorted((start, end)))
    if start == end:
        start, end = _around(article.body, start)
    mark = _PHOTO_MARK.fullmatch(article.body, start, end)
    if mark is not None and article.photo(mark[1]) is not None:
        return on_photo(article, mark[1])
    return Spot(start=start, end=end, quote=article.body[start:end][:_LONGEST_QUOTE]) if start < end else None


def _trimmed(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    lead = len(inside) - len(inside.lstrip())
    return start + lead if inside.strip() else end, end - (len(inside) - len(inside.rstrip()) if inside.strip() else 0)


def _around(body: str, caret: int) -> Span:
    """The word at the caret, or the line it is in; of an empty one the word next to it."""
    line = _line(body, caret)
    if line[0] == line[1]:
        return _next_to(body, caret)
    words = () if _PHOTO_MARK.fullmatch(body, *line) else _words_of(body, line)
    return next((span for span in words if span[0] <= caret <= span[1]), line)


def _line(body: str, place: int) -> Span:
    """The line around a place, without the space at its ends."""
    last = body.find("\n", place)
    return _trimmed(body, body.rfind("\n", 0, place) + 1, len(body) if last < 0 else last)


def _words_of(body: str, line: Span) -> list[Span]:
    return [span for span in solid_spans(body, *line) if is_word(body[slice(*span)])]


def _next_to(body: str, caret: int) -> Span:
    """The last word before an empty line, or the first behind it; a line in which there are none, as of a photo."""
    before, behind = len(body[:caret].rstrip()), len(body) - len(body[caret:].lstrip())
    line = _line(body, before or behind)
    words = [] if _PHOTO_MARK.fullmatch(body, *line) else _words_of(body, line)
    return (words or [line])[-1 if before else 0]


def in_field(article: Article, name: str, words: str = "") -> Spot | None:
    """A field of the article, or the words selected in it."""
    whole = text_at(article, name)
    return None if whole is None else Spot(name, quote=(words.strip() or whole)[:_LONGEST_QUOTE])


def on_photo(article: Article, photo_id: str, field: str = "", words: str = "") -> Spot | None:
    """A photo, one of its own fields, or the words selected there."""
    whole = text_at(article, f"{PHOTO}{photo_id}", field)
    return None if whole is None else Spot(f"{PHOTO}{photo_id}", field, quote=(words.strip() or whole)[:_LONGEST_QUOTE])


# where it stands


def text_at(article: Article, place: str, field: str = "") -> str | None:
    """What stands in a place of comments, as one reads it there; None where the story has no such place (any more)."""
    if place == BODY:
        return article.body
    if place.startswith(PHOTO):
        photo = article.photo(place.removeprefix(PHOTO))
        if photo is None or (field and not hasattr(photo, field)):
            return None
        return _shown(getattr(photo, field)) if field else (photo.caption or photo.name)
    if place == "dateline":
        return dateline_text(article.dateline, article.language)
    if place in FIELDS:
        return FIELDS[place].show(getattr(article, place))
    return _shown(getattr(article, place, None))


def _shown(value: object) -> str | None:
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return None if value is None else str(value)


def standing(article: Article, comment: Comment) -> Standing:
    """Where the comment’s words are now."""
    if comment.place == BODY:
        return _in_body_now(article.body, comment)
    text = text_at(article, comment.place, comment.field)
    if text is None:
        return Standing(0, 0, gone=True)
    found = _found(text, comment.quote) if comment.quote else (0, len(text))
    about_itself = photo_of(comment) and not comment.field
    return Standing(*(found or (0, 0)), gone=found is None and not about_itself)


def _in_body_now(body: str, comment: Comment) -> Standing:
    start, end = min(comment.start, len(body)), min(comment.end, len(body))
    if start < end or not comment.quote:
        return Standing(start, end)
    moved = _moved_to(body, comment.quote)
    return Standing(*moved) if moved else Standing(start, start, gone=True)


_TELLING = 16
"""Characters of a quote from which on it is known again where it was put in elsewhere."""


def _moved_to(body: str, quote: str) -> Span | None:
    """Where words that went from their place stand now, if at one place and no other."""
    at = body.find(quote) if len(quote) >= _TELLING else -1
    return (at, at + len(quote)) if at >= 0 and body.find(quote, at + 1) < 0 else None


_LIKE = 0.6
"""The share of a quote’s characters that a reworded field still has of it."""
_COMPARED = 2000
"""Characters of a field that are compared with a quote."""


def _found(text: str, quote: str) -> Span | None:
    """Where a quote stands in a field, even reworded."""
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    if not text or len(text) > _COMPARED:
        return None
    blocks = SequenceMatcher(None, text, quote, autojunk=False).get_matching_blocks()[:-1]
    if sum(block.size for block in blocks) < _LIKE * len(quote):
        return None
    start, end = blocks[0].a, blocks[-1].a + blocks[-1].size
    return (start, end) if end - start <= 2 * len(quote) else None


# how it is named and ordered


_ABOVE = (
    *("kicker", "headline", "search_headline", "push_headline", "social_headline"),
    *("summary", "byline", "dateline"),
)
_NAMES = {
    "dateline": "Dateline",
    "search_headline": "Search headline",
    "push_headline": "Push headline",
    "social_headline": "Social headline",
    "kill_reason": "Reason of the kill",
}
_OF_PHOTOS = {"alt": "alt text", "usage_terms": "usage terms"}


def called(article: Article, comment: Comment | Spot) -> str:
    """What a comment is on, for a label: “Headline”, “Photo 2, caption”; empty for the body."""
    if comment.place == BODY:
        return ""
    photo_id = photo_of(comment)
    if not photo_id:
        return _NAMES.get(comment.place) or (
            FIELDS[comment.place].label if comment.place in FIELDS else comment.place.replace("_", " ").capitalize()
        )
    ids = [photo.id for photo in article.photos]
    if photo_id == article.lead and photo_id in ids:
        photo = "Lead photo"
    else:
        photo = f"Photo {ids.index(photo_id) + 1}" if photo_id in ids else "Photo"
    field = _OF_PHOTOS.get(comment.field, comment.field.replace("_", " "))
    return f"{photo}, {field}" if field else photo


def in_order(article: Article) -> list[Comment]:
    """The comments as the story has them from its head to its foot; of several at one place the older first.

    The moment is told to the second: those of the same one are as they were made.
    """
    photos = {photo.id: number for number, photo in enumerate(article.photos)}
    return sorted(article.comments, key=lambda one: (_rank(article, one, photos), one.time))


def _rank(article: Article, comment: Comment, photos: dict[str, int]) -> tuple[int, int, int]:
    if comment.place == BODY:
        now = standing(article, comment)
        return 2, now.start, now.end
    photo_id = photo_of(comment)
    if not photo_id:
        return (0, _ABOVE.index(comment.place), 0) if comment.place in _ABOVE else (4, 0, 0)
    if photo_id == article.lead:
        return 1, 0, 0
    mark = article.body.find(f"](photo:{photo_id})")
    return (2, mark, 0) if mark >= 0 else (3, photos.get(photo_id, len(photos)), 0)
