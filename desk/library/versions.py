"""Versions: what a story was each time it was saved. They are added, read and named, their words never changed.

Beside those that somebody made there are some that were kept by themselves while the story was written (`AUTO`); they
thin out over time. The others, and all that have a name, stay.

A version is compressed against the newest one that stands alone (a key version), which it mostly repeats. Versions
grow as the story moves away from there; once the growth adds up to what a new key version costs, there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from sqlite3 import Connection

from desk.article.model import Article, now
from desk.article.past import STAYS, Past, says_why
from desk.article.record import from_record
from desk.article.trouble import Trouble
from desk.library.columns import words_in
from desk.library.damage import Damaged
from desk.library.noting import what_changed
from desk.library.packing import DAMAGE, article_bytes, from_bytes, moment, squeeze, storable, unsqueeze
from desk.library.thinning import superfluous

AUTO = "auto"
"""The kind of versions that were kept by themselves."""
TYPING, KEPT = "typing", "kept"
"""The kinds of versions that hold words which are in no other, and would have been written over: what was typed in the
window and not saved when something else wrote the story; what another program wrote over the story that is open here.
"""
_UNASKED = (AUTO, TYPING, KEPT)
"""The kinds of versions that nobody asked for."""
IMPORT, ELSEWHERE = "import", "elsewhere"
"""The kinds of versions that came from a source, and that came back under Desk's own ID, edited by somebody else."""
SENT, CORRECTION, KILL = "sent", "correction", "kill"
"""The kinds of versions that went to another desk, that corrected a published story, and that withdrew one."""
_ACTS = ("export", SENT, CORRECTION, KILL)
"""The kinds of versions that are named after why something was done with the story, not only by what it was."""
KINDS = frozenset(
    {*_UNASKED, IMPORT, ELSEWHERE, SENT, CORRECTION, KILL, "save", "export", "restore", "status", "duplicate"}
)
"""Every way in which versions come about: a label of any other kind is refused, and found in a library it is damage."""
EARLIEST, LATEST = 0, 1 << 32
"""Seconds of Unix time between which a version was made, be the clock wrong by decades: 1970 to 2106."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a story. `kind` says how it came about; `note` what changed since the last that somebody made."""

    number: int
    time: datetime
    author: str
    kind: str
    name: str
    words: int
    note: str

    @property
    def is_automatic(self) -> bool:
        """Whether it was kept by itself, and will go when it is of no more use."""
        return self.kind == AUTO and not self.name


@dataclass(frozen=True, slots=True)
class Label:
    """What a version is called: how it came about (one of KINDS), the name it was given, whose it is."""

    kind: str
    name: str
    author: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no version is of the kind {self.kind}")


def keep(connection: Connection, article: Article, label: Label, words: int, seq: int) -> Version:
    """Keep the story as it stands after journal row `seq` as its next version; what the newest holds is not kept twice.

    One that was kept by itself then becomes the version that is wanted, and a name is given to the one there is. What
    was said as a story left or was withdrawn is kept though: it is a version of its own, which that name tells of.
    """
    last = newest(connection, article.id)
    if last is not None and not _says_more(last, label) and _readable(connection, article.id, last.number) == article:
        return _kept_again(connection, article.id, last, label)
    note = what_changed(made_article(connection, article.id) if last else None, article)
    number = last.number + 1 if last else 1
    version = Version(number, now(), label.author, label.kind, label.name, words, note)
    base, content = _compressed(connection, article)
    connection.execute(_PUT_IN, (article.id, number, *_labelled(version), words, note, seq, base, content))
    connection.execute("UPDATE article SET versions = versions + 1 WHERE id = ?", (article.id,))
    return version


