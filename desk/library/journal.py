"""The journal: every step of the open stories, on disk within a tenth of a second.

Recording returns at once; a thread of its own writes what has gathered, in one transaction, with fsync. Where that
fails it keeps everything, says why once, and tries again until it works.

All that is done to an open story goes through the same queue: a version is kept of the story between two steps, not
of one that the steps behind have left already.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from threading import Condition, Thread
from typing import TYPE_CHECKING

from desk.article.model import Article
from desk.article.session import Entry
from desk.article.trouble import Trouble
from desk.library import standing
from desk.library.keeping import Step
from desk.library.library import Library
from desk.library.packing import DAMAGE

if TYPE_CHECKING:
    from concurrent.futures import Future

    from desk.library.versions import Version

GATHERING = 0.025
"""Seconds from a step until it is written, in which others may join it: typing costs one fsync, not one each."""
RETRY = 1.0
"""Seconds between attempts while writing fails."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A new story, before its first step."""

    article: Article


@dataclass(frozen=True, slots=True)
class _Save:
    """A version to be kept, and who waits for it."""

    article: Article
    kind: str
    name: str
    answer: Future[Version]


_Deed = Step | _Begun | _Save


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
        self._queue: list[_Deed] = []
        self._in_work: list[_Deed] = []
        self._folds: dict[str, Article] = {}
        self._news = Condition()
        self._hurry = self._closing = self._writing = False
        self._trouble = ""
        self._failures = self._unsaid = 0
        self._thread = Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def begin(self, article: Article) -> None:
        """A new story, before its first step. Returns at once."""
        self._put(_Begun(article))

    def record(self, article_id: str, entry: Entry, caret: int = 0) -> None:
        """Write down one step of a story, and where the caret was after it. Returns at once."""
        with self._news:
            self._queue.append(Step(article_id, entry, caret))
            if article_id in self._folds:
                self._move_on(self._folds, article_id, entry)
            self._news.notify_all()

    def save(self, article: Article, kind: str = "save", name: str = "") -> Future[Version]:
        """Keep a story as it stands after all that was recorded so far as a version. Returns at once.

        The answer raises Trouble where it cannot be kept now; the steps stay in the queue.
        """
        from concurrent.futures import Future

        saving = _Save(article, kind, name, Future())
        self._put(saving)
        return saving.answer

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

    def unwritten(self) -> set[str]:
        """The stories of which steps are in memory alone."""
        with self._news:
            return {deed.article_id for deed in (*self._in_work, *self._queue) if isinstance(deed, Step)}

    def close(self) -> None:
        """Write what is left and end."""
        with self._news:
            self._closing = True
            self._news.notify_all()
        self._thread.join()

    def _is_idle(self) -> bool:
        return not (self._queue or self._folds or self._writing)

    def _put(self, deed: _Begun | _Save) -> None:
        with self._news:
            self._queue.append(deed)
            self._hurry = self._hurry or isinstance(deed, _Save)
            self._news.notify_all()

    def _run(self) -> None:
        while self._gathered():
            queue, folds = self._taken()
            sentence = self._written(queue, folds)
            self._report(sentence)
            if sentence and self._closing:
                break
        with self._news:
            self._refuse_saves(self._queue, Trouble("The library is closed; open it again."))

    def _gathered(self) -> bool:
        """Wait until there is something to write and its time has come; False once there will be nothing more."""
        with self._news:
            self._news.wait_for(lambda: self._queue or self._folds or self._closing)
            due = time.monotonic() + (self._retry if self._trouble else GATHERING if self._queue else 0)
            self._news.wait_for(lambda: self._hurry or self._closing, max(0.0, due - time.monotonic()))
            return bool(self._queue or self._folds)

    def _taken(self) -> tuple[list[_Deed], dict[str, Article]]:
        with self._news:
            self._hurry, self._writing = False, True
            taken = self._queue, self._folds
            self._in_work, self._queue, self._folds = self._queue, [], {}
            return taken

    def _written(self, queue: list[_Deed], folds: dict[str, Article]) -> str:
        """Write what was taken, and put back what could not be; a sentence where something could not."""
        error: Exception | None = None
        try:
            while queue:
                self._write_first(queue)
            for article in list(folds.values()):
                self._library.checkpoint(article)
                del folds[article.id]
        except Exception as raised:  # whatever it is, this thread must live: it holds words that are nowhere else
            error = raised
            self._refuse_saves(queue, error)
        self._put_back(queue, folds)
        count = self._unsaid
        if (count and not queue) or (self._trouble and error is None):
            self._unsaid = 0
            self._call(lambda: self._on_written(count))
        return _sentence(error) if error else ""

    def _write_first(self, queue: list[_Deed]) -> None:
        """Write what is first in the queue, with all steps that follow each other in one go, and take it out."""
        match queue[0]:
            case _Begun(article):
                self._library.begin(article)
                del queue[0]
            case _Save() as saving:
                del queue[0]
                self._save(saving)
            case _:
                steps = [deed for deed in takewhile(_is_step, queue) if isinstance(deed, Step)]
                self._library.record(steps)
                del queue[: len(steps)]
                self._unsaid += len(steps)

    def _save(self, saving: _Save) -> None:
        try:
            saving.answer.set_result(self._library.save(saving.article, saving.kind, saving.name))
        except Exception as error:
            saving.answer.set_exception(error)

    @staticmethod
    def _refuse_saves(queue: list[_Deed], error: Exception) -> None:
        """Nobody waits for a version that cannot be kept now."""
        for deed in queue:
            if isinstance(deed, _Save):
                deed.answer.set_exception(error)
        queue[:] = [deed for deed in queue if not isinstance(deed, _Save)]

    def _put_back(self, queue: list[_Deed], folds: dict[str, Article]) -> None:
        with self._news:
            for deed in self._queue:
                if isinstance(deed, Step) and deed.article_id in folds:
                    self._move_on(folds, deed.article_id, deed.entry)
            self._queue[:0], self._in_work = queue, []
            self._folds = {**folds, **self._folds}
            self._writing = False

    def _report(self, sentence: str) -> None:
        with self._news:
            news, self._trouble = bool(sentence) and sentence != self._trouble, sentence
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


def _is_step(deed: _Deed) -> bool:
    return isinstance(deed, Step)


def _sentence(error: Exception) -> str:
    if isinstance(error, Trouble):
        return str(error)
    return f"What you type cannot be written to the library ({error}); keep Desk open and save elsewhere."
