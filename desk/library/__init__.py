"""Keeping articles: database, search, versions, journal, originals, backup."""

from __future__ import annotations

from pathlib import Path

from desk.library.finding import Row
from desk.library.journal import Journal
from desk.library.library import Library, Opened
from desk.library.versions import Version

__all__ = ["Journal", "Library", "Opened", "Row", "Version", "restore"]


def restore(file: Path, folder: Path) -> Path:
    """Bring a library back from a backup. What was in `folder` is kept beside it; the folder again."""
    from desk.library import backup

    return backup.restore(Path(file), Path(folder))
