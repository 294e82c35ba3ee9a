"""Urgency as nine small buttons in a row, 1 (flash) to 9, as the wires number it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton

from desk.article.record import Value
from desk.ui import look
from desk.ui.bindings import Binding
from desk.ui.rows import BoundRow

NAMES = {1: "flash", 2: "bulletin", 3: "urgent", 5: "routine", 8: "least urgent", 9: "by hand"}


class UrgencyPicker(QFrame):
    """The nine buttons; the arrow keys go from one to the next."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "segments")
        self._group = QButtonGroup(self, exclusive=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for number in range(1, 10):
            button = self._button(number)
            self._group.addButton(button, number)
            line.addWidget(button)
        self._group.idToggled.connect(self._on_toggled)
        self._quiet = False

    def button(self, number: int) -> QToolButton:
        """The button of that urgency."""
        button = self._group.button(number)
        assert isinstance(button, QToolButton)
        return button

    def show_urgency(self, number: int) -> None:
        """Mark a number, without telling; any other than 1 to 9 marks none."""
        self._quiet = True
        self._group.setExclusive(1 <= number <= 9)
        for one in range(1, 10):
            self.button(one).setChecked(one == number)
        self._group.setExclusive(True)
        self.setFocusProxy(self.button(number if 1 <= number <= 9 else 5))
        self._quiet = False

    def _button(self, number: int) -> QToolButton:
        button = QToolButton()
        button.setText(str(number))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setProperty("role", "segment")
        name = NAMES.get(number, "")
        button.setAccessibleName(f"Urgency {number}{', ' if name else ''}{name}")
        button.setToolTip(f"{number} – {name}" if name else str(number))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFixedHeight(look.TARGET)
        return button

    def _on_toggled(self, number: int, on: bool) -> None:
        if on and not self._quiet:
            self.setFocusProxy(self.button(number))
            self.picked.emit(number)


class UrgencyRow(BoundRow):
    """Urgency in the form."""

    def __init__(self, binding: Binding, origin: str = "details") -> None:
        self.picker = UrgencyPicker()
        super().__init__(binding, self.picker, origin)
        self.picker.picked.connect(lambda number: self.put(number, as_step=True))

    def show_value(self, value: Value) -> None:
        self.picker.show_urgency(value if isinstance(value, int) else 0)
