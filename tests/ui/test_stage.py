"""The stage: real mouse and keys on a photo, however it is turned and straightened; each drag is one step to undo."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.changes import Change
from desk.article.framing import FREE, SHAPES, SMALLEST, Box, Point, framing_of, sound
from desk.article.model import Crop, Photo
from desk.article.session import Session
from desk.article.trouble import Trouble
from desk.ui.stage import NO_PHOTO, READING, Stage
from desk.ui.stage_boxes import HANDLES, INSIDE, Handle, place_of
from desk.ui.stage_canvas import FINE_STEP, STEP
from desk.ui.stage_marks import spot_of
from desk.ui.stage_tools import CHOICES, FOCUS
from desk.ui.tasks import Tasks
from tests.builders import a_photo, a_story

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
SPOT = (0.25, 0.3)
"""Where the photo of the tests has a red spot; all else is grey."""
SHARP = 0.006
"""A pixel of the canvas, as a fraction of the frame."""
FRAMED = [
    a_photo(),
    a_photo(turn=1),
    a_photo(turn=3, tilt=-12.5),
    a_photo(tilt=7.0, focus=(0.4, 0.6)),
    a_photo(width=2000, height=3000, turn=2, tilt=30.0),
]


def spotted(width: int, height: int) -> bytes:
    """A grey JPEG with a red spot at SPOT."""
    image = Image.new("RGB", (width, height), (120, 120, 120))
    x, y, radius = SPOT[0] * width, SPOT[1] * height, max(width, height) / 40
    ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=(230, 20, 20))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95)
    return out.getvalue()


class Originals:
    """A library of spotted photos, as wide as they are high where the media says so."""

    def __init__(self) -> None:
        self.broken: set[str] = set()
        self.asked: list[str] = []

    def picture(self, media: str, side: int) -> bytes:
        self.asked.append(media)
        if media in self.broken:
            raise Trouble("The file of this photo is not in the library any more.")
        return spotted(side * 2 // 3, side) if media.startswith("b") else spotted(side, side * 2 // 3)


@pytest.fixture
def originals() -> Originals:
    return Originals()


@pytest.fixture
def stage(qtbot: QtBot, originals: Originals) -> Iterator[Stage]:
    """The stage, in a window that has the keys; no photo is shown yet."""
    tasks = Tasks()
    stage = Stage(originals.picture, tasks)
    stage.resize(520, 640)
    with qtbot.waitActive(stage):
        stage.show()
        stage.activateWindow()
    yield stage
    qtbot.waitUntil(lambda: tasks.running == 0)
    tasks.close()
    stage.close()
    stage.deleteLater()


def shown(qtbot: QtBot, stage: Stage, photo: Photo | None = None, choice: str = FOCUS) -> Session:
    """A story's photo on the stage, once it is seen."""
    first = photo or a_photo()
    if first.height > first.width:
        first = replace(first, media="b" * 64)
    session = Session(a_story(photos=(first, a_photo(id="p2", media="1" * 64)), lead=""))
    session.observe(stage.follow)
    stage.show_photo(session, "p1")
    stage.choose(choice)
    qtbot.waitUntil(lambda: stage.canvas.scene.drawable is not None)
    stage.canvas.setFocus()
    return session


def the_photo(session: Session) -> Photo:
    photo = session.article.photo("p1")
    assert photo is not None
    return photo


def box_of(session: Session, shape: str) -> Box:
    return framing_of(the_photo(session)).box(shape)


def spot(stage: Stage, place: Point) -> QPoint:
    """Where a place of the frame is on the canvas."""
    return spot_of(stage.canvas.area, place).toPoint()


def press(stage: Stage, place: Point) -> None:
    QTest.mousePress(stage.canvas, LEFT, NONE, spot(stage, place))


def move(stage: Stage, place: Point) -> None:
    QTest.mouseMove(stage.canvas, spot(stage, place))


def let_go(stage: Stage, place: Point) -> None:
    QTest.mouseRelease(stage.canvas, LEFT, NONE, spot(stage, place))


def drag(stage: Stage, start: Point, *on_the_way: Point) -> None:
    press(stage, start)
    for place in on_the_way:
        move(stage, place)
    let_go(stage, on_the_way[-1])


def near(one: tuple[float, ...], other: tuple[float, ...], within: float = SHARP) -> bool:
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


def made(session: Session, change: Change | None) -> None:
    """Another pane's change."""
    assert change is not None
    session.apply(change, "other")


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


# crops


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


# taking back, and what comes between


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


# what is framed, and how it will be seen


