"""Photo files into the open story: read off the GUI thread one after another, added together as one step.

A file that is no photo is told of by a sentence and stops no other. What was read for a story that is no longer open
is never put into another one.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from desk.article import edits
from desk.article.model import Photo
from desk.article.session import Session
from desk.article.trouble import Trouble
from desk.ui.tasks import Tasks

LARGEST = 500_000_000
"""Bytes: a file above this is a film or an archive, not a photo."""
_ENDINGS = ("jpg", "jpeg", "jpe", "jfif", "png", "webp", "tif", "tiff", "gif", "heic", "heif", "avif")
SUFFIXES = frozenset(f".{name}" for name in _ENDINGS)
"""What is looked at inside a folder; a file named by itself is always looked at."""
Photos = tuple[Photo, ...]
Source = Callable[[], bytes]


class Originals(Protocol):
    """Where original files are kept; the Library is one."""

    def add_media(self, data: bytes) -> str:
        """Keep a file and give its SHA-256."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One file still to be read. `photo_id` is the ID that its photo is to have, where the text names it already."""

    name: str
    bytes_of: Source
    photo_id: str = ""
    alt: str = ""


@dataclass(eq=False, slots=True)
class Batch:
    """Files that were given together, for one story. `is_listed` once folders have been looked into."""

    session: Session
    done: Callable[[Photos], None]
    waiting: deque[Waiting]
    is_listed: bool = True
    is_cancelled: bool = False
    is_for_text: bool = False
    """Whether they are put into the text, where a photo that is there already may stand again."""
    again: list[Photo] = field(default_factory=list)
    leads: bool = True
    """Whether the first of them may become the lead photo."""
    read: list[Photo] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    """Which photo of the story a wanted ID means."""


