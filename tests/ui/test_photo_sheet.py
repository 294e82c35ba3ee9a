"""The contact sheet: several tiles are selected, ordered, removed and dragged; what went wrong can be dismissed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QDrag, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.model import Crop
from desk.article.session import Session
from desk.ui.framed import draw_framed, printed_area
from desk.ui.photo_desk import PhotoDesk
from desk.ui.photo_files import Awaited
from desk.ui.photo_sheet import PhotoSheet
from desk.ui.photo_tiles import PHOTO_TYPE, ids_in
from desk.ui.sheet_tile import cross_of
from desk.ui.tiles_view import DRAGGED, drag_picture
from tests.builders import a_photo, a_story
from tests.ui.sidebar import LEFT, NONE, let_fall, made, order

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
SIX = tuple(a_photo(id=f"p{n}", media=f"{n:064}", caption=f"Photo {n}.") for n in range(1, 7))


def opened(desk: PhotoDesk, count: int = 6) -> Session:
    session = Session(a_story(photos=SIX[:count], body="Words."))
    desk.show_session(session)
    QApplication.processEvents()
    return session


def spot_of(sheet: PhotoSheet, place: int) -> QPoint:
    return sheet.visualRect(sheet.tiles.index(place)).center()


def click(qtbot: QtBot, desk: PhotoDesk, place: int, modifier: Qt.KeyboardModifier = NONE) -> None:
    qtbot.mouseClick(desk.sheet.viewport(), LEFT, modifier, spot_of(desk.sheet, place))


# selecting


def test_click_control_and_shift_select(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    assert photo_desk.sheet.photo_ids == ("p1",), "the first is selected from the start"
    click(qtbot, photo_desk, 1)
    assert photo_desk.sheet.photo_ids == ("p2",)
    click(qtbot, photo_desk, 3, CONTROL)
    assert (photo_desk.sheet.photo_ids, photo_desk.chosen_photo()) == (("p2", "p4"), "p4")
    click(qtbot, photo_desk, 3, CONTROL)
    assert (photo_desk.sheet.photo_ids, photo_desk.chosen_photo()) == (("p2",), "p2")
    click(qtbot, photo_desk, 1)
    click(qtbot, photo_desk, 4, SHIFT)
    assert photo_desk.sheet.photo_ids == ("p2", "p3", "p4", "p5")
    qtbot.keyClick(photo_desk.sheet, Qt.Key.Key_A, CONTROL)
    assert photo_desk.sheet.photo_ids == ("p1", "p2", "p3", "p4", "p5", "p6")


def test_tiles_stand_in_a_grid_that_fits(photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    areas = [photo_desk.sheet.visualRect(photo_desk.sheet.tiles.index(place)) for place in range(6)]
    assert areas[0].top() == areas[1].top() < areas[2].top()
    assert all(photo_desk.sheet.viewport().rect().left() <= area.left() for area in areas)
    assert all(area.right() <= photo_desk.sheet.viewport().rect().right() for area in areas)


def test_what_is_selected_stays_so_when_another_pane_changes_the_order(photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    photo_desk.sheet.select(("p2", "p5"))
    photo_desk.acts.move(("p6",), 0)
    assert order(session)[0] == "p6"
    assert (photo_desk.sheet.photo_ids, photo_desk.chosen_photo()) == (("p2", "p5"), "p2")


# keys


def test_alt_and_arrows_move_all_that_is_selected(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    photo_desk.sheet.select(("p2", "p3"))
    qtbot.keyClick(photo_desk.sheet, Qt.Key.Key_Right, ALT)
    assert order(session) == ["p1", "p4", "p2", "p3", "p5", "p6"]
    qtbot.keyClick(photo_desk.sheet, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(photo_desk.sheet, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(photo_desk.sheet, Qt.Key.Key_Left, ALT)
    assert order(session) == ["p2", "p3", "p1", "p4", "p5", "p6"]
    session.undo("undo")
    assert order(session) == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert photo_desk.sheet.photo_ids == ("p2", "p3")


def test_arrows_follow_a_mirrored_sheet(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    photo_desk.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    session = opened(photo_desk)
    qtbot.keyClick(photo_desk.sheet, Qt.Key.Key_Left, ALT)
    assert order(session)[:2] == ["p2", "p1"]
    first, second = (photo_desk.sheet.visualRect(photo_desk.sheet.tiles.index(place)) for place in (0, 1))
    assert second.right() < first.left() or second.top() > first.top()


def test_delete_removes_what_is_selected_as_one_step(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    photo_desk.sheet.select(("p2", "p4"))
    qtbot.keyClick(photo_desk.sheet, Qt.Key.Key_Delete)
    assert order(session) == ["p1", "p3", "p5", "p6"]
    assert photo_desk.chosen_photo() == "p3", "what took its place is selected"
    session.undo("undo")
    assert order(session) == ["p1", "p2", "p3", "p4", "p5", "p6"]


def test_enter_goes_to_the_caption(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    photo_desk.sheet.setFocus()
    qtbot.keyClick(photo_desk.sheet, Qt.Key.Key_Return)
    assert photo_desk.words.rows["caption"].entry.hasFocus()


# dragging


def drag(sheet: PhotoSheet, places: list[int]) -> QMimeData:
    return sheet.tiles.mimeData([sheet.tiles.index(place) for place in places])


def test_a_drag_carries_the_photos_for_the_text(photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    data = drag(photo_desk.sheet, [4, 1])
    assert bytes(data.data(PHOTO_TYPE).data()) == b"p2\np5"
    assert ids_in(data) == ("p2", "p5")
    assert Qt.DropAction.CopyAction in photo_desk.sheet.tiles.supportedDragActions()


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(
    ("places", "before", "wanted"),
    [
        ([0, 1], 3, ["p3", "p1", "p2", "p4", "p5", "p6"]),
        ([3, 5], 0, ["p4", "p6", "p1", "p2", "p3", "p5"]),
        ([1, 3], 2, ["p1", "p2", "p4", "p3", "p5", "p6"]),
        ([0], 6, ["p2", "p3", "p4", "p5", "p6", "p1"]),
        ([2], 2, ["p1", "p2", "p3", "p4", "p5", "p6"]),
    ],
)
def test_dragging_orders_several(
    photo_desk: PhotoDesk, places: list[int], before: int, wanted: list[str], mirrored: bool
) -> None:
    if mirrored:
        photo_desk.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    session = opened(photo_desk)
    photo_desk.resize(980, 1000)
    QApplication.processEvents()
    sheet = photo_desk.sheet
    area = sheet.visualRect(sheet.tiles.index(min(before, 5)))
    at_leading = (before < 6) != mirrored
    spot = QPoint(area.left() + 4 if at_leading else area.right() - 4, area.center().y())
    assert let_fall(sheet.viewport(), drag(sheet, places), spot, Qt.DropAction.CopyAction)
    assert order(session) == wanted


def test_photos_of_another_story_do_not_fall_in(photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    foreign = QMimeData()
    foreign.setData(PHOTO_TYPE, b"p1\nelsewhere")
    assert not let_fall(photo_desk.sheet.viewport(), foreign, QPoint(5, 5))


def test_all_photos_selected_are_dragged_with_a_small_picture(
    photo_desk: PhotoDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(photo_desk)
    seen: list[tuple[tuple[str, ...], int]] = []

    def let_go(drag: QDrag, *_actions: Qt.DropAction) -> Qt.DropAction:
        seen.append((ids_in(drag.mimeData()), drag.pixmap().width()))
        return Qt.DropAction.MoveAction

    monkeypatch.setattr(QDrag, "exec", let_go)
    photo_desk.sheet.select(("p2", "p4"))
    photo_desk.sheet.startDrag(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction)
    assert seen == [(("p2", "p4"), DRAGGED)]
    assert [tile.key for tile in photo_desk.sheet.tiles.tiles] == order(session), "Qt takes no row out by itself"


# what went wrong


def test_files_that_went_wrong_are_dismissed_by_keys_and_mouse(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk, 1)
    photo_desk.show_awaited(session, (Awaited("a.jpg", 7), Awaited("b.jpg", 8, "“b.jpg” is damaged.")))
    QApplication.processEvents()
    sheet = photo_desk.sheet
    assert [tile.words for tile in sheet.tiles.tiles] == ["Photo 1.", "a.jpg", "“b.jpg” is damaged."]
    click(qtbot, photo_desk, 1)
    assert not sheet.troubled, "what is being read cannot be selected"
    click(qtbot, photo_desk, 2)
    assert sheet.troubled == (8,)
    with qtbot.waitSignal(sheet.dismissal_wanted, check_params_cb=lambda key: key == 8):
        qtbot.keyClick(sheet, Qt.Key.Key_Delete)
    cross = cross_of(sheet.visualRect(sheet.tiles.index(2)), sheet.layoutDirection())
    with qtbot.waitSignal(sheet.dismissal_wanted, check_params_cb=lambda key: key == 8):
        qtbot.mouseClick(sheet.viewport(), LEFT, NONE, cross.center())
    assert order(session) == ["p1"]


# what comes


MANY = tuple(a_photo(id=f"p{n}", media=f"{n:064}") for n in range(16))


def in_sight(desk: PhotoDesk, place: int) -> bool:
    return desk.sheet.viewport().rect().contains(desk.sheet.visualRect(desk.sheet.tiles.index(place)))


def test_what_comes_is_in_sight_on_a_full_sheet(photo_desk: PhotoDesk) -> None:
    session = Session(a_story(photos=MANY, body="Words."))
    photo_desk.show_session(session)
    QApplication.processEvents()
    assert not in_sight(photo_desk, 15)
    photo_desk.show_awaited(session, (Awaited("a.jpg", 1), Awaited("b.jpg", 2), Awaited("c.jpg", 3)))
    assert in_sight(photo_desk, 16)
    wrong = (Awaited("a.jpg", 1), Awaited("b.jpg", 2), Awaited("c.jpg", 3, "“c.jpg” is damaged."))
    photo_desk.show_awaited(session, wrong)
    assert in_sight(photo_desk, 18)
    photo_desk.sheet.scrollToTop()
    made(session, edits.add_photos(session.article, [a_photo(id="new", media="f" * 64)]))
    assert photo_desk.chosen_photo() == "new"
    assert in_sight(photo_desk, 16)


def test_what_went_wrong_does_not_drag_away_who_goes_on(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    session = Session(a_story(photos=MANY, body="Words."))
    photo_desk.show_session(session)
    photo_desk.show_awaited(session, (Awaited("a.jpg", 1),))
    photo_desk.sheet.scrollToTop()
    click(qtbot, photo_desk, 1)
    photo_desk.show_awaited(session, (Awaited("a.jpg", 1, "“a.jpg” is damaged."),))
    assert photo_desk.chosen_photo() == "p1"
    assert in_sight(photo_desk, 1)
    photo_desk.show_awaited(session, (Awaited("a.jpg", 1, "“a.jpg” is damaged."), Awaited("b.jpg", 2)))
    assert in_sight(photo_desk, 17), "what is added from now on is another matter"


# drawing


def quarters() -> QPixmap:
    """A picture of 40 × 20 whose quarters are red and green above blue and black."""
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill("black")
    painter = QPainter(image)
    painter.fillRect(0, 0, 20, 10, QColor("red"))
    painter.fillRect(20, 0, 20, 10, QColor("lime"))
    painter.fillRect(0, 10, 20, 10, QColor("blue"))
    painter.end()
    return QPixmap.fromImage(image)


def drawn(photo_parts: dict[str, object]) -> tuple[list[str], QRectF]:
    """The colours at the four corners of the photo as it is printed, and where in 80 × 80 it went."""
    photo, image = a_photo(**photo_parts), QImage(80, 80, QImage.Format.Format_RGB32)
    image.fill("white")
    area = printed_area(quarters(), photo, QRectF(0, 0, 80, 80))
    painter = QPainter(image)
    draw_framed(painter, quarters(), photo, area)
    painter.end()
    left, top, right, bottom = (round(side) for side in area.getCoords())
    spots = ((left + 6, top + 6), (right - 6, top + 6), (left + 6, bottom - 6), (right - 6, bottom - 6))
    names = {"#ff0000": "red", "#00ff00": "green", "#0000ff": "blue", "#000000": "black"}
    return [names.get(image.pixelColor(*spot).name(), "?") for spot in spots], area


@pytest.mark.usefixtures("qapp")
def test_a_tile_shows_the_photo_as_it_is_printed() -> None:
    assert drawn({}) == (["red", "green", "blue", "black"], QRectF(0, 20, 80, 40))
    assert drawn({"turn": 1}) == (["blue", "red", "black", "green"], QRectF(20, 0, 40, 80))
    assert drawn({"turn": 2})[0] == ["black", "blue", "green", "red"]
    right_half = Crop("free", 0.5, 0.0, 1.0, 1.0)
    assert drawn({"crops": (right_half,)}) == (["green", "green", "black", "black"], QRectF(0, 0, 80, 80))
    assert drawn({"tilt": 10.0})[0] == ["red", "green", "blue", "black"]


@pytest.mark.usefixtures("qapp")
def test_what_is_dragged_is_small_and_can_be_seen_through() -> None:
    picture = drag_picture(a_photo(turn=1), quarters(), 1)
    assert (picture.width(), picture.height()) == (DRAGGED // 2, DRAGGED)
    assert 0 < picture.toImage().pixelColor(10, 10).alpha() < 230
    several = drag_picture(a_photo(), quarters(), 3)
    assert several.toImage() != drag_picture(a_photo(), quarters(), 2).toImage(), "it says how many"
    assert drag_picture(a_photo(), None, 1).width() == DRAGGED
