"""A Word document made ready for mammoth, which turns it into HTML: what mammoth would lose is said in its words.

Places that its HTML cannot tell, where comments begin and a paragraph's direction, become bookmarks, which it keeps as
`<a id="…">`. Fields, formulas and runs in other directions become plain runs; hidden words and pictures that are not in
the package go.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zipfile import ZipFile

from desk.formats.docx_package import Package, R, W, is_on
from desk.formats.reading import shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

POINTS = re.compile("[\U00100000-\U0010ffff]")
"""Characters of which each stands in the text where one comment begins or ends; none is left in what comes in."""
RIGHT_TO_LEFT, LEFT_TO_RIGHT = "desk-rtl-", "desk-ltr-"
BEGINS, ENDS = "desk-begins-", "desk-ends-"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_PLACES = {f"{W}commentRangeStart": BEGINS, f"{W}commentRangeEnd": ENDS}
_PLAIN = f"{W}smartTag"
"""An element of which mammoth reads what is inside, and nothing else."""
_INSIDE_ONLY = (f"{W}fldSimple", f"{W}bdo", f"{W}dir", f"{W}ruby", f"{W}rubyBase")
_LEFT_OUT = (f"{W}rt", f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}commentReference")
_TEXT_PARTS = ("footnotes", "endnotes")


class Prepared:
    """The document as mammoth is to read it, in `file`.

    `notes` say what could not be taken; `languages` are tags that runs bear, each with the letters of its run.
    """

    def __init__(self, package: Package) -> None:
        self.notes: list[str] = []
        self.languages: list[tuple[str, int]] = []
        self._package = package
        self._bidi_styles, self._bidi_usual = _directions(package)
        self._marks = 0
        self.file = BytesIO()
        with ZipFile(self.file, "w") as into:
            for name, data in self._parts():
                into.writestr(name, data)
        self.file.seek(0)

    def _parts(self) -> Iterator[tuple[str, bytes]]:
        """The parts that mammoth reads, XML as it was parsed and written anew, so that nothing odd is left in it."""
        package = self._package
        texts = {package.main(), *(package.part_of(kind) for kind in _TEXT_PARTS)}
        others = {"[Content_Types].xml", *(package.part_of(kind) for kind in ("styles", "numbering"))}
        for name in package.names():
            if name in texts:
                yield name, self._made(name)
            elif name in others or name.endswith(".rels"):
                yield name, _written(package.xml(name))
            elif not name.endswith(".xml") and not name.startswith("mammoth/"):
                yield name, package.data(name)

    def _made(self, name: str) -> bytes:
        root = self._package.xml(name)
        if root is None:
            return b""
        relations = self._package.relations(name)
        images = {key for key, one in relations.items() if not one.is_outside and self._package.has(one.target)}
        elsewhere = {key: one.target for key, one in relations.items() if key not in images}
        self._check_pictures(root, images, elsewhere)
        self._simplify(root)
        return _written(root)

    def _check_pictures(self, root: Element, images: set[str], elsewhere: dict[str, str]) -> None:
        """Take out the pictures that are not in the package, and say where they are."""
        for around in root.iter():
            for picture in list(around):
                if picture.tag not in (f"{_A}blip", f"{_V}imagedata"):
                    continue
                keys = [picture.get(f"{R}{name}", "") for name in ("embed", "id", "link", "href")]
                if not any(key in images for key in keys[:2]):
                    around.remove(picture)
                    where = next((elsewhere[key] for key in keys if key in elsewhere), "")
                    self.notes.append(_not_inside(where))
        charts = sum(1 for one in root.iter(f"{_C}chart"))
        if charts:
            self.notes.append("A chart was not taken: save it as a picture and add that.")

    def _simplify(self, root: Element) -> None:
        waiting = [root]
        while waiting:
            element = waiting.pop()
            children = [made for child in element for made in self._instead(child)]
            element[:] = children
            if element.tag == f"{W}p":
                self._direct(element)
            waiting += children

    def _instead(self, child: Element) -> Iterator[Element]:
        """What mammoth is to read in an element's place."""
        if child.tag in _PLACES:
            yield _bookmark(f"{_PLACES[child.tag]}{child.get(f'{W}id')}")
        elif child.tag == f"{_M}oMath":
            yield _run("".join(one.text or "" for one in child.iter(f"{_M}t")))
        elif child.tag == f"{_M}oMathPara":
            for inner in child.iter(f"{_M}oMath"):
                yield from self._instead(inner)
        elif child.tag == f"{_MC}AlternateContent" and child.find(f"{_MC}Fallback") is None:
            yield from child.iterfind(f"{_MC}Choice/*")
        elif child.tag in _INSIDE_ONLY:
            child.tag = _PLAIN
            yield child
        elif child.tag == f"{W}cr":
            child.tag = f"{W}br"
            yield child
        elif child.tag not in _LEFT_OUT and not self._is_hidden(child):
            if child.text:
                child.text = POINTS.sub("", child.text)
            yield child

    def _is_hidden(self, child: Element) -> bool:
        """Whether a run is hidden; one that is not tells its language, and how bold it is in its script."""
        properties = child.find(f"{W}rPr") if child.tag == f"{W}r" else None
        if properties is None:
            return False
        if is_on(properties.find(f"{W}vanish")):
            return True
        is_complex = is_on(properties.find(f"{W}rtl"))
        language = properties.find(f"{W}lang")
        if language is not None:
            tag = language.get(f"{W}bidi" if is_complex else f"{W}val", "")
            self.languages.append((tag, sum(len(one.text or "") for one in child.iter(f"{W}t"))))
        if is_complex:
            _swap(properties, "b", "bCs")
            _swap(properties, "i", "iCs")
        return False

    def _direct(self, paragraph: Element) -> None:
        """Put a bookmark that tells its direction at the beginning of a paragraph."""
        properties = paragraph.find(f"{W}pPr")
        own = properties.find(f"{W}bidi") if properties is not None else None
        style = properties.find(f"{W}pStyle") if properties is not None else None
        inherited = self._bidi_styles.get(style.get(f"{W}val", "") if style is not None else "", self._bidi_usual)
        self._marks += 1
        is_rtl = is_on(own) if own is not None else inherited
        mark = _bookmark(f"{RIGHT_TO_LEFT if is_rtl else LEFT_TO_RIGHT}{self._marks}")
        paragraph.insert(0 if properties is None else 1, mark)


