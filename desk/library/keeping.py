"""Writing stories down so that nothing is overwritten in silence.

The library remembers of every open story what it last read or wrote, and its revision. Finding another revision in
the database means that another program has written the story meanwhile. Then the other's text is kept as a version
first, and the journal gets the step that leads from there to ours, so that the journal stays one unbroken line.
"""

from __future__ import annotations

import json
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from sqlite3 import Connection
from typing import TypeVar

from desk.article.model import Article
from desk.article.record import from_record, to_record
from desk.article.session import Entry, Move
from desk.article.trouble import Trouble
from desk.library import holders, standing, taking_in, versions
from desk.library.columns import columns, words_in
from desk.library.database import Database
from desk.library.difference import difference
from desk.library.facts import ELSEWHERE
from desk.library.indexing import index, unindex
from desk.library.missing import no_story
from desk.library.others import Others, Theirs
from desk.library.packing import DAMAGE
from desk.library.receipts import settle
from desk.library.taking_in import Newcomer, next_turn
from desk.library.turns import Turns
from desk.library.versions import Label, Version


@dataclass(frozen=True, slots=True)
class Step:
    """One recorded step of a story, and where the caret was after it."""

    article_id: str
    entry: Entry
    caret: int


T = TypeVar("T")
Replaced = tuple[Article, Article]
"""What a story was, and what it is."""


Renewal = Callable[[Article, Connection], Sequence[tuple[Article, Label]]]
"""Makes of a story as it stands the versions that are to be kept of it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A story as this program last read or wrote it; not `sound` where the journal has rows that do not lead to it."""

    article: Article
    revision: int
    sound: bool = True


class Keeper:
    """The stories that this program has open, and the writing of them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: dict[str, Held] = {}
        self._lock = Turns()
        self.others = Others()

    def begin(self, article: Article) -> None:
        """A story that has no version yet. Even where writing fails now, the journal will bring it in later."""
        with self._lock:
            self._held[article.id] = Held(article, 0)
        with self._work() as work:
            if not work.known(article.id):
                work.bring_in(article)

    def hold(self, article_id: str, connection: Connection) -> standing.Standing | None:
        """The story as it stands, remembered as what this program has open."""
        with self._lock:
            found = standing.standing(connection, article_id)
            if found is not None:
                self._held[article_id] = Held(found.article, found.revision, found.sound)
                self.others.write_on(article_id)
                if not (found.sound and found.whole):
                    self._database.note_damage()
            return found

    def theirs(self, article_id: str, connection: Connection) -> Theirs | None:
        """What was written beside the open story and is not taken in yet."""
        with self._lock:
            held = self._held.get(article_id)
            row = connection.execute("SELECT revision FROM article WHERE id = ?", (article_id,)).fetchone()
            revision = int(row[0]) if row else 0
            if held and revision != held.revision and not self.others.knows(article_id, revision):
                found = standing.standing(connection, article_id)
                base = common(connection, held)
                self.others.meet(base, found.article if found else None, revision)
        return self.others.waiting(article_id)

    def add(self, articles: Iterable[Article], label: Label) -> list[Version]:
        """Stories with their first version, all in one transaction. One that is there already gets a new version."""
        with self._work(open_here=False) as work:
            return list(work.take_in(articles, label))

    def save(self, article: Article, label: Label) -> Version:
        """Keep the story as a version, and as the story from now on."""
        with self._work() as work:
            version = work.save(article, label)
            standing.trim(work.connection, article.id)
            if label.kind == versions.AUTO:
                versions.thin(work.connection, article.id)
            return version

    def restore(self, article_id: str, number: int, label: Label) -> Version:
        """Make an old version the story again, by a new version; what stood before is a version too."""
        with self._work(open_here=False) as work:
            return work.save(versions.read(work.connection, article_id, number), label)

    def record(self, steps: Sequence[Step]) -> None:
        """Append steps to their stories' journals."""
        by_story: dict[str, list[Step]] = {}
        for step in steps:
            by_story.setdefault(step.article_id, []).append(step)
        with self._work() as work:
            for article_id, own in by_story.items():
                work.record(article_id, own)

    def checkpoint(self, article: Article, author: str = "") -> None:
        """Bring the story's snapshot, its columns and the search index up to date."""
        with self._work() as work:
            work.hand = author
            work.checkpoint(article)

    def fold(self, ids: Iterable[str]) -> None:
        """Show stories in lists and search as they stand, and no later than they were written. Nothing is said of it
        to who has them open: it is not another text.
        """
        with self._work(open_here=False) as work:
            for article_id in ids:
                work.fold(article_id)

    def change(self, ids: Iterable[str], change: Callable[[Article], Article], label: Label) -> list[Replaced]:
        """Change stories, each by a version; what each was and is, for those that the change made another."""
        replaced: list[Replaced] = []
        with self._work(open_here=False) as work:
            for article_id in ids:
                found = standing.standing(work.connection, article_id)
                after = change(found.article) if found else None
                if found is not None and after is not None and after != found.article:
                    work.save(after, label)
                    replaced.append((found.article, after))
        return replaced

    def renew(self, article_id: str, renewed: Renewal) -> list[Version]:
        """Keep versions of a story that `renewed` makes of it as it stands, the last of them the story; all or none."""
        with self._work(open_here=False) as work:
            found = standing.standing(work.connection, article_id)
            if found is None:
                raise no_story(article_id)
            return [work.save(article, label) for article, label in renewed(found.article, work.connection)]

    def beside(self, do: Callable[[Work], T]) -> T:
        """Do several things to stories in one transaction, beside whatever sessions have open."""
        with self._work(open_here=False) as work:
            return do(work)

    @contextmanager
    def _work(self, *, open_here: bool = True) -> Iterator[Work]:
        """One transaction; what it learns of the stories is remembered only once it is on disk.

        What does not come out of the open story itself (an import, a restored version) is treated like another
        program's write: the session knows nothing of it until it loads the story again.
        """
        with self._lock:
            learned: dict[str, Held] = {}
            with self._database.writing() as connection:
                yield Work(connection, ChainMap(learned, self._held) if open_here else learned, self.others)
            for article_id, held in learned.items():
                if open_here:
                    self._held[article_id] = held
                    self.others.write_on(article_id)
                else:
                    self.others.wrote_here(article_id, held.revision)


