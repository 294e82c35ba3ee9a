"""`json`: a story as IPTC ninjs 3.1, the newsrooms' JSON (iptc.org/standards/ninjs). The reader is `ninjs_reading`.

The standard allows no keys of our own at any level, absolute addresses only, and times with their zone. What it has no
property for goes where a role may name it: the kicker is a headline, the slug an alternative ID, the Markdown a body.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from html import escape
from urllib.parse import quote

from desk.article.framing import FREE, framing_of
from desk.article.languages import direction_of
from desk.article.measure import count_words
from desk.article.model import Article, Photo, Related, Status, now
from desk.formats.around import web_address
from desk.formats.delivery import PHOTOS, Delivery
from desk.formats.fragment import body_html, pictures_of
from desk.formats.linked_data import author_names
from desk.formats.page import Options
from desk.formats.renditions import JPEG, Written, label, write_sizes
from desk.formats.safe_markdown import safe_markdown
from desk.formats.withdrawn import is_withdrawn

Json = dict[str, object]
KILL = "KILL: "
"""What stands before the reason of a kill in the note to other desks."""
STANDARD: Mapping[str, str] = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
_NAMES = uuid.UUID("5d7e2c52-8a0f-4c5e-9d3a-6a2a54c1b7e8")
"""The namespace of the URIs that Desk gives to its articles and photos."""
_PUB_STATUS = {
    Status.DRAFT: "withheld",
    Status.IN_EDIT: "withheld",
    Status.READY: "usable",
    Status.PUBLISHED: "usable",
    Status.KILLED: "canceled",
}
"""What may be done with a story in each state, as ninjs calls it."""


def write(delivery: Delivery) -> None:
    """Write `NAME.json`, and every photo of the story into `NAME.photos`.

    Of a killed story no photo leaves, and only what others know it by.
    """
    if delivery.article.status is Status.KILLED:
        delivery.replace_whole(f"{delivery.name}{PHOTOS}")
        _add(delivery, kill_item(delivery.article, delivery.options))
        return
    article, folder = delivery.article, f"{delivery.name}{PHOTOS}"
    photos = tuple(photo for photo in article.photos if photo.media)
    written = write_sizes(delivery, photos, folder, crops=lambda photo: photo.id == article.lead)
    html = body_html(article, pictures_of(delivery, written), delivery.options, delivery.base)
    _add(delivery, news_item(article, delivery.options, html, written, delivery.base))


def _add(delivery: Delivery, item: Json) -> None:
    delivery.add(f"{delivery.name}.json", json.dumps(item, ensure_ascii=False, indent=2) + "\n")


def kill_item(article: Article, options: Options) -> Json:
    """What has other desks take a killed story out, as a ninjs object: what it was called, that it is canceled, why.

    A kill must not send once more what it takes back: it has no text, no summary and no photos.
    """
    return _filled(
        {
            "standard": dict(STANDARD),
            "uri": uri_of(article.id),
            "altIds": _roles(desk=article.id, slug=article.slug, source=article.source_id),
            "type": "text",
            "representationType": "partial",
            "firstCreated": _time(article.created),
            "versionCreated": _time(options.modified),
            "pubStatus": _PUB_STATUS[article.status],
            "language": article.language,
            "slugline": article.slugline,
            "headlines": _texts(main=article.headline),
            "descriptions": _texts(withdrawal=article.kill_reason),
            "edNote": f"{KILL}{article.kill_reason}" if is_withdrawn(article) else "",
        }
    )


def news_item(
    article: Article,
    options: Options,
    html: str,
    written: Mapping[str, Sequence[Written]],
    base: str,
    at: datetime | None = None,
) -> Json:
    """The article as a ninjs object, as it may be used `at` a moment, now if none is given.

    `base` is the web address of the export folder, empty where unknown.
    """
    return _filled(
        {
            "standard": dict(STANDARD),
            "uri": uri_of(article.id),
            "altIds": _roles(desk=article.id, slug=article.slug, source=article.source_id),
            "type": "text",
            "representationType": "full",
            "firstCreated": _time(article.created),
            "versionCreated": _time(options.modified),
            "contentCreated": _midnight(article.dateline.date) if article.dateline.date else "",
            **_release(article, at or now()),
            "urgency": article.urgency if 1 <= article.urgency <= 9 else "",
            "copyrightNotice": article.copyright,
            "language": article.language,
            "slugline": article.slugline,
            "by": article.byline,
            "located": article.dateline.place,
            "headlines": _headlines(article),
            "descriptions": _descriptions(article),
            "bodies": _bodies(article, html),
            "people": [{"name": name, "rel": "author"} for name in author_names(article.byline)],
            "organisations": [{"name": options.publisher, "rel": "publisher"}] if options.publisher else [],
            "subjects": _subjects(article),
            "infoSources": _sources(dateline=article.dateline.agency, source=article.source),
            "associations": _associations(article, written, base, options) + [_kin(one) for one in article.related],
        }
    )


def _release(article: Article, at: datetime) -> Json:
    """What may be done with the story, and from when: one that is usable otherwise is withheld under embargo."""
    status = _PUB_STATUS[article.status]
    if article.embargo is None:
        return {"pubStatus": status}
    held = article.embargo > at and status == "usable"
    return {"embargoedUntil": _time(article.embargo), "pubStatus": "withheld" if held else status}


def uri_of(desk_id: str) -> str:
    """The lasting URI of an article or photo, the same wherever it is published (RFC 9562, name-based)."""
    return uuid.uuid5(_NAMES, desk_id).urn


def _bodies(article: Article, html: str) -> list[Json]:
    counts: Json = {"wordCount": count_words(article.body)}
    own_language = f'<div lang="{escape(article.language)}" dir="{direction_of(article.language)}">\n{html}\n</div>'
    bodies: list[Json] = [{"role": "main", "contentType": "text/html", **counts, "value": own_language}]
    bodies.append({"role": "markdown", "contentType": "text/markdown", **counts, "value": safe_markdown(article.body)})
    return bodies + _texts(**{"sign-off": article.sign_off})


def _associations(
    article: Article, written: Mapping[str, Sequence[Written]], base: str, options: Options
) -> list[Json]:
    return [_association(article, photo, written.get(photo.id, ()), base, options) for photo in article.photos]


def _association(article: Article, photo: Photo, written: Sequence[Written], base: str, options: Options) -> Json:
    name = label(article, photo)
    return _filled(
        {
            "name": name,
            "rel": "lead" if name == "lead" else "photo",
            "uri": uri_of(photo.id),
            "altIds": _roles(desk=photo.id),  # never the original's name or hash, which can betray a source
            "type": "picture",
            "versionCreated": _time(options.modified),
            "contentCreated": _taken_on(photo),
            "copyrightNotice": photo.copyright,
            "usageTerms": photo.usage_terms,
            "by": photo.photographer,
            "headlines": _texts(main=photo.headline),
            "descriptions": _texts(caption=photo.caption, alt=photo.alt),
            "places": [
                {"name": place, "rel": kind}
                for kind, place in (("city", photo.city), ("country", photo.country))
                if place
            ],
            "subjects": [{"name": word, "rel": "keyword"} for word in photo.keywords],
            "infoSources": _sources(credit=photo.credit, source=photo.source),
            "renditions": [_rendition(one, photo, base) for one in written],
        }
    )


def _kin(related: Related) -> Json:
    """Another story as an association: its `uri` names it, a rendition says where on the web it stands.

    An address that is none of the web in the characters of one goes where any text may: among the alternative IDs.
    """
    told = (related.title, related.address, related.language)
    is_web = bool(related.address) and web_address(related.address) == related.address
    return _filled(
        {
            "name": related.title or related.kind,
            "rel": related.kind,
            "uri": uri_of(related.article or json.dumps(told)),
            "altIds": _roles(desk=related.article, address="" if is_web else related.address),
            "type": "text",
            "representationType": "partial",
            "language": related.language,
            "headlines": _texts(main=related.title),
            "renditions": [{"name": "web", "href": related.address, "contentType": "text/html"}] if is_web else [],
        }
    )


def _rendition(written: Written, photo: Photo, base: str) -> Json:
    """One file of a photo. Its `title` is its path beside the JSON, `href` its address where that is known."""
    shape = written.aspect.replace(":", "x") or f"{written.width}w"
    return _filled(
        {
            "name": shape if written.kind == JPEG else f"{shape}-webp",
            "href": f"{base}/{quote(written.path)}" if base else "",
            "title": written.path,
            "contentType": written.kind,
            "width": written.width,
            "height": written.height,
            "sizeInBytes": written.size,
            "aspectRatio": written.aspect,
            "poi": _focus(written, photo),
        }
    )


def _focus(written: Written, photo: Photo) -> Json:
    """The focal point in the pixels of a rendition, at its edge where the photo is cut beside it."""
    framing = framing_of(photo)
    left, top, right, bottom = framing.box(written.aspect or FREE)
    x, y = framing.focus_in_frame
    return {
        "x": _pixel((x - left) / (right - left), written.width),
        "y": _pixel((y - top) / (bottom - top), written.height),
    }


def _pixel(fraction: float, length: int) -> int:
    return max(0, min(length - 1, round(fraction * length)))


def _subjects(article: Article) -> list[Json]:
    section: list[Json] = [{"name": article.section, "rel": "section"}] if article.section else []
    return section + [{"name": word, "rel": "keyword"} for word in article.keywords if word]


def _descriptions(article: Article) -> list[Json]:
    return _texts(summary=article.summary, correction=article.correction)


def _headlines(article: Article) -> list[Json]:
    """The story's headline, its kicker, and the headlines written for slots elsewhere."""
    return _texts(
        main=article.headline,
        kicker=article.kicker,
        search=article.search_headline,
        push=article.push_headline,
        social=article.social_headline,
    )


def _texts(**by_role: str) -> list[Json]:
    return [{"role": role, "contentType": "text/plain", "value": text} for role, text in by_role.items() if text]


def _roles(**by_role: str) -> list[Json]:
    return [{"role": role, "value": value} for role, value in by_role.items() if value]


def _sources(**by_role: str) -> list[Json]:
    return [{"name": name, "role": role} for role, name in by_role.items() if name]


def _midnight(day: date) -> str:
    """A day as the moment that ninjs wants of it."""
    return _time(datetime.combine(day, time(), UTC))


def _time(moment: datetime) -> str:
    """A time as RFC 3339 has it: with its zone, and the zone in whole minutes."""
    offset = moment.utcoffset()
    if offset is None:
        moment = moment.replace(tzinfo=UTC)
    elif offset.total_seconds() % 60:
        moment = moment.astimezone(UTC)
    return moment.isoformat()


def _taken_on(photo: Photo) -> str:
    """The day a photo was taken, at midnight in UTC: the minute can betray a source."""
    try:
        day = date.fromisoformat(photo.taken[:10])
    except ValueError:
        return ""
    return _midnight(day)


def _filled(item: Json) -> Json:
    return {name: value for name, value in item.items() if value not in ("", [], {})}
