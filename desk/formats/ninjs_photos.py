"""The photos of a news item: taken where a file of theirs lies beside it, else told of with their words.

What Desk wrote comes back as it was. In other newsrooms' items a photo's words stand in several places, and its file is
known by the last part of its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename
from urllib.parse import urlsplit

from desk.article import wire
from desk.article.model import Photo
from desk.formats.ninjs_values import Item, alt_id, line, named, number, objects, pick, text
from desk.formats.reading import PhotosBeside, words_of

_PICTURES = ("picture", "graphic", "photo", "image", "")
_CAPTIONS = ("caption", "text", "summary", "main", "html", "xhtml")
_LEADS = frozenset(("lead", "featuremedia", "main", "mainimage", "featured", "hero"))


class PhotosOf:
    """The photos of one item, and where in a body's HTML they are meant."""

    def __init__(self, item: Item, beside: PhotosBeside) -> None:
        self.lead = ""
        self._beside = beside
        self._ours = bool(alt_id(item, "desk"))
        self._marks: dict[str, str] = {}
        for association in objects(item, "associations"):
            if is_picture(association):
                self._take(association)
        if text(item, "type") == "picture" and objects(item, "renditions"):
            self._take({**item, "rel": "lead"})
        if not self.lead and not self._ours and self._beside.photos:
            self.lead = self._beside.photos[0].id

    def in_figure(self, html: str) -> str | None:
        """The mark of the photo that an HTML figure shows: empty where its file is not there, None for another's."""
        meant = (self._marks.get(key) for key in _KEYS.findall(html))
        return next((mark for mark in meant if mark is not None), None)

    def at(self, address: str) -> str:
        """The ID of the photo at an address, empty where there is none."""
        return self._marks.get(address, "")

    def _take(self, association: Item) -> None:
        photo, rendition = self._with_file(association)
        if photo is None:
            self._beside.notes.append(_not_fetched(association))
        else:
            photo = self._beside.change(photo, **_fields(association, photo, rendition, self._beside))
            if _leads(association, self._ours):
                self.lead = self.lead or photo.id
        for key in _names_of(association):
            self._marks.setdefault(key, photo.id if photo else "")

    def _with_file(self, association: Item) -> tuple[Photo | None, Item]:
        """The photo of the largest rendition whose file lies here, and that rendition."""
        whole = [one for one in objects(association, "renditions") if not text(one, "aspectRatio")]
        for rendition in sorted(whole, key=lambda one: number(one, "width"), reverse=True):
            for place in _places(rendition):
                photo = self._beside.take(place) if self._beside.has(place) else None
                if photo is not None:
                    return photo, rendition
        return None, {}


def is_picture(association: Item) -> bool:
    """Whether an associated object is a photo or a graphic."""
    return text(association, "type").lower() in _PICTURES


_KEYS = re.compile(r"[\"']([^\"'<>]{1,500})[\"']")


def _leads(association: Item, ours: bool) -> bool:
    said = {text(association, "rel").lower()} | (set() if ours else {text(association, "name").lower()})
    return bool(said & _LEADS) or association.get("is_featureimage") is True


def _places(rendition: Item) -> Iterator[str]:
    """Where the file of a rendition may lie: at its path as Desk writes it, else under its own name."""
    kind = text(rendition, "contentType").lower()
    if kind and not kind.startswith("image"):
        return
    address = text(rendition, "href")
    try:
        path = urlsplit(address).path
    except ValueError:
        path = ""
    yield from filter(None, (text(rendition, "title"), "" if "://" in address else address, basename(path)))


def _names_of(association: Item) -> Iterator[str]:
    """What a body's HTML may call a photo: its name, its URI, the addresses of its files."""
    for one in (association, *objects(association, "renditions")):
        yield from (key for name in ("uri", "href", "title") if (key := text(one, name)))
    yield text(association, "name")


def _not_fetched(association: Item) -> str:
    names = (text(association, "name"), line(pick(association, "headlines", "main")), text(association, "uri"))
    ours = bool(alt_id(association, "desk"))
    name = next(filter(None, names if ours else (*names[1:2], *names)), "")
    found = [text(one, "href") for one in objects(association, "renditions") if text(one, "href")]
    said = words_of(
        caption=pick(association, "descriptions", *_CAPTIONS) or pick(association, "headlines", "main"),
        credit=dict(named(association, "infoSources", "role")).get("credit", "")
        or pick(association, "descriptions", "creditline", strict=True)
        or text(association, "by"),
        alt=pick(association, "descriptions", "alt", strict=True),
    )
    return f"The photo “{name}” is not fetched from the network: {found[0] if found else 'it has no address'}." + (
        f" What was said of it: {said}." if said else ""
    )


def _fields(association: Item, photo: Photo, rendition: Item, beside: PhotosBeside) -> dict[str, object]:
    places, sources = (dict(named(association, name, key)) for name, key in (("places", "rel"), _SOURCES))
    ours = bool(alt_id(association, "desk"))
    found: dict[str, object] = {
        "id": _own_id(association, beside),
        "headline": pick(association, "headlines", "main"),
        "alt": pick(association, "descriptions", "alt", strict=True),
        "source": sources.get("source", ""),
        "copyright": text(association, "copyrightNotice"),
        "usage_terms": text(association, "usageTerms"),
        "city": places.get("city", ""),
        "country": places.get("country", ""),
        "keywords": tuple(name for _rel, name in named(association, "subjects", "rel")),
        "focus": _focus(rendition, photo),
        **(_our_words(association, sources) if ours else _their_words(association, sources)),
    }
    return {name: value for name, value in found.items() if value}


_SOURCES = ("infoSources", "role")


def _our_words(association: Item, sources: dict[str, str]) -> dict[str, object]:
    return {
        "caption": pick(association, "descriptions", "caption", strict=True),
        "credit": sources.get("credit", ""),
        "photographer": text(association, "by"),
    }


def _their_words(association: Item, sources: dict[str, str]) -> dict[str, object]:
    """Caption, credit and photographer, wherever they stand.

    A credit at the caption's end, as it is printed, goes before a credit line beside it, which then is the source.
    """
    caption, own = wire.split_credit(pick(association, "descriptions", *_CAPTIONS))
    by = line(text(association, "by"))
    told = sources.get("credit", "") or pick(association, "descriptions", "creditline", "credit", strict=True)
    credit = own or told or by or text(association, "copyrightHolder")
    found: dict[str, object] = {
        "caption": caption,
        "credit": wire.bare_credit(line(credit)) if credit else "",
        "photographer": wire.bare_credit(by) if by else "",
    }
    is_other = told and own and told.casefold() != own.casefold()
    return found | ({"source": sources.get("source") or line(told)} if is_other else {})


def _own_id(association: Item, beside: PhotosBeside) -> str:
    """The ID that Desk gave the photo, so that the body's marks find it; empty where it has none that may be used."""
    found = alt_id(association, "desk")
    taken = {photo.id for photo in beside.photos}
    return found if re.fullmatch(r"[A-Za-z0-9]{1,64}", found) and found not in taken else ""


def _focus(rendition: Item, photo: Photo) -> tuple[float, float]:
    """The point of interest as fractions of the photo; in pixels of the rendition it is told."""
    poi = rendition.get("poi")
    width, height = number(rendition, "width") or photo.width, number(rendition, "height") or photo.height
    if not isinstance(poi, dict) or width <= 0 or height <= 0:
        return photo.focus
    x, y = number(poi, "x") / width, number(poi, "y") / height
    return (min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))
