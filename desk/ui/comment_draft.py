"""Where a comment or a reply is typed: Ctrl+Enter sends, Escape leaves and keeps what was begun."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.article.languages import Direction
from desk.ui import look
from desk.ui.entries import ProseEntry, is_undo

SEND_KEYS = "Ctrl+Enter"


class DraftField(ProseEntry):
    """The words of a comment to be. It is no part of the story yet, so undo is its own here."""

    send_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, least: int = 1) -> None:
        super().__init__(least=least, most=8)
        self.setUndoRedoEnabled(True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and (is_undo(event) or _sends(event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _sends(event):
            self.send_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)


def let_keys_go(leaving: QWidget) -> None:
    """Take the keys from what is about to be hidden, before whoever is to have them is given them.

    Qt would hand them on to what comes next in the window, and the page, given them so, goes to one of its links.
    """
    focus = QApplication.focusWidget()
    if focus is not None and (focus is leaving or leaving.isAncestorOf(focus)):
        focus.clearFocus()


def _sends(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.ControlModifier


class DraftBox(QWidget):
    """The field with what sends it and what throws it away; these are seen once something was begun."""

    sent = Signal(str)
    """The words, ready to be a comment."""
    left = Signal()
    """Escape: the keys go back to where they came from; what was begun stays."""
    discarded = Signal()
    edited = Signal(str)
    """What stands there now."""

    def __init__(self, name: str, send: str, *, least: int = 1, shows_buttons: bool = False) -> None:
        """`name` is the field’s, for its hint and for screen readers; `send` what the button says."""
        super().__init__()
        self.field = DraftField(least)
        self.field.set_hint(name)
        self.field.setAccessibleName(name)
        self.send = QPushButton(send)
        self.send.setProperty("role", "primary")
        self.send.setToolTip(f"{send} ({SEND_KEYS})")
        self.discard = QPushButton("Discard")
        self.discard.setProperty("role", "quiet")
        self.discard.setToolTip("Throw away what was begun")
        self._shows_buttons = shows_buttons
        self._lay_out()
        self.field.edited.connect(self._on_edited)
        self.field.send_wanted.connect(self._send)
        self.field.leave_wanted.connect(self.left)
        self.send.clicked.connect(self._send)
        self.discard.clicked.connect(self._discard)
        self.setFocusProxy(self.field)
        self._show_buttons()

    def _lay_out(self) -> None:
        self._buttons = QWidget()
        line = QHBoxLayout(self._buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.GRID)
        line.addStretch()
        for button in (self.discard, self.send):
            button.setMinimumHeight(look.TARGET + 2)
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GRID // 2 + 2)
        column.addWidget(self.field)
        column.addWidget(self._buttons)

    @property
    def words(self) -> str:
        """What was typed so far."""
        return self.field.words()

    def show_words(self, text: str, own: Direction = "ltr") -> None:
        """Show what was begun; where it says nothing of its direction, it runs as the story does."""
        self.field.set_own_direction(own)
        self.field.show_words(text)
        self._show_buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape on a button leaves too."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_edited(self) -> None:
        self._show_buttons()
        self.edited.emit(self.words)

    def _show_buttons(self) -> None:
        begun = bool(self.words.strip())
        if not begun and (self.send.hasFocus() or self.discard.hasFocus()):
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)  # neither can be pressed any more
        self._buttons.setVisible(begun or self._shows_buttons)
        self.send.setEnabled(begun)

    def _send(self) -> None:
        if self.words.strip():
            self.sent.emit(self.words)

    def _discard(self) -> None:
        self.show_words("")
        self.discarded.emit()
