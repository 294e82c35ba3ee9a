"""A photo taken in: what the file is, how large, and every word it carries; XMP first, then IIM, then EXIF.

The order and the mapping are IPTC's (Photo Metadata Standard 2023.2). Alt text is taken from its own property alone:
a caption tells what the picture means, alt text what it shows.
"""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING

from desk.article.model import Photo, new_id
from desk.article.trouble import Trouble
from desk.photos import opening
from desk.photos.exif import exif_of, has_exif_position, read_exif
from desk.photos.iim import iim_in_resources, read_iim
from desk.photos.kinds import image_kind
from desk.photos.words import Words
from desk.photos.xmp import Unsafe, has_xmp_position, read_xmp

if TYPE_CHECKING:
    from PIL import Image
    from PIL.TiffImagePlugin import TiffImageFile

__all__ = ["has_position", "image_kind", "read_photo"]

_TIFF_IIM, _TIFF_RESOURCES, _IIM_RESOURCE = 0x83BB, 0x8649, 0x0404
_GIF_PACKET = re.compile(rb"XMP DataXMP(<\?xpacket begin.*?<\?xpacket end=.{1,8}\?>)", re.DOTALL)


def read_photo(data: bytes, name: str, media: str) -> Photo:
    """The photo in a file, with the words it carries. Trouble where it is none, is broken, or is too large."""
    with opening.open_image(data, name) as image:
        words = _words(image, data, name)
        width, height = _seen_size(image, name)
    said = {field.name: getattr(words, field.name) for field in fields(words)}
    return Photo(new_id(), media, name, image_kind(data) or "", width, height, **said)


def has_position(data: bytes) -> bool:
    """Whether the file tells where it was taken."""
    with opening.open_image(data) as image:
        return has_exif_position(exif_of(image)) or has_xmp_position(_packet(image, data))


def _seen_size(image: Image.Image, name: str) -> tuple[int, int]:
    """Width and height as the photo is seen. All of the file is decoded for it, which shows whether all is there."""
    width, height = image.size
    turned = opening.orientation(image) > 4
    opening.decode(image, name, at_least=(1, 1))
    return (height, width) if turned else (width, height)


def _words(image: Image.Image, data: bytes, name: str) -> Words:
    try:
        xmp = read_xmp(_packet(image, data))
    except Unsafe:
        raise Trouble(
            f"The metadata of “{name}” is made to exhaust a computer: save the photo anew without it."
        ) from None
    return xmp.or_else(read_iim(_iim(image))).or_else(read_exif(exif_of(image)))


def _packet(image: Image.Image, data: bytes) -> bytes:
    """The XMP packet of a file, empty where it has none."""
    found = image.info.get("xmp")
    if found is None and image.format == "GIF":
        match = _GIF_PACKET.search(data)
        found = match[1] if match else b""
    return found.encode("utf-8", "replace") if isinstance(found, str) else found if isinstance(found, bytes) else b""


def _iim(image: Image.Image) -> bytes:
    """The IIM block of a JPEG or TIFF file, empty where it has none."""
    from PIL.TiffImagePlugin import TiffImageFile

    if isinstance(image, TiffImageFile):
        return _tiff_bytes(image, _TIFF_IIM) or iim_in_resources(_tiff_bytes(image, _TIFF_RESOURCES))
    resources = image.info.get("photoshop")
    found = resources.get(_IIM_RESOURCE) if isinstance(resources, dict) else None
    return found if isinstance(found, bytes) else b""


def _tiff_bytes(image: TiffImageFile, tag: int) -> bytes:
    """The bytes of a tag as they lie in the file, since IIM is often declared to be 32-bit numbers."""
    data = image.tag.tagdata.get(tag)
    return data if isinstance(data, bytes) else b""
