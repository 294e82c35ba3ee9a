"""The rules that feeds and sitemaps are held against, each as their documents have it; no schema is needed for them.

Atom is RFC 4287 with the dates of RFC 3339; sitemaps are https://www.sitemaps.org/protocol.html, and their news
Google's extension. Each function gives what breaks a rule, in sentences; nothing where the document is valid.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XML = "{http://www.w3.org/XML/1998/namespace}"
Counts = Mapping[str, tuple[int, int]]
"""How often an element may stand in another: at least, and at most."""
_MANY = 1_000_000
_OF_BOTH: Counts = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "author": (0, _MANY),
    "category": (0, _MANY),
    "contributor": (0, _MANY),
    "link": (0, _MANY),
    "rights": (0, 1),
}
_OF_FEED: Counts = {
    **_OF_BOTH,
    "entry": (0, _MANY),
    "generator": (0, 1),
    "icon": (0, 1),
    "logo": (0, 1),
    "subtitle": (0, 1),
}
_OF_ENTRY: Counts = {**_OF_BOTH, "content": (0, 1), "published": (0, 1), "source": (0, 1), "summary": (0, 1)}
_OF_PERSON: Counts = {"name": (1, 1), "uri": (0, 1), "email": (0, 1)}
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_ADDRESS = re.compile(r"(?:[!#$&'()*+,\-./:;=?@\[\]_~A-Za-z0-9\u00a0-\U0010ffff]|%[0-9A-Fa-f]{2})+")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def faults_of_feed(document: bytes, own: str) -> list[str]:
    """What is wrong with an Atom feed that is to be found at the address `own`."""
    root = ET.fromstring(document)
    return [f"{root.tag} is no feed"] if root.tag != f"{ATOM}feed" else list(_feed(root, own))


def _feed(feed: ET.Element, own: str) -> Iterator[str]:
    yield from _counted(feed, _OF_FEED, ATOM)
    yield from _of_both(feed)
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        yield from _entry(entry, has_author=feed.find(f"{ATOM}author") is not None)
    ids = [(entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated")) for entry in entries]
    if len(set(ids)) != len(ids):
        yield "two entries have one id and one time"
    if [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] != [own]:
        yield f"the feed does not say that it is to be found at {own}"


def _entry(entry: ET.Element, *, has_author: bool) -> Iterator[str]:
    yield from _counted(entry, _OF_ENTRY, ATOM)
    yield from _of_both(entry)
    if not has_author and entry.find(f"{ATOM}author") is None:
        yield "an entry without an author in a feed without one"
    links = [(link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in _links(entry)]
    alternates = [link for link in links if link[0] == "alternate"]
    if entry.find(f"{ATOM}content") is None and not alternates:
        yield "an entry with neither content nor a link to the story"
    if len(set(alternates)) != len(alternates):
        yield "an entry with two links to the story, of one type and language"


def _of_both(element: ET.Element) -> Iterator[str]:
    """The rules that feeds and entries share."""
    if not _is_address(element.findtext(f"{ATOM}id") or ""):
        yield "an id that is no address"
    for time in (*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")):
        yield from [] if _is_time(time) else [f"{time.tag}: “{time.text}” is no time"]
    for link in _links(element):
        yield from [] if _is_address(link.get("href", "")) and not len(link) else [f"a link to “{link.get('href')}”"]
    for category in element.findall(f"{ATOM}category"):
        yield from [] if category.get("term") else ["a category without a term"]
    for person in (*element.findall(f"{ATOM}author"), *element.findall(f"{ATOM}contributor")):
        yield from _counted(person, _OF_PERSON, ATOM)
    yield from _texts(element)


def _texts(element: ET.Element) -> Iterator[str]:
    """The rules for what people read."""
    language = element.get(f"{XML}lang", "en")
    if not _TAG.fullmatch(language):
        yield f"“{language}” is no language"
    for name in ("title", "subtitle", "summary", "rights"):
        for text in element.findall(ATOM + name):
            if text.get("type", "text") not in ("text", "html", "xhtml") or (text.get("type") != "xhtml" and len(text)):
                yield f"{name}: elements in a plain text, or a type that there is not"


def _links(element: ET.Element) -> list[ET.Element]:
    return element.findall(f"{ATOM}link")


def faults_of_sitemap(document: bytes, base: str, now: datetime) -> list[str]:
    """What is wrong with a sitemap of the pages from the address `base` on, read at the time `now`."""
    root = ET.fromstring(document)
    if root.tag not in (f"{MAP}urlset", f"{MAP}sitemapindex"):
        return [f"{root.tag} is no sitemap"]
    entries = {"url" if root.tag.endswith("urlset") else "sitemap": (1, 50_000)}
    found = list(_counted(root, entries, MAP))
    found += [fault for url in root for fault in _url(url, base, now)]
    places = [url.findtext(f"{MAP}loc") for url in root]
    if len(set(places)) != len(places):
        found.append("a page is named twice")
    if len(document) > 50 * 1024 * 1024:
        found.append("the sitemap is larger than 50 MB")
    return found


def _url(url: ET.Element, base: str, now: datetime) -> Iterator[str]:
    own = ET.Element(url.tag)
    own.extend(child for child in url if not child.tag.startswith(NEWS))
    yield from _counted(own, {"loc": (1, 1), "lastmod": (0, 1), "changefreq": (0, 1), "priority": (0, 1)}, MAP)
    place = url.findtext(f"{MAP}loc") or ""
    if not place.startswith(base) or not _is_address(place) or not place.isascii() or len(place) >= 2048:
        yield f"“{place}” is no address of a page of this site"
    for changed in url.findall(f"{MAP}lastmod"):
        if not _is_time(changed):
            yield f"lastmod: “{changed.text}” is no time"
    for news in url.findall(f"{NEWS}news"):
        yield from _news(news, now)


def _news(news: ET.Element, now: datetime) -> Iterator[str]:
    yield from _counted(news, {"publication": (1, 1), "publication_date": (1, 1), "title": (1, 1)}, NEWS)
    for publication in news.findall(f"{NEWS}publication"):
        yield from _counted(publication, {"name": (1, 1), "language": (1, 1)}, NEWS)
    for name in ("title", "publication/name", "publication/language"):
        if not (news.findtext(NEWS + name.replace("/", f"/{NEWS}")) or "").strip():
            yield f"news without a {name}"
    if not _TAG.fullmatch(news.findtext(f"{NEWS}publication/{NEWS}language") or ""):
        yield "news in no language"
    date = news.find(f"{NEWS}publication_date")
    if date is not None and not _is_time(date):
        yield f"publication_date: “{date.text}” is no time"
    elif date is not None and not 0 <= (now - datetime.fromisoformat(date.text or "")).total_seconds() <= 2 * 86400:
        yield f"what came out on {date.text} is not news, or not yet"


def _counted(element: ET.Element, counts: Counts, namespace: str) -> Iterator[str]:
    names = [child.tag for child in element]
    for name, (least, most) in counts.items():
        if not least <= names.count(namespace + name) <= most:
            yield f"{names.count(namespace + name)} of {name} in {element.tag}"
    yield from (f"{name} in {element.tag}" for name in names if name.removeprefix(namespace) not in counts)


def _is_time(element: ET.Element) -> bool:
    text = element.text or ""
    if not _DATE_TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_address(text: str) -> bool:
    return bool(_ADDRESS.fullmatch(text)) and bool(urlsplit(text).scheme)
