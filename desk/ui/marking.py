"""Matches marked in a text field by the colours under their words; the field's text itself stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from desk.article.spans import Span
from desk.ui import look
from desk.ui.units import Units


def look_of(name: str) -> QTextCharFormat:
    """How marks of a layer look, by the name of their look in `LOOKS`, in the scheme in force."""
    return LOOKS[name]()


def _waved() -> QTextCharFormat:
    """Words that may be wrong."""
    shape = QTextCharFormat()
    shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
    shape.setUnderlineColor(QColor(look.colours().problem))
    return shape


def _dotted() -> QTextCharFormat:
    """Words that a check speaks of."""
    shape = QTextCharFormat()
    shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    shape.setUnderlineColor(QColor(look.colours().warning))
    return shape


LOOKS: Mapping[str, Callable[[], QTextCharFormat]] = {"spelling": _waved, "finding": _dotted}
"""The looks of marks."""

_IS_MATCH = QTextFormat.Property.UserProperty.value + 64


def mark_in(field: QTextEdit, spans: Sequence[Span], current: int = -1) -> None:
    """Mark matches, in code points, in a headline or a summary; `current` is the number of the one gone to.

    What else marks words in the field keeps its marks. No spans take the matches' marks away.
    """
    others = [one for one in field.extraSelections() if not one.format.hasProperty(_IS_MATCH)]
    units = Units(field.toPlainText()) if spans else Units()
    marks = [_mark(field, units, span, is_current=number == current) for number, span in enumerate(spans)]
    field.setExtraSelections(others + marks)


def match_format(*, is_current: bool) -> QTextCharFormat:
    """How a match looks in the scheme in force."""
    scheme = look.colours()
    shape = QTextCharFormat()
    shape.setBackground(QColor(scheme.found_current if is_current else scheme.found))
    shape.setForeground(QColor(scheme.ink))
    shape.setProperty(_IS_MATCH, True)
    return shape


def _mark(field: QTextEdit, units: Units, span: Span, *, is_current: bool) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    cursor = QTextCursor(field.document())
    cursor.setPosition(min(units.to_units(span[0]), units.length))
    cursor.setPosition(min(units.to_units(span[1]), units.length), QTextCursor.MoveMode.KeepAnchor)
    mark.cursor = cursor
    mark.format = match_format(is_current=is_current)
    return mark
