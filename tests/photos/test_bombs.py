"""Files made to exhaust a computer: sizes that no memory holds, metadata without end, films of 10,000 pictures."""

from __future__ import annotations

import struct
import threading
import warnings
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from desk.article.trouble import Trouble
from desk.photos import opening, renditions
from desk.photos.cleaning import cleaned
from desk.photos.colour import as_srgb
from desk.photos.parts import png_chunk, riff_chunk
from desk.photos.reading import origin_of, read_photo
from desk.photos.renditions import Recipe, rendition, thumbnail
from tests.builders import MEDIA, SORANI, a_photo
from tests.photos.files import (
    KINDS,
    NOTE,
    a_file,
    dataset,
    extended,
    in_pieces,
    opened,
    packet,
    picture,
    png_header,
    with_iim,
    with_segment,
)
from tests.photos.test_bad_files import ONE_SENTENCE
from tests.photos.test_cleaning import telltale
from tests.photos.test_xmp import BOMB

EXTERNAL = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + packet("<p:City>&e;</p:City>")
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(20))
    + b"]>"
    + packet("<p:City>&u;</p:City>")
)
ATTACKS = {
    "few laughs": BOMB,
    "a billion laughs": LAUGHS,
    "in UTF-16": LAUGHS.decode().encode("utf-16"),
    "an entity from outside": EXTERNAL,
    "a definition from outside": b'<!DOCTYPE x SYSTEM "http://example.com/x.dtd">' + packet(""),
    "no bottom": b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + b"<x:a>" * 500_000,
}


def refusals(data: bytes, name: str = "dam.jpg") -> set[str]:
    """What each way into a file says of it."""
    photo = a_photo(name=name)
    asked: tuple[Callable[[], object], ...] = (
        lambda: read_photo(data, name, MEDIA),
        lambda: thumbnail(data, 320),
        lambda: rendition(data, photo, Recipe(480)),
        lambda: cleaned(data, photo),
        lambda: origin_of(data),
    )
    said = set()
    for each in asked:
        with pytest.raises(Trouble, match=ONE_SENTENCE) as caught:
            each()
        said.add(str(caught.value).replace("The photo", f"“{name}”"))
    return said


def _gif(width: int, height: int) -> bytes:
    data = a_file("image/gif")
    return data[:6] + struct.pack("<HH", width, height) + data[10:]


def _tiff(width: int, height: int) -> bytes:
    data = a_file("image/tiff", picture(16, 16))
    for tag, value in ((0x0100, width), (0x0101, height)):
        at = data.index(struct.pack("<HH", tag, 4) + struct.pack("<II", 1, 16))
        data = data[:at] + struct.pack("<HHII", tag, 4, 1, value) + data[at + 12 :]
    return data


def _webp(width: int, height: int, moving: bool = False) -> bytes:
    body, sizes = a_file("image/webp", picture(16, 16))[12:], [(width - 1), (height - 1)]
    wide = bytes((2 if moving else 0, 0, 0, 0)) + b"".join(size.to_bytes(3, "little") for size in sizes)
    if moving:
        frame = bytes(6) + (15).to_bytes(3, "little") * 2 + bytes(4) + body
        body = riff_chunk(b"ANIM", bytes(6)) + riff_chunk(b"ANMF", frame)
    return riff_chunk(b"RIFF", b"WEBP" + riff_chunk(b"VP8X", wide) + body)


def _jpeg(width: int, height: int) -> bytes:
    data = a_file()
    at = data.index(b"\xff\xc0")
    return data[: at + 5] + struct.pack(">HH", height, width) + data[at + 9 :]


def _boxed(kind: str) -> Callable[[int, int], bytes]:
    def made(width: int, height: int) -> bytes:
        data = a_file(kind)
        at = data.index(b"ispe") + 8
        return data[:at] + struct.pack(">II", width, height) + data[at + 8 :]

    return made


