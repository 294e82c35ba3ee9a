"""Undo and redo are the article's: fields of its text leave these keys to the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def ignores_undo(event: QEvent) -> bool:
    """Whether a field should leave this key to the window: undo and redo belong to the article, not to a field."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )
