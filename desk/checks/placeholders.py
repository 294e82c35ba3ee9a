"""Checks for what a writer left to be filled in: TK, XX, ؟؟ and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.article.fields import FIELDS
from desk.article.model import Article
from desk.checks.finding import Finding
from desk.checks.prose import around, covered

_SURE = re.compile(
    r"\b(?:TK)+\b(?!-\d| Maxx)|\bTK(?=(?:[mk]|bn|pc|[a-z]{4,})\b)|(?<![\w./@-])(?:tk)+\b(?![./@-]\w)"
    r"|\bTB[CD]\b|(?i:\blorem ipsum\b)"
)
_NAMED = (
    "age ages name names first_name last_name full_name date day time place location city town title job_title number"
    " figure amount quote source link url photo caption credit headline byline insert tk xx"
    " ناو ناوی_تەواو تەمەن ژمارە بەروار شوێن کات ڕۆژ سەرچاوە وتە وێنە"
    " الاسم اسم العمر عمر العدد الرقم التاريخ المكان المدينة الوقت اليوم المصدر الصورة"
)
_LIKELY = re.compile(
    r"\bX{2,}\b|(?<![\w.])x{2,}\b(?!\.)|(?<!\w)(?:؟{2,}|\?{2,})|\[[ _]{1,20}\]"
    rf"|\[(?:{'|'.join(sorted({word.replace('_', ' ') for word in _NAMED.split()}))})\](?![(\[:\ufffc])"
    r"|\[(?i:insert|fill in|check|add) [^\[\]\n]{1,60}\](?![(\[:\ufffc])"
)
_WRITTEN = (
    *("headline", "search_headline", "push_headline", "social_headline"),
    *("kicker", "summary", "byline", "sign_off", "correction", "body"),
)
_COUNTED = re.compile(
    r"(?i:\b(?:article|chapter|part|volume|bowl|protocol|annex|equis|legion|legio|corps|louis|page|pp?\.)\s$)"
)
_COUNTING = re.compile(r"\s(?:century|centuries|Olympi|Congress|chromosom|Winter|Summer|Games|Corps|Brigade|Legion)")
_ROMAN = frozenset(("XX", "XXX", "xx", "xxx"))
_FLIGHT = re.compile(
    r"(?i:\b(?:flights?|airlines?|airbus|boeing)\b|گەشت|فڕۆکە|فڕین|هێڵی|رحلة|الرحلة|طائرة|الطائرة)"
    r"[^.!?\n]{0,40}$"
)
_FLIGHT_NUMBER = re.compile(r"\s?\d{1,4}\b")
_FLEW = re.compile(
    r"\s?\d{1,4}\s(?:landed|took off|departed|arrived|left|flew|crashed|was delayed|to [A-Z]|from [A-Z])"
)


def findings(article: Article) -> Iterator[Finding]:
    """Each placeholder: those that nobody would mean block, what may be meant (XX, ؟؟) does not."""
    for place in _WRITTEN:
        yield from _in_text(place, "", getattr(article, place))
    for photo in article.photos:
        for field in ("caption", "credit", "alt"):
            yield from _in_text(f"photo:{photo.id}", field, getattr(photo, field))


def _in_text(place: str, field: str, text: str) -> Iterator[Finding]:
    words = covered(text)
    for pattern, blocks in ((_SURE, True), (_LIKELY, False)):
        for match in pattern.finditer(words):
            if not _is_meant(words, match):
                yield Finding(
                    "placeholder",
                    blocks,
                    place,
                    _told(match, words, field or place),
                    match.span(),
                    field=field,
                    about=around(words, match.span()),
                )


def _is_meant(words: str, match: re.Match[str]) -> bool:
    """Whether XX is a Roman number (`Chapter XX`, `the XX century`), and TK an airline's (`flight TK 1`).

    Words in brackets within a quotation are an editor's.
    """
    before, behind = words[max(0, match.start() - 60) : match.start()], words[match.end() : match.end() + 24]
    if match[0][0] == "[" and match[0].strip("[ _]"):
        return any(before.rfind(mark) > before.rfind(end) for mark, end in ("“”", "«»"))
    if match[0] == "TK":
        is_flight = _FLIGHT.search(before) and _FLIGHT_NUMBER.match(behind)
        return bool(is_flight or _FLEW.match(behind))
    return match[0] in _ROMAN and bool(_COUNTED.search(before) or _COUNTING.match(behind))


def _told(match: re.Match[str], text: str, place: str) -> str:
    where = FIELDS[place].label.lower() if place in FIELDS else place
    return f"Fill in or remove “{match[0]}” in the {where}, at “{around(text, match.span())}”."
