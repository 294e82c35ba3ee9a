"""Reads ninjs 3: what Desk wrote comes back exactly where the standard can carry it, other newsrooms' items sensibly.

Nothing is fetched: photos are taken where their renditions lie beside the file, else their words are kept as notes.
A whole article as `desk show --json` prints it is read too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from desk.article import record, wire
from desk.article.edits import clean_text
from desk.article.fields import read_language
from desk.article.model import Article, Dateline, Photo, Status, now
from desk.article.trouble import Trouble
from desk.formats.from_html import to_markdown
from desk.formats.plain import as_markdown
from desk.formats.reading import Imported, PhotosBeside, Source, decoded, known_by_its_id, shown, words_of
from desk.formats.tongues import language_of

Item = Mapping[str, object]


def read(source: Source) -> Imported:
    """The article in a ninjs item, or in an article's own JSON."""
    item = _parsed(source)
    if "uri" not in item and "headline" in item and isinstance(item.get("body"), str):
        return _whole_article(item, PhotosBeside(source.folder))
    known = {"uri", "headlines", "bodies", "descriptions", "headline", "body_text", "body_html", "body_xhtml"}
    if not known & item.keys():
        raise Trouble(f"{source.name} is JSON, but no ninjs news item: Desk cannot read it as a story.")
    beside = PhotosBeside(source.folder)
    article = _with_photos(_article(item), item, beside)
    if not (f"{article.headline}{article.summary}{article.body}".strip() or article.photos):
        raise Trouble(f"{source.name} is a ninjs item without a headline or a text: there is nothing to import.")
    article, notes = _with_language(article)
    return Imported(article, beside.originals, (*beside.notes, *notes))


def _parsed(source: Source) -> Item:
    try:
        item = json.loads(decoded(source))
    except (ValueError, RecursionError):
        raise Trouble(f"{source.name} is not readable JSON: have it sent again.") from None
    if not isinstance(item, dict):
        raise Trouble(f"{source.name} is JSON, but no ninjs news item: Desk cannot read it as a story.")
    return item


def _whole_article(item: Item, beside: PhotosBeside) -> Imported:
    """The article as the record has it. Of a photo whose file does not lie beside it, the words alone are taken.

    It keeps an ID that Desk gave it, so that the library knows the story and makes no twin of it.

    A hash in a record of unknown origin must not fetch a photo out of the library that has the file.
    """
    article = known_by_its_id(record.from_record(dict(item)))
    photos = tuple(photo if beside.keep(photo) else replace(photo, media="") for photo in article.photos)
    article, notes = _with_language(replace(article, photos=photos))
    missing = ", ".join(photo.name or photo.caption or photo.id for photo in photos if not photo.media)
    note = f"The files of these photos do not come with the text, so only their words were taken: {missing}."
    return Imported(article, beside.originals, (*([note] if missing else []), *notes))


def _with_language(article: Article) -> tuple[Article, tuple[str, ...]]:
    """The article with its language tag as Desk writes it, or, with a note, the language that its letters tell."""
    try:
        return replace(article, language=read_language(article.language)), ()
    except Trouble as trouble:
        found = language_of(f"{article.headline} {article.body}")
        note = f"Language “{shown(article.language)}” was not taken, and the story set to {found}: {trouble}"
        return replace(article, language=found), (note,)


