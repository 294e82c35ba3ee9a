"""What stands between a story and publication. Every finding is one sentence that says what to do.

`check` runs all of it; `preflight` has the required fields, photos and leftovers. Findings that block come first.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desk.article.model import Article, now
from desk.checks import links, photos, words
from desk.checks.finding import Finding

__all__ = ["Finding", "check"]


def check(
    article: Article, has_media: Callable[[str], bool] = lambda _media: True, at: datetime | None = None
) -> tuple[Finding, ...]:
    """Everything that stands in the way of publishing the article `at` a moment, now if none is given.

    `has_media` says whether the original file of a photo is there, by its SHA-256.
    """
    at = at or now()
    about_photos = photos.findings(article, has_media, at.date())
    found = [*words.findings(article, at), *links.findings(article), *about_photos]
    return tuple(sorted(found, key=lambda finding: not finding.blocks))
