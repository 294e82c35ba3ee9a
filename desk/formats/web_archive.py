"""A page that a browser saved as a single file, `.mhtml`: the page and its pictures in one message, as mail has it.

The form is RFC 2557's: each part says under which address it lay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.message import Message

from desk.article.trouble import Trouble
from desk.formats.reading import Source

_HEAD = re.compile(rb"\A(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)
_MOST_PARTS = 5_000


@dataclass(frozen=True, slots=True)
class Archive:
    """A page out of an archive: its HTML, the address it lay at, and its pictures by their addresses."""

    page: Source
    address: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def is_archive(data: bytes) -> bool:
    """Whether this is such a message."""
    return _HEAD.match(data[:4096]) is not None


def opened(source: Source) -> Archive:
    """The page in an archive; of any other file, the file itself. Trouble for an archive without a page."""
    if not is_archive(source.data):
        return Archive(source)
    from email import message_from_bytes

    if source.data.count(b"\n--") > _MOST_PARTS:
        raise Trouble(f"{source.name} has more in it than any page: copy the story out of the page and paste it.")
    try:
        message = message_from_bytes(source.data)
        parts = [part for part in message.walk() if not part.is_multipart()]
    except (ValueError, RecursionError, LookupError):
        raise Trouble(f"{source.name} is damaged or no saved page: save the page again.") from None
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        raise Trouble(f"{source.name} has no page in it: save the page again.")
    pictures = {name: _bytes(part) for part in parts if part.get_content_maintype() == "image" for name in _names(part)}
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    return Archive(replace(source, data=_marked(page)), address, pictures)


def _marked(page: Message) -> bytes:
    """The page's bytes; an encoding that only its part tells is told in it too."""
    charset = page.get_content_charset()
    data = _bytes(page)
    is_told = b"charset" in data[:4096].lower()
    return data if is_told or not charset else f'<meta charset="{charset}">'.encode("ascii", "replace") + data


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _names(part: Message) -> list[str]:
    """The addresses under which a page asks for a part."""
    location, name = str(part.get("Content-Location") or "").strip(), str(part.get("Content-ID") or "").strip("<> \t")
    return [one for one in (location, f"cid:{name}" if name else "") if one]
