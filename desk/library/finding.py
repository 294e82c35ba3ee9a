"""The library as a list: search, filters, and what fields complete to. Newest first, which needs no sort."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import datetime
from sqlite3 import Connection

from desk.article.model import Article, Status
from desk.article.scripts import normalised
from desk.library.packing import moment, storable
from desk.library.queries import parse

_OPENING = 240
_MARKS = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\s]*\)|^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+|[*_`\[\]]|<[^<>\n]*>", re.M
)


@dataclass(frozen=True, slots=True)
class Row:
    """One story as a list shows it. `thumb` is the media of its lead photo or first photo, or empty."""

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


_COLUMNS = ", ".join(f"article.{field.name}" for field in fields(Row))


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list is to hold."""

    query: str = ""
    status: Status | None = None
    section: str = ""
    binned: bool = False


def find(connection: Connection, wish: Wish, limit: int, offset: int) -> list[Row]:
    """The stories that fit, newest first."""
    source, values = _source(wish)
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM {source} ORDER BY {_order(wish)} DESC LIMIT ? OFFSET ?", (*values, limit, offset)
    )
    return [_row(values) for values in found]


def count(connection: Connection, wish: Wish) -> int:
    """How many stories fit."""
    source, values = _source(wish)
    return int(connection.execute(f"SELECT count(*) FROM {source}", values).fetchone()[0])


def sections(connection: Connection) -> list[str]:
    """Every section that a story outside the bin is in, in alphabetical order."""
    found = connection.execute("SELECT DISTINCT section FROM article WHERE binned = 0 AND section <> ''")
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
    text = article.summary.strip() or _MARKS.sub("", article.body[: 4 * _OPENING])
    text = " ".join(text.split())
    return text if len(text) <= _OPENING else text[:_OPENING].rpartition(" ")[0] + " …"


def _order(wish: Wish) -> str:
    return "search.rowid" if parse(wish.query).wanted else "turn"


def _source(wish: Wish) -> tuple[str, tuple[object, ...]]:
    """The tables and conditions of a wish, and the values for its question marks."""
    query = parse(wish.query)
    conditions: list[tuple[str, object]] = [("binned = ?", int(wish.binned))]
    tables = "article"
    if query.wanted:
        # CROSS JOIN fixes the order: the index gives newest first, and the story is looked up by its turn.
        tables = "search CROSS JOIN article ON article.turn = search.rowid"
        conditions.append(("search MATCH ?", query.wanted))
    if query.unwanted:
        conditions.append(("turn NOT IN (SELECT rowid FROM search WHERE search MATCH ?)", query.unwanted))
    if wish.status is not None:
        conditions.append(("article.status = ?", str(wish.status)))
    if wish.section:
        conditions.append(("article.section = ?", wish.section))
    where = " AND ".join(text for text, _value in conditions)
    return f"{tables} WHERE {where}", tuple(value for _text, value in conditions)


def _row(found: tuple[str, str, str, str, str, str, int, int, int, str, int, int]) -> Row:
    story, headline, summary, status, section, language, modified, created, words, thumb, binned, versions = found
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
    )


def _status(value: str) -> Status:
    """The status in a column; a draft where it is none, so that one bad row does not hide the others."""
    return next((status for status in Status if status == value), Status.DRAFT)
