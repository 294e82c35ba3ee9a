"""Lists as programs put them on the clipboard, set right: every list in the item it belongs to, items next to items.

Google Docs puts a list into a list instead of an item, LibreOffice begins an inner list beside the outer one, Word for
the web writes a list for every item, and Word no lists at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from desk.formats.elements import LISTS, Node, says_nothing

CONTINUED = "continued"
"""An attribute of a list that only goes on with the one before it: where there is none, what it holds is no list."""
JOINED = "joined"
"""An attribute of a quote that is one with the quote before it."""


def settle(node: Node) -> None:
    """Set right the lists in an element, and join the quotes that say they are one."""
    node.children = _merged(node.children)
    for child in node.children:
        if isinstance(child, Node):
            if child.tag in LISTS:
                child.children = list(_items(child))
            settle(child)


def nested(item: Node, tag: str, level: int) -> Node:
    """A list of one item, in so many lists that it is of this level; 1 is the outermost."""
    inner = Node(tag, {}, [item])
    for _ in range(level - 1):
        inner = Node("ul", {}, [inner])
    return inner


def _merged(children: Sequence[Node | str]) -> list[Node | str]:
    """Neighbours that are parts of one list or quote made one."""
    merged: list[Node | str] = []
    last: Node | None = None
    for child in children:
        if isinstance(child, str) or _is_blank(child):
            last = None if isinstance(child, str) and child.strip() else last
            merged.append(child)
        elif last is not None and _goes_on(last, child):
            last.children += child.children if child.tag in LISTS else [Node("div", {}, child.children)]
        elif CONTINUED in child.attributes:
            merged += child.children
            last = None
        else:
            merged.append(child)
            last = child
    return merged


def _is_blank(node: Node) -> bool:
    return node.tag == "br" or (node.tag == "p" and says_nothing(node))


def _goes_on(last: Node, child: Node) -> bool:
    if last.tag in LISTS and child.tag in LISTS:
        return child.tag == last.tag or not _begins_with_item(child)
    return last.tag == child.tag == "blockquote" and JOINED in child.attributes and JOINED in last.attributes


def _begins_with_item(node: Node) -> bool:
    first = next((child for child in node.children if isinstance(child, Node)), None)
    return first is not None and first.tag == "li"


def _items(node: Node) -> Sequence[Node]:
    """The items of a list; what stands between them belongs to the one before."""
    items: list[Node] = []
    for child in node.children:
        if isinstance(child, Node) and child.tag == "li":
            items.append(child)
        elif isinstance(child, str) and not child.strip():
            continue
        elif items:
            items[-1].children += (" ", child)
        elif isinstance(child, Node) and child.tag in LISTS:
            items += _items(child)
        else:
            items.append(Node("li", {}, [child]))
    return items
