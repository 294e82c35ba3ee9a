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
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QWidget

from desk.article import formatting, keys
from desk.article.blocks import Kind
from desk.article.changes import BodyChange, Change
from desk.article.edits import clean_text
from desk.article.pasting import placed
from desk.article.session import Session
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
        self.elsewhere: Elsewhere | None = None
        """Runs what takes long off the GUI thread; where it is None, it is done at once."""

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
        if self._session is None or self.isReadOnly() or self.textCursor().hasSelection() or self.in_code():
            return False
        change = key(self._session.article.body, self.caret)
        if change is None:
            return False
        self._session.pause()
        self._session.apply(change, "keys")
        return True

    def _typeset(self, typed: str) -> bool:
        """Put in the typographer's mark for a straight quotation mark or a second hyphen."""
        if self._session is None or self.isReadOnly() or not typed or self.in_code():
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

    def in_code(self) -> bool:
        """Whether the caret stands in code, where every sign means itself."""
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
        if len(source.html()) > LONG and self.elsewhere is not None:
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
    for form in (MARKDOWN, "text/plain", "text/html"):
        if source.hasFormat(form):
            copy.setData(form, source.data(form))
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
