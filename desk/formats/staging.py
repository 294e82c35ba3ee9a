"""The folder in which an export is made, aside in the folder of exports, until all of it is put in place at once.

While the export lives it holds a lock on a file in there; the system lets go of the lock when the program ends,
however it ends. So the next export into the same folder knows at once which of them are dead, and undoes what one of
those had half put in place: a plan, written before the first step, says what that was to be.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

_PREFIX = ".desk-export-"
_EARLIER, _PLAN, LOCK = ".earlier", ".plan", ".lock"
_OURS = re.compile(r"index\.html|style\.css|(?:photos/)?(?:lead|photo-\d+)-\d+(?:x\d+)?\.(?:jpg|webp)")
"""What exports write into folders: all else that lies there is somebody's own."""
_ABANDONED_AFTER = 3600
"""Seconds after which an unfinished export is taken for dead where files cannot be locked: none lasts that long."""

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Staging:
    """One export's own folder. Made anew, locked, and taken away by `close`."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self.folder, self._file = begun(out)

    def add(self, path: str, data: bytes) -> None:
        """Have a file here. One in a folder is linked to that of the earlier export, where it is the same.

        A link shares the earlier file's bytes, so none is ever written into: it is taken away and made anew.
        """
        target, earlier = self.folder / path, self._out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        is_same = target.parent != self.folder and _holds(earlier, data)
        if is_same:
            with contextlib.suppress(OSError):
                os.link(earlier, target)
                return
        write_through(target, data)
        if is_same:  # on a disk that knows no links
            with contextlib.suppress(OSError):
                shutil.copystat(earlier, target)

    def put_in_place(self, gone: Sequence[str]) -> list[Path]:
        """Move all that was made here to its place, folders first; put the folders `gone` away. All, or nothing.

        What somebody else has put into a folder of an earlier export stays there.
        """
        for name in {*gone, *(path.name for path in self.folder.iterdir() if path.is_dir())}:
            self._carry_over(name)
        names = sorted((path.name for path in self.folder.iterdir() if path.name != LOCK), key=self._is_file)
        write_through(self.folder / _PLAN, json.dumps(names).encode())
        (self.folder / _EARLIER).mkdir()
        try:
            for name in set(gone) - set(names):
                self._put_aside(name)
            for name in names:
                self._put(name)
            sync_folder(self._out)
        except BaseException:
            _undo(self.folder, self._out)
            raise
        return [self._out / name for name in reversed(names)]

    def _carry_over(self, name: str) -> None:
        for path in (self._out / name).rglob("*"):
            inside = path.relative_to(self._out)
            target = self.folder / inside
            if path.is_dir() or _OURS.fullmatch("/".join(inside.parts[1:])) or target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target, follow_symlinks=False)

    def close(self) -> None:
        """Take the folder away, and let go of its lock."""
        _remove(self.folder, self._file, self._out)

    def _is_file(self, name: str) -> bool:
        return (self.folder / name).is_file()

    def _put(self, name: str) -> None:
        new, place = self.folder / name, self._out / name
        if new.is_file():
            new.replace(place)
            return
        self._put_aside(name)
        new.rename(place)

    def _put_aside(self, name: str) -> None:
        place = self._out / name
        if place.exists():
            place.rename(self.folder / _EARLIER / name)


def recover(out: Path) -> None:
    """Undo what exports left half done that were killed on their way, and clear them away."""

    def clear(folder: Path, file: BinaryIO | None) -> None:
        _undo(folder, out)
        _remove(folder, file, out)

    clear_dead(out, _PREFIX, clear)


def clear_dead(out: Path, prefix: str, clear: Callable[[Path, BinaryIO | None], None]) -> None:
    """Have `clear` put right and take away the folders of dead exports, each with its lock, which we hold then."""
    for folder in out.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            lock = folder / LOCK
            file = lock.open("r+b") if lock.exists() else None
            if _is_dead(folder, file):
                clear(folder, file)
            if file is not None:
                file.close()


def write_through(path: Path, data: bytes) -> None:
    """Write a file so that it is on disk when this returns."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _holds(path: Path, data: bytes) -> bool:
    """Whether there is a file with just these bytes."""
    with contextlib.suppress(OSError):
        return (
            path.is_file() and not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data
        )
    return False


def begun(out: Path, prefix: str = _PREFIX) -> tuple[Path, BinaryIO]:
    """A new folder and its lock. Another export may clear it away before it is locked: then yet another."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=out))
        file = (folder / LOCK).open("wb")
        if _is_locked(file) and (folder / LOCK).exists():
            return folder, file
        file.close()


def _is_locked(file: BinaryIO) -> bool:
    """Whether nobody else has the lock now. Where files cannot be locked, age alone tells which exports are dead."""
    try:
        _lock(file)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        pass
    return True


def _is_dead(folder: Path, file: BinaryIO | None) -> bool:
    """Whether the export that made the folder is no more. Then `file`, its lock, is held by us."""
    try:
        if file is not None:
            _lock(file)
            return True
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        pass
    return time.time() - folder.stat().st_mtime > _ABANDONED_AFTER


def _undo(folder: Path, out: Path) -> None:
    """Put the earlier folders back where an export was not put in place whole, and take its own back first.

    A file is put over the earlier one at once; an export has one, and puts it in place last.
    """
    planned = _planned(folder)
    left = [name for name in planned if (folder / name).exists()]
    if planned and not left:
        return
    for name in planned:
        if name not in left and (out / name).is_dir():
            _move(out / name, folder / name)
    for earlier in (folder / _EARLIER).glob("*"):
        if not (out / earlier.name).exists():
            _move(earlier, out / earlier.name)


def _planned(folder: Path) -> list[str]:
    """What was to be put in place; nothing where the export had not come so far."""
    try:
        found = json.loads((folder / _PLAN).read_bytes())
    except (OSError, ValueError):
        return []
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []


def _move(source: Path, target: Path) -> None:
    with contextlib.suppress(OSError):
        source.rename(target)


def _remove(folder: Path, file: BinaryIO | None, out: Path) -> None:
    """Take a folder away, unless an earlier export that could not be put back is still in it."""
    needed = _is_needed(folder, out)
    if not needed:
        shutil.rmtree(folder, ignore_errors=True)
    if file is not None:
        file.close()
    if not needed and folder.exists():  # Windows removes no file that is open
        shutil.rmtree(folder, ignore_errors=True)


def _is_needed(folder: Path, out: Path) -> bool:
    planned = _planned(folder)
    whole = bool(planned) and not any((folder / name).exists() for name in planned)
    return not whole and any(not (out / earlier.name).exists() for earlier in (folder / _EARLIER).glob("*"))


def sync_folder(folder: Path) -> None:
    """Make the renames in a folder last; Windows neither needs nor allows it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