def test_what_is_framed_is_chosen_by_keys_buttons_and_previews(qtbot: QtBot, stage: Stage) -> None:
    shown(qtbot, stage)
    for keys, choice in (("1", "16:9"), ("2", "4:3"), ("3", "1:1"), ("0", FREE), ("f", FOCUS)):
        QTest.keyClicks(stage.canvas, keys)
        assert stage.choice == choice
        assert stage.tools.choices.button(choice).isChecked()
    press_arabic_digit = QKeyEvent(QEvent.Type.KeyPress, 0x661, NONE, "١")
    QApplication.sendEvent(stage.canvas, press_arabic_digit)
    assert stage.choice == "16:9"
    QTest.mouseClick(stage.tools.choices.button("4:3"), LEFT)
    assert stage.choice == "4:3"
    assert stage.canvas.hasFocus()
    QTest.mouseClick(stage.previews.previews["1:1"], LEFT)
    assert stage.choice == "1:1"
    assert [shape for shape, one in stage.previews.previews.items() if one.isChecked()] == ["1:1"]
    QTest.mouseClick(stage.tools.choices.button(FOCUS), LEFT)
    assert not any(one.isChecked() for one in stage.previews.previews.values())


def red_share(stage: Stage, shape: str) -> float:
    """How much of a preview is red."""
    picture = stage.previews.previews[shape].picture
    assert picture is not None
    image = picture.toImage()
    dots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(dot.red() > dot.green() + 80 for dot in dots) / len(dots)


@pytest.mark.parametrize("photo", FRAMED[:4])
def test_previews_show_the_part_that_will_be_published(qtbot: QtBot, stage: Stage, photo: Photo) -> None:
    session = shown(qtbot, stage, replace(photo, focus=SPOT))
    x, y = framing_of(the_photo(session)).focus_in_frame
    around = (max(0.0, x - 0.1), max(0.0, y - 0.1), min(1.0, x + 0.1), min(1.0, y + 0.1))
    shares = {}
    for box in (around, (0.8, 0.8, 1.0, 1.0)):
        made(session, edits.crop_photo(session.article, "p1", FREE, box))
        shares[box] = red_share(stage, FREE)
    if photo.turn != 2:
        assert shares[around] > 0.03
    assert shares[0.8, 0.8, 1.0, 1.0] == 0


def test_previews_have_their_shapes_and_tell_their_widths(qtbot: QtBot, stage: Stage) -> None:
    shown(qtbot, stage, a_photo(crops=(Crop("4:3", 0.1, 0.1, 0.1 + 0.2 * 8 / 9, 0.3),)))
    previews = stage.previews.previews
    for shape, (wide, high) in SHAPES.items():
        picture = previews[shape].picture
        assert picture is not None
        assert picture.width() / picture.height() == pytest.approx(wide / high, rel=0.03)
    assert previews["16:9"].words == "16:9 · 1200 px"
    assert previews["4:3"].words == "4:3 · only 533 px"
    assert previews[FREE].words == "Free · 2400 px"
    assert [previews[shape].is_narrow for shape in (*SHAPES, FREE)] == [False, True, False, False]
    assert [previews[shape].how for shape in (*SHAPES, FREE)] == [
        "by focal point",
        "by hand",
        "by focal point",
        "whole photo",
    ]
    assert previews["4:3"].accessibleName() == "4:3, only 533 pixels wide, by hand"


def test_a_photo_of_unknown_size_claims_no_width(qtbot: QtBot, stage: Stage) -> None:
    session = shown(qtbot, stage, a_photo(width=0, height=0))
    assert stage.previews.previews["16:9"].words == "16:9"
    assert stage.canvas.area.width() / stage.canvas.area.height() == pytest.approx(1.5, rel=0.02)
    QTest.mouseClick(stage.canvas, LEFT, NONE, spot(stage, SPOT))
    assert near(the_photo(session).focus, SPOT)


# waiting, and what cannot be shown


def test_the_photo_is_waited_for_quietly(qtbot: QtBot, stage: Stage) -> None:
    assert stage.canvas.scene.words == NO_PHOTO
    session = Session(a_story(photos=(a_photo(),)))
    stage.show_photo(session, "p1")
    assert stage.canvas.scene.words == READING
    qtbot.waitUntil(lambda: stage.canvas.scene.drawable is not None)
    stage.show_photo(None, "")
    assert stage.canvas.scene.words == NO_PHOTO


