"""The words of one paragraph as the renderer reads them: which are bold, italic, code or a link, and by what marks.

The reading follows Python-Markdown's inline patterns in their order: code, escapes, links, tags, emphasis. Where that
program pairs marks in ways of its own, as in `a*b**c`, the reading does not guess: such a paragraph is not `clear`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from html import unescape

from desk.article.emphasis import Item, is_sure, paired, runs_in

BOLD, ITALIC, CODE = 1, 2, 4
"""Styles of words; sums of them are sets."""

ESCAPABLE = frozenset("\\`*_{}[]()>#+-.!")
SPECIAL = re.compile(r"[\\`*_\[\]<>&]")
"""What a text must hold to be more than plain words."""

_INVISIBLE = "\u200e\u200f\u061c\ufeff\u00ad"
_THING = "\x02"
"""Stands for a link, code or a tag where emphasis is read: neither space nor part of a word."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One character as it is shown, or a thing that is not taken apart (`shown` may be empty: a tag, a photo).

    `start` and `end` are its offsets in the text; `link` is the number of the link it stands in, or -1. What is
    neutral (space, photos, tags, footnote marks) needs no style, and stands outside of marks where it can.
    """

    start: int
    end: int
    shown: str
    styles: int = 0
    link: int = -1
    neutral: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link around units `first` to `last`; its marks are `[` at offset `start` and `tail`, up to `end`."""

    first: int
    last: int
    start: int
    end: int
    tail: str
    address: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A mark at offset `start`, and another behind, that give units `first` to `last` a style."""

    style: int
    first: int
    last: int
    start: int
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text as it is read; `clear` where that is beyond doubt."""

    text: str
    units: tuple[Unit, ...]
    anchors: tuple[Anchor, ...] = ()
    pairs: tuple[Pair, ...] = ()
    clear: bool = True

    def gap(self, number: int) -> tuple[int, int]:
        """Where the marks before unit `number` (behind the last one, for their count) begin and end."""
        start = self.units[number - 1].end if number else 0
        return start, self.units[number].start if number < len(self.units) else len(self.text)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The first and last (not included) of the units that stand wholly or partly between two offsets."""
        touched = [n for n, unit in enumerate(self.units) if unit.start < end and unit.end > start]
        return (touched[0], touched[-1] + 1) if touched else (0, 0)


def read(text: str, *, in_table: bool = False, labels: bool = False) -> Phrase:
    """Read the text of one paragraph, heading or cell.

    `labels`: there may be definitions, so that words in brackets may be links whose marks must stay as they are.
    """
    if not SPECIAL.search(text):
        return Phrase(text, tuple(_letter(text[at], at, at + 1) for at in range(len(text))))
    return _Reader(text, in_table, labels).phrase()


def is_neutral(sign: str) -> bool:
    """Whether a character needs no style: space, and what is not to be seen."""
    return sign.isspace() or sign in _INVISIBLE


def _letter(shown: str, start: int, end: int, styles: int = 0, link: int = -1) -> Unit:
    return Unit(start, end, shown, styles, link, is_neutral(shown))


def _with_styles(unit: Unit, styles: int) -> Unit:
    return Unit(unit.start, unit.end, unit.shown, styles, unit.link, unit.neutral) if styles else unit


@dataclass(slots=True)
class _Link:
    start: int
    close: int
    end: int
    address: str


@dataclass(slots=True)
class _Reader:
    text: str
    in_table: bool
    labels: bool
    clear: bool = True
    code: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    """Code spans by their start: where the words begin and end, and the end."""
    escapes: dict[int, int] = field(default_factory=dict)
    units: list[Unit] = field(default_factory=list)
    links: list[_Link] = field(default_factory=list)
    signs: list[int] = field(default_factory=list)
    """The units that may be signs of emphasis."""
    pairs: list[Pair] = field(default_factory=list)
    """Of units that are not yet rid of the marks."""

    def phrase(self) -> Phrase:
        self._find_code()
        self._read(0, len(self.text), -1)
        gone = self._pair_all()
        kept = [n for n in range(len(self.units)) if n not in gone]
        number = {old: new for new, old in enumerate(kept)}
        behind = _numbering(number, len(self.units))
        styles = [0] * len(self.units)
        for pair in self.pairs:
            for n in range(pair.first, pair.last):
                styles[n] |= pair.style
        done = tuple(_with_styles(self.units[n], styles[n]) for n in kept)
        pairs = (replace(pair, first=behind[pair.first], last=behind[pair.last]) for pair in self.pairs)
        return Phrase(self.text, done, tuple(self._anchors(done)), tuple(pairs), self.clear)

    def _anchors(self, units: tuple[Unit, ...]) -> Iterator[Anchor]:
        for number, link in enumerate(self.links):
            own = [n for n, unit in enumerate(units) if unit.link == number]
            if own:
                tail = self.text[link.close : link.end]
                yield Anchor(own[0], own[-1] + 1, link.start, link.end, tail, link.address)
            else:
                self.clear = False  # words that are all marks
                return

    # what is taken first: code and escapes

    def _find_code(self) -> None:
        at, text = 0, self.text
        while found := _GUARDS.search(text, at):
            at = found.end()
            if found[0][0] == "\\":
                if found[0][1] in ESCAPABLE or (self.in_table and found[0][1] == "|"):
                    self.escapes[found.start()] = at
                else:
                    at -= 1
            elif (end := self._code_end(at, len(found[0]))) is not None:
                words = text[at : end - len(found[0])]
                start = at + len(words) - len(words.lstrip())
                self.code[found.start()] = (start, start + len(words.strip()), end)
                at = end

    def _code_end(self, at: int, size: int) -> int | None:
        run = None
        for run in _TICKS.finditer(self.text, at):
            if len(run[0]) == size:
                return run.end()
        self.clear &= run is None  # else the renderer may take some of the signs
        return None

    # then from left to right

    def _read(self, at: int, end: int, link: int) -> None:
        while at < end:
            if plain := _PLAIN.match(self.text, at, end):
                self.units += (
                    Unit(n, n + 1, sign, 0, link, is_neutral(sign)) for n, sign in enumerate(plain[0], start=at)
                )
                at = plain.end()
            else:
                at = self._read_one(at, link)

    def _read_one(self, at: int, link: int) -> int:
        sign = self.text[at]
        if at in self.code:
            return self._read_code(at, link)
        if at in self.escapes:
            self.units.append(_letter(self.text[at + 1], at, at + 2, 0, link))
            return at + 2
        if sign == "[" or self.text.startswith("![", at):
            return self._read_bracket(at, link)
        if sign in "<&" and (thing := _things().match(self.text, at)):
            return self._read_thing(thing, link)
        if sign in "*_":
            self.signs.append(len(self.units))
        return self._plain(at, link)

    def _plain(self, at: int, link: int) -> int:
        self.units.append(_letter(self.text[at], at, at + 1, 0, link))
        return at + 1

    def _opaque(self, start: int, end: int, link: int, shown: str = "") -> int:
        self.clear &= not any(start < at < end for at in (*self.code, *self.escapes))
        self.units.append(Unit(start, end, shown, 0, link, not shown))
        return end

    def _read_code(self, at: int, link: int) -> int:
        start, end, behind = self.code[at]
        if start == end:
            return self._opaque(at, behind, link)
        first, place = len(self.units), start
        while place < end:
            size = 2 if self.in_table and self.text.startswith("\\|", place) else 1
            self.units.append(_letter(self.text[place + size - 1], place, place + size, 0, link))
            place += size
        self.pairs.append(Pair(CODE, first, len(self.units), at, self.text[at:start], self.text[end:behind]))
        return behind

    def _read_thing(self, thing: re.Match[str], link: int) -> int:
        self.clear &= "](" not in thing[0] and (link < 0 or thing[0][0] == "&")
        address = thing["address"] or thing["mail"]
        shown = address or (unescape(thing[0]) if thing[0][0] == "&" else "")
        return self._opaque(*thing.span(), link, shown)

    def _read_bracket(self, at: int, link: int) -> int:
        opening = self.text.index("[", at)
        close = self._closing(opening)
        if close is None:
            return self._plain(at, link)
        target = _TARGET.match(self.text, close + 1)
        if note := _NOTE.match(self.text, at):
            self.clear &= link < 0 and not self.text.startswith("(", note.end())
            return self._opaque(*note.span(), link)
        inner = self.text[opening + 1 : close]
        if target is not None:
            self.clear &= "](" not in inner and "![" not in inner
            self._guard(close, target.end())
            address = target["angled"] or target["bare"] or ""
            if opening > at:
                return self._opaque(at, target.end(), link, "" if address.startswith("photo:") else inner)
            self.clear &= bool(inner.strip())
            return self._read_link(_Link(at, close, target.end(), address), link)
        self.clear &= not self.text.startswith("(", close + 1)
        if not self.labels:
            return self._plain(at, link)
        self.clear &= not SPECIAL.search(inner)
        label = _LABEL.match(self.text, close + 1)
        end = label.end() if label else close + 1
        return self._opaque(at, end, link, self.text[at:end] if opening == at else "")

    def _guard(self, start: int, end: int) -> None:
        self.clear &= not any(start < at < end for at in self.code)

    def _read_link(self, found: _Link, outer: int) -> int:
        self.clear &= outer < 0
        self.links.append(found)
        self._read(found.start + 1, found.close, len(self.links) - 1)
        return found.end

    def _closing(self, opening: int) -> int | None:
        """Where the bracket that closes this one stands."""
        depth, at = 0, opening
        while at < len(self.text):
            if at in self.code:
                at = self.code[at][2]
                continue
            if at in self.escapes:
                at += 2
                continue
            depth += (self.text[at] == "[") - (self.text[at] == "]")
            if depth == 0:
                return at
            at += 1
        return None

    # emphasis, in each link and around them

    def _pair_all(self) -> set[int]:
        """Pair the signs of emphasis; the units that are marks now."""
        gone: set[int] = set()
        signs = frozenset(self.signs)
        for level in range(-1, len(self.links)) if signs else ():
            items = list(self._level(level, signs))
            runs = runs_in(items)
            pairs = paired(runs)
            self.clear &= is_sure(runs, pairs)
            for opened, closed, size in pairs:
                first, last = items[opened][1], items[closed][1]
                at, mark = self.units[first].start, items[opened][0] * size
                self.pairs.append(Pair(BOLD if size == 2 else ITALIC, first + size, last, at, mark, mark))
                gone.update(range(first, first + size), range(last, last + size))
        return gone

    def _level(self, level: int, signs: frozenset[int]) -> Iterator[Item]:
        """What stands in a link, or outside of all, as emphasis sees it."""
        before = -1
        coded = {pair.first for pair in self.pairs if pair.style == CODE}
        hidden = {n for pair in self.pairs if pair.style == CODE for n in range(pair.first + 1, pair.last)}
        for n, unit in enumerate(self.units):
            if unit.link != level:
                if level < 0 and unit.link != before:
                    yield _THING, n, False
            elif n not in hidden:
                is_thing = n in coded or unit.end - unit.start != 1
                yield (_THING, n, False) if is_thing else (unit.shown, n, n in signs)
            before = unit.link


_GUARDS = re.compile(r"\\.|`+")
_TICKS = re.compile("`+")
_PLAIN = re.compile(r"[^\\`*_!\[<&]+")
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_LABEL = re.compile(r"\s?\[[^\]]*\](?!\()")
_TARGET = re.compile(
    r"""\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s()<>"'`]*(?:\([^\s()<>"'`]*\)[^\s()<>"'`]*)*))"""
    r"""(?:\s+(?:"[^"()]*"|'[^'"()]*'))?\s*\)"""
)


@cache
def _things() -> re.Pattern[str]:
    """Addresses in angle brackets, tags and entities, as the renderer knows them."""
    from markdown import inlinepatterns as known  # a story without one never needs it

    address = known.AUTOLINK_RE.replace("(", "(?P<address>", 1)
    mail = known.AUTOMAIL_RE.replace("(", "(?P<mail>", 1)
    return re.compile("|".join((address, mail, known.HTML_RE, known.ENTITY_RE)), re.DOTALL)


def _numbering(number: dict[int, int], count: int) -> list[int]:
    """For every unit, and the end, the new number of the first that is kept from there on."""
    behind = [len(number)] * (count + 1)
    for n in range(count - 1, -1, -1):
        behind[n] = number.get(n, behind[n + 1])
    return behind
