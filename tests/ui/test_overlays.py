"""What lies over the text: matches where they are, and only what is not being written dimmed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange
from desk.article.model import Article
from desk.article.session import Session
from desk.article.spans import Spans
from desk.ui import look
from desk.ui.overlays import sentence_around
from desk.ui.settings import Focus
from desk.ui.writing import BodyEdit

BODY = "One 😀 here. Two there. Three.\n\nAnother paragraph.\n\nسێ چوار. پێنج شەش."


def field_with(qtbot: QtBot, body: str = BODY) -> tuple[BodyEdit, Session]:
    field = BodyEdit()
    qtbot.addWidget(field)
    field.resize(420, 300)
    with qtbot.waitExposed(field):
        field.show()
    session = Session(Article(id="1", body=body))
    field.show_session(session)
    field.setFocus()
    return field, session


def bright(field: BodyEdit) -> str:
    """The words that focus mode leaves bright."""
    faint, found = QColor(look.colours().faint), ""
    block = field.document().firstBlock()
    while block.isValid():
        units = block.text().encode("utf-16-le")
        dim = [one for one in field.overlays.ranges(block) if one.format.foreground().color() == faint]
        for unit in range(len(units) // 2):
            if not any(one.start <= unit < one.start + one.length for one in dim):
                found += units[2 * unit : 2 * unit + 2].decode("utf-16-le", "ignore")
        block = block.next()
    return found.strip()


@pytest.mark.parametrize(
    ("word", "sentence", "paragraph"),
    [
        ("One", "One  here.", "One  here. Two there. Three."),
        ("Two", "Two there.", "One  here. Two there. Three."),
        ("graph", "Another paragraph.", "Another paragraph."),
        ("شەش", "پێنج شەش.", "سێ چوار. پێنج شەش."),
    ],
)
def test_focus_leaves_bright_what_is_being_written(qtbot: QtBot, word: str, sentence: str, paragraph: str) -> None:
    field, _session = field_with(qtbot)
    field.set_focus_mode(Focus.SENTENCE)
    field.place_caret(BODY.index(word))
    assert bright(field) == sentence
    field.set_focus_mode(Focus.PARAGRAPH)
    assert bright(field) == paragraph
    field.set_focus_mode(Focus.OFF)
    assert bright(field).startswith("One")
    assert bright(field).endswith("شەش.")


def test_focus_follows_typing(qtbot: QtBot) -> None:
    field, _session = field_with(qtbot, "")
    field.set_focus_mode(Focus.SENTENCE)
    qtbot.keyClicks(field, "One. Two goes on")
    assert bright(field) == "Two goes on"


def test_the_caret_behind_the_last_sentence_is_in_it() -> None:
    assert sentence_around("One. Two", 8) == (5, 8)
    assert sentence_around("One. Two", 5) == (5, 8)
    assert sentence_around("", 0) == (0, 0)


def marked(field: BodyEdit, colour: str) -> list[str]:
    found, block = [], field.document().firstBlock()
    while block.isValid():
        units = block.text().encode("utf-16-le")
        for one in field.overlays.ranges(block):
            if one.format.background().color() == QColor(colour):
                found.append(units[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le"))
        block = block.next()
    return found


def test_matches_are_marked_where_they_are_behind_emoji_too(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    places = [BODY.index(word) for word in ("here", "there", "paragraph")]
    spans = Spans([(places[0], places[0] + 4), (places[1], places[1] + 5), (places[2], places[2] + 9)])
    field.overlays.mark(spans, 1)
    assert marked(field, look.colours().found) == ["here", "paragraph"]
    assert marked(field, look.colours().found_current) == ["there"]
    change = BodyChange(0, "", "😀 ")
    session.apply(change, "test")
    field.overlays.mark(spans.following(change), 1)
    assert marked(field, look.colours().found_current) == ["there"]


def test_a_typewriter_holds_the_line(qtbot: QtBot) -> None:
    field, _session = field_with(qtbot, "Line.\n\n" * 60)
    field.set_typewriter(True)
    places = []
    for _turn in range(6):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    field.place_caret(200)
    for _turn in range(20):
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.keyClicks(field, "word")
        places.append(field.cursorRect().center().y())
    assert max(places) - min(places) <= 2
    field.moveCursor(field.textCursor().MoveOperation.End)
    assert abs(field.cursorRect().center().y() - places[0]) <= 6
