"""Files into the library by the command line: read one by one, kept many together.

To bring a story to disk costs as much as to read it, and for many at once hardly more. So what was read is gathered,
and kept after a moment at the latest; a story is told of once it is on disk, and not before. Of folders the stories in
them are read. A story that is here already is noticed, and never made two of in silence.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from desk.article.model import Article, Status, new_id
from desk.article.trouble import Trouble
from desk.console import complain, each, given, print_row, sentence

if TYPE_CHECKING:
    from desk.article.past import Past
    from desk.formats import Imported
    from desk.formats.wire_arrangement import Arrangement
    from desk.library import Library
    from desk.library.twins import Renewed, Twin

GATHERED = 500
"""Stories that are kept together at most."""
MOMENT = 0.5
"""Seconds that the first of them waits at most, so that progress is seen and a stop costs little."""


class Duplicates(StrEnum):
    """What becomes of a story that is in the library already: a new version of it, a story of its own, or nothing."""

    VERSION = "version"
    NEW = "new"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Wish:
    """How files are to be imported: as which format, with which status, and what becomes of duplicates."""

    format: str = ""
    status: Status | None = None
    duplicates: Duplicates = Duplicates.VERSION


def import_all(library: Library, files: Sequence[str], wish: Wish) -> int:
    """Import the files and the folders' stories, and print ID and headline of each story; the exit code.

    A file that cannot be read, or its story not be kept, is told of on standard error and stops no other.
    """
    names, refused = _names(files)
    gathering = _Gathering(library, wish)
    failed = each(names, gathering.take)
    gathering.keep()
    for said in refused:
        complain(said)
    return 1 if failed or refused or gathering.failed else 0


def _names(files: Sequence[str]) -> tuple[list[str], list[str]]:
    """The files as they are called, folders gone through, and a sentence for each folder that gives nothing."""
    from desk.formats.folders import gathered

    names, refused = list[str](), list[str]()
    for file in files:
        if file == "-" or not os.path.isdir(file):  # noqa: PTH112 - Path.is_dir fails on a name that is too long
            names.append(file)
            continue
        found = gathered([Path(file)])
        names += map(str, found.files)
        refused += found.refused
        if not found.files and not found.refused:
            refused.append(f"{file}: There is no story in this folder that Desk reads.")
    return list(dict.fromkeys(names)), refused


@dataclass(frozen=True, slots=True)
class _Read:
    """A story that was read, and what is to be said of its file."""

    file: str
    article: Article
    notes: Sequence[str]
    came: Article
    """The article just as it was read."""
    past: Sequence[Past] = ()
    """The versions that came with it."""
    arranged: Arrangement | None = None
    """What wire copy was taken for."""
    base: Article | None = None
    """The version that had left, of a story that Desk exported."""


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

    def __init__(self, library: Library, wish: Wish) -> None:
        self.failed = False
        self._library = library
        self._wish = wish
        self._read: list[_Read] = []
        self._since = 0.0

    def take(self, file: str) -> None:
        """Read a file. Raises Trouble where that cannot be, or where a story of it cannot be kept."""
        refused = []
        for imported in _read(file, self._wish.format):
            try:
                self._take(file, imported)
            except Trouble as trouble:
                refused.append(str(trouble))
        if refused:
            raise Trouble(" ".join(refused))

    def _take(self, file: str, imported: Imported) -> None:
        from desk.library.titles import with_known
        from desk.returning import arrived

        if any(_may_be_same(imported, other.came) for other in self._read):
            self.keep()
        arrival = arrived(self._library, imported)
        for original in arrival.originals:
            self._library.add_media(original)
        status = self._wish.status or arrival.article.status
        article = with_known(self._library, replace(arrival.article, status=status))
        one = _Read(file, article, arrival.notes, arrival.came, imported.past, _arranged(imported), arrival.base)
        if arrival.twin is not None and self._wish.duplicates is not Duplicates.NEW:
            self.keep()
            self._meet(one, arrival.twin)
            return
        self._gather(one if arrival.twin is None else replace(one, article=replace(article, id=new_id())))

    def _gather(self, one: _Read) -> None:
        if one.past:
            self._library.twins.remember([(one.came, one.article.id)])
            self._library.take_in_story(one.article, one.past)
            self._tell([one])
            return
        self._since = self._since if self._read else time.monotonic()
        self._read.append(one)
        if len(self._read) >= GATHERED or time.monotonic() - self._since >= MOMENT:
            self.keep()

    def _meet(self, one: _Read, twin: Twin) -> None:
        """A story came that is here already: it becomes a version of that, unless nothing is new or wanted."""
        headline = twin.headline
        if twin.is_same:
            where = ", in the bin" if twin.binned else ", with all that came"
            came = self._library.take_in_story(replace(one.article, id=twin.id), one.past).versions if one.past else 0
            along = "; one version came along" if came == 1 else f"; {came} versions came along" if came else ""
            complain(f"{one.file}: This story is here already{where}{along}.")
        elif self._wish.duplicates is Duplicates.SKIP:
            complain(f"{one.file}: This story is here already; it was left as it is.")
        else:
            known = {version.number for version in self._library.versions(twin.id)}
            renewed = self._library.twins.renew(twin.id, one.article, self._library.author, one.past, one.base)
            self._library.twins.remember([(one.came, twin.id)])
            headline = renewed.article.headline
            _say(one, said_of(renewed, is_new=renewed.version.number not in known))
        print_row(twin.id, headline)

    def keep(self) -> None:
        """Keep what was gathered: all together, or where one of them cannot be kept each by itself."""
        read, self._read = self._read, []
        if not read:
            return
        try:
            copies = {one.article.id: text for one in read if (text := _kept_copy(one))}
            self._library.twins.remember([(one.came, one.article.id) for one in read], copies)
            self._library.add_all([one.article for one in read])
        except (Trouble, OSError):
            read = [one for one in read if self._is_kept(one)]
        self._tell(read)

    def _tell(self, read: Sequence[_Read]) -> None:
        for one in read:
            _say(one)
            print_row(one.article.id, one.article.headline)

    def _is_kept(self, one: _Read) -> bool:
        try:
            self._library.add(one.article)
        except (Trouble, OSError) as error:
            complain(f"{one.file}: {sentence(error)}")
            self.failed = True
            return False
        return True


def _say(one: _Read, *first: str) -> None:
    """What is to be said of a story, on one line: nothing where all that it had was told for certain."""
    from desk.formats.wire_article import uncertain

    said = " ".join((*first, *uncertain(one.notes)))
    if said:
        complain(f"{one.file}: {said}")


def said_of(renewed: Renewed, *, is_new: bool = True) -> str:
    """What became of a story that came again, in a sentence; `is_new` whether the version with it was not here."""
    number = renewed.version.number
    if not is_new and not renewed.merged:
        from desk.article.merging_told import counted

        along = f"; {counted(renewed.versions, 'version')} came along" if renewed.versions else ""
        return f"This story is here already: what came is version {number} of it{along}."
    if renewed.beside:
        return f"This story is here already: what came is its version {number}, and the story stays as it is."
    if not renewed.merged:
        return f"This story is here already: what came is its new version {number}."
    merged = f"This story is here already, and was worked on: what came is its version {number}, merged into it."
    if not renewed.clashes:
        return merged
    from desk.article.clashes import not_taken

    return f"{merged} Not taken, since both changed it: {not_taken(renewed.clashes)}. Version {number} has it."


def _kept_copy(one: _Read) -> str:
    """The copy as it is kept, so that the window can show what was taken for what; none where it is all body."""
    from desk.formats.rearranging import Copy, to_text

    if one.arranged is None:
        return ""
    known = {other.title: other.article for other in one.article.related if other.article}
    return to_text(Copy(one.arranged, known=known))


def _arranged(read: Imported) -> Arrangement | None:
    """What wire copy was taken for, where that is worth keeping."""
    from desk.formats.rearranging import LONGEST, is_more_than_body
    from desk.formats.wire_copy import arrange

    if not read.copy or len(read.copy) > LONGEST:
        return None
    arrangement = read.arranged or arrange(read.copy)
    return arrangement if is_more_than_body(arrangement) else None


def _may_be_same(read: Imported, other: Article) -> bool:
    """Whether what was read may be another coming of a story that was read before."""
    one = read.article
    own = {one.id, one.source_id, read.written.id if read.written else ""} - {""}
    are_alike = one.headline == other.headline and len(one.body) == len(other.body)
    return are_alike or bool(own & {other.id, other.source_id})
