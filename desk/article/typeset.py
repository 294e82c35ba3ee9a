"""One block of Markdown set as HTML: the same HTML for the same block, wherever in the article it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from desk.article.blocks import Cutter, Kind, cells
from desk.article.languages import Direction
from desk.article.parts import DEEPEST, listing, unquoted
from desk.article.sanitise import aligned, clean, enclosed, linked
from desk.article.scripts import paragraph_direction

if TYPE_CHECKING:
    from desk.article.inline import Engine

Known = tuple[tuple[str, tuple[str, str] | None], ...]
"""The labels a block uses that are defined: a link with its address and title, a footnote with None."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as HTML, cut where the numbers of its footnotes (`notes`, by label) belong; its `photos` come after."""

    parts: tuple[str, ...] = ("",)
    notes: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()


_SPACE = " \t\n\r\f\v"
_PLAIN = re.compile(r"[^\\`*_\[\]<>&\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]*")
_INDENTED = re.compile(r"\n[ \t]+")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ATX = re.compile(r"[ ]{0,3}(?P<level>#{1,6})(?:[ \t]+(?P<words>[^\n]*?))??(?:[ \t]+#*)?[ \t]*(?=\n|\Z)")
_FENCE = re.compile(r"(?P<indent>[ ]{0,3})(?P<fence>`{3,}|~{3,})[^\n]*\n?")
_BLANK_BEHIND = re.compile(r"\n[ \t]*\n[ \t]*\Z")
_EMPTY_PARAGRAPH = re.compile(r"<p(?: [a-z]+=\"[^\"]*\")*>[ \t\n\r\f]*</p>")
_UNDIRECTED = re.compile(r'\A<\w+\b(?!(?: [a-z]+="[^"]*")* dir=)')
_SILENT = (Kind.BLANK, Kind.LINK, Kind.NOTE)
_KEPT_PIECES = 512
_MOST_OPEN = 200


class Typesetter:
    """Sets the blocks of an article that runs in one direction. Not for use from several threads.

    `base` is the web address from which links within the site lead on; where it is empty, they are no links.
    """

    def __init__(self, direction: Direction, base: str = "") -> None:
        self._direction, self._base = direction, base
        self._made: Engine | None = None
        self._kept: dict[tuple[Kind, str, Known], Piece] = {}
        self._setters: dict[Kind, Callable[[Element, str, Direction, int], None]] = {
            Kind.PARAGRAPH: self._paragraph,
            Kind.HEADING: self._heading,
            Kind.RULE: self._rule,
            Kind.FENCE: self._fence,
            Kind.QUOTE: self._quote,
            Kind.LIST: self._list,
            Kind.TABLE: self._table,
            Kind.HTML: self._html,
        }

    def piece(self, kind: Kind, text: str, known: Known = ()) -> Piece:
        """The block as HTML. Blocks set lately are remembered by their text."""
        if kind in _SILENT:
            return Piece()
        if kind is Kind.PARAGRAPH and _PLAIN.fullmatch(text) and "  \n" not in text:
            return Piece((self._plain(text),))
        return self._remembered(kind, text, known)

    def note(self, text: str, known: Known = ()) -> Piece:
        """The words of a footnote as HTML."""
        return self._remembered(Kind.NOTE, text, known)

    def _remembered(self, kind: Kind, text: str, known: Known) -> Piece:
        key = (kind, text, known)
        piece = self._kept.get(key)
        if piece is None:
            if len(self._kept) >= _KEPT_PIECES:
                self._kept.clear()
            piece = self._kept[key] = self.at_length(kind, text, known)
        return piece

    def _plain(self, text: str) -> str:
        """A paragraph in which nothing is marked, as `at_length` sets it too."""
        direction = paragraph_direction(text, self._direction)
        opening = "<p>" if direction == self._direction else f'<p dir="{direction}">'
        return f"{opening}{_trimmed(text)}</p>".replace("\xa0", "&nbsp;")

    def at_length(self, kind: Kind, text: str, known: Known = ()) -> Piece:
        """The block as HTML, without memory or short cuts."""
        text = _printable(text)
        if kind is Kind.HTML:
            return Piece((self._raw(text),))
        if _is_tangled(text):
            return _as_words(text)
        links = {label: target for label, target in known if target is not None}
        self._engine.begin(text, links, {label for label, target in known if target is None})
        root = Element("div")
        if kind is Kind.NOTE:
            self._fill(root, text, paragraph_direction(text, self._direction), 0)
        else:
            self._setters[kind](root, text, self._direction, 0)
        try:
            html, photos = self._engine.finish(root)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
            # The inline engine stumbled over the text: better plain words than none.
            return _as_words(text)
        html = _EMPTY_PARAGRAPH.sub("", linked(html, self._base))
        return Piece(*self._engine.split_at_notes(enclosed(html) if "<" in text else html), photos)

    def _raw(self, text: str) -> str:
        html = enclosed(_EMPTY_PARAGRAPH.sub("", linked(aligned(clean(text)), self._base)))
        direction = paragraph_direction(html, self._direction)
        return html if direction == self._direction else _UNDIRECTED.sub(rf'\g<0> dir="{direction}"', html)

    @property
    def _engine(self) -> Engine:
        if self._made is None:
            from desk.article.inline import Engine  # a story without a mark of Markdown never needs it

            self._made = Engine()
        return self._made

    def _fill(self, parent: Element, text: str, own: Direction, depth: int) -> None:
        """Set the blocks of `text` inside `parent`, which runs in direction `own`."""
        if depth > DEEPEST:
            self._paragraph(parent, text, own, depth)
            return
        for cut in Cutter(text).cuts():
            if cut.kind in self._setters:
                self._setters[cut.kind](parent, text[cut.start : cut.end], own, depth)

    def _paragraph(self, parent: Element, text: str, own: Direction, _depth: int) -> None:
        _add(parent, "p", text, own).text = _trimmed(text)

    def _heading(self, parent: Element, text: str, own: Direction, _depth: int) -> None:
        atx = _ATX.match(text)
        if atx:
            level, words = len(atx["level"]), atx["words"] or ""
        else:
            words, _, underline = text.rstrip(_SPACE).rpartition("\n")
            level = 1 if "=" in underline else 2
        _add(parent, f"h{level}", words, own).text = _trimmed(words)

    def _rule(self, parent: Element, _text: str, _own: Direction, _depth: int) -> None:
        SubElement(parent, "hr")

    def _fence(self, parent: Element, text: str, own: Direction, _depth: int) -> None:
        from markdown.util import AtomicString, code_escape

        code = _code_of(text)
        direction = paragraph_direction(code, "ltr")
        block = SubElement(parent, "pre", {} if direction == own else {"dir": direction})
        SubElement(block, "code").text = AtomicString(code_escape(code))

    def _quote(self, parent: Element, text: str, own: Direction, depth: int) -> None:
        words = unquoted(text)
        quote = _add(parent, "blockquote", words, own)
        self._fill(quote, words, _direction(quote, own), depth + 1)

    def _list(self, parent: Element, text: str, own: Direction, depth: int) -> None:
        found = listing(text.rstrip(_SPACE))
        element = _add(parent, "ul" if found.first is None else "ol", text, own)
        if found.first not in (None, 1):
            element.set("start", str(found.first))
        own = _direction(element, own)
        tight = _is_tight(found.items)
        for words in found.items:
            item = _add(element, "li", words, own)
            self._item(item, words, _direction(item, own), depth + 1, tight)

    def _item(self, item: Element, text: str, own: Direction, depth: int, tight: bool) -> None:
        if not tight or depth > DEEPEST:
            self._fill(item, text, own, depth)
            return
        for cut in Cutter(text).cuts():
            part = text[cut.start : cut.end]
            if cut.kind is Kind.PARAGRAPH:
                _say(item, _trimmed(part))
            elif cut.kind in self._setters:
                self._setters[cut.kind](item, part, own, depth)

    def _table(self, parent: Element, text: str, own: Direction, _depth: int) -> None:
        heading, dashes, *rows = [cells(line) for line in text.rstrip(_SPACE).split("\n")]
        sides = [_side(dash) for dash in dashes]
        table = _add(parent, "table", text, own)
        own = _direction(table, own)
        _row(SubElement(table, "thead"), "th", heading, sides, own)
        body = SubElement(table, "tbody") if rows else table
        for row in rows:
            _row(body, "td", row, sides, own)

    def _html(self, parent: Element, text: str, own: Direction, _depth: int) -> None:
        _add(parent, "div", text, own).text = self._engine.raw(text)