def files_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files themselves, and those in folders that look like photos, in the order given and then by name."""
    found: list[Path] = []
    for path in paths:
        found += _photos_below(path) if path.is_dir() else [path]
    return tuple(dict.fromkeys(found))


def _photos_below(folder: Path) -> list[Path]:
    files: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [Path(place) / name for name in sorted(names) if _looks_like_photo(name)]
    return files


def _looks_like_photo(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def read_file(path: Path) -> bytes:
    """The bytes of a photo file. Raises Trouble where there is none to read."""
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise Trouble(f"“{path.name}” is not a file that can be read.")
        if facts.st_size > LARGEST:
            raise Trouble(
                f"“{path.name}” is larger than {LARGEST // 1_000_000} MB; export a smaller copy and add that."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise Trouble(f"“{path.name}” is no longer where it was.") from None
    except PermissionError:
        raise Trouble(f"You may not read “{path.name}”; ask for the right to, or copy it elsewhere.") from None
    except OSError as error:
        raise Trouble(f"“{path.name}” cannot be read: {error.strerror}.") from error


class PhotoIntake(QObject):
    """Takes photos in. All its methods are for the GUI thread; the reading is not done there."""

    progress = Signal(int, int)
    """How many of how many files are read."""
    refused = Signal(str, str)
    """A file's name, and the sentence that says why it was not added."""
    awaited = Signal(object, object)
    """A Session, and the names (tuple) of the files that are being read for it."""
    _one_read = Signal()

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
        self._done = self._total = 0
        self._busy = False
        # Queued, since a file that is read at once would else answer inside the call that asked, a thousand deep.
        self._one_read.connect(self._go_on, Qt.ConnectionType.QueuedConnection)

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
        batch = Batch(session, done, deque(_waiting(paths)), is_listed=False, is_for_text=for_text)
        self._take(batch)
        self._tasks.run(partial(files_in, tuple(paths)), partial(self._list, batch), partial(self._on_unlisted, batch))

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
        self._take(Batch(session, done, deque([Waiting(name, lambda: data)]), is_for_text=for_text))

    def take_pictures(
        self, pictures: Sequence[Wanted], session: Session, done: Callable[[Mapping[str, str]], None]
    ) -> None:
        """Add the pictures of pasted words; `done` gets which photo each ID in the text means now, for none none."""
        batch = Batch(session, lambda _photos: done(batch.named), deque(map(_wanted, pictures)), leads=False)
        self._take(batch)

    def cancel(self) -> None:
        """Stop after the file being read; what was read until now is added."""
        going_on = [batch for batch in self._batches if not batch.is_cancelled]
        for batch in going_on:
            batch.waiting.clear()
            batch.is_listed = batch.is_cancelled = True
        if going_on:
            self._tell()
            self._go_on()

    def _take(self, batch: Batch) -> None:
        self._batches.append(batch)
        self._tell()
        self._go_on()

    def _list(self, batch: Batch, paths: Sequence[Path]) -> None:
        if not batch.is_cancelled:
            batch.waiting, batch.is_listed = deque(_waiting(paths)), True
            self._tell()
            self._go_on()

    def _on_unlisted(self, batch: Batch, sentence: str) -> None:
        self.refused.emit("", sentence)
        self._list(batch, ())

    def _go_on(self) -> None:
        """Read the next file, unless one is being read; where a batch has none left, add what it brought."""
        while self._batches and self._batches[0].is_listed and not self._busy:
            if self._batches[0].waiting:
                self._read(self._batches[0])
            else:
                self._add(self._batches.popleft())
        if not self._batches:
            self._done = 0

    def _read(self, batch: Batch) -> None:
        self._busy = True
        file = batch.waiting[0]
        refuse = partial(self._on_refused, batch, file.name)
        self._tasks.run(partial(self._photo_of, file), partial(self._on_read, batch), refuse)

    def _photo_of(self, file: Waiting) -> Photo:
        """Read what the file carries first, so that what is no photo never comes into the library."""
        from desk.photos.reading import read_photo

        data = file.bytes_of()
        photo = read_photo(data, file.name, hashlib.sha256(data).hexdigest())
        self._library.add_media(data)
        return replace(photo, id=file.photo_id or photo.id, alt=photo.alt or file.alt)

    def _on_read(self, batch: Batch, photo: Photo) -> None:
        known = (*batch.session.article.photos, *batch.read)
        there = next((other for other in known if other.media == photo.media), None)
        if batch.waiting and batch.waiting[0].photo_id:
            batch.named[photo.id] = (there or photo).id
        if there is not None and photo.id in batch.named:
            pass  # the text shows the photo that is there
        elif there is not None and batch.is_for_text:
            batch.again.append(there)
        elif there is not None:
            self.refused.emit(photo.name, f"“{photo.name}” is in this story already.")
        else:
            batch.read.append(photo)
        self._count(batch)

    def _on_refused(self, batch: Batch, name: str, sentence: str) -> None:
        self.refused.emit(name, sentence)
        self._count(batch)

    def _count(self, batch: Batch) -> None:
        """One more file is done with."""
        if batch.waiting:
            batch.waiting.popleft()
        self._busy = False
        self._done += 1
        self._tell()
        self._one_read.emit()

    def _add(self, batch: Batch) -> None:
        """One step for all, so that one undo takes them back; into the story that was open when they were given."""
        if batch.read and not self._is_open(batch.session):
            for photo in batch.read:
                self.refused.emit(photo.name, f"“{photo.name}” was not added: its story was closed while it was read.")
            batch.read.clear()
        change = edits.add_photos(batch.session.article, batch.read, may_lead=batch.leads)
        if change is not None:
            batch.session.pause()
            batch.session.apply(change, "intake")
            batch.session.pause()
        self.awaited.emit(batch.session, self._names(batch.session))
        batch.done((*batch.read, *batch.again))

    def _tell(self) -> None:
        """Say how far it is, and what is still being read for each story."""
        self.progress.emit(self._done, self._done + sum(len(batch.waiting) for batch in self._batches))
        for session in dict.fromkeys(batch.session for batch in self._batches):
            self.awaited.emit(session, self._names(session))

    def _names(self, session: Session) -> tuple[str, ...]:
        """The files of a story that are not added yet: placeholders stand until their whole batch is in."""
        mine = [batch for batch in self._batches if batch.session is session]
        return tuple(name for batch in mine for name in _names_in(batch))


def _waiting(paths: Sequence[Path]) -> list[Waiting]:
    return [Waiting(path.name, partial(read_file, path)) for path in paths]


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


def _wanted(picture: Wanted) -> Waiting:
    path = Path(picture.path)
    source = (lambda: picture.data) if picture.data else partial(read_file, path)
    return Waiting(path.name or "Pasted picture", source, picture.id, picture.alt)


def _names_in(batch: Batch) -> tuple[str, ...]:
    return (*(photo.name for photo in batch.read), *(file.name for file in batch.waiting))
