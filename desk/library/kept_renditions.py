"""Renditions that were made for an export, kept so that the next one need not make them again.

They can always be made anew, so nothing here is ever trouble: what cannot be written is not kept, what is damaged or
gone was never there, and when they grow too many those that were not used for longest go. No backup holds them.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from desk.article.stamps import new_id

FOLDER = "renditions"
"""Where they lie in a library, beside its originals."""
LIMIT = 1 << 30
"""Bytes that are kept at most, give or take what is added between two looks."""
_BETWEEN_LOOKS = 64 << 20
_OURS = re.compile(r"[0-9a-f]{64}-[0-9a-f]{32}|\.[0-9a-f]+\.part")


class KeptRenditions:
    """The folder of renditions: each a file named by its original and its key, its own SHA-256 in front."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder, self._limit = folder, limit
        self._unseen = limit  # what other programs left here
        self._adding = threading.Lock()

    def find(self, media: str, key: str) -> bytes | None:
        """What was kept of an original under a key, just as it was; None where it is not there."""
        path = self._folder / _name_of(media, key)
        try:
            held = path.read_bytes()
        except OSError:
            return None
        digest, data = held[:32], held[32:]
        if hashlib.sha256(data).digest() != digest:
            return None
        with suppress(OSError):
            os.utime(path)  # used just now
        return data

    def keep(self, media: str, key: str, data: bytes) -> None:
        """Keep what was made of an original, where that can be."""
        draft = self._folder / f".{new_id()}.part"
        try:
            self._folder.mkdir(exist_ok=True)
            draft.write_bytes(hashlib.sha256(data).digest() + data)
            draft.replace(self._folder / _name_of(media, key))
        except OSError:
            with suppress(OSError):
                draft.unlink()
            return
        self._look_after(len(data))

    def forget(self, media: Iterable[str]) -> None:
        """Delete all that was made of these originals."""
        gone = set(media)
        for path in self._files():
            if path.name.partition("-")[0] in gone:
                with suppress(OSError):
                    path.unlink()

    def _look_after(self, added: int) -> None:
        """Now and then, and first of all, see that there are not too many."""
        with self._adding:
            self._unseen += added
            if self._unseen < min(_BETWEEN_LOOKS, self._limit):
                return
            self._unseen = 0
            self._prune()

    def _prune(self) -> None:
        found = sorted(_sizes(self._files()), reverse=True)
        room = self._limit
        for _used, size, path in found:
            room -= size
            if room < 0:
                with suppress(OSError):
                    path.unlink()

    def _files(self) -> Iterator[Path]:
        """Every file here that is ours, be it one that was never finished."""
        with suppress(OSError):
            yield from (path for path in self._folder.iterdir() if _OURS.fullmatch(path.name))


def _name_of(media: str, key: str) -> str:
    """A file's name: the original's, so that what was made of it can be found, and enough of the key to tell."""
    return f"{media[:64]}-{key[:32]}".replace("/", "").replace(os.sep, "")


def _sizes(paths: Iterable[Path]) -> Iterator[tuple[int, int, Path]]:
    for path in paths:
        with suppress(OSError):
            stat = path.stat()
            yield stat.st_mtime_ns, stat.st_size, path