_PUT_IN = (
    "INSERT INTO version (article, number, time, author, kind, name, words, note, seq, base, content)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def keep_firsts(connection: Connection, stories: Sequence[tuple[Article, int, bytes]], label: Label) -> list[Version]:
    """The first version of each of some stories that have no journal and are listed with one version already.

    Of each story its words are given, and its bytes, compressed by themselves.
    """
    made = [
        Version(1, now(), label.author, label.kind, label.name, words, what_changed(None, article))
        for article, words, _content in stories
    ]
    rows = (
        (article.id, 1, *_labelled(version), words, version.note, 0, None, content)
        for (article, words, content), version in zip(stories, made, strict=True)
    )
    connection.executemany(_PUT_IN, rows)
    return made


def put_past(connection: Connection, past: Past, number: int, seq: int) -> None:
    """Put a version from elsewhere in, just as it is, under a number that the story has none of yet.

    Its words are counted here; of a kind or a time that this Desk knows nothing of, it came, and within our calendar.
    """
    base, content = _compressed(connection, past.article)
    words = words_in(past.article.body)
    kind = past.kind if past.kind in KINDS else IMPORT
    time = moment(min(max(int(past.time.timestamp()), EARLIEST), LATEST))
    version = Version(number, time, past.author, kind, past.name, words, past.note)
    row = (past.article.id, number, *_labelled(version), words, storable(past.note), seq, base, content)
    connection.execute(_PUT_IN, row)
    connection.execute("UPDATE article SET versions = versions + 1 WHERE id = ?", (past.article.id,))
    media = {(past.article.id, photo.media) for photo in past.article.photos}
    connection.executemany("INSERT OR IGNORE INTO uses (article, media) VALUES (?, ?)", sorted(media))


def past(connection: Connection, article_id: str) -> list[Past]:
    """Every version that can be read with the story as it was, oldest first."""
    found = ((version, _readable(connection, article_id, version.number)) for version in listed(connection, article_id))
    return [
        Past(one.number, one.time, one.author, one.kind, one.name, one.words, one.note, article)
        for one, article in found
        if article is not None
    ][::-1]


def _says_more(last: Version, label: Label) -> bool:
    """Whether words go with what is done that the newest version has not.

    They are not made its name even where it has none: it may be at other desks already, which would not hear of them.
    """
    return label.kind in _ACTS and last.kind not in _UNASKED and label.name not in ("", last.name)


def _kept_again(connection: Connection, article_id: str, last: Version, label: Label) -> Version:
    if last.kind in _UNASKED and label.kind not in _UNASKED:
        version = replace(last, time=now(), author=label.author, kind=label.kind, name=label.name or last.name)
    elif label.name and not last.name:
        version = replace(last, name=label.name)
    else:
        return last
    connection.execute(
        "UPDATE version SET time = ?, author = ?, kind = ?, name = ? WHERE article = ? AND number = ?",
        (*_labelled(version), article_id, last.number),
    )
    return version


def _labelled(version: Version) -> tuple[int | str, ...]:
    """Time, author, kind and name, as columns hold them."""
    return (int(version.time.timestamp()), *map(storable, (version.author, version.kind, version.name)))


def name(connection: Connection, article_id: str, number: int, called: str) -> None:
    """Give a version a name, which keeps it; none takes it away.

    Raises Trouble where there is no such version, and where its name says why something was done: that stays.
    """
    row = connection.execute(
        "SELECT kind, name FROM version WHERE article = ? AND number = ?", (article_id, min(number, _LARGEST))
    ).fetchone()
    if row is not None and says_why(*row):
        raise Trouble(STAYS)
    found = connection.execute(
        "UPDATE version SET name = ? WHERE article = ? AND number = ?",
        (storable(" ".join(called.split())), article_id, min(number, _LARGEST)),
    )
    if not found.rowcount:
        raise _no_version(article_id, number)


def thin(connection: Connection, article_id: str) -> int:
    """Delete versions that were kept by themselves and are of no more use; how many. Key versions wait for theirs."""
    rows = connection.execute(
        "SELECT id, time FROM version WHERE article = ? AND kind = ? AND name = ''", (article_id, AUTO)
    )
    gone = superfluous(((row, moment(time)) for row, time in rows), now())
    needed = {base for base in gone if _is_needed(connection, base, gone)}
    deleted = sorted(gone - needed, reverse=True)  # a key version after those that need it
    connection.executemany("DELETE FROM version WHERE id = ?", ((row,) for row in deleted))
    connection.execute("UPDATE article SET versions = versions - ? WHERE id = ?", (len(deleted), article_id))
    return len(deleted)


def _is_needed(connection: Connection, key: int, gone: set[int]) -> bool:
    needing = connection.execute("SELECT id FROM version WHERE base = ?", (key,))
    return any(row not in gone for (row,) in needing)


_LARGEST = 2**63 - 1
"""SQLite keeps no larger number."""
_MADE = f"(kind <> '{AUTO}' OR name <> '')"
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


def newest_made(connection: Connection, article_id: str) -> Version | None:
    """The newest version that was not kept by itself, if the story has one."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM version WHERE article = ? AND {_MADE} ORDER BY number DESC LIMIT 1", (article_id,)
    ).fetchone()
    return _version(row) if row else None


def made_article(connection: Connection, article_id: str) -> Article | None:
    """The story as that version has it; None where there is none, or it cannot be read."""
    made = newest_made(connection, article_id)
    return _readable(connection, article_id, made.number) if made else None


def _readable(connection: Connection, article_id: str, number: int) -> Article | None:
    try:
        return read(connection, article_id, number)
    except Trouble:
        return None


def read(connection: Connection, article_id: str, number: int) -> Article:
    """The story as a version has it."""
    query = "SELECT base, content FROM version WHERE article = ? AND number = ?"
    row = connection.execute(query, (article_id, number)).fetchone() if 0 < number <= _LARGEST else None
    if row is None:
        raise _no_version(article_id, number)
    try:
        return from_record(from_bytes(_plain(connection, *row)))
    except DAMAGE as error:
        raise Damaged(f"Version {number} of {article_id} is damaged; restore it from a backup.") from error


def _no_version(article_id: str, number: int) -> Trouble:
    return Trouble(f"There is no version {number} of the story {article_id}.")


def holds(connection: Connection, article: Article, seq: int) -> bool:
    """Whether the newest version, or another made after the journal's row `seq`, holds the story just like this."""
    numbers = connection.execute(
        "SELECT number FROM version WHERE article = ?1 AND (seq >= ?2 OR number ="
        " (SELECT max(number) FROM version WHERE article = ?1)) ORDER BY number DESC",
        (article.id, seq),
    ).fetchall()
    return any(_readable(connection, article.id, number) == article for (number,) in numbers)


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
    data = article_bytes(article)
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
