"""A field for a whole number, typed in the digits of any script."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QSpinBox

from desk.ui.entries import is_undo

_PLAIN = """
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QLineEdit, QLineEdit:focus { background: transparent; border: none; padding: 0 4px; min-height: 0; }
"""
"""The line of text inside is no field of its own."""


class NumberBox(QSpinBox):
    """A number; `none` is what the least one is called, if it has a name. What is typed counts once it is left."""

    def __init__(self, name: str, none: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        self.setFixedWidth(76)
        self.setStyleSheet(_PLAIN)
        self.setSpecialValueText(none)

    def show_number(self, number: int) -> None:
        """Show a number that came from elsewhere."""
        blocked = self.blockSignals(True)
        self.setValue(number)
        self.blockSignals(blocked)

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        state, number = QValidator.State, _number(text)
        if number is None:
            unfinished = self.specialValueText().startswith(text)
            return (state.Intermediate if unfinished or not text.strip() else state.Invalid), text, place
        if number > self.maximum():
            return state.Invalid, text, place
        return (state.Acceptable if number >= self.minimum() else state.Intermediate), text, place

    def valueFromText(self, text: str) -> int:
        number = _number(text)
        return self.minimum() if number is None else number

    def textFromValue(self, value: int) -> str:
        return str(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _number(text: str) -> int | None:
    """The number that was typed, in digits of any script; None where it is none."""
    typed = text.strip().replace(",", "").replace("٬", "")
    return int(typed) if typed.isdecimal() else None
