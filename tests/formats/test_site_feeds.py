"""Feeds and sitemaps: what their specifications ask, read back with a parser."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.formats import site_feeds
from desk.formats.site_entries import Entry, entry_of, from_note, to_note
from tests.formats.sites import BASE, NOW, Coming, Stories, files, made, many, three
from tests.formats.stories import ENGLISH, LATER

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


def feed(path: Path) -> ET.Element:
    return ET.fromstring(path.read_bytes())


def text(element: ET.Element, name: str) -> str:
    found = element.find(name)
    assert found is not None
    return found.text or ""


def test_a_feed_has_what_rfc_4287_asks_for(tmp_path: Path) -> None:
    made(Stories(*three().stories.values(), *many(60)), tmp_path)
    for tag in ("en", "ckb", "ar"):
        atom = feed(tmp_path / tag / "feed.xml")
        assert atom.tag == f"{ATOM}feed"
        for element in (atom, *atom.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1
                assert text(element, f"{ATOM}{name}")
            for name in ("updated", "published"):
                assert all(RFC_3339.fullmatch(one.text or "") for one in element.findall(f"{ATOM}{name}"))
            for link in element.findall(f"{ATOM}link"):
                assert link.attrib["href"].startswith(f"{BASE}/")
        assert atom.find(f"{ATOM}author/{ATOM}name") is not None
        assert [one.attrib["href"] for one in atom.findall(f"{ATOM}link[@rel='self']")] == [f"{BASE}/{tag}/feed.xml"]
        ids = [text(entry, f"{ATOM}id") for entry in atom.findall(f"{ATOM}entry")]
        assert len(set(ids)) == len(ids) <= site_feeds.IN_FEED
        assert all(one.startswith("tag:news.example,") for one in ids)


def test_a_feed_tells_the_newest_stories_of_its_language_first(tmp_path: Path) -> None:
    made(Stories(*three().stories.values(), *many(3)), tmp_path)
    entries = feed(tmp_path / "en" / "feed.xml").findall(f"{ATOM}entry")
    titles = [text(entry, f"{ATOM}title") for entry in entries]
    assert titles == ["Ministers meet over border dam", "Story number 2", "Story number 1", "Story number 0"]
    names = [one.text for one in entries[0].findall(f"{ATOM}author/{ATOM}name")]
    assert names == ["Hemin Karim", "Sara Ali"]
    assert [one.attrib["term"] for one in entries[0].findall(f"{ATOM}category")] == ["Politics", "Water", "Dams"]


def test_a_story_keeps_its_id_in_the_feed_when_its_headline_and_address_change(tmp_path: Path) -> None:
    stories = Stories(ENGLISH)
    made(stories, tmp_path)
    before = text(feed(tmp_path / "en" / "feed.xml"), f"{ATOM}entry/{ATOM}id")
    stories.change(ENGLISH.id, headline="Another", slug="another")
    made(stories, tmp_path)
    assert text(feed(tmp_path / "en" / "feed.xml"), f"{ATOM}entry/{ATOM}id") == before


def test_what_breaks_xml_or_deceives_is_not_in_a_feed(tmp_path: Path) -> None:
    made(Stories(replace(ENGLISH, headline="A & <b> \x00\u202e evil\ufffe ]]>", keywords=('"quoted" & <',))), tmp_path)
    atom = feed(tmp_path / "en" / "feed.xml")
    assert text(atom, f"{ATOM}entry/{ATOM}title") == "A & <b> evil ]]>"
    feed(tmp_path / "sitemap.xml")


def test_the_sitemap_names_every_page_and_those_of_the_last_two_days_as_news(tmp_path: Path) -> None:
    fresh, edge = (
        replace(ENGLISH, id=n, slug=n, published=NOW - timedelta(hours=h)) for n, h in (("aa", 47), ("bb", 49))
    )
    made(Stories(fresh, edge, *many(3)), tmp_path)
    urls = feed(tmp_path / "sitemap.xml").findall(f"{MAP}url")
    places = [text(url, f"{MAP}loc") for url in urls]
    pages = [f"{BASE}/{name}".removesuffix("index.html") for name in files(tmp_path) if name.endswith("index.html")]
    assert sorted(places) == sorted(pages)
    news = {text(url, f"{MAP}loc"): url.find(f"{NEWS}news") for url in urls if url.find(f"{NEWS}news") is not None}
    assert list(news) == [f"{BASE}/2026-03-03-aa/"]
    told = next(iter(news.values()))
    assert told is not None
    assert text(told, f"{NEWS}publication/{NEWS}name") == "Desk News"
    assert text(told, f"{NEWS}publication/{NEWS}language") == "en"
    assert text(told, f"{NEWS}title") == ENGLISH.headline
    assert RFC_3339.fullmatch(text(told, f"{NEWS}publication_date"))
    assert (tmp_path / "robots.txt").read_text().splitlines()[-1] == f"Sitemap: {BASE}/sitemap.xml"


def test_a_site_with_no_address_has_no_feed_and_says_so(tmp_path: Path) -> None:
    built = made(Stories(ENGLISH), tmp_path, base="")
    assert not [name for name in files(tmp_path) if name.endswith(".xml")]
    assert "There is no feed and no sitemap" in built.notes[0]
    assert b"feed.xml" not in (tmp_path / "index.html").read_bytes()


def an_entry(**parts: object) -> Entry:
    return replace(entry_of(ENGLISH, Coming(ENGLISH.id, LATER, "1"), lambda _story: ("k:water",)), **parts)  # type: ignore[arg-type]


def test_more_pages_than_a_sitemap_may_have_make_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_feeds, "MOST_ADDRESSES", 2)
    entries = [an_entry(id=str(number)) for number in range(5)]
    maps = site_feeds.sitemaps(entries, "Desk", datetime(2026, 1, 1, tzinfo=UTC), lambda e: f"{BASE}/{e.id}/", [])
    named = dict(site_feeds.named(maps, "sitemap.xml", lambda path: f"{BASE}/{path}"))
    assert list(named) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    index = ET.fromstring(named["sitemap.xml"].encode())
    assert [text(one, f"{MAP}loc") for one in index] == [f"{BASE}/sitemap-{n}.xml" for n in (1, 2, 3)]
    assert [len(ET.fromstring(named[f"sitemap-{n}.xml"].encode())) for n in (1, 2, 3)] == [2, 2, 1]


def test_an_entry_comes_back_from_the_record_as_it_was() -> None:
    import json

    for entry in (an_entry(), an_entry(related=(("related", "T", "", "x", "en"),), printed="2026-03-03")):
        assert from_note(json.loads(json.dumps(to_note(entry)))) == entry
