"""The days and hours that a copy's lines tell, in English, Arabic and Sorani: `March 3, 2026 10:15 GMT`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from desk.article import scripts, wire

_LONGEST = 200
_MONTH = "|".join(sorted(map(re.escape, wire.MONTHS), key=len, reverse=True))
_NUMBER = r"(?P<{0}>\d{{1,2}})(?:ی|st|nd|rd|th|\.)?"
_YEAR = r"\.?[,،]?(?:\s+(?P<{0}>\d{{4}}))?(?!\d)"
_DAY_MONTH = re.compile(rf"(?<![\d:]){_NUMBER.format('day')}\s+(?:of\s+)?(?P<month>{_MONTH})ی?\b{_YEAR.format('year')}")
_MONTH_DAY = re.compile(rf"\b(?P<month>{_MONTH})\.?\s+{_NUMBER.format('day')}(?![\d:]){_YEAR.format('year')}")
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})(?!\d)")
_NEXT_WEEK = timedelta(days=7)


def day_of(line: str, today: date | None = None) -> date | None:
    """The day that a line tells; one without its year is the nearest to `today`. None where there is none."""
    return _day(scripts.normalised(line[:_LONGEST]), today or date.today())


def _day(text: str, today: date) -> date | None:
    for form in (_ISO, _DAY_MONTH, _MONTH_DAY):
        if found := form.search(text):
            written = found["month"]
            month = int(written) if written.isdecimal() else wire.MONTHS[written]
            return _nearest(int(found["year"] or 0), month, int(found["day"]), today)
    found = _NUMBERS.search(text)
    return _of_numbers(*(int(found[name]) for name in ("year", "month", "day"))) if found else None


def _nearest(year: int, month: int, day: int, today: date) -> date | None:
    years = [year] if year else [today.year - 1, today.year, today.year + 1]
    days = [found for one in years if (found := _date(one, month, day))]
    return min(days, key=lambda one: abs((one - today).days), default=None)


def _of_numbers(year: int, month: int, day: int) -> date | None:
    """A day in numbers, day first. Where that may as well be read the other way round it tells nothing."""
    if month > 12:
        return _date(year, day, month)
    return _date(year, month, day) if day > 12 or day == month else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_HOUR = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?(?![\d.])\s*(?P<half>[ap]\.?m\b\.?|ص\b|م\b)?"
    r"|(?<!\d)(?P<hour12>\d{1,2})\s*(?P<half12>[ap]\.?m\b\.?)|(?<!\d)(?P<hour4>\d{2})(?P<minute4>\d{2})(?=\s*(?:gmt|utc)\b)"
)
_ZONE = re.compile(r"\s*\(?(?P<name>gmt|utc|z)\b(?P<more>[+-]\d{1,2}(?::?\d{2})?)?|\s*(?P<shift>[+-]\d{1,2}:?\d{2})\b")
_BAGHDAD = re.compile(
    r"\b(?:baghdad|erbil|iraq)(?:i)? time\b|بتوقیت (?:بغداد|اربیل|العراق)|کاتی (?:ههولیر|ههولێر|بهغدا|عیراق|عێراق)"
)
_GREENWICH = re.compile(r"بتوقیت (?:غرینتش|جرینتش)|کاتی گرین")
_ANOTHER = re.compile(r"\b(?:[ecmp][sd]t|bst|cest|cet|ist|msk|et|pt)\b|\b\w+ time\b|بتوقیت|کاتی ")


def hour_of(line: str, today: date | None = None) -> datetime | None:
    """The moment that a line tells, its zone the desk's own where it names none.

    None without an hour, without a day, and where its zone is one that Desk cannot tell.
    """
    text = scripts.normalised(line[:_LONGEST])
    day, found = _day(text, today or date.today()), _HOUR.search(text)
    if day is None or found is None:
        return None
    hour = int(found["hour"] or found["hour12"] or found["hour4"])
    minute = int(found["minute"] or found["minute4"] or 0)
    half = (found["half"] or found["half12"] or "")[:1]
    if half:
        hour = hour % 12 + (12 if half in "pم" else 0)
    if hour > 23 or minute > 59:
        return None
    moment = datetime(day.year, day.month, day.day, hour, minute)
    zone = _zone(text, found.end())
    if zone is None:
        return None if _ANOTHER.search(text.replace("local time", "")) else moment.astimezone()
    return moment.replace(tzinfo=zone)


def tells_hour(line: str) -> bool:
    """Whether a line tells an hour, in whatever zone."""
    return bool(_HOUR.search(scripts.normalised(line[:_LONGEST])))


def _zone(text: str, at: int) -> tzinfo | None:
    if _BAGHDAD.search(text):
        return timezone(timedelta(hours=3))
    found = _ZONE.match(text, at)
    if found is None:
        return UTC if _GREENWICH.search(text) else None
    shift = (found["shift"] or found["more"] or "").replace(":", "")
    if not shift:
        return UTC
    hours, minutes = int(shift[1:3]), int(shift[3:5] or 0)
    if hours > 14 or minutes > 59:
        return None
    return timezone((-1 if shift[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


_REST = re.compile(
    r"\b(?:published|updated|last|posted|modified|on|at|date|mon|tues?|wednes|thurs?|fri|satur|sun|day|wed|sat|[ap]\.?m|gmt|utc|local"
    r"|time|baghdad|erbil|and|tue|thu|[ecmp][sd]t|bst|cest|cet|msk)(?:day)?\b|(?:نشر|تاریخ|النشر|اخر|تحدیث|فی|یوم|السبت|الاحد|الاثنین|الثلاثا|الاربعا|الخمیس"
    r"|الجمعه|بتوقیت|بغداد|غرینتش|الساعه|ء|ئ)|(?:بڵاوکراوهتهوه|بڵاوکرایهوه|نوێکرایهوه|نوێکراوهتهوه|دوایین|نوێکردنهوه|له|بهروار|کات|کاتژمێر"
    r"|شهممه|یهکشهممه|دووشهممه|سێشهممه|چوارشهممه|پێنجشهممه|ههینی|ڕۆژی|ههولێر|بهغدا|ی)"
)


_A_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def is_date_line(line: str, *, with_year: bool = True) -> bool:
    """Whether a line tells a day with its year, and its hour perhaps, and nothing else."""
    text = scripts.normalised(line) if len(line) <= _LONGEST / 2 else ""
    if (with_year and not _A_YEAR.search(text)) or day_of(line) is None:
        return False
    for form in (_ISO, _DAY_MONTH, _MONTH_DAY, _NUMBERS, _HOUR, _ZONE):
        text = form.sub(" ", text)
    return not any(mark.isalpha() for mark in _REST.sub(" ", text))


_LABELLED = re.compile(r"\W*(?:published|updated|last updated|posted|نشر|اخر تحدیث|تاریخ|بڵاوکرا|نوێکرا|دوایین)")


def is_labelled(line: str) -> bool:
    """Whether a line says of which kind its day is: that of publication, that of the last change."""
    return bool(_LABELLED.match(scripts.normalised(line)))