def _article(item: Item) -> Article:
    headline = _pick(item, "headlines", "main") or _text(item, "headline") or _text(item, "title")
    body, sign_off = _body(item), _pick(item, "bodies", "sign-off", strict=True)
    language = _text(item, "language") or language_of(f"{headline} {body}")
    dateline, body = _dateline(item, body, language)
    if not sign_off and not _has_markdown(item):
        body, sign_off = wire.split_sign_off(body)
    keywords = [name for rel, name in _named(item, "subjects", "rel") if rel != "section"]
    return Article(
        headline=_line(headline),
        kicker=_line(_pick(item, "headlines", "kicker", strict=True)),
        summary=_pick(item, "descriptions", "summary") if _text(item, "type") != "picture" else "",
        byline=_line(_text(item, "by") or _text(item, "byline")),
        dateline=dateline,
        body=body,
        sign_off=_line(sign_off),
        slug=_alt_id(item, "slug"),
        slugline=_text(item, "slugline"),
        section=next((name for rel, name in _named(item, "subjects", "rel") if rel == "section"), ""),
        keywords=tuple(dict.fromkeys(keywords)),
        language=language,
        status=Status.KILLED if item.get("pubStatus") == "canceled" else Status.DRAFT,
        urgency=_urgency(item),
        embargo=_time(item, "embargoedUntil"),
        editors_note=_text(item, "edNote"),
        correction=_pick(item, "descriptions", "correction", strict=True),
        source=next((name for role, name in _named(item, "infoSources", "role") if role != "dateline"), ""),
        source_id=_alt_id(item, "source") or _text(item, "uri"),
        copyright=_line(_text(item, "copyrightNotice")),
        created=_time(item, "firstCreated") or _time(item, "versionCreated") or now(),
    )


def _body(item: Item) -> str:
    """The body as Markdown: our own, else that of the best-marked body, else a picture's description."""
    bodies = [(str(one.get("contentType", "")), _text(one, "value")) for one in _objects(item, "bodies")]
    bodies += [
        ("html", _text(item, "body_html") or _text(item, "body_xhtml")),
        ("text/plain", _text(item, "body_text")),
    ]
    for content, value in bodies:
        if "markdown" in content:
            return value
    for content, value in bodies:
        if "html" in content and value.strip():
            return to_markdown(value)
    for _content, value in bodies:
        if value.strip():
            return to_markdown(value) if "</p>" in value else as_markdown(value).strip()
    if _text(item, "type") == "picture":
        return as_markdown(_pick(item, "descriptions", "caption"))
    return ""


def _has_markdown(item: Item) -> bool:
    """Whether the body is there as it was written, with nothing left in it to be taken apart."""
    return any("markdown" in _text(one, "contentType") for one in _objects(item, "bodies"))


def _dateline(item: Item, body: str, language: str) -> tuple[Dateline, str]:
    """The dateline as the item's own properties give it, else as it stands at the head of the body."""
    place, day = _text(item, "located"), _time(item, "contentCreated")
    agency = next((name for role, name in _named(item, "infoSources", "role") if role == "dateline"), "")
    if _has_markdown(item):
        return Dateline(place, agency, day.astimezone(UTC).date() if day else None), body
    first, gap, rest = body.partition("\n\n")
    split = wire.split_dateline(first, language)
    if split is None:
        return Dateline(place, agency), body
    found, text = split
    return replace(found, place=place or found.place, agency=found.agency or agency), text + gap + rest


def _with_photos(article: Article, item: Item, beside: PhotosBeside) -> Article:
    lead = ""
    for association in _objects(item, "associations"):
        if _text(association, "type") not in ("picture", "graphic", ""):
            beside.notes.append(f"“{_text(association, 'name')}” was not taken: it is no photo.")
            continue
        photo = _photo(association, beside)
        if photo is not None and _text(association, "rel") == "lead":
            lead = photo.id
    if _text(item, "type") == "picture" and _objects(item, "renditions"):
        beside.notes.append(f"The photo itself is not fetched from the network: {_addresses(item)}.")
    return replace(article, photos=beside.photos, lead=lead)


def _photo(association: Item, beside: PhotosBeside) -> Photo | None:
    whole = [one for one in _objects(association, "renditions") if _text(one, "title") and not one.get("aspectRatio")]
    largest = max(whole, key=lambda one: _number(one, "width"), default=None)
    photo = beside.take(_text(largest, "title")) if largest and beside.has(_text(largest, "title")) else None
    if photo is None:
        beside.notes.append(_not_fetched(association))
        return None
    return beside.change(photo, **_photo_fields(association, photo, largest or {}, beside))


