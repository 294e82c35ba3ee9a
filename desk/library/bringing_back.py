"""Going back to a backup while the library is open: what would change by it, and doing it.

SQLite writes the backup's pages over the library's in one transaction, so there is either the old library or the
restored one, and every program that has it open sees the other from then on. What was there is a backup first. Of a
library that is damaged, what can still be read and is newer than the backup is carried over.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from sqlite3 import Connection

from desk.article.trouble import Trouble
from desk.library.access import connect
from desk.library.backup import beside, digest_of, is_sound, missing_line, said, sound_original, used_in
from desk.library.backups import Backups, Incomplete
from desk.library.damage import Damaged
from desk.library.database import Database
from desk.library.kept_backups import Kept, Why, is_database
from desk.library.media import Media
from desk.library.opening import FILE, MEDIA, check_is_library, lead_up

SHOWN = 50
"""How many stories a preview names."""


class Fate(StrEnum):
    """What restoring does to a story, as it follows the story's name."""

    GOES = "is not in the backup and would go"
    OLDER = "goes back to how it was"
    COMES = "comes back"
    STAYS = "is newer than the backup and is carried over"
    UNREAD = "cannot be read any more and goes back to how it was"
    LOST = "cannot be read any more and is not in the backup"

    def of(self, count: int) -> str:
        """What it does to so many stories, as it follows their number."""
        return _ONE[self] if count == 1 else _MANY[self]


