"""The library as a list: search, filters, orders, and what fields complete to.

Newest first needs no sort: stories and search index lie in the order of their turns. Whatever a query asks, one
expression of FTS5 answers it; only its days are bounds of the turn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import datetime
from sqlite3 import Connection

from desk.article.model import Article, Status
from desk.article.scripts import normalised
from desk.library.facts import ORIGIN, origin_word, signed
from desk.library.holders import HOLDER
from desk.library.packing import moment, storable
from desk.library.queries import Query, parse, section_is, status_is

_OPENING = 240
_MARKS = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\s]*\)|^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+|[*_`\[\]]|<[^<>\n]*>", re.M
)


@dataclass(frozen=True, slots=True)
class Row:
    """One story as a list shows it. `thumb` is the media of its lead photo or first photo, or empty; `changed` says
    that it was exported, and is not as it was then; `holder` is who has it, where it is not whoever asks.
    """

    id: str
    headline: str
    summary: str
    status: Status
    section: str
    language: str
    modified: datetime
    created: datetime
    words: int
    thumb: str
    binned: bool
    versions: int
    changed: bool = False
    holder: str = ""


CHANGED = (
    "coalesce((SELECT receipt.revision FROM receipt WHERE receipt.article = article.id ORDER BY receipt.id DESC"
    " LIMIT 1) < article.revision, 0)"
)
"""Whether a story was changed since it was exported last: see `receipts.settle`."""
_ASKED = {"changed": CHANGED, "holder": HOLDER}
_COLUMNS = ", ".join(_ASKED.get(field.name, f"article.{field.name}") for field in fields(Row))


SORTS = ("newest", "oldest", "headline", "created", "best")
"""The orders of a list: by the last change, by headline, by when they were begun, by how well the words fit."""
_ORDERS = {
    "newest": "{turn} DESC",
    "oldest": "{turn}",
    "headline": "article.headline = '', article.headline COLLATE NOCASE, {turn}",
    "created": "article.created DESC, {turn} DESC",
}
WEIGHED = 1000
"""How many of the newest stories that fit are ranked for the best match, so that it stays instant."""
_RANKS = ("headline", "{headline summary keywords byline places}")
"""The best match has all words in the headline, then in these columns of the search index, then anywhere.

FTS5’s own bm25 would first go through every story that has one of the words, to learn how rare it is.
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list is to hold, and in which order; `me` is the name of whoever asks."""

    query: str = ""
    status: Status | None = None
    section: str = ""
    binned: bool = False
    sort: str = "newest"
    me: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a wish is answered: `tables` with their conditions, the order, and the values for the question marks."""

    tables: str
    order: str
    values: tuple[object, ...]

    def select(self, columns: str) -> str:
        """The statement that reads the columns."""
        return f"SELECT {columns} FROM {self.tables}"


def find(connection: Connection, wish: Wish, limit: int, offset: int) -> list[Row]:
    """The stories that fit, in the order that is wished."""
    found = plan(connection, wish)
    statement = f"{found.select(_COLUMNS)} ORDER BY {found.order} LIMIT ? OFFSET ?"
    return [_row(values, wish.me) for values in connection.execute(statement, (*found.values, limit, offset))]


def find_stubs(connection: Connection, wish: Wish, limit: int) -> list[tuple[str, int, int]]:
    """Of the stories that `find` gives from its first on the ID, and when they were changed last and begun."""
    found = plan(connection, wish)
    columns = "article.id, article.modified, article.created"
    statement = f"{found.select(columns)} ORDER BY {found.order} LIMIT ?"
    return list(connection.execute(statement, (*found.values, limit)))


def from_source(connection: Connection, source_id: str) -> list[str]:
    """The IDs of the stories, newest first, that seem to have had this ID where they came from; not of the bin's."""
    word = signed(ORIGIN, [origin_word(source_id)])
    found = connection.execute(
        "SELECT id FROM search CROSS JOIN article ON article.turn = search.rowid"
        " WHERE search MATCH ? AND binned = 0 ORDER BY search.rowid DESC",
        (f'"{word}"',),
    )
    return [str(article_id) for (article_id,) in found] if source_id else []


def count(connection: Connection, wish: Wish) -> int:
    """How many stories fit."""
    found = plan(connection, wish)
    return int(connection.execute(found.select("count(*)"), found.values).fetchone()[0])


def plan(connection: Connection, wish: Wish) -> Plan:
    """How a wish is answered."""
    query = parse(wish.query, wish.me)
    match = _match(wish, query)
    turn = "search.rowid" if match else "article.turn"
    where: list[tuple[str, object]] = [("article.binned = ?", int(wish.binned))]
    where += [(f"{turn} {than} ?", bound) for than, bound in _bounds(connection, query)]
    days = (("+article.modified >= ?", query.since), ("+article.modified < ?", query.until))
    where += [(text, moment) for text, moment in days if moment is not None]
    if wish.status is not None and not match:
        where.append(("article.status = ?", str(wish.status)))
    if wish.section:
        where.append(("article.section = ?", wish.section))
    if wish.sort == "best" and query.terms:
        return _weighed(match, query, where)
    if match:
        where.append(("search MATCH ?", match))
    # CROSS JOIN fixes the order: the index gives newest first, and the story is looked up by its turn.
    tables = "search CROSS JOIN article ON article.turn = search.rowid" if match else "article"
    order = _ORDERS.get(wish.sort, _ORDERS["newest"]).format(turn=turn)
    return _plan(tables, order, where)


