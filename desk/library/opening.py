"""Opening a library: is it one, is it whole, does it need a step up?

Whatever is refused here is left as it was, byte for byte: the file's header is read before SQLite may touch it.
"""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing, suppress
from pathlib import Path
from sqlite3 import Connection

from desk.article.stamps import now
from desk.article.trouble import Trouble
from desk.library import schema
from desk.library.access import begin_to_write, connect, copied, is_writable, opened_to_read
from desk.library.damage import Damaged, damaged, put_aside
from desk.library.database import Database, explained
from desk.library.media import Media

FILE = "library.db"
MEDIA = "media"
OF_THE_HOUSE = ("themes", "style", "dictionaries")
"""The folders of the newsroom's own page themes, rules of house style, and dictionaries."""
_MAGIC = b"SQLite format 3\0"
_NONE_YET = (0, 0)
"""Application ID and schema of a database that nobody has marked: an interrupted first start leaves one."""


def open_database(folder: Path) -> Database:
    """The database of the library in `folder`, made on first use and led up to the newest schema.

    Where the folder cannot be written to, or the disk is full, a library that is there is opened to be read.
    """
    file = folder / FILE
    _make_folder(folder)
    _check_not_lost(folder, file)
    try:
        with explained(file):
            number = check_is_library(file)
            if 0 < number < schema.CURRENT and not is_writable(file):
                return _of_an_older_desk(file)
            if number < schema.CURRENT:
                _check_writable(folder, file)
                lead_up(file)
        return Database(file)
    except Damaged:
        with suppress(OSError):  # where no copy can be kept, at least nothing is written: it stays closed
            put_aside(file)
        raise


def _of_an_older_desk(file: Path) -> Database:
    """A library that waits for a step up and cannot be written to: a copy takes the step, and is read."""
    way = copied(file)
    try:
        lead_up(way.file)
        return Database(file, way)
    except BaseException:
        way.close()
        raise


def check_is_library(file: Path) -> int:
    """The number of the library's schema, 0 where there is none yet. Raises Trouble for what Desk must not touch."""
    found = _header(file)
    if found is None:
        return 0
    blank = False
    if found == _NONE_YET or file.with_name(file.name + "-wal").exists():
        found, blank = _as_sqlite_sees_it(file)
    application, number = found
    if application != schema.APPLICATION_ID and _has_backups(file):
        raise damaged(file.parent)
    if application != schema.APPLICATION_ID and not blank:
        raise Trouble(f"{file} is not a Desk library; choose another folder.")
    if number > schema.CURRENT:
        raise Trouble(f"The library in {file.parent} was written by a newer Desk; open it with that one.")
    return number


def check_current(file: Path) -> None:
    """Raises Trouble where the file is no library as this Desk writes it, or is not all there: it may be on its way."""
    if check_is_library(file) != schema.CURRENT:
        raise Trouble(f"The library in {file.parent} is of another Desk; start Desk again to use it.")
    try:
        access, connection = opened_to_read(file)
        with closing(access), closing(connection):
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise Trouble(f"The library in {file.parent} is not all there; put it back whole, and Desk goes on.")


def _has_backups(file: Path) -> bool:
    """Whether Desk backed up what is in this folder: then it was a library, whatever it looks like now."""
    from desk.library.kept_backups import FOLDER, kept_in

    return bool(kept_in(file.parent / FOLDER))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise Trouble(f"{folder} is a file, not a folder; choose another place for the library.") from None
    except OSError as error:
        raise Trouble(f"The folder {folder} cannot be made ({error.strerror}); choose another.") from error


def _check_not_lost(folder: Path, file: Path) -> None:
    """Originals, or a log, beside no database tell of one that was lost: a new one would cover the damage up."""
    if file.exists() and file.stat().st_size:
        return
    log = file.with_name(file.name + "-wal")
    if (log.exists() and log.stat().st_size) or any(Media(folder / MEDIA).names()):
        raise damaged(folder)


def _check_writable(folder: Path, file: Path) -> None:
    if not is_writable(file):
        raise Trouble(f"The folder {folder} cannot be written to; allow writing to it or choose another.")


def _header(file: Path) -> tuple[int, int] | None:
    """Application ID and schema as the file's header has them; None where there is no file or it is empty.

    Offsets 68 and 60 of the database header: https://www.sqlite.org/fileformat2.html#the_database_header
    """
    try:
        with file.open("rb") as stream:
            start = stream.read(100)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Trouble(f"{file} cannot be read ({error.strerror}).") from error
    if not start:
        return None
    if len(start) < 100 or not start.startswith(_MAGIC):
        if _has_backups(file):
            raise damaged(file.parent)
        raise Trouble(f"{file} is not a Desk library, or it is damaged; choose another folder or restore a backup.")
    return struct.unpack(">I", start[68:72])[0], struct.unpack(">I", start[60:64])[0]


def _as_sqlite_sees_it(file: Path) -> tuple[tuple[int, int], bool]:
    """The same where the newest header may still be in the write-ahead log, and whether nothing was ever written.

    Read-only, so the log stays as it is; in one transaction, since another program may be beginning the library.
    """
    access, connection = opened_to_read(file)
    with closing(access), closing(connection):
        connection.execute("BEGIN")
        application = int(connection.execute("PRAGMA application_id").fetchone()[0]) & 0xFFFFFFFF
        found = (application, schema.schema_of(connection))
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return found, found == _NONE_YET and not tables


def lead_up(file: Path) -> None:
    """Lead a library up to the newest schema, all steps in one transaction, after a copy was put aside."""
    with closing(connect(file, "rwc")) as connection:
        use_wal(connection)
        before = schema.schema_of(connection)
        if 0 < before < schema.CURRENT:
            _put_aside(connection, file, before)
        begin_to_write(connection)
        try:
            schema.climb(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def use_wal(connection: Connection) -> None:
    """Two programs may begin one library at once: who comes second finds it done."""
    for attempt in range(100):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or attempt == 99:
                raise
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _put_aside(connection: Connection, file: Path, number: int) -> None:
    """A copy of the database as it was before a migration."""
    folder = file.parent / "backups"
    folder.mkdir(exist_ok=True)
    target = folder / f"before-schema-{number + 1}-{now():%Y%m%d-%H%M%S}.db"
    draft = target.with_suffix(".part")
    with closing(sqlite3.connect(draft)) as copy:
        connection.backup(copy)
    draft.replace(target)
