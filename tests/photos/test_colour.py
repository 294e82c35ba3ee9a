"""Colours: whatever space, depth or palette a file comes in, its renditions are right in sRGB."""

from __future__ import annotations

import pytest
from PIL import Image

from desk.photos.renditions import Recipe, rendition, thumbnail
from tests.builders import a_photo
from tests.photos.files import a_file, opened
from tests.photos.profiles import ADOBE_RGB, DISPLAY_P3, Space, cmyk_profile, grey_profile, rgb_profile, srgb_of

COLOURS = [(200, 60, 60), (60, 180, 90), (90, 110, 200), (128, 128, 128), (255, 255, 255), (0, 0, 0), (230, 200, 170)]
TOLERANCE = 6


def patch(colour: object, mode: str = "RGB") -> Image.Image:
    return Image.new(mode, (64, 48), colour)  # type: ignore[arg-type]


def seen(data: bytes, kind: str = "image/jpeg") -> tuple[int, ...]:
    """The colour of a rendition of a patch."""
    made = opened(rendition(data, a_photo(), Recipe(48, kind=kind, quality=95)).data)
    assert "icc_profile" not in made.info
    pixel = made.getpixel((made.width // 2, made.height // 2))
    assert isinstance(pixel, tuple)
    return pixel


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = TOLERANCE) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one[:3], other, strict=True))


@pytest.mark.parametrize("colour", COLOURS, ids=str)
@pytest.mark.parametrize("space", [ADOBE_RGB, DISPLAY_P3], ids=lambda space: space.name)
@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/webp"])
def test_a_wide_gamut_comes_out_as_its_profile_says(kind: str, space: Space, colour: tuple[int, int, int]) -> None:
    options = {"quality": 95} if kind != "image/png" else {}
    data = a_file(kind, patch(colour), icc_profile=rgb_profile(space), **options)
    assert near(seen(data), srgb_of(space, colour)), (seen(data), srgb_of(space, colour))


def test_the_profile_does_matter() -> None:
    colour = (60, 180, 90)
    assert not near(srgb_of(ADOBE_RGB, colour), colour, 15)
    assert not near(srgb_of(DISPLAY_P3, colour), colour, 15)


@pytest.mark.parametrize("space", [ADOBE_RGB, DISPLAY_P3], ids=lambda space: space.name)
def test_a_thumbnail_has_the_same_colours(space: Space) -> None:
    small = opened(thumbnail(a_file("image/png", patch((60, 180, 90)), icc_profile=rgb_profile(space)), 32))
    pixel = small.getpixel((16, 12))
    assert isinstance(pixel, tuple)
    assert near(pixel, srgb_of(space, (60, 180, 90)))


def test_what_is_see_through_keeps_its_colours_too() -> None:
    data = a_file("image/png", patch((60, 180, 90, 128), "RGBA"), icc_profile=rgb_profile(ADOBE_RGB))
    colour = seen(data, "image/webp")
    assert near(colour, srgb_of(ADOBE_RGB, (60, 180, 90)))
    assert colour[3] == pytest.approx(128, abs=2)


@pytest.mark.parametrize("mode", ["L", "LA"])
def test_grey_comes_out_by_its_own_profile(mode: str) -> None:
    data = a_file("image/png", patch(100, "L").convert(mode), icc_profile=grey_profile(1.0))
    assert near(seen(data), (168, 168, 168)), seen(data)  # 100/255 of the light


def test_grey_with_a_profile_for_colours_is_grey() -> None:
    colour = seen(a_file("image/png", patch(100, "L"), icc_profile=rgb_profile(ADOBE_RGB)))
    assert near(colour, srgb_of(ADOBE_RGB, (100, 100, 100)))


def test_inks_come_out_by_the_profile_of_their_press() -> None:
    press = cmyk_profile([(88, -79, 81), (60, 93, -60), (97, -16, 93), (5, 0, 0)])  # its cyan is a green
    for kind in ("image/jpeg", "image/tiff"):
        green = seen(a_file(kind, patch((255, 0, 0, 0), "CMYK"), icc_profile=press))
        assert green[1] > 200
        assert green[0] < 120
        assert green[2] < 120
        assert near(seen(a_file(kind, patch((0, 0, 0, 0), "CMYK"), icc_profile=press)), (255, 255, 255))


def test_inks_without_a_profile_are_those_of_any_press() -> None:
    cyan = seen(a_file("image/jpeg", patch((255, 0, 0, 0), "CMYK"), quality=95))
    assert near(cyan, (0, 255, 255), 40)


@pytest.mark.parametrize(
    "profile",
    [b"nonsense", bytes(200), rgb_profile(ADOBE_RGB)[:150], grey_profile(2.2), cmyk_profile([(50, 0, 0)] * 4)],
    ids=["nonsense", "zeros", "cut short", "for grey", "for a press"],
)
def test_a_profile_that_is_broken_or_for_something_else_is_passed_over(profile: bytes) -> None:
    assert near(seen(a_file("image/png", patch((200, 60, 60)), icc_profile=profile)), (200, 60, 60))


def test_colours_of_the_eye_without_a_profile() -> None:
    lab = Image.merge("LAB", [patch(value, "L") for value in (138, 128, 128)])  # a grey of 54 %
    assert near(seen(a_file("image/tiff", lab)), (129, 129, 129), 10)


@pytest.mark.parametrize("mode", ["YCbCr", "RGBX"])
def test_other_ways_to_write_rgb(mode: str) -> None:
    data = a_file("image/tiff", patch((60, 180, 90)).convert(mode), icc_profile=rgb_profile(ADOBE_RGB))
    assert near(seen(data), srgb_of(ADOBE_RGB, (60, 180, 90)), 9)


def test_a_palette_with_a_hole_in_it() -> None:
    image = patch(0, "P")
    image.putpalette([200, 60, 60, 0, 0, 0])
    image.paste(1, (0, 0, 32, 48))
    data = a_file("image/png", image, transparency=1)
    made = opened(rendition(data, a_photo(), Recipe(64, quality=95)).data)
    left, right = made.getpixel((10, 20)), made.getpixel((54, 20))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert near(left, (255, 255, 255))
    assert near(right, (200, 60, 60))


@pytest.mark.parametrize("image", [patch((9, 9, 9)).quantize(2), patch(1, "1")], ids=["P", "1"])
def test_what_hides_nothing_is_not_see_through(image: Image.Image) -> None:
    assert opened(rendition(a_file("image/png", image), a_photo(), Recipe(64, kind="image/webp")).data).mode == "RGB"


def test_of_an_animation_the_first_picture_is_taken() -> None:
    others = [patch(colour) for colour in ((60, 180, 90), (90, 110, 200))]
    data = a_file("image/gif", patch((200, 60, 60)), save_all=True, append_images=others)
    assert near(seen(data), (200, 60, 60), 12)


def test_all_sizes_of_deep_grey_are_stretched_alike() -> None:
    """One that was stretched to what it shows would be darker than another."""
    deep = Image.new("F", (64, 48), 0.2)
    deep.paste(1.0, (0, 0, 8, 48))
    deep.paste(0.0, (8, 0, 16, 48))
    data = a_file("image/tiff", deep)
    whole = opened(rendition(data, a_photo(), Recipe(64, quality=95)).data).getpixel((50, 20))
    square = opened(rendition(data, a_photo(focus=(1.0, 0.5)), Recipe(40, "1:1", quality=95)).data).getpixel((30, 20))
    assert isinstance(whole, tuple)
    assert isinstance(square, tuple)
    assert near(whole, (51, 51, 51))
    assert near(square, (51, 51, 51))
