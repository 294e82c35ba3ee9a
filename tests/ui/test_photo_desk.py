"""The photo desk as a whole: its faces, what can be done with the photos selected, and what comes from outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.session import Session
from desk.ui.photo_desk import BLANK, FILLED, NO_STORY, PhotoDesk
from desk.ui.photo_files import Awaited
from desk.ui.photo_intake import PhotoIntake
from desk.ui.tasks import Tasks
from tests.builders import a_photo, a_story
from tests.ui.sidebar import LEFT, THREE, Pictures, let_fall, made, order, picture


def opened(desk: PhotoDesk) -> Session:
    """Three photos, the first the lead, the second twice in the text."""
    session = Session(a_story(photos=THREE, body="Words.\n\n![](photo:p2)\n\n![](photo:p2)\n"))
    desk.show_session(session)
    QApplication.processEvents()
    return session


def badges(desk: PhotoDesk) -> list[tuple[str, ...]]:
    return [tile.badges for tile in desk.sheet.tiles.tiles]


# faces


def test_it_has_a_face_for_no_story_for_no_photos_and_for_photos(photo_desk: PhotoDesk) -> None:
    assert photo_desk.page == NO_STORY
    session = Session(a_story(photos=(), lead="", body="Words."))
    photo_desk.show_session(session)
    assert photo_desk.page == BLANK
    assert photo_desk.first_button.isVisible()
    assert not photo_desk.add_button.isVisible()
    made(session, edits.add_photos(session.article, THREE))
    assert photo_desk.page == FILLED
    assert photo_desk.title.text() == "Photos of this story · 3"
    assert photo_desk.chosen_photo() == "p1"
    session.undo("undo")
    assert photo_desk.page == BLANK


@pytest.mark.parametrize("size", [(980, 700), (1400, 1000)])
def test_sheet_stage_and_words_share_the_room(photo_desk: PhotoDesk, size: tuple[int, int]) -> None:
    photo_desk.resize(*size)
    opened(photo_desk)
    sheet, stage, words = photo_desk.columns.sizes()
    assert 200 <= sheet <= 260
    assert 300 <= words <= 340
    assert stage >= 400
    assert photo_desk.size().toTuple() == size


def test_every_control_has_a_name_a_tip_and_room_for_a_finger(photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    line = photo_desk.line
    for button in (line.lead_button, line.insert_button, line.replace_button, line.remove_button):
        assert button.accessibleName()
        assert button.toolTip()
        assert button.height() >= 28
    for button in (photo_desk.add_button, photo_desk.close_button, photo_desk.words.more_button):
        assert button.text()
        assert button.toolTip()
        assert button.height() >= 28


def test_tiles_follow_the_story(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    assert badges(photo_desk) == [("Lead",), ("In text ×2",), ("Not used",)]
    made(session, edits.insert_photo(session.article, 0, "p1"))
    assert badges(photo_desk)[0] == ("Lead", "In text")
    made(session, edits.set_body(session.article, "All typed away."))
    qtbot.waitUntil(lambda: badges(photo_desk)[1] == ("Not used",))


def test_another_story_shows_its_own_photos_and_the_first_is_left_alone(photo_desk: PhotoDesk) -> None:
    first = opened(photo_desk)
    second = Session(a_story(photos=(a_photo(id="q1"),), lead=""))
    photo_desk.show_session(second)
    assert photo_desk.chosen_photo() == "q1"
    made(first, edits.remove_photo(first.article, "p1"))
    assert photo_desk.sheet.photo_ids == ("q1",)


# acts


def test_a_photo_is_made_the_lead_and_no_longer(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    assert photo_desk.line.lead_button.text() == "No longer lead"
    photo_desk.choose("p3")
    assert photo_desk.line.lead_button.text() == "Make lead"
    qtbot.mouseClick(photo_desk.line.lead_button, LEFT)
    assert session.article.lead == "p3"
    qtbot.mouseClick(photo_desk.line.lead_button, LEFT)
    assert session.article.lead == ""
    session.undo("undo")
    assert photo_desk.line.lead_button.text() == "No longer lead"


def test_the_lead_button_follows_other_panes(photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    photo_desk.choose("p2")
    made(session, edits.set_lead(session.article, "p2"))
    assert photo_desk.line.lead_button.text() == "No longer lead"


def test_inserting_replacing_adding_and_closing_are_asked_of_the_window(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    photo_desk.choose("p3")
    for button, signal in (
        (photo_desk.line.insert_button, photo_desk.insert_requested),
        (photo_desk.line.replace_button, photo_desk.replace_requested),
    ):
        with qtbot.waitSignal(signal) as asked:
            qtbot.mouseClick(button, LEFT)
        assert asked.args == ["p3"]
    for button, signal in (
        (photo_desk.add_button, photo_desk.add_requested),
        (photo_desk.close_button, photo_desk.close_requested),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, LEFT)


def test_what_is_for_one_photo_alone_is_greyed_for_several(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    photo_desk.sheet.select(("p1", "p3"))
    line = photo_desk.line
    greyed = (line.lead_button, line.insert_button, line.replace_button)
    assert not any(button.isEnabled() for button in greyed)
    assert line.remove_button.toolTip() == "Remove 2 photos (Delete)"
    qtbot.mouseClick(line.remove_button, LEFT)
    assert order(session) == ["p2"]
    assert all(button.isEnabled() for button in greyed)


@contextmanager
def menu_of(desk: PhotoDesk) -> Iterator[dict[str, object]]:
    """The menu's lines by their words."""
    menu: QMenu = desk.menu()
    yield {action.text().strip("\u200e"): action for action in menu.actions() if action.text()}
    menu.deleteLater()


