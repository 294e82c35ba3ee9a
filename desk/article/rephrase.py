"""The marks of a phrase written anew for other styles and links: only marks that must differ are touched.

Marks never begin or end at a space, never cross, and stand around a link where all its words have the style. What was
written is read again: a phrase whose marks would not be read as meant is tried with its stray signs behind
backslashes, and else left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desk.article.blocks import Cutter, Kind
from desk.article.phrases import BOLD, CODE, ESCAPABLE, ITALIC, Pair, Phrase, Unit, read

Edit = tuple[int, int, str]
"""From one offset to another, other text."""
MARKS = {BOLD: "**", ITALIC: "*"}


@dataclass(frozen=True, slots=True)
class Target:
    """What a phrase shall be: the styles of its units, the link of each (or -1), and the links: address and tail."""

    styles: tuple[int, ...]
    links: tuple[int, ...]
    tails: tuple[tuple[str, str], ...]
    unlinked: frozenset[int] = frozenset()
    """The units that are to be plain words where they are addresses in angle brackets."""


def as_it_is(phrase: Phrase) -> Target:
    """What the phrase is."""
    tails = tuple((anchor.address, anchor.tail) for anchor in phrase.anchors)
    return Target(tuple(u.styles for u in phrase.units), tuple(u.link for u in phrase.units), tails)


def styled(phrase: Phrase, first: int, last: int, style: int, *, on: bool) -> tuple[int, ...]:
    """The styles of all units where those from `first` to `last` get a style or lose it.

    The space to both sides goes along with them: it joins them to words that have the style already, and is left out
    where no such words follow.
    """
    units, styles = phrase.units, [unit.styles for unit in phrase.units]
    for n in range(first, last):
        styles[n] = styles[n] | style if on and can_have(phrase, units[n], style) else styles[n] & ~style
    low, high = first, last
    while low and units[low - 1].neutral:
        low -= 1
    while high < len(units) and units[high].neutral:
        high += 1
    inner = [n for n in range(first, last) if not units[n].neutral]
    if not inner:
        return tuple(styles)
    joined = (on and low > 0 and bool(styles[low - 1] & style), on and high < len(units) and bool(styles[high] & style))
    for side, stretch in zip(joined, (range(low, inner[0]), range(inner[-1] + 1, high)), strict=True):
        for n in stretch:
            styles[n] = styles[n] | style if side and can_have(phrase, units[n], style) else styles[n] & ~style
    return tuple(styles)


def rewritten(phrase: Phrase, target: Target, kind: Kind, *, labels: bool = False) -> list[Edit] | None:
    """The edits that make the phrase, a block of this kind, what it shall be; None where it cannot be written."""
    if not phrase.clear:
        return None
    meant = _meant(phrase, target)
    for keeping, caution in ((True, 0), (True, 1), (True, 2), (False, 2)):
        edits = _Writer(phrase, target, kind, keeping, caution).edits()
        text = applied(phrase.text, edits)
        again = read(text, in_table=kind is Kind.TABLE, labels=labels)
        if again.clear and _said(again) == meant and _is_one_block(text, kind):
            return edits
    return None


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text after the edits, which are in order."""
    parts: list[str] = []
    at = 0
    for start, end, new in edits:
        parts += (text[at:start], new)
        at = end
    return "".join((*parts, text[at:]))


Said = list[tuple[str, int, str | None]]
"""Each character shown, its styles and its link; of space only that it is there."""


def _meant(phrase: Phrase, target: Target) -> Said:
    said: Said = []
    for n, unit in enumerate(phrase.units):
        link = target.links[n]
        own = unit.shown if is_address(phrase, unit) and n not in target.unlinked else None
        said += _saying(phrase, unit, target.styles[n], target.tails[link][0] if link >= 0 else own)
    return said


def _said(phrase: Phrase) -> Said:
    return _meant(phrase, as_it_is(phrase))


def _saying(phrase: Phrase, unit: Unit, styles: int, address: str | None) -> Said:
    if unit.neutral:
        return [(unit.shown or phrase.text[unit.start : unit.end], 0, None)]
    return [(sign, styles, address) for sign in unit.shown]


def can_have(phrase: Phrase, unit: Unit, style: int) -> bool:
    """Whether a unit can have a style: photos, tags and whatever may be a link by itself cannot be code."""
    is_link = unit.end - unit.start > 2 and phrase.text[unit.start] in "<[!"
    return style != CODE or (bool(unit.shown) and not is_link)


def is_address(phrase: Phrase, unit: Unit) -> bool:
    """Whether the unit is an address in angle brackets, a link by itself."""
    return unit.end - unit.start > 2 and phrase.text[unit.start] == "<" and bool(unit.shown)


