"""The body's field and the clipboard: what is pasted becomes clean Markdown, what is copied keeps its formatting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QWidget

from desk.article.blocks import Kind
from desk.article.changes import BodyChange, Change, Group, apply
from desk.article.edits import clean_text
from desk.article.model import Article
from desk.article.pasting import headed, placed
from desk.article.session import Session
from desk.article.trouble import Trouble
from desk.ui.clipboard import MARKDOWN, mime_of_selection, pasted_from, url_of
from desk.ui.focusing import FocusedField
from desk.ui.photo_tiles import PHOTO_TYPE, ids_in

if TYPE_CHECKING:
    from desk.formats.pasted import Pasted

LONG = 200_000
"""Characters of HTML beyond which reading takes longer than a key may."""
Place = Callable[[Article, str], Change]
"""How pasted Markdown comes into the article."""
Elsewhere = Callable[[Callable[[], "Pasted | None"], Callable[["Pasted | None"], None], Callable[[str], None]], None]


class PastingField(FocusedField):
    """Takes what is pasted or dropped, and gives what is copied."""

    photos_pasted = Signal(QMimeData)
    """Picture files, or a picture, for the photos."""
    pictures_pasted = Signal(tuple)
    """The Pictures of pasted words; their places are in the text already."""
    filled = Signal(str, str)
    """Words were pasted where none were: as plain text, and as HTML."""
    told = Signal(str)
    """A sentence for the person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.elsewhere: Elsewhere | None = None
        """Runs what takes long off the GUI thread; where it is None, it is done at once."""

    def in_code(self) -> bool:
        """Whether the caret stands in code, where every sign means itself."""
        return self.kind_at_caret() is Kind.FENCE or self.line_around_caret()[0].count("`") % 2 == 1

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return (
            source.hasFormat(PHOTO_TYPE)
            or source.hasImage()
            or source.hasUrls()
            or source.hasText()
            or source.hasHtml()
        )

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Words come with their formatting, an address makes a link of what is selected, files go to the photos."""
        if self._session is None or self.isReadOnly():
            return
        address = url_of(source)
        if source.hasFormat(PHOTO_TYPE):
            self._place_photos(ids_in(source))
        elif any(url.isLocalFile() for url in source.urls()):
            self.photos_pasted.emit(source)
        elif self.in_code():
            self._insert(clean_text(source.text()))
        elif address and not self.textCursor().hasSelection():
            self._insert(address)
        elif address and self._link(address):
            self.show_caret()
        else:
            there = self.textCursor()
            self._paste(source, lambda article, words: placed(article.body, *self._points(there), words))

    def paste_headed(self, source: QMimeData, start: int, end: int) -> None:
        """Lines pasted in place of code points `start` to `end` of the headline: the first stays there, alone."""
        if self._session is not None and not self.isReadOnly():
            self._paste(source, lambda article, words: headed(article, start, end, words))

    def _points(self, there: QTextCursor) -> tuple[int, int]:
        return self._units.to_points(there.selectionStart()), self._units.to_points(there.selectionEnd())

    def _place_photos(self, photo_ids: Sequence[str]) -> None:
        """Photos of the story, dragged here, stand one behind the other where they were dropped, as one step."""
        from desk.article import edits

        assert self._session is not None
        article, at, steps = self._session.article, self.caret, []
        for photo_id in photo_ids:
            change = edits.insert_photo(article, at, photo_id)
            if isinstance(change, BodyChange):
                steps.append(change)
                article, at = apply(article, change), change.at + len(change.inserted)
        if steps:
            self._apply(steps[0] if len(steps) == 1 else Group(tuple(steps)))

    def _paste(self, source: QMimeData, place: Place) -> None:
        """Read what is there; a long text from Word takes a while and is read elsewhere, for the caret of now."""
        assert self._session is not None
        from desk.formats.pasted_notes import free_number

        copy = _copied(source)
        read = partial(pasted_from, copy, free_number(self._session.article.body))
        done = partial(self._take_pasted, self._session, place, source if source.hasImage() else None, copy)
        is_ours = source.hasFormat(MARKDOWN)
        if self.elsewhere is not None and not is_ours and len(source.html()) > LONG:
            self.elsewhere(read, done, self.told.emit)
            return
        try:
            done(read())
        except Trouble as trouble:
            self.told.emit(str(trouble))

    def _take_pasted(
        self, session: Session, place: Place, image: QMimeData | None, copy: QMimeData, pasted: Pasted | None
    ) -> None:
        if image is not None and not (pasted and pasted.markdown):
            self.photos_pasted.emit(image)
            return
        if pasted is None or session is not self._session:
            return
        article = session.article
        change = place(article, pasted.markdown)
        was_empty = not article.body.strip() and (isinstance(change, BodyChange) or not article.headline.strip())
        self._apply(change)
        if was_empty and (copy.hasText() or copy.hasHtml()):
            self.filled.emit(copy.text() or pasted.markdown, copy.html())
        if pasted.pictures:
            self.pictures_pasted.emit(pasted.pictures)
        if sentence := pasted.note or _left_out(pasted.left_out):
            self.told.emit(sentence)

    def _link(self, address: str) -> bool:
        """Make a link of the selection; False where nothing is selected, or what can be no link."""
        from desk.article import formatting

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
        self._session.apply_alone(change, "paste")
        self.show_caret()


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
