"""The body's text field: what is typed becomes a `BodyChange`, and changes made elsewhere appear in it.

Qt's own undo stack is off; the session's is the only one. The document and the article's body always hold the same
characters, paragraph for paragraph, so positions translate by `Units` alone.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from desk.article import keys
from desk.article.changes import BodyChange, Change, Group
from desk.article.edits import clean_text
from desk.article.languages import Direction, direction_of
from desk.article.model import Article
from desk.article.scripts import paragraph_direction
from desk.article.session import Applied, Move, Session
from desk.ui import look
from desk.ui.highlight import IN_FENCE, MarkdownHighlighter
from desk.ui.units import Units

ORIGIN = "body"
QT_DIRECTION = {"ltr": Qt.LayoutDirection.LeftToRight, "rtl": Qt.LayoutDirection.RightToLeft}


def ignores_undo(event: QEvent) -> bool:
    """Whether a field should leave this key to the window: undo and redo belong to the article, not to a field."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )


class BodyEdit(QTextEdit):
    """The field in which the body of the open article is written."""

    caret_moved = Signal(int)
    left_upwards = Signal()
    photos_pasted = Signal(QMimeData)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writing_font = self.font()
        self.setObjectName("page")
        self.setAccessibleName("Body")
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._session: Session | None = None
        self._end_watch: Callable[[], None] = lambda: None
        self._units = Units()
        self._quiet = False
        self._touched: tuple[int, int] | None = None
        self._highlighter = MarkdownHighlighter(self.document())
        self.document().contentsChange.connect(self._on_contents_change)
        self.document().contentsChanged.connect(self._direct_touched)
        self.cursorPositionChanged.connect(lambda: self.caret_moved.emit(self.caret))

    # what is open

    def show_session(self, session: Session | None, caret: int = 0) -> None:
        """Show the body of another article, the caret at a code point."""
        self._end_watch()
        self._session = session
        self._end_watch = session.observe(self._on_applied) if session else lambda: None
        self._load(session.article if session else Article(id=""))
        self.setReadOnly(session is None)
        self.place_caret(caret)

    def set_writing_font(self, font: QFont) -> None:
        """The face and size that the body is written in."""
        self._writing_font = font
        self.document().setDefaultFont(font)
        self._highlighter.set_size(font.pointSizeF())

    def changeEvent(self, event: QEvent) -> None:
        """Qt gives the document the widget's font whenever that changes; the words keep theirs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.document().setDefaultFont(self._writing_font)

    def refresh_look(self) -> None:
        """Take the colours of the scheme in force."""
        self._highlighter.refresh()

    @property
    def caret(self) -> int:
        """Where the caret stands, in code points."""
        return self._units.to_points(self.textCursor().position())

    @property
    def selection(self) -> tuple[int, int]:
        """Start and end of the selection in code points; both the caret's place where nothing is selected."""
        cursor = self.textCursor()
        return self._units.to_points(cursor.selectionStart()), self._units.to_points(cursor.selectionEnd())

    def place_caret(self, start: int, end: int | None = None) -> None:
        """Put the caret at a code point, or select from `start` to `end`."""
        cursor = self.textCursor()
        cursor.setPosition(min(self._units.to_units(start), self._units.length))
        if end is not None:
            cursor.setPosition(min(self._units.to_units(end), self._units.length), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _load(self, article: Article) -> None:
        self._quiet = True
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(QT_DIRECTION[direction_of(article.language)])
        self.document().setDefaultTextOption(option)
        self._units = Units(article.body)
        self.setPlainText(article.body)
        self._direct(0, self._units.length)
        self._quiet = False

    # from the keyboard to the article

    def _on_contents_change(self, unit: int, _removed: int, added: int) -> None:
        self._touched = (unit, unit + added)
        if self._quiet or self._session is None:
            return
        # Qt's own count of what was removed is not to be trusted (it forgets the loading of a long text, and counts
        # the last paragraph's end): what lies behind the change is the same before and after, and that tells.
        length = self.document().characterCount() - 1
        new_end = min(unit + added, length)
        old_end = self._units.length - (length - new_end)
        change = self._change(unit, old_end, self._text(unit, new_end))
        if change is not None:
            self._units.apply(change)
            self._session.apply(change, ORIGIN)

    def _change(self, unit: int, old_end: int, inserted: str) -> BodyChange | None:
        """What happened, without what Qt reports as replaced by itself (a format, a composed paragraph)."""
        assert self._session is not None
        at, end = self._units.to_points(unit), self._units.to_points(old_end)
        removed = self._session.article.body[at:end]
        if removed == inserted:
            return None
        head = _shared(removed, inserted)
        tail = _shared(removed[head:][::-1], inserted[head:][::-1])
        return BodyChange(at + head, removed[head : len(removed) - tail], inserted[head : len(inserted) - tail])

    def _text(self, start: int, end: int) -> str:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(max(start, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n")

    # from the article to the field

    def _on_applied(self, applied: Applied) -> None:
        if applied.before.language != applied.after.language:
            self._redirect_all(applied.after.language)
        if applied.origin == ORIGIN and applied.move in (Move.DO, Move.JOIN):
            return
        for change in _body_changes(applied.change):
            self._take(change)

    def _take(self, change: BodyChange) -> None:
        start, end = self._units.to_units(change.at), self._units.to_units(change.at + len(change.removed))
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._units.apply(change)
        self._quiet = True
        cursor.insertText(change.inserted)
        self._quiet = False
        self._direct_touched()
        self.place_caret(change.at + len(change.inserted))

    # direction, paragraph by paragraph

    def _redirect_all(self, language: str) -> None:
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(QT_DIRECTION[direction_of(language)])
        self.document().setDefaultTextOption(option)
        self._quiet = True
        self._direct(0, self._units.length)
        self._quiet = False

    def _direct_touched(self) -> None:
        if self._touched is None or self._quiet:
            return
        (start, end), self._touched = self._touched, None
        self._quiet = True
        self._direct(start, end)
        self._quiet = False
        self._touched = None

    def _direct(self, start: int, end: int) -> None:
        """Give each paragraph from unit `start` to `end` the direction of its words; the article's is the default."""
        if self._session is None:
            return
        own = direction_of(self._session.article.language)
        block = self.document().findBlock(start)
        while block.isValid() and block.position() <= end:
            _direct_block(block, own)
            block = block.next()

    # keys, paste and the menu

    def event(self, event: QEvent) -> bool:
        if ignores_undo(event):
            event.ignore()
            return False
        return super().event(event)

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
        return block.userState() == IN_FENCE or block.text()[: self.textCursor().positionInBlock()].count("`") % 2 == 1

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
        elif source.hasText() and self._session is not None:
            self._session.pause()
            self.textCursor().insertText(clean_text(source.text()))
            self._session.pause()
            self.ensureCursorVisible()

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

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._session is not None:
            self._session.pause()
        super().focusOutEvent(event)

    def set_header_height(self, height: int) -> None:
        """Leave room above the first paragraph, in pixels, for what stands there on the page."""
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        self._quiet = True
        if shape.topMargin() != height:
            shape.setTopMargin(height)
            shape.setBottomMargin(160)
            frame.setFrameFormat(shape)
        if self.document().isEmpty():
            _lay_out_emptied(self.document())
        self._quiet = False

    def first_line(self) -> QRectF:
        """Where the first paragraph lies in the document, in pixels."""
        return self.document().documentLayout().blockBoundingRect(self.document().firstBlock())


def _lay_out_emptied(document: QTextDocument) -> None:
    """Qt leaves a text without a layout when all of it is taken away; a character put in and out brings it back."""
    cursor = QTextCursor(document)
    cursor.insertText(" ")
    cursor.deletePreviousChar()


def _direct_block(block: QTextBlock, own: Direction) -> None:
    direction = paragraph_direction(block.text(), own)
    wanted = Qt.LayoutDirection.LayoutDirectionAuto if direction == own else QT_DIRECTION[direction]
    if block.blockFormat().layoutDirection() == wanted:
        return
    shape = QTextBlockFormat()
    shape.setLayoutDirection(wanted)
    QTextCursor(block).mergeBlockFormat(shape)


def _body_changes(change: Change) -> list[BodyChange]:
    if isinstance(change, Group):
        return [part for one in change.changes for part in _body_changes(one)]
    return [change] if isinstance(change, BodyChange) else []


def _shared(a: str, b: str) -> int:
    limit = min(len(a), len(b))
    return next((i for i in range(limit) if a[i] != b[i]), limit)


def text_of(document: QTextDocument) -> str:
    """The document's characters as the article holds them; a pass over all of it, for tests and checks."""
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    return cursor.selectedText().replace("\u2029", "\n")
