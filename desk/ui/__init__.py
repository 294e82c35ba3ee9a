"""The window: one module per pane. Qt lives here and in `desk.app`, nowhere else."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - which does what is mended here


def _import_as_ever() -> None:
    """Have modules imported by Python alone.

    PySide6 looks at every import, and reads the source of every module, for the sake of its `__feature__`s (see
    shibokensupport/feature.py), which Desk uses none of: a tenth of the start, and 7 MB of sources held for good.
    """
    ours, theirs = getattr(builtins, "__orig_import__", None), getattr(builtins, "__feature_import__", None)
    if ours is not None and builtins.__import__ is theirs:
        builtins.__import__ = ours


_import_as_ever()
