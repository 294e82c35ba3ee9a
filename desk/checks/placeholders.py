"""Checks for what a writer left to be filled in: TK, XX, ؟؟ and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.article.fields import FIELDS
from desk.article.model import Article
from desk.checks.finding import Finding
from desk.checks.prose import around, covered

_SURE = re.compile(r"\b(?:TK)+\b(?!-\d| Maxx)|\bTB[CD]\b|(?i:\blorem ipsum\b)")
_LIKELY = re.compile(r"\bX{2,}\b|(?<!\w)(?:؟{2,}|\?{2,})|\[[ _]{1,20}\]")
_WRITTEN = (
    *("headline", "search_headline", "push_headline", "social_headline"),
    *("kicker", "summary", "byline", "sign_off", "correction", "body"),
)
_COUNTED = re.compile(r"(?i:\b(?:article|chapter|part|volume|bowl|protocol|annex)\s$)")
_COUNTING = re.compile(r"\s(?:century|Olympi|Congress|chromosom)")


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
    """Whether XX is a Roman number: `Chapter XX`, `the XX century`."""
    before, behind = words[max(0, match.start() - 12) : match.start()], words[match.end() : match.end() + 10]
    return match[0] == "XX" and bool(_COUNTED.search(before) or _COUNTING.match(behind))


def _told(match: re.Match[str], text: str, place: str) -> str:
    where = FIELDS[place].label.lower() if place in FIELDS else place
    return f"Fill in or remove “{match[0]}” in the {where}, at “{around(text, match.span())}”."
