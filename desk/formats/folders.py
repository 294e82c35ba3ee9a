"""Which of the files that somebody gives are stories: folders are gone through, what lies beside is left out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desk.photos.files import unreadable

PHOTO_ENDINGS = frozenset(
    (
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".tif", ".tiff", ".avif", ".gif", ".heic", ".heif"),
        *(".bmp", ".svg", ".raw", ".dng", ".cr2", ".nef", ".arw"),
    )
)
"""What names of pictures end in."""
_BESIDE_PAGES = ("_files", "_Dateien", "_fichiers", ".fld")
"""What browsers call the folder of a saved page's pictures and scripts, behind the page's name."""


@dataclass(slots=True)
class Gathered:
    """The files that may be stories, in their order, and a sentence for each folder that cannot be read.

    `passed` counts the files of folders that are no stories by their names; photos are not among them.
    """

    files: list[Path] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    passed: int = 0


def gathered(paths: Sequence[Path]) -> Gathered:
    """Files as they are given, and of each folder the stories in it and in its folders, by their names.

    Hidden files, photos, what a browser saved beside a page and what Desk does not read are left out. Links to folders
    are not followed. Nothing is named twice.
    """
    found = Gathered()
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir fails on a name that is too long
            _go_through(path, found)
        else:
            found.files.append(path)
    found.files = list(dict.fromkeys(found.files))
    return found


def is_photo(path: Path) -> bool:
    """Whether a file is a picture, by its name."""
    return path.suffix.lower() in PHOTO_ENDINGS


def is_named_as_story(path: Path) -> bool:
    """Whether a file's name says that it is a story, and not perhaps a picture; a folder may have stories in it."""
    return (bool(path.suffix) and _is_story(path)) or path.is_dir()


def _go_through(folder: Path, found: Gathered) -> None:
    def refuse(error: OSError) -> None:
        found.refused.append(str(unreadable(Path(error.filename or folder).name, error)))

    for here, folders, names in os.walk(folder, onerror=refuse):
        pages = {Path(name).stem for name in names if name.lower().endswith((".html", ".htm", ".xhtml"))}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_beside(name, pages))
        for path in _shown(Path(here), names):
            if _is_story(path):
                found.files.append(path)
            elif not is_photo(path):
                found.passed += 1


def _shown(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    return (folder / name for name in sorted(names) if not name.startswith((".", "~$")))


def _is_beside(folder: str, pages: set[str]) -> bool:
    return any(folder == page + ending for page in pages for ending in _BESIDE_PAGES)


def _is_story(path: Path) -> bool:
    from desk.formats import FORMATS

    suffix = path.suffix.lower()
    return any(one.read is not None and suffix in one.suffixes for one in FORMATS.values())
