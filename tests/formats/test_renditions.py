"""What an export makes of its photos: which sizes, as what, called what, and how a page refers to them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from desk.article.framing import FREE, SHAPES
from desk.article.model import Article, Crop, Photo
from desk.formats import export
from desk.formats.house import House
from desk.formats.page import Options
from desk.formats.renditions import JPEG, WEBP, Written, picture, printed, recipes
from tests.formats.stories import ENGLISH, LEAD, SECOND, Shelf, jpeg, media_of, options

BIG = jpeg(2600, 1300)
WIDE = replace(LEAD, media=media_of(BIG), width=2600, height=1300)
STORY = replace(ENGLISH, photos=(WIDE, SECOND))


def shelf() -> Shelf:
    return Shelf(BIG, jpeg(tint=200), keeps=True)


def widths(photo: Photo, house: House | None = None) -> list[int]:
    found = recipes(photo, house or House())
    as_jpeg, as_webp = ([one.width for one in found if one.kind == kind and one.shape == FREE] for kind in (JPEG, WEBP))
    assert as_jpeg == as_webp
    return as_jpeg


def photo_files(out: Path) -> dict[str, tuple[int, int]]:
    """Each file of a photo by its name: which file that is, and when it was written."""
    found = {path.name: path.stat() for path in out.rglob("photos/*")}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in found.items()}


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (300, [300]),
        (480, [480]),
        (500, [480]),
        (640, [480, 640]),
        (1300, [480, 800, 1200]),
        (1500, [480, 800, 1200, 1500]),
        (6000, [480, 800, 1200, 1600, 2400]),
        (0, [480, 800, 1200, 1600, 2400]),
    ],
)
def test_widths_go_up_to_the_photos_own(width: int, expected: list[int]) -> None:
    assert widths(Photo("a", "", width=width, height=width // 2)) == expected


def test_widths_are_those_of_the_photo_as_it_is_framed() -> None:
    photo = Photo("a", "", width=3000, height=1000)
    assert widths(replace(photo, turn=1)) == [480, 800, 1000]
    assert widths(replace(photo, crops=(Crop(FREE, 0.0, 0.0, 0.3, 1.0),))) == [480, 800]


def test_the_house_says_how_wide_and_how_fine() -> None:
    house = House((600, 1000), 70, 60)
    found = recipes(WIDE, house, with_crops=True)
    assert [(one.width, one.shape, one.kind, one.quality) for one in found] == [
        (600, FREE, JPEG, 70),
        (1000, FREE, JPEG, 70),
        (600, FREE, WEBP, 60),
        (1000, FREE, WEBP, 60),
        *((1200, shape, JPEG, 70) for shape in SHAPES),
    ]


def test_a_shape_cut_by_hand_is_always_made() -> None:
    photo = replace(WIDE, crops=(Crop("4:3", 0.1, 0.1, 0.5, 0.7),))
    assert [one.shape for one in recipes(photo, House()) if one.shape != FREE] == ["4:3"]


def test_photos_are_printed_once_each_the_lead_first() -> None:
    article = replace(ENGLISH, body="![](photo:bbbb2222)\n\n![](photo:aaaa1111)\n\n![](photo:bbbb2222)")
    assert printed(article) == (LEAD, SECOND)


def test_a_page_refers_to_what_was_written() -> None:
    written = (
        Written("n/p-480.jpg", 480, 300, JPEG, 1),
        Written("n/p-1600.jpg", 1600, 1000, JPEG, 1),
        Written("n/p-480.webp", 480, 300, WEBP, 1),
        Written("n/p-1600.webp", 1600, 1000, WEBP, 1),
        Written("n/p-1x1.jpg", 1000, 1000, JPEG, 1, "1:1"),
    )
    found = picture(written, lambda path: path.removeprefix("n/"))
    assert (found.src, found.width, found.height) == ("p-1600.jpg", 1600, 1000)
    assert found.srcset == "p-480.jpg 480w, p-1600.jpg 1600w"
    assert found.webp == "p-480.webp 480w, p-1600.webp 1600w"
    assert [(one.address, one.width, one.height) for one in found.crops] == [("p-1x1.jpg", 1000, 1000)]
    alone = picture((written[0], written[2]), str)
    assert (alone.srcset, alone.webp) == ("", "n/p-480.webp 480w")


@pytest.mark.parametrize("format", ["page", "json", "fragment", "html"])
def test_a_second_export_makes_no_photo_anew(tmp_path: Path, format: str) -> None:
    originals = shelf()
    export(STORY, format, tmp_path, originals, options())
    asked, before = len(originals.asked), photo_files(tmp_path)
    export(replace(STORY, body=STORY.body + "\n\nMore."), format, tmp_path, originals, options())
    assert asked == len(originals.asked) > 0
    assert photo_files(tmp_path) == before


def test_a_second_export_writes_no_photo_anew(tmp_path: Path) -> None:
    originals = shelf()
    export(STORY, "page", tmp_path, originals, options())
    before = photo_files(tmp_path)
    assert len(before) == 17
    export(replace(STORY, headline="Another headline"), "page", tmp_path, originals, options())
    assert photo_files(tmp_path) == before
    page = next(tmp_path.rglob("index.html")).read_text(encoding="utf-8")
    assert "Another headline" in page
    told = replace(STORY, photos=(replace(WIDE, caption="Another caption."), SECOND))
    export(told, "page", tmp_path, originals, options())
    after = photo_files(tmp_path)
    assert {name for name in before if before[name] != after[name]} == {name for name in before if "lead" in name}


@pytest.mark.parametrize(
    ("photo", "how"),
    [
        (replace(WIDE, caption="Another caption."), options()),
        (replace(WIDE, crops=(Crop(FREE, 0.0, 0.0, 0.9, 1.0),)), options()),
        (WIDE, options(house=House(jpeg_quality=60, webp_quality=60))),
    ],
    ids=["caption", "crop", "quality"],
)
def test_another_caption_crop_or_quality_makes_new_ones(tmp_path: Path, photo: Photo, how: Options) -> None:
    originals = shelf()
    export(STORY, "page", tmp_path, originals, options())
    asked, kept = originals.asked.count(WIDE.media), len(originals.kept)
    export(replace(STORY, photos=(photo, SECOND)), "page", tmp_path, originals, how)
    assert originals.asked.count(WIDE.media) == asked + 1
    assert len(originals.kept) > kept


def test_photos_inside_one_file_are_no_larger_than_a_page_needs(tmp_path: Path) -> None:
    (path,) = export(STORY, "html", tmp_path, shelf(), options())
    sizes = re.findall(
        r'<img src="data:image/jpeg;base64,[^"]*" alt="[^"]*" width="(\d+)" height="(\d+)"', path.read_text()
    )
    assert sizes == [("1600", "800"), ("640", "400")]
    (path,) = export(STORY, "html", tmp_path, shelf(), options(house=House(widths=(400, 900))))
    assert 'width="900"' in path.read_text()


def test_many_photos_inside_one_file_are_smaller(tmp_path: Path) -> None:
    more = tuple(replace(WIDE, id=f"c{number}") for number in range(9))
    body = "\n\n".join(f"![](photo:{photo.id})" for photo in more)
    (path,) = export(replace(STORY, photos=(WIDE, *more), body=body), "html", tmp_path, shelf(), options())
    assert re.findall(r' width="(\d+)"', path.read_text()) == ["1600"] + ["800"] * 9


def test_the_newsrooms_json_has_every_file_with_its_size_type_and_focal_point(tmp_path: Path) -> None:
    cut = replace(WIDE, focus=(0.5, 0.5), crops=(Crop(FREE, 0.5, 0.0, 1.0, 1.0),))
    paths = export(replace(STORY, photos=(cut, SECOND)), "json", tmp_path, shelf(), options())
    item = json.loads(paths[0].read_text(encoding="utf-8"))
    lead, second = item["associations"]
    assert [(one["name"], one["contentType"]) for one in second["renditions"]] == [
        ("480w", JPEG),
        ("640w", JPEG),
        ("480w-webp", WEBP),
        ("640w-webp", WEBP),
    ]
    for one in (*lead["renditions"], *second["renditions"]):
        data = (tmp_path / one["title"]).read_bytes()
        assert (one["width"], one["height"], one["sizeInBytes"]) == (*_size_of(data), len(data))
    first = lead["renditions"][0]
    assert first["poi"] == {"x": 0, "y": first["height"] // 2}
    assert {one["name"] for one in lead["renditions"] if "aspectRatio" in one} == {"16x9", "4x3", "1x1"}


def test_the_lead_photo_cut_to_each_shape_is_told_to_machines(tmp_path: Path) -> None:
    (folder,) = export(STORY, "page", tmp_path, shelf(), options(base_url="https://news.example"))
    page = (folder / "index.html").read_text(encoding="utf-8")
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[0])
    assert [round(one["width"] / one["height"], 2) for one in data["image"]] == [1.78, 1.33, 1.0]
    for one in data["image"]:
        path = folder / one["url"].removeprefix("https://news.example/2026-03-03-border-dam-talks/")
        assert _size_of(path.read_bytes()) == (one["width"], one["height"])
    assert f'<meta property="og:image" content="{data["image"][0]["url"]}">' in page


def test_addresses_of_a_fragments_photos_fit_a_list_of_them(tmp_path: Path) -> None:
    story: Article = replace(STORY, body="![](photo:aaaa1111)", slug="بەنداوی-سنوور")
    paths = export(story, "fragment", tmp_path, shelf(), options())
    html = paths[0].read_text(encoding="utf-8")
    (webp,) = re.findall(r'<source type="image/webp" srcset="([^"]*)"', html)
    assert webp.isascii()
    assert len(webp.split(", ")) == 5


def _size_of(data: bytes) -> tuple[int, int]:
    import io

    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return image.size
