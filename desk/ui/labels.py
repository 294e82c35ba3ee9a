"""Labels of panes, lines and dialogs: at the leading side, whatever script their words begin with.

The interface speaks English in a mirrored window too; its words keep their order there, and stand at the right.
"""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from desk.ui.wording import isolated

SMALL = 0.92
"""The sidebar's labels and notes, as a share of the interface's type."""


class Label(QLabel):
    """Plain words at the leading side.

    Qt aligns a label by the direction of its own text; in a mirrored window, or where a sentence begins with a
    name in the other script, that would be the wrong side.
    """

    def __init__(self, text: str = "", role: str = "", *, wraps: bool = False) -> None:
        super().__init__(text, textFormat=Qt.TextFormat.PlainText, wordWrap=wraps)
        if role:
            self.setProperty("role", role)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        rightward = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if rightward else Qt.AlignmentFlag.AlignRight
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class SmallLabel(Label):
    """A label in the sidebar's small type."""

    def __init__(self, text: str = "", role: str = "label") -> None:
        super().__init__(text, role)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * SMALL)
        self.setFont(font)
        self.setIndent(0)


def problem_line() -> Label:
    """What is wrong in a dialog. Its place is kept while nothing is, so that the rest is never pressed together."""
    label = Label(role="problem", wraps=True)
    policy = label.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    label.setSizePolicy(policy)
    return label


def set_role(widget: QWidget, role: str | bool, name: str = "role") -> None:
    """Give a widget another role in the style sheet."""
    if widget.property(name) != role:
        widget.setProperty(name, role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def hint_for(text: str, direction: Qt.LayoutDirection) -> str:
    """A hint that stands where typing will begin: Qt aligns one by its first letter of a clear direction."""
    return f"\u200f{isolated(text)}" if text and direction == Qt.LayoutDirection.RightToLeft else text


def plain_tip(text: str) -> str:
    """A tooltip that shows a text as it is: Qt would take one with tags in it for HTML, and load what these name."""
    return QtGui.Qt.convertFromPlainText(text) if QtGui.Qt.mightBeRichText(text) else text
