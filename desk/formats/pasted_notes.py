"""Footnotes as Word, LibreOffice, Google Docs, Wikipedia and Desk itself write them, made Markdown's.

A mark is a link to a note that stands elsewhere; where the note came along, the mark becomes `[^1]` and the note its
definition. A mark without its note says nothing and goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from desk.formats.elements import BLOCKS, Node, every, text_of

_TO_NOTE = re.compile(
    r"_?(?:ftn|edn)\w?\d+|_?(?:ftn|edn)[ivxlcdm]+|ftnt\d+|sd(?:foot|end)note\d+sym|cite_note-.+"
    r"|fn(?!ref)[-:_]?\w[\w-]*|(?:foot|end)note[-_]?\d+"
)
_TO_MARK = re.compile(
    r"_?(?:ftn|edn)ref\w+|ftnt_ref\d+|sd(?:foot|end)note\d+anc|cite_ref-.+|fnref.*|(?:foot|end)note[-_]?ref[-_]?\d+"
)
_MARK = re.compile(
    r"[\[(]?(?:(?:(?:note|nb|n)\s?)?\d{1,4}|[ivxlcdm]{1,6}|[^\W\d_]{1,2}|[*†‡§¶#]{1,3})[\])]?", re.IGNORECASE
)
_NUMBERED = re.compile(r"\[\^([0-9]{1,6})\]")
_BACK = frozenset(("mw-cite-backlink", "footnote-back", "footnote-backref", "reversefootnote"))
_AROUND = re.compile(r"(?:ftn|edn|ftnt|sdfootnote|sdendnote)\d+")


def take_notes(root: Node, first: int) -> None:
    """Make Markdown's footnotes of those in a tree, numbered from `first` on in the order of their marks."""
    marks = [node for node in every(root) if node.tag == "a" and _is_mark(node)]
    if not marks:
        return
    parents = {id(child): node for node in (root, *every(root)) for child in node.children if isinstance(child, Node)}
    places = {name: node for node in every(root) for name in _names(node)}
    notes: dict[int, Node] = {}
    gone = set()
    for mark in marks:
        note = _note_of(mark, places, parents)
        gone.add(id(mark if note is None else note))
        if note is not None:
            made = notes.setdefault(id(note), Node("#note", {"label": str(first + len(notes))}, [note]))
            mark.tag, mark.attributes, mark.style, mark.children = "#note-mark", made.attributes, {}, []
    _take_out(root, lambda node: id(node) in gone)
    for made in notes.values():
        _take_out(made, _is_back_link)
    root.children += notes.values()


def free_number(body: str) -> int:
    """The first number above those of all footnotes in a body."""
    return max((int(number) for number in _NUMBERED.findall(body)), default=0) + 1


def _fragment(node: Node) -> str:
    return node.attributes.get("href", "").partition("#")[2]


def _is_mark(node: Node) -> bool:
    return _TO_NOTE.fullmatch(_fragment(node)) is not None and _MARK.fullmatch(text_of(node).strip()) is not None


def _names(node: Node) -> set[str]:
    return {node.attributes[name] for name in ("id", "name") if node.attributes.get(name)}


def _note_of(mark: Node, places: Mapping[str, Node], parents: Mapping[int, Node]) -> Node | None:
    """The note that a mark leads to, if it has come along."""
    node = places.get(_fragment(mark))
    while node is not None and node.tag not in BLOCKS:
        node = parents.get(id(node))
    if node is None or node.tag in ("body", "html", "ol", "ul", "table") or _holds(node, mark, parents):
        return None
    around = parents[id(node)]
    while any(_AROUND.fullmatch(name) for name in _names(around)) and not _holds(around, mark, parents):
        node, around = around, parents[id(around)]
    return node


def _holds(node: Node, inner: Node, parents: Mapping[int, Node]) -> bool:
    around: Node | None = inner
    while around is not None and around is not node:
        around = parents.get(id(around))
    return around is not None


def _is_back_link(node: Node) -> bool:
    """Whether this leads from a note back to its mark."""
    is_link = node.tag == "a" and _TO_MARK.fullmatch(_fragment(node)) is not None
    return is_link or not _BACK.isdisjoint(node.classes)


def _take_out(root: Node, unwanted: Callable[[Node], bool]) -> None:
    for node in (root, *every(root)):
        node.children = [child for child in node.children if isinstance(child, str) or not unwanted(child)]
