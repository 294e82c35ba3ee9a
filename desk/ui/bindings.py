"""Which value of the article a field of the sidebar edits, and how its text is read: no widgets here.

A `Binding` joins one field to one place in the article. All of them go through `desk.article.edits`, the one door.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from desk.article import edits
from desk.article.changes import Change
from desk.article.fields import FIELDS, Field, read_date
from desk.article.model import Article
from desk.article.record import Value
from desk.article.trouble import Trouble

ONE_LINE = 200
"""The most characters of a one-line field that has no limit of its own."""


def _never_missing(_value: Value) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Binding:
    """One value of the article as a person edits it.

    `is_technical` text (a slug, a date) runs left to right by itself, whatever the language of the story; `missing`
    says, quietly, what a value still lacks before publication.
    """

    name: str
    label: str
    hint: str
    read: Callable[[str], Value]
    show: Callable[[Value], str]
    get: Callable[[Article], Value]
    put: Callable[[Article, Value], Change | None]
    is_technical: bool = False
    missing: Callable[[Value], str] = _never_missing


_TECHNICAL = frozenset(("slug", "slugline", "embargo", "published"))


def field_binding(name: str) -> Binding:
    """The binding of one of the article's own fields."""
    field: Field = FIELDS[name]
    return Binding(
        name,
        field.label,
        field.hint,
        field.read,
        field.show,
        lambda article: getattr(article, name),
        lambda article, value: edits.set_field(article, name, value),
        name in _TECHNICAL,
    )


def dateline_binding(part: str) -> Binding:
    """The binding of the dateline's `place`, `agency` or `date`."""
    label, hint = _DATELINE[part]
    is_date = part == "date"
    return Binding(
        f"dateline.{part}",
        label,
        hint,
        read_date if is_date else read_line,
        show_text,
        lambda article: getattr(article.dateline, part),
        lambda article, value: edits.set_dateline(article, **{part: value}),
        is_date,
    )


_DATELINE = {"place": ("Place", "ERBIL"), "agency": ("Agency", "DESK"), "date": ("Date", "2026-03-31")}


def photo_binding(photo_id: str, name: str) -> Binding:
    """The binding of one field of one photo; a photo that is gone reads as empty and takes nothing."""
    label, hint, sentence = _PHOTO[name]
    return Binding(
        f"photo:{photo_id}.{name}",
        label,
        hint,
        _prose if name in PROSE_OF_PHOTOS else read_line,
        show_text,
        partial(_of_photo, photo_id, name),
        lambda article, value: edits.set_photo_field(article, photo_id, name, value),
        missing=lambda value: "" if str(value or "").strip() else sentence,
    )


PROSE_OF_PHOTOS = frozenset(("caption", "alt"))
_PHOTO = {
    "caption": ("Caption", "Who, what, where, when", "No caption yet."),
    "credit": ("Credit", "Reuters, AFP, Desk News", "No credit yet: whose photo is it?"),
    "photographer": ("Photographer", "Name as printed", ""),
    "alt": ("Alt text", "What is to be seen in it", "No alt text yet: describe what is to be seen."),
}


def _of_photo(photo_id: str, name: str, article: Article) -> Value:
    photo = article.photo(photo_id)
    return getattr(photo, name) if photo else ""


def read_line(text: str) -> str:
    """One line of text. Raises Trouble where it is too long."""
    if len(text) > ONE_LINE:
        raise Trouble(f"At most {ONE_LINE} characters; this has {len(text)}.")
    return text


def _prose(text: str) -> str:
    return text


def show_text(value: Value) -> str:
    """A value as its field shows it."""
    return "" if value is None else str(value)
