"""How a site comes into its folder: only what is new is written, aside first, and then all of it put in place at once.

A hidden file, the record, remembers what earlier exports wrote there: each file's path, its SHA-256, and the key of all
that it was made of. What has the same key, and is there as it was, is not even made again. A file that the record does
not know belongs to somebody else and is never touched. Of an export that was killed half-way the next one finds the
plan, and puts the earlier site back first.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from desk.article.trouble import Trouble
from desk.formats.staging import begun, clear_dead, sync_folder, write_through

RECORD = ".desk-site.json"
_PREFIX, _EARLIER, _NEW, _PLAN = ".desk-site-", "earlier", "new", "plan"
_FORM = 1
_SAFE = re.compile(r"(?!.*(?:^|/)\.{1,2}(?:/|$))[^/\\\x00:][^\\\x00:]*\.(?:html|xml|css|js|txt|jpg|webp)")
"""Paths that a site can have; the record is in a folder of others, and what it says is believed no further."""

Made = tuple[str, str, int]
"""Of a file that was written: the key of what it was made of, its SHA-256, and its size in bytes."""


class Placing:
    """One export of a site into folder `out`. Used as a context: what was not committed is thrown away."""

    def __init__(self, out: Path, anew: bool = False) -> None:
        self._out, self._anew = out, anew
        out.mkdir(parents=True, exist_ok=True)
        recover(out)
        self._folder, self._lock = begun(out, _PREFIX)
        self._record = _read(out / RECORD)
        self._earlier, self.notes = _recorded(self._record)
        """What the export before wrote down for this one."""
        self._since = _time_of(out / RECORD)
        self._made: dict[str, Made] = {}
        self._twins: dict[str, Path] = {}
        self._folders: set[str] = set()
        self.written: list[str] = []
        self.removed: list[str] = []

    def __enter__(self) -> Placing:
        return self

    def __exit__(self, *_error: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._lock.close()
        if self._folder.exists():  # Windows removes no file that is open
            shutil.rmtree(self._folder, ignore_errors=True)

    def is_here(self, path: str, key: str) -> bool:
        """Whether the file stands as it would be made; then it stays."""
        known = self._earlier.get(path)
        if known is None or known[0] != key or self._anew or not self._is_as_written(path, known):
            return False
        self._made[path] = known
        return True

    def write(self, path: str, data: str | bytes, key: str = "") -> None:
        """Have a file in the site; one with the same bytes stays as it is."""
        content = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
        sha = hashlib.sha256(content).hexdigest()
        made = (key, sha, len(content))
        known, place = self._earlier.get(path), self._out / path
        self._made[path] = made
        if known is not None and known[1] == sha and self._is_as_written(path, known):
            return
        if known is None and os.path.lexists(place) and not _holds(place, made):
            raise Trouble(f"{place} was not written by an export of this site: choose another folder for the site.")
        self._stage(path, content, sha)
        self.written.append(path)

    def sha_of(self, path: str) -> str:
        """The SHA-256 of a file that the site has."""
        return self._made[path][1]

    def commit(self, notes: Mapping[str, object]) -> None:
        """Put all in place, and take away what the site has no more; on an error all is as it was before."""
        self.removed = sorted(path for path in self._earlier.keys() - self._made.keys() if (self._out / path).exists())
        record = json.dumps({"format": _FORM, "files": self._made, "notes": notes}, ensure_ascii=False, sort_keys=True)
        if not (self.written or self.removed) and record.encode("utf-8", "surrogatepass") == self._record:
            return
        (self._folder / _NEW).mkdir(exist_ok=True)
        (self._folder / _NEW / RECORD).write_bytes(record.encode("utf-8", "surrogatepass"))
        _flush(self._folder / _NEW)
        plan = {"put": [*self.written, RECORD], "gone": self.removed}
        write_through(self._folder / _PLAN, json.dumps(plan).encode())
        try:
            _put(self._folder, self._out, plan)
        except BaseException:
            _undo(self._folder, self._out)
            raise
        _tidy(self._out, self.removed)

    def _is_as_written(self, path: str, known: Made) -> bool:
        """Whether a file is there as it was written. Only one that is newer than the record is read for that."""
        try:
            state = os.lstat(self._out / path)
        except OSError:
            return False
        if state.st_size != known[2]:
            return False
        return state.st_mtime_ns <= self._since or _holds(self._out / path, known)

    def _stage(self, path: str, content: bytes, sha: str) -> None:
        """Write a file aside; of several with the same bytes, photos mostly, one is written and the others linked."""
        target = self._folder / _NEW / path
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        twin = self._twins.setdefault(sha, target)
        if twin is not target:
            with contextlib.suppress(OSError):
                os.link(twin, target)
                return
        target.write_bytes(content)


def recover(out: Path) -> None:
    """Put the site back as it was before exports that were killed on their way, and clear them away."""

    def clear(folder: Path, _lock: BinaryIO | None) -> None:
        _undo(folder, out)
        shutil.rmtree(folder, ignore_errors=True)

    clear_dead(out, _PREFIX, clear)


def _put(folder: Path, out: Path, plan: Mapping[str, list[str]]) -> None:
    for path in (*plan["put"], *plan["gone"]):
        place, aside = out / path, folder / _EARLIER / path
        if os.path.lexists(place):
            aside.parent.mkdir(parents=True, exist_ok=True)
            place.rename(aside)
    for fresh in (folder / _NEW).iterdir():
        if not os.path.lexists(out / fresh.name):
            fresh.rename(out / fresh.name)
    for path in plan["put"]:
        if (folder / _NEW / path).exists():
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / _NEW / path).rename(out / path)
    sync_folder(out)
    (folder / _PLAN).unlink()


def _undo(folder: Path, out: Path) -> None:
    """Take back what was put in place, and put the earlier files where they were; nothing where all was done."""
    plan = _planned(folder)
    for path in plan.get("put", ()):
        if not (folder / _NEW / path).exists() and os.path.lexists(out / path):
            (folder / _NEW / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).rename(folder / _NEW / path)
    for path in (*plan.get("put", ()), *plan.get("gone", ())):
        if os.path.lexists(folder / _EARLIER / path) and not os.path.lexists(out / path):
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / _EARLIER / path).rename(out / path)
    _tidy(out, plan.get("put", []))


def _planned(folder: Path) -> dict[str, list[str]]:
    try:
        plan = json.loads((folder / _PLAN).read_bytes())
        return {name: [path for path in plan[name] if _is_ours(path) or path == RECORD] for name in ("put", "gone")}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _read(path: Path) -> bytes:
    with contextlib.suppress(OSError):
        return path.read_bytes()
    return b""


def _recorded(data: bytes) -> tuple[dict[str, Made], Mapping[str, object]]:
    """What the record says of files, and its notes; nothing where there is none, or none that can be read."""
    try:
        record = json.loads(data)
        if record["format"] != _FORM:
            return {}, {}
        files = {path: (str(key), str(sha), int(size)) for path, (key, sha, size) in record["files"].items()}
        return {path: made for path, made in files.items() if _is_ours(path)}, dict(record["notes"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, {}


def _is_ours(path: object) -> bool:
    return isinstance(path, str) and _SAFE.fullmatch(path) is not None


def _holds(path: Path, made: Made) -> bool:
    with contextlib.suppress(OSError):
        if path.is_file() and not path.is_symlink() and path.stat().st_size == made[2]:
            return hashlib.sha256(path.read_bytes()).hexdigest() == made[1]
    return False


def _time_of(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _flush(folder: Path) -> None:
    """Have everything on disk before the plan says so. One call for all the files, where the system has one."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("r+b") as file:
                os.fsync(file.fileno())


def _tidy(out: Path, paths: list[str]) -> None:
    """Take away the folders that have become empty."""
    for folder in sorted({out / parent for path in paths for parent in Path(path).parents}, reverse=True):
        if folder != out:
            with contextlib.suppress(OSError):
                folder.rmdir()
