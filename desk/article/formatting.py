"""Formatting of words as a writer asks for it: bold, italic, code, links.

Each is `Article, positions → Change | None`, as in `edits`: None means that it does nothing now. Only the blocks that a
selection touches are read. Words are marked in each paragraph, heading, item and cell by itself; photos, code between
fences, rules, HTML and the marks of lists, quotes and tables stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from desk.article.blocks import Kind, cell_spans
from desk.article.changes import BodyChange, Change, Group
from desk.article.excerpts import Leaf, is_free, leaves
from desk.article.model import Article
from desk.article.phrases import BOLD, CODE, ITALIC, SPECIAL, Anchor, Phrase, Unit, is_neutral, read
from desk.article.rephrase import Target, applied, as_it_is, can_have, escaped, is_address, rewritten, styled
from desk.article.steps import least, together

_STYLES = {"**": BOLD, "*": ITALIC, "`": CODE}
_IN_WORDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.TABLE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the body: its marks and all from `start` to `end`; its words as they are written; its address."""

    start: int
    end: int
    words: str
    address: str


def wrap(article: Article, start: int, end: int, mark: str) -> Change | None:
    """Set `mark` (`**`, `*`, `` ` ``) on the words from `start` to `end`, or take it away where all of them have it.

    With nothing selected: within marked words, the mark goes from all of them; inside a word, the word is marked; else
    a pair of marks is put in with the caret between the two, where one types on. An empty pair goes again.
    """
    style = _STYLES[mark]
    if start == end:
        return _wrap_at(article, start, mark)
    parts = list(_parts(article.body, start, end))
    for on in (False,) if all(part.has(style) for part in parts) else (True, False):
        change = together(article, (step for part in parts for step in part.restyled(style, on=on)))
        if change is not None:
            return change  # marks that cannot be read for sure stay as they are
    return None


def end_of_mark(body: str, at: int, mark: str) -> int | None:
    """Where the caret goes to be behind this mark when it stands right before its end; None where it does not."""
    part = _part_at(body, at)
    found = part and part.stretch(_STYLES[mark])
    if not part or not found or part.phrase.units[found[1] - 1].end != part.start:
        return None
    pair = next((p for p in part.phrase.pairs if p.last == found[1] and p.style == _STYLES[mark]), None)
    return at + len(pair.closing) if pair and body.startswith(pair.closing, at) else None


def link(article: Article, start: int, end: int, address: str) -> Change | None:
    """Make a link of the words from `start` to `end`, all in one paragraph; links among them give way to it.

    Words that are an address need no other. With nothing selected, the link that the caret is in gets the address, or
    the address is put in as its own text.
    """
    address = address.strip()
    if start == end:
        return _link_at_caret(article, start, address)
    parts = list(_parts(article.body, start, end))
    if len(parts) != 1:
        return None
    words = parts[0].shown
    address = address or (words if _ADDRESS.fullmatch(words) else "")
    return together(article, parts[0].linked(address.translate(_IN_TARGET))) if address else None


def link_at(body: str, at: int) -> Link | None:
    """The link in which a code point stands."""
    part = _part_at(body, at)
    found = part.link() if part else None
    return found if found and found.start <= at < found.end else None


def relink(article: Article, at: int, words: str, address: str) -> Change | None:
    """Give the link in which `at` stands other words, written as Markdown, or another address."""
    part, address = _part_at(article.body, at), address.strip().translate(_IN_TARGET)
    if part is None or not link_at(article.body, at) or not address or not words.strip():
        return None
    return together(article, part.relinked(words, address))


def unlink(article: Article, start: int, end: int) -> Change | None:
    """Leave only the words of the links from `start` to `end`, or of the one that the caret is in."""
    caret = _part_at(article.body, start) if start == end else None
    parts = ([caret] if caret else []) if start == end else _parts(article.body, start, end)
    return together(article, (step for part in parts for step in part.unlinked()))


# at the caret


def _wrap_at(article: Article, at: int, mark: str) -> Change | None:
    body, style, size = article.body, _STYLES[mark], len(mark)
    if _is_between(body, at, mark):
        return BodyChange(at - size, mark * 2, "")
    part = _part_at(body, at)
    if part is None:
        return _pair(at, mark) if is_free(body, at) else None
    units = part.stretch(style) or part.stretch(CODE) or part.word()
    if units is None:
        return _pair(part.place(at), mark) if part.is_free else None
    return together(article, part.restyled(style, on=not part.has(style, units), units=units))


def _link_at_caret(article: Article, at: int, address: str) -> Change | None:
    found = link_at(article.body, at)
    if found:
        return relink(article, at, found.words, address)
    part = _part_at(article.body, at)
    has_room = part.is_free and not part.stretch(CODE) if part else is_free(article.body, at)
    if not address or not has_room:
        return None
    words = "".join(escaped(sign, "", "") for sign in address)
    return BodyChange(part.place(at) if part else at, "", f"[{words}]({address.translate(_IN_TARGET)})")


