"""Photos: what is done with the one selected, its words, and files being read or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.session import Session
from desk.ui.origin import KEPT_BACK
from desk.ui.photos import BLANK, FILLED, PhotosPane
from desk.ui.refusals import MOST
from tests.builders import SORANI, a_photo, a_sorani_story, a_story
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
    assert pane.lead_button.text() == "Unset lead"
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
    assert list(by_name) == ["Insert in text", "Unset lead", "Move up", "Move down", "Remove"]
    assert not by_name["Move up"].isEnabled()
    by_name["Move down"].trigger()
    assert order(session) == ["p2", "p1", "p3"]
    menu.deleteLater()


# words


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
    assert pane.form.position.sentence.text() == KEPT_BACK
    pane.list.choose_place(0)
    assert not pane.form.position.isVisibleTo(pane)


# what is on its way, or refused


def test_files_being_read_stand_as_blank_tiles_that_do_nothing(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane, a_story(photos=(), lead=""))
    assert pane.page == BLANK
    pane.show_awaited(session, ("IMG_1.heic", "IMG_2.heic"))
    assert pane.page == FILLED
    assert [tile.badges for tile in pane.list.tiles.tiles] == [("Reading…",)] * 2
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    assert pane.chosen_photo() == ""
    pane.show_awaited(Session(a_story()), ("other.jpg",))
    assert len(pane.list.tiles.tiles) == 2
    made(session, edits.add_photos(session.article, (a_photo(),)))
    pane.show_awaited(session, ())
    assert pane.chosen_photo() == "p1"


def test_a_photo_that_is_added_is_selected(pane: PhotosPane) -> None:
    session = opened(pane)
    made(session, edits.add_photos(session.article, (a_photo(id="p4"), a_photo(id="p5"))))
    assert pane.chosen_photo() == "p4"


def test_refused_files_are_told_of_until_they_are_dismissed(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane, a_story(photos=(), lead=""))
    pane.show_refused("notes.docx", "“notes.docx” is not a photo.")
    pane.show_refused("cut.jpg", "The file is damaged.")
    assert pane.refusals.sentences == ("“notes.docx” is not a photo.", "cut.jpg: The file is damaged.")
    assert pane.refusals.isVisible()
    assert pane.page == BLANK
    assert pane.first_button.isVisible()
    assert pane.refusals.dismiss_button.text() == "Dismiss all"
    qtbot.mouseClick(pane.refusals.dismiss_button, LEFT)
    assert pane.refusals.sentences == ()
    assert not pane.refusals.isVisible()


def test_many_refusals_are_counted_in_one(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    for number in range(20):
        pane.show_refused(f"{number}.txt", "This is not a photo.")
    assert len(pane.refusals.shown) == MOST
    assert pane.refusals.more_button.text() == "and 18 more"
    qtbot.mouseClick(pane.refusals.more_button, LEFT)
    assert len(pane.refusals.shown) == 20
    assert not pane.refusals.more_button.isVisible()
    qtbot.waitUntil(lambda: pane.refusals.area.verticalScrollBar().maximum() > 0)
    assert pane.refusals.height() <= pane.height() // 3
    pane.show_refused("another.txt", "This is not a photo.")
    qtbot.keyClick(pane.refusals, Qt.Key.Key_Escape)
    assert pane.refusals.sentences == ()


def test_refusals_move_nothing_and_hide_no_button_that_removes(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    parts = (pane.list, pane.lead_button, pane.remove_button, pane.form.rows["caption"])

    def places() -> list[QPoint]:
        QApplication.processEvents()
        return [part.mapTo(pane, QPoint()) for part in parts]

    before = places()
    for number in range(5):
        pane.show_refused(f"{number}.txt", "This is not a photo, and what it is cannot be said in fewer words.")
    assert places() == before
    assert pane.form_area.height() > 150
    spot = pane.refusals.dismiss_button.mapTo(pane, pane.refusals.dismiss_button.rect().center())
    for _ in range(2):
        qtbot.mouseClick(pane.window().childAt(spot) or pane, LEFT)
    assert not pane.refusals.isVisible()
    assert places() == before
    assert spot.x() < pane.remove_button.mapTo(pane, QPoint()).x()


def test_another_story_begins_with_its_own_photos(pane: PhotosPane) -> None:
    first = opened(pane)
    pane.show_refused("a.txt", "This is not a photo.")
    second = opened(pane, a_story(id="b" * 16, photos=(a_photo(id="p9", caption="Other"),), lead=""))
    assert pane.refusals.sentences == ()
    assert [tile.words for tile in pane.list.tiles.tiles] == ["Other"]
    assert pane.form.rows["caption"].entry.words() == "Other"
    made(first, edits.set_photo_field(first.article, "p1", "caption", "Changed"))
    assert [tile.words for tile in pane.list.tiles.tiles] == ["Other"]
    assert pane.chosen_photo() == "p9"
    assert second.article.photos[0].caption == "Other"


# for everybody


def test_every_control_has_a_name_and_room_to_be_hit(pane: PhotosPane) -> None:
    opened(pane)
    pane.show_refused("a.txt", "This is not a photo.")
    for kind in (QAbstractButton, QLineEdit, QTextEdit):
        for control in pane.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName() or control.text(), control  # type: ignore[union-attr]
                assert control.height() >= 28


def test_nothing_is_wider_than_a_narrow_sidebar(pane: PhotosPane) -> None:
    opened(pane)
    pane.resize(260, 600)
    QApplication.processEvents()
    for widget in (pane.remove_button, pane.add_button, pane.form.rows["caption"], pane.list):
        assert widget.mapTo(pane, QPoint(widget.width(), 0)).x() <= 260 - 12
