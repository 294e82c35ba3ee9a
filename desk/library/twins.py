"""Stories that come a second time: noticed, and taken in as new versions of those that are here.

A story is the same as one that is here where it has its ID, where both had the same ID at their source, or where the
very same came before (its fingerprint is remembered). What is here is never written over: it is a version first, and
where it was worked on since it came, what is new is merged into it word by word.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection
from types import MappingProxyType
from typing import TYPE_CHECKING

from desk.article.model import Article, Photo
from desk.article.past import Past
from desk.article.record import to_record
from desk.library import finding, holders, standing, unsettled, versions
from desk.library.database import Database
from desk.library.handing_over import keep_sent, take_in
from desk.library.keeping import Keeper, Work
from desk.library.packing import moment
from desk.library.remembered import CAME, COPY
from desk.library.versions import ELSEWHERE, IMPORT, Label, Version

if TYPE_CHECKING:
    from desk.article.merging_articles import Clash
    from desk.library.unsettled import Unsettled

AGAIN, MERGED, YOURS = "As it came again", "With what came again", "Yours, with what came again beside it"


@dataclass(frozen=True, slots=True)
class Twin:
    """The story that is here already; `is_same` where nothing new has come, `binned` where it lies in the bin."""

    id: str
    headline: str
    is_same: bool
    binned: bool = False


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of a story that came again: the version that holds what came, and the story as it stands.

    `merged` where what is here was worked on and has both now; `beside` where nothing tells what both had before, so
    that the story stays as it is; `clashes` are the places where both had changed the same, and ours stayed.
    """

    version: Version
    article: Article
    merged: bool = False
    beside: bool = False
    clashes: Sequence[Clash] = ()
    versions: int = 0
    """How many versions came along that were not here."""


class Twins:
    """Finds them in one library, and takes them in. May be used from any thread."""

    def __init__(self, database: Database, keeper: Keeper) -> None:
        self._database = database
        self._keeper = keeper

    def find(self, came: Article) -> Twin | None:
        """The story here that an article, just as it was read, is another coming of; None for one that is new."""
        mark = fingerprint(came)
        with self._database.reading() as connection:
            known = _known(connection, mark)
            for here in filter(None, (came.id, _of_source(connection, came.source_id), known)):
                found = standing.standing(connection, here)
                if found is not None:
                    (binned,) = connection.execute("SELECT binned FROM article WHERE id = ?", (here,)).fetchone()
                    states = (found.article, _last_came(connection, here, came))
                    same = known == here or mark in (fingerprint(one) for one in states if one)
                    return Twin(here, found.article.headline, same, bool(binned))
        return None

    def remember(self, came: Iterable[tuple[Article, str]], copies: Mapping[str, str] = MappingProxyType({})) -> None:
        """That an article, just as it was read, is the story of this ID. Best before the story itself is kept.

        `copies` are the texts (see `rearranging.to_text`) that stories were made of, by the stories' IDs.
        """
        rows = [(CAME + fingerprint(article), article_id) for article, article_id in came]
        rows += [(COPY + article_id, text) for article_id, text in copies.items()]
        with self._database.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", rows)

    def renew(
        self, article_id: str, came: Article, author: str, past: Sequence[Past] = (), base: Article | None = None
    ) -> Renewed:
        """Take in what came again as a new version of a story that is here. An open story takes it in by itself.

        What stands here is a version first; all is done or nothing. Versions that came along (`past`, oldest first)
        are taken in too, and tell better than anything what both had before; else `base` tells it, if that is known.
        """
        if past:
            label = Label(IMPORT, "", author)
            done = take_in(self._keeper, replace(came, id=article_id), past, label)
            version = replace(_NO_VERSION, number=done.number)
            return Renewed(version, done.article, done.merged, done.beside, done.clashes, done.versions)
        made: list[Renewed] = []

        def renewed(here: Article, connection: Connection) -> list[tuple[Article, Label]]:
            common = base or _last_came(connection, article_id, came)
            outcome, steps = _renewed(here, common, came, author)
            made.append(outcome)
            if common is not None:
                unsettled.note(connection, article_id, common, steps[0][0], clashes=bool(outcome.clashes))
            return steps

        kept = self._keeper.renew(article_id, renewed)
        return replace(made[0], version=kept[0])

    def hand_over(self, past: Past) -> int:
        """Keep the version of a story that went to another desk, and that it is with them; the version's number."""
        return keep_sent(self._keeper, past)

    def rename_holder(self, was: str, name: str) -> None:
        """Whoever goes by another name from now on has what they had. No version is made of it."""

        def renamed(work: Work) -> None:
            for article_id in holders.held_by(work.connection, was):
                found = standing.standing(work.connection, article_id)
                if found is not None and found.article.custody.holder == was:
                    custody = replace(found.article.custody, holder=name)
                    work.checkpoint(replace(found.article, custody=custody))

        self._keeper.beside(renamed)

    def unsettled(self, article_id: str) -> Unsettled | None:
        """What is undecided of a story that came again where it had been changed here; None where nothing is."""
        with self._database.reading() as connection:
            return unsettled.read(connection, article_id)

    def settle(self, article_id: str) -> None:
        """A window shows what was undecided of a story from now on."""
        with self._database.writing() as connection:
            unsettled.settle(connection, article_id)


