"""What nobody has decided yet of a story that came again: where it and the story here had both changed the same.

The story keeps ours there. What came, and what both had before, are remembered as a setting until a window has shown
the story with both wordings; what came is a version too, and stays one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from sqlite3 import Connection

from desk.article.model import Article
from desk.article.record import from_record, to_record
from desk.article.trouble import Trouble

UNSETTLED = "unsettled "
"""The setting, with a story's ID, that holds it."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The last state that both had, and the story as it came."""

    base: Article
    came: Article


def note(connection: Connection, article_id: str, base: Article, came: Article, *, clashes: bool) -> None:
    """Remember it where there are `clashes`. What was undecided before is so still, against what came now."""
    earlier = read(connection, article_id)
    if clashes or earlier is not None:
        value = json.dumps([to_record(earlier.base if earlier else base), to_record(came)])
        name = UNSETTLED + article_id
        connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value))


def read(connection: Connection, article_id: str) -> Unsettled | None:
    """What is undecided of a story; None where nothing is, or it cannot be read."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (UNSETTLED + article_id,)).fetchone()
    try:
        return Unsettled(*(from_record(one) for one in json.loads(row[0]))) if row else None
    except (Trouble, TypeError, ValueError):
        return None


def settle(connection: Connection, article_id: str) -> None:
    """A window shows it from now on."""
    connection.execute("DELETE FROM setting WHERE name = ?", (UNSETTLED + article_id,))
