"""An article as plain data and back: what `desk show --json` prints, the library stores and a change holds.

Field names are the model's own, in snake case; times are ISO 8601 with their zone. Reading is strict: an
unknown or ill-typed field is refused in a sentence, never dropped, so that reading back gives the same article.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING
from datetime import UTC, date, datetime
from typing import TypeVar, cast

from desk.article.framing import FREE, SHAPES
from desk.article.model import (
    RELATIONS,
    Article,
    Comment,
    Crop,
    Custody,
    Dateline,
    Photo,
    Related,
    Reply,
    Status,
)
from desk.article.trouble import Trouble

T = TypeVar("T")
Value = object
"""Any value that a field of an article may hold."""


def to_record(article: Article) -> dict[str, object]:
    """The article as JSON-ready data, every field present, in the model's order."""
    return {f.name: plain(getattr(article, f.name)) for f in dataclasses.fields(article)}


def to_lines(article: Article) -> list[str]:
    """The article as lines to read or compare: every field that has a value, an empty line, the body."""
    data = to_record(article)
    body = str(data.pop("body"))
    return [*_field_lines(data), "", *body.splitlines()]


def from_record(record: object) -> Article:
    """The article that `to_record` described. Raises Trouble where the data is not an article."""
    return _built(Article, record, "article")


def photo_from_record(record: object) -> Photo:
    """The photo that its plain form describes. Raises Trouble where it does not."""
    return _built(Photo, record, "photo")


def plain(value: Value) -> object:
    """One field's value as JSON-ready data."""
    if isinstance(value, str):
        return _whole_characters(value)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value


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


def is_in_calendar(time: datetime) -> bool:
    """Whether the moment has a place in UTC's calendar; near its ends a zone may lead out of it."""
    try:
        time.astimezone(UTC)
    except (OverflowError, ValueError):
        return False
    return True


