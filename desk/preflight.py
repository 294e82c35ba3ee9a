"""The checks of a story of the library: what the library knows is asked of it, so that every rim finds the same."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from desk import checks
from desk.article.languages import language
from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.checks import Finding

if TYPE_CHECKING:
    from desk.library import Library

_MOST_ALIKE = 50
"""Stories looked at whose slug has the same words."""


def preflight(
    library: Library, article: Article, ignored: Collection[str] = (), at: datetime | None = None
) -> tuple[Finding, ...]:
    """What stands in the way of publishing a story, its slug and its relations looked up in the library.

    `ignored` holds the keys and codes of findings to be passed over.
    """
    found = checks.check(
        article,
        library.has_media,
        at,
        is_taken=lambda slug: _is_taken(library, article, slug),
        has_story=lambda story: _has_story(library, story),
    )
    return checks.heeded(found, ignored)


def _is_taken(library: Library, article: Article, slug: str) -> bool:
    """Whether another story in the same language has the slug; a translation may share it, its page lies elsewhere."""
    words = slug.replace('"', " ").strip()
    rows = library.find(f'slug:"{words}"', limit=_MOST_ALIKE) if words else []
    others = (library.article(row.id) for row in rows if row.id != article.id)
    own = language(article.language).tag
    return any(other.slug == slug and language(other.language).tag == own for other in others)


def _has_story(library: Library, story: str) -> bool:
    try:
        library.article(story)
    except Trouble:
        return False
    return True
