"""Examining a whole library: database, stories, versions, originals. Nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from sqlite3 import Connection, DatabaseError

from desk.article.trouble import Trouble
from desk.library import standing, versions
from desk.library.columns import columns
from desk.library.damage import unlike
from desk.library.media import Media
from desk.library.packing import DAMAGE, unpack


def problems(connection: Connection, media: Media) -> Iterator[str]:
    """A sentence for each thing that is not as it should be."""
    for examine in (_of_the_file, _of_stories, _of_steps, _of_lists, _of_search, _of_versions):
        yield from _guarded(connection, examine)
    yield from _of_originals(media)
    yield from _guarded(connection, lambda c: _missing(c, media))


def _guarded(connection: Connection, examine: Callable[[Connection], Iterator[str]]) -> Iterator[str]:
    """What an examination finds; a table that cannot be read at all ends it with a sentence."""
    try:
        yield from examine(connection)
    except (DatabaseError, UnicodeDecodeError, TypeError, ValueError) as error:
        yield f"The database is damaged ({error}); keep a copy of the folder, then restore the newest backup."


def _of_the_file(connection: Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"The database is damaged: {line}."
    if unlike(connection):
        yield "The database is damaged: its tables are not those of a library."
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
        if found is not None and not found.whole:
            yield f"The story {article_id} was damaged; its newest version stands in for it."


def _of_steps(connection: Connection) -> Iterator[str]:
    """Steps that undo would need, and the place in them from which a story goes on."""
    rows = connection.execute("SELECT article, count, content FROM journal ORDER BY seq")
    bad = {article_id for article_id, count, content in rows if _steps_in(content) != count}
    astray = connection.execute(
        "SELECT article FROM snapshot WHERE seq <> 0 AND NOT EXISTS"
        " (SELECT 1 FROM journal WHERE journal.article = snapshot.article AND journal.seq = snapshot.seq)"
    )
    for article_id in sorted({*bad, *(found for (found,) in astray)}):
        yield f"Some steps of story {article_id} are damaged, and cannot be undone."


def _steps_in(content: bytes) -> int:
    try:
        return standing.steps_in(content)
    except DAMAGE:
        return -1


def _of_lists(connection: Connection) -> Iterator[str]:
    """What lists show of a story is kept beside it, and must be what the story says."""
    shown = "SELECT headline, summary, status, section, language, created, words, thumb FROM article WHERE id = ?"
    for (article_id,) in connection.execute("SELECT id FROM article ORDER BY turn").fetchall():
        folded = standing.folded_article(connection, article_id)
        if folded is None:
            continue
        expected = columns(folded)
        if connection.execute(shown, (article_id,)).fetchone() != (*expected[:6], *expected[7:]):
            yield f"Lists show the story {article_id} otherwise than it is; change it and save it."


def _of_search(connection: Connection) -> Iterator[str]:
    connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, row)")
    try:
        connection.execute("SELECT count(*), sum(cnt) FROM temp.words").fetchone()
    finally:
        connection.execute("DROP TABLE temp.words")
    known = ("SELECT id FROM search_docsize", "SELECT turn FROM indexed", "SELECT turn FROM article")
    if any(connection.execute(f"{one} EXCEPT {other}").fetchone() for one in known for other in known):
        yield "The search index is damaged: its rows are not those of the stories; restore the newest backup."
    for turn, content in connection.execute("SELECT turn, content FROM indexed"):
        try:
            unpack(content)
        except DAMAGE:
            yield f"The search index is damaged at its row {turn}; change that story and save it."


def _of_versions(connection: Connection) -> Iterator[str]:
    for (article_id,) in connection.execute("SELECT DISTINCT article FROM version").fetchall():
        for version in versions.listed(connection, article_id):
            try:
                versions.read(connection, article_id, version.number)
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
