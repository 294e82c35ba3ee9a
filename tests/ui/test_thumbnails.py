"""Thumbnails: made off the GUI thread, kept, sharp on any display, and never asked for without end."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.trouble import Trouble
from desk.ui import thumbnails
from desk.ui.tasks import Tasks
from desk.ui.thumbnails import Thumbnails


class Pictures:
    """A library that draws its photos: three wide by two high."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def thumbnail(self, media: str, side: int) -> bytes:
        self.asked.append((media, side))
        if media == "missing":
            raise Trouble("This photo’s file is missing.")
        if media == "broken":
            return b"no JPEG"
        out = io.BytesIO()
        Image.new("RGB", (side, side * 2 // 3), "teal").save(out, "JPEG")
        return out.getvalue()

    def original(self, media: str) -> bytes:
        return media.encode()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    assert qapp is not None
    tasks = Tasks()
    yield tasks
    tasks.close()


def test_a_thumbnail_is_there_once_it_is_ready(qtbot: QtBot, tasks: Tasks) -> None:
    thumbs = Thumbnails(Pictures(), tasks)
    with qtbot.waitSignal(thumbs.ready) as ready:
        assert thumbs.pixmap("a", 60) is None
    assert ready.args == ["a"]
    pixmap = thumbs.pixmap("a", 60)
    assert pixmap is not None
    assert pixmap.deviceIndependentSize().toSize().toTuple() == (60, 40)


def test_it_is_asked_for_once_however_often_it_is_painted(qtbot: QtBot, tasks: Tasks) -> None:
    pictures = Pictures()
    thumbs = Thumbnails(pictures, tasks)
    with qtbot.waitSignal(tasks.idle):
        for _ in range(5):
            thumbs.pixmap("a", 60)
    thumbs.pixmap("a", 60)
    assert pictures.asked == [("a", 60)]


def test_on_a_dense_display_it_holds_more_dots_in_the_same_room(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "devicePixelRatio", lambda _screen: 2.0)
    pictures = Pictures()
    thumbs = Thumbnails(pictures, tasks)
    with qtbot.waitSignal(thumbs.ready):
        thumbs.pixmap("a", 60)
    pixmap = thumbs.pixmap("a", 60)
    assert pixmap is not None
    assert pixmap.deviceIndependentSize().toSize().toTuple() == (60, 40)
    assert pictures.asked == [("a", 120)]


@pytest.mark.parametrize("media", ["missing", "broken"])
def test_a_photo_that_cannot_be_shown_is_given_up(qtbot: QtBot, tasks: Tasks, media: str) -> None:
    pictures = Pictures()
    thumbs = Thumbnails(pictures, tasks)
    with qtbot.waitSignal(thumbs.ready):
        thumbs.pixmap(media, 60)
    assert thumbs.pixmap(media, 60) is None
    assert thumbs.has_failed(media)
    assert len(pictures.asked) == 1


def test_those_not_seen_for_long_are_let_go(qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnails, "KEPT", 2 * 60 * 40 * 4)
    thumbs = Thumbnails(Pictures(), tasks)
    for media in ("a", "b", "c"):
        with qtbot.waitSignal(thumbs.ready):
            thumbs.pixmap(media, 60)
    assert thumbs.pixmap("b", 60) is not None
    assert thumbs.pixmap("a", 60) is None
