"""The status line: words and reading time of the story, what is selected, and that everything is on disk.

The words of a short selection are counted at once, those of a long one off the GUI thread, like the whole story's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QPushButton, QStatusBar

from desk.ui.labels import Label
from desk.ui.measures_count import WordCount
from desk.ui.tasks import Tasks
from desk.ui.wording import END_ISOLATE, ISOLATE, clock, isolated

if TYPE_CHECKING:
    from datetime import datetime

    from desk.article.model import Article
    from desk.article.session import Session
    from desk.library import Version

PAUSE = 250
"""Milliseconds after the last key until the words are counted again."""
AT_ONCE, IN_ALL = 20_000, 200_000
"""Characters of a selection, and of the body it is in, whose words are counted without a detour: in a millisecond."""


class StatusLine(QStatusBar):
    """Never asks, only tells."""

    def __init__(self, tasks: Tasks, known: Callable[[Article], int | None] = lambda _article: None) -> None:
        """`known` gives an article's words where they are counted already."""
        super().__init__()
        self._known = known
        self.setSizeGripEnabled(False)
        self._tasks = tasks
        self._session: Session | None = None
        self._counted = 0
        self._chosen: tuple[int, int] | None = None
        self._in_chosen: int | None = None
        self.words = WordCount()
        self.saved = Label()
        self._far = Label()
        self._progress = QProgressBar(textVisible=False)
        self._progress.setMaximumWidth(160)
        self._cancel = QPushButton("Cancel")
        self._cancel.setProperty("role", "quiet")
        self.addWidget(self.words)
        for widget in (self._far, self._progress, self._cancel, self.saved):
            self.addPermanentWidget(widget)
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self._count)
        self.end_progress()

    @property
    def counted(self) -> int:
        """The words of the story, as they are shown."""
        return self._counted

    @property
    def cancel_button(self) -> QPushButton:
        """Shown while something long runs."""
        return self._cancel

    def show_session(self, session: Session | None, kept: Version | None = None) -> None:
        """Tell about another story, and which version of it was kept last."""
        self._session = session
        self.saved.setText("")
        if kept is not None:
            self.show_version(kept)
        self._counted, self._chosen, self._in_chosen = 0, None, None
        self.words.tell("")
        if session is not None:
            self._count()

    def recount_soon(self) -> None:
        """The story changed."""
        self._soon.start()
        if not self.saved.text():
            self.saved.setText("Saving…")

    def show_selection(self, start: int, end: int) -> None:
        """Something else is selected in the body, in code points; nothing where both are the same."""
        chosen = (start, end) if start < end else None
        if chosen == self._chosen:
            return
        self._chosen, self._in_chosen = chosen, None
        if chosen is not None:
            self._count_chosen(chosen)
        elif self._session is not None:
            self._tell()

    def _count_chosen(self, chosen: tuple[int, int]) -> None:
        from desk.article.measure import count_between

        if self._session is None:
            return
        body, (start, end) = self._session.article.body, chosen
        if end - start <= AT_ONCE and len(body) <= IN_ALL:
            self._show_chosen(chosen, count_between(body, start, end))
        else:
            self._tasks.run(lambda: count_between(body, start, end), lambda words: self._show_chosen(chosen, words))

    def _show_chosen(self, chosen: tuple[int, int], words: int) -> None:
        if chosen == self._chosen:
            self._in_chosen = words
            self._tell()

    def show_written(self, moment: datetime) -> None:
        """Everything typed so far is on disk."""
        self.saved.setText(f"Saved {clock(moment)}" if self._session else "")

    def show_version(self, version: Version) -> None:
        """A version was kept."""
        self.saved.setText(f"Version {version.number} saved {clock(version.time)}")

    def show_trouble(self) -> None:
        """What is typed is in memory only, for now."""
        self.saved.setText("Not on disk yet")

    def show_progress(self, done: int, total: int) -> None:
        """How far something long is."""
        self._progress.setRange(0, max(1, total))
        self._progress.setValue(done)
        self._far.setText(f"{done} of {total}")
        self._far.show()
        self._progress.show()
        self._cancel.show()

    def end_progress(self) -> None:
        """Nothing long runs any more."""
        self._far.hide()
        self._progress.hide()
        self._cancel.hide()

    def _count(self) -> None:
        from desk.article.measure import count_words

        if self._session is not None:
            article = self._session.article
            known = self._known(article)
            if known is not None:
                self._show_words(article, known)
                return
            self._tasks.run(lambda: count_words(article.body), lambda words: self._show_words(article, words))

    def _show_words(self, article: Article, words: int) -> None:
        if self._session is None or self._session.article.id != article.id:
            return
        self._counted = words
        if self._chosen is not None:
            self._count_chosen(self._chosen)  # its words may be others now
        self._tell()

    def _tell(self) -> None:
        if self._session is None:
            return
        from desk.article.languages import language
        from desk.article.measure import reading_minutes

        article, words = self._session.article, self._counted
        minutes = reading_minutes(words, article.language)
        counted = "1 word" if words == 1 else f"{words:,} words"
        if self._in_chosen is not None:
            counted = f"{min(self._in_chosen, words):,} of {counted}"
        told = f"{counted} · {minutes} min read" if words else "No words yet"
        named = f"{ISOLATE}{language(article.language).name}{END_ISOLATE}"
        self.words.tell(f"{isolated(told)} · {named}", words, article.target)
