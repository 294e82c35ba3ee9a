"""`markdown`: a story as Markdown with YAML front matter, its photos beside it.

Front matter has the article's own field names; `title`, `tags`, `author`, `date`, `description` and `lang` are
understood too. Photos stand in the body as `![alt](file.jpg)`, or in the front matter as
`photos: [{file: dam.jpg, lead: true, caption: …}]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime

from desk.article import wire
from desk.article.edits import clean_text
from desk.article.fields import FIELDS, read_date
from desk.article.model import Article, Dateline, Photo
from desk.article.trouble import Trouble
from desk.formats.front_matter import split_front_matter
from desk.formats.reading import Imported, PhotosBeside, Source, decoded, is_web, shown, words_of
from desk.formats.tongues import language_of

_ALIASES = {
    "title": "headline",
    "tags": "keywords",
    "author": "byline",
    "authors": "byline",
    "description": "summary",
    "lang": "language",
    "category": "section",
    "categories": "section",
    "image": "lead",
    "cover": "lead",
    "signoff": "sign_off",
}
_LOOSE = frozenset(
    (
        "headline",
        "kicker",
        "summary",
        "byline",
        "sign_off",
        "section",
        "correction",
        "editors_note",
        "source",
        "copyright",
    )
)
"""Fields whose words are kept even where they are longer than Desk likes; the checks will say so."""
_PHOTO_FIELDS = frozenset(field.name for field in fields(Photo)) - {
    *("id", "media", "name", "kind", "width", "height"),
    *("turn", "tilt", "crops", "with_origin"),
}


def read(source: Source) -> Imported:
    """The article in a Markdown file, and the photos it names."""
    text = clean_text(decoded(source)).lstrip("\ufeff")
    matter = split_front_matter(text, source.name)
    reading = _Reading(PhotosBeside(source.folder), {_name(key): value for key, value in matter.values.items()})
    found = reading.imported(matter.rest.strip("\n"))
    return replace(found, notes=(*matter.notes, *found.notes))


def _name(key: str) -> str:
    key = key.strip().lower().replace("-", "_").replace(" ", "_")
    return _ALIASES.get(key, key)


class _Reading:
    """One file being read: its front matter, its photos, and what could not be taken over."""

    def __init__(self, beside: PhotosBeside, matter: Mapping[str, object]) -> None:
        self._beside, self._matter = beside, dict(matter)
        self._notes: list[str] = []
        self._said: dict[tuple[str, str], str] = {}
        """What the writer said of a photo, by its ID and field: it goes before what the file says, and is kept once."""

    def imported(self, body: str) -> Imported:
        """The article, whole."""
        lead = self._listed_photos(self._matter.pop("photos", None))
        lead = self._lead(self._matter.pop("lead", None)) or lead
        body = self._with_photos(body)
        values = self._fields()
        values |= self._from_body(body, values)
        if "language" not in values:
            values["language"] = language_of(f"{values.get('headline', '')} {values['body']}")
        if self._matter:
            self._notes.append(f"Desk has no place for this front matter: {', '.join(self._matter)}.")
        article = replace(Article(), **values, photos=self._beside.photos, lead=lead)  # type: ignore[arg-type]
        return Imported(article, self._beside.originals, (*self._beside.notes, *self._notes))

    def _fields(self) -> dict[str, object]:
        values: dict[str, object] = {}
        for name in FIELDS:
            if name in self._matter:
                values |= self._field(name, _as_text(self._matter.pop(name)))
        dateline = self._dateline(self._matter.pop("dateline", None), str(values.get("language", "en")))
        day = self._matter.pop("date", None)
        if isinstance(day, datetime):
            values.setdefault("published", day if day.tzinfo else day.astimezone())
        if dateline.date is None and day is not None:
            dateline = replace(dateline, date=self._day(day))
        for name in ("source_id",):
            if name in self._matter:
                values[name] = _as_text(self._matter.pop(name))
        return values | ({"dateline": dateline} if dateline else {})

    def _field(self, name: str, text: str) -> dict[str, object]:
        try:
            return {name: FIELDS[name].read(text)}
        except Trouble as trouble:
            if name in _LOOSE:
                return {name: " ".join(text.split("\n"))}
            self._notes.append(f"{FIELDS[name].label} “{text}” was not taken: {trouble}")
            return {}

    def _dateline(self, value: object, language: str) -> Dateline:
        if isinstance(value, Mapping):
            place, agency = (_as_text(value.get(part)) for part in ("place", "agency"))
            return Dateline(place, agency, self._day(value.get("date")))
        text = _as_text(value)
        split = wire.split_dateline(text if text.rstrip()[-1:] in "—–-" else f"{text} —", language) if text else None
        return split[0] if split else Dateline(text)

    def _day(self, value: object) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date) or value is None:
            return value
        try:
            return read_date(_as_text(value)[:10])
        except Trouble as trouble:
            self._notes.append(f"The date “{_as_text(value)}” was not taken: {trouble}")
            return None

    def _from_body(self, body: str, values: Mapping[str, object]) -> dict[str, object]:
        """What the front matter does not say and the body begins or ends with: headline, dateline, sign-off."""
        found: dict[str, object] = {}
        title = re.match(r"#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n+|\Z)", body)
        if "headline" not in values and title:
            found["headline"], body = title[1], body[title.end() :]
        dateline, body = _opened(values.get("dateline"), body, str(values.get("language", language_of(body))))
        found |= {"dateline": dateline} if dateline else {}
        if "sign_off" not in values:
            body, sign_off = wire.split_sign_off(body)
            found |= {"sign_off": sign_off} if sign_off else {}
        return found | {"body": body}

    def _listed_photos(self, listed: object) -> str:
        """Takes the photos that the front matter lists; the ID of the one that leads."""
        lead = ""
        for entry in listed if isinstance(listed, list) else [] if listed is None else [listed]:
            values = {_name(str(key)): value for key, value in entry.items()} if isinstance(entry, dict) else {}
            address = _as_text(values.pop("file", None) or values.pop("src", None) or entry)
            photo = self._beside.take(address)
            if photo is None:
                self._keep_words(address, **{name: _as_text(values.get(name)) for name in ("caption", "credit", "alt")})
                continue
            wants_lead = values.pop("lead", False) is True
            photo = self._say(photo, address, _photo_values(values))
            lead = photo.id if wants_lead or (not lead and len(self._beside.photos) == 1) else lead
        return lead

    def _keep_words(self, address: str, **words: str) -> None:
        said = words_of(**words)
        if said:
            self._notes.append(f"What was said of the photo {shown(address)}: {said}.")

    def _lead(self, value: object) -> str:
        address = _as_text(value)
        photo = self._beside.take(address) if address else None
        return photo.id if photo else ""

    def _with_photos(self, body: str) -> str:
        """The body with every image that lies beside it made a photo of the story; code is left alone."""
        return _IMAGE_OR_CODE.sub(self._photo_mark, body)

    def _photo_mark(self, match: re.Match[str]) -> str:
        alt, address = (match["alt"] or "").strip(), match["angle"] or match["plain"] or ""
        if not address or address.startswith("photo:"):
            return match[0]
        photo, said = self._beside.take(address), {"caption": match["title"] or "", "alt": alt}
        if photo is None:
            self._keep_words(address, **said)
            return f"[{alt or address}]({address})" if is_web(address) else alt
        photo = self._say(photo, address, {name: text for name, text in said.items() if text})
        return f"![](photo:{photo.id})"

    def _say(self, photo: Photo, address: str, values: Mapping[str, object]) -> Photo:
        """The photo with what the writer says of it; what differs from something said before is told."""
        fresh = {name: value for name, value in values.items() if (photo.id, name) not in self._said}
        self._said |= {(photo.id, name): str(value) for name, value in fresh.items()}
        told = {name: str(value) for name, value in values.items() if value and name in ("caption", "credit", "alt")}
        self._keep_words(address, **{name: text for name, text in told.items() if self._said[photo.id, name] != text})
        return self._beside.change(photo, **fresh)


_IMAGE_OR_CODE = re.compile(
    r"""
      (?m:^)[ ]{0,3}(?P<fence>`{3,}|~{3,}).*?(?:(?m:^)[ ]{0,3}(?P=fence)|\Z)
    | `[^`\n]+`
    | !\[(?P<alt>[^\[\]]*)\]
      \((?:<(?P<angle>[^<>\n]+)>|(?P<plain>[^()\s]+(?:\([^()\s]*\)[^()\s]*)*))
      (?:\s+["'(](?P<title>[^\n]*?)["')])?\s*\)
    """,
    re.VERBOSE | re.DOTALL,
)


_PHOTOS_FIRST = re.compile(r"(?:!\[\]\(photo:\w+\)[ \t]*\n(?:[ \t]*\n)+)*")


def _opened(given: object, body: str, language: str) -> tuple[Dateline, str]:
    """The dateline with what the body's opening adds to what was given, and the body without that opening.

    Photos may stand before it. An opening that names another place or agency than was given is the writer's text.
    """
    dateline = given if isinstance(given, Dateline) else Dateline()
    photos = _PHOTOS_FIRST.match(body)
    start = photos.end() if photos else 0
    first, gap, rest = body[start:].partition("\n\n")
    split = wire.split_dateline(first, language)
    if split is None:
        return dateline, body
    found, text = split
    pairs = ((dateline.place, found.place), (dateline.agency, found.agency))
    if any(one and other and one.casefold() != other.casefold() for one, other in pairs):
        return dateline, body
    place, agency = (one or other for one, other in pairs)
    return Dateline(place, agency, dateline.date or found.date), body[:start] + text + gap + rest


def _as_text(value: object) -> str:
    """A YAML value as it was most likely meant: lists joined, times with their zone, None empty."""
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat(sep=" ")
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(_as_text(item) for item in value)
        case dict():
            return _as_text(value.get("name"))
    return str(value).strip()


def _photo_values(values: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in values.items():
        if name == "keywords":
            found[name] = FIELDS["keywords"].read(_as_text(value))
        elif name == "focus":
            found |= _focus(value)
        elif name in _PHOTO_FIELDS:
            found[name] = _as_text(value)
    return found


def _focus(value: object) -> dict[str, object]:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(one, int | float) for one in value):
        return {"focus": tuple(min(1.0, max(0.0, float(one))) for one in value)}
    return {}
