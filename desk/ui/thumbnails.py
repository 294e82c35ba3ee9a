"""Small pictures of photos for lists: made and decoded off the GUI thread, kept in memory while they are in use."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from desk.article.trouble import Trouble
from desk.ui.tasks import Tasks

KEPT = 96_000_000
"""Bytes of pixmaps kept in memory: more than any display shows at once."""
Key = tuple[str, int]


class Pictures(Protocol):
    """Where photos come from; the Library is one."""

    def thumbnail(self, media: str, side: int) -> bytes:
        """The photo as a small JPEG."""

    def original(self, media: str) -> bytes:
        """The file as it was added."""


class Thumbnails(QObject):
    """Asks the library for small pictures and says when they are `ready`."""

    ready = Signal(str)
    """A picture of this media is there now."""

    def __init__(self, library: Pictures, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library, self.tasks = library, tasks
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._size = 0
        self._asked: set[Key] = set()
        self._failed: dict[str, str] = {}

    def pixmap(self, media: str, side: int) -> QPixmap | None:
        """The photo within `side` × `side` pixels of the display's own measure, or None while it is being made.

        On a display of high density the pixmap holds more dots and says so by its devicePixelRatio.
        """
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        key = (media, round(side * ratio))
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._asked and media not in self._failed:
            self._asked.add(key)
            self.tasks.run(partial(self._made, key), partial(self._keep, key, ratio), partial(self._give_up, key))
        return None

    def has_failed(self, media: str) -> bool:
        """Whether no picture can be made of this media."""
        return media in self._failed

    def trouble(self, media: str) -> str:
        """Why no picture can be made of this media, as a sentence; empty where one can, or nobody has tried."""
        return self._failed.get(media, "")

    def try_again(self, media: str) -> None:
        """A photo that could not be shown may be now."""
        self._failed.pop(media, None)
        self.ready.emit(media)

    def _made(self, key: Key) -> QImage:
        image = QImage.fromData(self.library.thumbnail(*key))
        if image.isNull():
            raise Trouble("This photo cannot be shown.")
        return image

    def _keep(self, key: Key, ratio: float, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self._asked.discard(key)
        self._kept[key] = pixmap
        self._size += _bytes(pixmap)
        while self._size > KEPT:
            self._size -= _bytes(self._kept.popitem(last=False)[1])
        self.ready.emit(key[0])

    def _give_up(self, key: Key, sentence: str) -> None:
        """A photo that cannot be shown is not asked for again and again; the list paints a blank for it."""
        self._asked.discard(key)
        self._failed[key[0]] = sentence
        self.ready.emit(key[0])


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8