def _field_lines(data: Mapping[str, object], prefix: str = "") -> Iterator[str]:
    for name, value in data.items():
        if isinstance(value, Mapping):
            yield from _field_lines(value, f"{prefix}{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for number, item in enumerate(value, 1):
                yield from _field_lines(item, f"{prefix}{name}.{item.get('id', number)}.")
        elif value not in (None, "", []):
            shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            yield f"{prefix}{name}: " + shown.replace("\n", "\n  ")


_Reader = Callable[[object], Value]


class _NotA(ValueError):
    """What a value should have been, as the rest of a sentence: “a whole number”."""


_HALF = re.compile("[\ud800-\udfff]")


def _whole_characters(text: str) -> str:
    """The text with U+FFFD for each half of a character (a lone surrogate), which no UTF-8 file can hold.

    File names in an old encoding bring such halves along. The text keeps its length, and places in it hold.
    """
    return str(text) if text.isascii() else _HALF.sub("\ufffd", text)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _NotA("text")
    return _whole_characters(value)


def _media(value: object) -> str:
    media = _text(value)
    if media and not _SHA_256.fullmatch(media):
        raise _NotA("the SHA-256 of an original, 64 digits from 0 to f")
    return media


_SHA_256 = re.compile("[0-9a-f]{64}")


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _NotA("a whole number")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _NotA("true or false")
    return value


def _status(value: object) -> Status:
    known = next((status for status in Status if status == value), None)
    if known is None:
        raise _NotA(f"one of {', '.join(Status)}")
    return known


def _date(value: object) -> date | None:
    try:
        return None if value is None else date.fromisoformat(_text(value))
    except ValueError:
        raise _NotA("a day such as 2026-03-31") from None


def _time(value: object) -> datetime:
    try:
        time = datetime.fromisoformat(_text(value))
    except ValueError:
        raise _NotA(_A_TIME) from None
    if time.tzinfo is None or not is_in_calendar(time):
        raise _NotA(_A_TIME)
    return time


_A_TIME = "a time with its zone, such as 2026-03-31T18:00:00+03:00"


def _time_or_none(value: object) -> datetime | None:
    return None if value is None else _time(value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise _NotA("a list")
    return list(value)


def _words(value: object) -> tuple[str, ...]:
    return tuple(_text(item) for item in _list(value))


def _fraction(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _BEYOND:
        raise _NotA(_A_POINT)
    return float(value)


def _point(value: object) -> tuple[float, float]:
    match value:
        case [x, y]:
            return (_fraction(x), _fraction(y))
    raise _NotA(_A_POINT)


def _degrees(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= 45:
        raise _NotA("a number of degrees from -45 to 45")
    return float(value)


def _pixels(value: object) -> int:
    if not 0 <= (pixels := _whole(value)) <= _WIDEST:
        raise _NotA(f"a number of pixels from 0 to {_WIDEST}")
    return pixels


def _quarters(value: object) -> int:
    if (turns := _whole(value)) not in range(4):
        raise _NotA("a number of quarter turns from 0 to 3")
    return turns


def _part(value: object) -> float:
    try:
        part = _fraction(value)
    except _NotA:
        part = -1.0
    if not 0 <= part <= 1:
        raise _NotA("a number from 0 to 1")
    return part


def _shape(value: object) -> str:
    if value not in _CROPPED:
        raise _NotA(f"one of {', '.join(_CROPPED)}")
    return str(value)


def _crops(value: object) -> tuple[Crop, ...]:
    listed = _list(value)
    if len(listed) > len(_CROPPED):
        raise _NotA(f"at most {len(_CROPPED)} crops, one for each shape")
    crops = tuple(_built(Crop, item, "crop") for item in listed)
    if len({crop.shape for crop in crops}) < len(crops):
        raise _NotA("one crop for each shape at most")
    return crops


_WIDEST = 1_000_000
_CROPPED = (FREE, *SHAPES)


_A_POINT = "a pair of numbers from 0 to 1"
_BEYOND = 2**53


def _dateline(value: object) -> Dateline:
    return _built(Dateline, value, "dateline")


def _photos(value: object) -> tuple[Photo, ...]:
    return tuple(photo_from_record(item) for item in _list(value))


def _comments(value: object) -> tuple[Comment, ...]:
    return tuple(_built(Comment, item, "comment") for item in _list(value))


def _relation(value: object) -> str:
    if value not in RELATIONS:
        raise _NotA(f"one of {', '.join(RELATIONS)}")
    return str(value)


def _related(value: object) -> tuple[Related, ...]:
    return tuple(_built(Related, item, "related story") for item in _list(value))


def _count(value: object) -> int:
    if not 0 <= (count := _whole(value)) < _BEYOND:
        raise _NotA("a whole number, 0 or more")
    return count


def _replies(value: object) -> tuple[Reply, ...]:
    return tuple(_built(Reply, item, "reply") for item in _list(value))


def _custody(value: object) -> Custody:
    return _built(Custody, value, "custody")


def _readers(kind: type, special: Mapping[str, _Reader]) -> dict[str, _Reader]:
    return {f.name: special.get(f.name, _text) for f in dataclasses.fields(kind)}


_ARTICLE = _readers(
    Article,
    {
        "dateline": _dateline,
        "keywords": _words,
        "status": _status,
        "urgency": _whole,
        "embargo": _time_or_none,
        "created": _time,
        "published": _time_or_none,
        "photos": _photos,
        "comments": _comments,
        "related": _related,
        "shares": _count,
        "passed_over": _words,
        "known_words": _words,
        "target": _count,
        "custody": _custody,
    },
)
_PHOTO = _readers(
    Photo,
    {
        "media": _media,
        "width": _pixels,
        "height": _pixels,
        "keywords": _words,
        "focus": _point,
        "turn": _quarters,
        "tilt": _degrees,
        "crops": _crops,
        "with_origin": _flag,
    },
)
_CROP = _readers(Crop, {"shape": _shape, **dict.fromkeys(("left", "top", "right", "bottom"), _part)})
_COMMENT = _readers(Comment, {"time": _time, "start": _whole, "end": _whole, "resolved": _flag, "replies": _replies})
_REPLY = _readers(Reply, {"time": _time})
_CUSTODY = _readers(Custody, {"time": _time_or_none})
_DATELINE = _readers(Dateline, {"date": _date})
_RELATED = _readers(Related, {"kind": _relation})
_KINDS: dict[type, dict[str, _Reader]] = {
    Article: _ARTICLE,
    Photo: _PHOTO,
    Crop: _CROP,
    Comment: _COMMENT,
    Reply: _REPLY,
    Custody: _CUSTODY,
    Dateline: _DATELINE,
    Related: _RELATED,
}
_NEEDED = {
    kind: [f.name for f in dataclasses.fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    for kind in _KINDS
}
"""The fields without which the data is no such thing; any other that is absent is as in a new one."""


def _read(readers: Mapping[str, _Reader], name: str, value: object, kind: str) -> Value:
    reader = readers.get(name)
    if reader is None:
        raise Trouble(f"This {kind} has a field “{name}” that Desk does not know; it may come from a newer Desk.")
    try:
        return reader(value)
    except _NotA as wanted:
        raise Trouble(f"The {kind}’s “{name}” cannot be read: it should be {wanted}.") from None


def _built(kind: type[T], record: object, word: str) -> T:
    article = "an" if word == "article" else "a"
    if not isinstance(record, Mapping):
        raise Trouble(f"This is not the data of {article} {word}.")
    readers = _KINDS[kind]
    parts = {str(name): _read(readers, str(name), value, word) for name, value in record.items()}
    missing = [name for name in _NEEDED[kind] if name not in parts]
    if missing:
        raise Trouble(f"This is not the data of {article} {word}: its “{missing[0]}” is missing.")
    return kind(**parts)
