"""What exiftool, the trade's own reader, finds in a rendition: the words that belong there, nothing that betrays."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desk.article.model import Photo
from desk.photos.reading import origin_of, read_photo
from desk.photos.renditions import Recipe, rendition, thumbnail
from tests.builders import MEDIA, SORANI, a_photo
from tests.photos.files import (
    DESCRIPTION,
    DETAILS,
    MAKE,
    MAKER_NOTE,
    ORIENTATION,
    POSITION,
    SERIAL,
    SHARED,
    SOFTWARE,
    a_file,
    needs_shared_photos,
    opened,
    packet,
    picture,
)

pytestmark = pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")

BETRAYING = ("GPS", "Serial", "MakerNote", "Thumbnail", "Software", "Owner", "History", "Make", "Model", "CreatorTool")
GROUPS = {"File", "JFIF", "XMP", "RIFF", "QuickTime", "Meta", "Composite", "ExifTool", "SourceFile"}
"""What a rendition may consist of: the picture, its frame, and our packet."""


def _exiftool(file: Path) -> dict[str, object]:
    """Every tag of a file as exiftool names it, with its family in front."""
    told = subprocess.run(["exiftool", "-j", "-G0", "-a", "-u", str(file)], capture_output=True, check=True)
    found = json.loads(told.stdout)[0]
    assert isinstance(found, dict)
    return {tag: value for tag, value in found.items() if tag.split(":")[0] not in ("File", "ExifTool", "SourceFile")}


def _published(tmp_path: Path, data: bytes, photo: Photo, kind: str = "image/jpeg") -> dict[str, object]:
    file = tmp_path / f"out.{kind.removeprefix('image/')}"
    file.write_bytes(rendition(data, photo, Recipe(480, "16:9", kind)).data)
    return _exiftool(file)


def _betrayals(tags: dict[str, object]) -> list[str]:
    return [tag for tag in tags if any(word in tag for word in BETRAYING) or tag.split(":")[0] not in GROUPS]


@needs_shared_photos
@pytest.mark.parametrize("kind", ["image/jpeg", "image/webp", "image/avif"])
@pytest.mark.parametrize("name", sorted(file.name for file in SHARED.iterdir()) if SHARED.is_dir() else [])
def test_a_real_photo_keeps_its_words_and_loses_what_betrays(tmp_path: Path, name: str, kind: str) -> None:
    data = (SHARED / name).read_bytes()
    words = {"caption": SORANI, "credit": "Desk News", "copyright": "© 2026 Desk News"}
    photo = Photo(**{**_fields(read_photo(data, name, MEDIA)), **words})  # type: ignore[arg-type]
    tags = _published(tmp_path, data, photo, kind)
    assert (tags["XMP:Description"], tags["XMP:Credit"], tags["XMP:Rights"]) == tuple(words.values())
    assert _betrayals(tags) == []


def _fields(photo: Photo) -> dict[str, object]:
    from dataclasses import fields

    return {field.name: getattr(photo, field.name) for field in fields(photo)}


@needs_shared_photos
def test_the_originals_do_betray_so_that_this_test_means_something() -> None:
    assert _betrayals(_exiftool(SHARED / "gps-position.jpg"))
    assert _betrayals(_exiftool(SHARED / "phone.heic"))


def _telltale_exif(note: bytes = b"secret note") -> bytes:
    block = Image.Exif()
    block[MAKE], block[SOFTWARE] = "Maker", "Spyware 1.0"
    block.get_ifd(DETAILS).update({MAKER_NOTE: note, SERIAL: "12345"})
    block.get_ifd(POSITION).update({1: "N", 2: (36.0, 11.0, 24.0), 3: "E", 4: (44.0, 0.0, 36.0)})
    return block.tobytes()


def _with_plain_thumbnail(block: bytes, pixels: bytes) -> bytes:
    """The block with a second directory, which holds a small picture of plain pixels, and something behind that."""
    tiff, order = bytearray(block.removeprefix(b"Exif\0\0")), "<" if b"II" in block[:8] else ">"
    first: int = struct.unpack_from(order + "I", tiff, 4)[0]
    following = first + 2 + 12 * int(struct.unpack_from(order + "H", tiff, first)[0])
    struct.pack_into(order + "I", tiff, following, len(tiff))
    start = len(tiff) + 2 + 2 * 12 + 4
    entries = struct.pack(order + "HHII", 0x0111, 4, 1, start) + struct.pack(order + "HHII", 0x0117, 4, 1, len(pixels))
    return b"Exif\0\0" + bytes(tiff) + struct.pack(order + "H", 2) + entries + bytes(4) + pixels + b"something more"


def _telltale() -> bytes:
    return a_file(exif=_telltale_exif())


def test_position_serial_number_and_maker_s_note_stay_behind(tmp_path: Path) -> None:
    data = _telltale()
    assert origin_of(data).position
    tags = _published(tmp_path, data, read_photo(data, "a.jpg", MEDIA))
    assert _betrayals(tags) == []


def test_a_thumbnail_betrays_nothing_either(tmp_path: Path) -> None:
    (tmp_path / "small.jpg").write_bytes(thumbnail(_telltale(), 64))
    assert _betrayals(_exiftool(tmp_path / "small.jpg")) == []


def test_exiftool_reads_every_property_where_it_belongs(tmp_path: Path) -> None:
    data = a_file()
    photo = Photo(
        "p1", MEDIA, width=96, height=64, headline="Talks", caption=SORANI, credit="AFP", photographer="Hemin Karim",
        source="AFP", copyright="© AFP", usage_terms="Once", alt="A dam", city="Erbil", country="Iraq",
        taken="2026-03-03", keywords=("ئاو", "dam"),
    )  # fmt: skip
    tags = _published(tmp_path, data, photo)
    assert {tag: value for tag, value in tags.items() if tag.startswith("XMP:")} == {
        "XMP:Headline": "Talks",
        "XMP:Description": SORANI,
        "XMP:Credit": "AFP",
        "XMP:Creator": "Hemin Karim",
        "XMP:Source": "AFP",
        "XMP:Rights": "© AFP",
        "XMP:UsageTerms": "Once",
        "XMP:AltTextAccessibility": "A dam",
        "XMP:City": "Erbil",
        "XMP:Country": "Iraq",
        "XMP:DateCreated": "2026:03:03",
        "XMP:Subject": ["ئاو", "dam"],
    }


# with the origin let out

OUT = ["image/jpeg", "image/webp", "image/avif"]


def _whole_telltale(tmp_path: Path) -> bytes:
    """A photo as a camera and an editor leave it: with all that there is to tell, a thumbnail and old words."""
    block = Image.Exif()
    block[MAKE], block[SOFTWARE], block[DESCRIPTION], block[ORIENTATION] = "Maker", "Retouch 1.0", "Old words", 6
    details = {MAKER_NOTE: b"note" * 20, SERIAL: "12345", 0xA430: "Owner Name", 0x9003: "2026:03:03 09:31:07"}
    block.get_ifd(DETAILS).update(details)
    block.get_ifd(POSITION).update({1: "N", 2: (36.0, 11.0, 24.0), 3: "E", 4: (44.0, 0.0, 36.0)})
    file, small = tmp_path / "whole.jpg", tmp_path / "small.jpg"
    file.write_bytes(a_file(image=picture(960, 640), exif=block.tobytes()))
    small.write_bytes(a_file(image=picture(160, 120)))
    subprocess.run(["exiftool", "-q", "-overwrite_original", f"-ThumbnailImage<={small}", str(file)], check=True)
    return file.read_bytes()


@pytest.mark.parametrize("kind", OUT)
def test_where_it_is_switched_on_the_origin_goes_out(tmp_path: Path, kind: str) -> None:
    data = _whole_telltale(tmp_path)
    photo = replace(read_photo(data, "a.jpg", MEDIA), caption="New words", with_origin=True)
    tags = _published(tmp_path, data, photo, kind)
    assert tags["EXIF:GPSLatitude"] == """36 deg 11' 24.00\""""
    assert tags["EXIF:GPSLongitude"] == """44 deg 0' 36.00\""""
    assert (tags["EXIF:Make"], tags["EXIF:Software"], tags["EXIF:OwnerName"]) == ("Maker", "Retouch 1.0", "Owner Name")
    assert str(tags["EXIF:SerialNumber"]) == "12345"
    assert any("MakerNote" in tag for tag in tags)
    assert tags["XMP:Description"] == "New words"
    left = ("Thumbnail", "Orientation", "ImageDescription")
    assert [tag for tag in tags if tag.startswith("EXIF:") and any(word in tag for word in left)] == []


