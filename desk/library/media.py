"""The originals: photographs as they came, each a file named by the SHA-256 of its bytes, never rewritten."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from desk.article.stamps import new_id
from desk.article.trouble import Trouble

_NAME = re.compile("[0-9a-f]{64}")
_DAY = 24 * 60 * 60


class Unsound(Trouble):
    """An original that is not as it came; `what` says so, and what to do, after the name of the photo."""

    def __init__(self, media: str, what: str) -> None:
        super().__init__(f"The original photo {media[:12]}… {what}")
        self.media, self.what = media, what


class Media:
    """The folder of originals."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, data: bytes) -> str:
        """Keep the bytes; their name. A file that is there is only marked as new, or mended if it was altered."""
        name = _name_of(data)
        path = self.path(name)
        try:
            self._folder.mkdir(exist_ok=True)
            if _is_sound(path):
                os.utime(path)
            else:
                write_durably(path, data)
        except OSError as error:
            why = f"({error.strerror}); make room or allow writing to it, then add the photo again."
            raise Trouble(f"The photo cannot be kept in {self._folder} {why}") from error
        return name

    def original(self, name: str) -> bytes:
        """The bytes of an original, exactly as they came."""
        data = self.bytes_of(name)
        if _name_of(data) != name:
            raise Unsound(name, "was altered; add it again or restore a backup.")
        return data

    def bytes_of(self, name: str) -> bytes:
        """The bytes in an original's file, whether or not they are as they came."""
        try:
            return self.path(name).read_bytes()
        except FileNotFoundError:
            raise missing(name) from None
        except OSError as error:
            raise Unsound(name, f"cannot be read ({error.strerror}); check the folder and the disk.") from error

    def has(self, name: str) -> bool:
        """Whether the original is there."""
        return bool(_NAME.fullmatch(name)) and self.path(name).is_file()

    def path(self, name: str) -> Path:
        """Where the original lies. Raises Trouble for what is no name of one."""
        if not _NAME.fullmatch(name):
            raise Trouble(f"“{name[:64]}” names no photo in the library.")
        return self._folder / name

    def names(self) -> Iterator[str]:
        """The name of every original."""
        with suppress(FileNotFoundError):
            yield from (path.name for path in self._folder.iterdir() if _NAME.fullmatch(path.name))

    def remove(self, names: Iterable[str]) -> None:
        """Remove originals that no story uses; one that was added lately stays, since a story may be about to."""
        for name in names:
            path = self.path(name)
            with suppress(OSError):
                if path.stat().st_mtime < time.time() - _DAY:
                    path.unlink()


def missing(media: str) -> Unsound:
    """That there is no file of this name."""
    return Unsound(media, "is missing from the library; add it again.")


def write_durably(path: Path, data: bytes) -> None:
    """Write a file so that after a crash it is there whole or not at all."""
    draft = path.with_name(f".{path.name[:16]}.{new_id()}.part")
    try:
        with draft.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to disk, where the system can (Windows cannot, and need not)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _name_of(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _is_sound(path: Path) -> bool:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return False
    return _name_of(data) == path.name
