"""A reporter writes a story with a photo, fills in its fields, closes the lid, comes back, and exports it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.model import Article
from desk.ui.exporting import Order
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, drop, field, fill_in, press

Open = Callable[..., MainWindow]


def article_of(window: MainWindow) -> Article:
    article = window.workspace.article
    assert article is not None
    return article


def page_text(qtbot: QtBot, window: MainWindow) -> str:
    """The previewed page's text, once it shows everything."""
    qtbot.waitUntil(lambda: window.preview.is_settled, timeout=20_000)
    view = window.preview.view
    assert view is not None
    told: list[object] = []
    view.run("document.body.innerText", told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    return str(told[0])


STORIES = {
    "en": ("Dam talks resume in Erbil", "Ministers met.", "ERBIL", "DESK", "Water ministers met on Tuesday."),
    "ckb": ("گفتوگۆی بەنداو دەستی پێکردەوە", "وەزیران کۆبوونەوە.", "هەولێر", "دێسک", "وەزیرانی ئاو کۆبوونەوە."),
}


@pytest.mark.parametrize("language", STORIES)
def test_from_a_blank_page_to_an_exported_one(
    qtbot: QtBot, open_desk: Open, tmp_path: Path, samples: list[Path], language: str
) -> None:
    headline, summary, place, agency, words = STORIES[language]
    window = open_desk()
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.editor.headline)
    if language == "ckb":
        field(window.details, "Language").setFocus()
        press(Qt.Key.Key_Down)
        assert article_of(window).language == "ckb"
    window.editor.start_writing()
    compose(headline)
    press(Qt.Key.Key_Return)
    compose(summary)
    press(Qt.Key.Key_Return)
    compose(words)
    drop(window.photos, samples[:1])
    qtbot.waitUntil(lambda: len(article_of(window).photos) == 1, timeout=20_000)
    window.sidebar.setCurrentIndex(0)
    fill_in(window.details, "Place", place)
    fill_in(window.details, "Agency", agency)
    shown = page_text(qtbot, window)
    assert headline in shown
    assert f"{place} ({agency}) —" in shown
    assert article_of(window).photos[0].caption in shown
    with qtbot.waitSignal(window.workspace.saved, timeout=20_000):
        press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.exporter.ended, timeout=60_000) as ended:
        window.export(article_of(window), Order(("html", "json"), tmp_path / "out"))
    html, ninjs = (path for path in ended.args[0].paths if path.is_file())
    page = html.read_text(encoding="utf-8")
    assert f'<html lang="{language}" dir="{"rtl" if language == "ckb" else "ltr"}"' in page
    assert words in page
    assert headline in json.loads(ninjs.read_text(encoding="utf-8"))["headlines"][0]["value"]


def test_everything_is_there_again_after_closing(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    window.deeds.new_story()
    compose("Floods")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "Water rises")
    before = article_of(window)
    window.close()
    window = open_desk()
    qtbot.waitUntil(lambda: window.workspace.article is not None, timeout=20_000)
    assert article_of(window) == before
    assert "here again" not in window.notice.words.text()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert article_of(window).body == "Water "


def test_undo_back_to_the_blank_page_and_redo_to_the_end(qtbot: QtBot, open_desk: Open, samples: list[Path]) -> None:
    window = open_desk()
    window.deeds.new_story()
    blank = article_of(window)
    compose("Floods")
    press(Qt.Key.Key_Return)
    compose("A summary")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "Water rises in the valley")
    window.sidebar.setCurrentIndex(0)
    fill_in(window.details, "Slug", "floods")
    drop(window.photos, samples[:2])
    qtbot.waitUntil(lambda: len(article_of(window).photos) == 2, timeout=20_000)
    window.deeds.photos.insert(article_of(window).photos[1].id)
    end = article_of(window)
    undo, redo = window.commands.action("undo"), window.commands.action("redo")
    while window.deeds.can_undo():
        undo.trigger()
    assert article_of(window) == blank
    assert window.editor.headline.toPlainText() == ""
    while window.deeds.can_redo():
        redo.trigger()
        window.commands.refresh()
    assert article_of(window) == end


