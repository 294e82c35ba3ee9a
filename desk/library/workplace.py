"""A hidden folder beside a file that is being made, for what is needed meanwhile.

Whoever works in it holds a lock. A program that was killed holds none any more: the next that works there removes what
it left. Where a disk knows no locks, what is a day old is taken for left.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PREFIX = ".desk-backup-"
LOCK = "in use"
FRESH, OLD = 10, 24 * 60 * 60
"""Seconds in which somebody who has just come may take the lock, and after which nobody works without one."""


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A folder of one's own in `folder`, which goes with all that is in it. Raises OSError where there can be none."""
    sweep(folder)
    place = Path(tempfile.mkdtemp(dir=folder, prefix=PREFIX))
    try:
        with (place / LOCK).open("xb") as lock:
            _take(lock)
            yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what programs that were killed have left in a folder."""
    for left in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if left.is_dir() and not left.is_symlink() and _is_left(left):
                shutil.rmtree(left)


def _is_left(place: Path) -> bool:
    lock = place / LOCK
    age = time.time() - (lock if lock.exists() else place).stat().st_mtime
    if age < FRESH or not lock.exists():
        return age >= OLD
    with lock.open("rb") as file:
        can_be_had = _take(file)
    return age >= OLD if can_be_had is None else can_be_had


def _take(lock: BinaryIO) -> bool | None:
    """Whether the lock was had, as long as the file is open; None where there are no locks."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # this disk has none
        return None
    return True
