"""Photo files into the open story: read off the GUI thread, several at a time, and added together as one step.

A file that is no photo is told of by a sentence on its tile and stops no other. What was read for a story that is no
longer open is never put into another one.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer, Signal

from desk.article import edits
from desk.article.model import Photo
from desk.article.session import Session
from desk.photos.files import read_file
from desk.ui.photo_files import Awaited, Batch, Incoming, Photos, Sorted, files_in
from desk.ui.tasks import Tasks

__all__ = ["Awaited", "PhotoIntake"]

TELLING = 40
"""Milliseconds within which what came of several files is told of together."""
SMALL = 500
"""Pixels of the picture that is made as a file comes: enough for a tile on any display, and for a photo of 24
megapixels still to be had from JPEG's quickest decoding."""


class Originals(Protocol):
    """Where original files are kept; the Library is one."""

    def add_media(self, data: bytes) -> str:
        """Keep a file and give its SHA-256."""

    def keep_thumbnail(self, media: str, side: int, data: bytes) -> None:
        """Keep a small JPEG of it, its longer side at most `side`."""


class PhotoIntake(QObject):
    """Takes photos in. All its methods are for the GUI thread; the reading is not done there."""

    progress = Signal(int, int)
    """How many of how many files are read."""
    awaited = Signal(object, object)
    """A Session, and the files (tuple of Awaited) that are being read for it or could not be added."""
    told = Signal(str)
    """A sentence about files that have no tile: of a story that was closed, or not read since it was cancelled."""

    def __init__(
        self,
        library: Originals,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        is_open: Callable[[Session], bool] = lambda _session: True,
    ) -> None:
        super().__init__(parent)
        self._library, self._tasks, self._is_open = library, tasks, is_open
        self._batches: deque[Batch] = deque()
        self._refused: WeakKeyDictionary[Session, tuple[Awaited, ...]] = WeakKeyDictionary()
        self._keys = count(1)
        self._done = self._reading = 0
        self._soon = QTimer(self, interval=TELLING, singleShot=True)
        self._soon.timeout.connect(self._tell)

    # taking

    def take_files(
        self,
        paths: Sequence[Path],
        session: Session,
        done: Callable[[Photos], None] = lambda _photos: None,
        *,
        for_text: bool = False,
    ) -> None:
        """Add photo files, and those in folders, to the story in the order given; `done` gets what was added.

        Where they are `for_text`, it gets those too that the story has already.
        """
        batch = Batch(session, _with_photos(done), self._files(paths), is_listed=False, is_for_text=for_text)
        self._take(batch)
        listed = partial(self._list, batch, tuple(paths))
        self._tasks.run(partial(files_in, tuple(paths)), listed, partial(self._on_unlisted, batch))

    def take_image(
        self,
        data: bytes,
        name: str,
        session: Session,
        done: Callable[[Photos], None] = lambda _photos: None,
        *,
        for_text: bool = False,
    ) -> None:
        """Add a picture that came from the clipboard."""
        file = Incoming(next(self._keys), name, lambda: data)
        self._take(Batch(session, _with_photos(done), [file], is_for_text=for_text))

    def take_pictures(
        self, pictures: Sequence[Wanted], session: Session, done: Callable[[Mapping[str, str]], None]
    ) -> None:
        """Add the pictures of pasted words; `done` gets which photo each ID in the text means now, for none none."""
        files = [_wanted(picture, next(self._keys)) for picture in pictures]
        self._take(Batch(session, lambda found: done(found.named), files, leads=False))

    def replace_file(self, path: Path, session: Session, photo_id: str) -> None:
        """Put another file in a photo's place and keep the photo's words."""
        self._take(Batch(session, lambda _found: None, self._files([path]), replaces=photo_id))

    def refuse(self, session: Session, name: str, sentence: str) -> None:
        """Say why a picture that never came so far could not be added."""
        refused = Awaited(name, next(self._keys), sentence)
        self._refused[session] = (*self._refused.get(session, ()), refused)
        self._tell_of(session)

    @property
    def unread(self) -> int:
        """How many files are still to be read."""
        return sum(batch.unread for batch in self._batches)

    def cancel(self) -> None:
        """Stop reading; what was read until now is added, and it is said how many."""
        batches = [batch for batch in self._batches if not batch.is_over]
        given = sum(len(batch.files) for batch in batches)
        read = sum(len(batch.sorted().fresh) for batch in batches)
        for batch in batches:
            batch.drop_unread()
        if batches:
            self._go_on()
            self.told.emit(f"Cancelled: {read} of {given} photos were added.")

    def dismiss(self, session: Session, key: int) -> None:
        """Say no longer why this file could not be added."""
        self._dismiss(session, lambda file: file.key == key)

    def dismiss_all(self, session: Session) -> None:
        """Say no longer of any file of the story why it could not be added."""
        self._dismiss(session, lambda file: bool(file.trouble))

    def _dismiss(self, session: Session, is_meant: Callable[[Awaited], bool]) -> None:
        gone = {file.key for file in self.awaited_for(session) if file.trouble and is_meant(file)}
        self._refused[session] = tuple(file for file in self._refused.get(session, ()) if file.key not in gone)
        for batch in self._batches:
            batch.files[:] = [file for file in batch.files if file.key not in gone]
        self._tell_of(session)

    def awaited_for(self, session: Session) -> tuple[Awaited, ...]:
        """The files of a story that are being read, or could not be added."""
        mine = [batch for batch in self._batches if batch.session is session]
        return (*self._refused.get(session, ()), *(file for batch in mine for file in batch.sorted().awaited))

    # reading

    def _files(self, paths: Sequence[Path]) -> list[Incoming]:
        return [Incoming(next(self._keys), path.name, partial(read_file, path)) for path in paths]

    def _take(self, batch: Batch) -> None:
        self._batches.append(batch)
        self._tell()
        self._go_on()

    def _list(self, batch: Batch, given: Sequence[Path], found: Sequence[Path]) -> None:
        if not batch.is_listed:
            if found != given:
                batch.files = self._files(found)
            batch.is_listed = True
            self._tell()
            self._go_on()

    def _on_unlisted(self, batch: Batch, sentence: str) -> None:
        for file in batch.files:
            file.is_begun, file.trouble = True, sentence
        batch.is_listed = True
        self._go_on()

    def _go_on(self) -> None:
        """Read as many files as there are workers; where a batch has none left, add what it brought."""
        for batch in self._batches:
            if not self._is_open(batch.session):
                self._give_up(batch)
        while self._reading < self._tasks.workers and (file := self._next()):
            self._read(file)
        while self._batches and self._batches[0].is_over:
            self._end(self._batches.popleft())
        self._tell_progress()
        if not self._batches:
            self._done = 0

    def _give_up(self, batch: Batch) -> None:
        """A story that was closed takes nothing in any more."""
        lost = [file.name for file in batch.files if not file.trouble]
        batch.files, batch.is_listed = [], True
        if lost:
            self.told.emit(_closed(lost))

    def _next(self) -> Incoming | None:
        return next((file for batch in self._batches if (file := batch.next_file())), None)

    def _read(self, file: Incoming) -> None:
        self._reading += 1
        file.is_begun = True
        work = partial(_photo_of, self._library, file.bytes_of, file.name)
        file.bytes_of = bytes  # a pasted picture is not kept once it is read
        self._tasks.run(work, partial(self._on_read, file), partial(self._on_unread, file))

    def _on_read(self, file: Incoming, photo: Photo) -> None:
        file.photo = replace(photo, id=file.photo_id or photo.id, alt=photo.alt or file.alt)
        self._count(file)

    def _on_unread(self, file: Incoming, sentence: str) -> None:
        file.trouble = sentence
        self._count(file)

    def _count(self, file: Incoming) -> None:
        """One more file is done with, unless it was cancelled meanwhile."""
        self._reading -= 1
        self._done += any(file in batch.files for batch in self._batches)
        if not self._soon.isActive():
            self._soon.start()
        self._go_on()

    # adding

    def _end(self, batch: Batch) -> None:
        """One step for all, so that one undo takes them back; into the story that was open when they were given."""
        found = batch.sorted()
        troubles = [file for file in found.awaited if file.trouble]
        if batch.replaces:
            troubles += self._replace(batch, found)
        else:
            self._add(batch, found)
        self._refused[batch.session] = (*self._refused.get(batch.session, ()), *troubles)
        self._tell_of(batch.session)
        batch.done(found)

    def _add(self, batch: Batch, found: Sorted) -> None:
        change = edits.add_photos(batch.session.article, found.fresh, may_lead=batch.leads)
        if change is not None:
            batch.session.apply_alone(change, "intake")

    def _replace(self, batch: Batch, found: Sorted) -> list[Awaited]:
        """The photo's file is replaced; what is to be said where the photo is gone."""
        session = batch.session
        if not found.fresh:
            return []
        change = edits.replace_file(session.article, batch.replaces, found.fresh[0])
        if change is None:
            file = batch.files[0]
            return [Awaited(file.name, file.key, f"“{file.name}” replaces no photo: that one was removed meanwhile.")]
        session.apply_alone(change, "intake")
        return []

    # telling

    def _tell(self) -> None:
        """Say how far it is, and what is still being read for each story."""
        self._soon.stop()
        self._tell_progress()
        for session in dict.fromkeys(batch.session for batch in self._batches):
            self._tell_of(session)

    def _tell_progress(self) -> None:
        self.progress.emit(self._done, self._done + self.unread)

    def _tell_of(self, session: Session) -> None:
        self.awaited.emit(session, self.awaited_for(session))


