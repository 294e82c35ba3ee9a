"""Emptying the bin: stories go for good, and with them what was kept for them alone."""

from __future__ import annotations

from sqlite3 import Connection

from desk.library.indexing import unindex
from desk.library.remembered import forget


def empty(connection: Connection) -> tuple[int, list[str]]:
    """Delete the stories in the bin; how many they were, and the originals that no other story uses."""
    binned = connection.execute("SELECT turn FROM article WHERE binned").fetchall()
    for (turn,) in binned:
        unindex(connection, turn)
    unused = _media_only_in_bin(connection)
    forget(connection)
    connection.execute("DELETE FROM article WHERE binned")
    connection.executemany("DELETE FROM thumbnail WHERE media = ?", [(name,) for name in unused])
    return len(binned), unused


def _media_only_in_bin(connection: Connection) -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT media FROM uses JOIN article ON article.id = uses.article WHERE binned AND media NOT IN"
        " (SELECT media FROM uses JOIN article ON article.id = uses.article WHERE NOT binned)"
    )
    return [name for (name,) in rows]
