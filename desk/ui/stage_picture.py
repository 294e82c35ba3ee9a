"""The picture on the stage: read and decoded off the GUI thread, and drawn as it is framed, in any size.

It is kept in several sizes, each half of the one before, so that drawing it small is quick and shows no jagged lines.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from desk.article.framing import WHOLE, Box, Framing
from desk.article.trouble import Trouble
from desk.ui.tasks import Tasks

PictureOf = Callable[[str, int], bytes]
"""Media and the longer side wanted, in pixels → a JPEG of the upright, uncut original; called off the GUI thread."""
SIDES = (1024, 2048)
"""Longer sides, in pixels, that are asked for: few, for the library keeps each."""
KEPT = 4
"""Pictures kept in memory, for going back and forth; about 12 MB each at the larger side."""
_LEAST = 64
"""The longer side, in pixels, that is not halved any more."""
_UNSHOWN = "This photo cannot be shown; its file may be damaged."


@dataclass(frozen=True, slots=True)
class Drawable:
    """An upright, uncut photo in several sizes, the largest first."""

    levels: tuple[QImage, ...]

    @property
    def size(self) -> tuple[float, float]:
        """Pixels of the largest."""
        return float(self.levels[0].width()), float(self.levels[0].height())

    def draw(self, framing: Framing, dots: QSize, box: Box = WHOLE) -> QImage:
        """A part of the frame in so many dots; only the shape of `framing.size` matters, not how large it is."""
        level = self._level_for(framing, dots.width() / max(1e-9, box[2] - box[0]))
        image = QImage(dots, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.black)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        _look_at(painter, replace(framing, size=(level.width(), level.height())), dots, box)
        painter.drawImage(QPointF(0, 0), level)
        painter.end()
        return image

    def _level_for(self, framing: Framing, whole: float) -> QImage:
        """The smallest level that has a dot for each where the frame is `whole` dots wide."""
        chosen = self.levels[0]
        for level in self.levels[1:]:
            if replace(framing, size=(level.width(), level.height())).frame[0] < whole:
                break
            chosen = level
        return chosen


def _look_at(painter: QPainter, framing: Framing, dots: QSize, box: Box) -> None:
    """Have the painter draw the upright picture as it is framed."""
    (width, height), (wide, high) = framing.size, framing.frame
    painter.scale(dots.width() / (box[2] - box[0]) / wide, dots.height() / (box[3] - box[1]) / high)
    painter.translate((0.5 - box[0]) * wide, (0.5 - box[1]) * high)
    painter.rotate(framing.tilt + 90 * framing.turn)
    painter.translate(-width / 2, -height / 2)


def decoded(data: bytes) -> Drawable:
    """The picture of a JPEG's bytes. Raises Trouble where they are none."""
    image = QImage.fromData(data).convertToFormat(QImage.Format.Format_RGB32)
    if image.isNull():
        raise Trouble(_UNSHOWN)
    levels = [image]
    while max(image.width(), image.height()) > 2 * _LEAST:
        half = QSize(max(1, image.width() // 2), max(1, image.height() // 2))
        how = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(half, *how)
        levels.append(image)
    return Drawable(tuple(levels))


class StagePicture(QObject):
    """The picture of the photo on the stage, once it is there, or what is wrong with it."""

    changed = Signal()

    def __init__(self, picture: PictureOf, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture, self._tasks = picture, tasks
        self._media, self._side = "", 0
        self._kept: OrderedDict[str, tuple[int, Drawable]] = OrderedDict()
        self._asked: set[tuple[str, int]] = set()
        self._troubles: dict[str, str] = {}

    @property
    def drawable(self) -> Drawable | None:
        """The picture, in a smaller size until the one wanted is there; None while it is read for the first time."""
        return self._kept[self._media][1] if self._media in self._kept else None

    @property
    def trouble(self) -> str:
        """Why it cannot be shown, in one sentence; empty where it can."""
        return self._troubles.get(self._media, "")

    def want(self, media: str, dots: int) -> None:
        """Have the picture of a media at hand, good for so many dots; none where that is empty."""
        if media != self._media:
            self._troubles.pop(media, None)  # its file may be back
        self._media = media
        side = next((side for side in SIDES if side >= dots), SIDES[-1])
        if media in self._kept:
            self._kept.move_to_end(media)
        if not media or media in self._troubles or self._has(media, side) or (media, side) in self._asked:
            return
        self._asked.add((media, side))
        answers = partial(self._keep, media, side), partial(self._give_up, media, side)
        self._tasks.run(partial(_read, self._picture, media, side), *answers)

    def _has(self, media: str, side: int) -> bool:
        return media in self._kept and self._kept[media][0] >= side

    def _keep(self, media: str, side: int, drawable: Drawable) -> None:
        self._asked.discard((media, side))
        if self._has(media, side):
            return
        self._kept[media] = side, drawable
        if self._media in self._kept:
            self._kept.move_to_end(self._media)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self._tell(media)

    def _give_up(self, media: str, side: int, sentence: str) -> None:
        if media in self._kept:
            return  # what is there is less sharp, and better than words; it is not asked for again
        self._asked.discard((media, side))
        self._troubles[media] = sentence
        self._tell(media)

    def _tell(self, media: str) -> None:
        if media == self._media:
            self.changed.emit()


def _read(picture: PictureOf, media: str, side: int) -> Drawable:
    return decoded(picture(media, side))


def pixmap(drawable: Drawable, framing: Framing, room: QSize, ratio: float, box: Box = WHOLE) -> QPixmap:
    """A part of the frame as a pixmap of `room` pixels, sharp on a display with `ratio` dots to a pixel."""
    made = QPixmap.fromImage(drawable.draw(framing, room * ratio, box))
    made.setDevicePixelRatio(ratio)
    return made
