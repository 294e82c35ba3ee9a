"""What several tests of the library need: an open story, a crash, a disk that is full."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from desk.article.changes import BodyChange
from desk.article.model import Article
from desk.article.session import Applied, Entry, Session
from desk.library import Journal, Library


class Desk:
    """An open story whose steps go to the journal, as in the window."""

    def __init__(self, library: Library, article_id: str, journal: Journal) -> None:
        self.library, self.journal = library, journal
        opened = library.load(article_id)
        self.session = Session(opened.article, opened.history)
        self.session.observe(self._record)

    @property
    def article(self) -> Article:
        return self.session.article

    def type(self, text: str) -> None:
        """Type at the end of the body, letter by letter."""
        for letter in text:
            self.session.apply(BodyChange(len(self.article.body), "", letter))

    def save(self) -> None:
        assert self.journal.flush()
        self.library.save(self.article)

    def _record(self, applied: Applied) -> None:
        self.journal.record(applied.after.id, Entry(applied.change, applied.move), len(applied.after.body))


@contextmanager
def at_desk(library: Library, article_id: str) -> Iterator[Desk]:
    """The story, open until the end of the block."""
    with closing(Journal(library)) as journal:
        yield Desk(library, article_id, journal)


@contextmanager
def written_meanwhile(library: Library, article_id: str) -> Iterator[None]:
    """The story is typed into and saved, without a pause, on a thread of its own until the end of the block."""
    stop = threading.Event()

    def type_on() -> None:
        with at_desk(library, article_id) as desk:
            while not stop.is_set():
                desk.type("x")
                desk.save()

    typist = threading.Thread(target=type_on)
    typist.start()
    try:
        yield
    finally:
        stop.set()
        typist.join()


@contextmanager
def after_crash(folder: Path) -> Iterator[Library]:
    """The library as a crash at this moment would leave it: its files as they are now, opened again."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "library"
        shutil.copytree(folder, copy)
        with closing(Library.open(copy)) as library:
            yield library


def fill_disk(library: Library, spare: int = 0) -> None:
    """Let the database grow by no more than `spare` pages."""
    with library.database.reading() as connection:
        used = connection.execute("PRAGMA page_count").fetchone()[0]
    library.database.limit(used + spare)


def free_disk(library: Library) -> None:
    """Take the limit away."""
    library.database.limit(0)
