"""Renditions: the right part of the photo, upright, in the right colours, at the right size, with its words."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import strategies as st
from PIL import Image, ImageCms

from desk.article.model import Photo
from desk.photos.reading import read_photo
from desk.photos.renditions import Recipe, rendition, renditions, thumbnail
from tests.builders import MEDIA, SORANI, a_photo
from tests.photos.files import ORIENTATION, a_file, exif, opened, picture
from tests.photos.turning import lying

OUT = ["image/jpeg", "image/webp", "image/avif"]
ASPECTS = st.none() | st.sampled_from([(16, 9), (4, 3), "1:1", (9, 16), (3, 2)])


def _photo(data: bytes, **parts: object) -> Photo:
    from dataclasses import replace

    return replace(read_photo(data, "a", MEDIA), **parts)  # type: ignore[arg-type]


def _near(pixel: object, colour: tuple[int, int, int], by: int = 24) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= by for a, b in zip(pixel[:3], colour, strict=True))


@pytest.mark.parametrize("kind", OUT)
def test_a_rendition_has_the_size_and_kind_it_says(kind: str) -> None:
    data = a_file(image=picture(900, 600))
    made = rendition(data, _photo(data), Recipe(480, "16:9", kind))
    image = opened(made.data)
    assert (made.width, made.height, made.kind) == (*image.size, kind) == (480, 270, kind)
    assert image.mode == "RGB"


@pytest.mark.parametrize("kind", OUT)
def test_a_rendition_carries_the_story_s_words_and_not_the_file_s(kind: str) -> None:
    data = a_file()
    words = {
        "caption": SORANI,
        "credit": "Desk News",
        "copyright": "© Desk News",
        "usage_terms": "Once",
        "alt": "A dam",
    }
    photo = _photo(data, **words, photographer="Hemin Karim", city="Erbil", keywords=("ئاو", "dam"))
    back = read_photo(rendition(data, photo, Recipe(480, kind=kind)).data, "b", MEDIA)
    assert {name: getattr(back, name) for name in words} == words
    assert (back.photographer, back.city, back.keywords) == ("Hemin Karim", "Erbil", ("ئاو", "dam"))


def test_of_the_moment_only_the_day_goes_out() -> None:
    data = a_file()
    made = rendition(data, _photo(data, taken="2026-03-03T09:31:07+03:00"), Recipe(480))
    assert read_photo(made.data, "b", MEDIA).taken == "2026-03-03"


def test_a_photo_is_never_enlarged() -> None:
    data = a_file()
    made = rendition(data, _photo(data), Recipe(2400, "1:1"))
    assert (made.width, made.height) == (64, 64)


@pytest.mark.parametrize(("focus", "light"), [((0.0, 0.5), False), ((1.0, 0.5), True)])
def test_the_cut_goes_around_the_focal_point(focus: tuple[float, float], light: bool) -> None:
    data = a_file(image=picture(900, 300))
    image = opened(rendition(data, _photo(data, focus=focus), Recipe(300, "1:1")).data)
    assert _near(image.getpixel((200, 250)), (210, 200, 190) if light else (40, 60, 80))


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/webp", "image/tiff", "image/avif", "image/heic"])
@pytest.mark.parametrize("way", range(1, 9))
def test_every_orientation_comes_out_upright(kind: str, way: int) -> None:
    seen = picture(240, 160)
    data = a_file(kind, lying(seen, way), exif=exif({ORIENTATION: way}))
    photo = _photo(data)
    made = opened(rendition(data, photo, Recipe(240)).data)
    small = opened(thumbnail(data, 120))
    assert (photo.width, photo.height) == made.size == (240, 160)
    assert small.size == (120, 80)
    for image in (made, small.resize((240, 160))):
        assert _near(image.getpixel((12, 8)), (220, 20, 20), 60)
        assert _near(image.getpixel((60, 120)), (40, 60, 80), 40)
        assert _near(image.getpixel((200, 12)), (210, 200, 190), 40)


def test_a_reduced_decoding_gives_the_same_picture() -> None:
    data = a_file(image=picture(2400, 1600), quality=95)
    made = opened(rendition(data, _photo(data), Recipe(240)).data)
    assert made.size == (240, 160)
    assert _near(made.getpixel((12, 8)), (220, 20, 20))
    assert _near(made.getpixel((60, 120)), (40, 60, 80))


def test_several_renditions_are_those_made_one_by_one() -> None:
    data = a_file(image=picture(1300, 900))
    photo, recipes = _photo(data), [Recipe(480), Recipe(480, "1:1"), Recipe(800, "16:9", "image/webp")]
    together = renditions(data, photo, recipes)
    assert [(one.width, one.height, one.kind) for one in together] == [
        (480, 332, "image/jpeg"),
        (480, 480, "image/jpeg"),
        (800, 450, "image/webp"),
    ]
    assert renditions(data, photo, ()) == ()


def test_what_is_see_through_stands_on_white_in_a_jpeg_and_stays_so_in_webp() -> None:
    clear = picture(mode="RGBA")
    clear.putalpha(Image.new("L", clear.size, 0))
    data = a_file("image/png", clear)
    assert _near(opened(rendition(data, _photo(data), Recipe(96)).data).getpixel((50, 50)), (255, 255, 255))
    assert opened(rendition(data, _photo(data), Recipe(96, kind="image/webp")).data).mode == "RGBA"
    assert _near(opened(thumbnail(data, 96)).getpixel((50, 50)), (255, 255, 255))


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "PA", "CMYK", "YCbCr", "RGBA", "LAB"])
def test_every_kind_of_colour_becomes_rgb(mode: str) -> None:
    source = picture(mode="LA").convert("PA") if mode == "PA" else _in_mode(mode)
    kind = "image/png" if mode in ("1", "P", "LA", "RGBA") else "image/tiff"
    data = a_file(kind, source if mode != "PA" else source.convert("LA"))
    image = opened(rendition(data, _photo(data), Recipe(96)).data)
    dark, light = image.getpixel((20, 50)), image.getpixel((80, 50))
    assert image.mode == "RGB"
    assert isinstance(dark, tuple)
    assert isinstance(light, tuple)
    assert sum(dark) + 150 < sum(light)


def _in_mode(mode: str) -> Image.Image:
    if mode != "LAB":
        return picture(mode=mode)
    profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    return ImageCms.profileToProfile(picture(), *profiles, outputMode="LAB") or picture()


@pytest.mark.parametrize("mode", ["I;16", "I", "F"])
def test_deep_grey_keeps_its_range(mode: str) -> None:
    grey = picture(mode="L").convert("F").point(lambda value: value * 257)
    data = a_file("image/tiff", grey if mode == "F" else grey.convert("I").convert(mode))
    image = opened(rendition(data, _photo(data), Recipe(96)).data)
    dark, light = image.getpixel((20, 50)), image.getpixel((80, 50))
    assert isinstance(dark, tuple)
    assert isinstance(light, tuple)
    assert dark[0] < 80
    assert 180 < light[0] < 256


def test_a_wide_gamut_is_brought_to_srgb() -> None:
    swapped = _swapped_profile()
    data = a_file("image/png", picture(), icc_profile=swapped)
    image = opened(rendition(data, _photo(data), Recipe(96)).data)
    assert "icc_profile" not in image.info
    assert _near(image.getpixel((4, 4)), (20, 220, 20), 70), "the profile says that red is green"


def _swapped_profile() -> bytes:
    """sRGB with its red and green primaries exchanged: what it does to a picture cannot be overlooked."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red, green, mark = b"rXYZ", b"gXYZ", b"????"
    swapped = profile.replace(red, mark, 1).replace(green, red, 1).replace(mark, green, 1)
    return swapped.replace("sRGB".encode("utf-16-be"), "Test".encode("utf-16-be"))


