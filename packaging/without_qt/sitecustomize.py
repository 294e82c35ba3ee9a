"""Hides PySide6 from every Python that is started with this folder on its PYTHONPATH, as if it were not installed.

The tests of the core run like that, and the programs that they start in turn.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

_HIDDEN = {"PySide6", "shiboken6", "pytestqt"}


class FinderWithoutQt(PathFinder):
    """Python's own finder of modules, which does not find Qt."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where a module lies; None for all of Qt."""
        return None if fullname.partition(".")[0] in _HIDDEN else super().find_spec(fullname, path, target)


sys.meta_path[:] = [FinderWithoutQt if finder is PathFinder else finder for finder in sys.meta_path]
