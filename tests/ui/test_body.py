"""The body's field: keys become changes, changes become text, and both always hold the same characters."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange
from desk.article.edits import set_field
from desk.article.model import Article
from desk.article.session import Session
from desk.ui.body import text_of
from desk.ui.writing import BodyEdit

KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
WORDS = ("a", "word ", "سڵاو", "😀", "\u200c", "# ", "- ", "١٢", "…")


def field_with(qtbot: QtBot, body: str = "", language: str = "en") -> tuple[BodyEdit, Session]:
    field = BodyEdit()
    qtbot.addWidget(field)
    field.resize(400, 300)
    field.show()
    session = Session(Article(id="1", body=body, language=language))
    field.show_session(session)
    return field, session


def compose(field: BodyEdit, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def test_typing_is_the_articles_body(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    qtbot.keyClicks(field, "Water rises")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    compose(field, "ئاو بەرز دەبێتەوە 😀")
    assert session.article.body == "Water rises\n\nئاو بەرز دەبێتەوە 😀"


@pytest.mark.parametrize("seed", range(12))
def test_any_keys_keep_field_and_article_alike(qtbot: QtBot, seed: int) -> None:
    field, session = field_with(qtbot, "One 😀 two\n\nسێ چوار\n")
    dice = random.Random(seed)
    for _turn in range(60):
        shift = Qt.KeyboardModifier.ShiftModifier if dice.random() < 0.3 else Qt.KeyboardModifier.NoModifier
        match dice.randrange(5):
            case 0 | 1:
                compose(field, dice.choice(WORDS))
            case 2:
                session.undo("undo") if dice.random() < 0.6 else session.redo("undo")
            case _:
                qtbot.keyClick(field, dice.choice(KEYS), shift)
        assert text_of(field.document()) == session.article.body


def test_undo_takes_typing_back_word_by_word_and_places_the_caret(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    qtbot.keyClicks(field, "water rises")
    session.undo("undo")
    assert text_of(field.document()) == "water "
    assert field.caret == 6
    session.redo("undo")
    assert text_of(field.document()) == "water rises"


def test_a_change_from_elsewhere_appears_without_coming_back(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "😀 two")
    seen: list[str] = []
    session.observe(lambda applied: seen.append(applied.origin))
    session.apply(BodyChange(2, "two", "three"), "menu")
    assert text_of(field.document()) == "😀 three"
    assert seen == ["menu"]


def test_text_being_composed_is_not_yet_the_articles(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "a")
    QApplication.sendEvent(field, QInputMethodEvent("composing", []))
    assert session.article.body == "a"


def test_what_is_pasted_comes_clean(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    data = QMimeData()
    data.setText("one\r\ntwo\rthree\u2028four\x00")
    QGuiApplication.clipboard().setMimeData(data)
    field.paste()
    assert session.article.body == "one\ntwo\nthree\nfour"
    assert text_of(field.document()) == session.article.body


def test_each_paragraph_runs_in_the_direction_of_its_words(qtbot: QtBot) -> None:
    body = "BBC وتی کە ئاوەکە بەرز بووەتەوە لە هەموو شوێنێک\n\n123\n\nThis one is all in English\n\n"
    field, _session = field_with(qtbot, body, "ckb")
    rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    starts = [0, *(at + 2 for at in range(len(body)) if body.startswith("\n\n", at))]
    assert [field.direction_at(start) for start in starts] == [rtl, rtl, ltr, rtl]


def test_direction_follows_typing_and_the_articles_language(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    compose(field, "ئاوەکە بەرز بووەتەوە")
    assert field.direction_at(0) == Qt.LayoutDirection.RightToLeft
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.direction_at(field.caret) == Qt.LayoutDirection.LeftToRight
    change = set_field(session.article, "language", "ckb")
    assert change is not None
    session.apply(change, "details")
    assert field.direction_at(field.caret) == Qt.LayoutDirection.RightToLeft


def test_undo_keys_are_left_to_the_window(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    qtbot.keyClicks(field, "word")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.article.body == "word"


def test_a_selection_is_told_in_code_points(qtbot: QtBot) -> None:
    field, _session = field_with(qtbot, "😀😀 word")
    field.place_caret(3, 7)
    assert field.textCursor().selectedText() == "word"
    assert field.selection == (3, 7)
    field.moveCursor(QTextCursor.MoveOperation.Start)
    assert field.caret == 0


def test_qt_forgetting_what_it_removed_changes_nothing(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "One\n\ntwo 😀")
    field.document().contentsChange.emit(0, 0, field.document().characterCount())
    assert session.article.body == "One\n\ntwo 😀"


def test_a_long_text_is_itself_after_it_was_opened_and_laid_out(qtbot: QtBot) -> None:
    body = "A paragraph of some words that wrap over lines.\n\n" * 4000
    field, session = field_with(qtbot, body)
    field.set_header_height(120)
    qtbot.keyClicks(field, "x")
    field.set_header_height(160)
    assert session.article.body == "x" + body
    assert text_of(field.document()) == session.article.body


def test_enter_goes_on_with_a_list_and_ends_it(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    qtbot.keyClicks(field, "- one")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "two")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert session.article.body == "- one\n- two\n"
    assert field.caret == len(session.article.body)


def test_backspace_takes_back_what_enter_did(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "One.")
    field.place_caret(4)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert session.article.body == "One."


@pytest.mark.parametrize(("language", "typed"), [("en", "Say “yes” — don’t"), ("ckb", "Say «yes» — don’t")])
def test_marks_are_set_by_the_articles_language_but_not_in_code(qtbot: QtBot, language: str, typed: str) -> None:
    field, session = field_with(qtbot, language=language)
    qtbot.keyClicks(field, 'Say "yes" -- don\'t')
    assert session.article.body == typed
    field, session = field_with(qtbot, "```\n", language)
    field.place_caret(4)
    qtbot.keyClicks(field, '"a" -- b')
    assert session.article.body == '```\n"a" -- b'


def test_shift_tab_goes_back_and_tab_does_not_stay(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    with qtbot.waitSignal(field.left_upwards):
        qtbot.keyClick(field, Qt.Key.Key_Backtab)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert session.article.body == ""
