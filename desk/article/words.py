"""A text cut into words, marks and white space, as a comparison counts them. The pieces, joined, are the text again.

The rules are those of Unicode's word boundaries (UAX #29), as far as a newsroom writes: a word keeps its vowel signs,
its tatweel and the zero-width non-joiners and apostrophes inside it; a number is whole, with its separators and its per
cent sign, and so is a date in figures; an emoji is whole, however many characters it is made of; a Chinese character is
a word. Where UAX #29 joins words by a full stop, these do not. Of Markdown, a run of one mark (`**`, `##`) is one
piece, so are an address and a photo's mark: nobody changes half of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

Span = tuple[int, int]


def cut(text: str) -> list[str]:
    """The words, marks and runs of white space of the text, in order."""
    return _piece().findall(text)


def solid_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Where each piece that is not white space begins and ends (code points), within `start` to `end`."""
    return (found.span() for found in _solid().finditer(text, start, len(text) if end is None else end))


def solid(text: str) -> list[str]:
    """The words and marks of the text, without the white space."""
    return _solid().findall(text)


def is_word(piece: str) -> bool:
    """Whether the piece is a word, a number or an emoji, rather than a mark or white space."""
    return piece[0].isalnum() or len(piece) > 3 or ord(piece[0]) > _FIRST_EMOJI


def clitics_changed(before: str, after: str) -> tuple[int, int] | None:
    """How long the clitics are that two Arabic words begin with, where these differ in them alone; one may be none.

    So “الوزير” and “والوزير” differ in (0, 1). None where the rest differs too, or they are no two Arabic words.
    """
    for size in range(min(_LONGEST_CLITICS, len(before) - _STEM) + 1):
        other = len(after) - len(before) + size
        if not 0 <= other <= _LONGEST_CLITICS or not after.endswith(before[size:]):
            continue
        if _CLITICS.fullmatch(before, 0, size) and _CLITICS.fullmatch(after, 0, other):
            return (size, other) if _ARABIC_WORD.fullmatch(before, size) else None
    return None


_CLITICS = re.compile("[وف]?(?:[بكکلسأ]?(?:ال)?|لل)")
_LONGEST_CLITICS, _STEM = 4, 2
"""Letters of the clitics that a word may begin with, and of the shortest word behind them."""
_ARABIC_WORD = re.compile("[\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u200c]+")
_FIRST_EMOJI = 0x1F000
_NO_PART = "\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters of Chinese and Japanese, each a word by itself."""
_JOINERS = "\u00ad\u200c\u200d"
_UNSEEN = "\u061c\u200e\u200f\u2060\ufeff"
"""Marks of direction and the like: part of a word only where they stand inside it."""

_DATE = (
    r"(?<=\d{4})[-/](?=\d\d?[-/]\d\d?(?!\d))|(?<=\d{4}[-/]\d)[-/](?=\d)|(?<=\d{4}[-/]\d\d)[-/](?=\d)"
    r"|(?<=\d)/(?=\d\d?/\d{4}(?!\d))|(?<=\d/\d)/(?=\d{4})|(?<=\d/\d\d)/(?=\d{4})"
)
"""What stands between the numbers of a date, with the year first or last."""
_THOUSANDS = r"(?<=\d)(?<!\d{4})[\u00a0\u202f\u2009](?=\d{3}(?!\d))"
"""A space that does not break and parts the thousands of a number."""


_WITH_MARKS = (
    (0x300, 0x3100),
    (0xA600, 0xAC00),
    (0xFB1E, 0xFB1F),
    (0xFE00, 0xFE30),
    (0x1E8D0, 0x1E950),
    (0xE0100, 0xE01F0),
)
"""The parts of Unicode in which letters of scripts in daily use have their marks."""


@cache
def _marks() -> str:
    """Every character that is written on the one before it, and the joiners, as the inside of a pattern's brackets."""
    found: list[list[int]] = []
    for code in (code for part in _WITH_MARKS for code in range(*part)):
        if unicodedata.category(chr(code))[0] != "M":
            continue
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found) + _JOINERS


_PICTURE = (
    r"[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff\U0001f000-\U0001faff]"
    r"[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?\u20e3?[\U000e0020-\U000e007f]*"
)


@cache
def _solids() -> str:
    """The pattern of one piece that is not white space."""
    marks = _marks()
    letter = rf"[^\W_{_NO_PART}]"
    inside = rf"[{marks}]+|['’ʼ](?={letter})|(?<=\d)[.,:٫٬،](?=\d)|{_DATE}|{_THOUSANDS}|[{_UNSEEN}]+(?={letter})"
    return "|".join(
        (
            r"[0-9#*]\ufe0f?\u20e3",  # a keycap
            r"(?:https?://|www\.)[^\s<>()]*[^\s<>()*_.,:;!?'\"’”»،؛؟]",  # an address by itself
            rf"{letter}+(?:(?:{inside}){letter}*)*(?:(?<=\d)[%٪‰])?",
            r"[\U0001f1e6-\U0001f1ff]{2}",  # a flag
            rf"{_PICTURE}(?:\u200d{_PICTURE})*",
            r"!\[[^\[\]\s]*\]\(photo:[^()\s]*\)",
            r"(?<=\]\()[^()\s]+",  # the address of a link
            r"\*+|_+|`+|~+|#+",
            rf"\S[{marks}]*",
        )
    )


@cache
def _solid() -> re.Pattern[str]:
    return re.compile(_solids())


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(rf"{_solids()}|\n|[^\S\n]+")
