"""Stories that the library lacks, taken in many at once.

Most of the work on such a story needs no database: its record, read on trial and compressed, its words as the
search index spells them. Another thread does that ahead, while SQLite writes the stories before; and what is written
of many stories is written table by table, the search index last, which spares SQLite's caches.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from sqlite3 import Connection

from desk.article.model import Article
from desk.library import indexing, standing, versions
from desk.library.columns import columns, words_in
from desk.library.versions import Label, Version

MANY = 100
"""Stories that are made ready, and written, together."""
_AHEAD = 2
"""How often so many are made ready while others are written."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A story made ready to be written: its columns, its bytes, its entry in the search index, the words in it."""

    article: Article
    columns: tuple[object, ...]
    content: bytes
    entry: indexing.Entry
    words: int


def made_ready(article: Article, hands: Sequence[str]) -> Newcomer:
    """A story that `hands` worked on (see `facts`). Raises Trouble for what could not be read back."""
    return Newcomer(
        article,
        columns(article),
        standing.snapshot_of(article),
        indexing.entry(article, hands),
        words_in(article.body),
    )


def write(connection: Connection, newcomers: Sequence[Newcomer], label: Label | None = None) -> list[Version]:
    """Rows for stories that the library lacks, the last of them the newest; with a label, their first versions too."""
    turns = list(zip(count(next_turn(connection)), newcomers, strict=False))
    connection.executemany(
        "INSERT INTO article (turn, id, revision, versions, headline, summary, status, section, language, created,"
        " modified, words, thumb) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(turn, one.article.id, 1 if label else 0, *one.columns) for turn, one in turns],
    )
    standing.write_snapshots(connection, [(one.article.id, 0, one.content) for one in newcomers])
    media = {(one.article.id, photo.media) for one in newcomers for photo in one.article.photos}
    connection.executemany("INSERT OR IGNORE INTO uses (article, media) VALUES (?, ?)", sorted(media))
    firsts = [(one.article, one.words, one.content) for one in newcomers]
    made = versions.keep_firsts(connection, firsts, label) if label else []
    indexing.put_in(connection, [(turn, one.entry) for turn, one in turns])
    return made


def ahead(
    articles: Iterable[Article], known: Callable[[Sequence[str]], set[str]], hands: Sequence[str]
) -> Iterator[Article | list[Newcomer]]:
    """The stories in their order: those that the library lacks made ready, many together, others as they are.

    `known` tells which of some IDs the library has.
    """
    from concurrent.futures import ThreadPoolExecutor

    def ready(run: Article | list[Article]) -> Article | list[Newcomer]:
        return run if isinstance(run, Article) else [made_ready(article, hands) for article in run]

    waiting: deque[Callable[[], Article | list[Newcomer]]] = deque()
    with ThreadPoolExecutor(1, "taking-in") as pool:
        for run in _runs(articles, known):
            few = isinstance(run, Article) or len(run) < MANY
            waiting.append(partial(ready, run) if few else pool.submit(ready, run).result)
            if len(waiting) > _AHEAD:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()


def _runs(articles: Iterable[Article], known: Callable[[Sequence[str]], set[str]]) -> Iterator[Article | list[Article]]:
    """The stories in their order: as many together as are new, one by one what is known, or came before."""
    rest, met = iter(articles), set[str]()
    while some := list(islice(rest, MANY)):
        met |= known([article.id for article in some])
        run: list[Article] = []
        for article in some:
            if article.id not in met:
                met.add(article.id)
                run.append(article)
                continue
            if run:
                yield run
                run = []
            yield article
        if run:
            yield run


def known_among(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of the IDs that the library has."""
    places = ", ".join("?" * len(ids))
    return {found for (found,) in connection.execute(f"SELECT id FROM article WHERE id IN ({places})", ids)}


def next_turn(connection: Connection) -> int:
    """A turn above all that stories have, and all that the index knows: a damaged one may know of more."""
    highest = (
        "SELECT max(coalesce((SELECT max(turn) FROM article), 0), coalesce((SELECT max(turn) FROM indexed), 0),"
        " coalesce((SELECT max(id) FROM search_docsize), 0))"
    )
    return int(connection.execute(highest).fetchone()[0]) + 1
