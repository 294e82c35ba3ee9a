"""What stands between a story and publication. Every finding is one sentence that says what to do.

`check` runs all of it, each concern in a module of its own; findings that block come first. What blocks is what a
desk would never let out: no headline or body, a photo without caption or credit, a mark of TK, an embargo, a kill, an
address that another story has. All else is advice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from desk.article.model import Article, now
from desk.checks.finding import Finding, Fix, as_record, heeded, parted

if TYPE_CHECKING:
    from desk.checks.style_rules import Book

__all__ = ["Finding", "Fix", "as_record", "check", "heeded", "parted"]


def check(
    article: Article,
    has_media: Callable[[str], bool] = lambda _media: True,
    at: datetime | None = None,
    *,
    is_taken: Callable[[str], bool] = lambda _slug: False,
    has_story: Callable[[str], bool] = lambda _story: True,
    rules: Book | None = None,
) -> tuple[Finding, ...]:
    """Everything that stands in the way of publishing the article `at` a moment, now if none is given.

    `has_media` says whether the original file of a photo is there, by its SHA-256; `is_taken` whether another story
    has a slug; `has_story` whether the library has a story of an ID. `rules` are those of house style
    (`style_reading.read_book`), where these are to be heeded.
    """
    from desk.checks import headlines, links, photos, placeholders, words

    at = at or now()
    found = [
        *words.findings(article, at, is_taken),
        *headlines.findings(article),
        *placeholders.findings(article),
        *links.findings(article, has_story),
        *_in_prose(article, rules),
        *photos.findings(article, has_media, at.date()),
    ]
    return tuple(sorted(found, key=lambda finding: not finding.blocks))


def _in_prose(article: Article, rules: Book | None) -> Iterator[Finding]:
    """What reading the story through shows."""
    from desk.checks import days, digits, links, marks, numbers, quotes, spellings, sums
    from desk.checks.prose import of_field, prose_of

    proses, tag = prose_of(article), article.language
    yield from numbers.unsupported(article, proses)
    yield from spellings.findings(article, proses)
    yield from digits.mixed_digits(proses, tag)
    for prose in proses:
        yield from days.findings(prose, article.dateline.date)
        yield from sums.findings(prose)
        yield from quotes.unpaired(prose, tag)
        yield from quotes.unattributed(prose)
        yield from marks.doubled(prose, tag)
        yield from marks.turning(prose)
        yield from marks.arabic_letters(prose, tag)
        yield from links.typed(prose)
    for reason in of_field(article, "kill_reason"):  # a sentence that readers see in place of the story
        yield from marks.turning(reason)
    if rules is not None:
        from desk.checks import style

        yield from style.findings_by(rules, article, proses)
