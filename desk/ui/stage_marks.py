"""What is drawn over the photo on the stage: the cut, its handles, lines to judge by, and the focal point."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desk.article.framing import Box, Point
from desk.ui.stage_boxes import HANDLES, place_of

HANDLE = 12
"""Pixels across a handle."""
REACH = 14
"""Pixels from a handle's middle at which it is still taken hold of."""
_CELLS = 16
"""Cells of the grid along the frame's longer side."""
_SHADE, _WHITE = QColor(0, 0, 0, 150), QColor(255, 255, 255)
_OUTLINE, _HAIR = QColor(0, 0, 0, 130), QColor(255, 255, 255, 140)
_RIM = QColor(0, 0, 0, 205)
"""White with a dark rim is seen on any photo, so these are no colours of a scheme."""


def spot_of(area: QRectF, place: Point) -> QPointF:
    """Where a place of the frame lies in the area that shows it."""
    return QPointF(area.left() + place[0] * area.width(), area.top() + place[1] * area.height())


def part_of(area: QRectF, box: Box) -> QRectF:
    """Where a box of the frame lies in the area that shows it."""
    return QRectF(spot_of(area, box[:2]), spot_of(area, box[2:]))


def shade(painter: QPainter, area: QRectF, cut: QRectF) -> None:
    """Dim what is cut away."""
    outside = QPainterPath()
    outside.addRect(area)
    inside = QPainterPath()
    inside.addRect(cut)
    painter.fillPath(outside.subtracted(inside), _SHADE)


def edges(painter: QPainter, cut: QRectF) -> None:
    """The cut's outline."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(_OUTLINE, 3), QPen(_WHITE, 1)):
        painter.setPen(pen)
        painter.drawRect(cut)


def handles(painter: QPainter, area: QRectF, box: Box) -> None:
    """The eight places to take hold of a cut."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_OUTLINE, 1))
    painter.setBrush(_WHITE)
    for handle in HANDLES:
        painter.drawEllipse(spot_of(area, place_of(box, handle)), HANDLE / 2, HANDLE / 2)


def thirds(painter: QPainter, cut: QRectF) -> None:
    """Lines that part the cut in three both ways."""
    across, down = cut.width() / 3, cut.height() / 3
    _lines(painter, cut, [across, 2 * across], [down, 2 * down])


def grid(painter: QPainter, area: QRectF) -> None:
    """Fine lines from the middle outwards, to lay a horizon on."""
    cell = max(8.0, max(area.width(), area.height()) / _CELLS)
    _lines(painter, area, _steps(area.width(), cell), _steps(area.height(), cell))


def _steps(length: float, cell: float) -> list[float]:
    first = length / 2 % cell
    return [first + number * cell for number in range(int((length - first) / cell) + 1)]


def _lines(painter: QPainter, within: QRectF, across: list[float], down: list[float]) -> None:
    upright = [QLineF(within.left() + x, within.top(), within.left() + x, within.bottom()) for x in across]
    level = [QLineF(within.left(), within.top() + y, within.right(), within.top() + y) for y in down]
    for colour, shift in ((QColor(0, 0, 0, 60), 1.0), (_HAIR, 0.0)):
        painter.setPen(QPen(colour, 1))
        painter.drawLines([line.translated(shift, shift) for line in (*upright, *level)])


def focal_point(painter: QPainter, spot: QPointF) -> None:
    """A ring with a dot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(_RIM, 6), QPen(_WHITE, 2.5)):
        painter.setPen(pen)
        painter.drawEllipse(spot, 13, 13)
    painter.setPen(QPen(_RIM, 1.75))
    painter.setBrush(_WHITE)
    painter.drawEllipse(spot, 3.5, 3.5)
