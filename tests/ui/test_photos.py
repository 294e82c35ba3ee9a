"""Photos: what is done with the one selected, its words, and files being read or that could not be added."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.session import Session
from desk.ui.caption_row import CaptionRow
from desk.ui.origin import CAMERA, PLACE
from desk.ui.photo_intake import Awaited, PhotoIntake
from desk.ui.photo_list import cross_of
from desk.ui.photos import BLANK, FILLED, PhotosPane
from tests.builders import SORANI, a_photo, a_sorani_story, a_story
from tests.photos.files import SERIAL, a_file, exif
from tests.ui.sidebar import LEFT, Pictures, made, opened, order

SHARED = Path(__file__).parents[3] / "shared" / "photos"

# doing


def test_delete_removes_a_photo_everywhere_and_undo_brings_it_back(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane)
    pane.list.choose_place(1)
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    assert order(session) == ["p1", "p3"]
    assert "photo:p2" not in session.article.body
    assert pane.chosen_photo() == "p3"
    session.undo("undo")
    assert order(session) == ["p1", "p2", "p3"]
    assert session.article.body.count("photo:p2") == 2
    assert pane.chosen_photo() == "p2"


def test_the_last_photo_removed_leaves_the_empty_pane(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane, a_story(photos=(a_photo(),)))
    qtbot.mouseClick(pane.remove_button, LEFT)
    assert order(session) == []
    assert session.article.lead == ""
    assert pane.page == BLANK


def test_a_photo_is_made_lead_and_unmade(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane)
    pane.list.choose_place(1)
    assert pane.lead_button.text() == "Make lead"
    qtbot.mouseClick(pane.lead_button, LEFT)
    assert session.article.lead == "p2"
    assert pane.lead_button.text() == "No longer lead"
    qtbot.mouseClick(pane.lead_button, LEFT)
    assert session.article.lead == ""
    session.undo("undo")
    session.undo("undo")
    assert session.article.lead == "p1"


def test_inserting_and_adding_are_asked_of_the_window(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    pane.list.choose_place(2)
    with qtbot.waitSignal(pane.insert_requested) as asked:
        qtbot.mouseClick(pane.insert_button, LEFT)
    assert asked.args == ["p3"]
    with qtbot.waitSignal(pane.add_requested):
        qtbot.mouseClick(pane.add_button, LEFT)


def test_the_menu_of_a_photo_offers_the_same(pane: PhotosPane) -> None:
    session = opened(pane)
    menu = pane.menu_for("p1")
    by_name = {action.text(): action for action in menu.actions() if action.text()}
    assert [name.strip("\u200e") for name in by_name] == [
        "Show large",
        "Insert in text",
        "No longer lead",
        "Move up",
        "Move down",
        "Replace file…",
        "Remove",
    ]
    assert not by_name["Move up"].isEnabled()
    by_name["Move down"].trigger()
    assert order(session) == ["p2", "p1", "p3"]
    menu.deleteLater()


def test_a_photo_is_shown_large_by_a_double_click_a_button_and_the_menu(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    spot = pane.list.visualRect(pane.list.tiles.index(1)).center()
    with qtbot.waitSignal(pane.desk_requested) as asked:
        qtbot.mouseClick(pane.list.viewport(), LEFT, pos=spot)
        qtbot.mouseDClick(pane.list.viewport(), LEFT, pos=spot)
    assert asked.args == ["p2"]
    with qtbot.waitSignal(pane.desk_requested) as asked:
        qtbot.mouseClick(pane.desk_button, LEFT)
    assert asked.args == ["p2"]
    menu = pane.menu_for("p3")
    with qtbot.waitSignal(pane.desk_requested) as asked:
        menu.actions()[0].trigger()
    assert asked.args == ["p3"]
    menu.deleteLater()


def test_another_file_for_a_photo_is_asked_of_the_window(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    menu = pane.menu_for("p3")
    with qtbot.waitSignal(pane.replace_requested) as asked:
        next(action for action in menu.actions() if action.text().startswith("Replace")).trigger()
    assert asked.args == ["p3"]
    menu.deleteLater()


# words


def test_the_caption_is_counted_and_completes_names(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane, a_story(photos=(a_photo(caption=""),), body="He met Salar Beston in Erbil."))
    row = pane.form.rows["caption"]
    assert isinstance(row, CaptionRow)
    row.entry.setFocus()
    qtbot.keyClicks(row.entry, "Sa")
    assert (row.counter.text(), row.counter.property("role")) == ("1 word", "hint")
    qtbot.keyClick(row.entry, Qt.Key.Key_Tab)
    assert session.article.photos[0].caption == "Salar Beston"
    assert row.counter.text() == "2 words"
    made(session, edits.set_photo_field(session.article, "p1", "caption", "Word " * 61))
    assert (row.counter.text(), row.counter.property("role")) == ("61 words", "warning")


def test_captions_are_typed_and_undone(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane)
    pane.list.choose_place(1)
    entry = pane.form.rows["caption"].entry
    assert isinstance(entry, QTextEdit)
    entry.setFocus()
    entry.moveCursor(entry.textCursor().MoveOperation.End)
    qtbot.keyClicks(entry, " Seen")
    photo = session.article.photo("p2")
    assert photo is not None
    assert photo.caption == "The dam. Seen"
    assert pane.list.tiles.tiles[1].words == "The dam. Seen"
    session.undo("undo")
    assert entry.toPlainText() == "The dam. "


def test_enter_on_a_tile_goes_to_its_caption(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert pane.form.rows["caption"].entry.hasFocus()


def test_what_is_missing_is_said_beside_until_it_is_there(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    pane.list.choose_place(1)
    credit = pane.form.rows["credit"]
    assert credit.note.text() == "No credit yet: whose photo is it?"
    assert credit.note.property("role") == "warning"
    assert pane.form.rows["alt"].note.isVisibleTo(pane)
    assert not pane.form.rows["photographer"].note.isVisibleTo(pane)
    qtbot.keyClicks(credit.entry, "AFP")
    assert not credit.note.isVisibleTo(pane)


def test_words_typed_for_one_photo_stay_its_own(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane)
    pane.list.choose_place(1)
    qtbot.keyClicks(pane.form.rows["credit"].entry, "AFP")
    pane.list.choose_place(0)
    qtbot.keyClicks(pane.form.rows["photographer"].entry, "Hemin")
    first, second, _third = session.article.photos
    assert (first.credit, first.photographer) == ("Agency photo", "Hemin")
    assert (second.credit, second.photographer) == ("AFP", "")


def test_a_sorani_storys_captions_run_from_the_right(pane: PhotosPane) -> None:
    opened(pane, a_sorani_story(photos=(a_photo(caption=SORANI, credit="AFP"),), lead="p1"))
    rows = pane.form.rows
    assert rows["caption"].entry.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert rows["photographer"].entry.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert rows["credit"].entry.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_file_that_knows_its_place_says_that_it_stays_here(
    qtbot: QtBot, pane: PhotosPane, pictures: Pictures
) -> None:
    file = SHARED / "gps-position.jpg"
    if not file.exists():
        pytest.skip("the shared photos are not here")
    pictures.placed["1" * 64] = file.read_bytes()
    opened(pane)
    pane.list.choose_place(1)
    qtbot.waitUntil(lambda: pane.form.position.isVisibleTo(pane))
    assert pane.form.position.sentence.text() == PLACE.kept_back
    pane.list.choose_place(0)
    assert not pane.form.position.isVisibleTo(pane)


def test_a_serial_number_in_a_file_is_told_of_and_let_out_on_demand(
    qtbot: QtBot, pane: PhotosPane, pictures: Pictures
) -> None:
    pictures.placed["1" * 64] = a_file(exif=exif(details={SERIAL: "4711"}))
    session = opened(pane)
    pane.list.choose_place(1)
    qtbot.waitUntil(lambda: pane.form.position.isVisibleTo(pane))
    assert pane.form.position.sentence.text() == CAMERA.kept_back

    qtbot.mouseClick(pane.form.position.box, Qt.MouseButton.LeftButton)

    assert [photo.with_origin for photo in session.article.photos] == [False, True, False]
    assert pane.form.position.sentence.text() == CAMERA.let_out
    session.undo("test")
    assert pane.form.position.sentence.text() == CAMERA.kept_back


# what is on its way, or could not be added


class Nowhere:
    """Where no original is kept, since none is read."""

    def add_media(self, _data: bytes) -> str:
        raise AssertionError

    def keep_thumbnail(self, _media: str, _side: int, _data: bytes) -> None:
        raise AssertionError


@pytest.fixture
def intake(pane: PhotosPane) -> PhotoIntake:
    """What the pane shows the work of."""
    intake = PhotoIntake(Nowhere(), pane.thumbnails.tasks, pane)
    pane.follow_intake(intake)
    return intake


def test_files_being_read_stand_as_blank_tiles_that_do_nothing(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane, a_story(photos=(), lead=""))
    assert pane.page == BLANK
    pane.show_awaited(session, (Awaited("IMG_1.heic", 1), Awaited("IMG_2.heic", 2)))
    assert pane.page == FILLED
    assert [tile.badges for tile in pane.list.tiles.tiles] == [("Reading…",)] * 2
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    assert pane.chosen_photo() == ""
    pane.show_awaited(Session(a_story()), (Awaited("other.jpg", 3),))
    assert len(pane.list.tiles.tiles) == 2
    made(session, edits.add_photos(session.article, (a_photo(),)))
    pane.show_awaited(session, ())
    assert pane.chosen_photo() == "p1"


def test_a_file_that_is_read_shows_its_picture_before_it_is_added(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane, a_story(photos=(), lead=""))
    pane.show_awaited(session, (Awaited("IMG_1.heic", 1, media="a" * 64), Awaited("IMG_2.heic", 2)))

    def teal(row: int) -> bool:
        area = pane.list.visualRect(pane.list.tiles.index(row))
        colour = pane.list.viewport().grab().toImage().pixelColor(area.left() + 40, area.center().y())
        return colour.blue() > 90 and colour.red() < 60

    qtbot.waitUntil(lambda: teal(0))
    assert not teal(1)


def test_a_file_that_could_not_be_added_says_so_on_its_tile(pane: PhotosPane, intake: PhotoIntake) -> None:
    session = opened(pane, a_story(photos=(), lead=""))
    intake.refuse(session, "notes.docx", "“notes.docx” is no photo.")
    intake.refuse(session, "cut.jpg", "The file is damaged.")
    first, second = pane.list.tiles.tiles
    assert first.words == "“notes.docx” is no photo."
    assert second.words == "cut.jpg: The file is damaged."
    assert first.spoken == "“notes.docx” is no photo., Not added"
    assert pane.list.tiles.index(0).data(Qt.ItemDataRole.ToolTipRole) == first.words
    assert not pane.form.isVisibleTo(pane)
    assert session.article.photos == ()


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_cross_on_a_tile_dismisses_it(qtbot: QtBot, pane: PhotosPane, intake: PhotoIntake, mirrored: bool) -> None:
    pane.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    session = opened(pane, a_story(photos=(), lead=""))
    for name in ("a.txt", "b.txt", "c.txt"):
        intake.refuse(session, name, f"“{name}” is no photo.")
    QApplication.processEvents()
    area = pane.list.visualRect(pane.list.tiles.index(1))
    cross = cross_of(area, pane.list.layoutDirection())
    assert min(cross.width(), cross.height()) >= 28
    qtbot.mouseClick(pane.list.viewport(), LEFT, pos=area.center())
    QApplication.processEvents()
    assert len(pane.list.tiles.tiles) == 3
    qtbot.mouseClick(pane.list.viewport(), LEFT, pos=cross.center())
    qtbot.waitUntil(lambda: [tile.name for tile in pane.list.tiles.tiles] == ["a.txt", "c.txt"])


def test_delete_and_the_menu_dismiss_what_went_wrong(qtbot: QtBot, pane: PhotosPane, intake: PhotoIntake) -> None:
    session = opened(pane)
    for name in ("a.txt", "b.txt", "c.txt"):
        intake.refuse(session, name, f"“{name}” is no photo.")
    pane.list.setFocus()
    for _ in range(3):
        qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    tile = pane.list.tile
    assert tile is not None
    assert (tile.name, pane.chosen_photo()) == ("a.txt", "")
    assert pane.list.selectionModel().isSelected(pane.list.currentIndex())
    qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    assert [tile.name for tile in pane.list.tiles.tiles[3:]] == ["b.txt", "c.txt"]
    assert order(session) == ["p1", "p2", "p3"]
    assert not session.can_undo
    menu = pane.menu_for_trouble(int(pane.list.tiles.tiles[3].key))
    menu.actions()[1].trigger()
    assert len(pane.list.tiles.tiles) == 3
    menu.deleteLater()


def test_the_tile_that_is_selected_stays_so_while_others_come(pane: PhotosPane, intake: PhotoIntake) -> None:
    session = opened(pane)
    intake.refuse(session, "a.txt", "“a.txt” is no photo.")
    pane.list.choose_place(3)
    intake.refuse(session, "b.txt", "“b.txt” is no photo.")
    assert pane.list.tile is not None
    assert pane.list.tile.name == "a.txt"


def test_a_pane_made_later_knows_what_went_wrong(pane: PhotosPane) -> None:
    intake = PhotoIntake(Nowhere(), pane.thumbnails.tasks, pane)
    session = opened(pane)
    intake.refuse(session, "a.txt", "“a.txt” is no photo.")
    pane.follow_intake(intake)
    assert len(pane.list.tiles.tiles) == 4
    opened(pane)
    assert len(pane.list.tiles.tiles) == 3
    pane.show_session(session)
    assert len(pane.list.tiles.tiles) == 4


def test_a_photo_that_is_added_is_selected(pane: PhotosPane) -> None:
    session = opened(pane)
    made(session, edits.add_photos(session.article, (a_photo(id="p4"), a_photo(id="p5"))))
    assert pane.chosen_photo() == "p4"


def test_another_story_begins_with_its_own_photos(pane: PhotosPane) -> None:
    first = opened(pane)
    pane.show_awaited(first, (Awaited("a.txt", 1, "“a.txt” is no photo."),))
    second = opened(pane, a_story(id="b" * 16, photos=(a_photo(id="p9", caption="Other"),), lead=""))
    assert [tile.words for tile in pane.list.tiles.tiles] == ["Other"]
    assert pane.form.rows["caption"].entry.words() == "Other"
    made(first, edits.set_photo_field(first.article, "p1", "caption", "Changed"))
    assert [tile.words for tile in pane.list.tiles.tiles] == ["Other"]
    assert pane.chosen_photo() == "p9"
    assert second.article.photos[0].caption == "Other"


# for everybody


def test_every_control_has_a_name_and_room_to_be_hit(pane: PhotosPane) -> None:
    opened(pane)
    for kind in (QAbstractButton, QLineEdit, QTextEdit):
        for control in pane.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName() or control.text(), control  # type: ignore[union-attr]
                assert control.height() >= 28


def test_nothing_is_wider_than_a_narrow_sidebar(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    pane.resize(260, 600)
    for widget in (pane.remove_button, pane.add_button, pane.form.rows["caption"], pane.list):
        qtbot.waitUntil(lambda widget=widget: widget.mapTo(pane, QPoint(widget.width(), 0)).x() <= 260 - 12)  # type: ignore[misc]
