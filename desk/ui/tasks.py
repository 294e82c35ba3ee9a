"""Work off the GUI thread: files, photos, searches and exports run in a small pool and answer on the GUI thread."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desk.article.trouble import Trouble

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
UNEXPECTED = "Something went wrong inside Desk; your words are safe. Please try again."


def _ignore(_sentence: str) -> None:
    """For work whose failure has nothing to tell the writer."""


class Tasks(QObject):
    """A pool of worker threads. `done` and `failed` are called on the thread that made this object."""

    _answered = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None, workers: int | None = None) -> None:
        super().__init__(parent)
        self._workers = workers or os.cpu_count() or 2
        self._running = 0
        self._closed = False
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(self._workers, thread_name_prefix="desk-task")

    @property
    def workers(self) -> int:
        """How many tasks run at the same time."""
        return self._workers

    @property
    def running(self) -> int:
        """How many tasks have not answered yet."""
        return self._running

    @property
    def is_closed(self) -> bool:
        """Whether nothing answers any more."""
        return self._closed

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[str], None] = _ignore,
    ) -> None:
        """Do `work` in the pool; then `done` with what it gave, or `failed` with a plain sentence."""
        if self._closed:
            return
        self._running += 1
        future = self._pool.submit(work)
        future.add_done_callback(lambda ended: self._report(ended, done, failed))

    def close(self) -> None:
        """Let what runs end and drop the rest; nothing answers any more."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _report(self, ended: Future[T], done: Callable[[T], None], failed: Callable[[str], None]) -> None:
        if self._closed or ended.cancelled():
            return
        error = ended.exception()
        if error is None:
            self._answered.emit(lambda: done(ended.result()))
        else:
            self._answered.emit(lambda: failed(_sentence(error)))

    def _answer(self, call: Callable[[], None]) -> None:
        if self._closed:
            return
        self._running -= 1
        call()
        if not self._running:
            self.idle.emit()


def _sentence(error: BaseException) -> str:
    if isinstance(error, Trouble):
        return str(error)
    logging.getLogger("desk").error("a task failed", exc_info=error)
    return UNEXPECTED
