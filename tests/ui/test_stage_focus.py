"""The focal point, and straightening: by mouse and keys, on a photo turned and tilted in whatever way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.framing import FREE, Point, framing_of
from desk.article.model import Crop, Photo
from desk.ui.stage import Stage
from desk.ui.stage_canvas import FINE_STEP, STEP
from tests.builders import a_photo
from tests.ui.stage import (
    FRAMED,
    LEFT,
    NONE,
    SHARP,
    SHIFT,
    SPOT,
    Key,
    drag,
    let_go,
    made,
    move,
    near,
    press,
    red_share,
    shown,
    spot,
    the_photo,
)

# the focal point


@pytest.mark.parametrize("photo", FRAMED)
@pytest.mark.parametrize("place", [(0.2, 0.3), (0.5, 0.5), (0.9, 0.75)])
def test_a_click_sets_the_focal_point_where_it_was_clicked(
    qtbot: QtBot, stage: Stage, photo: Photo, place: Point
) -> None:
    session = shown(qtbot, stage, photo)
    QTest.mouseClick(stage.canvas, LEFT, NONE, spot(stage, place))
    assert near(framing_of(the_photo(session)).focus_in_frame, place)
    session.undo("undo")
    assert the_photo(session).focus == photo.focus


@pytest.mark.parametrize("photo", FRAMED)
def test_what_is_seen_under_the_mouse_is_what_the_focal_point_is_set_on(
    qtbot: QtBot, stage: Stage, photo: Photo
) -> None:
    session = shown(qtbot, stage, replace(photo, focus=SPOT))
    place = framing_of(the_photo(session)).focus_in_frame
    made(session, edits.set_photo_field(session.article, "p1", "focus", (0.9, 0.9)))
    seen = stage.canvas.grab().toImage().pixelColor(spot(stage, place))
    if photo.tilt != 30.0:  # straightened so far, the spot is cut off
        assert seen.red() > seen.green() + 80
    QTest.mouseClick(stage.canvas, LEFT, NONE, spot(stage, place))
    if photo.tilt != 30.0:
        assert near(the_photo(session).focus, SPOT, 2 * SHARP)


def test_the_shapes_follow_the_focal_point_while_it_is_dragged(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, a_photo(focus=(0.9, 0.9)))
    assert not red_share(stage, "1:1")
    press(stage, (0.5, 0.5))
    move(stage, SPOT)
    assert red_share(stage, "1:1")
    assert the_photo(session).focus == (0.9, 0.9)
    let_go(stage, SPOT)
    assert near(the_photo(session).focus, SPOT)


def test_the_focal_point_cannot_leave_the_photo(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage)
    drag(stage, (0.5, 0.5), (1.4, -0.6))
    assert the_photo(session).focus == (1.0, 0.0)


def test_the_arrows_move_the_focal_point_and_all_of_it_is_one_step(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage)
    for key, held in ((Key.Key_Right, NONE), (Key.Key_Right, NONE), (Key.Key_Down, NONE), (Key.Key_Up, SHIFT)):
        QTest.keyClick(stage.canvas, key, held)
    assert near(the_photo(session).focus, (0.5 + 2 * STEP, 0.5 + STEP - FINE_STEP), 1e-6)
    assert len(session.history.done) == 1
    session.undo("undo")
    assert the_photo(session).focus == (0.5, 0.5)


def test_nudges_before_and_after_something_else_are_undone_one_by_one(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage)
    QTest.keyClick(stage.canvas, Key.Key_Right)
    drag(stage, (0.5, 0.5), (0.3, 0.3))
    QTest.keyClick(stage.canvas, Key.Key_Right)
    assert len(session.history.done) == 3
    stage.tools.slider.setFocus()
    stage.canvas.setFocus()
    QTest.keyClick(stage.canvas, Key.Key_Right)
    assert len(session.history.done) == 4


# turning and straightening


def test_quarter_turns_by_buttons_and_keys(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, a_photo(crops=(Crop(FREE, 0.1, 0.2, 0.5, 0.6), Crop("1:1", 0, 0, 0.4, 0.6))))
    QTest.mouseClick(stage.tools.right_button, LEFT)
    assert the_photo(session).turn == 1
    assert [crop.shape for crop in the_photo(session).crops] == [FREE]
    assert stage.canvas.area.height() > stage.canvas.area.width()
    QTest.keyClicks(stage.canvas, "[")
    QTest.keyClicks(stage.canvas, "[")
    assert the_photo(session).turn == 3
    QTest.keyClicks(stage.canvas, "]")
    assert the_photo(session).turn == 0
    assert len(session.history.done) == 4


def test_straightening_by_the_slider_is_one_step(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage)
    slider = stage.tools.slider
    middle = slider.rect().center()
    QTest.mousePress(slider, LEFT, NONE, middle)
    for x in (5, 15, 30):
        QTest.mouseMove(slider, middle + QPoint(x, 0))
    assert stage.framing.tilt > 0
    assert the_photo(session).tilt == 0
    QTest.mouseRelease(slider, LEFT, NONE, middle + QPoint(30, 0))
    assert the_photo(session).tilt == slider.value() / 10 > 0
    assert stage.tools.degrees.value() == slider.value()
    session.undo("undo")
    assert the_photo(session).tilt == slider.value() == 0
    assert session.history.done == ()


def test_escape_takes_a_drag_of_the_slider_back(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, a_photo(tilt=1.0))
    slider = stage.tools.slider
    grip = QPoint(slider.rect().center().x() + round(slider.width() / 90), slider.rect().center().y())
    QTest.mousePress(slider, LEFT, NONE, grip)
    QTest.mouseMove(slider, grip + QPoint(30, 0))
    assert stage.framing.tilt > 1.0
    QTest.keyClick(slider, Key.Key_Escape)
    assert stage.framing.tilt == 1.0
    QTest.mouseMove(slider, grip + QPoint(40, 0))
    QTest.mouseRelease(slider, LEFT, NONE, grip + QPoint(40, 0))
    assert (stage.framing.tilt, slider.value(), the_photo(session).tilt) == (1.0, 10, 1.0)
    assert session.history.done == ()
    QTest.mousePress(slider, LEFT, NONE, grip)
    QTest.mouseMove(slider, grip + QPoint(30, 0))
    QTest.mouseRelease(slider, LEFT, NONE, grip + QPoint(30, 0))
    assert the_photo(session).tilt > 1.0, "and the next drag counts"


def test_escape_takes_back_degrees_typed_and_only_then_leaves(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, a_photo(tilt=2.0))
    box = stage.tools.degrees
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "7.5")
    QTest.keyClick(box, Key.Key_Escape)
    assert (box.text(), the_photo(session).tilt) == ("2.0°", 2.0)
    assert stage.canvas.hasFocus()
    assert session.history.done == ()


def test_a_double_click_on_the_slider_sets_it_level(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, a_photo(tilt=12.0))
    QTest.mouseDClick(stage.tools.slider, LEFT, NONE, stage.tools.slider.rect().center())
    assert the_photo(session).tilt == 0
    session.undo("undo")
    QTest.mouseClick(stage.tools.level_button, LEFT)
    assert the_photo(session).tilt == 0
    assert not stage.tools.level_button.isEnabled()


@pytest.mark.parametrize(
    ("typed", "tilt"),
    [("3.4", 3.4), ("-2", -2.0), ("−1,5°", -1.5), ("٤٫٥", 4.5), ("45", 45.0), ("450", 0.0), ("", 0.0)],
)
def test_degrees_are_typed(qtbot: QtBot, stage: Stage, typed: str, tilt: float) -> None:
    session = shown(qtbot, stage)
    box = stage.tools.degrees
    box.setFocus()
    box.selectAll()
    box.lineEdit().insert(typed)
    QTest.keyClick(box, Key.Key_Return)
    assert the_photo(session).tilt == tilt
    assert box.text().endswith("°")


def test_degrees_go_up_and_down_by_tenths_and_join(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage)
    stage.tools.degrees.setFocus()
    for key in (Key.Key_Up, Key.Key_Up, Key.Key_Down, Key.Key_PageUp):
        QTest.keyClick(stage.tools.degrees, key)
    assert the_photo(session).tilt == pytest.approx(1.1)
    session.undo("undo")
    assert the_photo(session).tilt == 0


def test_a_straightened_photo_shows_no_empty_corner(qtbot: QtBot, stage: Stage) -> None:
    shown(qtbot, stage, a_photo(tilt=20.0, focus=SPOT))
    image, area = stage.canvas.grab().toImage(), stage.canvas.area.toRect().adjusted(2, 2, -2, -2)
    for corner in (area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight()):
        assert abs(image.pixelColor(corner).lightness() - 120) < 12
