"""The search index: what of a story is found, and the terms that fields complete to.

Text goes in as `scripts.normalised` spells it. What was put in is kept beside, so that it can be taken out again
exactly, even by a later Desk that normalises differently. Behind the notes stand the story’s facts, for fields.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import cast

from desk.article.model import Article
from desk.article.scripts import normalised
from desk.library.facts import ELSEWHERE, facts, without_signs
from desk.library.packing import DAMAGE, pack, storable, unpack

COLUMNS = ("headline", "summary", "body", "byline", "photos", "keywords", "places", "notes")
_NAMES = ", ".join(COLUMNS)
_PUT_IN = f"INSERT INTO search (rowid, {_NAMES}) VALUES (?{', ?' * len(COLUMNS)})"
_TAKE_OUT = f"INSERT INTO search (search, rowid, {_NAMES}) VALUES ('delete', ?{', ?' * len(COLUMNS)})"
_PHOTO_MARK = re.compile(r"!\[([^\]\n]*)\]\(photo:\w+\)")

Indexed = tuple[list[str], list[list[str]]] | tuple[list[str], list[list[str]], list[str]]
"""The text of each column; the terms as field, normal spelling and value; the names of those who worked on it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index takes of a story: the text of each column, the terms, and both as they are kept beside."""

    texts: list[str]
    terms: list[tuple[str, str, str]]
    content: bytes


def entry(article: Article, hands: Iterable[str] = (), states: Iterable[str] = ()) -> Entry:
    """A story's entry; `hands` are the names of those who worked on it, the first of whom began it, `states` what
    became of it (see `facts`).
    """
    every = dict.fromkeys(map(storable, hands))
    names = [name for number, name in enumerate(every) if name or number == 0]
    texts, terms = (
        _texts(article, names, states),
        [(field, normalised(value), value) for field, value in _terms(article)],
    )
    return Entry(texts, terms, pack([texts, terms, names]))


def put_in(connection: Connection, entries: Sequence[tuple[int, Entry]]) -> None:
    """Put entries in, each under its turn, in rising order."""
    terms = Counter(term for _turn, one in entries for term in one.terms)
    connection.executemany(
        "INSERT INTO indexed (turn, content) VALUES (?, ?)", [(t, one.content) for t, one in entries]
    )
    connection.executemany(
        "INSERT INTO term (field, normal, value, uses) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET uses = uses + excluded.uses",
        [(*term, uses) for term, uses in terms.items()],
    )
    connection.executemany(_PUT_IN, [(turn, *one.texts) for turn, one in entries])


def index(
    connection: Connection, turn: int, article: Article, hands: Iterable[str] = (), states: Iterable[str] = ()
) -> None:
    """Put a story in under its turn; `hands` and `states` as in `entry`."""
    put_in(connection, [(turn, entry(article, hands, states))])


def unindex(connection: Connection, turn: int) -> list[str]:
    """Take out what was put in under a turn; the names of those who worked on it."""
    row = connection.execute("SELECT content FROM indexed WHERE turn = ?", (turn,)).fetchone()
    if row is None:
        return []
    connection.execute("DELETE FROM indexed WHERE turn = ?", (turn,))
    try:
        texts, terms, *names = cast(Indexed, unpack(row[0]))
    except DAMAGE:  # what the index holds of it belongs to no story from now on
        return []
    connection.execute(_TAKE_OUT, (turn, *texts))
    key = "WHERE field = ? AND normal = ? AND value = ?"
    connection.executemany(f"UPDATE term SET uses = uses - 1 {key}", terms)
    connection.executemany(f"DELETE FROM term {key} AND uses < 1", terms)
    return names[0] if names else []


def index_anew(connection: Connection) -> None:
    """Put every story in again, with those who saved it. One that cannot be read stays as it was put in."""
    from desk.library.standing import standing

    for turn, article_id in connection.execute("SELECT turn, id FROM article").fetchall():
        try:
            found = standing(connection, article_id)
        except DAMAGE:
            continue
        if found is not None:
            known = unindex(connection, turn)
            index(connection, turn, found.article, _hands(connection, article_id) or known)


def _hands(connection: Connection, article_id: str) -> list[str]:
    """Who saved a story, first to last; whoever imported it did not begin it."""
    saved = "SELECT author, kind FROM version WHERE article = ? ORDER BY number"
    return [ELSEWHERE if kind == "import" else author for author, kind in connection.execute(saved, (article_id,))]


def _texts(article: Article, hands: Iterable[str], states: Iterable[str]) -> list[str]:
    columns = (
        [article.headline],
        [article.summary],
        [_PHOTO_MARK.sub(r"\1", article.body) if "](photo:" in article.body else article.body],
        [article.byline],
        list(_photo_words(article)),
        [*article.keywords, article.section, article.kicker, article.slug, article.slugline],
        [article.dateline.place, article.dateline.agency, article.source, article.sign_off],
        [article.editors_note, article.correction],
    )
    texts = [without_signs(storable(normalised("\n".join(filter(None, parts))))) for parts in columns]
    texts[-1] = f"{texts[-1]}\n{storable(facts(article, hands, states))}"
    return texts


def _photo_words(article: Article) -> Iterator[str]:
    for photo in article.photos:
        yield from (photo.headline, photo.caption, photo.credit, photo.photographer, photo.alt)
        yield from (photo.city, photo.country, *photo.keywords)


def _terms(article: Article) -> Iterator[tuple[str, str]]:
    """Each value once, by the field that it completes."""
    pairs = [("section", article.section), ("byline", article.byline), ("source", article.source)]
    pairs += [("place", article.dateline.place), ("agency", article.dateline.agency)]
    pairs += [("keywords", word) for word in article.keywords]
    for photo in article.photos:
        pairs += [("credit", photo.credit), ("photographer", photo.photographer)]
    yield from dict.fromkeys((field, storable(value.strip())) for field, value in pairs if value.strip())
