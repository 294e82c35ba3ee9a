"""What a file carries is what the photo says: every kind of file, every block, in their order; real photographs."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image, TiffImagePlugin

from desk.photos.iim import write_iim
from desk.photos.parts import png_chunk
from desk.photos.reading import image_kind, origin_of, read_photo
from desk.photos.words import Words
from desk.photos.xmp import write_xmp
from tests.builders import ARABIC, MEDIA, SORANI
from tests.photos.files import (
    ARTIST,
    COPYRIGHT,
    DESCRIPTION,
    KINDS,
    NOTE,
    ORIENTATION,
    POSITION,
    SHARED,
    TAKEN,
    ZONE,
    a_file,
    dataset,
    exif,
    extended,
    in_pieces,
    needs_shared_photos,
    packet,
    picture,
    resource,
    with_iim,
    with_segment,
)


def test_importing_the_package_does_not_import_pillow() -> None:
    modules = "desk.photos, desk.photos.reading, desk.photos.renditions, sys"
    heavy = "{'PIL', 'pillow_heif', 'defusedxml'} & set(sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", f"import {modules}; sys.exit(bool({heavy}))"], check=False).returncode
        == 0
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known_by_its_content_and_read(kind: str) -> None:
    data = a_file(kind)
    photo = read_photo(data, "whatever.txt", MEDIA)
    assert image_kind(data) == photo.kind == kind
    assert (photo.name, photo.media, photo.width, photo.height) == ("whatever.txt", MEDIA, 96, 64)
    assert photo.focus == (0.5, 0.5)


def test_every_photo_has_an_id_of_its_own() -> None:
    data = a_file()
    assert read_photo(data, "a.jpg", MEDIA).id != read_photo(data, "a.jpg", MEDIA).id


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/webp", "image/tiff", "image/avif", "image/heic"])
def test_xmp_is_read_from_every_kind(kind: str) -> None:
    said = Words(caption=SORANI, credit="Desk News", alt="A dam", keywords=("ئاو",))
    photo = read_photo(_with_xmp(kind, write_xmp(said)), "dam", MEDIA)
    assert (photo.caption, photo.credit, photo.alt, photo.keywords) == (SORANI, "Desk News", "A dam", ("ئاو",))


def _with_xmp(kind: str, xmp: bytes) -> bytes:
    if kind == "image/png":
        from PIL.PngImagePlugin import PngInfo

        text = PngInfo()
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return a_file(kind, pnginfo=text)
    return a_file(kind, tiffinfo={700: xmp}) if kind == "image/tiff" else a_file(kind, xmp=xmp)


def test_xmp_is_read_from_a_gif() -> None:
    data = a_file("image/gif")
    block = b"!\xff\x0bXMP DataXMP" + packet("<p:Credit>AFP</p:Credit>") + bytes(range(1, 256)) + b"\0\0"
    assert read_photo(data[:-1] + block + data[-1:], "dam.gif", MEDIA).credit == "AFP"


@pytest.mark.parametrize("compressed", [True, False])
def test_xmp_is_read_from_behind_a_png_s_pixels_too(compressed: bool) -> None:
    said = packet(f"<p:Credit>{SORANI}</p:Credit>")
    text = b"\1\0\0\0" + zlib.compress(said) if compressed else b"\0\0\0\0" + said
    png, end = a_file("image/png"), png_chunk(b"IEND", b"")
    data = png.removesuffix(end) + png_chunk(b"iTXt", b"XML:com.adobe.xmp\0" + text) + end
    assert read_photo(data, "dam.png", MEDIA).credit == SORANI


def test_the_extended_packet_of_a_jpeg_is_put_together_in_its_order() -> None:
    main = packet("<p:Credit>AFP</p:Credit>", f'{NOTE} n:HasExtendedXMP="{"A1" * 16}"')
    data = a_file(xmp=main)
    for offset, piece in in_pieces(packet(f"<p:Credit>Other</p:Credit><p:City>{SORANI}</p:City>"), 100):
        data = with_segment(data, 0xE1, extended(piece, offset))
    stranger = extended(packet("<p:Country>Nowhere</p:Country>"), 0, "B2" * 16)
    photo = read_photo(with_segment(data, 0xE1, stranger), "dam.jpg", MEDIA)
    assert (photo.credit, photo.city, photo.country) == ("AFP", SORANI, "")


def test_iim_that_goes_on_in_another_segment_is_read_whole() -> None:
    resources = resource(0x03ED, b"odd") + resource(0x0404, dataset(110, b"AFP") + dataset(120, b"A dam"))
    data = with_segment(a_file(), 0xED, b"Photoshop 3.0\0" + resources[40:])
    data = with_segment(data, 0xED, b"Photoshop 3.0\0" + resources[:40])
    photo = read_photo(data, "dam.jpg", MEDIA)
    assert (photo.credit, photo.caption) == ("AFP", "A dam")


def test_xmp_comes_before_iim_and_iim_before_exif() -> None:
    camera = exif({DESCRIPTION: "EXIF caption", ARTIST: "EXIF artist", COPYRIGHT: "EXIF rights"})
    jpeg = a_file(exif=camera, xmp=write_xmp(Words(caption="XMP caption", city=" ")))
    photo = read_photo(
        with_iim(jpeg, write_iim(Words(caption="IIM caption", photographer="IIM artist", city="Erbil"))), "a", MEDIA
    )
    assert photo.caption == "XMP caption"
    assert photo.photographer == "IIM artist"
    assert photo.copyright == "EXIF rights"
    assert photo.city == "Erbil"


def test_alt_text_is_never_the_caption() -> None:
    jpeg = with_iim(a_file(exif=exif({DESCRIPTION: "A dam"})), write_iim(Words(caption="A dam", alt="lost")))
    assert read_photo(jpeg, "dam.jpg", MEDIA).alt == ""


def test_exif_gives_caption_artists_copyright_and_the_moment_with_its_zone() -> None:
    tags = {DESCRIPTION: "A dam", ARTIST: "Hemin; Sara", COPYRIGHT: "Hemin\0Desk News"}
    details = {TAKEN: "2026:03:03 09:30:00", ZONE: "+03:00"}
    photo = read_photo(a_file(exif=exif(tags, details)), "a.jpg", MEDIA)
    assert (photo.caption, photo.photographer, photo.copyright) == ("A dam", "Hemin, Sara", "Hemin, Desk News")
    assert photo.taken == "2026-03-03T09:30:00+03:00"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_arabic_in_exif_is_read_in_its_encoding(encoding: str) -> None:
    latin = ARABIC.encode(encoding).decode("latin-1")
    data = a_file(exif=exif({DESCRIPTION: "#" * len(latin)}))
    assert read_photo(data.replace(b"#" * len(latin), latin.encode("latin-1")), "a.jpg", MEDIA).caption == ARABIC


def test_a_clock_that_was_never_set_tells_no_moment() -> None:
    assert read_photo(a_file(exif=exif({}, {TAKEN: "0000:00:00 00:00:00"})), "a.jpg", MEDIA).taken == ""


def test_mojibake_is_mended_and_never_stored() -> None:
    spoiled = SORANI.encode().decode("latin-1")
    assert read_photo(a_file(xmp=write_xmp(Words(caption=spoiled))), "a.jpg", MEDIA).caption == SORANI


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/webp", "image/tiff", "image/avif", "image/heic"])
@pytest.mark.parametrize("way", range(1, 9))
def test_the_size_is_that_of_the_photo_as_it_is_seen(kind: str, way: int) -> None:
    photo = read_photo(a_file(kind, exif=exif({ORIENTATION: way})), "a", MEDIA)
    assert (photo.width, photo.height) == ((96, 64) if way < 5 else (64, 96))


def test_iim_in_a_tiff_is_read_from_its_own_tag_and_from_photoshop_s() -> None:
    block = write_iim(Words(credit="AFP"))
    assert read_photo(_tiff(0x8649, 7, resource(0x0404, block)), "a.tif", MEDIA).credit == "AFP"
    assert read_photo(_tiff(0x83BB, 7, block), "a.tif", MEDIA).credit == "AFP"


def test_iim_that_calls_itself_32_bit_numbers_is_read_too() -> None:
    block = write_iim(Words(credit="AFP"))
    block += bytes(-len(block) % 4)
    as_bytes, as_numbers = struct.pack("<HHI", 0x83BB, 7, len(block)), struct.pack("<HHI", 0x83BB, 4, len(block) // 4)
    data = _tiff(0x83BB, 7, block)
    assert as_bytes in data
    assert read_photo(data.replace(as_bytes, as_numbers), "a.tif", MEDIA).credit == "AFP"


def _tiff(tag: int, field: int, value: object) -> bytes:
    directory = TiffImagePlugin.ImageFileDirectory_v2()
    directory.tagtype[tag] = field
    directory[tag] = value
    return a_file("image/tiff", tiffinfo=directory)


def test_a_position_is_noticed_in_exif_and_in_xmp() -> None:
    assert origin_of(a_file(exif=_position({1: "N", 2: (36.0, 11.0, 24.0)}))).position
    assert origin_of(a_file(xmp=packet("", 'e:GPSLatitude="36,11.4N"'))).position
    assert not origin_of(a_file(exif=_position({0: b"\2\2\0\0"}))).position
    assert not origin_of(a_file("image/png")).position


def _position(tags: dict[int, object]) -> bytes:
    block = Image.Exif()
    block.get_ifd(POSITION).update(tags)
    return block.tobytes()


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1"])
def test_photos_of_every_depth_and_colour_are_read(mode: str) -> None:
    kind = {"P": "image/png", "1": "image/png"}.get(mode, "image/jpeg")
    assert read_photo(a_file(kind, picture(mode=mode)), "a", MEDIA).width == 96


@needs_shared_photos
def test_a_phone_s_photo_is_upright_and_its_position_noticed() -> None:
    data = (SHARED / "phone.heic").read_bytes()
    photo = read_photo(data, "phone.heic", MEDIA)
    assert (photo.kind, photo.width, photo.height) == ("image/heic", 2566, 3313)
    assert photo.taken == "2021-04-11T15:47:53"
    assert origin_of(data).position


@needs_shared_photos
def test_real_positions_are_noticed() -> None:
    found = {file.name for file in SHARED.iterdir() if origin_of(file.read_bytes()).position}
    assert found == {"gps-position.jpg", "iim-credit.jpg", "phone.heic"}


def test_a_phone_s_several_pictures_in_one_jpeg_are_one_photo() -> None:
    from io import BytesIO

    out = BytesIO()
    picture().save(out, "MPO", save_all=True, append_images=[picture(32, 32)])
    photo = read_photo(out.getvalue(), "a.jpg", MEDIA)
    assert (photo.kind, photo.width) == ("image/jpeg", 96)


def test_iim_stands_for_itself_where_a_strange_segment_comes_first() -> None:
    jpeg = with_segment(with_iim(a_file(), dataset(110, b"AFP")), 0xE5, b"strange")
    assert read_photo(jpeg, "a.jpg", MEDIA).credit == "AFP"
