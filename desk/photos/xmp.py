"""XMP, the packet of RDF in which a photo carries its words today: read by namespace, written for renditions.

ISO 16684-1 for the packet and its RDF; IPTC Photo Metadata Standard 2023.2 for the properties. Only what Desk has a
field for is kept while the packet streams by in pieces, so that its size (image programs write histories of many
megabytes) does not matter.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import escape

from desk.article.wire import split_names
from desk.photos import words
from desk.photos.encodings import likely_encoding
from desk.photos.pieces import OVERLAP, PIECE, pieces
from desk.photos.words import Words

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
_PROPERTIES = {
    "headline": ("photoshop:Headline", ""),
    "caption": ("dc:description", "Alt"),
    "credit": ("photoshop:Credit", ""),
    "photographer": ("dc:creator", "Seq"),
    "source": ("photoshop:Source", ""),
    "copyright": ("dc:rights", "Alt"),
    "usage_terms": ("xmpRights:UsageTerms", "Alt"),
    "alt": ("Iptc4xmpCore:AltTextAccessibility", "Alt"),
    "city": ("photoshop:City", ""),
    "country": ("photoshop:Country", ""),
    "taken": ("photoshop:DateCreated", ""),
    "keywords": ("dc:subject", "Bag"),
}
"""Each field of Words: its property, and the RDF container that holds its values."""


class Unsafe(Exception):
    """The packet defines entities or has no bottom, which XMP never does: it is meant to exhaust whoever reads it."""


def read_xmp(packet: bytes) -> Words:
    """What a packet says. One that breaks off says what stood before; Unsafe is raised where it is an attack."""
    found = _collected(packet[:_LARGEST])

    def first(name: str) -> str:
        return found.first(_full_name(_PROPERTIES[name][0]))

    def every(name: str) -> list[str]:
        return [text for _, text in found.values.get(_full_name(_PROPERTIES[name][0]), [])]

    return Words(
        headline=words.line(first("headline")),
        caption=words.caption(first("caption")),
        credit=words.line(first("credit")),
        photographer=words.names(every("photographer")),
        source=words.line(first("source")),
        copyright=words.line(first("copyright")),
        usage_terms=words.prose(first("usage_terms")),
        alt=words.prose(first("alt")),
        city=words.line(first("city")),
        country=words.line(first("country")),
        taken=words.moment(first("taken")),
        keywords=words.unique(every("keywords")),
    )


def has_property(packet: bytes, *names: str) -> bool:
    """Whether the packet, in any encoding, holds a property of one of these names, wherever in it that stands."""
    wanted = "|".join(re.escape(name) for name in names).encode()
    pattern = re.compile(rb"[<\s][\w.-]{1,100}:(?:" + wanted + rb")[\s=/>]")
    return any(pattern.search(piece.replace(b"\0", b"")) for piece in pieces(packet, OVERLAP))


def _full_name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


_WANTED = frozenset(_full_name(name) for name, _ in _PROPERTIES.values())
_LARGEST = 64_000_000
"""Bytes of a packet that are read; no history is longer."""
_LARGEST_TOKEN = 8 * PIECE
"""Characters that the parser is given at most without telling of anything: no tag and no comment is as long."""
_LONGEST = 4 * words.LONGEST
"""Characters of one value that are kept: more than words are cut to."""
_MOST = 1000
"""Values of one property that are taken; more are no keywords but an attack."""
_ABYSS = 200
"""Elements within each other at which a packet is meant to exhaust its reader, who has to remember them all."""
_DEEPEST = 6
"""How many elements a value is within: xmpmeta, RDF, Description, its property, a container, an item."""
_DESCRIPTION, _ROOT, _ITEM = (f"{{{_RDF}}}{name}" for name in ("Description", "RDF", "li"))


class _Collector:
    """Takes the wanted properties off a packet as its parser tells of elements; holds nothing else."""

    def __init__(self) -> None:
        self.values: dict[str, list[tuple[str, str]]] = {}
        self._path: list[str] = []
        self._text: list[str] | None = None
        self._room = 0
        self._language = ""
        self.events = 0
        """How much the parser has told of until now."""

    def first(self, name: str) -> str:
        """The value for every language, or else the first that is not empty."""
        texts = sorted(self.values.get(name, []), key=lambda value: value[0] != "x-default")
        return next((text for _, text in texts if text.strip()), "")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; on a description, properties may stand as attributes."""
        self.events += 1
        self._path.append(tag)
        if len(self._path) > _ABYSS:
            raise Unsafe
        if self._path[-2:] == [_ROOT, _DESCRIPTION]:
            for name in attributes.keys() & _WANTED:
                self._take(name, "", attributes[name][:_LONGEST])
        self._text, self._room = [] if self._property() else None, _LONGEST
        self._language = attributes.get(_LANG, "")

    def data(self, text: str) -> None:
        """Characters of the element that is open."""
        self.events += 1
        if self._text is not None and self._room > 0:
            self._text.append(text[: self._room])
            self._room -= len(text)

    def end(self, _tag: str) -> None:
        """An element is complete."""
        self.events += 1
        name = self._property()
        if name and self._text is not None:
            self._take(name, self._language, "".join(self._text))
        self._path.pop()
        self._text = None

    def close(self) -> None:
        """The packet is over."""

    def _take(self, name: str, language: str, text: str) -> None:
        values = self.values.setdefault(name, [])
        if text.strip() and len(values) < _MOST:
            values.append((language, text))

    def _property(self) -> str:
        """The wanted property whose value the open element is, be it plain or an item of its list."""
        path = self._path
        if len(path) > _DEEPEST:
            return ""
        if path[-3:-1] == [_ROOT, _DESCRIPTION]:
            name = path[-1]
        elif path[-1] == _ITEM and path[-5:-3] == [_ROOT, _DESCRIPTION]:
            name = path[-3]
        else:
            return ""
        return name if name in _WANTED else ""


