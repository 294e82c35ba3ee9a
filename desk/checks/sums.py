"""Checks of sums that a story states itself: parts that do not make their total, answers that are not a hundred.

Only what is sure is told: parts and total in one sentence, in words that leave nothing else out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from desk.article.scripts import normalised
from desk.checks import amounts
from desk.checks.finding import Finding, Span
from desk.checks.numerals import Number, numbers_in
from desk.checks.prose import Prose, sentences
from desk.checks.vocabulary import alike

_BY_AGE = alike(
    "man men woman women child children boy boys girl girls adult adults "
    "پیاو ژن منداڵ کوڕ کچ ئافرەت مناڵ "
    "رجل رجال رجلا امرأة نساء طفل أطفال طفلا فتاة فتيات صبي صبية"
)
_BY_TRADE = alike(
    "soldier soldiers civilian civilians militant militants fighter fighters insurgent insurgents "
    "سەرباز مەدەنی پۆلیس چەکدار پێشمەرگە "
    "جندي جنديا جنود مدني مدنيا مدنيين مدنيون شرطي شرطيا شرطيين مسلح مسلحا مسلحين مسلحون"
)
_KINDS = (_BY_AGE, _BY_TRADE)
"""Kinds of people that shut each other out: no soldier is a civilian, but some are women."""
_PEOPLE_OF_KINDS = _BY_AGE | _BY_TRADE
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
    if len(numbers) < 2:
        return
    at = 0
    for span in sentences(prose.words):
        begin = at
        while at < len(numbers) and numbers[at].span[0] < span[1]:
            at += 1
        if at - begin >= 3:
            yield from _summed(prose, span, numbers[begin:at])
            yield from _hundreds(prose, span, numbers[begin:at])
        if at - begin >= 2:
            yield from amounts.facing(prose, numbers[begin:at])


def _summed(prose: Prose, span: Span, numbers: list[Number]) -> Iterator[Finding]:
    """What is told of the first kind of total that the sentence has."""
    for kind in (_totals, amounts.totals, amounts.beyond):
        found = list(kind(prose, span, numbers))
        if found:
            yield from found
            return


_THEM_ALL = (("in", "all"), ("in", "total"))
"""`The dead, 12 in all, are five men and six women.`"""


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
    nouns = {one.noun for one in parts}
    if len(parts) < 2 or len(totals) != 1 or len(nouns) != len(parts) or not any(nouns <= kind for kind in _KINDS):
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
    if prose.plain[number.last : number.last + 2] in _THEM_ALL:
        return _Counted(number, "people", number.span[1])
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
    if total.end > first:
        gap = prose.words[last : total.number.span[0]].strip()
        return gap in _MARKS and (gap not in ",،" or _ends(prose, total.end, span))
    gap = prose.words[total.end : first].strip()
    if gap in (",", "،") or _is_verb_with_comma(gap):  # `8 people, 3 men and 4 women, were held`
        return _ends(prose, last, span) or prose.words[last : last + 1] in (",", "،")
    return gap in _MARKS or (gap[-1:] in (":", "(") and len(gap) <= _FAR and _closes(prose, last, span))


_HAPPENED = alike("""
    were was have been had died dead killed hurt injured wounded held arrested detained missing rescued freed
    کوژران کوژراون مردن بریندار بوون برینداربوون گیران دەستگیرکران دەستگیر کران ڕزگارکران بێسەروشوێنن
    قتلوا أصيبوا اعتقلوا جرحوا ماتوا لقوا حتفهم
""")


def _is_verb_with_comma(gap: str) -> bool:
    """Whether only what befell people stands between them and the comma: `12 people were killed, 7 men and …`."""
    words = normalised(gap.rstrip(",،")).split()
    return gap[-1:] in (",", "،") and 0 < len(words) <= _FEW and _HAPPENED.issuperset(words)


_FEW = 4
_MARKS = (":", "—", "–", "(", "-", ",", "،", "…")
_FAR = 60
"""Letters between a total and the colon behind it: `8 people were killed in the blast: 3 men and 4 women`."""


def _ends(prose: Prose, at: int, span: Span) -> bool:
    """Whether no word stands between a place and the end of its sentence."""
    return not any(sign.isalnum() for sign in prose.words[at : span[1]])


def _closes(prose: Prose, at: int, span: Span) -> bool:
    """Whether what was opened by a colon or a bracket ends here."""
    return prose.words[at : at + 1] == ")" or _ends(prose, at, span)


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
