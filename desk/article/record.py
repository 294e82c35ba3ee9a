"""An article as plain data and back: what `desk show --json` prints, the library stores and a change holds.

Field names are the model's own, in snake case; times are ISO 8601 with their zone. Reading is strict: an
unknown or ill-typed field is refused in a sentence, never dropped, so that reading back gives the same article.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar, cast

from desk.article.model import Article, Comment, Dateline, Photo, Status
from desk.article.trouble import Trouble

T = TypeVar("T")
Value = object
"""Any value that a field of an article may hold."""


def to_record(article: Article) -> dict[str, object]:
    """The article as JSON-ready data, every field present, in the model's order."""
    return {f.name: plain(getattr(article, f.name)) for f in dataclasses.fields(article)}


def from_record(record: object) -> Article:
    """The article that `to_record` described. Raises Trouble where the data is not an article."""
    return _built(Article, record, "article")


def photo_from_record(record: object) -> Photo:
    """The photo that its plain form describes. Raises Trouble where it does not."""
    return _built(Photo, record, "photo")


def plain(value: Value) -> object:
    """One field's value as JSON-ready data."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, Status) else value


def field_value(name: str, value: object) -> Value:
    """The value of the article's field `name` from its plain form."""
    return _read(_ARTICLE, name, value, "article")


def photo_field_value(name: str, value: object) -> Value:
    """The value of a photo's field `name` from its plain form."""
    return _read(_PHOTO, name, value, "photo")


def with_field(thing: T, name: str, value: Value) -> T:
    """A copy of an article or a photo in which one field, named at run time, has another value."""
    fields = {f.name: getattr(thing, f.name) for f in dataclasses.fields(cast(Article, thing))}
    return type(thing)(**{**fields, name: value})


_Reader = Callable[[object], Value]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("a whole number")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _date(value: object) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))


def _time(value: object) -> datetime:
    time = datetime.fromisoformat(_text(value))
    if time.tzinfo is None:
        raise ValueError("a time with its zone")
    return time


def _time_or_none(value: object) -> datetime | None:
    return None if value is None else _time(value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise ValueError("a list")
    return list(value)


def _words(value: object) -> tuple[str, ...]:
    return tuple(_text(item) for item in _list(value))


def _point(value: object) -> tuple[float, float]:
    x, y = (float(cast(float, item)) for item in _list(value))
    return (x, y)


def _dateline(value: object) -> Dateline:
    return _built(Dateline, value, "dateline")


def _photos(value: object) -> tuple[Photo, ...]:
    return tuple(photo_from_record(item) for item in _list(value))


def _comments(value: object) -> tuple[Comment, ...]:
    return tuple(_built(Comment, item, "comment") for item in _list(value))


def _readers(kind: type, special: Mapping[str, _Reader]) -> dict[str, _Reader]:
    return {f.name: special.get(f.name, _text) for f in dataclasses.fields(kind)}


_ARTICLE = _readers(
    Article,
    {
        "dateline": _dateline,
        "keywords": _words,
        "status": lambda value: Status(_text(value)),
        "urgency": _whole,
        "embargo": _time_or_none,
        "created": _time,
        "published": _time_or_none,
        "photos": _photos,
        "comments": _comments,
    },
)
_PHOTO = _readers(Photo, {"width": _whole, "height": _whole, "keywords": _words, "focus": _point})
_COMMENT = _readers(Comment, {"time": _time, "start": _whole, "end": _whole, "resolved": _flag})
_DATELINE = _readers(Dateline, {"date": _date})
_KINDS: dict[type, dict[str, _Reader]] = {
    Article: _ARTICLE,
    Photo: _PHOTO,
    Comment: _COMMENT,
    Dateline: _DATELINE,
}


def _read(readers: Mapping[str, _Reader], name: str, value: object, kind: str) -> Value:
    reader = readers.get(name)
    if reader is None:
        raise Trouble(f"This {kind} has a field “{name}” that Desk does not know; it may come from a newer Desk.")
    try:
        return reader(value)
    except (ValueError, TypeError) as error:
        raise Trouble(f"The {kind}’s “{name}” cannot be read: {error}.") from error


def _built(kind: type[T], record: object, word: str) -> T:
    if not isinstance(record, Mapping):
        raise Trouble(f"This is not the data of an {word}." if word == "article" else f"A {word} is not readable here.")
    readers = _KINDS[kind]
    return kind(**{str(name): _read(readers, str(name), value, word) for name, value in record.items()})