def test_a_photo_that_cannot_be_shown_says_why(qtbot: QtBot, stage: Stage, originals: Originals) -> None:
    originals.broken.add(a_photo().media)
    session = Session(a_story(photos=(a_photo(), a_photo(id="p2", media="1" * 64))))
    stage.show_photo(session, "p1")
    qtbot.waitUntil(lambda: stage.picture.trouble != "")
    assert stage.canvas.scene.words == "The file of this photo is not in the library any more."
    assert not stage.tools.isEnabled()
    QTest.mouseClick(stage.canvas, LEFT, NONE, stage.canvas.rect().center())
    assert session.history.done == ()
    stage.show_photo(session, "p2")
    qtbot.waitUntil(lambda: stage.canvas.scene.drawable is not None)
    assert stage.tools.isEnabled()
    originals.broken.clear()
    stage.show_photo(session, "p1")
    qtbot.waitUntil(lambda: stage.canvas.scene.drawable is not None)


def test_going_back_to_a_photo_reads_it_no_second_time(qtbot: QtBot, stage: Stage, originals: Originals) -> None:
    session = shown(qtbot, stage)
    for photo_id in ("p2", "p1", "p2"):
        stage.show_photo(session, photo_id)
        qtbot.waitUntil(lambda: stage.canvas.scene.drawable is not None)
    assert sorted(originals.asked) == ["0" * 64, "1" * 64]


# for everybody


def test_the_focal_point_and_crops_are_spoken(qtbot: QtBot, stage: Stage) -> None:
    shown(qtbot, stage, a_photo(focus=(0.3, 0.4)))
    assert stage.canvas.accessibleDescription() == "Focal point 30 % across, 40 % down"
    QTest.keyClick(stage.canvas, Key.Key_Right)
    assert stage.canvas.accessibleDescription() == "Focal point 31 % across, 40 % down"
    QTest.keyClicks(stage.canvas, "3")
    assert (
        stage.canvas.accessibleDescription()
        == "Crop 1:1 from 0 % to 67 % across, 0 % to 100 % down, by the focal point"
    )


def test_every_control_has_a_name_a_tooltip_and_room(qtbot: QtBot, stage: Stage) -> None:
    shown(qtbot, stage)
    for control in stage.findChildren(QAbstractButton):
        if control.isVisible():
            assert control.accessibleName() or control.text()
            assert control.toolTip()
            assert control.height() >= 28
            assert control.width() >= 28
    assert stage.tools.slider.accessibleName()
    assert stage.canvas.accessibleName() == "Photo delegates.jpg"


@pytest.mark.parametrize("width", [420, 900])
def test_a_mirrored_window_mirrors_the_tools_and_not_the_photo(qtbot: QtBot, stage: Stage, width: int) -> None:
    stage.resize(width, 640)
    session = shown(qtbot, stage, a_photo(focus=SPOT))
    QApplication.processEvents()
    before = stage.canvas.grab().toImage()
    stage.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert stage.canvas.grab().toImage() == before
    assert stage.tools.choices.button(FOCUS).x() > stage.tools.choices.button("1:1").x()
    assert stage.tools.left_button.x() < stage.tools.right_button.x()
    QTest.mouseClick(stage.canvas, LEFT, NONE, spot(stage, (0.1, 0.2)))
    assert near(the_photo(session).focus, (0.1, 0.2))


def test_a_narrow_stage_breaks_its_tools_into_two_rows(qtbot: QtBot, stage: Stage) -> None:
    shown(qtbot, stage)
    heights = {}
    for width in (900, 440):
        stage.resize(width, 640)
        QApplication.processEvents()
        heights[width] = stage.tools.height()
        assert stage.width() == width
        for part in (stage.tools.reset_button, stage.tools.level_button):
            assert part.mapTo(stage, QPoint(part.width(), 0)).x() <= width - 16
    assert heights[440] > heights[900]


def test_the_mouse_says_what_a_drag_would_do(qtbot: QtBot, stage: Stage) -> None:
    shown(qtbot, stage, a_photo(crops=(Crop(FREE, 0.3, 0.3, 0.7, 0.7),)))
    shapes = Qt.CursorShape
    move(stage, (0.5, 0.5))
    assert stage.canvas.cursor().shape() == shapes.CrossCursor
    stage.choose(FREE)
    for place, shape in (
        ((0.3, 0.3), shapes.SizeFDiagCursor),
        ((0.7, 0.3), shapes.SizeBDiagCursor),
        ((0.5, 0.3), shapes.SizeVerCursor),
        ((0.7, 0.5), shapes.SizeHorCursor),
        ((0.5, 0.5), shapes.SizeAllCursor),
        ((0.1, 0.1), shapes.ArrowCursor),
    ):
        move(stage, place)
        assert stage.canvas.cursor().shape() == shape