SIZED = {
    "image/jpeg": _jpeg,
    "image/png": png_header,
    "image/webp": _webp,
    "image/tiff": _tiff,
    "image/gif": _gif,
    "image/avif": _boxed("image/avif"),
    "image/heic": _boxed("image/heic"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_60_000_by_60_000_pixels_are_refused_before_they_are_decoded(kind: str) -> None:
    (said,) = refusals(SIZED[kind](60_000, 60_000))
    assert "more than 160 megapixels" in said or kind == "image/avif"  # whose decoder calls that damaged


@pytest.mark.parametrize("size", [(160_000_001, 1), (17_000, 17_000), (2_000_000_000, 2_000_000_000)])
def test_sizes_beyond_sense_are_refused(size: tuple[int, int]) -> None:
    assert refusals(png_header(*size))


@pytest.mark.parametrize("data", [_webp(12_000, 12_000, moving=True), _gif(12_000, 12_000)])
def test_a_small_animation_of_a_huge_size_is_refused(data: bytes) -> None:
    (said,) = refusals(data)
    assert "animation" in said


def test_a_large_photo_below_the_limit_is_no_bomb_and_gives_no_warning() -> None:
    large = a_file("image/png", picture(8, 8, "1").resize((16_000, 10_000)))
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")
        assert read_photo(large, "large.png", MEDIA).width == 16_000
    assert [str(warning.message) for warning in given] == []


@pytest.mark.parametrize(("together", "meet"), [(1000, False), (10_000_000, True)])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "I;16"])
def test_of_very_large_pictures_one_is_in_memory_at_a_time(
    monkeypatch: pytest.MonkeyPatch, mode: str, together: int, meet: bool
) -> None:
    inside = threading.Barrier(2, timeout=5 if meet else 0.3)
    met = []

    def waiting(image: Image.Image) -> Image.Image:
        try:
            met.append(inside.wait() >= 0)
        except threading.BrokenBarrierError:
            met.append(False)
        return as_srgb(image)

    monkeypatch.setattr(opening, "LARGEST_TOGETHER", together)
    monkeypatch.setattr(renditions, "as_srgb", waiting)
    image = picture(mode="L").convert("I").convert("I;16") if mode == "I;16" else picture(mode=mode)
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda data: thumbnail(data, 64), [a_file("image/png", image)] * 2))
    assert met == [meet, meet]
    assert len(set(made)) == 1


def test_a_large_picture_that_is_damaged_lets_the_next_one_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST_TOGETHER", 0)
    data = a_file("image/png", picture(400, 300).effect_spread(20))
    with pytest.raises(Trouble):
        thumbnail(data[: len(data) // 2], 64)
    assert thumbnail(data, 64)


def _with_xmp(kind: str, xmp: bytes) -> bytes:
    if kind == "image/png":
        png = a_file(kind)
        return png[:33] + png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(xmp)) + png[33:]
    if kind == "image/gif":
        return a_file(kind)[:-1] + b"!\xff\x0bXMP DataXMP" + xmp + bytes((1, *range(255, -1, -1), 0)) + b";"
    return a_file(kind, tiffinfo={700: xmp}) if kind == "image/tiff" else a_file(kind, xmp=xmp)


@pytest.mark.parametrize("attack", [name for name in ATTACKS if name != "no bottom"])
@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"image/gif"}))
def test_metadata_that_is_an_attack_is_refused(kind: str, attack: str) -> None:
    with pytest.raises(Trouble, match="exhaust"):
        read_photo(_with_xmp(kind, ATTACKS[attack]), "dam", MEDIA)


def test_a_packet_without_bottom_is_refused() -> None:
    with pytest.raises(Trouble, match="exhaust"):
        read_photo(_with_xmp("image/tiff", ATTACKS["no bottom"]), "dam", MEDIA)


def test_an_attack_in_the_extended_packet_is_refused_too() -> None:
    data = a_file(xmp=packet("", f'{NOTE} n:HasExtendedXMP="{"A1" * 16}"'))
    with pytest.raises(Trouble, match="exhaust"):
        read_photo(with_segment(data, 0xE1, extended(LAUGHS, 0)), "dam", MEDIA)


def test_what_was_refused_for_its_metadata_can_be_cleaned_of_it() -> None:
    made, _ = cleaned(_with_xmp("image/jpeg", LAUGHS), a_photo(caption=SORANI))
    assert b"ENTITY" not in made
    assert read_photo(made, "dam", MEDIA).caption == SORANI


def _large(properties: str) -> bytes:
    """A packet of more than 20 megabytes: an edit history, as image programs write it, and these properties."""
    history = f"<r:li>{'saved ' * 50}</r:li>" * 65_000
    large = packet(f'<x:H xmlns:x="http://example.com/"><r:Seq>{history}</r:Seq></x:H>{properties}')
    assert len(large) > 20_000_000
    return large


@pytest.mark.parametrize("kind", ["image/tiff", "image/png", "image/webp", "image/gif"])
def test_xmp_of_20_megabytes_is_read(kind: str) -> None:
    data = _with_xmp(kind, _large("<p:Credit>AFP</p:Credit><?xpacket end='w'?>"))
    assert read_photo(data, "large", MEDIA).credit == "AFP"


