"""`story`: an article whole with its photos, comments and versions in one file, a zip, to hand to another desk.

`story.json` holds the article as `desk show --json` prints it, `versions.json` what it was before, `photos/` the file
of each photo under its SHA-256. The files are the originals without what could betray a source (position, serial
numbers, owner …), unless that is switched on for a photo in the story as it stands, whatever its versions say; so each
has a hash of its own, and a name that says nothing of where it came from.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from desk.article import record
from desk.article.model import Article, Photo
from desk.article.past import Past
from desk.article.trouble import Trouble
from desk.formats import story_versions
from desk.formats.delivery import STORY, Delivery
from desk.formats.reading import LARGEST, LARGEST_PACKAGE, Imported, Source, known_by_its_id, shown
from desk.formats.renditions import label
from desk.photos.kinds import ENDINGS

FORM = 1
"""Which form of the package this Desk writes; it reads this one and those before it."""
LARGEST_PHOTO = 500_000_000
"""Bytes, as when a photo is added."""
_ARTICLE, _VERSIONS, _PHOTOS = "story.json", "versions.json", "photos/"
_DENSEST, _SMALL = 60, 1_000_000
"""How much larger than its pack an entry may be (text shrinks to a tenth, photos not at all), and bytes beside that."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip can hold: when something was packed is nobody's business, and the same is packed alike."""


def write(delivery: Delivery) -> None:
    """Write `NAME.story`."""
    article = delivery.article
    past = delivery.options.past(article.id)
    delivery.plan(len(article.photos))
    data = BytesIO()
    with ZipFile(data, "w", ZIP_STORED) as into:
        packing = _Packing(delivery, into)
        photos = packing.photos(article)
        told = {"desk": FORM, "article": record.to_record(replace(article, photos=photos))}
        _put(into, _ARTICLE, json.dumps(told, ensure_ascii=False, indent=1).encode(), ZIP_DEFLATED)
        if past:
            before = (replace(one, article=packing.earlier(one.article)) for one in past)
            _put(into, _VERSIONS, story_versions.packed(before), ZIP_DEFLATED)
    delivery.add(f"{delivery.name}{STORY}", data.getvalue())


class _Packing:
    """The photos on their way into a package: each file once, however many versions have it."""

    def __init__(self, delivery: Delivery, into: ZipFile) -> None:
        self._delivery, self._into = delivery, into
        self._packed: dict[tuple[str, str], Photo] = {}
        """The photos as the package has them, by their ID and the original's hash."""

    def photos(self, article: Article) -> tuple[Photo, ...]:
        """The story's photos as the package has them. Trouble where the file of one is missing."""
        return tuple(self._pack(article, photo) for photo in article.photos)

    def earlier(self, article: Article) -> Article:
        """A version as the package has it; a photo of which only the library's words are left has no file."""
        return replace(article, photos=tuple(self._as_now(article, photo) for photo in article.photos))

    def _as_now(self, article: Article, photo: Photo) -> Photo:
        known = self._packed.get((photo.id, photo.media))
        if known is None:
            try:
                return self._pack(article, replace(photo, with_origin=False))
            except Trouble:
                return _without_origin(replace(photo, media="", with_origin=False), photo.id)
        if known.with_origin:
            return replace(photo, with_origin=True)
        bare = _without_origin(replace(photo, with_origin=False), known.name)
        return replace(bare, media=known.media, kind=known.kind)

    def _pack(self, article: Article, photo: Photo) -> Photo:
        """Put a photo's file into the package; the photo as the package has it."""
        from desk.photos.cleaning import cleaned

        if not photo.media:
            return photo
        data, kind = cleaned(self._delivery.originals.original(photo.media), photo)
        media = hashlib.sha256(data).hexdigest()
        name = f"{_PHOTOS}{media}"
        if name not in self._into.NameToInfo:
            _put(self._into, name, data, ZIP_STORED)
        self._delivery.step()
        sent = photo if photo.with_origin else _without_origin(photo, f"{label(article, photo)}.{ENDINGS[kind]}")
        self._packed[photo.id, photo.media] = replace(sent, media=media, kind=kind)
        return self._packed[photo.id, photo.media]


def _without_origin(photo: Photo, name: str) -> Photo:
    """The photo without what can tell who took it and when to the minute: its file's own name, the time of day."""
    from desk.photos import words

    return replace(photo, name=name, taken=words.published(photo).taken)


def _put(into: ZipFile, name: str, data: bytes, how: int) -> None:
    entry = ZipInfo(name, _LONG_AGO)
    entry.compress_type = how
    into.writestr(entry, data)


