"""Versions: what a story was each time it was saved. They are added and read, never changed.

A version is compressed against the newest one that stands alone (a key version), which it mostly repeats. Versions
grow as the story moves away from there; once the growth adds up to what a new key version costs, there is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from desk.article.model import Article, now
from desk.article.record import from_record, to_record
from desk.article.trouble import Trouble
from desk.library.noting import what_changed
from desk.library.packing import DAMAGE, from_bytes, moment, squeeze, storable, to_bytes, unsqueeze


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a story. `kind` says how it came about; `note` what changed, in a phrase."""

    number: int
    time: datetime
    author: str
    kind: str
    name: str
    words: int
    note: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a version is called: how it came about, the name it was given, whose it is."""

    kind: str
    name: str
    author: str


def keep(connection: Connection, article: Article, label: Label, words: int, seq: int) -> Version:
    """Keep the story as it stands after journal row `seq` as its next version."""
    last = newest(connection, article.id)
    note = what_changed(newest_article(connection, article.id) if last else None, article)
    number = last.number + 1 if last else 1
    version = Version(number, now(), label.author, label.kind, label.name, words, note)
    base, content = _compressed(connection, article)
    texts = (storable(text) for text in (version.author, version.kind, version.name))
    connection.execute(
        "INSERT INTO version (article, number, time, author, kind, name, words, note, seq, base, content)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (article.id, number, int(version.time.timestamp()), *texts, words, note, seq, base, content),
    )
    connection.execute("UPDATE article SET versions = versions + 1 WHERE id = ?", (article.id,))
    return version


_LARGEST = 2**63 - 1
"""SQLite keeps no larger number."""
_COLUMNS = "number, time, author, kind, name, words, note"


def listed(connection: Connection, article_id: str) -> list[Version]:
    """Every version of a story, newest first."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM version WHERE article = ? ORDER BY number DESC", (article_id,))
    return [_version(row) for row in found]


def newest(connection: Connection, article_id: str) -> Version | None:
    """The newest version, if the story has one."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM version WHERE article = ? ORDER BY number DESC LIMIT 1", (article_id,)
    ).fetchone()
    return _version(row) if row else None


def read(connection: Connection, article_id: str, number: int) -> Article:
    """The story as a version has it."""
    query = "SELECT base, content FROM version WHERE article = ? AND number = ?"
    row = connection.execute(query, (article_id, number)).fetchone() if 0 < number <= _LARGEST else None
    if row is None:
        raise Trouble(f"There is no version {number} of the story {article_id}.")
    try:
        return from_record(from_bytes(_plain(connection, *row)))
    except DAMAGE as error:
        raise Trouble(f"Version {number} of {article_id} is damaged; restore it from a backup.") from error


def newest_article(connection: Connection, article_id: str) -> Article | None:
    """The story as its newest version has it; None where there is none that can be read."""
    found = newest_readable(connection, article_id)
    return found[0] if found else None


def newest_readable(connection: Connection, article_id: str) -> tuple[Article, int] | None:
    """The newest version that can be read, and the journal row up to which it holds the story."""
    rows = connection.execute(
        "SELECT seq, base, content FROM version WHERE article = ? ORDER BY number DESC", (article_id,)
    )
    for seq, base, content in rows:
        try:
            return from_record(from_bytes(_plain(connection, base, content))), int(seq)
        except DAMAGE:
            continue
    return None


def _version(row: tuple[int, int, str, str, str, int, str]) -> Version:
    number, time, author, kind, name, words, note = row
    return Version(number, moment(time), author, kind, name, words, note)


def _compressed(connection: Connection, article: Article) -> tuple[int | None, bytes]:
    """The story's bytes, and the key version that they need; None where they stand alone."""
    data = to_bytes(to_record(article))
    whole = squeeze(data)
    key = _key(connection, article.id)
    if key is None:
        return None, whole
    part = squeeze(data, key[1])
    return (None, whole) if _outgrown(connection, key[0], len(part), len(whole)) else (key[0], part)


def _outgrown(connection: Connection, key: int, part: int, whole: int) -> bool:
    """Whether a new key version is cheaper than to go on with this one."""
    count, total, least = connection.execute(
        "SELECT count(*), total(length(content)), min(length(content)) FROM version WHERE base = ?", (key,)
    ).fetchone()
    least = part if least is None else min(least, part)
    return bool(2 * part > whole or total + part - (count + 1) * least > whole)


def _key(connection: Connection, article_id: str) -> tuple[int, bytes] | None:
    """The newest key version: its row and its bytes."""
    row = connection.execute(
        "SELECT id, content FROM version WHERE article = ? AND base IS NULL ORDER BY number DESC LIMIT 1", (article_id,)
    ).fetchone()
    try:
        return (int(row[0]), unsqueeze(row[1])) if row else None
    except DAMAGE:
        return None


def _plain(connection: Connection, base: int | None, content: bytes) -> bytes:
    if base is None:
        return unsqueeze(content)
    row = connection.execute("SELECT content FROM version WHERE id = ?", (base,)).fetchone()
    if row is None:
        raise ValueError("its key version is missing")
    return unsqueeze(content, unsqueeze(row[0]))