def _collected(packet: bytes) -> _Collector:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    collector = _Collector()
    parser = DefusedXMLParser(target=collector, forbid_dtd=True)
    waiting, events = "", 0
    wanted = 1
    try:
        for text in _texts(packet):
            waiting += text
            # Expat begins again at the start of what is not complete, be it a comment of many megabytes: while it
            # tells of nothing, it is given twice as much each time, and such a comment ends the reading.
            if len(waiting) < wanted:
                continue
            if len(waiting) > _LARGEST_TOKEN:
                break
            parser.feed(waiting)
            wanted = 1 if collector.events > events else 2 * len(waiting)
            waiting, events = "", collector.events
        else:
            parser.feed(waiting)
            parser.close()
    except DefusedXmlException as attack:
        raise Unsafe from attack
    except ParseError:
        pass  # what was complete before the break stands
    return collector


_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDE = (("utf-32-be", b"\0\0\0<"), ("utf-32-le", b"<\0\0\0"), ("utf-16-be", b"\0<"), ("utf-16-le", b"<\0"))
_LEAD = re.compile(rb"[\0\xef\xbb\xbf\xfe\xff\s]*<\0*", re.ASCII)


def _texts(packet: bytes) -> Iterator[str]:
    """The packet's XML piece by piece: in the encoding its first mark shows, without what XML may not hold."""
    lead = _LEAD.match(packet, 0, PIECE)
    opening = lead[0] if lead else b""
    wide = next((encoding for encoding, mark in _WIDE if mark in opening), "")
    decoder = codecs.getincrementaldecoder(wide or _narrow(packet))("ignore" if wide else "replace")
    is_begun = False
    for piece in pieces(packet):
        text = _NOT_XML.sub("", decoder.decode(piece))
        if not is_begun:
            start = text.find("<")
            is_begun, text = start >= 0, text[max(0, start) :]
        if is_begun and text:
            yield text


def _narrow(packet: bytes) -> str:
    """The encoding of a packet of plain bytes: UTF-8, or what the first piece that is not is most likely in."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for piece in pieces(packet):
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            likely = likely_encoding(piece)
            return likely if likely != "utf-8" else "cp1252"
    return "utf-8"


def write_xmp(said: Words, largest: int = 60_000) -> bytes:
    """A packet that says these words and nothing else; texts are cut where it would outgrow a JPEG's segment."""
    limit = words.LONGEST
    while len(packet := _packet(said, limit)) > largest:
        limit //= 2
    return packet


def _packet(said: Words, limit: int) -> bytes:
    properties = "".join(_property(name, getattr(said, name), limit) for name in _PROPERTIES)
    namespaces = "".join(f'\n  xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n<rdf:RDF xmlns:rdf="{_RDF}">\n'
        f' <rdf:Description rdf:about=""{namespaces}>\n{properties} </rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def _property(field: str, value: str | tuple[str, ...], limit: int) -> str:
    name, container = _PROPERTIES[field]
    values = split_names(value) if container == "Seq" and isinstance(value, str) else value
    texts = [_clean(text)[:limit] for text in ([values] if isinstance(values, str) else values[: limit // 100])]
    texts = [escape(text, quote=False) for text in texts if text]
    if not texts:
        return ""
    if not container:
        return f"  <{name}>{texts[0]}</{name}>\n"
    language = ' xml:lang="x-default"' if container == "Alt" else ""
    items = "".join(f"<rdf:li{language}>{text}</rdf:li>" for text in texts)
    return f"  <{name}><rdf:{container}>{items}</rdf:{container}></{name}>\n"


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
