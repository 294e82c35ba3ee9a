"""The page: made of exactly its parts, complete for readers and machines, safe against what a story may hold."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given

from desk.article.markup import Rendering, render_body
from desk.article.model import Article, Crop, Dateline, Photo
from desk.article.trouble import Trouble
from desk.formats.house import House
from desk.formats.page import PageMaker, Picture
from tests.builders import articles
from tests.formats.stories import ARABIC, ENGLISH, LATER, LEAD, SECOND, SORANI, THEME, WHEN, maker, options, pictures

VOID = {"meta", "link", "img", "source", "br", "hr", "input"}


class Outline(HTMLParser):
    """Every element that a page opens, and whether all are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def every(self, tag: str) -> list[dict[str, str]]:
        return [found for name, found in self.elements if name == tag]

    def first(self, tag: str, **having: str) -> dict[str, str]:
        return next(
            found for name, found in self.elements if name == tag and all(found.get(k) == v for k, v in having.items())
        )


def page_of(article: Article, **arguments: str) -> str:
    page_maker = maker()
    body = render_body(article.body, page_maker.setting(article, pictures))
    return page_maker.page(article, options(), pictures, body, **arguments)


def linked_data(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


@given(articles())
def test_a_page_is_made_of_exactly_its_parts_and_its_body(article: Article) -> None:
    page_maker = maker()
    body = render_body(article.body, page_maker.setting(article, pictures))
    page = page_maker.page(article, options(), pictures, body)
    parts = page_maker.parts(article, options(), pictures)
    assert set(parts) == {"masthead", "header", "lead", "footer", "share", "neighbours", "related", "colophon"}
    rest = page[page.index("<body>") :]
    for name, html in parts.items():
        assert f'data-part="{name}"' in html[: html.index(">")]
        assert rest.count(html) == 1
        rest = rest.replace(html, "")
    rest = rest.replace(f'<div class="body" data-part="body">{body}</div>', "")
    assert re.sub(r"\s", "", rest) == '<body><mainid="main"><articleclass="story"></article></main></body></html>'


@given(articles())
def test_any_article_makes_a_page_whose_elements_are_closed(article: Article) -> None:
    page_maker = maker()
    page = page_maker.page(article, options(), pictures, "")
    assert Outline(page).open == []
    assert linked_data(page)["@type"] == "NewsArticle"


def test_the_page_says_its_language_and_direction_and_whose_it_is() -> None:
    for article, direction in ((ENGLISH, "ltr"), (SORANI, "rtl"), (ARABIC, "rtl")):
        html = Outline(page_of(article)).first("html")
        assert html == {"lang": article.language, "dir": direction, "data-article": article.id}


def test_the_page_is_a_story_from_kicker_to_copyright() -> None:
    page = page_of(ENGLISH)
    text = " ".join("".join(Outline(page[page.index("<body>") :].removesuffix("</html>")).words).split())
    order = [
        "Desk News",
        "Water",
        "Ministers meet over border dam",
        "Three water ministers",
        "By Hemin Karim and Sara Ali",
        "March 3, 2026, 14:05",
        "Updated March 4, 2026, 09:10",
        "Delegates arrive in Erbil, March 3, 2026. (Agency photo)",
        "ERBIL (DESK) — Water ministers met",
        "دەریاچەی دوکان.",
        "The talks go on.",
        "(Desk News/AFP)",
        "Correction",
        "The dam is 136 metres high.",
        "Dams",
        "© 2026 Desk News",
    ]
    at = 0
    for words in order:
        at = text.find(words, at) + len(words)
        assert text[at - len(words) : at] == words
    assert "Call the ministry again" not in page_of(ENGLISH), "the editor’s note is for the desk"


def test_dates_stand_in_the_language_and_digits_of_the_story() -> None:
    page = page_of(replace(SORANI, published=WHEN))
    assert f'<time class="published" datetime="{WHEN.isoformat()}">٣ی ئازاری ٢٠٢٦، ١٤:٠٥</time>' in page
    dated = Outline(page_of(ARABIC)).first("time", **{"class": "published"})["datetime"]
    assert f'<time class="published" datetime="{dated}">٣ آذار ٢٠٢٦</time>' in page_of(ARABIC), "no hour is made up"
    assert datetime.fromisoformat(dated).tzinfo is not None
    assert f'<meta property="article:published_time" content="{dated}">' in page_of(ARABIC)


def test_a_story_that_did_not_change_is_not_called_updated() -> None:
    assert 'class="updated"' in page_of(replace(ENGLISH, published=LATER - timedelta(minutes=2)))
    assert 'class="updated"' not in page_of(replace(ENGLISH, published=LATER))
    assert 'class="updated"' not in page_of(replace(ENGLISH, published=None))


def test_what_runs_against_the_page_is_marked() -> None:
    page = page_of(replace(SORANI, headline="Reuters Institute Digital News Report", byline="Hemin Karim"))
    assert '<h1 class="headline" dir="ltr">' in page
    assert '<p class="byline" dir="ltr">' in page
    assert '<h1 class="headline">' in page_of(SORANI)
    assert '<figcaption dir="rtl">' in page_of(ENGLISH)


def test_photos_are_figures_with_alt_text_size_and_credit_in_brackets() -> None:
    page = page_of(ENGLISH)
    lead = Outline(page).first("img")
    assert lead["alt"] == "Three people walk up steps."
    assert (lead["width"], lead["height"]) == ("640", "400")
    assert '<span class="credit">(Agency photo)</span>' in page
    assert maker().figure(ENGLISH, pictures)("nowhere") == ""


def test_sizes_of_a_photo_are_offered_to_the_browser_as_webp_with_jpeg_beside_it() -> None:
    def sized(_photo: object) -> Picture:
        return Picture("a-800.jpg", "a-480.jpg 480w, a-800.jpg 800w", 800, 500, webp="a-480.webp 480w, a-800.webp 800w")

    outline = Outline(maker().page(ENGLISH, options(), sized, ""))
    image, source = outline.first("img"), outline.first("source")
    assert image["srcset"] == "a-480.jpg 480w, a-800.jpg 800w"
    assert (source["type"], source["srcset"]) == ("image/webp", "a-480.webp 480w, a-800.webp 800w")
    assert source["sizes"] == image["sizes"]
    tags = [tag for tag, _found in outline.elements]
    at = tags.index("picture")
    assert tags[at : at + 3] == ["picture", "source", "img"]


def test_the_lead_photo_comes_first_and_others_when_they_are_near() -> None:
    lead, other = Outline(page_of(ENGLISH)).every("img")
    assert lead["fetchpriority"] == "high"
    assert not {"loading", "decoding"} & lead.keys()
    assert (other["loading"], other["decoding"]) == ("lazy", "async")
    assert "fetchpriority" not in other


def test_a_photo_is_tall_or_wide_as_it_is_framed() -> None:
    def is_tall(photo: Photo) -> bool:
        article = replace(ENGLISH, photos=(photo,))
        return "photo-tall" in Outline(page_of(article)).first("figure")["class"]

    assert not is_tall(LEAD)
    assert is_tall(replace(LEAD, turn=1))
    assert is_tall(replace(LEAD, crops=(Crop("free", 0.0, 0.0, 0.3, 1.0),)))
    assert not is_tall(replace(LEAD, width=0, height=0))


def test_credits_are_written_as_the_house_writes_them() -> None:
    house = House(credits={"en": "({credit} photo)", "ckb": "وێنە: {credit}"})
    told = replace(ENGLISH, photos=(LEAD, replace(SECOND, credit="AFP")))
    assert '<span class="credit">(Agency photo)</span>' in maker().parts(told, options(house=house), pictures)["lead"]
    assert '<span class="credit">(AFP photo)</span>' in maker().figure(told, pictures, house)("bbbb2222")
    sorani = replace(told, language="ckb")
    assert '<span class="credit">وێنە: AFP</span>' in maker().figure(sorani, pictures, house)("bbbb2222")
    assert "credit" not in maker().figure(ENGLISH, pictures, house)("bbbb2222")


def test_machines_are_told_all_that_google_recommends() -> None:
    data = linked_data(page_of(ENGLISH, address="https://news.example/2026-03-03-border-dam-talks/"))
    base = "https://news.example/2026-03-03-border-dam-talks/photos/aaaa1111"
    assert data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Ministers meet over border dam",
        "description": "Three water ministers meet in Erbil for the first time in seven years.",
        "image": [
            {
                "@type": "ImageObject",
                "url": f"{base}-{shape}.jpg",
                "contentUrl": f"{base}-{shape}.jpg",
                "width": 1200,
                "height": height,
                "caption": "Delegates arrive in Erbil, March 3, 2026.",
                "creditText": "Agency photo",
                "creator": {"@type": "Person", "name": "Sara Ali"},
                "copyrightNotice": "© Agency",
            }
            for shape, height in (("16x9", 675), ("4x3", 900), ("1x1", 1200))
        ],
        "datePublished": "2026-03-03T14:05:00+03:00",
        "dateModified": "2026-03-04T09:10:00+03:00",
        "author": [{"@type": "Person", "name": "Hemin Karim"}, {"@type": "Person", "name": "Sara Ali"}],
        "publisher": {"@type": "Organization", "name": "Desk News", "url": "https://news.example/"},
        "dateline": "ERBIL (DESK)",
        "articleSection": "Politics",
        "keywords": ["Water", "Dams"],
        "wordCount": 9,
        "inLanguage": "en",
        "copyrightNotice": "© 2026 Desk News",
        "correction": "The dam is 136 metres high.",
        "url": "https://news.example/2026-03-03-border-dam-talks/",
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://news.example/2026-03-03-border-dam-talks/"},
    }


