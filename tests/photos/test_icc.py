"""Colour profiles without their origin: they convert as before, and nobody and nothing is named in them."""

from __future__ import annotations

import random
import struct
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms

from desk.photos.cleaning import cleaned
from desk.photos.colour import as_srgb
from desk.photos.icc import is_readable, without_origin
from tests.builders import a_photo
from tests.photos.files import a_file, opened, picture
from tests.photos.profiles import ADOBE_RGB, DISPLAY_P3, cmyk_profile, grey_profile, rgb_profile

TELLTALE = {
    b"mmod": b"mmod\0\0\0\0S3CRET",
    b"dmnd": b"desc\0\0\0\0\0\0\0\x07S3CRET\0",
    b"dmdd": b"text\0\0\0\0S3CRET\0",
    b"vcgt": b"vcgt\0\0\0\0S3CRET",
    b"cprt": b"text\0\0\0\0(c) S3CRET\0",
    b"desc": b"desc\0\0\0\0\0\0\0\x1eDisplay P3 of S3CRET\0" + bytes(78),
    b"wtpt": b"XYZ S3CR" + struct.pack(">3i", 63190, 65536, 54061) + b"S3CRET",
}
INKS = ((55.0, -37.0, -50.0), (48.0, 74.0, -3.0), (89.0, -5.0, 93.0), (16.0, 0.0, 0.0))
LARGE = {b"kTRC": b"curv\0\0\0\0" + struct.pack(">I", 60_000) + bytes(120_000)}


def telltale() -> bytes:
    profile = bytearray(rgb_profile(DISPLAY_P3, TELLTALE))
    profile[24:36] = struct.pack(">6H", 2026, 3, 3, 9, 31, 7)
    profile[4:8] = profile[80:84] = profile[48:52] = profile[52:56] = b"S3CR"
    profile[84:128] = b"S3CR" * 11
    return bytes(profile)


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/webp", "image/tiff", "image/avif", "image/heic"])
def test_who_measured_which_screen_when_stays_behind(kind: str) -> None:
    data = a_file(kind, icc_profile=telltale())
    made = opened(cleaned(data, a_photo())[0])
    profile = made.info["icc_profile"]
    assert b"S3CR" in telltale()
    assert b"S3CR" not in profile
    assert profile[24:36] == bytes(12)
    assert struct.pack(">6H", 2026, 3, 3, 9, 31, 7) not in profile
    assert ImageCms.ImageCmsProfile(BytesIO(profile)).profile.profile_description == "Display P3"


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/webp"])
def test_a_profile_of_many_segments_stays_whole(kind: str) -> None:
    profile = rgb_profile(ADOBE_RGB, LARGE)
    data = a_file(kind, icc_profile=profile)
    made = opened(cleaned(data, a_photo())[0])
    assert made.info["icc_profile"] == without_origin(profile)
    assert len(made.info["icc_profile"]) > 120_000
    assert made.tobytes() == opened(data).tobytes()


@pytest.mark.parametrize(
    ("profile", "mode"),
    [
        (telltale(), "RGB"),
        (rgb_profile(ADOBE_RGB), "RGB"),
        (grey_profile(1.8), "L"),
        (cmyk_profile(INKS), "CMYK"),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "RGB"),
    ],
)
def test_colours_are_converted_the_same(profile: bytes, mode: str) -> None:
    plain = without_origin(profile)
    assert plain is not None
    assert without_origin(plain) == plain
    assert _converted(plain, mode) == _converted(profile, mode)


def _converted(profile: bytes, mode: str) -> bytes:
    noise = Image.frombytes(
        mode, (64, 64), random.Random(3).randbytes(64 * 64 * len(Image.new(mode, (1, 1)).getbands()))
    )
    noise.info["icc_profile"] = profile
    return as_srgb(noise).tobytes()


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/webp", "image/tiff"])
def test_where_a_profile_is_not_understood_the_colours_are_converted_and_none_goes_along(kind: str) -> None:
    odd = bytearray(rgb_profile(ADOBE_RGB, TELLTALE))
    odd[12:16] = b"abst"
    assert is_readable(bytes(odd))
    assert without_origin(bytes(odd)) is None
    data = a_file(kind, picture(), icc_profile=bytes(odd))
    made = opened(cleaned(data, a_photo())[0])
    assert "icc_profile" not in made.info
    difference = ImageChops.difference(made.convert("RGB"), as_srgb(opened(data))).convert("L")
    assert sum(difference.tobytes()) / (96 * 64) < 3


def test_what_is_no_profile_is_left_out_and_no_pixel_lost() -> None:
    data = a_file(icc_profile=b"S3CRET" * 100)
    made, _ = cleaned(data, a_photo())
    assert b"S3CRET" not in made
    assert opened(made).tobytes() == opened(data).tobytes()


@given(st.binary(max_size=300), st.integers(0, 460))
def test_any_bytes_are_a_profile_or_none(patch: bytes, at: int) -> None:
    profile = rgb_profile(ADOBE_RGB)
    for broken in (patch, profile[:at] + patch + profile[at + len(patch) :], profile[:at]):
        made = without_origin(broken)
        assert made is None or is_readable(made)