def test_a_small_picture_is_gone_from_the_bytes_too(tmp_path: Path) -> None:
    data = _whole_telltale(tmp_path)
    with Image.open(BytesIO(data)) as image:
        before = image.info["exif"]
    made = opened(rendition(data, a_photo(with_origin=True), Recipe(480)).data).info["exif"]
    assert before.count(b"\xff\xd8\xff") == 1
    assert b"\xff\xd8\xff" not in made
    assert b"Old words" not in made
    assert len(made) < len(before) - 500


@pytest.mark.parametrize(
    "block",
    [
        _with_plain_thumbnail(_telltale_exif(), b"face" * 100),
        _telltale_exif(note=b"Maker\xff\xd8\xff" + b"face" * 100 + b"\xff\xd9end"),
    ],
    ids=["plain pixels, not at the end", "within the maker's notes"],
)
def test_a_small_picture_is_gone_wherever_it_was(block: bytes) -> None:
    assert b"face" in block
    made = opened(rendition(a_file(exif=block), a_photo(with_origin=True), Recipe(480)).data).info["exif"]
    assert b"face" not in made
    assert b"Spyware" in made


@pytest.mark.parametrize("kind", ["image/png", "image/webp", "image/tiff", "image/avif", "image/heic"])
def test_the_origin_goes_out_of_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    data = a_file(kind, picture(), exif=_telltale_exif())
    tags = _published(tmp_path, data, replace(read_photo(data, "a", MEDIA), with_origin=True))
    assert tags["EXIF:GPSLatitude"] == """36 deg 11' 24.00\""""
    assert (tags["EXIF:Make"], str(tags["EXIF:SerialNumber"])) == ("Maker", "12345")
    assert [tag for tag in tags if "Strip" in tag or "Orientation" in tag or "ImageWidth" in tag] == []


