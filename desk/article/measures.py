"""All measures of a story's text, or of a part of it: words, characters, sentences, paragraphs, lines in a column.

Markdown is measured as it is read: what is only mark-up has no length. A `Reading` is made once for a text, in time
that grows with it; each part of it is then measured by itself, and the paragraphs add up to the whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from desk.article.measure import COVER, count_letters, parts, reading_minutes, without_markup
from desk.article.readability import Score, score
from desk.article.sentences import Span, sentence_spans

UNSEEN = "\x00"
"""What stands for a mark that is not read and parts nothing, as in `**bold**ness`."""
COLUMN = 32
"""Characters in a line of a newspaper's column."""
LONG = 35
"""Words above which a sentence is long, in any language."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of type. `room` is how much stands in a line, `width_of` how much a text takes: characters, or ems."""

    room: float = COLUMN
    width_of: Callable[[str], float] = count_letters


@dataclass(frozen=True, slots=True)
class Measures:
    """How long a text is. `characters` counts the spaces inside paragraphs, `letters` none; joiners and vowel signs
    take no room in either. `minutes` are rounded up. `sentence_words` are those that stand in sentences: words of
    headings, tables and code do not. `score` says how readable the sentences are, where the language has a formula.
    """

    words: int = 0
    characters: int = 0
    letters: int = 0
    sentences: int = 0
    sentence_words: int = 0
    paragraphs: int = 0
    lines: int = 0
    minutes: int = 0
    score: Score | None = None

    @property
    def sentence_length(self) -> float:
        """Words in a sentence, on average; 0 where there is none."""
        return self.sentence_words / self.sentences if self.sentences else 0.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, an item of a list, a heading, a row: where it stands, and its sentences, if it is made of such."""

    start: int
    end: int
    sentences: tuple[Span, ...]
    is_heading: bool = False


class Reading:
    """A body of Markdown as it is read. Positions are code points of the body."""

    def __init__(self, body: str) -> None:
        self._text = _read(body)
        self.pieces = tuple(_pieces(body, self._text))

    def measures(self, language: str, column: Column | None = None, start: int = 0, end: int | None = None) -> Measures:
        """How long the text from `start` to `end` is; a word, a sentence or a paragraph that is cut counts whole."""
        column, end = column or Column(), len(self._text) if end is None else end
        words = characters = letters = sentences = paragraphs = lines = 0
        told: list[str] = []
        for piece in self.pieces:
            if piece.end <= start or piece.start >= end:
                continue
            text = self._text[max(piece.start, start) : min(piece.end, end)].replace(UNSEEN, "")
            found = len(list(_words(text)))
            seen = text.replace(COVER, "").split()
            words, characters = words + found, characters + _seen(" ".join(seen))
            letters += _seen("".join(seen))
            paragraphs += bool(found) and not piece.is_heading
            lines += _lines(seen, column)
            said = list(self._parts_of(piece, start, end))
            sentences += len(said)
            told += (word for sentence in said for word in sentence)
        rated = score(language, told, sentences) if sentences else None
        minutes = reading_minutes(words, language)
        return Measures(words, characters, letters, sentences, len(told), paragraphs, lines, minutes, rated)

    def longest(self, over: int = LONG) -> list[Span]:
        """The sentences of more than `over` words, in order."""
        spans = (span for piece in self.pieces for span in piece.sentences)
        return [span for span in spans if len(list(_words(self._text[slice(*span)]))) > over]

    def longest_words(self, start: int, end: int) -> int:
        """How many words the longest sentence has between two places."""
        said = (sentence for piece in self.pieces for sentence in self._parts_of(piece, start, end))
        return max(map(len, said), default=0)

    def _parts_of(self, piece: Piece, start: int, end: int) -> Iterator[list[str]]:
        """The words of each sentence of a piece, as far as they stand from `start` to `end`."""
        for first, last in piece.sentences:
            if first < end and last > start:
                words = list(_words(self._text[max(first, start) : min(last, end)]))
                if words:
                    yield words


def measured(body: str, language: str, column: Column | None = None) -> Measures:
    """How long a whole text is."""
    return Reading(body).measures(language, column)


_BETWEEN = re.compile("[—―|]")
_WORDLIKE = re.compile(r"[^\W_]")


def _words(text: str) -> Iterator[str]:
    """The words of a text that is read, as `measure.count_words` counts them."""
    return (word for word in _BETWEEN.sub(" ", text.replace(UNSEEN, "")).split() if _WORDLIKE.search(word))


def _seen(text: str) -> int:
    """The characters that are seen."""
    return sum(count for mark, count in Counter(text).items() if _takes_room(mark))


@cache
def _takes_room(mark: str) -> bool:
    return unicodedata.category(mark) not in ("Mn", "Me", "Cf")


def _lines(words: Iterable[str], column: Column) -> int:
    """The lines that words fill in a column, set one behind the other; a word wider than the column is broken."""
    space, lines, left = column.width_of(" "), 0, 0.0
    for word in words:
        width = column.width_of(word)
        if not width:
            continue
        if lines and space + width <= left:
            left -= space + width
            continue
        full = max(1, -int(-width // column.room))
        lines, left = lines + full, full * column.room - width
    return lines


# Markdown as it is read

_MARKS = re.compile(
    r"""
      (?m:^(?:[ ]{0,3}>[ ]?)+)                   # a quote
    | (?m:^[ ]{0,3}\#{1,6}(?=\s))                # a heading
    | (?m:^[ \t]*[-+*](?=[ \t]))                 # an item of a list
    | (?m:^[ \t]*(?:[-*_=][ \t]*){3,}$)          # a rule, or what underlines a heading
    | (?m:^[ ]{0,3}(?:```|~~~).*$)               # a fence
    | `+ | ~~
    | \\[!-/:-@\[-`{-~]                           # a mark that is meant
    | (?m:^\|.*$)                                # a row of a table
    | (?<![\w*])\*{1,3}(?=[^\s*]) | (?<=[^\s*])\*{1,3}(?![\w*]) | \*\*
    | (?<!\w)_{1,3}(?=[^\s_]) | (?<=[^\s_])_{1,3}(?!\w)
    """,
    re.VERBOSE,
)
_ROW_OF_DASHES = re.compile(r"[|:\-\s]+")
_LINKED = re.compile(r"\[([^\[\]]*)\](?=\x1f)")


def _read(body: str) -> str:
    """The body without marks that are not read; in parts, so that another thread never waits long."""
    return "".join(map(_part_read, parts(without_markup(body))))


def _part_read(text: str) -> str:
    if COVER in text:
        text = _LINKED.sub(lambda link: f"{UNSEEN}{link[1]}{UNSEEN}", text)
    return _MARKS.sub(_unseen, text)


def _unseen(mark: re.Match[str]) -> str:
    if mark[0][0] == "\\":
        return UNSEEN + mark[0][1]
    if mark[0][0] == "|" and not _ROW_OF_DASHES.fullmatch(mark[0]):
        return mark[0].replace("|", UNSEEN)
    return UNSEEN * len(mark[0])


_LINE = re.compile(r"[^\n]*\n?")
_QUOTED = re.compile(r"(?:[ ]{0,3}>[ ]?)*")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}\s")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]")
_FENCE = re.compile(r"[ ]{0,3}(```|~~~)")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*\n?\Z")


def _pieces(body: str, text: str) -> Iterator[Piece]:
    """The pieces of a body, those without a word left out."""
    begun: int | None = None
    fence, at = "", 0
    for line in _lines_of(body):
        bare = line[_QUOTED.match(line).end() :]  # type: ignore[union-attr]  # it may match nothing
        opens = _FENCE.match(bare)
        alone = bool(fence or opens or _HEADING.match(bare) or bare.startswith("|"))
        underlined = begun is not None and bool(_UNDERLINE.match(bare))
        if begun is not None and (alone or underlined or not bare.strip() or _ITEM.match(bare)):
            yield from _piece(text, begun, at, is_prose=not underlined, is_heading=underlined)
            begun = None
        if alone:
            yield from _piece(text, at, at + len(line), is_prose=False, is_heading=bool(_HEADING.match(bare)))
        elif begun is None and bare.strip() and not underlined:
            begun = at
        if opens:
            fence = "" if fence == opens[1] else fence or opens[1]
        at += len(line)
    if begun is not None:
        yield from _piece(text, begun, at, is_prose=True)


def _lines_of(body: str) -> Iterator[str]:
    return (found[0] for found in _LINE.finditer(body) if found[0])


def _piece(text: str, start: int, end: int, *, is_prose: bool, is_heading: bool = False) -> Iterator[Piece]:
    if text[start:end].replace(UNSEEN, "").strip():
        sentences = tuple(sentence_spans(text, start, end)) if is_prose else ()
        yield Piece(start, end, sentences, is_heading)
