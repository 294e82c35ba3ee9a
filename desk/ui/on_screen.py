"""Dialogs on small screens: none is higher than the screen, and none lies with its title bar above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

AROUND = 60
"""Pixels of the screen's height that are left to the title bar and what stands around the dialog."""
TITLE = 32
"""Pixels of a title bar, where nobody knows yet how high it is."""


def most_height(dialog: QWidget) -> int:
    """How high a dialog may be, in pixels."""
    return _available(dialog).height() - AROUND


def keep_within(dialog: QWidget) -> None:
    """Move a dialog so far that all of it, its title bar first, lies on the screen."""
    screen, frame, inner = _available(dialog), dialog.frameGeometry(), dialog.geometry()
    above = max(inner.top() - frame.top(), TITLE)
    room = screen.adjusted(
        *(inner.left() - frame.left(), above, inner.right() - frame.right(), inner.bottom() - frame.bottom())
    )
    left = max(room.left(), min(inner.left(), room.right() + 1 - inner.width()))
    top = max(room.top(), min(inner.top(), room.bottom() + 1 - inner.height()))
    if (left, top) != (inner.left(), inner.top()):
        dialog.move(left - (inner.left() - frame.left()), top - (inner.top() - frame.top()))


def _available(dialog: QWidget) -> QRect:
    return (dialog.screen() or QGuiApplication.primaryScreen()).availableGeometry()
