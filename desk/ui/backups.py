"""Backups while Desk runs: one a day beside the library and in the folder of the person's choice, once that is there.

All of it is done off the GUI thread and in silence. What goes wrong is told once, and again only when it is another
thing; it is tried again as soon as there is more room, and told when it went well. Soon after the start the library is
looked over; damage that was noticed is told with the newest good backup at hand.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desk.article.trouble import Trouble
from desk.ui.settings import Settings
from desk.ui.wording import END_ISOLATE, ISOLATE, isolated
from desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from desk.library import Library
    from desk.library.bringing_back import Preview, Restored
    from desk.library.kept_backups import Kept, Why

OVER = 1500
"""Milliseconds from the start until the library is looked over for damage."""
FIRST, LOOK = 10_000, 60_000
"""Milliseconds from the start to the first look for a place without a backup of today, and between two looks: a stick
is found within this time."""
AGAIN = 10 * 60
"""Seconds until a place that failed is tried again, though it has no more room than it had."""
ROOM = 1_000_000
"""Bytes more that are free in a place that failed, by which it is worth trying again at the next look."""
T = TypeVar("T")
Failed = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup as the settings show it; `chosen` says that it lies in the folder of the person's choice."""

    kept: Kept
    chosen: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no backup was made in a place, when that was by the monotonic clock, and how many bytes were free there."""

    why: str
    at: float
    free: int


Outcome = dict["Path | None", "Failure | None"]
"""Of each place where something was to be done, what went wrong, or None."""


def room_in(folder: Path) -> int:
    """The bytes that are free in a folder; none in one that is not there."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


def moment(kept: Kept, among: Iterable[Kept] = ()) -> str:
    """When a backup was made, in the zone of whoever looks; to the second where another of the minute is among some."""
    minute = f"{kept.time.astimezone():%d %b %Y, %H:%M}"
    shared = any(other.file != kept.file and _is_of_minute(other, kept) for other in among)
    return isolated(f"{minute}:{kept.time.second:02}" if shared else minute)


def _is_of_minute(one: Kept, other: Kept) -> bool:
    return one.time.replace(second=0, microsecond=0) == other.time.replace(second=0, microsecond=0)


def damage_line(library: Library, story: str = "") -> str:
    """That the library is damaged, and what became of it; with the name of a story that was asked for and cannot be
    read.
    """
    what = f"{story} cannot be read: your library is damaged" if story else "Your library is damaged"
    if library.database.is_kept_aside:
        return f"{what}. A copy of it is kept as it is; what can be read is here."
    return f"{what}, and there is no room for a copy of it: free some space, then you can write again."


def away_line(folder: Path | None) -> str:
    """That the folder of the person's choice is not there now, though all else went well."""
    return (
        f"Backed up beside the library. Your folder, {ISOLATE}{folder}{END_ISOLATE}, is not there;"
        " plug it in, and it is backed up to by itself."
    )


def _there(places: Iterable[Path | None]) -> list[Path | None]:
    """The places that are there now, each once; None stands for the library itself."""
    return [place for place in dict.fromkeys(places) if place is None or place.is_dir()]


def mended_line(place: Path | None) -> str:
    """That a backup was made where none could be made before."""
    where = "beside the library" if place is None else f"in {ISOLATE}{place}{END_ISOLATE}"
    return f"The backup {where} works again: it was made, and read back."


