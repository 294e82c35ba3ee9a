"""HTML as a tree of elements, in one pass however it is written.

What a stranger puts on the clipboard or into a feed may be closed badly or made to hurt. Parsers that are made for
browsers take time that grows with the square of such a text: the standard library's with unclosed quotes, C ones with
the depth of elements. Here every character is looked at a few times at most, and depth has a limit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from html import unescape

from desk.article.trouble import Trouble

DEEPEST = 200
"""How deep elements may stand in elements."""


def names(*lines: str) -> frozenset[str]:
    """The words of some lines as a set."""
    return frozenset(name for line in lines for name in line.split())


SILENT = names(
    "script style template noscript iframe object embed form button select textarea svg math title xml",
    "audio video canvas map datalist dialog comment #vml",
)
"""Elements of which nothing is read, not even their words."""
BLOCKS = names(
    "p div section article aside header footer main nav search figure figcaption blockquote center details summary",
    "pre ul ol menu dir li dl dt dd table caption tr hr h1 h2 h3 h4 h5 h6 address body html hgroup #note",
)
"""Elements that stand by themselves, not within a line."""
HEADINGS = names("h1 h2 h3 h4 h5 h6")
LISTS = names("ul ol menu dir")
_VOID = names("area base br col embed hr img input link meta source track wbr")
_RAW = names("script style title textarea xmp iframe noembed noframes")
_CELLS = names("td th caption")
_OF_TABLES = names("table thead tbody tfoot tr td th caption")
_BETWEEN_CELLS = _OF_TABLES - _CELLS
_FIT_TABLES = _OF_TABLES - {"table"} | names("col colgroup script style template #vml")


@dataclass(slots=True, eq=False)
class Node:
    """An element with what stands in it. `style` holds its declarations in small letters, names and values.

    Elements that Desk makes itself, and no HTML can, have tags that begin with `#`.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    style: Mapping[str, str] = field(default_factory=dict)
    has_blocks: bool = False
    """Whether it is a block or has one in it; `lay_out` finds out."""

    @property
    def classes(self) -> Sequence[str]:
        """The names of its classes."""
        return self.attributes["class"].split() if "class" in self.attributes else ()


def declarations(written: str) -> dict[str, str]:
    """What a `style` attribute declares: name → value, in small letters."""
    found = {}
    for declaration in written.lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = " ".join(value.split())
    return found


def tree_of(html: str) -> Node:
    """The elements of some HTML, however badly they are closed, under one `body`. Trouble where they stand too deep."""
    tree = _Tree()
    _Reader(html.replace("\r\n", "\n").replace("\r", "\n"), tree).read()
    return tree.root


