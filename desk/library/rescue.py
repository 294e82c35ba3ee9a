"""What can still be read of a damaged library and is newer than a backup: it is carried over when that is restored.

Story by story and row by row, so that one that cannot be read hides no other. Where not even the first page of the
database can be read, that of the backup stands in for it in a copy: a library keeps its tables where they once were.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import TypeVar

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.library import receipts, schema, standing, versions
from desk.library.access import connect, opened_to_read
from desk.library.damage import is_damaged
from desk.library.database import Database
from desk.library.keeping import Keeper
from desk.library.packing import DAMAGE, moment
from desk.library.versions import Label

NAME = "Read out of the damaged library"
"""What the version is called that is carried over."""
UNREADABLE = (sqlite3.Error, UnicodeDecodeError, OverflowError, RecursionError, *DAMAGE)
"""What reading a row of a damaged database may raise."""
LISTS = (
    "SELECT id FROM article NOT INDEXED ORDER BY turn",
    "SELECT id FROM article NOT INDEXED ORDER BY turn DESC",
    "SELECT id FROM article ORDER BY id",
    "SELECT id FROM article ORDER BY id DESC",
    "SELECT article FROM snapshot NOT INDEXED",
    "SELECT DISTINCT article FROM version ORDER BY article, number",
)
"""Ways to the IDs of the stories; one that breaks off on a damaged page has given those before it."""
_ALL = 1 << 62
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """A story that a damaged library and a backup of it do not hold alike.

    `article` is what can be read of it and is newer than the backup, None where nothing is; `known` says whether the
    backup has the story, `there` whether the library does, `broken` that not all of it can be read.
    """

    id: str
    headline: str
    article: Article | None
    known: bool
    there: bool = True
    broken: bool = False


def compared(wreck: Connection, backup: Connection) -> Iterator[Found]:
    """The stories that the two do not hold alike, as far as the first can be read."""
    there, known = _ids(wreck), _ids(backup)
    for article_id in sorted(there):
        mark = _mark(wreck, article_id)
        if mark is None or article_id not in known or mark != _mark(backup, article_id):
            found = _found(wreck, backup, article_id, known=article_id in known)
            if found is not None:
                yield found
    for article_id in sorted(known - there):
        yield Found(article_id, _headline(backup, article_id), None, known=True, there=False)


def is_whole(connection: Connection) -> bool:
    """Whether every story of a sound database can be read."""
    ids = connection.execute("SELECT id FROM article").fetchall()
    return all(_tried(lambda one=one: standing.folded_article(connection, one)) for (one,) in ids)  # type: ignore[misc]


@contextmanager
def readable(file: Path, pattern: Path) -> Iterator[Connection]:
    """A connection that reads what can be read of a damaged database, be it nothing.

    `pattern` is a sound database of the same library.
    """
    with ExitStack() as stack:
        yield _opened(file, pattern, stack)


def is_wreck(file: Path, copy: Path) -> bool:
    """Whether a library's database is damaged, be it only in a story that the backup holds otherwise."""
    if not file.exists() or is_damaged(file):
        return True
    with readable(file, copy) as wreck, closing(connect(copy, "rw")) as backup:
        return any(found.broken for found in compared(wreck, backup))


def carry_over(file: Path, copy: Path) -> int:
    """Bring what is newer in the damaged library into a copy of the backup's database; how many stories.

    Each is a version of its own, on top of what the backup has, as are the versions that were saved since.
    """
    _lead_up(copy)
    with readable(file, copy) as wreck, closing(connect(copy, "ro")) as backup:
        if not _is_of_one(wreck, backup):
            return 0
        newer = [found.id for found in compared(wreck, backup) if found.article]
        with closing(Database(copy)) as database:
            return sum(_carried(wreck, backup, article_id, database) for article_id in newer)


def carried_line(count: int) -> str:
    """How many stories were carried over, as a sentence; empty for none."""
    if not count:
        return ""
    which = "1 story that is" if count == 1 else f"{count:,} stories that are"
    return f"{which} newer in the damaged library {'was' if count == 1 else 'were'} carried over."


def _opened(file: Path, pattern: Path, stack: ExitStack) -> Connection:
    """Whichever way leads to the stories: the file as it is, or a copy with another first page; else to none."""
    with suppress(*UNREADABLE):
        access, connection = opened_to_read(file)
        stack.enter_context(closing(access))
        stack.enter_context(closing(connection))
        connection.execute("SELECT id FROM article LIMIT 1").fetchone()
        return connection
    with suppress(OSError, *UNREADABLE):
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="desk-")))
        return stack.enter_context(closing(connect(_with_first_page(file, pattern, place / file.name), "rw")))
    return stack.enter_context(closing(sqlite3.connect(":memory:")))


def _with_first_page(file: Path, pattern: Path, copy: Path) -> Path:
    """A copy of the database whose header and list of tables are those of the pattern.

    Offsets of https://www.sqlite.org/fileformat2.html#the_database_header: 16 page size, 18 and 19 whether there is a
    log, 24 and 92 two counters; where they differ, SQLite takes the number of pages from the size of the file.
    """
    log = file.with_name(file.name + "-wal")
    for one in (file, log):
        if one.exists():
            shutil.copyfile(one, copy.with_name(one.name))
    with pattern.open("rb") as stream:
        head = stream.read(100)
        page = bytearray(head + stream.read((int.from_bytes(head[16:18], "big") % 65535 or 65536) - len(head)))
    page[18:20] = b"\2\2" if log.exists() else b"\1\1"
    page[92:96] = ((int.from_bytes(page[24:28], "big") + 1) & 0xFFFFFFFF).to_bytes(4, "big")
    with copy.open("rb+") as stream:
        stream.write(page)
    return copy


