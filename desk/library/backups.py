"""Making automatic backups while the library is in use, beside it and in a folder of the person's choice.

SQLite copies the database while others write; each backup is read back before it gets its name, and only then do
older ones go. On a stick the originals lie beside the backups, each once, and only new ones are copied there.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import zipfile
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from threading import Event

from desk.article.stamps import new_id, now
from desk.article.trouble import Trouble
from desk.library.backup import CHUNK, copy_database, digest_of, file_digest, missing_line, put_there, said
from desk.library.database import Database
from desk.library.kept_backups import (
    ABOUT,
    ELSEWHERE,
    FOLDER,
    ORIGINALS,
    Kept,
    Why,
    about,
    is_due,
    kept_in,
    kept_originals,
    name_of,
    originals_of,
    to_drop,
)
from desk.library.media import Media, sync_folder
from desk.library.opening import FILE, MEDIA
from desk.library.workplace import workplace

IDENTITY = "library_id"
"""The setting that tells the backups of this library from another's on the same stick."""
_CHOSEN = "backup_folder"
"""The setting that names the folder of the person's choice."""


class Incomplete(Trouble):
    """A backup was written, into `file`, without originals that stories use."""

    def __init__(self, file: Path, lacking: set[str]) -> None:
        super().__init__(f"The backup was written, but {missing_line(lacking)} in the library; add them again.")
        self.file = file


