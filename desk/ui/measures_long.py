"""Sentences of the text that are too long, marked on request while it is written; counted off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from desk.article.session import Applied, Session
    from desk.article.spans import Span
    from desk.ui.editor import Page
    from desk.ui.settings import Settings
    from desk.ui.tasks import Tasks

PAUSE = 300
"""Milliseconds after the last key until the sentences are measured anew; until then the marks move with the text."""
SWITCH = "long_sentences"
LAYER = "long"
USUAL, LEAST, MOST = 35, 5, 200
"""Words in a sentence that is not yet too long, as a person may set them."""


class LongSentences(QObject):
    """Marks in one page; remembered from one run to the next."""

    marked = Signal(int)
    """How many sentences are marked now."""

    def __init__(self, page: Page, settings: Settings, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._settings, self._tasks = page, settings, tasks
        self._session: Session | None = None
        self._end_watch: Callable[[], None] = lambda: None
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self._look)

    @property
    def is_on(self) -> bool:
        """Whether they are marked."""
        return self._settings.flag(SWITCH, False)

    @property
    def over(self) -> int:
        """Words above which a sentence is marked."""
        return self._settings.number(LAYER, USUAL, LEAST, MOST)

    def switch(self, on: bool) -> None:
        """Mark them, or not."""
        self._settings.keep_flag(SWITCH, on)
        self._look() if on else self._mark([])

    def set_over(self, words: int) -> None:
        """Mark sentences of more words than so many."""
        self._settings.keep_number(LAYER, words)
        if self.is_on:
            self._look()

    def show_session(self, session: Session | None) -> None:
        """Follow another story."""
        self._end_watch()
        self._session = session
        self._end_watch = session.observe(self._on_applied) if session else lambda: None
        self._soon.stop()
        if self.is_on and session is not None:
            self._look()

    def _on_applied(self, applied: Applied) -> None:
        if self.is_on and applied.before.body != applied.after.body:
            self._soon.start()

    def _look(self) -> None:
        self._soon.stop()
        session, over = self._session, self.over
        if session is None:
            return
        body = session.article.body

        def find() -> list[Span]:
            from desk.article.measures import Reading

            return Reading(body).longest(over)

        def show(spans: list[Span]) -> None:
            if self._session is not session or not self.is_on or self.over != over:
                return
            if session.article.body == body:
                self._mark(spans)
            else:
                self._soon.start()

        self._tasks.run(find, show)

    def _mark(self, spans: list[Span]) -> None:
        self._page.overlays.lay(LAYER, [(start, end, LAYER) for start, end in spans])
        self._page.viewport().update()
        self.marked.emit(len(spans))
