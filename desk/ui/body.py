"""The body's text field: what is typed becomes a `BodyChange`, and changes made elsewhere appear in it.

Qt's own undo stack is off; the session's is the only one. The document and the article's body always hold the same
characters, paragraph for paragraph, so positions translate by `Units` alone. No step costs more in a longer text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desk.article.blocks import Kind
from desk.article.changes import BodyChange, body_changes, text_change
from desk.article.languages import direction_of
from desk.article.model import Article
from desk.article.passages import Passages, Splice, bare_block
from desk.article.session import Applied, Move, Session
from desk.ui.dressing import Dresser
from desk.ui.overlays import Overlays
from desk.ui.page_layout import PageLayout
from desk.ui.photo_chip import PhotoChips
from desk.ui.steady import kept_in_place, stays
from desk.ui.undo_keys import ignores_undo
from desk.ui.units import QT_DIRECTION, Units

ORIGIN = "body"
ONE_BY_ONE = 40
"""Places changed by one step, beyond which the text is cut into its blocks anew rather than place by place."""
SEARCHES = 6
"""How often the caret is scrolled to at most, until it is where it was thought to be."""
RESIZED = 150
"""Milliseconds after a change of width until the heights that nobody has seen are guessed anew."""


class BodyField(QTextEdit):
    """Shows the body of the open article, keeps the two alike, and knows places in code points."""

    caret_moved = Signal(int)
    typed = Signal()
    """The text was changed here, by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writing_font = self.font()
        self._session: Session | None = None
        self._end_watch: Callable[[], None] = lambda: None
        self._units = Units()
        self._quiet = False
        self._last_unit = 0
        self._chips: PhotoChips | None = None
        self.overlays = Overlays()
        """What lies over the text."""
        self._make_document()
        self._dress(Article(id=""))
        self._guess_soon = QTimer(self, interval=RESIZED, singleShot=True)
        self._guess_soon.timeout.connect(self._guess_heights)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    def _make_document(self) -> None:
        document = QTextDocument(self)
        self._layout = PageLayout(document)
        self._layout.overlay = self.overlays.ranges
        document.setDocumentLayout(self._layout)
        document.setUndoRedoEnabled(False)
        document.contentsChange.connect(self._on_contents_change)
        self.setDocument(document)
        self.setUndoRedoEnabled(False)
        self.setCursorWidth(2)

    # what is open

    @property
    def session(self) -> Session | None:
        """The open article's session."""
        return self._session

    def show_session(self, session: Session | None, caret: int = 0) -> None:
        """Show the body of another article, the caret at a code point."""
        self._end_watch()
        self._session = session
        self._end_watch = session.observe(self._on_applied) if session else lambda: None
        self._load(session.article if session else Article(id=""))
        self.setReadOnly(session is None)
        self.place_caret(caret)

    def show_photos_with(self, chips: PhotoChips) -> None:
        """Show photos in the text as chips from now on."""
        self._chips = chips
        self.refresh_look()

    def set_writing_font(self, font: QFont) -> None:
        """The face and size that the body is written in."""
        self._writing_font = font
        with self._quietly():
            self.document().setDefaultFont(font)
        self.refresh_look()
        self._guess_heights()

    def changeEvent(self, event: QEvent) -> None:
        """Qt gives the document the widget's font whenever that changes; the words keep theirs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.document().setDefaultFont(self._writing_font)

    def _load(self, article: Article) -> None:
        with self._quietly():
            self._units = Units(article.body)
            self.overlays.follow(self._units)
            self._dress(article)
            self.setPlainText(article.body)
        self._last_unit = 0

    def _dress(self, article: Article) -> None:
        """Set paragraphs from now on as this article's."""
        passages, own = Passages(article.body, bare_block), direction_of(article.language)
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(QT_DIRECTION[own])
        if self._chips is not None:
            self._chips.show_photos_of(article)
        self._dresser = Dresser(self._units, passages, own, self._writing_font, self._chips)
        self._layout.dress, self._layout.draw_picture = self._dresser.dress, self._dresser.draw_picture
        self.document().setDefaultTextOption(option)

    def refresh_look(self) -> None:
        """Look at the same text in another light: other letters, other colours, another language."""
        with self._quietly():
            self._dress(self._session.article if self._session else Article(id=""))
        self._layout.forget_all()
        self.viewport().update()

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """What happens to the document meanwhile is no writing."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    # places

    @property
    def passages(self) -> Passages:
        """The body's blocks as they are now."""
        return self._dresser.passages

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
        self.setTextCursor(self.cursor_at(start, start if end is None else end))
        self.show_caret()

    def show_caret(self) -> None:
        """Scroll until the caret is seen; what is met on the way may turn out higher than guessed."""
        bar, before = self.verticalScrollBar(), -1
        for _turn in range(SEARCHES):
            if bar.value() == before:
                return
            before = bar.value()
            self.ensureCursorVisible()

    def cursor_at(self, start: int, end: int) -> QTextCursor:
        """Qt's cursor over code points `start` to `end`."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(self._units.to_units(start), self._units.length))
        if end != start:
            cursor.setPosition(min(self._units.to_units(end), self._units.length), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def top_of(self, point: int) -> float:
        """How far down the document the paragraph with a code point begins, in pixels."""
        return self._layout.blockBoundingRect(self.document().findBlock(self._units.to_units(point))).top()

    def bottom_of(self, point: int) -> float:
        """How far down the document the paragraph with a code point ends, in pixels."""
        return self._layout.blockBoundingRect(self.document().findBlock(self._units.to_units(point))).bottom()

    def first_seen(self) -> int:
        """The code point with which the first paragraph begins that is seen whole or in part."""
        block = self._layout.block_at(self.verticalScrollBar().value())
        return self._units.to_points(block.position())

    def direction_at(self, point: int) -> Qt.LayoutDirection:
        """The direction in which the paragraph with a code point runs."""
        return QT_DIRECTION[self._dresser.direction(self.document().findBlock(self._units.to_units(point)))]

    def line_around_caret(self) -> tuple[str, str]:
        """What stands in the caret's line before it and behind it."""
        cursor = self.textCursor()
        line = cursor.block().text()
        at = self.caret - self._units.to_points(cursor.block().position())
        return line[:at], line[at:]

    def paragraph_length(self) -> int:
        """How many characters the block has that the caret stands in."""
        blocks = self.passages.blocks
        return len(blocks[self.passages.at(self.caret)].text) if blocks else 0

    def kind_at_caret(self) -> Kind:
        """What the block is that the caret stands in."""
        return self._dresser.kind(self.textCursor().position())

    def is_chip(self, block: QTextBlock) -> bool:
        """Whether a paragraph is shown as a photo."""
        return self._dresser.is_chip(block)

    # from the keyboard to the article

    def _on_contents_change(self, unit: int, _removed: int, added: int) -> None:
        if self._quiet or self._session is None:
            return
        # Qt's own count of what was removed is not to be trusted (it forgets the loading of a long text, and counts
        # the last paragraph's end): what lies behind the change is the same before and after, and that tells.
        length = self.document().characterCount() - 1
        new_end = min(unit + added, length)
        old_end = self._units.length - (length - new_end)
        if (change := self._change(unit, old_end, self._text(unit, new_end))) is not None:
            self._units.apply(change)
            self.overlays.move(change)
            self._session.apply(change, ORIGIN)
            self.typed.emit()

    def _change(self, unit: int, old_end: int, inserted: str) -> BodyChange | None:
        """What happened, without what Qt reports as replaced by itself (a format, a composed paragraph)."""
        assert self._session is not None
        at, end = self._units.to_points(unit), self._units.to_points(old_end)
        removed = self._session.article.body[at:end]
        if removed == inserted:
            return None
        change = text_change(removed, inserted)
        return replace(change, at=at + change.at)

    def _text(self, start: int, end: int) -> str:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(max(start, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n")

    # from the article to the field

    def _on_applied(self, applied: Applied) -> None:
        parts = body_changes(applied.change)
        is_echo = applied.origin == ORIGIN and applied.move in (Move.DO, Move.JOIN)
        if is_echo and len(parts) == 1:
            self._recut(parts[0], applied.after.body)
        elif parts:
            self._take(parts, applied)
        if applied.before.language != applied.after.language:
            self.refresh_look()
            self._direct_caret()
        elif self._chips is not None and applied.before.photos is not applied.after.photos:
            self._chips.show_photos_of(applied.after)
            self.viewport().update()

    def _take(self, parts: list[BodyChange], applied: Applied) -> None:
        one_by_one, body, cursor = len(parts) <= ONE_BY_ONE, applied.before.body, QTextCursor(self.document())
        with kept_in_place(self, applied, parts), self._quietly():
            cursor.beginEditBlock()
            for part in parts:
                start, end = self._units.to_units(part.at), self._units.to_units(part.at + len(part.removed))
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(part.inserted)
                self._units.apply(part)
                self.overlays.move(part)
                if one_by_one:
                    body = body[: part.at] + part.inserted + body[part.at + len(part.removed) :]
                    self._recut(part, body)
            if not one_by_one:
                self._dress(applied.after)
            cursor.endEditBlock()
            if not one_by_one:
                self._layout.forget_all()
        if not stays(applied, parts):
            self.place_caret(parts[-1].at + len(parts[-1].inserted))

    def _recut(self, change: BodyChange, body: str) -> None:
        """Cut the text around a change into blocks anew, and lay out again what looks otherwise by that."""
        splice = self.passages.recut(change, body)
        if splice.come and self._dresser.turns(splice):
            self._forget(splice)

    def _forget(self, splice: Splice) -> None:
        start, _ = self.passages.span(splice.first)
        _, end = self.passages.span(splice.first + len(splice.come) - 1)
        first = self.document().findBlock(self._units.to_units(start))
        last = self.document().findBlock(min(self._units.to_units(end), self.document().characterCount() - 1))
        self._layout.forget(first, last)

    # the caret

    def _on_cursor_moved(self) -> None:
        self._step_over_chip()
        self._direct_caret()
        self._last_unit = self.textCursor().position()
        self.caret_moved.emit(self.caret)

    def _step_over_chip(self) -> None:
        """A photo is one thing to the caret, which stands before or behind it."""
        cursor = self.textCursor()
        block, unit = cursor.block(), cursor.position()
        end = block.position() + block.length() - 1
        if self._quiet or not block.position() < unit < end or not self.is_chip(block):
            return
        mode = QTextCursor.MoveMode.KeepAnchor if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(end if self._last_unit <= block.position() else block.position(), mode)
        self.setTextCursor(cursor)

    def _direct_caret(self) -> None:
        """Tell Qt the direction of the caret's paragraph, by which Home, End and arrows go."""
        block = self.textCursor().block()
        wanted = QT_DIRECTION[self._dresser.direction(block)]
        if block.textDirection() != wanted:
            shape = QTextBlockFormat()
            shape.setLayoutDirection(wanted)
            with self._quietly():
                QTextCursor(block).mergeBlockFormat(shape)

    # room and scrolling

    def set_header_height(self, height: int) -> None:
        """Leave room above the first paragraph, in pixels, for what stands there on the page."""
        self._layout.head = height

    def set_foot_room(self, height: float) -> None:
        """Leave room below the last paragraph, in pixels."""
        self._layout.set_foot(height)

    def first_line(self) -> QRectF:
        """Where the first paragraph lies in the document, in pixels."""
        return self._layout.blockBoundingRect(self.document().firstBlock())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, once what comes into view has its true height."""
        bar = self.verticalScrollBar()
        grown = self._layout.prepare(bar.value(), bar.value() + self.viewport().height())
        super().scrollContentsBy(dx, dy)
        if grown:
            self.viewport().update()
            bar.setValue(bar.value() + grown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take another size; the paragraph at the top stays there."""
        with self._staying():
            super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._guess_soon.start()

    def _guess_heights(self) -> None:
        with self._staying():
            self._layout.estimate_all()

    @contextmanager
    def _staying(self) -> Iterator[None]:
        """Whatever becomes of heights meanwhile, the line at the top is the line at the top afterwards."""
        bar = self.verticalScrollBar()
        top, block = bar.value(), self._layout.block_at(bar.value())
        area = self._layout.blockBoundingRect(block)
        share = (top - area.top()) / area.height() if area.height() else 0.0
        yield
        if top > self._layout.head and block.isValid():
            area = self._layout.blockBoundingRect(block)
            bar.setValue(round(area.top() + share * area.height()))

    # keys that are the window's

    def event(self, event: QEvent) -> bool:
        if ignores_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._session is not None:
            self._session.pause()
        super().focusOutEvent(event)
