"""Checks of sums that a story states itself: parts that do not make their total, answers that are not a hundred.

Only what is sure is told: parts and total in one sentence, in words that leave nothing else out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from desk.article.scripts import normalised
from desk.checks.finding import Finding, Span
from desk.checks.numerals import Number, numbers_in
from desk.checks.prose import Prose, sentences
from desk.checks.vocabulary import alike

_PEOPLE_OF_KINDS = alike(
    "man men woman women child children boy boys girl girls adult adults "
    "پیاو ژن منداڵ کوڕ کچ ئافرەت مناڵ "
    "رجل رجال رجلا امرأة نساء طفل أطفال طفلا فتاة فتيات صبي صبية"
)
_PEOPLE = alike("people persons victims passengers کەس کەسی قوربانی شخص أشخاص شخصا ضحية ضحايا")
_IN_ALL = (
    *("in all", "in total", "altogether", "a total of", "all told", "total of"),
    *("بە گشتی", "بەگشتی", "کۆی گشتی", "سەرجەم", "کۆی ژمارەیان"),
    *("المجموع", "مجموعهم", "ما مجموعه", "إجمالي", "مجموعه", "في المجمل"),
)
_TOTALS = tuple(normalised(words) for words in _IN_ALL)
_NOT_ALL = alike(
    "including among another other others least more than over about nearly besides plus also unidentified "
    "لەوانە لەناویان دیکە تر لانیکەم زیاتر نزیکەی جگە "
    "بينهم بينهن منهم آخرون آخرين أخرى الأقل أكثر نحو حوالي عدا إضافة"
)
_LISTED = alike("and و plus")
_FARTHEST = 12
"""Letters between two parts of a list."""


def findings(prose: Prose) -> Iterator[Finding]:
    """Totals and percentages that do not add up."""
    numbers = numbers_in(prose)
    if len(numbers) < 3:
        return
    at = 0
    for span in sentences(prose.words):
        begin = at
        while at < len(numbers) and numbers[at].span[0] < span[1]:
            at += 1
        if at - begin >= 3:
            yield from _totals(prose, span, numbers[begin:at])
            yield from _hundreds(prose, span, numbers[begin:at])


@dataclass(frozen=True, slots=True)
class _Counted:
    number: Number
    noun: str
    end: int


def _totals(prose: Prose, span: Span, numbers: list[Number]) -> Iterator[Finding]:
    """`3 men and 4 women, 8 people in all`; not where some are only among the total, or others beside them."""
    counted = [one for number in numbers if (one := _counted(prose, number)) is not None]
    parts = [one for one in counted if one.noun in _PEOPLE_OF_KINDS]
    totals = [one for one in counted if one.noun in _PEOPLE]
    if len(parts) < 2 or len(totals) != 1 or len({one.noun for one in parts}) != len(parts):
        return
    if not _is_list(prose, parts) or any(word in _NOT_ALL for word in _words(prose, span)):
        return
    if not _are_joined(prose, span, parts, totals[0]):
        return
    total, summed = totals[0].number, sum(one.number.value for one in parts)
    if summed != total.value:
        message = (
            f"Check the total: {_written(prose, parts)} are {summed:.0f}, and the story says {_text(prose, total)}."
        )
        about = prose.text[span[0] : span[1]].strip()
        yield prose.finding("wrong-total", total.span, message, about=about)


def _counted(prose: Prose, number: Number) -> _Counted | None:
    """A number with the word behind it, which may have one of its own before it (`3 young men`)."""
    for n in range(number.last, min(number.last + 2, len(prose.cuts))):
        start, end = prose.cuts[n]
        if "\n" in prose.words[number.span[1] : start] or start - number.span[1] > 20:
            return None
        noun = prose.plain[n]
        if noun in _PEOPLE_OF_KINDS or noun in _PEOPLE:
            return _Counted(number, noun, end)
    return None


def _is_list(prose: Prose, parts: list[_Counted]) -> bool:
    """Whether nothing but commas and `and` stands between the parts."""
    for one, other in pairwise(parts):
        gap = prose.words[one.end : other.number.span[0]]
        if len(gap) > _FARTHEST or any(
            word not in _LISTED for word in normalised(gap).replace("،", " ").replace(",", " ").split()
        ):
            return False
    return True


def _words(prose: Prose, span: Span) -> list[str]:
    return normalised(prose.words[slice(*span)]).replace(",", " ").replace("،", " ").split()


def _are_joined(prose: Prose, span: Span, parts: list[_Counted], total: _Counted) -> bool:
    """Whether the sentence says that the parts are the total: by a word for it, or by a colon or dash between them."""
    text = normalised(prose.words[slice(*span)])
    if any(words in text for words in _TOTALS):
        return True
    first, last = parts[0].number.span[0], parts[-1].end
    gap = prose.words[total.end : first] if total.end <= first else prose.words[last : total.number.span[0]]
    return gap.strip() in (":", "—", "–", "(", "-", ",", "،", "…") and (
        gap.strip() not in ",،" or _ends(prose, span, total)
    )


def _ends(prose: Prose, span: Span, total: _Counted) -> bool:
    """Whether a total behind a comma closes its sentence."""
    return not any(sign.isalnum() for sign in prose.words[total.end : span[1]])


def _written(prose: Prose, parts: list[_Counted]) -> str:
    return " + ".join(_text(prose, one.number) for one in parts)


def _text(prose: Prose, number: Number) -> str:
    return prose.text[slice(*number.span)]


_ANSWERS = alike(
    "yes no undecided against favor favour favored favoured opposed oppose abstained abstain neither unsure rest "
    "remaining disapprove approve disapproved approved remainder "
    "بەڵێ نەخێر دژ دژن دژی بێلایەن بڕیاری بڕیاریان ئەوانی لەگەڵ "
    "نعم لا مؤيد مؤيدون معارض معارضون عارض عارضوا أيد أيدوا امتنع امتنعوا محايد محايدون "
    "مترددون متردد الباقي يعارضون يؤيدون"
)
_CHANGING = alike(
    "from rose fell up down grew dropped increased decreased compared year month than while last earlier versus "
    "لە_بەراورد بەرزبووەوە دابەزی پێشوو ساڵی "
    "ارتفع انخفض مقارنة الماضي السابق بعدما"
)
_FEWEST, _MOST = 98.0, 102.0
"""What rounded shares may come to."""
_RESTING = alike("rest remaining remainder الباقي ئەوانی")


def _hundreds(prose: Prose, span: Span, numbers: list[Number]) -> Iterator[Finding]:
    """`30% yes, 50% no, 30% undecided`: answers that shut each other out and are no hundred."""
    shares = [number for number in numbers if number.percent]
    words = set(_words(prose, span))
    if len(shares) < 3 or len(shares) != len([n for n in numbers if n.in_digits]) or words & _CHANGING:
        return
    if len(words & _ANSWERS) < 2:
        return
    summed = sum(share.value for share in shares)
    if summed > _MOST or (summed < _FEWEST and words & _RESTING):
        written = " + ".join(_text(prose, share).rstrip("%٪") for share in shares)
        message = f"Check the shares: {written} come to {summed:g} per cent."
        where = (shares[0].span[0], shares[-1].span[1])
        yield prose.finding("wrong-shares", where, message, about=prose.text[span[0] : span[1]].strip())
