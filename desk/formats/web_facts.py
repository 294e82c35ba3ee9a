"""What a page tells machines about its story: schema.org as JSON-LD and microdata, Open Graph, Twitter, plain meta.

Every part is taken from the first of these that has it. What is broken is passed over: a page may tell a thing well in
one way and badly in another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urljoin

from desk.article import wire
from desk.article.edits import clean_text
from desk.formats.elements import Node, every, text_of
from desk.formats.plain import without_tricks
from desk.formats.reading import is_web
from desk.formats.web_page import SAVED_FROM, words

_STORY = re.compile(r"(?:\w*Article|\w*Posting|Report)\Z")
_MOST_KEYWORDS = 30
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u00ad\ufeff\u2060"))

Item = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a story; empty where nothing is. `base` is the address that links on the page start from."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    section: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    address: str = ""
    base: str = ""
    publisher: str = ""
    copyright: str = ""
    correction: str = ""
    image: str = ""
    image_caption: str = ""
    image_credit: str = ""
    image_alt: str = ""
    shares: int = 0


def facts_of(root: Node) -> Facts:
    """The facts that a whole page states, whichever way it does."""
    page = _Page(root)
    story, metas = page.story, page.metas
    publisher = page.name_of(story.get("publisher")) or metas.first("og:site_name", "application-name", "dc.publisher")
    image = page.resolved(_one(story.get("image")))
    return Facts(
        headline=line(_text(story, "headline") or _text(story, "name"))
        or without_site(metas.first("og:title", "twitter:title", "dc.title", "parsely-title"), publisher)
        or page.prop("headline"),
        authors=page.authors(publisher),
        summary=line(
            _text(story, "description") or metas.first("og:description", "twitter:description", "description")
        ),
        published=moment_of(_text(story, "datePublished") or metas.first(*_PUBLISHED) or page.prop("datePublished")),
        modified=moment_of(_text(story, "dateModified") or metas.first(*_MODIFIED) or page.prop("dateModified")),
        section=line(_text(story, "articleSection")) or metas.first("article:section", "section"),
        keywords=page.keywords(),
        language=page.language(),
        address=page.address(),
        base=page.base(),
        publisher=publisher,
        copyright=line(_text(story, "copyrightNotice")) or metas.first("copyright", "dc.rights"),
        correction=clean_text(without_tricks(_text(story, "correction"))),
        image=_address(image) or metas.first("og:image", "og:image:url", "twitter:image") or page.prop("image"),
        image_caption=line(_text(image, "caption")) if isinstance(image, Mapping) else "",
        image_credit=line(_text(image, "creditText")) if isinstance(image, Mapping) else "",
        image_alt=metas.first("og:image:alt", "twitter:image:alt"),
        shares=_shares(story),
    )


_PUBLISHED = ("article:published_time", "og:article:published_time", "parsely-pub-date", "dc.date.issued", "pubdate")
_MODIFIED = ("article:modified_time", "og:updated_time", "og:article:modified_time", "dc.date.modified", "lastmod")


def line(text: str) -> str:
    """A text as a field of one line holds it: no marks that deceive, none that is unseen."""
    return " ".join(clean_text(without_tricks(unescape(text).translate(_UNSEEN))).split())


def without_site(title: str, site: str) -> str:
    """A title without the name of the site that many put behind it, or before it."""
    parts = re.split(r"\s+[|–—·«»:-]+\s+", title)
    if len(parts) < 2:
        return title
    if site and parts[-1].casefold() == site.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—·«»:-")
    if site and parts[0].casefold() == site.casefold():
        return title[len(parts[0]) :].lstrip(" |–—·«»:-")
    return title


class _Metas:
    """The page's meta elements: name or property, in small letters → contents."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._found: dict[str, list[str]] = {}
        for node in nodes:
            if node.tag == "meta" and (content := line(node.attributes.get("content", ""))):
                for key in ("name", "property", "itemprop"):
                    name = node.attributes.get(key, "").lower()
                    if name:
                        self._found.setdefault(name, []).append(content)

    def first(self, *names: str) -> str:
        return next((self._found[name][0] for name in names if name in self._found), "")

    def all(self, *names: str) -> list[str]:
        return next((self._found[name] for name in names if name in self._found), [])


