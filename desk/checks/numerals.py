"""Numbers as they are written in a text: in the digits of three scripts, and small ones in words of three languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desk.article.scripts import normalised
from desk.checks.finding import Span
from desk.checks.prose import Prose
from desk.checks.vocabulary import listed


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it stands, its value, and whether it counts hundredths. `first`, `last`: its cuts."""

    span: Span
    value: float
    percent: bool
    in_digits: bool
    first: int
    last: int


_UNITS = {
    **{word: value for value, word in enumerate(
        listed("""zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty"""))},
    **{word: value for value, word in enumerate(
        listed("""سفر یەک دوو سێ چوار پێنج شەش حەوت هەشت نۆ دە یازدە دوازدە سێزدە چواردە پازدە شازدە حەڤدە هەژدە نۆزدە
        بیست"""))},
    **{word: 10 * tens for tens, word in enumerate(listed("thirty forty fifty sixty seventy eighty ninety"), 3)},
    **{word: 10 * tens for tens, word in enumerate(listed("سی چل پەنجا شەست حەفتا هەشتا نەوەد"), 3)},
    **{word: value for value, words in enumerate(
        ("واحد واحدة", "اثنان اثنين اثنتان اثنتين اثنا اثني", "ثلاثة ثلاث", "أربعة أربع", "خمسة خمس", "ستة ست",
         "سبعة سبع", "ثمانية ثماني ثمان", "تسعة تسع", "عشرة عشر"), 1) for word in words.split()},
    **{word: 10 * tens for tens, words in enumerate(
        ("عشرون عشرين", "ثلاثون ثلاثين", "أربعون أربعين", "خمسون خمسين", "ستون ستين", "سبعون سبعين",
         "ثمانون ثمانين", "تسعون تسعين"), 2) for word in words.split()},
    "أحد": 1, "إحدى": 1, "مئتان": 200, "مئتين": 200, "مائتان": 200, "مائتين": 200, "ألفان": 2000, "ألفين": 2000,
    "ثلاثمئة": 300, "أربعمئة": 400, "خمسمئة": 500, "dozen": 12,
}  # fmt: skip
_TIMES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "m": 10**6, "bn": 10**9, "k": 1000,
    "سەد": 100, "هەزار": 1000, "ملیۆن": 10**6, "ملیار": 10**9,
    "مئة": 100, "مائة": 100, "ألف": 1000, "آلاف": 1000, "ألفا": 1000, "مليون": 10**6, "ملايين": 10**6,
    "مليار": 10**9, "مليارات": 10**9,
}  # fmt: skip
_WORDS = {normalised(word): value for word, value in _UNITS.items()}
_SCALES = {normalised(word): value for word, value in _TIMES.items()}
_PER_CENT = frozenset(map(normalised, ("percent", "%", "٪", "بالمئة", "بالمائة", "لەسەدا")))
JOINED_TO_FIGURES = "وبلف"
"""Arabic words of one letter, which are written on to figures: `و٤`."""
_AND = frozenset(map(normalised, ("and", "و")))
_HIS_WATER = frozenset(("مائه", "بمائه", "ومائه", "لمائه"))
"""Searched like مائة, a hundred, but another word."""
_DIGITS = re.compile(r"(?P<whole>\d[\d,.٬٫،:]*)(?P<unit>%|٪|(?!st$|nd$|rd$|th$)[a-z]{1,3})?")
_GROUPED = re.compile(r"\d{1,3}(?:[,.٬،]\d{3})+(?:[.٫]\d+)?")


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a number: a value, or a scale that multiplies what is before it."""

    value: float
    is_scale: bool = False
    in_digits: bool = False
    percent: bool = False


def numbers_in(prose: Prose) -> list[Number]:
    """The numbers of a text, in order. What is part of a name (`F-16`, `COVID-19`, `G7`) or of a time is none."""
    found, at, parts = [], 0, [_part(prose, n) for n in range(len(prose.cuts))]
    while at < len(parts):
        if parts[at] is None:
            at += 1
            continue
        end = _end_of(prose, parts, at)
        found.append(_number(prose, parts, at, end))
        at = end
    return found


def _part(prose: Prose, n: int) -> _Part | None:
    text = prose.pieces[n]
    if text[0].isdigit():
        start, end = prose.cuts[n]
        return None if _is_of_name(prose.words, start) or prose.words[end : end + 1] == "/" else _digits(text)
    if text[0] in JOINED_TO_FIGURES and text[1:2].isdigit():
        return _digits(text[1:])
    return _word(text)


@lru_cache(maxsize=4096)
def _word(text: str) -> _Part | None:
    plain = normalised(text)
    if plain in _PER_CENT or text in _HIS_WATER:
        return None
    for stem in _without_prefixes(plain, text):
        if stem in _WORDS:
            return _Part(_WORDS[stem])
        if stem in _SCALES and len(stem) > 2:
            return _Part(_SCALES[stem], is_scale=True)
    return None


def _without_prefixes(plain: str, text: str) -> Iterator[str]:
    """An Arabic word, and what is left of it without و, ل, ب and the article."""
    yield plain
    if text.isascii():
        return
    for prefix in ("وال", "بال", "ال", "و", "ل", "ب", "ف"):
        if plain.startswith(prefix) and len(plain) > len(prefix) + 2:
            yield plain[len(prefix) :]


def _is_of_name(words: str, start: int) -> bool:
    """Whether figures go on a word or on others: `F-16`, `A320`, the second of `9/11`."""
    before = words[max(0, start - 2) : start]
    return bool(before) and (
        before[-1].isalpha() or before[-1] in "/#" or (before[-1] in "-–_" and before[0].isalpha())
    )


def _digits(text: str) -> _Part | None:
    match = _DIGITS.fullmatch(text)
    if match is None or ":" in match["whole"] or len(text) > 24:
        return None
    value = value_of(match["whole"])
    unit = match["unit"] or ""
    scale = _SCALES.get(unit, 1)
    return None if value is None else _Part(value * scale, in_digits=True, percent=unit in ("%", "٪"))


def value_of(figures: str) -> float | None:
    """What figures with their separators stand for; None where they are no number, as in `1.2.3`."""
    figures = figures.rstrip(",.٬٫،")
    if _GROUPED.fullmatch(figures):
        figures = re.sub(r"[,٬،]|[.](?=\d{3}\b)", "", figures)
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else "." for sign in figures)
    try:
        return float(plain)
    except ValueError:
        return None


def _end_of(prose: Prose, parts: list[_Part | None], at: int) -> int:
    """The first cut behind the number that begins at one: `twenty-one`, `two hundred and ten`, `3 million`."""
    end = at + 1
    while end < len(parts):
        gap = prose.words[prose.cuts[end - 1][1] : prose.cuts[end][0]]
        part, before = parts[end], parts[end - 1]
        if part is not None and before is not None and _goes_on(prose, before, part, gap, end):
            end += 1
        elif part is None and end + 1 < len(parts) and prose.plain[end] in _AND and _adds(before, parts[end + 1]):
            end += 2
        else:
            break
    return end


def _goes_on(prose: Prose, before: _Part, part: _Part, gap: str, n: int) -> bool:
    if gap not in (" ", "\u00a0", "-"):
        return False
    if part.in_digits:
        return False
    if part.is_scale:
        return gap != "-" or not before.in_digits
    if before.in_digits:
        return False
    joined = prose.words[prose.cuts[n][0]] == "و" and part.value >= 20
    return joined or before.is_scale or _tens(before, part) or (part.value == 10 and before.value < 10 and gap == " ")


def _tens(before: _Part, part: _Part) -> bool:
    return 20 <= before.value < 100 and before.value % 10 == 0 and 0 < part.value < 10


def _adds(before: _Part | None, behind: _Part | None) -> bool:
    """Whether `and` adds to a number, as in two hundred and ten, and does not tell two numbers apart."""
    if before is None or behind is None or behind.in_digits or behind.is_scale:
        return False
    return (before.is_scale and behind.value < 100) or _tens(before, behind)


def _number(prose: Prose, parts: list[_Part | None], at: int, end: int) -> Number:
    chosen = [part for part in parts[at:end] if part is not None]
    is_joined = chosen[0].in_digits and not prose.pieces[at][0].isdigit()
    span = (prose.cuts[at][0] + is_joined, prose.cuts[end - 1][1])
    percent = any(part.percent for part in chosen) or _counts_hundredths(prose, at, end)
    return Number(span, _sum(chosen), percent, chosen[0].in_digits, at, end)


def _sum(parts: list[_Part]) -> float:
    total = current = 0.0
    for part in parts:
        if not part.is_scale:
            current += part.value
        elif part.value == 100:
            current = (current or 1) * 100
        else:
            total, current = total + (current or 1) * part.value, 0.0
    return total + current


def _counts_hundredths(prose: Prose, at: int, end: int) -> bool:
    """Whether a per cent sign or word stands behind the number, or the Sorani one before it."""
    at_end = prose.cuts[end - 1][1]
    if prose.words[at_end : at_end + 1] in ("%", "٪"):
        return True
    behind, before = prose.plain[end : end + 2], prose.plain[max(0, at - 2) : at]
    return (
        (behind != () and behind[0] in _PER_CENT)
        or behind in _PER_CENT_IN_TWO
        or before == _OF_A_HUNDRED
        or before[-1:] == _OF_A_HUNDRED_IN_ONE
    )


_PER_CENT_IN_TWO = (
    ("per", "cent"),
    (normalised("في"), normalised("المئة")),
    (normalised("في"), normalised("المائة")),
)
_OF_A_HUNDRED = (normalised("لە"), normalised("سەدا"))
_OF_A_HUNDRED_IN_ONE = (normalised("لەسەدا"),)
