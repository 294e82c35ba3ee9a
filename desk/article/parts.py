"""What stands inside a block: the items of a list, the words of a quote, a footnote, link definitions.

Each comes out as a text of its own, without the marks and the indentation that held it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.article.blocks import ITEM, LINK, NOTE, is_next_item, width


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


def note_parts(text: str) -> tuple[str, str]:
    """The label of a footnote's definition, and its text."""
    note = NOTE.match(text)
    assert note is not None, "a note begins with its label"
    first, *rest = text[note.end() :].split("\n")
    return note["label"], "\n".join([first, *(dedented(line, 4) for line in rest)])


def link_definitions(text: str) -> Iterator[tuple[str, str, str]]:
    """Label, address and title of each link defined in a block of definitions."""
    start = 0
    while link := LINK.match(text, start):
        yield link["label"], link["url"].strip("<>"), (link["title"] or "")[1:-1]
        start = link.end() + 1
