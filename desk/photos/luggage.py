"""What travels with a rendition: the photo's words, and of its file's origin nothing, unless a person lets it out.

Where it is let out (position, camera, serial numbers, software, owner, maker's notes), it goes as the camera wrote it,
byte for byte, since maker's notes point into their block. What stays behind all the same: the orientation (the pixels
are upright now), the words (the story has its own) and small pictures, which show what a crop was to hide.

Exif 2.32; TIFF 6.0, section 2, for directories and their entries.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.article.model import Photo
from desk.photos import words
from desk.photos.blocks import xmp_packets
from desk.photos.exif import exif_of, has_exif_position
from desk.photos.pieces import OVERLAP, pieces
from desk.photos.xmp import write_xmp

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 65_000
"""Bytes of EXIF that one of JPEG's segments holds for sure."""
_MARK = b"Exif\0\0"
_LEFT_BEHIND = frozenset(
    (0x0112, 0x010E, 0x013B, 0x8298, 0x02BC, 0x83BB, 0x8649, 0x8773, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F)
)
"""Orientation; description, artist, copyright; XMP, IIM, Photoshop's resources, ICC; Windows' title to subject."""
_OF_CAMERA = (0x010F, 0x0110, 0x0131, 0x0132, 0x013C, 0xC62F)
"""Make, model, software, date, computer, serial number."""
_DETAILS, _POSITION, _MAKER_NOTE = 0x8769, 0x8825, 0x927C
_PICTURES = ((0x0201, 0x0202), (0x0111, 0x0117))
"""Where the small picture lies and how long it is: as a JPEG, or as plain pixels."""
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_SHORT = 3
_HEAD = 8
_JPEG = re.compile(rb"\xff\xd8\xff.*?\xff\xd9", re.DOTALL)
_XMP_POSITION = re.compile(
    r"\bGPS(Latitude|Longitude|AltitudeRef|Altitude|MapDatum)\s*(?:=\s*[\"']|>)\s*([\w.,/ +-]{1,40}?)\s*[\"'<]"
)


@dataclass(frozen=True, slots=True)
class Luggage:
    """A packet of XMP, and a block of EXIF from its byte order on (empty: none)."""

    xmp: bytes = b""
    exif: bytes = b""


def luggage_of(photo: Photo, image: Image.Image, data: bytes) -> Luggage:
    """What goes out with a photo; `image` is its file `data`, opened."""
    packet = write_xmp(words.published(photo))
    if not photo.with_origin:
        return Luggage(packet)
    return Luggage(_with_position(packet, image, xmp_packets(image, data)), _exif_of_origin(image))


def _exif_of_origin(image: Image.Image) -> bytes:
    """The EXIF block of an image as it may go out; empty where it has none, or a broken one."""
    block = image.info.get("exif")
    if not isinstance(block, bytes) or not block:
        return _told_anew(exif_of(image))
    try:
        made = _without_what_stays(block.removeprefix(_MARK))
    except (struct.error, IndexError, KeyError):
        return b""
    return made if len(made) <= LARGEST else _told_anew(exif_of(image))


def _with_position(packet: bytes, image: Image.Image, packets: Iterable[bytes]) -> bytes:
    """The packet, and in it the position where the file's own `packets` tell one and its EXIF tells none."""
    if has_exif_position(exif_of(image)):
        return packet
    found: dict[str, str] = {}
    for each in packets:
        for piece in pieces(each, OVERLAP):
            plain = piece.replace(b"\0", b"").decode("ascii", "ignore")  # in whatever encoding, plain letters
            found |= dict(_XMP_POSITION.findall(plain))
    if not found:
        return packet
    properties = "".join(f"  <exif:GPS{name}>{value}</exif:GPS{name}>\n" for name, value in found.items())
    space = 'xmlns:exif="http://ns.adobe.com/exif/1.0/"'
    described = f' <rdf:Description rdf:about="" {space}>\n{properties} </rdf:Description>\n</rdf:RDF>'
    return packet.replace(b"</rdf:RDF>", described.encode(), 1)


