"""Panes that take photos from outside: files dropped on them, and pictures dropped or pasted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from desk.article.session import Session
from desk.ui.photo_drop import DropVeil, files_of, holds_photos, picture_of
from desk.ui.tasks import Tasks


class CatchingPane(QWidget):
    """A pane on one story. What comes goes out by signals: the window gives it to the PhotoIntake."""

    files_dropped = Signal(list)
    image_pasted = Signal(bytes, str)
    unreadable = Signal(str)
    """The sentence that says why a picture could not be taken from the clipboard."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._session: Session | None = None
        self.setAcceptDrops(True)
        self.veil = DropVeil(self)

    def take_image(self, data: QMimeData) -> None:
        """Take photo files, or a picture, that were dropped or pasted."""
        if files_of(data):
            self.files_dropped.emit(files_of(data))
            return
        picture = picture_of(data)
        if picture is not None:
            name, bytes_of = picture
            session = self._session
            self._tasks.run(bytes_of, lambda made: self._hand_on(session, name, made), self.unreadable.emit)

    def _hand_on(self, session: Session | None, name: str, data: bytes) -> None:
        """A picture pasted into one story is not given to another that was opened meanwhile."""
        if session is self._session:
            self.image_pasted.emit(data, name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._session is not None and holds_photos(event.mimeData()):
            event.accept()
            self.veil.cover()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.veil.hide()
        event.accept()
        self.take_image(event.mimeData())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._is_paste(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_paste(event):
            self.take_image(QGuiApplication.clipboard().mimeData())
            return
        super().keyPressEvent(event)

    def _is_paste(self, event: QEvent) -> bool:
        """A paste that no text field took for itself."""
        is_key = self._session is not None and isinstance(event, QKeyEvent)
        return is_key and event.matches(QKeySequence.StandardKey.Paste)  # type: ignore[attr-defined]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.veil.isVisible():
            self.veil.cover()