def test_xmp_of_20_megabytes_in_the_many_segments_of_a_jpeg_is_read_and_cleaned() -> None:
    large = _large("<p:City>Erbil</p:City>")
    pieces = [extended(piece, offset, whole=len(large)) for offset, piece in in_pieces(large, 65_400)]
    segments = b"".join(b"\xff\xe1" + struct.pack(">H", len(piece) + 2) + piece for piece in pieces)
    jpeg = a_file(xmp=packet("<p:Credit>AFP</p:Credit>", f'{NOTE} n:HasExtendedXMP="{"A1" * 16}"'))
    data = jpeg[:-2].replace(b"\xff\xdb", segments + b"\xff\xdb", 1) + jpeg[-2:]
    photo = read_photo(data, "large.jpg", MEDIA)
    assert (photo.credit, photo.city) == ("AFP", "Erbil")
    assert len(cleaned(data, photo)[0]) < 5000


@pytest.mark.parametrize(
    "properties",
    [
        f"<d:subject><r:Bag>{'<r:li>ئاو</r:li><r:li>dam</r:li>' * 200_000}</r:Bag></d:subject>",
        f"<p:City>{'é' * 5_000_000}</p:City>",
        "<d:subject><r:Bag>" + f"<r:li>{'é' * 3000}</r:li>" * 1100 + "</r:Bag></d:subject>",
    ],
    ids=["keywords", "a city", "long keywords"],
)
def test_words_without_end_are_cut(properties: str) -> None:
    photo = read_photo(_with_xmp("image/tiff", packet(properties)), "long.tif", MEDIA)
    assert len(photo.keywords) <= 200
    assert len(photo.city) <= 10_000


def test_an_iim_block_without_end_is_cut() -> None:
    block = b"".join(dataset(25, b"%d" % number) for number in range(8_000))
    assert len(read_photo(with_iim(a_file(), block[:60_000]), "dam.jpg", MEDIA).keywords) == 200


def test_a_gif_of_10_000_frames_is_its_first_and_stays_a_film_when_cleaned() -> None:
    first, other = picture(8, 8, "P"), picture(8, 8, "P").rotate(90)
    data = a_file("image/gif", first, save_all=True, append_images=[other, first] * 100, duration=10)
    head, frames = data[:-1].split(b"!\xf9\x04", 1)
    many = head + (b"!\xf9\x04" + frames) * 50 + b";"
    photo = read_photo(many, "film.gif", MEDIA)
    assert photo.width == 8
    assert thumbnail(many, 8)
    assert cleaned(many, photo)[0].count(b"!\xf9\x04") == many.count(b"!\xf9\x04") > 10_000


def test_a_gif_with_a_comment_of_20_megabytes_is_read() -> None:
    data = telltale("image/gif")
    at = data.index(b"!\xfe")
    comment = b"!\xfe" + (b"\xff" + b"a" * 255) * 80_000 + b"\0"
    large = data[:at] + comment + data[at:]
    assert len(cleaned(large, read_photo(large, "long.gif", MEDIA))[0]) < 5000


def test_a_gif_of_many_packets_that_never_end_is_read() -> None:
    block = b"!\xff\x0bXMP DataXMP" + b"\x10<?xpacket begin=" + b"\0"
    assert read_photo(a_file("image/gif")[:-1] + block * 300_000 + b";", "long.gif", MEDIA).width == 96


def test_a_jpeg_of_scans_without_end_is_refused() -> None:
    jpeg = a_file(progressive=True)
    last = jpeg.rindex(b"\xff\xda")
    (said,) = refusals(jpeg[:last] + jpeg[last:-2] * 1000 + b"\xff\xd9")
    assert "exhaust" in said
    assert read_photo(jpeg, "dam.jpg", MEDIA).width == 96


def test_a_png_s_profile_of_several_megabytes_is_no_attack_and_a_text_of_80_is_trouble() -> None:
    png = a_file("image/png")
    profile = png_chunk(b"iCCP", b"wide\0\0" + zlib.compress(bytes(3_000_000)))
    assert read_photo(png[:33] + profile + png[33:], "wide.png", MEDIA).width == 96
    squeezed = zlib.compressobj()
    packed = b"".join(squeezed.compress(bytes(10_000_000)) for _ in range(8)) + squeezed.flush()
    with pytest.raises(Trouble, match="damaged"):
        read_photo(png[:33] + png_chunk(b"zTXt", b"Comment\0\0" + packed) + png[33:], "bomb.png", MEDIA)


def test_a_cleaned_film_shows_the_same_picture() -> None:
    data = a_file("image/gif", picture(mode="P"), save_all=True, append_images=[picture(mode="P").rotate(90)])
    assert opened(cleaned(data, read_photo(data, "film.gif", MEDIA))[0]).tobytes() == opened(data).tobytes()
