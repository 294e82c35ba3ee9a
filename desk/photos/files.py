"""Files as people hand them over, read without waiting: a folder, a pipe or a device may bear any name.

What the system says of a file that cannot be read comes out as one sentence that ends in what to do.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from desk.article.trouble import Trouble

LARGEST = 500_000_000
"""Bytes: a photo's file above this is a film or an archive, not a photo."""
_LEAST = 1_000_000
"""Bytes that are read of files whose size the system does not tell."""
_ADVICE = {
    errno.ELOOP: "it is a link that leads back to itself; put the file itself there",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.EIO: "the disk is failing; get the file again from where it came",
    errno.ESTALE: "the network folder is gone; connect to it again",
}
_OTHERWISE = "copy it to this computer and try again"


def read_file(path: Path, missing: str = "") -> bytes:
    """The bytes of a photo file. Raises Trouble where there is none to read; `missing` says so where nothing is."""
    try:
        return read_plain(path, lambda size: _check_size(path.name, size))
    except (FileNotFoundError, NotADirectoryError):
        raise Trouble(missing or f"“{path.name}” is no longer where it was.") from None
    except OSError as error:
        raise unreadable(path.name, error) from error


def read_plain(path: Path, check_size: Callable[[int], None]) -> bytes:
    """The bytes of a file that is nothing but a file; Trouble where it is something else, OSError from the system.

    `check_size` is told how many bytes there are before any is read, and refuses by raising.
    """
    _check_kind(path.name, path.stat().st_mode)
    with open(path, "rb", opener=_at_once) as file:
        facts = os.fstat(file.fileno())
        _check_kind(path.name, facts.st_mode)  # which may be another by now
        check_size(facts.st_size)
        return file.read(max(facts.st_size, _LEAST))


def unreadable(name: str, error: OSError) -> Trouble:
    """What to say of a file that the system does not let be read."""
    if isinstance(error, PermissionError):
        return Trouble(f"You may not read “{name}”; ask for the right to, or copy it elsewhere.")
    why = f" ({error.strerror})" if error.strerror else ""
    return Trouble(f"“{name}” cannot be read{why}: {_ADVICE.get(error.errno or 0, _OTHERWISE)}.")


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for somebody at a pipe's other end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_kind(name: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise Trouble(f"“{name}” cannot be read: it is a folder; choose the file itself.")
    if not stat.S_ISREG(mode):
        raise Trouble(f"“{name}” cannot be read: it is a pipe, a socket or a device; choose a file.")


def _check_size(name: str, size: int) -> None:
    if size > LARGEST:
        raise Trouble(f"“{name}” is larger than {LARGEST // 1_000_000} MB; export a smaller copy and add that.")
