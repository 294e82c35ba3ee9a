"""An export on its way: made aside, put in place all at once, and never on top of another article's files.

A delivery has a name, made of the story's date and slug: `2026-03-03-border-dam-talks`. All that it writes is called
so: `NAME.html`, `NAME.json` with its `NAME.photos`, the folder `NAME`; a slug holds no dot, so no two names meet.
A name belongs to the article whose ID stands in any of these; where another has it, or nobody knows whose it is, a
suffix from the article's ID makes a new one.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import quote

from desk.article import scripts
from desk.article.fields import read_slug
from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.formats.addresses import web_base
from desk.formats.page import Options
from desk.formats.staging import Staging, recover

Progress = Callable[[int, int], None]


class Originals(Protocol):
    """Where the original files of photos are, and what was made of them is kept; the library is one.

    Asked from several threads at once.
    """

    def original(self, media: str) -> bytes:
        """The file of that SHA-256, or Trouble where it is missing."""
        ...

    def kept_rendition(self, media: str, key: str) -> bytes | None:
        """What was kept of that original under a key, or None where it is not there, or no more as it was."""
        ...

    def keep_rendition(self, media: str, key: str, data: bytes) -> None:
        """Keep what was made of an original, to be found under the key if there is room for it."""
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
        self._staging: Staging | None = None
        self._done = self._planned = 0
        self._whole: set[str] = set()
        self.name = ""
        self.base = web_base(options.base_url)
        """The web address of the folder of exports, in the characters that one may have; empty where unknown."""

    def __enter__(self) -> Self:
        with self._said_plainly():
            self._out.mkdir(parents=True, exist_ok=True)
            recover(self._out)
            self.name = free_name(self.article, self._out, latin=self.options.house.latin_slugs)
            self._staging = Staging(self._out)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._staging is not None:
            self._staging.close()

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
        """Have one file in the delivery, at `path` in the export folder, for now aside.

        Within a folder, a file that is the same as in the earlier export is that file, and keeps its time.
        """
        if self._cancelled():
            raise Cancelled
        with self._said_plainly():
            found = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
            self._begun.add(path, found)

    def commit(self) -> list[Path]:
        """Put everything in place: folders first, then files; on an error all is as it was before."""
        if self._cancelled():
            raise Cancelled
        with self._said_plainly():
            made = {path.name for path in self._begun.folder.iterdir()}
            return self._begun.put_in_place(sorted(self._whole - made))

    @property
    def _begun(self) -> Staging:
        assert self._staging is not None, "a delivery is used as a context"
        return self._staging

    @contextlib.contextmanager
    def _said_plainly(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Trouble(f"Nothing was exported, since {self._out} {why_not(self._out, error)}") from error


def why_not(out: Path, error: OSError) -> str:
    """Why nothing can be written to a folder, as the end of a sentence about it."""
    file = next((path for path in (out, *out.parents) if path.exists() and not path.is_dir()), None)
    if file is not None:
        return "is a file: name a folder." if file == out else f"lies in {file.name}, which is a file: name a folder."
    return f"cannot be written to: {error.strerror or error}."


STORY = ".story"
"""The ending of a story package."""
PHOTOS, FRAGMENT_PHOTOS, MARKDOWN_PHOTOS = ".photos", ".fragment.photos", ".md.photos"
"""What the folders of photos beside a file are called, behind the export's name."""
_LONGEST = 160


def usual_name(article: Article, *, latin: bool = False) -> str:
    """The name of an article's exports: its date and its slug, or one made of its headline, or its ID.

    With `latin` it is in Latin letters.
    """
    day = article.dateline.date or article.published or article.created
    return f"{day:%Y-%m-%d}-{_short(_in_latin(_slug(article)) or article.id if latin else _slug(article))}"


def _slug(article: Article) -> str:
    with contextlib.suppress(Trouble):
        if read_slug(article.slug):
            return article.slug.strip()
    return scripts.slug_of(article.slug) or scripts.slug_of(article.headline) or article.id


def _in_latin(slug: str) -> str:
    from desk.article.latin import in_latin

    return scripts.slug_of(in_latin(slug))


def _short(slug: str) -> str:
    """The slug in no more bytes than a file name has room for, cut at a hyphen."""
    data = slug.encode()
    if len(data) <= _LONGEST:
        return slug
    cut = data[: _LONGEST + 1].decode(errors="ignore")
    return (cut.rpartition("-")[0] or cut[:-1]).rstrip("-\u200c")


def free_name(article: Article, out: Path, *, latin: bool = False) -> str:
    """The article's usual name, or the first made longer by its ID that no other article has in folder `out`."""
    usual = usual_name(article, latin=latin)
    for name in (usual, f"{usual}-{article.id[:6]}", f"{usual}-{article.id}"):
        if owners(name, out) <= {article.id}:
            return name
    raise Trouble(f"{out} already has other files called {usual}: export to another folder.")


def _packed_owner(path: Path) -> str:
    from desk.formats.story import owner

    return owner(path)


_OWNER = re.compile(rb'<(?:html|div)[^>]*\sdata-article="([^"]+)"|"role": "desk",\s+"value": "([^"]+)"')
_MARKDOWN_OWNER = re.compile(rb"---\nid: ['\"]?([^'\"\s]+)()['\"]?\n")
_TEXT_OWNER = re.compile(rb"\n\[Desk (\w+)(?: withdrawn)?()\]\n\Z")
_HEAD = 65536
NOBODY = ""
"""Stands for the unknown owner of a file that no export of Desk wrote."""


def owners(name: str, out: Path) -> set[str]:
    """The IDs of the articles whose exports of this name lie in a folder."""
    written = [out / f"{name}{ending}" for ending in (".html", ".fragment.html", ".json")]
    found = {_owner(path) for path in written if path.exists()}
    found |= {_owner(path, _MARKDOWN_OWNER) for path in [out / f"{name}.md"] if path.exists()}
    found |= {_owner(path, _TEXT_OWNER, at_end=True) for path in [out / f"{name}.txt"] if path.exists()}
    if (out / name).exists():
        found.add(_owner(out / name / "index.html"))
    if (out / f"{name}{STORY}").exists():
        found.add(_packed_owner(out / f"{name}{STORY}"))
    if not found and any((out / f"{name}{ending}").exists() for ending in (PHOTOS, FRAGMENT_PHOTOS, MARKDOWN_PHOTOS)):
        found.add(NOBODY)
    return found


def _owner(path: Path, told: re.Pattern[bytes] = _OWNER, *, at_end: bool = False) -> str:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _HEAD) if at_end else 0)
            match = told.search(file.read(_HEAD))
    except OSError:
        return NOBODY
    return (match[1] or match[2]).decode() if match else NOBODY
