"""Draws a photo as it is printed: turned, straightened and cut, from a small picture of the file as it came."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from desk.article.framing import FREE, framing_of
from desk.article.model import Photo


def printed_area(pixmap: QPixmap, photo: Photo, room: QRectF) -> QRectF:
    """Where in `room` the whole of what is printed goes: in its middle, as large as it fits."""
    size = pixmap.deviceIndependentSize()
    wide, high = framing_of(photo, (size.width(), size.height())).cut(FREE)
    fitted = QSizeF(wide, high).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF(room.center() - QPointF(fitted.width() / 2, fitted.height() / 2), fitted)


def draw_framed(painter: QPainter, pixmap: QPixmap, photo: Photo, area: QRectF) -> None:
    """Fill `area`, which has the shape of what is printed, with it; the painter's clip goes on holding."""
    size = pixmap.deviceIndependentSize()
    framing = framing_of(photo, (size.width(), size.height()))
    left, top, right, _bottom = framing.box(FREE)
    wide, high = framing.frame
    scale = area.width() / max(1e-6, (right - left) * wide)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.translate(area.topLeft())
    painter.scale(scale, scale)
    painter.translate((0.5 - left) * wide, (0.5 - top) * high)
    painter.rotate(photo.tilt + 90 * (photo.turn % 4))
    painter.translate(-size.width() / 2, -size.height() / 2)
    painter.drawPixmap(QPointF(0, 0), pixmap)
    painter.restore()