class _Tree:
    """The elements as they are opened and closed."""

    def __init__(self) -> None:
        self.root = Node("body")
        self._open = [self.root]

    def say(self, text: str) -> None:
        self._add(text, fits=not text.strip())

    def start(self, tag: str, attributes: dict[str, str], *, closed: bool = False) -> None:
        self._close_before(tag)
        style = declarations(attributes["style"]) if "style" in attributes else {}
        node = Node(tag, attributes, [], style)
        self._add(node, fits=tag in _FIT_TABLES)
        if not closed and tag not in _VOID:
            self._open.append(node)
        if len(self._open) > DEEPEST:
            raise Trouble("This HTML is nested too deeply to be a story: Desk does not read it.")

    def end(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            open_tag = self._open[at].tag
            if open_tag == tag:
                del self._open[at:]
                return
            if open_tag == "table" or (open_tag in _CELLS and tag not in _OF_TABLES):
                return

    def _add(self, child: Node | str, *, fits: bool) -> None:
        """Put something where the reading is; what does not fit between a table's cells comes before the table."""
        at = len(self._open) - 1
        if fits or self._open[at].tag not in _BETWEEN_CELLS:
            self._open[at].children.append(child)
            return
        while at and self._open[at].tag in _BETWEEN_CELLS:
            at -= 1
        self._open[at].children.insert(-1, child)

    def _close_before(self, tag: str) -> None:
        """Close what ends where this element begins, though its end is left out."""
        if tag in BLOCKS:
            self._close({"p"}, BLOCKS)
        if tag in _ENDED_BY:
            self._close(*_ENDED_BY[tag])

    def _close(self, tags: Set[str], within: Set[str]) -> None:
        outermost = 0
        for at in range(len(self._open) - 1, 0, -1):
            tag = self._open[at].tag
            if tag in tags:
                outermost = at
            elif tag in within:
                break
        if outermost:
            del self._open[outermost:]


_ENDED_BY: Mapping[str, tuple[Set[str], Set[str]]] = {
    "li": ({"li"}, LISTS | _CELLS),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr", "td", "th", "caption"}, {"table"}),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (_OF_TABLES - {"table"}, {"table"})),
}
"""What ends where an element begins, and within which elements that is looked for."""

_MARKUP = re.compile(r"<(?:(?P<comment>!--)|(?P<other>[!?])|(?P<close>/)?(?P<tag>[A-Za-z][^\s/>]*))")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s>]*)))?"""
)
_TAG_END = re.compile(r"[\s/]*>")
_VML = re.compile(r"\[if gte vml [^\]]*\]>")


class _Reader:
    """Goes through HTML from its beginning to its end and tells a tree what it meets."""

    def __init__(self, html: str, tree: _Tree) -> None:
        self._html, self._tree = html, tree
        self._last = html.rfind(">")
        self._is_torn = False
        self._end_of_comments = html.rfind("-->")

    def read(self) -> None:
        at = 0
        while found := _MARKUP.search(self._html, at, self._last + 1):
            if found.start() > at:
                self._tree.say(unescape(self._html[at : found.start()]))
            if found["comment"]:
                at = self._behind_comment(found.end())
            elif found["other"]:
                at = self._html.index(">", found.start()) + 1
            else:
                at = self._behind_tag(found)
        if at < len(self._html):
            self._tree.say(unescape(self._html[at:]))

    def _behind_comment(self, at: int) -> int:
        """Where a comment ends; of one that never does, only its beginning is left out, so that no words are lost.

        In comments for old readers Word names the original files of pictures; they come as an element `#vml`.
        """
        if self._end_of_comments < at - 2:
            return at
        end = self._html.index("-->", at - 2)
        if vml := _VML.match(self._html, at, max(at, end)):
            self._tree.start("#vml", {"source": self._html[vml.end() : end]}, closed=True)
        return end + 3

    def _behind_tag(self, found: re.Match[str]) -> int:
        tag = found["tag"].lower()
        attributes, end, closed = self._attributes(found.end())
        if found["close"]:
            self._tree.end(tag)
            return end
        self._tree.start(tag, attributes, closed=closed or tag in _RAW)
        return self._behind_raw(tag, end) if tag in _RAW and not closed else end

    def _attributes(self, start: int) -> tuple[dict[str, str], int, bool]:
        """A tag's attributes, where it ends, and whether it closes itself.

        Where quotes are so broken that no tag ends any more, every tag ends at the next `>` from there on.
        """
        if not self._is_torn:
            attributes, at = self._attributes_up_to(start, len(self._html))
            if end := _TAG_END.match(self._html, at):
                return attributes, end.end(), "/" in end[0]
            self._is_torn = True
        close = self._html.index(">", start)
        return self._attributes_up_to(start, close)[0], close + 1, False

    def _attributes_up_to(self, at: int, limit: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while found := _ATTRIBUTE.match(self._html, at, limit):
            value = found["a"] or found["b"] or found["c"] or ""
            attributes.setdefault(found["name"].lower(), unescape(value) if "&" in value else value)
            at = found.end()
        return attributes, at

    def _behind_raw(self, tag: str, at: int) -> int:
        end = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(self._html, at)
        return end.start() if end else len(self._html)


def text_of(node: Node) -> str:
    """The words of an element as they are written, a line break for each `<br>`."""
    found: list[str] = []
    _gather(node, found)
    return "".join(found)


def _gather(node: Node, found: list[str]) -> None:
    for child in node.children:
        if isinstance(child, str):
            found.append(child)
        elif child.tag == "br":
            found.append("\n")
        elif child.tag not in SILENT:
            _gather(child, found)


def says_nothing(node: Node) -> bool:
    """Whether there is nothing to read in an element: no words, no picture, no rule."""
    return all(
        not child.strip() if isinstance(child, str) else child.tag not in ("img", "hr") and says_nothing(child)
        for child in node.children
        if isinstance(child, str) or child.tag not in SILENT
    )


def nearest(node: Node, tags: Set[str]) -> list[Node]:
    """The nearest elements of some kinds inside another."""
    found: list[Node] = []
    for child in node.children:
        if isinstance(child, Node):
            found += [child] if child.tag in tags else nearest(child, tags)
    return found


def every(node: Node) -> Iterator[Node]:
    """Every element inside another, in order."""
    waiting = [child for child in reversed(node.children) if isinstance(child, Node)]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += [child for child in reversed(found.children) if isinstance(child, Node)]


Change = Callable[[Node], "Sequence[Node | str] | None"]


def rewrite(node: Node, change: Change) -> None:
    """Change what is in an element, innermost first: what `change` gives takes an element's place, None keeps it."""
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            children.append(child)
            continue
        rewrite(child, change)
        instead = change(child)
        children += (child,) if instead is None else instead
    node.children = children


def lay_out(node: Node) -> bool:
    """Find out for an element and all in it whether there are blocks in them."""
    inside = [lay_out(child) for child in node.children if isinstance(child, Node)]
    node.has_blocks = node.tag not in SILENT and (node.tag in BLOCKS or any(inside))
    return node.has_blocks