def _pair(at: int, mark: str) -> Change:
    return Group((BodyChange(at, "", mark),) * 2)  # the caret follows the second, which stands before the first


def _is_between(body: str, at: int, mark: str) -> bool:
    """Whether the caret stands in an empty pair of marks; three signs in a row are both marks of asterisks."""
    before, behind = (_run(text, mark[0]) for text in (body[max(at - 4, 0) : at][::-1], body[at : at + 4]))
    return before == behind and before in ((len(mark), 3) if mark[0] == "*" else (len(mark),))


def _run(text: str, sign: str) -> int:
    """How many of a sign the text begins with."""
    return len(text) - len(text.lstrip(sign))


# the words of one paragraph


def _parts(body: str, start: int, end: int) -> Iterator[_Part]:
    """What of each paragraph, heading, item and cell is selected, where that has words."""
    labels = "]:" in body
    for leaf in leaves(body, start, end):
        if leaf.kind in _IN_WORDS and leaf.words.start < end and leaf.words.end > start:
            part = _Part(body, leaf, leaf.words.offset(start), leaf.words.offset(end), labels)
            if part.has_words:
                yield part


def _part_at(body: str, at: int) -> _Part | None:
    """The paragraph, heading, item or cell that the caret stands in, or in the space beside its words."""
    for leaf in leaves(body, at, at):
        words = leaf.words
        if leaf.kind in _IN_WORDS and not body[at : words.start].strip(" \t") and not body[words.end : at].strip(" \t"):
            return _Part(body, leaf, words.offset(at), words.offset(at), "]:" in body)
    return None


