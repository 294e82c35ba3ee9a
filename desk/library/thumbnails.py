"""Thumbnails: small JPEGs of originals, each decoded once and kept in the library."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from desk.article.trouble import Trouble
from desk.library.database import Database


def thumbnail(database: Database, media: str, side: int, original: Callable[[str], bytes]) -> bytes:
    """A small JPEG of an original, its longer side at most `side` pixels, made of a larger one where one is kept."""
    from desk.photos.renditions import thumbnail

    with database.reading() as connection:
        kept = connection.execute(
            "SELECT side, data FROM thumbnail WHERE media = ? AND side >= ? ORDER BY side LIMIT 1", (media, side)
        ).fetchone()
    if kept is not None:
        return bytes(kept[1]) if kept[0] == side else thumbnail(bytes(kept[1]), side)
    data = thumbnail(original(media), side)
    keep(database, media, side, data)
    return data


def keep(database: Database, media: str, side: int, data: bytes) -> None:
    """Keep one for the next time; a full disk costs speed, not the picture."""
    with suppress(Trouble), database.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO thumbnail (media, side, data) VALUES (?, ?, ?)", (media, side, data))
