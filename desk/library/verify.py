"""Examining a whole library: database, stories, versions, originals. Nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from sqlite3 import Connection, DatabaseError
from typing import NamedTuple

from desk.article.trouble import Trouble
from desk.library import standing, versions
from desk.library.columns import columns, words_in
from desk.library.damage import Damaged, unlike
from desk.library.database import Database
from desk.library.index_check import at_odds
from desk.library.media import Media, Unsound, missing
from desk.library.naming import in_words, story_named
from desk.library.packing import DAMAGE, unpack
from desk.library.rescue import LISTS, UNREADABLE
from desk.library.versions import EARLIEST, KINDS, LATEST

NAMED = 20
"""How many stories that cannot be read are named."""
_NAMES = re.compile("“.*”")
"""Headlines in a sentence, which may say that anything is damaged."""
NEXT = (
    "Next: keep a copy of the library’s folder, then restore the newest backup (desk backup --list, desk restore FILE)."
)


_UNREAD = "The database is damaged"
"""How a sentence begins where a table cannot be read."""


class Problem(NamedTuple):
    """A thing that is not as it should be, and whether it is damage to the database."""

    sentence: str
    is_damage: bool


def verified(database: Database, media: Media) -> list[str]:
    """A sentence for each thing that is not as it should be, and where the database is damaged, last what to do next.

    Damage is noted, and a copy of the file kept.
    """
    found: list[Problem] = []
    try:
        with database.reading() as connection:
            found.extend(problems(connection, media))
    except Damaged as damage:  # a database that is heavily damaged may not even end a transaction
        found = found or [Problem(str(damage), is_damage=True)]
    said = [problem.sentence for problem in found]
    if any(problem.is_damage for problem in found):
        database.note_damage()
        said.append(NEXT)
    return said


def problems(connection: Connection, media: Media) -> Iterator[Problem]:
    """Each thing that is not as it should be."""
    for examine in (_of_the_file, _of_stories, _of_steps, _of_lists, _of_search, _of_words, _of_versions, _of_counts):
        for sentence in _guarded(connection, examine):
            yield Problem(sentence, is_damage="damaged" in _NAMES.sub("", sentence))
    for look in (_of_originals, _missing):
        for sentence in _guarded(connection, partial(look, media=media)):
            yield Problem(sentence, is_damage=sentence.startswith(_UNREAD))


def _guarded(connection: Connection, examine: Callable[[Connection], Iterator[str]]) -> Iterator[str]:
    """What an examination finds; a table that cannot be read at all ends it with a sentence."""
    try:
        yield from examine(connection)
    except (DatabaseError, UnicodeDecodeError, TypeError, ValueError) as error:
        yield f"{_UNREAD} ({error})."


def _of_the_file(connection: Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"The database is damaged: {line}."
    if unlike(connection):
        yield "The database is damaged: its tables are not those of a library."
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        yield "The database is damaged: some of its rows belong to no story."


def _of_stories(connection: Connection) -> Iterator[str]:
    """Each story as it stands; those that cannot be read at all are counted, and named, in one sentence."""
    ids, all_listed = _ids(connection)
    lost: list[str] = []
    for article_id in ids:
        found = _standing(connection, article_id)
        if found is None:
            lost.append(article_id)
            continue
        if not found.sound:
            named = story_named(connection, article_id)
            yield f"The last steps of story {named} cannot be read; it stands as it was before them."
        if not found.whole:
            yield f"The story {story_named(connection, article_id)} was damaged; its newest version stands in for it."
    if lost or not all_listed:
        yield _count(connection, len(ids), lost, all_listed=all_listed)


def _standing(connection: Connection, article_id: str) -> standing.Standing | None:
    try:
        return standing.standing(connection, article_id)
    except UNREADABLE:
        return None


def _count(connection: Connection, count: int, lost: Sequence[str], *, all_listed: bool) -> str:
    known = f"{count} stories" if all_listed else f"the {count} stories that are still listed (there may be more)"
    said = f"The library is damaged: {count - len(lost)} of {known} can be read."
    if not lost:
        return said
    more = f" and {len(lost) - NAMED} more" if len(lost) > NAMED else ""
    named = ", ".join(story_named(connection, article_id) for article_id in lost[:NAMED])
    return f"{said} Not {named}{more}."


def _ids(connection: Connection) -> tuple[list[str], bool]:
    """The IDs of all stories by every way that leads to them, and whether each led to its end."""
    found: dict[str, None] = {}
    all_listed = True
    for question in LISTS:
        try:
            for (article_id,) in connection.execute(question):
                found[str(article_id)] = None
        except UNREADABLE:
            all_listed = False
    return list(found), all_listed


def _of_steps(connection: Connection) -> Iterator[str]:
    """Steps that undo would need, and the place in them from which a story goes on."""
    rows = connection.execute("SELECT article, count, content FROM journal ORDER BY seq")
    bad = {article_id for article_id, count, content in rows if _steps_in(content) != count}
    astray = connection.execute(
        "SELECT article FROM snapshot WHERE seq <> 0 AND NOT EXISTS"
        " (SELECT 1 FROM journal WHERE journal.article = snapshot.article AND journal.seq = snapshot.seq)"
    )
    for article_id in sorted({*bad, *(found for (found,) in astray)}):
        yield f"Some steps of story {story_named(connection, article_id)} are damaged, and cannot be undone."


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
            named = story_named(connection, article_id)
            yield f"Lists show the story {named} otherwise than it is; change it and save it."


def _of_search(connection: Connection) -> Iterator[str]:
    known = ("SELECT id FROM search_docsize", "SELECT turn FROM indexed", "SELECT turn FROM article")
    if any(connection.execute(f"{one} EXCEPT {other}").fetchone() for one in known for other in known):
        yield "The search index is damaged: its rows are not those of the stories; restore the newest backup."
    for turn, content in connection.execute("SELECT turn, content FROM indexed"):
        try:
            unpack(content)
        except DAMAGE:
            yield f"The search index is damaged at its row {turn}; change that story and save it."


def _of_words(connection: Connection) -> Iterator[str]:
    """The index finds stories by the words that were put in, and by their beginnings."""
    odd = at_odds(connection)
    for turn in sorted(odd.turns):
        row = connection.execute("SELECT id FROM article WHERE turn = ?", (turn,)).fetchone()
        if row is not None:
            named = story_named(connection, row[0])
            yield f"The search index is damaged: it has other words for the story {named}; change it and save it."
    if odd.beginnings:
        yield "The search index is damaged: the beginnings of words lead elsewhere than the words."


def _of_versions(connection: Connection) -> Iterator[str]:
    """The text of each version, and what it is called: its number, time, kind and words."""
    rows = connection.execute("SELECT article, number, time, kind, words, seq FROM version ORDER BY article, number")
    for article_id, number, time, kind, words, seq in rows:
        try:
            counted = words_in(versions.read(connection, article_id, number).body)
        except Trouble:
            named = story_named(connection, article_id)
            yield f"Version {number} of story {named} is damaged; restore it from a backup."
            continue
        if not (number > 0 and EARLIEST <= time <= LATEST and kind in KINDS and words == counted and seq >= 0):
            named = story_named(connection, article_id)
            yield f"What version {number} of story {named} is called is damaged; its text can be read."


def _of_counts(connection: Connection) -> Iterator[str]:
    """A story says how many versions it has."""
    counted = "SELECT count(*) FROM version WHERE version.article = article.id"
    for (article_id,) in connection.execute(f"SELECT id FROM article WHERE versions <> ({counted})").fetchall():
        yield f"Versions of story {story_named(connection, article_id)} are missing; the library is damaged."


def _of_originals(connection: Connection, media: Media) -> Iterator[str]:
    for name in sorted(media.names()):
        try:
            media.original(name)
        except Unsound as unsound:
            yield str(in_words(connection, unsound))


def _missing(connection: Connection, media: Media) -> Iterator[str]:
    for (name,) in connection.execute("SELECT DISTINCT media FROM uses ORDER BY media"):
        if name and not media.has(name):
            yield str(in_words(connection, missing(name)))
