"""Drags on the stage that are taken back or that something comes between, and keys that are left to others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.framing import FREE, framing_of
from desk.ui.stage import NO_PHOTO, READING, Stage
from desk.ui.stage_boxes import place_of
from desk.ui.stage_tools import FOCUS
from tests.builders import a_photo
from tests.ui.stage import (
    CONTROL,
    LEFT,
    NONE,
    Key,
    Originals,
    let_go,
    made,
    move,
    press,
    shown,
    the_photo,
)


@pytest.mark.parametrize("choice", [FOCUS, FREE, "1:1"])
def test_escape_takes_a_drag_back(qtbot: QtBot, stage: Stage, choice: str) -> None:
    session = shown(qtbot, stage, choice=choice)
    before, boxes = session.article, stage.canvas.scene.box
    press(stage, place_of(boxes, (1, 1)))
    move(stage, (0.6, 0.6))
    assert stage.framing != framing_of(a_photo())
    QTest.keyClick(stage.canvas, Key.Key_Escape)
    assert stage.canvas.scene.box == boxes
    move(stage, (0.4, 0.4))
    let_go(stage, (0.4, 0.4))
    assert session.article == before
    assert session.history.done == ()


class Listener(QWidget):
    """A parent that hears the keys its child has no use for."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard.append(event.key())


def test_keys_that_mean_nothing_here_are_left_to_others(qtbot: QtBot, stage: Stage) -> None:
    shown(qtbot, stage)
    parent = Listener()
    stage.setParent(parent)
    QTest.keyClick(stage.canvas, Key.Key_Escape)
    QTest.keyClick(stage.canvas, Key.Key_F, CONTROL)
    QTest.keyClick(stage.canvas, Key.Key_Left)
    assert [key for key in parent.heard if key != Key.Key_Control] == [Key.Key_Escape, Key.Key_F]
    stage.setParent(None)
    parent.deleteLater()


def test_its_own_keys_are_not_taken_by_the_windows_shortcuts(qtbot: QtBot, stage: Stage) -> None:
    shown(qtbot, stage)

    def is_kept(key: Key, text: str = "", held: Qt.KeyboardModifier = NONE) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held, text)
        event.ignore()
        QApplication.sendEvent(stage.canvas, event)
        return event.isAccepted()

    assert is_kept(Key.Key_Left, held=CONTROL)
    assert is_kept(Key.Key_Delete)
    assert is_kept(Key.Key_F, "f")
    assert not is_kept(Key.Key_Escape)
    assert not is_kept(Key.Key_F, "f", Qt.KeyboardModifier.AltModifier)
    press(stage, (0.5, 0.5))
    assert is_kept(Key.Key_Escape)
    let_go(stage, (0.5, 0.5))


def test_tab_leaves_the_photo(qtbot: QtBot, stage: Stage) -> None:
    shown(qtbot, stage)
    QTest.keyClick(stage.canvas, Key.Key_Tab)
    assert not stage.canvas.hasFocus()


def test_another_photo_ends_a_drag_and_neither_is_changed(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, choice=FREE)
    before = session.article
    press(stage, (1.0, 1.0))
    move(stage, (0.5, 0.5))
    stage.show_photo(session, "p2")
    move(stage, (0.4, 0.4))
    let_go(stage, (0.4, 0.4))
    assert session.article == before
    assert stage.canvas.scene.box == (0, 0, 1, 1)


def test_a_change_of_the_framing_from_elsewhere_ends_a_drag_and_is_shown(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage)
    press(stage, (0.2, 0.2))
    made(session, edits.set_photo_field(session.article, "p1", "caption", "Other words."))
    assert stage.canvas.is_dragging
    made(session, edits.turn_photo(session.article, "p1", 1))
    assert not stage.canvas.is_dragging
    assert stage.canvas.scene.framing.turn == 1
    let_go(stage, (0.2, 0.2))
    assert the_photo(session).focus == (0.5, 0.5)


def test_a_drag_whose_stage_is_hidden_comes_to_nothing(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage)
    press(stage, (0.2, 0.2))
    stage.hide()
    assert session.history.done == ()
    assert stage.canvas.scene.framing.focus == (0.5, 0.5)


def test_a_photo_replaced_or_removed_while_it_is_shown(qtbot: QtBot, stage: Stage, originals: Originals) -> None:
    session = shown(qtbot, stage)
    press(stage, (0.2, 0.2))
    other = a_photo(id="x", media="b" * 64, width=2000, height=3000)
    made(session, edits.replace_file(session.article, "p1", other))
    assert stage.canvas.scene.drawable is None
    assert stage.canvas.scene.words == READING
    qtbot.waitUntil(lambda: stage.canvas.scene.drawable is not None)
    assert originals.asked[-1] == "b" * 64
    assert stage.canvas.area.height() > stage.canvas.area.width()
    made(session, edits.remove_photo(session.article, "p1"))
    assert stage.canvas.scene.words == NO_PHOTO
    assert not stage.tools.isVisible()
    QTest.mouseClick(stage.canvas, LEFT, NONE, stage.canvas.rect().center())
    QTest.keyClick(stage.canvas, Key.Key_Left)
    session.undo("undo")
    assert stage.tools.isVisible()
    assert stage.canvas.scene.drawable is not None
