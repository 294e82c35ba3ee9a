"""Threads that write take turns in the order in which they came.

A plain lock goes to whoever grabs it first, which is mostly the thread that has just let it go: many stories changed
one batch after another would keep what is typed meanwhile from the disk until the last.
"""

from __future__ import annotations

from collections import deque
from threading import Lock
from types import TracebackType


class Turns:
    """A lock for `with` that is handed to the one who has waited longest."""

    def __init__(self) -> None:
        self._hand = Lock()
        self._taken = False
        self._queue: deque[Lock] = deque()

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self._queue)

    def __enter__(self) -> None:
        with self._hand:
            if not self._taken:
                self._taken = True
                return
            mine = Lock()
            mine.acquire()
            self._queue.append(mine)
        mine.acquire()  # until it is handed over

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._hand:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._taken = False
