"""Originals cleaned for another desk: the very same pixels, the story's words, and nothing of where they come from."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageSequence

from desk.article.model import Photo
from desk.article.trouble import Trouble
from desk.photos import words
from desk.photos.cleaning import cleaned
from desk.photos.icc import without_origin
from desk.photos.parts import jpeg_segments, png_chunk, riff_chunk
from desk.photos.reading import read_photo
from desk.photos.words import Words
from desk.photos.xmp import write_xmp
from tests.builders import MEDIA, SORANI, a_photo
from tests.photos.files import (
    DETAILS,
    KINDS,
    MAKE,
    MAKER_NOTE,
    ORIENTATION,
    POSITION,
    SERIAL,
    SHARED,
    SOFTWARE,
    a_file,
    dataset,
    needs_shared_photos,
    opened,
    packet,
    picture,
    resource,
    with_iim,
    with_segment,
)
from tests.photos.profiles import DISPLAY_P3, rgb_profile
from tests.photos.test_bad_files import corrupted, rich

LOSSLESS = ("image/jpeg", "image/png", "image/webp", "image/gif")
OWNER, LENS_SERIAL, HOST, PREVIEW = 0xA430, 0xA435, 0x013C, b"PREVIEWPREVIEW"
SECRETS = (b"S3CRET", b"s3cret", "S3CRET".encode("utf-16-le"))
TELLTALE = packet(
    "<e:GPSLatitude>36,11.4N</e:GPSLatitude><e:GPSLongitude>44,0.6E</e:GPSLongitude><p:Credit>S3CRET</p:Credit>"
    "<p:DocumentAncestors><r:Bag><r:li>S3CRET</r:li></r:Bag></p:DocumentAncestors>",
    'xmlns:a="http://ns.adobe.com/exif/1.0/aux/" a:SerialNumber="S3CRET" a:OwnerName="S3CRET" '
    'xmlns:x="http://ns.adobe.com/xap/1.0/" x:CreatorTool="S3CRET"',
)


def telltale_exif(way: int = 1) -> bytes:
    block = Image.Exif()
    block[MAKE], block[SOFTWARE], block[HOST], block[ORIENTATION] = "S3CRET", "S3CRET 1.0", "S3CRET", way
    block.get_ifd(DETAILS).update({MAKER_NOTE: b"S3CRET note", SERIAL: "S3CRET", LENS_SERIAL: "S3CRET"})
    block.get_ifd(DETAILS)[OWNER] = "S3CRET"
    block.get_ifd(POSITION).update({1: "N", 2: (36.0, 11.0, 24.0), 3: "E", 4: (44.0, 0.0, 36.0)})
    return block.tobytes()


def telltale(kind: str, image: Image.Image | None = None, way: int = 1) -> bytes:
    """A file of a kind that betrays all it can, wherever its kind has room for it."""
    image, block = image or picture(), telltale_exif(way)
    if kind == "image/jpeg":
        iim = dataset(120, b"S3CRET") + dataset(65, b"S3CRET program")
        data = with_iim(a_file(kind, image, exif=block, xmp=TELLTALE, comment=b"S3CRET"), iim)
        for marker, content in [
            *((0xE1, b"http://ns.adobe.com/xmp/extension/\0S3CRET"), (0xE2, b"MPF\0S3CRET"), (0xE0, b"JFXX\0S3CRET")),
            *((0xED, b"Photoshop 3.0\0" + resource(0x0422, b"S3CRET")), (0xEB, b"S3CRET"), (0xEF, b"S3CRET")),
        ]:
            data = with_segment(data, marker, content)
        return data + b"\0\0ftypmp42 S3CRET film"
    if kind == "image/png":
        png, end = a_file(kind, image, exif=block), png_chunk(b"IEND", b"")
        more = [(b"tEXt", b"Software\0S3CRET"), (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + TELLTALE)]
        more += [(b"zTXt", b"S3CRET\0\0xyz"), (b"tIME", b"S3CRET!"), (b"prVt", b"S3CRET")]
        return png.removesuffix(end) + b"".join(png_chunk(*each) for each in more) + end + b"S3CRET"
    if kind == "image/gif":
        block = b"!\xff\x0bXMP DataXMP" + TELLTALE + bytes((1, *range(255, -1, -1), 0))
        return a_file(kind, image, comment=b"S3CRET")[:-1] + block + b";S3CRET"
    if kind == "image/webp":
        data = a_file(kind, image, exif=block, xmp=TELLTALE, lossless=True) + riff_chunk(b"PRVT", b"S3CRET")
        return data[:4] + (len(data) - 8).to_bytes(4, "little") + data[8:] + b"S3CRET"
    if kind == "image/tiff":
        return a_file(kind, image, exif=block, tiffinfo={700: TELLTALE, SOFTWARE: "S3CRET", HOST: "S3CRET"})
    return a_file(kind, image, exif=block, xmp=TELLTALE)


def photo_of(data: bytes, **parts: object) -> Photo:
    return replace(read_photo(data, "dam", MEDIA), **parts)  # type: ignore[arg-type]


SAID = {"caption": SORANI, "credit": "Desk News", "copyright": "© 2026 Desk News", "keywords": ("ئاو",)}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_betrays_is_left_and_the_words_are_there(kind: str) -> None:
    data = telltale(kind)
    assert any(secret in data for secret in SECRETS), "else this test means nothing"
    made, as_kind = cleaned(data, photo_of(data, **SAID))
    assert not any(secret in made for secret in (*SECRETS, b"GPS", b"ftypmp42"))
    back = read_photo(made, "dam", MEDIA)
    assert back.kind == as_kind
    assert {name: getattr(back, name) for name in SAID} == SAID


MODES = {
    "image/jpeg": ("RGB", "L", "CMYK"),
    "image/png": ("RGB", "L", "RGBA", "P", "I;16", "1", "LA"),
    "image/webp": ("RGB", "RGBA"),
    "image/gif": ("L", "P", "1"),
}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in MODES.items() for mode in modes])
def test_no_pixel_is_lost(kind: str, mode: str) -> None:
    image = picture(mode="L").convert("I").convert("I;16") if mode == "I;16" else picture(mode=mode)
    data = telltale(kind, image)
    made, as_kind = cleaned(data, photo_of(data))
    before, after = opened(data), opened(made)
    assert (as_kind, after.mode, after.size) == (kind, before.mode, before.size)
    assert before.tobytes() == after.tobytes()
    assert before.getpalette() == after.getpalette()


def test_a_progressive_jpeg_of_several_scans_and_restarts_stays_as_it_is() -> None:
    noisy = picture(300, 200).effect_spread(30)
    for options in ({"progressive": True}, {"restart_marker_rows": 1}, {"quality": 100, "subsampling": 0}):
        data = a_file(image=noisy, exif=telltale_exif(), **options)
        made, _ = cleaned(data, photo_of(data))
        assert opened(made).tobytes() == opened(data).tobytes()
        assert len(made) < len(data)


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/webp", "image/tiff", "image/avif", "image/heic"])
@pytest.mark.parametrize("way", range(1, 9))
def test_every_orientation_is_kept_or_turned_upright(kind: str, way: int) -> None:
    data = telltale(kind, way=way)
    photo = photo_of(data)
    made, _ = cleaned(data, photo)
    back = read_photo(made, "dam", MEDIA)
    assert (back.width, back.height) == (photo.width, photo.height)
    assert _corner(made) == _corner(data) != ""


def _corner(data: bytes) -> str:
    """Where the red corner is once the photo is upright."""
    from desk.photos.renditions import thumbnail

    seen = opened(thumbnail(data, 96))
    places = {"left top": (3, 3), "right top": (-4, 3), "left bottom": (3, -4), "right bottom": (-4, -4)}
    seen_at = {name: seen.getpixel((x % seen.width, y % seen.height)) for name, (x, y) in places.items()}
    return " ".join(name for name, pixel in seen_at.items() if _is_red(pixel))


def _is_red(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return pixel[0] > pixel[1] + 60


@pytest.mark.parametrize("kind", ["image/gif", "image/webp", "image/png"])
def test_an_animation_keeps_its_frames(kind: str) -> None:
    frames = [picture().rotate(angle) for angle in (90, 180)]
    data = a_file(kind, picture(), save_all=True, append_images=frames, duration=[100, 200, 300], loop=0)
    made, _ = cleaned(data, photo_of(data))
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(made)) as after:
        pairs = list(zip(ImageSequence.Iterator(before), ImageSequence.Iterator(after), strict=True))
        assert len(pairs) == 3
        for one, other in pairs:
            assert ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox() is None
            assert one.info.get("duration") == other.info.get("duration")
        assert before.info.get("loop") == after.info.get("loop")


def test_a_see_through_webp_and_gif_and_png_stay_so() -> None:
    clear = picture(mode="RGBA")
    clear.putalpha(Image.new("L", clear.size, 77))
    for kind, options in (("image/webp", {"lossless": True}), ("image/webp", {}), ("image/png", {}), ("image/gif", {})):
        data = a_file(kind, clear, **options)
        made, _ = cleaned(data, photo_of(data))
        assert opened(made).convert("RGBA").tobytes() == opened(data).convert("RGBA").tobytes()


@pytest.mark.parametrize("kind", ["image/heic", "image/avif"])
def test_what_cannot_be_taken_apart_becomes_a_fine_jpeg_with_its_profile(kind: str) -> None:
    profile = without_origin(rgb_profile(DISPLAY_P3))
    data = a_file(kind, picture(), icc_profile=rgb_profile(DISPLAY_P3))
    made, as_kind = cleaned(data, photo_of(data))
    after = opened(made)
    assert (as_kind, after.size, after.info["icc_profile"]) == ("image/jpeg", (96, 64), profile)
    difference = ImageChops.difference(opened(data).convert("RGB"), after).convert("L")
    assert sum(difference.tobytes()) / (96 * 64) < 3


@pytest.mark.parametrize("mode", ["L", "RGB", "P", "1", "I;16", "CMYK", "F", "LAB"])
def test_a_tiff_becomes_a_png(mode: str) -> None:
    from PIL import ImageCms

    image = picture(mode="RGB" if mode in ("LAB", "I;16") else mode)
    if mode == "I;16":
        image = picture(mode="L").convert("I").convert("I;16")
    if mode == "LAB":
        profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        image = ImageCms.profileToProfile(image, *profiles, outputMode="LAB") or image
    data = a_file("image/tiff", image)
    made, kind = cleaned(data, photo_of(data, **SAID))
    assert kind == "image/png"
    assert read_photo(made, "dam", MEDIA).caption == SORANI
    if mode in ("L", "RGB", "P", "1", "I;16"):
        assert opened(made).tobytes() == image.tobytes()


def test_of_the_moment_the_day_alone_goes_along() -> None:
    data = a_file()
    made, _ = cleaned(data, photo_of(data, taken="2026-03-03T09:31:07+03:00"))
    assert read_photo(made, "dam", MEDIA).taken == "2026-03-03"


def test_a_photo_without_words_has_no_packet() -> None:
    data = telltale("image/jpeg")
    wordless = Photo("p1", MEDIA)
    assert b"xmp" not in cleaned(data, wordless)[0].lower()


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_that_is_to_keep_its_origin_is_returned_as_it_came(kind: str) -> None:
    data = telltale(kind)
    assert cleaned(data, a_photo(with_origin=True)) == (data, kind)


@pytest.mark.parametrize("kind", LOSSLESS)
def test_cleaning_twice_is_cleaning_once(kind: str) -> None:
    data = telltale(kind, way=1 if kind == "image/gif" else 6)
    photo = photo_of(data, **SAID)
    once, _ = cleaned(data, photo)
    assert cleaned(once, photo)[0] == once


def test_a_jpeg_whose_structure_does_not_hold_is_encoded_anew() -> None:
    data = a_file(exif=telltale_exif(6))
    odd = data[:20] + b"\0\0\0" + data[20:]  # behind the first segment: Pillow looks for the next mark
    made, kind = cleaned(odd, photo_of(odd, **SAID))
    assert (kind, opened(made).size) == ("image/jpeg", (64, 96))
    assert not any(secret in made for secret in SECRETS)


@pytest.mark.parametrize("data", [b"", b"no photo", b"<svg/>", b"\xff\xd8\xff", b"GIF89a"])
def test_what_is_no_photo_is_trouble(data: bytes) -> None:
    with pytest.raises(Trouble):
        cleaned(data, a_photo())


@pytest.mark.parametrize("kind", KINDS)
def test_corrupted_files_give_bytes_or_trouble(kind: str) -> None:
    dice, data = random.Random(11), rich(kind)
    for _ in range(60):
        broken = corrupted(data, dice)
        try:
            made, as_kind = cleaned(broken, a_photo())
        except Trouble:
            continue
        assert made
        assert as_kind in KINDS


@given(
    st.sampled_from(sorted(KINDS)),
    st.integers(1, 24),
    st.integers(1, 24),
    st.integers(1, 8),
    st.builds(Words, caption=st.sampled_from(["", SORANI, "A & <b>"]), credit=st.sampled_from(["", "AFP"])),
)
def test_any_file_of_any_kind_keeps_size_and_words(kind: str, width: int, height: int, way: int, said: Words) -> None:
    if kind in ("image/avif", "image/heic"):
        width, height = width + 40, height + 40
    data = telltale(kind, picture(width + 6, height + 6), 1 if kind == "image/gif" else way)
    photo = replace(photo_of(data), **{name: getattr(said, name) for name in words.NAMES})
    made, _ = cleaned(data, photo)
    back = read_photo(made, "dam", MEDIA)
    assert words.of_photo(back) == said
    assert (back.width, back.height) == (photo.width, photo.height)
    assert not any(secret in made for secret in SECRETS)


exiftool = pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
BETRAYING = ("GPS", "Serial", "MakerNote", "Thumbnail", "Preview", "Software", "Owner", "History", "Ancestors")
BETRAYING += ("Make", "Model", "CreatorTool", "HostComputer", "DerivedFrom", "DocumentID", "InstanceID", "Comment")
FRAMES = {"JFIF", "APP14", "ICC_Profile", "XMP", "RIFF", "PNG", "GIF", "Composite"}


def _told(file: Path) -> dict[str, object]:
    """Every tag that exiftool finds, embedded films and previews included."""
    command = ["exiftool", "-j", "-G0", "-a", "-u", "-U", "-ee", str(file)]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)[0]
    return {tag: value for tag, value in found.items() if tag.split(":")[0] not in ("File", "ExifTool", "SourceFile")}


def _betrayals(tags: dict[str, object]) -> list[str]:
    """The tags that have no business in a cleaned file; a colour profile's own names belong to it."""
    of_file = [tag for tag in tags if not tag.startswith("ICC_Profile:") and tag != "EXIF:Orientation"]
    return [tag for tag in of_file if tag.split(":")[0] not in FRAMES or any(word in tag for word in BETRAYING)]


