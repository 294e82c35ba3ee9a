"""What may leave the house: the stories that are ready or published, each with a stamp that changes as it does.

Killed ones are among them, since that they were withdrawn must leave too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desk.article.past import killed_since
from desk.article.status import Status
from desk.article.trouble import Trouble
from desk.library import finding, versions
from desk.library.database import Database
from desk.library.finding import Wish
from desk.library.packing import moment
from desk.library.queries import Query, parse

FIT_TO_LEAVE = (Status.READY, Status.PUBLISHED, Status.KILLED)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A story that may leave: its ID, when it changed last, and the stamp by which a change is known unread.

    One that is killed changed last when it was killed, for all that readers are told of it.
    """

    id: str
    modified: datetime
    stamp: str


def outgoing(database: Database, query: str = "", me: str = "") -> list[Outgoing]:
    """The stories that are ready, published or killed, and that a query asks for, in the order of their IDs.

    Trouble where the query asks for nothing, or in words that mean nothing.
    """
    _check(query, me)
    found: list[Outgoing] = []
    with database.reading() as connection:
        for status in FIT_TO_LEAVE:
            plan = finding.plan(connection, replace(Wish(query, me=me), status=status))
            for story, modified, revision, turn in connection.execute(plan.select(_COLUMNS), plan.values):
                since = killed_since(versions.past(connection, story)) if status is Status.KILLED else None
                found.append(Outgoing(story, since or moment(modified), _stamp(modified, revision, turn)))
    return sorted(found, key=lambda one: one.id)


def stamps(database: Database, ids: Sequence[str]) -> Mapping[str, str]:
    """The stamps of these stories as they stand now; none of those that are gone."""
    with database.reading() as connection:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM article WHERE id IN ({', '.join('?' * len(ids))})", ids)
        return {story: _stamp(*told) for story, *told in rows}


def _stamp(modified: int, revision: int, turn: int) -> str:
    return f"{revision} {turn} {modified}"


_COLUMNS = "article.id, article.modified, article.revision, article.turn"


def _check(query: str, me: str) -> None:
    asked = parse(query, me)
    if asked.problems:
        raise Trouble(" ".join(asked.problems))
    if query and asked == Query():
        raise Trouble("The search asks for nothing: give it a word or a field, or leave it out for all stories.")