def _photo_of(library: Originals, bytes_of: Callable[[], bytes], name: str) -> Photo:
    """Read and decode the file first, once for all, so that what is no photo never comes into the library."""
    from desk.photos.reading import read_photo
    from desk.photos.renditions import thumbnail

    data = bytes_of()
    photo = read_photo(data, name, hashlib.sha256(data).hexdigest(), decoded=False)
    small = thumbnail(data, SMALL, name)
    library.add_media(data)
    library.keep_thumbnail(photo.media, SMALL, small)
    return photo


def _with_photos(done: Callable[[Photos], None]) -> Callable[[Sorted], None]:
    return lambda found: done((*found.fresh, *found.again))


def _closed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"“{names[0]}” was not added: its story was closed while it was read."
    return f"{len(names)} photos were not added: their story was closed while they were read."


class Wanted(Protocol):
    """A picture of pasted words: its bytes, or where they lie."""

    @property
    def id(self) -> str: ...
    @property
    def alt(self) -> str: ...
    @property
    def data(self) -> bytes: ...
    @property
    def path(self) -> str: ...


def _wanted(picture: Wanted, key: int) -> Incoming:
    path = Path(picture.path)
    source = (lambda: picture.data) if picture.data else partial(read_file, path)
    return Incoming(key, path.name or "Pasted picture", source, picture.id, picture.alt)