class Backups:
    """The automatic backups of an open library. May be used from any thread, one call at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._library = database.file.parent
        self.folder = self._library / FOLDER
        self._stopped = Event()

    def stop(self) -> None:
        """Have a backup that is being made end soon, without a trace, and make no more."""
        self._stopped.set()

    def _go_on(self) -> None:
        if self._stopped.is_set():
            raise Trouble("The backup was stopped, as Desk is closing.")

    def place(self, chosen: Path | None) -> Path:
        """Where backups lie: in the library itself, or in a folder that was chosen."""
        return self.folder if chosen is None else chosen / ELSEWHERE

    def kept(self, chosen: Path | None = None) -> list[Kept]:
        """The backups of this library in one place, newest first."""
        return kept_in(self.place(chosen), self._identity() if chosen else "")

    def everywhere(self) -> list[Kept]:
        """The backups of this library beside it and in the folder that was chosen in the window, newest first."""
        chosen = self.chosen
        found = [*self.kept(), *(self.kept(chosen) if chosen else ())]
        return sorted(found, key=lambda kept: kept.time, reverse=True)

    def note_chosen(self, folder: Path | None) -> None:
        """Note which folder was chosen in the window, so that the command line knows of it too."""
        wanted = str(folder) if folder else ""
        if wanted != str(self.chosen or ""):
            with self._database.writing() as connection:
                connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (_CHOSEN, wanted))

    @property
    def chosen(self) -> Path | None:
        """The folder that was chosen in the window, whether it is there now or not."""
        with self._database.reading() as connection:
            found = connection.execute("SELECT value FROM setting WHERE name = ?", (_CHOSEN,)).fetchone()
        return Path(found[0]) if found and found[0] else None

    def is_due(self, chosen: Path | None = None, moment: datetime | None = None) -> bool:
        """Whether a place that is there has no backup of today yet; one that is not there now can wait."""
        if chosen is not None and not chosen.is_dir():
            return False
        return is_due(self.place(chosen), (moment or now()).astimezone().date(), self._identity())

    def make(self, chosen: Path | None = None, *, moment: datetime | None = None, why: Why = Why.DAILY) -> Path:
        """Write a backup and drop those that are outdated; its file.

        Raises Trouble where it cannot be written (then none is dropped), and Incomplete, once it is written, where
        originals that stories use are missing or altered.
        """
        place, identity = self.place(chosen), self._identity()
        with said(f"The backup in {place} cannot be written"):
            if chosen is not None and not chosen.is_dir():
                raise Trouble(f"The folder for backups, {chosen}, is not there; plug it in or choose another.")
            for folder in (place, self.folder):
                folder.mkdir(exist_ok=True)
                _sweep(folder)
            with workplace(self.folder) as draft:
                copy = draft / FILE
                used = copy_database(self._database, copy, self._go_on)
                lacking = self._bring_originals(used, place / MEDIA if chosen else None)
                said_first = about(identity, _stories(copy), why)
                name = name_of(moment or now(), undoes=why is Why.RESTORE)
                file = self._write(copy, place, name, said_first, used)
            self._drop(place, "" if chosen is None else identity)
        if lacking:
            raise Incomplete(file, lacking)
        return file

    def sign(self, other: Connection) -> None:
        """Have a database that is to be this library's go by this library's name."""
        other.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (IDENTITY, self._identity()))

    def _bring_originals(self, used: set[str], target: Path | None) -> set[str]:
        """Have the originals where the backup needs them; those that cannot be had."""
        media = Media(self._library / MEDIA)
        if target is None:
            return {name for name in used if not media.has(name)}
        target.mkdir(exist_ok=True)
        there = set(Media(target).names())
        return {name for name in sorted(used - there) if not self._copied(media.path(name), target / name)}

    def _copied(self, source: Path, target: Path) -> bool:
        self._go_on()
        return _copied(source, target)

    def _write(self, copy: Path, place: Path, name: str, said_first: str, used: set[str]) -> Path:
        """Put the copied database, which was examined, into a zip, and see that it is read back as it was."""
        with workplace(place) as there:
            draft = there / name
            with (
                draft.open("xb") as stream,
                zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive,
            ):
                archive.writestr(ABOUT, said_first)
                archive.writestr(ORIGINALS, "\n".join(sorted(used)))
                self._pack(copy, archive)
            _to_disk(draft)
            with zipfile.ZipFile(draft) as archive:
                if digest_of(archive, FILE) != file_digest(copy):
                    raise Trouble(f"The backup in {place} does not read back as it was written; try another disk.")
            target = _unused(place, name)
            put_there(draft, target)
            sync_folder(place)
            return target

    def _pack(self, copy: Path, archive: zipfile.ZipFile) -> None:
        with copy.open("rb") as source, archive.open(FILE, "w", force_zip64=True) as target:
            while chunk := source.read(CHUNK):
                self._go_on()
                target.write(chunk)

    def _drop(self, place: Path, identity: str) -> None:
        """Remove what is outdated, and the originals that nothing but it needed."""
        outdated = to_drop(kept_in(place, identity))
        needed = {name for kept in outdated for name in originals_of(kept.file)}
        for kept in outdated:
            kept.file.unlink(missing_ok=True)
        if needed and place == self.folder:
            self._forget(needed - kept_originals(place))

    def _forget(self, names: set[str]) -> None:
        with self._database.reading() as connection:
            used = {name for (name,) in connection.execute("SELECT DISTINCT media FROM uses")}
        Media(self._library / MEDIA).remove(names - used)

    def _identity(self) -> str:
        """This library's own name, made up when it is asked for first."""
        with self._database.reading() as connection:
            found = connection.execute("SELECT value FROM setting WHERE name = ?", (IDENTITY,)).fetchone()
        if found is None:
            with self._database.writing() as connection:
                connection.execute("INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)", (IDENTITY, new_id()))
            return self._identity()
        return str(found[0])


def _unused(place: Path, name: str) -> Path:
    number, target = 2, place / name
    while target.exists():
        target, number = place / f"{Path(name).stem}-{number}.zip", number + 1
    return target


def _stories(copy: Path) -> int:
    with closing(sqlite3.connect(copy)) as connection:
        return int(connection.execute("SELECT count(*) FROM article WHERE NOT binned").fetchone()[0])


def _copied(source: Path, target: Path) -> bool:
    """Copy an original and read the copy back; whether it is as it came."""
    if not source.is_file() or file_digest(source) != source.name:
        return False
    draft = target.with_name(f".{target.name[:16]}.{new_id()}.part")
    try:
        shutil.copyfile(source, draft)
        _to_disk(draft)
        if file_digest(draft) != target.name:
            raise Trouble(f"A photo copied to {target.parent} does not read back as it was; try another disk.")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return True


def _to_disk(file: Path) -> None:
    """Bring a file to disk, and where the system can, have it read from there rather than from memory."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _sweep(folder: Path) -> None:
    """Remove what a backup that was killed left half-written a day ago or earlier."""
    for left in folder.iterdir():
        if left.name.startswith(".") and left.suffix == ".part":
            with suppress(OSError):
                if left.stat().st_mtime < now().timestamp() - 24 * 60 * 60:
                    left.unlink()
