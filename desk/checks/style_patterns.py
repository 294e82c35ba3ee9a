"""What rules of house style find by patterns: a person’s own, and those of dates, numbers, titles and capitals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from desk.article.languages import ARABIC_DIGITS, LATIN_DIGITS, language
from desk.article.scripts import in_digits
from desk.article.trouble import Trouble
from desk.checks.style_rules import Rule
from desk.checks.style_text import BEGINS, ENDS, Hit, StyleText, in_case_of, taking_out

if TYPE_CHECKING:
    import regex

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
PATIENCE = 0.5
"""Seconds that one rule may take for one text."""


def too_long(rule: Rule) -> str:
    """What is said of a rule that takes too long."""
    return f"The pattern of “{rule.id}” takes too long in this story: make it simpler."


@lru_cache(maxsize=1024)
def compiled(pattern: str, match_case: bool) -> regex.Pattern[str]:
    """A person’s pattern, ^ and $ at the ends of lines."""
    import regex

    return regex.compile(pattern, regex.MULTILINE | (0 if match_case else regex.IGNORECASE))


def matches(rule: Rule, words: str, pattern: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
    """What a pattern of a rule finds. Raises Trouble where it takes too long."""
    found = compiled(pattern, rule.match_case).finditer(
        words, start, len(words) if end is None else end, timeout=PATIENCE, concurrent=True
    )
    try:
        yield from (one for one in found if one.end() > one.start())
    except TimeoutError:
        raise Trouble(too_long(rule)) from None


def by_pattern(rule: Rule, text: StyleText) -> Iterator[Hit]:
    """What a rule of existence finds by its pattern."""
    words = text.read(quotes=rule.quotes)
    for match in matches(rule, words, rule.pattern):
        if rule.fix is None:
            yield Hit(*match.span())
        elif rule.fix:
            puts = re.sub(r"\\(\d)", lambda group, match=match: match[int(group[1])] or "", rule.fix)  # type: ignore[misc]
            if puts != match[0]:
                yield Hit(*match.span(), in_case_of(puts, match[0]) if puts[0].isalpha() else puts)
        else:
            yield taking_out(words, *match.span(), text.text)


_YEAR = r"(?P<year>[12]\d{3}|[١٢۱۲]\d{3})"
_DAY = r"(?P<day>\d{1,2})"


@lru_cache(maxsize=64)
def _dates(rule: Rule) -> tuple[re.Pattern[str], ...]:
    """The ways in which a date may be written."""
    names = sorted((name for one in (*rule.words, *rule.short) for name in one.split("|")), key=len, reverse=True)
    month = f"(?P<month>{'|'.join(re.escape(name) for name in names)})"
    alone = r"(?<![\w/.,:٫٬-])"
    ways = [rf"{alone}{_YEAR}[-/](?P<number>\d{{1,2}})[-/]{_DAY}(?![\w/-])"]
    if rule.language == "en":
        ways += [
            rf"{alone}(?:[Tt]he (?=\d\d?(?:st|nd|rd|th)? of ))?{_DAY}(?:st|nd|rd|th)?(?: of)? {month}"
            rf"\b\.?(?:,? {_YEAR}\b)?(?!-)",
            rf"(?<![\w-]){month}\.? (?:the )?{_DAY}(?:st|nd|rd|th)?\b(?![:.,]\d)(?:,? {_YEAR}\b)?"
            r"(?! (?:percent|per|million|billion)\b|[-%])",
        ]
    else:
        ways.append(rf"{alone}{_DAY}(?:[ -]?ی)? {month}(?:[ی،]? {_YEAR})?(?![^\W_]|[/\u200c])")
    return tuple(map(re.compile, ways))


def dates(rule: Rule, text: StyleText) -> Iterator[Hit]:
    """Dates that are not written as the rule has it."""
    words = text.read(quotes=rule.quotes)
    for pattern in _dates(rule):
        for match in pattern.finditer(words):
            wanted = _date(rule, match)
            if wanted and wanted != match[0]:
                yield Hit(*match.span(), wanted)


def _date(rule: Rule, match: re.Match[str]) -> str:
    """A date as it should stand; empty for what is none."""
    parts = match.groupdict()
    day, month = int(parts["day"]), _month(rule, parts)
    if not (1 <= day <= 31) or month is None or not rule.fix:
        return ""
    form, year = rule.fix, parts.get("year")
    if not year:
        form = re.sub(r"[,،]?\s*\{year\}", "", form).replace("{month}ی", "{month}")
    as_found = str.maketrans(LATIN_DIGITS, _digits_of(parts["day"]))
    values = {"day": str(day).translate(as_found), "month": month, "year": year or ""}
    for name, value in values.items():
        form = form.replace(f"{{{name}}}", value)
    return form


def _month(rule: Rule, parts: Mapping[str, str | None]) -> str | None:
    if number := parts.get("number"):
        return rule.words[int(number) - 1] if 1 <= int(number) <= 12 else None
    name = parts.get("month")
    for one, other in zip(rule.words, rule.short or ("",) * 12, strict=False):
        if name == one or name in other.split("|"):
            return one
    return None


def _digits_of(number: str) -> str:
    first = number[0]
    return LATIN_DIGITS if first.isascii() else ARABIC_DIGITS if first in ARABIC_DIGITS else "۰۱۲۳۴۵۶۷۸۹"


_LONE = re.compile(
    r"(?<![\w.,:/٫٬$€£¥#№+=×°§-])(?<!\d )\d(?![\w%٪°′″:/×=+-]|[.,٫٬]\d|\)|(?: ?(?:percent|per cent|pct)\b))"
)
_WITH_FIGURES = re.compile(
    rf"""[ \u00a0-]?(?:a\.?m|p\.?m|k?m|cm|mm|kg|g|ft|in|mph|kph|degrees?|million|billion|trillion|thousand|magnitude|
    [KMGT]B|[KMG]bps|cents?|points?|votes?|years?[ -]old|year-old|month-old|(?:to|by|and|or)[ ]\d|acres?|hectares?|
    miles?|inch(?:es)?|feet|(?:kilo|centi|milli)?(?:met(?:er|re)|gram|lit(?:er|re))s?|tons?|tonnes?|barrels?|dollars?|euros?|dinars?|
    GMT|o['’]clock|{_MONTHS})\b""",
    re.VERBOSE,
)
_NAMED_BY_NUMBER = re.compile(
    rf"(?:{_MONTHS}|"
    r"(?i:page|pages|chapter|article|section|room|route|highway|road|gate|group|grade|level|phase|stage|part|volume|unit|"
    r"no\.|codes?|number|numbers|line|platform|figure|table|act|law|annex|step|block|district|zone|league|division|formula|"
    r"and|to|or|of|by|from|aged?|than|minus|plus|question|item|paragraph|class|type|category|version|windows|runway|"
    r"terminal|resolution|top|score|won|lost|beat|channel|apollo|euro|world cup|match|"
    r"game|round|set|heat|hall))[ \u00a0]$"
)


def spelt(rule: Rule, text: StyleText) -> Iterator[Hit]:
    """Figures for small numbers, but where figures are usual: units, money, dates, scores, ages, numbered things."""
    words = text.read(quotes=rule.quotes)
    for match in _LONE.finditer(words):
        start, end = match.span()
        behind, before = words[end : end + 24], words[max(0, start - 16) : start]
        if int(match[0]) >= rule.below or _WITH_FIGURES.match(behind) or _NAMED_BY_NUMBER.search(before):
            continue
        if before.endswith("\n") or not before or not re.match(r" [^\W\d_]", behind):
            continue  # a list, a table, a score
        word = rule.words[int(match[0])]
        yield Hit(start, end, word[0].upper() + word[1:] if text.begins_sentence(start) else word)


_LONG = re.compile(r"(?<![\w.,:/٫٬#+№()-])\d{5,12}(?![\w:/()-]|[.,٫٬]\d)")
_NO_AMOUNT = re.compile(
    r"(?i:\b(?:no\.?|number|tel\.?|phone|call|code|id|flight|hotline|box|zip|case|ژمارە|رقم|هاتف))[ :\u00a0]*$"
)
_MARKS_OF_GROUPS = {"en": ",", "ar": "٬", "ckb": "٬", "fa": "٬"}


def grouped(rule: Rule, text: StyleText) -> Iterator[Hit]:
    """Long numbers without marks between the thousands."""
    words, mark = text.read(quotes=rule.quotes), _MARKS_OF_GROUPS.get(rule.language, ",")
    for match in _LONG.finditer(words):
        number = match[0]
        if number[0] in "0٠۰" or _NO_AMOUNT.search(words[max(0, match.start() - 12) : match.start()]):
            continue
        first = len(number) % 3 or 3
        parts = [number[:first], *(number[at : at + 3] for at in range(first, len(number), 3))]
        yield Hit(*match.span(), ("," if number.isascii() else mark).join(parts))


@lru_cache(maxsize=64)
def _percents(rule: Rule) -> re.Pattern[str]:
    wrong = sorted(rule.words[1:], key=len, reverse=True)
    return re.compile(
        rf"(?P<n>\d(?:[\d.,٫٬]*\d)?)[ \u00a0]?(?:{'|'.join(map(re.escape, wrong))})(?![^\W_])", re.IGNORECASE
    )


def percents(rule: Rule, text: StyleText) -> Iterator[Hit]:
    """Shares of a hundred that are not written as the rule has it, first of its words."""
    right = rule.words[0]
    gap = "" if not right[0].isalpha() else " "
    for match in _percents(rule).finditer(text.read(quotes=rule.quotes)):
        if match[0] != (wanted := f"{match['n']}{gap}{right}"):
            yield Hit(*match.span(), wanted)


_LATIN_NUMBER = re.compile(r"(?<![\w.,:/#+@-])[0-9۰-۹]+(?:[.,:٫٬][0-9۰-۹]+)*(?![A-Za-z_/@+]|-[A-Za-z0-9])")
_SIGNS = str.maketrans({",": "٬", ".": "٫", **dict(zip("۰۱۲۳۴۵۶۷۸۹", LATIN_DIGITS, strict=True))})


def digits(rule: Rule, text: StyleText) -> Iterator[Hit]:
    """Numbers in Latin or Persian digits where the language has its own; names such as G20 and F-16 keep theirs."""
    if language(rule.language).digits == LATIN_DIGITS:
        return
    words = text.read(quotes=rule.quotes)
    for match in _LATIN_NUMBER.finditer(words):
        if _stands_in_latin(words, *match.span()):
            continue
        yield Hit(*match.span(), in_digits(match[0].translate(_SIGNS), rule.language))


def _stands_in_latin(words: str, start: int, end: int) -> bool:
    """Whether the word before or behind is in Latin letters, or it numbers an item of a list."""
    before, behind = words[max(0, start - 20) : start].rstrip(" -"), words[end : end + 20].lstrip(" -")
    near = before[-1:] + behind[:1]
    return any(letter.isascii() and letter.isalpha() for letter in near)


_CAPITAL = r"(?=[ \u00a0]\p{Lu}[\p{L}\p{M}'’-]+[ \u00a0]\p{Lu}[\p{L}\p{M}'’-]+)"
_NO_NAME = rf"(?![ \u00a0](?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[ \u00a0](?:{_MONTHS})\b)"


@lru_cache(maxsize=64)
def _titles(rule: Rule) -> regex.Pattern[str]:
    import regex

    names = sorted(
        (wrong for wrong, _right in rule.swap) if rule.form == "short" else rule.words, key=len, reverse=True
    )
    title = "|".join(regex.escape(name, special_only=True) for name in names)
    if rule.form == "capital":
        return regex.compile(rf"{BEGINS}({title}){_CAPITAL}{_NO_NAME}")
    if rule.form == "small":
        raised = "|".join(regex.escape(name.title(), special_only=True) for name in names)
        before = r"(?<=\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Ff]ormer)[ \u00a0])"
        return regex.compile(
            rf"{before}({raised}){ENDS}(?!(?:[ \u00a0-]|['’]s[ \u00a0]|[ \u00a0](?:of|for)[ \u00a0])\p{{Lu}})"
        )
    if rule.form == "short":
        return regex.compile(rf"{BEGINS}({title})(?=[ \u00a0]\p{{Lu}}\p{{Ll}}){_NO_NAME}")
    return regex.compile(rf"{BEGINS}({title})(?=[ \u00a0]\p{{L}})")


def titles(rule: Rule, text: StyleText) -> Iterator[Hit]:
    """Titles before names, and by themselves, that are not written as the rule has it."""
    words, short = text.read(quotes=rule.quotes), dict(rule.swap)
    for match in _titles(rule).finditer(words):
        found = match[0]
        if rule.form == "bare":
            yield taking_out(words, *match.span(), text.text)
        elif rule.form == "capital":
            yield Hit(*match.span(), found.title().replace("'S", "'s"))
        elif rule.form == "small":
            yield Hit(*match.span(), found.lower())
        else:
            yield Hit(*match.span(), short[found])


OF_KINDS: Mapping[tuple[str, str], Callable[[Rule, StyleText], Iterator[Hit]]] = {
    ("existence", ""): by_pattern,
    ("date", "words"): dates,
    ("number", "spelt"): spelt,
    ("number", "grouped"): grouped,
    ("number", "percent"): percents,
    ("number", "digits"): digits,
    **{("title", form): titles for form in ("capital", "small", "short", "bare")},
}
"""What finds the hits of rules that go by patterns, by kind and form."""
