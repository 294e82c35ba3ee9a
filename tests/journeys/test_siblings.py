"""A story in two languages: begun as a translation, written beside its source, told that the source changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article import siblings
from desk.article.model import Article
from desk.library import Library
from desk.ui.sibling_form import FROM_THIS, SiblingDialog
from desk.ui.window import MainWindow
from tests.builders import a_story
from tests.journeys.hands import compose, press, press_enter

STORY = a_story(
    id="e" * 16,
    body="Water ministers of both countries met in Erbil on Tuesday.\n\nThe dam stands since 1979.\n\nNo date was set.",
    photos=(),
    lead="",
)
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Open = Callable[..., MainWindow]


@pytest.fixture
def desk(open_desk: Open, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window with the English story open."""
    with_library(tmp_path, lambda library: library.add(STORY))
    window = open_desk(story=STORY.id)
    qtbot.waitUntil(lambda: window.workspace.session is not None, timeout=20_000)
    return window


def with_library(tmp_path: Path, do: Callable[[Library], object]) -> None:
    library = Library.open(tmp_path / "library", "Another")
    do(library)
    library.close()


def the_story(window: MainWindow) -> Article:
    assert window.workspace.article is not None
    return window.workspace.article


def in_dialog(qtbot: QtBot, window: MainWindow, do: Callable[[SiblingDialog], object]) -> None:
    """Open the dialog by its keys and do something in it."""
    from PySide6.QtCore import QTimer

    failures: list[Exception] = []

    def act() -> None:
        dialog = next((one for one in window.findChildren(SiblingDialog) if one.isVisible()), None)
        if dialog is None:
            QTimer.singleShot(20, act)
            return
        try:
            do(dialog)
        except Exception as failure:
            failures.append(failure)
            dialog.reject()

    QTimer.singleShot(0, act)
    press(Qt.Key.Key_T, CONTROL, SHIFT)
    assert not failures, failures
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=20_000)


def begin_sorani(qtbot: QtBot, window: MainWindow) -> None:
    def do(dialog: SiblingDialog) -> None:
        dialog.tag.setCurrentIndex(dialog.tag.findData("ckb"))
        qtbot.mouseClick(dialog.begin, Qt.MouseButton.LeftButton)

    in_dialog(qtbot, window, do)
    qtbot.waitUntil(lambda: the_story(window).language == "ckb", timeout=20_000)
    qtbot.waitUntil(lambda: window.facing.source is not None, timeout=20_000)


def test_a_translation_is_begun_and_written_beside_its_source(desk: MainWindow, qtbot: QtBot) -> None:
    begin_sorani(qtbot, desk)
    assert desk.facing.pane.isVisible()
    assert "Water ministers" in desk.facing.pane.page.toPlainText()
    story = the_story(desk)
    assert (story.headline, story.body, story.slugline) == ("", "", STORY.slugline)
    compose("وەزیران کۆدەبنەوە")
    press_enter()
    press_enter()
    compose("وەزیرانی ئاوی هەردوو وڵات ڕۆژی سێشەممە لە هەولێر کۆبوونەوە.")
    assert the_story(desk).headline == "وەزیران کۆدەبنەوە"
    press(Qt.Key.Key_P, CONTROL, ALT)
    qtbot.waitUntil(lambda: "The dam stands since 1979." in the_story(desk).body, timeout=20_000)
    press(Qt.Key.Key_P, CONTROL, ALT)
    qtbot.waitUntil(lambda: the_story(desk).body.rstrip().endswith("No date was set."), timeout=20_000)
    assert the_story(desk).body.count("1979") == 1
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_Z, CONTROL)
    assert "1979" not in the_story(desk).body
    (link,) = siblings.siblings(desk.workspace.library.article(STORY.id))
    assert (link.article, link.language) == (the_story(desk).id, "ckb")
    press(Qt.Key.Key_Escape)
    assert not desk.facing.pane.isVisible()


def test_a_source_that_changed_is_told_with_its_paragraphs(desk: MainWindow, qtbot: QtBot) -> None:
    begin_sorani(qtbot, desk)
    translated = the_story(desk).id
    press(Qt.Key.Key_Escape)
    desk.workspace.open_story(STORY.id)
    qtbot.waitUntil(lambda: the_story(desk).id == STORY.id, timeout=20_000)
    desk.editor.page.setFocus()
    desk.editor.page.place_caret(STORY.body.index("1979") + 4)
    compose(" and leaks")
    desk.workspace.open_story(translated)
    qtbot.waitUntil(lambda: the_story(desk).id == translated, timeout=20_000)
    qtbot.waitUntil(lambda: "source changed" in desk.notice.words.text(), timeout=20_000)
    press(Qt.Key.Key_B, CONTROL, ALT)
    qtbot.waitUntil(lambda: desk.facing.pane.warning.isVisible(), timeout=20_000)
    assert "one place" in desk.facing.pane.warning.text()
    assert "and leaks" in desk.facing.pane.page.toPlainText()
    qtbot.mouseClick(desk.facing.pane.in_line, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not desk.facing.pane.warning.isVisible(), timeout=20_000)
    source = desk.workspace.library.article(STORY.id)
    assert not siblings.is_behind(the_story(desk), source)
    desk.editor.page.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert siblings.is_behind(the_story(desk), source)


def test_a_story_that_is_here_is_linked_unlinked_and_linked_again(
    open_desk: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    arabic = replace(STORY, id="a" * 16, language="ar", headline="وزراء المياه")
    with_library(tmp_path, lambda library: library.add_all([arabic, STORY]))
    desk = open_desk(story=STORY.id)
    qtbot.waitUntil(lambda: desk.workspace.session is not None, timeout=20_000)

    def links(story: str) -> list[str]:
        found = desk.workspace.article
        article = found if found is not None and found.id == story else desk.workspace.library.article(story)
        return [one.article for one in siblings.siblings(article)]

    def link(dialog: SiblingDialog) -> None:
        dialog.words.setText("المياه")
        qtbot.waitUntil(lambda: dialog.list.count() == 1 and dialog.link.isEnabled(), timeout=20_000)
        dialog.relation.setCurrentIndex(dialog.relation.findData(FROM_THIS))
        qtbot.mouseClick(dialog.link, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: links(STORY.id) == [arabic.id], timeout=20_000)
        qtbot.waitUntil(lambda: links(arabic.id) == [STORY.id], timeout=20_000)
        dialog.reject()

    in_dialog(qtbot, desk, link)
    source = siblings.source_of(desk.workspace.library.article(arabic.id))
    assert source is not None
    assert source.article == STORY.id
    desk.editor.page.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is desk.editor.page, timeout=20_000)
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: links(STORY.id) == [] and links(arabic.id) == [], timeout=20_000)
