"""Stories of which words are in memory alone, as the library cannot be written to now: open or left, they stay here.

One that was left is opened again as it was left, undo stack and all: the library does not know its last words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.article.session import Session
    from desk.library import Version
    from desk.ui.workspace import Workspace


class Left(NamedTuple):
    """A story as it was left: its session, where its caret was, its newest version and what that holds, if known."""

    session: Session
    caret: int
    kept: Version | None
    kept_article: Article | None


class Unwritten(QObject):
    """Knows these stories of one workspace, and why they cannot be written."""

    failed = Signal(str)
    """The journal could not write, and why; from any thread."""
    is_busy = Signal(str)
    """A write waits for another program, in a sentence; from any thread."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._left: dict[str, Left] = {}
        self._trouble: str | None = None
        self.failed.connect(self._on_failed)
        self.is_busy.connect(self._on_busy)

    @property
    def in_trouble(self) -> bool:
        """Whether the journal could not write when it tried last."""
        return self._trouble is not None

    def is_why(self, sentence: str) -> bool:
        """Whether this is why nothing can be written now."""
        return self._trouble == sentence

    def reaches_disk(self) -> bool:
        """Whether all that was typed is on disk, after one more attempt."""
        if not self.stories() or self._workspace.journal.flush() or not self.stories():
            return True
        self._trouble = self._trouble or ""  # it is known before the journal’s thread is heard
        return False

    def stories(self) -> set[str]:
        """The IDs of stories with words in memory alone; for a moment after every key there is one."""
        return self._workspace.journal.unwritten() if "journal" in vars(self._workspace) else set()

    def has(self, article: Article) -> bool:
        """Whether the story has words that could not be written when that was tried last."""
        return self.in_trouble and article.id in self.stories()

    def articles(self) -> list[Article]:
        """These stories as they stand, those left before the open one."""
        waiting, article = self.stories(), self._workspace.article
        found = {story: left.session.article for story, left in self._left.items() if story in waiting}
        if article is not None and article.id in waiting:
            found[article.id] = article
        return list(found.values())

    def may_be(self, story: str) -> bool:
        """Whether there may be something of a story to write: a library that can only be read has all but its words."""
        return not self._workspace.library.reads_only or story in self.stories()

    def leave(self, left: Left) -> None:
        """A story is left: it is needed as long as some of it is not written."""
        if left.session.article.id in self.stories():
            self._left[left.session.article.id] = left

    def again(self, story: str) -> Left | None:
        """A story is opened again: as it was left, where some of it was not written then."""
        return self._left.pop(story, None)

    def is_mended(self) -> bool:
        """The journal has written: what is on disk is read from there. Whether it could not before."""
        was, self._trouble = self.in_trouble, None
        waiting = self.stories() if self._left else set()
        self._left = {story: left for story, left in self._left.items() if story in waiting}
        return was

    def _on_failed(self, sentence: str) -> None:
        if sentence != self._trouble:
            self._trouble = sentence
            self._workspace.told.emit(sentence, True)

    def _on_busy(self, sentence: str) -> None:
        """Words wait for another program, or only something that nobody need care about."""
        if self.stories():
            self._on_failed(sentence)
        else:
            self._workspace.told.emit(sentence, False)
