"""What a site has, made side by side: one process for each of the machine's cores, where that is safe and worth it.

A process is split off with all that it needs in memory, and gives back what it made. That is safe only where no
thread runs beside, as on the command line; elsewhere, and where there is little to do, all is made in turn.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Generator, Sequence
from typing import TypeVar, cast

T = TypeVar("T")
WORTH_IT = 60
"""Jobs from which on it takes less time to split than to make them."""
AT_A_TIME = 8


def made(jobs: Sequence[Callable[[], T]]) -> Generator[T, None, None]:
    """What each job makes, in their order. What a job raises is raised here. To be closed where it is left early."""
    cores = _cores()
    if len(jobs) < WORTH_IT or cores < 2 or not _is_safe():
        for job in jobs:
            yield job()
        return
    from concurrent.futures import ProcessPoolExecutor

    yield jobs[0]()  # reads the theme, which those that are split off then have
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(cores, mp_context=context, initializer=_Worker.take, initargs=(jobs,))
    try:
        yield from pool.map(cast("Callable[[int], T]", _Worker.do), range(1, len(jobs)), chunksize=AT_A_TIME)
    finally:
        pool.shutdown(cancel_futures=True)


class _Worker:
    """What a split-off process knows: the jobs that there were when it was split off."""

    jobs: Sequence[Callable[[], object]] = ()

    @classmethod
    def take(cls, jobs: Sequence[Callable[[], object]]) -> None:
        gc.disable()  # it lives for some seconds, and looking for garbage would copy what it shares with its parent
        cls.jobs = jobs

    @classmethod
    def do(cls, number: int) -> object:
        return cls.jobs[number]()


def _is_safe() -> bool:
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1 and os.name == "posix"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