def _is_one_block(text: str, kind: Kind) -> bool:
    """Whether words that were one paragraph still are."""
    if kind is not Kind.PARAGRAPH or not text.strip():
        return True
    cut = Cutter(text).cut(0)
    return cut.kind is Kind.PARAGRAPH and cut.end == len(text)


@dataclass(frozen=True, slots=True)
class _Node:
    """A unit, or a link with all its units, as marks go around it."""

    first: int
    last: int
    style: int
    neutral: bool
    link: int = -1


@dataclass(slots=True)
class _Writer:
    phrase: Phrase
    target: Target
    kind: Kind
    keeping: bool
    """Whether marks that fit are kept as they are, `_` and all."""
    caution: int
    """What gets a backslash: 1, signs that stood in code; 2, also stray signs of emphasis and code."""
    openings: list[list[str]] = field(default_factory=list)
    closings: list[list[str]] = field(default_factory=list)
    coded: set[int] = field(default_factory=set)
    known: dict[tuple[int, int, int], Pair] = field(default_factory=dict)

    def edits(self) -> list[Edit]:
        phrase, count = self.phrase, len(self.phrase.units)
        self.openings, self.closings = [[] for _ in range(count + 1)], [[] for _ in range(count + 1)]
        if self.keeping:
            self.known = {(pair.style, pair.first, pair.last): pair for pair in phrase.pairs}
        self._fill(list(self._nodes()), 0)
        gaps = ["".join(self.closings[n] + self.openings[n]) for n in range(count + 1)]
        sources = self._sources(gaps)
        found = []
        for n in range(count + 1):
            found.append((*phrase.gap(n), gaps[n]))
            if n < count:
                found.append((phrase.units[n].start, phrase.units[n].end, sources[n]))
        return [(start, end, new) for start, end, new in found if phrase.text[start:end] != new]

    # marks

    def _nodes(self) -> Iterator[_Node]:
        """The units in order, each link as one, without the space at its ends unless that was in it already."""
        links, n = self.target.links, 0
        known = {(anchor.first, anchor.last) for anchor in self.phrase.anchors}
        while n < len(links):
            end = n + 1
            while links[n] >= 0 and end < len(links) and links[end] == links[n]:
                end += 1
            bare = [k for k in range(n, end) if not self.phrase.units[k].neutral]
            if links[n] < 0 or not bare:
                yield from self._singly(n, end)
            else:
                first, last = (n, end) if (n, end) in known else (bare[0], bare[-1] + 1)
                yield from self._singly(n, first)
                yield _Node(first, last, self._around(first, last, bare), False, links[n])
                yield from self._singly(last, end)
            n = end

    def _singly(self, first: int, last: int) -> Iterator[_Node]:
        for n in range(first, last):
            yield _Node(n, n + 1, self.target.styles[n], self.phrase.units[n].neutral)

    def _around(self, first: int, last: int, bare: list[int]) -> int:
        """The styles whose marks stand around a link: those of all its words, unless they stand inside already."""
        styles = BOLD | ITALIC
        for n in bare:
            styles &= self.target.styles[n]
        for style in (BOLD, ITALIC):
            pair = self.known.get((style, first, last))
            if styles & style and pair and self._is_inside(pair) and not self._beside(first, last, style):
                styles &= ~style
        return styles

    def _is_inside(self, pair: Pair) -> bool:
        return any(anchor.first == pair.first and anchor.start < pair.start for anchor in self.phrase.anchors)

    def _beside(self, first: int, last: int, style: int) -> bool:
        styles = self.target.styles
        return bool((first and styles[first - 1] & style) or (last < len(styles) and styles[last] & style))

    def _fill(self, nodes: list[_Node], outer: int) -> None:
        """Write the marks of nodes that stand within marks for the styles `outer`."""
        n = 0
        while n < len(nodes):
            node = nodes[n]
            style, end = self._longest(nodes, n, outer)
            if not style or (node.neutral and not self._is_known(style, nodes[n:end])):
                self._enter(node, outer)
                n += 1
                continue
            while nodes[end - 1].neutral and not self._is_known(style, nodes[n:end]):
                end -= 1
            self._mark(nodes[n:end], style, outer)
            n = end

    def _is_known(self, style: int, nodes: list[_Node]) -> bool:
        return (style, nodes[0].first, nodes[-1].last) in self.known

    def _longest(self, nodes: list[_Node], n: int, outer: int) -> tuple[int, int]:
        """The style whose mark is the outermost of those that begin at a node, and the node where it ends."""
        own, best = nodes[n].style & ~outer, (0, 0, 0)
        if own == CODE:
            return CODE, next((k for k in range(n, len(nodes)) if nodes[k].style & ~outer != CODE), len(nodes))
        for style in (BOLD, ITALIC):
            if own & style:
                end = next((k for k in range(n, len(nodes)) if not nodes[k].style & style), len(nodes))
                pair = self.known.get((style, nodes[n].first, nodes[end - 1].last))
                best = max(best, (end, -pair.start if pair else -len(self.phrase.text), style))
        return best[2], best[0]

    def _mark(self, nodes: list[_Node], style: int, outer: int) -> None:
        first, last = nodes[0].first, nodes[-1].last
        pair = self.known.get((style, first, last))
        mark = MARKS.get(style) or _fence("".join(unit.shown for unit in self.phrase.units[first:last]))
        self.openings[first].append(pair.opening if pair else mark)
        if style == CODE:
            self.coded.update(range(first, last))
        else:
            self._fill(nodes, outer | style)
        self.closings[last].append(pair.closing if pair else mark[::-1])

    def _enter(self, node: _Node, outer: int) -> None:
        if node.link >= 0:
            self.openings[node.first].append("[")
            self._fill(list(self._singly(node.first, node.last)), outer)
            self.closings[node.last].append(self.target.tails[node.link][1])

    # letters

    def _sources(self, gaps: list[str]) -> list[str]:
        """How each unit is written; from the end, since a backslash asks what follows."""
        count, sources, behind = len(self.phrase.units), [""] * len(self.phrase.units), gaps[-1]
        for n in range(count - 1, -1, -1):
            sources[n] = self._source(n, gaps[n + 1], behind)
            behind = gaps[n] + sources[n] + behind[:1]
        if self.kind is Kind.PARAGRAPH:
            for n in self._exposed(gaps, sources):
                sources[n] = "\\" + sources[n]
        return sources

    def _source(self, n: int, gap: str, behind: str) -> str:
        unit, link = self.phrase.units[n], self.target.links[n]
        raw, is_code = self.phrase.text[unit.start : unit.end], n in self.coded
        if is_code != bool(unit.styles & CODE):
            return self._in_code(unit) if is_code else self._plain(n, behind)
        if is_code:
            return raw
        if is_address(self.phrase, unit) and (link >= 0 or n in self.target.unlinked):
            return "".join(escaped(sign, "", "") for sign in unit.shown)
        if self._is_hazard(raw, gap, behind, is_new=link >= len(self.phrase.anchors)):
            return "\\" + raw
        return raw

    def _is_hazard(self, raw: str, gap: str, behind: str, *, is_new: bool) -> bool:
        """Whether a sign would mean something else where it stands now: `is_new`, in the words of a new link."""
        match raw:
            case "\\":
                return behind[:1] in ESCAPABLE
            case "!":
                return gap[:1] == "["
            case "[" | "]":
                return is_new
            case "`" | "*" | "_":
                return self.caution > 1
        return False

    def _in_code(self, unit: Unit) -> str:
        return "\\|" if unit.shown == "|" and self.kind is Kind.TABLE else unit.shown

    def _plain(self, n: int, behind: str) -> str:
        """A sign that stood in code, written so that it stays itself."""
        units = self.phrase.units
        if units[n].shown == "|" and self.kind is Kind.TABLE:
            return "\\|"
        if not self.caution:
            return units[n].shown
        return escaped(units[n].shown, units[n - 1].shown if n else "", behind)

    def _exposed(self, gaps: list[str], sources: list[str]) -> Iterator[int]:
        """The signs that would begin a heading, quote or item, now that no mark stands before them."""
        begins = True
        for n, unit in enumerate(self.phrase.units):
            start, end = self.phrase.gap(n)
            if begins and start < end and not gaps[n]:
                line = "".join(one for k in range(n, min(n + 8, len(sources))) for one in (sources[k], gaps[k + 1]))
                if found := _BLOCK_MARK.match(line):
                    yield n + len(found["number"] or "")
            begins = unit.shown == "\n" or (begins and unit.shown.isspace())


_BLOCK_MARK = re.compile(r"(?:(?P<number>\d{1,3})[.)]|[-+*]|#{1,6})(?=\s|\Z)|>")


def _fence(words: str) -> str:
    """The mark that begins code around the words."""
    ticks = [len(run) for run in re.findall("`+", words)]
    size = next(size for size in range(1, len(ticks) + 2) if size not in ticks)
    return "`" * size + (" " if words[0] == "`" or words[-1] == "`" else "")


def escaped(sign: str, before: str, behind: str) -> str:
    """A sign of plain words as Markdown writes it where it might mean more."""
    match sign:
        case "<":
            return "&lt;" if behind[:1].isalpha() or behind[:1] in "/!?" else sign
        case "&":
            return "&amp;" if behind[:1].isalnum() or behind[:1] == "#" else sign
        case "\\":
            return "\\\\" if behind[:1] in ESCAPABLE else sign
        case "_":
            return sign if before.isalnum() and behind[:1].isalnum() else "\\_"
        case "*":
            return sign if (before.isspace() or not before) and behind[:1].isspace() else "\\*"
        case "`" | "[" | "]":
            return "\\" + sign
    return sign