def test_link_previews_get_absolute_addresses_or_none() -> None:
    known = Outline(page_of(ENGLISH, address="https://news.example/a/"))
    assert known.first("link", rel="canonical")["href"] == "https://news.example/a/"
    assert known.first("meta", property="og:url")["content"] == "https://news.example/a/"
    assert known.first("meta", property="og:image")["content"] == "https://news.example/a/photos/aaaa1111-16x9.jpg"
    assert known.first("meta", property="og:image:type")["content"] == "image/jpeg"
    assert known.first("meta", property="og:image:width")["content"] == "1200"
    assert known.first("meta", property="og:image:height")["content"] == "675"
    assert known.first("meta", name="twitter:image")["content"].endswith("aaaa1111-16x9.jpg")
    assert known.first("meta", name="twitter:card")["content"] == "summary_large_image"
    unknown = page_of(ENGLISH)
    assert "og:image" not in unknown
    assert "canonical" not in unknown
    assert '<meta name="twitter:card" content="summary">' in unknown


def test_a_story_without_a_summary_is_described_by_its_beginning() -> None:
    article = replace(ENGLISH, summary="", body="**Water** ministers [met](https://a.example) on Tuesday.")
    description = Outline(page_of(article)).first("meta", name="description")["content"]
    assert description == "Water ministers met on Tuesday."


