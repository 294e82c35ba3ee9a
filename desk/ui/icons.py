"""Desk's icons: one family of SVG lines in `resources/icons`, tinted by the scheme in force."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desk.paths import resources
from desk.ui import look

_SIZES = (16, 18, 24, 32, 48)


def icon(name: str) -> QIcon:
    """The icon of that name in the ink of the scheme in force, dimmed where it is disabled, accented where on."""
    scheme = look.colours()
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(drawing(name, scheme.quiet, size), QIcon.Mode.Normal, QIcon.State.Off)
        made.addPixmap(drawing(name, scheme.accent, size), QIcon.Mode.Normal, QIcon.State.On)
        made.addPixmap(drawing(name, scheme.line, size), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


@lru_cache(maxsize=512)
def drawing(name: str, colour: str, size: int, ratio: float = 2.0) -> QPixmap:
    """The icon as a pixmap `size` pixels wide and high, sharp on displays of up to `ratio`."""
    svg = _source(name).replace("currentColor", colour)
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
