"""Icons are drawn in the size and the ink that they are asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap

from desk.paths import resources
from desk.ui import look
from desk.ui.icons import drawing, from_svg, icon

NORMAL, DISABLED = QIcon.Mode.Normal, QIcon.Mode.Disabled
ON, OFF = QIcon.State.On, QIcon.State.Off


def inks(image: QImage) -> set[str]:
    """The colours of all dots that are wholly covered."""
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {dot.name() for dot in (image.pixelColor(x, y) for x, y in places) if dot.alpha() == 255}


def near(one: str, other: str) -> bool:
    """Whether two colours are the same, but for what is lost in drawing."""
    a, b = QColor(one), QColor(other)
    return max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) <= 3


@pytest.mark.parametrize(
    ("mode", "state", "ink"),
    [
        (NORMAL, OFF, "quiet"),
        (NORMAL, ON, "accent"),
        (QIcon.Mode.Active, OFF, "quiet"),
        (DISABLED, OFF, "line"),
        (DISABLED, ON, "line"),
    ],
)
def test_an_icon_says_by_its_ink_how_it_stands(mode: QIcon.Mode, state: QIcon.State, ink: str) -> None:
    image = icon("bold").pixmap(QSize(32, 32), 1.0, mode, state).toImage()
    found = inks(image)
    assert found
    assert all(near(dot, getattr(look.colours(), ink)) for dot in found)


@pytest.mark.parametrize("side", [16, 18, 32])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_an_icon_has_the_dots_of_the_display(side: int, ratio: float) -> None:
    pixmap = icon("bold").pixmap(QSize(side, side), ratio)
    assert pixmap.size() == QSize(side, side) * ratio
    assert pixmap.devicePixelRatio() == ratio


def test_an_icon_is_painted_in_the_middle_of_its_place() -> None:
    ground = QPixmap(60, 40)
    ground.fill(Qt.GlobalColor.transparent)
    painter = QPainter(ground)
    icon("close").paint(painter, QRect(10, 10, 40, 20))
    painter.end()
    image = ground.toImage()
    dots = [(x, y) for x in range(60) for y in range(40) if image.pixelColor(x, y).alpha() > 100]
    columns, rows = [x for x, _ in dots], [y for _, y in dots]
    assert abs((min(columns) + max(columns)) / 2 - 29.5) <= 1
    assert abs((min(rows) + max(rows)) / 2 - 19.5) <= 1


@pytest.mark.parametrize("side", [18, 36])
def test_what_was_drawn_beforehand_is_what_would_be_drawn_now(side: int) -> None:
    folder = resources() / "icons"
    lines = sorted(file.stem for file in folder.glob("*.svg") if "currentColor" in file.read_text("utf-8"))
    assert (folder / "strips" / "names.txt").read_text("utf-8").split() == lines, "run packaging/icon_strips.py"
    for name in lines:
        ready = drawing(name, "#0b6a66", side, 1.0).toImage().convertToFormat(QImage.Format.Format_ARGB32)
        anew = from_svg(name, "#0b6a66", side).toImage().convertToFormat(QImage.Format.Format_ARGB32)
        dots = [(x, y) for x in range(side) for y in range(side)]
        assert all(abs(ready.pixelColor(x, y).alpha() - anew.pixelColor(x, y).alpha()) <= 2 for x, y in dots), (
            f"{name} has changed: run packaging/icon_strips.py"
        )
        inked = [ready.pixelColor(x, y).name() for x, y in dots if ready.pixelColor(x, y).alpha() > 200]
        assert all(near(ink, "#0b6a66") for ink in inked)
