"""Every trace of a file's origin is noticed, in EXIF and in XMP, and nothing is suspected that is not there."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PIL import Image

from desk.photos.cleaning import cleaned
from desk.photos.parts import png_chunk
from desk.photos.reading import Origin, origin_of
from desk.photos.words import Words
from desk.photos.xmp import write_xmp
from tests.builders import SORANI, a_photo
from tests.photos.files import DETAILS, KINDS, POSITION, SHARED, a_file, needs_shared_photos, packet
from tests.photos.profiles import DISPLAY_P3, rgb_profile
from tests.photos.test_cleaning import telltale

TRACES = [field.name for field in fields(Origin)]


@pytest.mark.parametrize(
    ("tag", "value", "trace"),
    [
        (0x010F, "NIKON", "camera"),
        (0x0110, "COOLPIX", "camera"),
        (0x0131, "Photoshop", "software"),
        (0x013C, "Hemin’s laptop".encode().decode("latin-1"), "software"),
        (0xA430, "Hemin Karim", "owner"),
        (0xA431, "12345", "serial"),
        (0xA435, "12345", "serial"),
        (0x927C, b"Nikon\0", "notes"),
    ],
)
def test_each_tag_is_its_trace(tag: int, value: object, trace: str) -> None:
    block = Image.Exif()
    if tag in (0xA430, 0xA431, 0xA435, 0x927C):
        block.get_ifd(DETAILS)[tag] = value
    else:
        block[tag] = value
    assert origin_of(a_file(exif=block.tobytes())) == Origin(**{trace: True})


@pytest.mark.parametrize(
    ("name", "trace"),
    [
        ("exif:GPSLatitude", "position"),
        ("aux:SerialNumber", "serial"),
        ("exifEX:BodySerialNumber", "serial"),
        ("aux:OwnerName", "owner"),
        ("tiff:Model", "camera"),
        ("xmp:CreatorTool", "software"),
        ("xmpMM:History", "software"),
        ("photoshop:DocumentAncestors", "software"),
    ],
)
def test_each_property_is_its_trace_as_an_element_and_as_an_attribute(name: str, trace: str) -> None:
    prefix = name.split(":", maxsplit=1)[0]
    space = f'xmlns:{prefix}="http://example.com/"'
    for said in (packet(f"<{name}>1</{name}>", space), packet("", f'{space} {name}="1"')):
        assert origin_of(a_file(xmp=said)) == Origin(**{trace: True})


def test_a_position_in_exif_is_noticed() -> None:
    block = Image.Exif()
    block.get_ifd(POSITION).update({1: "N", 2: (36.0, 11.0, 24.0)})
    assert origin_of(a_file(exif=block.tobytes())) == Origin(position=True)


def test_blanks_are_no_trace() -> None:
    block = Image.Exif()
    block[0x010F] = "    "
    assert not origin_of(a_file(exif=block.tobytes()))


def test_words_that_sound_like_a_trace_are_none() -> None:
    said = Words(caption="History: the Model, its SerialNumber and GPSLatitude", keywords=("History", "Make"))
    assert not origin_of(a_file(xmp=write_xmp(said)))


def test_a_png_that_names_its_program_is_noticed() -> None:
    png = a_file("image/png")
    assert origin_of(png[:33] + png_chunk(b"tEXt", b"Software\0Paint") + png[33:]) == Origin(software=True)


@pytest.mark.parametrize(("tag", "trace"), [(b"mmod", "serial"), (b"vcgt", "serial"), (b"dmdd", "camera")])
def test_a_device_in_a_colour_profile_is_noticed(tag: bytes, trace: str) -> None:
    profile = rgb_profile(DISPLAY_P3, {tag: b"text\0\0\0\0LS27 S3CRET\0"})
    assert origin_of(a_file(icc_profile=profile)) == Origin(**{trace: True})
    assert not origin_of(a_file(icc_profile=rgb_profile(DISPLAY_P3)))


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_cleaned_holds_no_trace(kind: str) -> None:
    data = telltale(kind)
    assert origin_of(data)
    assert not origin_of(cleaned(data, a_photo(caption=SORANI))[0])


@needs_shared_photos
def test_the_traces_in_real_photos_are_those_that_exiftool_names() -> None:
    found = {file.name: _traces(origin_of(file.read_bytes())) for file in SHARED.iterdir()}
    assert found == {
        "gps-position.jpg": {"position", "camera", "software", "notes"},
        "iim-and-xmp-no-exif.jpg": {"software"},
        "iim-credit.jpg": {"position", "camera", "software"},
        "iptc-reference-2019.1.jpg": set(),
        "phone.heic": {"position", "camera", "software", "notes"},
        "xmp-long-caption.jpg": {"software"},
    }
    assert all(
        origin_of((SHARED / name).read_bytes()).position == ("position" in traces) for name, traces in found.items()
    )


def _traces(origin: Origin) -> set[str]:
    return {name for name in TRACES if getattr(origin, name)}
