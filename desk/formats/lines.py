"""What stands inside a paragraph of HTML, as a line of Markdown: words, and what marks them.

The words are first laid out as runs, each with the marks it bears, however many elements the marks were spread over;
then every mark is written once around all the words that bear it, and no mark takes in the space at its ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from urllib.parse import urlsplit

from desk.formats.elements import BLOCKS, SILENT, Node, text_of
from desk.formats.plain import as_markdown

Image = Callable[[str, str], str]
"""Makes Markdown of an image's address and alt text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What marks some words: bold (`b`), italic (`i`), struck (`s`), raised, lowered, or a link (`a`) to an address."""

    kind: str
    address: str = ""


Marks = tuple[Mark, ...]
"""The marks that some words bear, the outermost first."""
Run = tuple[str, Marks]
"""Words with their marks. A line break stands for `<br>`, `PIECE` for Markdown that is not to be escaped."""
PIECE = "\ufdd1"
"""Stands in a run for a piece of ready Markdown; no text that is read holds this character."""

BOLD, ITALIC, STRUCK = Mark("b"), Mark("i"), Mark("s")
_MARKING = {
    **dict.fromkeys(("b", "strong"), BOLD),
    **dict.fromkeys(("i", "em", "cite"), ITALIC),
    **dict.fromkeys(("s", "strike", "del"), STRUCK),
    "sup": Mark("sup"),
    "sub": Mark("sub"),
}
_RAISED = {"super": Mark("sup"), "sub": Mark("sub")}
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_STARS = ("**", "*")
_TAGS = {"b": "strong", "i": "em", "s": "s", "sup": "sup", "sub": "sub"}
_LIST_MARK = re.compile(r"^(\d*)([-+.)])(?=\s|$)", re.MULTILINE)
"""What a line may begin with that Markdown would take for a list."""
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*")


class Gatherer:
    """Gathers the runs of one paragraph, and the pieces of ready Markdown that stand in them."""

    def __init__(self, image: Image) -> None:
        self._image = image
        self._runs: list[Run] = []
        self._pieces: list[str] = []

    def line(self, children: Sequence[Node | str], marks: Marks) -> Line:
        """What stands in some elements of one paragraph, all of which bear these marks."""
        self._runs, self._pieces = [], []
        self._take(children, marks)
        return Line(_tidy(self._runs), iter(self._pieces))

    def _take(self, children: Sequence[Node | str], marks: Marks) -> None:
        for child in children:
            if isinstance(child, str):
                self._runs.append((re.sub(r"\s+", " ", child), marks))
            elif child.tag == "br":
                self._runs.append(("\n", marks))
            elif child.tag not in SILENT:
                self._take_element(child, marks)

    def _take_element(self, node: Node, marks: Marks) -> None:
        match node.tag:
            case "img":
                self._add(self._image(node.attributes.get("src", ""), node.attributes.get("alt", "")), marks)
            case "code" | "tt":
                self._add(_code(text_of(node)), marks)
            case "#note-mark":
                self._add(f"[^{node.attributes['label']}]", ())
            case "q":
                self._take(["“", *node.children, "”"], marked(node, marks))
            case tag if tag in BLOCKS or tag in ("td", "th"):
                self._runs.append(("\n" if tag in BLOCKS else " ", ()))
                self._take(node.children, marked(node, marks))
                self._runs.append(("\n" if tag in BLOCKS else " ", ()))
            case _:
                self._take(node.children, marked(node, marks))

    def _add(self, piece: str, marks: Marks) -> None:
        if piece:
            self._pieces.append(piece)
            self._runs.append((PIECE, marks))


def marked(node: Node, marks: Marks) -> Marks:
    """The marks of the words in an element: those around it, and what its name and its style add or take away."""
    own = _MARKING.get(node.tag)
    if own is not None and not (own.kind == "sup" and _is_ordinal(node)):
        marks = _with(marks, own)
    if node.tag == "a" and (address := link_address(node.attributes.get("href", ""))):
        marks = _with(tuple(mark for mark in marks if mark.kind != "a"), Mark("a", address))
    return _styled(node, marks) if node.style else marks


