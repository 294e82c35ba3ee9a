"""Keeps editor and preview in step: each scrolls the other by blocks, and a click in the page goes to its words."""

from __future__ import annotations

import re
import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desk.article.tracing import source_place
from desk.ui.editor import EditorPane
from desk.ui.preview import PreviewPane

_PHOTO = re.compile(r"!\[[^\]\n]*\]\(photo:([^)\s]+)\)")
_TYPING = 0.5
"""Seconds after a key in which the page follows the words, and no pane the other's scrolling."""


class InStep(QObject):
    """Joins the two panes. Places in the page are blocks; block 0 stands before the body's first."""

    photo_wanted = Signal(str)
    """A photo in the page was double-clicked: its ID."""

    def __init__(self, editor: EditorPane, preview: PreviewPane, parent: QObject) -> None:
        super().__init__(parent)
        self._editor, self._preview = editor, preview
        self.scrolls = True
        """Whether one pane scrolls the other."""
        self._led = False
        self._typed = 0.0
        self._lead_soon = QTimer(self, interval=0, singleShot=True)
        self._lead_soon.timeout.connect(self._lead)
        editor.page.verticalScrollBar().valueChanged.connect(lambda _value: self._on_scrolled())
        editor.page.typed.connect(self._on_typed)
        preview.told.connect(self._on_told)

    def _on_typed(self) -> None:
        self._typed = time.monotonic()

    # the editor leads

    def _on_scrolled(self) -> None:
        if self.scrolls and not self._led and not self._is_typing:
            self._lead_soon.start()

    @property
    def _is_typing(self) -> bool:
        return time.monotonic() - self._typed < _TYPING

    def _lead(self) -> None:
        page = self._editor.page
        top, head = page.verticalScrollBar().value(), page.first_line().top()
        if top < head or not page.passages.blocks:
            self._preview.align_head(top / head if head else 0.0)
            return
        block = page.passages.at(page.first_seen())
        start, end = self._area(block)
        self._preview.align(block + 1, min(1.0, (top - start) / max(1.0, end - start)))

    def _area(self, block: int) -> tuple[float, float]:
        """From where to where a block of the body reaches in the editor, in pixels."""
        page = self._editor.page
        start, end = page.passages.span(block)
        return page.top_of(start), page.bottom_of(max(start, end - 1))

    # the page leads

    def _on_told(self, told: dict[str, object]) -> None:
        match told:
            case {"clicked": int(block), "at": int(at), "shown": str(shown)}:
                self._go_to_words(block, shown, at)
            case {"field": str(name)}:
                fields = {"headline": self._editor.headline, "summary": self._editor.summary}
                fields.get(name, self._editor.page).setFocus(Qt.FocusReason.MouseFocusReason)
            case {"photo": int(block), "number": int(number)}:
                self._want_photo(block, number)
            case {"seen": int(block), "share": int() | float() as share} if not self._is_typing:
                self._follow(block - 1, float(share))
            case {"head": int() | float() as share} if not self._is_typing:
                self._scroll_to(self._editor.page.first_line().top() * float(share))

    def _go_to_words(self, block: int, shown: str, at: int) -> None:
        page = self._editor.page
        if not 1 <= block <= len(page.passages.blocks):
            return
        start, end = page.passages.span(block - 1)
        source = page.passages.blocks[block - 1].text.rstrip()
        page.place_caret(min(start + source_place(source, shown, at), end))
        page.setFocus(Qt.FocusReason.MouseFocusReason)

    def _want_photo(self, block: int, number: int) -> None:
        page, session = self._editor.page, self._editor.session
        if block < 0:
            self.photo_wanted.emit(session.article.lead if session else "")
        elif 1 <= block <= len(page.passages.blocks):
            found = _PHOTO.findall(page.passages.blocks[block - 1].text)
            if found:
                self.photo_wanted.emit(found[min(number, len(found) - 1)])

    def _follow(self, block: int, share: float) -> None:
        if 0 <= block < len(self._editor.page.passages.blocks):
            start, end = self._area(block)
            self._scroll_to(start + share * (end - start))

    def _scroll_to(self, top: float) -> None:
        if not self.scrolls:
            return
        self._led = True
        self._editor.page.verticalScrollBar().setValue(round(top))
        self._led = False
