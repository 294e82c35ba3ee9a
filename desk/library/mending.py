"""Originals that are missing or altered: which of some are, which backups have them as they came, and taking them back.

On a stick the originals lie beside the backups; what a restore put aside has its own. Each is compared with its name,
which is the SHA-256 of its bytes, so that nothing but the very file comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from desk.article.trouble import Trouble
from desk.library.backup import file_digest
from desk.library.backups import Backups
from desk.library.media import Media
from desk.library.opening import MEDIA

MISSING, ALTERED, UNREADABLE = "is missing", "was altered", "cannot be read"
"""What may be wrong with an original, as it follows the photo's name."""
Seen = dict[str, tuple[int, int]]
"""Of originals that were found as they came, when they were written last, in nanoseconds, and their bytes."""


def unsound(folder: Path, names: Iterable[str], seen: Seen) -> dict[str, str]:
    """What is wrong with originals of the library in `folder`, by their names.

    Those that were `seen` and are untouched since are not read again.
    """
    found = ((name, _wrong(Media(folder / MEDIA).path(name), seen)) for name in names)
    return {name: what for name, what in found if what}


def _wrong(file: Path, seen: Seen) -> str:
    try:
        stat = file.stat()
        now = (stat.st_mtime_ns, stat.st_size)
        if seen.get(file.name) != now:
            if file_digest(file) != file.name:
                return ALTERED
            seen[file.name] = now
    except FileNotFoundError:
        return MISSING
    except OSError:
        return UNREADABLE
    return ""


def at_hand(folder: Path, backups: Backups, names: Iterable[str]) -> dict[str, Path]:
    """Where originals lie as they came, outside the library in `folder`, as far as they do."""
    places = _places(folder, backups)
    found = {name: next((place / name for place in places if _is_sound(place / name)), None) for name in names}
    return {name: file for name, file in found.items() if file is not None}


def _places(folder: Path, backups: Backups) -> list[Path]:
    aside = sorted(folder.parent.glob(f"{folder.name}-before-restore-*/{MEDIA}"), reverse=True)
    with suppress(Trouble):  # the setting of a damaged library
        if chosen := backups.chosen:
            return [backups.place(chosen) / MEDIA, *aside]
    return aside


def _is_sound(file: Path) -> bool:
    with suppress(OSError):
        return file_digest(file) == file.name
    return False


def take_back(folder: Path, files: Mapping[str, Path]) -> None:
    """Take originals back into the library in `folder`. Raises Trouble where one cannot be had or kept."""
    for name, file in files.items():
        try:
            data = file.read_bytes()
        except OSError as error:
            raise Trouble(f"{file} cannot be read ({error.strerror}); plug its disk in, and try again.") from error
        if Media(folder / MEDIA).add(data) != name:
            raise Trouble(f"{file} was altered; add the photo again.")
