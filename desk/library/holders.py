"""Who has the stories that were given away, so that lists can say it without reading them: a setting for each."""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection

from desk.article.model import Article
from desk.library.packing import storable

WITH = "with "
"""The setting, with a story's ID, that names who has it."""
HOLDER = f"coalesce((SELECT value FROM setting WHERE name = '{WITH}' || article.id), '')"
"""Who has a story, or nothing, as a column of lists."""


def note(connection: Connection, articles: Iterable[Article]) -> None:
    """Write down who has stories as they stand now; of those that were given to nobody there is nothing to say."""
    for article in articles:
        name = f"{WITH}{article.id}"
        if article.custody:
            holder = storable(article.custody.holder)
            connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, holder))
        else:
            connection.execute("DELETE FROM setting WHERE name = ?", (name,))


def held_by(connection: Connection, holder: str) -> list[str]:
    """The IDs of the stories that somebody has."""
    names = connection.execute(
        "SELECT name FROM setting WHERE name GLOB ? AND value = ?", (f"{WITH}*", storable(holder))
    )
    return [str(name).removeprefix(WITH) for (name,) in names.fetchall()]
