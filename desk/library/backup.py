"""The whole library in one file, and back: a zip of the database, as of one moment, and every original.

Making one disturbs nobody: SQLite copies the database while others write. A backup is read back before it counts.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from desk.article.model import new_id, now
from desk.article.trouble import Trouble
from desk.library.access import connect
from desk.library.database import Database
from desk.library.media import Media, sync_folder
from desk.library.opening import FILE, check_is_library

_FOLDER = "media"
_CHUNK = 1 << 20


def backup(database: Database, media: Media, file: Path) -> Path:
    """Write the library into `file` (a name is made up where it is a folder); a file of that name is replaced."""
    target = file / f"desk-{now():%Y-%m-%d-%H%M%S}.zip" if file.is_dir() else file
    draft = target.with_name(f".{target.name}.{new_id()}.part")
    try:
        with _said(f"The backup {target} cannot be written"):
            _write(database, media, draft)
            _check(draft)
            draft.replace(target)
            sync_folder(target.parent)
    finally:
        with suppress(OSError):
            draft.unlink()
    return target


def restore(file: Path, folder: Path) -> Path:
    """Bring a library back from a backup. What was in `folder` is kept beside it; the folder again."""
    folder = folder.absolute()
    _check_unused(folder)
    draft = folder.with_name(f"{folder.name}.restoring-{new_id()}")
    try:
        with _said(f"The backup {file} cannot be restored"):
            draft.mkdir(parents=True)
            _unpack(file, draft)
            _check_database(draft / FILE)
            _put_in_place(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def _write(database: Database, media: Media, draft: Path) -> None:
    with tempfile.TemporaryDirectory(dir=draft.parent, prefix=".desk-backup-") as place, draft.open("xb") as stream:
        copy = Path(place) / FILE
        with database.alone() as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        with zipfile.ZipFile(stream, "w") as archive:
            archive.write(copy, FILE, zipfile.ZIP_DEFLATED)
            for name in sorted(media.names()):
                archive.write(media.path(name), f"{_FOLDER}/{name}")
        stream.flush()
        os.fsync(stream.fileno())


def _check(file: Path) -> None:
    """Read a backup from end to end, as restoring it would."""
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".desk-backup-") as place:
        with zipfile.ZipFile(file) as archive:
            broken = archive.testzip()
            if broken is not None:
                raise Trouble(f"The backup does not read back ({broken}); try another disk.")
            _copy_out(archive, FILE, Path(place) / FILE)
        _check_database(Path(place) / FILE)


def _unpack(file: Path, folder: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        if FILE not in archive.namelist():
            raise Trouble(f"{file} is not a backup of a Desk library.")
        _copy_out(archive, FILE, folder / FILE)
        media = Media(folder / _FOLDER)
        (folder / _FOLDER).mkdir()
        for member in archive.namelist():
            if member.startswith(f"{_FOLDER}/"):
                # The name is taken from the archive only once it has the form of one: no path leads out of the folder.
                _copy_out(archive, member, media.path(member.removeprefix(f"{_FOLDER}/")))
    sync_folder(folder / _FOLDER)
    sync_folder(folder)


def _copy_out(archive: zipfile.ZipFile, member: str, target: Path) -> None:
    digest = hashlib.sha256()
    with archive.open(member) as source, target.open("xb") as stream:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    if member != FILE and digest.hexdigest() != target.name:
        raise Trouble(f"The photo {target.name[:12]}… in the backup is damaged; nothing was restored.")


def _check_database(file: Path) -> None:
    if not check_is_library(file):
        raise Trouble("The backup holds no Desk library.")
    with closing(connect(file, "ro")) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise Trouble("The backup’s database is damaged; restore an older backup.")


def _put_in_place(draft: Path, folder: Path) -> None:
    kept = folder.with_name(f"{folder.name}-before-restore-{now():%Y%m%d-%H%M%S}-{new_id()[:4]}")
    if folder.exists():
        folder.replace(kept)
    try:
        draft.replace(folder)
    except OSError:
        if kept.exists():
            kept.replace(folder)
        raise
    sync_folder(folder.parent)


def _check_unused(folder: Path) -> None:
    """Raises Trouble where a program has the library open: it would go on writing into what is put aside."""
    file = folder / FILE
    if not file.exists():
        return
    try:
        with closing(connect(file, "rw")) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        # A library too damaged to be opened is in nobody's use, and the very one to restore over.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Trouble(f"Desk has the library in {folder} open; close it, then restore.") from error


@contextmanager
def _said(what: str) -> Iterator[None]:
    """What may go wrong with files, in a sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise Trouble(f"{what}: {error.filename} is not there.") from error
    except OSError as error:
        raise Trouble(f"{what} ({error.strerror or error}).") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise Trouble(f"{what}: it is not a whole zip file.") from error
    except sqlite3.Error as error:
        raise Trouble(f"{what}: its database is damaged.") from error
