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


def _underlined(style: QTextCharFormat.UnderlineStyle, colour: str) -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setUnderlineStyle(style)
    shape.setUnderlineColor(QColor(colour))
    return shape


def _tinted(colour: str, share: float) -> QTextCharFormat:
    """A ground that lets whatever else is said of the words be seen."""
    shape = QTextCharFormat()
    ground = QColor(colour)
    ground.setAlphaF(share)
    shape.setBackground(ground)
    return shape


def _waved() -> QTextCharFormat:
    """Words that may be wrong."""
    return _underlined(QTextCharFormat.UnderlineStyle.SpellCheckUnderline, look.colours().problem)


def _dotted() -> QTextCharFormat:
    """Words that a check speaks of."""
    return _underlined(QTextCharFormat.UnderlineStyle.DotLine, look.colours().warning)


def _long() -> QTextCharFormat:
    """A sentence that is long."""
    return _tinted(look.colours().warning, 0.14)


def _came() -> QTextCharFormat:
    """Words that were not there in what the story is compared with."""
    scheme, shape = look.colours(), QTextCharFormat()
    shape.setForeground(QColor(scheme.come))
    shape.setBackground(QColor(scheme.come_ground))
    shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    shape.setUnderlineColor(QColor(scheme.good))
    return shape


def _noted() -> QTextCharFormat:
    """Words that somebody commented on."""
    return _tinted(look.colours().accent, 0.13)


def _noted_now() -> QTextCharFormat:
    """The words of the comment that is chosen."""
    accent = look.colours().accent
    shape = _tinted(accent, 0.3)
    shape.merge(_underlined(QTextCharFormat.UnderlineStyle.SingleUnderline, accent))
    return shape


LOOKS: Mapping[str, Callable[[], QTextCharFormat]] = {
    "spelling": _waved,
    "finding": _dotted,
    "long": _long,
    "came": _came,
    "comment": _noted,
    "comment-chosen": _noted_now,
}
"""The looks of marks."""

_IS_MATCH = QTextFormat.Property.UserProperty.value + 64
_LAYER = QTextFormat.Property.UserProperty.value + 66


def mark_in(field: QTextEdit, spans: Sequence[Span], current: int = -1) -> None:
    """Mark matches, in code points, in a headline or a summary; `current` is the number of the one gone to.

    What else marks words in the field keeps its marks. No spans take the matches' marks away.
    """
    others = [one for one in field.extraSelections() if not one.format.hasProperty(_IS_MATCH)]
    units = Units(field.toPlainText()) if spans else Units()
    marks = [_mark(field, units, span, is_current=number == current) for number, span in enumerate(spans)]
    field.setExtraSelections(others + marks)


def lay_in(field: QTextEdit, layer: str, marks: Sequence[tuple[int, int, str]]) -> None:
    """Lay marks over the words of a small field, in code points with the names of their looks; they take the place of
    that layer's own, and those of other layers stay.
    """
    others = [one for one in field.extraSelections() if one.format.property(_LAYER) != layer]
    units = Units(field.toPlainText()) if marks else Units()
    laid = []
    for start, end, name in marks:
        mark = _mark(field, units, (start, end), is_current=False)
        mark.format = look_of(name)
        mark.format.setProperty(_LAYER, layer)
        laid.append(mark)
    if laid or len(others) != len(field.extraSelections()):
        field.setExtraSelections(others + laid)


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
