"""The photos of a web page: taken where they lie beside it or inside it, else named in a note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from desk.article import wire
from desk.article.model import Photo
from desk.formats.elements import Node, every, names, rewrite
from desk.formats.lines import scheme_of
from desk.formats.pasted_pictures import data_in, is_small
from desk.formats.reading import PhotosBeside, is_web, shown, words_of
from desk.formats.web_facts import joined, line
from desk.formats.web_page import meant_by, words
from desk.formats.web_story import is_photo

_CAPTION = re.compile(r"(?:\A|[\s_-])(?:captions?|cutline|legend)(?=\Z|[\s_-])")
_CREDIT = re.compile(
    r"(?:\A|[\s_-])(?:credits?|copyright|photographer|attribution|source|image-?source|byline|photo-?by)(?=\Z|[\s_-])"
)
_PARTS = names("creditText copyrightHolder copyrightNotice author creator")
_LATER = ("data-src", "data-original", "data-lazy-src", "data-full-src", "data-image")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_MOST_BESIDE = 80
"""Letters that may stand beside a caption in the box of its image, such as a credit."""
_FOLDER = re.compile(r"(?:_files|_Files|_fichiers|-Dateien|_archivos)/")
"""How browsers call the folder that they save beside a page."""
_KIND = re.compile(r"data:image/(?P<kind>[\w.-]+)", re.IGNORECASE)


def make_figures(root: Node) -> None:
    """Make figures of what pages have in their place: an image in a box with a caption."""
    for node in every(root):
        if node.tag == "table":
            cells = [child for child in every(node) if child.tag == "td" and _CAPTION.search(meant_by(child))]
            if len(cells) == 1 and _holds_one_image(node, cells[0]):
                node.tag, cells[0].tag = "figure", "figcaption"
        captions = [child for child in node.children if isinstance(child, Node) and _is_caption(child)]
        if node.tag == "amp-img":
            node.tag = "img"
        if captions and node.tag in ("div", "p", "span", "aside", "section") and _holds_one_image(node, captions[0]):
            node.tag = "figure"
        if node.tag == "figure" and not any(one.tag == "figcaption" for one in every(node)):
            inside = next((one for one in every(node) if _is_caption(one)), None)
            if inside is not None:
                inside.tag = "figcaption"


def _is_caption(node: Node) -> bool:
    is_called = node.tag in ("div", "p", "span", "small") and _CAPTION.search(meant_by(node)) is not None
    return is_called and not any(one.tag in ("img", "amp-img") for one in every(node))


def _holds_one_image(node: Node, caption: Node) -> bool:
    """Whether there is one image and hardly more words than its caption in an element."""
    images = sum(one.tag in ("img", "amp-img") for one in every(node))
    return images == 1 and len(words(node)) <= len(words(caption)) + _MOST_BESIDE


class Photographs:
    """Takes photos out of one page that lies in `folder`. `base` is where addresses on it start from.

    `inside` are pictures that came in one file with the page, by their addresses.
    """

    def __init__(self, folder: Path | None, base: str, inside: Mapping[str, bytes]) -> None:
        self._beside = PhotosBeside(folder)
        self._inside = inside
        self._base = base

    @property
    def photos(self) -> tuple[Photo, ...]:
        """All that were taken."""
        return self._beside.photos

    @property
    def originals(self) -> dict[str, bytes]:
        """Their files by SHA-256."""
        return self._beside.originals

    @property
    def notes(self) -> list[str]:
        """What could not be taken, and why."""
        return self._beside.notes

    def take(self, node: Node, caption: str = "", credit: str = "") -> Photo | None:
        """The photo of a figure or an image, with its words or those given; None, and a note, where it is not here."""
        image = node if node.tag == "img" else next((one for one in every(node) if one.tag == "img"), None)
        if image is None:
            return None
        own_caption, own_credit = caption_of(node)
        told = {
            "caption": own_caption or caption,
            "credit": own_credit or credit,
            "alt": line(image.attributes.get("alt", "")),
        }
        photo = self._photo(image, told)
        found = {name: text for name, text in told.items() if text}
        return self._beside.change(photo, **found) if photo is not None else None

    def name_elsewhere(self, address: str, caption: str, credit: str, alt: str) -> None:
        """Note a photo that a page only tells machines of."""
        self._note(address, {"caption": caption, "credit": credit, "alt": alt})

    def place(self, root: Node) -> None:
        """Put every photo of a story into its text, in the place of its figure; other images go."""

        def change(node: Node) -> Sequence[Node | str] | None:
            if node.tag == "img" and not node.attributes.get("src", "").startswith("photo:"):
                return self._placed(node) if id(node) not in inside else None
            if node.tag == "figure" and any(one.tag == "img" for one in every(node)):
                return self._figure(node)
            if node.tag == "figcaption":
                return [Node("p", {}, node.children)] if id(node) not in inside else None
            return None

        figures = [one for one in every(root) if one.tag == "figure" and _has_image(one)]
        inside = {id(one) for figure in figures for one in every(figure)}
        rewrite(root, change)

    def _figure(self, figure: Node) -> list[Node | str]:
        """A figure's photos, the first with its words; figures within figures stand by themselves already."""
        images = [one for one in every(figure) if one.tag == "img" and not _is_placed(one)]
        placed: list[Node | str] = [
            Node("p", {}, [one]) for one in every(figure) if one.tag == "img" and _is_placed(one)
        ]
        if placed and not images:
            captions = [Node("p", {}, one.children) for one in every(figure) if one.tag == "figcaption"]
            return [*placed, *captions]
        return placed + [mark for at, one in enumerate(images) for mark in self._placed(one if at else figure)]

    def _placed(self, node: Node) -> list[Node | str]:
        photo = self.take(node) if is_photo(node) else None
        return [Node("p", {}, [Node("img", {"src": f"photo:{photo.id}"})])] if photo else []

    def _photo(self, image: Node, told: dict[str, str]) -> Photo | None:
        written = image.attributes.get("src", "").strip()
        data = data_in(written)
        if data and not is_small(image):
            kind = _KIND.match(written)
            name = f"photo-{len(self.photos) + 1}.{kind['kind'] if kind else 'jpeg'}"
            return self._beside.take_data(data, name)
        addresses = _addresses(image)
        for address in addresses:
            whole = joined(self._base, address) if self._base else address
            if found := self._inside.get(address) or self._inside.get(whole):
                return self._beside.take_data(found, PurePosixPath(urlsplit(address).path).name or "photo")
            if self._is_beside(address):
                return self._beside.take(address.partition("?")[0])
        if addresses:
            self._note(addresses[0], told)
        return None

    def _is_beside(self, address: str) -> bool:
        is_near = not is_web(address) and not address.startswith("/") and not scheme_of(address)
        return is_near and self._beside.has(address.partition("?")[0])

    def _note(self, address: str, told: dict[str, str]) -> None:
        is_lost = not is_web(address) and _FOLDER.search(address) is not None
        whole = address if is_web(address) else joined(self._base, address) if self._base and not is_lost else ""
        said = words_of(**told)
        what = f" What was said of it: {said}." if said else ""
        if whole:
            whole = f"https:{whole}" if whole.startswith("//") else whole
            where = f"The photo {shown(whole)} is not fetched from the network: save it beside the story."
        else:
            where = f"The photo {shown(address)} does not lie beside the page: put it there and import again."
        self.notes.append(where + what)


