"""The words of one photo: caption, credit, photographer, alt text, each with what is missing said beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.article.model import Photo
from desk.article.session import Applied, Session
from desk.ui import look
from desk.ui.bindings import PROSE_OF_PHOTOS, photo_binding
from desk.ui.caption_row import CaptionRow, keep_room
from desk.ui.completion import offer
from desk.ui.entries import LineEntry, ProseEntry
from desk.ui.labels import SmallLabel
from desk.ui.origin import PLACE, OriginSwitch, Trace
from desk.ui.panes import MARGIN
from desk.ui.rows import TextRow
from desk.ui.units import Units

ORIGIN = "photos"
FIELDS = ("caption", "credit", "photographer", "alt")
COMPLETED = ("credit", "photographer")
ADVISED = ("caption", "credit", "alt")
"""Fields that remarks come and go under."""
BETWEEN, BELOW_ADVICE, BELOW_OTHERS = 12, 6, 10
"""Pixels between parts; below a row with room for a remark, which parts rows itself; and what others have more."""


class PhotoForm(QWidget):
    """Shows and edits the photo that is selected in the list."""

    def __init__(self, completions: Callable[[str, str], list[str]] | None = None) -> None:
        super().__init__()
        self._session: Session | None = None
        self.photo_id = ""
        self.rows = {name: self._row(name) for name in FIELDS}
        self._trace: Trace | None = None
        self.position = OriginSwitch(ORIGIN)
        self.facts = SmallLabel(role="hint")
        self.facts.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, look.GRID, MARGIN, 2 * look.GRID)
        column.setSpacing(BETWEEN)
        column.addWidget(stacked(self.rows))
        for part in (self.facts, self.position):
            column.addWidget(part)
        if completions is not None:
            self._offer(completions)

    def _row(self, name: str) -> TextRow:
        if name == "caption":
            return CaptionRow(ORIGIN)
        entry = ProseEntry(most=10) if name in PROSE_OF_PHOTOS else LineEntry()
        return TextRow(photo_binding("", name), entry, ORIGIN)

    def _offer(self, completions: Callable[[str, str], list[str]]) -> None:
        for name in COMPLETED:
            entry = self.rows[name].entry
            if isinstance(entry, LineEntry):
                offer(entry, partial(completions, name))

    def show_photo(self, session: Session | None, photo_id: str) -> None:
        """Show another photo of the story; the words typed for the one before are in the article already."""
        if session is self._session and photo_id == self.photo_id:
            return
        if self._session is not None:
            self._session.pause()
        self._session, self.photo_id = session, photo_id
        for name, row in self.rows.items():
            row.bind(photo_binding(photo_id, name))
            row.show_session(session)
        photo = session.article.photo(photo_id) if session else None
        self.facts.setText(facts(photo) if photo else "")
        self.show_trace(None)

    def follow(self, applied: Applied) -> None:
        """Show what a step changed of this photo."""
        for row in self.rows.values():
            row.follow(applied)
        self.show_trace(self._trace)

    def show_trace(self, trace: Trace | None) -> None:
        """Say what the photo's file tells of its origin, if anything, and whether it leaves with it."""
        self._trace = trace
        self.position.show_photos(self._session, (self.photo_id,) if trace else (), trace or PLACE)

    def start_editing(self) -> None:
        """Put the caret into the caption."""
        self.rows["caption"].entry.setFocus()

    def select_caption(self, start: int | None, end: int) -> None:
        """Select a stretch of the caption, in code points; without one, put the caret there."""
        entry = self.rows["caption"].entry
        if start is None or not isinstance(entry, ProseEntry):
            self.start_editing()
            return
        units = Units(entry.words())
        cursor = entry.textCursor()
        cursor.setPosition(units.to_units(start))
        cursor.setPosition(units.to_units(end), QTextCursor.MoveMode.KeepAnchor)
        entry.setTextCursor(cursor)


def stacked(rows: Mapping[str, TextRow]) -> QWidget:
    """Rows one below the other, that stay where they are when a remark comes or goes."""
    stack = QWidget()
    column = QVBoxLayout(stack)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(BELOW_ADVICE)
    for name, row in rows.items():
        column.addWidget(row)
        if name in ADVISED:
            keep_room(row)
        else:
            column.addSpacing(BELOW_OTHERS)
    return stack


def facts(photo: Photo) -> str:
    """What the file is: its name and its size in pixels."""
    size = f"{photo.width} × {photo.height}" if photo.width and photo.height else ""
    return " · ".join(part for part in (photo.name, size) if part)
