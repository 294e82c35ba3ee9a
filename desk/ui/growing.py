"""A field of one paragraph that wraps and grows with its words: the headline and the summary above the body."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QInputMethodEvent, QKeyEvent, QPaintEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from desk.article import edits
from desk.article.languages import direction_of
from desk.article.scripts import paragraph_direction
from desk.article.session import Applied, Session
from desk.article.strokes import Stroke, around, stroke
from desk.ui.hints import draw_hint
from desk.ui.undo_keys import ignores_undo
from desk.ui.units import Units

_AROUND = "\"'([{«"
"""Signs that go around what is selected in plain words; marks of Markdown mean nothing there."""


class GrowingField(QTextEdit):
    """One text field of the article, as large type on the page. `left` tells that the caret goes on: +1 down, −1 up."""

    left = Signal(int)
    grown = Signal()

    def __init__(self, field: str, label: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writing_font = self.font()
        self._field = field
        self._session: Session | None = None
        self.paste_lines: Callable[[QMimeData, int, int], None] | None = None
        """Takes several lines that are pasted in place of these code points; where it is None, they become one line."""
        self._end_watch: Callable[[], None] = lambda: None
        self._quiet = False
        self._stroke: Stroke | None = None
        self.is_first = False
        """Whether this is the first field of the page, from which Shift+Tab leaves it."""
        self.setAccessibleName(label)
        self._hint = placeholder
        self.setAccessibleDescription(placeholder)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda: self._fit())

    def show_session(self, session: Session | None) -> None:
        """Show the field of another article."""
        self._end_watch()
        self._session = session
        self._end_watch = session.observe(self._on_applied) if session else lambda: None
        self.setReadOnly(session is None)
        self._show()

    def set_writing_font(self, font: QFont) -> None:
        """The face and size of the field."""
        self._writing_font = font
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A style sheet gives a field another font when it moves in the window: the writing font goes before it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.font() != self._writing_font:
            self.set_writing_font(self._writing_font)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def _on_text_changed(self) -> None:
        if self._quiet or self._session is None:
            return
        self._direct()
        change = edits.set_field(self._session.article, self._field, self.toPlainText())
        if change is not None:
            self._session.apply(change, self._field)

    def _on_applied(self, applied: Applied) -> None:
        if applied.before.language != applied.after.language:
            self._direct()
        if applied.origin != self._field and getattr(applied.after, self._field) != self.toPlainText():
            self._show()
            self.moveCursor(QTextCursor.MoveOperation.End)

    def _show(self) -> None:
        self._quiet = True
        self.setPlainText(getattr(self._session.article, self._field) if self._session else "")
        self._quiet = False
        self._direct()
        self._fit()

    def _direct(self) -> None:
        """Run in the direction of the words; an empty field and one of digits run as the article does."""
        own = direction_of(self._session.article.language) if self._session else "ltr"
        right_to_left = paragraph_direction(self.toPlainText(), own) == "rtl"
        wanted = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        option = self.document().defaultTextOption()
        if option.textDirection() == wanted == self.layoutDirection():
            return
        option = QTextOption(option)
        option.setTextDirection(wanted)
        self._quiet = True
        self.document().setDefaultTextOption(option)
        self.setLayoutDirection(wanted)
        self._quiet = False

    def fit(self, width: int) -> None:
        """Take this width in pixels, and the height that the words need in it."""
        self.resize(width, self.height())
        self.document().setTextWidth(width)
        self._fit()

    def _fit(self) -> None:
        height = max(int(self.document().size().height()) + 1, self.fontMetrics().lineSpacing() + 1)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
            self.grown.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.document().isEmpty() and not self.textCursor().block().layout().preeditAreaText():
            draw_hint(self, QRectF(self.viewport().rect()), self._writing_font, self._hint, self.layoutDirection())

    def event(self, event: QEvent) -> bool:
        if ignores_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        from desk.ui.entries import add_offers, without_undo

        menu = without_undo(self.createStandardContextMenu())
        add_offers(menu, self)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last, self._stroke = self._stroke, None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit(+1)
        elif event.key() == Qt.Key.Key_Backspace and last is not None and not event.modifiers():
            self._replace(last.put, last.typed)
        elif not self._type(event.text()):
            self._move(event)

    def _move(self, event: QKeyEvent) -> None:
        """What Qt makes of a key; up and down go on to the next field where there is no line to go to."""
        before = self.textCursor().position()
        super().keyPressEvent(event)
        moved = self.textCursor().position() != before or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not moved:
            self.left.emit(+1 if event.key() == Qt.Key.Key_Down else -1)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A single sign of an input method is typed like any other."""
        typed = event.commitString()
        if typed and not event.preeditString() and not event.replacementLength() and self._type(typed):
            event.accept()
        else:
            super().inputMethodEvent(event)

    def _type(self, typed: str) -> bool:
        """Put in the language's mark for a sign, or its pair around what is selected; False where it is itself."""
        if self._session is None or self.isReadOnly() or len(typed) != 1:
            return False
        tag, cursor = self._session.article.language, self.textCursor()
        if cursor.hasSelection():
            pair = around(typed, tag) if typed in _AROUND else None
            if pair is not None and cursor.selectedText().strip():
                cursor.insertText(f"{pair[0]}{cursor.selectedText()}{pair[1]}")
            return pair is not None
        self._stroke = stroke(self.toPlainText()[: self._units_before(cursor)], typed, tag)
        if self._stroke is not None:
            before = self._stroke.typed[: self._stroke.taken]
            self._replace(before, self._stroke.put)
        return self._stroke is not None

    def _units_before(self, cursor: QTextCursor) -> int:
        return Units(self.toPlainText()).to_points(cursor.position())

    def _replace(self, before: str, after: str) -> None:
        """Have other signs right before the caret."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.position() - len(before), QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText() == before:
            cursor.insertText(after)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Headline, summary and body follow one another, although they are not one inside the other alike."""
        if not forward and self.is_first:
            return super().focusNextPrevChild(forward)
        self.left.emit(+1 if forward else -1)
        return True

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or (self.paste_lines is not None and source.hasHtml())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """One paragraph stays one: lines behind the first go elsewhere, or their ends become spaces."""
        if self._session is None or self.isReadOnly():
            return
        text = edits.clean_text(source.text()).strip()
        if self.paste_lines is not None and ("\n" in text or not source.hasText()):
            units, cursor = Units(self.toPlainText()), self.textCursor()
            start, end = cursor.selectionStart(), cursor.selectionEnd()
            self.paste_lines(source, units.to_points(start), units.to_points(end))
        else:
            self._session.pause()
            self.textCursor().insertText(" ".join(text.split()))
            self._session.pause()
