"""Both wordings side by side: what is chosen is in the story, and can be chosen otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange, FieldChange
from desk.article.model import Status
from desk.library import Library
from desk.ui.side_by_side import SideBySide
from desk.ui.tasks import Tasks
from desk.ui.workspace import Workspace
from tests.builders import a_story
from tests.journeys.hands import press


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace]:
    """A story in which two clashed over a word of the text and over the status."""
    library, shell = Library.open(tmp_path / "library"), Library.open(tmp_path / "library")
    story = a_story(body="The talks go on.\n\nNo date was set.")
    library.add(story)
    space = Workspace(library, Tasks())
    with qtbot.waitSignal(space.opened):
        space.open_story(story.id)
    shell.save(replace(story, body=story.body.replace("talks", "parleys"), status=Status.READY))
    shell.close()
    space.apply(BodyChange(4, "talks", "meetings"), "body")
    space.apply(FieldChange("status", Status.DRAFT, Status.KILLED), "menu")
    assert space.library  # it is watched from now on
    with qtbot.waitSignal(space.others.came_in):
        space.others.look_around()
    yield space
    space.close()


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> Iterator[SideBySide]:
    dialog = SideBySide(workspace)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    yield dialog
    dialog.close()
    dialog.deleteLater()


def body(space: Workspace) -> str:
    assert space.article is not None
    return space.article.body.partition("\n")[0]


def test_each_wording_is_shown_amid_the_words_around_it(dialog: SideBySide) -> None:
    assert dialog.title.text() == "Text · 1 of 2"
    for wording, word in zip(dialog.wordings, ("talks", "meetings", "parleys"), strict=True):
        assert f"The <b>{word}</b> go on." in wording.text()
    assert dialog.said.text() == "The story has yours."
    assert not dialog.mine.isEnabled()


def test_theirs_is_taken_by_a_key_and_ours_again(workspace: Workspace, dialog: SideBySide) -> None:
    assert QApplication.focusWidget() is dialog.theirs
    press(Qt.Key.Key_Space)
    assert body(workspace) == "The parleys go on."
    assert not dialog.theirs.isEnabled()
    dialog.mine.setFocus()
    press(Qt.Key.Key_Space)
    assert body(workspace) == "The meetings go on."


def test_undo_in_the_story_is_seen(qtbot: QtBot, workspace: Workspace, dialog: SideBySide) -> None:
    qtbot.mouseClick(dialog.theirs, Qt.MouseButton.LeftButton)
    workspace.undo()
    assert body(workspace) == "The meetings go on."
    assert dialog.said.text() == "The story has yours."


def test_the_next_is_a_field(qtbot: QtBot, workspace: Workspace, dialog: SideBySide) -> None:
    qtbot.mouseClick(dialog.on, Qt.MouseButton.LeftButton)
    assert dialog.title.text() == "Status · 2 of 2"
    qtbot.mouseClick(dialog.theirs, Qt.MouseButton.LeftButton)
    assert workspace.article is not None
    assert workspace.article.status is Status.READY


def test_typing_on_moves_the_place(qtbot: QtBot, workspace: Workspace, dialog: SideBySide) -> None:
    workspace.apply(BodyChange(0, "", "ERBIL — "), "body")
    qtbot.mouseClick(dialog.theirs, Qt.MouseButton.LeftButton)
    assert body(workspace) == "ERBIL — The parleys go on."


def test_it_closes_with_the_story(workspace: Workspace, dialog: SideBySide) -> None:
    workspace.close_story()
    assert not dialog.isVisible()


def test_what_is_written_on_is_mine_and_stays_so(qtbot: QtBot, workspace: Workspace, dialog: SideBySide) -> None:
    workspace.apply(BodyChange(7, "", "ny long"), "body")  # within “meetings”
    assert body(workspace) == "The meeny longtings go on."
    assert dialog.said.text() == "The story has yours."
    assert not dialog.mine.isEnabled(), "there is nothing that it could put back"
    qtbot.mouseClick(dialog.theirs, Qt.MouseButton.LeftButton)
    assert body(workspace) == "The parleys go on."
    qtbot.mouseClick(dialog.mine, Qt.MouseButton.LeftButton)
    assert body(workspace) == "The meeny longtings go on."


def test_what_is_written_into_theirs_is_mine_too(qtbot: QtBot, workspace: Workspace, dialog: SideBySide) -> None:
    qtbot.mouseClick(dialog.theirs, Qt.MouseButton.LeftButton)
    workspace.apply(BodyChange(7, "", "X"), "body")
    assert body(workspace) == "The parXleys go on."
    assert not dialog.mine.isEnabled()