def _styled(node: Node, marks: Marks) -> Marks:
    style = node.style
    if weight := style.get("font-weight"):
        marks = _with(marks, BOLD) if is_bold(weight) else _without(marks, BOLD)
    if slant := style.get("font-style"):
        marks = _with(marks, ITALIC) if slant in ("italic", "oblique") else _without(marks, ITALIC)
    if "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", ""):
        marks = _with(marks, STRUCK)
    raised = _RAISED.get(style.get("vertical-align", ""))
    return _with(marks, raised) if raised and not _is_ordinal(node) else marks


def is_bold(weight: str) -> bool:
    """Whether this `font-weight` is that of bold words."""
    return weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= 600)


def _is_ordinal(node: Node) -> bool:
    """Whether these are the raised letters of a number, as in 1st, which a story writes on the line."""
    return len(node.children) == 1 and text_of(node).strip().lower() in _ORDINALS


def _with(marks: Marks, mark: Mark) -> Marks:
    return marks if mark in marks else (*marks, mark)


def _without(marks: Marks, mark: Mark) -> Marks:
    return tuple(other for other in marks if other != mark)


def link_address(address: str) -> str:
    """The address of a link as Markdown holds it; empty where it leads nowhere from here."""
    address = address.strip()
    if scheme_of(address) not in ("http", "https", "mailto", "tel"):
        return ""
    return "".join(f"%{ord(sign):02X}" if sign in ' ()<>\\`"' or ord(sign) < 32 else sign for sign in address)


def scheme_of(address: str) -> str:
    """The scheme of an address, empty where there is none or the address is none."""
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return ""


def _code(text: str) -> str:
    words = " ".join(text.split())
    fence = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    edge = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{edge}{words}{edge}{fence}" if words else ""


def _tidy(runs: Sequence[Run]) -> list[Run]:
    """The runs with single spaces, none at the ends, and each space with the marks that both its neighbours bear."""
    tidy: list[Run] = []
    gap = ""
    for text, marks in runs:
        words = text.strip()
        gap += text[: len(text) - len(text.lstrip())] if words else text
        if not words:
            continue
        if tidy and gap:
            shared = tuple(mark for mark in tidy[-1][1] if mark in marks)
            tidy.append(("\n" * min(gap.count("\n"), 2) or " ", shared))
        words = _BREAKS.sub(lambda found: "\n" * min(found[0].count("\n"), 2), _SPACES.sub(" ", words))
        tidy.append((words, marks))
        gap = text[len(text.rstrip()) :]
    alike = groupby(tidy, key=lambda run: (run[1], run[0].isspace()))
    return [("".join(text for text, _ in same), marks) for (marks, _), same in alike]


@dataclass(frozen=True, slots=True)
class Line:
    """The words of what was one paragraph or line."""

    runs: Sequence[Run]
    pieces: Iterator[str]

    def paragraphs(self) -> list[str]:
        """The words as paragraphs: where two line breaks stand together, a new one begins."""
        parts: list[list[Run]] = [[]]
        for text, marks in self.runs:
            first, *rest = text.split("\n\n")
            parts[-1].append((first, marks))
            parts += [[(words, marks)] for words in rest]
        return [text for text in (self._written(part, is_paragraph=True) for part in parts) if text]

    def joined(self, gap: str, plain: Mark | None = None) -> str:
        """The words on one line, `gap` for line breaks; without the mark `plain` where all of them bear it."""
        runs = self.runs
        if plain and all(plain in marks for text, marks in runs if _says(text)):
            runs = [(text, _without(marks, plain)) for text, marks in runs]
        return self._written(runs, is_paragraph=False).replace("  \n", gap)

    def _written(self, runs: Sequence[Run], *, is_paragraph: bool) -> str:
        signs = _Signs(self.pieces)
        words = as_markdown("".join(signs.around(runs, frozenset())).strip())
        lines = (_LIST_MARK.sub(r"\1\\\2", words) if is_paragraph else words).split("\n")
        text = "  \n".join(line.strip() for line in lines if line.strip())
        done = iter(signs.pieces)

        def piece(found: re.Match[str]) -> str:
            ready = next(done)
            return f"\\!{ready}" if found[1] and ready.startswith("[") else f"{found[1]}{ready}"

        return re.sub(f"(!?){PIECE}", piece, text)


