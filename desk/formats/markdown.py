"""Reads `markdown`: a story as Markdown with front matter in YAML or TOML, its photos beside it.

Front matter has the article's own field names, or those of Hugo, Jekyll, Ghost and Obsidian. Photos stand in the body
as `![alt](file.jpg)`, or in the front matter as `photos: [{file: dam.jpg, lead: true, caption: …}]`. What Desk wrote
has the `id` of its article, and comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime

from desk.article import wire
from desk.article.edits import clean_text
from desk.article.fields import FIELDS, read_date, read_time
from desk.article.model import RELATIONS, Article, Dateline, Photo, Related
from desk.article.trouble import Trouble
from desk.formats.front_matter import split_front_matter
from desk.formats.markdown_dialects import as_text, common, fields_of
from desk.formats.reading import Imported, PhotosBeside, Source, decoded, is_our_id, is_web, shown, words_of, written_as
from desk.formats.tongues import language_of

_LOOSE = frozenset(
    (
        "headline",
        "search_headline",
        "push_headline",
        "social_headline",
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
_WORDS = _LOOSE | {"slug", "slugline"}
"""Fields that are words as they stand in what Desk wrote, whatever Desk thinks of them."""
_PROSE = frozenset(("summary", "correction", "editors_note"))
_PHOTO_FIELDS = frozenset(field.name for field in fields(Photo)) - {
    *("id", "media", "name", "kind", "width", "height"),
    *("turn", "tilt", "crops", "with_origin"),
}


def read(source: Source) -> Imported:
    """The article in a Markdown file, and the photos it names."""
    text = clean_text(decoded(source)).lstrip("\ufeff")
    matter = split_front_matter(text, source.name)
    own = str(matter.values.get("id"))
    ours = is_our_id(own)
    values = fields_of(matter.values, "" if ours else source.name)
    reading = _Reading(PhotosBeside(source.folder), values, ours=ours)
    found = reading.imported(_as_written(matter.rest) if ours else matter.rest.strip("\n"))
    written = written_as(own, "markdown")
    return replace(found, notes=(*matter.notes, *found.notes), written=written)


def _as_written(rest: str) -> str:
    """The body that Desk wrote: behind an empty line, and with a line end of the file's own."""
    return rest.removeprefix("\n").removesuffix("\n")


