"""The journal: every step of the open stories, on disk within a tenth of a second.

Recording returns at once; a thread of its own writes what has gathered, in one transaction, with fsync. Where that
fails it keeps everything, says so once, and tries again until it works.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread

from desk.article.model import Article
from desk.article.session import Entry
from desk.article.trouble import Trouble
from desk.library import standing
from desk.library.keeping import Step
from desk.library.library import Library
from desk.library.packing import DAMAGE

GATHERING = 0.025
"""Seconds from a step until it is written, in which others may join it: typing costs one fsync, not one each."""
RETRY = 1.0
"""Seconds between attempts while writing fails."""


class Journal:
    """Writes the steps of open stories down as they happen. The callbacks come on its own thread."""

    def __init__(
        self,
        library: Library,
        *,
        on_written: Callable[[int], None] | None = None,
        on_trouble: Callable[[str], None] | None = None,
        retry: float = RETRY,
    ) -> None:
        self._library = library
        self._on_written = on_written or (lambda _count: None)
        self._on_trouble = on_trouble or (lambda _sentence: None)
        self._retry = retry
        self._steps: list[Step] = []
        self._folds: dict[str, Article] = {}
        self._news = Condition()
        self._hurry = self._closing = self._writing = self._in_trouble = False
        self._failures = 0
        self._thread = Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def record(self, article_id: str, entry: Entry, caret: int = 0) -> None:
        """Write down one step of a story, and where the caret was after it. Returns at once."""
        with self._news:
            self._steps.append(Step(article_id, entry, caret))
            if article_id in self._folds:
                self._move_on(self._folds, article_id, entry)
            self._news.notify_all()

    def checkpoint(self, article: Article) -> None:
        """Bring a story's row in lists and search up to date, after all that was recorded before. Returns at once."""
        with self._news:
            self._folds[article.id] = article
            self._news.notify_all()

    def flush(self, timeout: float = 10) -> bool:
        """Wait until all is on disk; False where it cannot be written now or takes longer."""
        with self._news:
            failures = self._failures
            self._hurry = True
            self._news.notify_all()
            self._news.wait_for(lambda: self._is_idle() or self._failures > failures, timeout)
            return self._is_idle()

    def close(self) -> None:
        """Write what is left and end."""
        with self._news:
            self._closing = True
            self._news.notify_all()
        self._thread.join()

    def _is_idle(self) -> bool:
        return not (self._steps or self._folds or self._writing)

    def _run(self) -> None:
        while self._gathered():
            steps, folds = self._taken()
            sentence = self._written(steps, folds)
            self._report(sentence)
            if sentence and self._closing:
                return

    def _gathered(self) -> bool:
        """Wait until there is something to write and its time has come; False once there will be nothing more."""
        with self._news:
            self._news.wait_for(lambda: self._steps or self._folds or self._closing)
            due = time.monotonic() + (self._retry if self._in_trouble else GATHERING if self._steps else 0)
            self._news.wait_for(lambda: self._hurry or self._closing, max(0.0, due - time.monotonic()))
            return bool(self._steps or self._folds)

    def _taken(self) -> tuple[list[Step], dict[str, Article]]:
        with self._news:
            self._hurry, self._writing = False, True
            taken = self._steps, self._folds
            self._steps, self._folds = [], {}
            return taken

    def _written(self, steps: list[Step], folds: dict[str, Article]) -> str:
        """Write what was taken, and put back what could not be; a sentence where something could not."""
        count = len(steps)
        try:
            if steps:
                self._library.record(steps)
                steps.clear()
            for article in list(folds.values()):
                self._library.checkpoint(article)
                del folds[article.id]
        except Trouble as trouble:
            sentence = str(trouble)
        except Exception as error:  # whatever it is, this thread must live: it holds words that are nowhere else
            sentence = f"What you type cannot be written to the library ({error}); keep Desk open and save elsewhere."
        else:
            sentence = ""
        self._put_back(steps, folds)
        if (count and not steps) or (self._in_trouble and not sentence):
            self._call(lambda: self._on_written(count))
        return sentence

    def _put_back(self, steps: list[Step], folds: dict[str, Article]) -> None:
        with self._news:
            for step in self._steps:
                if step.article_id in folds:
                    self._move_on(folds, step.article_id, step.entry)
            self._steps[:0] = steps
            self._folds = {**folds, **self._folds}
            self._writing = False

    def _report(self, sentence: str) -> None:
        with self._news:
            news, self._in_trouble = bool(sentence) and not self._in_trouble, bool(sentence)
            self._failures += bool(sentence)
            self._news.notify_all()
        if news:
            self._call(lambda: self._on_trouble(sentence))

    @staticmethod
    def _move_on(folds: dict[str, Article], article_id: str, entry: Entry) -> None:
        """A step came after a checkpoint that is still to be written: the checkpoint is of the story after it."""
        try:
            folds[article_id] = standing.step(folds[article_id], entry)
        except DAMAGE:
            del folds[article_id]

    @staticmethod
    def _call(callback: Callable[[], None]) -> None:
        with suppress(Exception):  # a listener that is gone must not end the writing
            callback()
