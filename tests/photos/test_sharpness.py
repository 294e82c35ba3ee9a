"""Speed must not cost quality: renditions beside the same made the long way, from every pixel of the original."""

from __future__ import annotations

import math
from functools import cache
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat
from PIL.Image import Resampling

from desk.article.framing import framing_of
from desk.photos.renditions import Recipe, renditions
from tests.builders import a_photo
from tests.photos.files import a_file, opened
from tests.photos.scenes import scene

SIZE = (2400, 1600)
WIDTHS = (960, 640, 480, 320, 190)
"""As large beside the photo as those of a page are beside one of 24 megapixels."""
LEAST = 38.0
"""Decibels; from about here on no eye tells two pictures apart."""


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Peak signal-to-noise ratio, in decibels."""
    found = ImageStat.Stat(ImageChops.difference(one, other))
    return 10 * math.log10(255**2 / max(1e-9, sum(found.sum2) / sum(found.count)))


@cache
def original(kind: str) -> bytes:
    return a_file(kind, scene(*SIZE), **({"quality": 92} if kind == "image/jpeg" else {"compress_level": 1}))


def encoded(image: Image.Image, kind: str) -> Image.Image:
    """The picture as it looks behind the same encoder, whose own losses are not at issue."""
    out = BytesIO()
    image.save(out, "JPEG" if kind == "image/jpeg" else "WEBP", quality=95)
    return opened(out.getvalue())


@pytest.mark.parametrize("source", ["image/jpeg", "image/png"])
@pytest.mark.parametrize("kind", ["image/jpeg", "image/webp"])
def test_renditions_are_as_sharp_as_those_made_the_long_way(source: str, kind: str) -> None:
    data, photo = original(source), a_photo(width=SIZE[0], height=SIZE[1])
    whole = opened(data)
    for made in renditions(data, photo, [Recipe(width, kind=kind, quality=95) for width in WIDTHS]):
        long_way = whole.resize((made.width, made.height), Resampling.LANCZOS)
        assert likeness(opened(made.data), encoded(long_way, kind)) >= LEAST, made.width


def test_a_straightened_rendition_is_as_sharp_as_one_made_the_long_way() -> None:
    data, photo = original("image/jpeg"), a_photo(width=SIZE[0], height=SIZE[1], tilt=2.5)
    turned = opened(data).rotate(-2.5, Resampling.BICUBIC)
    wide, high = framing_of(photo).frame
    box = ((SIZE[0] - wide) / 2, (SIZE[1] - high) / 2, (SIZE[0] + wide) / 2, (SIZE[1] + high) / 2)
    for made in renditions(data, photo, [Recipe(width, quality=95) for width in (800, 320)]):
        long_way = turned.resize((made.width, made.height), Resampling.LANCZOS, box=box)
        assert likeness(opened(made.data), encoded(long_way, made.kind)) >= LEAST, made.width
