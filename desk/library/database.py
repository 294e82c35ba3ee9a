"""The one door to SQLite: connections, transactions, and what a failure means to the person at the desk.

Any thread may read or write; each borrows a connection for as long as its transaction lasts, so readers never wait
for a writer's disk. Writers of this program queue at a lock, writers of other programs at SQLite's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection
from threading import Lock

from desk.article.trouble import Trouble
from desk.library.access import Access, begin_to_write, disk_full, is_writable, not_writable, obstacle, opened
from desk.library.damage import Damaged, comes_of_damage, damaged, put_aside
from desk.library.turns import Turns

_NO_LIMIT = 1 << 30


class Database:
    """A SQLite file that is there already. Where it cannot be written to, it can be read."""

    def __init__(self, file: Path, way: Access | None = None) -> None:
        """`way` is how it is to be opened where not as usual."""
        self.file = file
        self._idle: list[Connection] = []
        self._hand = Lock()
        self._turn = Turns()
        self._closed = False
        self._limit = self._finds = 0
        self._is_damaged = self._is_kept_aside = False
        self._identity = _identity(file)
        self._on_busy: Callable[[str], None] = lambda _sentence: None
        with self._explained():
            self._access, self._watch = (way, way.connect()) if way else opened(file)

    def close(self) -> None:
        """Let go of the file. Nothing can be read or written after that."""
        with self._turn, self._hand:
            if not self._closed:
                self._closed = True
                for connection in (self._watch, *self._idle):  # one in use is closed when it is given back
                    connection.close()
                self._access.close()

    @property
    def reads_only(self) -> bool:
        """Whether the file could only be opened to be read."""
        return not self._access.writes

    def tell_busy(self, tell: Callable[[str], None]) -> None:
        """Have a sentence told, on the thread that writes, when a write waits for another program's; it waits on."""
        self._on_busy = tell

    def check_writable(self) -> None:
        """Raises Trouble, with the reason, where the file could only be opened to be read."""
        if not self._access.writes:
            folder = self.file.parent
            reason = obstacle(folder) if is_writable(self.file) else not_writable(folder)
            raise Trouble(reason or f"The library in {folder} was opened only to be read; open it again.")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads: everything in it is seen as of one moment."""
        with self._explained(), self._borrowed() as connection:
            connection.execute("BEGIN")
            with self._ended(connection):
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes. It is on disk when the block ends; on any error nothing of it happened."""
        with self._at_turn() as connection:
            begin_to_write(connection, lambda: self._on_busy(_locked(self.file.parent)))
            with self._ended(connection):
                yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A connection outside any transaction, for what SQLite does not allow inside one."""
        with self._explained(), self._borrowed() as connection:
            yield connection

    def replace(self, source: Connection) -> None:
        """Make all that another database holds the content of this one, in one transaction."""
        with self._at_turn() as connection:
            source.backup(connection)
            self._is_damaged = self._is_kept_aside = False

    def changed(self) -> int:
        """A number that differs once anybody has written."""
        with self._explained(), self._hand:
            self._check_open()
            return (self._finds << 32) + int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    @property
    def is_damaged(self) -> bool:
        """Whether damage was noticed since the file was opened."""
        return self._is_damaged

    @property
    def is_kept_aside(self) -> bool:
        """Whether there is a copy of the damaged file; nothing is written to it before."""
        return self._is_kept_aside

    def note_damage(self) -> None:
        """Damage was noticed: a copy of the file is kept now, or nothing is written to it until one can be."""
        self._is_damaged = True
        with suppress(OSError):
            self._keep_aside()

    def limit(self, pages: int) -> None:
        """Let the file grow no further than this many pages (0: as far as the disk goes)."""
        with self._hand:
            self._limit = pages
            for connection in self._idle:
                _limit(connection, pages)

    def _connect(self) -> Connection:
        connection = self._access.connect()
        if self._limit:
            _limit(connection, self._limit)
        return connection

    @contextmanager
    def _at_turn(self) -> Iterator[Connection]:
        """A connection to write by while nobody else of this program writes."""
        with self._turn, self._explained():
            self._check_open()
            self._find_again()
            self.check_writable()
            self._check_kept_aside()
            with self._borrowed() as connection:
                yield connection

    @contextmanager
    def _borrowed(self) -> Iterator[Connection]:
        with self._hand:
            self._check_open()
            finds, connection = self._finds, self._idle.pop() if self._idle else self._connect()
        try:
            yield connection
        except sqlite3.Error:
            connection.close()  # it may hold on to a file that is gone; the next one starts afresh
            raise
        except BaseException:
            self._give_back(connection, finds)
            raise
        self._give_back(connection, finds)

    def _give_back(self, connection: Connection, finds: int) -> None:
        with self._hand:
            if self._closed or finds != self._finds:
                connection.close()
            else:
                self._idle.append(connection)

    @contextmanager
    def _ended(self, connection: Connection) -> Iterator[None]:
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            raise

    def _check_open(self) -> None:
        if self._closed:
            raise Trouble("The library is closed; open it again.")

    def _find_again(self) -> None:
        """A file that was removed would take every write and keep none; one that was put back is gone on with, and so
        is one that could only be read and can be written to by now.
        """
        found = _identity(self.file)
        if found == _NOWHERE:
            raise Trouble(f"The library in {self.file.parent} was moved or removed; put it back, and Desk goes on.")
        if found != self._identity or (self.reads_only and _takes_writing(self.file)):
            self._go_on_with(found)

    def _go_on_with(self, found: tuple[int, int]) -> None:
        """Take the library that now lies here for this one: a copy, or a disk that was plugged in again.

        Should it be of another time, or another library, what this program has open is led over to it like what
        somebody else has changed meanwhile.
        """
        from desk.library.opening import check_current

        check_current(self.file)
        access, watch = opened(self.file)
        with self._hand:
            for connection in (self._watch, *self._idle):
                connection.close()
            self._access.close()
            self._access, self._watch, self._identity, self._idle = access, watch, found, []
            self._finds += 1

    def _check_kept_aside(self) -> None:
        if self._is_damaged and not self._is_kept_aside:
            try:
                self._keep_aside()
            except OSError as error:
                why = f"no copy of it can be kept ({error.strerror}); free some space."
                raise Trouble(f"The library in {self.file.parent} is damaged, and {why}") from error

    def _keep_aside(self) -> None:
        if not self._is_kept_aside:
            put_aside(self.file)
            self._is_kept_aside = True

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            with explained(self.file):
                yield
        except Damaged:
            self.note_damage()
            raise


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """SQLite's errors become a sentence where a person can do something about them."""
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite's own sentence on a name that is damaged
        raise damaged(file.parent) from error
    except sqlite3.Error as error:
        sentence = _SENTENCES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if sentence is None:
            if comes_of_damage(error, file):
                raise damaged(file.parent) from error
            raise
        unclear = error.sqlite_errorcode & 0xFF in _UNCLEAR
        raise Trouble((unclear and obstacle(file.parent)) or sentence(file.parent)) from error