def _plan(tables: str, order: str, where: list[tuple[str, object]], *first: object) -> Plan:
    conditions = " AND ".join(text for text, _value in where)
    return Plan(f"{tables} WHERE {conditions}", order, (*first, *(value for _text, value in where)))


def _match(wish: Wish, query: Query) -> str:
    """What the search index is asked; empty where the table of stories answers alone."""
    if not query.wanted:
        return ""
    parts = [f"({query.wanted})"]
    if wish.status is not None:
        parts.append(status_is(wish.status))
    if wish.section:
        parts.append(section_is(wish.section))
    return " AND ".join(filter(None, parts))


def _weighed(match: str, query: Query, where: list[tuple[str, object]]) -> Plan:
    """The best match first, of the newest that fit; newest first where several are as good."""
    bounds = [one for one in where if one[0].startswith("search.")]
    rest = [one for one in where if one not in bounds]
    inner = " AND ".join(["search MATCH ?", *(text for text, _value in bounds)])
    ranks = "".join(
        f" UNION ALL SELECT rowid, {rank} FROM search WHERE search MATCH ? AND rowid >= (SELECT min(turn) FROM newest)"
        for rank in range(len(_RANKS))
    )
    hits = (
        f"(WITH newest (turn, rank) AS MATERIALIZED (SELECT rowid, {len(_RANKS)} FROM search WHERE {inner}"
        f" ORDER BY rowid DESC LIMIT {WEIGHED}) SELECT turn, min(rank) AS rank FROM (SELECT * FROM newest{ranks})"
        f" GROUP BY turn HAVING max(rank) = {len(_RANKS)}) AS hit"
    )
    alone = "" if match == f"({query.words})" else f" AND {match}"
    values = (match, *(value for _text, value in bounds), *(f"({one} : ({query.words})){alone}" for one in _RANKS))
    return _plan(f"{hits} CROSS JOIN article ON article.turn = hit.turn", "rank, hit.turn DESC", rest, *values)


def _bounds(connection: Connection, query: Query) -> list[tuple[str, int]]:
    """The turns between which stories of the days asked for lie; after a clock was set back, others may lie there.

    Where these are many, the first are found at once from the last one on, and only that is looked for.
    """
    if query.since is None and query.until is None:
        return []
    days = (-_BEHIND_ALL if query.since is None else query.since, _BEHIND_ALL if query.until is None else query.until)
    count, first, last = connection.execute(_FEW, (*days, FEW)).fetchone()
    if count < FEW:
        return [(">=", _BEHIND_ALL if first is None else first), ("<=", -1 if last is None else last)]
    if query.until is None:
        return []
    return [("<=", connection.execute(_LAST, days).fetchone()[0])]


FEW = 5000
"""So many stories are looked through for the first and the last turn of days."""
_FEW = """SELECT count(*), min(turn), max(turn) FROM (
    SELECT +turn AS turn FROM article INDEXED BY article_by_modified WHERE modified >= ? AND modified < ? LIMIT ?)"""
_LAST = "SELECT max(+turn) FROM article INDEXED BY article_by_modified WHERE modified >= ? AND modified < ?"
_BEHIND_ALL = 2**62


# From each section to the next in the index: SELECT DISTINCT would go through every story.
_SECTIONS = """WITH RECURSIVE used (section) AS (
    SELECT min(section) FROM article WHERE binned = 0 AND section > ''
    UNION ALL
    SELECT (SELECT min(section) FROM article WHERE binned = 0 AND section > used.section) FROM used
    WHERE used.section IS NOT NULL)
SELECT section FROM used WHERE section IS NOT NULL"""


def sections(connection: Connection) -> list[str]:
    """Every section that a story outside the bin is in, in alphabetical order."""
    found = connection.execute(_SECTIONS)
    return sorted((section for (section,) in found), key=normalised)


def completions(connection: Connection, field: str, prefix: str, limit: int) -> list[str]:
    """What was written in a field before and begins like this, most used first."""
    begin = storable(normalised(prefix.strip()))
    found = connection.execute(
        "SELECT value FROM term WHERE field = ? AND normal >= ? AND normal < ? ORDER BY uses DESC, normal LIMIT ?",
        (field, begin, begin + "\U0010ffff", limit),
    )
    return [value for (value,) in found]


def opening_words(article: Article) -> str:
    """The summary, or where it is empty the first words of the body, without marks of Markdown."""
    text = " ".join(article.summary.split()) or plain_words(article.body[: 4 * _OPENING])
    return text if len(text) <= _OPENING else text[:_OPENING].rpartition(" ")[0] + " …"


def plain_words(body: str) -> str:
    """The words of a body in one line, without marks of Markdown."""
    return " ".join(_MARKS.sub("", body).split())


def _row(found: tuple[str, str, str, str, str, str, int, int, int, str, int, int, int, str], me: str) -> Row:
    story, headline, summary, status, section, language, modified, created, words, thumb = found[:10]
    binned, versions, changed, holder = found[10:]
    return Row(
        id=story,
        headline=headline,
        summary=summary,
        status=_status(status),
        section=section,
        language=language,
        modified=moment(modified),
        created=moment(created),
        words=words,
        thumb=thumb,
        binned=bool(binned),
        versions=versions,
        changed=bool(changed),
        holder="" if holder == me else holder,
    )


def _status(value: str) -> Status:
    """The status in a column; a draft where it is none, so that one bad row does not hide the others."""
    return next((status for status in Status if status == value), Status.DRAFT)
