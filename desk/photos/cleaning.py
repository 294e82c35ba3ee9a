"""An original without its origin: the file to hand to another desk, with the photo's words and nothing that betrays.

What stays is listed, all else is left out: position, serial numbers, maker's notes, previews, owner, software, history,
comments, films behind the picture, and whatever cameras think of next. JPEG, PNG, WebP and GIF lose no pixel by it:
their parts are copied as they lie, and of a colour profile what converts colours. TIFF, HEIC and AVIF, files whose
structure does not hold and those with a profile that only others understand are decoded and encoded anew, upright.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from desk.article.model import Photo
from desk.photos import icc, opening, parts, words
from desk.photos.colour import as_srgb, on_white
from desk.photos.kinds import image_kind
from desk.photos.words import Words
from desk.photos.xmp import write_xmp

if TYPE_CHECKING:
    from PIL import Image

Size = tuple[int, int]

_QUALITY = 95
_XMP_SEGMENT = b"http://ns.adobe.com/xap/1.0/\0"
_JFIF_SIZE, _ADOBE_SIZE = 14, 12
"""Bytes of these two segments that say how to show the picture; behind them JFIF has room for a preview."""

_LARGEST_ICC = 65_519
"""Bytes of a profile that one of JPEG's segments holds beside its mark and two numbers."""

_PNG_KEPT = frozenset((b"PLTE", b"IDAT", b"tRNS", b"fdAT"))
_PNG_SIZED = {
    **dict.fromkeys((b"gAMA", b"cICP"), 4),
    **dict.fromkeys((b"acTL", b"cLLI"), 8),
    **{b"pHYs": 9, b"IHDR": 13, b"mDCV": 24, b"fcTL": 26, b"cHRM": 32, b"sRGB": 1, b"IEND": 0},
}
"""The bytes that these chunks have; one of another size holds what does not belong there."""
_PNG_BITS, _PNG_GROUND = {0: 1, 2: 3, 3: 3, 4: 2, 6: 4}, {0: 2, 2: 6, 3: 1, 4: 2, 6: 6}
"""The bytes of `sBIT` and `bKGD` by the type of colour that the header tells."""
_WEBP_PIXELS = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
_WEBP_KEPT = _WEBP_PIXELS | {b"ANIM", b"ANMF"}
_WEBP_ICC, _WEBP_ALPHA, _WEBP_EXIF, _WEBP_XMP, _WEBP_ANIMATION = 0x20, 0x10, 0x08, 0x04, 0x02
_GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_GIF_XMP_END = bytes((1, *range(255, -1, -1), 0))
"""Leads whoever reads the packet as sub-blocks to its end (XMP Specification Part 3, 1.1.2)."""
_PNG_MODES = frozenset(("1", "L", "LA", "P", "RGB", "RGBA", "I;16"))


def cleaned(data: bytes, photo: Photo) -> tuple[bytes, str]:
    """The original file of a photo without what could betray a source, and its media type.

    It carries the photo's own words as XMP. Where the photo is to keep its origin, the file is returned as it came.
    Trouble where it is no photo or damaged.
    """
    kind = image_kind(data)
    if photo.with_origin and kind is not None:
        return data, kind
    said = words.published(photo)
    packet = write_xmp(said) if said != Words() else b""
    with opening.open_image(data, photo.name) as image:
        try:
            return _without_loss(data, kind or "", _lying(image, packet)), kind or ""
        except parts.Broken:
            return _anew(image, "image/jpeg" if kind in _LOSSY else "image/png", photo.name, packet)


_LOSSY = ("image/jpeg", "image/heic", "image/avif")


@dataclass(frozen=True, slots=True)
class _Lying:
    """What goes with parts that are copied: how large the picture is and how it lies, its words, its profile."""

    size: Size
    way: int
    packet: bytes
    profile: bytes


def _profile_of(image: Image.Image) -> bytes | None:
    """The picture's colour profile without its origin, empty where it has none that anybody can read.

    None where it can be read but not be told anew: then the pixels are to be converted.
    """
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or not profile:
        return b""
    return icc.without_origin(profile) or (None if icc.is_readable(profile) else b"")


def _lying(image: Image.Image, packet: bytes) -> _Lying:
    profile = _profile_of(image)
    if profile is None:
        raise parts.Broken
    return _Lying(image.size, opening.orientation(image), packet, profile)


def _without_loss(data: bytes, kind: str, lying: _Lying) -> bytes:
    """The file's own parts; Broken where they do not hold or are not to be had one by one."""
    match kind:
        case "image/jpeg":
            return b"".join(_jpeg(data, lying))
        case "image/png":
            return b"".join(_png(data, lying))
        case "image/webp":
            return _webp(data, lying)
        case "image/gif":
            return b"".join(_gif(data, lying.packet))
        case _:
            raise parts.Broken


def _jpeg(data: bytes, lying: _Lying) -> Iterator[bytes]:
    segments = list(parts.jpeg_segments(data))
    yield data[:2]
    yield from (parts.jpeg_segment(part.name, _without_preview(part.content)) for part in segments if _is_frame(part))
    if lying.way != 1:
        yield parts.jpeg_segment(b"\xe1", b"Exif\0\0" + _exif(lying.way))
    if lying.packet:
        yield parts.jpeg_segment(b"\xe1", _XMP_SEGMENT + lying.packet)
    yield from _icc_segments(lying.profile)
    for part in segments:
        if part.name == b"\xee" and part.content.startswith(b"Adobe"):
            yield parts.jpeg_segment(b"\xee", part.content[:_ADOBE_SIZE])
        elif _is_picture(part):
            yield part.whole


def _is_frame(part: parts.Part) -> bool:
    return part.name == b"\xe0" and part.content.startswith(b"JFIF\0") and len(part.content) >= _JFIF_SIZE


