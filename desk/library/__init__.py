"""Keeping articles: database, search, versions, journal, originals, backup."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.library.finding import Row
    from desk.library.journal import Journal
    from desk.library.library import Library
    from desk.library.opened import Opened
    from desk.library.versions import Version

__all__ = ["Journal", "Library", "Opened", "Row", "Version", "restore"]
_HOMES = {"Journal": "journal", "Library": "library", "Opened": "opened", "Row": "finding", "Version": "versions"}
"""The module that each name lives in. It is loaded when the name is asked for: the window opens without most."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def restore(file: Path, folder: Path, tell: Callable[[str], None] = lambda _sentence: None) -> Path:
    """Bring a library back from a backup; the folder again. What was in it is kept beside it, and `tell` says where.

    Raises Trouble, once all that is sound was restored, where originals that stories use are missing or altered.
    """
    from desk.library import backup

    return backup.restore(Path(file), Path(folder), tell)