def _not_fetched(association: Item) -> str:
    name = _text(association, "name") or _pick(association, "headlines", "main") or _text(association, "uri")
    said = words_of(
        caption=_pick(association, "descriptions", "caption") or _pick(association, "headlines", "main"),
        credit=dict(_named(association, "infoSources", "role")).get("credit", "") or _text(association, "by"),
        alt=_pick(association, "descriptions", "alt", strict=True),
    )
    return f"The photo “{name}” is not fetched from the network: {_addresses(association)}." + (
        f" What was said of it: {said}." if said else ""
    )


def _photo_fields(association: Item, photo: Photo, rendition: Item, beside: PhotosBeside) -> dict[str, object]:
    names = dict(_named(association, "places", "rel"))
    sources = dict(_named(association, "infoSources", "role"))
    found: dict[str, object] = {
        "id": _own_id(association, beside),
        "headline": _pick(association, "headlines", "main"),
        "caption": _pick(association, "descriptions", "caption", strict=True),
        "alt": _pick(association, "descriptions", "alt", strict=True),
        "credit": sources.get("credit", ""),
        "source": sources.get("source", ""),
        "photographer": _text(association, "by"),
        "copyright": _text(association, "copyrightNotice"),
        "usage_terms": _text(association, "usageTerms"),
        "city": names.get("city", ""),
        "country": names.get("country", ""),
        "keywords": tuple(name for _rel, name in _named(association, "subjects", "rel")),
        "focus": _focus(rendition, photo),
    }
    return {name: value for name, value in found.items() if value}


def _own_id(association: Item, beside: PhotosBeside) -> str:
    """The ID that Desk gave the photo, so that the body's marks find it; empty where it has none that may be used."""
    found = _alt_id(association, "desk")
    taken = {photo.id for photo in beside.photos}
    return found if re.fullmatch(r"[A-Za-z0-9]{1,64}", found) and found not in taken else ""


def _focus(rendition: Item, photo: Photo) -> tuple[float, float]:
    poi = rendition.get("poi")
    if not isinstance(poi, dict) or not photo.width or not photo.height:
        return photo.focus
    x, y = _number(poi, "x") / photo.width, _number(poi, "y") / photo.height
    return (min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))


def _pick(item: Item, name: str, role: str, *, strict: bool = False) -> str:
    """The text of a role among headlines, descriptions or bodies; where none has it, the first plain one."""
    found = [one for one in _objects(item, name) if _text(one, "role") == role]
    taken = {"kicker", "correction", "alt", "sign-off"}
    others = [one for one in _objects(item, name) if _text(one, "role") not in taken]
    chosen = found or ([] if strict else others)
    if not chosen:
        return ""
    value = _text(chosen[0], "value")
    return to_markdown(value) if "html" in _text(chosen[0], "contentType") and role != "markdown" else value


def _objects(item: Item, name: str) -> list[Item]:
    found = item.get(name)
    if isinstance(found, dict):
        found = list(found.values())
    return [cast(Item, one) for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(item: Item, name: str) -> str:
    value = item.get(name)
    return clean_text(value) if isinstance(value, str) else ""


def _line(text: str) -> str:
    return " ".join(text.split("\n"))


def _number(item: Item, name: str) -> int:
    value = item.get(name)
    return value if isinstance(value, int) else 0


def _named(item: Item, name: str, key: str) -> list[tuple[str, str]]:
    return [(_text(one, key), _text(one, "name")) for one in _objects(item, name) if _text(one, "name")]


def _alt_id(item: Item, role: str) -> str:
    return next((_text(one, "value") for one in _objects(item, "altIds") if _text(one, "role") == role), "")


def _addresses(item: Item) -> str:
    found = [_text(one, "href") for one in _objects(item, "renditions") if _text(one, "href")]
    return found[0] if found else "it has no address"


def _urgency(item: Item) -> int:
    value = item.get("urgency")
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9 else 5


def _time(item: Item, name: str) -> datetime | None:
    """The moment that a property tells; none where it tells no moment that a calendar has."""
    try:
        moment = datetime.fromisoformat(_text(item, name))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment
