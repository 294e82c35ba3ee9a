"""Where findings stand: what a person calls the place, and the order in which a reader comes to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from desk.article.fields import FIELDS
from desk.article.model import Article
from desk.checks.finding import Finding
from desk.checks.prose import paragraphs

_ON_THE_PAGE = (
    *("headline", "search_headline", "push_headline", "social_headline", "kicker", "summary", "byline", "lead"),
    *("dateline", "body", "sign_off", "correction", "related"),
    *("slug", "slugline", "section", "keywords", "language", "status", "urgency", "embargo", "published"),
)
"""Fields from the top of the page to its foot, then those that only the desk sees; others come behind."""
_RANKS = {place: rank for rank, place in enumerate(_ON_THE_PAGE)}
_OF_PHOTO = {"caption": "Caption", "credit": "Credit", "alt": "Alt text", "headline": "Headline"}
_OTHERWISE = {"dateline": "Dateline", "body": "Body", "lead": "Lead photo", "related": "Related stories"}
_MARK = re.compile(r"!\[[^\[\]\n]*\]\(photo:(\w+)\)")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]|$)")
_LONGEST = 30


class Places:
    """The places of one story: asked for many findings, they are looked up once."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._photos = {photo.id: number for number, photo in enumerate(article.photos, start=1)}
        self._marks = {match[1]: match.start() for match in reversed(list(_MARK.finditer(article.body)))}
        self._starts: list[int] = []
        self._names: list[str] = []
        self._number_paragraphs()

    def _number_paragraphs(self) -> None:
        """Headings and photos of their own stand between paragraphs and are not counted."""
        body, number = self._article.body, 0
        for start, end in paragraphs(body):
            text = body[start:end]
            if _MARK.fullmatch(text.strip()):
                name = self._photo(_MARK.findall(text)[0])
            elif _HEADING.match(text):
                name = f"Heading “{_short(text.split(chr(10))[0].strip(' #'))}”"
            else:
                number += 1
                name = f"Paragraph {number}"
            self._starts.append(start)
            self._names.append(name)

    def name(self, finding: Finding) -> str:
        """What a person calls the place: `Headline`, `Paragraph 3`, `Caption of photo 2`."""
        if finding.place.startswith("photo:"):
            photo = self._photo(finding.place.removeprefix("photo:"))
            part = _OF_PHOTO.get(finding.field, "")
            return f"{part} of {photo[:1].lower()}{photo[1:]}" if part else photo
        if finding.place == "body" and finding.span is not None and self._starts:
            return self._names[max(0, bisect_right(self._starts, finding.span[0]) - 1)]
        known = FIELDS.get(finding.place)
        return _OTHERWISE.get(finding.place) or (known.label if known else finding.place.replace("_", " ").capitalize())

    def _photo(self, photo_id: str) -> str:
        number = self._photos.get(photo_id)
        return f"Photo {number}" if number is not None else "Missing photo"

    def order(self, finding: Finding) -> tuple[int, int, int, int]:
        """Where a finding comes among others, from the top of the page to its foot; a photo is where it is shown."""
        start = -1 if finding.span is None else finding.span[0]
        if not finding.place.startswith("photo:"):
            return _RANKS.get(finding.place, len(_RANKS)), start, 0, 0
        photo_id = finding.place.removeprefix("photo:")
        number = self._photos.get(photo_id, 0)
        if photo_id == self._article.lead:
            return _RANKS["lead"], number, 1, start
        return _RANKS["body"], self._marks.get(photo_id, len(self._article.body) + 1), number, start


def in_order(article: Article, findings: Iterable[Finding], places: Places | None = None) -> tuple[Finding, ...]:
    """The findings as they are shown: those that block first, then by their place in the story."""
    places = places or Places(article)
    return tuple(sorted(findings, key=lambda one: (not one.blocks, *places.order(one))))


def text_of(article: Article, finding: Finding) -> str | None:
    """The text that a finding is about, as it is written in the story; None where its place holds none."""
    if finding.place.startswith("photo:"):
        held: object = article.photo(finding.place.removeprefix("photo:"))
        text = getattr(held, finding.field, None)
    else:
        text = getattr(article, finding.place, None)
    return text if isinstance(text, str) else None


def words_of(article: Article, finding: Finding) -> str:
    """The words that a finding stands on; empty where there are none."""
    return "" if finding.span is None else (text_of(article, finding) or "")[slice(*finding.span)]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
