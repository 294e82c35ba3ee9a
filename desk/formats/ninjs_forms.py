"""News items in whatever form a feed brings them: found in what is around them, and given the shape of ninjs 3.

ninjs 1 names its properties in small letters and the role of a text in the property (`body_html`,
`description_caption`), and has associations, renditions and alternative IDs as named objects; ninjs 2 has lists of
objects as ninjs 3 has. Agencies add a few of their own: what AP, dpa, NTB and TT write is known here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from desk.article.trouble import Trouble
from desk.formats.ninjs_values import Item
from desk.formats.reading import Source, decoded

_TOLD_BY = frozenset(
    ("uri", "headlines", "bodies", "descriptions", "headline", "body_text", "body_html", "body_xhtml", "body_html5")
) | {"body_richhtml5", "article_html"}
"""Properties of which a news item has one at least."""
_AROUND = frozenset(
    ("data", "item", "items", "_items", "hits", "_source", "results", "result", "docs", "documents", "news", "entry")
) | {"entries", "articles", "newsitems", "content", "feed", "messages", "message"}
"""What the lists are called in which feeds bring their items."""
_DEEPEST = 6
_NAMES = {
    **{
        name.lower(): name
        for name in (
            *("firstCreated", "versionCreated", "contentCreated", "embargoedUntil", "pubStatus", "copyrightHolder"),
            *("copyrightNotice", "usageTerms", "edNote", "infoSources", "altIds", "contentType", "sizeInBytes"),
            *("representationType", "rightsInfo", "aspectRatio", "headlines", "descriptions", "bodies", "uri", "type"),
            *("by", "located", "slugline", "urgency", "language", "subjects", "places", "people", "associations"),
            *("renditions", "title", "name", "rel", "role", "value", "href", "width", "height", "poi", "standard"),
        )
    },
    "embargoed": "embargoedUntil",
    "version_created": "versionCreated",
    "first_created": "firstCreated",
    "mimetype": "contentType",
    "infosource": "infoSources",
    "subject": "subjects",
    "place": "places",
    "person": "people",
    "urn": "uri",
    "guid": "uri",
    "firstpublished": "published",
    "url": "href",
}
"""What a property is called in ninjs 3, by its name in small letters."""
_TEXTS = {
    "headline": ("headlines", "main"),
    "kicker": ("headlines", "kicker"),
    "teaser": ("descriptions", "summary"),
    "caption": ("descriptions", "caption"),
    "creditline": ("descriptions", "creditline"),
    "alt_text": ("descriptions", "alt"),
    "alttext": ("descriptions", "alt"),
    "article_html": ("bodies", "html"),
}
_BY_ROLE = {"headline_": "headlines", "description_": "descriptions", "body_": "bodies"}


def items_of(source: Source) -> list[Item]:
    """The news items of a file: of one, a list of them, a feed with them inside, or a line each.

    Trouble where it is no JSON, or none of it is a news item.
    """
    items = list(_items_in(_parsed(source), 0))
    if not items:
        raise Trouble(f"{source.name} is JSON, but no ninjs news item: Desk cannot read it as a story.")
    return items


def _parsed(source: Source) -> object:
    text = decoded(source).lstrip("\ufeff")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        lines = [line for line in text.splitlines() if line.strip()]
    try:
        return [json.loads(line) for line in lines] if len(lines) > 1 else _refused(source)
    except (ValueError, RecursionError):
        return _refused(source)


def _refused(source: Source) -> object:
    raise Trouble(f"{source.name} is not readable JSON: have it sent again.")


def _items_in(data: object, depth: int) -> Iterator[Item]:
    if isinstance(data, list) and depth < _DEEPEST:
        for one in data:
            yield from _items_in(one, depth + 1)
    elif isinstance(data, dict) and _TOLD_BY & {key.lower() for key in data}:
        yield data
    elif isinstance(data, dict) and depth < _DEEPEST:
        for key, value in data.items():
            if key.lower() in _AROUND:
                yield from _items_in(value, depth + 1)


def as_version_3(item: Item) -> Item:
    """A news item in the properties of ninjs 3; those that Desk does not know are as they were."""
    return _shaped(item, 0)


def _shaped(item: Item, depth: int) -> dict[str, object]:
    found: dict[str, object] = {}
    texts: dict[str, list[object]] = {}
    for key, value in item.items():
        many, role = _role_of(key.lower())
        if many:
            texts.setdefault(many, []).extend(_with_role(role, value))
            continue
        name = _NAMES.get(key.lower(), key)
        if name not in found or key == name:
            found[name] = value
    for name, more in texts.items():
        found[name] = [*_list(found.get(name)), *more]
    _gather(found)
    for name in ("associations", "renditions"):
        if name in found:
            found[name] = [_shaped(one, depth + 1) for one in _list(found[name])] if depth < _DEEPEST else []
    return found


def _role_of(key: str) -> tuple[str, str]:
    """The list and the role in it of a text that ninjs 1 had a property for; empty for other properties."""
    if key in _TEXTS:
        return _TEXTS[key]
    for opening, many in _BY_ROLE.items():
        if key.startswith(opening):
            return many, key.removeprefix(opening)
    return "", ""


def _with_role(role: str, value: object) -> list[object]:
    if not isinstance(value, str):
        return []
    return [{"role": role, "contentType": _content_of(role, value), "value": value}]


_ENDS_IN_TAG = re.compile(r"</(?:p|div|section|article|h[1-6]|ul|ol|figure)\s*>\s*\Z", re.IGNORECASE)


def _content_of(role: str, value: str) -> str:
    if "html" in role or _ENDS_IN_TAG.search(value[-200:]):
        return "text/html"
    return "text/markdown" if "markdown" in role else "application/xml" if role in _XML else "text/plain"


_XML = frozenset(("nitf", "sportsml", "xml", "newsml"))


def _list(value: object) -> list[dict[str, object]]:
    """A list of objects, or one object for each name, as a list of objects that know their names."""
    if isinstance(value, dict):
        return [{"name": name, **one} for name, one in value.items() if isinstance(one, dict)]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _gather(found: dict[str, object]) -> None:
    """Bring what agencies have in properties of their own into those that ninjs has for it."""
    for name in ("altIds", "subjects", "infoSources", "places"):
        if name in found:
            found[name] = _named_objects(name, found[name])
    if isinstance(found.get("byline"), str) and not found.get("by"):
        found["by"] = found["byline"]
    found["by"] = _joined(found.get("by") or found.get("bylines") or found.get("authors"))
    found["usageTerms"] = _joined(found.get("usageTerms"))
    if not found.get("located"):
        found["located"] = _city(found.get("datelinelocation"))
    section = found.get("sectionname") or found.get("section")
    if isinstance(section, str) and section.strip():
        _add(found, "subjects", [{"name": section, "rel": "section"}])
    _add(found, "subjects", [{"name": word, "rel": "keyword"} for word in _words(found.get("keywords"))])
    if isinstance(found.get("source"), str):
        _add(found, "infoSources", [{"name": found["source"], "role": "source"}])


def _named_objects(name: str, value: object) -> list[object]:
    """Alternative IDs by their roles, sources with theirs; subjects that are but words as objects."""
    if isinstance(value, dict) and name == "altIds":
        return [{"role": role, "value": one} for role, one in value.items() if isinstance(one, str)]
    entries: list[object] = list(_list(value)) if isinstance(value, dict) else _anything(value)
    shaped = [{"name": one} if isinstance(one, str) else one for one in entries]
    if name == "infoSources":
        return [{"role": one.get("rel"), **one} if isinstance(one, dict) else one for one in shaped]
    return shaped


def _anything(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _add(found: dict[str, object], name: str, more: Sequence[Mapping[str, object]]) -> None:
    if more:
        found[name] = [*_anything(found.get(name)), *more]


def _joined(value: object) -> object:
    """Several bylines or terms as one text."""
    if not isinstance(value, list):
        return value
    parts = (one if isinstance(one, str) else _name_in(one) for one in value)
    return ", ".join(part for part in parts if part)


def _name_in(value: object) -> str:
    names = (cast(Item, value).get(key) for key in ("by", "byline", "name")) if isinstance(value, dict) else ()
    return next((name for name in names if isinstance(name, str)), "")


def _city(value: object) -> str:
    city = value.get("city") if isinstance(value, dict) else None
    return city if isinstance(city, str) else ""


def _words(value: object) -> list[str]:
    words = value.split(",") if isinstance(value, str) else _anything(value)
    return [word.strip() for word in words if isinstance(word, str) and word.strip()]