def test_an_earlier_version_can_be_gone_back_to_and_that_undone(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    window.deeds.new_story()
    compose("First")
    with qtbot.waitSignal(window.workspace.saved, timeout=20_000):
        press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    window.editor.headline.selectAll()
    compose("Second")
    window.deeds.restore_version(1)
    qtbot.waitUntil(lambda: "version 1" in window.notice.words.text(), timeout=20_000)
    assert window.editor.headline.toPlainText() == "First"
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert article_of(window).headline == "Second"
    library, story = window.workspace.library, article_of(window).id
    numbers = sorted(version.number for version in library.versions(story))
    assert [library.version(story, number).headline for number in numbers] == ["First", "Second", "First"]


def test_a_photo_dropped_on_the_text_stands_there(qtbot: QtBot, open_desk: Open, samples: list[Path]) -> None:
    window = open_desk()
    window.deeds.new_story()
    window.editor.page.setFocus()
    compose("One paragraph.")
    drop(window.editor.page.viewport(), samples[:2])
    qtbot.waitUntil(lambda: "photo:" in article_of(window).body, timeout=20_000)
    first, second = article_of(window).photos
    assert article_of(window).lead == first.id
    paragraphs = article_of(window).body.strip().split("\n\n")
    assert sorted(paragraphs) == [f"![](photo:{second.id})", "One paragraph."]


def test_bold_twice_on_a_selection_is_as_before(open_desk: Open) -> None:
    window = open_desk()
    window.deeds.new_story()
    window.editor.page.setFocus()
    compose("Water rises fast")
    window.editor.page.place_caret(6, 11)
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert article_of(window).body == "Water **rises** fast"
    assert window.editor.page.textCursor().selectedText() == "rises"
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert article_of(window).body == "Water rises fast"


def test_the_panes_are_as_they_were_left(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    window.deeds.new_story()
    compose("Floods")
    qtbot.waitUntil(lambda: window.preview.isVisible() and sum(window.splitter.sizes()) > 1000, timeout=20_000)
    window.splitter.setSizes([240, 300, 900, 260])
    wide = window.preview.width()
    window.close()
    window = open_desk()
    qtbot.waitUntil(lambda: window.workspace.article is not None, timeout=20_000)
    qtbot.waitUntil(lambda: abs(window.preview.width() - wide) <= 2, timeout=20_000)


def test_the_caret_is_where_it_was_left(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    window.deeds.new_story()
    window.editor.page.setFocus()
    qtbot.keyClicks(window.editor.page, "Water rises in Erbil.")
    window.editor.page.place_caret(5)
    first = article_of(window).id
    window.deeds.new_story()
    window.deeds.open_story(first)
    qtbot.waitUntil(lambda: article_of(window).id == first, timeout=20_000)
    assert window.editor.page.caret == 5
    qtbot.keyClicks(window.editor.page, "s")
    window.close()
    window = open_desk()
    qtbot.waitUntil(lambda: window.workspace.article is not None, timeout=20_000)
    qtbot.waitUntil(lambda: window.editor.page.caret == 6, timeout=20_000)
    qtbot.waitUntil(window.editor.page.hasFocus, timeout=20_000)


def test_bold_twice_inside_a_word_is_as_before(open_desk: Open) -> None:
    window = open_desk()
    window.deeds.new_story()
    window.editor.page.setFocus()
    compose("hello world again")
    window.editor.page.place_caret(8)
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert article_of(window).body == "hello **world** again"
    assert window.editor.page.caret == 10
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert article_of(window).body == "hello world again"
    assert window.editor.page.caret == 8


def test_a_shortcut_holds_as_soon_as_the_caret_is_in_the_text(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    window.deeds.new_story()
    window.editor.headline.setFocus()
    qtbot.keyClicks(window.editor.headline, "H")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    qtbot.keyClicks(window.editor.page, "see word")
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert article_of(window).body == "see **word**"
    window.editor.headline.setFocus()
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert article_of(window).body == "see **word**"