@dataclass(frozen=True)
class _Part:
    """Words of one paragraph from offset `start` to `end`, or the caret there."""

    body: str
    leaf: Leaf
    start: int
    end: int
    labels: bool

    @cached_property
    def phrase(self) -> Phrase:
        return read(self.leaf.words.text, in_table=self.leaf.kind is Kind.TABLE, labels=self.labels)

    @cached_property
    def units(self) -> tuple[int, int]:
        """The first and last of the units selected, without the space at the ends."""
        first, last = self.phrase.within(self.start, self.end)
        bare = [n for n in range(first, last) if not self.phrase.units[n].neutral]
        return (bare[0], bare[-1] + 1) if bare else (0, 0)

    @cached_property
    def is_plain(self) -> bool:
        return not SPECIAL.search(self.leaf.words.text)

    @property
    def has_words(self) -> bool:
        if self.is_plain:
            return not all(map(is_neutral, self.leaf.words.text[self.start : self.end]))
        return self.units[1] > 0

    @property
    def shown(self) -> str:
        return "".join(unit.shown for unit in self.phrase.units[slice(*self.units)])

    def place(self, at: int) -> int:
        """Where to put something in for a caret at `at`: not before the mark that its line begins with."""
        words = self.leaf.words
        return words.place(self.start) if words.start <= at <= words.end else at

    @property
    def is_free(self) -> bool:
        """Whether words may be typed at the caret: not in an address or a tag, nor beside a photo that stands alone."""
        units, at = self.phrase.units, self.start
        inside = any(unit.start < at < unit.end for unit in units)
        in_tail = any(anchor.end - len(anchor.tail) < at < anchor.end for anchor in self.phrase.anchors)
        return not inside and not in_tail and (not units or any(not unit.neutral or unit.shown for unit in units))

    def has(self, style: int, units: tuple[int, int] | None = None) -> bool:
        """Whether all the words that can have the style do, as far as their marks are clear."""
        if self.is_plain:
            return False
        asked = (unit for unit in self.phrase.units[slice(*(units or self.units))] if not unit.neutral)
        return not self.phrase.clear or all(u.styles & style for u in asked if can_have(self.phrase, u, style))

    def restyled(self, style: int, *, on: bool, units: tuple[int, int] | None = None) -> Iterable[BodyChange]:
        """The changes that give the words the style or take it from them."""
        if self.is_plain and units is None:
            return self._wrapped(style)
        if on and units is None and self.has(style):
            return ()
        styles = styled(self.phrase, *(units or self.units), style, on=on)
        return self._rewritten(replace(as_it_is(self.phrase), styles=styles))

    def _wrapped(self, style: int) -> Iterable[BodyChange]:
        """The mark around plain words, of which there may be a book."""
        text, start, end = self.leaf.words.text, self.start, self.end
        while is_neutral(text[start]):
            start += 1
        while is_neutral(text[end - 1]):
            end -= 1
        mark = next(mark for mark, own in _STYLES.items() if own == style)
        return self._fitting([BodyChange(self.leaf.words.place(at), "", mark) for at in (start, end)])

    def linked(self, target: str) -> Iterable[BodyChange]:
        now = as_it_is(self.phrase)
        links = list(now.links)
        links[slice(*self.units)] = [len(now.tails)] * (self.units[1] - self.units[0])
        return self._rewritten(replace(now, links=tuple(links), tails=(*now.tails, (target, f"]({target})"))))

    def unlinked(self) -> Iterable[BodyChange]:
        phrase, now, end = self.phrase, as_it_is(self.phrase), max(self.end, self.start + 1)
        gone = {n for n, anchor in enumerate(phrase.anchors) if anchor.start < end and anchor.end > self.start}
        links = tuple(-1 if link in gone else link for link in now.links)
        bare = frozenset(n for n, unit in enumerate(phrase.units) if unit.start < end and unit.end > self.start)
        return self._rewritten(replace(now, links=links, unlinked=bare))

    def _rewritten(self, target: Target) -> Iterable[BodyChange]:
        edits = rewritten(self.phrase, target, self.leaf.kind, labels=self.labels)
        return self._fitting([self._change(*edit) for edit in edits or ()])

    def _fitting(self, changes: list[BodyChange]) -> Iterable[BodyChange]:
        """The changes, unless they make a row of a table fall into other cells: a stray sign of code may do that."""
        if self.leaf.kind is not Kind.TABLE:
            return changes
        start = self.body.rfind("\n", 0, self.leaf.words.start) + 1
        row = self.body[start : max(self.body.find("\n", start), self.leaf.words.end)]
        new = applied(row, [(c.at - start, c.at - start + len(c.removed), c.inserted) for c in changes])
        return changes if len(cell_spans(row)) == len(cell_spans(new)) else ()

    def _change(self, start: int, end: int, new: str) -> BodyChange:
        at = self.leaf.words.place(start)
        return least(at, self.body[at : self.leaf.words.place(end)], new)

    # around the caret

    def _anchor(self) -> Anchor | None:
        return next((one for one in self.phrase.anchors if one.start <= self.start < one.end), None)

    def _bare_address(self) -> Unit | None:
        """The address in angle brackets in which the caret stands."""
        units = (unit for unit in self.phrase.units if unit.start <= self.start < unit.end)
        return next((unit for unit in units if is_address(self.phrase, unit)), None)

    def link(self) -> Link | None:
        words, anchor, bare = self.leaf.words, self._anchor(), self._bare_address()
        if anchor:
            inside = words.text[anchor.start + 1 : anchor.end - len(anchor.tail)]
            return Link(words.place(anchor.start), words.place(anchor.end), inside, anchor.address)
        return Link(words.place(bare.start), words.place(bare.end), bare.shown, bare.shown) if bare else None

    def relinked(self, words: str, target: str) -> Iterable[BodyChange]:
        found, anchor = self.link(), self._anchor()
        if found is None or (words, target) == (found.words, found.address):
            return ()
        if words != found.words:
            words = _BRACKET.sub(r"\\\g<0>", words)
        if anchor is None:
            return (BodyChange(found.start, self.body[found.start : found.end], f"[{words}]({target})"),)
        start, close = anchor.start + 1, anchor.end - len(anchor.tail)
        inside = () if words == found.words else (self._change(start, close, words),)
        return (*inside, self._change(close, anchor.end, f"]({target})"))

    def _beside(self) -> tuple[int, int]:
        """The numbers of the units before and behind the caret; the same one twice for a caret inside of it."""
        units = self.phrase.units
        behind = bisect_right([unit.start for unit in units], self.start - 1)
        inside = behind > 0 and units[behind - 1].end > self.start
        return behind - 1, behind - inside

    def stretch(self, style: int) -> tuple[int, int] | None:
        """The units that have the style around the caret, which stands within their marks."""
        units, (before, behind) = self.phrase.units, self._beside()
        is_left = before >= 0 and bool(units[before].styles & style) and self.start <= units[before].end
        is_right = behind < len(units) and bool(units[behind].styles & style) and self.start >= units[behind].start
        if not is_left and not is_right:
            return None
        first = last = before if is_left else behind
        while first and units[first - 1].styles & style:
            first -= 1
        while last < len(units) and units[last].styles & style:
            last += 1
        return first, last

    def word(self) -> tuple[int, int] | None:
        """The units of the word that the caret is inside of."""
        units, (before, behind) = self.phrase.units, self._beside()
        if before < 0 or behind >= len(units) or not (_is_letter(units[before]) and _is_letter(units[behind])):
            return None
        first, last = before, behind + 1
        while first and _is_letter(units[first - 1]):
            first -= 1
        while last < len(units) and _is_letter(units[last]):
            last += 1
        return first, last


def _is_letter(unit: Unit) -> bool:
    sign = unit.shown
    return sign.isalnum() or (len(sign) == 1 and (sign in "’'\u200c\u200d" or unicodedata.combining(sign) > 0))


_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)
_IN_TARGET = {ord(sign): f"%{ord(sign):02X}" for sign in " ()<>\n\"'`\\"}
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
