"""What the importers share: a file to read, what came of it, photos beside it, text of old encodings."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from desk.article.model import Article, Photo, new_id
from desk.article.past import Past
from desk.article.trouble import Trouble
from desk.photos.files import read_file

if TYPE_CHECKING:
    from desk.formats.wire_arrangement import Arrangement

LARGEST = 50 * 1024 * 1024
LARGEST_PACKAGE = 2 * 1024 * 1024 * 1024
"""Bytes of a story package, which has its photos inside."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import. `folder` is where it lies, None for text that came from elsewhere."""

    data: bytes
    name: str
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What an export of Desk says of itself: the ID of the story, and its format, of pages always `html`."""

    id: str
    format: str


@dataclass(frozen=True, slots=True)
class Imported:
    """An article that was read, the originals of its photos by SHA-256, and what could not be taken over.

    `copy` is the text that wire copy was arranged from, so that its choices can be shown and turned around. `past`
    are the versions that came with it, oldest first: `library.take_in_story` takes in both. `written` tells that Desk
    wrote the file.
    """

    article: Article
    originals: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    copy: str = ""
    past: tuple[Past, ...] = ()
    written: Written | None = None
    arranged: Arrangement | None = None
    """What the copy was taken for, where that is known still."""


_OWN_ID = re.compile("[0-9a-f]{16}")


def is_our_id(value: object) -> bool:
    """Whether a value is an ID as Desk gives its articles."""
    return isinstance(value, str) and _OWN_ID.fullmatch(value) is not None


def written_as(value: str, format: str) -> Written | None:
    """Whose export a file is, of the ID that stands in it; None where Desk gave no such ID."""
    return Written(value, format) if is_our_id(value) else None


def known_by_its_id(article: Article) -> Article:
    """The article with the ID that Desk gave it, so that the library makes no twin of it; another's gives way."""
    return article if _OWN_ID.fullmatch(article.id) else replace(article, id=new_id())


_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_LONGEST_ADDRESS = 200


def is_web(address: str) -> bool:
    """Whether an address leads into the network."""
    return _WEB.match(address) is not None


def shown(address: str) -> str:
    """An address as a note names it; a photo written into the text as data: is only named so."""
    return address if len(address) <= _LONGEST_ADDRESS else f"{address[:40]}…"


def words_of(**words: str) -> str:
    """The words that belong to a photo, for a note: `caption “The dam.”, credit “AFP”`."""
    labels = {"caption": "caption", "credit": "credit", "alt": "alt text"}
    return ", ".join(f"{labels[name]} “{text}”" for name, text in words.items() if text)


def check_size(name: str, size: int) -> None:
    """Refuse what is too large to be a story."""
    largest = LARGEST_PACKAGE if name.lower().endswith(".story") else LARGEST
    if size > largest:
        most = largest // (1024 * 1024)
        raise Trouble(f"{name} has {size // (1024 * 1024)} MB, and Desk reads such stories up to {most} MB: split it.")


class PhotosBeside:
    """The photos that lie beside a file. Each is read once; what stands outside the file's folder is refused."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._photos: dict[Path, Photo] = {}
        self.originals: dict[str, bytes] = {}
        self.notes: list[str] = []

    @property
    def photos(self) -> tuple[Photo, ...]:
        """All that were taken, in the order they were asked for."""
        return tuple(self._photos.values())

    def has(self, address: str) -> bool:
        """Whether anything lies at a relative address, be it nothing that can be read."""
        return self._folder is not None and bool(address) and os.path.lexists(_lying(self._folder, address))

    def take(self, address: str) -> Photo | None:
        """The photo at a relative address, or None, with a note that says why."""
        path = self._path(address)
        if path is None or path in self._photos:
            return self._photos.get(path) if path else None
        photo = self._read(path)
        if photo is not None:
            self._photos[path] = photo
        return photo

    def take_data(self, data: bytes, name: str) -> Photo | None:
        """The photo that came inside the file itself, or None, with a note that says why."""
        key = Path(hashlib.sha256(data).hexdigest())
        if key not in self._photos:
            photo = self._checked(data, name)
            if photo is None:
                return None
            self._photos[key] = photo
        return self._photos[key]

    def change(self, photo: Photo, **fields: object) -> Photo:
        """The photo with other values in some of its fields, kept so."""
        path = next(path for path, one in self._photos.items() if one.id == photo.id)
        self._photos[path] = replace(photo, **fields)  # type: ignore[arg-type]
        return self._photos[path]

    def keep(self, photo: Photo) -> bool:
        """Whether the very file of a photo lies here under the photo's name; then it is taken, described as it is."""
        try:
            path = self._path(photo.name) if self.has(photo.name) else None
            data = read_file(path) if path else b""
        except Trouble as trouble:
            self.notes.append(str(trouble))
            return False
        if path is None or hashlib.sha256(data).hexdigest() != photo.media:
            return False
        self._photos[path] = photo
        self.originals[photo.media] = data
        return True

    def _path(self, address: str) -> Path | None:
        if is_web(address):
            self.notes.append(f"The photo {address} is not fetched from the network: save it beside the story.")
            return None
        if self._folder is None:
            self.notes.append(f"The photo {shown(address)} was not taken, since the text came without its folder.")
            return None
        try:
            # Where links lead in a circle this gives the first of them, of which the reading will tell.
            folder = Path(os.path.realpath(self._folder))
            path = Path(os.path.realpath(_lying(folder, address)))
        except (OSError, ValueError):
            self.notes.append(f"The photo {shown(address)} was not taken: that is no file name.")
            return None
        if not path.is_relative_to(folder):
            self.notes.append(f"The photo {shown(address)} was not taken: it lies outside the story’s folder.")
            return None
        return path

    def _read(self, path: Path) -> Photo | None:
        try:
            data = read_file(path, f"The photo {path.name} is missing: put it beside the story and import again.")
        except Trouble as trouble:
            self.notes.append(str(trouble))
            return None
        return self._checked(data, path.name)

    def _checked(self, data: bytes, name: str) -> Photo | None:
        """The photo in some data, its original kept; None, with a note, where it is none."""
        from desk.photos.reading import read_photo

        media = hashlib.sha256(data).hexdigest()
        try:
            photo = read_photo(data, name, media)
        except Trouble as trouble:
            self.notes.append(str(trouble))
            return None
        self.originals[media] = data
        return photo


