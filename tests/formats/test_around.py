"""What stands around a story: taken from the article or handed in, shown on the page, told to machines."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from desk.article.model import Article, Related, Status
from desk.article.trouble import Trouble
from desk.formats.around import Around, Link, around_of, web_address
from desk.formats.page import Picture
from desk.formats.whereabouts import address_of, link_to
from tests.formats.stories import ARABIC, ENGLISH, SORANI, maker, options, pictures
from tests.formats.test_page import Outline, linked_data

ADDRESS = "https://news.example/2026-03-03-border-dam-talks/"
RELATED = (
    Related("previous", "Rain at last", "https://news.example/rain/"),
    Related("next", "بەنداوی نوێ", language="ckb"),
    Related("related", "The dam in figures", "https://news.example/figures/"),
    Related("related", "A farm without water"),
    Related("translation", "وەزیران", "https://news.example/ckb/", language="ckb"),
    Related("translation", "Without a language", "https://news.example/x/"),
)
STORY = replace(ENGLISH, related=RELATED)


def page_of(article: Article, around: Around | None = None, address: str = ADDRESS) -> str:
    return maker().page(article, options(), pictures, "", address=address, around=around)


def part_of(name: str, article: Article, around: Around | None = None) -> str:
    return maker().parts(article, options(), pictures, address=ADDRESS, around=around)[name]


def test_an_article_tells_of_its_neighbours_related_stories_and_translations() -> None:
    around = around_of(STORY)
    assert around.previous == Link("Rain at last", "https://news.example/rain/")
    assert around.next == Link("بەنداوی نوێ", language="ckb")
    assert [link.title for link in around.related] == ["The dam in figures", "A farm without water"]
    assert [link.language for link in around.translations] == ["ckb"]
    assert around_of(ENGLISH) == Around()


def test_a_story_of_the_library_is_found_and_one_that_readers_are_not_to_see_is_left_out() -> None:
    shown = replace(SORANI, status=Status.READY)
    hidden = replace(ARABIC, status=Status.DRAFT)
    stories = {shown.id: shown, hidden.id: hidden}

    def article_of(article_id: str) -> Article:
        if article_id not in stories:
            raise Trouble("There is no such story.")
        return stories[article_id]

    told = tuple(Related("related", "In its words", article=one) for one in ("gone", shown.id, hidden.id))
    found = around_of(
        replace(ENGLISH, related=(*told, Related("related", article=shown.id), Related("related", article="gone"))),
        lambda one: link_to(article_of, one, "https://news.example/"),
    )
    assert [link.title for link in found.related] == ["In its words", "In its words", shown.headline]
    assert found.related[1].address == address_of(shown, "https://news.example/")
    assert found.related[1].address.startswith("https://news.example/2026-03-03-%D8%A8")
    assert (found.related[1].language, found.related[1].date) == ("ckb", date(2026, 3, 3))


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.example/b?c=d&e=%20f#g", "https://a.example/b?c=d&e=%20f#g"),
        (" http://a.example/ئاو ", "http://a.example/%D8%A6%D8%A7%D9%88"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example/x", ""),
        ("/within", ""),
        ("https://[", ""),
        ("https:", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_linked_to(written: str, address: str) -> None:
    assert web_address(written) == address


def test_a_bad_base_gives_no_address() -> None:
    assert address_of(ENGLISH, "") == address_of(ENGLISH, "not an address") == ""
    assert address_of(ENGLISH, "https://news.example/a/") == f"https://news.example/a/{ADDRESS.split('/')[-2]}/"


def test_the_page_leads_to_the_stories_before_and_after() -> None:
    html = part_of("neighbours", STORY)
    before = Outline(html).first("a", rel="prev")
    assert before["href"] == "https://news.example/rain/"
    assert 'Next article</p>\n<p><span class="title" lang="ckb" dir="rtl">بەنداوی نوێ</span>' in html
    assert part_of("neighbours", ENGLISH) == '<div class="neighbours" data-part="neighbours"></div>'
    assert part_of("related", ENGLISH) == '<div class="related" data-part="related"></div>'


def test_related_stories_are_teasers_with_all_that_is_told_of_them() -> None:
    picture = Picture("a.jpg", "a.jpg 480w", 480, 300)
    link = Link("ئاو", "../ئاو/", "ckb", "سیاسەت", date(2026, 3, 2), "Water & more", picture, "A river")
    html = part_of("related", ENGLISH, Around(related=(link, Link("Plain"))))
    outline = Outline(html)
    assert [tag for tag, _found in outline.elements if tag in ("h2", "h3")] == ["h2", "h3", "h3"]
    image = outline.first("img")
    assert (image["src"], image["alt"], image["width"], image["loading"]) == ("a.jpg", "A river", "480", "lazy")
    assert outline.first("a") == {"href": "../ئاو/", "class": "title", "lang": "ckb", "hreflang": "ckb", "dir": "rtl"}
    assert outline.first("p", **{"class": "teaser-section"})["lang"] == "ckb"
    assert outline.first("time")["datetime"] == "2026-03-02"
    assert {"March 2, 2026", "Water & more", "سیاسەت", "Plain"} <= set(outline.words)


def test_what_is_handed_in_stands_in_place_of_what_the_article_tells() -> None:
    html = page_of(STORY, Around(previous=Link("Handed in", "../handed-in/")))
    assert "Handed in" in html
    assert "Rain at last" not in html
    assert "hreflang" not in html


def test_siblings_in_other_languages_are_told_to_machines_and_readers() -> None:
    around = Around(translations=(Link("وەزیران", "../ckb/", "ckb"), Link("وزراء", "https://ar.example/", "ar")))
    outline = Outline(page_of(ENGLISH, around))
    told = {found["hreflang"]: found["href"] for found in outline.every("link") if "hreflang" in found}
    assert told == {"en": ADDRESS, "ckb": "https://news.example/ckb/", "ar": "https://ar.example/"}
    read = [(found["hreflang"], found["lang"], found["dir"]) for found in outline.every("a") if "hreflang" in found]
    assert read == [("ckb", "ckb", "rtl"), ("ar", "ar", "rtl")]
    assert 'rel="alternate"' not in page_of(ENGLISH, around, address=""), "a page names itself there, or none"


def test_a_page_of_a_site_leads_to_its_front_page_sections_authors_and_feed() -> None:
    around = Around(
        home="../index.html",
        sections=(Link("Politics", "../politics/"), Link("ئاو", "../water/")),
        section="../politics/",
        authors={"Sara Ali": "../authors/sara-ali/", "Sara": "../authors/sara/"},
        feed="../feed.en.xml",
        search="../search/",
    )
    page = page_of(ENGLISH, around)
    assert '<p class="masthead-name"><a href="../index.html" rel="home"><bdi>Desk News</bdi></a></p>' in page
    assert '<p class="byline">By Hemin Karim and <a href="../authors/sara-ali/" rel="author">Sara Ali</a></p>' in page
    assert '<p class="kicker"><a href="../politics/">Water</a></p>' in page
    outline = Outline(page)
    assert outline.first("link", type="application/atom+xml")["href"] == "../feed.en.xml"
    assert {"../politics/", "../water/", "../search/"} <= {found["href"] for found in outline.every("a")}
    assert page.count("<footer") == 2
    assert outline.first("a", href="#main")["class"] == "skip"


def test_machines_are_told_of_authors_pages_where_their_address_is_known() -> None:
    around = Around(authors={"Sara Ali": "../authors/sara-ali/"})
    told = [{"@type": "Person", "name": "Hemin Karim"}, {"@type": "Person", "name": "Sara Ali"}]
    assert linked_data(page_of(ENGLISH, around, address=""))["author"] == told
    told[1]["url"] = "https://news.example/authors/sara-ali/"
    assert linked_data(page_of(ENGLISH, around))["author"] == told


def test_other_pages_of_a_site_are_made_of_the_same_frame() -> None:
    # a newsroom’s theme may have templates for them; here the frame stands for one
    page = maker().fill("frame.html", "ckb", options(), {}, address="https://news.example/", around=Around(home="."))
    outline = Outline(page)
    assert outline.first("html") == {"lang": "ckb", "dir": "rtl"}
    assert outline.first("link", rel="canonical")["href"] == "https://news.example/"
    assert outline.open == []
    assert re.search(r'<main id="main">\s*</main>', page)


def test_parts_that_say_the_same_are_the_same_however_often_they_are_made() -> None:
    one = maker()
    changed = (replace(STORY, headline="Else"), replace(STORY, shares=5), replace(STORY, language="de"), SORANI)
    for article in (STORY, *(one for other in changed for one in (other, STORY))):
        made = one.parts(article, options(), pictures, address=ADDRESS)
        assert made == maker().parts(article, options(), pictures, address=ADDRESS)