class Work:
    """What one transaction does to stories."""

    def __init__(self, connection: Connection, held: MutableMapping[str, Held], others: Others) -> None:
        self.connection = connection
        self._held = held
        self._others = others
        self.hand = ""
        """Who does it."""

    def known(self, article_id: str) -> bool:
        """Whether the library has the story."""
        row = self.connection.execute("SELECT 1 FROM article WHERE id = ?", (article_id,)).fetchone()
        return row is not None

    def bring_in(self, article: Article) -> None:
        """A row for a story that the library lacks."""
        self._write([taking_in.made_ready(article, (self.hand,) if self.hand else ())])

    def take_in(self, articles: Iterable[Article], label: Label) -> Iterator[Version]:
        """Keep each story as a version: as its first where the library lacks it."""
        self.hand = label.author
        hands = (ELSEWHERE if label.kind == "import" else label.author,)
        for come in taking_in.ahead(articles, partial(taking_in.known_among, self.connection), hands):
            if isinstance(come, Article):
                yield self.save(come, label)
            else:
                yield from self._write(come, label)

    def _write(self, newcomers: Sequence[Newcomer], label: Label | None = None) -> list[Version]:
        made = taking_in.write(self.connection, newcomers, label)
        holders.note(self.connection, (one.article for one in newcomers if one.article.custody))
        self._held.update((one.article.id, Held(one.article, 1)) for one in newcomers)
        return made

    def record(self, article_id: str, steps: Sequence[Step]) -> None:
        """Append steps to a story's journal, made on the story as this program has it."""
        held = self._ours(article_id)
        article, sound = held.article, held.sound
        if not sound:
            standing.write_snapshot(self.connection, article, standing.newest_row(self.connection, article_id)[0])
        try:
            for step in steps:
                article = standing.step(article, step.entry)
            sound = True
        except DAMAGE:  # a step that was made on something else stays on record; the next checkpoint has the truth
            sound = False
        standing.append(self.connection, article_id, [step.entry for step in steps], steps[-1].caret)
        self._note(article, sound=sound)

    def checkpoint(self, article: Article) -> None:
        """Make `article` the story as it stands, and fold the journal so far into its snapshot."""
        if self._is_theirs_alone(article):
            return
        held = self._ours(article.id, article)
        missing = difference(held.article, article) if held.sound else None
        if missing is not None:
            standing.append(self.connection, article.id, [Entry(missing, Move.DO)], self._caret(article))
        seq = standing.newest_row(self.connection, article.id)[0]
        if seq > standing.folded(self.connection, article.id) or not held.sound:
            self._note(article)
            self._fold(article, seq)

    def fold(self, article_id: str) -> None:
        """Fold the journal so far into the story's snapshot, where all of it can be read."""
        with suppress(Trouble):
            found = standing.standing(self.connection, article_id)
            if found is not None and found.sound and found.whole:
                self._fold(found.article, found.seq)
                written = standing.newest_time(self.connection, article_id)
                self.connection.execute("UPDATE article SET modified = ? WHERE id = ?", (written, article_id))

    def save(self, article: Article, label: Label) -> Version:
        """The same, and keep it as a version."""
        self.hand = label.author
        self.checkpoint(article)
        if label.kind != versions.AUTO:
            self.connection.execute("UPDATE article SET binned = 0 WHERE id = ? AND binned", (article.id,))
        seq = standing.newest_row(self.connection, article.id)[0]
        return versions.keep(self.connection, article, label, words_in(article.body), seq)

    def _is_theirs_alone(self, article: Article) -> bool:
        """Whether another wrote last, and this program has nothing to add to what it wrote itself before.

        Where the session has taken theirs in and stayed as it was, that was what it made of both.
        """
        held, revision = self._held.get(article.id), self._revision(article.id)
        if held is None or revision is None or self._others.is_taken(article.id, revision):
            return False
        return held.revision != revision and held.article == article

    def _ours(self, article_id: str, coming: Article | None = None) -> Held:
        """The story as this program has it, made to be what stands in the database too."""
        held = self._held.get(article_id)
        theirs = self._revision(article_id)
        if theirs is None:
            if held is not None and held.revision:
                self._others.meet(held.article, None, 0)
            return self._brought_back(article_id, held.article if held else coming)
        if held is not None and held.revision == theirs:
            return held
        found = standing.standing(self.connection, article_id)
        assert found is not None
        if coming is not None or held is not None:
            self._keep_what_stands(found.article, versions.KEPT if held else versions.TYPING)
        if held is None:
            return Held(found.article, found.revision, found.sound)
        if not self._others.is_taken(article_id, found.revision):
            self._others.meet(common(self.connection, held), found.article, found.revision)
            waiting = self._others.waiting(article_id)
            note_led_over(self.connection, waiting.base if waiting else held.article, found.revision)
        return self._lead_over(found, held.article)

    def _brought_back(self, article_id: str, article: Article | None) -> Held:
        """A story that is new, or that another program has deleted while it was open here."""
        self.bring_in(article or Article(id=article_id))
        return self._held[article_id]

    def _keep_what_stands(self, article: Article, kind: str) -> None:
        """Make what would be written over a version, unless it is one."""
        seq = standing.newest_row(self.connection, article.id)[0]
        if not versions.holds(self.connection, article, seq):
            versions.keep(self.connection, article, Label(kind, "", ""), words_in(article.body), seq)

    def _lead_over(self, found: standing.Standing, ours: Article) -> Held:
        """Write down the step from the other program's text to ours."""
        if not found.sound:
            standing.write_snapshot(self.connection, found.article, found.seq)
        change = difference(found.article, ours)
        if change is not None:
            standing.append(self.connection, ours.id, [Entry(change, Move.DO)], self._caret(ours))
        return Held(ours, found.revision)

    def _note(self, article: Article, *, sound: bool = True) -> None:
        """Count the write, and remember the story as it now stands."""
        self.connection.execute("UPDATE article SET revision = revision + 1 WHERE id = ?", (article.id,))
        revision = self._revision(article.id)
        assert revision is not None
        self._held[article.id] = Held(article, revision, sound)

    def _revision(self, article_id: str) -> int | None:
        row = self.connection.execute("SELECT revision FROM article WHERE id = ?", (article_id,)).fetchone()
        return int(row[0]) if row else None

    def _caret(self, article: Article) -> int:
        return min(standing.newest_row(self.connection, article.id)[1], len(article.body))

    def _fold(self, article: Article, seq: int) -> None:
        """The snapshot, the columns that lists show, and the search index; the story becomes the newest."""
        standing.write_snapshot(self.connection, article, seq)
        old, new = _turn(self.connection, article.id), next_turn(self.connection)
        hands = unindex(self.connection, old)
        self.connection.execute(
            "UPDATE article SET turn = ?, headline = ?, summary = ?, status = ?, section = ?, language = ?,"
            " created = ?, modified = ?, words = ?, thumb = ? WHERE id = ?",
            (new, *columns(article), article.id),
        )
        self._put_in(new, article, hands)

    def _put_in(self, turn: int, article: Article, hands: Iterable[str]) -> None:
        """Into the search index, and what the story uses."""
        worked = (*hands, self.hand) if self.hand else hands
        index(self.connection, turn, article, worked, settle(self.connection, article))
        holders.note(self.connection, (article,))
        media = {(article.id, photo.media) for photo in article.photos}
        self.connection.executemany("INSERT OR IGNORE INTO uses (article, media) VALUES (?, ?)", sorted(media))


def common(connection: Connection, held: Held) -> Article:
    """The last state of an open story that this program and the one that wrote after it both had.

    That is what this program wrote, unless the other wrote its own over that before it had taken it in.
    """
    record = _led_over(connection, held.article.id).get(str(held.revision))
    try:
        return held.article if record is None else from_record(record)
    except Trouble:
        return held.article


def note_led_over(connection: Connection, base: Article, revision: int) -> None:
    """Write down for other programs that what follows was made of `base`, not of this revision, though after it."""
    known = {**_led_over(connection, base.id), str(revision): to_record(base)}
    value = json.dumps(dict(list(known.items())[-_REMEMBERED:]))
    connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (_OVER + base.id, value))


_OVER = "over "
"""The setting, with a story's ID, that tells of revisions over which words were written that were not made of them."""
_REMEMBERED = 3
"""How many of them, the newest."""


def _led_over(connection: Connection, article_id: str) -> dict[str, object]:
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_OVER + article_id,)).fetchone()
    try:
        found = json.loads(row[0]) if row else {}
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _turn(connection: Connection, article_id: str) -> int:
    return int(connection.execute("SELECT turn FROM article WHERE id = ?", (article_id,)).fetchone()[0])