class _Signs:
    """Writes the signs of marks around words; they stand aside, as pieces, until the words are escaped."""

    def __init__(self, ready: Iterator[str]) -> None:
        self._ready = ready
        self._behind_stars: int | None = None  # how many spans are in what stars right before have closed
        self.pieces: list[str] = []

    def around(self, runs: Sequence[Run], written: frozenset[Mark]) -> Iterator[str]:
        """The words of the runs within marks that are written already, the farthest reaching mark outermost."""
        at = 0
        while at < len(runs):
            text, marks = runs[at]
            opened = () if text.isspace() else marks
            reach = {mark: _reach(runs, at, mark) for mark in opened if mark not in written}
            if not reach:
                yield self._words(text, in_link=any(mark.kind == "a" for mark in written))
                at += 1
                continue
            mark = max(reach, key=lambda mark: reach[mark])
            inside, at = runs[at : reach[mark]], reach[mark]
            spans = _starred_spans(inside, written | {mark})
            before, behind = self._signs(mark, inside, spans)
            yield self._piece(before)
            yield from self.around(inside, written | {mark})
            yield self._piece(behind)
            self._behind_stars = len(spans) if behind in _STARS else None

    def _signs(self, mark: Mark, inside: Sequence[Run], spans: Sequence[int]) -> tuple[str, str]:
        """The signs before and behind some words; none where these are but a comma or a dash.

        Stars could be paired otherwise where several spans begin or end together; there HTML says what is meant.
        """
        if mark.kind == "a":
            return "[", f"]({mark.address})"
        if not any(_says(text) for text, _marks in inside):
            return "", ""
        if mark.kind in ("b", "i") and self._is_clear(spans):
            return _STARS[mark.kind == "i"], _STARS[mark.kind == "i"]
        return f"<{_TAGS[mark.kind]}>", f"</{_TAGS[mark.kind]}>"

    def _is_clear(self, spans: Sequence[int]) -> bool:
        if self._behind_stars is None:
            return len(spans) < 2 or spans[0] > 0
        return not spans and not self._behind_stars

    def _words(self, text: str, *, in_link: bool) -> str:
        """The text, its ready pieces taken in among the others, and brackets kept from ending a link."""
        self._behind_stars = None
        parts = []
        for part in re.split(rf"({PIECE}|[\[\]])", text):
            if part == PIECE:
                parts.append(self._piece(next(self._ready)))
            elif part in ("[", "]") and in_link:
                parts.append(self._piece(f"\\{part}"))
            else:
                parts.append(part)
        return "".join(parts)

    def _piece(self, piece: str) -> str:
        if piece:
            self.pieces.append(piece)
            self._behind_stars = None
        return PIECE if piece else ""


def _reach(runs: Sequence[Run], at: int, mark: Mark) -> int:
    while at < len(runs) and mark in runs[at][1]:
        at += 1
    return at


def _starred_spans(runs: Sequence[Run], written: frozenset[Mark]) -> list[int]:
    """Where in the runs stretches of bold or italics begin, beside those that are written already."""
    starred = [any(mark.kind in ("b", "i") and mark not in written for mark in marks) for _text, marks in runs]
    return [at for at, (before, here) in enumerate(pairwise([False, *starred])) if here and not before]


def _says(text: str) -> bool:
    return any(sign.isalnum() or sign == PIECE for sign in text)
