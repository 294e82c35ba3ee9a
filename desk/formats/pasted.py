"""HTML from the clipboard read as clean Markdown: what Word, Google Docs, LibreOffice, mail and web pages say.

Headings, emphasis, links, lists, tables, quotes, code and footnotes are kept; fonts, colours, empty paragraphs, marks
of the clipboard, comments and trackers are not. What each program does in its own way is first turned into the elements
that it means; `from_html` writes these. Pictures that came along are handed over with their places in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desk.article.edits import clean_text, photo_marks
from desk.article.languages import Direction
from desk.article.model import new_id
from desk.article.scripts import paragraph_direction
from desk.article.trouble import Trouble
from desk.formats import pasted_word
from desk.formats.elements import (
    HEADINGS,
    LISTS,
    Node,
    every,
    lay_out,
    names,
    nearest,
    rewrite,
    text_of,
    tree_of,
)
from desk.formats.from_html import written
from desk.formats.lines import is_bold
from desk.formats.pasted_lists import JOINED, settle
from desk.formats.pasted_notes import take_notes
from desk.formats.pasted_pictures import Album, Picture
from desk.formats.plain import without_tricks
from desk.formats.trackers import without_trackers

__all__ = ["Pasted", "Picture", "is_worth_reading", "markdown_of", "read"]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What came from the clipboard, as Markdown.

    Of `pictures` each stands in the Markdown as `![](photo:ID)` under the ID it has here, in a paragraph of its own:
    give that ID to the photo made of it, or have `with_photos` write others. `left_out` counts the pictures that lie
    on the web and were not fetched. `note` is a sentence for whoever pasted it where its formatting could not be read.
    """

    markdown: str
    pictures: tuple[Picture, ...] = ()
    left_out: int = 0
    note: str = ""

    def with_photos(self, ids: Mapping[str, str]) -> str:
        """The Markdown with the photos that were made of pictures, by these; pictures without a photo are gone."""
        text = self.markdown
        for picture in self.pictures:
            for at, mark in reversed(photo_marks(text, picture.id)):
                photo = ids.get(picture.id, "")
                text = text[:at] + (mark.replace(picture.id, photo) if photo else "") + text[at + len(mark) :]
        return text


_HEADER = re.compile(r"\A\ufeff?\s*Version:[\d.]+\s*\n(?:[A-Za-z]+:[^\n<]*\n)*")
"""What Windows writes before HTML on its clipboard."""
_MOST_TAGS = 500_000
"""The tags of some eight megabytes out of Word, which take seconds."""
_LIBRE_OFFICE = re.compile(r'content="LibreOffice')
_FURNITURE = names("mw-editsection noprint visually-hidden visuallyhidden sr-only screen-reader-text")
"""Classes of what pages hold for programs or for their editors, not for readers."""
_PERMALINKS = names("# ¶ § 🔗")
"""The words of a link from a heading to itself."""
_WRAPPERS = names("ListContainerWrapper")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u00ad\ufeff\u2060"))
"""Marks that pages put into words to break them, and that nobody wants to find in a text."""


def read(html: str, first_note: int = 1, name: Callable[[], str] = new_id) -> Pasted:
    """The words of some HTML from the clipboard. Raises Trouble where it is nested without end, or longer than books.

    Footnotes are numbered from `first_note` on, so that they do not meet those of the article; `name` makes the IDs
    of pictures.
    """
    root = _root(html)
    _make_plain(root)
    if pasted_word.is_from_word(html):
        pasted_word.tidy(root)
    if _LIBRE_OFFICE.search(html, 0, 4000):
        _join_quotes(root)
    album = Album(name)
    album.take(root)
    return Pasted(_as_markdown(root, first_note), tuple(album.pictures), album.left_out)


def markdown_of(root: Node) -> str:
    """The words of a tree as Markdown; of its pictures, those whose `src` is `photo:ID` stand where they are."""
    _make_plain(root)
    rewrite(root, lambda node: [] if node.tag == "img" and not _is_photo(node) else None)
    return _as_markdown(root, 1)


def _is_photo(node: Node) -> bool:
    return node.attributes.get("src", "").startswith("photo:")


def _make_plain(root: Node) -> None:
    _find_layout(root)
    _keep_breaks(root, is_kept=False)
    rewrite(root, _plain)


def _as_markdown(root: Node, first_note: int) -> str:
    take_notes(root, first_note)
    settle(root)
    _direct(root)
    markdown = written(root, lambda address, _alt: f"![]({address})", close=True)
    return clean_text(without_tricks(markdown.translate(_UNSEEN)))


def _root(html: str) -> Node:
    if html.count("<") > _MOST_TAGS:
        raise Trouble("This is more than Desk can paste at once with its formatting: paste it in parts.")
    return tree_of(without_tricks(_HEADER.sub("", html)))


def _find_layout(node: Node) -> bool:
    """Note on every table with a table in it that it is there for layout; whether a table is here."""
    inside = [_find_layout(child) for child in node.children if isinstance(child, Node)]
    if node.tag == "table" and any(inside):
        node.attributes["role"] = "presentation"
    return node.tag == "table" or any(inside)


def _keep_breaks(node: Node, *, is_kept: bool) -> None:
    """Where a page shows line breaks in its text as such, make elements of them."""
    space = node.style.get("white-space", "")
    is_kept = space in ("pre", "pre-wrap", "pre-line", "break-spaces") if space else is_kept
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node):
            _keep_breaks(child, is_kept=is_kept)
            children.append(child)
        elif is_kept and "\n" in child and child.strip() and node.tag not in ("pre", "code"):
            first, *lines = child.split("\n")
            children.append(first)
            for line in lines:
                children += (Node("br"), line)
        else:
            children.append(child)
    node.children = children


