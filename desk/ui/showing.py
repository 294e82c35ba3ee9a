"""Shows matches where they stand: in the body, in headline and summary, and in the captions of photos."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from desk.article.spans import Span
from desk.checks.searching import BODY, HEADLINE, SUMMARY, Match, Place
from desk.ui.editor import EditorPane
from desk.ui.growing import GrowingField
from desk.ui.marking import mark_in
from desk.ui.units import Units


class StoryShows:
    """What the find bar asks of the window. `show_caption` selects stretches of a photo's caption."""

    def __init__(self, editor: EditorPane, show_caption: Callable[[str, int, int], None]) -> None:
        self._editor, self._show_caption = editor, show_caption
        self._fields = {"headline": editor.headline, "summary": editor.summary}

    def caret(self) -> tuple[Place, int]:
        """Where the caret is, or where the selection begins."""
        focus = QApplication.focusWidget()
        for place, field in ((HEADLINE, self._editor.headline), (SUMMARY, self._editor.summary)):
            if focus is field:
                return place, Units(field.toPlainText()).to_points(field.textCursor().selectionStart())
        return BODY, self._editor.page.selection[0]

    def mark(self, matches: Sequence[Span], current: int) -> None:
        """Mark these matches in the body."""
        page = self._editor.page
        page.overlays.mark(matches, current)
        page.viewport().update()

    def mark_field(self, field: str, matches: Sequence[Span], current: int) -> None:
        """Mark these matches in headline or summary."""
        mark_in(self._fields[field], matches, current)

    def go_to(self, match: Match) -> None:
        """Select a match and bring it into sight; the focus stays where it is."""
        for name, field in self._fields.items():
            if name != match.place.field and field.textCursor().hasSelection():
                _select(field, 0, 0)
        if match.place == BODY:
            self._editor.page.place_caret(match.start, match.end)
        elif match.place.photo:
            self._show_caption(match.place.photo, match.start, match.end)
        else:
            _select(self._fields[match.place.field], match.start, match.end)
            self._editor.page.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Take all marks away."""
        self.mark((), -1)
        for name in self._fields:
            self.mark_field(name, (), -1)


def _select(field: GrowingField, start: int, end: int) -> None:
    units = Units(field.toPlainText())
    cursor = QTextCursor(field.document())
    cursor.setPosition(units.to_units(start))
    cursor.setPosition(units.to_units(end), QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
