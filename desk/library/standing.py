"""The story as it stands: its snapshot, and the journal's entries after that.

What cannot be read (a flipped bit, a cut row) ends the replay: all before it stands, the rest stays in its row.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import cast

from desk.article import changes
from desk.article.changes import Change, Group, Misfit, PhotosChange
from desk.article.model import Article
from desk.article.record import from_record, to_record
from desk.article.session import Entry, History, replay
from desk.library import versions
from desk.library.damage import Damaged
from desk.library.packing import DAMAGE, pack, squeeze, to_bytes, unpack

KEPT = 2000
"""How many entries of a story's journal are kept for the sake of undo."""

# What most rows share. Part of the format: another one could not read what this one wrote.
_COMMON = (
    b'{"kind":"FieldChange","field":"headline","before":"","after":""}},{"kind":"PhotosChange","before":[],"after":[]}},'
    b'{"move":"undo","change":{"kind":"Group","changes":[{"kind":"PhotoChange","photo":"","field":"caption","before":"",'
    b'[{"move":"do","change":{"kind":"BodyChange","at":1,"removed":"","inserted":""}},'
    b'{"move":"join","change":{"kind":"BodyChange","at":1,"removed":"","inserted":"e"}}]'
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A story as the database has it: its text and revision, the newest journal row, whether all steps were read.

    `whole` says that the snapshot was read, and no version had to stand in for it.
    """

    article: Article
    revision: int
    seq: int
    sound: bool
    whole: bool = True


def standing(connection: Connection, article_id: str) -> Standing | None:
    """The story as it stands, None where the library does not have it."""
    row = connection.execute("SELECT revision FROM article WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        return None
    whole = _snapshot(connection, article_id)
    start = whole or versions.newest_readable(connection, article_id)
    if start is None:
        raise Damaged(f"The story {article_id} is damaged beyond reading; restore it from a backup.")
    article, seq = start
    rows = connection.execute(
        "SELECT content FROM journal WHERE article = ? AND seq > ? ORDER BY seq", (article_id, seq)
    )
    article, sound = _forward(article, (content for (content,) in rows))
    return Standing(article, int(row[0]), newest_row(connection, article_id)[0], sound, whole is not None)


def append(connection: Connection, article_id: str, entries: Sequence[Entry], caret: int) -> int:
    """Write down steps of a story, in order; the number of their row."""
    content = pack([entry.to_record() for entry in entries], _COMMON)
    media = {(article_id, sha) for entry in entries for sha in _media_in(entry.change)}
    connection.executemany("INSERT OR IGNORE INTO uses (article, media) VALUES (?, ?)", sorted(media))
    cursor = connection.execute(
        "INSERT INTO journal (article, time, caret, count, content) VALUES (?, ?, ?, ?, ?)",
        (article_id, int(time.time()), caret, len(entries), content),
    )
    return int(cursor.lastrowid or 0)


def write_snapshot(connection: Connection, article: Article, seq: int) -> None:
    """The story whole, as it stands after journal row `seq`. Raises Trouble for what could not be read back."""
    write_snapshots(connection, [(article.id, seq, snapshot_of(article))])


def snapshot_of(article: Article) -> bytes:
    """The story whole, compressed. Raises Trouble for what could not be read back."""
    record = to_record(article)
    from_record(record)
    return squeeze(to_bytes(record))


def write_snapshots(connection: Connection, snapshots: Iterable[tuple[str, int, bytes]]) -> None:
    """Stories whole: the ID of each, the journal row after which it stands so, and what `snapshot_of` made of it."""
    connection.executemany(
        # Not OR REPLACE: that opens a savepoint, at which FTS5 writes out what it has gathered in this transaction.
        "INSERT INTO snapshot (article, seq, content) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET seq = excluded.seq, content = excluded.content",
        snapshots,
    )


def newest_row(connection: Connection, article_id: str) -> tuple[int, int]:
    """The number of a story's newest journal row and where the caret was; zeros where there is none."""
    row = connection.execute(
        "SELECT seq, caret FROM journal WHERE article = ? ORDER BY seq DESC LIMIT 1", (article_id,)
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def newest_time(connection: Connection, article_id: str) -> int:
    """When a story's newest journal row was written, in seconds of Unix time; zero where there is none."""
    row = connection.execute(
        "SELECT time FROM journal WHERE article = ? ORDER BY seq DESC LIMIT 1", (article_id,)
    ).fetchone()
    return int(row[0]) if row else 0


def folded(connection: Connection, article_id: str) -> int:
    """The last journal row that the snapshot holds."""
    row = connection.execute("SELECT seq FROM snapshot WHERE article = ?", (article_id,)).fetchone()
    return int(row[0]) if row else -1


def folded_article(connection: Connection, article_id: str) -> Article | None:
    """The story as the snapshot holds it; None where it cannot be read."""
    found = _snapshot(connection, article_id)
    return found[0] if found else None


def history(connection: Connection, article: Article) -> History:
    """What can be undone and redone in the story as it stands."""
    entries: list[Entry] = []
    for content in reversed(_newest(connection, article.id)):
        with suppress(*DAMAGE):  # of what was made before a row that cannot be read, what still fits can be undone
            entries += _entries(content)
    return _fitting(article, replay(History(), entries))


def trim(connection: Connection, article_id: str) -> None:
    """Forget steps that are long past, once there are twice as many as are kept. The snapshot must hold them all."""
    rows = connection.execute(
        "SELECT seq, count FROM journal WHERE article = ? ORDER BY seq DESC", (article_id,)
    ).fetchall()
    if sum(count for _seq, count in rows) <= 2 * KEPT:
        return
    total, oldest = 0, rows[0][0]
    for seq, count in rows:
        if total >= KEPT:
            break
        total, oldest = total + count, seq
    connection.execute("DELETE FROM journal WHERE article = ? AND seq < ?", (article_id, oldest))


def steps_in(content: bytes) -> int:
    """How many steps a journal row holds. Raises one of DAMAGE where it cannot be read."""
    return len(_entries(content))


def step(article: Article, entry: Entry) -> Article:
    """The story after a recorded step. Raises one of DAMAGE where it does not fit."""
    return changes.apply(article, entry.change)


def _snapshot(connection: Connection, article_id: str) -> tuple[Article, int] | None:
    row = connection.execute("SELECT content, seq FROM snapshot WHERE article = ?", (article_id,)).fetchone()
    try:
        return (from_record(unpack(row[0])), int(row[1])) if row else None
    except DAMAGE:
        return None


def _forward(article: Article, rows: Iterable[bytes]) -> tuple[Article, bool]:
    """The story after the rows, and whether all of them could be read and fitted."""
    try:
        for content in rows:
            for entry in _entries(content):
                article = step(article, entry)
    except DAMAGE:
        return article, False
    return article, True


def _entries(content: bytes) -> list[Entry]:
    return [Entry.from_record(record) for record in cast(list[dict[str, object]], unpack(content, _COMMON))]


def _newest(connection: Connection, article_id: str) -> list[bytes]:
    """The newest rows, newest first, that hold at least as many entries as are kept."""
    found: list[bytes] = []
    total = 0
    rows = connection.execute("SELECT count, content FROM journal WHERE article = ? ORDER BY seq DESC", (article_id,))
    for count, content in rows:
        found.append(content)
        total += count
        if total >= KEPT:
            break
    return found


def _fitting(article: Article, stack: History) -> History:
    """The part of an undo stack that can be gone along from the story as it stands."""
    done = _walked(article, [(one, changes.invert(one)) for one in reversed(stack.done)])
    undone = _walked(article, [(one, one) for one in reversed(stack.undone)])
    return replace(stack, done=tuple(reversed(done)), undone=tuple(reversed(undone)))


def _walked(article: Article, steps: Iterable[tuple[Change, Change]]) -> list[Change]:
    walked: list[Change] = []
    for own, applied in steps:
        try:
            article = changes.apply(article, applied)
        except (Misfit, AttributeError, TypeError):
            break
        walked.append(own)
    return walked


def _media_in(change: Change) -> set[str]:
    match change:
        case Group(parts):
            return {media for part in parts for media in _media_in(part)}
        case PhotosChange(before, after):
            return {photo.media for photo in (*before, *after)}
    return set()
