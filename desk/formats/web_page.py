"""A saved web page parsed as browsers do: its text in whatever encoding, its elements as a tree.

The parser is lexbor (by selectolax). It takes time that grows with the square of how deep elements stand, so pages that
are made to hurt are refused before it sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from desk.article.trouble import Trouble
from desk.formats.elements import DEEPEST, Node, declarations, every, names, text_of
from desk.formats.plain import without_tricks
from desk.formats.reading import Source, decoded

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MOST_TAGS = 200_000
"""Three times what the longest pages have, live reports of a whole day."""
_DEEPEST_OPEN = 1_000
"""How many elements may be open at once as they are written; the tree keeps `DEEPEST` and flattens what is deeper."""
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*)[^<>]*>?")
_SELF_CLOSING = names(
    "area base br col embed hr img input link meta source track wbr p li td th tr dt dd option optgroup tbody thead",
    "tfoot colgroup html head body path rect circle line polygon use g stop rb rt rp",
)
"""Elements that close themselves, by their nature or by the next one, and so never stand deep."""
_RAW = names("script style textarea title xmp iframe noembed noframes")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*(?P<a>[\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding=["'](?P<b>[\w.:-]{2,40})""",
    re.IGNORECASE,
)
_ENCODINGS = {
    **{f"windows-125{n}": f"cp125{n}" for n in range(9)},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("macintosh", "x-mac-roman"), "mac_roman"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **{name: name for name in ("big5", "euc-jp", "euc-kr", "shift_jis", "koi8-r", "koi8-u", "utf-8")},
}
"""The encodings that pages declare, as Python knows them (https://encoding.spec.whatwg.org/#names-and-labels)."""
_OPENING = 4096
_SAVED = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
SAVED_FROM = "#saved-from"
"""An attribute of the root: the address that browsers note before a page they save."""


def text_of_page(source: Source) -> str:
    """The page's text by its mark of order, else the encoding that it declares, else the likeliest."""
    has_mark = source.data[:4].startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    found = None if has_mark else _DECLARED.search(source.data, 0, _OPENING)
    label = (found["a"] or found["b"]).decode("ascii").lower() if found else ""
    encoding = _ENCODINGS.get(label, "")
    if encoding:
        try:
            return source.data.decode(encoding)
        except UnicodeDecodeError:
            pass  # what it declares is not so
    return decoded(source)


def tree_of_page(html: str, name: str) -> Node:
    """The elements of a whole page under one `html`. Trouble where it is nested without end or longer than books."""
    from selectolax.lexbor import LexborHTMLParser

    html = without_tricks(html)
    _check(html, name)
    parsed = LexborHTMLParser(html).root
    root = _copied(parsed) if parsed is not None else Node("html")
    if saved := _SAVED.search(html, 0, _OPENING):
        root.attributes[SAVED_FROM] = saved[1]
    return root


def _check(html: str, name: str) -> None:
    if html.count("<") > _MOST_TAGS:
        raise Trouble(f"{name} has more on it than any story: copy the story out of the page and paste it.")
    depth = 0
    for is_close, tag in _tags(html):
        if tag not in _SELF_CLOSING:
            depth = max(0, depth - 1) if is_close else depth + 1
            if depth > _DEEPEST_OPEN:
                raise Trouble(f"{name} is nested too deeply to be a story: Desk does not read it.")


def _tags(html: str) -> Iterator[tuple[bool, str]]:
    """Every tag as it is written, none of those inside scripts and styles."""
    at = 0
    lowered = html.lower() if "<" in html else ""
    while found := _TAG.search(lowered, at):
        at = found.end()
        tag = found["name"]
        if tag in _RAW and not found["close"]:
            end = lowered.find(f"</{tag}", at)
            at = len(lowered) if end < 0 else end
        elif not found[0].endswith("/>"):
            yield bool(found["close"]), tag


def _copied(root: LexborNode) -> Node:
    """The parser's tree as Desk's own; what stands deeper than `DEEPEST` stands there."""
    top = _element(root)
    waiting: list[tuple[LexborNode | None, list[Node]]] = [(root.child, [top])]
    while waiting:
        node, path = waiting.pop()
        if node is None:
            continue
        waiting.append((node.next, path))
        if node.is_text_node:
            path[-1].children.append(node.text_content or "")
        elif node.is_comment_node:
            path[-1].children.append(Node("comment", {"text": node.comment_content or ""}))
        elif node.is_element_node:
            made = _element(node)
            path[-1].children.append(made)
            waiting.append((node.child, [*path, made] if len(path) < DEEPEST - 1 else path))
    return top


def _element(node: LexborNode) -> Node:
    attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
    return Node(node.tag or "div", attributes, [], declarations(attributes.get("style", "")))


def words(node: Node | None) -> str:
    """The words of an element on one line."""
    return " ".join(text_of(node).split()) if node is not None else ""


def first(root: Node, tag: str, **attributes: str) -> Node | None:
    """The first element of a kind; of its attributes each has the value, or where that is empty, any."""
    return next((node for node in every(root) if node.tag == tag and _has(node, attributes)), None)


def _has(node: Node, attributes: dict[str, str]) -> bool:
    return all(name in node.attributes and value in ("", node.attributes[name]) for name, value in attributes.items())


def meant_by(node: Node) -> str:
    """The names that an element's makers gave it, in small letters: its classes, its ID and the like."""
    named = " ".join(node.attributes[name] for name in _NAMES if node.attributes.get(name))
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", named).lower() if named else ""


_NAMES = ("class", "id", "data-testid", "data-component")
