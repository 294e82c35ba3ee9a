"""Versions in the real window, by keys: opened, looked at, gone back to, closed; one wide pane closes the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk.article.model import Status
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, press

Open = Callable[[], MainWindow]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def story_with_two_versions(qtbot: QtBot, window: MainWindow) -> str:
    window.deeds.new_story()
    for headline in ("First", "Second"):
        window.editor.headline.selectAll()
        compose(headline)
        with qtbot.waitSignal(window.workspace.saved, timeout=20_000):
            press(Qt.Key.Key_S, CONTROL)
    assert window.workspace.article is not None
    return window.workspace.article.id


def open_versions(qtbot: QtBot, window: MainWindow) -> None:
    press(Qt.Key.Key_H, CONTROL, SHIFT)
    qtbot.waitUntil(lambda: window.deeds.are_versions_open() and window.versions.is_settled, timeout=20_000)


def test_an_earlier_version_is_looked_at_and_gone_back_to_by_keys(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    story = story_with_two_versions(qtbot, window)
    open_versions(qtbot, window)
    assert not window.editor.isVisible()
    assert window.versions.list.hasFocus()
    press(Qt.Key.Key_End)
    assert window.versions.list.number == 1
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert window.versions.restore.hasFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.editor.headline.toPlainText() == "First", timeout=20_000)
    qtbot.waitUntil(lambda: not window.deeds.are_versions_open(), timeout=20_000)
    assert window.editor.isVisible()
    assert window.notice.words.text() == "The story is as it was in version 1."
    press(Qt.Key.Key_Z, CONTROL)
    assert window.editor.headline.toPlainText() == "Second"
    assert not window.notice.isVisible(), "it is so no longer"
    assert [version.kind for version in window.workspace.library.versions(story)] == ["restore", "save", "save"]


def test_going_back_to_what_stands_offers_no_undo_of_something_else(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    story_with_two_versions(qtbot, window)
    window.deeds.restore_version(2)
    qtbot.waitUntil(lambda: window.notice.isVisible(), timeout=20_000)
    assert window.notice.words.text() == "The story is as in version 2 already."
    assert window.notice.buttons == []


def test_escape_closes_and_one_wide_pane_closes_the_other(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    story_with_two_versions(qtbot, window)
    open_versions(qtbot, window)
    press(Qt.Key.Key_Escape)
    assert not window.is_wide
    assert window.editor.isVisible()
    assert window.preview.isVisible()
    open_versions(qtbot, window)
    press(Qt.Key.Key_F4)
    assert window.deeds.photos.is_desk_open()
    assert not window.versions.isVisible()
    assert window.editor.isVisible()
    open_versions(qtbot, window)
    assert not window.photo_desk.isVisible()
    press(Qt.Key.Key_H, CONTROL, SHIFT)
    assert not window.is_wide


def test_another_story_is_there_to_be_written(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    story_with_two_versions(qtbot, window)
    open_versions(qtbot, window)
    window.deeds.new_story()
    assert not window.deeds.are_versions_open()
    assert window.editor.isVisible()
    open_versions(qtbot, window)
    assert window.versions.list.count() == 1


def test_the_text_is_left_alone_while_it_is_out_of_sight(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    story_with_two_versions(qtbot, window)
    before = window.workspace.article
    open_versions(qtbot, window)
    press(Qt.Key.Key_B, CONTROL)
    assert window.workspace.article == before
    press(Qt.Key.Key_F, CONTROL)
    assert not window.deeds.are_versions_open()
    assert window.find_bar.isVisible()


def test_a_new_status_is_a_version(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    story = story_with_two_versions(qtbot, window)
    with qtbot.waitSignal(window.workspace.saved, timeout=20_000):
        window.commands.action("status_ready").trigger()
    newest = window.workspace.library.versions(story)[0]
    assert (newest.kind, newest.note) == ("status", "now ready")
    assert window.workspace.library.version(story, newest.number).status is Status.READY
