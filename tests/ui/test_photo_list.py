"""The photos' tiles: what each says, and their order, by keys and by dragging."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.model import Crop, Dateline, Photo
from desk.article.trouble import Trouble
from desk.checks.photos import MISSING, remarks
from desk.ui.lettering import wrapped
from desk.ui.photo_intake import Awaited
from desk.ui.photo_list import HEIGHT, area_to_fill
from desk.ui.photo_tiles import PHOTO_TYPE, TILE, Tile, tiles_of, uses_in
from desk.ui.photos import PhotosPane
from tests.builders import EMOJI, SORANI, a_photo, a_story, bodies, photos
from tests.ui.sidebar import LEFT, NONE, THREE, Pictures, let_fall, made, opened, order

# tiles


def test_a_tile_says_where_its_photo_is_used_and_what_it_lacks(pane: PhotosPane) -> None:
    opened(pane)
    lead, used, unused = pane.list.tiles.tiles
    assert (lead.badges, lead.remarks) == (("Lead",), ())
    assert (used.badges, used.remarks) == (("In text ×2",), (MISSING["credit"], MISSING["alt"]))
    assert (unused.badges, unused.remarks, unused.words) == (("Not used",), (MISSING["caption"],), "DSC_3.jpg")
    index = pane.list.tiles.index(1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        f"The dam., In text ×2, {MISSING['credit']} {MISSING['alt']}"
    )
    assert index.data(Qt.ItemDataRole.ToolTipRole) == f"The dam.\n{MISSING['credit']}\n{MISSING['alt']}"


def test_a_tile_tells_of_every_remark(pane: PhotosPane) -> None:
    old = a_photo(width=640, taken="2019-01-01", alt="Delegates", caption="Delegates.")
    session = opened(pane, a_story(photos=(old,), dateline=Dateline("ERBIL", date=date(2026, 3, 1))))
    wanted = [remark.note for remark in remarks(old, date(2026, 3, 1))]
    assert len(wanted) == 3
    assert list(pane.list.tiles.tiles[0].remarks) == wanted
    made(session, edits.set_dateline(session.article, date=date(2019, 3, 1)))
    assert len(pane.list.tiles.tiles[0].remarks) == 2, "it was new then"


def test_a_tile_whose_file_cannot_be_shown_says_why_until_it_can(
    qtbot: QtBot, pane: PhotosPane, pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    why, thumbnail = "The file of the photo b.jpg in “Dam talks” was altered; add it again.", pictures.thumbnail

    def broken(media: str, side: int) -> bytes:
        if media == "1" * 64:
            raise Trouble(why)
        return thumbnail(media, side)

    monkeypatch.setattr(pictures, "thumbnail", broken)
    opened(pane)
    pane.list.grab()

    def tips() -> list[bool]:
        model = pane.list.tiles
        return [why in model.index(row).data(Qt.ItemDataRole.ToolTipRole) for row in range(model.rowCount())]

    qtbot.waitUntil(lambda: tips() == [False, True, False])
    assert why in pane.list.tiles.index(1).data(TILE).remarks, "it is painted with the mark of what is to mend"
    monkeypatch.undo()
    pane.thumbnails.try_again("1" * 64)
    assert tips() == [False, False, False]


@given(bodies())
def test_uses_are_counted_as_the_marks_that_removing_would_find(body: str) -> None:
    assert uses_in(body).get("p1", 0) == len(edits.photo_marks(body, "p1"))


def test_a_photo_put_into_the_text_is_marked_at_once(pane: PhotosPane) -> None:
    session = opened(pane)
    made(session, edits.insert_photo(session.article, 0, "p3"))
    assert pane.list.tiles.tiles[2].badges == ("In text",)
    session.undo("undo")
    assert pane.list.tiles.tiles[2].badges == ("Not used",)


def test_a_mark_that_is_typed_away_is_noticed_soon(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane, a_story(photos=THREE, body="![](photo:p3)"))
    assert pane.list.tiles.tiles[2].badges == ("In text",)
    made(session, edits.set_body(session.article, "![](photo:p3"))
    qtbot.waitUntil(lambda: pane.list.tiles.tiles[2].badges == ("Not used",))


def test_thumbnails_appear_in_the_list(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)

    def teal() -> bool:
        colour = pane.list.grab().toImage().pixelColor(40, 36)
        return colour.blue() > 90 and colour.red() < 60

    qtbot.waitUntil(teal)


def test_the_picture_fills_its_frame_around_its_focal_point(qapp: QApplication) -> None:
    assert qapp is not None
    pixmap, frame = QPixmap(200, 100), QRectF(10, 20, 50, 50)
    left = area_to_fill(pixmap, a_photo(focus=(0.0, 0.5)), frame)
    middle = area_to_fill(pixmap, a_photo(focus=(0.5, 0.5)), frame)
    right = area_to_fill(pixmap, a_photo(focus=(1.0, 0.5)), frame)
    assert left == QRectF(10, 20, 100, 50)
    assert middle == QRectF(-15, 20, 100, 50)
    assert right == QRectF(-40, 20, 100, 50)
    turned = area_to_fill(pixmap, a_photo(focus=(0.0, 0.5), turn=1), frame)
    assert turned == QRectF(10, 20, 50, 100)  # its left is at the top now
    cut = area_to_fill(pixmap, a_photo(focus=(1.0, 0.5), crops=(Crop("free", 0.5, 0.0, 1.0, 1.0),)), frame)
    assert cut == frame
    wider = area_to_fill(pixmap, a_photo(focus=(0.4, 0.5), crops=(Crop("free", 0.25, 0.0, 1.0, 1.0),)), frame)
    assert wider == QRectF(10, 20, 75, 50)  # the focal point is in the cut's left half


@given(photos(), st.integers(1, 400), st.integers(1, 400))
def test_the_picture_always_covers_its_frame(qapp: QApplication, photo: Photo, width: int, height: int) -> None:
    assert qapp is not None
    frame = QRectF(3, 5, 72, 54)
    assert area_to_fill(QPixmap(width, height), photo, frame).adjusted(-0.01, -0.01, 0.01, 0.01).contains(frame)


@pytest.mark.parametrize("words", [f"{SORANI} {EMOJI * 3} {SORANI}", f"{EMOJI} The dam " * 12, "One"])
def test_words_of_a_tile_are_wrapped_without_losing_a_sign(qapp: QApplication, words: str) -> None:
    font = qapp.font()
    lines = wrapped(words, font, 170, 2)
    assert 1 <= len(lines) <= 2
    joined = " ".join(lines).replace("…", "")
    assert " ".join(words.split()).startswith(joined.strip())


def test_tiles_of_a_story_follow_its_photos() -> None:
    awaited = (Awaited("IMG_1.heic", 7), Awaited("IMG_1.heic", 8, "“IMG_1.heic” is empty."))
    tiles = tiles_of(a_story(photos=THREE), {"p2": 1}, awaited)
    assert [tile.photo for tile in tiles] == [*THREE, None, None]
    assert [tile.key for tile in tiles] == ["p1", "p2", "p3", 7, 8]
    lacks = (MISSING["credit"], MISSING["alt"])
    assert tiles[1] == Tile("delegates.jpg", THREE[1], False, 1, "ltr", remarks=lacks)
    assert (tiles[3].words, tiles[3].badges) == ("IMG_1.heic", ("Reading…",))
    assert (tiles[4].words, tiles[4].badges) == ("“IMG_1.heic” is empty.", ("Not added",))


@pytest.mark.parametrize("name", ["IMG_20260303_1432_very-long_without_a_blank_and_so_on_and_on.jpg", SORANI * 3])
def test_a_word_wider_than_its_tile_is_broken(qapp: QApplication, name: str) -> None:
    lines = wrapped(name, qapp.font(), 80, 20)
    metrics = QFontMetrics(qapp.font())
    assert len(lines) > 2
    assert all(metrics.horizontalAdvance(line) <= 82 for line in lines)


# scrolling


@pytest.mark.parametrize("height", [420, 640, 1000])
def test_a_long_list_scrolls_by_itself_and_the_words_stay(pane: PhotosPane, height: int) -> None:
    pane.resize(300, height)
    opened(pane, a_story(photos=tuple(a_photo(id=f"p{n}", media=f"{n:064}") for n in range(40))))
    QApplication.processEvents()
    assert not pane.form_area.isAncestorOf(pane.list)
    assert pane.list.verticalScrollBar().maximum() > 0
    assert pane.list.height() <= height * 0.45
    assert pane.list.height() % HEIGHT == HEIGHT // 2
    assert pane.form_area.geometry().bottom() <= height
    assert pane.form_area.height() >= height * 0.35


def test_the_photo_selected_is_in_view_in_a_pane_of_another_height(pane: PhotosPane) -> None:
    opened(pane, a_story(photos=tuple(a_photo(id=f"p{n}", media=f"{n:064}") for n in range(9))))
    pane.list.choose_place(3)
    pane.resize(300, 360)
    QApplication.processEvents()
    assert pane.list.viewport().rect().contains(pane.list.visualRect(pane.list.currentIndex()))


MANY = tuple(a_photo(id=f"p{n}", media=f"{n:064}") for n in range(12))


def in_sight(pane: PhotosPane, place: int) -> bool:
    return pane.list.viewport().rect().contains(pane.list.visualRect(pane.list.tiles.index(place)))


def test_what_comes_is_in_sight_in_a_long_list(pane: PhotosPane) -> None:
    session = opened(pane, a_story(photos=MANY))
    QApplication.processEvents()
    assert not in_sight(pane, 11)
    pane.show_awaited(session, (Awaited("a.jpg", 1), Awaited("b.jpg", 2)))
    assert in_sight(pane, 12)
    pane.show_awaited(session, (Awaited("a.jpg", 1), Awaited("b.jpg", 2, "“b.jpg” is damaged.")))
    assert in_sight(pane, 13)
    pane.list.scrollToTop()
    made(session, edits.add_photos(session.article, [a_photo(id="new", media="f" * 64)]))
    assert pane.chosen_photo() == "new"
    assert in_sight(pane, 12)


def test_what_went_wrong_does_not_drag_away_who_goes_on(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane, a_story(photos=MANY))
    pane.show_awaited(session, (Awaited("a.jpg", 1),))
    pane.list.scrollToTop()
    qtbot.mouseClick(pane.list.viewport(), LEFT, NONE, pane.list.visualRect(pane.list.tiles.index(1)).center())
    pane.show_awaited(session, (Awaited("a.jpg", 1, "“a.jpg” is damaged."),))
    assert pane.chosen_photo() == "p1"
    assert in_sight(pane, 1)
    assert not in_sight(pane, 12)


# choosing and ordering


def test_a_click_shows_the_words_of_a_photo(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    spot = pane.list.visualRect(pane.list.tiles.index(1)).center()
    qtbot.mouseClick(pane.list.viewport(), LEFT, NONE, spot)
    assert pane.chosen_photo() == "p2"
    assert pane.form.rows["caption"].entry.words() == "The dam."


def test_alt_and_arrows_order_the_photos(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane)
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order(session) == ["p2", "p1", "p3"]
    assert pane.chosen_photo() == "p1"
    qtbot.keyClick(pane.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(pane.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order(session) == ["p2", "p3", "p1"]
    session.undo("undo")
    assert order(session) == ["p2", "p1", "p3"]


def drop_tile(pane: PhotosPane, photo: int, before: int) -> None:
    """Let the tile at `photo` fall on the upper edge of the one at `before` (or below the last)."""
    view, model = pane.list, pane.list.tiles
    last = view.visualRect(model.index(model.rowCount() - 1))
    spot = view.visualRect(model.index(before)).topLeft() if before < model.rowCount() else last.bottomLeft()
    spot += QPoint(20, 1 if before < model.rowCount() else -1)
    let_fall(view.viewport(), model.mimeData([model.index(photo)]), spot, model.supportedDragActions())


@pytest.mark.parametrize(
    ("photo", "before", "wanted"),
    [
        (0, 2, ["p2", "p1", "p3"]),
        (0, 3, ["p2", "p3", "p1"]),
        (2, 0, ["p3", "p1", "p2"]),
        (2, 1, ["p1", "p3", "p2"]),
        (1, 1, ["p1", "p2", "p3"]),
        (1, 2, ["p1", "p2", "p3"]),
    ],
)
def test_dragging_a_tile_orders_the_photos(pane: PhotosPane, photo: int, before: int, wanted: list[str]) -> None:
    session = opened(pane)
    drop_tile(pane, photo, before)
    assert order(session) == wanted
    assert session.can_undo == (wanted != ["p1", "p2", "p3"])


def test_a_tile_of_another_story_cannot_fall_here(pane: PhotosPane) -> None:
    session = opened(pane)
    data = QMimeData()
    data.setData(PHOTO_TYPE, b"stranger")
    let_fall(pane.list.viewport(), data, QPoint(20, 80), Qt.DropAction.MoveAction)
    assert not session.can_undo


def test_qt_is_told_to_take_no_row_out_by_itself(pane: PhotosPane) -> None:
    session = opened(pane)
    model = pane.list.tiles
    data = model.mimeData([model.index(0)])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, QModelIndex())
    assert order(session) == ["p2", "p3", "p1"]
