"""How a library's file is opened: to write, or where that cannot be, to read what is there.

A folder that may only be read and a full disk have no room for the files that SQLite keeps beside a database in use;
what is in the library can be read all the same.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from sqlite3 import Connection
from typing import cast

from desk.article.stamps import new_id
from desk.article.trouble import Trouble

PATIENCE = 2500
"""Milliseconds that a write waits for another program's write to end before somebody is told."""
ATTEMPTS = 4
"""How often it waits as long before it gives up."""

_PRAGMAS = (
    f"PRAGMA busy_timeout = {PATIENCE}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    f"PRAGMA journal_size_limit = {16 << 20}",
)
_ALONE = "ro&immutable=1"
"""SQLite's mode for a file that nobody writes: it is read without a lock and without a file beside it."""
_TO_FILL = 256 * 1024
"""Bytes that a small write takes, with SQLite's own files."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)
_IN_THE_WAY = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
)


@dataclass(frozen=True, slots=True)
class Access:
    """A way to a database: the file that is opened, SQLite's mode, and the folder of a copy that is ours to remove."""

    file: Path
    mode: str = "rw"
    place: Path | None = None

    @property
    def writes(self) -> bool:
        """Whether what is written by this way reaches the library."""
        return self.mode == "rw" and self.place is None

    def connect(self) -> Connection:
        """A connection that has been read from: what stands in the way shows now."""
        connection = connect(self.file, self.mode)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Remove the copy, if this is one."""
        if self.place is not None:
            import shutil

            shutil.rmtree(self.place, ignore_errors=True)


def connect(file: Path, mode: str) -> Connection:
    """A connection to the file; `mode` is SQLite's: ro, rw, or rwc, which makes the file."""
    address = f"{file.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def begin_to_write(connection: Connection, on_busy: Callable[[], None] = lambda: None) -> None:
    """Begin a transaction that writes; where another program is at it, `on_busy` is called once, and it waits on."""
    for attempt in range(ATTEMPTS):
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or attempt == ATTEMPTS - 1:
                raise
        if attempt == 0:
            on_busy()


def opened(file: Path) -> tuple[Access, Connection]:
    """The best way to the database, and a connection by it."""
    return _first_that_opens(Access(file) if is_writable(file) else None, file)


def opened_to_read(file: Path) -> tuple[Access, Connection]:
    """A way that leaves the database as it is, and a connection by it."""
    return _first_that_opens(Access(file, "ro") if is_writable(file) else None, file)


def is_writable(file: Path) -> bool:
    """Whether this person may write to the file, or make it."""
    return os.access(file.parent, os.W_OK | os.X_OK) and (not file.exists() or os.access(file, os.R_OK | os.W_OK))


def obstacle(folder: Path) -> str:
    """Why the library in this folder takes no writing now, as a sentence; empty where a trial finds nothing.

    SQLite says of a full disk, as of a broken one, only that input or output failed.
    """
    number = _tried(folder)
    return disk_full(folder) if number in _FULL else not_writable(folder) if number in _CLOSED else ""


def has_room(folder: Path) -> bool:
    """Whether a small file finds room in the folder."""
    return _tried(folder) not in _FULL


def disk_full(folder: Path) -> str:
    """That the library cannot grow."""
    return f"The disk is full, so the library in {folder} cannot grow; free some space."


def not_writable(folder: Path) -> str:
    """That the library may only be read."""
    return f"The library in {folder} cannot be written to; allow writing to the folder or choose another."


def _tried(folder: Path) -> int:
    """The number of the error that writing a small file meets; 0 for none."""
    trial = folder / f".{new_id()}.part"
    try:
        with trial.open("xb") as stream:
            stream.write(bytes(_TO_FILL))
    except OSError as error:
        return error.errno or 0
    finally:
        with suppress(OSError):
            trial.unlink()
    return 0


def _first_that_opens(first: Access | None, file: Path) -> tuple[Access, Connection]:
    refusal: sqlite3.OperationalError | None = None
    for way in chain([first] if first else [], _readings(file)):
        try:
            return way, way.connect()
        except BaseException as error:
            way.close()
            if not _is_in_the_way(error) or not file.exists():
                raise
            refusal = refusal or cast(sqlite3.OperationalError, error)
    raise cast(sqlite3.OperationalError, refusal)


def _is_in_the_way(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF in _IN_THE_WAY


def _readings(file: Path) -> Iterator[Access]:
    """The ways that need no room beside the file, best first."""
    log, memory = (file.with_name(file.name + end) for end in ("-wal", "-shm"))
    if log.exists() or memory.exists():
        yield Access(file, "ro")  # with whoever is writing it
    if log.exists() and log.stat().st_size:
        yield copied(file)  # a crash left the newest words in the log, and nobody has it open
    else:
        yield Access(file, _ALONE)


def copied(file: Path) -> Access:
    """A copy of the database with its log, to read by. Raises Trouble where there is no room for it."""
    import shutil
    import tempfile

    place = Path(tempfile.mkdtemp(prefix="desk-"))
    try:
        for one in (file, file.with_name(file.name + "-wal")):
            if one.exists():
                shutil.copyfile(one, place / one.name)
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise Trouble(f"The library in {file.parent} cannot be read ({error.strerror}); free some space.") from error
    return Access(place / file.name, place=place)