class _Reading:
    """One file being read: its front matter, its photos, and what could not be taken over."""

    def __init__(self, beside: PhotosBeside, matter: Mapping[str, object], *, ours: bool) -> None:
        self._beside, self._matter, self._ours = beside, dict(matter), ours
        self._listed: set[str] = set()
        self._stem = ""
        self._notes: list[str] = []
        self._said: dict[tuple[str, str], str] = {}
        """What the writer said of a photo, by its ID and field: it goes before what the file says, and is kept once."""

    def imported(self, body: str) -> Imported:
        """The article, whole."""
        lead = self._listed_photos(self._matter.pop("photos", None))
        lead = self._lead(self._matter.pop("lead", None)) or lead
        body = self._with_photos(body if self._ours else common(body, self._place))
        values = self._fields()
        values |= {"body": body} if self._ours else self._from_body(body, values)
        if "language" not in values:
            values["language"] = language_of(f"{values.get('headline', '')} {values['body']}")
        if self._matter:
            self._notes.append(f"Desk has no place for this front matter: {', '.join(self._matter)}.")
        article = replace(Article(), **values, photos=self._beside.photos, lead=lead)  # type: ignore[arg-type]
        return Imported(article, self._beside.originals, tuple(dict.fromkeys((*self._beside.notes, *self._notes))))

    def _fields(self) -> dict[str, object]:
        values: dict[str, object] = {}
        for name in FIELDS:
            if name in self._matter:
                values |= self._field(name, self._matter.pop(name))
        dateline = self._dateline(self._matter.pop("dateline", None), str(values.get("language", "en")))
        day = self._matter.pop("date", None)
        if isinstance(day, datetime):
            values.setdefault("published", day if day.tzinfo else day.astimezone())
        if dateline.date is None and day is not None and not self._ours:
            dateline = replace(dateline, date=self._day(day))
        self._stem = as_text(self._matter.pop("title_of_file", None))
        return values | self._rest() | ({"dateline": dateline} if dateline else {})

    def _rest(self) -> dict[str, object]:
        """The fields that nobody types: when the story was begun, the stories it leads to, how often it was shared."""
        found: dict[str, object] = {"source_id": self._source_id()}
        begun, shares = self._matter.pop("created", None), self._matter.pop("shares", None)
        if begun is not None:
            found |= self._moment("created", begun)
        if isinstance(shares, int) and 0 <= shares < 2**53:
            found["shares"] = shares
        found["kill_reason"] = self._text(self._matter.pop("kill_reason", None))
        related = self._matter.pop("related", None)
        if related is not None:
            found["related"] = tuple(self._related(related))
        return found

    def _source_id(self) -> str:
        """The ID that the story had where it came from: of one that Desk wrote the one by which JSON knows it."""
        from desk.formats.ninjs import uri_of

        told, own = self._text(self._matter.pop("source_id", None)), self._text(self._matter.pop("id", None))
        return told or (uri_of(own) if self._ours else own)

    def _related(self, value: object) -> Iterator[Related]:
        """Stories that the front matter leads to: titles, addresses, or both with their kind."""
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                told = {str(key): self._text(one[key]) for key in one}
                kind, names = told.get("kind", ""), ("title", "address", "article", "language")
                yield Related(kind if kind in RELATIONS else "related", *(told.get(name, "") for name in names))
            elif text := as_text(one):
                yield Related("related", "" if is_web(text) else text, text if is_web(text) else "")

    def _text(self, value: object) -> str:
        """A value as text: what Desk wrote as it stands."""
        return value if self._ours and isinstance(value, str) else as_text(value)

    def _moment(self, name: str, value: object) -> dict[str, object]:
        try:
            moment = read_time(as_text(value))
        except Trouble as trouble:
            self._notes.append(f"“{name}: {as_text(value)}” was not taken: {trouble}")
            return {}
        return {name: moment} if moment else {}

    def _field(self, name: str, value: object) -> dict[str, object]:
        if name == "keywords" and isinstance(value, list):
            words = (self._text(word) for word in value)
            return {name: tuple(dict.fromkeys(word for word in words if word))}
        if name == "published" and isinstance(value, date) and not isinstance(value, datetime):
            self._matter.setdefault("date", value)
            return {}
        text = self._text(value)
        if self._ours and name in _WORDS:
            return {name: text if name in _PROSE else " ".join(text.split("\n"))}
        try:
            return {name: FIELDS[name].read(text)}
        except Trouble as trouble:
            if name in _LOOSE:
                return {name: " ".join(text.split("\n"))}
            self._notes.append(f"{FIELDS[name].label} “{text}” was not taken: {trouble}")
            return {}

    def _dateline(self, value: object, language: str) -> Dateline:
        if isinstance(value, Mapping):
            place, agency = (self._text(value.get(part)) for part in ("place", "agency"))
            return Dateline(place, agency, self._day(value.get("date")))
        text = as_text(value)
        split = wire.split_dateline(text if text.rstrip()[-1:] in "—–-" else f"{text} —", language) if text else None
        return split[0] if split else Dateline(text)

    def _day(self, value: object) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date) or value is None:
            return value
        try:
            return read_date(as_text(value)[:10])
        except Trouble as trouble:
            self._notes.append(f"The date “{as_text(value)}” was not taken: {trouble}")
            return None

    def _from_body(self, body: str, values: Mapping[str, object]) -> dict[str, object]:
        """What the front matter does not say and the body begins or ends with: headline, dateline, sign-off."""
        found: dict[str, object] = {}
        stem = self._stem
        title = re.match(r"#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n+|\Z)", body)
        if "headline" not in values and title:
            found["headline"], body = title[1], body[title.end() :]
        elif "headline" not in values and stem:
            found["headline"] = stem
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
            values = {str(key).lower(): value for key, value in entry.items()} if isinstance(entry, dict) else {}
            address = as_text(values.pop("file", None) or values.pop("src", None) or entry)
            photo = self._beside.take(address) if address or not values else None
            self._listed.add(address)
            if photo is None:
                self._keep_words(address, **{name: as_text(values.get(name)) for name in ("caption", "credit", "alt")})
                continue
            wants_lead = values.pop("lead", False) is True
            photo = self._say(photo, address, self._photo_values(values))
            is_first = not self._ours and not lead and len(self._beside.photos) == 1
            lead = photo.id if wants_lead or is_first else lead
        return lead

    def _photo_values(self, values: Mapping[str, object]) -> dict[str, object]:
        found: dict[str, object] = {}
        for name, value in values.items():
            if name == "keywords":
                found |= {name: words} if (words := self._field(name, value).get(name)) else {}
            elif name == "focus":
                found |= _focus(value)
            elif name in _PHOTO_FIELDS:
                found[name] = self._text(value)
            elif name == "id" and self._ours and self._is_free(as_text(value)):
                found[name] = as_text(value)
        return found

    def _is_free(self, photo_id: str) -> bool:
        """Whether a photo may keep the ID that Desk gave it."""
        known = {photo.id for photo in self._beside.photos}
        return re.fullmatch(r"[A-Za-z0-9]{1,64}", photo_id) is not None and photo_id not in known

    def _keep_words(self, address: str, **words: str) -> None:
        said = words_of(**words)
        if said:
            self._notes.append(f"What was said of the photo {shown(address)}: {said}.")

    def _lead(self, value: object) -> str:
        address = as_text(value)
        said = {name: as_text(self._matter.pop(f"lead_{name}", None)) for name in ("caption", "alt")}
        photo = self._beside.take(self._place(address)) if address else None
        if photo is None:
            self._keep_words(address, **said)
            return ""
        return self._say(photo, address, {name: words for name, words in said.items() if words}).id

    def _place(self, address: str) -> str:
        """Where a picture lies that a text calls so: beside it, else in a folder that programs keep them in."""
        places = (address, address.lstrip("/"), *(f"{folder}/{address.rpartition('/')[2]}" for folder in _FOLDERS))
        return next((place for place in places if self._beside.has(place)), address)

    def _with_photos(self, body: str) -> str:
        """The body with every image that lies beside it made a photo of the story; code is left alone."""
        return _IMAGE_OR_CODE.sub(self._photo_mark, body)

    def _photo_mark(self, match: re.Match[str]) -> str:
        alt, address = (match["alt"] or "").strip(), match["angle"] or match["plain"] or ""
        if not address or address.startswith("photo:") or (self._ours and address not in self._listed):
            return match[0]
        photo, said = self._beside.take(self._place(address)), {"caption": match["title"] or "", "alt": alt}
        if photo is None:
            self._keep_words(address, **said)
            return f"[{alt or address}]({address})" if is_web(address) else alt
        if self._ours:
            return f"![{'' if alt == photo.alt else match['alt']}](photo:{photo.id})"
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


_FOLDERS = ("attachments", "assets", "images", "img", "media", "static", "static/images", "files", "photos")
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


def _focus(value: object) -> dict[str, object]:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(one, int | float) for one in value):
        return {"focus": tuple(min(1.0, max(0.0, float(one))) for one in value)}
    return {}
