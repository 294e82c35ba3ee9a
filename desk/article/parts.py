"""What stands inside a block: the items of a list, the words of a quote, a footnote, link definitions.

Each comes out as a text of its own, without the marks and the indentation that held it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desk.article.blocks import ITEM, LINK, NOTE, Cutter, Kind, is_next_item, width

DEEPEST = 12
"""How deep blocks may stand in blocks; what lies deeper is text."""

Definition = tuple[str, tuple[str, str]]
"""A label and what it stands for: a link's address and title, or a footnote's text (its label begins with ^)."""
Definitions = Mapping[str, tuple[str, str]]
"""Definitions by their labels."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list's items as texts of their own; `first` is the number of the first, or None where they are bullets."""

    first: int | None
    items: tuple[str, ...]


def listing(text: str) -> Listing:
    """The items of a list block."""
    first = ITEM.match(text)
    assert first is not None, "a list begins with an item"
    items: list[list[str]] = []
    column = 0
    for line in text.split("\n"):
        item = ITEM.match(line) if not items or is_next_item(first, line) else None
        if item:
            gap = width(item["gap"] or " ")
            column = width(line[: item.end()]) - gap + (gap if gap <= 4 else 1)
            items.append([line[item.end() :]])
        else:
            items[-1].append(dedented(line, column))
    number = None if first["number"] is None else int(first["number"])
    return Listing(number, tuple("\n".join(lines) for lines in items))


def dedented(line: str, columns: int) -> str:
    """The line without up to so many columns of its indentation."""
    bare = line.lstrip(" \t")
    return " " * max(0, width(line[: len(line) - len(bare)]) - columns) + bare


_QUOTE_MARK = re.compile(r"^[ ]{0,3}>[ ]?", re.MULTILINE)


def unquoted(text: str) -> str:
    """What a quote says, without its marks."""
    return _QUOTE_MARK.sub("", text)


def folded_label(label: str) -> str:
    """A link's or footnote's label as definitions and uses are compared."""
    return " ".join(label.split()).lower()


_LABEL = re.compile(r"\[([^\[\]]+)\]")


def labels_in(text: str) -> frozenset[str]:
    """Every label that the text may refer to, folded."""
    return frozenset(map(folded_label, _LABEL.findall(text))) if "[" in text else frozenset()


def definitions(kind: Kind, text: str, depth: int = 0) -> Iterator[Definition]:
    """What a block defines, at any depth: labels of links, and of footnotes with ^ before them."""
    if "]:" not in text or depth > DEEPEST:
        return
    if kind is Kind.LINK:
        yield _link(text)
    elif kind is Kind.NOTE:
        label, words = _note(text)
        yield label, (words, "")
        yield from _within(words, depth)
    elif kind is Kind.QUOTE:
        yield from _within(unquoted(text), depth)
    elif kind is Kind.LIST:
        for item in listing(text).items:
            yield from _within(item, depth)


def _within(text: str, depth: int) -> Iterator[Definition]:
    for cut in Cutter(text).cuts():
        yield from definitions(cut.kind, text[cut.start : cut.end], depth + 1)


def _note(text: str) -> tuple[str, str]:
    note = NOTE.match(text)
    assert note is not None, "a note begins with its label"
    first, *rest = text[note.end() :].split("\n")
    return folded_label(f"^{note['label']}"), "\n".join([first, *(dedented(line, 4) for line in rest)])


def _link(text: str) -> Definition:
    link = LINK.match(text)
    assert link is not None, "a definition begins with its label"
    return folded_label(link["label"]), (link["url"].strip("<>"), (link["title"] or "")[1:-1])
