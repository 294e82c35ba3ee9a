"""The whole library in one file, and back: a zip of the database, as of one moment, and every original.

Making one disturbs nobody: SQLite copies the database while others write. A backup is read back before it counts.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from itertools import chain, count
from pathlib import Path
from sqlite3 import Connection

from desk.article.model import new_id, now
from desk.article.trouble import Trouble
from desk.library.access import connect, has_room
from desk.library.damage import damaged
from desk.library.database import Database
from desk.library.kept_backups import is_database
from desk.library.media import Media, sync_folder
from desk.library.opening import FILE, MEDIA, OF_THE_HOUSE, check_is_library, use_wal
from desk.library.workplace import workplace

CHUNK = 1 << 20
_PAGES = 4096
"""How much of a database is copied at a time."""
_SHOWN = 5
_CUT = (zipfile.BadZipFile, zlib.error, EOFError)
"""What reading a spoilt part of a zip file raises."""


def backup(database: Database, media: Media, file: Path) -> Path:
    """Write the library into `file`, which must not be there yet; where it is a folder, into a new file in it.

    Raises Trouble, once the backup is written, where originals that stories use are missing from it or altered.
    """
    target = _unused(file)
    with said(f"The backup {target} cannot be written"), workplace(target.parent) as place:
        draft = place / target.name
        used = _write(database, media, draft)
        missing = _unsound(draft, used)
        put_there(draft, target)
        sync_folder(target.parent)
    if missing:
        raise Trouble(f"The backup {target} was written, but {missing_line(missing)} in the library; add them again.")
    return target


def restore(file: Path, folder: Path, tell: Callable[[str], None] = lambda _sentence: None) -> Path:
    """Bring a library back from a backup; the folder again. What was in it is kept beside it, and `tell` says where.

    An automatic backup holds no originals: they are taken from beside it, or out of the library that is replaced. Of
    one that is damaged, what can be read and is newer is carried over, and `tell` says how much. `file` may also be a
    folder, or a damaged database, that Desk kept aside: it comes back as it is.
    Raises Trouble, once all that is sound was restored, where originals that stories use are missing or altered.
    """
    folder = folder.absolute()
    _check_unused(folder)
    draft = folder.with_name(f"{folder.name}.restoring-{new_id()}")
    try:
        with said(f"The backup {file} cannot be restored"):
            draft.mkdir(parents=True)
            told, lacking = _drafted(file, folder, draft)
            missing = _gather(lacking, draft, [*beside(file), folder / MEDIA])
            kept = _put_in_place(draft, folder)
            _hand_on_backups(kept, folder)
            _hand_on_house(kept, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    if kept:
        tell(f"The library that was in {folder} is kept in {kept}.")
    if told:
        tell(told)
    if missing:
        raise Trouble(
            f"The library was restored into {folder}, but {missing_line(missing)} in the backup; add them again."
        )
    return folder


def _drafted(file: Path, folder: Path, draft: Path) -> tuple[str, set[str]]:
    """Make the library that is to be in `folder`; what is to be told of it, or nothing, and what originals it lacks."""
    from desk.library.aside import is_aside, take

    if file.absolute() in (folder, folder / FILE):
        raise Trouble(f"{file} is the library itself; name a backup, or a folder that Desk kept.")
    if not is_aside(file):
        _unpack(file, draft)
        told = _carried_over(folder / FILE, draft / FILE)
    elif not take(file, draft):
        return f"The library is back in {folder} as it was, and that is damaged; restore a backup to mend it.", set()
    else:
        told = ""
    return told, _finish(draft)


def _carried_over(file: Path, copy: Path) -> str:
    """Carry over what is newer, where the library that is replaced is damaged; a sentence on it, or nothing."""
    from desk.library.rescue import carried_line, carry_over, is_wreck

    if not file.exists() or not check_is_library(copy) or not is_wreck(file, copy):
        return ""
    return carried_line(carry_over(file, copy))


def _unused(file: Path) -> Path:
    if not file.is_dir():
        if file.exists():
            raise Trouble(f"{file} is there already; give the backup another name.")
        if not file.parent.is_dir():
            raise Trouble(f"There is no folder {file.parent}; make it, or write the backup elsewhere.")
        return file
    name = f"desk-{now():%Y-%m-%d-%H%M%S}"
    names = chain([f"{name}.zip"], (f"{name}-{number}.zip" for number in count(2)))
    return next(file / name for name in names if not (file / name).exists())


def put_there(draft: Path, target: Path) -> None:
    """Give a backup its name. Raises Trouble where another has taken it meanwhile."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise Trouble(f"{target} is there already; give the backup another name.") from None
    except OSError:  # this disk has no links
        draft.replace(target)


