"""Keeping articles: database, search, versions, journal, originals, backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desk.library.finding import Row
from desk.library.journal import Journal
from desk.library.library import Library, Opened
from desk.library.versions import Version

__all__ = ["Journal", "Library", "Opened", "Row", "Version", "restore"]


def restore(file: Path, folder: Path, tell: Callable[[str], None] = lambda _sentence: None) -> Path:
    """Bring a library back from a backup; the folder again. What was in it is kept beside it, and `tell` says where.

    Raises Trouble, once all that is sound was restored, where originals that stories use are missing or altered.
    """
    from desk.library import backup

    return backup.restore(Path(file), Path(folder), tell)
