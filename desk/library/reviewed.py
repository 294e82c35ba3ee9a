"""What was accepted in reviews: by story and version, the state that is compared with instead of that version.

It is no version and changes no story. It is remembered beside the story, as a setting, until that goes for good, for
the versions that were last reviewed, so that what one accepted yesterday is not asked again today.
"""

from __future__ import annotations

import json
from sqlite3 import Connection

from desk.article.model import Article
from desk.article.record import from_record, to_record
from desk.article.trouble import Trouble
from desk.library.database import Database

REVIEWED = "reviewed "
"""The setting, with a story's ID, that holds it."""
_MOST = 3
"""Versions of one story for which it is remembered."""


class Reviewed:
    """What was accepted, in one library. May be used from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, article_id: str, version: int) -> Article | None:
        """What stands for a version since some of its edits were accepted; None where none were."""
        with self._database.reading() as connection:
            record = _states(connection, article_id).get(str(version))
        try:
            return from_record(record) if record is not None else None
        except Trouble:
            return None

    def keep(self, article_id: str, version: int, state: Article | None) -> None:
        """Remember what stands for a version from now on; None: the version. Trouble where it cannot."""
        with self._database.writing() as connection:
            states = _states(connection, article_id)
            states.pop(str(version), None)
            if state is not None:
                states[str(version)] = to_record(state)
            name, newest = REVIEWED + article_id, dict(list(states.items())[-_MOST:])
            if newest:
                connection.execute(
                    "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, json.dumps(newest))
                )
            else:
                connection.execute("DELETE FROM setting WHERE name = ?", (name,))


def _states(connection: Connection, article_id: str) -> dict[str, object]:
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (REVIEWED + article_id,)).fetchone()
    try:
        states = json.loads(row[0]) if row else {}
    except (TypeError, ValueError):
        return {}
    return states if isinstance(states, dict) else {}