@dataclass(slots=True)
class _Page:
    """One page, asked for its facts."""

    root: Node
    nodes: Sequence[Node] = field(init=False)
    metas: _Metas = field(init=False)
    story: Item = field(init=False)
    _known: dict[str, Item] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes = list(every(self.root))
        self.metas = _Metas(self.nodes)
        items = [item for script in _scripts(self.nodes) for item in _items(script)]
        for item in items:
            name = item.get("@id")
            if isinstance(name, str) and len(item) > len(self._known.get(name, {})):
                self._known[name] = item
        self.story = next((item for item in items if _is_story(item)), {})

    def resolved(self, value: object) -> object:
        """What a value stands for: pages name things in one place and tell of them in another."""
        if isinstance(value, Mapping) and isinstance(name := value.get("@id"), str) and name in self._known:
            return {**self._known[name], **value}
        return value

    def name_of(self, value: object) -> str:
        found = self.resolved(_one(value))
        return line(found if isinstance(found, str) else _text(found, "name")) if found else ""

    def authors(self, publisher: str) -> tuple[str, ...]:
        told = self.story.get("author") or self.story.get("creator")
        found = [self.name_of(one) for one in (told if isinstance(told, list) else [told])]
        if not any(found):
            found = self.metas.all("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl")
        if not any(found):
            found = [_author_in(node) for node in self._with_prop("author")]
        apart = (name for one in found for name in wire.split_names(wire.split_byline(one) or one))
        names = (name for name in dict.fromkeys(apart) if not is_web(name) and name != publisher)
        return tuple(name for name in names if "/" not in name and len(name) <= 200)

    def keywords(self) -> tuple[str, ...]:
        told = self.story.get("keywords")
        found = [one for one in (told if isinstance(told, list) else [told]) if isinstance(one, str)]
        if not any(found):
            found = self.metas.all("article:tag", "news_keywords", "parsely-tags", "keywords")
        if not found:
            found = [words(node) for node in self.nodes if node.tag == "a" and "tag" in _rel(node)]
        words_found = (line(word) for one in found for word in re.split("[,،;؛]", unescape(one)))
        return tuple(dict.fromkeys(word.removeprefix("#") for word in words_found if word))[:_MOST_KEYWORDS]

    def language(self) -> str:
        html = self.root.attributes.get("lang", "") or self.root.attributes.get("xml:lang", "")
        return html or _text(self.story, "inLanguage") or self.metas.first("og:locale", "content-language", "language")

    def address(self) -> str:
        whole = self.story.get("mainEntityOfPage")
        linked = next((one for one in self.nodes if one.tag == "link" and "canonical" in _rel(one)), Node("link"))
        found = (
            linked.attributes.get("href", "").strip(),
            self.metas.first("og:url"),
            _text(self.story, "url"),
            whole if isinstance(whole, str) else _text(whole, "@id"),
            self.root.attributes.get(SAVED_FROM, ""),
        )
        return next((one for one in found if is_web(one) and "\\" not in one and " " not in one), "")

    def base(self) -> str:
        own = next((one.attributes.get("href", "") for one in self.nodes if one.tag == "base"), "")
        address = self.address()
        return joined(address, own.strip()) or address

    def prop(self, name: str) -> str:
        """What microdata says under this name within the story."""
        for node in self._with_prop(name):
            told = ("content", "datetime", "src", "href")
            found = next((node.attributes[one] for one in told if node.attributes.get(one)), "") or words(node)
            if found.strip():
                return line(found)
        return ""

    def _with_prop(self, name: str) -> Iterator[Node]:
        return (one for one in self.nodes if name in one.attributes.get("itemprop", "").split())


def joined(base: str, address: str) -> str:
    """An address from where a page lies; empty where it leads nowhere."""
    try:
        found = urljoin(base, address)
    except ValueError:
        return ""
    return found if is_web(found) else ""


def _scripts(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if node.tag == "script" and "ld+json" in node.attributes.get("type", "").lower():
            yield text_of(node)


_AROUND = re.compile(r"\A\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)\s*|\s*(?:-->|//\]\]>|\]\]>|;)\s*\Z", re.DOTALL)
_LAST_COMMA = re.compile(r",\s*(?=[}\]])")


def _items(script: str) -> Iterator[Item]:
    """The items in a script, those inside others included. What ends too early is read as far as it goes."""
    text = _AROUND.sub("", script)
    for attempt in (text, _LAST_COMMA.sub("", text)):
        try:
            told, _end = json.JSONDecoder(strict=False).raw_decode(attempt.lstrip())
        except (ValueError, RecursionError):
            continue
        yield from _inside(told, 0)
        return


_DEEPEST_ITEM = 6


def _inside(told: object, depth: int) -> Iterator[Item]:
    if depth > _DEEPEST_ITEM:
        return
    if isinstance(told, list):
        for one in told:
            yield from _inside(one, depth + 1)
    elif isinstance(told, dict):
        yield told
        for one in told.values():
            if isinstance(one, dict | list):
                yield from _inside(one, depth + 1)


def _is_story(item: Item) -> bool:
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    is_one = any(isinstance(name, str) and _STORY.fullmatch(name.rpartition("/")[2]) for name in names)
    return is_one and bool(_text(item, "headline") or _text(item, "name") or _text(item, "datePublished"))


def _one(value: object) -> object:
    """A value, the first where there are several."""
    return (value[0] if value else None) if isinstance(value, list) else value


def _text(item: object, name: str) -> str:
    value = _one(item.get(name)) if isinstance(item, Mapping) else None
    return value if isinstance(value, str) else ""


def _address(image: object) -> str:
    return image if isinstance(image, str) else _text(image, "url") or _text(image, "contentUrl")


def _shares(story: Item) -> int:
    """How often the story was shared, as schema.org's interaction counters tell it."""
    told = story.get("interactionStatistic")
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, Mapping) and "ShareAction" in str(one.get("interactionType")):
            count = one.get("userInteractionCount")
            return number(count) if isinstance(count, str) else count if isinstance(count, int) and count > 0 else 0
    return 0


def number(written: str) -> int:
    """A count; 0 for what is none."""
    return int(written) if re.fullmatch("[0-9]{1,12}", written) else 0


def _rel(node: Node) -> Sequence[str]:
    return node.attributes.get("rel", "").lower().split()


def _author_in(node: Node) -> str:
    named = next((one for one in every(node) if "name" in one.attributes.get("itemprop", "").split()), node)
    return line(named.attributes.get("content", "") or words(named))


def moment_of(text: str) -> datetime | None:
    """A moment with its zone, UTC where none is said; None for what is no moment."""
    written = text.strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(written)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            moment.astimezone(UTC)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        return moment
    return None
