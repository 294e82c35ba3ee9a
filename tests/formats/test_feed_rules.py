"""The rules for feeds and sitemaps pass what is valid, and find each fault by itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.formats.feed_rules import faults_of_feed, faults_of_sitemap

OWN = "https://news.example/en/feed.xml"
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
FEED = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title><id>{OWN}</id>
<link rel="self" href="{OWN}"/><updated>2026-03-04T09:10:00+03:00</updated><author><name>News</name></author>
<entry><title>One</title><id>tag:news.example,2026:1</id><link href="https://news.example/1/"/>
<updated>2026-03-04T09:10:00Z</updated><category term="Water"/><summary>S</summary></entry>
<entry><title/><id>tag:news.example,2026:2</id><link href="https://news.example/ئاو/"/>
<updated>2026-03-04T09:10:00.5Z</updated></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news.example/1/</loc>
<lastmod>2026-03-04T09:10:00Z</lastmod><news:news><news:publication><news:name>News</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2026-03-04T09:10:00Z</news:publication_date>
<news:title>One</news:title></news:news></url><url><loc>https://news.example/%D8%A6/</loc></url></urlset>"""


def test_what_is_valid_has_no_faults() -> None:
    assert faults_of_feed(FEED.encode(), OWN) == []
    assert faults_of_sitemap(SITEMAP.encode(), "https://news.example/", NOW) == []


@pytest.mark.parametrize(
    ("valid", "faulty"),
    [
        ("<feed ", '<rss xmlns="">'),
        (f"<id>{OWN}</id>", ""),
        (f"<id>{OWN}</id>", "<id>no address</id>"),
        ("<title>One</title>", "<title>One</title><title>Two</title>"),
        ("<title>One</title>", "<title>One <b>bold</b></title>"),
        ("<title>One</title>", '<title type="markdown">One</title>'),
        ("<title>One</title>", "<headline>One</headline><title>One</title>"),
        ("2026-03-04T09:10:00Z", "2026-03-04"),
        ("2026-03-04T09:10:00Z", "2026-13-04T09:10:00Z"),
        ("2026-03-04T09:10:00Z", "2026-03-04T09:10:00"),
        ('rel="self"', 'rel="via"'),
        ('href="https://news.example/1/"', 'href="1/"'),
        ('href="https://news.example/1/"', 'href="https://news.example/a b"'),
        ('<link href="https://news.example/1/"/>', ""),
        ('<link href="https://news.example/1/"/>', '<link href="https://news.example/1/"/>' * 2),
        ("<author><name>News</name></author>", ""),
        ("<author><name>News</name></author>", "<author/>"),
        (' term="Water"', ""),
        ("tag:news.example,2026:2</id>", "tag:news.example,2026:1</id>"),
        ('xml:lang="en"', 'xml:lang="English, British"'),
    ],
)
def test_each_fault_of_a_feed_is_found(valid: str, faulty: str) -> None:
    assert valid in FEED
    document = FEED.replace(valid, faulty)
    document = (
        document.replace("</feed>", "</rss>").replace('<rss xmlns="">', "<rss ") if "<rss" in document else document
    )
    document = document.replace("09:10:00.5Z", "09:10:00Z")
    assert faults_of_feed(document.encode(), OWN) != []


@pytest.mark.parametrize(
    ("valid", "faulty"),
    [
        ("<loc>https://news.example/1/</loc>", ""),
        ("https://news.example/1/", "https://elsewhere.example/1/"),
        ("https://news.example/%D8%A6/", "https://news.example/ئ/"),
        ("https://news.example/%D8%A6/", "https://news.example/1/"),
        ("<lastmod>2026-03-04T09:10:00Z", "<lastmod>yesterday"),
        ("<news:title>One</news:title>", ""),
        ("<news:title>One</news:title>", "<news:title> </news:title>"),
        ("<news:language>en", "<news:language>"),
        ("<news:publication_date>2026-03-04", "<news:publication_date>2026-03-01"),
        ("<news:publication_date>2026-03-04", "<news:publication_date>2026-03-05"),
        ("</lastmod>", "</lastmod><priority>1</priority><priority>1</priority>"),
        ("</lastmod>", "</lastmod><title>One</title>"),
    ],
)
def test_each_fault_of_a_sitemap_is_found(valid: str, faulty: str) -> None:
    assert valid in SITEMAP
    assert faults_of_sitemap(SITEMAP.replace(valid, faulty).encode(), "https://news.example/", NOW) != []