def test_the_menu_offers_what_applies(photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    with menu_of(photo_desk) as lines:
        assert list(lines) == [
            *("Insert in text", "No longer lead", "Replace file…"),
            *("Move to the beginning", "Move back", "Move on", "Move to the end", "Remove"),
        ]
        assert not lines["Move back"].isEnabled()  # type: ignore[attr-defined]
        lines["Move to the end"].trigger()  # type: ignore[attr-defined]
    assert order(session) == ["p2", "p3", "p1"]
    photo_desk.sheet.select(("p2", "p1"))
    with menu_of(photo_desk) as lines:
        assert "Replace file…" not in lines
        lines["Remove 2 photos"].trigger()  # type: ignore[attr-defined]
    assert order(session) == ["p3"]


def test_the_menu_is_asked_for_by_mouse_and_by_key(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    sheet = photo_desk.sheet
    sheet.menu_wanted.disconnect()  # a menu that is open waits for a person
    spot = sheet.visualRect(sheet.tiles.index(0)).center()
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        event = QContextMenuEvent(reason, spot, sheet.viewport().mapToGlobal(spot))
        with qtbot.waitSignal(sheet.menu_wanted) as asked:
            QApplication.sendEvent(sheet.viewport(), event)
        assert asked.args == [sheet.viewport().mapToGlobal(spot)]


def test_the_menu_of_a_file_that_went_wrong_dismisses_it(photo_desk: PhotoDesk) -> None:
    session = Session(a_story(photos=(), lead=""))
    photo_desk.show_session(session)
    photo_desk.show_awaited(session, (Awaited("b.jpg", 8, "“b.jpg” is damaged."),))
    photo_desk.sheet.selectAll()
    menu = photo_desk.menu()
    assert [action.text() for action in menu.actions()] == ["Dismiss"]
    menu.deleteLater()


# keys


def test_escape_goes_back_to_the_story(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    for widget in (photo_desk.sheet, photo_desk.words.rows["caption"].entry, photo_desk.words.rows["credit"].entry):
        widget.setFocus()
        with qtbot.waitSignal(photo_desk.close_requested):
            qtbot.keyClick(widget, Qt.Key.Key_Escape)


def test_the_keys_go_to_the_sheet(photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    photo_desk.setFocus()
    assert photo_desk.sheet.hasFocus()


@pytest.mark.parametrize("holder", ["desk", "first_button"])
def test_the_keys_of_an_empty_desk_go_to_the_sheet_with_the_first_photo(photo_desk: PhotoDesk, holder: str) -> None:
    session = Session(a_story(photos=(), lead="", body="Words."))
    photo_desk.show_session(session)
    (photo_desk if holder == "desk" else photo_desk.first_button).setFocus()
    photo_desk.show_awaited(session, (Awaited("a.jpg", 1),))
    assert photo_desk.sheet.hasFocus()


# what comes from outside


def test_files_and_folders_dropped_are_handed_on(qtbot: QtBot, photo_desk: PhotoDesk, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg")), QUrl.fromLocalFile(str(tmp_path))])
    assert not let_fall(photo_desk, data, QPoint(400, 300)), "there is no story to take them"
    opened(photo_desk)
    with qtbot.waitSignal(photo_desk.files_dropped) as dropped:
        assert let_fall(photo_desk, data, QPoint(400, 300))
    assert dropped.args == [[tmp_path / "a.jpg", tmp_path]]
    with qtbot.waitSignal(photo_desk.files_dropped):
        assert let_fall(photo_desk.sheet.viewport(), data, QPoint(5, 5)), "the sheet leaves files to the desk"
    assert not photo_desk.veil.isVisible()


def test_a_picture_is_pasted_where_no_field_has_the_keys(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill("red")
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(photo_desk.image_pasted) as pasted:
        qtbot.keyClick(photo_desk.sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    data, name = pasted.args
    assert data.startswith(b"\x89PNG")
    assert name.startswith("Pasted ")
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    key.ignore()
    QApplication.sendEvent(photo_desk, key)
    assert key.isAccepted(), "no command of the window takes it away"


class Shelf(Pictures):
    """A library that keeps what it is given."""

    def add_media(self, data: bytes) -> str:
        import hashlib

        return hashlib.sha256(data).hexdigest()

    def keep_thumbnail(self, _media: str, _side: int, _picture: bytes) -> None:
        pass


def test_files_being_read_and_those_that_went_wrong_have_tiles(
    qtbot: QtBot, photo_desk: PhotoDesk, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.jpg", tmp_path / "bad.jpg"
    good.write_bytes(picture((1300, 900)))
    bad.write_bytes(b"no photo")
    session = Session(a_story(photos=(), lead="", body="Words."))
    tasks = Tasks()
    intake = PhotoIntake(Shelf(), tasks)
    photo_desk.show_session(session)
    photo_desk.follow_intake(intake)
    intake.take_files([bad, good], session)
    qtbot.waitUntil(lambda: len(session.article.photos) == 1)
    sheet = photo_desk.sheet
    qtbot.waitUntil(lambda: [bool(tile.trouble) for tile in sheet.tiles.tiles] == [False, True])
    QApplication.processEvents()
    other = Session(a_story(photos=(), lead=""))
    photo_desk.show_session(other)
    assert photo_desk.page == BLANK
    photo_desk.show_session(session)
    assert [bool(tile.trouble) for tile in sheet.tiles.tiles] == [False, True], "it waits to be read"
    QApplication.processEvents()
    qtbot.mouseClick(sheet.viewport(), LEFT, pos=sheet.visualRect(sheet.tiles.index(1)).center())
    qtbot.keyClick(sheet, Qt.Key.Key_Delete)
    assert [tile.trouble for tile in sheet.tiles.tiles] == [""]
    qtbot.waitUntil(lambda: tasks.running == 0)
    tasks.close()
