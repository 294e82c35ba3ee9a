"""Checks of numbers: those of the headline that the story lacks, and digits of two scripts in one text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from desk.article import scripts
from desk.article.languages import ARABIC_DIGITS, LATIN_DIGITS, language
from desk.article.model import Article
from desk.article.scripts import normalised
from desk.checks.finding import Finding, Span
from desk.checks.numerals import JOINED_TO_FIGURES, Number, numbers_in
from desk.checks.prose import Prose, the
from desk.checks.vocabulary import alike

_PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
_SCRIPTS = {LATIN_DIGITS: "Latin", ARABIC_DIGITS: "Arabic", _PERSIAN_DIGITS: "Persian"}
_DIGIT_OF = {digit: digits for digits in _SCRIPTS for digit in digits}
_ROUNDED = alike("""
    over than nearly almost about around some roughly least most dozens up under below above past beyond
    زیاتر نزیکەی نزیک لانیکەم کەمتر دەوروبەری
    أكثر نحو حوالي قرابة الأقل أقل زهاء نحو يقارب
    """)
_FREELY = 0.25
"""How far a rounded number of the headline may lie from what the story says."""
_SAID_OTHERWISE = {
    **dict.fromkeys(("both", "couple", "pair", "twice", "second", "double", "twins"), 2.0),
    **dict.fromkeys(("half", "halved"), 50.0),
    **dict.fromkeys(("triple", "third", "trio"), 3.0),
    **dict.fromkeys(("quarter", "fourth"), 4.0),
    "fifth": 5.0, "sixth": 6.0, "seventh": 7.0, "eighth": 8.0, "ninth": 9.0, "tenth": 10.0,
    **dict.fromkeys(map(normalised, ("هەردوو", "هەردووکیان", "دووەم", "دوان")), 2.0),
    **dict.fromkeys(map(normalised, ("سێیەم",)), 3.0),
    **dict.fromkeys(map(normalised, ("نیوە", "نصف")), 50.0),
    **dict.fromkeys(map(normalised, ("الثاني", "الثانية", "كلا", "كلتا")), 2.0),
    **dict.fromkeys(map(normalised, ("ثلث", "الثالث", "الثالثة")), 3.0),
    **dict.fromkeys(map(normalised, ("ربع", "الرابع", "الرابعة")), 4.0),
}  # fmt: skip


_COUNTED_OFF = alike("""
    things ways reasons takeaways tips facts questions lessons charts steps
    شت هۆکار ڕێگا پرسیار وانە خاڵ
    أشياء أسباب طرق نصائح أسئلة حقائق نقاط
