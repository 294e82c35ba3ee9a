"""The body's field under a writer's hands: keys that do more than put themselves in, paste, and the menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QWidget

from desk.article import formatting, items, keys
from desk.article.blocks import Kind
from desk.article.changes import BodyChange, Change, map_position
from desk.article.edits import clean_text
from desk.article.pasting import placed
from desk.article.session import Session
from desk.article.strokes import Typeset, straighten, stroke, wrapped
from desk.article.trouble import Trouble
from desk.ui import look
from desk.ui.clipboard import MARKDOWN, mime_of_selection, pasted_from, url_of
from desk.ui.focusing import FocusedField

if TYPE_CHECKING:
    from desk.formats.pasted import Pasted

LONG = 200_000
"""Characters of HTML beyond which reading takes longer than a key may."""
Elsewhere = Callable[[Callable[[], "Pasted | None"], Callable[["Pasted | None"], None], Callable[[str], None]], None]


class BodyEdit(FocusedField):
    """The field in which the body of the open article is written."""

    left_upwards = Signal()
    photos_pasted = Signal(QMimeData)
    """Picture files, or a picture, for the photos."""
    pictures_pasted = Signal(tuple)
    """The Pictures of pasted words; their places are in the text already."""
    told = Signal(str)
    """A sentence for the person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Body")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setPlaceholderText("")
        self._typeset: Typeset | None = None
        self._is_making_room = False
        self.elsewhere: Elsewhere | None = None
        """Runs what takes long off the GUI thread; where it is None, it is done at once."""

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typeset, self._typeset = self._typeset, None
        if self._is_special(event, typeset) or self._type(event.text()):
            self.show_caret()
        elif event.key() == Qt.Key.Key_Up and self.textCursor().block() == self.document().begin():
            self._go_up(event)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Text of an input method; a single sign is typed like any other."""
        typed = event.commitString()
        if typed and not event.preeditString() and not event.replacementLength() and self._type(typed):
            event.accept()
            return
        if typed or event.preeditString():
            self._make_room()
        super().inputMethodEvent(event)

    def _is_special(self, event: QKeyEvent, typeset: Typeset | None) -> bool:
        """Do what Enter, Backspace and Delete do beyond Qt's own; False where that is all."""
        if self._session is None or self.isReadOnly():
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter(event.modifiers())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and not self.textCursor().hasSelection()
        if event.key() == Qt.Key.Key_Backspace and plain:
            straight = straighten(self._session.article.body, typeset, self.caret) if typeset else None
            return self._do(straight) or self._remove_chip(behind=True) or self._press(keys.backspace)
        return event.key() == Qt.Key.Key_Delete and plain and self._remove_chip(behind=False)

    def _enter(self, modifiers: Qt.KeyboardModifier) -> bool:
        """End the paragraph, go on with the list, or just break the line where Shift is held or in code."""
        if modifiers & Qt.KeyboardModifier.ShiftModifier or not (self._press(items.leave) or self._go_on()):
            self.textCursor().insertBlock(QTextBlockFormat())
        return True

    def _go_on(self) -> bool:
        """A new paragraph or item; the numbers of the items behind it count on."""
        before = self.caret
        if not self._press(keys.enter):
            return False
        assert self._session is not None
        after = self.caret
        if after - before > 1 and (counted := items.renumber(self._session.article.body, after)):
            self._session.apply(counted, "keys")
            self.place_caret(after)
        return True

    def _go_up(self, event: QKeyEvent) -> None:
        """Up from the first line lies the summary."""
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() == before and not event.modifiers():
            self.left_upwards.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves an item of a list; elsewhere it leaves, back to the summary, which is drawn inside."""
        if self._session is not None and not self.isReadOnly() and not self.in_code():
            start, end = self.selection
            change = items.indent(self._session.article.body, start, end, deeper=forward)
            if change is not None:
                return self._move_items(change, start, end)
            if forward and self.kind_at_caret() is Kind.LIST:
                return True
        if not forward:
            self.left_upwards.emit()
            return True
        super().focusNextPrevChild(forward)
        return True

    def _move_items(self, change: Change, start: int, end: int) -> bool:
        places = map_position(change, start), map_position(change, end)
        self._do(change)
        self.place_caret(*places)
        return True

    def _press(self, key: Callable[[str, int], Change | None]) -> bool:
        """Do what a key does to the text around the caret; False where it does nothing of its own."""
        if self._session is None or self.isReadOnly() or self.textCursor().hasSelection() or self.in_code():
            return False
        return self._do(key(self._session.article.body, self.caret))

    def _do(self, change: Change | None) -> bool:
        """Make a change that a key asked for, as a step of its own; whether there is one."""
        if change is not None and self._session is not None:
            self._session.pause()
            self._session.apply(change, "keys")
        return change is not None

    # signs

    def _type(self, typed: str) -> bool:
        """Put in what a sign means here beyond itself; False where it is itself."""
        if self._session is None or self.isReadOnly() or not typed or not typed.isprintable():
            return False
        self._make_room()
        if self.in_code():
            return False
        return self._wrap(typed) if self.textCursor().hasSelection() else self._typeset_sign(typed)

    def _wrap(self, typed: str) -> bool:
        """A quotation mark or a bracket typed over words goes around them."""
        assert self._session is not None
        start, end = self.selection
        change = wrapped(self._session.article.body, start, end, typed, self._session.article.language)
        if not self._do(change) or change is None:
            return False
        self.place_caret(map_position(change, start), map_position(change, end, after=False))
        return True

    def _typeset_sign(self, typed: str) -> bool:
        """The typographer's mark for a sign; Backspace right behind it brings the sign back."""
        assert self._session is not None
        cursor = self.textCursor()
        before, behind = self.line_around_caret()
        found = stroke(before, typed, self._session.article.language, behind)
        if found is None:
            return False
        cursor.setPosition(cursor.position() - found.taken, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(found.put)
        self._typeset = Typeset(self.caret - len(found.put), found)
        return True

    # photos in the text

    def _make_room(self) -> None:
        """Words beside a photo would make words of it too: they get a paragraph of their own."""
        cursor = self.textCursor()
        block = cursor.block()
        if self._session is None or self._is_making_room or cursor.hasSelection() or not self.is_chip(block):
            return
        caret, is_behind = self.caret, cursor.positionInBlock() > 0
        self._is_making_room = True  # a caret that moves makes input methods speak up in between
        self._do(BodyChange(caret, "", "\n\n"))
        self.place_caret(caret + 2 if is_behind else caret)
        self._is_making_room = False

    def _remove_chip(self, *, behind: bool) -> bool:
        """Take the photo out of the text that the caret stands right behind, or before."""
        cursor = self.textCursor()
        block = cursor.block()
        at_edge = cursor.positionInBlock() > 0 if behind else cursor.positionInBlock() == 0
        if self._session is None or not at_edge or not self.is_chip(block):
            return False
        start = self.caret - (len(block.text()) if behind else 0)
        return self._do(BodyChange(start, block.text(), ""))

    def in_code(self) -> bool:
        """Whether the caret stands in code, where every sign means itself."""
        return self.kind_at_caret() is Kind.FENCE or self.line_around_caret()[0].count("`") % 2 == 1

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._session is not None and self._units.length == 0:
            painter = QPainter(self.viewport())
            painter.setFont(self._writing_font)
            painter.setPen(QColor(look.colours().faint))
            area = self.first_line().translated(4, -self.verticalScrollBar().value())
            area.setWidth(self.viewport().width() - 8)
            painter.drawText(area, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop, "Write the story here")

    # the clipboard

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or source.hasUrls() or source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Words come with their formatting, an address makes a link of what is selected, files go to the photos."""
        if self._session is None or self.isReadOnly():
            return
        address = url_of(source)
        if any(url.isLocalFile() for url in source.urls()):
            self.photos_pasted.emit(source)
        elif address and self._link(address):
            self.show_caret()
        elif self.in_code():
            self._insert(clean_text(source.text()))
        else:
            self._paste(source)

    def _paste(self, source: QMimeData) -> None:
        """Read what is there; a long text from Word takes a while and is read elsewhere, for the caret of now."""
        assert self._session is not None
        from desk.formats.pasted_notes import free_number

        there, copy = self.textCursor(), _copied(source)
        read = partial(pasted_from, copy, free_number(self._session.article.body))
        done = partial(self._take_pasted, self._session, there, source if source.hasImage() else None)
        is_ours = source.hasFormat(MARKDOWN)
        if self.elsewhere is not None and not is_ours and len(source.html()) > LONG:
            self.elsewhere(read, done, self.told.emit)
            return
        try:
            done(read())
        except Trouble as trouble:
            self.told.emit(str(trouble))

    def _take_pasted(
        self, session: Session, there: QTextCursor, image: QMimeData | None, pasted: Pasted | None
    ) -> None:
        if image is not None and not (pasted and pasted.markdown):
            self.photos_pasted.emit(image)
            return
        if pasted is None or session is not self._session:
            return
        start, end = (self._units.to_points(unit) for unit in (there.selectionStart(), there.selectionEnd()))
        self._apply(placed(session.article.body, start, end, pasted.markdown))
        if pasted.pictures:
            self.pictures_pasted.emit(pasted.pictures)
        if sentence := pasted.note or _left_out(pasted.left_out):
            self.told.emit(sentence)

    def _link(self, address: str) -> bool:
        """Make a link of the selection; False where nothing is selected, or what can be no link."""
        assert self._session is not None
        start, end = self.selection
        change = formatting.link(self._session.article, start, end, address) if start < end else None
        if change is not None:
            self._apply(change)
        return change is not None

    def paste_plain(self) -> None:
        """Paste the words of the clipboard alone."""
        self._insert(clean_text(QGuiApplication.clipboard().text()))

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied keeps its formatting elsewhere, and its Markdown here."""
        assert self._session is not None
        article, (start, end) = self._session.article, self.selection
        return mime_of_selection(article.body[start:end], article.language, lambda _photo: "", article.body)

    def _insert(self, words: str) -> None:
        """Put words where the selection is."""
        if self._session is not None and words and not self.isReadOnly():
            start, end = self.selection
            self._apply(BodyChange(start, self._session.article.body[start:end], words))

    def _apply(self, change: Change) -> None:
        """Make a change as a step of its own."""
        assert self._session is not None
        self._session.pause()
        self._session.apply(change, "paste")
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


def _copied(source: QMimeData) -> QMimeData:
    """The words of a drop or of the clipboard, which is gone when they are read later."""
    copy = QMimeData()
    if source.hasFormat(MARKDOWN):
        copy.setData(MARKDOWN, source.data(MARKDOWN))
        return copy
    if source.hasHtml():
        copy.setHtml(source.html())
    if source.hasText():
        copy.setText(source.text())
    return copy


def _left_out(count: int) -> str:
    """What to do about pictures that were not pasted."""
    if not count:
        return ""
    counted = "A picture lies" if count == 1 else f"{count} pictures lie"
    return f"{counted} on the web and Desk fetches nothing: save what you need and drop it on the text."