@pytest.mark.parametrize("attribute", [True, False])
def test_a_position_that_xmp_alone_tells_goes_out_as_xmp(tmp_path: Path, attribute: bool) -> None:
    told = {"GPSLatitude": "36,11.4N", "GPSLongitude": "44,0.6E"}
    inside = "".join(f"<e:{name}>{value}</e:{name}>" for name, value in told.items())
    beside = " ".join(f'e:{name}="{value}"' for name, value in told.items())
    data = a_file(xmp=packet("", beside) if attribute else packet(inside))
    for switched, expected in ((True, """36 deg 11' 24.00\" N"""), (False, None)):
        tags = _published(tmp_path, data, replace(read_photo(data, "a", MEDIA), with_origin=switched))
        assert tags.get("XMP:GPSLatitude") == expected
        assert bool(_betrayals(tags)) is switched


def test_a_position_that_exif_tells_is_not_told_twice(tmp_path: Path) -> None:
    data = a_file(exif=_telltale_exif(), xmp=packet("<e:GPSLatitude>36,11.4N</e:GPSLatitude>"))
    tags = _published(tmp_path, data, replace(read_photo(data, "a", MEDIA), with_origin=True))
    assert [tag for tag in tags if "GPSLatitude" in tag and not tag.startswith("Composite")] == [
        "EXIF:GPSLatitudeRef",
        "EXIF:GPSLatitude",
    ]


@needs_shared_photos
@pytest.mark.parametrize("kind", OUT)
@pytest.mark.parametrize("name", ["gps-position.jpg", "phone.heic"])
def test_the_position_of_a_real_photo_goes_out_where_it_is_switched_on(tmp_path: Path, name: str, kind: str) -> None:
    data = (SHARED / name).read_bytes()
    before = _exiftool(SHARED / name)
    tags = _published(tmp_path, data, replace(read_photo(data, name, MEDIA), with_origin=True), kind)
    for tag in ("GPSLatitude", "GPSLongitude", "Make", "Model"):
        assert tags.get(f"EXIF:{tag}") == before.get(f"EXIF:{tag}"), tag
    assert tags["Composite:GPSPosition"] == before["Composite:GPSPosition"]
    assert [tag for tag in tags if "Thumbnail" in tag or tag == "EXIF:Orientation"] == []


@given(st.binary(max_size=300), st.data())
def test_a_broken_block_costs_the_origin_and_nothing_else(junk: bytes, data: st.DataObject) -> None:
    block = bytearray(_telltale_exif())
    at = data.draw(st.integers(6, len(block)))
    block[at : at + len(junk)] = junk
    made = rendition(a_file(exif=bytes(block)), a_photo(caption="Words", with_origin=True), Recipe(96))
    assert read_photo(made.data, "a", MEDIA).caption == "Words"


def test_a_block_too_large_for_a_jpeg_goes_out_without_the_maker_s_notes(tmp_path: Path) -> None:
    block = _telltale_exif(note=bytes(range(256)) * 300)
    data = a_file("image/png", picture(), exif=block)
    tags = _published(tmp_path, data, a_photo(with_origin=True))
    assert tags["EXIF:Make"] == "Maker"
    assert tags["EXIF:GPSLatitude"] == """36 deg 11' 24.00\""""
    assert [tag for tag in tags if "MakerNote" in tag] == []