def read(source: Source) -> Imported:
    """The article in a package, with its photos and versions. One that is broken, or from a newer Desk, is refused."""
    damaged = Trouble(f"{source.name} is damaged or no story package: have it sent again.")
    try:
        with ZipFile(BytesIO(source.data)) as package:
            _check_entries(package)
            article = _article(_told(_bytes_of(package, _ARTICLE, LARGEST)), source.name)
            past = _past(package, article.id)
            wanted = (photo for one in (article, *(version.article for version in past)) for photo in one.photos)
            media = dict.fromkeys(photo.media for photo in wanted if photo.media)
            found = {name: data for name in media if (data := _photo_of(package, name)) is not None}
            strays = _strays(package)
    except _BROKEN:
        raise damaged from None
    return _with_photos(article, past, found, strays)


_BROKEN = (
    *(BadZipFile, LargeZipFile, zlib.error, struct.error, OSError, EOFError, KeyError, ValueError, TypeError),
    *(RecursionError, NotImplementedError, RuntimeError, OverflowError),
)
"""What zipfile and its decoders raise for broken and encrypted packages."""


def _check_entries(package: ZipFile) -> None:
    """Nothing is ever unpacked onto a disk; but what no Desk has packed is not taken for a story either.

    ValueError for two entries of one name, links, names that lead elsewhere, and more than a package may hold in all.
    """
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or sum(entry.file_size for entry in entries) > LARGEST_PACKAGE:
        raise ValueError("entries")
    for entry in entries:
        leads_away = entry.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", entry.filename)
        if leads_away or stat.S_ISLNK(entry.external_attr >> 16):
            raise ValueError(entry.filename)


def _strays(package: ZipFile) -> list[str]:
    """What is to be said of entries that are no part of a story: they are not unpacked."""
    names = [name for name in package.namelist() if name not in (_ARTICLE, _VERSIONS) and not name.startswith(_PHOTOS)]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return [f"The package also holds “{shown(names[0])}”{more}, no part of a story: left out."] if names else []


def _past(package: ZipFile, article_id: str) -> tuple[Past, ...]:
    """The versions; none in a package without them."""
    if _VERSIONS not in package.NameToInfo:
        return ()
    return story_versions.unpacked(_bytes_of(package, _VERSIONS, LARGEST), article_id)


def owner(path: Path) -> str:
    """The ID of the article in a package; empty where it is none."""
    try:
        with ZipFile(path) as package:
            return _article(_told(_bytes_of(package, _ARTICLE, LARGEST)), "").id
    except Exception:  # whatever is wrong with it: nobody knows whose it is
        return ""


def versions_in(path: Path) -> tuple[Past, ...]:
    """The versions in a package, oldest first, without its photos; none where it is no package that can be read."""
    try:
        with ZipFile(path) as package:
            return _past(package, _article(_told(_bytes_of(package, _ARTICLE, LARGEST)), "").id)
    except Exception:  # whatever is wrong with it: nobody has anything of it
        return ()


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


def _photo_of(package: ZipFile, media: str) -> bytes | None:
    """The file of a photo; None where it is missing, empty where it is damaged: not what the article names."""
    try:
        data = _bytes_of(package, f"{_PHOTOS}{media}", LARGEST_PHOTO)
    except KeyError:
        return None
    except _BROKEN:
        return b""
    return data if hashlib.sha256(data).hexdigest() == media else b""


def _with_photos(
    article: Article, past: tuple[Past, ...], files: Mapping[str, bytes], strays: Iterable[str]
) -> Imported:
    """Each file is read as one that was added by hand: what is no photo never comes into the library."""
    notes: list[str] = []
    whole = _with_files(article, files, notes)
    unsaid: list[str] = []
    before = tuple(replace(one, article=_with_files(one.article, files, unsaid)) for one in past)
    kept = {photo.media for one in (whole, *(version.article for version in before)) for photo in one.photos}
    originals = {media: data for media, data in files.items() if media in kept}
    return Imported(whole, originals, (*notes, *strays), past=before)


def _with_files(article: Article, files: Mapping[str, bytes], notes: list[str]) -> Article:
    photos = (_taken(files.get(photo.media), photo, notes) if photo.media else photo for photo in article.photos)
    return replace(article, photos=tuple(photos))


def _taken(data: bytes | None, photo: Photo, notes: list[str]) -> Photo:
    """The photo of a package as Desk has it: its size is that of its file, and nobody else says what may leave here."""
    from desk.photos.reading import read_photo

    name = photo.name or photo.id
    if not data:
        how = "missing" if data is None else "damaged"
        notes.append(f"The file of the photo {name} is {how}: only its words were taken. Have the story sent again.")
        return replace(photo, media="", with_origin=False)
    try:
        read = read_photo(data, photo.name, photo.media)
    except Trouble as trouble:
        notes.append(f"{trouble} Only the words of this photo were taken.")
        return replace(photo, media="", with_origin=False)
    if photo.with_origin:
        notes.append(f"The photo {name} came with all that its file tells; it will not be exported, unless you say so.")
    return replace(photo, kind=read.kind, width=read.width, height=read.height, with_origin=False)