def _without_preview(jfif: bytes) -> bytes:
    return jfif[: _JFIF_SIZE - 2] + b"\0\0"


def _icc_segments(profile: bytes) -> Iterator[bytes]:
    """A profile in as many segments as it needs, each numbered (ICC.1:2022, annex B.4)."""
    pieces = [profile[at : at + _LARGEST_ICC] for at in range(0, len(profile), _LARGEST_ICC)]
    if len(pieces) > 255:
        raise parts.Broken
    for number, piece in enumerate(pieces, 1):
        yield parts.jpeg_segment(b"\xe2", b"ICC_PROFILE\0" + bytes((number, len(pieces))) + piece)


def _is_picture(part: parts.Part) -> bool:
    """Whether a segment is part of the coded picture: no application's own, no comment, no mark without meaning."""
    return 0xC0 <= part.name[0] <= 0xDF and part.name != b"\xd8"


def _exif(way: int) -> bytes:
    """The least EXIF block that says how the pixels lie (Exif 2.32, tag 0x0112)."""
    return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes((way,)) + b"\0\0\0\0\0\0"


def _png(data: bytes, lying: _Lying) -> Iterator[bytes]:
    yield data[:8]
    colour = data[25]
    for part in parts.png_chunks(data):
        if _belongs_in_png(part, colour):
            yield part.whole
        if part.name == b"IHDR":
            profile = b"ICC profile\0\0" + zlib.compress(lying.profile) if lying.profile else b""
            yield parts.png_chunk(b"iCCP", profile) if profile else b""
            yield parts.png_chunk(b"eXIf", _exif(lying.way)) if lying.way != 1 else b""
            yield parts.png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + lying.packet) if lying.packet else b""


def _belongs_in_png(part: parts.Part, colour: int) -> bool:
    """Whether a chunk says how to show the picture, and that alone. Broken where one that must be there does not."""
    if part.name in _PNG_KEPT:
        return True
    sized = _PNG_SIZED | {b"sBIT": _PNG_BITS.get(colour), b"bKGD": _PNG_GROUND.get(colour)}
    fits = sized.get(part.name) == len(part.content)
    if not fits and part.name in (b"IHDR", b"IEND"):
        raise parts.Broken
    return fits


def _webp(data: bytes, lying: _Lying) -> bytes:
    chunks = [part for part in parts.webp_chunks(data) if part.name in _WEBP_KEPT]
    kept = [_webp_frame(part) if part.name == b"ANMF" else part.whole for part in chunks]
    flags = (_WEBP_ICC if lying.profile else 0) | (_WEBP_XMP if lying.packet else 0)
    flags |= _WEBP_ANIMATION if any(part.name == b"ANIM" for part in chunks) else 0
    flags |= (_WEBP_EXIF if lying.way != 1 else 0) | (_WEBP_ALPHA if _is_see_through(data, chunks) else 0)
    wide = bytes((flags, 0, 0, 0)) + b"".join((side - 1).to_bytes(3, "little") for side in lying.size)
    before = parts.riff_chunk(b"VP8X", wide) + (parts.riff_chunk(b"ICCP", lying.profile) if lying.profile else b"")
    after = parts.riff_chunk(b"EXIF", _exif(lying.way)) if lying.way != 1 else b""
    after += parts.riff_chunk(b"XMP ", lying.packet) if lying.packet else b""
    return parts.riff_chunk(b"RIFF", b"WEBP" + before + b"".join(kept) + after)


def _webp_frame(part: parts.Part) -> bytes:
    """A frame of an animation with its pixels alone."""
    inner = parts.riff_chunks(part.content, 16, len(part.content))
    kept = b"".join(each.whole for each in inner if each.name in _WEBP_PIXELS)
    return parts.riff_chunk(b"ANMF", part.content[:16] + kept)


def _is_see_through(data: bytes, chunks: list[parts.Part]) -> bool:
    """Whether the picture has transparency: as the file says, or its lossless pixels where it says nothing."""
    if data[12:16] == b"VP8X":
        return bool(data[20:21] and data[20] & _WEBP_ALPHA)
    return any(part.name == b"VP8L" and len(part.content) > 4 and part.content[4] & 0x10 for part in chunks)


def _gif(data: bytes, packet: bytes) -> Iterator[bytes]:
    for part in parts.gif_blocks(data):
        if part.name == b"":
            yield b"GIF89a" + part.whole[6:]
        elif part.name in (b",", b"!\xf9") or (part.name == b"!\xff" and part.content in _GIF_KEPT):
            yield part.whole
    yield b"!\xff\x0bXMP DataXMP" + packet + _GIF_XMP_END if packet else b""
    yield b";"


def _anew(image: Image.Image, kind: str, name: str, packet: bytes) -> tuple[bytes, str]:
    """The decoded picture in a new file, upright; its colour profile comes along where the new file can hold it."""
    with opening.decoded(image, name):
        return _saved(image, kind, name, packet)


def _saved(image: Image.Image, kind: str, name: str, packet: bytes) -> tuple[bytes, str]:
    way, profile = opening.orientation(image), _profile_of(image)
    keeps = image.mode in (("L", "RGB") if kind == "image/jpeg" else _PNG_MODES) and "transparency" not in image.info
    if not keeps or profile is None:
        image, profile = as_srgb(image), b""
    made = opening.upright(image if kind == "image/png" else on_white(image), way)
    made.info = {}
    out = BytesIO()
    with opening.decoding(name):
        if kind == "image/jpeg":
            made.save(out, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=profile or None, xmp=packet or None)
        else:
            made.save(out, "PNG")
    if kind == "image/jpeg":
        return out.getvalue(), kind
    return b"".join(_png(out.getvalue(), _Lying(made.size, 1, packet, profile))), kind
