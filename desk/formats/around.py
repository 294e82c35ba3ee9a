"""What stands around a story on its page: the stories before and after it, related ones, translations, and its site.

One page by itself takes them from the article; whoever makes a whole site knows them better and hands them in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from desk.article.model import Article, Related

if TYPE_CHECKING:
    from desk.formats.page import Picture

_IN_ADDRESSES = ";/?:@&=+$,#%[]!'()*~-._"
"""What an address keeps as it is written: marks of RFC 3986, and percent signs that stand there already."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page. Only `title` is needed; a theme shows what it is told.

    `address` is absolute, or relative to the page that the link stands on, written as an address is (percent signs
    and all); empty where it is not known, then the title stands without a link. `language` is the BCP 47 tag of what
    it leads to, empty for that of the page. `picture` is a small photo beside it, with its `alt` text.
    """

    title: str
    address: str = ""
    language: str = ""
    section: str = ""
    date: datetime | date | None = None
    summary: str = ""
    picture: Picture | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """Where a page stands: its neighbours by date, related stories, the same story in other languages, and its site.

    `home` is the address of the front page, `section` that of the story's section, `authors` those of its authors'
    pages by their names (as `linked_data.author_names` has them), `feed` that of the Atom feed in its language,
    `search` that of the search page; each empty where there is none. `sections` are the ways at the head of the page.
    """

    previous: Link | None = None
    next: Link | None = None
    related: tuple[Link, ...] = ()
    translations: tuple[Link, ...] = ()
    home: str = ""
    sections: tuple[Link, ...] = ()
    section: str = ""
    authors: Mapping[str, str] = field(default_factory=dict, hash=False)
    feed: str = ""
    search: str = ""


Lookup = Callable[[str], Link | None]
"""Finds a story of the library by its ID: how a page links to it, without a title where readers are not to see it.

None where there is none.
"""


def unknown(_article_id: str) -> Link | None:
    """The lookup of one who knows no other stories."""
    return None


def around_of(article: Article, lookup: Lookup = unknown) -> Around:
    """What an article itself tells of its neighbours. A story that has no title, and is not found, is left out."""
    found: dict[str, list[Link]] = {}
    for related in article.related:
        link = _link(related, lookup)
        if link is not None and link.title.strip():
            found.setdefault(related.kind, []).append(link)
    return Around(
        previous=next(iter(found.get("previous", ())), None),
        next=next(iter(found.get("next", ())), None),
        related=tuple(found.get("related", ())),
        translations=tuple(link for link in found.get("translation", ()) if link.language),
    )


def _link(related: Related, lookup: Lookup) -> Link | None:
    known = lookup(related.article) if related.article else None
    if known is None:
        return Link(related.title, web_address(related.address), related.language)
    if not known.title:
        return None
    title, language = related.title.strip() or known.title, related.language or known.language
    return replace(known, title=title, language=language)


def web_address(written: str) -> str:
    """An address of the web as a page may link to it; empty for everything else, scripts above all."""
    address = written.strip()
    try:
        parts = urlsplit(address)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return quote(address, safe=_IN_ADDRESSES, errors="replace") if whole else ""


def alternates(article: Article, around: Around, address: str) -> tuple[Link, ...]:
    """The story in every language, this one first, for `hreflang`; empty where there are no others, or no addresses.

    Search engines take only whole addresses there, and only where each page names itself too.
    """
    if not urlsplit(address).scheme or not around.translations:
        return ()
    others = (
        replace(link, address=_clean(urljoin(address, link.address))) for link in around.translations if link.address
    )
    own = Link(article.headline, address, article.language)
    unique = {link.language: link for link in (*others, own)}
    del unique[own.language]
    return (own, *unique.values()) if unique else ()


def _clean(address: str) -> str:
    """The address as the page itself has it: links within a site name the file, so that they work on a disk too."""
    return address.removesuffix("index.html")
