"""People whom a text counts without a number: `a man and a woman` are two."""

from __future__ import annotations

import re

from desk.checks.prose import Prose

_ONE = (
    r"(?:an?|one|another|his|her|their)\s(?:[\w’'\-]+\s){0,2}?"
    r"(?:man|woman|boy|girl|child|baby|son|daughter|brother|sister|wife|husband|mother|father|grandmother|grandfather"
    r"|teenager|student|teacher|officer|policeman|policewoman|soldier|driver|passenger|doctor|nurse|worker|farmer)"
)
_RUN = re.compile(
    rf"\b{_ONE}\b(?:(?:,\s|,?\sand\s){_ONE}\b){{1,5}}"
    r"|\b(?:[پژکمئ]\w{1,8}ێک)(?:(?:،\s|\sو\s)(?:[پژکمئ]\w{1,8}ێک)\b){1,5}"
    r"|\b(?:رجلا?|شابا?|طفلا?|جنديا?)(?:\sو(?:امرأة|زوجته|شابة|طفلة|طفل|ابنه|ابنته|مدني)\b){1,5}",
    re.IGNORECASE,
)
_SORANI = re.compile(r"پیاوێک|ژنێک|کوڕێک|کچێک|منداڵێک|ئافرەتێک")
_EACH = re.compile(
    rf"\b{_ONE}\b|\b\w+ێک\b|\bو?(?:رجلا?|شابا?|طفلا?|جنديا?|امرأة|زوجته|شابة|طفلة|ابنه|ابنته|مدني)\b", re.IGNORECASE
)


def people_counted(prose: Prose) -> set[float]:
    """How many people stand in each row of single ones; no fewer than two."""
    return {float(count) for run in _RUN.finditer(prose.words) if (count := _count(run[0])) > 1}


def _count(run: str) -> int:
    people = _EACH.findall(run)
    is_sorani = "ێک" in run
    return len(people) if not is_sorani or len(_SORANI.findall(run)) == len(people) else 0
