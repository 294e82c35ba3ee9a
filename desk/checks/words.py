"""Checks of a story's words and fields: what is missing, too long, badly formed or left over from writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from desk.article import scripts
from desk.article.fields import FIELDS
from desk.article.measure import count_letters, count_words
from desk.article.model import Article, Status
from desk.article.trouble import Trouble
from desk.checks.finding import Finding

LONGEST_HEADLINE = 110
"""Letters; search results and link previews cut longer headlines."""
LONGEST_SUMMARY = 60
"""Words; a standfirst is a sentence or two."""


def findings(article: Article, at: datetime) -> Iterator[Finding]:
    """What there is to mend in the words of an article that would be published at a moment."""
    yield from _missing(article)
    yield from _badly_formed(article)
    yield from _too_long(article)
    yield from _leftovers(article)
    yield from _not_now(article, at)


def _missing(article: Article) -> Iterator[Finding]:
    wanted = (
        ("headline", article.headline, True, "Write a headline."),
        ("body", article.body, True, "Write the story: its body is empty."),
        ("slug", article.slug, False, "Give the story a slug, the end of its web address, as in border-dam-talks."),
        (
            "summary",
            article.summary,
            False,
            "Write a summary of a sentence or two, for the page and for link previews.",
        ),
        ("dateline", article.dateline.place, False, "Say in the dateline where the story was filed."),
        ("section", article.section, False, "Choose the section in which the story appears."),
        ("keywords", "".join(article.keywords), False, "Add a keyword or two, so that readers find the story."),
        ("sign_off", article.sign_off, False, "End with a sign-off that names the desk, as in (Desk News)."),
    )
    for place, value, blocks, message in wanted:
        if not value.strip():
            yield Finding(f"missing-{place.replace('_', '-')}", blocks, place, message)
    if not article.byline.strip() and not article.sign_off.strip():
        yield Finding("missing-byline", False, "byline", "Say who wrote the story: give it a byline or a sign-off.")


_BLOCKING_FIELDS = ("language", "slug")


def _badly_formed(article: Article) -> Iterator[Finding]:
    """Fields that would be refused if they were typed now; they may have come with an import."""
    for name in ("language", "slug", "slugline", "kicker", "byline", "section", "sign_off", "source", "copyright"):
        value = str(getattr(article, name))
        try:
            if value or name == "language":
                FIELDS[name].read(value)
        except Trouble as trouble:
            message = f"{FIELDS[name].label} “{_short(value)}” is not right: {trouble}"
            yield Finding(f"wrong-{name.replace('_', '-')}", name in _BLOCKING_FIELDS, name, message)
    if not 1 <= article.urgency <= 9:
        yield Finding("wrong-urgency", False, "urgency", "Set the urgency to a number from 1 (flash) to 9.")


def _too_long(article: Article) -> Iterator[Finding]:
    letters, words = count_letters(article.headline), count_words(article.summary)
    if letters > LONGEST_HEADLINE:
        message = f"Shorten the headline: it has {letters} characters, and links show about {LONGEST_HEADLINE}."
        yield Finding("long-headline", False, "headline", message)
    if words > LONGEST_SUMMARY:
        message = f"Shorten the summary to a sentence or two: it has {words} words."
        yield Finding("long-summary", False, "summary", message)


_SURE = re.compile(r"\b(?:TK)+\b|\b(?:TKTK|TBC|TBD)\b|(?i:\blorem ipsum\b)")
_LIKELY = re.compile(r"\bX{2,}\b|؟{2,}|\?{2,}|\[[ _]+\]")
_CODE_OR_ADDRESS = re.compile(r"(?ms)^(?P<fence>```|~~~).*?^(?P=fence)|`[^`\n]+`|\]\([^)\n]*\)|https?://\S+")
_WRITTEN = ("headline", "kicker", "summary", "byline", "sign_off", "correction", "body")


def _leftovers(article: Article) -> Iterator[Finding]:
    """Placeholders that a writer left to be filled: TK blocks, what may be meant (XX, ؟؟) does not."""
    for place in _WRITTEN:
        text = _CODE_OR_ADDRESS.sub(" ", getattr(article, place))
        for pattern, blocks in ((_SURE, True), (_LIKELY, False)):
            match = pattern.search(text)
            if match:
                yield Finding("placeholder", blocks, place, _leftover(match, text, place))


def _leftover(match: re.Match[str], text: str, place: str) -> str:
    around = " ".join(text[max(0, match.start() - 25) : match.end() + 25].split())
    where = FIELDS[place].label.lower() if place in FIELDS else place
    return f"Fill in or remove “{match[0]}” in the {where}, at “{around}”."


def _not_now(article: Article, at: datetime) -> Iterator[Finding]:
    if article.embargo is not None and article.embargo > at:
        moment = scripts.long_time(article.embargo, "en")
        yield Finding("embargo", True, "embargo", f"Wait until the embargo ends, {moment}, or lift it.")
    if article.status is Status.KILLED:
        yield Finding("killed", True, "status", "Do not publish this: the story is killed.")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
