"""Pictures made for print (CMYK) and of 16 bits: read, shown in their own colours, and cleaned without loss."""

from __future__ import annotations

import struct
import zlib

import pytest

from desk.photos.cleaning import cleaned
from desk.photos.parts import png_chunk
from desk.photos.reading import read_photo
from desk.photos.renditions import thumbnail
from tests.builders import MEDIA
from tests.photos.files import a_file, opened, picture

RED, DARK, LIGHT = (220, 20, 20), (40, 60, 80), (210, 200, 190)


def deep_samples(order: str, channels: int = 3) -> bytes:
    """The samples of `picture()` in 16 bits, row by row without filters; grey where there is one channel."""
    plain = picture(mode="RGB" if channels == 3 else "L").tobytes()
    return struct.pack(f"{order}{len(plain)}H", *(value * 257 for value in plain))


def deep_png(channels: int = 3) -> bytes:
    samples, row = deep_samples(">", channels), 96 * channels * 2
    rows = b"".join(b"\0" + samples[at : at + row] for at in range(0, len(samples), row))
    header = struct.pack(">IIBBBBB", 96, 64, 16, 2 if channels == 3 else 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*each) for each in chunks)


def deep_tiff() -> bytes:
    """An uncompressed little-endian TIFF of one strip, 16 bits for each of three channels."""
    samples = deep_samples("<")
    depths, end = 8 + len(samples), 8 + len(samples) + 6
    entries = [(0x0100, 3, 1, 96), (0x0101, 3, 1, 64), (0x0102, 3, 3, depths), (0x0103, 3, 1, 1), (0x0106, 3, 1, 2)]
    entries += [(0x0111, 4, 1, 8), (0x0115, 3, 1, 3), (0x0116, 3, 1, 64), (0x0117, 4, 1, len(samples))]
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *each) for each in entries) + bytes(4)
    return b"II*\0" + struct.pack("<I", end) + samples + struct.pack("<HHH", 16, 16, 16) + directory


COLOURED = {
    "CMYK JPEG": a_file("image/jpeg", picture(mode="CMYK"), quality=95),
    "CMYK TIFF": a_file("image/tiff", picture(mode="CMYK")),
    "16-bit PNG": deep_png(),
    "16-bit TIFF": deep_tiff(),
}


@pytest.mark.parametrize("data", COLOURED.values(), ids=COLOURED)
def test_they_are_read_and_shown_in_their_own_colours(data: bytes) -> None:
    photo = read_photo(data, "dam", MEDIA)
    assert (photo.width, photo.height) == (96, 64)
    _has_the_picture_s_colours(thumbnail(data, 96))
    _has_the_picture_s_colours(thumbnail(cleaned(data, photo)[0], 96))


def _has_the_picture_s_colours(data: bytes) -> None:
    seen = opened(data).convert("RGB")
    for place, colour in (((4, 4), RED), ((20, 50), DARK), ((80, 50), LIGHT)):
        found = seen.getpixel(place)
        assert isinstance(found, tuple)
        assert all(abs(one - other) < 24 for one, other in zip(found, colour, strict=True)), (place, found)


def test_a_cmyk_jpeg_as_photoshop_inverts_it_says_so_still_when_cleaned() -> None:
    data = COLOURED["CMYK JPEG"]
    made = opened(cleaned(data, read_photo(data, "dam", MEDIA))[0])
    assert (made.mode, "adobe" in made.info) == ("CMYK", True)
    assert made.tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("channels", [1, 3])
def test_a_deep_png_keeps_its_16_bits_when_cleaned(channels: int) -> None:
    data = deep_png(channels)
    made, _ = cleaned(data, read_photo(data, "dam", MEDIA))
    assert made.startswith(data[:33])
    assert data[33:] == made[-len(data[33:]) :]


def test_deep_grey_keeps_its_range_in_a_thumbnail() -> None:
    seen = opened(thumbnail(deep_png(1), 96)).convert("L")
    dark, light = seen.getpixel((20, 50)), seen.getpixel((80, 50))
    assert isinstance(dark, int)
    assert isinstance(light, int)
    assert (abs(dark - 56) < 16, abs(light - 202) < 16) == (True, True)