@exiftool
@needs_shared_photos
@pytest.mark.parametrize("name", sorted(file.name for file in SHARED.iterdir()) if SHARED.is_dir() else [])
def test_exiftool_finds_the_words_and_nothing_else_in_real_photos(tmp_path: Path, name: str) -> None:
    data = (SHARED / name).read_bytes()
    file = tmp_path / "cleaned"
    file.write_bytes(cleaned(data, photo_of(data, **SAID))[0])
    tags = _told(file)
    assert _betrayals(_told(SHARED / name)), "else this test means nothing"
    assert _betrayals(tags) == []
    assert (tags["XMP:Description"], tags["XMP:Credit"]) == (SORANI, "Desk News")
    assert tags["XMP:Rights"] == "© 2026 Desk News"


@exiftool
@pytest.mark.parametrize("kind", KINDS)
def test_exiftool_finds_the_words_and_nothing_else_in_every_kind(tmp_path: Path, kind: str) -> None:
    data = telltale(kind, way=1 if kind == "image/gif" else 3)
    before, after = tmp_path / "before", tmp_path / "after"
    before.write_bytes(data)
    after.write_bytes(cleaned(data, photo_of(data, **SAID))[0])
    tags = _told(after)
    assert _betrayals(_told(before))
    assert _betrayals(tags) == []
    assert (tags["XMP:Description"], tags["XMP:Credit"]) == (SORANI, "Desk News")