def _is_of_one(wreck: Connection, backup: Connection) -> bool:
    """Whether both are of one library, as far as they say so."""
    from desk.library.backups import IDENTITY

    def identity(connection: Connection) -> object:
        row = connection.execute("SELECT value FROM setting WHERE name = ?", (IDENTITY,)).fetchone()
        return row[0] if row else None

    names = {_tried(lambda: identity(wreck)), _tried(lambda: identity(backup))}
    return len(names - {None}) < 2


def _ids(connection: Connection) -> set[str]:
    found: set[str] = set()
    for question in LISTS:
        with suppress(*UNREADABLE):
            for (article_id,) in connection.execute(question):
                found |= {article_id} if isinstance(article_id, str) else set()
    return found


def _mark(connection: Connection, article_id: str) -> tuple[object, ...] | None:
    """What tells one state of a story from another without reading it; None where that cannot be had."""
    question = (
        "SELECT content, (SELECT max(seq) FROM journal WHERE journal.article = snapshot.article), (SELECT"
        " group_concat(hex(content)) FROM journal WHERE journal.article = snapshot.article AND seq > snapshot.seq)"
        " FROM snapshot WHERE article = ?"
    )
    return _tried(lambda: connection.execute(question, (article_id,)).fetchone())


def _found(wreck: Connection, backup: Connection, article_id: str, *, known: bool) -> Found | None:
    """The story, unless it says the same in both after all."""
    article, reached = _newest(wreck, article_id)
    before = _tried(lambda: standing.standing(backup, article_id)) if known else None
    broken = reached < _ALL
    if before is not None and article == before.article:
        return None
    if before is not None and broken and reached <= before.seq:
        article = None
    headline = article.headline if article else before.article.headline if before else _headline(wreck, article_id)
    return Found(article_id, headline, article, known, broken=broken)


def _newest(connection: Connection, article_id: str) -> tuple[Article | None, int]:
    """What can be read of a story, and the last row of its journal that is in it: _ALL where that is its end."""
    stands = _tried(lambda: standing.standing(connection, article_id))
    if stands is not None and stands.sound:
        return stands.article, _ALL
    start = _tried(lambda: _start(connection, article_id))
    if start is None:
        return None, -1
    if stands is not None:
        return stands.article, _last_sound(connection, article_id, start[1])
    return start


def _start(connection: Connection, article_id: str) -> tuple[Article, int] | None:
    whole = _tried(lambda: standing.folded_article(connection, article_id))
    if whole is not None:
        return whole, standing.folded(connection, article_id)
    return versions.newest_readable(connection, article_id)


def _last_sound(connection: Connection, article_id: str, reached: int) -> int:
    """The last row of a story's journal before the first that cannot be read."""
    rows = connection.execute(
        "SELECT seq, content FROM journal WHERE article = ? AND seq > ? ORDER BY seq", (article_id, reached)
    )
    with suppress(*UNREADABLE):
        for seq, content in rows:
            standing.steps_in(content)
            reached = int(seq)
    return reached


def _carried(wreck: Connection, backup: Connection, article_id: str, database: Database) -> bool:
    """Bring a story over with the versions that were saved since the backup; whether that could be done."""
    newest, _reached = _newest(wreck, article_id)
    if newest is None:
        return False
    keeper, last = Keeper(database), _tried(lambda: versions.newest(backup, article_id))
    with suppress(Trouble):
        held = None
        for version, held in _saved_since(wreck, article_id, last.number if last else 0):
            keeper.add([held], Label(version.kind, version.name, version.author))
            _date(database, article_id, int(version.time.timestamp()))
        if held != newest:
            keeper.add([newest], Label("restore", NAME, ""))
        _bin(wreck, article_id, database)
        left = _tried(lambda: receipts.left(wreck, article_id))
        if left:
            with database.writing() as connection:
                receipts.carry_over(left, connection, article_id)
        return True
    return False


def _saved_since(wreck: Connection, article_id: str, number: int) -> Iterator[tuple[versions.Version, Article]]:
    """The versions that somebody made after that one, oldest first, as far as they can be read."""
    listed = _tried(lambda: versions.listed(wreck, article_id)) or []
    for version in reversed(listed):
        if version.number > number and not version.is_automatic and version.time > moment(0):
            read = _tried(lambda version=version: versions.read(wreck, article_id, version.number))  # type: ignore[misc]
            if read is not None:
                yield version, read


def _date(database: Database, article_id: str, time: int) -> None:
    """A version that was carried over is as old as it was."""
    newest = "(SELECT max(number) FROM version WHERE article = ?1)"
    with database.writing() as connection:
        connection.execute(f"UPDATE version SET time = ?2 WHERE article = ?1 AND number = {newest}", (article_id, time))


def _bin(wreck: Connection, article_id: str, database: Database) -> None:
    question = "SELECT binned FROM article WHERE id = ?"
    row = _tried(lambda: wreck.execute(question, (article_id,)).fetchone())
    if row and row[0] == 1:
        with database.writing() as connection:
            connection.execute("UPDATE article SET binned = 1 WHERE id = ?", (article_id,))


def _headline(connection: Connection, article_id: str) -> str:
    question = "SELECT headline FROM article WHERE id = ?"
    row = _tried(lambda: connection.execute(question, (article_id,)).fetchone())
    return str(row[0]) if row else ""


def _lead_up(copy: Path) -> None:
    """To this Desk's schema; what the copy is of stays as it is, so none is put aside."""
    with closing(connect(copy, "rw")) as connection:
        connection.execute("BEGIN IMMEDIATE")
        schema.climb(connection)
        connection.execute("COMMIT")


def _tried(read: Callable[[], T]) -> T | None:
    """What a row says; None where it cannot be read."""
    try:
        return read()
    except UNREADABLE:
        return None