def _written(root: Element | None) -> bytes:
    return b"" if root is None else bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _swap(properties: Element, usual: str, complex_script: str) -> None:
    """Have words of a complex script be as bold or slanted as their own switch says."""
    for old in properties.findall(f"{W}{usual}"):
        properties.remove(old)
    if is_on(properties.find(f"{W}{complex_script}")):
        properties.append(ElementTree.Element(f"{W}{usual}"))


def _not_inside(address: str) -> str:
    if not address:
        return "A photo is missing from the document: add it to the story again."
    where = shown(posixpath.basename(address) if address.startswith("file:") else address)
    return f"The photo {where} is not in the document and was not fetched: add it to the story."


def _bookmark(name: str) -> Element:
    return ElementTree.Element(f"{W}bookmarkStart", {f"{W}id": "0", f"{W}name": name})


def _run(text: str) -> Element:
    run = ElementTree.Element(f"{W}r")
    ElementTree.SubElement(run, f"{W}t").text = text
    return run


def _directions(package: Package) -> tuple[dict[str, bool], bool]:
    """Which paragraph styles run from right to left, and whether a paragraph without a style does."""
    root = package.xml(package.part_of("styles") or "word/styles.xml")
    if root is None:
        return {}, False
    usual = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}bidi")
    styles = {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style") if one.get(f"{W}type") == "paragraph"}
    found = {name: _is_bidi(name, styles, is_on(usual)) for name in styles}
    standard = next((name for name, one in styles.items() if one.get(f"{W}default") in ("1", "true")), "")
    return found, found.get(standard, is_on(usual))


def _is_bidi(name: str, styles: dict[str, Element], usual: bool) -> bool:
    """Whether a style or one that it is based on runs from right to left."""
    for _ in range(len(styles)):
        style = styles.get(name)
        if style is None:
            break
        own = style.find(f"{W}pPr/{W}bidi")
        if own is not None:
            return is_on(own)
        based = style.find(f"{W}basedOn")
        name = based.get(f"{W}val", "") if based is not None else ""
    return usual