""")
"""What a list has so many of: `Three things to know`."""


def unsupported(article: Article, proses: Sequence[Prose]) -> Iterator[Finding]:
    """Numbers of the headline that stand neither in the body nor in its dateline, in digits or in words."""
    headline, body = the("headline", proses), the("body", proses)
    if headline is None or body is None:
        return
    claimed = [number for number in numbers_in(headline) if number.value > 1 and not _is_of_list(headline, number)]
    if not claimed:
        return
    told = _values(body) | _years(article)
    for number in claimed:
        if not _is_told(headline, number, told, language(article.language).tag):
            written = headline.text[slice(*number.span)]
            message = f"Check “{written}” in the headline: the story does not have this number."
            yield headline.finding("headline-number", number.span, message)


_RANKING = alike("top best باشترین أفضل أهم")
_PARTS = frozenset(("thirds", "quarters", "fifths", "sixths", "tenths"))
_DECADE = re.compile(r"\d{1,3}0s")


def _is_of_list(headline: Prose, number: Number) -> bool:
    """Whether a number counts the points of the story itself, which nobody counts in the text, or is none by itself.

    `Top 10 goals`; `two-thirds`; `the 80s`.
    """
    behind, before = headline.plain[number.last : number.last + 2], headline.plain[max(0, number.first - 1)]
    return (
        not _COUNTED_OFF.isdisjoint(behind)
        or (number.first > 0 and before in _RANKING)
        or bool(behind and behind[0] in _PARTS)
        or _DECADE.fullmatch(headline.words[slice(*number.span)]) is not None
    )


def _values(body: Prose) -> set[float]:
    """Every value that the body speaks of, the parts of composed numbers among them."""
    numbers = numbers_in(body)
    told = {number.value for number in numbers}
    told |= {number.value / 10**power for number in numbers for power in (3, 6, 9) if number.value >= 10**power}
    return told | {_SAID_OTHERWISE[word] for word in set(body.plain) & _SAID_OTHERWISE.keys()}


def _years(article: Article) -> set[float]:
    days = (article.dateline.date, article.published, article.created)
    return {float(day.year + near) for day in days if day is not None for near in (-1, 0, 1)}


def _is_told(headline: Prose, number: Number, told: set[float], tag: str) -> bool:
    if number.value in told or any(abs(number.value - one) < 1e-6 * number.value for one in told):
        return True
    if any(one % 1 and round(one) == number.value for one in told):
        return True  # a headline has no need of the cents
    if headline.words[number.span[1] - 1] == "m" and number.value / 10**6 in told:
        return True  # metres
    if tag == "ar" and number.value == 2:
        return True  # the dual says two without a numeral
    is_rounded = not _ROUNDED.isdisjoint(headline.plain[max(0, number.first - 3) : number.first])
    return (is_rounded or number.value >= 1000) and any(
        abs(number.value - one) <= number.value * (_FREELY if is_rounded else 0.05) for one in told
    )


_HELD = [re.compile(f"[{digits}]") for digits in _SCRIPTS]
_READ = ("headline", "summary", "body")


def mixed_digits(proses: Sequence[Prose], tag: str) -> Iterator[Finding]:
    """Figures in the digits of another script than most of the story's; the fix writes a text's own alike.

    Figures that go with Latin letters (`F-16`, `5G`) keep theirs.
    """
    texts = [prose for prose in proses if prose.place in _READ]
    if sum(any(pattern.search(prose.words) for prose in texts) for pattern in _HELD) < 2:
        return
    figures = {prose.place: list(_figures(prose)) for prose in texts}
    counted = Counter(digits for found in figures.values() for _span, digits in found)
    if len(counted) < 2:
        return
    own = language(tag).digits
    usual = max(counted, key=lambda digits: (counted[digits], digits == own))
    for prose in texts:
        odd = [span for span, digits in figures[prose.place] if digits != usual]
        if odd:
            yield _mixed(prose, odd, usual)


def _mixed(prose: Prose, odd: list[Span], usual: str) -> Finding:
    written = [prose.text[slice(*span)] for span in odd]
    fix = prose.fix(
        f"Write them in {_SCRIPTS[usual]} digits",
        [(span, _rewritten(text, usual)) for span, text in zip(odd, written, strict=True)],
    )
    named = ", ".join(written[:3]) + (", …" if len(written) > 3 else "")
    message = f"Write {named} in the {prose.name} in {_SCRIPTS[usual]} digits, as the rest of the story has them."
    return prose.finding("mixed-digits", odd[0], message, fix=fix, about=" ".join(written))


def _rewritten(figures: str, usual: str) -> str:
    latin = "".join(str(_DIGIT_OF[sign].index(sign)) if sign in _DIGIT_OF else sign for sign in figures)
    if usual == LATIN_DIGITS:
        return latin.translate(str.maketrans("٬٫٪", ",.%"))
    marked = latin.translate(str.maketrans(",.%", "٬٫٪"))
    return scripts.in_digits(marked, "fa" if usual == _PERSIAN_DIGITS else "ar")


def _figures(prose: Prose) -> Iterator[tuple[Span, str]]:
    """Where figures stand, and in which digits; a number in two scripts at once counts as the first's."""
    words = prose.words
    for start, end in prose.cuts:
        first = start + (words[start] in JOINED_TO_FIGURES)
        digits = _DIGIT_OF.get(words[first : first + 1])
        if digits is not None and not _goes_with_latin(words, first, end):
            yield (first, end), digits


def _goes_with_latin(words: str, start: int, end: int) -> bool:
    """Whether figures belong to a Latin word: `COVID-19`, `5G`, `Windows 11`, `v2`."""
    around = words[max(0, start - 2) : start].strip() + words[start:end] + words[end : end + 2].strip()
    return any("A" <= sign <= "Z" or "a" <= sign <= "z" for sign in around) and not _is_latin_text(words, start)


def _is_latin_text(words: str, at: int) -> bool:
    """Whether the text around is Latin, where every figure goes with Latin words."""
    near = words[max(0, at - 60) : at + 60]
    latin = sum("a" <= sign.lower() <= "z" for sign in near)
    return 2 * latin > sum(sign.isalpha() for sign in near)