def fingerprint(article: Article) -> str:
    """The same for the same story read again: its IDs, which are made up anew each time, and its age are left out."""
    bare = replace(
        article,
        id="",
        created=_NO_TIME,
        body=_with_ids(article.body, {photo.id: photo.media for photo in article.photos}),
        lead=next((photo.media for photo in article.photos if photo.id == article.lead), ""),
        photos=tuple(replace(photo, id="") for photo in article.photos),
        related=tuple(replace(one, article="") for one in article.related),
    )
    written = json.dumps(to_record(bare), ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:32]


_NO_TIME = moment(0)


def _known(connection: Connection, mark: str) -> str:
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (CAME + mark,)).fetchone()
    return str(row[0]) if row else ""


def _of_source(connection: Connection, source_id: str) -> str:
    """The newest story that has this ID of its source; the search index knows them by a word that may mislead."""
    for article_id in finding.from_source(connection, source_id):
        found = standing.standing(connection, article_id)
        if found is not None and found.article.source_id == source_id:
            return article_id
    return ""


def _last_came(connection: Connection, article_id: str, came: Article) -> Article | None:
    """The story as it came last: from its source, or where it comes under its own ID from anywhere."""
    kept = versions.listed(connection, article_id)
    kinds = (IMPORT, ELSEWHERE) if came.id == article_id else (IMPORT,)
    number = next((version.number for version in kept if version.kind in kinds), None)
    return None if number is None else versions.read(connection, article_id, number)


def _renewed(
    here: Article, base: Article | None, came: Article, author: str
) -> tuple[Renewed, list[tuple[Article, Label]]]:
    """What becomes of the story, and the versions that are kept of it, the last of them the story."""
    from desk.article.merging_articles import merge_articles

    kind = ELSEWHERE if came.id == here.id else IMPORT
    came = of_same_story(came, base or here)
    first = (came, Label(kind, AGAIN, author))
    if base is None:
        return Renewed(_NO_VERSION, here, beside=True), [first, (here, Label("save", YOURS, author))]
    merged = merge_articles(base, here, came)
    if merged.article == came:
        return Renewed(_NO_VERSION, came), [first]
    steps = [first, (merged.article, Label("save", MERGED, author))]
    return Renewed(_NO_VERSION, merged.article, merged=True, clashes=merged.conflicts), steps


_NO_VERSION = Version(0, _NO_TIME, "", "", "", 0, "")


def of_same_story(came: Article, known: Article) -> Article:
    """An article as a state of a story that is known: with its ID, its age, and the IDs of the photos both have."""
    ids = _photo_ids(came.photos, known.photos)
    return replace(
        came,
        id=known.id,
        created=known.created,
        lead=ids.get(came.lead, came.lead),
        photos=tuple(replace(photo, id=ids.get(photo.id, photo.id)) for photo in came.photos),
        body=_with_ids(came.body, ids),
    )


def _photo_ids(came: tuple[Photo, ...], known: tuple[Photo, ...]) -> dict[str, str]:
    """Which photo is which of those that are known: by its very file, else by its file's name."""
    left, ids = list(known), dict[str, str]()
    for trait in ("id", "media", "name"):
        for photo in came:
            same = next((one for one in left if getattr(one, trait) == getattr(photo, trait) != ""), None)
            if photo.id not in ids and same is not None:
                ids[photo.id] = same.id
                left.remove(same)
    return ids


def _with_ids(body: str, ids: dict[str, str]) -> str:
    for old, new in ids.items():
        body = body.replace(f"(photo:{old}", f"(photo:{new}")
    return body
