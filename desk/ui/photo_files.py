"""Photo files on their way into a story: which there are, and what is to be said of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desk.article.model import Photo
from desk.article.session import Session

_ENDINGS = ("jpg", "jpeg", "jpe", "jfif", "png", "webp", "tif", "tiff", "gif", "heic", "heif", "avif")
SUFFIXES = frozenset(f".{name}" for name in _ENDINGS)
"""What is looked at inside a folder; a file named by itself is always looked at."""
Photos = tuple[Photo, ...]
Source = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A file on its way into a story, as its tile shows it.

    `key` tells it from all others. `media` is there once it is read, `trouble` once it is known why it will not be
    added: a plain sentence, which stays until it is dismissed.
    """

    name: str
    key: int
    trouble: str = ""
    media: str = ""


@dataclass(eq=False, slots=True)
class Incoming:
    """One file to be read. `photo_id` is the ID that its photo is to have, where the text names it already."""

    key: int
    name: str
    bytes_of: Source
    photo_id: str = ""
    alt: str = ""
    is_begun: bool = False
    photo: Photo | None = None
    trouble: str = ""

    @property
    def is_done(self) -> bool:
        """Whether it was read, or could not be."""
        return self.photo is not None or bool(self.trouble)


@dataclass(slots=True)
class Sorted:
    """What has come of a batch until now, in the order in which its files were given."""

    fresh: list[Photo] = field(default_factory=list)
    """Photos that the story has not."""
    again: list[Photo] = field(default_factory=list)
    """Photos of the story that are to stand in its text once more."""
    named: dict[str, str] = field(default_factory=dict)
    """Which photo of the story a wanted ID means."""
    awaited: list[Awaited] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Batch:
    """Files that were given together, for one story. `is_listed` once folders have been looked into."""

    session: Session
    done: Callable[[Sorted], None]
    files: list[Incoming]
    is_listed: bool = True
    is_for_text: bool = False
    """Whether they are put into the text, where a photo that is there already may stand again."""
    leads: bool = True
    """Whether the first of them may become the lead photo."""
    replaces: str = ""
    """The photo whose file is to be replaced by this one."""

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be read."""
        return self.is_listed and all(file.is_done for file in self.files)

    @property
    def unread(self) -> int:
        """How many files are still to be read."""
        return sum(not file.is_done for file in self.files)

    def drop_unread(self) -> None:
        """Want no more than what was read until now."""
        self.files = [file for file in self.files if file.is_done]
        self.is_listed = True

    def next_file(self) -> Incoming | None:
        """The first file that nobody has begun to read."""
        return next((file for file in self.files if not file.is_begun), None) if self.is_listed else None

    def sorted(self) -> Sorted:
        """What has come of it: a file whose bytes the story holds already is shared, or told of."""
        found, there = Sorted(), {photo.media: photo for photo in self.session.article.photos}
        for file in self.files:
            self._sort(file, found, there)
        return found

    def _sort(self, file: Incoming, found: Sorted, there: dict[str, Photo]) -> None:
        trouble, media = file.trouble, file.photo.media if file.photo else ""
        same = there.get(media)
        if file.photo is not None and same is None:
            there[media] = file.photo
            found.fresh.append(file.photo)
        elif same is not None and self.is_for_text:
            found.again.append(same)
        elif same is not None and not file.photo_id:
            trouble = f"“{file.name}” is in this story already."
        if file.photo is not None and file.photo_id:
            found.named[file.photo_id] = there[media].id
        found.awaited.append(Awaited(file.name, file.key, trouble, media))


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
