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
from desk.ui.photo_chip import PhotoChips
from desk.ui.writing import BodyEdit
from tests.ui.texts import text_of

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
    assert session.article.body == "- one\n- two\n\n"
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


def test_one_backspace_brings_back_what_was_typed(qtbot: QtBot) -> None:
    field, session = field_with(qtbot)
    qtbot.keyClicks(field, 'Say "')
    assert session.article.body == "Say “"
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert session.article.body == 'Say "'
    qtbot.keyClicks(field, "x--")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert session.article.body == 'Say "x-'
    session.undo("test")
    session.undo("test")
    assert session.article.body == 'Say "x—'


def test_signs_of_an_input_method_are_typed_like_others(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, language="ckb")
    for sign in ("ئ", "ا", "و", ",", " ", '"'):
        compose(field, sign)
    assert session.article.body == "ئاو، «"
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert session.article.body == 'ئاو، "'


def test_a_quotation_mark_over_a_selection_wraps_it_and_keeps_it_selected(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "😀 two words")
    field.place_caret(2, 11)
    qtbot.keyClicks(field, '"')
    assert session.article.body == "😀 “two words”"
    assert field.textCursor().selectedText() == "two words"
    session.undo("test")
    assert session.article.body == "😀 two words"


def test_tab_moves_items_and_nothing_else(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "- one\n- two")
    field.place_caret(11)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert session.article.body == "- one\n  - two"
    assert field.caret == 13
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert session.article.body == "- one\n  - two"
    qtbot.keyClick(field, Qt.Key.Key_Backtab)
    assert session.article.body == "- one\n- two"
    with qtbot.waitSignal(field.left_upwards):
        qtbot.keyClick(field, Qt.Key.Key_Backtab)


def test_numbers_count_on_when_an_item_comes_between(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "1. one\n2. two\n3. three")
    field.place_caret(6)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "new")
    assert session.article.body == "1. one\n2. new\n3. two\n4. three"


def photo_field(qtbot: QtBot, body: str) -> tuple[BodyEdit, Session]:
    field, session = field_with(qtbot, body)
    field.show_photos_with(PhotoChips(lambda _media, _side: None))
    return field, session


def test_a_photo_in_the_text_is_one_thing_to_the_caret(qtbot: QtBot) -> None:
    body = "One\n\n![](photo:abc)\n\nTwo"
    field, _session = photo_field(qtbot, body)
    start, end = 5, 19
    field.place_caret(start)
    qtbot.keyClick(field, Qt.Key.Key_Right)
    assert field.caret == end
    qtbot.keyClick(field, Qt.Key.Key_Left)
    assert field.caret == start
    qtbot.keyClick(field, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert field.textCursor().selectedText() == "![](photo:abc)"


def test_words_typed_beside_a_photo_get_a_paragraph_and_leave_it_a_photo(qtbot: QtBot) -> None:
    field, session = photo_field(qtbot, "![](photo:abc)")
    field.place_caret(14)
    qtbot.keyClicks(field, "After")
    assert session.article.body == "![](photo:abc)\n\nAfter"
    field.place_caret(0)
    compose(field, "پێش")
    assert session.article.body == "پێش\n\n![](photo:abc)\n\nAfter"


@pytest.mark.parametrize(("place", "key"), [(14, Qt.Key.Key_Backspace), (0, Qt.Key.Key_Delete)])
def test_one_key_takes_a_photo_out_of_the_text(qtbot: QtBot, place: int, key: Qt.Key) -> None:
    field, session = photo_field(qtbot, "![](photo:abc)\n\nWords")
    field.place_caret(place)
    qtbot.keyClick(field, key)
    assert session.article.body == "\n\nWords"
    session.undo("test")
    assert session.article.body == "![](photo:abc)\n\nWords"


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_home_end_and_arrows_go_by_the_paragraphs_own_direction(qtbot: QtBot, language: str) -> None:
    kurdish, english = "ئاوی Erbil بەرز بوو", "Water rises fast in هەولێر and will fall again"
    body = f"{kurdish}\n\n{english}"
    field, _session = field_with(qtbot, body, language)
    for start, words, forward in ((0, kurdish, Qt.Key.Key_Left), (len(kurdish) + 2, english, Qt.Key.Key_Right)):
        field.place_caret(start + 8)
        qtbot.keyClick(field, Qt.Key.Key_Home)
        assert field.caret == start
        for _letter in words:
            qtbot.keyClick(field, forward)
        assert field.caret == start + len(words)
        qtbot.keyClick(field, Qt.Key.Key_Home)
        qtbot.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
        assert field.textCursor().selectedText() == words


@pytest.mark.parametrize(
    ("place", "key", "after", "caret"),
    [
        (24, Qt.Key.Key_Backspace, "One.\n\n![](photo:abc)\n\nTwo.", 20),
        (4, Qt.Key.Key_Delete, "One.\n\n![](photo:abc)\n\nTwo.", 6),
    ],
)
def test_deleting_beside_a_photo_leaves_it_a_photo(
    qtbot: QtBot, place: int, key: Qt.Key, after: str, caret: int
) -> None:
    field, session = photo_field(qtbot, "One.\n\n![](photo:abc)\n\nTwo.")
    field.place_caret(22 if place == 24 else place)
    qtbot.keyClick(field, key)
    assert session.article.body == after
    assert field.caret == caret


def test_a_selection_deleted_up_to_a_photo_leaves_it_a_photo(qtbot: QtBot) -> None:
    field, session = photo_field(qtbot, "One two.\n\n![](photo:abc)\n\nThree four.")
    field.place_caret(3, 10)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert session.article.body == "One\n\n![](photo:abc)\n\nThree four."
    field.place_caret(19, 27)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert session.article.body == "One\n\n![](photo:abc)\n\nfour."


def test_words_go_behind_the_mark_of_a_chosen_direction(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "- \u200fBBC news")
    field.place_caret(2)
    qtbot.keyClicks(field, "x")
    assert session.article.body == "- \u200fxBBC news"


def test_a_nested_list_ends_level_by_level(qtbot: QtBot) -> None:
    for first, nested, lifted in (("- a", "  - b", "- "), ("1. a", "   1. b", "2. ")):
        field, session = field_with(qtbot, f"{first}\n{nested}")
        field.place_caret(len(session.article.body))
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert session.article.body == f"{first}\n{nested}\n{lifted}"
        assert field.caret == len(session.article.body)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.keyClicks(field, "out")
        assert session.article.body == f"{first}\n{nested}\n\nout"


def test_enter_right_before_the_end_of_bold_words_leaves_them_bold(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "some **bold**")
    field.place_caret(11)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert session.article.body == "some **bold**\n\n"


def test_home_goes_behind_the_mark_first(qtbot: QtBot) -> None:
    field, _session = field_with(qtbot, "Text\n\n- item")
    field.place_caret(10)
    places = []
    for _press in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Home)
        places.append(field.caret)
    assert places == [8, 6, 8]
