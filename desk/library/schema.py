"""The library's tables, and the steps that lead an older library to them.

A released step is never edited: a new schema is a new step at the end. All steps that a library lacks run in one
transaction, after a copy of the database was put aside, so an interrupted migration leaves the old library.
"""

from __future__ import annotations

from collections.abc import Callable
from sqlite3 import Connection

APPLICATION_ID = 0x4465736B
"""“Desk” in ASCII, in SQLite's header at offset 68: tells a library from any other database."""

Step = Callable[[Connection], None]

_FIRST = (
    # `turn` rises with every change of a story, so newest first is the order of the table and of the search index.
    # `revision` rises with every write to a story's text: whoever finds another than it knew was overtaken.
    """CREATE TABLE article (
        turn INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL,
        headline TEXT NOT NULL, summary TEXT NOT NULL, status TEXT NOT NULL, section TEXT NOT NULL,
        language TEXT NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL, words INTEGER NOT NULL,
        thumb TEXT NOT NULL, binned INTEGER NOT NULL DEFAULT 0, versions INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX article_by_bin ON article (binned)",  # and so by turn, as every index ends in the row's own key
    "CREATE INDEX article_by_status ON article (binned, status)",
    "CREATE INDEX article_by_section ON article (binned, section)",
    # The story whole, as it stood after row `seq` of its journal.
    """CREATE TABLE snapshot (
        article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE, seq INTEGER NOT NULL,
        content BLOB NOT NULL)""",
    # Steps as they were made, kept after a save for the sake of undo. A story's newest row is never deleted.
    """CREATE TABLE journal (
        seq INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        time INTEGER NOT NULL, caret INTEGER NOT NULL, count INTEGER NOT NULL, content BLOB NOT NULL)""",
    "CREATE INDEX journal_by_article ON journal (article, seq)",
    # `base` is the version whose text was the dictionary for compressing this one; NULL where it stands alone.
    """CREATE TABLE version (
        id INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        number INTEGER NOT NULL, time INTEGER NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL,
        name TEXT NOT NULL, words INTEGER NOT NULL, note TEXT NOT NULL, seq INTEGER NOT NULL,
        base INTEGER REFERENCES version (id), content BLOB NOT NULL, UNIQUE (article, number))""",
    "CREATE INDEX version_by_base ON version (base) WHERE base IS NOT NULL",
    # The index keeps no text of its own; `indexed` holds what was put in under each turn, to take it out again exactly.
    """CREATE VIRTUAL TABLE search USING fts5 (
        headline, summary, body, byline, photos, keywords, places, notes,
        content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')""",
    "CREATE TABLE indexed (turn INTEGER PRIMARY KEY, content BLOB NOT NULL)",
    # What was written in a field before, with how many stories use it: for completion.
    """CREATE TABLE term (
        field TEXT, normal TEXT, value TEXT, uses INTEGER NOT NULL,
        PRIMARY KEY (field, normal, value)) WITHOUT ROWID""",
    # Every original that a story ever used.
    """CREATE TABLE uses (
        article TEXT REFERENCES article (id) ON DELETE CASCADE, media TEXT,
        PRIMARY KEY (article, media)) WITHOUT ROWID""",
    "CREATE INDEX uses_by_media ON uses (media)",
    "CREATE TABLE thumbnail (media TEXT, side INTEGER, data BLOB NOT NULL, PRIMARY KEY (media, side))",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)


def _begin(connection: Connection) -> None:
    for statement in _FIRST:
        connection.execute(statement)


_ORDERS = (
    # The bounds of `after:` and `before:`, and the orders that are no story's turn.
    "CREATE INDEX article_by_modified ON article (modified)",
    "CREATE INDEX article_by_created ON article (binned, created)",
    "CREATE INDEX article_by_headline ON article (binned, headline = '', headline COLLATE NOCASE)",
)


_GATHERED = 16 << 20
"""Bytes of memory that a large import gathers for the search index before it is written, and merged, in one go."""


def _know_framings(connection: Connection) -> None:
    """Photos may say how they are turned, straightened and cut: nothing that a table shows, but no Desk of the first
    schema could read such a story, and so it must not open the library. Stories are found by fields.
    """
    from desk.library.indexing import index_anew

    for statement in _ORDERS:
        connection.execute(statement)
    connection.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", (_GATHERED,))
    index_anew(connection)


_RECEIPTS = (
    # What left the house: `version` and `revision` are the story's when it was exported, `sha256` is of the main file.
    """CREATE TABLE receipt (
        id INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        time INTEGER NOT NULL, format TEXT NOT NULL, place TEXT NOT NULL, version INTEGER NOT NULL,
        revision INTEGER NOT NULL, sha256 TEXT NOT NULL)""",
    "CREATE INDEX receipt_by_article ON receipt (article, id)",
)


def _know_the_way(connection: Connection) -> None:
    """Exports leave receipts, stories are found by their ID at the source, and a story may lead to others, which no
    Desk of an earlier schema could read.
    """
    from desk.library.indexing import index_anew

    for statement in _RECEIPTS:
        connection.execute(statement)
    index_anew(connection)


def _know_the_copy_desk(connection: Connection) -> None:
    """Comments are answered and stand on photos and fields too, and a story says who has it, what is passed over in
    it and what its headline is elsewhere, none of which a Desk of an earlier schema could read. Stories are found by
    their open comments.
    """
    from desk.library.indexing import index_anew

    index_anew(connection)


STEPS: tuple[Step, ...] = (_begin, _know_framings, _know_the_way, _know_the_copy_desk)
"""Step n leads a library of schema n to schema n + 1; an empty file has schema 0."""

CURRENT = len(STEPS)


def climb(connection: Connection, steps: tuple[Step, ...] = STEPS) -> None:
    """Lead the library from its schema to the newest, inside the caller's transaction."""
    for number in range(schema_of(connection), len(steps)):
        steps[number](connection)
        connection.execute(f"PRAGMA user_version = {number + 1}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def schema_of(connection: Connection) -> int:
    """The number of the library's schema."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
