"""A photo taken in: what the file is, how large, and every word it carries; XMP first, then IIM, then EXIF.

The order and the mapping are IPTC's (Photo Metadata Standard 2023.2). Alt text is taken from its own property alone:
a caption tells what the picture means, alt text what it shows.
"""

from __future__ import annotations

from dataclasses import fields
from functools import reduce
from typing import TYPE_CHECKING

from desk.article.model import Photo, new_id
from desk.article.trouble import Trouble
from desk.photos import opening
from desk.photos.blocks import iim_block, xmp_packets
from desk.photos.exif import exif_of, read_exif
from desk.photos.iim import read_iim
from desk.photos.kinds import image_kind
from desk.photos.origin import Origin, origin_of
from desk.photos.words import Words
from desk.photos.xmp import Unsafe, read_xmp

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["Origin", "image_kind", "origin_of", "read_photo"]


def read_photo(data: bytes, name: str, media: str, *, decoded: bool = True) -> Photo:
    """The photo in a file, with the words it carries. Trouble where it is none, is broken, or is too large.

    Whoever decodes the pixels anyway may leave that out here, and learns there whether they are all there.
    """
    with opening.open_image(data, name) as image:
        words = _words(image, data, name)
        width, height = _seen_size(image)
        if decoded:
            opening.decode(image, name, at_least=(1, 1))
    said = {field.name: getattr(words, field.name) for field in fields(words)}
    return Photo(new_id(), media, name, image_kind(data) or "", width, height, **said)


def _seen_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as the photo is seen."""
    width, height = image.size
    return (height, width) if opening.orientation(image) > 4 else (width, height)


def _words(image: Image.Image, data: bytes, name: str) -> Words:
    try:
        xmp = reduce(Words.or_else, (read_xmp(packet) for packet in xmp_packets(image, data)), Words())
    except Unsafe:
        raise Trouble(
            f"The metadata of “{name}” is made to exhaust a computer: save the photo anew without it."
        ) from None
    return xmp.or_else(read_iim(iim_block(image))).or_else(read_exif(exif_of(image)))
