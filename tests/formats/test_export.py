"""The exports whole, through the public door: what they hold, that they repeat, that they fail cleanly."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from desk.article.markup import render_body
from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.formats import FORMATS, export
from tests.formats.stories import ENGLISH, SHELF, SORANI, Shelf, jpeg, media_of, options

WRITTEN = [name for name, format in FORMATS.items() if format.write]
WIDE = replace(ENGLISH.photos[0], media=media_of(jpeg(1300, 900)), width=1300, height=900)
WIDE_STORY = replace(ENGLISH, photos=(WIDE, ENGLISH.photos[1]))
WIDE_SHELF = Shelf(jpeg(1300, 900), jpeg(tint=200))


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def size_of(data: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return image.size


def test_html_is_one_file_with_everything_inside(tmp_path: Path) -> None:
    (path,) = export(ENGLISH, "html", tmp_path, SHELF, options())
    assert path == tmp_path / "2026-03-03-border-dam-talks.html"
    assert list(contents(tmp_path)) == [path.name]
    page = path.read_text(encoding="utf-8")
    addresses = re.findall(r'(?:src|srcset)="([^"]*)"', page)
    assert len(addresses) == 2
    for address in addresses:
        head, data = address.split(",")
        assert head == "data:image/jpeg;base64"
        assert size_of(base64.b64decode(data)) == (640, 400)
    assert not re.findall(r'<link[^>]+rel="stylesheet"|url\(', page)
    assert '"image"' not in page, "no photo of this page has an address of its own"


def test_html_knows_its_own_address(tmp_path: Path) -> None:
    (path,) = export(SORANI, "html", tmp_path, SHELF, options(base_url="https://news.example/ئاو/"))
    canonical = re.search(r'rel="canonical" href="([^"]*)"', path.read_text(encoding="utf-8"))
    assert canonical
    assert canonical[1].isascii()
    assert canonical[1].endswith(".html")


def test_page_is_a_folder_ready_to_upload(tmp_path: Path) -> None:
    (folder,) = export(WIDE_STORY, "page", tmp_path, WIDE_SHELF, options(base_url="https://news.example"))
    assert folder == tmp_path / "2026-03-03-border-dam-talks"
    found = contents(folder)
    assert set(found) == {
        "index.html",
        "style.css",
        *(f"photos/lead-{width}.{kind}" for width in (480, 800, 1200) for kind in ("jpg", "webp")),
        *(f"photos/lead-{shape}.jpg" for shape in ("16x9", "4x3", "1x1")),
        *(f"photos/photo-2-{width}.{kind}" for width in (480, 640) for kind in ("jpg", "webp")),
    }
    page = found["index.html"].decode()
    assert 'srcset="photos/lead-480.jpg 480w, photos/lead-800.jpg 800w, photos/lead-1200.jpg 1200w"' in page
    assert 'srcset="photos/lead-480.webp 480w, photos/lead-800.webp 800w, photos/lead-1200.webp 1200w"' in page
    assert 'src="photos/lead-1200.jpg"' in page
    assert size_of(found["photos/lead-1200.webp"]) == size_of(found["photos/lead-1200.jpg"]) == (1200, 831)
    assert 'src="photos/lead-1200.jpg"' in page
    assert "https://news.example/2026-03-03-border-dam-talks/photos/lead-16x9.jpg" in page
    for name in re.findall(r"photos/[\w-]+\.(?:jpg|webp)", page):
        assert name in found
    assert size_of(found["photos/lead-800.jpg"]) == (800, 554)
    width, height = size_of(found["photos/lead-16x9.jpg"])
    assert width / height == pytest.approx(16 / 9, rel=0.01)


def test_fragment_is_the_body_with_its_language(tmp_path: Path) -> None:
    paths = export(ENGLISH, "fragment", tmp_path, SHELF, options())
    assert [path.name for path in paths] == [
        "2026-03-03-border-dam-talks.fragment.html",
        "2026-03-03-border-dam-talks.fragment.photos",
    ]
    html = paths[0].read_text(encoding="utf-8")
    assert html.startswith('<div lang="en" dir="ltr" data-article="0123456789abcdef">')
    assert '<span class="dateline">ERBIL (DESK) —</span>' in html
    assert '<p class="sign-off">(Desk News/AFP)</p>' in html
    (address,) = re.findall(r'src="([^"]*)"', html)
    assert (tmp_path / address).is_file()
    assert "lead" not in html
    sorani = export(SORANI, "fragment", tmp_path, SHELF, options())
    assert [path.suffix for path in sorani] == [".html"]
    assert sorani[0].read_text(encoding="utf-8").startswith('<div lang="ckb" dir="rtl"')


@pytest.mark.parametrize(("figures", "images", "figure"), [("figure", 1, True), ("img", 1, False), ("none", 0, False)])
def test_photos_of_a_fragment_stand_as_the_cms_wants_them(
    tmp_path: Path, figures: str, images: int, figure: bool
) -> None:
    paths = export(ENGLISH, "fragment", tmp_path, SHELF, options(figures=figures))
    html = paths[0].read_text(encoding="utf-8")
    addresses = re.findall(r'<img src="([^"]*)" alt=""', html)
    assert len(addresses) == images
    assert all((tmp_path / unquote(address)).is_file() for address in addresses)
    assert ("<figcaption" in html) == ("دەریاچەی دوکان." in html) == figure
    assert len(paths) == 1 + bool(images)
    assert html.count("<p>") == 1 + (figures == "img") + 1, "the words stand whole"


@pytest.mark.parametrize("levels", [0, 1, 2])
def test_headings_of_a_fragment_are_lowered_as_far_as_there_are_levels(tmp_path: Path, levels: int) -> None:
    body = "# One\n\n## Two\n\n##### Five\n\n`<h2>` and h2\n\n---"
    story = replace(ENGLISH, body=body, photos=(), lead="")
    (path,) = export(story, "fragment", tmp_path, SHELF, options(headings=levels))
    (usual,) = export(story, "fragment", tmp_path / "usual", SHELF, options())
    html, plain = path.read_text(encoding="utf-8"), usual.read_text(encoding="utf-8")
    before = [int(level) for level in re.findall(r"<h([1-6])[ >]", plain)]
    assert [int(level) for level in re.findall(r"<h([1-6])[ >]", html)] == [min(6, one + levels) for one in before]
    assert re.sub(r"(</?h)[1-6]", r"\1", html) == re.sub(r"(</?h)[1-6]", r"\1", plain), "nothing else changes"


@pytest.mark.parametrize("format", WRITTEN)
@pytest.mark.parametrize("article", [ENGLISH, SORANI], ids=["en", "ckb"])
def test_the_same_article_makes_the_same_bytes(tmp_path: Path, format: str, article: Article) -> None:
    one = export(article, format, tmp_path / "one", SHELF, options())
    two = export(article, format, tmp_path / "two", SHELF, options())
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    again = contents(tmp_path / "one")
    export(article, format, tmp_path / "one", SHELF, options())
    assert contents(tmp_path / "one") == again
    assert [path.name for path in one] == [path.name for path in two]


def test_no_format_takes_away_what_another_wrote(tmp_path: Path) -> None:
    for format in WRITTEN:
        export(ENGLISH, format, tmp_path, SHELF, options())
    before = contents(tmp_path)
    for format in reversed(WRITTEN):
        export(ENGLISH, format, tmp_path, SHELF, options())
        assert contents(tmp_path) == before


@pytest.mark.parametrize("format", ["page", "fragment", "json", "markdown"])
def test_photos_taken_out_of_a_story_leave_its_export(tmp_path: Path, format: str) -> None:
    export(ENGLISH, format, tmp_path, SHELF, options())
    assert any(name.endswith(".jpg") for name in contents(tmp_path))
    export(replace(ENGLISH, photos=(), lead="", body="Words."), format, tmp_path, SHELF, options())
    assert not any(name.endswith(".jpg") for name in contents(tmp_path))


def test_all_formats_of_one_article_share_its_name(tmp_path: Path) -> None:
    for _ in range(2):
        for format in WRITTEN:
            for path in export(ENGLISH, format, tmp_path, SHELF, options()):
                assert path.exists()
                assert path.name.startswith("2026-03-03-border-dam-talks")
    names = {path.name for path in tmp_path.iterdir()}
    assert len(names) == 10, names


@pytest.mark.parametrize("format", [name for name in WRITTEN if name not in ("story", "markdown", "text")])
def test_links_within_the_site_are_whole_where_its_address_is_known(tmp_path: Path, format: str) -> None:
    story = replace(ENGLISH, body="See [about](/about).", photos=(), lead="")
    for base, link in (("https://news.example/a", r'See <a href=\\?"https://news.example/about'), ("", "See about[.]")):
        (path,) = export(story, format, tmp_path, SHELF, options(base_url=base))
        text = (path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8")
        assert re.search(link, text)


@pytest.mark.parametrize("format", WRITTEN)
def test_two_articles_of_one_name_keep_apart(tmp_path: Path, format: str) -> None:
    export(ENGLISH, format, tmp_path, SHELF, options())
    before = contents(tmp_path)
    other = replace(ENGLISH, id="9999888877776666", headline="Another story")
    (path, *_more) = export(other, format, tmp_path, SHELF, options())
    assert path.name.startswith("2026-03-03-border-dam-talks-999988")
    assert before.items() <= contents(tmp_path).items()


@pytest.mark.parametrize("format", WRITTEN)
@pytest.mark.parametrize(
    "base_url", ["http://[x", "https://news.example/a b", "https://a..b", "https://news.example/?a=b"]
)
def test_no_format_takes_an_address_that_is_none(tmp_path: Path, format: str, base_url: str) -> None:
    story = replace(SORANI, photos=(), lead="")
    with pytest.raises(Trouble, match="is no web address"):
        export(story, format, tmp_path / "out", SHELF, options(base_url=base_url))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("format", [name for name in WRITTEN if name != "text"])
def test_a_photo_that_is_gone_fails_the_export_and_harms_nothing(tmp_path: Path, format: str) -> None:
    export(ENGLISH, format, tmp_path, SHELF, options())
    before = contents(tmp_path)
    with pytest.raises(Trouble, match="missing"):
        export(ENGLISH, format, tmp_path, Shelf(jpeg()), options())
    assert contents(tmp_path) == before
    assert sorted(path.name[:1] for path in tmp_path.iterdir()) == ["2"] * len(list(tmp_path.iterdir()))


@pytest.mark.parametrize("format", WRITTEN)
def test_a_cancelled_export_is_an_empty_list(tmp_path: Path, format: str) -> None:
    seen: list[tuple[int, int]] = []
    paths = export(
        ENGLISH,
        format,
        tmp_path,
        SHELF,
        options(),
        lambda: bool(seen) and seen[-1][0] >= 1,
        lambda *at: seen.append(at),
    )
    assert paths == []
    assert contents(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", ["html", "page", "json"])
def test_progress_goes_from_nothing_to_all(tmp_path: Path, format: str) -> None:
    seen: list[tuple[int, int]] = []
    export(ENGLISH, format, tmp_path, SHELF, options(), progress=lambda *at: seen.append(at))
    (first, steps), (last, _steps) = seen[0], seen[-1]
    assert (first, last) == (0, steps)
    assert [done for done, _all in seen] == sorted(done for done, _all in seen)


def test_formats_themes_and_addresses_that_are_not_there_are_refused(tmp_path: Path) -> None:
    known = ", ".join(WRITTEN)
    with pytest.raises(Trouble, match=rf"does not write “docx”: choose one of {known}\."):
        export(ENGLISH, "docx", tmp_path, SHELF, options())
    for theme in ("gone", "", "..", "../themes/plain"):
        with pytest.raises(Trouble, match="no page theme"):
            export(ENGLISH, "html", tmp_path, SHELF, options(theme=theme))
    with pytest.raises(Trouble, match="write it like https://"):
        export(ENGLISH, "html", tmp_path, SHELF, options(base_url="news.example"))


def test_the_page_says_what_the_preview_says(tmp_path: Path) -> None:
    """The exporter's page with the photos' addresses taken out is the preview's, part by part."""
    from tests.formats.stories import maker, pictures

    def bare(html: str) -> str:
        return re.sub(r' (?:src|srcset|sizes|width|height)="[^"]*"', "", re.sub(r"<source [^>]*>\n", "", html))

    (folder,) = export(WIDE_STORY, "page", tmp_path, WIDE_SHELF, options())
    exported = bare((folder / "index.html").read_text(encoding="utf-8"))
    for html in maker().parts(WIDE_STORY, options(), pictures).values():
        assert bare(html) in exported
    assert bare(render_body(WIDE_STORY.body, maker().setting(WIDE_STORY, pictures))) in exported
