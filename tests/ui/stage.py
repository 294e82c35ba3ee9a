"""What tests of the stage share: a library of spotted photos, hands on the photo, and what is seen of it."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.article.changes import Change
from desk.article.framing import Box, Point, framing_of
from desk.article.model import Photo
from desk.article.session import Session
from desk.article.trouble import Trouble
from desk.ui.stage import Stage
from desk.ui.stage_marks import spot_of
from desk.ui.stage_tools import FOCUS
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


def red_share(stage: Stage, shape: str) -> float:
    """How much of a preview is red."""
    picture = stage.previews.previews[shape].picture
    assert picture is not None
    image = picture.toImage()
    dots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(dot.red() > dot.green() + 80 for dot in dots) / len(dots)
