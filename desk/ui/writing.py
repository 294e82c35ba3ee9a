"""The body's field under a writer's hands: keys that do more than put themselves in, paste, and the menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QWidget

from desk.article import keys
from desk.article.blocks import Kind
from desk.article.changes import BodyChange
from desk.article.edits import clean_text
from desk.ui import look
from desk.ui.focusing import FocusedField


class BodyEdit(FocusedField):
    """The field in which the body of the open article is written."""

    left_upwards = Signal()
    photos_pasted = Signal(QMimeData)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Body")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setPlaceholderText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not self._press(keys.enter):
                self.textCursor().insertBlock(QTextBlockFormat())
            self.ensureCursorVisible()
            return
        if event.key() == Qt.Key.Key_Backspace and not event.modifiers() and self._press(keys.backspace):
            return
        if self._typeset(event.text()):
            return
        if event.key() == Qt.Key.Key_Up and self.textCursor().block() == self.document().begin():
            before = self.textCursor().position()
            super().keyPressEvent(event)
            if self.textCursor().position() == before and not event.modifiers():
                self.left_upwards.emit()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Back from the body lies the summary, although it is drawn inside."""
        if not forward:
            self.left_upwards.emit()
            return True
        super().focusNextPrevChild(forward)
        return True

    def _press(self, key: Callable[[str, int], BodyChange | None]) -> bool:
        """Do what a key does to the text around the caret; False where it does nothing of its own."""
        if self._session is None or self.isReadOnly() or self.textCursor().hasSelection() or self._in_code():
            return False
        change = key(self._session.article.body, self.caret)
        if change is None:
            return False
        self._session.pause()
        self._session.apply(change, "keys")
        return True

    def _typeset(self, typed: str) -> bool:
        """Put in the typographer's mark for a straight quotation mark or a second hyphen."""
        if self._session is None or self.isReadOnly() or not typed or self._in_code():
            return False
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.selectionStart() - cursor.block().position()]
        mark = keys.quotation(before, typed, self._session.article.language)
        if mark is None and keys.dash(before, typed) and not cursor.hasSelection():
            cursor.setPosition(cursor.position() - 1, QTextCursor.MoveMode.KeepAnchor)
            mark = "—"
        if mark is not None:
            cursor.insertText(mark)
        return mark is not None

    def _in_code(self) -> bool:
        block = self.textCursor().block()
        if self.kind_at_caret() is Kind.FENCE:
            return True
        return block.text()[: self.textCursor().positionInBlock()].count("`") % 2 == 1

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._session is not None and self._units.length == 0:
            painter = QPainter(self.viewport())
            painter.setFont(self._writing_font)
            painter.setPen(QColor(look.colours().faint))
            area = self.first_line().translated(4, -self.verticalScrollBar().value())
            area.setWidth(self.viewport().width() - 8)
            painter.drawText(area, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop, "Write the story here")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or source.hasUrls() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Words are pasted as words; pictures and picture files go to the photos."""
        if source.hasImage() or any(url.isLocalFile() for url in source.urls()):
            self.photos_pasted.emit(source)
        elif source.hasText():
            self._insert(clean_text(source.text()))

    def paste_plain(self) -> None:
        """Paste the words of the clipboard alone."""
        if self._session is not None:
            self._insert(clean_text(QGuiApplication.clipboard().text()))

    def _insert(self, words: str) -> None:
        """Put words where the selection is, as a step of their own."""
        if self._session is None or self.isReadOnly() or not words:
            return
        self._session.pause()
        self.textCursor().insertText(words)
        self._session.pause()
        self.show_caret()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def context_menu(self) -> QMenu:
        """Cut, copy, paste and select; undo is in the Edit menu, since it is the whole article's."""
        menu = self.createStandardContextMenu()
        for action in menu.actions()[:3]:
            menu.removeAction(action)
        return menu