def _plain(node: Node) -> Sequence[Node | str] | None:
    """An element as any page would have it: what is hidden gone, roles made elements, links without trackers."""
    if _is_hidden(node):
        return []
    if not _WRAPPERS.isdisjoint(node.classes):
        return node.children
    if node.tag == "a" and "href" in node.attributes:
        node.attributes["href"] = without_trackers(node.attributes["href"].strip())
        return [] if "#" in node.attributes["href"] and text_of(node).strip() in _PERMALINKS else None
    if node.attributes.get("role") == "heading" and node.attributes.get("aria-level", "") in tuple("123456"):
        node.tag = f"h{node.attributes['aria-level']}"
    if node.tag == "table":
        return _unless_layout(node)
    if node.tag in LISTS:
        return _in_its_level(node)
    return None


def _is_hidden(node: Node) -> bool:
    style = node.style
    return (
        "hidden" in node.attributes
        or style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or (style.get("position") == "absolute" and style.get("clip", "").startswith("rect(0"))
        or not _FURNITURE.isdisjoint(node.classes)
    )


def _unless_layout(table: Node) -> Sequence[Node] | None:
    """The cells of a table that is there for layout as sections; None for a true one."""
    cells = nearest(table, {"td", "th"})
    if table.attributes.get("role") in ("presentation", "none") or (len(cells) == 1 and cells[0].tag == "td"):
        return [Node("div", {}, cell.children) for cell in cells]
    return None


def _in_its_level(node: Node) -> Sequence[Node] | None:
    """A list as Word for the web writes one for every item, in as many lists as its item's level says."""
    items = nearest(node, {"li"})
    level = items[0].attributes.get("data-aria-level", "") if items else ""
    for _ in range(int(level) - 1 if level in tuple("23456789") else 0):
        node = Node("ul", {}, [node])
    return [node]


def _join_quotes(root: Node) -> None:
    """LibreOffice writes a quote for every paragraph of one."""
    for node in every(root):
        if node.tag == "blockquote":
            node.attributes[JOINED] = ""


_DIRECTED = HEADINGS | {"p", "li", "div"}


def _direct(root: Node) -> None:
    """Put a mark before paragraphs that say another direction than Desk would tell from their letters.

    From right to left is said only where it is meant. From left to right is what everything says that nobody thought
    about; it counts only beside paragraphs that run the other way.
    """
    lay_out(root)
    said = [(node, direction) for node in every(root) if (direction := _said_direction(node))]
    both = len({direction for _node, direction in said}) == 2
    for node, direction in said:
        if direction == "rtl" or both:
            _mark_direction(node, direction)


def _said_direction(node: Node) -> Direction | None:
    """The direction that a paragraph's own element says."""
    if node.tag not in _DIRECTED or any(isinstance(child, Node) and child.has_blocks for child in node.children):
        return None
    match (node.attributes.get("dir") or node.style.get("direction", "")).lower():
        case "rtl":
            return "rtl"
        case "ltr":
            return "ltr"
    return None


def _mark_direction(node: Node, direction: Direction) -> None:
    text = text_of(node)
    letters = {"rtl": ("R", "AL"), "ltr": ("L",)}[direction]
    if paragraph_direction(text.strip(), direction) != direction and any(
        unicodedata.bidirectional(sign) in letters for sign in text
    ):
        _trim_start(node)
        node.children.insert(0, {"rtl": "\u200f", "ltr": "\u200e"}[direction])


def _trim_start(node: Node) -> bool:
    """Take away the space that an element begins with; whether its words have begun."""
    for at, child in enumerate(node.children):
        if isinstance(child, str):
            node.children[at] = child.lstrip()
        if child.strip() if isinstance(child, str) else _trim_start(child):
            return True
    return False


def is_worth_reading(html: str, text: str) -> bool:
    """Whether HTML says more than the plain text beside it.

    It does not where it has nothing but lines, nor where it is code in its colours, as programs for writing code put
    it on the clipboard, nor where half of the text is missing from it. Raises Trouble as `read` does.
    """
    shape = _Shape()
    shape.look_at(_root(html), in_code=False)
    return shape.has_structure and shape.letters * 2 >= len("".join(text.split()))


_STRUCTURE = HEADINGS | LISTS | names("p table blockquote i em a img hr sup sub s strike dl")
_MONOSPACED = re.compile(r"mono|courier|consolas|menlo|hack\b|source code|fira code|cascadia")


@dataclass(slots=True)
class _Shape:
    """What some HTML is made of: how many letters, and whether it has structure outside of code."""

    has_structure: bool = False
    letters: int = 0

    def look_at(self, node: Node, *, in_code: bool) -> None:
        """Take in an element and all in it."""
        in_code = in_code or _is_code(node)
        for child in node.children:
            if isinstance(child, str):
                self.letters += len("".join(child.split()))
            else:
                self.has_structure = self.has_structure or (not in_code and _is_structure(child))
                self.look_at(child, in_code=in_code)


def _is_code(node: Node) -> bool:
    is_kept = node.style.get("white-space", "") in ("pre", "pre-wrap")
    return node.tag == "pre" or (is_kept and _MONOSPACED.search(node.style.get("font-family", "")) is not None)


def _is_structure(node: Node) -> bool:
    weight = node.style.get("font-weight", "bold" if node.tag in ("b", "strong") else "")
    return node.tag in _STRUCTURE or is_bold(weight) or node.style.get("font-style") == "italic"
