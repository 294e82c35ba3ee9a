"""HTML read as Markdown: what a body in a feed or on a page says, without what surrounds or decorates it.

Nothing is run or fetched. Paragraphs, headings, lists, quotes, tables, links, emphasis and code are kept; scripts,
styles, forms and frames go with all that is in them; of everything else the words are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from desk.article.trouble import Trouble
from desk.formats.plain import as_markdown, without_tricks

Image = Callable[[str, str], str]
"""Makes Markdown of an image's address and alt text."""
_DEEPEST = 200
_SILENT = frozenset(
    re.findall(r"\w+", "script style template noscript iframe object embed form button select textarea svg math head")
)
_VOID = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta source track wbr"))
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div section article aside header footer main figure figcaption blockquote pre ul ol li dl dt dd table tr hr "
        "h1 h2 h3 h4 h5 h6 address body html hgroup",
    )
)
_LIST_MARK = re.compile(r"^(\d*)([-+.)])(?=\s|$)")
"""What a paragraph may begin with that Markdown would take for a list."""
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}


@dataclass(slots=True)
class _Node:
    """An element with what stands in it."""

    tag: str
    attributes: dict[str, str]
    children: list[_Node | str]


class _Tree(HTMLParser):
    """The elements of a piece of HTML, however badly they are closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("body", {}, [])
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._close_up_to({"p"})
        if tag == "li":
            self._close_up_to({"li"}, within={"ul", "ol"})
        node = _Node(tag, {name: value or "" for name, value in attrs}, [])
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)
        if len(self._open) > _DEEPEST:
            raise Trouble("This HTML is nested too deeply to be a story: Desk does not read it.")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self._open[-1].tag == tag:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _close_up_to(self, tags: Set[str], within: Set[str] = frozenset()) -> None:
        """Close an open element of `tags`, as HTML does where its end is left out."""
        for at in range(len(self._open) - 1, 0, -1):
            tag = self._open[at].tag
            if tag in tags:
                del self._open[at:]
                return
            if tag in within or (not within and tag in _BLOCKS):
                return


def to_markdown(html: str, image: Image = lambda _address, alt: as_markdown(alt)) -> str:
    """The words of some HTML as Markdown; `image` says what becomes of images."""
    tree = _Tree()
    tree.feed(without_tricks(html))
    tree.close()
    return "\n\n".join(_Writer(image).blocks(tree.root.children))


class _Writer:
    """Writes elements as Markdown."""

    def __init__(self, image: Image) -> None:
        self._image = image

    def blocks(self, children: list[_Node | str]) -> list[str]:
        """The Markdown of each block; text that stands between blocks is a paragraph."""
        found: list[str] = []
        loose: list[_Node | str] = []
        for child in children:
            if isinstance(child, _Node) and (child.tag in _BLOCKS or _holds_blocks(child)):
                found += self._paragraph(loose)
                loose = []
                found += self._block(child)
            else:
                loose.append(child)
        return found + self._paragraph(loose)

    def _paragraph(self, children: list[_Node | str]) -> list[str]:
        lines = [_LIST_MARK.sub(r"\1\\\2", line.strip()) for line in self._inline(children).strip().split("\n")]
        return ["  \n".join(lines)] if any(lines) else []

    def _block(self, node: _Node) -> list[str]:
        match node.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                text = " ".join(self._inline(node.children).split())
                return [f"{'#' * int(node.tag[1])} {text}"] if text else []
            case "blockquote":
                return _prefixed("> ", "\n\n".join(self.blocks(node.children)))
            case "ul" | "ol":
                return self._list(node)
            case "pre":
                return [f"```\n{_text(node).strip(chr(10))}\n```"]
            case "table":
                return self._table(node)
            case "hr":
                return ["* * *"]
            case tag if tag in _SILENT:
                return []
        return self.blocks(node.children)

    def _list(self, node: _Node) -> list[str]:
        items = [child for child in node.children if isinstance(child, _Node) and child.tag not in _SILENT]
        written = []
        for number, item in enumerate(items, start=1):
            mark = f"{number}. " if node.tag == "ol" else "- "
            text = "\n\n".join(self.blocks(item.children))
            written.append(mark + text.replace("\n", "\n    ").replace("\n    \n", "\n\n"))
        tight = not any("\n\n" in text for text in written)
        return [("\n" if tight else "\n\n").join(written)] if written else []

    def _table(self, node: _Node) -> list[str]:
        rows = [
            [" ".join(self._inline(cell.children).split()).replace("|", "\\|") for cell in _all(row, ("td", "th"))]
            for row in _all(node, ("tr",))
        ]
        rows = [row for row in rows if any(row)]
        if not rows:
            return []
        width = max(len(row) for row in rows)
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        return ["\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])]

    def _inline(self, children: list[_Node | str]) -> str:
        return "".join(self._words(child) for child in children)

    def _words(self, child: _Node | str) -> str:
        if isinstance(child, str):
            return as_markdown(re.sub(r"\s+", " ", child)) if child.strip() else " " if child else ""
        match child.tag:
            case "br":
                return "  \n"
            case "img":
                return self._image(child.attributes.get("src", ""), child.attributes.get("alt", ""))
            case "a":
                return _link(self._inline(child.children), child.attributes.get("href", ""))
            case "code":
                return f"`{_text(child).strip()}`" if _text(child).strip() else ""
            case tag if tag in _EMPHASIS:
                return _wrapped(self._inline(child.children), _EMPHASIS[tag])
            case tag if tag in _SILENT:
                return ""
        return self._inline(child.children)


def _wrapped(text: str, mark: str) -> str:
    inner = text.strip()
    if not inner or "\n" in inner:
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{mark}{inner}{mark}{tail}"


def _link(text: str, address: str) -> str:
    label, address = " ".join(text.split()), address.strip()
    if not label or scheme_of(address) not in ("http", "https", "mailto", "tel"):
        return text
    return f"[{label}]({address.replace(' ', '%20').replace('(', '%28').replace(')', '%29')})"


def scheme_of(address: str) -> str:
    """The scheme of an address, empty where there is none or the address is none."""
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return ""


def _prefixed(prefix: str, text: str) -> list[str]:
    return ["\n".join((prefix + line).rstrip() for line in text.split("\n"))] if text else []


def _text(node: _Node) -> str:
    return "".join(child if isinstance(child, str) else _text(child) for child in node.children)


def _all(node: _Node, tags: tuple[str, ...]) -> list[_Node]:
    """The nearest elements of some kinds inside another."""
    found: list[_Node] = []
    for child in node.children:
        if isinstance(child, _Node):
            found += [child] if child.tag in tags else _all(child, tags)
    return found


def _holds_blocks(node: _Node) -> bool:
    return node.tag not in _SILENT and any(
        isinstance(child, _Node) and (child.tag in _BLOCKS or _holds_blocks(child)) for child in node.children
    )
