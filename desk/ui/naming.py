"""Names and places of the story, offered while a caption is typed: below the caret, never in the way of typing on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QVBoxLayout, QWidget

from desk.checks.names import completions
from desk.ui import look
from desk.ui.entries import ProseEntry
from desk.ui.units import utf16_length

SHOWN = 5
LEAST = 2
"""Letters after which names are offered."""
MOST_WORDS = 3
"""Words before the caret that may be the beginning of one name."""
_WORDS = re.compile(r"[^\W_][\w’'\-\u200c.]*(?:[ \u00a0][^\W_][\w’'\-\u200c]*)*\Z")
_TAKING = (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NamesPopup(QFrame):
    """The names that are offered. It lies over the window and never has the keys: the field keeps them."""

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setAccessibleName("Names of this story")
        self._model = QStringListModel(self)
        self.view = QListView()
        self.view.setProperty("role", "popup")
        self.view.setModel(self._model)
        self.view.setItemDelegate(QStyledItemDelegate(self.view))
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._take)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.hide()

    def _take(self, index: QModelIndex) -> None:
        self.taken.emit(str(index.data()))

    @property
    def names(self) -> list[str]:
        """What is offered; nothing while it is hidden."""
        return self._model.stringList() if self.isVisible() else []

    @property
    def current(self) -> str:
        """The name that Tab would take."""
        return str(self.view.currentIndex().data() or "")

    def offer(self, names: Sequence[str], below: QPoint, above: int, direction: Qt.LayoutDirection) -> None:
        """Offer names below a word, which begins at a point of the screen; above its line where there is no room."""
        self.setLayoutDirection(direction)
        self._model.setStringList(list(names))
        self.view.setCurrentIndex(self._model.index(0))
        row = max(look.TARGET, self.view.sizeHintForRow(0))
        width = max(120, min(280, self.view.sizeHintForColumn(0) + 32))
        self.resize(width, row * len(names) + 2 * self.view.frameWidth())
        room = self._window.rect()
        spot = self._window.mapFromGlobal(below)
        x = spot.x() - width if direction == Qt.LayoutDirection.RightToLeft else spot.x()
        y = spot.y() if spot.y() + self.height() <= room.height() else spot.y() - above - self.height()
        self.move(max(4, min(x, room.width() - width - 4)), max(0, y))
        self.raise_()
        self.show()

    def step(self, by: int) -> None:
        """Go to the next name, or the one before."""
        row = (self.view.currentIndex().row() + by) % max(1, self._model.rowCount())
        self.view.setCurrentIndex(self._model.index(row))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


class NamingEntry(ProseEntry):
    """A field of several lines that completes names: Tab or Enter takes one, Escape closes, typing on ignores it."""

    def __init__(self, names: Callable[[], Sequence[str]], least: int = 2, most: int = 8) -> None:
        super().__init__(least, most)
        self._names = names
        self._popup: NamesPopup | None = None
        self._typed = ""
        self._is_typing = False
        self.edited.connect(self._suggest)
        self.cursorPositionChanged.connect(self._on_moved)

    @property
    def offered(self) -> list[str]:
        """The names that are offered now."""
        return self._popup.names if self._popup else []

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self.offered and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event.key()):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._is_ours(event.key()):
                self._answer(event.key())
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_typing = bool(event.text().strip()) or event.key() == Qt.Key.Key_Backspace
        super().keyPressEvent(event)
        self._is_typing = False

    def _is_ours(self, key: int) -> bool:
        return key in (*_TAKING, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down)

    def _answer(self, key: int) -> None:
        if self._popup is None:
            return
        if key in _TAKING:
            self._take(self._popup.current)
        elif key == Qt.Key.Key_Escape:
            self.close_names()
        else:
            self._popup.step(-1 if key == Qt.Key.Key_Up else +1)

    def _on_moved(self) -> None:
        if not self._is_typing:
            self.close_names()

    def _suggest(self) -> None:
        """Offer the names that the words before the caret may begin: the longest run of words that begins one."""
        before = QTextCursor(self.textCursor())
        before.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        found = _WORDS.search(before.selectedText()) if self._is_typing else None
        words = re.split("[ \u00a0]", found[0]) if found else []
        names = self._names() if words else ()
        for count in range(min(MOST_WORDS, len(words)), 0, -1):
            typed = " ".join(words[-count:])
            offered = completions(names, typed)[:SHOWN] if len(words[-1]) >= LEAST else ()
            if offered and (count == 1 or offered[0].casefold().startswith(typed.casefold())):
                self._typed = typed
                self._offer(offered)
                return
        self.close_names()

    def _offer(self, names: Sequence[str]) -> None:
        if self._popup is None:
            self._popup = NamesPopup(self.window())
            self._popup.taken.connect(self._take)
        caret = self.cursorRect()
        below = self.viewport().mapToGlobal(QPoint(self._word_start(), caret.bottom() + 4))
        self._popup.offer(names, below, caret.height() + 8, self.layoutDirection())

    def _word_start(self) -> int:
        """Where in the caret's line the word stands that is being typed: its leading side, from the viewport's left."""
        start = QTextCursor(self.textCursor())
        start.setPosition(start.position() - utf16_length(self._typed))
        caret = self.cursorRect()
        if self.cursorRect(start).top() != caret.top():  # the name was begun in the line above
            start = self.textCursor()
            start.movePosition(QTextCursor.MoveOperation.StartOfLine)
        sides = self.cursorRect(start).left(), caret.left()  # the word may run against its paragraph
        return max(sides) if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else min(sides)

    def _take(self, name: str) -> None:
        """Put the name in the place of what was typed of it."""
        cursor = self.textCursor()
        start = cursor.position() - utf16_length(self._typed)
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(name)
        self.close_names()

    def close_names(self) -> None:
        """Offer nothing any more."""
        if self._popup is not None:
            self._popup.hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.close_names()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.close_names()
        super().hideEvent(event)
