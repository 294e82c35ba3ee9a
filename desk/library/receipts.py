"""Receipts: what left the house. Every export of a story leaves one: when, where to, as which version, which bytes.

The version is the story exactly as it was exported. Beside it a receipt has the newest revision at which the story
still said the same: where the story is beyond it, it was changed since, and lists know that without reading it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from desk.article.model import Article, Custody, Status, now
from desk.article.trouble import Trouble
from desk.library import facts, indexing, standing, versions
from desk.library.columns import words_in
from desk.library.database import Database
from desk.library.finding import CHANGED
from desk.library.packing import moment, storable
from desk.library.versions import Label


@dataclass(frozen=True, slots=True)
class Receipt:
    """One export: `place` is the main file as it was written (of a folder its `index.html`), `sha256` its hash."""

    time: datetime
    format: str
    place: Path
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What an export wrote: its format, the main file, and the file's hash."""

    format: str
    place: Path
    sha256: str


def to_note(format: str, written: Sequence[Path]) -> Sent:
    """What to put on a receipt, of the paths that an export wrote, the main one first. OSError where it is gone."""
    main = written[0] / "index.html" if written[0].is_dir() else written[0]
    with main.open("rb") as file:
        return Sent(format, main.resolve(), hashlib.file_digest(file, "sha256").hexdigest())


class Receipts:
    """The receipts in one library; what `author` exports is noted as theirs. May be used from any thread."""

    def __init__(self, database: Database, author: str) -> None:
        self._database, self._author = database, author

    def of(self, article_id: str) -> list[Receipt]:
        """The receipts of a story, newest first."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT time, format, place, version, sha256 FROM receipt WHERE article = ? ORDER BY id DESC",
                (article_id,),
            )
            return [Receipt(moment(time), kind, Path(place), number, sha) for time, kind, place, number, sha in found]

    def is_changed(self, article_id: str) -> bool:
        """Whether a story that was exported is not as it was then; what is on its way to the disk does not count."""
        with self._database.reading() as connection:
            row = connection.execute(f"SELECT {CHANGED} FROM article WHERE id = ?", (article_id,)).fetchone()
        return bool(row and row[0])

    def leave(self, article: Article, exports: Sequence[Sent], although: str = "") -> int:
        """Note the exports of a story as `article` has it; the number of the version that holds just that.

        The newest version is that one, or a new one of the kind `export` is; `although` is its name, where the story
        left in spite of something. Of a story that is not in the library any more nothing is noted: 0.
        """
        with self._database.writing() as connection:
            return self._leave(connection, article, exports, although)

    def leave_all(self, left: Sequence[tuple[Article, Sequence[Sent]]]) -> list[int]:
        """Note the exports of several stories in one transaction; as `leave` does, a number for each."""
        with self._database.writing() as connection:
            return [self._leave(connection, article, exports) for article, exports in left]

    def _leave(self, connection: Connection, article: Article, exports: Sequence[Sent], name: str = "") -> int:
        row = connection.execute("SELECT turn FROM article WHERE id = ?", (article.id,)).fetchone()
        if row is None or not exports:
            return 0
        seq = standing.newest_row(connection, article.id)[0]
        label = Label("export", name, self._author)
        number = versions.keep(connection, article, label, words_in(article.body), seq).number
        noted = [(one.format, storable(str(one.place)), one.sha256) for one in exports]
        connection.executemany(_NOTE, [(article.id, int(now().timestamp()), number, *one) for one in noted])
        _index(connection, article.id, int(row[0]))
        return number


_NOTE = "INSERT INTO receipt (article, time, version, format, place, sha256, revision) VALUES (?, ?, ?, ?, ?, ?, -1)"


Left = tuple[tuple[object, ...], Article]
"""A receipt as its row has it, and the story that left."""


def left(connection: Connection, article_id: str) -> list[Left]:
    """The receipts of a story, oldest first, each with what left."""
    rows = connection.execute(f"SELECT version, {_TOLD} FROM receipt WHERE article = ? ORDER BY id", (article_id,))
    return [(tuple(told), versions.read(connection, article_id, version)) for version, *told in rows.fetchall()]


def carry_over(found: Sequence[Left], connection: Connection, article_id: str) -> None:
    """Bring in receipts that another copy of the library has, where the story's versions were brought in before.

    A receipt goes to the version that says what left; one whose version is lost stays behind.
    """
    numbers = {one.article: one.number for one in versions.past(connection, article_id)}
    known = set(connection.execute(f"SELECT {_TOLD} FROM receipt WHERE article = ?", (article_id,)))
    for told, article in found:
        if article in numbers and told not in known:
            time, *rest = told
            connection.execute(_NOTE, (article_id, time, numbers[article], *rest))
    (turn,) = connection.execute("SELECT turn FROM article WHERE id = ?", (article_id,)).fetchone()
    _index(connection, article_id, int(turn))


_TOLD = "time, format, place, sha256"


def settle(connection: Connection, article: Article) -> tuple[str, ...]:
    """What the search index is to know of the story's exports; its newest receipt holds on while it says the same.

    To be asked when the story, with its revision, stands as it will.
    """
    newest = connection.execute(
        "SELECT id, version FROM receipt WHERE article = ? ORDER BY id DESC LIMIT 1", (article.id,)
    ).fetchone()
    if newest is None:
        return ()
    try:
        same = _outgoing(versions.read(connection, article.id, newest[1])) == _outgoing(article)
    except Trouble:  # nobody knows what left
        same = False
    reached = "(SELECT revision FROM article WHERE id = receipt.article)" if same else "-1"
    connection.execute(f"UPDATE receipt SET revision = {reached} WHERE id = ?", (newest[0],))
    return (facts.EXPORTED,) if same else facts.STATES


def _index(connection: Connection, article_id: str, turn: int) -> None:
    found = standing.standing(connection, article_id)
    assert found is not None
    hands = indexing.unindex(connection, turn)
    indexing.index(connection, turn, found.article, hands, settle(connection, found.article))


def _outgoing(article: Article) -> Article:
    """The story without what readers never see: its status at the desk, and what the desk alone has of it."""
    bare = replace(article, passed_over=(), known_words=(), target=0, custody=Custody())
    return replace(bare, status=Status.DRAFT, comments=())
