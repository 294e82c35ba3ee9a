"""Checks of the numbers of a headline: those that the story itself does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from desk.article.languages import language
from desk.article.model import Article
from desk.article.scripts import normalised
from desk.checks.finding import Finding
from desk.checks.numerals import Number, numbers_in, value_of
from desk.checks.people import people_counted
from desk.checks.prose import Prose, the
from desk.checks.vocabulary import alike

_OVER = alike("over above past beyond exceeds exceed exceeding زیاتر لانیکەم سەرووی أكثر تتجاوز يتجاوز تجاوز فوق يفوق")
_UNDER = alike("under below کەمتر خوار ژێر أقل دون تحت")
_ABOUT = alike("""
    nearly almost about around roughly approximately circa some dozens
    نزیکەی نزیک دەوروبەری نحو حوالي قرابة زهاء يقارب تقريبا قرب
    """)
_OF_TWO_WORDS = {
    **{tuple(map(normalised, words)): "over" for words in (
        ("more", "than"), ("at", "least"), ("no", "fewer"), ("no", "less"), ("على", "الأقل"), ("لا", "يقل"),
        ("يزيد", "عن"), ("يزيد", "على"), ("تزيد", "عن"), ("زیاد", "لە"), ("لای", "کەم"), ("بەلایەنی", "کەمەوە"))},
    **{tuple(map(normalised, words)): "under" for words in (
        ("less", "than"), ("fewer", "than"), ("at", "most"), ("up", "to"), ("على", "الأكثر"), ("لا", "يزيد"),
        ("يقل", "عن"), ("تقل", "عن"))},
    ("close", "to"): "about",
    ("or", "more"): "over",
    ("or", "so"): "about",
}  # fmt: skip
"""How a headline says that it rounds: `up to 7%` does, `up 7%` does not."""
_BEHIND = alike("or على")
"""What begins such words behind their number: `120 or more`."""
_FREELY = 0.25
"""How far a number may lie from the one that the headline says it is over or under."""
_CLOSELY = 0.15
"""How far from one that it is nearly, or about."""
_ROUNDED_SILENTLY = 0.05
"""How far a round number (`20,000`) may lie from what the story says; half of its last place at most."""
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
    told = _values(body) | people_counted(body)
    years = _years(article)
    for number in claimed:
        may_be_year = headline.words[slice(*number.span)].isdecimal()
        if not _is_told(headline, number, told | years if may_be_year else told, language(article.language).tag):
            written = headline.text[slice(*number.span)]
            message = f"Check “{written}” in the headline: the story does not have this number."
            yield headline.finding("headline-number", number.span, message)


_RANKING = alike("top best باشترین أفضل أهم")
_MONTH = normalised("مانگی")
"""`مانگی سێ` is the third month."""
_PARTS = frozenset(("thirds", "quarters", "fifths", "sixths", "tenths"))
_DECADE = re.compile(r"\d{1,3}0s")


def _is_of_list(headline: Prose, number: Number) -> bool:
    """Whether a number counts the points of the story itself, which nobody counts in the text, or is none by itself.

    `Top 10 goals`; `two-thirds`; `the 80s`.
    """
    behind, before = headline.plain[number.last : number.last + 2], headline.plain[max(0, number.first - 1)]
    return (
        not _COUNTED_OFF.isdisjoint(behind)
        or (number.first > 0 and (before in _RANKING or before == _MONTH))
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
    value = number.value
    if value in told or any(abs(value - one) < 1e-6 * value for one in told):
        return True
    if any(one % 1 and round(one) == value for one in told):
        return True  # a headline has no need of the cents
    if headline.words[number.span[1] - 1] == "m" and value / 10**6 in told:
        return True  # metres
    if tag == "ar" and value == 2:
        return True  # the dual says two without a numeral
    low, high = _room(headline, number)
    return any(low <= one <= high for one in told)


def _room(headline: Prose, number: Number) -> tuple[float, float]:
    """Between which numbers of the story the headline's number is right: both sides, or the one that its word says."""
    value = number.value
    match _rounding(headline, number):
        case "over":
            return value, value * (1 + _FREELY)
        case "under":
            return value * (1 - _FREELY), value
        case "about":
            return value * (1 - _CLOSELY), value * (1 + _CLOSELY)
    if value < 1000:
        return value, value
    near = min(_last_place(headline, number) / 2, value * _ROUNDED_SILENTLY)
    return value - near, value + near


def _rounding(headline: Prose, number: Number) -> str:
    """Whether a headline rounds a number, and to which side: `over`, `under`, `about`, or not at all."""
    before = headline.plain[max(0, number.first - 3) : number.first]
    behind = headline.plain[number.last : number.last + 3]
    pairs = *pairwise(before), *(pair for pair in pairwise(behind) if pair[0] in _BEHIND)
    for pair in pairs:
        if pair in _OF_TWO_WORDS:
            return _OF_TWO_WORDS[pair]
    for word in reversed(before[-2:]):
        for side, words in (("over", _OVER), ("under", _UNDER), ("about", _ABOUT)):
            if word in words:
                return side
    return "over" if headline.words[number.span[1] : number.span[1] + 1] == "+" else ""


def _last_place(headline: Prose, number: Number) -> float:
    """What the last place counts to which a number is written: hundreds in `1,200` and in `1.2 thousand`."""
    written = headline.words[slice(*number.span)]
    figures = _FIGURES.match(written)
    if figures is None:  # in words: as round as it is
        return _roundness(number.value)
    plain = value_of(figures[0])
    if not plain:
        return 1.0
    scale = number.value / plain
    if plain % 1:
        return scale / float(10 ** len(f"{plain:.6f}".rstrip("0").partition(".")[2]))
    return scale * _roundness(plain)


def _roundness(value: float) -> float:
    """What the last figure of a whole number counts that is no nought: 100 in 1,200."""
    place = 1.0
    while value and value % (place * 10) == 0:
        place *= 10
    return place


_FIGURES = re.compile(r"\d[\d,.٬٫،]*")
