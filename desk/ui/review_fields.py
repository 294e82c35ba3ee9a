"""Marks of changes in headline and summary: words that came underlined, a wedge where words went, a bar beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from desk.article.model import BODY
from desk.ui import look
from desk.ui.marking import lay_in
from desk.ui.review_marks import CAME, draw_wedge
from desk.ui.units import Units

if TYPE_CHECKING:
    from desk.article.review import Edit
    from desk.ui.editor import EditorPane

LAYER = "changes"
"""The layer of marks that these are."""


class FieldMarks:
    """The changes of headline and summary of one editor. Cursors hold their places while one types."""

    def __init__(self, editor: EditorPane) -> None:
        self._editor = editor
        self._fields = {"headline": editor.headline, "summary": editor.summary}
        self._wedges = {name: Wedges(field) for name, field in self._fields.items()}
        self._cursors: dict[str, list[tuple[QTextCursor, Edit]]] = {}

    def show(self, edits: Sequence[Edit]) -> None:
        """Mark these changes and no others."""
        for name, field in self._fields.items():
            units = Units(field.toPlainText())
            own = [(_cursor(field, units, edit), edit) for edit in edits if edit.place == name]
            self._cursors[name] = own
            lay_in(field, LAYER, [(*edit.after_span, CAME) for _cursor, edit in own if edit.after])
            self._wedges[name].show_at([cursor for cursor, edit in own if edit.before.strip()])

    def heads(self) -> Iterator[tuple[QRect, Edit]]:
        """Where each change stands in the page's viewport."""
        viewport = self._editor.page.viewport()
        for name, field in self._fields.items():
            for cursor, edit in self._cursors.get(name, ()):
                area = _lines_of(field, cursor)
                top = field.viewport().mapTo(viewport, area.topLeft())
                yield QRect(QPoint(0, top.y()), area.size()), edit

    def select(self, edit: Edit) -> None:
        """Select the words of a change in its field, and have them in sight."""
        field = self._fields[edit.place]
        cursor = next((cursor for cursor, one in self._cursors.get(edit.place, ()) if one.key == edit.key), None)
        if cursor is not None:
            field.setTextCursor(cursor)
        self._editor.page.verticalScrollBar().setValue(0)

    def select_nothing(self, but: str = "") -> None:
        """Select nothing in these fields and the body, or in all but one: only one change is in hand."""
        fields: dict[str, QTextEdit] = {**self._fields, BODY: self._editor.page}
        for name, field in fields.items():
            cursor = field.textCursor()
            if name != but and cursor.hasSelection():
                cursor.clearSelection()
                field.setTextCursor(cursor)

    def under(self, viewport: QObject, point: QPoint) -> list[Edit]:
        """The changes under a point of a field, by its viewport."""
        name = next((name for name, field in self._fields.items() if field.viewport() is viewport), "")
        return self.touched(name, self._fields[name].cursorForPosition(point)) if name else []

    def touched(self, name: str, chosen: QTextCursor | None = None) -> list[Edit]:
        """The changes that a selection in a field touches, its own where none is given."""
        chosen = chosen or self._fields[name].textCursor()
        return [
            edit
            for cursor, edit in self._cursors.get(name, ())
            if cursor.selectionStart() <= chosen.selectionEnd() and chosen.selectionStart() <= cursor.selectionEnd()
        ]


class Wedges(QWidget):
    """Lies over a field and shows where words went; takes no click."""

    def __init__(self, field: QTextEdit) -> None:
        super().__init__(field.viewport())
        self._field = field
        self._cursors: Sequence[QTextCursor] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        field.textChanged.connect(self._fit)
        self.hide()

    def show_at(self, cursors: Sequence[QTextCursor]) -> None:
        """Show a wedge before each of these."""
        self._cursors = cursors
        self.setVisible(bool(cursors))
        self._fit()

    def _fit(self) -> None:
        if self._cursors:
            self.resize(self._field.viewport().size())
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.size() != self._field.viewport().size():
            self._fit()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(look.colours().problem)
        for cursor in self._cursors:
            start = QTextCursor(cursor)
            start.setPosition(cursor.selectionStart())
            draw_wedge(painter, QRectF(self._field.cursorRect(start)), colour)
        painter.end()


def _cursor(field: QTextEdit, units: Units, edit: Edit) -> QTextCursor:
    cursor = QTextCursor(field.document())
    cursor.setPosition(min(units.to_units(edit.after_span[0]), units.length))
    cursor.setPosition(min(units.to_units(edit.after_span[1]), units.length), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _lines_of(field: QTextEdit, cursor: QTextCursor) -> QRect:
    first, last = QTextCursor(cursor), QTextCursor(cursor)
    first.setPosition(cursor.selectionStart())
    last.setPosition(cursor.selectionEnd())
    return field.cursorRect(first).united(field.cursorRect(last))
