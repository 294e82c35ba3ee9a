"""Misspelt words of the fields beside the body: headline and summary, captions, alt texts and other prose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QMenu, QTextEdit

from desk.checks.spelling import Word
from desk.ui.entries import add_offers, without_undo
from desk.ui.marking import look_of
from desk.ui.spelling_body import LOOK, PAUSE
from desk.ui.spelling_process import SpellingProcess
from desk.ui.units import Units

LONGEST = 20_000
"""Characters of a field that are looked up."""
_IS_MISSPELT = QTextFormat.Property.UserProperty.value + 65


class FieldSpelling(QObject):
    """Keeps the marks of misspelt words in one field."""

    changed = Signal()

    def __init__(self, field: QTextEdit, process: SpellingProcess, language: Callable[[], str]) -> None:
        super().__init__(field)
        self.field = field
        self.offer: Callable[[QMenu, FieldSpelling, Word], None] | None = None
        """Puts what can be done about a word at the top of the field's menu."""
        self._process, self._language = process, language
        self._on = True
        self._text, self._words = "", list[Word]()
        self._asked = ""
        self._typed = False
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self._ask)
        field.textChanged.connect(self._on_text_changed)
        field.cursorPositionChanged.connect(self._on_cursor_moved)
        for widget in (field, field.viewport()):
            widget.installEventFilter(self)
        self._soon.start()

    # what there is

    def words(self) -> list[Word]:
        """The misspelt words of the text as it stands, the one that is being typed left out."""
        if not self._on or self._text != self.field.toPlainText():
            return []
        spared = self._caret if self._typed and self.field.hasFocus() else -1
        return [word for word in self._words if not word.start <= spared <= word.end]

    def word_at(self, point: int) -> Word | None:
        """The misspelt word at a code point."""
        return next((word for word in self.words() if word.start <= point <= word.end), None)

    def next_word(self, point: int) -> Word | None:
        """The first misspelt word that ends behind a code point."""
        return next((word for word in self.words() if word.end > point), None)

    @property
    def caret(self) -> int:
        """Where the selection ends, in code points."""
        return self._units.to_points(self.field.textCursor().selectionEnd())

    @property
    def _caret(self) -> int:
        return self._units.to_points(self.field.textCursor().position())

    @property
    def _units(self) -> Units:
        return Units(self.field.toPlainText())

    def select(self, word: Word) -> None:
        """Show a word as selected."""
        self.field.setTextCursor(self._cursor(word))
        self.field.ensureCursorVisible()

    def replace(self, word: Word, text: str) -> None:
        """Put another word in its place."""
        cursor = self._cursor(word)
        if cursor.selectedText() == word.text:
            cursor.insertText(text)
            self.field.setTextCursor(cursor)

    def _cursor(self, word: Word) -> QTextCursor:
        units, cursor = self._units, QTextCursor(self.field.document())
        cursor.setPosition(min(units.to_units(word.start), units.length))
        cursor.setPosition(min(units.to_units(word.end), units.length), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # asking

    def ask_again(self, on: bool) -> None:
        """Other words are known than before, or spelling is switched."""
        self._on = on
        self._asked = ""
        if on:
            self._soon.start()
        else:
            self._mark()

    def _on_text_changed(self) -> None:
        self._typed = self.field.hasFocus()
        if not self._soon.isActive():
            self._soon.start()

    def _on_cursor_moved(self) -> None:
        if self._typed and self._text == self.field.toPlainText():
            self._typed = any(word.start <= self._caret <= word.end for word in self._words)
            self._mark()

    def _ask(self) -> None:
        text = self.field.toPlainText()
        if not self._on or len(text) > LONGEST or not self._process.languages:
            self._take(text, [])
            return
        self._asked = text
        self._process.check(text, self._language(), lambda words: self._answered(text, words))

    def _answered(self, text: str, words: list[Word]) -> None:
        if text == self._asked == self.field.toPlainText():
            self._take(text, words)

    def _take(self, text: str, words: list[Word]) -> None:
        self._text, self._words = text, words
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        """Mark the words; what else marks some in the field keeps its marks."""
        others = [one for one in self.field.extraSelections() if not one.format.hasProperty(_IS_MISSPELT)]
        self.field.setExtraSelections([*others, *map(self._selection, self.words())])

    def _selection(self, word: Word) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self._cursor(word)
        mark.format = look_of(LOOK)
        mark.format.setProperty(_IS_MISSPELT, True)
        return mark

    # Qt's events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A word's own menu before the field's; other colours; a word is written once the caret is elsewhere."""
        if isinstance(event, QContextMenuEvent) and self.offer is not None:
            return self._show_menu(watched, event)
        if watched is self.field and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FocusOut):
            self._typed = self._typed and event.type() != QEvent.Type.FocusOut
            QTimer.singleShot(0, self, self._mark)
        return False

    def _show_menu(self, watched: QObject, event: QContextMenuEvent) -> bool:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if not by_key and watched is self.field:
            return False  # it comes to the viewport first
        unit = self.field.textCursor() if by_key else self.field.cursorForPosition(event.pos())
        word = self.word_at(self._units.to_points(unit.position()))
        if word is None or self.offer is None:
            return False
        menu = without_undo(self.field.createStandardContextMenu())
        self.offer(menu, self, word)
        add_offers(menu, self.field)
        menu.exec(event.globalPos())
        menu.deleteLater()
        return True
