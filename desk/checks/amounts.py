"""Checks of sums of money and of votes: amounts that do not make their total, seats and votes beyond those there are.

Only what is sure is told: one sentence, in which every number is of one kind and nothing is compared with anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from desk.article.scripts import normalised
from desk.checks.finding import Finding, Span
from desk.checks.numerals import Number
from desk.checks.prose import Prose
from desk.checks.vocabulary import alike

_COMPARED = alike("""
    from rose fell up down grew dropped increased decreased raised cut compared year years month than while last earlier
    versus previous previously more less least most about nearly over around some including among besides plus also
    another other others each per every between instead
    بەراورد بەرزبووەوە دابەزی پێشوو ساڵی لەوانە زیاتر نزیکەی جگە دیکە تر هەریەک
    ارتفع انخفض مقارنة الماضي السابق بعدما بينهم منها أكثر نحو حوالي عدا إضافة أخرى آخرين لكل
""")
_TOTAL_BEFORE = tuple(
    tuple(map(normalised, words.split()))
    for words in ("a total of", "total of", "in all", "totalling", "بە گشتی", "بەگشتی", "کۆی گشتی", "سەرجەم",
                  "ما مجموعه", "مجموعها", "المجموع", "بإجمالي", "بمجموع", "أي ما مجموعه")
)  # fmt: skip
_TOTAL_BEHIND = tuple(
    tuple(map(normalised, words.split()))
    for words in ("in all", "in total", "altogether", "all told", "بە گشتی", "بەگشتی", "في المجموع")
)
_SIGNS = "$€£¥"
_COUNTED = alike("""
    dollars euros dinars seats votes homes houses shops schools villages wells lawmakers members tons
    دۆلار دینار یۆرۆ کورسی دەنگ ماڵ خانوو دوکان قوتابخانە گوند
    دولار دولارا دينار دينارا يورو مقعد مقعدا مقاعد صوت صوتا أصوات منزل منزلا قرية مدرسة
""")
"""What is counted in a total; a number without a word of its own counts the same as the one before it."""


def totals(prose: Prose, span: Span, numbers: list[Number]) -> Iterator[Finding]:
    """`$4 million on roads and $5 million on schools, a total of $10 million`."""
    total = next((number for number in reversed(numbers) if _is_total(prose, number)), None)
    if total is None or len(numbers) < 3 or _compares(prose, numbers):
        return
    parts = [number for number in numbers if number is not total]
    units = [_unit(prose, number) for number in parts]
    unit = _unit(prose, total) or next(filter(None, units), "")
    if unit in ("", "%") or units[0] != unit or any(one not in ("", unit) for one in units):
        return  # a share of all is no sum of shares
    if total not in (numbers[0], numbers[-1]) or total.value < max(part.value for part in parts):
        return
    bare = [part for part, one in zip(parts, units, strict=True) if not one]
    if bare and (unit in _SIGNS or not all(_stands_alone(prose, part) for part in bare)):
        return
    summed = sum(part.value for part in parts)
    if abs(summed - total.value) > _slack(prose, total, parts):
        written = " + ".join(_text(prose, part) for part in parts)
        message = f"Check the total: {written} are {_figure(summed)}, and the story says {_text(prose, total)}."
        yield prose.finding("wrong-total", total.span, message, about=prose.text[slice(*span)].strip())


def _compares(prose: Prose, numbers: list[Number]) -> bool:
    """Whether words of the clauses that these numbers stand in set one against another, or leave something out."""
    first, last = max(0, numbers[0].first - 6), numbers[-1].last + 3
    return not _COMPARED.isdisjoint(prose.plain[first:last])


def _is_total(prose: Prose, number: Number) -> bool:
    before, behind = prose.plain[max(0, number.first - 3) : number.first], prose.plain[number.last : number.last + 3]
    return any(tuple(before[-len(words) :]) == words for words in _TOTAL_BEFORE) or any(
        words in (tuple(behind[: len(words)]), tuple(behind[1 : 1 + len(words)])) for words in _TOTAL_BEHIND
    )


def _unit(prose: Prose, number: Number) -> str:
    """The sign of a currency before a number, or the word for what it counts behind it."""
    sign = prose.words[number.span[0] - 1 : number.span[0]] if number.span[0] else ""
    if sign and sign in _SIGNS:
        return sign
    behind = prose.plain[number.last : number.last + 1]
    if number.percent or (behind and behind[0] in _COUNTED and not _is_apart(prose, number)):
        return "%" if number.percent else behind[0].rstrip("s")
    return ""


def _stands_alone(prose: Prose, number: Number) -> bool:
    """Whether no word behind a number says that it counts something else."""
    behind = prose.plain[number.last : number.last + 1]
    return _is_apart(prose, number) or not behind or behind[0] in _AND


_AND = alike("and و")


def _is_apart(prose: Prose, number: Number) -> bool:
    behind = prose.words[number.span[1] : number.span[1] + 1]
    return behind in (",", "،", ".", ";", "؛", "\n", "")


def _slack(prose: Prose, total: Number, parts: list[Number]) -> float:
    """How far rounding may carry a sum from its total: not at all where all are whole."""
    if not any(_has_point(prose, number) for number in (total, *parts)):
        return 0.0
    return sum(_place(prose, number) for number in (total, *parts)) / 2 + 1e-9


def _has_point(prose: Prose, number: Number) -> bool:
    return _POINT.search(prose.words[slice(*number.span)]) is not None


_POINT = re.compile(r"\d[.٫](\d{1,2})(?!\d)")


def _place(prose: Prose, number: Number) -> float:
    """What the last place counts to which a number with its scale is written: 100,000 in `1.2 million`."""
    written = prose.words[slice(*number.span)]
    scale = next((value for value in (1e9, 1e6, 1e3) if number.value >= value and not _is_long(written)), 1.0)
    point = _POINT.search(written)
    return scale / float(10 ** len(point[1])) if point else scale


def _is_long(written: str) -> bool:
    return sum(sign.isdecimal() for sign in written) > 3


def _figure(value: float) -> str:
    for scale, word in ((1e9, " billion"), (1e6, " million")):
        if value >= scale:
            return f"{value / scale:g}{word}"
    return f"{value:,.0f}" if value == round(value) else f"{value:g}"


def _text(prose: Prose, number: Number) -> str:
    return prose.text[slice(*number.span)]


_OF = frozenset(map(normalised, ("of", "لە", "أصل", "کۆی", "من", "بين", "the")))
_CHAMBER = alike("""
    seats votes members lawmakers deputies senators ballots delegates mps
    کورسی کورسییەکە کورسییەکەی ئەندام ئەندامەکە پەرلەمانتار دەنگ
    مقعد مقعدا مقاعد عضو عضوا أعضاء نائب نائبا نواب صوت صوتا أصوات
