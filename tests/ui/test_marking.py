"""Matches marked in a field: at their words beyond emoji too, beside other marks, and gone when there are none."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from desk.ui import look
from desk.ui.marking import mark_in


def marks(field: QTextEdit) -> list[tuple[str, str]]:
    """The words marked, with the name of their ground."""
    scheme = look.colours()
    grounds = {scheme.found: "found", scheme.found_current: "current"}
    return [
        (one.cursor.selectedText(), grounds.get(one.format.background().color().name(), "other"))
        for one in field.extraSelections()
    ]


def a_field(qtbot: QtBot, text: str) -> QTextEdit:
    field = QTextEdit()
    qtbot.addWidget(field)
    field.setPlainText(text)
    return field


def test_matches_are_marked_at_their_words(qtbot: QtBot) -> None:
    field = a_field(qtbot, "👩\u200d🚒 dam 🗳️ dam")
    text = field.toPlainText()
    first, second = text.index("dam"), text.rindex("dam")
    mark_in(field, [(first, first + 3), (second, second + 3)], 1)
    assert marks(field) == [("dam", "found"), ("dam", "current")]
    mark_in(field, [])
    assert marks(field) == []


def test_other_marks_stay(qtbot: QtBot) -> None:
    field = a_field(qtbot, "teh dam")
    other = QTextEdit.ExtraSelection()
    other.cursor = QTextCursor(field.document())
    other.cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
    other.format = QTextCharFormat()
    other.format.setBackground(QColor("#123456"))
    field.setExtraSelections([other])
    mark_in(field, [(4, 7)])
    mark_in(field, [(4, 6)])
    assert marks(field) == [("teh", "other"), ("da", "found")]


def test_marks_of_a_text_that_is_gone_do_no_harm(qtbot: QtBot) -> None:
    field = a_field(qtbot, "da")
    mark_in(field, [(0, 3), (7, 10)])
    assert marks(field) == [("da", "found"), ("", "found")]
