"""Examining a whole library: database, stories, versions, originals. Nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from sqlite3 import Connection, DatabaseError

from desk.article.trouble import Trouble
from desk.library import standing, versions
from desk.library.media import Media


def problems(connection: Connection, media: Media) -> Iterator[str]:
    """A sentence for each thing that is not as it should be."""
    yield from _guarded(connection, _of_the_file)
    yield from _guarded(connection, _of_stories)
    yield from _guarded(connection, _of_versions)
    yield from _of_originals(media)
    yield from _guarded(connection, lambda c: _missing(c, media))


def _guarded(connection: Connection, examine: Callable[[Connection], Iterator[str]]) -> Iterator[str]:
    """What an examination finds; a table that cannot be read at all ends it with a sentence."""
    try:
        yield from examine(connection)
    except DatabaseError as error:
        yield f"The database is damaged ({error}); keep a copy of the folder, then restore the newest backup."


def _of_the_file(connection: Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"The database is damaged: {line}."
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        yield "The database is damaged: some of its rows belong to no story."


def _of_stories(connection: Connection) -> Iterator[str]:
    for (article_id,) in connection.execute("SELECT id FROM article ORDER BY turn").fetchall():
        try:
            found = standing.standing(connection, article_id)
        except Trouble as trouble:
            yield str(trouble)
            continue
        if found is not None and not found.sound:
            yield f"The last steps of story {article_id} cannot be read; it stands as it was before them."
        if not standing.has_sound_snapshot(connection, article_id):
            yield f"The story {article_id} was damaged; its newest version stands in for it."


def _of_versions(connection: Connection) -> Iterator[str]:
    for article_id, number in connection.execute("SELECT article, number FROM version").fetchall():
        try:
            versions.read(connection, article_id, number)
        except Trouble as trouble:
            yield str(trouble)


def _of_originals(media: Media) -> Iterator[str]:
    for name in sorted(media.names()):
        try:
            media.original(name)
        except Trouble as trouble:
            yield str(trouble)


def _missing(connection: Connection, media: Media) -> Iterator[str]:
    for (name,) in connection.execute("SELECT DISTINCT media FROM uses ORDER BY media"):
        if name and not media.has(name):
            yield f"The original photo {name[:12]}… is missing from the library; add it again."
