"""One edit of a story: what was done, where, by whom; and the sentence that tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from desk.article.clashes import shown
from desk.article.differences import FIELD_NAMES, PHOTO_PARTS
from desk.article.model import BODY, Article, Photo, Related
from desk.article.words import Span

if TYPE_CHECKING:
    from desk.article.record import Value

PHOTOS = "photos"
"""The place of an edit to the order of photos."""


class EditKind(StrEnum):
    """What somebody did."""

    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"
    MOVED = "moved"
    FIELD = "field"
    LEAD = "lead photo"
    PHOTO_ADDED = "photo added"
    PHOTO_REMOVED = "photo removed"
    PHOTO_ORDER = "order of photos"
    PHOTO_FIELD = "photo's field"
    PHOTO_FILE = "photo's file"
    CROP = "crop"


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that somebody changed.

    `place` is `body`, the name of another field, `photo:ID`, or `photos` (their order); of a photo, `field` names its
    own field. `before_span` and `after_span` are code points of that text before and after, without the white space
    around; where there is nothing they say where it would be. `before` and `after` are the words there, or the value
    in words. `name` is what the place is called (“caption of photo 2”, “text”). `is_paragraph` says that a whole
    paragraph came, went, was written anew or moved; where one that moved stood is `left_at` in the text as it is.
    `key` stays the same while the words do. `version` is the number
    of the version that first shows it, 0 where none does yet.
    """

    key: str
    kind: EditKind
    place: str
    field: str
    name: str
    before: str
    after: str
    before_span: Span = (0, 0)
    after_span: Span = (0, 0)
    is_paragraph: bool = False
    left_at: int = 0
    author: str = ""
    time: datetime | None = None
    version: int = 0

    @property
    def photo(self) -> str:
        """The ID of the photo that it is about, or empty."""
        return self.place.partition(":")[2] if self.place.startswith("photo:") else ""

    @property
    def sentence(self) -> str:
        """What was done: “Headline: “began” became “ended””. Words of either direction keep to themselves."""
        told = _told(self)
        named = self.place != BODY and self.kind not in _NAMED_BY_THEMSELVES
        told = f"{self.name}: {told}" if named else told
        return told[:1].upper() + told[1:]


_NAMED_BY_THEMSELVES = (
    *(EditKind.PHOTO_ADDED, EditKind.PHOTO_REMOVED, EditKind.PHOTO_ORDER, EditKind.CROP, EditKind.PHOTO_FILE),
)
_NAMES = {BODY: "text", "lead": "lead photo", PHOTOS: "order of photos"}
_WIDEST = 80
_PHOTO = re.compile(r"!\[[^\[\]\n]*\]\(photo:[^()\s]*\)")


def _told(edit: Edit) -> str:
    before, after = quoted(edit.before), quoted(edit.after)
    paragraph = "paragraph " if edit.is_paragraph and edit.place == BODY else ""
    match edit.kind:
        case EditKind.PHOTO_ADDED:
            return f"{edit.name} added" + (f": {after}" if edit.after else "")
        case EditKind.PHOTO_REMOVED:
            return f"{edit.name} removed" + (f": {before}" if edit.before else "")
        case EditKind.PHOTO_ORDER:
            return "photos in another order"
        case EditKind.CROP | EditKind.PHOTO_FILE:
            return f"{edit.name} changed"
        case EditKind.MOVED:
            return f"paragraph moved: {after}"
    if not edit.before and not edit.after:
        return "space changed" if edit.place == BODY else "changed"
    if not edit.before:
        return f"{paragraph}inserted {after}"
    if not edit.after:
        return f"{paragraph}deleted {before}"
    return f"{paragraph}{before} became {after}"


def quoted(words: str) -> str:
    """Words in quotation marks, on one line and not too long, isolated from the direction of what stands around."""
    line = " ".join(_PHOTO.sub("[photo]", words).split())
    line = line if len(line) <= _WIDEST else f"{line[:_WIDEST].rpartition(' ')[0] or line[:_WIDEST]}…"
    return f"“\u2068{line}\u2069”" if line else ""


def called(place: str, field: str, base: Article, current: Article) -> str:
    """What a place is called amid a sentence: “text”, “headline”, “caption of photo 2”, “lead photo”."""
    if place in _NAMES:
        return _NAMES[place]
    if not place.startswith("photo:"):
        return FIELD_NAMES.get(place, place.replace("_", " "))
    photo = photo_called(place.removeprefix("photo:"), base, current)
    part = next((name for name, parts in PHOTO_PARTS.items() if field in parts), "")
    return f"{part} of {photo}" if part else photo


def photo_called(photo: str, base: Article, current: Article) -> str:
    """“lead photo” or “photo 2”, as it is now, or as it was where it is gone."""
    article = current if current.photo(photo) else base
    number = next((n for n, one in enumerate(article.photos, 1) if one.id == photo), 0)
    return "lead photo" if photo == article.lead else f"photo {number}"


def photo_words(photo: Photo | None) -> str:
    """The words by which one knows a photo."""
    return (photo.caption or photo.headline or photo.alt or photo.name or photo.id) if photo else ""


def value_words(value: Value) -> str:
    """A value in words: several on one line."""
    if isinstance(value, tuple) and value and isinstance(value[0], Related):
        return ", ".join(one.title or one.address or one.article for one in cast(tuple[Related, ...], value))
    return shown(value)


def cut_words(photo: Photo) -> str:
    """How a photo is cut: “turned by 90°, straightened by 1.5°, cut 16:9 and 1:1”, or “whole”."""
    told = [f"turned by {photo.turn * 90}°"] if photo.turn else []
    told += [f"straightened by {photo.tilt:g}°"] if photo.tilt else []
    told += [f"cut {' and '.join(crop.shape for crop in photo.crops)}"] if photo.crops else []
    told += [f"focus at {photo.focus[0]:.0%} and {photo.focus[1]:.0%}"] if photo.focus != (0.5, 0.5) else []
    return ", ".join(told) or "whole"