def missing_line(names: set[str]) -> str:
    """The middle of a sentence: “2 photos (0123456789ab…, …) are missing or altered”."""
    several = "1 photo" if len(names) == 1 else f"{len(names)} photos"
    shown = ", ".join(f"{name[:12]}…" for name in sorted(names)[:_SHOWN])
    rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{several} ({shown}{rest}) {'is' if len(names) == 1 else 'are'} missing or altered"


def _write(database: Database, media: Media, draft: Path) -> set[str]:
    """Write the backup; the originals that stories in it use."""
    copy = draft.with_name(f"{draft.name}-{FILE}")
    used = copy_database(database, copy)
    with draft.open("xb") as stream:
        with zipfile.ZipFile(stream, "w") as archive:
            archive.write(copy, FILE, zipfile.ZIP_DEFLATED)
            for name in sorted(media.names()):
                with suppress(Trouble):
                    archive.writestr(f"{MEDIA}/{name}", media.bytes_of(name))
        stream.flush()
        os.fsync(stream.fileno())
    return used


def copy_database(database: Database, copy: Path, go_on: Callable[[], object] = lambda: None) -> set[str]:
    """Copy the database as of this moment, and examine the copy; the originals that its stories use.

    `go_on` is asked now and then, and what it raises ends the copying.
    """
    try:
        # As one transaction that reads, the copying need not begin anew when others write meanwhile.
        with database.reading() as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target, pages=_PAGES, progress=lambda _status, _left, _all: go_on())
            target.execute("PRAGMA journal_mode = DELETE")
            if not is_sound(target):
                database.note_damage()
                raise damaged(database.file.parent)
            return used_in(target)
    except Trouble as trouble:
        code = getattr(trouble.__cause__, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and not has_room(copy.parent)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from trouble
        raise


def _unsound(file: Path, used: set[str]) -> set[str]:
    """The originals that a backup lacks or that are not as they came. Reads it from end to end, as restoring does."""
    with zipfile.ZipFile(file) as archive:
        try:
            found = {Path(member).name: digest_of(archive, member) for member in archive.namelist()}
        except _CUT as error:
            raise Trouble(f"The backup does not read back ({error}); try another disk.") from error
    return {name for name in {*found, *used} - {FILE} if found.get(name) != name}


def _unpack(file: Path, folder: Path) -> None:
    if is_database(file):
        shutil.copyfile(file, folder / FILE)
        (folder / MEDIA).mkdir()
        return
    with zipfile.ZipFile(file) as archive:
        if FILE not in archive.namelist():
            raise Trouble(f"{file} is not a backup of a Desk library.")
        digest_of(archive, FILE, folder / FILE)
        media = Media(folder / MEDIA)
        (folder / MEDIA).mkdir()
        for member in archive.namelist():
            if member.startswith(f"{MEDIA}/"):
                # The name is taken from the archive only once it has the form of one: no path leads out of the folder.
                _bring_back(archive, member, media.path(member.removeprefix(f"{MEDIA}/")))
    sync_folder(folder / MEDIA)
    sync_folder(folder)


def _bring_back(archive: zipfile.ZipFile, member: str, target: Path) -> None:
    """Copy an original out of a backup; one that is not as it came is left out, and will be missed."""
    with suppress(*_CUT):
        if digest_of(archive, member, target) == target.name:
            return
    target.unlink()


def sound_original(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """An original out of a backup that holds it; None where it is not as it came."""
    with suppress(*_CUT):
        data = archive.read(f"{MEDIA}/{name}")
        return data if hashlib.sha256(data).hexdigest() == name else None
    return None


def digest_of(archive: zipfile.ZipFile, member: str, target: Path | None = None) -> str:
    """The SHA-256 of a file in a backup, which is copied to `target` on the way."""
    digest = hashlib.sha256()
    with archive.open(member) as source, target.open("xb") if target else nullcontext() as stream:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            if stream:
                stream.write(chunk)
        if stream:
            stream.flush()
            os.fsync(stream.fileno())
    return digest.hexdigest()


def _finish(folder: Path) -> set[str]:
    """Examine a library that was brought back and make it ready for use; the originals that it lacks."""
    file = folder / FILE
    if not check_is_library(file):
        raise Trouble("The backup holds no Desk library.")
    with closing(connect(file, "rw")) as connection:
        if not is_sound(connection):
            raise Trouble("The backup’s database is damaged; restore an older backup.")
        use_wal(connection)
        return used_in(connection) - set(Media(folder / MEDIA).names())


def is_sound(connection: Connection) -> bool:
    """Whether SQLite finds nothing wrong with the whole database."""
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")


def used_in(connection: Connection) -> set[str]:
    """The originals that stories of a database use."""
    return {name for (name,) in connection.execute("SELECT DISTINCT media FROM uses") if name}


def beside(file: Path) -> list[Path]:
    """Where the originals of an automatic backup lie: by its side on a stick, one folder up in a library."""
    return [file.absolute().parent / MEDIA, file.absolute().parent.parent / MEDIA]


def _gather(lacking: set[str], draft: Path, places: list[Path]) -> set[str]:
    """Bring originals in from other folders; those that are nowhere as they came."""
    return {name for name in lacking if not any(_take(place / name, draft / MEDIA / name) for place in places)}


def _take(source: Path, target: Path, *, unseen: bool = False) -> bool:
    """Have an original in a second folder too, unless it is not as it came; it costs no room where links are known."""
    try:
        if not unseen and file_digest(source) != source.name:
            return False
        os.link(source, target)
    except FileExistsError:
        return True
    except FileNotFoundError:
        return False
    except OSError:  # this disk has no links, or it is another one
        shutil.copyfile(source, target)
    return True


def file_digest(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _hand_on_backups(kept: Path | None, folder: Path) -> None:
    """The automatic backups stay with the library that is in use, and so do the originals that they use."""
    from desk.library.kept_backups import FOLDER, kept_originals

    if kept is None or not (kept / FOLDER).is_dir():
        return
    for name in kept_originals(kept / FOLDER):
        _take(kept / MEDIA / name, folder / MEDIA / name, unseen=True)
    (kept / FOLDER).replace(folder / FOLDER)


def _hand_on_house(kept: Path | None, folder: Path) -> None:
    """A newsroom's themes, rules and dictionaries are in no backup: they stay with the library that is in use."""
    for name in OF_THE_HOUSE:
        if kept is not None and (kept / name).is_dir() and not (folder / name).exists():
            with suppress(OSError, shutil.Error):  # they are safe in what is kept
                shutil.copytree(kept / name, folder / name, symlinks=True)


def _put_in_place(draft: Path, folder: Path) -> Path | None:
    """Put the library where it belongs; where what was there is now, if anything was."""
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
    return kept if kept.exists() else None


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
def said(what: str) -> Iterator[None]:
    """What may go wrong with files, in a sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise Trouble(f"{what}: {error.filename} is not there.") from error
    except OSError as error:
        raise Trouble(f"{what} ({error.strerror or error}); {_way_out(error)}.") from error
    except (*_CUT, NotImplementedError, RuntimeError) as error:
        raise Trouble(f"{what}: it is not a whole zip file.") from error
    except sqlite3.Error as error:
        raise Trouble(f"{what}: its database is damaged.") from error


def _way_out(error: OSError) -> str:
    """What to do where a disk or a folder fails, as the end of a sentence."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "free some space there, or take another disk"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "allow Desk to read and write there, or take another folder"
    return "look after the disk, or take another one"
