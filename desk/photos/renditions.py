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

from desk.article.model import Photo
from desk.photos import opening, words
from desk.photos.colour import as_srgb, on_white
from desk.photos.xmp import write_xmp

if TYPE_CHECKING:
    from PIL import Image

WIDTHS = (480, 800, 1200, 1600, 2400)
_SHARPNESS = 1.5
"""How much larger than needed a reduced decoding must be, so that the last step down is still a sharp one."""
_THUMBNAIL_QUALITY = 80

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to make of a photo: how wide at most, cut to which shape, as which kind of file."""

    width: int
    aspect: tuple[int, int] | None = None
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
    """The widths to offer a page: those up to the photo's own, or its own where that is smaller than all."""
    return tuple(width for width in WIDTHS if width <= photo.width) or (max(1, photo.width),)


def rendition(data: bytes, photo: Photo, recipe: Recipe) -> Rendition:
    """One rendition of a photo; `data` is its original file. Never enlarged."""
    return renditions(data, photo, (recipe,))[0]


def renditions(data: bytes, photo: Photo, recipes: Sequence[Recipe]) -> tuple[Rendition, ...]:
    """Several renditions of a photo for the price of one decoding."""
    with opening.open_image(data, photo.name) as image:
        way = opening.orientation(image)
        full = image.size[::-1] if way > 4 else image.size
        needed = max((_needed(full, photo, recipe) for recipe in recipes), default=1.0)
        least = (math.ceil(image.width * needed), math.ceil(image.height * needed))
        opening.decode(image, photo.name, at_least=least)
        seen = opening.upright(image, way)
        packet = write_xmp(_published(photo))
        return tuple(_made(seen, full, photo, recipe, packet) for recipe in recipes)


def thumbnail(data: bytes, side: int) -> bytes:
    """A JPEG of the photo, upright, its longer side at most `side`."""
    with opening.open_image(data) as image:
        way = opening.orientation(image)
        scale = min(1.0, side / max(image.size))
        least = (math.ceil(image.width * scale * _SHARPNESS), math.ceil(image.height * scale * _SHARPNESS))
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        opening.decode(image, at_least=least)
        small = on_white(as_srgb(_resized(image, size, (0, 0, *image.size))))
        return _encoded(opening.upright(small, way), Recipe(side, quality=_THUMBNAIL_QUALITY), b"")


def crop_box(size: tuple[float, float], aspect: tuple[int, int] | None, focus: tuple[float, float]) -> Box:
    """The largest box of that shape within the picture, its middle as near to the focal point as it goes."""
    width, height = size
    if aspect is None:
        return (0, 0, width, height)
    wide = min(width, height * aspect[0] / aspect[1])
    high = min(height, width * aspect[1] / aspect[0])
    left = min(max(focus[0] * width - wide / 2, 0), width - wide)
    top = min(max(focus[1] * height - high / 2, 0), height - high)
    return (left, top, left + wide, top + high)


def target_size(size: tuple[float, float], recipe: Recipe) -> tuple[int, int]:
    """The pixels of a rendition whose cut has this size in the original."""
    width = max(1, min(recipe.width, round(size[0])))
    shape = recipe.aspect[1] / recipe.aspect[0] if recipe.aspect else size[1] / size[0]
    return width, max(1, round(width * shape))


def _needed(full: tuple[int, int], photo: Photo, recipe: Recipe) -> float:
    """The part of the full resolution that a recipe needs decoded."""
    left, _, right, _ = crop_box(full, recipe.aspect, photo.focus)
    return min(1.0, recipe.width / max(1.0, right - left) * _SHARPNESS)


def _made(seen: Image.Image, full: tuple[int, int], photo: Photo, recipe: Recipe, packet: bytes) -> Rendition:
    whole = crop_box(full, recipe.aspect, photo.focus)
    width, height = target_size((whole[2] - whole[0], whole[3] - whole[1]), recipe)
    cut = _resized(seen, (width, height), crop_box(seen.size, recipe.aspect, photo.focus))
    picture = as_srgb(cut)
    if recipe.kind == "image/jpeg":
        picture = on_white(picture)
    return Rendition(_encoded(picture, recipe, packet), width, height, recipe.kind)


def _resized(image: Image.Image, size: tuple[int, int], box: Box) -> Image.Image:
    """The part of the image in `box`, at `size`; its colour profile comes along."""
    from PIL.Image import Resampling

    if image.mode in ("P", "PA", "1") or "transparency" in image.info:
        image = image.convert("RGBA")  # colours of a palette cannot be blended
    made = image.resize(size, Resampling.LANCZOS, box=box, reducing_gap=2.0)
    made.info = {key: value for key, value in image.info.items() if key == "icc_profile"}
    return made


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
