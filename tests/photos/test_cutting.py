"""Framings made pixels: what a photo shows lies where `framing` says, in any size, orientation and shape."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageOps

from desk.article.framing import FREE, SHAPES, framing_of, printed_size
from desk.article.model import Crop, Photo
from desk.photos.renditions import Recipe, framed, rendition, renditions, thumbnail
from tests.builders import a_photo
from tests.photos.files import ORIENTATION, a_file, exif, opened
from tests.photos.turning import lying

GREY, RED = (150, 150, 150), (230, 20, 20)
SHAPE_NAMES = st.sampled_from([FREE, *SHAPES])
FRACTIONS = st.floats(0, 1)
INSIDE = st.tuples(st.floats(0.35, 0.65), st.floats(0.35, 0.65))
"""A place well inside of what is shown, so that a spot there is whole."""


@st.composite
def crops(draw: st.DrawFn) -> tuple[Crop, ...]:
    """Parts cut by hand, none so small that nothing could be told in it."""
    made = []
    for shape in draw(st.lists(SHAPE_NAMES, unique=True, max_size=2)):
        left, top = draw(st.floats(0, 0.6)), draw(st.floats(0, 0.6))
        made.append(Crop(shape, left, top, left + draw(st.floats(0.3, 0.4)), top + draw(st.floats(0.3, 0.4))))
    return tuple(made)


@st.composite
def framings(draw: st.DrawFn, smallest: int = 1, largest: int = 9) -> Photo:
    size = st.integers(smallest, largest)
    return a_photo(
        width=draw(size),
        height=draw(size),
        focus=(draw(FRACTIONS), draw(FRACTIONS)),
        turn=draw(st.integers(0, 3)),
        tilt=draw(st.just(0.0) | st.floats(-45, 45)),
        crops=draw(crops()),
    )


def spotted(photo: Photo, at: tuple[float, float] | None = None, radius: int = 4) -> Image.Image:
    """The photo as it came: grey, a red spot at a place (fractions), its focal point where none is told."""
    image = Image.new("RGB", (photo.width, photo.height), GREY)
    x, y = at or photo.focus
    x, y = x * photo.width - 0.5, y * photo.height - 0.5
    ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=RED)
    return image


def spot_of(image: Image.Image) -> tuple[float, float] | None:
    """The middle of the red spot, in pixels from the top left."""
    red, _, blue = image.split()
    found = ImageChops.subtract(red, blue).point([255 if value > 60 else 0 for value in range(256)]).getbbox()
    return found and ((found[0] + found[2]) / 2, (found[1] + found[3]) / 2)


@given(framings(200, 300), INSIDE, st.integers(1, 8), SHAPE_NAMES, st.integers(100, 300))
def test_what_is_in_the_photo_lies_where_the_framing_says(
    photo: Photo, inside: tuple[float, float], way: int, shape: str, width: int
) -> None:
    stored = lying(spotted(photo, place_of(photo, shape, inside)), way)
    made = rendition(
        a_file("image/jpeg", stored, exif=exif({ORIENTATION: way}), quality=95), photo, Recipe(width, shape, quality=95)
    )
    found = spot_of(opened(made.data))
    assert found is not None
    assert math.dist(found, (inside[0] * made.width, inside[1] * made.height)) < 2.5


@given(framings(200, 300), SHAPE_NAMES)
def test_the_focal_point_is_in_every_shape_that_nobody_cut(photo: Photo, shape: str) -> None:
    framing = framing_of(replace(photo, crops=()))
    focus = tuple(0.2 + 0.6 * fraction for fraction in framing.focus_in_frame)
    photo = replace(photo, crops=(), focus=framing.focus_at((focus[0], focus[1])))
    made = rendition(a_file("image/png", spotted(photo)), photo, Recipe(300, shape, quality=95))
    assert spot_of(opened(made.data)) is not None


def place_of(photo: Photo, shape: str, inside: tuple[float, float]) -> tuple[float, float]:
    """Where in the photo as it came (fractions) a place of what a shape shows lies.

    What is too much of a part cut by hand comes off both sides alike.
    """
    framing = framing_of(photo)
    left, top, right, bottom = framing.box(shape)
    wide, high = shown = framing.cut(shape)
    if shape != FREE:
        ratio = SHAPES[shape][0] / SHAPES[shape][1]
        wide, high = min(wide, high * ratio), min(high, wide / ratio)
    x, y = (inside[0] - 0.5) * wide / shown[0] + 0.5, (inside[1] - 0.5) * high / shown[1] + 0.5
    return framing.focus_at((left + x * (right - left), top + y * (bottom - top)))


@given(framings(200, 300), INSIDE)
def test_a_framed_thumbnail_shows_what_a_rendition_shows(photo: Photo, inside: tuple[float, float]) -> None:
    framing = framing_of(photo)
    data = a_file("image/png", spotted(photo, place_of(photo, FREE, inside)))
    seen = opened(framed(thumbnail(data, 2400), photo, 200))
    assert max(seen.size) == min(200, round(max(framing.cut())))
    found = spot_of(seen)
    assert found is not None
    assert math.dist(found, (inside[0] * seen.width, inside[1] * seen.height)) < 2.5


@given(framings(1, 300), SHAPE_NAMES, st.integers(1, 400))
def test_a_rendition_has_the_size_of_what_is_printed_and_is_never_enlarged(
    photo: Photo, shape: str, width: int
) -> None:
    made = rendition(a_file("image/png", Image.new("L", (photo.width, photo.height))), photo, Recipe(width, shape))
    cut = framing_of(photo).cut(shape)
    assert opened(made.data).size == (made.width, made.height)
    if shape == FREE:
        own = printed_size(photo)
        assert made.width == min(own[0], width)
        assert made.height == max(1, round(made.width * cut[1] / cut[0]))
    else:
        assert 1 <= made.width <= max(1, min(round(cut[0]), width))
        assert made.height == max(1, round(made.width * SHAPES[shape][1] / SHAPES[shape][0]))


@given(framings(1, 9), st.sampled_from(["image/jpeg", "image/webp"]))
def test_the_smallest_photos_are_framed_too(photo: Photo, kind: str) -> None:
    data = a_file("image/png", Image.new("RGB", (photo.width, photo.height), GREY))
    for made in renditions(data, photo, [Recipe(480, shape, kind) for shape in (FREE, *SHAPES)]):
        assert opened(made.data).size == (made.width, made.height)
        assert made.width <= max(photo.width, photo.height)
    assert opened(framed(thumbnail(data, 100), photo, 50))


@given(framings(20, 200))
def test_straightening_leaves_no_empty_corner(photo: Photo) -> None:
    data = a_file("image/png", Image.new("L", (photo.width, photo.height), 255))
    for shape in (FREE, *SHAPES):
        darkest, _ = ImageOps.grayscale(opened(rendition(data, photo, Recipe(100, shape)).data)).getextrema()
        assert isinstance(darkest, int)
        assert darkest > 250


@pytest.mark.parametrize("tilt", [-12.0, 3.0, 30.0])
def test_a_tilt_turns_clockwise_as_pillow_s_own_turning_does(tilt: float) -> None:
    photo = a_photo(width=300, height=200, focus=(0.6, 0.55), tilt=tilt)
    turned = spotted(photo).rotate(-tilt, Image.Resampling.BICUBIC, fillcolor=GREY)
    wide, high = framing_of(photo).frame
    made = opened(rendition(a_file("image/png", spotted(photo)), photo, Recipe(300)).data)
    there, here = spot_of(turned), spot_of(made)
    assert there
    assert here
    assert here == pytest.approx((there[0] - 150 + wide / 2, there[1] - 100 + high / 2), abs=1)


def test_a_tilted_edge_stays_sharp() -> None:
    """From dark to light it is no more than three pixels, though the picture was resampled twice."""
    image = Image.new("L", (900, 600), 20)
    image.paste(235, (450, 0, 900, 600))
    made = opened(rendition(a_file("image/png", image), a_photo(width=900, height=600, tilt=2.0), Recipe(400)).data)
    row = ImageOps.grayscale(made).crop((0, made.height // 2, made.width, made.height // 2 + 1)).tobytes()
    assert sum(50 < value < 205 for value in row) <= 3


def test_a_part_cut_by_hand_that_is_not_quite_of_its_shape_is_trimmed_about_its_middle() -> None:
    photo = a_photo(width=400, height=200, focus=(0.3, 0.3), crops=(Crop("1:1", 0.1, 0.0, 0.5, 0.5),))
    made = rendition(a_file("image/png", spotted(photo)), photo, Recipe(480, "1:1", quality=95))
    assert (made.width, made.height) == (100, 100)
    assert spot_of(opened(made.data)) == pytest.approx((50, 60), abs=1)
