"""A database that is damaged: telling it from a defect of Desk, and keeping a copy before anything is written to it."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from sqlite3 import Connection

from desk.article.stamps import new_id, now
from desk.article.trouble import Trouble

_CERTAIN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_HARMLESS = (
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_INTERRUPT),
    *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR),
)
"""What SQLite says for reasons outside the file; any other error may come of damage or of a defect of Desk."""
_AN_HOUR = 60 * 60
_TABLES = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master ORDER BY type, name"


class Damaged(Trouble):
    """The library's database is damaged, or a part of it that the sentence names."""


def damaged(folder: Path) -> Damaged:
    """That only a backup helps."""
    return Damaged(f"The library in {folder} is damaged; keep a copy of the folder, then restore the newest backup.")


def comes_of_damage(error: sqlite3.Error, file: Path) -> bool:
    """Whether it was damage to the file that SQLite met."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    unreadable = str(error).startswith("Could not decode to UTF-8")  # Python's own error, which has no number
    return unreadable or code in _CERTAIN or (code not in _HARMLESS and is_damaged(file))


def put_aside(file: Path) -> Path:
    """Keep a copy of a damaged database as it is now, with its log, beside it; one that is there already is enough.

    Raises OSError where it cannot be kept.
    """
    from desk.library.backup import file_digest

    _sweep(file.parent)
    digest = file_digest(file)
    for copy in sorted(file.parent.glob("damaged-*.db")):
        if copy.stat().st_size == file.stat().st_size and file_digest(copy) == digest:
            return copy
    _check_room(file)
    target = file.with_name(f"damaged-{now():%Y-%m-%d-%H%M%S}-{new_id()[:4]}.db")
    log = target.with_name(target.name + "-wal")
    try:
        with suppress(FileNotFoundError):
            _copy(file.with_name(file.name + "-wal"), log)
        with suppress(FileNotFoundError):
            _copy(file, target)  # the database comes last: its name says that both are there
    finally:
        if not target.exists():
            log.unlink(missing_ok=True)
    return target


def _sweep(folder: Path) -> None:
    """Remove what is no whole copy, once no program can be at it any more: one that was killed left it."""
    alone = (log for log in folder.glob("damaged-*.db-wal") if not log.with_suffix(".db").exists())
    for left in (*alone, *folder.glob(".damaged-*.part")):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - _AN_HOUR:
                left.unlink()


def _check_room(file: Path) -> None:
    """Raises OSError where a copy finds no room: half a copy would take the rest of a full disk."""
    import shutil

    needed = sum(one.stat().st_size for one in (file, file.with_name(file.name + "-wal")) if one.exists())
    if shutil.disk_usage(file.parent).free < needed:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def unlike(connection: Connection) -> bool:
    """Whether a database lacks what a library of its schema has, or has what none has."""
    from desk.library.schema import CURRENT, STEPS, schema_of

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as pattern:
        for step in STEPS[: min(schema_of(connection), CURRENT)]:
            step(pattern)
        expected = pattern.execute(_TABLES.format("main")).fetchall()
    return bool(connection.execute(_TABLES.format("main")).fetchall() != expected)


def is_damaged(file: Path) -> bool:
    """Whether SQLite finds the file’s structure at fault, or its tables are not those of a library."""
    from desk.library.access import opened_to_read

    try:
        access, connection = opened_to_read(file)
        with closing(access), closing(connection):
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok" or unlike(connection))
    except (sqlite3.DatabaseError, Trouble, UnicodeDecodeError):
        return True


def _copy(source: Path, target: Path) -> None:
    import shutil

    draft = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(source, draft)
        with draft.open("rb+") as stream:
            os.fsync(stream.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
