"""What a drop or the clipboard holds for the photos: files of the file manager, or a picture itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desk.article.trouble import Trouble
from desk.ui import look

_KINDS = {
    "image/jpeg": "jpg",
    "image/heic": "heic",
    "image/avif": "avif",
    "image/webp": "webp",
    "image/tiff": "tif",
    "image/png": "png",
}
"""Formats of the clipboard that are files already, those first that carry captions and credits."""


def files_of(data: QMimeData) -> list[Path]:
    """The files of this machine that were dropped or copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def holds_photos(data: QMimeData) -> bool:
    """Whether there is anything that may be a photo."""
    return bool(files_of(data)) or data.hasImage() or any(data.hasFormat(kind) for kind in _KINDS)


def picture_of(data: QMimeData) -> tuple[str, Callable[[], bytes]] | None:
    """A name for the picture and how to get its bytes (which may take a while: not on the GUI thread)."""
    for kind, suffix in _KINDS.items():
        if data.hasFormat(kind):
            return _name(suffix), partial(bytes, data.data(kind).data())
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
