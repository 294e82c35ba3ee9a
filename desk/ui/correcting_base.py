"""How readers have a story: the version that went out last, and what was altered since. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.article.status import Status
from desk.library.versions import CORRECTION

if TYPE_CHECKING:
    from desk.article.correcting_altered import Altered
    from desk.article.model import Article
    from desk.library import Journal, Library, Version


@dataclass(frozen=True, slots=True)
class Out:
    """What went out: as which version, and what was altered since; None where nobody knows of any."""

    version: Version | None = None
    altered: tuple[Altered, ...] = ()


def look_up(library: Library, journal: Journal, article: Article) -> Out:
    """What was altered in a story since it went out. Takes a while."""
    from desk.article.correcting_altered import altered

    journal.flush()
    version = _last_out(library, article.id)
    if version is None:
        return Out()
    return Out(version, tuple(altered(library.version(article.id, version.number), article)))


def _last_out(library: Library, story: str) -> Version | None:
    """The version of the newest receipt, or of a correction since; else the one that was published."""
    versions = library.versions(story)
    receipts = library.receipts.of(story)
    sent = receipts[0].version if receipts else 0
    told = max((one.number for one in versions if one.kind == CORRECTION), default=0)
    if number := max(sent, told):
        return next((one for one in versions if one.number == number), None)
    published = (one for one in versions if one.kind == "status")
    return next((one for one in published if library.version(story, one.number).status is Status.PUBLISHED), None)
