"""Small buttons of the sidebar that show one of our icons and keep it in the colours of the scheme in force."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QToolButton, QWidget

from desk.ui import look
from desk.ui.icons import icon


class IconButton(QToolButton):
    """An icon to click, with a name for those who cannot see it."""

    def __init__(self, picture: str, name: str, tip: str = "", side: int = look.TARGET + 2) -> None:
        super().__init__()
        self._picture = picture
        self.setAccessibleName(name)
        self.setToolTip(tip or name)
        self.setIconSize(look.ICON)
        self.setFixedSize(QSize(side, side))
        self.setIcon(icon(picture))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.setIcon(icon(self._picture))


def told(widget: QWidget, name: str, tip: str = "") -> None:
    """Give a widget its name for screen readers and its tooltip."""
    widget.setAccessibleName(name)
    widget.setToolTip(tip or name)
