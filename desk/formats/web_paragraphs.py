"""Paragraphs that pages make of line breaks or of lines of stars, made the elements that they mean."""

from __future__ import annotations

import re

from desk.formats.elements import BLOCKS, Node, every, names, text_of

_AREAS = names("div section article main td center font span p body blockquote")
_RULE = re.compile(r"\s*(?:[_*–—=•·-]\s*){3,}")


def part_paragraphs(root: Node) -> None:
    """Make paragraphs of what stands between two line breaks, and rules of lines of stars or dashes."""
    for node in list(every(root)):
        if node.tag == "p" and _RULE.fullmatch(text_of(node)) and not any(one.tag == "img" for one in every(node)):
            node.tag, node.children = "hr", []
        elif node.tag in _AREAS and _has_double_break(node):
            node.children = _parted(node.children)
            node.tag = "div" if node.tag in ("font", "span", "p") else node.tag


def _has_double_break(node: Node) -> bool:
    last_is_break = False
    for child in node.children:
        is_break = isinstance(child, Node) and child.tag == "br"
        if is_break and last_is_break:
            return True
        if is_break or not (isinstance(child, str) and not child.strip()):
            last_is_break = is_break
    return False


def _parted(children: list[Node | str]) -> list[Node | str]:
    """The children with every run of words between two breaks in a paragraph of its own; blocks stand as they are."""
    found: list[Node | str] = []
    run: list[Node | str] = []
    breaks = 0
    for child in children:
        if isinstance(child, Node) and child.tag == "br":
            breaks += 1
            continue
        if isinstance(child, str) and not child.strip():
            run += [child] if run and not breaks else []
            continue
        is_block = isinstance(child, Node) and (child.tag in BLOCKS or any(one.tag in BLOCKS for one in every(child)))
        if run and (breaks > 1 or is_block):
            found.append(Node("p", {}, run))
            run = []
        elif run and breaks == 1:
            run.append(Node("br"))
        breaks = 0
        if is_block:
            found.append(child)
        else:
            run.append(child)
    return [*found, Node("p", {}, run)] if run else found
