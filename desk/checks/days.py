"""Checks of dates: a weekday that does not fit its day. A day without a year is the one nearest to the dateline's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desk.article.scripts import normalised
from desk.article.wire import MONTHS
from desk.checks.finding import Finding, Span
from desk.checks.prose import Prose

_NAMES = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ckb": ("دووشەممە", "سێشەممە", "چوارشەممە", "پێنجشەممە", "هەینی", "شەممە", "یەکشەممە"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
}
"""The days of the week as `date.weekday` counts them, Monday first."""
_OTHERWISE = (
    *(("دوو شەممە", 0), ("سێ شەممە", 1), ("چوار شەممە", 2), ("پێنج شەممە", 3), ("یەک شەممە", 6)),
    *(("دووشەمە", 0), ("سێشەمە", 1), ("چوارشەمە", 2), ("پێنجشەمە", 3), ("شەمە", 5), ("یەکشەمە", 6), ("جومعە", 4)),
)
_KNOWN = {
    **{normalised(name): (tag, number) for tag, names in _NAMES.items() for number, name in enumerate(names)},
    **{normalised(name): ("ckb", number) for name, number in _OTHERWISE},
}
_AND = ("و", "ف")
_OF_TWO = {known.split()[0] for known in _KNOWN if " " in known}
_ENDINGS = tuple(map(normalised, ("ی", "دا", "یە")))
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
_FILLERS = frozenset(
    map(normalised, ("the", "of", "on", "يوم", "الموافق", "الموافق لـ", "من", "ڕۆژی", "ڕێککەوتی", "لە", "بەرواری"))
)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|ی|ê)?")
_YEAR = re.compile(r"(\d{4})(?:ی|دا)?")
_REACH = 7
"""Words that may stand between a weekday and the end of its date."""


@dataclass(frozen=True, slots=True)
class _Weekday:
    span: Span
    tag: str
    number: int
    ending: str
    beginning: str
    last: int


def findings(prose: Prose, dateline: date | None) -> Iterator[Finding]:
    """Weekdays that do not fit the date they stand beside; the fix writes the right one."""
    words = prose.plain
    for weekday in _weekdays(prose, words):
        day = _day_behind(prose, words, weekday, dateline) or _day_before(prose, words, weekday, dateline)
        if day is not None and day.weekday() != weekday.number:
            yield _wrong(prose, weekday, day)


def _wrong(prose: Prose, weekday: _Weekday, day: date) -> Finding:
    right = weekday.beginning + _NAMES[weekday.tag][day.weekday()] + weekday.ending
    written = prose.text[slice(*weekday.span)]
    message = f"Check “{written}”: {day.isoformat()} is a {_NAMES['en'][day.weekday()]}."
    about = f"{written} {day.isoformat()}"
    fix = prose.fix(f"Write “{right}”", [(weekday.span, right)])
    return prose.finding("wrong-weekday", weekday.span, message, fix=fix, about=about)


def _weekdays(prose: Prose, words: Sequence[str]) -> Iterator[_Weekday]:
    taken = -1
    for n, word in enumerate(words):
        if n <= taken:
            continue
        two = f"{word} {words[n + 1]}" if word in _OF_TWO and n + 1 < len(words) else ""
        for written, last in ((two, n + 1), (word, n)):
            if written and (known := _read(written)) is not None:
                (tag, number), beginning, ending = known
                taken = last
                yield _Weekday((prose.cuts[n][0], prose.cuts[last][1]), tag, number, ending, beginning, last)
                break


@lru_cache(maxsize=4096)
def _read(word: str) -> tuple[tuple[str, int], str, str] | None:
    """Which weekday a word is, the letter that Arabic wrote on to it, and the ending that Sorani put on it."""
    if word in _KNOWN:
        return _KNOWN[word], "", ""
    if word[:1] in _AND and _KNOWN.get(word[1:], ("", 0))[0] == "ar":
        return _KNOWN[word[1:]], word[0], ""
    for ending, written in zip(_ENDINGS, ("ی", "دا", "یە"), strict=True):
        stem = word.removesuffix(ending)
        if stem != word and stem in _KNOWN and _KNOWN[stem][0] == "ckb":
            return _KNOWN[stem], "", written
    return None


def _day_behind(prose: Prose, words: Sequence[str], weekday: _Weekday, dateline: date | None) -> date | None:
    """The date that follows a weekday: `Tuesday, March 3, 2026`, `السبت ٣ آذار`, `سێشەممە، ٣ی ئازاری ٢٠٢٦`."""
    at = weekday.last + 1
    while at < min(len(words), weekday.last + 4) and words[at] in _FILLERS:
        at += 1
    if at >= len(words) or not _is_near(prose, weekday.last, at):
        return None
    return _date_at(prose, words, at, dateline)


def _day_before(prose: Prose, words: Sequence[str], weekday: _Weekday, dateline: date | None) -> date | None:
    """The date that a weekday in brackets explains: `March 3 (Tuesday)`."""
    start, end = weekday.span
    if prose.words[max(0, start - 1) : start] != "(" or prose.words[end : end + 1] != ")":
        return None
    first = weekday.last - (1 if _is_two(prose, weekday) else 0)
    for at in range(max(0, first - 4), first):
        dated = _date_at(prose, words, at, dateline)
        if dated is not None and _end_of_date(words, at) == first:
            return dated
    return None


def _is_two(prose: Prose, weekday: _Weekday) -> bool:
    return prose.cuts[weekday.last][0] != weekday.span[0]


def _is_near(prose: Prose, one: int, other: int) -> bool:
    """Whether nothing but a comma or a bracket stands between two words."""
    gap = prose.words[prose.cuts[one][1] : prose.cuts[other][0]]
    return len(gap) < 40 and not any(mark in gap for mark in ".;:!?؟؛\n—–")


def _parts(words: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """Day and month that begin at a word, and the word behind them."""
    if (month := _month(words, at)) is not None:
        number, after = month
        day = _DAY.fullmatch(words[after]) if after < len(words) else None
        return (int(day[1]), number, after + 1) if day else None
    day = _DAY.fullmatch(words[at]) if at < len(words) else None
    if day is None:
        return None
    after = at + 1 + (at + 1 < len(words) and words[at + 1] in _FILLERS)
    month = _month(words, after)
    return (int(day[1]), month[0], month[1]) if month else None


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


def _end_of_date(words: Sequence[str], at: int) -> int:
    parts = _parts(words, at)
    if parts is None:
        return -1
    after = parts[2]
    return after + (after < len(words) and _YEAR.fullmatch(words[after]) is not None)


def _date_at(prose: Prose, words: Sequence[str], at: int, dateline: date | None) -> date | None:
    parts = _parts(words, at)
    if parts is None:
        return None
    day, month, after = parts
    if not _is_near(prose, at, after - 1) or _are_several(prose, words, after):
        return None
    year = _YEAR.fullmatch(words[after]) if after < len(words) and _is_near(prose, after - 1, after) else None
    if year is not None:
        return _day(int(year[1]), month, day)
    return None if dateline is None else _nearest(dateline, month, day)


def _are_several(prose: Prose, words: Sequence[str], after: int) -> bool:
    """Whether the day is but the first of some: `Tuesday to Thursday, March 3-5`, `March 3 and 4`."""
    if after >= len(words):
        return False
    gap = prose.words[prose.cuts[after - 1][1] : prose.cuts[after][0]].strip()
    if gap in ("-", "–", "—", "/"):
        return _DAY.fullmatch(words[after]) is not None
    is_joined = not gap and words[after] in _JOINING and after + 1 < len(words)
    return is_joined and _DAY.fullmatch(words[after + 1]) is not None


_JOINING = frozenset(map(normalised, ("and", "to", "or", "through", "until", "و", "تا", "إلى", "الى", "أو", "حتى")))


def _nearest(dateline: date, month: int, day: int) -> date | None:
    years = (dateline.year - 1, dateline.year, dateline.year + 1)
    days = [known for known in (_day(year, month, day) for year in years) if known is not None]
    return min(days, key=lambda known: abs((known - dateline).days), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
