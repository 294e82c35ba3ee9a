"""The checks of a story of the library: what the library knows is asked of it, so that every rim finds the same.

What `desk check` and an export tell belongs here; the window's list has other sources beside (`desk.ui.findings`).
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk import behind, checks
from desk.article.languages import language
from desk.article.model import Article, Status
from desk.article.trouble import Trouble
from desk.checks import Finding

if TYPE_CHECKING:
    from desk.library import Library

_MOST_ALIKE = 50
"""Stories looked at whose slug has the same words."""
_OUT = (Status.READY, Status.PUBLISHED)
SETTING = "checks.ignored"
"""The library's setting with the codes of findings that are always passed over, as a JSON list."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the checks found: what stands, and what is passed over, by the story or always."""

    standing: tuple[Finding, ...]
    passed_over: tuple[Finding, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What stops an export."""
        return tuple(finding for finding in self.standing if finding.blocks)


def preflight(
    library: Library, article: Article, ignored: Collection[str] = (), at: datetime | None = None
) -> tuple[Finding, ...]:
    """What stands in the way of publishing a story, its slug and its relations looked up in the library.

    What the story or its library passes over is left out, and what `ignored` says by keys and codes beside.
    """
    return checks.heeded(look(library, article, at).standing, ignored)


def look(library: Library, article: Article, at: datetime | None = None) -> Looked:
    """The same, with what is passed over apart."""
    return Looked(*checks.parted(every_finding(library, article, at), article.passed_over, ignored_always(library)))


def every_finding(library: Library, article: Article, at: datetime | None = None) -> tuple[Finding, ...]:
    """All that the checks find, whether it is passed over or not."""
    from desk.checks.style_reading import FOLDER, read_book

    found = checks.check(
        article,
        library.has_media,
        at,
        is_taken=lambda slug: _is_taken(library, article, slug),
        has_story=lambda story: _has_story(library, story),
        rules=read_book(library.folder / FOLDER),
    )
    return (*found, *behind.findings(library, article))


def ignored_always(library: Library) -> frozenset[str]:
    """The codes that the library always passes over."""
    try:
        kept = json.loads(library.setting(SETTING) or "[]")
    except ValueError:  # somebody else wrote it: nothing is passed over by mistake
        return frozenset()
    return frozenset(map(str, kept)) if isinstance(kept, list) else frozenset()


def ignore_always(library: Library, code: str) -> None:
    """Have the library pass over all findings of a code from now on, in every story."""
    _keep(library, ignored_always(library) | {code})


def heed_again(library: Library, code: str) -> None:
    """Take that back."""
    _keep(library, ignored_always(library) - {code})


def _keep(library: Library, codes: Collection[str]) -> None:
    library.set_setting(SETTING, json.dumps(sorted(codes)))


def _is_taken(library: Library, article: Article, slug: str) -> bool:
    """Whether the page of another story would stand where this one's does with that slug: on its day, in its language.

    A story that is out has its place; one that nobody has seen yet has to find another.
    """
    from desk.formats.delivery import usual_name

    words = slug.replace('"', " ").strip()
    rows = library.find(f'slug:"{words}"', limit=_MOST_ALIKE) if words else []
    others = [library.article(row.id) for row in rows if row.id != article.id]
    own, name = language(article.language).tag, usual_name(replace(article, slug=slug))
    return any(
        other.slug == slug
        and language(other.language).tag == own
        and usual_name(other) == name
        and (article.status not in _OUT or other.status is not Status.DRAFT)
        for other in others
    )


def _has_story(library: Library, story: str) -> bool:
    try:
        library.article(story)
    except Trouble:
        return False
    return True
