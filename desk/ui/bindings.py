"""Which value of the article a field of the sidebar edits, and how its text is read: no widgets here.

A `Binding` joins one field to one place in the article. All of them go through `desk.article.edits`, the one door.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from desk.article import edits
from desk.article.changes import Change
from desk.article.correcting import set_status
from desk.article.fields import FIELDS, Field, read_date, read_keywords
from desk.article.model import Article, Status
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
        set_status_value if name == "status" else lambda article, value: edits.set_field(article, name, value),
        name in _TECHNICAL,
    )


def set_status_value(article: Article, value: Value) -> Change | None:
    """A status as a form gives it; with a kill goes its reason."""
    return set_status(article, Status(str(value)))


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
    return photos_binding((photo_id,), name)


def photos_binding(photo_ids: Sequence[str], name: str) -> Binding:
    """The binding of one field of several photos: its value where they share it, else None; all take what is put."""
    label, hint = _PHOTO[name]
    read, show = _READ_AND_SHOWN.get(name, (_prose if name in PROSE_OF_PHOTOS else read_line, show_text))
    return Binding(
        f"photo:{'+'.join(photo_ids)}.{name}",
        label,
        hint,
        read,
        show,
        partial(_shared, tuple(photo_ids), name),
        lambda article, value: edits.set_photos_field(article, photo_ids, name, value),
        name == "taken",
        partial(_missing_of_photo, name),
    )


PROSE_OF_PHOTOS = frozenset(("caption", "alt", "usage_terms"))
_PHOTO = {
    "caption": ("Caption", "Who, what, where, when"),
    "credit": ("Credit", "Reuters, AFP, Desk News"),
    "photographer": ("Photographer", "Name as printed"),
    "alt": ("Alt text", "What is to be seen in it"),
    "headline": ("Headline", "What happened, in a few words"),
    "copyright": ("Copyright", "© 2026 Desk News"),
    "source": ("Source", "Whom it came from"),
    "usage_terms": ("Usage terms", "Not for sale, no archive"),
    "city": ("City", "Erbil"),
    "country": ("Country", "Iraq"),
    "taken": ("Date taken", "2026-03-31 18:00"),
    "keywords": ("Keywords", "Separated by commas"),
}


def _shared(photo_ids: Sequence[str], name: str, article: Article) -> Value:
    """The value that photos share: None where they do not, and empty where there are none."""
    photos = [photo for photo in map(article.photo, photo_ids) if photo is not None]
    values = [getattr(photo, name) for photo in photos]
    if not values:
        return () if name == "keywords" else ""
    value: Value = values[0]
    return value if all(other == value for other in values) else None


def _missing_of_photo(name: str, value: Value) -> str:
    from desk.checks.photos import MISSING

    return "" if str(value or "").strip() else MISSING.get(name, "")


_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def _read_taken(text: str) -> str:
    """When a photo was taken, as ISO 8601 has it: a year, a month, a day, or a day and a time of any precision."""
    written = "".join(str(int(mark)) if mark.isdecimal() else mark for mark in text.strip())
    if not written:
        return ""
    try:
        if len(written) > 10:
            datetime.fromisoformat(written)
        elif not _MOMENT.fullmatch(written) or date.fromisoformat(f"{written}-01-01"[:10]) is None:
            raise ValueError
    except ValueError:
        raise Trouble("Write when it was taken as 2026-03-31 or 2026-03-31 18:00.") from None
    return f"{written[:10]}T{written[11:]}" if len(written) > 10 else written


def _show_taken(value: Value) -> str:
    text = show_text(value)
    return f"{text[:10]} {text[11:]}" if text[10:11] == "T" else text


def _show_words(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else ""


_READ_AND_SHOWN: Mapping[str, tuple[Callable[[str], Value], Callable[[Value], str]]] = {
    "taken": (_read_taken, _show_taken),
    "keywords": (read_keywords, _show_words),
}


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
