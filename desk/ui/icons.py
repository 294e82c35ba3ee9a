"""Desk's icons: one family of SVG lines in `resources/icons`, tinted by the scheme in force, drawn when seen."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from desk.paths import resources
from desk.ui import look


def icon(name: str) -> QIcon:
    """The icon of that name in the ink of the scheme in force, dimmed where it is disabled, accented where on."""
    return QIcon(_Lines(name, look.colours()))


class _Lines(QIconEngine):
    """Draws an icon in whatever size and state it is asked for."""

    def __init__(self, name: str, scheme: look.Colours) -> None:
        super().__init__()
        self._name, self._scheme = name, scheme

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon with a side of so many dots of the display."""
        return drawing(self._name, self._ink(mode, state), min(size.width(), size.height()), 1.0)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        pixmap = drawing(self._name, self._ink(mode, state), side, painter.device().devicePixelRatioF())
        middle = rect.center()
        painter.drawPixmap(middle.x() + 1 - (side + 1) // 2, middle.y() + 1 - (side + 1) // 2, pixmap)

    def _ink(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode is QIcon.Mode.Disabled:
            return self._scheme.line
        return self._scheme.accent if state is QIcon.State.On else self._scheme.quiet


@lru_cache(maxsize=512)
def drawing(name: str, colour: str, size: int, ratio: float = 2.0) -> QPixmap:
    """The icon as a pixmap `size` pixels wide and high, sharp on displays of up to `ratio`."""
    from PySide6.QtSvg import QSvgRenderer

    svg = _source(name).replace("currentColor", colour)
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.fill("transparent")
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
