"""Dates as they are written in a text: with the month's name in many languages, in figures, in Arabic words.

A day without a year is the one nearest to the dateline's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desk.article.scripts import normalised
from desk.article.wire import MONTHS
from desk.checks.finding import Span
from desk.checks.prose import Prose


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: where it stands, the cut behind it, and the days it may mean; none if no calendar has it."""

    span: Span
    after: int
    days: tuple[date, ...]
    in_figures: bool = False


_MORE_MONTHS = {
    normalised(name): month
    for month, names in (
        (1, "کانونی_دووەم"), (2, "شوبات"), (3, "ئادار مارت"), (4, "نیسان"), (5, "مایس"), (6, "حوزەیران"),
        (7, "تەموز"), (8, "ئاب"), (9, "ئەیلول"), (10, "تشرینی_یەکەم"), (11, "تشرینی_دووەم"), (12, "کانونی_یەکەم"),
        (1, "january"), (9, "sep"), (4, "ابريل"), (6, "يونيه"), (7, "يوليه"),
    )
    for name in names.replace("_", "\0").split()
    for name in (name.replace("\0", " "),)
}  # fmt: skip
_MONTHS = {name: month for name, month in {**MONTHS, **_MORE_MONTHS}.items() if month}
FILLERS = frozenset(
    map(normalised, ("the", "of", "on", "يوم", "الموافق", "الموافق لـ", "من", "ڕۆژی", "ڕێککەوتی", "لە", "بەرواری"))
)
SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
"""Weekdays as English shortens them; most are words of their own too."""
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|ی|ê)?")
_YEAR = re.compile(r"(\d{4})(?:ی|دا)?")
_IN_FIGURES = re.compile(
    r"(?<![\w/.\-])(?P<first>\d{1,4})(?:(?P<mark>[/.\-])(?P<second>\d{1,2})(?P=mark)|ی\s(?P<month>\d{1,2})ی\s)"
    r"(?P<last>\d{1,4})(?:ی|دا)?(?![\w/\-])"
)
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST_TEN = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"]
_ORDINALS = {
    **{normalised(word): day for day, word in enumerate(_FIRST_TEN, 1)},
    **{f"{normalised(word)} عشر": 10 + day for day, word in enumerate(("الحادي", *_FIRST_TEN[1:9]), 1)},
    **{
        normalised(f"{word} {tens}"): value + day
        for value, forms in ((20, ("والعشرين", "والعشرون")), (30, ("والثلاثين", "والثلاثون")))
        for tens in forms
        for day, word in enumerate(("الحادي", *_FIRST_TEN[1:9]), 1)
        if value + day <= 31
    },
    **{normalised(word): value for word, value in (("العشرين", 20), ("العشرون", 20), ("الثلاثين", 30))},
}
_OF_WEEKDAYS = 5
"""`الثلاثاء الأول من آذار` is the first Tuesday of March; there is no sixth."""


def date_at(prose: Prose, at: int, dateline: date | None) -> Dated | None:
    """The date that begins at a cut, if one does and its year is known."""
    if at >= len(prose.cuts):
        return None
    if prose.pieces[at][0].isdigit() and (found := _IN_FIGURES.match(prose.words, prose.cuts[at][0])):
        return _in_figures(prose, at, found, dateline)
    parts = _parts(prose.plain, at)
    if parts is None:
        return None
    day, month, after = parts
    if day > 31 or not is_near(prose, at, after - 1):
        return None
    year = (
        _YEAR.fullmatch(prose.plain[after]) if after < len(prose.plain) and is_near(prose, after - 1, after) else None
    )
    if _are_several(prose, after):
        return None
    after += year is not None
    days = _days(int(year[1]) if year else None, month, day, dateline)
    return None if days is None else Dated((prose.cuts[at][0], prose.cuts[after - 1][1]), after, days)


def date_before(prose: Prose, end: int, dateline: date | None) -> Dated | None:
    """The date that ends right before a cut."""
    for at in range(max(0, end - 5), end):
        dated = date_at(prose, at, dateline)
        if dated is not None and dated.after == end:
            return dated
    return None


def impossible(prose: Prose, dateline: date | None) -> Iterator[Dated]:
    """Days that no calendar has, where it is sure that a day is meant: `on February 30`, `٣٠ی شوبات`."""
    if not _LATE.search(prose.words):
        return
    for n, word in enumerate(prose.plain):
        if not (word[:1].isdigit() and (day := _DAY.fullmatch(word)) and int(day[1]) in (30, 31)):
            continue
        for at in (n - 1, n):
            dated = date_at(prose, at, dateline or date(2000, 1, 1)) if at >= 0 else None
            if dated is not None and not dated.days and not dated.in_figures and _is_sure(prose, n, at, dated):
                yield dated
                break


_LATE = re.compile("[3٣۳][01٠١۰۱]")


