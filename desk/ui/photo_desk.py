"""The photo desk: all photos of a story on a sheet, one of them large, and their words, beside the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.article.session import Session
from desk.ui.photo_intake import PhotoIntake
from desk.ui.thumbnails import Thumbnails


class PhotoDesk(QWidget):
    """The pane. What comes from outside goes out by signals first: the window gives it to the PhotoIntake."""

    add_requested = Signal()
    files_dropped = Signal(list)
    image_pasted = Signal(bytes, str)
    insert_requested = Signal(str)
    replace_requested = Signal(str)
    close_requested = Signal()

    def __init__(
        self, thumbnails: Thumbnails, completions: Callable[[str, str], list[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.thumbnails, self._completions = thumbnails, completions
        self.setObjectName("photoDesk")
        self.setAccessibleName("Photo desk")

    def show_session(self, session: Session | None) -> None:
        """Show the photos of another article."""

    def choose(self, photo_id: str) -> None:
        """Select a photo."""

    def follow_intake(self, intake: PhotoIntake) -> None:
        """Show what an intake is reading, and what it could not add."""