ATTACK = '</script><script>alert(1)</script><!-- "onload=x'


def test_nothing_in_a_story_becomes_markup_or_script() -> None:
    names = ("headline", "kicker", "summary", "byline", "section", "sign_off", "correction", "copyright", "slug")
    article = replace(ENGLISH, **dict.fromkeys(names, ATTACK), keywords=(ATTACK,))
    article = replace(article, dateline=Dateline(ATTACK, ATTACK), body=ATTACK, language='en" onload="x')
    photo = replace(article.photos[0], caption=ATTACK, credit=ATTACK, alt=ATTACK)
    page = page_of(replace(article, photos=(photo,)), address="https://news.example/a/")
    outline = Outline(page)
    assert [found for tag, found in outline.elements if tag == "script"] == [{"type": "application/ld+json"}]
    assert not [name for _tag, found in outline.elements for name in found if name.startswith("on")]
    assert linked_data(page)["headline"] == ATTACK


def test_marks_of_direction_cannot_turn_a_headline_around() -> None:
    page = page_of(replace(ENGLISH, headline="Vote \u202egnilaets\u202c is \u2067fair", summary="a\u2066b\u2069c\x00"))
    assert "\u202e" not in page
    assert "\u2067" not in page
    assert "\u202e" not in str(linked_data(page)["headline"])
    assert "a\u2066b\u2069c" in page
    assert "\x00" not in page