@pytest.mark.parametrize("profile", [b"nonsense", b"\0" * 200])
def test_a_broken_profile_is_passed_over(profile: bytes) -> None:
    data = a_file("image/png", icc_profile=profile)
    assert _near(opened(rendition(data, _photo(data), Recipe(96)).data).getpixel((4, 4)), (220, 20, 20))


@pytest.mark.parametrize("side", [1, 64, 320])
def test_a_thumbnail_is_a_jpeg_no_larger_than_asked(side: int) -> None:
    small = opened(thumbnail(a_file("image/png", picture(900, 600)), side))
    assert (small.format, max(small.size)) == ("JPEG", side)


def test_a_thumbnail_is_never_enlarged() -> None:
    assert opened(thumbnail(a_file(), 320)).size == (96, 64)


def test_a_very_narrow_photo_has_a_thumbnail_too() -> None:
    assert opened(thumbnail(a_file(image=picture(3000, 2)), 100)).size == (100, 1)


def test_a_thumbnail_is_decoded_at_a_reduced_size(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL.JpegImagePlugin import JpegImageFile

    asked: list[object] = []
    draft = JpegImageFile.draft

    def noted(self: JpegImageFile, mode: str | None, size: tuple[int, int] | None) -> object:
        draft(self, mode, size)
        asked.append(self.size)
        return None

    monkeypatch.setattr(JpegImageFile, "draft", noted)
    thumbnail(a_file(image=picture(2400, 1600)), 160)
    assert asked == [(300, 200)]


def test_a_rendition_says_nothing_of_the_file() -> None:
    block = exif({0x0131: "Spyware 1.0", 0x010F: "Maker"})
    made = rendition(a_file(exif=block), a_photo(width=96, height=64), Recipe(96)).data
    assert b"Spyware" not in made
    assert b"Exif" not in made


def test_a_kind_that_is_not_published_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="image/bmp"):
        rendition(a_file(), a_photo(), Recipe(96, kind="image/bmp"))


def test_a_rendition_fits_a_caption_of_absurd_length() -> None:
    photo = a_photo(caption="&" * 100_000)
    assert Image.open(BytesIO(rendition(a_file(), photo, Recipe(96)).data)).size == (96, 64)
