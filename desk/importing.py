"""Files into the library by the command line: read one by one, kept many together.

To bring a story to disk costs as much as to read it, and for many at once hardly more. So what was read is gathered,
and kept after a moment at the latest; a story is told of once it is on disk, and not before.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desk.article.model import Article, Status
from desk.article.trouble import Trouble
from desk.console import complain, each, given, print_row, sentence

if TYPE_CHECKING:
    from desk.formats import Imported
    from desk.library import Library

GATHERED = 500
"""Stories that are kept together at most."""
MOMENT = 0.5
"""Seconds that the first of them waits at most, so that progress is seen and a stop costs little."""


def import_all(library: Library, files: Sequence[str], format_name: str, status: Status | None) -> int:
    """Import the files, and print ID and headline of each story that is kept; the exit code.

    A file that cannot be read, or its story not be kept, is told of on standard error and stops no other.
    """
    gathering = _Gathering(library, format_name, status)
    failed = each(files, gathering.take)
    gathering.keep()
    return 1 if failed or gathering.failed else 0


@dataclass(frozen=True, slots=True)
class _Read:
    """A story that was read, and what is to be said of its file."""

    file: str
    article: Article
    notes: Sequence[str]


def _read(file: str, format_name: str) -> Sequence[Imported]:
    """The articles in a file, mostly one; `-` is what is given on standard input."""
    from desk import formats
    from desk.formats.reading import check_size

    if file != "-":
        return formats.read_stories(Path(file), format_name)
    name = "standard input"
    return formats.stories_in(given(lambda size: check_size(name, size)), name, format_name)


class _Gathering:
    """What was read and is not kept yet."""

    def __init__(self, library: Library, format_name: str, status: Status | None) -> None:
        self.failed = False
        self._library = library
        self._format = format_name
        self._status = status
        self._read: list[_Read] = []
        self._since = 0.0

    def take(self, file: str) -> None:
        """Read a file. Raises Trouble where that cannot be, or a story of it is in the library already."""
        refused = []
        for imported in _read(file, self._format):
            try:
                self._take(file, imported)
            except Trouble as trouble:
                refused.append(str(trouble))
        if refused:
            raise Trouble(" ".join(refused))

    def _take(self, file: str, imported: Imported) -> None:
        article = replace(imported.article, status=self._status or imported.article.status)
        if any(article.id == one.article.id for one in self._read):
            self.keep()
        self._library.check_new(article.id)
        for original in imported.originals.values():
            self._library.add_media(original)
        self._since = self._since if self._read else time.monotonic()
        self._read.append(_Read(file, article, imported.notes))
        if len(self._read) >= GATHERED or time.monotonic() - self._since >= MOMENT:
            self.keep()

    def keep(self) -> None:
        """Keep what was gathered: all together, or where one of them cannot be kept each by itself."""
        read, self._read = self._read, []
        try:
            self._library.add_all([one.article for one in read])
        except (Trouble, OSError):
            read = [one for one in read if self._is_kept(one)]
        for one in read:
            for note in one.notes:
                complain(f"{one.file}: {note}")
            print_row(one.article.id, one.article.headline)

    def _is_kept(self, one: _Read) -> bool:
        try:
            self._library.add(one.article)
        except (Trouble, OSError) as error:
            complain(f"{one.file}: {sentence(error)}")
            self.failed = True
            return False
        return True
