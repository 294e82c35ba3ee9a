"""The words that an image file carries, whatever block they stand in, and what makes them fit to be stored:
old encodings guessed, mojibake mended, control characters and a camera's own chatter left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from desk.article.model import Photo

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
    clean = (line(text) for text in texts)
    return tuple(dict.fromkeys(text for text in clean if text))[:MOST_KEYWORDS]


def moment(text: str) -> str:
    """A day or a moment as ISO 8601, checked; empty where it is none. A zone is kept, never invented."""
    written = text.strip()
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return ""
    return written if re.match(r"\d{4}-\d\d-\d\d(?:T|\Z)", written) else ""


def decoded(data: bytes) -> str:
    """Text whose encoding nobody noted, in the likeliest."""
    return data.decode(likely_encoding(data))


def likely_encoding(data: bytes) -> str:
    """UTF-8 where the bytes are that, Windows-1256 where they make Arabic words, else a Western one."""
    for encoding in ("utf-8", "cp1256" if _is_arabic(data) else "cp1252"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


_ARABIC_RUN = re.compile(r"[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06be]{2,}")
_HIGH = re.compile(r"[^\0-\x7f]")


def _is_arabic(data: bytes) -> bool:
    """Arabic words are runs of bytes above 127; Western text has such bytes alone among plain letters."""
    runs = sum(len(run) for run in _ARABIC_RUN.findall(data.decode("cp1256")))
    return runs > sum(byte > 127 for byte in data) / 2


def mended(text: str) -> str:
    """Text that was read in a wrong encoding on its way (`Ã©` for `é`, `ÇáÚÑÇÞ` for `العراق`), read aright."""
    if text.isascii():
        return text
    for _ in range(2):
        text = _utf8_within(text, "cp1252") or _utf8_within(text, "cp1256") or text
    return _arabic_within(text) or text


def _utf8_within(text: str, encoding: str) -> str | None:
    """The text that was UTF-8 before somebody read it in `encoding`; None where it was not."""
    data = _bytes_of(text, encoding)
    if data is None or data.isascii():
        return None
    try:
        better = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return better if encoding == "cp1252" or _is_likely(better) else None


def _is_likely(text: str) -> bool:
    """Two letters of Windows-1256 can by chance be the bytes of one other: Arabic words or Western marks are none."""
    return bool(_ARABIC_RUN.search(text)) or bool(
        re.fullmatch(r"(?:[\0-\x7f]*[\xa1-\xff\u2010-\u20ac]){2,}[\0-\x7f]*", text)
    )


def _arabic_within(text: str) -> str | None:
    """The Arabic that was Windows-1256 before somebody read it as Western; None where it was not."""
    data = _bytes_of(text, "cp1252")
    if data is None or not re.search(rb"[\xc0-\xff]{3}", data):
        return None
    better = data.decode("cp1256")
    runs = sum(len(run) for run in _ARABIC_RUN.findall(better))
    return better if runs >= 4 and runs > 0.8 * len(_HIGH.findall(better)) else None


def _bytes_of(text: str, encoding: str) -> bytes | None:
    """The bytes that `encoding` reads as this text; its undefined bytes were read as control characters."""
    found = bytearray()
    for mark in text:
        try:
            found += mark.encode(encoding)
        except UnicodeEncodeError:
            if not 0x80 <= ord(mark) <= 0x9F:
                return None
            found.append(ord(mark))
    return bytes(found)
