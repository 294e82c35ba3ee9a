"""A Word document's package opened with care: a zip of XML that strangers send, of which only known parts are read.

Nothing is written to disk, so no name in it leads anywhere. Parts that are packed denser than honest ones, that are
links, that define entities, or that nest without end are refused before they take memory.
"""

from __future__ import annotations

import posixpath
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from desk.article.trouble import Trouble
from desk.formats.reading import LARGEST, Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Word's files before 2007 begin, and those of today that are locked with a password."""
_DENSEST, _SMALL = 200, 1_000_000
"""How much larger than its pack a part may be, and bytes beside that."""
_LARGEST_ALL = 4 * LARGEST
_MOST_TAGS = 500_000
_DEEPEST = 100
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""The names that the strict kind of the format gives to things, and the usual ones."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a reference leads: the name of a part in the package, or an address outside."""

    target: str
    kind: str
    is_outside: bool


class Package:
    """The parts of one document. Raises Trouble for what is no Word document, damaged, locked or made to hurt."""

    def __init__(self, source: Source) -> None:
        self.name = source.name
        if source.data.startswith(_OLD_WORD):
            raise Trouble(
                f"{source.name} is an old Word file or locked with a password: save it in Word as .docx without one."
            )
        try:
            with ZipFile(BytesIO(source.data)) as zipped:
                self._parts = self._read(zipped)
        except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError):
            raise self.damaged() from None  # what zipfile and its decoders raise
        if "word/document.xml" not in self._parts and not self.main():
            raise Trouble(f"{source.name} is no Word document: save it in Word as .docx and import that.")

    def damaged(self) -> Trouble:
        """What to say of a document that cannot be read."""
        return Trouble(f"{self.name} is damaged or no Word document: have it sent again.")

    def main(self) -> str:
        """The name of the part that holds the text."""
        relations = self.relations("").values()
        found = (one.target for one in relations if one.kind == "officeDocument" and one.target in self._parts)
        return next(found, "word/document.xml" if "word/document.xml" in self._parts else "")

    def part_of(self, kind: str) -> str:
        """The name of a part that the text uses, such as its `comments`; empty where there is none."""
        relations = self.relations(self.main()).values()
        return next((one.target for one in relations if one.kind == kind and one.target in self._parts), "")

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._parts

    def data(self, name: str) -> bytes:
        """The bytes of a part; none where there is no such part."""
        return self._parts.get(name, b"")

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in their order."""
        return tuple(self._parts)

    def xml(self, name: str) -> Element | None:
        """A part as XML; None where there is none."""
        data = self._parts.get(name)
        return self._parsed(data) if data is not None else None

    def relations(self, name: str) -> Mapping[str, Relation]:
        """What the references of a part lead to, by their IDs; those of the package itself for an empty name."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for one in root.iter(f"{_RELATIONS}Relationship") if root is not None else ():
            is_outside = one.get("TargetMode", "").lower() == "external"
            target = one.get("Target", "")
            kind = one.get("Type", "").rpartition("/")[2]
            inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = Relation(target if is_outside else inside, kind, is_outside)
        return found

    def _read(self, zipped: ZipFile) -> dict[str, bytes]:
        parts: dict[str, bytes] = {}
        total = 0
        for entry in zipped.infolist():
            if entry.is_dir() or stat.S_ISLNK(entry.external_attr >> 16):
                continue
            total += entry.file_size
            self._check(entry, total)
            with zipped.open(entry) as stream:
                parts[entry.filename.replace("\\", "/").lstrip("/")] = stream.read(LARGEST)
        return parts

    def _check(self, entry: ZipInfo, total: int) -> None:
        if entry.flag_bits & 1:
            raise Trouble(f"{self.name} is locked with a password: save it without one and import that.")
        if entry.file_size > min(LARGEST, _DENSEST * entry.compress_size + _SMALL) or total > _LARGEST_ALL:
            raise Trouble(f"{self.name} holds far more than a story does: Desk does not open it.")

    def _parsed(self, data: bytes) -> Element:
        from xml.etree.ElementTree import ParseError

        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import iterparse

        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        if data.count(b"<") > _MOST_TAGS:
            raise Trouble(f"{self.name} is longer than any story: import it in parts.")
        root: Element | None = None
        depth = 0
        try:
            for event, element in iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True):
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                if depth > _DEEPEST:
                    raise Trouble(f"{self.name} is nested too deeply to be a story: Desk does not read it.")
        except (ParseError, DefusedXmlException, ValueError, LookupError):
            raise self.damaged() from None
        if root is None:
            raise self.damaged()
        return root


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `w:b` is there and on."""
    return element is not None and element.get(f"{W}val", "1").lower() not in ("0", "false", "off", "none")


_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def said(element: Element) -> str:
    """The words of some XML: its texts, tabs and breaks; what was deleted is left out."""
    found: list[str] = []
    for one in element.iter():
        if one.tag == f"{W}t":
            found.append(one.text or "")
        elif one.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            found.append(" " if one.tag == f"{W}tab" else "\n")
    return _UNSAYABLE.sub("", "".join(found))