def _is_sure(prose: Prose, n: int, at: int, dated: Dated) -> bool:
    has_year = _YEAR.fullmatch(prose.plain[dated.after - 1]) is not None
    if has_year or prose.plain[n].endswith(("ی", "th", "st")):
        return True
    is_usual = at == n or prose.plain[at].isascii()  # in February, 30 people: only English puts the month first
    return is_usual and at > 0 and prose.plain[at - 1] in _ON


_ON = frozenset(map(normalised, ("on", "في", "يوم", "بتاريخ", "ڕۆژی", "until", "till", "by", "حتى")))


def is_near(prose: Prose, one: int, other: int) -> bool:
    """Whether nothing but a comma, a bracket or the point of a shortened name stands between two words."""
    gap = prose.words[prose.cuts[one][1] : prose.cuts[other][0]]
    if gap[:1] == "." and prose.plain[one] in SHORT_DAYS.keys() | _MONTHS.keys():
        gap = gap[1:]
    return len(gap) < 40 and not any(mark in gap for mark in ".;:!?؟؛\n—–")


def is_ordinal(prose: Prose, at: int) -> bool:
    """Whether a date begins with an Arabic ordinal that could count weekdays of a month."""
    return _ORDINALS.get(prose.plain[at], _OF_WEEKDAYS + 1) <= _OF_WEEKDAYS


def _in_figures(prose: Prose, at: int, found: re.Match[str], dateline: date | None) -> Dated | None:
    first, second, last = int(found["first"]), int(found["second"] or found["month"]), int(found["last"])
    if len(found["first"]) == 4:
        tried = [(first, second, last)]
    elif len(found["last"]) == 4:
        tried = [(last, second, first), *([] if found["month"] else [(last, first, second)])]
    else:
        return None
    after = at + 1
    while after < len(prose.cuts) and prose.cuts[after][0] < found.end():
        after += 1
    if _are_several(prose, after):
        return None
    days = list(dict.fromkeys(day for parts in tried if (day := _day(*parts)) is not None))
    days.sort(key=lambda day: abs((day - dateline).days) if dateline else 0)
    return Dated(found.span(), after, tuple(days), in_figures=True)


def _parts(words: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """Day and month that begin at a word, and the word behind them."""
    if (month := _month(words, at)) is not None:
        number, after = month
        day = _DAY.fullmatch(words[after]) if after < len(words) else None
        return (int(day[1]), number, after + 1) if day else None
    read = _ordinal(words, at)
    if read is None:
        return None
    number, after = read
    after += after < len(words) and words[after] in FILLERS
    month = _month(words, after)
    return (number, month[0], month[1]) if month else None


def _ordinal(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The day of a month that a word tells, in figures or as an Arabic ordinal, and the word behind it."""
    if (day := _DAY.fullmatch(words[at])) is not None:
        return int(day[1]), at + 1
    if (number := _ORDINALS.get(" ".join(words[at : at + 2]))) is not None:
        return number, at + 2
    return (_ORDINALS[words[at]], at + 1) if words[at] in _ORDINALS else None


def _month(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The month that begins at a word, and the word behind it; some have two words, some a Sorani ending."""
    if at >= len(words):
        return None
    two = f"{words[at]} {words[at + 1]}" if at + 1 < len(words) else ""
    for written, after in ((two, at + 2), (words[at], at + 1)):
        for name in (written, written.removesuffix("ی")):
            if name in _MONTHS:
                return _MONTHS[name], after
    return None


def _are_several(prose: Prose, after: int) -> bool:
    """Whether the day is but the first of some: `Tuesday to Thursday, March 3-5`, `March 3 and 4`."""
    words = prose.plain
    if after >= len(words):
        return False
    gap = prose.words[prose.cuts[after - 1][1] : prose.cuts[after][0]].strip()
    if gap in ("-", "–", "—", "/"):
        return words[after][:1].isdigit()
    is_joined = not gap and words[after] in _JOINING and after + 1 < len(words)
    return is_joined and _DAY.fullmatch(words[after + 1]) is not None


_JOINING = frozenset(map(normalised, ("and", "to", "or", "through", "until", "و", "تا", "إلى", "الى", "أو", "حتى")))


def _days(year: int | None, month: int, day: int, dateline: date | None) -> tuple[date, ...] | None:
    """Which days are meant: none where there is no such day, None where it cannot be known."""
    if not 1 <= day <= _LONGEST[month - 1]:
        return ()
    if year is not None:
        known = _day(year, month, day)
        return () if known is None else (known,)
    nearest = None if dateline is None else _nearest(dateline, month, day)
    return None if nearest is None else (nearest,)


def _nearest(dateline: date, month: int, day: int) -> date | None:
    years = (dateline.year - 1, dateline.year, dateline.year + 1)
    days = [known for known in (_day(year, month, day) for year in years) if known is not None]
    return min(days, key=lambda known: abs((known - dateline).days), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