def _lying(folder: Path, address: str) -> Path:
    """The place that an address means: the name as it is written where something is called so, else as addresses are.

    A file may well be called `50%25.jpg`.
    """
    written = folder / address
    return written if "%" not in address or os.path.lexists(written) else folder / unquote(address)


_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_STRAY = 2
"""Control characters that any text may hold by accident, however short it is."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(source: Source) -> str:
    """The text of a file in whatever encoding it has. Trouble where it is no text at all."""
    not_text = Trouble(f"{source.name} is not a text file: Desk cannot read it as a story.")
    for mark, encoding in _BOMS:
        if source.data.startswith(mark):
            try:
                return source.data.decode(encoding)
            except UnicodeDecodeError:
                raise not_text from None
    encoding = _unmarked_utf16(source.data)
    if not encoding and _is_binary(source.data[:65536]):
        raise not_text
    try:
        return source.data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return _from_old_encoding(source.data)


def _is_binary(sample: bytes) -> bool:
    """Whether so many bytes are controls that no writer put them there: one in 25, or one in 200 are zero.

    Of even bytes, as packed ones are, one in nine is a control.
    """
    controls, zeros = len(_CONTROLS.findall(sample)), sample.count(0)
    return controls > max(_STRAY, len(sample) // 25) or zeros > len(sample) // 200


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of plain text is zero, or has few values."""
    sample = data[:4096]
    if len(data) % 2 or len(sample) < 4 or b"\x00" not in sample:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    spaces = {"utf-16-le": sample.count(b" \x00"), "utf-16-be": sample.count(b"\x00 ")}
    if odd > 4 * even and odd >= spaces["utf-16-le"] > 0:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd and even >= spaces["utf-16-be"] > 0 else ""


_RUN = re.compile(r"[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06be\u06d2]{2,}")
_OTHER_LETTER = re.compile(r"[^\W\d_\u0600-\u06ff]")


def _from_old_encoding(data: bytes) -> str:
    """Text of the time before Unicode: Windows-1256 where that gives Arabic words, else the likeliest Western one.

    Arabic words are runs of bytes above 127; Western text has such bytes alone between plain letters.
    """
    sample = data[:_SAMPLE]
    runs = sum(len(run) for run in _RUN.findall(sample.decode("cp1256", "replace")))
    if runs > len(_HIGH.findall(sample)) / 2:
        return data.decode("cp1256", "replace")
    if _likeness(sample.decode("mac_roman")) > _likeness(sample.decode("cp1252", "replace")):
        return data.decode("mac_roman")
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=["cp1252", "cp1254"]).best()
    return data.decode(found.encoding if found else "cp1252", "replace")


_SAMPLE = 200_000
"""Bytes that tell the encoding of all."""
_HIGH = re.compile(rb"[\x80-\xff]")
_LIKELY = re.compile(
    r"(?<![^\W\d_])[“‘«]|[”’»…](?!\w)|(?<=\w)’(?=\w)|(?<=\s)[—–]|[—–](?=\s)|(?<=\w)—(?=\w)|(?<=\d)–(?=\d)|[•·©€£°\u00a0]"
    r"|(?<=[a-z])[\u00df-\u00ff](?=[a-z\W])|(?<!\w)[\u00c0-\u00ff](?=[a-z])"
)
_UNLIKELY = re.compile(
    r"(?<=[a-z])[\u00c0-\u00de]|(?<!\w)[\u00c0-\u00ff](?!\w)|[\u0080-\u009f\ufffd¤¦†‡ƒˆ˜¨¯ª¬µ¶¹²³¼½¾∂∑∏∫Ω≈√∆◊ˇ˘˙˚˝˛]"
)


def _likeness(text: str) -> int:
    """How much a text looks like one that a newsroom writes: quotes and dashes in their places, accents in words."""
    return len(_LIKELY.findall(text)) - 2 * len(_UNLIKELY.findall(text))
