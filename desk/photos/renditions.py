"""Renditions: a photo framed as it says, upright, in sRGB, at a width for the page.

A rendition carries the photo's words as XMP and nothing of what its file carried: no position, serial numbers,
maker's notes, thumbnails or edit history, any of which can betray a source. That is so by construction: only pixels
are taken over, and the packet is written from the story. A photo `with_origin` is the exception that a person makes.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.article.framing import FREE, WHOLE, framing_of
from desk.article.model import Photo
from desk.photos import opening
from desk.photos.colour import as_srgb, spelled_out
from desk.photos.cutting import Cut, cut_of, frame_of, resized
from desk.photos.encoding import encoded, passing
from desk.photos.luggage import Luggage, luggage_of

if TYPE_CHECKING:
    from PIL import Image

VERSION = 2
"""To be raised whenever something else is made of the same photo by the same recipe: exports keep what was made."""
_SHARPNESS = 1.25
"""How much larger than needed a reduced decoding must be, so that the last step down is still a sharp one."""
_STEP = 1.3
"""How much larger a finished size must be for a smaller one to be made of it."""


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


def rendition(data: bytes, photo: Photo, recipe: Recipe) -> Rendition:
    """One rendition of a photo; `data` is its original file. Never enlarged."""
    return renditions(data, photo, (recipe,))[0]


def renditions(data: bytes, photo: Photo, recipes: Sequence[Recipe]) -> tuple[Rendition, ...]:
    """Several renditions of a photo, framed as it says, for the price of one decoding. Never enlarged.

    Raises Trouble where `data`, the original file, is no picture or damaged.
    """
    with opening.open_image(data, photo.name) as image:
        way = opening.orientation(image)
        framing = framing_of(photo, image.size[::-1] if way > 4 else image.size)
        cuts = [cut_of(framing, recipe.shape, recipe.width) for recipe in recipes]
        luggage = luggage_of(photo, image, data)
        with _decoded(image, max((cut.scale for cut in cuts), default=1.0), photo.name) as small:
            frame = frame_of(opening.upright(small, way), framing)
            del small
            return _encoded(_pictures(frame, set(cuts)), tuple(zip(cuts, recipes, strict=True)), luggage)


def thumbnail(data: bytes, side: int, name: str = "") -> bytes:
    """A JPEG of the photo, upright but not framed, its longer side at most `side`."""
    with opening.open_image(data, name) as image:
        way = opening.orientation(image)
        scale = min(1.0, side / max(image.size))
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        with _decoded(image, scale, name) as decoded:
            small = as_srgb(resized(decoded, WHOLE, size))
    return passing(opening.upright(small, way))


def framed(jpeg: bytes, photo: Photo, side: int) -> bytes:
    """A JPEG of the photo as it is printed in its own shape, its longer side at most `side`, to look at while framing.

    `jpeg` is a thumbnail of it, upright and not framed; what is larger than that is not made up.
    """
    with opening.open_image(jpeg, photo.name) as image:
        framing = framing_of(photo, image.size)
        wide, high = framing.cut()
        scale = min(1.0, side / max(wide, high))
        size = (max(1, round(wide * scale)), max(1, round(high * scale)))
        with _decoded(image, scale, photo.name) as small:
            return passing(as_srgb(resized(frame_of(small, framing), framing.box(), size)))


@contextmanager
def _decoded(image: Image.Image, scale: float, name: str) -> Iterator[Image.Image]:
    """The picture, in colours that can be blended, at no less than this part of its full resolution, and hardly more.

    What it is larger makes the last step down a sharp one.
    """
    needed = min(1.0, scale * _SHARPNESS)
    # What falls short by rounding must not cost a decoding in full.
    least = tuple(max(1, math.ceil(side * needed - 1e-6)) for side in image.size)
    with opening.decoded(image, name, at_least=(least[0], least[1])):
        with opening.decoding(name):
            picture = spelled_out(image)
            small = resized(picture, WHOLE, (least[0], least[1])) if picture.width > 2 * least[0] else picture
        del picture
        yield small


def _pictures(frame: Image.Image, cuts: set[Cut]) -> Iterator[tuple[Cut, Image.Image]]:
    """The picture of each cut, in sRGB, the largest first; smaller ones are made of those, for speed."""
    made: dict[Cut, Image.Image] = {}
    for cut in sorted(cuts, key=lambda cut: (-cut.size[0], cut.box)):
        larger = [each for each in made if each.box == cut.box and each.size[0] >= _STEP * cut.size[0]]
        source = min(larger, key=lambda each: each.size[0], default=None)
        made[cut] = resized(made[source], WHOLE, cut.size) if source else as_srgb(resized(frame, cut.box, cut.size))
        yield cut, made[cut]


def _encoded(
    pictures: Iterator[tuple[Cut, Image.Image]], wanted: Sequence[tuple[Cut, Recipe]], luggage: Luggage
) -> tuple[Rendition, ...]:
    """Each picture as every kind of file that is wanted of it; while some are encoded the next are made."""
    from concurrent.futures import Future, ThreadPoolExecutor

    files: dict[tuple[Cut, Recipe], Future[bytes]] = {}
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for cut, picture in pictures:
            for recipe in (recipe for its, recipe in wanted if its == cut):
                # A copy each: what encodes a picture keeps notes on it.
                one = (picture.copy(), recipe.kind, recipe.quality, luggage)
                files.setdefault((cut, recipe), pool.submit(encoded, *one))
    return tuple(Rendition(files[each].result(), *each[0].size, each[1].kind) for each in wanted)
