"""Addresses of photos in the preview: what they ask for is the photo as the story has it framed."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from PIL import Image

from desk.article.framing import FREE, framing_of, is_framed
from desk.article.model import Crop, Photo
from desk.ui.preview_photos import SIDE, asked_by, preview_picture
from tests.builders import a_photo, photos

PATH = len("desk://photo")


def half_red(_media: str, _side: int) -> bytes:
    image = Image.new("RGB", (200, 100), "blue")
    image.paste("red", (0, 0, 100, 100))
    out = BytesIO()
    image.save(out, "JPEG", quality=95)
    return out.getvalue()


@given(photos())
def test_an_address_asks_for_the_photo_as_it_is_framed(photo: Photo) -> None:
    asked = asked_by(preview_picture(photo).src[PATH:])

    assert asked is not None
    assert (asked.photo.media, asked.side) == (photo.media, SIDE)
    assert is_framed(asked.photo) == is_framed(photo)
    if is_framed(photo):
        there, here = framing_of(asked.photo, (100, 50)), framing_of(photo, (100, 50))
        assert (there.turn, there.tilt) == (here.turn, pytest.approx(here.tilt, abs=0.01))
        assert there.box() == pytest.approx(here.box(), abs=0.001)


@pytest.mark.parametrize(
    "path", ["", "/", "/aa", "/aa/wide", "/aa/80/x", "/aa/80/1", "/aa/80/1_2_3", "/aa/80/nan_0", "/aa/80/inf_0_0_0_1_1"]
)
def test_what_is_no_address_of_ours_asks_for_nothing(path: str) -> None:
    assert asked_by(path) is None


def test_the_picture_is_cut_as_the_story_says() -> None:
    photo = a_photo(width=2000, height=1000, turn=1, crops=(Crop(FREE, 0, 0, 1, 0.5),))
    picture = preview_picture(photo)
    asked = asked_by(picture.src[PATH:])

    assert asked is not None
    shown = Image.open(BytesIO(asked.jpeg(half_red)))

    assert (picture.width, picture.height) == (1000, 1000)
    assert shown.size == (100, 100)
    pixel = shown.getpixel((50, 50))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200, "turned clockwise, the left half lies above"
