"""Misspelt words of the fields beside the body: headline and summary, captions, alt texts and other prose."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QLineEdit, QMenu, QTextEdit, QWidget

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
    """Keeps the marks of misspelt words in one field; what kind of field it is, its subclasses know."""

    changed = Signal()

    def __init__(self, field: QWidget, process: SpellingProcess, language: Callable[[], str]) -> None:
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
        self._soon.start()

    # what kind of field it is

    @abstractmethod
    def text(self) -> str:
        """The words in the field."""

    @abstractmethod
    def below(self) -> QPoint:
        """Where on the screen a menu for the word at the caret is to open."""

    @abstractmethod
    def select(self, word: Word) -> None:
        """Show a word as selected."""

    @abstractmethod
    def replace(self, word: Word, text: str) -> None:
        """Put another word in its place."""

    @abstractmethod
    def _carets(self) -> tuple[int, int]:
        """Where the caret is, and where the selection ends, as Qt counts."""

    @abstractmethod
    def _show(self, words: list[Word]) -> None:
        """Mark these words and no others."""

    @abstractmethod
    def _unit_at(self, event: QContextMenuEvent) -> int:
        """Where in the text the mouse is, as Qt counts."""

    @abstractmethod
    def _menu(self) -> QMenu:
        """What Qt offers in the field."""

    # what there is

    def words(self) -> list[Word]:
        """The misspelt words of the text as it stands, the one that is being typed left out."""
        if not self._on or self._text != self.text():
            return []
        spared = self._units.to_points(self._carets()[0]) if self._typed and self.field.hasFocus() else -1
        return [word for word in self._words if not word.start < spared <= word.end]

    def word_at(self, point: int) -> Word | None:
        """The misspelt word at a code point."""
        return next((word for word in self.words() if word.start <= point <= word.end), None)

    def next_word(self, point: int) -> Word | None:
        """The first misspelt word that ends behind a code point."""
        return next((word for word in self.words() if word.end > point), None)

    @property
    def caret(self) -> int:
        """Where the selection ends, in code points."""
        return self._units.to_points(self._carets()[1])

    @property
    def _units(self) -> Units:
        return Units(self.text())

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
        if self._typed and self._text == self.text():
            caret = self._units.to_points(self._carets()[0])
            self._typed = any(word.start < caret <= word.end for word in self._words)
            self._mark()

    def _ask(self) -> None:
        text = self.text()
        if not self._on or len(text) > LONGEST or not self._process.languages:
            self._take(text, [])
            return
        self._asked = text
        self._process.check(text, self._language(), lambda words: self._answered(text, words), self._soon.start)

    def _answered(self, text: str, words: list[Word]) -> None:
        if text == self._asked == self.text():
            self._take(text, words)

    def _take(self, text: str, words: list[Word]) -> None:
        self._text, self._words = text, words
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        self._show(self.words())

    # Qt's events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A word's own menu before the field's; other colours; a word is written once the caret is elsewhere."""
        if isinstance(event, QContextMenuEvent) and self.offer is not None:
            return self._show_menu(event)
        if watched is self.field and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FocusOut):
            self._typed = self._typed and event.type() != QEvent.Type.FocusOut
            QTimer.singleShot(0, self, self._mark)
        return False

    def _show_menu(self, event: QContextMenuEvent) -> bool:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        unit = self._carets()[0] if by_key else self._unit_at(event)
        word = self.word_at(self._units.to_points(unit))
        if word is None or self.offer is None:
            return False
        menu = without_undo(self._menu())
        self.offer(menu, self, word)
        add_offers(menu, self.field)
        menu.exec(event.globalPos())
        menu.deleteLater()
        return True


