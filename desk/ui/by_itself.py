"""Keeps versions of the open story by itself while it is written, so that yesterday's wording can be had back.

A minute after the first change since the last such version, and when the story is left; a new status at once, which
is a milestone. The library drops what it has already and thins out the others; the journal's thread does the work.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.article.session import Applied, Session
    from desk.ui.workspace import Workspace

EVERY = 60_000
"""Milliseconds from a change until a version is kept."""


class ByItself(QObject):
    """Watches one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._changed: Article | None = None
        """The story as it was changed last, until that is kept."""
        self.timer = QTimer(self, interval=EVERY, singleShot=True)
        self.timer.timeout.connect(self.keep)
        workspace.stepped.connect(self._on_stepped)
        workspace.opened.connect(lambda session, _caret: self._on_opened(session))
        workspace.saved.connect(lambda _version: self._forget())

    def keep(self) -> None:
        """Keep what was changed since the last time. Returns at once; what cannot be kept now is kept another time."""
        article = self._changed
        if article is not None:
            self._forget()
            self._workspace.journal.save(article, "auto")

    def _on_opened(self, session: Session | None) -> None:
        if session is not None and self._changed is not None and session.article.id == self._changed.id:
            self._forget()  # it was opened anew, with what another program made of it: ours is no longer how it stands
        self.keep()

    def _on_stepped(self, applied: Applied) -> None:
        self._changed = applied.after
        if not self.timer.isActive():
            self.timer.start()
        if applied.before.status is not applied.after.status:
            QTimer.singleShot(0, self, partial(self._keep_status, applied.after.id))

    def _keep_status(self, story: str) -> None:
        """A new status is a milestone, wherever it was set; once all that goes with it has happened."""
        article = self._workspace.article
        if article is not None and article.id == story:
            self._workspace.save_version("status")

    def _forget(self) -> None:
        """Everything so far is in a version."""
        self.timer.stop()
        self._changed = None
