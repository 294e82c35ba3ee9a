"""Photos from the file to the page: added, filled in, framed, put in place, exported; and every step taken back."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.framing import framing_of
from desk.article.model import Article, Photo
from desk.ui.exporting import Order
from desk.ui.photo_tiles import PHOTO_TYPE
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, drop, fill_in, press

CTRL, LEFT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CAPTION = "بەنداوی دوکان لە بەهاردا."


def article_of(window: MainWindow) -> Article:
    article = window.workspace.article
    assert article is not None
    return article


def add_photos(qtbot: QtBot, window: MainWindow, files: list[Path]) -> tuple[Photo, ...]:
    """A new story, with photos dropped on its sidebar."""
    window.deeds.new_story()
    compose("The dam")
    window.deeds.show_tab(1)
    drop(window.photos, files)
    qtbot.waitUntil(lambda: len(article_of(window).photos) == len(files), timeout=30_000)
    return article_of(window).photos


def open_photo_desk(qtbot: QtBot, window: MainWindow) -> None:
    window.editor.start_writing()
    press(Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: window.is_wide and window.photo_desk.isVisible())
    qtbot.waitUntil(lambda: window.photo_desk.stage.picture.drawable is not None, timeout=20_000)


def drag_into_text(window: MainWindow, photo_id: str) -> None:
    """Let go of a tile over the end of the text."""
    page, data = window.editor.page, QMimeData()
    data.setData(PHOTO_TYPE, photo_id.encode())
    place = QPointF(page.cursorRect(page.textCursor()).center())
    move = Qt.DropAction.MoveAction
    for kind in (QDragEnterEvent, QDragMoveEvent):
        QApplication.sendEvent(page.viewport(), kind(place.toPoint(), move, data, LEFT, NONE))
    QApplication.sendEvent(page.viewport(), QDropEvent(place, move, data, LEFT, NONE))


def test_photos_from_the_file_to_the_page(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], samples: list[Path], tmp_path: Path
) -> None:
    window = open_desk()
    lead, second = add_photos(qtbot, window, samples[:2])
    open_photo_desk(qtbot, window)
    desk = window.photo_desk
    assert article_of(window).lead == lead.id
    assert not any(window.is_pane_shown(pane) and window.commands.action(pane).isChecked() for pane in ("preview",))

    desk.sheet.setFocus()
    press(Qt.Key.Key_A, CTRL)
    fill_in(desk.words, "Credit", "Reuters")
    assert [photo.credit for photo in article_of(window).photos] == ["Reuters", "Reuters"]

    desk.choose(second.id)
    fill_in(desk.words, "Caption", CAPTION)
    qtbot.waitUntil(lambda: desk.stage.picture.drawable is not None, timeout=20_000)
    desk.stage.canvas.setFocus()
    press(Qt.Key.Key_BracketRight)
    press(Qt.Key.Key_3)
    for _ in range(5):
        press(Qt.Key.Key_Up)
    framed = article_of(window).photo(second.id)
    assert framed is not None
    assert framed.turn == 1
    assert framing_of(framed).is_cut_by_hand("1:1")
    assert CAPTION in framed.caption

    window.editor.start_writing()
    press(Qt.Key.Key_End, CTRL)
    drag_into_text(window, second.id)
    assert f"![](photo:{second.id})" in article_of(window).body
    assert "In text" in [badge for tile in desk.sheet.tiles.tiles for badge in tile.badges]

    desk.setFocus()
    press(Qt.Key.Key_Escape)
    assert not window.is_wide
    qtbot.waitUntil(lambda: window.preview.is_settled, timeout=20_000)

    with qtbot.waitSignal(window.exporter.ended, timeout=60_000) as ended:
        window.export(article_of(window), Order(("page",), tmp_path / "out"))
    (folder,) = ended.args[0].paths
    html = (folder / "index.html").read_text(encoding="utf-8")
    assert "(Reuters)" in html
    assert CAPTION in html
    (tall,) = sorted((folder / "photos").glob("photo-2-800.jpg"))
    with Image.open(io.BytesIO(tall.read_bytes())) as image:
        assert image.height > image.width, "it was turned by a quarter"

    while window.workspace.session is not None and window.workspace.session.can_undo:
        window.deeds.undo()
    assert article_of(window).photos == ()


def test_the_photo_desk_gives_the_panes_back_as_they_were(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], samples: list[Path]
) -> None:
    window = open_desk()
    add_photos(qtbot, window, samples[:1])
    window.resize(1366, 768)
    window.reset_panes()
    qtbot.waitUntil(lambda: window.splitter.width() == 1366)
    before = window.splitter.sizes()
    open_photo_desk(qtbot, window)
    press(Qt.Key.Key_F4)
    assert not window.is_wide
    assert window.splitter.sizes() == before
    open_photo_desk(qtbot, window)
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: window.photo_desk.stage.width() > 700)
    window.workspace.close_story()
    qtbot.waitUntil(lambda: not window.is_wide)


def test_a_photo_chosen_is_chosen_everywhere(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], samples: list[Path]
) -> None:
    window = open_desk()
    first, second = add_photos(qtbot, window, samples[:2])
    window.photos.choose(first.id)
    open_photo_desk(qtbot, window)
    desk = window.photo_desk
    assert desk.chosen_photo() == first.id

    window.editor.start_writing()
    press(Qt.Key.Key_End, CTRL)
    drag_into_text(window, second.id)
    window.editor.page.place_caret(article_of(window).body.index("![]"))
    assert desk.chosen_photo() == second.id

    desk.setFocus()
    press(Qt.Key.Key_Escape)
    assert window.photos.chosen_photo() == second.id


def test_photos_still_being_read_are_not_lost_by_quitting(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], samples: list[Path]
) -> None:
    window = open_desk()
    window.deeds.new_story()
    compose("The dam")
    window.deeds.show_tab(1)
    drop(window.photos, samples)
    assert window.photo_intake.unread

    window.close()

    assert window.isVisible()
    assert "would be lost" in window.notice.words.text()
    qtbot.waitUntil(lambda: len(article_of(window).photos) == len(samples), timeout=60_000)