_ONE = {
    Fate.GOES: "story that is not in the backup would go",
    Fate.OLDER: "story goes back to how it was",
    Fate.COMES: "story comes back",
    Fate.STAYS: "story that is newer is carried over",
    Fate.UNREAD: "story that cannot be read any more goes back to how it was",
    Fate.LOST: "story that cannot be read any more is not in the backup",
}
_MANY = {
    Fate.GOES: "stories that are not in the backup would go",
    Fate.OLDER: "stories go back to how they were",
    Fate.COMES: "stories come back",
    Fate.STAYS: "stories that are newer are carried over",
    Fate.UNREAD: "stories that cannot be read any more go back to how they were",
    Fate.LOST: "stories that cannot be read any more are not in the backup",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """What restoring would change: how many stories meet which fate, and some of them by headline.

    `damaged` says that it is a damaged library that would be restored over.
    """

    counts: dict[Fate, int]
    stories: tuple[tuple[str, Fate], ...]
    damaged: bool = False

    @property
    def changes(self) -> int:
        """How many stories would be another."""
        return sum(self.counts.values())


_STORIES = """
    SELECT article.id, headline, binned, modified, snapshot.content,
        (SELECT max(seq) FROM {0}.journal WHERE journal.article = article.id) AS newest
    FROM {0}.article LEFT JOIN {0}.snapshot ON snapshot.article = article.id"""
_DIFFERENT = f"""
    WITH now AS ({_STORIES.format("main")}), old AS ({_STORIES.format("old")})
    SELECT headline, '{Fate.GOES.name}' FROM now WHERE id NOT IN (SELECT id FROM old.article)
    UNION ALL SELECT headline, '{Fate.COMES.name}' FROM old WHERE id NOT IN (SELECT id FROM main.article)
    UNION ALL SELECT now.headline, '{Fate.OLDER.name}' FROM now JOIN old USING (id)
        WHERE now.binned <> old.binned OR now.content IS NOT old.content OR now.newest IS NOT old.newest"""


def preview(database: Database, file: Path) -> Preview:
    """What restoring a backup would change. Nothing is written but a copy of the backup's database, for the while.

    Of a damaged library, what restoring would carry over, and what is lost.
    """
    with unpacked(file) as copy:
        if database.is_damaged:
            return _of_wreck(database.file, copy)
        try:
            with database.alone() as connection:
                return _summed(_differing(connection, copy))
        except Damaged:  # met just now
            return _of_wreck(database.file, copy)


def preview_damaged(folder: Path, file: Path) -> Preview:
    """The same for a library that cannot be opened at all."""
    with unpacked(file) as copy:
        return _of_wreck(folder / FILE, copy)


def _differing(connection: Connection, copy: Path) -> Iterator[tuple[str, Fate]]:
    connection.execute("ATTACH ? AS old", (f"{copy.as_uri()}?mode=ro&immutable=1",))
    try:
        for headline, name in connection.execute(_DIFFERENT):
            yield str(headline), Fate[name]
    finally:
        connection.execute("DETACH old")


def _of_wreck(file: Path, copy: Path) -> Preview:
    from desk.library.rescue import Found, compared, readable

    def fate(found: Found) -> Fate:
        if found.article is not None:
            return Fate.STAYS
        return (Fate.UNREAD if found.known else Fate.LOST) if found.there else Fate.COMES

    with readable(file, copy) as wreck, closing(connect(copy, "ro")) as backup:
        return replace(_summed((one.headline, fate(one)) for one in compared(wreck, backup)), damaged=True)


def _summed(stories: Iterable[tuple[str, Fate]]) -> Preview:
    counts: dict[Fate, int] = {}
    shown: list[tuple[str, Fate]] = []
    for headline, fate in stories:
        counts[fate] = counts.get(fate, 0) + 1
        if len(shown) < SHOWN:
            shown.append((headline, fate))
    return Preview(counts, tuple(shown))


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of restoring: the backup of what was there, which takes it back, and what is not as it should be.

    `before` is None where what was there is damaged: then a copy of it is kept as it is. `carried` says how many
    stories were read out of that and brought over.
    """

    before: Path | None
    complaint: str = ""
    carried: int = 0


def restore_open(database: Database, file: Path) -> Restored:
    """Make a backup the library, while it is open. The complaint names originals that stories use and are nowhere.

    Raises Trouble and changes nothing where the backup is not sound. Open stories are then to be loaded.
    """
    from desk.library.rescue import carry_over

    with unpacked(file) as copy:
        if check_is_library(copy):
            lead_up(copy)
        before = _kept_before(database)
        carried = carry_over(database.file, copy) if database.is_damaged else 0
        with closing(connect(copy, "rw")) as source:
            lacking = _bring_originals(used_in(source), file, Media(database.file.parent / MEDIA))
            Backups(database).sign(source)
            database.replace(source)
    if lacking:
        complaint = f"The backup was restored, but {missing_line(lacking)} in it; add them again."
        return Restored(before, complaint, carried)
    return Restored(before, carried=carried)


def newest_good(backups: Iterable[Kept]) -> Kept | None:
    """The newest backup that reads back, as does every story in it.

    What was put aside before a restore was left on purpose: it is taken only where there is nothing else.
    """
    return next((kept for kept in sorted(backups, key=_worth, reverse=True) if is_good(kept.file)), None)


def _worth(kept: Kept) -> tuple[bool, datetime]:
    return not kept.undoes, kept.time


def is_good(file: Path) -> bool:
    """Whether a backup reads back, and every story in it can be read."""
    from desk.library.rescue import is_whole

    with suppress(Trouble), unpacked(file) as copy, closing(connect(copy, "ro")) as connection:
        return is_whole(connection)
    return False


def _kept_before(database: Database) -> Path | None:
    try:
        return Backups(database).make(why=Why.RESTORE)
    except Damaged:
        return None
    except Incomplete as incomplete:  # photos that are missing now are no reason against an older state
        return incomplete.file


@contextmanager
def unpacked(file: Path) -> Iterator[Path]:
    """The database of a backup as a file of its own, examined, for a while."""
    with said(f"The backup {file} cannot be restored"), tempfile.TemporaryDirectory(prefix="desk-") as place:
        copy = Path(place) / FILE
        _take_database(file, copy)
        if not check_is_library(copy):
            raise Trouble("The backup holds no Desk library.")
        with closing(connect(copy, "rw")) as connection:
            if not is_sound(connection):
                raise Trouble("The backup’s database is damaged; restore an older backup.")
        yield copy


def _take_database(file: Path, copy: Path) -> None:
    if is_database(file):
        shutil.copyfile(file, copy)
        return
    with zipfile.ZipFile(file) as archive:
        if FILE not in archive.namelist():
            raise Trouble(f"{file} is not a backup of a Desk library.")
        digest_of(archive, FILE, copy)


def _bring_originals(used: set[str], file: Path, media: Media) -> set[str]:
    """Add the originals that the library lacks, out of the backup or from beside it; those that are nowhere."""
    lacking = {name for name in used if not media.has(name)}
    if is_database(file):
        return lacking  # it lies in the library itself
    with zipfile.ZipFile(file) as archive:
        inside = set(archive.namelist())
        return {name for name in sorted(lacking) if not _brought(name, archive, inside, file, media)}


def _brought(name: str, archive: zipfile.ZipFile, inside: set[str], file: Path, media: Media) -> bool:
    if f"{MEDIA}/{name}" in inside and (data := sound_original(archive, name)) is not None:
        return media.add(data) == name
    for folder in beside(file):
        with suppress(Trouble):
            return media.add(Media(folder).original(name)) == name
    return False
