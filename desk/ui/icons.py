"""Desk's icons: one family of SVG lines in `resources/icons`, tinted by the scheme in force, drawn when seen.

Those of a toolbar's size are drawn beforehand as well, into strips (`packaging/icon_strips.py`).
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QSize
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
    side = round(size * ratio)
    pixmap = _from_strip(name, colour, side) or from_svg(name, colour, side)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def from_svg(name: str, colour: str, side: int) -> QPixmap:
    """The icon drawn anew, `side` dots wide and high."""
    from PySide6.QtCore import QByteArray, QRectF
    from PySide6.QtSvg import QSvgRenderer

    svg = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill("transparent")
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def _from_strip(name: str, colour: str, side: int) -> QPixmap | None:
    """The icon from the strip of those drawn beforehand: see packaging/icon_strips.py."""
    strip, places = _strip(side)
    if name not in places:
        return None
    pixmap = strip.copy(places[name] * side, 0, side, side)
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), colour)
    painter.end()
    return pixmap


@lru_cache(maxsize=4)
def _strip(side: int) -> tuple[QPixmap, dict[str, int]]:
    """The strip of icons of so many dots, and the place of each; no places where there is no such strip."""
    folder = resources() / "icons" / "strips"
    strip = QPixmap(str(folder / f"{side}.png"))
    names = [] if strip.isNull() else (folder / "names.txt").read_text(encoding="utf-8").split()
    return strip, {name: number for number, name in enumerate(names)}
