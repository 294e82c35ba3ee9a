"""Pictures made files: JPEG, WebP or AVIF, with the words and, where it is let out, the origin that go with them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from desk.photos.colour import on_white
from desk.photos.luggage import Luggage

if TYPE_CHECKING:
    from PIL import Image

THUMBNAIL_QUALITY = 80


def encoded(picture: Image.Image, kind: str, quality: int, luggage: Luggage) -> bytes:
    """The file of a picture in sRGB: nothing but its pixels and the luggage. ValueError for a kind not published.

    Pictures may be encoded by several threads at a time, one picture by one thread.
    """
    out = BytesIO()
    # Whoever saves writes everything that a picture still knows of its file, unless told otherwise.
    picture.info = {}
    xmp, exif = luggage.xmp, luggage.exif and b"Exif\0\0" + luggage.exif
    match kind:
        case "image/jpeg":
            # A progressive file is smaller, and its Huffman tables are always made for it.
            whole = on_white(picture)
            whole.save(out, "JPEG", quality=quality, subsampling="4:2:0", progressive=True, xmp=xmp or None, exif=exif)
        case "image/webp":
            picture.save(out, "WEBP", quality=quality, method=4, xmp=xmp, exif=exif)
        case "image/avif":
            picture.save(out, "AVIF", quality=quality, xmp=xmp, exif=exif)
        case _:
            raise ValueError(f"renditions are not made as {kind}")
    return out.getvalue()


def passing(picture: Image.Image) -> bytes:
    """A JPEG to look at on the screen, made in haste: it carries nothing."""
    out = BytesIO()
    picture.info = {}
    on_white(picture).save(out, "JPEG", quality=THUMBNAIL_QUALITY)
    return out.getvalue()
