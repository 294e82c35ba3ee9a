"""What is done to many stories is taken back and done again by the keys of undo, as one act, and no line lies of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desk.article.model import Article, Status
from desk.library import Library
from desk.ui.window import MainWindow

IDS = ["dam", "snow", "bazar"]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, open_desk: Callable[..., MainWindow]) -> MainWindow:
    """Desk with three stories, one of them open and written in, all of them selected in the shelf."""
    library = Library.open(tmp_path / "library", "Dana")
    library.add_all(Article(id=one, headline=one.capitalize(), section="World") for one in IDS)
    library.close()
    window = open_desk(story="dam")
    qtbot.waitUntil(lambda: "notice" in vars(window) and window.workspace.article is not None)
    qtbot.waitUntil(lambda: len(window.shelf.model.rows) == 3)
    window.editor.start_writing()
    qtbot.keyClicks(QApplication.focusWidget(), "Water")
    select_all(qtbot, window)
    return window


def select_all(qtbot: QtBot, window: MainWindow) -> None:
    window.shelf.list.setFocus()
    qtbot.keyClick(window.shelf.list, Qt.Key.Key_A, CTRL)
    assert sorted(window.shelf.selected()) == sorted(IDS)


def choose(menu: QMenu, *words: str) -> None:
    action = next(action for action in menu.actions() if action.text().rstrip("\u200e") == words[0])
    submenu = action.menu()
    choose(submenu, *words[1:]) if isinstance(submenu, QMenu) else action.trigger()


def undo(qtbot: QtBot, again: bool = False) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL | SHIFT if again else CTRL)


def have(qtbot: QtBot, window: MainWindow, field: str, values: set[object]) -> None:
    """Waits until the stories, the open one too, have these values, and are kept like that."""

    def is_so() -> bool:
        library, article = window.workspace.library, window.workspace.article
        stories = [*([article] if article else []), *(library.article(one) for one in IDS)]
        return {getattr(story, field) for story in stories} == values

    qtbot.waitUntil(is_so)
    qtbot.waitUntil(lambda: window.workspace.tasks.running == 0)


@pytest.mark.parametrize("in_shelf", [True, False])
def test_a_status_given_to_many_is_taken_back_and_given_again(qtbot: QtBot, window: MainWindow, in_shelf: bool) -> None:
    choose(window.shelf.menu_for(), "Status", "Ready")
    have(qtbot, window, "status", {Status.READY})
    if not in_shelf:
        window.editor.start_writing()
    assert window.notice.words.text() == "3 stories now ready."
    undo(qtbot)
    have(qtbot, window, "status", {Status.DRAFT})
    assert window.notice.words.text() == "3 stories as before."
    undo(qtbot, again=True)
    have(qtbot, window, "status", {Status.READY})
    window.notice.buttons[0].click()
    have(qtbot, window, "status", {Status.DRAFT})
    undo(qtbot)
    qtbot.waitUntil(lambda: window.workspace.article is not None and "Water" not in window.workspace.article.body)


def test_words_written_since_are_taken_back_first(qtbot: QtBot, window: MainWindow) -> None:
    choose(window.shelf.menu_for(), "Status", "Ready")
    have(qtbot, window, "status", {Status.READY})
    window.editor.start_writing()
    qtbot.keyClicks(QApplication.focusWidget(), "x")
    undo(qtbot)
    assert window.workspace.article is not None
    assert window.workspace.article.body == "Water"
    have(qtbot, window, "status", {Status.READY})
    undo(qtbot)
    have(qtbot, window, "status", {Status.DRAFT})


def test_the_line_s_undo_takes_the_act_back_though_words_came_since(qtbot: QtBot, window: MainWindow) -> None:
    choose(window.shelf.menu_for(), "Status", "Ready")
    have(qtbot, window, "status", {Status.READY})
    window.editor.start_writing()
    qtbot.keyClicks(QApplication.focusWidget(), "x")
    window.notice.buttons[0].click()
    have(qtbot, window, "status", {Status.DRAFT})
    undo(qtbot)
    have(qtbot, window, "status", {Status.READY})
    assert window.workspace.article is not None
    assert window.workspace.article.body == "Waterx"


def test_sections_and_keywords_one_after_the_other(qtbot: QtBot, window: MainWindow) -> None:
    many = window.shelf.many
    many.set_field(IDS, "section", "Water", "{count} now in Water.")
    many.add_keywords(IDS, ["dam"], "Keywords added to {count}: dam.")
    undo(qtbot)
    undo(qtbot)
    have(qtbot, window, "section", {"World"})
    have(qtbot, window, "keywords", {()})
    undo(qtbot, again=True)
    undo(qtbot, again=True)
    have(qtbot, window, "section", {"Water"})
    have(qtbot, window, "keywords", {("dam",)})


def test_a_selection_binned_comes_back_and_is_open_again(qtbot: QtBot, window: MainWindow) -> None:
    shelf, library = window.shelf, window.workspace.library
    assert shelf.bar.isVisible()
    qtbot.keyClick(shelf.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: library.count(binned=True) == 3 and len(shelf.model.rows) == 0)
    assert window.notice.words.text() == "3 stories are in the bin."
    assert not shelf.bar.isVisible()
    undo(qtbot)
    qtbot.waitUntil(lambda: library.count(binned=True) == 0 and window.workspace.article is not None)
    assert not window.notice.isVisible()
    undo(qtbot, again=True)
    qtbot.waitUntil(lambda: library.count(binned=True) == 3)
    assert window.notice.isVisible()


def test_what_is_deleted_for_good_is_not_said_to_come_back(qtbot: QtBot, window: MainWindow) -> None:
    library = window.workspace.library
    window.deeds.move_to_bin(IDS)
    qtbot.waitUntil(lambda: library.count(binned=True) == 3)
    assert window.deeds.can_undo()
    window.deeds.empty_bin()
    window.notice.buttons[0].click()
    qtbot.waitUntil(lambda: library.count(binned=True) == 0 and "is empty" in window.notice.words.text())
    assert not window.deeds.can_undo()
    assert not window.commands.action("undo").isEnabled()


def test_a_saved_search_is_removed_and_brought_back(qtbot: QtBot, window: MainWindow) -> None:
    shelf = window.shelf
    shelf.search.setFocus()
    shelf.search.setText("status:ready")
    choose(shelf.searches_menu(), "Save this search…")
    shelf.naming.setText("To lay out")
    qtbot.keyClick(shelf.naming, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is shelf.search
    choose(shelf.searches_menu(), "Remove from saved")
    assert shelf.searches.own == ()
    undo(qtbot)
    assert [one.name for one in shelf.searches.own] == ["To lay out"]
    undo(qtbot)
    assert shelf.searches.own == ()
    undo(qtbot, again=True)
    assert [one.name for one in shelf.searches.own] == ["To lay out"]
    assert shelf.search.text() == "status:ready"
    qtbot.keyClicks(shelf.search, "x")
    undo(qtbot)
    assert [one.name for one in shelf.searches.own] == ["To lay out"]
    assert shelf.search.text() == "status:ready"


def test_a_line_about_the_story_goes_with_what_it_tells_of(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.save_version()
    qtbot.waitUntil(lambda: window.workspace.kept is not None and window.workspace.kept.number == 2)
    window.deeds.restore_version(1)
    qtbot.waitUntil(lambda: window.notice.isVisible() and "version 1" in window.notice.words.text())
    window.editor.start_writing()
    qtbot.keyClicks(QApplication.focusWidget(), "x")
    undo(qtbot)
    assert window.notice.isVisible()
    undo(qtbot)
    assert not window.notice.isVisible()
    assert window.workspace.article is not None
    assert window.workspace.article.body == "Water"


def test_order_and_days_are_there_at_the_next_start(
    qtbot: QtBot, window: MainWindow, open_desk: Callable[..., MainWindow]
) -> None:
    choose(window.shelf.order_menu(), "Oldest first")
    choose(window.shelf.order_menu(), "Group by day")
    window.close()
    again = open_desk()
    qtbot.waitUntil(lambda: "shelf" in vars(again) and len(again.shelf.model.rows) == 3)
    ticked = [action.text() for action in again.shelf.order_menu().actions() if action.isChecked()]
    assert ticked == ["Oldest first", "Group by day"]
    assert again.shelf.model.heading(0) == "Today"
