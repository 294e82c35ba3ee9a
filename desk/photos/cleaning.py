"""An original without its origin: the file to hand to another desk, with the photo's words and nothing that betrays.

What stays is listed, all else is left out: position, serial numbers, maker's notes, previews, owner, software, history,
comments, films behind the picture, and whatever cameras think of next. JPEG, PNG, WebP and GIF lose no pixel by it:
their parts are copied as they lie. TIFF, HEIC and AVIF, and files whose structure does not hold, are decoded and
encoded anew, upright.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from desk.article.model import Photo
from desk.photos import opening, parts, words
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

_PNG_KEPT = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"),
        *(b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs"),
    )
)
_WEBP_PIXELS = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
_WEBP_KEPT = _WEBP_PIXELS | {b"ICCP", b"ANIM", b"ANMF"}
_WEBP_ICC, _WEBP_ALPHA, _WEBP_EXIF, _WEBP_XMP, _WEBP_ANIMATION = 0x20, 0x10, 0x08, 0x04, 0x02
_GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
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
            return _without_loss(data, kind or "", image.size, opening.orientation(image), packet), kind or ""
        except parts.Broken:
            return _anew(image, "image/jpeg" if kind in _LOSSY else "image/png", photo.name, packet)


_LOSSY = ("image/jpeg", "image/heic", "image/avif")


def _without_loss(data: bytes, kind: str, size: Size, way: int, packet: bytes) -> bytes:
    """The file's own parts; Broken where they do not hold or are not to be had one by one."""
    match kind:
        case "image/jpeg":
            return b"".join(_jpeg(data, way, packet))
        case "image/png":
            return b"".join(_png(data, way, packet))
        case "image/webp":
            return _webp(data, size, way, packet)
        case "image/gif":
            return b"".join(_gif(data, packet))
        case _:
            raise parts.Broken


def _jpeg(data: bytes, way: int, packet: bytes) -> Iterator[bytes]:
    segments = list(parts.jpeg_segments(data))
    yield data[:2]
    yield from (parts.jpeg_segment(part.name, _without_preview(part.content)) for part in segments if _is_frame(part))
    if way != 1:
        yield parts.jpeg_segment(b"\xe1", b"Exif\0\0" + _lying(way))
    if packet:
        yield parts.jpeg_segment(b"\xe1", _XMP_SEGMENT + packet)
    for part in segments:
        if part.name == b"\xee" and part.content.startswith(b"Adobe"):
            yield parts.jpeg_segment(b"\xee", part.content[:_ADOBE_SIZE])
        elif _is_colour(part) or _is_picture(part):
            yield part.whole


def _is_frame(part: parts.Part) -> bool:
    return part.name == b"\xe0" and part.content.startswith(b"JFIF\0") and len(part.content) >= _JFIF_SIZE


def _without_preview(jfif: bytes) -> bytes:
    return jfif[: _JFIF_SIZE - 2] + b"\0\0"


def _is_colour(part: parts.Part) -> bool:
    return part.name == b"\xe2" and part.content.startswith(b"ICC_PROFILE\0")


def _is_picture(part: parts.Part) -> bool:
    """Whether a segment is part of the coded picture: no application's own, no comment, no mark without meaning."""
    return 0xC0 <= part.name[0] <= 0xDF and part.name != b"\xd8"


def _lying(way: int) -> bytes:
    """The least EXIF block that says how the pixels lie (Exif 2.32, tag 0x0112)."""
    return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes((way,)) + b"\0\0\0\0\0\0"


def _png(data: bytes, way: int, packet: bytes) -> Iterator[bytes]:
    yield data[:8]
    for part in parts.png_chunks(data):
        if part.name in _PNG_KEPT:
            yield part.whole
        if part.name == b"IHDR":
            yield parts.png_chunk(b"eXIf", _lying(way)) if way != 1 else b""
            yield parts.png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet) if packet else b""


def _webp(data: bytes, size: Size, way: int, packet: bytes) -> bytes:
    chunks = [part for part in parts.webp_chunks(data) if part.name in _WEBP_KEPT]
    kept = [_webp_frame(part) if part.name == b"ANMF" else part.whole for part in chunks]
    names = {part.name for part in chunks}
    flags = (_WEBP_ICC if b"ICCP" in names else 0) | (_WEBP_ANIMATION if b"ANIM" in names else 0)
    flags |= (_WEBP_EXIF if way != 1 else 0) | (_WEBP_XMP if packet else 0)
    flags |= _WEBP_ALPHA if _is_see_through(data, chunks) else 0
    wide = bytes((flags, 0, 0, 0)) + b"".join((side - 1).to_bytes(3, "little") for side in size)
    said = (parts.riff_chunk(b"EXIF", _lying(way)) if way != 1 else b"") + (
        parts.riff_chunk(b"XMP ", packet) if packet else b""
    )
    return parts.riff_chunk(b"RIFF", b"WEBP" + parts.riff_chunk(b"VP8X", wide) + b"".join(kept) + said)


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
    way = opening.orientation(image)
    opening.decode(image, name)
    profile = image.info.get("icc_profile")
    keeps = image.mode in (("L", "RGB") if kind == "image/jpeg" else _PNG_MODES) and "transparency" not in image.info
    if not keeps:
        image, profile = as_srgb(image), None
    made = opening.upright(image if kind == "image/png" else on_white(image), way)
    made.info = {}
    out = BytesIO()
    with opening.decoding(name):
        if kind == "image/jpeg":
            made.save(out, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=profile, xmp=packet or None)
        else:
            made.save(out, "PNG", icc_profile=profile)
    return out.getvalue() if kind == "image/jpeg" else b"".join(_png(out.getvalue(), 1, packet)), kind