def test_no_page_fetches_or_runs_anything() -> None:
    page = page_of(SORANI)
    assert not re.findall(r"<(?:script(?! type=.application/ld\+json)|iframe|object|embed|base)", page)
    assert not re.findall(r"url\(|@import", page)


def test_the_style_sheet_uses_logical_properties_only() -> None:
    css = (THEME / "style.css").read_text(encoding="utf-8")
    physical = (
        r"(?:margin|padding|border)-(?:left|right|top|bottom)|\b(?:left|right|top|bottom):|float:|text-align: right"
    )
    assert re.findall(physical, css) == []


def test_the_preview_and_the_exporter_set_the_same_body() -> None:
    setting = maker().setting(ENGLISH, pictures)
    assert Rendering(ENGLISH.body, setting).html in page_of(ENGLISH)
    assert '<span class="dateline">ERBIL (DESK) —</span>' in page_of(ENGLISH)


def test_a_linked_style_sheet_takes_the_place_of_the_style() -> None:
    page = page_of(ENGLISH, stylesheet="style.css")
    assert '<link rel="stylesheet" href="style.css">' in page
    assert "<style>" not in page


def test_a_broken_theme_says_in_which_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    shutil.copytree(THEME, folder)
    (folder / "parts" / "footer.html").write_text("<footer>\n{% if %}</footer>", encoding="utf-8")
    with pytest.raises(Trouble, match=r"theme “ours” is broken in parts/footer.html, line 2"):
        PageMaker(folder).parts(ENGLISH, options(), pictures)
    (folder / "parts" / "footer.html").write_text("{{ nonsense }}", encoding="utf-8")
    with pytest.raises(Trouble, match=r"broken in parts/footer.html, line 1: there is nothing called “nonsense”"):
        PageMaker(folder).parts(ENGLISH, options(), pictures)
    with pytest.raises(Trouble, match="no page theme “gone”"):
        PageMaker(tmp_path / "gone")


def test_a_theme_cannot_reach_out_of_its_sandbox(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    shutil.copytree(THEME, folder)
    (folder / "parts" / "footer.html").write_text("{{ article.__class__.__init__.__globals__ }}", encoding="utf-8")
    with pytest.raises(Trouble, match="may not use"):
        PageMaker(folder).parts(ENGLISH, options(), pictures)


def test_search_results_and_social_media_are_given_the_headlines_written_for_them() -> None:
    page = page_of(replace(ENGLISH, search_headline="Dam talks", social_headline="They met at last"))
    outline = Outline(page)
    assert "<title>Dam talks – Desk News</title>" in page
    assert outline.first("meta", property="og:title")["content"] == "They met at last"
    assert outline.first("meta", name="twitter:title")["content"] == "They met at last"
    assert ENGLISH.headline in "".join(outline.words), "readers of the page have the story’s own"
    plain = page_of(ENGLISH)
    assert f"<title>{ENGLISH.headline} – " in plain
    assert Outline(plain).first("meta", property="og:title")["content"] == ENGLISH.headline
