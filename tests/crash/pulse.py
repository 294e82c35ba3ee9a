"""How long the machine itself takes to bring a word to disk, while something else is tested on it."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from types import TracebackType

BEAT = 0.025
"""Seconds between two words, as the journal gathers them."""
WORK = 0.004
"""Seconds of the processor that a word takes, as in the journal: one that others keep busy grants them late."""


class Pulse:
    """Works on a word and brings it to disk, again and again, nothing around it; `worst` says what it took most."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._end = threading.Event()
        self._took: list[tuple[float, float]] = []
        self._thread = threading.Thread(target=self._run, name="pulse")

    def __enter__(self) -> Pulse:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.set()
        self._thread.join()

    def worst(self, since: float) -> float:
        """The longest that a word took which was begun after that moment, its place in the queue included; seconds."""
        return max((took for begun, took in self._took if begun >= since), default=0.0)

    def _run(self) -> None:
        with self._file.open("ab", buffering=0) as stream:
            while not self._end.is_set():
                begun = time.monotonic()
                time.sleep(BEAT)
                done = time.thread_time() + WORK
                while time.thread_time() < done:
                    pass
                stream.write(b"x")
                os.fsync(stream.fileno())
                self._took.append((begun, time.monotonic() - begun - BEAT - WORK))
