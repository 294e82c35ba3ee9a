"""Lists and search catch up with words that only the journal has: a crash, or a kill, kept a checkpoint from them."""

from __future__ import annotations

from contextlib import closing, suppress
from sqlite3 import Connection
from typing import TYPE_CHECKING

from desk.article.trouble import Trouble
from desk.library.access import copied
from desk.library.database import Database
from desk.library.keeping import Keeper

if TYPE_CHECKING:
    from desk.library.library import Library

NEWEST = 10_000
"""So many rows of the journal, the newest, are looked at: a story left behind stands among them."""
_BEHIND = f"""SELECT DISTINCT recent.article
    FROM (SELECT article, seq FROM journal ORDER BY seq DESC LIMIT {NEWEST}) AS recent
    JOIN snapshot ON snapshot.article = recent.article WHERE recent.seq > snapshot.seq"""


def catch_up(library: Library) -> None:
    """Have lists and search show every story as it stands.

    Where the library can only be read, a copy of it catches up, and is read from then on; where there is no room for
    one, or another program is busy, it stays as it is.
    """
    with suppress(Trouble):
        behind = _stories_behind(library.database)
        if behind and library.reads_only:
            library.database = _copy(library.database, behind)
        elif behind:
            Keeper(library.database).fold(behind)


def _stories_behind(database: Database) -> list[str]:
    with database.reading() as connection:
        return behind(connection)


def behind(connection: Connection) -> list[str]:
    """The IDs of the stories that lists do not show as they stand."""
    return [str(story) for (story,) in connection.execute(_BEHIND)]


def _copy(database: Database, stories: list[str]) -> Database:
    way = copied(database.file)
    try:
        with closing(Database(way.file)) as copy:
            Keeper(copy).fold(stories)
        taken = Database(database.file, way)
    except BaseException:
        way.close()
        raise
    database.close()
    return taken