@needs_shared_photos
@pytest.mark.parametrize("name", sorted(file.name for file in SHARED.glob("*.jpg")) if SHARED.is_dir() else [])
def test_a_real_jpeg_loses_no_pixel(name: str) -> None:
    data = (SHARED / name).read_bytes()
    made, _ = cleaned(data, photo_of(data))
    assert opened(made).tobytes() == opened(data).tobytes()
    assert {part.name for part in jpeg_segments(made)} <= {part.name for part in jpeg_segments(data)} | {b"\xe1"}


def test_the_packet_of_the_file_is_replaced_and_not_doubled() -> None:
    data = a_file(xmp=write_xmp(Words(caption="S3CRET")))
    made, _ = cleaned(data, photo_of(data, caption="A dam"))
    assert made.count(b"<x:xmpmeta") == 1
    assert b"S3CRET" not in made


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *((b"pHYs", bytes(8) + b"\1S3CRET"), (b"gAMA", b"\0\0\xb1\x8fS3CRET"), (b"sRGB", b"\0S3CRET")),
        *((b"cHRM", bytes(32) + b"S3CRET"), (b"bKGD", bytes(6) + b"S3CRET"), (b"sBIT", b"\x08\x08\x08S3CRET")),
        (b"bKGD", b"S"),
    ],
)
def test_a_png_s_chunk_of_another_size_than_its_own_is_left_out(name: bytes, content: bytes) -> None:
    png = a_file("image/png")
    data = png[:33] + png_chunk(name, content) + png[33:]
    made, kind = cleaned(data, photo_of(data))
    assert (made, kind) == (png, "image/png")


def test_a_png_s_chunks_of_their_own_sizes_stay() -> None:
    sized = [(b"pHYs", 9), (b"gAMA", 4), (b"cHRM", 32), (b"sRGB", 1), (b"bKGD", 6), (b"sBIT", 3)]
    chunks = b"".join(png_chunk(name, b"\1" * size) for name, size in sized)
    data = a_file("image/png")[:33] + chunks + a_file("image/png")[33:]
    assert cleaned(data, photo_of(data))[0] == data


def test_the_end_of_a_png_holds_nothing() -> None:
    png, end = a_file("image/png"), png_chunk(b"IEND", b"")
    data = png.removesuffix(end) + png_chunk(b"IEND", b"S3CRET")
    assert b"S3CRET" not in cleaned(data, photo_of(data))[0]


def test_a_gif_s_colour_profile_which_nobody_reads_stays_behind() -> None:
    block = b"!\xff\x0bICCRGBG1012\x06S3CRET\0"
    data = a_file("image/gif")[:-1] + block + b";"
    assert cleaned(data, photo_of(data))[0] == cleaned(a_file("image/gif"), photo_of(data))[0]
