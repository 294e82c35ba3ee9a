"""Image files made to order: any kind, with any metadata, small enough to make by the hundred."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

SHARED = Path(__file__).resolve().parents[3] / "shared" / "photos"
needs_shared_photos = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared photographs are not here")

KINDS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/tiff": "TIFF",
    "image/avif": "AVIF",
    "image/gif": "GIF",
    "image/heic": "HEIF",
}
DESCRIPTION, ARTIST, COPYRIGHT, ORIENTATION, SOFTWARE, MAKE = 0x010E, 0x013B, 0x8298, 0x0112, 0x0131, 0x010F
DETAILS, POSITION, TAKEN, ZONE, MAKER_NOTE, SERIAL = 0x8769, 0x8825, 0x9003, 0x9011, 0x927C, 0xA431
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"


def picture(width: int = 96, height: int = 64, mode: str = "RGB") -> Image.Image:
    """A picture whose left half is dark, whose right half is light and whose top left corner is red."""
    image = Image.new("RGB", (width, height), (40, 60, 80))
    image.paste((210, 200, 190), (width // 2, 0, width, height))
    image.paste((220, 20, 20), (0, 0, width // 6, height // 6))
    return image.convert(mode)


def exif(tags: Mapping[int, object] | None = None, details: Mapping[int, object] | None = None) -> bytes:
    """An EXIF block."""
    block = Image.Exif()
    for tag, value in (tags or {}).items():
        block[tag] = value
    block.get_ifd(DETAILS).update(details or {})
    return block.tobytes()


def a_file(kind: str = "image/jpeg", image: Image.Image | None = None, **options: object) -> bytes:
    """An image file of a kind; `options` are those of Pillow's encoder (`exif`, `xmp`, `icc_profile` …)."""
    if kind == "image/heic":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    out = BytesIO()
    (image or picture()).save(out, KINDS[kind], **options)
    return out.getvalue()


def with_segment(jpeg: bytes, marker: int, payload: bytes) -> bytes:
    """A JPEG with one more segment, behind its first mark."""
    return jpeg[:2] + bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2, "big") + payload + jpeg[2:]


NOTE = 'xmlns:n="http://ns.adobe.com/xmp/note/"'


def extended(piece: bytes, offset: int, name: str = "A1" * 16, whole: int = 0) -> bytes:
    """What a segment with a piece of the extended XMP packet of this name holds."""
    sizes = whole.to_bytes(4, "big") + offset.to_bytes(4, "big")
    return b"http://ns.adobe.com/xmp/extension/\0" + name.encode() + sizes + piece


def in_pieces(data: bytes, size: int) -> list[tuple[int, bytes]]:
    """The data in pieces of a size, each with its place."""
    return [(at, data[at : at + size]) for at in range(0, len(data), size)]


def with_iim(jpeg: bytes, block: bytes) -> bytes:
    """A JPEG that carries an IIM block as Photoshop writes it."""
    return with_segment(jpeg, 0xED, b"Photoshop 3.0\0" + resource(0x0404, block))


def resource(number: int, data: bytes) -> bytes:
    """One of Photoshop's image resources."""
    return b"8BIM" + number.to_bytes(2, "big") + b"\0\0" + len(data).to_bytes(4, "big") + data + b"\0" * (len(data) % 2)


def dataset(number: int, value: bytes, record: int = 2) -> bytes:
    """One IIM dataset."""
    return bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value


def packet(properties: str, attributes: str = "") -> bytes:
    """An XMP packet that holds these properties, with prefixes of its own."""
    return (
        f'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="{RDF}">'
        f'<r:Description r:about="" xmlns:d="{DC}" xmlns:p="{PHOTOSHOP}" '
        f'xmlns:c="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:e="http://ns.adobe.com/exif/1.0/" {attributes}>'
        f'{properties}</r:Description></r:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and has nothing behind its header."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = b"".join(_chunk(name, data) for name, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100))))
    return b"\x89PNG\r\n\x1a\n" + chunks + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def opened(data: bytes) -> Image.Image:
    """The picture in a file, decoded."""
    with Image.open(BytesIO(data)) as image:
        image.load()
        return image
