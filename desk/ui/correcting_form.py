"""What the forms that correct and kill a story have in common: their words are kept, and they fit the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.ui.entries import LineEntry, ProseEntry
from desk.ui.labels import Label
from desk.ui.on_screen import keep_within, most_height

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

HIGHEST = 700
"""Pixels of a form, where the screen is high enough for that."""
PROSE = 56
"""Pixels of a field of two lines."""


class KeptForm(QDialog):
    """A form whose words are kept until they are sent, and that fits the screen."""

    begun = Signal(dict)
    """What a person has put into its fields so far, by their names; nothing once it was sent."""
    form = ""

    def __init__(self, parent: QWidget, title: str, width: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.start_over = QPushButton("Start over")
        """Throws away what was begun; seen where something was."""
        self.start_over.setProperty("role", "quiet")
        self.start_over.setAutoDefault(False)
        self.start_over.hide()

    def _fields(self) -> dict[str, LineEntry | ProseEntry]:
        """The fields whose words are kept, by name."""
        raise NotImplementedError

    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.words() for name, field in self._fields().items() if field.words().strip()}

    def take_up(self, texts: Mapping[str, str]) -> bool:
        """Show what was begun before, unless something stands here already; whether it was shown."""
        if not texts or self.texts():
            return False
        for name, field in self._fields().items():
            field.show_words(texts.get(name, ""))
        self.start_over.show()
        return True

    def clear(self) -> None:
        """Throw away what was begun."""
        for field in self._fields().values():
            field.show_words("")
        self.start_over.hide()
        self.begun.emit({})

    def fit(self, spare: int = 0) -> None:
        """Be as high as what stands here, but for pixels that can be spared, and lie within the screen."""
        layout = self.layout()
        most = most_height(self)
        self.setMaximumHeight(most)
        if layout is not None:
            width = max(self.width(), self.minimumWidth())
            wanted = min(layout.totalHeightForWidth(width) - spare, HIGHEST, most)
            self.resize(width, max(wanted, layout.totalMinimumSize().height()))
        if self.isVisible():
            keep_within(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            keep_within(self)


def named(field: LineEntry | ProseEntry, name: str, own: str) -> QVBoxLayout:
    """A field below its name."""
    label = Label(name, "label")
    label.setBuddy(field)
    field.setAccessibleName(name)
    field.set_own_direction("rtl" if own == "rtl" else "ltr")
    if isinstance(field, ProseEntry):
        field.setFixedHeight(PROSE)  # until it is seen, and knows
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(field)
    column.addStretch()
    return column


def beside(said: Label, button: QPushButton) -> QHBoxLayout:
    """What is still to be said, and at the other end of the line a button."""
    row = QHBoxLayout()
    row.addWidget(said, 1)
    row.addWidget(button)
    return row
