"""Whether the search index holds just the words that were put in: they are put into a new one, and the two compared.

The index keeps no text of its own, and a flipped letter in one of its words breaks none of its structure: only by
comparing is it noticed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from sqlite3 import Connection
from typing import NamedTuple, cast

from desk.library.indexing import COLUMNS, Indexed
from desk.library.packing import DAMAGE, unpack

EXAMINED = 200
"""How many words that are at odds are traced to their stories."""
_COLUMNS = ", ".join(COLUMNS)
_ANEW = (
    f"CREATE VIRTUAL TABLE search USING fts5 ({_COLUMNS}, content='', prefix='1 2 3',"
    " tokenize='unicode61 remove_diacritics 0')"
)
_PUT_IN = f"INSERT INTO search (rowid, {_COLUMNS}) VALUES (?{', ?' * len(COLUMNS)})"
_WORDS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.instances USING fts5vocab(main, search, instance)"
_SUMS = (
    "SELECT term, count(*), sum(doc), total(doc * offset), group_concat(DISTINCT col) FROM temp.instances GROUP BY term"
)
_PLACES = "SELECT doc, col, offset FROM temp.instances WHERE term = ?"
_BEGUN = "SELECT count(*), total(rowid) FROM search WHERE search MATCH ?"

_Sums = dict[str, tuple[object, ...]]


class AtOdds(NamedTuple):
    """The turns of stories that the index finds by other words than were put in for them, as far as was examined; and
    whether stories are found otherwise by the first letters of words than by the words.
    """

    turns: set[int]
    beginnings: bool


def at_odds(connection: Connection) -> AtOdds:
    """Compare the index with what was put into it. What was put in for a story before it changed leads nowhere."""
    known = {int(turn) for (turn,) in connection.execute("SELECT turn FROM indexed")}
    with _both(connection) as anew:
        found, expected = _sums(connection), _sums(anew)
        odd = sorted(term for term in {*found, *expected} if found.get(term) != expected.get(term))
        turns: set[int] = set()
        for term in odd[:EXAMINED]:
            turns |= {doc for doc, _column, _at in _places(connection, term) ^ _places(anew, term)}
        return AtOdds(turns & known, not odd and _differ_by_beginnings(connection, anew, expected))


def _differ_by_beginnings(connection: Connection, anew: Connection, words: Iterable[str]) -> bool:
    beginnings = {word[:length] for word in words for length in (1, 2, 3)}
    asked = ((f'"{some}"*',) for some in sorted(beginnings))
    return any(connection.execute(_BEGUN, one).fetchone() != anew.execute(_BEGUN, one).fetchone() for one in asked)


@contextmanager
def _both(connection: Connection) -> Iterator[Connection]:
    """A new index of what was put into this one; both can be asked for their words."""
    with closing(sqlite3.connect("", isolation_level=None)) as anew:
        anew.execute(_ANEW)
        anew.execute("BEGIN")
        anew.executemany(_PUT_IN, _put_in(connection))
        anew.execute("COMMIT")
        anew.execute(_WORDS)
        connection.execute(_WORDS)  # it stays, as it holds nothing: dropping it may fail in a damaged database
        yield anew


def _put_in(connection: Connection) -> Iterator[tuple[object, ...]]:
    for turn, content in connection.execute("SELECT turn, content FROM indexed"):
        with suppress(*DAMAGE):  # told by whoever looks at what was put in
            texts, *_rest = cast(Indexed, unpack(content))
            yield (turn, *texts)


def _sums(connection: Connection) -> _Sums:
    """What tells the places of a word from others, for each word."""
    return {term: tuple(sums) for term, *sums in connection.execute(_SUMS)}


def _places(connection: Connection, term: str) -> set[tuple[int, str, int]]:
    return set(connection.execute(_PLACES, (term,)).fetchall())