class BackupKeeper(QObject):
    """Makes backups of the workspace's library, and goes back to one."""

    told = Signal(str, bool)
    """A sentence for the person, and whether it is about trouble."""
    made = Signal()
    """A backup was made."""
    restored = Signal(object)
    """A backup was restored: the library's Restored."""
    damage_noticed = Signal(str)
    """The library is damaged, as a sentence; what can be done about it is being found out."""
    damage_found = Signal(str, object, str)
    """The same, the newest good backup, None where there is none, and when that was made."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._settings = workspace, settings
        self._failed: dict[Path | None, Failure] = {}
        """Of each place that failed, what went wrong last."""
        self._reads_back: dict[tuple[Path, int, int], bool] = {}
        """Of each backup that was read from end to end, by its file, time and bytes, whether it is whole."""
        self._is_looking = self._told_damage = False
        self._line = ""
        """What was told of damage last."""
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)
        self._first = QTimer(self, interval=FIRST, singleShot=True)
        self._first.timeout.connect(self.look)
        self._over = QTimer(self, interval=OVER, singleShot=True)
        self._over.timeout.connect(self.look_over)
        self._ended = Event()

    @property
    def chosen(self) -> Path | None:
        """The folder of the person's choice."""
        folder = self._settings.backup_folder
        return Path(folder) if folder else None

    @property
    def failures(self) -> list[str]:
        """What stands in the way of backups by now, a sentence for each place."""
        return [failure.why for failure in self._failed.values()]

    def is_there(self, folder: Path, show: Callable[[bool], None]) -> None:
        """Have it shown whether a folder is there now, such as that of a stick."""
        self._workspace.tasks.run(folder.is_dir, show, lambda _why: show(False))

    def choose(self, folder: str) -> None:
        """Have backups in this folder too; empty for none."""
        for place in (self.chosen, Path(folder)):
            self._failed.pop(place, None)
        self._settings.backup_folder = folder
        self._note_chosen()
        self.look()

    def start(self) -> None:
        """Look once Desk has come to rest, and every minute."""
        self._first.start()
        self._timer.start()
        self._over.start()
        self._note_chosen()
        self.look_for_damage()

    def stop(self) -> None:
        """Look no more; a backup that is being made is given up, for the next start to make."""
        for timer in (self._first, self._timer, self._over):
            timer.stop()
        self._ended.set()
        self._workspace.library.backups.stop()

    def look(self) -> None:
        """Make the backups that are due, if there are any. Of a damaged library there is a copy; it is no backup."""
        places = [place for place in self._places() if place is not None or not self._workspace.library.reads_only]
        if not self._is_looking and not self._workspace.library.database.is_damaged:
            self._is_looking = True
            self._run(partial(self._make_due, places), self._looked, self._could_not_look)
        self.look_for_damage()

    def look_over(self) -> None:
        """See whether the library is whole."""
        from desk.library.looking_over import look_over

        database = self._workspace.library.database
        look = partial(look_over, database, lambda: not self._ended.is_set())
        self._workspace.tasks.run(look, lambda _sound: self.look_for_damage())

    def back_up_now(self, done: Callable[[bool], None], chosen: Path | None) -> None:
        """Make a backup beside the library and in a chosen folder that is there, whatever was made today; then `done`:
        did all go well?

        A folder that is not there is told.
        """
        from desk.library.kept_backups import Why

        def ended(outcome: Outcome) -> None:
            self._failed = {}
            self._tell_outcome(outcome)
            away = chosen is not None and chosen not in outcome
            if away and not any(outcome.values()):
                self.told.emit(away_line(chosen), True)
            done(not away and not any(outcome.values()))

        def went_wrong(why: str) -> None:
            self._tell_failure(why)
            done(False)

        self._run(lambda: self._made_in(_there([None, chosen]), Why.ASKED), ended, went_wrong)

    def listing(self, show: Callable[[list[Listed]], None], failed: Failed) -> None:
        """Have all backups shown, newest first."""
        self._workspace.tasks.run(self._listed, show, failed)

    def examine(self, listed: Sequence[Listed], show: Callable[[Path], None]) -> None:
        """Read backups from end to end, once as long as they stay as they are; those that are spoilt are shown."""
        files = [one.kept.file for one in listed]

        def found(spoilt: list[Path]) -> None:
            for file in spoilt:
                show(file)

        self._workspace.tasks.run(lambda: [file for file in files if self._is_spoilt(file)], found)

    def preview(self, file: Path, show: Callable[[Preview], None], failed: Failed) -> None:
        """Find out what restoring a backup would change, and have it shown."""
        from desk.library.bringing_back import preview

        self._run(lambda: preview(self._workspace.library.database, file), show, failed)

    def restore(
        self, file: Path, done: Callable[[Restored], None] = lambda _: None, failed: Failed | None = None
    ) -> None:
        """Go back to a backup: the open story is left, and opened again as it was then."""
        from desk.library.bringing_back import restore_open

        space = self._workspace
        was_open = space.session.article.id if space.session else ""
        space.close_story()

        def ended(outcome: Restored) -> None:
            self._told_damage = False
            space.shelf_changed.emit()
            if was_open:
                space.open_story(was_open, quietly=True)
            self.restored.emit(outcome)
            self._note_chosen()
            if outcome.complaint:
                self.told.emit(outcome.complaint, True)
            done(outcome)

        def went_wrong(why: str) -> None:
            space.shelf_changed.emit()
            if was_open:
                space.open_story(was_open, quietly=True)
            (failed or self._tell_failure)(why)

        self._run(lambda: restore_open(space.library.database, file), ended, went_wrong)

    def look_for_damage(self) -> None:
        """Tell of damage that was noticed, once, with the newest good backup."""
        if self._workspace.library.database.is_damaged and not self._told_damage:
            self._tell_damage()

    def tell_unreadable(self, article_id: str) -> None:
        """A story was asked for that cannot be read: say which, and show the way back again."""
        named = partial(self._named, article_id)
        self._workspace.tasks.run(named, self._tell_damage, lambda _why: self._tell_damage("The story"))

    def _tell_damage(self, story: str = "") -> None:
        self._told_damage = True
        self._line = damage_line(self._workspace.library, story)
        self.damage_noticed.emit(self._line)

        def found(newest: tuple[Kept | None, str]) -> None:
            if self._workspace.library.database.is_damaged:  # it may be restored by now, or another story asked for
                self.damage_found.emit(self._line, *newest)

        self._workspace.tasks.run(self._newest_good, found, lambda _why: found((None, "")))

    def _note_chosen(self) -> None:
        """Have the command line know of the folder too."""
        note = partial(self._workspace.library.backups.note_chosen, self.chosen)
        self._workspace.tasks.run(note, lambda _none: None)

    # off the GUI thread

    def _make_due(self, places: list[Path | None]) -> Outcome:
        """Make what is due."""
        backups = self._workspace.library.backups
        due: list[Path | None] = []
        for place in filter(self._may_try, places):
            try:
                due += [place] if backups.is_due(place) else []
            except Trouble:
                due.append(place)  # making it says what is wrong
        return self._made_in(due)

    def _made_in(self, places: list[Path | None], why: Why | None = None) -> Outcome:
        from desk.library.kept_backups import Why

        outcome: Outcome = {}
        for place in places:
            try:
                self._workspace.library.backups.make(place, why=why or Why.DAILY)
                outcome[place] = None
            except Trouble as trouble:
                outcome[place] = Failure(str(trouble), time.monotonic(), self._room_of(place))
        return outcome

    def _listed(self) -> list[Listed]:
        backups = self._workspace.library.backups
        found = [Listed(kept, place is not None) for place in self._places() for kept in backups.kept(place)]
        return sorted(found, key=lambda listed: listed.kept.time, reverse=True)

    def _is_spoilt(self, file: Path) -> bool:
        from desk.library.kept_backups import reads_back

        try:
            stat = file.stat()
        except OSError:
            return False  # it is gone, and so from the next list
        key = (file, stat.st_mtime_ns, stat.st_size)
        if key not in self._reads_back:
            self._reads_back[key] = reads_back(file, lambda: not self._ended.is_set())
        return not self._reads_back[key]

    def _named(self, article_id: str) -> str:
        from desk.library.naming import story_named

        with self._workspace.library.database.reading() as connection:
            return f"{ISOLATE}{story_named(connection, article_id)}{END_ISOLATE}"

    def _newest_good(self) -> tuple[Kept | None, str]:
        from desk.library.bringing_back import newest_good

        every = [listed.kept for listed in self._listed()]
        newest = newest_good(every)
        return newest, moment(newest, every) if newest else ""

    # what came of it

    def _looked(self, outcome: Outcome) -> None:
        self._is_looking = False
        self._tell_outcome(outcome)

    def _could_not_look(self, _why: str) -> None:
        self._is_looking = False

    def _tell_outcome(self, outcome: Outcome) -> None:
        for place, failure in outcome.items():
            known = self._failed.pop(place, None)
            if failure:
                self._failed[place] = failure
                if known is None or failure.why != known.why:
                    self.told.emit(failure.why, True)
            elif known:
                self.told.emit(mended_line(place), False)
        if outcome:
            self.made.emit()
            self.look_for_damage()

    def _tell_failure(self, why: str) -> None:
        self.told.emit(why, True)

    def _places(self) -> list[Path | None]:
        return [None, self.chosen] if self.chosen else [None]

    def _may_try(self, place: Path | None) -> bool:
        failure = self._failed.get(place)
        if failure is None or time.monotonic() - failure.at >= AGAIN:
            return True
        return self._room_of(place) >= failure.free + ROOM

    def _room_of(self, place: Path | None) -> int:
        return room_in(place or self._workspace.library.folder)

    def _run(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Do it once what was typed so far is on disk."""
        journal = self._workspace.journal

        def after_flush() -> T:
            journal.flush()
            return work()

        self._workspace.tasks.run(after_flush, done, failed)
