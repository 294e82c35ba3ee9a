"""What exiftool, the trade's own reader, finds in a rendition: the words that belong there, nothing that betrays."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from desk.article.model import Photo
from desk.photos.reading import has_position, read_photo
from desk.photos.renditions import Recipe, rendition, thumbnail
from tests.builders import MEDIA, SORANI
from tests.photos.files import (
    DETAILS,
    MAKE,
    MAKER_NOTE,
    POSITION,
    SERIAL,
    SHARED,
    SOFTWARE,
    a_file,
    needs_shared_photos,
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


def _telltale() -> bytes:
    from PIL import Image

    block = Image.Exif()
    block[MAKE], block[SOFTWARE] = "Maker", "Spyware 1.0"
    block.get_ifd(DETAILS).update({MAKER_NOTE: b"secret note", SERIAL: "12345"})
    block.get_ifd(POSITION).update({1: "N", 2: (36.0, 11.0, 24.0), 3: "E", 4: (44.0, 0.0, 36.0)})
    return a_file(exif=block.tobytes())


def test_position_serial_number_and_maker_s_note_stay_behind(tmp_path: Path) -> None:
    data = _telltale()
    assert has_position(data)
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
