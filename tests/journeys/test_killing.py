"""No story is killed without a reason, whichever way to it is taken: list, command or shelf. All can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desk.article.changes import FieldChange
from desk.article.model import Article, Status
from desk.article.siblings import linked
from desk.library import Library
from desk.ui.correcting import KillDialog
from desk.ui.details_rows import StatusRow
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, press

IDS = ["dam", "snow"]
STATUS = {"dam": Status.PUBLISHED, "snow": Status.READY}
REASON = "The quote was made up"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, open_desk: Callable[..., MainWindow]) -> MainWindow:
    """Desk with a story that is published and one that is ready, the first of them open."""
    library = Library.open(tmp_path / "library", "Dana")
    library.add_all(Article(id=one, headline=one.capitalize(), body="They met.", status=STATUS[one]) for one in IDS)
    library.close()
    window = open_desk(story="dam")
    qtbot.waitUntil(lambda: window.workspace.article is not None and len(window.shelf.model.rows) == 2)
    return window


def by_command(_qtbot: QtBot, window: MainWindow) -> None:
    window.commands.action("status_killed").trigger()


def by_list(qtbot: QtBot, window: MainWindow) -> None:
    row = window.details.row("status")
    assert isinstance(row, StatusRow)
    row.picker.setFocus()
    qtbot.keyClick(row.picker, Qt.Key.Key_Down)
    assert row.picker.currentText() == "Published", "it is not killed yet"


def form(qtbot: QtBot, window: MainWindow) -> KillDialog:
    """The form that was opened, once it has the keys."""
    dialog = window.deeds.copy_desk.correcting.dialog
    assert isinstance(dialog, KillDialog)
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or window))
    return dialog


@pytest.mark.parametrize("way", [by_command, by_list])
def test_marking_a_story_as_killed_asks_why(
    qtbot: QtBot, window: MainWindow, way: Callable[[QtBot, MainWindow], None]
) -> None:
    space, deeds = window.workspace, window.deeds.copy_desk.correcting
    assert space.article is not None
    before = space.article
    way(qtbot, window)
    form(qtbot, window)
    press(Qt.Key.Key_Escape)
    assert space.article == before
    qtbot.waitUntil(lambda: deeds.dialog is None)
    way(qtbot, window)
    dialog = form(qtbot, window)
    compose(REASON)
    with qtbot.waitSignal(space.saved):
        dialog.accept()
    newest = space.library.versions("dam")[0]
    assert (newest.kind, newest.name) == ("kill", REASON)
    killed = space.library.version("dam", newest.number)
    assert (killed.status, killed.kill_reason) == (Status.KILLED, REASON)
    window.deeds.undo()
    assert space.article == before


def test_a_draft_is_asked_too_since_it_may_have_been_out(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.set_status(Status.DRAFT)
    by_command(qtbot, window)
    dialog = form(qtbot, window)
    compose(REASON)
    dialog.accept()
    assert window.workspace.article is not None
    assert window.workspace.article.kill_reason == REASON


def test_versions_in_other_languages_that_are_out_are_told_and_opened(qtbot: QtBot, window: MainWindow) -> None:
    space = window.workspace
    assert space.article is not None
    sorani = Article(id="av", headline="وتووێژی بەنداو", body="کۆبوونەوە.", language="ckb", status=Status.PUBLISHED)
    draft = Article(id="ar", headline="السد", body="اجتمعوا.", language="ar")
    space.library.add_all([linked(sorani, space.article, is_source=True), draft])
    both = linked(linked(space.article, sorani), draft)
    space.apply(FieldChange("related", (), both.related), "menu")
    by_command(qtbot, window)
    dialog = form(qtbot, window)
    qtbot.waitUntil(dialog.elsewhere.isVisible)
    assert "Sorani Kurdish “\u2068وتووێژی بەنداو\u2069” (published)" in dialog.elsewhere.text()
    assert "Arabic" not in dialog.elsewhere.text(), "a draft is not out"
    compose(REASON)
    with qtbot.waitSignal(space.saved):
        dialog.accept()
    offered = [button.text().strip("\u200e") for button in window.notice.buttons]
    assert offered == ["Open the Sorani Kurdish one", "Export…", "Undo"]
    window.notice.buttons[0].click()
    qtbot.waitUntil(lambda: space.article is not None and space.article.id == "av")
    qtbot.waitUntil(lambda: any(one.code == "source-killed" for one in window.findings.standing))


def choose(menu: QMenu, *words: str) -> None:
    action = next(action for action in menu.actions() if action.text().rstrip("\u200e") == words[0])
    submenu = action.menu()
    choose(submenu, *words[1:]) if isinstance(submenu, QMenu) else action.trigger()


def stand(qtbot: QtBot, window: MainWindow, told: dict[str, tuple[Status, str]]) -> None:
    """Waits until the stories stand so, the open one too."""
    space = window.workspace

    def are_so() -> bool:
        stories = {one: space.library.article(one) for one in IDS}
        stories |= {"dam": space.article} if space.article else {}
        return {one: (story.status, story.kill_reason) for one, story in stories.items()} == told

    qtbot.waitUntil(are_so)
    qtbot.waitUntil(lambda: space.tasks.running == 0)


def test_stories_killed_from_the_shelf_all_have_the_reason(qtbot: QtBot, window: MainWindow) -> None:
    before = {one: (STATUS[one], "") for one in IDS}
    shelf = window.shelf
    shelf.list.setFocus()
    qtbot.keyClick(shelf.list, Qt.Key.Key_A, CTRL)
    choose(shelf.menu_for(), "Status", "Killed…")
    assert shelf.naming.hasFocus()
    press(Qt.Key.Key_Return)
    stand(qtbot, window, before)
    compose(REASON)
    press(Qt.Key.Key_Return)
    stand(qtbot, window, dict.fromkeys(IDS, (Status.KILLED, REASON)))
    assert {window.workspace.library.versions(one)[0].name for one in IDS} == {REASON}
    assert {window.workspace.library.versions(one)[0].kind for one in IDS} == {"kill"}
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    stand(qtbot, window, before)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    stand(qtbot, window, dict.fromkeys(IDS, (Status.KILLED, REASON)))
    choose(shelf.menu_for(IDS), "Status", "Ready")
    stand(qtbot, window, dict.fromkeys(IDS, (Status.READY, "")))
