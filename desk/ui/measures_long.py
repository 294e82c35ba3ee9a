"""Sentences of the text that are too long, marked on request while it is written; counted off the GUI thread.

After a change only the paragraphs that it touched are read again: the marks of the others follow the text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from desk.article.changes import BodyChange
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


BREAK = "\n\n"


def _touched(before: Span | None, change: BodyChange) -> Span:
    """A stretch of the text after a change, and what that put in, as one."""
    from desk.article.changes import map_position

    own = (change.at, change.at + len(change.inserted))
    if before is None:
        return own
    start, end = (map_position(change, place, after=after) for place, after in zip(before, (False, True), strict=True))
    return min(start, own[0]), max(end, own[1])


class LongSentences(QObject):
    """Marks in one page; remembered from one run to the next."""

    marked = Signal(int)
    """How many sentences are marked now."""

    def __init__(self, page: Page, settings: Settings, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._settings, self._tasks = page, settings, tasks
        self._session: Session | None = None
        self._end_watch: Callable[[], None] = lambda: None
        self._touched: Span | None = None
        """What changed since the marks were laid, first to last code point."""
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self._look_again)

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
        from desk.article.changes import body_changes

        changes = body_changes(applied.change)
        if self.is_on and changes:
            for change in changes:
                self._touched = _touched(self._touched, change)
            self._soon.start()

    def _look_again(self) -> None:
        """Read the paragraphs that were touched; all where it takes the whole text to know what is code."""
        session, touched = self._session, self._touched
        if session is None:
            return
        body = session.article.body
        if touched is None or any(fence in body for fence in ("```", "~~~")):
            self._look()
            return
        start = max(0, body.rfind(BREAK, 0, touched[0]))
        end = body.find(BREAK, touched[1])
        self._look((start, len(body) if end < 0 else end))

    def _look(self, where: Span | None = None) -> None:
        """Measure the sentences of the whole text, or of these paragraphs."""
        self._soon.stop()
        session, over = self._session, self.over
        if session is None:
            return
        body = session.article.body
        start, end = where or (0, len(body))
        self._touched = None

        def find() -> list[Span]:
            from desk.article.measures import Reading

            return [(start + first, start + last) for first, last in Reading(body[start:end]).longest(over)]

        def show(spans: list[Span]) -> None:
            if self._session is not session or not self.is_on or self.over != over:
                return
            if session.article.body is body:
                self._mark([*self._others(start, end), *spans] if where else spans)
            else:  # it was typed on meanwhile
                self._touched = None
                self._soon.start()

        self._tasks.run(find, show)

    def _others(self, start: int, end: int) -> list[Span]:
        """The sentences that are marked outside of some paragraphs."""
        marks = self._page.overlays.within(LAYER, 0, len(self._session.article.body) if self._session else 0)
        return [(first, last) for first, last, _look in marks if last <= start or first >= end]

    def _mark(self, spans: list[Span]) -> None:
        self._page.overlays.lay(LAYER, [(start, end, LAYER) for start, end in sorted(spans)])
        self._page.viewport().update()
        self.marked.emit(len(spans))
