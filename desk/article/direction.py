"""The direction a writer chose for a paragraph: a direction mark at its very start, which the export honours.

U+200E and U+200F are seen by nobody and kept by every format; `scripts.paragraph_direction` reads them. They stand
behind the marks of quotes, lists and headings; a table's stands in its first cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.article.blocks import Kind
from desk.article.changes import BodyChange, Change
from desk.article.excerpts import Holder, Leaf, has_words, leaves
from desk.article.languages import Direction, direction_of
from desk.article.model import Article
from desk.article.scripts import paragraph_direction
from desk.article.steps import together

_MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
_OWN = re.compile("[\u200e\u200f\u061c]*")
_Settled = dict[tuple[int, int, bool, Kind], Direction]
"""The directions of the quotes, lists and items whose beginnings were looked at."""


def direct(article: Article, start: int, end: int, way: Direction | None) -> Change | None:
    """Have the paragraphs from code point `start` to `end` run one way, or by their letters where that is None.

    A paragraph that runs that way by itself needs no mark. A table runs as a whole; code, rules and photos are left
    alone.
    """
    own, settled = direction_of(article.language), _Settled()
    return together(article, (_directed(leaf, way, own, settled) for leaf in _paragraphs(article.body, start, end)))


def chosen_direction(body: str, at: int) -> Direction | None:
    """What was chosen for the paragraph around a code point; None where its letters decide."""
    held = next((_held(leaf) for leaf in _paragraphs(body, at, at)), "")
    return None if not held else "ltr" if held[0] == _MARKS["ltr"] else "rtl"


def _paragraphs(body: str, start: int, end: int) -> Iterator[Leaf]:
    """The paragraphs, headings and items that have a line in the stretch, and of a table its first cell."""
    last = end - (end > start)
    for leaf in leaves(body, start, end):
        block = leaf.inside[-1].block if leaf.kind is Kind.TABLE else leaf.words
        behind = body.find("\n", block.end)
        is_touched = body.rfind("\n", 0, block.start) < last + 1 and (behind < 0 or behind >= start)
        is_first = leaf.kind is not Kind.TABLE or body[block.start : leaf.words.start].strip() in ("", "|")
        if is_touched and is_first and has_words(leaf):
            yield leaf


def _held(leaf: Leaf) -> str:
    found = _OWN.match(leaf.words.text)
    return found[0] if found else ""


def _directed(leaf: Leaf, way: Direction | None, own: Direction, settled: _Settled) -> BodyChange:
    """The change that has a paragraph run one way; an empty one where it does."""
    held, wanted = _held(leaf), ""
    if way is not None:
        begun = [holder for holder in leaf.inside if _key(holder) not in settled and _begins(leaf, holder)]
        ways = [_natural(leaf, holder, own, settled) for holder in leaf.inside]
        alone = paragraph_direction(leaf.words.text[len(held) :], ways[-1] if ways else own)
        is_item = bool(begun) and begun[-1] is leaf.inside[-1] and begun[-1].is_item
        shown = {ways[-1]} if leaf.kind is Kind.TABLE else {alone, ways[-1]} if is_item else {alone}
        if shown != {way}:
            wanted = _MARKS[way]
            settled.update((_key(holder), way) for holder in begun)
        elif held == _MARKS[way]:
            wanted = held
    return BodyChange(leaf.words.start, held, wanted)


def _begins(leaf: Leaf, holder: Holder) -> bool:
    """Whether a paragraph is the first thing in what holds it."""
    return "\n" not in holder.block.text[: holder.block.offset(leaf.words.start)]


def _key(holder: Holder) -> tuple[int, int, bool, Kind]:
    return holder.block.start, holder.block.end, holder.is_item, holder.kind


def _natural(leaf: Leaf, holder: Holder, own: Direction, settled: _Settled) -> Direction:
    """The direction of what holds a paragraph, if the mark of this one, where it begins it, did not count."""
    if _key(holder) not in settled:
        around = leaf.inside[leaf.inside.index(holder) - 1] if holder is not leaf.inside[0] else None
        block = holder.words if holder.kind is Kind.QUOTE or holder.is_item else holder.block
        at, size = block.offset(leaf.words.start), len(_held(leaf)) if _begins(leaf, holder) else 0
        bare = block.text[:at] + block.text[at + size :]
        settled[_key(holder)] = paragraph_direction(bare, settled[_key(around)] if around else own)
    return settled[_key(holder)]
