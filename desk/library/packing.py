"""Values as small bytes and back: JSON, compressed, where useful against a text that is known already.

zlib's checksum goes with every value, so a flipped bit is noticed rather than believed. Halves of surrogate pairs,
which a file from elsewhere may hold, survive the way.
"""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from functools import lru_cache

from desk.article.model import Article
from desk.article.record import to_record
from desk.article.trouble import Trouble

DAMAGE = (zlib.error, ValueError, KeyError, TypeError, AttributeError, Trouble)
"""What reading a damaged value may raise (a change that does not fit is a ValueError)."""

WINDOW = 32 * 1024
"""How far back zlib sees: of a longer dictionary only the end is of use (RFC 1950, section 2.2)."""


def pack(value: object, dictionary: bytes = b"") -> bytes:
    """JSON-ready data as compressed bytes; `dictionary` is any text that the value shares much with."""
    return squeeze(to_bytes(value), dictionary)


def unpack(data: bytes, dictionary: bytes = b"") -> object:
    """The data that `pack` took with the same dictionary. Raises one of DAMAGE where the bytes are not sound."""
    return from_bytes(unsqueeze(data, dictionary))


def to_bytes(value: object) -> bytes:
    """The data as compact JSON."""
    return _JSON.encode(value).encode("utf-8", "surrogatepass")


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def article_bytes(article: Article) -> bytes:
    """The story's record as compact JSON."""
    return to_bytes(to_record(article))


def from_bytes(data: bytes) -> object:
    """The data that `to_bytes` took."""
    value: object = json.loads(data.decode("utf-8", "surrogatepass"))
    return value


def squeeze(data: bytes, dictionary: bytes = b"") -> bytes:
    """The bytes, compressed."""
    return _squeezed(data, dictionary[-WINDOW:])


@lru_cache(maxsize=4)  # what is saved is kept twice, as the story and as its version
def _squeezed(data: bytes, dictionary: bytes) -> bytes:
    """At level 4, which takes half the time of level 6 and 4 % more room.

    The window is as wide as the data: to make a wider one ready takes as long as to compress a short story.
    """
    if dictionary:
        compressor = zlib.compressobj(9, zdict=dictionary)
    else:
        compressor = zlib.compressobj(4, wbits=min(max(len(data).bit_length(), 9), zlib.MAX_WBITS))
    return compressor.compress(data) + compressor.flush()


def unsqueeze(data: bytes, dictionary: bytes = b"") -> bytes:
    """The bytes that `squeeze` took with the same dictionary."""
    expander = zlib.decompressobj(zdict=dictionary[-WINDOW:]) if dictionary else zlib.decompressobj()
    plain = expander.decompress(data) + expander.flush()
    if not expander.eof:
        raise ValueError("cut short")
    return plain


def moment(seconds: int) -> datetime:
    """The time in a column. One that no calendar has becomes its first day: a bad row must not hide the others."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return datetime.min.replace(tzinfo=UTC)


def storable(text: str) -> str:
    """The text as a column can hold it: halves of surrogate pairs are shown as question marks."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text
