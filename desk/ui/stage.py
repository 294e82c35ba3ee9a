"""The stage: one photo large, with what can be done to its framing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desk.article.session import Applied, Session
from desk.ui.tasks import Tasks

Picture = Callable[[str, int], bytes]
"""Media and the longer side wanted, in pixels → a JPEG of the upright, uncut original; called off the GUI thread."""


class Stage(QWidget):
    """One photo of a story, and the tools that frame it."""

    def __init__(self, picture: Picture, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, self._tasks = picture, tasks
        self._session: Session | None = None
        self._photo_id = ""

    def show_photo(self, session: Session | None, photo_id: str) -> None:
        """Show a photo of an open story; none where there is none of that ID."""
        self._session, self._photo_id = session, photo_id

    def follow(self, applied: Applied) -> None:
        """Show what a step of the session did to the photo."""
