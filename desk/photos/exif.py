"""EXIF: what a camera notes down of itself, and the few words and the position among it.

Exif 2.32 (CIPA DC-008) for the tags; IPTC Photo Metadata Standard 2023.2, appendix “Mapping”, for what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from desk.photos import words
from desk.photos.encodings import decoded
from desk.photos.words import Words

if TYPE_CHECKING:
    from PIL import Image

_DESCRIPTION, _ARTIST, _COPYRIGHT = 0x010E, 0x013B, 0x8298
_DETAILS, _POSITION = 0x8769, 0x8825
_TAKEN, _TAKEN_ZONE = 0x9003, 0x9011
_LATITUDE, _LONGITUDE = 2, 4
_LONGEST = 16 * words.LONGEST
"""Bytes of one text that are looked at: more than words are cut to, even where mojibake has made four of each."""
_CAMERA_TIME = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d:\d\d:\d\d)")
_ZONE = re.compile(r"[+-]\d\d:\d\d|Z")


def exif_of(image: Image.Image) -> Image.Exif:
    """The image's EXIF block, empty where it is too broken to read."""
    from PIL import Image

    try:
        return image.getexif()
    except Exception:  # broken blocks raise anything (see opening.py); a photo without its EXIF is still a photo
        return Image.Exif()


def value_of(exif: Image.Exif, tag: int) -> object:
    """The value of a tag, None where it is missing or broken: values are decoded only as they are asked for."""
    try:
        return exif.get(tag)
    except Exception:
        return None


def read_exif(exif: Image.Exif) -> Words:
    """What the EXIF block of an image says."""
    return Words(
        caption=words.caption(_text(value_of(exif, _DESCRIPTION))),
        photographer=words.names(_text(value_of(exif, _ARTIST)).split(";")),
        copyright=words.line(_copyright(_text(value_of(exif, _COPYRIGHT)))),
        taken=_taken(details_of(exif)),
    )


def details_of(exif: Image.Exif) -> Mapping[int, object]:
    """What the camera noted of the shot and of itself, by tag; empty where that is missing or broken."""
    return _part(exif, _DETAILS)


def has_exif_position(exif: Image.Exif) -> bool:
    """Whether the block tells where the camera was."""
    position = _part(exif, _POSITION)
    return _LATITUDE in position or _LONGITUDE in position


def _part(exif: Image.Exif, tag: int) -> Mapping[int, object]:
    try:
        return exif.get_ifd(tag)
    except Exception:
        return {}


def _text(value: object) -> str:
    """A text as it was meant: Pillow reads its bytes as Latin-1, cameras write what they like."""
    if isinstance(value, str):
        value = value[:_LONGEST]
        try:
            value = value.encode("latin-1")
        except UnicodeEncodeError:
            return str(value)
    return decoded(value[:_LONGEST]) if isinstance(value, bytes) else ""


def _copyright(text: str) -> str:
    """The photographer's copyright and the editor's are parted by a zero byte."""
    return ", ".join(part.strip() for part in text.split("\0") if part.strip())


def _taken(details: Mapping[int, object]) -> str:
    match = _CAMERA_TIME.match(_text(details.get(_TAKEN)))
    zone = _ZONE.match(_text(details.get(_TAKEN_ZONE)))
    if match is None:
        return ""
    return words.moment(f"{match[1]}-{match[2]}-{match[3]}T{match[4]}{zone[0] if zone else ''}")
