"""The words that an image file carries, whatever block they stand in, and what makes them fit to be stored:
mojibake mended, control characters and a camera's own chatter left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import islice

from desk.article.model import Photo
from desk.photos.encodings import mended

LONGEST = 10_000
"""Characters of one text that are taken over; more is no caption but a mistake or an attack."""
MOST_KEYWORDS = 200


@dataclass(frozen=True, slots=True)
class Words:
    """What one block of metadata says; the names are those of `Photo`."""

    headline: str = ""
    caption: str = ""
    credit: str = ""
    photographer: str = ""
    source: str = ""
    copyright: str = ""
    usage_terms: str = ""
    alt: str = ""
    city: str = ""
    country: str = ""
    taken: str = ""
    keywords: tuple[str, ...] = ()

    def or_else(self, other: Words) -> Words:
        """These words; where one is missing, the other block's."""
        return Words(*(getattr(self, name) or getattr(other, name) for name in NAMES))


NAMES = tuple(field.name for field in fields(Words))


def of_photo(photo: Photo) -> Words:
    """The words of a photo as the story has them."""
    return Words(*(getattr(photo, name) for name in NAMES))


def published(photo: Photo) -> Words:
    """The words that go out with a photo: of the moment it was taken the day alone, since minutes can betray."""
    said = of_photo(photo)
    return replace(said, taken=moment(said.taken[:10]))


_OVER_LINES = re.compile(r"[ \t]*\n\s*")
_NOT_TEXT = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")
_CHATTER = re.compile(
    r"OLYMPUS DIGITAL CAMERA|SONY DSC|DSC|DCIM[\\/].*|DIGITAL CAMERA|Exif_JPEG_PICTURE|(?:KONICA )?MINOLTA.*"
    r"|SAMSUNG[A-Z ]*|KENOX.*|<?Digimax.*|Processed with .*|default|Screenshot|untitled|image description",
    re.IGNORECASE,
)


def prose(text: str) -> str:
    """A text of any number of lines, mended and clean."""
    clean = _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", mended(text[: 4 * LONGEST])))
    return clean[:LONGEST].strip()


def line(text: str) -> str:
    """A text of one line, mended and clean."""
    return _OVER_LINES.sub(" ", prose(text))


def caption(text: str) -> str:
    """A caption; what cameras write where one belongs is none."""
    words = prose(text)
    return "" if _CHATTER.fullmatch(words) else words


def names(texts: Iterable[str]) -> str:
    """Several people as one byline."""
    return ", ".join(unique(texts))


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Keywords or names, each once, in the order given."""
    clean = (line(text) for text in islice(texts, 5 * MOST_KEYWORDS))
    return tuple(dict.fromkeys(text for text in clean if text))[:MOST_KEYWORDS]


def moment(text: str) -> str:
    """A day or a moment as ISO 8601, checked; empty where it is none. A zone is kept, never invented."""
    written = text.strip()
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return ""
    return written if re.match(r"\d{4}-\d\d-\d\d(?:T|\Z)", written) else ""
