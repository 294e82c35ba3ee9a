"""A new story is in the language of the settings, until its first words show another; then the page runs their way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.model import Article
from desk.library import Library
from desk.ui.dialogs import SettingsDialog
from desk.ui.rows import ChoiceRow
from desk.ui.window import MainWindow
from tests.journeys.hands import compose

NONE = Qt.KeyboardModifier.NoModifier
RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, open_desk: Callable[..., MainWindow]) -> MainWindow:
    """Desk with a Sorani story open, and a new one begun after it."""
    library = Library.open(tmp_path / "library", "Dana")
    library.add(Article(id="bazar", headline="بازاڕ", language="ckb"))
    library.close()
    window = open_desk(story="bazar")
    qtbot.waitUntil(lambda: "notice" in vars(window) and window.workspace.article is not None)
    begin(window)
    return window


def begin(window: MainWindow) -> None:
    window.deeds.new_story()
    window.editor.page.setFocus()


def language(window: MainWindow) -> str:
    assert window.workspace.article is not None
    return window.workspace.article.language


def write(text: str) -> None:
    """Key by key, of any keyboard."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(QApplication.focusWidget(), QKeyEvent(kind, 0, NONE, letter))


def test_it_is_not_that_of_the_story_before(window: MainWindow) -> None:
    assert language(window) == "en"
    write("Water")
    assert language(window) == "en"


@pytest.mark.parametrize(("text", "tag"), [("ئاوی ڕووبار", "ckb"), ("مياه النهر", "ar")])
def test_first_words_make_it_theirs_and_undo_takes_both_back(
    qtbot: QtBot, window: MainWindow, text: str, tag: str
) -> None:
    write(text)
    page, article = window.editor.page, window.workspace.article
    assert article is not None
    assert (article.body, language(window)) == (text, tag)
    assert page.toPlainText() == text
    qtbot.waitUntil(lambda: page.direction_at(0) == RTL)
    while window.deeds.can_undo():
        window.deeds.undo()
    assert language(window) == "en"
    assert page.toPlainText() == ""
    assert page.direction_at(0) == LTR
    while window.deeds.can_redo():
        window.deeds.redo()
    assert (page.toPlainText(), language(window)) == (text, tag)


def test_what_an_input_method_puts_in_counts(qtbot: QtBot, window: MainWindow) -> None:
    compose("ڕووبار")
    page = window.editor.page
    assert (page.toPlainText(), language(window)) == ("ڕووبار", "ckb")
    qtbot.waitUntil(lambda: page.direction_at(0) == RTL)


def test_a_headline_turns_the_page_too(qtbot: QtBot, window: MainWindow) -> None:
    window.editor.headline.setFocus()
    write("ئاوی ڕووبار")
    assert window.editor.headline.toPlainText() == "ئاوی ڕووبار"
    assert language(window) == "ckb"
    qtbot.waitUntil(lambda: window.editor.page.direction_at(0) == RTL)


def test_the_language_of_the_settings(qtbot: QtBot, window: MainWindow) -> None:
    dialog = SettingsDialog(window.settings, window)
    dialog.language.setCurrentIndex(dialog.language.findData("ckb"))
    dialog.accept()
    dialog.deleteLater()
    begin(window)
    assert language(window) == "ckb"
    qtbot.waitUntil(lambda: window.editor.page.direction_at(0) == RTL)
    write("Water")
    assert language(window) == "en"
    qtbot.waitUntil(lambda: window.editor.page.direction_at(0) == LTR)
    begin(window)
    write("ئاو")
    assert language(window) == "ckb"


def test_a_language_chosen_by_hand_stays(window: MainWindow) -> None:
    row = window.details.row("language")
    assert isinstance(row, ChoiceRow)
    picker = row.picker
    number = next(number for number in range(picker.count()) if "(fa)" in picker.itemText(number))
    picker.setCurrentIndex(number)
    picker.activated.emit(number)
    window.editor.page.setFocus()
    write("Water ڕ")
    assert language(window) == "fa"