def _printable(text: str) -> str:
    """The text with one kind of line end, and without control characters and halves of characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _UNPRINTABLE.sub("", text))


def _is_tangled(text: str) -> bool:
    """Whether so many brackets stand open that the inline engine would look for their ends for seconds."""
    return text.count("[") - text.count("]") > _MOST_OPEN or text.count("(") - text.count(")") > _MOST_OPEN


def _as_words(text: str) -> Piece:
    return Piece((f"<p>{escape(_trimmed(text), quote=False)}</p>",))


def _trimmed(text: str) -> str:
    return _INDENTED.sub("\n", text.strip(_SPACE))


def _add(parent: Element, tag: str, text: str, own: Direction) -> Element:
    """A new element that says its direction where that is not its parent's own."""
    direction = paragraph_direction(text, own)
    return SubElement(parent, tag, {} if direction == own else {"dir": direction})


def _direction(element: Element, own: Direction) -> Direction:
    match element.get("dir"):
        case "ltr":
            return "ltr"
        case "rtl":
            return "rtl"
    return own


def _say(item: Element, text: str) -> None:
    """Put text behind whatever already stands in the item."""
    if len(item):
        item[-1].tail = f"{item[-1].tail or ''}\n{text}"
    else:
        item.text = f"{item.text}\n{text}" if item.text else text


def _is_tight(items: tuple[str, ...]) -> bool:
    """Whether no blank line stands between the items, nor between the blocks of one."""
    if any(item.rstrip(" \t").endswith("\n") for item in items[:-1]):
        return False
    blocks = (item[cut.start : cut.end] for item in items for cut in Cutter(item).cuts() if cut.end < len(item))
    return not any(_BLANK_BEHIND.search(block) for block in blocks)


def _side(dashes: str) -> str:
    return {(True, True): "center", (True, False): "left", (False, True): "right"}.get(
        (dashes.startswith(":"), dashes.endswith(":")), ""
    )


def _row(parent: Element, tag: str, words: list[str], sides: list[str], own: Direction) -> None:
    row = SubElement(parent, "tr")
    for cell, side in zip(words + [""] * len(sides), sides, strict=False):
        element = _add(row, tag, cell, own)
        element.text = cell
        if side:
            element.set("align", side)


def _code_of(text: str) -> str:
    """What stands between fences, each line as far to the left as its fence."""
    fence = _FENCE.match(text)
    assert fence is not None, "a fence begins with its mark"
    lines = text[fence.end() :].rstrip(_SPACE).split("\n")
    if lines[-1].strip(_SPACE).startswith(fence["fence"]) and not lines[-1].strip(_SPACE).strip(fence["fence"][0]):
        lines.pop()
    indent = re.compile(f"[ ]{{0,{len(fence['indent'])}}}")
    return "".join(f"{indent.sub('', line, count=1)}\n" for line in lines)
