"""A line of the shelf in which a word is asked for: the name of a search, a section, keywords."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk.ui.completion import Ask, offer
from desk.ui.labels import hint_for


class AskLine(QLineEdit):
    """Hidden until something is asked; Enter answers, Escape or going elsewhere asks no more.

    Enter and Escape give the keys back to that one of `homes` that had them, or else to the first.
    """

    def __init__(self, homes: Sequence[QWidget]) -> None:
        super().__init__()
        self._homes = homes
        self._home = homes[0]
        self._answer: Callable[[str], None] = lambda _word: None
        self._known: Ask = _nothing
        offer(self, lambda begun: self._known(begun))
        self.returnPressed.connect(self._take)
        self.hide()

    def ask(self, what: str, answer: Callable[[str], None], known: Ask | None = None, word: str = "") -> None:
        """Ask for a word; `known` offers what begins like it."""
        self._answer = answer
        self.setPlaceholderText(hint_for(what, self.layoutDirection()))
        self.setAccessibleName(what)
        self.setToolTip(f"{what} (Enter to take it, Esc to leave it)")
        self.setText(word)
        self.selectAll()
        self._known = known or _nothing
        self._home = next((home for home in self._homes if home is self.window().focusWidget()), self._homes[0])
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go_home()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.hide()

    def _take(self) -> None:
        word = " ".join(self.text().split())
        if word:
            self._go_home()
            self._answer(word)

    def _go_home(self) -> None:
        """Hidden first, a field hands the keys to whatever comes next to it."""
        self._home.setFocus()
        self.hide()


def _nothing(_begun: str) -> list[str]:
    return []