def _limit(connection: Connection, pages: int) -> None:
    connection.execute(f"PRAGMA max_page_count = {pages or _NO_LIMIT}")


def _takes_writing(file: Path) -> bool:
    return is_writable(file) and not obstacle(file.parent)


_NOWHERE = (0, 0)


def _identity(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:
        return _NOWHERE
    return (status.st_dev, status.st_ino)


def _contradicts_itself(folder: Path) -> str:
    """That rows are at odds, as no write of Desk’s leaves them: something else changed the file."""
    return f"The library in {folder} contradicts itself and cannot take this; restore the newest backup."


def _locked(folder: Path) -> str:
    return f"Another program is busy with the library in {folder}; wait for it to end, or end it."


_SENTENCES: dict[int, Callable[[Path], str]] = {
    sqlite3.SQLITE_FULL: disk_full,
    sqlite3.SQLITE_READONLY: not_writable,
    sqlite3.SQLITE_PERM: not_writable,
    sqlite3.SQLITE_CONSTRAINT: _contradicts_itself,
    sqlite3.SQLITE_BUSY: _locked,
    sqlite3.SQLITE_LOCKED: _locked,
    sqlite3.SQLITE_IOERR: lambda folder: f"The disk failed while using the library in {folder}; check the disk.",
    sqlite3.SQLITE_CANTOPEN: lambda folder: (
        f"The library in {folder} cannot be opened; check that the folder is there."
    ),
}
_UNCLEAR = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
"""A full disk, too, may be behind these."""
