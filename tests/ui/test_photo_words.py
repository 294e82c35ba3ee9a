"""The words of photos: of one, of several at once, with advice, names to complete and the switch for their origin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.model import Article, Dateline, Photo
from desk.article.session import Session
from desk.article.trouble import Trouble
from desk.ui.bindings import photos_binding
from desk.ui.naming import NamesPopup, NamingEntry
from desk.ui.origin import PLACE
from desk.ui.photo_desk import PhotoDesk
from desk.ui.photo_words import SEVERAL
from tests.builders import SORANI, a_photo, a_sorani_story, a_story
from tests.photos.files import SHARED
from tests.ui.sidebar import LEFT, THREE, Pictures, made


def opened(desk: PhotoDesk, article: Article | None = None) -> Session:
    session = Session(article or a_story(photos=THREE, body="Words of Salar Beston in Erbil."))
    desk.show_session(session)
    QApplication.processEvents()
    return session


def entry(desk: PhotoDesk, name: str) -> NamingEntry:
    found = desk.words.rows[name].entry
    found.setFocus()
    return found  # type: ignore[return-value] # of the caption; the others offer the same doors


def values(session: Session, name: str) -> list[object]:
    return [getattr(photo, name) for photo in session.article.photos]


def press(qtbot: QtBot, desk: PhotoDesk, name: str, text: str) -> None:
    qtbot.keyClicks(entry(desk, name), text)


# one photo


def test_every_field_writes_its_part_of_the_photo(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    photo_desk.choose("p3")
    qtbot.mouseClick(photo_desk.words.more_button, LEFT)
    typed = {
        "caption": "A man.",
        "photographer": "Dana",
        "headline": "Man",
        "copyright": "Desk",
        "source": "AFP",
        "usage_terms": "None",
        "city": "Duhok",
        "country": "Iraq",
        "taken": "2026-03-02 09:30",
        "keywords": "dam, water",
    }
    for name, text in typed.items():
        press(qtbot, photo_desk, name, text)
    photo = session.article.photo("p3")
    assert photo is not None
    assert photo.taken == "2026-03-02T09:30"
    assert photo.keywords == ("dam", "water")
    for name in set(typed) - {"taken", "keywords"}:
        assert getattr(photo, name) == typed[name]
    assert session.article.photos[:2] == THREE[:2]


def test_the_fold_is_remembered(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    words = photo_desk.words
    assert not words.rows["city"].isVisible()
    qtbot.mouseClick(words.more_button, LEFT)
    assert words.rows["city"].isVisible()
    again = PhotoDesk(photo_desk.thumbnails, lambda _field, _prefix: [])
    qtbot.addWidget(again)
    assert again.words.more_button.isChecked()
    assert again.words.rows["city"].isVisibleTo(again.words)


def test_the_caption_is_counted_as_it_is_typed(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    photo_desk.choose("p3")
    assert photo_desk.words.counter.text() == ""
    press(qtbot, photo_desk, "caption", "One")
    assert photo_desk.words.counter.text() == "1 word"
    press(qtbot, photo_desk, "caption", " more")
    assert photo_desk.words.counter.text() == "2 words"


def test_words_run_in_their_own_direction(photo_desk: PhotoDesk) -> None:
    opened(photo_desk, replace(a_sorani_story(), photos=(a_photo(caption=SORANI, credit="AFP"),)))
    rows = photo_desk.words.rows
    assert rows["caption"].entry.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert rows["credit"].entry.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert rows["photographer"].entry.layoutDirection() == Qt.LayoutDirection.RightToLeft, "as the story, while empty"
    assert rows["taken"].entry.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert photo_desk.layoutDirection() == Qt.LayoutDirection.LeftToRight


# several photos


def test_several_photos_show_what_they_share(photo_desk: PhotoDesk) -> None:
    opened(photo_desk, a_story(photos=(a_photo(credit="AFP"), a_photo(id="p2", credit="AFP", caption="The dam."))))
    photo_desk.sheet.select(("p1", "p2"))
    words = photo_desk.words
    assert words.heading.text().startswith("2 photos")
    assert words.rows["credit"].entry.words() == "AFP"
    assert words.rows["caption"].entry.words() == ""
    assert words.rows["city"].entry.placeholderText() == "Erbil"  # type: ignore[union-attr]
    photo_desk.choose("p2")
    assert not words.heading.isVisible()
    assert words.rows["caption"].entry.words() == "The dam."


def test_what_differs_says_so_until_somebody_types(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    photo_desk.sheet.select(("p1", "p2", "p3"))
    credit = photo_desk.words.rows["credit"].entry
    assert credit.placeholderText() == SEVERAL  # type: ignore[union-attr]
    before = session.article
    for name in photo_desk.words.rows:
        photo_desk.words.rows[name].entry.setFocus()
    assert session.article is before, "going through the fields sets nothing"
    press(qtbot, photo_desk, "credit", "Desk/Reuters")
    assert values(session, "credit") == ["Desk/Reuters"] * 3
    assert values(session, "caption") == [photo.caption for photo in THREE]
    assert credit.placeholderText() != SEVERAL  # type: ignore[union-attr]
    session.undo("undo")
    assert values(session, "credit") == [photo.credit for photo in THREE], "one word was one step"
    assert credit.words() == ""


def test_only_the_photos_selected_are_written(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    photo_desk.sheet.select(("p1", "p3"))
    press(qtbot, photo_desk, "photographer", "Dana")
    assert values(session, "photographer") == ["Dana", "", "Dana"]


def test_advice_on_several_says_of_how_many_it_is_true(photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    photo_desk.sheet.select(("p1", "p2", "p3"))
    assert photo_desk.words.rows["credit"].note.text() == "1 of 3: No credit yet: whose photo is it?"


def test_remarks_that_differ_in_numbers_are_joined(photo_desk: PhotoDesk) -> None:
    widths = (600, 640, 800, 3000)
    photos = tuple(a_photo(id=f"p{n}", media=f"{n:064}", width=width) for n, width in enumerate(widths))
    opened(photo_desk, a_story(photos=photos, lead=""))
    photo_desk.sheet.select(("p0", "p1", "p2", "p3"))
    assert photo_desk.words.warnings.text() == "3 of 4 are narrower than 1200 pixels."
    photo_desk.sheet.select(("p0", "p3"))
    assert photo_desk.words.warnings.text().startswith("1 of 2: Only 600 pixels")


# advice


@pytest.mark.parametrize("name", ["caption", "alt"])
def test_fields_stay_where_they_are_when_a_remark_of_one_line_goes(
    qtbot: QtBot, photo_desk: PhotoDesk, name: str
) -> None:
    opened(photo_desk, a_story(photos=(a_photo(caption="", alt=""),)))
    rows = photo_desk.words.rows
    row = rows[name]
    qtbot.waitUntil(lambda: row.note.height() == row.note.fontMetrics().height())
    before = [one.y() for one in rows.values()], row.height()
    press(qtbot, photo_desk, name, "A")
    QApplication.processEvents()
    assert not row.note.isVisible()
    for _turn in range(3):  # a layout settles in more than one turn
        QApplication.processEvents()
    assert ([one.y() for one in rows.values()], row.height()) == before


def test_advice_stands_under_its_field_and_goes_as_one_types(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    photo_desk.choose("p3")
    note = photo_desk.words.rows["caption"].note
    assert note.text() == "No caption yet."
    press(qtbot, photo_desk, "caption", "A man")
    assert not note.isVisible()
    alt = photo_desk.words.rows["alt"].note
    assert alt.text().startswith("The same as the caption"), "its alt text is “A man”"
    press(qtbot, photo_desk, "caption", " in Erbil")
    assert not alt.isVisible()


def test_what_the_file_lacks_is_said_at_the_foot(photo_desk: PhotoDesk) -> None:
    long_ago = (date.today() - timedelta(days=800)).isoformat()
    opened(photo_desk, a_story(photos=(a_photo(width=640, taken=long_ago),), dateline=Dateline("ERBIL")))
    warnings = photo_desk.words.warnings
    assert warnings.text().startswith("Only 640 pixels wide")
    assert "More than a year old" in warnings.text()
    photo_desk.words.start_editing("taken")
    assert "More than a year old" not in warnings.text()
    assert photo_desk.words.rows["taken"].note.text().startswith("More than a year old")


# names


def test_names_are_offered_after_two_letters_and_taken_by_tab(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    photo_desk.choose("p3")
    caption = entry(photo_desk, "caption")
    qtbot.keyClicks(caption, "Here s")
    assert caption.offered == []
    qtbot.keyClicks(caption, "a")
    assert caption.offered == ["Salar Beston"]
    qtbot.keyClick(caption, Qt.Key.Key_Tab)
    assert caption.words() == "Here Salar Beston"
    assert caption.offered == []
    assert caption.hasFocus()
    assert values(session, "caption")[2] == "Here Salar Beston"
    qtbot.keyClick(caption, Qt.Key.Key_Tab)
    assert not caption.hasFocus(), "where nothing is offered Tab goes on as ever"


def test_names_are_never_in_the_way(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    photo_desk.choose("p3")
    caption = entry(photo_desk, "caption")
    qtbot.keyClicks(caption, "Sa")
    assert caption.offered
    with qtbot.assertNotEmitted(photo_desk.close_requested):
        qtbot.keyClick(caption, Qt.Key.Key_Escape)
    assert (caption.offered, caption.words()) == ([], "Sa")
    qtbot.keyClicks(caption, "l")
    assert caption.offered
    qtbot.keyClicks(caption, "t")
    assert (caption.offered, caption.words()) == ([], "Salt")
    qtbot.keyClick(caption, Qt.Key.Key_Return)
    assert caption.words() == "Salt\n"
    qtbot.keyClicks(caption, "Be")
    assert caption.offered == ["Salar Beston"], "by its second word"
    photo_desk.sheet.setFocus()
    assert caption.offered == []


def test_arrows_go_through_the_names(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    opened(photo_desk, a_story(photos=THREE, body="He saw Salar Beston, he saw Salar Beston and saw Sardol."))
    photo_desk.choose("p3")
    caption = entry(photo_desk, "caption")
    qtbot.keyClicks(caption, "sa")
    assert caption.offered == ["Salar Beston", "Sardol"]
    qtbot.keyClick(caption, Qt.Key.Key_Down)
    qtbot.keyClick(caption, Qt.Key.Key_Return)
    assert caption.words() == "Sardol"


def test_names_in_arabic_script_are_completed_behind_emoji(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk, replace(a_sorani_story(), photos=(a_photo(caption="", credit="x"),)))
    caption = entry(photo_desk, "caption")
    caption.insertPlainText("🗳️ لە ه")
    qtbot.keyClick(caption, "a")  # a key that no keyboard of the test has stands for the letter below
    qtbot.keyClick(caption, Qt.Key.Key_Backspace)
    assert caption.offered == []
    caption.insertPlainText("ەول")
    qtbot.keyClick(caption, "x")
    qtbot.keyClick(caption, Qt.Key.Key_Backspace)
    assert caption.offered == ["هەولێر"]
    qtbot.keyClick(caption, Qt.Key.Key_Tab)
    assert values(session, "caption") == ["🗳️ لە هەولێر"]


def test_names_are_offered_under_their_word_inside_the_window(qtbot: QtBot, photo_desk: PhotoDesk) -> None:
    opened(photo_desk)
    photo_desk.choose("p3")
    caption = entry(photo_desk, "caption")
    for lead in ("", "He is with ", "The one at the right of it is "):
        caption.show_words(lead)
        caption.moveCursor(QTextCursor.MoveOperation.End)
        qtbot.keyClicks(caption, "Sal")
        popup = photo_desk.findChild(NamesPopup)
        assert popup is not None
        assert popup.isVisible()
        caret = caption.viewport().mapTo(photo_desk, caption.cursorRect().bottomRight())
        assert popup.geometry().left() <= caret.x() <= popup.geometry().right() + 1
        assert 0 <= popup.y() - caret.y() < 12
        assert photo_desk.rect().contains(popup.geometry())


# origin


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared photos")
def test_the_origin_is_kept_back_until_it_is_switched_on(
    qtbot: QtBot, photo_desk: PhotoDesk, pictures: Pictures
) -> None:
    pictures.placed["1" * 64] = (SHARED / "gps-position.jpg").read_bytes()
    session = opened(photo_desk)
    position = photo_desk.words.position
    photo_desk.choose("p2")
    qtbot.waitUntil(position.isVisible)
    assert (position.sentence.text(), position.sentence.property("role")) == (PLACE.kept_back, "hint")
    qtbot.mouseClick(position.box, LEFT, pos=QPoint(10, position.box.height() // 2))
    assert values(session, "with_origin") == [False, True, False]
    assert (position.sentence.text(), position.sentence.property("role")) == (PLACE.let_out, "warning")
    session.undo("undo")
    assert not position.box.isChecked()
    assert position.sentence.text() == PLACE.kept_back
    photo_desk.choose("p1")
    assert not position.isVisible()
    photo_desk.sheet.select(("p1", "p2", "p3"))
    assert position.isVisible()
    qtbot.keyClick(position.box, Qt.Key.Key_Space)
    assert values(session, "with_origin") == [False, True, False], "only what has an origin is let out"


# bindings


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", ""),
        ("2026", "2026"),
        ("2026-03", "2026-03"),
        ("٢٠٢٦-٠٣-٠٣", "2026-03-03"),
        ("2026-03-03 09:30", "2026-03-03T09:30"),
        ("2026-03-03T09:30:00+03:00", "2026-03-03T09:30:00+03:00"),
    ],
)
def test_when_a_photo_was_taken_is_read_as_cameras_write_it(typed: str, wanted: str) -> None:
    binding = photos_binding(("p1",), "taken")
    assert binding.read(typed) == wanted
    assert binding.read(binding.show(wanted)) == wanted


@pytest.mark.parametrize("typed", ["yesterday", "2026-13", "2026-03-32", "2026-03-03 25:00", "20260"])
def test_what_is_no_time_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(Trouble, match="Write when it was taken"):
        photos_binding(("p1",), "taken").read(typed)


def test_several_photos_are_bound_as_one() -> None:
    article = a_story(photos=(a_photo(), a_photo(id="p2", credit="AFP")))
    credit = photos_binding(("p1", "p2", "gone"), "credit")
    assert credit.get(article) is None
    assert credit.show(None) == ""
    session = Session(article)
    made(session, credit.put(session.article, "Desk"))
    assert credit.get(session.article) == "Desk"
    assert credit.put(session.article, "Desk") is None
    assert photos_binding(("gone",), "credit").get(article) == ""
    assert photos_binding((), "keywords").get(article) == ()


def test_a_photo_that_another_pane_removes_leaves_the_words(photo_desk: PhotoDesk) -> None:
    session = opened(photo_desk)
    photo_desk.choose("p2")
    made(session, edits.remove_photo(session.article, "p2"))
    assert photo_desk.words.photo_ids == ("p3",)
    assert isinstance(session.article.photo("p3"), Photo)
    assert photo_desk.words.rows["credit"].entry.words() == "AFP"