def _has_image(figure: Node) -> bool:
    return any(one.tag == "img" for one in every(figure))


def _is_placed(image: Node) -> bool:
    return image.attributes.get("src", "").startswith("photo:")


def _addresses(image: Node) -> list[str]:
    """Where an image may lie, the likeliest first; what only keeps its place until it is loaded is none."""
    sets = [_largest(image.attributes.get(name, "")) for name in _SETS]
    later = [image.attributes.get(name, "").strip() for name in _LATER]
    found = [image.attributes.get("src", "").strip(), *later, *sets]
    return [
        address for address in found if address and scheme_of(address) not in ("data", "blob", "about", "javascript")
    ]


def _largest(written: str) -> str:
    """The largest of the images that a `srcset` names."""
    entries = [entry.split() for entry in re.split(r",\s+", written) if entry.strip()]
    widths = [(int(entry[-1][:-1]) if re.fullmatch(r"\d{1,5}[wx]", entry[-1]) else 0, entry[0]) for entry in entries]
    return max(widths, key=lambda one: one[0])[1] if widths else ""


def caption_of(figure: Node) -> tuple[str, str]:
    """The caption of a figure, and its credit: an element of its own, else what stands in brackets at the end."""
    if figure.tag != "figure":
        return "", ""
    credits = [one for one in every(figure) if _is_credit(one)]
    credit = next((text for one in credits if (text := line(words(one)))), "")
    taken = {id(one) for outer in credits for one in (outer, *every(outer))}
    captions = [one for one in every(figure) if one.tag == "figcaption"]
    caption = line(" ".join(_without(one, taken) for one in captions))
    if credit:
        return caption, _bare(credit)
    return ("", wire.bare_credit(caption)) if _is_all_credit(caption) else wire.split_credit(caption)


_CREDITED = re.compile(r"(?:photo(?:graph)?s?|pictures?|images?) (?:by|courtesy of) [^.!?]{2,60}", re.IGNORECASE)


def _is_all_credit(caption: str) -> bool:
    return _CREDITED.fullmatch(caption) is not None


def _is_credit(node: Node) -> bool:
    parts = node.attributes.get("itemprop", "").split()
    if node.tag in ("figcaption", "figure", "img", "picture"):
        return False
    return not _PARTS.isdisjoint(parts) or _CREDIT.search(meant_by(node)) is not None


def _without(node: Node, taken: set[int]) -> str:
    if id(node) in taken:
        return ""
    return " ".join(child if isinstance(child, str) else _without(child, taken) for child in node.children)


def _bare(credit: str) -> str:
    """A credit without the brackets around it and the label before it."""
    text = credit[1:-1].strip() if credit[:1] == "(" and credit[-1:] == ")" else credit
    return wire.split_credit(f"({text})")[1] or text
