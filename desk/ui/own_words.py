"""A few lines that somebody types in a dialog: a note, or a wording of one's own. They have an undo of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from desk.article.languages import Direction
from desk.ui import look
from desk.ui.labels import hint_for
from desk.ui.units import QT_DIRECTION

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Lines(QPlainTextEdit):
    """Plain text of a few lines. Ctrl+Enter gives it; Tab goes on to the next field."""

    given = Signal()
    left = Signal()
    """Escape was pressed."""

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self.setProperty("role", "field")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * look.GRID + 6)

    def set_hint(self, hint: str) -> None:
        """What an empty field says."""
        self.setPlaceholderText(hint_for(hint, self.layoutDirection()))

    def run(self, direction: Qt.LayoutDirection) -> None:
        """Have the words run in this direction, from its own side."""
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(direction)
        rightward = direction == Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if rightward else Qt.AlignmentFlag.AlignRight
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self.document().setDefaultTextOption(option)
        self.setLayoutDirection(direction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.given.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class OwnWords(QWidget):
    """Takes a wording of one's own for a place in the story. Hidden until it is asked for."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = Lines("Other words", 3)
        self.use = QPushButton("&Use these words", autoDefault=False)
        self.use.setToolTip("Put these words into the story (Ctrl+Enter)")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.GRID)
        row.addWidget(self.field, 1)
        row.addWidget(self.use, 0, Qt.AlignmentFlag.AlignTop)
        self.field.given.connect(self._give)
        self.field.left.connect(self.left.emit)
        self.use.clicked.connect(self._give)
        self.hide()

    def ask(self, words: str, own: Direction) -> None:
        """Have words typed, beginning with these; they run as the story does."""
        self.field.run(QT_DIRECTION[own])
        self.field.setPlainText(words)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.show()
        self.field.setFocus()

    def _give(self) -> None:
        from desk.article.edits import clean_text

        self.given.emit(clean_text(self.field.toPlainText()))
