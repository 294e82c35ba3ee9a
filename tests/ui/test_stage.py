"""The stage: what is framed and how it will be seen, waiting, what cannot be shown, and that it is for everybody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.framing import FREE, SHAPES, framing_of
from desk.article.model import Crop, Photo
from desk.article.session import Session
from desk.ui.stage import NO_PHOTO, READING, Stage
from desk.ui.stage_tools import FOCUS
from tests.builders import a_photo, a_story
from tests.ui.stage import (
    FRAMED,
    LEFT,
    NONE,
    SPOT,
    Key,
    Originals,
    made,
    move,
    near,
    red_share,
    shown,
    spot,
    the_photo,
)

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
    assert previews["16:9"].words == "16:9 · 3000 px"
    assert previews["4:3"].words == "4:3 · 533 px"
    assert previews[FREE].words == "Free · 3000 px"
    assert [previews[shape].is_narrow for shape in (*SHAPES, FREE)] == [False, True, False, False]
    assert [previews[shape].remark for shape in (*SHAPES, FREE)] == ["centred", "too small", "centred", "whole photo"]
    assert previews["4:3"].accessibleName() == "4:3, only 533 pixels wide, by hand"


@pytest.mark.parametrize(
    ("photo", "square", "free"),
    [
        (a_photo(), "centred", "whole photo"),
        (a_photo(turn=1), "centred", "whole photo"),
        (a_photo(tilt=2.0), "centred", "straightened"),
        (a_photo(focus=SPOT, tilt=2.0), "by focal point", "straightened"),
        (a_photo(crops=(Crop(FREE, 0.0, 0.0, 0.9, 0.9),)), "in the free crop", "by hand"),
        (a_photo(focus=SPOT, crops=(Crop("1:1", 0.0, 0.0, 0.6, 0.9),)), "by hand", "whole photo"),
    ],
)
def test_previews_say_who_chose_their_part(qtbot: QtBot, stage: Stage, photo: Photo, square: str, free: str) -> None:
    shown(qtbot, stage, photo)
    assert [stage.previews.previews[shape].remark for shape in ("1:1", FREE)] == [square, free]


def test_of_several_photos_it_is_said_that_one_is_framed(stage: Stage) -> None:
    session = Session(a_story(photos=(a_photo(), a_photo(id="p2", media="1" * 64))))
    stage.show_photo(session, "p2", among=2)
    assert stage.alone.isVisible()
    assert stage.alone.text() == "Framing: this one of the 2 photos selected."
    stage.show_photo(session, "p2")
    assert not stage.alone.isVisible()


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
    assert stage.canvas.accessibleDescription() == "Crop 1:1 from 0 % to 67 % across, 0 % to 100 % down, by focal point"


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

    def says_so() -> bool:
        """Again, where the screen's own mouse came between."""
        move(stage, (0.5, 0.5))
        return stage.canvas.cursor().shape() == shapes.CrossCursor

    qtbot.waitUntil(says_so)
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
        qtbot.waitUntil(lambda shape=shape: stage.canvas.cursor().shape() == shape)
