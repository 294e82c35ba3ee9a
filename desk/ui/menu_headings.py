"""Small headings in menus, which tell of what the rows below them speak: nothing is done by them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QApplication

from desk.ui.labels import SMALL


def heading(text: str, parent: QObject) -> QAction:
    """A row that only says something; the keys pass it by."""
    action = QAction(text.replace("&", "&&"), parent)
    action.setEnabled(False)
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * SMALL)
    font.setWeight(QFont.Weight.DemiBold)
    action.setFont(font)
    return action
