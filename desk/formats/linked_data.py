"""What a page tells machines about its story: schema.org's NewsArticle as JSON-LD.

The properties are those that Google's page on Article structured data recommends (headline, image, datePublished,
dateModified, author, publisher), and those of schema.org/NewsArticle that a newsroom knows beside them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import unescape
from types import MappingProxyType
from urllib.parse import urljoin

from desk.article.measure import count_words
from desk.article.model import Article, Photo
from desk.article.wire import dateline_text, split_byline, split_names
from desk.formats.plain import without_tricks
from desk.formats.safe_markdown import without_scripts

_DESCRIPTION_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Still:
    """The lead photo cut to one shape, as machines are told of it: its address, and its size in pixels."""

    address: str
    width: int
    height: int


def news_article(
    article: Article,
    publisher: str,
    modified: datetime,
    address: str,
    stills: Sequence[Still],
    pages: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, object]:
    """The article as a NewsArticle; what is not known is left out rather than made up.

    `pages` are the addresses of its authors' own pages, by their names.
    """
    house: dict[str, object] = {"@type": "Organization", "name": publisher, "url": _site(address)}
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "description": description_of(article),
        "image": [_image(still, article.lead_photo) for still in stills],
        "datePublished": for_machines(published_on(article)),
        "dateModified": for_machines(changed_on(article, modified)),
        "author": _authors(article.byline, pages, address) or ([_filled(house)] if publisher else []),
        "publisher": _filled(house) if publisher else {},
        "dateline": dateline_text(article.dateline, article.language).removesuffix("—").strip(),
        "articleSection": article.section,
        "keywords": list(article.keywords),
        "wordCount": count_words(article.body),
        "inLanguage": article.language,
        "copyrightNotice": article.copyright,
        "correction": article.correction,
        "url": address,
        "mainEntityOfPage": {"@type": "WebPage", "@id": address} if address else {},
    }
    return _filled(data)


def _image(still: Still, photo: Photo | None) -> dict[str, object]:
    """A photo as ImageObject, with whose it is (developers.google.com/search/docs/appearance/structured-data)."""
    image: dict[str, object] = {
        "@type": "ImageObject",
        "url": still.address,
        "contentUrl": still.address,
        "width": still.width,
        "height": still.height,
    }
    if photo is not None:
        image["caption"] = photo.caption
        image["creditText"] = photo.credit
        image["creator"] = {"@type": "Person", "name": photo.photographer} if photo.photographer.strip() else {}
        image["copyrightNotice"] = photo.copyright
    return _filled(image)


def published_on(article: Article) -> datetime:
    """The moment that a page gives to machines: of publication, else one on the dateline's day.

    Google wants a time with its zone (developers.google.com/search/docs/appearance/structured-data/article). Of a day
    alone it is the first writing, where the desk began on that day, else the day's beginning on the desk's own clock.
    """
    day = article.dateline.date
    if article.published or day is None or _on_the_desks_clock(article.created).date() == day:
        return article.published or article.created
    return _on_the_desks_clock(datetime.combine(day, time()))


def for_machines(time: datetime | date) -> str:
    """A day, or a moment to the second, as HTML and schema.org write it: HTML knows no millionths of a second."""
    return time.isoformat(timespec="seconds") if isinstance(time, datetime) else time.isoformat()


def printed_date(article: Article) -> datetime | date:
    """The moment that a page shows to readers, or the day alone where the hour would be made up."""
    return article.published or article.dateline.date or article.created


def changed_on(article: Article, modified: datetime) -> datetime:
    """When the story last changed, which is never before it was published."""
    return max(modified, published_on(article))


def _on_the_desks_clock(moment: datetime) -> datetime:
    """The moment in the desk's own zone; in UTC within a day of the calendar's first and last."""
    try:
        return moment.astimezone()
    except (OverflowError, OSError, ValueError):
        return moment.replace(tzinfo=UTC)


def in_script(data: object) -> str:
    """JSON that may stand in a `<script>` element: nothing in it can end the element or begin a comment."""
    text = json.dumps(_clean(data), ensure_ascii=False, indent=1)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


_WHERE = re.compile(r"\s+(?:in|from|at)\s+[A-Z].*$")
_HOUSE = re.compile(
    r"\b(?:desk|staff|agenc(?:y|ies)|news|service|newsroom|team|AFP|AP|Reuters)\b|دەستە|ئاژانس|وكالة|وكالات", re.I
)


def author_names(byline: str) -> tuple[str, ...]:
    """Each author named by a byline, apart: `By Hemin Karim and Sara Ali in Baghdad` names two."""
    names = split_byline(byline) or byline
    parts = (_WHERE.sub("", part).strip(" .") for part in split_names(names))
    return tuple(dict.fromkeys(part for part in parts if part))


def description_of(article: Article) -> str:
    """The story in a sentence or two: its summary, else the beginning of its body."""
    if article.summary.strip():
        return " ".join(article.summary.split())
    return _beginning(article.body)


_GOAL = r"\((?:[^()]|\([^()]*\))*\)"
_NOT_PROSE = re.compile(rf"!\[[^\]]*\]{_GOAL}|(?m:^\s*(?:#{{1,6}}|>|[-*+]|\d+[.)])\s+)|<[^>]*>|[*_`]{{1,3}}")
_LINK = re.compile(rf"(?<!!)\[([^\]]*)\]{_GOAL}")
_SCRIPT = re.compile(r"<(?:script|style)[\s/>]", re.IGNORECASE)

_UNCLOSED = re.compile(r"(?<!`)<(?:script|style)[\s/>].*", re.IGNORECASE | re.DOTALL)


def _beginning(body: str) -> str:
    if _SCRIPT.search(body, 0, 8 * _DESCRIPTION_LENGTH):
        body = _UNCLOSED.sub("", without_scripts(body), count=1)
    marked = _NOT_PROSE.sub("", _LINK.sub(r"\1", body[: 8 * _DESCRIPTION_LENGTH]))
    text = " ".join(unescape(marked).split())
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    return text[:_DESCRIPTION_LENGTH].rpartition(" ")[0] + "…"


def _authors(byline: str, pages: Mapping[str, str], address: str) -> list[dict[str, object]]:
    return [_filled(_author(name) | _page(name, pages, address)) for name in author_names(byline)]


def _author(name: str) -> dict[str, object]:
    return {"@type": "Organization" if _HOUSE.search(name) else "Person", "name": name}


def _page(name: str, pages: Mapping[str, str], address: str) -> dict[str, object]:
    """An author's page, where its whole address is known."""
    return {"url": urljoin(address, pages[name]) if address and name in pages else ""}


def _site(address: str) -> str:
    return "/".join(address.split("/")[:3]) + "/" if address.startswith(("http://", "https://")) else ""


def _filled(data: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in data.items() if value not in ("", [], {}, None)}


def _clean(data: object) -> object:
    if isinstance(data, str):
        return without_tricks(data)
    if isinstance(data, list):
        return [_clean(item) for item in data]
    if isinstance(data, dict):
        return {name: _clean(value) for name, value in data.items()}
    return data
