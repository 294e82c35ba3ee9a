"""What is dropped on the photos or pasted there: files and pictures, told of; anything else, not taken."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.article.trouble import Trouble
from desk.ui import photo_drop
from desk.ui.photo_intake import PhotoIntake
from desk.ui.photos import NO_STORY, PhotosPane
from tests.builders import a_story
from tests.ui.sidebar import LEFT, NONE, let_fall, opened, picture

# dropped


def files(*paths: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return data


def test_files_dropped_on_the_pane_are_told_of(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    data = files("/card/a.jpg", "/card/سلێمانی.jpg")
    with qtbot.waitSignal(pane.files_dropped) as dropped:
        assert let_fall(pane, data, QPoint(50, 50))
    assert dropped.args == [[Path("/card/a.jpg"), Path("/card/سلێمانی.jpg")]]


def test_text_or_web_addresses_cannot_be_dropped(pane: PhotosPane) -> None:
    opened(pane)
    text = QMimeData()
    text.setText("words")
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.jpg")])
    assert not let_fall(pane, text, QPoint(50, 50))
    assert not let_fall(pane, web, QPoint(50, 50))


def test_the_pane_shows_that_it_may_be_dropped_on(pane: PhotosPane) -> None:
    opened(pane)
    data = files("/card/a.jpg")  # the event does not keep it alive
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(pane, enter)
    assert pane.veil.isVisible()
    assert pane.veil.size() == pane.size()
    QApplication.sendEvent(pane, QDragLeaveEvent())
    assert not pane.veil.isVisible()


def test_nothing_can_be_dropped_where_no_story_is_open(pane: PhotosPane) -> None:
    pane.show_session(None)
    assert pane.page == NO_STORY
    assert not let_fall(pane, files("/card/a.jpg"), QPoint(50, 50))


# pasted


def paste(qtbot: QtBot, pane: PhotosPane, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    field: QWidget = pane.list if pane.list.isVisible() else pane
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_copied_file_is_pasted(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    with qtbot.waitSignal(pane.files_dropped) as dropped:
        paste(qtbot, pane, files("/card/a.jpg"))
    assert dropped.args == [[Path("/card/a.jpg")]]


def test_a_copied_picture_is_pasted_as_the_file_it_was(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane, a_story(photos=(), lead=""))
    data = QMimeData()
    raw = picture((60, 40))
    data.setData("image/jpeg", raw)
    data.setImageData(QImage(10, 10, QImage.Format.Format_RGB32))
    with qtbot.waitSignal(pane.image_pasted) as pasted:
        paste(qtbot, pane, data)
    assert pasted.args is not None
    assert bytes(pasted.args[0]) == raw
    assert pasted.args[1].startswith("Pasted ")
    assert pasted.args[1].endswith(".jpg")


def test_a_picture_without_a_file_is_pasted_as_png(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    data = QMimeData()
    image = QImage(10, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data.setImageData(image)
    with qtbot.waitSignal(pane.image_pasted) as pasted:
        paste(qtbot, pane, data)
    assert pasted.args is not None
    with Image.open(io.BytesIO(bytes(pasted.args[0]))) as back:
        assert (back.format, back.size) == ("PNG", (10, 8))


def test_a_picture_pasted_into_a_story_that_is_left_goes_to_no_other(
    qtbot: QtBot, pane: PhotosPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(pane)
    left = threading.Event()
    monkeypatch.setattr(
        photo_drop, "picture_of", lambda _data: ("Pasted.png", lambda: b"bytes" if left.wait(5) else b"")
    )
    told: list[bytes] = []
    pane.image_pasted.connect(lambda taken, _name: told.append(taken))
    pane.take_image(QMimeData())
    opened(pane, a_story(id="b" * 16))
    left.set()
    qtbot.waitUntil(lambda: pane.thumbnails.tasks.running == 0)
    assert told == []


def test_a_picture_that_cannot_be_had_says_so_on_a_tile(
    qtbot: QtBot, pane: PhotosPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> bytes:
        raise Trouble("The picture on the clipboard cannot be read.")

    class Nowhere:
        def add_media(self, _data: bytes) -> str:
            raise AssertionError

        def keep_thumbnail(self, _media: str, _side: int, _data: bytes) -> None:
            raise AssertionError

    monkeypatch.setattr(photo_drop, "picture_of", lambda _data: ("Pasted.png", broken))
    session = opened(pane)
    pane.follow_intake(PhotoIntake(Nowhere(), pane.thumbnails.tasks, pane))
    pane.take_image(QMimeData())
    qtbot.waitUntil(lambda: len(pane.list.tiles.tiles) == 4)
    assert pane.list.tiles.tiles[3].words == "Pasted.png: The picture on the clipboard cannot be read."
    assert not session.can_undo


def test_words_pasted_into_a_caption_stay_words(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane)
    QGuiApplication.clipboard().setText("Delegates")
    pane.list.choose_place(2)
    entry = pane.form.rows["caption"].entry
    entry.setFocus()
    qtbot.keyClick(entry, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert session.article.photos[2].caption == "Delegates"
