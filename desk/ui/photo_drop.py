"""What a drop or the clipboard holds for the photos, files of the file manager or a picture, and a pane to take it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from desk.article.session import Session
from desk.article.trouble import Trouble
from desk.photos.kinds import ENDINGS
from desk.ui import look
from desk.ui.photo_intake import PhotoIntake
from desk.ui.tasks import Tasks

_KINDS = ("image/jpeg", "image/heic", "image/avif", "image/webp", "image/tiff", "image/png")
"""Formats of the clipboard that are files already, those first that carry captions and credits."""


def files_of(data: QMimeData) -> list[Path]:
    """The files of this machine that were dropped or copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def holds_photos(data: QMimeData) -> bool:
    """Whether there is anything that may be a photo."""
    return bool(files_of(data)) or data.hasImage() or any(data.hasFormat(kind) for kind in _KINDS)


def picture_of(data: QMimeData) -> tuple[str, Callable[[], bytes]] | None:
    """A name for the picture and how to get its bytes (which may take a while: not on the GUI thread)."""
    for kind in _KINDS:
        if data.hasFormat(kind):
            return _name(ENDINGS[kind]), partial(bytes, data.data(kind).data())
    image = data.imageData() if data.hasImage() else None
    return (_name("png"), lambda: _png(image)) if isinstance(image, QImage) and not image.isNull() else None


def _name(suffix: str) -> str:
    return f"Pasted {datetime.now():%Y-%m-%d %H.%M.%S}.{suffix}"


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise Trouble("The picture on the clipboard cannot be read; save it to a file and add that.")
    return bytes(buffer.data().data())


class DropVeil(QWidget):
    """Lies over the pane while photos are dragged across it, and says that they may be dropped."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Show it over the whole of its parent."""
        self.setGeometry(self._pane.rect())
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        scheme = look.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(scheme.chrome))
        painter.setPen(QPen(QColor(scheme.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(12, 12, -12, -12), 8, 8)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), "Drop to add to the story")


class PhotoTarget(QWidget):
    """A pane on whose story photos may be dropped, and into which they may be pasted."""

    files_dropped = Signal(list)
    image_pasted = Signal(bytes, str)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._session: Session | None = None
        self._intake: PhotoIntake | None = None
        self.setAcceptDrops(True)
        self.veil = DropVeil(self)

    def take_image(self, data: QMimeData) -> None:
        """Take photo files, or a picture, that were dropped or pasted."""
        if files_of(data):
            self.files_dropped.emit(files_of(data))
            return
        picture, session = picture_of(data), self._session
        if picture is not None and session is not None:
            name, bytes_of = picture
            refuse = partial(self._refuse, session, name)
            self._tasks.run(bytes_of, partial(self._hand_on, session, name), refuse)

    def _hand_on(self, session: Session, name: str, data: bytes) -> None:
        """A picture pasted into one story is not given to another that was opened meanwhile."""
        if session is self._session:
            self.image_pasted.emit(data, name)

    def _refuse(self, session: Session, name: str, sentence: str) -> None:
        if self._intake is not None:
            self._intake.refuse(session, name, sentence)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._session is not None and holds_photos(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.veil.cover()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.veil.hide()
        event.setDropAction(Qt.DropAction.CopyAction)
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
        return (
            self._session is not None and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.veil.isVisible():
            self.veil.cover()
