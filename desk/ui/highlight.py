"""Markdown shown as it is meant while it is written: headings larger, emphasis slanted, syntax marks dimmed.

One line at a time, as it is laid out: `marks` says what is what in a line, `Styles` how that looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout

from desk.article.blocks import Kind
from desk.ui import look
from desk.ui.units import utf16_length

HEADINGS = (1.45, 1.25, 1.1, 1.0, 1.0, 1.0)
"""How much larger than the body's a heading's letters are, by its level."""


class Style(StrEnum):
    """What a stretch of a line is."""

    SYNTAX = "syntax"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    LINK = "link"
    QUOTE = "quote"
    CODE = "code"
    PHOTO = "photo"
    CHIP = "chip"


@dataclass(frozen=True, slots=True)
class Mark:
    """From code point `start` of a line on, `length` of them are shown in a style; later marks add to earlier ones."""

    start: int
    length: int
    style: Style


_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?=\s|$)")
_RULE = re.compile(r"[ ]{0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-{2,})[ \t]*$")
_LINE_START = re.compile(r"[ \t]*(?P<quote>(?:>[ ]?)*)[ \t]*(?P<item>(?:[-*+]|\d{1,3}[.)])(?=[ \t]))?")
LONE_PHOTO = re.compile(r"[ \t]*!\[[^\]\n]*\]\(photo:(?P<id>[^)\s]+)\)[ \t]*$")
"""A line that is nothing but a photo."""
_PHOTO = re.compile(r"!\[[^\]\n]*\]\([^)\s]*\)")
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LINK = re.compile(
    r"(?<![!\\])(\[)((?:[^\[\]\\]|\\.)+)(\](?:\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\]))"
)
_NOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_AUTO = re.compile(r"<(?:https?://|mailto:)[^<>\s]+>|(?<![\w/(\[<])https?://[^\s<>)\]]+[^\s<>)\].,;:!?’”»]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)(\1)")
_EMPHASIS = re.compile(r"(?<![*\w\\])(\*|_)(?![*_\s])(.+?)(?<![*\s\\])(\1)(?![*\w])")
_PAIRS = ((_STRONG, Style.STRONG), (_EMPHASIS, Style.EMPHASIS))
LONGEST = 20_000
"""Characters in a line, beyond which marks within it are not looked for: no person wrote it."""
_SIGNS = re.compile(r"[*_`<\[\\:]|!\[")
_HIDDEN = "\ue000"
"""Stands, one for one, for what no mark begins or ends in: code, addresses, photos."""


def marks(line: str, kind: Kind) -> list[Mark]:
    """What is what in a line of a block of that kind."""
    if kind in (Kind.FENCE, Kind.HTML):
        return [Mark(0, len(line), Style.SYNTAX if _is_edge(line, kind) else Style.CODE)] if line else []
    if kind is Kind.LINK or (kind is Kind.HEADING and _UNDERLINE.match(line)) or (kind is Kind.RULE):
        return [Mark(0, len(line), Style.SYNTAX)] if line else []
    if LONE_PHOTO.match(line):
        return [Mark(0, len(line), Style.CHIP)]
    inline = _inline(line) if len(line) < LONGEST and _SIGNS.search(line) else ()
    return [*_line_marks(line, kind), *inline]


def _is_edge(line: str, kind: Kind) -> bool:
    return kind is Kind.HTML or line.lstrip().startswith(("```", "~~~"))


def _line_marks(line: str, kind: Kind) -> Iterator[Mark]:
    heading = _HEADING.match(line) if kind is Kind.HEADING else None
    if kind is Kind.HEADING:
        level = len(heading[1]) if heading else 2
        yield Mark(0, len(line), Style(f"heading {min(level, 4)}"))
    if heading:
        yield Mark(heading.start(1), len(heading[1]), Style.SYNTAX)
        return
    found = _LINE_START.match(line)
    if found is None:
        return
    if kind is Kind.QUOTE:
        yield Mark(0, len(line), Style.QUOTE)
    if found["quote"]:
        yield Mark(found.start("quote"), len(found["quote"]), Style.SYNTAX)
    if found["item"]:
        yield Mark(found.start("item"), len(found["item"]), Style.SYNTAX)
    if kind is Kind.TABLE:
        yield from (Mark(bar.start(), 1, Style.SYNTAX) for bar in re.finditer(r"(?<!\\)\|", line))


def _inline(line: str) -> Iterator[Mark]:
    rest = line
    for found in _CODE.finditer(line):
        yield from _paired(found.span(1), (found.end(2), found.end()), Style.CODE)
        rest = _hidden(rest, *found.span())
    for found in _PHOTO.finditer(rest):
        yield Mark(found.start(), len(found[0]), Style.PHOTO)
        rest = _hidden(rest, *found.span())
    for found in _NOTE.finditer(rest):
        yield Mark(found.start(), len(found[0]), Style.SYNTAX)
        rest = _hidden(rest, *found.span())
    for found in _LINK.finditer(rest):
        yield from _paired(found.span(1), found.span(3), Style.LINK)
        rest = _hidden(rest, *found.span(3))
    for pattern, style in ((_AUTO, Style.LINK), (_TAG, Style.SYNTAX)):
        for found in pattern.finditer(rest):
            yield Mark(found.start(), len(found[0]), style)
            rest = _hidden(rest, *found.span())
    for pattern, style in _PAIRS:
        for found in pattern.finditer(rest):
            yield from _paired(found.span(1), found.span(3), style)


def _paired(opening: tuple[int, int], closing: tuple[int, int], style: Style) -> Iterator[Mark]:
    """A stretch between an opening and a closing mark of Markdown."""
    yield Mark(opening[1], closing[0] - opening[1], style)
    yield Mark(opening[0], opening[1] - opening[0], Style.SYNTAX)
    yield Mark(closing[0], closing[1] - closing[0], Style.SYNTAX)


def _hidden(line: str, start: int, end: int) -> str:
    return line[:start] + _HIDDEN * (end - start) + line[end:]


class Styles:
    """How the styles look in the scheme in force, for text of one size."""

    def __init__(self, font: QFont) -> None:
        scheme = look.colours()
        size = font.pointSizeF()
        syntax = _format(colour=scheme.faint)
        syntax.setFontItalic(False)
        self._formats = {
            Style.SYNTAX: syntax,
            **{Style(f"heading {n + 1}"): _heading(size * HEADINGS[n]) for n in range(4)},
            Style.STRONG: _format(bold=True),
            Style.EMPHASIS: _format(italic=True),
            Style.LINK: _format(colour=scheme.accent),
            Style.QUOTE: _format(colour=scheme.quiet, italic=True),
            Style.CODE: _code(scheme.quiet, size),
            Style.PHOTO: _format(colour=scheme.accent, ground=scheme.selected),
            Style.CHIP: _format(colour="#00000000"),
        }

    def format(self, style: Style) -> QTextCharFormat:
        """The look of one style."""
        return self._formats[style]

    def ranges(self, line: str, found: list[Mark]) -> list[QTextLayout.FormatRange]:
        """The marks as Qt takes them, which counts in UTF-16 units."""
        wide = not line.isascii() and max(line) > "\uffff"
        return [_range(line if wide else "", mark, self._formats[mark.style]) for mark in found]


def _range(wide_line: str, mark: Mark, shape: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = mark.start, mark.length
    if wide_line:
        made.start = utf16_length(wide_line[: mark.start])
        made.length = utf16_length(wide_line[mark.start : mark.start + mark.length])
    made.format = shape
    return made


def _heading(points: float) -> QTextCharFormat:
    made = _format(bold=True)
    made.setFontPointSize(points)
    return made


def _code(colour: str, points: float) -> QTextCharFormat:
    made = _format(colour=colour)
    made.setFontFixedPitch(True)
    made.setFontFamilies(["DejaVu Sans Mono", "Menlo", "Consolas", "monospace"])
    made.setFontPointSize(points * 0.9)
    return made


def _format(colour: str = "", ground: str = "", *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    if colour:
        made.setForeground(QColor(colour))
    if ground:
        made.setBackground(QColor(ground))
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    if italic:
        made.setFontItalic(True)
    return made
