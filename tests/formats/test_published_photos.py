"""Every photo file of an export, as exiftool reads it: whose it is and what it shows, and nothing that betrays."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from desk.article.model import Article, Photo
from desk.formats import export
from desk.formats.renditions import label
from desk.photos.reading import read_photo
from tests.formats.stories import ENGLISH, SHARED, Shelf, media_of, options
from tests.photos.files import DETAILS, MAKE, MAKER_NOTE, SERIAL, SOFTWARE, a_file

PHOTOS = sorted((SHARED / "photos").iterdir()) if (SHARED / "photos").is_dir() else []
BETRAYING = re.compile("GPS|Serial|MakerNote|Thumbnail|Software|Owner|History|XMP:Make|Model|CreatorTool|IPTC:|EXIF:")
pytestmark = [
    pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed"),
    pytest.mark.skipif(not PHOTOS, reason="the shared photos are not beside the project"),
]


def tags_of(folder: Path) -> dict[Path, dict[str, object]]:
    """Every tag of every picture in a folder and below, with its family in front."""
    told = subprocess.run(["exiftool", "-j", "-G0", "-a", "-u", "-r", str(folder)], capture_output=True, check=True)
    return {Path(found["SourceFile"]): found for found in json.loads(told.stdout) if "File:MIMEType" in found}


@cache
def story() -> tuple[Article, Shelf]:
    """A story of every shared photo, each with the words that it came with, and some where it had none."""
    files = originals()
    photos = tuple(_photo(name, data, number) for number, (name, data) in enumerate(files.items()))
    body = "\n\n".join(f"![](photo:{photo.id})" for photo in photos[1:])
    return replace(ENGLISH, photos=photos, lead=photos[0].id, body=body), Shelf(*files.values())


def originals() -> dict[str, bytes]:
    """The shared photos, and one that tells of its camera, by their names."""
    from PIL import Image

    block = Image.Exif()
    block[MAKE], block[SOFTWARE] = "Maker", "Spyware 1.0"
    block.get_ifd(DETAILS).update({MAKER_NOTE: b"secret note", SERIAL: "12345"})
    return {**{path.name: path.read_bytes() for path in PHOTOS}, "telltale.jpg": a_file(exif=block.tobytes())}


def _photo(name: str, data: bytes, number: int) -> Photo:
    photo = read_photo(data, name, media_of(data))
    return replace(
        photo,
        id=f"photo{number}",
        caption=photo.caption or f"کۆبوونەوەی وەزیران {number}",
        credit=photo.credit or "Desk News",
        copyright=photo.copyright or "© 2026 Desk News",
    )


def test_the_originals_betray_so_that_these_tests_mean_something(tmp_path: Path) -> None:
    for name, data in originals().items():
        (tmp_path / name).write_bytes(data)
    found = " ".join(tag for tags in tags_of(tmp_path).values() for tag in tags).replace("EXIF:", "")
    assert {"GPS", "Serial", "MakerNote", "Model", "Software"} <= set(BETRAYING.findall(found))


@pytest.mark.parametrize("format", ["page", "json"])
def test_every_file_says_whose_it_is_and_nothing_that_betrays(tmp_path: Path, format: str) -> None:
    article, shelf = story()
    export(article, format, tmp_path, shelf, options())
    files = {path: tags for path, tags in tags_of(tmp_path).items() if str(tags["File:MIMEType"]).startswith("image/")}
    by_name = {label(article, photo): photo for photo in article.photos}
    seen = set()
    for path, tags in files.items():
        name = re.sub(r"-(?:\d+|\d+x\d+)$", "", path.stem)
        photo = by_name[name]
        assert str(tags["XMP:Description"]).split() == photo.caption.split()
        assert (tags["XMP:Credit"], tags["XMP:Rights"]) == (photo.credit, photo.copyright)
        assert [tag for tag in tags if BETRAYING.search(tag)] == []
        seen.add((name, str(tags["File:MIMEType"])))
    assert seen == {(name, kind) for name in by_name for kind in ("image/jpeg", "image/webp")}
    assert {path.stem for path in files} >= {"lead-16x9", "lead-4x3", "lead-1x1"}
