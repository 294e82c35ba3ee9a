"""Taking back what Desk kept aside: a library that a backup took the place of, or a copy of a damaged database.

It comes back as it was, be it damaged: whoever asks for it wants just that.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from desk.article.trouble import Trouble
from desk.library.access import opened_to_read
from desk.library.backup import is_sound
from desk.library.kept_backups import moment_of
from desk.library.media import Media
from desk.library.opening import FILE, MEDIA

_MAGIC = b"SQLite format 3\0"
_COPY = "damaged-*.db"


def is_aside(file: Path) -> bool:
    """Whether this is a folder with a library, or a database, rather than a backup."""
    if file.is_dir():
        if not (file / FILE).exists():
            raise Trouble(f"There is no library in {file}; name a backup, or a folder that Desk kept.")
        return True
    if moment_of(file) is not None:
        return False
    with suppress(OSError), file.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC or file.match(_COPY)
    return False


def take(file: Path, draft: Path) -> bool:
    """Copy what was kept into the folder of a library that is to be; whether its database is sound."""
    source = file / FILE if file.is_dir() else file
    (draft / MEDIA).mkdir()
    if file.is_dir():
        for name in Media(file / MEDIA).names():
            _share(file / MEDIA / name, draft / MEDIA / name)
    return _copied_by_sqlite(source, draft / FILE) or _copied_as_it_is(source, draft / FILE)


def _copied_by_sqlite(source: Path, target: Path) -> bool:
    """With what is in its log; whether that could be done, and the copy is sound."""
    with suppress(sqlite3.Error, Trouble, UnicodeDecodeError):
        access, connection = opened_to_read(source)
        with closing(access), closing(connection), closing(sqlite3.connect(target)) as copy:
            connection.backup(copy)
            return is_sound(copy)
    return False


def _copied_as_it_is(source: Path, target: Path) -> bool:
    for end in ("", "-wal"):
        one = source.with_name(source.name + end)
        if one.exists():
            shutil.copyfile(one, target.with_name(target.name + end))
    return False


def _share(source: Path, target: Path) -> None:
    """Originals are never rewritten, so two libraries can have one file, where the disk knows links."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)