def _without_what_stays(block: bytes) -> bytes:
    """The block with every place in it where it was, and blanks where something was left behind."""
    directory = _Directory(block, struct.unpack_from(_order(block) + "I", block, 4)[0])
    made = bytearray(block)
    for entry in directory.entries:
        if entry.tag in _LEFT_BEHIND:
            _blank(made, entry.place, entry.size)
    directory.write(made, [entry for entry in directory.entries if entry.tag not in _LEFT_BEHIND])
    end = _without_thumbnail(made, _Directory(block, directory.following)) if directory.following else len(made)
    return _JPEG.sub(lambda found: bytes(len(found[0])), bytes(made[:end]))


def _without_thumbnail(made: bytearray, directory: _Directory) -> int:
    """Blank the directory of the small picture and all that it points to; where the block may end now."""
    end = len(made)
    told = {entry.tag: entry.number for entry in directory.entries}
    for start, length in _PICTURES:
        if start in told and length in told:
            _blank(made, told[start], told[length])
            end = told[start] if told[start] + told[length] >= len(made) - 1 else end
    for entry in directory.entries:
        _blank(made, entry.place, entry.size)
    directory.write(made, [])
    return max(_HEAD, end)


class _Entry:
    """One entry of a directory: 12 bytes, and a value at `place` where that is longer than four."""

    def __init__(self, block: bytes, at: int) -> None:
        order = _order(block)
        self.whole = bytes(block[at : at + 12])
        self.tag: int
        self.tag, kind, count, place = struct.unpack_from(order + "HHII", block, at)
        self.number: int = struct.unpack_from(order + "H", block, at + 8)[0] if kind == _SHORT else place
        self.size: int = _SIZES.get(kind, 1) * count
        self.place: int = place if self.size > 4 else 0


class _Directory:
    """A directory of the block: its entries, and where the following one lies (0: none)."""

    def __init__(self, block: bytes, at: int) -> None:
        self._at, self._order = at, _order(block)
        self._count: int = struct.unpack_from(self._order + "H", block, at)[0]
        self.entries = [_Entry(block, at + 2 + 12 * number) for number in range(self._count)]
        self.following: int = struct.unpack_from(self._order + "I", block, at + 2 + 12 * self._count)[0]

    def write(self, made: bytearray, entries: list[_Entry]) -> None:
        """Write the directory with these entries and none to follow, in the room that it had."""
        content = struct.pack(self._order + "H", len(entries)) + b"".join(entry.whole for entry in entries)
        room = 6 + 12 * self._count
        made[self._at : self._at + room] = content.ljust(room, b"\0")


def _order(block: bytes) -> str:
    return {b"II": "<", b"MM": ">"}[bytes(block[:2])]


def _blank(made: bytearray, place: int, size: int) -> None:
    """Zeros instead of a value; the head of the block is no value."""
    end = min(len(made), place + size)
    if _HEAD <= place < end:
        made[place:end] = bytes(end - place)


def _told_anew(exif: Image.Exif) -> bytes:
    """A new block that says the same of the camera and the place, without maker's notes; empty where there is nothing.

    For files whose EXIF is no block of its own (TIFF), and for blocks too large to be carried whole.
    """
    from PIL import Image

    made = Image.Exif()
    try:
        made.update({tag: exif[tag] for tag in _OF_CAMERA if tag in exif})
        for part in (_DETAILS, _POSITION):
            said: Mapping[int, object] = exif.get_ifd(part)
            made.get_ifd(part).update({tag: value for tag, value in said.items() if tag != _MAKER_NOTE})
        block = made.tobytes().removeprefix(_MARK) if made or made.get_ifd(_DETAILS) or made.get_ifd(_POSITION) else b""
    except Exception:  # a broken block raises anything, here or when it is written; the rendition goes without it
        return b""
    return block if len(block) <= LARGEST else b""