""")
_WON = alike("""
    won win took take got gained secured opposition rival rivals
    بردەوە بردیەوە بەدەستهێنا هێنا ئۆپۆزسیۆن
    فاز فازت حصل حصلت حصد حصدت نال نالت المعارضة والمعارضة
""")
_VOTED = alike("""
    voted for against favour favor abstained absent
    دژ دژی بێلایەن دەنگیان لەگەڵ
    صوت صوتوا مع ضد لصالح امتنع وامتنع عارض وعارض أيد وأيد
""")


def beyond(prose: Prose, span: Span, numbers: list[Number]) -> Iterator[Finding]:
    """`Of the 100 seats, the party won 60 and the opposition 50`: more than there are."""
    whole, *parts = numbers
    if len(parts) < 2 or not _is_chamber(prose, whole, span) or _compares(prose, parts) or whole.percent:
        return
    words = prose.plain[whole.last : parts[-1].last + 6]
    shut_out = len([word for word in words if word in _VOTED]) >= 2 or not _WON.isdisjoint(words)
    summed = sum(part.value for part in parts)
    if (
        shut_out
        and not any(part.percent for part in parts)
        and summed > whole.value >= max(part.value for part in parts)
    ):
        written = " + ".join(_text(prose, part) for part in parts)
        message = f"Check the numbers: {written} are {_figure(summed)}, of {_text(prose, whole)} in all."
        yield prose.finding("wrong-total", whole.span, message, about=prose.text[slice(*span)].strip())


def _is_chamber(prose: Prose, whole: Number, span: Span) -> bool:
    """Whether the sentence begins with the whole: `Of 20 members, …`, `من أصل 20 عضوا`."""
    near = range(max(0, whole.first - 4), whole.first)
    own = [prose.plain[n] for n in near if prose.cuts[n][0] >= span[0]]
    behind = prose.plain[whole.last : whole.last + 2]
    return 1 <= len(own) <= 3 and _OF.issuperset(own) and not _CHAMBER.isdisjoint(behind)


_FACING = frozenset(map(normalised, ("to", "بەرامبەر", "مقابل")))
_BALLOT = alike("""
    vote votes voted win wins won beat beats defeated election referendum poll polls ballot margin result results runoff
    candidate
    دەنگ دەنگی هەڵبژاردن هەڵبژاردنەکە ڕیفراندۆم بردەوە بردیەوە دەنگدان ڕاپرسی
    صوت أصوات فاز فازت انتخابات الانتخابات استفتاء الاستفتاء التصويت هزم النتيجة نتيجة
""")


def facing(prose: Prose, numbers: list[Number]) -> Iterator[Finding]:
    """`51.2 percent to 49.8 percent`: two sides of one vote that are more than a hundred."""
    for one, other in pairwise(numbers):
        between = prose.words[one.span[1] : other.span[0]]
        words = set(normalised(between).split()) - _UNITS
        is_pair = other.percent and ((words and words <= _FACING) or (not words and between.strip() in ("-", "–")))
        if not is_pair or _compares(prose, [one, other]):
            continue
        near = prose.plain[max(0, one.first - 12) : other.last + 8]
        summed = one.value + other.value
        if not _BALLOT.isdisjoint(near) and 100 + _ROUNDED < summed <= _MOST:
            written = f"{_text(prose, one)} + {_text(prose, other)}"
            message = f"Check the shares: {written} come to {summed:g} per cent."
            yield prose.finding("wrong-shares", (one.span[0], other.span[1]), message)


_UNITS = alike("percent per cent % ٪ بالمئة بالمائة في المئة لە سەدا")
_ROUNDED = 0.15
"""What the rounding of two shares to one place may add."""
_MOST = 120.0
"""Two shares that come to more are not two sides of one vote."""
