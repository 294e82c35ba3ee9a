"""Checks of digits of two scripts in one text; which of them a story keeps to is told by its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from desk.article import scripts
from desk.article.languages import ARABIC_DIGITS, LATIN_DIGITS, language
from desk.checks.finding import Finding, Span
from desk.checks.numerals import JOINED_TO_FIGURES
from desk.checks.prose import Prose
from desk.checks.vocabulary import alike

_PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
_SCRIPTS = {LATIN_DIGITS: "Latin", ARABIC_DIGITS: "Arabic", _PERSIAN_DIGITS: "Persian"}
_DIGIT_OF = {digit: digits for digits in _SCRIPTS for digit in digits}

_HELD = [re.compile(f"[{digits}]") for digits in _SCRIPTS]
_SIGN_OF = {digits: name[0] for digits, name in _SCRIPTS.items()}
_DIGITS_OF_SIGN = {sign: digits for digits, sign in _SIGN_OF.items()}
LATIN_SIGN = _SIGN_OF[LATIN_DIGITS]
_READ = ("headline", "summary", "body")


def mixed_digits(proses: Sequence[Prose], tag: str) -> Iterator[Finding]:
    """Figures in digits of another script than the story's own; the fix writes those of a text alike.

    Figures that go with Latin letters (`F-16`, `5G`), telephone numbers and codes keep theirs.
    """
    texts = [prose for prose in proses if prose.place in _READ]
    if sum(any(pattern.search(prose.words) for prose in texts) for pattern in _HELD) < 2:
        return
    figures = {prose.place: list(_figures(prose)) for prose in texts}
    counted = Counter(held[0] for found in figures.values() for _span, held in found)
    usual = _usual(counted, tag)
    for prose in texts:
        odd = [span for span, held in figures[prose.place] if held != usual * len(held)]
        if odd:
            yield _mixed(prose, odd, usual)


_MANY = 3
"""How many times as many Latin figures an Arabic story has that is written with those."""


def _usual(counted: Counter[str], tag: str) -> str:
    """The digits that a story keeps to: those of its language.

    Much of the Arabic press writes Latin digits: a story that has hardly any other keeps these.
    """
    known = language(tag)
    own = _SIGN_OF[known.digits]
    return LATIN_SIGN if known.tag == "ar" and counted[LATIN_SIGN] > _MANY * counted[own] else own


def _mixed(prose: Prose, odd: list[Span], usual: str) -> Finding:
    digits = _DIGITS_OF_SIGN[usual]
    written = [prose.text[slice(*span)] for span in odd]
    fix = prose.fix(
        f"Write them in {_SCRIPTS[digits]} digits",
        [(span, _rewritten(text, digits)) for span, text in zip(odd, written, strict=True)],
    )
    named = ", ".join(written[:3]) + (", …" if len(written) > 3 else "")
    message = f"Write {named} in the {prose.name} in {_SCRIPTS[digits]} digits: the story mixes two scripts."
    return prose.finding("mixed-digits", odd[0], message, fix=fix, about=" ".join(written))


def _rewritten(figures: str, usual: str) -> str:
    latin = "".join(str(_DIGIT_OF[sign].index(sign)) if sign in _DIGIT_OF else sign for sign in figures)
    if usual == LATIN_DIGITS:
        return latin.translate(str.maketrans("٬٫٪", ",.%"))
    marked = latin.translate(str.maketrans(",.%", "٬٫٪"))
    return scripts.in_digits(marked, "fa" if usual == _PERSIAN_DIGITS else "ar")


def _figures(prose: Prose) -> Iterator[tuple[Span, str]]:
    """Where figures stand, and a sign for the script of each of their digits."""
    words = prose.words
    dialled = [match.span() for match in _DIALLED.finditer(words)]
    for n, (start, end) in enumerate(prose.cuts):
        first = start + (words[start] in JOINED_TO_FIGURES)
        held = "".join(_SIGN_OF[_DIGIT_OF[sign]] for sign in words[first:end] if sign in _DIGIT_OF)
        if not held or words[first] not in _DIGIT_OF or _goes_with_latin(words, first, end):
            continue
        if (n and prose.plain[n - 1] in _MODELS) or any(begin <= first < over for begin, over in dialled):
            continue
        yield (first, end), held


_DIALLED = re.compile(
    r"(?<![\w+])(?:\+\d|00\d|0\d{2})[\d \-()]{4,16}\d(?!\w)"  # a telephone
    r"|(?<![\w.,:/-])(?:0\d{3,}|\d{3,4}(?:[ -]\d{3,4}){2,})(?!\w|[.,:/-]\w)",  # a code, a number in groups
    re.ASCII,
)
_MODELS = alike("""ئایفۆن ئایفون آیفۆن بۆینگ ئێرباس گالاکسی ویندۆز میگ سوخۆی ئێف
    آيفون أيفون بوينغ بوينج إيرباص غالاكسي جالاكسي ويندوز ميغ سوخوي إف""")
"""What is told apart by figures that its maker writes in Latin: `ئایفۆن 15`."""


def _goes_with_latin(words: str, start: int, end: int) -> bool:
    """Whether figures belong to a Latin word: `COVID-19`, `5G`, `Windows 11`, `v2`."""
    around = words[max(0, start - 2) : start].strip() + words[start:end] + words[end : end + 2].strip()
    return any("A" <= sign <= "Z" or "a" <= sign <= "z" for sign in around) and not _is_latin_text(words, start)


def _is_latin_text(words: str, at: int) -> bool:
    """Whether the text around is Latin, where every figure goes with Latin words."""
    near = words[max(0, at - 60) : at + 60]
    latin = sum("a" <= sign.lower() <= "z" for sign in near)
    return 2 * latin > sum(sign.isalpha() for sign in near)
