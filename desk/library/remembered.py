"""What is remembered of imported stories beside them, as settings: that each came, and the copy it was made of."""

from __future__ import annotations

from sqlite3 import Connection

from desk.library.holders import WITH
from desk.library.reviewed import REVIEWED
from desk.library.unsettled import UNSETTLED

CAME = "came "
"""The setting, with a fingerprint (see `twins`), that names the story which came so."""
COPY = "copy "
"""The setting, with a story's ID, that holds the wire copy it was made of, with what each passage was taken for."""


def forget(connection: Connection) -> None:
    """Forget it of the stories in the bin, before they go for good."""
    for name in (COPY, REVIEWED, UNSETTLED, WITH):
        connection.execute("DELETE FROM setting WHERE name IN (SELECT ? || id FROM article WHERE binned)", (name,))
    connection.execute(
        "DELETE FROM setting WHERE name >= ? AND name < ? AND value IN (SELECT id FROM article WHERE binned)",
        (CAME, f"{CAME}\U0010ffff"),
    )
