"""Renditions: a photo cut around its focal point, upright, in sRGB, at a width for the page.

A rendition carries the photo's words as XMP and nothing of what its file carried: no position, serial numbers,
maker's notes, thumbnails or edit history, any of which can betray a source. That is so by construction: only pixels
are taken over, and the packet is written from the story.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from desk.article.framing import FREE, WHOLE, framing_of, printed_size
from desk.article.model import Photo
from desk.photos import opening, words
from desk.photos.colour import as_srgb, on_white, spelled_out
from desk.photos.cutting import Cut, cut_of, frame_of, resized
from desk.photos.xmp import write_xmp

if TYPE_CHECKING:
    from PIL import Image


WIDTHS = (480, 800, 1200, 1600, 2400)
_SHARPNESS = 1.5
"""How much larger than needed a reduced decoding must be, so that the last step down is still a sharp one."""
_THUMBNAIL_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to make of a photo: how wide at most, cut to which shape of `framing`, as which kind of file."""

    width: int
    shape: str = FREE
    kind: str = "image/jpeg"
    quality: int = 82


@dataclass(frozen=True, slots=True)
class Rendition:
    """A photo as it is published."""

    data: bytes
    width: int
    height: int
    kind: str


def widths_for(photo: Photo) -> tuple[int, ...]:
    """The widths to offer a page: those up to the printed photo's own, or its own where that is smaller than all."""
    own = printed_size(photo)[0]
    return tuple(width for width in WIDTHS if width <= own) or (max(1, own),)


def rendition(data: bytes, photo: Photo, recipe: Recipe) -> Rendition:
    """One rendition of a photo; `data` is its original file. Never enlarged."""
    return renditions(data, photo, (recipe,))[0]


def renditions(data: bytes, photo: Photo, recipes: Sequence[Recipe]) -> tuple[Rendition, ...]:
    """Several renditions of a photo, framed as it says, for the price of one decoding. Never enlarged.

    Raises Trouble where `data`, the original file, is no picture or damaged.
    """
    with opening.open_image(data, photo.name) as image:
        way = opening.orientation(image)
        full = image.size[::-1] if way > 4 else image.size
        framing = framing_of(photo, full)
        cuts = [cut_of(framing, recipe.shape, recipe.width) for recipe in recipes]
        _decode(image, max((cut.scale for cut in cuts), default=1.0), photo.name)
        frame = frame_of(opening.upright(spelled_out(image), way), framing)
        packet = write_xmp(_published(photo))
        return tuple(_made(frame, cut, recipe, packet) for cut, recipe in zip(cuts, recipes, strict=True))


def thumbnail(data: bytes, side: int, name: str = "") -> bytes:
    """A JPEG of the photo, upright but not framed, its longer side at most `side`."""
    with opening.open_image(data, name) as image:
        way = opening.orientation(image)
        scale = min(1.0, side / max(image.size))
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        _decode(image, scale, name)
        small = on_white(as_srgb(resized(spelled_out(image), WHOLE, size)))
        return _encoded(opening.upright(small, way), Recipe(side, quality=_THUMBNAIL_QUALITY), b"")


def framed(jpeg: bytes, photo: Photo, side: int) -> bytes:
    """A JPEG of the photo as it is printed in its own shape, its longer side at most `side`: for looking at while
    it is framed. `jpeg` is a thumbnail of it, upright and not framed; what is larger than that is not made up.
    """
    with opening.open_image(jpeg, photo.name) as image:
        framing = framing_of(photo, image.size)
        wide, high = framing.cut()
        scale = min(1.0, side / max(wide, high))
        _decode(image, scale, photo.name)
        size = (max(1, round(wide * scale)), max(1, round(high * scale)))
        picture = resized(frame_of(spelled_out(image), framing), framing.box(), size)
        return _encoded(on_white(as_srgb(picture)), Recipe(side, quality=_THUMBNAIL_QUALITY), b"")


def _decode(image: Image.Image, scale: float, name: str = "") -> None:
    """Decode at no less than this part of the full resolution, and what makes the last step down a sharp one."""
    needed = min(1.0, scale * _SHARPNESS)
    opening.decode(image, name, at_least=(math.ceil(image.width * needed), math.ceil(image.height * needed)))


def _made(frame: Image.Image, cut: Cut, recipe: Recipe, packet: bytes) -> Rendition:
    picture = as_srgb(resized(frame, cut.box, cut.size))
    if recipe.kind == "image/jpeg":
        picture = on_white(picture)
    return Rendition(_encoded(picture, recipe, packet), *cut.size, recipe.kind)


def _published(photo: Photo) -> words.Words:
    """The words that go out with a photo: of the moment it was taken the day alone, since minutes can betray."""
    said = words.of_photo(photo)
    return replace(said, taken=words.moment(said.taken[:10]))


def _encoded(image: Image.Image, recipe: Recipe, packet: bytes) -> bytes:
    out = BytesIO()
    image.info = {}
    match recipe.kind:
        case "image/jpeg":
            image.save(out, "JPEG", quality=recipe.quality, progressive=True, xmp=packet or None)
        case "image/webp":
            image.save(out, "WEBP", quality=recipe.quality, method=4, xmp=packet)
        case "image/avif":
            image.save(out, "AVIF", quality=recipe.quality, xmp=packet)
        case _:
            raise ValueError(f"renditions are not made as {recipe.kind}")
    return out.getvalue()
