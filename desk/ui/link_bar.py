"""The line above the text in which the address of a link is typed; Enter sets it, Esc leaves the text as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.article.addresses import address_of
from desk.ui import look
from desk.ui.buttons import IconButton, told
from desk.ui.entries import LineEntry
from desk.ui.labels import Label

PROBLEM = "A link needs an address of the web or of a person, such as https://example.org or me@example.org."


class AddressLine(LineEntry):
    """Takes an address."""

    given = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class LinkBar(QFrame):
    """Shown while a link is made or changed."""

    set_wanted = Signal(str)
    """The address that was given."""
    remove_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAccessibleName("Link")
        self.address = AddressLine()
        told(self.address, "Address of the link", "Address of the link (Enter: set it)")
        self.address.set_hint("https://")
        self.setter = QPushButton("Set link")
        self.remover = QPushButton("Remove link")
        self.closer = IconButton("close", "Close the link bar", "Close (Esc)")
        label = Label("Link to", "label")
        label.setBuddy(self.address)
        self.problem = Label(PROBLEM, "problem", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.GRID, 6, look.GRID, 6)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.problem)
        row.addWidget(label)
        row.addWidget(self.address, 1)
        for button in (self.setter, self.remover, self.closer):
            row.addWidget(button)
        self.address.textChanged.connect(lambda _text: self.problem.hide())
        self.address.given.connect(self._give)
        self.setter.clicked.connect(self._give)
        self.remover.clicked.connect(self._remove)
        self.address.left.connect(self.leave)
        self.closer.clicked.connect(self.leave)
        self.hide()

    def open_with(self, address: str, *, is_there: bool) -> None:
        """Ask for an address, this one offered; `is_there` where it is that of a link to be changed."""
        self.address.show_words(address)
        self.remover.setVisible(is_there)
        self.problem.hide()
        self.show()
        self.address.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.address.selectAll()

    def leave(self) -> None:
        """Close the bar."""
        self.hide()
        self.closed.emit()

    def _give(self) -> None:
        address = address_of(self.address.words())
        if address is None:
            self.problem.show()
            self.address.setFocus()
            return
        self.hide()
        self.set_wanted.emit(address)
        self.closed.emit()

    def _remove(self) -> None:
        self.hide()
        self.remove_wanted.emit()
        self.closed.emit()
