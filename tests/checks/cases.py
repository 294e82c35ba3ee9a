"""Stories for the tables of checks: whole ones in three languages, in which only what a case says is different."""

from __future__ import annotations

from datetime import UTC, datetime

from desk.article import changes
from desk.article.model import Article
from desk.checks import Finding, check
from tests.builders import a_sorani_story, a_story

AT = datetime(2026, 3, 3, 12, tzinfo=UTC)
"""The moment at which the stories are checked, a Tuesday."""


def story(tag: str, body: str, **parts: object) -> Article:
    """A story in a language with that body and no photos in it; nothing else stands in its way but the lead photo."""
    bare: dict[str, object] = {"body": body, "photos": (), "lead": "", **parts}
    if tag == "ckb":
        return a_sorani_story(**bare)
    return a_story(language=tag, **({"headline": "وزراء المياه يجتمعون", **bare} if tag == "ar" else bare))


def found(article: Article, code: str, **lookups: object) -> list[Finding]:
    """What the checks find of one code."""
    return [finding for finding in check(article, at=AT, **lookups) if finding.code == code]  # type: ignore[arg-type]


def written(article: Article, finding: Finding) -> str:
    """The words that a finding stands on."""
    assert finding.span is not None
    return text_of(article, finding)[slice(*finding.span)]


def text_of(article: Article, finding: Finding) -> str:
    """The field that a finding is about."""
    if finding.place.startswith("photo:"):
        return str(getattr(article.photo(finding.place.removeprefix("photo:")), finding.field))
    return str(getattr(article, finding.place))


def mended(article: Article, finding: Finding) -> Article:
    """The story with a finding's fix applied; undone, it is the story again, and its own finding is gone."""
    assert finding.fix is not None
    assert finding.fix.label
    after = changes.apply(article, finding.fix.change)
    assert changes.apply(after, changes.invert(finding.fix.change)) == article
    assert finding.key not in {one.key for one in found(after, finding.code)}
    return after
