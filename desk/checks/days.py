"""Checks of days: a weekday that does not fit the date it stands beside, and days that no calendar has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desk.article.scripts import normalised
from desk.checks.dates import FILLERS, SHORT_DAYS, Dated, date_at, date_before, impossible, is_near, is_ordinal
from desk.checks.finding import Finding, Span
from desk.checks.prose import Prose
from desk.checks.vocabulary import alike

_NAMES = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ckb": ("دووشەممە", "سێشەممە", "چوارشەممە", "پێنجشەممە", "هەینی", "شەممە", "یەکشەممە"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "short": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
"""The days of the week as `date.weekday` counts them, Monday first."""
_OTHERWISE = (
    *(("دوو شەممە", 0), ("سێ شەممە", 1), ("چوار شەممە", 2), ("پێنج شەممە", 3), ("یەک شەممە", 6)),
    *(("دووشەمە", 0), ("سێشەمە", 1), ("چوارشەمە", 2), ("پێنجشەمە", 3), ("شەمە", 5), ("یەکشەمە", 6), ("جومعە", 4)),
)
_KNOWN = {
    **{
        normalised(name): (tag, number)
        for tag in ("en", "ckb", "ar")
        for number, name in enumerate(_NAMES[tag])
    },
    **{normalised(name): ("ckb", number) for name, number in _OTHERWISE},
}  # fmt: skip
_AND = ("و", "ف")
_OF_TWO = {known.split()[0] for known in _KNOWN if " " in known}
_ENDINGS = tuple(map(normalised, ("ی", "دا", "یە")))
_OTHER_WEEK = alike("داهاتوو ڕابردوو پێشوو ئایندە المقبل القادم الماضي المنصرم الفائت")
"""Behind a weekday: it is no longer the day of the date before it."""
_DAY_OF = frozenset(map(normalised, ("يوم", "ڕۆژی")))


@dataclass(frozen=True, slots=True)
class _Weekday:
    """A weekday: its span, language and number, what is written on to it, and its first and last cut."""

    span: Span
    tag: str
    number: int
    ending: str
    beginning: str
    first: int
    last: int


def findings(prose: Prose, dateline: date | None) -> Iterator[Finding]:
    """Weekdays that do not fit the date they stand beside, which the fix writes right, and days that there are not."""
    told: set[Span] = set()
    for weekday in _weekdays(prose):
        dated = _date_behind(prose, weekday, dateline) or _date_explained(prose, weekday, dateline)
        if dated is None or any(day.weekday() == weekday.number for day in dated.days):
            continue
        if dated.days:
            yield _wrong(prose, weekday, dated.days[0])
        else:
            told.add(dated.span)
            yield _no_such_day(prose, dated)
    for dated in impossible(prose, dateline):
        if dated.span not in told:
            yield _no_such_day(prose, dated)


def _wrong(prose: Prose, weekday: _Weekday, day: date) -> Finding:
    right = weekday.beginning + _NAMES[weekday.tag][day.weekday()] + weekday.ending
    written = prose.text[slice(*weekday.span)]
    message = f"Check “{written}”: {day.isoformat()} is a {_NAMES['en'][day.weekday()]}."
    about = f"{written} {day.isoformat()}"
    fix = prose.fix(f"Write “{right}”", [(weekday.span, right)])
    return prose.finding("wrong-weekday", weekday.span, message, fix=fix, about=about)


def _no_such_day(prose: Prose, dated: Dated) -> Finding:
    message = f"Check “{prose.text[slice(*dated.span)]}”: no calendar has that day."
    return prose.finding("no-such-day", dated.span, message)


def _weekdays(prose: Prose) -> Iterator[_Weekday]:
    taken, words = -1, prose.plain
    for n, word in enumerate(words):
        if n <= taken:
            continue
        if word in SHORT_DAYS and _is_shortened(prose, n):
            yield _Weekday(prose.cuts[n], "short", SHORT_DAYS[word], "", "", n, n)
            continue
        two = f"{word} {words[n + 1]}" if word in _OF_TWO and n + 1 < len(words) else ""
        for written, last in ((two, n + 1), (word, n)):
            if written and (known := _read(written)) is not None:
                (tag, number), beginning, ending = known
                taken = last
                yield _Weekday((prose.cuts[n][0], prose.cuts[last][1]), tag, number, ending, beginning, n, last)
                break


def _is_shortened(prose: Prose, n: int) -> bool:
    """Whether `Sat` or `Wed` is a day: it has a capital, and a point behind it; but the Sun is a newspaper."""
    behind = prose.words[prose.cuts[n][1] : prose.cuts[n][1] + 1]
    return prose.pieces[n][0].isupper() and (behind == "." or (behind == "," and prose.plain[n] != "sun"))


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


def _date_behind(prose: Prose, weekday: _Weekday, dateline: date | None) -> Dated | None:
    """The date that follows a weekday: `Tuesday, March 3, 2026`, `السبت ٣ آذار`, `سێشەممە، ٣ی ئازاری ٢٠٢٦`."""
    words, at = prose.plain, weekday.last + 1
    while at < min(len(words), weekday.last + 4) and words[at] in FILLERS:
        at += 1
    if at >= len(words) or not is_near(prose, weekday.last, at):
        return None
    gap = prose.words[weekday.span[1] : prose.cuts[at][0]]
    if is_ordinal(prose, at) and not gap.strip():
        return None
    dated = date_at(prose, at, dateline)
    return None if dated is None or _is_name(prose, at, dated) else dated


def _is_name(prose: Prose, at: int, dated: Dated) -> bool:
    """Whether a date begins a name: `on Monday, the March 3 Movement`."""
    if prose.plain[at - 1] != "the" or dated.after >= len(prose.cuts):
        return False
    behind = prose.cuts[dated.after]
    return prose.words[dated.span[1] : behind[0]] == " " and prose.words[behind[0]].isupper()


def _date_explained(prose: Prose, weekday: _Weekday, dateline: date | None) -> Dated | None:
    """The date before a weekday that explains it: `March 3 (Tuesday)`, `March 3, a Tuesday`, `٣ی ئازار، ڕۆژی …`."""
    start, end = weekday.span
    if prose.words[max(0, start - 1) : start] == "(" and prose.words[end : end + 1] == ")":
        return date_before(prose, weekday.first, dateline)
    first, words = weekday.first - 1, prose.plain
    if first < 1 or not is_near(prose, first, weekday.first):
        return None
    if words[first] == "a":
        first -= words[first - 1] == "on"
    elif words[first] not in _DAY_OF or words[min(weekday.last + 1, len(words) - 1)] in _OTHER_WEEK:
        return None
    dated = date_before(prose, first, dateline) if first > 0 and is_near(prose, first - 1, first) else None
    if dated is None:
        return None
    is_set_off = prose.words[dated.span[1] : dated.span[1] + 1] in (",", "،") or words[first] == "on"
    return dated if is_set_off or dated.in_figures else None
