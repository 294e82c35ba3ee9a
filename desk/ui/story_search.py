"""The search of the open story: off the GUI thread, one at a time, and always for what is wanted last.

While the story changes the matches follow it at once; soon after, it is searched anew.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desk.article.changes import Change
from desk.article.session import Applied, Session
from desk.checks.searching import Matches, Query, find_all, follow
from desk.ui.tasks import Tasks

SOON = 150
"""Milliseconds without a change of the story after which it is searched again."""


class StorySearch(QObject):
    """What is looked for in the open story, and where it was found."""

    found = Signal()
    """The story was searched, as it stands and for what is wanted: see `matches`."""
    failed = Signal(str)
    """It could not be searched: why, in a sentence."""
    followed = Signal(object)
    """The story changed, and the matches moved with it: the Change."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._session: Session | None = None
        self._end_watch: Callable[[], None] = lambda: None
        self.query = Query("")
        self.matches = Matches(self.query)
        self._running = self._again = False
        self._since: list[Change] = []
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self._search)

    @property
    def session(self) -> Session | None:
        """The open article's session."""
        return self._session

    def show_session(self, session: Session | None) -> None:
        """Search another story."""
        self._end_watch()
        self._session = session
        self._end_watch = session.observe(self._on_applied) if session else lambda: None
        self.matches = Matches(self.query)
        self._search()

    def look_for(self, query: Query) -> None:
        """Search for something else; what was found before is forgotten. No words end the search."""
        self.query = query
        self.matches = Matches(query)
        self._search()

    def _search(self) -> None:
        self._soon.stop()
        if self._running:
            self._again = True
        elif self._session is None or not self.query.words:
            self.found.emit()
        else:
            self._running, self._since = True, []
            wanted = (self._session, self.query)
            work = partial(find_all, self._session.article, self.query)
            self._tasks.run(work, partial(self._done, wanted), partial(self._fail, wanted))

    def _done(self, wanted: tuple[Session, Query], matches: Matches) -> None:
        self._running = False
        if wanted == (self._session, self.query):
            for change in self._since:
                matches = follow(matches, change)
            self.matches = matches
            self.found.emit()
        self._next()

    def _fail(self, wanted: tuple[Session, Query], sentence: str) -> None:
        self._running = False
        if wanted == (self._session, self.query):
            self.matches = Matches(self.query)
            self.failed.emit(sentence)
        self._next()

    def _next(self) -> None:
        if self._again:
            self._again = False
            self._search()

    def _on_applied(self, applied: Applied) -> None:
        self.matches = follow(self.matches, applied.change)
        if self._running:
            self._since.append(applied.change)
        self.followed.emit(applied.change)
        if self.query.words:
            self._soon.start()
