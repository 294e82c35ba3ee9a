"""Files that are no photos, broken, or made to harm: one plain sentence each, and never anything but Trouble."""

from __future__ import annotations

import gc
import gzip
import random
import re
from collections.abc import Callable

import pytest

from desk.article.model import Photo
from desk.article.trouble import Trouble
from desk.photos.cleaning import cleaned
from desk.photos.reading import image_kind, origin_of, read_photo
from desk.photos.renditions import Recipe, rendition, thumbnail
from desk.photos.words import Words
from desk.photos.xmp import write_xmp
from tests.builders import MEDIA, SORANI, a_photo
from tests.photos.files import (
    DESCRIPTION,
    KINDS,
    ORIENTATION,
    SHARED,
    a_file,
    exif,
    needs_shared_photos,
    picture,
)

ONE_SENTENCE = r"\A[^\n.]+(?:\.\w+[^\n.]+)*\.\Z"
"""One full stop, at the end, beside those of a file's name."""
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def _refusal(data: bytes, name: str = "dam.jpg") -> str:
    with pytest.raises(Trouble, match=ONE_SENTENCE) as caught:
        read_photo(data, name, MEDIA)
    assert name in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"The quick brown fox", "no photo"),
        (SORANI.encode("utf-16"), "no photo"),
        (b"%PDF-1.7", "no photo"),
        (b"\0" * 1000, "no photo"),
        (SVG, "SVG"),
        (b"\xef\xbb\xbf<!-- x --><SVG>", "SVG"),
        (SVG.decode().encode("utf-16"), "SVG"),
        (SVG.decode().encode("utf-16-be"), "SVG"),
        (gzip.compress(SVG), "SVG"),
        (gzip.compress(b"A dam"), "no photo"),
        (b"\x1f\x8bA dam", "no photo"),
        (b"II*\0\x10\0\0\0CR\2\0" + b"\0" * 50, "raw"),
        (b"\xff\xd8\xff", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"GIF89a", "damaged"),
        (b"RIFF\x10\0\0\0WEBP", "damaged"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "damaged"),
    ],
)
def test_what_is_no_photo_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    assert says in _refusal(data)


@pytest.mark.parametrize("tags", [{0xC612: b"\1\4\0\0"}, {0x00FE: 1, 0x014A: 8}])
def test_raw_files_that_pose_as_tiff_are_refused(tags: dict[int, object]) -> None:
    assert "raw" in _refusal(a_file("image/tiff", tiffinfo=tags), "dam.dng")


def test_a_wrong_ending_does_no_harm() -> None:
    assert read_photo(a_file("image/png"), "dam.jpg", MEDIA).kind == "image/png"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_truncated_file_is_noticed(kind: str, part: float) -> None:
    data = a_file(kind, picture(400, 300).effect_spread(40))
    assert "damaged" in _refusal(data[: int(len(data) * part)])


@pytest.mark.parametrize("kind", KINDS)
def test_corrupted_files_give_a_photo_or_trouble_and_nothing_else(kind: str) -> None:
    _corrupt_and_try(rich(kind), times=100, seed=7)


@needs_shared_photos
@pytest.mark.parametrize("name", sorted(file.name for file in SHARED.glob("*.jpg")) if SHARED.is_dir() else [])
def test_corrupted_real_photos_give_a_photo_or_trouble_and_nothing_else(name: str) -> None:
    _corrupt_and_try((SHARED / name).read_bytes(), times=60, seed=3)


@needs_shared_photos
def test_a_corrupted_heic_of_a_real_phone_gives_a_photo_or_trouble_and_nothing_else() -> None:
    _corrupt_and_try((SHARED / "phone.heic").read_bytes(), times=8, seed=5)


def rich(kind: str) -> bytes:
    """A small file with all the metadata that its kind can hold."""
    block = exif({ORIENTATION: 6, DESCRIPTION: "A dam"})
    xmp = write_xmp(Words(caption=SORANI, credit="AFP", keywords=("water",)))
    options: dict[str, dict[str, object]] = {
        "image/jpeg": {"exif": block, "xmp": xmp},
        "image/png": {"exif": block},
        "image/tiff": {"exif": block, "tiffinfo": {700: xmp}},
        "image/gif": {},
    }
    return a_file(kind, picture().effect_spread(9), **options.get(kind, {"exif": block, "xmp": xmp}))


def _corrupt_and_try(data: bytes, times: int, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(times):
        broken = corrupted(data, dice)
        for asked in _questions(broken):
            try:
                asked()
            except Trouble as trouble:
                assert re.search(ONE_SENTENCE, str(trouble))  # noqa: PT017 - both ways out are right
    gc.collect()  # an unclosed file would now warn, and a warning fails the test


def _questions(data: bytes) -> tuple[Callable[[], object], ...]:
    def made() -> Photo:
        return read_photo(data, "dam", MEDIA)

    return (
        made,
        lambda: image_kind(data),
        lambda: origin_of(data),
        lambda: cleaned(data, a_photo()),
        lambda: thumbnail(data, 32),
        lambda: rendition(data, made(), Recipe(48, "16:9")),
    )


def corrupted(data: bytes, dice: random.Random) -> bytes:
    """The file with some bytes changed, lost, doubled or put in; often near its head, where the structure is."""
    broken, reach = bytearray(data), dice.choice([len(data), min(len(data), 2000), min(len(data), 64)])
    at, size = dice.randrange(reach), dice.choice([1, 4, 40, 400])
    match dice.choice(["change", "change", "cut", "lose", "put in", "double"]):
        case "change":
            for _ in range(size):
                broken[dice.randrange(reach)] = dice.randrange(256)
        case "cut":
            del broken[at:]
        case "lose":
            del broken[at : at + size]
        case "put in":
            broken[at:at] = dice.randbytes(size)
        case "double":
            broken[at:at] = broken[at : at + size]
    return bytes(broken)
