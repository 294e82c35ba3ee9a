"""What was written to a story beside its open session: by another program, or by an import of this one.

It waits here until the session has taken it in, with the last state that both had.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Lock

from desk.article.model import Article


@dataclass(frozen=True, slots=True)
class Theirs:
    """Another's writing: the last that both had, and the story as they left it, None where they deleted it.

    `here` says that this program wrote it itself, beside the session.
    """

    base: Article
    article: Article | None
    revision: int
    here: bool = False


class Others:
    """Keeps others' writings by the ID of their story. May be used from any thread, never waits for a disk."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._met: dict[str, Theirs] = {}
        self._taken: dict[str, Theirs] = {}
        self._own: dict[str, int] = {}

    def meet(self, base: Article, theirs: Article | None, revision: int) -> None:
        """Another's writing was found; `base` is the story as this program last read or wrote it."""
        with self._lock:
            taken, met = self._taken.get(base.id), self._met.get(base.id)
            if taken is not None and taken.revision == revision:
                return
            common = met.base if met else (taken.article or base) if taken else base
            self._met[base.id] = Theirs(common, theirs, revision, self._own.get(base.id) == revision)

    def is_taken(self, article_id: str, revision: int) -> bool:
        """Whether the session has that writing already."""
        with self._lock:
            taken = self._taken.get(article_id)
            return taken is not None and taken.revision == revision

    def knows(self, article_id: str, revision: int) -> bool:
        """Whether that writing was met or taken already."""
        with self._lock:
            return any(
                one is not None and one.revision == revision
                for one in (self._taken.get(article_id), self._met.get(article_id))
            )

    def waiting(self, article_id: str) -> Theirs | None:
        """What the session has still to take in."""
        with self._lock:
            return self._met.get(article_id)

    def take(self, theirs: Theirs) -> None:
        """The session has it; where more was written meanwhile, that comes on top of it."""
        story = theirs.base.id
        with self._lock:
            self._taken[story] = theirs
            met = self._met.pop(story, None)
            if met is not None and met.revision != theirs.revision:
                self._met[story] = replace(met, base=theirs.article or met.base)

    def write_on(self, article_id: str) -> None:
        """What stands in the library is the session's own again."""
        with self._lock:
            self._taken.pop(article_id, None)

    def wrote_here(self, article_id: str, revision: int) -> None:
        """This program wrote beside the session itself."""
        with self._lock:
            self._own[article_id] = revision
