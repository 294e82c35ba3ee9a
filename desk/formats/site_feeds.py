"""What a site tells machines of its stories: an Atom feed for each language, sitemaps, robots.txt.

Atom is RFC 4287, the sitemap's protocol is at https://www.sitemaps.org/protocol.html, its news extension at
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap. All of these take whole addresses
only, so there are none where nobody knows the site's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from desk.formats.plain import without_tricks
from desk.formats.site_entries import Entry, moment
from desk.formats.site_plan import tag_of

IN_FEED = 50
"""Stories in a feed, the newest."""
NEWS_FOR = timedelta(days=2)
_MOST_NEWS, MOST_ADDRESSES = 1000, 50_000
"""What one sitemap may have, of news and of all pages."""
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
Address = Callable[[Entry], str]
"""The whole address of a story's page."""


def feed(stories: Sequence[Entry], publisher: str, tag: str, home: str, own: str, address: Address) -> str:
    """The Atom feed of a language: `home` is the address of its front page, `own` that of the feed.

    A story that was withdrawn has a tombstone (RFC 6721), so that readers of feeds take it out.
    """
    newest = stories[:IN_FEED]
    has_gone = any(story.is_withdrawn for story in newest)
    updated = max(newest, key=lambda one: moment(one.changed)).changed
    lines = [
        f'<feed xmlns="http://www.w3.org/2005/Atom"{_TOMBSTONES * has_gone} xml:lang={_quoted(tag)}>',
        f"<title>{_text(publisher)}</title>",
        f"<id>{_text(own)}</id>",
        f'<link rel="self" type="application/atom+xml" href={_quoted(own)}/>',
        f'<link rel="alternate" type="text/html" href={_quoted(home)}/>',
        f"<updated>{updated}</updated>",
        f"<author><name>{_text(publisher)}</name></author>",
        "<generator>Desk</generator>",
        *(line for story in newest for line in _told(story, address(story), own)),
        "</feed>",
    ]
    return _HEAD + "\n".join(lines) + "\n"


_TOMBSTONES = ' xmlns:at="http://purl.org/atompub/tombstones/1.0"'


def _told(story: Entry, address: str, feed_address: str) -> Iterable[str]:
    if not story.is_withdrawn:
        return _entry(story, address, feed_address)
    ref = _quoted(_lasting_id(story, feed_address))
    return (f"<at:deleted-entry ref={ref} when={_quoted(story.changed)}/>",)


def _entry(story: Entry, address: str, feed_address: str) -> Iterable[str]:
    yield f"<entry xml:lang={_quoted(story.language)}>"
    yield f"<title>{_text(story.headline)}</title>"
    yield f"<id>{_text(_lasting_id(story, feed_address))}</id>"
    yield f'<link rel="alternate" type="text/html" href={_quoted(address)}/>'
    yield f"<published>{story.published}</published>"
    yield f"<updated>{story.changed}</updated>"
    yield from (f"<author><name>{_text(name)}</name></author>" for name in story.authors)
    yield from (f"<category term={_quoted(term)}/>" for term in (story.section, *story.keywords) if term)
    if story.summary:
        yield f"<summary>{_text(story.summary)}</summary>"
    yield "</entry>"


def _lasting_id(story: Entry, feed_address: str) -> str:
    """An ID that stays the story's when its headline, and with it its address, becomes another (RFC 4151)."""
    host = urlsplit(feed_address).hostname or ""
    return f"tag:{host},{story.created[:10]}:{story.id}"


def sitemaps(
    stories: Sequence[Entry], publisher: str, now: datetime, address: Address, lists: Sequence[str]
) -> list[str]:
    """The addresses of all pages, stories first, those of the last two days as news; as many maps as they fill."""
    news = [story for story in stories if timedelta() <= now - moment(story.published) < NEWS_FOR][:_MOST_NEWS]
    fresh = {story.id for story in news}
    pages = [_page(story, address(story), _news(story, publisher) if story.id in fresh else "") for story in stories]
    pages += [f"<url><loc>{_text(one)}</loc></url>" for one in lists]
    return [_sitemap(pages[at : at + MOST_ADDRESSES]) for at in range(0, len(pages), MOST_ADDRESSES)]


def _page(story: Entry, address: str, news: str) -> str:
    return f"<url><loc>{_text(address)}</loc><lastmod>{story.changed}</lastmod>{news}</url>"


def _sitemap(pages: Sequence[str]) -> str:
    around = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    )
    return _HEAD + "\n".join([around, *pages, "</urlset>"]) + "\n"


def named(maps: Sequence[str], path: str, address: Callable[[str], str]) -> Iterable[tuple[str, str]]:
    """Each sitemap with its path; several have one at `path` that leads to them."""
    if len(maps) == 1:
        yield path, maps[0]
        return
    paths = [path.replace(".", f"-{number}.") for number in range(1, len(maps) + 1)]
    yield path, _sitemap_index(map(address, paths))
    yield from zip(paths, maps, strict=True)


def _news(story: Entry, publisher: str) -> str:
    return (
        f"<news:news><news:publication><news:name>{_text(publisher)}</news:name>"
        f"<news:language>{_text(tag_of(story))}</news:language></news:publication>"
        f"<news:publication_date>{story.published}</news:publication_date>"
        f"<news:title>{_text(story.headline)}</news:title></news:news>"
    )


def _sitemap_index(addresses: Iterable[str]) -> str:
    """Which sitemaps there are, where one cannot hold all pages."""
    lines = [f"<sitemap><loc>{_text(one)}</loc></sitemap>" for one in addresses]
    around = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return _HEAD + "\n".join([around, *lines, "</sitemapindex>"]) + "\n"


def robots(sitemap_address: str) -> str:
    """What search engines may read: all there is."""
    told = ["User-agent: *", "Allow: /", *([f"Sitemap: {sitemap_address}"] if sitemap_address else [])]
    return "\n".join(told) + "\n"


def _text(text: str) -> str:
    return escape(" ".join(without_tricks(text).split()))


def _quoted(text: str) -> str:
    return quoteattr(" ".join(without_tricks(text).split()))
