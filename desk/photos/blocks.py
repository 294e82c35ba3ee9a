"""Where each kind of file keeps what it says of itself: the XMP packets and the IIM block, as they lie.

XMP Specification Part 3 (ISO 16684-3), “Embedding XMP metadata in files”. What does not fit one of JPEG's segments
stands in others, the extended packet, in pieces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk.photos import parts
from desk.photos.iim import iim_in_resources
from desk.photos.pieces import first_match

if TYPE_CHECKING:
    from PIL import Image
    from PIL.TiffImagePlugin import TiffImageFile

LARGEST = 256_000_000
"""Bytes that a compressed packet may grow to."""
_TIFF_IIM, _TIFF_RESOURCES = 0x83BB, 0x8649
_PHOTOSHOP = b"Photoshop 3.0\0"
_EXTENDED = b"http://ns.adobe.com/xmp/extension/\0"
_EXTENDED_NAME = re.compile(rb"HasExtendedXMP\s{0,9}(?:=\s{0,9}[\"']|>)\s{0,9}([0-9A-Fa-f]{32})")
_PNG_PACKET = b"XML:com.adobe.xmp\0"


def xmp_packets(image: Image.Image, data: bytes) -> tuple[bytes, ...]:
    """The XMP packets of a file, the main one first; none where it has none."""
    found = _gif_packet(data) if image.format == "GIF" else _png_packet(data) if image.format == "PNG" else b""
    found = found or image.info.get("xmp") or b""
    packet = found.encode("utf-8", "replace") if isinstance(found, str) else bytes(found)
    return tuple(each for each in (packet, _extended(image, packet)) if each)


def iim_block(image: Image.Image) -> bytes:
    """The IIM block of a JPEG or TIFF file, empty where it has none."""
    from PIL.TiffImagePlugin import TiffImageFile

    if isinstance(image, TiffImageFile):
        return _tiff_bytes(image, _TIFF_IIM) or iim_in_resources(_tiff_bytes(image, _TIFF_RESOURCES))
    # Photoshop goes on in a next segment where one is full, in the midst of a resource.
    return iim_in_resources(b"".join(each[len(_PHOTOSHOP) :] for each in _app_segments(image, 13, _PHOTOSHOP)))


def _tiff_bytes(image: TiffImageFile, tag: int) -> bytes:
    """The bytes of a tag as they lie in the file, since IIM is often declared to be 32-bit numbers."""
    data = image.tag.tagdata.get(tag)
    return data if isinstance(data, bytes) else b""


def _app_segments(image: Image.Image, number: int, mark: bytes) -> list[bytes]:
    listed = getattr(image, "applist", None) or ()
    return [content for name, content in listed if name == f"APP{number}" and content.startswith(mark)]


def _extended(image: Image.Image, packet: bytes) -> bytes:
    """The pieces of the extended packet that the main one names, put together in their order."""
    name = first_match(_EXTENDED_NAME, packet)
    if name is None:
        return b""
    lead = _EXTENDED + name[1]
    pieces = {piece[len(lead) + 4 : len(lead) + 8]: piece[len(lead) + 8 :] for piece in _app_segments(image, 1, lead)}
    return b"".join(pieces[offset] for offset in sorted(pieces))


def _png_packet(data: bytes) -> bytes:
    """The packet of a PNG, wherever it stands: many programs write it behind the pixels."""
    try:
        for chunk in parts.png_chunks(data):
            if chunk.name == b"iTXt" and chunk.content.startswith(_PNG_PACKET):
                return _international_text(chunk.content[len(_PNG_PACKET) :])
    except parts.Broken:
        pass  # what Pillow finds will do
    return b""


def _international_text(content: bytes) -> bytes:
    """The text of an iTXt chunk behind its keyword: two flags, a language, a translated keyword, the text."""
    import zlib

    text = content[2:].split(b"\0", 2)[-1]
    if content[:1] != b"\1":
        return text
    try:
        return zlib.decompressobj().decompress(text, LARGEST)
    except zlib.error:
        return b""


def _gif_packet(data: bytes) -> bytes:
    """The packet of a GIF: it lies there unsplit, and a run of falling numbers leads blindfold readers over it."""
    start = data.find(b"XMP DataXMP")
    end = data.find(b"<?xpacket end=", start)
    if start < 0 or end < 0:
        return b""
    return data[start + 11 : data.find(b"?>", end) + 2]
