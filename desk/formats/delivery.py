"""An export on its way: made aside, put in place all at once, and never on top of another article's files.

A delivery has a name, made of the story's date and slug: `2026-03-03-border-dam-talks`. All that it writes is called
so: `NAME.html`, `NAME.json` with its `NAME.photos`, the folder `NAME`; a slug holds no dot, so no two names meet.
A name belongs to the article whose ID stands in any of these; where another has it, or nobody knows whose it is, a
suffix from the article's ID makes a new one.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import quote

from desk.article import scripts
from desk.article.fields import read_slug
from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.formats.page import Options

_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%~"
_STAGING = ".desk-export-"
_ABANDONED_AFTER = 3600
"""Seconds after which an unfinished export is taken for dead: none lasts that long."""
Progress = Callable[[int, int], None]


class Originals(Protocol):
    """Where the original files of photos are; the library is one."""

    def original(self, media: str) -> bytes:
        """The file of that SHA-256, or Trouble where it is missing."""
        ...


class Cancelled(Exception):
    """The person at the desk stopped the export."""


def never() -> bool:
    """For exports that nobody can stop."""
    return False


class Delivery:
    """One export of one article. Used as a context: what was not committed at its end is thrown away."""

    def __init__(
        self,
        article: Article,
        out: Path,
        originals: Originals,
        options: Options,
        cancelled: Callable[[], bool],
        progress: Progress,
    ) -> None:
        self.article, self.options, self.originals = article, options, originals
        self._out, self._cancelled, self._progress = out, cancelled, progress
        self._staging = Path()
        self._done = self._planned = 0
        self._whole: set[str] = set()
        self.name = ""

    def __enter__(self) -> Self:
        with self._said_plainly():
            self._out.mkdir(parents=True, exist_ok=True)
            _tidy(self._out)
            self.name = free_name(self.article, self._out)
            self._staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self._out))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)

    @property
    def base(self) -> str:
        """The web address of the folder of exports, in the characters that one may have; empty where unknown."""
        base = self.options.base_url.strip().rstrip("/")
        if base and not base.lower().startswith(("http://", "https://")):
            raise Trouble(f"The base URL “{base}” is no web address: begin it with https://.")
        return quote(base, safe=_IN_ADDRESSES)

    @property
    def address(self) -> str:
        """The address under which this export's things will stand, ending in their name; empty where unknown."""
        return f"{self.base}/{quote(self.name)}" if self.base else ""

    def plan(self, steps: int) -> None:
        """Say how many steps there will be."""
        self._planned = steps
        self._progress(0, steps)

    def step(self) -> None:
        """One step is done. Raises Cancelled where the person has had enough."""
        self._done += 1
        self._progress(min(self._done, self._planned), self._planned)
        if self._cancelled():
            raise Cancelled

    def replace_whole(self, name: str) -> None:
        """Have nothing left of an earlier folder of that name, even where this export has no files for it."""
        self._whole.add(name)

    def add(self, path: str, data: bytes | str) -> None:
        """Write one file of the delivery, at `path` in the export folder, for now aside."""
        if self._cancelled():
            raise Cancelled
        with self._said_plainly():
            target = self._staging / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                file.write(data if isinstance(data, bytes) else data.encode("utf-8", "replace"))
                file.flush()
                os.fsync(file.fileno())

    def commit(self) -> list[Path]:
        """Put everything in place: folders first, then files; on an error all is as it was before."""
        if self._cancelled():
            raise Cancelled
        names = sorted(
            (path.name for path in self._staging.iterdir()), key=lambda name: (self._staging / name).is_file()
        )
        with self._said_plainly(), contextlib.ExitStack() as undo:
            (self._staging / ".earlier").mkdir()
            for name in self._whole.difference(names):
                self._put_aside(name, undo)
            for name in names:
                self._put(name, undo)
            _sync_folder(self._out)
            undo.pop_all()
        return [self._out / name for name in reversed(names)]

    def _put(self, name: str, undo: contextlib.ExitStack) -> None:
        new, place = self._staging / name, self._out / name
        if new.is_file():
            new.replace(place)
            return
        self._put_aside(name, undo)
        new.rename(place)
        undo.callback(_restore, place, new)

    def _put_aside(self, name: str, undo: contextlib.ExitStack) -> None:
        place, earlier = self._out / name, self._staging / ".earlier" / name
        if place.exists():
            place.rename(earlier)
            undo.callback(_restore, earlier, place)

    @contextlib.contextmanager
    def _said_plainly(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            why = error.strerror or str(error)
            raise Trouble(f"Nothing was exported, since {self._out} cannot be written to: {why}.") from error


def _tidy(out: Path) -> None:
    """Clear away what an export left that was killed on its way, and put back what it had moved aside."""
    for staging in out.glob(f"{_STAGING}*"):
        if time.time() - staging.stat().st_mtime < _ABANDONED_AFTER:
            continue
        for earlier in staging.glob(".earlier/*"):
            if not (out / earlier.name).exists():
                _restore(earlier, out / earlier.name)
        shutil.rmtree(staging, ignore_errors=True)


def _restore(source: Path, target: Path) -> None:
    with contextlib.suppress(OSError):
        source.rename(target)


def _sync_folder(folder: Path) -> None:
    """Make the renames in a folder last; Windows neither needs nor allows it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


PHOTOS, FRAGMENT_PHOTOS = ".photos", ".fragment.photos"
"""What the folders of photos beside a file are called, behind the export's name."""
_LONGEST = 160


def usual_name(article: Article) -> str:
    """The name of an article's exports: its date and its slug, or one made of its headline, or its ID."""
    day = article.dateline.date or article.published or article.created
    return f"{day:%Y-%m-%d}-{_short(_slug(article))}"


def _slug(article: Article) -> str:
    with contextlib.suppress(Trouble):
        if read_slug(article.slug):
            return article.slug.strip()
    return scripts.slug_of(article.slug) or scripts.slug_of(article.headline) or article.id


def _short(slug: str) -> str:
    """The slug in no more bytes than a file name has room for, cut at a hyphen."""
    data = slug.encode()
    if len(data) <= _LONGEST:
        return slug
    cut = data[: _LONGEST + 1].decode(errors="ignore")
    return (cut.rpartition("-")[0] or cut[:-1]).rstrip("-\u200c")


def free_name(article: Article, out: Path) -> str:
    """The article's usual name, or the first made longer by its ID that no other article has in folder `out`."""
    usual = usual_name(article)
    for name in (usual, f"{usual}-{article.id[:6]}", f"{usual}-{article.id}"):
        if owners(name, out) <= {article.id}:
            return name
    raise Trouble(f"{out} already has other files called {usual}: export to another folder.")


_OWNER = re.compile(rb'<(?:html|div)[^>]*\sdata-article="([^"]+)"|"role": "desk",\s+"value": "([^"]+)"')
_HEAD = 65536
NOBODY = ""
"""Stands for the unknown owner of a file that no export of Desk wrote."""


def owners(name: str, out: Path) -> set[str]:
    """The IDs of the articles whose exports of this name lie in a folder."""
    written = [out / f"{name}{ending}" for ending in (".html", ".fragment.html", ".json")]
    found = {_owner(path) for path in written if path.exists()}
    if (out / name).exists():
        found.add(_owner(out / name / "index.html"))
    if not found and any((out / f"{name}{ending}").exists() for ending in (PHOTOS, FRAGMENT_PHOTOS)):
        found.add(NOBODY)
    return found


def _owner(path: Path) -> str:
    try:
        with path.open("rb") as file:
            match = _OWNER.search(file.read(_HEAD))
    except OSError:
        return NOBODY
    return (match[1] or match[2]).decode() if match else NOBODY