class ProseSpelling(FieldSpelling):
    """Of a field of one or several paragraphs, beside whose marks others may stand."""

    field: QTextEdit

    def __init__(self, field: QTextEdit, process: SpellingProcess, language: Callable[[], str]) -> None:
        super().__init__(field, process, language)
        field.textChanged.connect(self._on_text_changed)
        field.cursorPositionChanged.connect(self._on_cursor_moved)
        for widget in (field, field.viewport()):
            widget.installEventFilter(self)

    def text(self) -> str:
        return self.field.toPlainText()

    def below(self) -> QPoint:
        return self.field.viewport().mapToGlobal(self.field.cursorRect().bottomLeft())

    def select(self, word: Word) -> None:
        self.field.setTextCursor(self._cursor(word))
        self.field.ensureCursorVisible()

    def replace(self, word: Word, text: str) -> None:
        cursor = self._cursor(word)
        if cursor.selectedText() == word.text:
            cursor.insertText(text)
            self.field.setTextCursor(cursor)

    def _cursor(self, word: Word) -> QTextCursor:
        units, cursor = self._units, QTextCursor(self.field.document())
        cursor.setPosition(min(units.to_units(word.start), units.length))
        cursor.setPosition(min(units.to_units(word.end), units.length), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _carets(self) -> tuple[int, int]:
        cursor = self.field.textCursor()
        return cursor.position(), cursor.selectionEnd()

    def _show(self, words: list[Word]) -> None:
        others = [one for one in self.field.extraSelections() if not one.format.hasProperty(_IS_MISSPELT)]
        self.field.setExtraSelections([*others, *map(self._selection, words)])

    def _selection(self, word: Word) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self._cursor(word)
        mark.format = look_of(LOOK)
        mark.format.setProperty(_IS_MISSPELT, True)
        return mark

    def _unit_at(self, event: QContextMenuEvent) -> int:
        place = self.field.viewport().mapFromGlobal(event.globalPos())
        return self.field.cursorForPosition(place).position()

    def _menu(self) -> QMenu:
        return self.field.createStandardContextMenu()


class LineSpelling(FieldSpelling):
    """Of a line. Qt's lines take formats for letters from input methods alone, so the marks come as from one."""

    field: QLineEdit

    def __init__(self, field: QLineEdit, process: SpellingProcess, language: Callable[[], str]) -> None:
        super().__init__(field, process, language)
        self._composing = self._quiet = False
        field.textChanged.connect(self._on_text_changed)
        field.cursorPositionChanged.connect(self._on_cursor_moved)
        field.installEventFilter(self)

    def text(self) -> str:
        return self.field.text()

    def below(self) -> QPoint:
        return self.field.mapToGlobal(self.field.rect().bottomLeft())

    def select(self, word: Word) -> None:
        units = self._units
        self.field.setSelection(units.to_units(word.start), units.to_units(word.end) - units.to_units(word.start))

    def replace(self, word: Word, text: str) -> None:
        if self.text()[word.start : word.end] == word.text:
            self.select(word)
            self.field.insert(text)

    def _carets(self) -> tuple[int, int]:
        caret = self.field.cursorPosition()
        return caret, self.field.selectionEnd() if self.field.hasSelectedText() else caret

    def _show(self, words: list[Word]) -> None:
        if self._composing:
            return  # it would end what an input method is about to write
        units, caret, kind = self._units, self.field.cursorPosition(), QInputMethodEvent.AttributeType.TextFormat
        marks = []
        for word in words:
            start, end = units.to_units(word.start), units.to_units(word.end)
            marks.append(QInputMethodEvent.Attribute(kind, start - caret, end - start, look_of(LOOK)))
        self._quiet = True
        QCoreApplication.sendEvent(self.field, QInputMethodEvent("", marks))
        self._quiet = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing is marked while something is composed."""
        if isinstance(event, QInputMethodEvent) and not self._quiet:
            self._composing = bool(event.preeditString())
            if not self._composing:
                QTimer.singleShot(0, self, self._mark)
        return super().eventFilter(watched, event)

    def _unit_at(self, event: QContextMenuEvent) -> int:
        return self.field.cursorPositionAt(self.field.mapFromGlobal(event.globalPos()))

    def _menu(self) -> QMenu:
        return self.field.createStandardContextMenu()
