"""`story`: an article whole with its photos in one file, a zip, to hand to another desk.

`story.json` holds the article as `desk show --json` prints it, `photos/` the file of each photo under its SHA-256. The
files are the originals without what could betray a source (position, serial numbers, owner …), unless that is switched
on for a photo; so each has a hash of its own, and a name that says nothing of where it came from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from desk.article import record
from desk.article.model import Article, Photo
from desk.article.trouble import Trouble
from desk.formats.delivery import STORY, Delivery
from desk.formats.reading import LARGEST, Imported, Source, known_by_its_id
from desk.formats.renditions import label
from desk.photos.kinds import ENDINGS

FORM = 1
"""Which form of the package this Desk writes; it reads this one and those before it."""
LARGEST_PHOTO = 500_000_000
"""Bytes, as when a photo is added."""
_ARTICLE, _PHOTOS = "story.json", "photos/"
_DENSEST, _SMALL = 60, 1_000_000
"""How much larger than its pack an entry may be (text shrinks to a tenth, photos not at all), and bytes beside that."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip can hold: when something was packed is nobody's business, and the same is packed alike."""


def write(delivery: Delivery) -> None:
    """Write `NAME.story`."""
    article = delivery.article
    delivery.plan(len(article.photos))
    package = BytesIO()
    with ZipFile(package, "w", ZIP_STORED) as into:
        photos = tuple(_pack(delivery, photo, into) for photo in article.photos)
        told = {"desk": FORM, "article": record.to_record(replace(article, photos=photos))}
        _put(into, _ARTICLE, json.dumps(told, ensure_ascii=False, indent=1).encode(), ZIP_DEFLATED)
    delivery.add(f"{delivery.name}{STORY}", package.getvalue())


def _pack(delivery: Delivery, photo: Photo, into: ZipFile) -> Photo:
    """Put a photo's file into the package; the photo as the package has it."""
    from desk.photos.cleaning import cleaned

    if not photo.media:
        return photo
    data, kind = cleaned(delivery.originals.original(photo.media), photo)
    media = hashlib.sha256(data).hexdigest()
    name = f"{_PHOTOS}{media}"
    if name not in into.namelist():
        _put(into, name, data, ZIP_STORED)
    delivery.step()
    sent = photo if photo.with_origin else _without_origin(photo, f"{label(delivery.article, photo)}.{ENDINGS[kind]}")
    return replace(sent, media=media, kind=kind)


def _without_origin(photo: Photo, name: str) -> Photo:
    """The photo without what can tell who took it and when to the minute: its file's own name, the time of day."""
    from desk.photos import words

    return replace(photo, name=name, taken=words.published(photo).taken)


def _put(into: ZipFile, name: str, data: bytes, how: int) -> None:
    entry = ZipInfo(name, _LONG_AGO)
    entry.compress_type = how
    into.writestr(entry, data)


def read(source: Source) -> Imported:
    """The article in a package, with its photos. One that is broken, or from a newer Desk, is refused."""
    damaged = Trouble(f"{source.name} is damaged or no story package: have it sent again.")
    try:
        with ZipFile(BytesIO(source.data)) as package:
            article = _article(_told(_bytes_of(package, _ARTICLE, LARGEST)), source.name)
            found = {photo.media: _photo_of(package, photo) for photo in article.photos if photo.media}
    except (BadZipFile, OSError, EOFError, KeyError, ValueError, RecursionError, NotImplementedError, RuntimeError):
        raise damaged from None  # what zipfile and its decoders raise for broken and encrypted packages
    return _with_photos(article, {media: data for media, data in found.items() if data is not None})


def owner(path: Path) -> str:
    """The ID of the article in a package; empty where it is none."""
    try:
        with ZipFile(path) as package:
            return _article(_told(_bytes_of(package, _ARTICLE, LARGEST)), "").id
    except Exception:  # whatever is wrong with it: nobody knows whose it is
        return ""


def _bytes_of(package: ZipFile, name: str, largest: int) -> bytes:
    """The bytes of an entry. One that is larger than it may be, or than such a pack can honestly hold, stays packed."""
    entry = package.getinfo(name)
    if entry.file_size > min(largest, _DENSEST * entry.compress_size + _SMALL):
        raise ValueError(name)
    with package.open(entry) as stream:
        return stream.read(largest)


def _told(data: bytes) -> Mapping[str, object]:
    told = json.loads(data)
    if not isinstance(told, dict) or "article" not in told:
        raise ValueError(_ARTICLE)
    return told


def _article(told: Mapping[str, object], name: str) -> Article:
    form = told.get("desk")
    if not isinstance(form, int) or form > FORM:
        raise Trouble(f"{name} was written by a newer Desk: update this one, or have the story sent as JSON.")
    return known_by_its_id(record.from_record(told["article"]))


def _photo_of(package: ZipFile, photo: Photo) -> bytes | None:
    """The file of a photo; None where it is missing or not what the article names."""
    try:
        data = _bytes_of(package, f"{_PHOTOS}{photo.media}", LARGEST_PHOTO)
    except (KeyError, ValueError):
        return None
    return data if hashlib.sha256(data).hexdigest() == photo.media else None


def _with_photos(article: Article, files: Mapping[str, bytes]) -> Imported:
    """Each file is read as one that was added by hand: what is no photo never comes into the library."""
    photos: list[Photo] = []
    originals: dict[str, bytes] = {}
    notes: list[str] = []
    for photo in article.photos:
        taken = _taken(files.get(photo.media), photo, notes) if photo.media else photo
        if taken.media:
            originals[taken.media] = files[taken.media]
        photos.append(taken)
    return Imported(replace(article, photos=tuple(photos)), originals, tuple(notes))


def _taken(data: bytes | None, photo: Photo, notes: list[str]) -> Photo:
    """The photo of a package as Desk has it: its size is that of its file, and nobody else says what may leave here."""
    from desk.photos.reading import read_photo

    name = photo.name or photo.id
    if data is None:
        notes.append(f"The file of the photo {name} is missing: only its words were taken.")
        return replace(photo, media="", with_origin=False)
    try:
        read = read_photo(data, photo.name, photo.media)
    except Trouble as trouble:
        notes.append(f"{trouble} Only the words of this photo were taken.")
        return replace(photo, media="", with_origin=False)
    if photo.with_origin:
        notes.append(f"The photo {name} came with all that its file tells; it will not be exported, unless you say so.")
    return replace(photo, kind=read.kind, width=read.width, height=read.height, with_origin=False)
