"""How readers have a story: the version that went out last, and what was altered since. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.article.status import Status
from desk.library.versions import CORRECTION, ELSEWHERE, IMPORT

if TYPE_CHECKING:
    from desk.article.correcting_altered import Altered
    from desk.article.model import Article
    from desk.library import Journal, Library, Version


_FROM_ELSEWHERE = (IMPORT, ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Out:
    """What went out: as which version, and what was altered since; None where nobody knows of any.

    `is_withdrawn` says that readers were told since that the story was withdrawn.
    """

    version: Version | None = None
    altered: tuple[Altered, ...] = ()
    is_withdrawn: bool = False


def look_up(library: Library, journal: Journal, article: Article) -> Out:
    """What was altered in a story since it went out. Takes a while."""
    from desk.article.correcting_altered import altered

    journal.flush()
    versions = _Versions(library, article.id)
    sent = versions.sent()
    said = next((one for one in sent if not versions.is_killed(one)), None) or (
        versions.published() or versions.brought()
    )
    if said is None:
        return Out()
    is_withdrawn = bool(sent) and versions.is_killed(sent[0])
    return Out(said, tuple(altered(versions.article(said), article)), is_withdrawn)


class _Versions:
    """The versions of one story by what readers have of them; each list has the newest first."""

    def __init__(self, library: Library, story: str) -> None:
        self._library, self._story = library, story
        self._all = library.versions(story)

    def article(self, version: Version) -> Article:
        """The story as a version has it."""
        return self._library.version(self._story, version.number)

    def is_killed(self, version: Version) -> bool:
        """Whether it is a kill: then it tells readers nothing of the story."""
        return self.article(version).status is Status.KILLED

    def sent(self) -> list[Version]:
        """Those that were exported, and corrections, which tell what readers are to have."""
        exported = {receipt.version for receipt in self._library.receipts.of(self._story)}
        return [one for one in self._all if one.number in exported or one.kind == CORRECTION]

    def published(self) -> Version | None:
        """The last one that was published here."""
        states = (one for one in self._all if one.kind == "status")
        return next((one for one in states if self.article(one).status is Status.PUBLISHED), None)

    def brought(self) -> Version | None:
        """The last one that came from where it was out already, else the first that anyhow was out."""
        brought = (one for one in self._all if one.kind in _FROM_ELSEWHERE)
        return next((one for one in (*brought, *reversed(self._all)) if self._was_out(one)), None)

    def _was_out(self, version: Version) -> bool:
        article = self.article(version)
        return article.status is Status.PUBLISHED or article.published is not None
