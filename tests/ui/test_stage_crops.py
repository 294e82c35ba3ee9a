"""Crops on the stage: each handle, the keys, and that every drag is one step, sound and in its shape."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.framing import FREE, SHAPES, SMALLEST, Point, framing_of, sound
from desk.article.model import Crop
from desk.ui.stage import Stage
from desk.ui.stage_boxes import HANDLES, INSIDE, Handle, place_of
from desk.ui.stage_tools import CHOICES
from tests.builders import a_photo
from tests.ui.stage import (
    CONTROL,
    LEFT,
    NONE,
    SHIFT,
    Key,
    box_of,
    drag,
    near,
    shown,
    spot,
    the_photo,
)


@pytest.mark.parametrize("choice", [FREE, "4:3"])
@pytest.mark.parametrize("handle", HANDLES)
def test_each_handle_moves_its_own_edges(qtbot: QtBot, stage: Stage, choice: str, handle: Handle) -> None:
    # the frame is 3:2, so that 4:3 is 8:9 in fractions of it
    before = (0.3, 0.3, 0.3 + 0.4 * 8 / 9, 0.7)
    session = shown(qtbot, stage, a_photo(crops=(Crop(choice, *before),)), choice)
    start, opposite = place_of(before, handle), (-handle[0], -handle[1])
    to = start[0] + 0.1 * handle[0], start[1] + 0.1 * handle[1]
    drag(stage, start, to)
    after = box_of(session, choice)
    assert after != before
    assert near(place_of(after, opposite), place_of(before, opposite))
    reached = place_of(after, handle)
    if choice == FREE or 0 in handle:
        assert near(reached, to)
    if choice == FREE:
        for axis in (0, 1):
            if not handle[axis]:
                assert near((after[axis], after[axis + 2]), (before[axis], before[axis + 2]), 1e-4)
    else:
        assert math.isclose((after[2] - after[0]) / (after[3] - after[1]), 8 / 9, rel_tol=1e-3)
    session.undo("undo")
    assert box_of(session, choice) == before


def test_a_crop_is_moved_from_inside_and_stops_at_the_edge(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, a_photo(crops=(Crop(FREE, 0.3, 0.3, 0.6, 0.6),)), FREE)
    drag(stage, (0.45, 0.45), (0.5, 0.5), (0.55, 0.35))
    assert near(box_of(session, FREE), (0.4, 0.2, 0.7, 0.5))
    drag(stage, (0.55, 0.35), (2.0, -2.0))
    assert near(box_of(session, FREE), (0.7, 0.0, 1.0, 0.3))


def test_a_drag_of_many_moves_is_undone_in_one_step(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, choice="16:9")
    before = session.article
    drag(stage, place_of(box_of(session, "16:9"), (1, 1)), (0.9, 0.9), (0.8, 0.8), (0.6, 0.6), (0.5, 0.5))
    assert framing_of(the_photo(session)).is_cut_by_hand("16:9")
    assert len(session.history.done) == 1
    assert session.history.done[0] is not None
    session.undo("undo")
    assert session.article == before
    assert stage.canvas.scene.box == framing_of(a_photo()).box("16:9")
    session.redo("redo")
    assert stage.canvas.scene.box == box_of(session, "16:9") != framing_of(a_photo()).box("16:9")


def test_a_press_that_goes_nowhere_cuts_nothing(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, choice="1:1")
    for place in ((0.5, 0.5), place_of(box_of(session, "1:1"), (1, 1)), (0.02, 0.5)):
        QTest.mouseClick(stage.canvas, LEFT, NONE, spot(stage, place))
    drag(stage, (0.02, 0.5), (0.4, 0.4))  # from outside of the cut
    assert session.history.done == ()


def test_a_crop_so_small_that_its_handles_meet_can_still_be_moved(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, a_photo(crops=(Crop(FREE, 0.5, 0.5, 0.5 + SMALLEST, 0.5 + SMALLEST),)), FREE)
    stage.resize(900, 900)
    middle = place_of(box_of(session, FREE), INSIDE)
    drag(stage, middle, (middle[0] - 0.2, middle[1] - 0.2))
    assert near(box_of(session, FREE), (0.3, 0.3, 0.3 + SMALLEST, 0.3 + SMALLEST))


def test_the_arrows_move_a_crop_and_with_control_they_resize_it(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, a_photo(crops=(Crop(FREE, 0.3, 0.3, 0.6, 0.6),)), FREE)
    QTest.keyClick(stage.canvas, Key.Key_Left)
    QTest.keyClick(stage.canvas, Key.Key_Down, SHIFT)
    assert near(box_of(session, FREE), (0.29, 0.301, 0.59, 0.601), 1e-4)
    QTest.keyClick(stage.canvas, Key.Key_Right, CONTROL)
    QTest.keyClick(stage.canvas, Key.Key_Up, CONTROL)
    assert near(box_of(session, FREE), (0.285, 0.306, 0.595, 0.596), 1e-4)
    assert len(session.history.done) == 1


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
@pytest.mark.parametrize("choice", [FREE, "16:9"])
def test_delete_has_a_crop_follow_the_focal_point_again(qtbot: QtBot, stage: Stage, key: Key, choice: str) -> None:
    cut = Crop(choice, 0.2, 0.2, 0.4, 0.36875)
    session = shown(qtbot, stage, a_photo(crops=(cut, Crop("1:1", 0, 0, 0.4, 0.6))), choice)
    QTest.keyClick(stage.canvas, key)
    assert [crop.shape for crop in the_photo(session).crops] == ["1:1"]
    assert not stage.tools.reset_button.isEnabled()
    session.undo("undo")
    assert the_photo(session).crops[0] == cut
    QTest.mouseClick(stage.tools.reset_button, LEFT)
    assert [crop.shape for crop in the_photo(session).crops] == ["1:1"]


def test_reset_puts_the_focal_point_back_in_the_middle(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, a_photo(focus=(0.1, 0.2)))
    QTest.mouseClick(stage.tools.reset_button, LEFT)
    assert the_photo(session).focus == (0.5, 0.5)


def test_whatever_is_dragged_is_kept_sound_and_in_its_shape(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage)
    places = st.tuples(st.floats(-0.3, 1.3), st.floats(-0.3, 1.3))

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(CHOICES), st.lists(places, min_size=2, max_size=4), st.integers(0, 3), st.floats(-45, 45))
    def drags(choice: str, way: list[Point], turn: int, tilt: float) -> None:
        for field, value in (("turn", turn), ("tilt", tilt), ("crops", ())):
            change = edits.set_photo_field(session.article, "p1", field, value)
            if change:
                session.apply(change, "other")
        stage.choose(choice)
        start = place_of(stage.canvas.scene.box, HANDLES[len(way)]) if way[0][0] > 0.5 else way[0]
        drag(stage, start, *way[1:])
        photo = the_photo(session)
        framing = framing_of(photo)
        assert all(0 <= part <= 1 for part in photo.focus)
        for crop in photo.crops:
            box = (crop.left, crop.top, crop.right, crop.bottom)
            assert near(sound(box), box, 1e-9)
            if crop.shape in SHAPES:
                wide, high = framing.cut(crop.shape)
                ratio = SHAPES[crop.shape][0] / SHAPES[crop.shape][1]
                assert abs(wide / high - ratio) < 0.01 * ratio

    drags()
