"""Both wordings side by side: what is chosen is in the story, and can be chosen otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange, FieldChange
from desk.article.merging_articles import Clash
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


def texts(dialog: SideBySide) -> list[str]:
    """What was, ours, theirs, as they are read: what is marked, between bars."""
    found = []
    for wording in (*dialog.wordings[1:], dialog.wordings[0]):
        marked = re.sub(r"</?[us]\b[^>]*>", "|", wording.text())
        found.append(unescape(re.sub(r"<[^>]+>", "", marked)))
    return found


def test_each_wording_is_shown_amid_the_words_around_it(dialog: SideBySide) -> None:
    assert dialog.title.text() == "Text · 1 of 2"
    assert texts(dialog) == ["The |talks| go on.", "The |meetings| go on.", "The |parleys| go on."]
    assert dialog.said.text() == "The story has yours."
    assert not dialog.mine.isEnabled()


def test_words_around_ours_are_those_of_the_story_and_around_theirs_their_own(
    workspace: Workspace, dialog: SideBySide
) -> None:
    workspace.apply(BodyChange(0, "", "Still, "), "body")
    assert texts(dialog) == ["The |talks| go on.", "Still, The |meetings| go on.", "The |parleys| go on."]


def test_wordings_are_shown_whole_where_there_is_room(qtbot: QtBot, workspace: Workspace, dialog: SideBySide) -> None:
    workspace.apply(BodyChange(4, "meetings", "meetings " + "of the ministers and their many delegates " * 6), "body")
    low = dialog.area.verticalScrollBar()
    qtbot.waitUntil(lambda: low.maximum() == 0)
    workspace.apply(BodyChange(6, "", "long " * 900), "body")
    qtbot.waitUntil(lambda: low.maximum() > 0)
    assert dialog.height() < 700


def test_theirs_is_taken_by_a_key_and_ours_again(workspace: Workspace, dialog: SideBySide) -> None:
    dialog.theirs.setFocus()
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


def clash_over(workspace: Workspace, qtbot: QtBot, base: str, ours: str, theirs: str) -> None:
    """The summary of the open story, changed by both."""
    assert workspace.article is not None
    workspace.apply(FieldChange("summary", workspace.article.summary, base), "details")
    qtbot.waitUntil(lambda: workspace.is_kept)
    workspace.apply(FieldChange("summary", base, ours), "details")
    clash = Clash("summary", base, ours, theirs, (0, len(ours)))
    workspace.others.clashes = [clash]
    workspace.others.clashes_changed.emit()


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "shown"),
    [
        (
            "Ministers met.", "Water ministers met in Erbil.", "Ministers of water met in Baghdad.",
            ["|Ministers met|.", "|Water ministers| met in |Erbil|.", "|Ministers of water| met in |Baghdad|."],
        ),
        (
            "وەزیران کۆبوونەوە.", "وەزیرانی ئاو لە هەولێر کۆبوونەوە.", "وەزیرانی ئاو لە بەغدا کۆبوونەوە.",
            ["|وەزیران| کۆبوونەوە.", "وەزیرانی ئاو لە |هەولێر| کۆبوونەوە.", "وەزیرانی ئاو لە |بەغدا| کۆبوونەوە."],
        ),
        ("Old <b>.", "", "New & old.", ["|Old <b>.|", "(nothing)", "|New & old.|"]),
    ],
)  # fmt: skip
def test_the_words_that_differ_are_marked_on_both_sides(
    qtbot: QtBot, workspace: Workspace, dialog: SideBySide, base: str, ours: str, theirs: str, shown: list[str]
) -> None:
    clash_over(workspace, qtbot, base, ours, theirs)
    assert texts(dialog) == shown


@pytest.mark.parametrize("words", [("meet", "confer", "convene"), ("meet", "con", "conferences"), ("", "talk", "go")])
def test_a_field_has_just_the_wording_chosen_however_often_it_is_chosen_anew(
    qtbot: QtBot, workspace: Workspace, words: tuple[str, str, str]
) -> None:
    base, ours, theirs = words
    clash_over(workspace, qtbot, base, ours, theirs)
    acts = {"t": theirs, "m": ours, "b": f"{ours} {theirs}", "o": f"{ours} conferring"}

    def said() -> str:
        return workspace.article.summary if workspace.article is not None else ""

    for run in ("tmtmt", "btbmt", "obtom", "mom"):
        for act in run:
            before = said()
            workspace.others.put(0, acts[act])
            assert said() == acts[act]
            if said() != before:
                workspace.undo()
                assert said() == before
                workspace.redo()
                assert said() == acts[act]
        workspace.others.put(0, ours)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_enter_and_space_decide_nothing_and_escape_loses_nothing(
    workspace: Workspace, dialog: SideBySide, key: Qt.Key
) -> None:
    before, clashes = workspace.article, list(workspace.others.clashes)
    press(key)
    assert not dialog.isVisible()
    assert workspace.article == before
    assert workspace.others.clashes == clashes


def test_enter_on_another_button_decides_nothing(workspace: Workspace, dialog: SideBySide) -> None:
    before = workspace.article
    dialog.theirs.setFocus()
    press(Qt.Key.Key_Return)
    assert workspace.article == before


def test_it_opens_on_the_harmless_button(dialog: SideBySide) -> None:
    assert QApplication.focusWidget() is dialog.end


def test_every_button_has_a_letter_of_its_own(dialog: SideBySide) -> None:
    letters = [QKeySequence.mnemonic(button.text()).toString() for button in dialog.findChildren(QPushButton)]
    assert sorted(letters) == ["Alt+B", "Alt+C", "Alt+M", "Alt+N", "Alt+O", "Alt+P", "Alt+T", "Alt+U"]


def test_letters_choose(qtbot: QtBot, workspace: Workspace, dialog: SideBySide) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    press(Qt.Key.Key_T, alt)
    qtbot.waitUntil(lambda: body(workspace) == "The parleys go on.")
    press(Qt.Key.Key_M, alt)
    qtbot.waitUntil(lambda: body(workspace) == "The meetings go on.")
    press(Qt.Key.Key_N, alt)
    qtbot.waitUntil(lambda: dialog.number == 1)
    press(Qt.Key.Key_P, alt)
    qtbot.waitUntil(lambda: dialog.number == 0)


def test_the_words_not_taken_are_versions(qtbot: QtBot, workspace: Workspace, dialog: SideBySide) -> None:
    assert workspace.article is not None
    story, library = workspace.article.id, workspace.library
    workspace.apply(BodyChange(0, "", "Still: "), "body")
    qtbot.mouseClick(dialog.theirs, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.on, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.theirs, Qt.MouseButton.LeftButton)
    workspace.journal.flush()
    called = [one for one in library.versions(story) if one.name == "Yours, before theirs was taken"]
    assert len(called) == 1, "the second choice makes no other version of ours"
    mine = library.version(story, called[0].number)
    assert mine.body.startswith("Still: The meetings go on.")
    assert mine.status is Status.KILLED
    bodies = [library.version(story, one.number).body for one in library.versions(story)]
    assert any(text.startswith("The parleys go on.") for text in bodies)


def test_where_everything_clashed_ours_stays_though_nothing_is_written_on(qtbot: QtBot, workspace: Workspace) -> None:
    story = workspace.article
    assert story is not None
    with qtbot.waitSignal(workspace.opened):
        workspace.close_story()
    workspace.journal.flush()
    assert workspace.library.article(story.id) == story


def test_both_wordings_are_taken_in_one_step(qtbot: QtBot, workspace: Workspace, dialog: SideBySide) -> None:
    press(Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: body(workspace) == "The meetings parleys go on.")
    assert dialog.said.text().startswith("The story has both.")
    assert not dialog.both.isEnabled()
    workspace.undo()
    assert body(workspace) == "The meetings go on."
    qtbot.mouseClick(dialog.on, Qt.MouseButton.LeftButton)
    assert not dialog.both.isEnabled(), "a story has one status"
    assert not dialog.own.isEnabled()


def test_a_wording_of_one_s_own_is_typed_in_place(qtbot: QtBot, workspace: Workspace, dialog: SideBySide) -> None:
    press(Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    field = dialog.words.field
    qtbot.waitUntil(field.hasFocus)
    assert field.toPlainText() == "meetings"
    field.selectAll()
    QTest.keyClicks(field, "consultations")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert body(workspace) == "The consultations go on."
    assert not dialog.words.isVisible()
    dialog.theirs.click()
    assert body(workspace) == "The parleys go on."
    workspace.undo()
    assert body(workspace) == "The consultations go on.", "each choice is a step of its own"


def test_escape_leaves_the_words_and_then_the_window(workspace: Workspace, dialog: SideBySide) -> None:
    dialog.own.click()
    QTest.keyClicks(dialog.words.field, " of ministers")
    press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.words.isVisible()
    assert body(workspace) == "The meetings go on."
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_same_key_twice_goes_on_and_decides_nothing_again(workspace: Workspace, dialog: SideBySide) -> None:
    dialog.theirs.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    assert body(workspace) == "The parleys go on."
    assert dialog.number == 1
    dialog.theirs.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    assert not dialog.isVisible()
    assert workspace.article is not None
    assert workspace.article.status is Status.READY
