"""Photos: the tiles in their order, the words of the one selected, and what is dropped, pasted or refused."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.changes import Change
from desk.article.model import Article
from desk.article.session import Session
from desk.ui import photos
from desk.ui.lettering import wrapped
from desk.ui.photo_form import POSITION
from desk.ui.photo_list import around_focus
from desk.ui.photo_tiles import PHOTO_TYPE, Tile, tiles_of, uses_in
from desk.ui.photos import BLANK, FILLED, NO_STORY, PhotosPane
from desk.ui.refusals import MOST
from desk.ui.tasks import Tasks
from desk.ui.thumbnails import Thumbnails
from tests.builders import EMOJI, SORANI, a_photo, a_sorani_story, a_story, bodies

SHARED = Path(__file__).parents[3] / "shared" / "photos"
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


class Pictures:
    """A library that draws its photos; `placed` holds a file that knows where it was taken."""

    def __init__(self) -> None:
        self.placed: dict[str, bytes] = {}

    def thumbnail(self, _media: str, side: int) -> bytes:
        return picture((side, side * 2 // 3))

    def original(self, media: str) -> bytes:
        return self.placed.get(media) or picture((60, 40))


def picture(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def pictures() -> Pictures:
    return Pictures()


@pytest.fixture
def pane(qtbot: QtBot, pictures: Pictures) -> Iterator[PhotosPane]:
    tasks = Tasks()
    pane = PhotosPane(Thumbnails(pictures, tasks))
    pane.resize(300, 640)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    yield pane
    qtbot.waitUntil(lambda: tasks.running == 0)
    tasks.close()
    pane.close()
    pane.deleteLater()


THREE = (
    a_photo(),
    a_photo(id="p2", media="1" * 64, caption="The dam.", credit="", alt=""),
    a_photo(id="p3", media="2" * 64, name="DSC_3.jpg", caption="", credit="AFP", alt="A man"),
)


def opened(pane: PhotosPane, article: Article | None = None) -> Session:
    session = Session(article or a_story(photos=THREE, body="Words.\n\n![](photo:p2)\n\n![](photo:p2)\n"))
    pane.show_session(session)
    return session


def made(session: Session, change: Change | None) -> None:
    """Another pane's change."""
    assert change is not None
    session.apply(change, "other")


def order(session: Session) -> list[str]:
    return [photo.id for photo in session.article.photos]


# tiles


def test_a_tile_says_where_its_photo_is_used_and_what_it_lacks(pane: PhotosPane) -> None:
    opened(pane)
    lead, used, unused = pane.list.tiles.tiles
    assert (lead.badges, lead.lacks) == (("Lead",), "")
    assert (used.badges, used.lacks) == (("In text ×2",), "no credit, no alt text")
    assert (unused.badges, unused.lacks, unused.words) == (("Not used",), "no caption", "DSC_3.jpg")
    assert pane.list.tiles.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "The dam., In text ×2, no credit, no alt text"
    )


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


def test_the_picture_is_cut_around_its_focal_point(qapp: QApplication) -> None:
    assert qapp is not None
    pixmap = QPixmap(200, 100)
    left = around_focus(pixmap, a_photo(focus=(0.0, 0.5)), QPixmap(50, 50).size())
    right = around_focus(pixmap, a_photo(focus=(1.0, 0.5)), QPixmap(50, 50).size())
    assert (left.x(), left.width(), left.height()) == (0, 100, 100)
    assert right.x() == 100


@pytest.mark.parametrize("words", [f"{SORANI} {EMOJI * 3} {SORANI}", f"{EMOJI} The dam " * 12, "One"])
def test_words_of_a_tile_are_wrapped_without_losing_a_sign(qapp: QApplication, words: str) -> None:
    font = qapp.font()
    lines = wrapped(words, font, 170, 2)
    assert 1 <= len(lines) <= 2
    joined = " ".join(lines).replace("…", "")
    assert " ".join(words.split()).startswith(joined.strip())


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


def let_fall(target: QWidget, data: QMimeData, spot: QPoint, actions: Qt.DropAction = Qt.DropAction.CopyAction) -> bool:
    """Drag data over a widget to a spot and let go; whether it was taken when it came in."""
    enter = QDragEnterEvent(spot, actions, data, LEFT, NONE)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDragMoveEvent(spot, actions, data, LEFT, NONE))
        QApplication.sendEvent(target, QDropEvent(QPointF(spot), actions, data, LEFT, NONE))
    return enter.isAccepted()


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
    assert pane.form.position.text() == POSITION
    pane.list.choose_place(0)
    assert not pane.form.position.isVisibleTo(pane)


# from outside


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
    monkeypatch.setattr(photos, "picture_of", lambda _data: ("Pasted.png", lambda: b"bytes" if left.wait(5) else b""))
    told: list[bytes] = []
    pane.image_pasted.connect(lambda taken, _name: told.append(taken))
    pane.take_image(QMimeData())
    opened(pane, a_story(id="b" * 16))
    left.set()
    qtbot.waitUntil(lambda: pane.thumbnails.tasks.running == 0)
    assert told == []


def test_words_pasted_into_a_caption_stay_words(qtbot: QtBot, pane: PhotosPane) -> None:
    session = opened(pane)
    QGuiApplication.clipboard().setText("Delegates")
    pane.list.choose_place(2)
    entry = pane.form.rows["caption"].entry
    entry.setFocus()
    qtbot.keyClick(entry, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert session.article.photos[2].caption == "Delegates"


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


def test_a_refused_file_is_a_tile_that_can_be_dismissed(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane, a_story(photos=(), lead=""))
    pane.show_refused("notes.docx", "“notes.docx” is not a photo.")
    pane.show_refused("cut.jpg", "The file is damaged.")
    assert pane.refusals.sentences == ("“notes.docx” is not a photo.", "cut.jpg: The file is damaged.")
    assert pane.refusals.isVisible()
    qtbot.mouseClick(pane.refusals.tiles[0].cross, LEFT)
    assert pane.refusals.sentences == ("cut.jpg: The file is damaged.",)
    qtbot.mouseClick(pane.refusals.tiles[0].cross, LEFT)
    assert not pane.refusals.isVisible()
    assert pane.page == BLANK


def test_many_refusals_are_counted_in_one(qtbot: QtBot, pane: PhotosPane) -> None:
    opened(pane)
    for number in range(20):
        pane.show_refused(f"{number}.txt", "This is not a photo.")
    assert len(pane.refusals.tiles) == MOST + 1
    assert pane.refusals.tiles[-1].sentence.text() == "16 more were not added."
    qtbot.mouseClick(pane.refusals.tiles[-1].cross, LEFT)
    assert pane.refusals.sentences == ()


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
    for widget in (pane.remove_button, pane.add_button, pane.form, pane.list):
        assert widget.mapTo(pane, QPoint(widget.width(), 0)).x() <= 260 - 12


@given(st.lists(st.sampled_from(["p1", "p2", "p3"]), max_size=4))
def test_tiles_of_a_story_follow_its_photos(awaited: list[str]) -> None:
    tiles = tiles_of(a_story(photos=THREE), {"p2": 1}, tuple(awaited))
    assert [tile.photo for tile in tiles] == [*THREE, *(None for _ in awaited)]
    assert tiles[1] == Tile("delegates.jpg", THREE[1], False, 1, "ltr")
