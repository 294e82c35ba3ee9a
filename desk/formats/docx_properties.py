"""What a document says of itself beside its text: title, creator, keywords, category, language, when it was begun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from desk.formats.docx_package import Package
from desk.formats.web_facts import line, moment_of

_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_NOBODY = re.compile(
    r"(?:(?:microsoft|windows|office|ms)\s?)*(?:user|office|author)?\d*|admin\w*|unknown|python-docx|un-named|hp|dell|lenovo"
    r"|acer|asus|pc|owner|home|lenovo|google docs|libreoffice.*|.*\.docx?|\S+@\S+",
    re.IGNORECASE,
)
"""Creators that programs fill in where nobody said who writes."""


@dataclass(frozen=True, slots=True)
class Properties:
    """A document's core properties; empty where it does not say. `creator` is a person, not a program's stand-in."""

    title: str = ""
    creator: str = ""
    keywords: tuple[str, ...] = ()
    category: str = ""
    language: str = ""
    created: datetime | None = None


def properties_of(package: Package) -> Properties:
    """The core properties of a document."""
    name = next((one.target for one in package.relations("").values() if one.kind == "core-properties"), "")
    root = package.xml(name or "docProps/core.xml")
    if root is None:
        return Properties()

    def text(tag: str) -> str:
        return line(root.findtext(tag, "")) if root is not None else ""

    creator = text(f"{_DC}creator")
    words = (word.strip() for word in re.split("[,،;؛]", text(f"{_CORE}keywords")))
    return Properties(
        title=text(f"{_DC}title"),
        creator="" if _NOBODY.fullmatch(creator) else creator,
        keywords=tuple(dict.fromkeys(word for word in words if word)),
        category=text(f"{_CORE}category"),
        language=text(f"{_DC}language"),
        created=moment_of(text(f"{_TERMS}created")),
    )
