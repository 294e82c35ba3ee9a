"""What every pane of the open story's photos shares: which they are, where each is used, and what is on its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from desk.article.changes import BodyChange
from desk.article.session import Applied, Session
from desk.ui.photo_drop import PhotoTarget
from desk.ui.photo_files import Awaited
from desk.ui.photo_intake import PhotoIntake
from desk.ui.photo_tiles import uses_in
from desk.ui.thumbnails import Thumbnails

PAUSE = 250
"""Milliseconds after the last key in the body until it is counted again where each photo stands."""
NO_STORY, BLANK, FILLED = range(3)
"""The faces of such a pane, in the order of its stack."""


class PhotosShown(PhotoTarget):
    """Follows the session and the intake; how the photos look is for each pane to say, in `_show_tiles`."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(thumbnails.tasks, parent)
        self.thumbnails = thumbnails
        self._stack = QStackedLayout()
        self._end_watch: Callable[[], None] = lambda: None
        self._uses: Counter[str] = Counter()
        self._awaited: tuple[Awaited, ...] = ()
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self._recount)

    @property
    def page(self) -> int:
        """Which of its three faces the pane shows: NO_STORY, BLANK or FILLED."""
        return self._stack.currentIndex()

    def follow_intake(self, intake: PhotoIntake) -> None:
        """Show what an intake is reading, and what it could not add."""
        self._intake = intake
        intake.awaited.connect(self.show_awaited)
        if self._session is not None:
            self.show_awaited(self._session, intake.awaited_for(self._session))

    def show_awaited(self, session: Session, files: tuple[Awaited, ...]) -> None:
        """Show tiles for files that are being read for the story, or could not be added."""
        if session is self._session and files != self._awaited:
            self._awaited = files
            self._show_tiles()

    def _watch(self, session: Session | None) -> None:
        """Be on another story."""
        self._end_watch()
        self._session = session
        self._end_watch = session.observe(self._on_applied) if session else lambda: None
        self._awaited = self._intake.awaited_for(session) if self._intake and session else ()

    def _follow_body(self, applied: Applied) -> None:
        """A key in the body costs nothing here, but for one that puts a photo in or takes it out."""
        change = applied.change
        if applied.before.body is applied.after.body:
            return
        if isinstance(change, BodyChange) and "photo:" not in change.inserted and "photo:" not in change.removed:
            self._soon.start()
        else:
            self._recount()

    def _recount(self) -> None:
        self._soon.stop()
        self._uses = uses_in(self._session.article.body) if self._session else Counter()
        self._show_tiles()

    def _dismiss(self, key: int) -> None:
        if self._intake is not None and self._session is not None:
            self._intake.dismiss(self._session, key)

    def _on_applied(self, applied: Applied) -> None:
        """The session took a step."""
        raise NotImplementedError

    def _show_tiles(self) -> None:
        """Show the photos, their uses and the files on their way, as they are now."""
        raise NotImplementedError
