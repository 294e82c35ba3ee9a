"""A quick look over a database that was just opened: damage is told at once, not when a damaged story is opened.

The newest stories are read, as a flipped bit in one is no fault of the file's structure; then SQLite looks at table by
table, the small ones first. A large library is not gone through to its end: the disk is for whoever writes. Its daily
backup looks at all of it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing

from desk.article.trouble import Trouble
from desk.library.access import opened_to_read
from desk.library.damage import comes_of_damage
from desk.library.database import Database
from desk.library.packing import DAMAGE, unpack

NEWEST = 1000
"""How many stories are read."""
SECONDS = 30.0
"""How long the tables are looked at."""
_STEPS = 1000
"""After how many of SQLite's steps it is asked whether to go on."""
_REST = 0.0005
"""Seconds between two stories, or so many steps: whoever types has the processor and the disk meanwhile."""
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
    " ORDER BY name IN ('search_data', 'snapshot', 'version', 'thumbnail'), name"
)
_STORIES = "SELECT content FROM article JOIN snapshot ON snapshot.article = article.id ORDER BY turn DESC LIMIT ?"


def look_over(database: Database, go_on: Callable[[], bool]) -> bool:
    """Whether nothing wrong was found; what was found is noted, and a copy of the file kept.

    `go_on` is asked now and then, and ends the look by False.
    """
    end = time.monotonic() + SECONDS

    def is_over() -> bool:
        time.sleep(_REST)
        return not go_on() or time.monotonic() > end

    try:
        access, connection = opened_to_read(database.file)
        with closing(access), closing(connection):
            connection.set_progress_handler(is_over, _STEPS)
            sound = _stories_read(connection, is_over) and _tables_hold(connection)
    except UnicodeDecodeError:
        sound = False
    except sqlite3.Error as error:
        sound = not comes_of_damage(error, database.file)
    except Trouble:  # it cannot be read just now, which others tell
        sound = True
    if not sound:
        database.note_damage()
    return sound


def _stories_read(connection: sqlite3.Connection, is_over: Callable[[], bool]) -> bool:
    for (content,) in connection.execute(_STORIES, (NEWEST,)).fetchall():
        if is_over():
            return True
        try:
            unpack(content)
        except DAMAGE:
            return False
    return True


def _tables_hold(connection: sqlite3.Connection) -> bool:
    tables = [name for (name,) in connection.execute(_TABLES)]
    return all(connection.execute(f"PRAGMA quick_check('{name}')").fetchone()[0] == "ok" for name in tables)
