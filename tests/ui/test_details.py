"""Details: every field is read as it is typed, applied at once, and shows what others change."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.session import Session
from desk.ui import look
from desk.ui.day_picker import DayButton
from desk.ui.entries import LineEntry
from tests.builders import SORANI, ZWNJ, a_story, an_article
from tests.ui.sidebar import details, text_row, type_into

# typing


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("slug", "border-dam", "border-dam"),
        ("slug", f"وەزیر{ZWNJ}ان-کۆدەبنەوە", f"وەزیر{ZWNJ}ان-کۆدەبنەوە"),
        ("slugline", "IRAQ-DAM", "IRAQ-DAM"),
        ("kicker", "Water", "Water"),
        ("byline", "ڕۆژین کەریم 🗳️", "ڕۆژین کەریم 🗳️"),
        ("section", "سیاسەت", "سیاسەت"),
        ("sign_off", "(ئێستا/AFP)", "(ئێستا/AFP)"),
        ("source", "AFP", "AFP"),
        ("copyright", "© 2026 Desk", "© 2026 Desk"),
        ("editors_note", "Call Hemin first", "Call Hemin first"),
        ("correction", SORANI, SORANI),
    ],
)
def test_what_is_typed_is_in_the_article(qtbot: QtBot, name: str, typed: str, value: str) -> None:
    pane, session = details(qtbot)
    row = type_into(qtbot, pane, name, typed)
    assert getattr(session.article, name) == value
    assert not row.note.isVisible()


def test_the_dateline_is_typed_in_its_three_parts(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    type_into(qtbot, pane, "place", "هەولێر")
    type_into(qtbot, pane, "agency", "DESK")
    type_into(qtbot, pane, "date", "2026-03-03")
    dateline = session.article.dateline
    assert (dateline.place, dateline.agency, dateline.date) == ("هەولێر", "DESK", date(2026, 3, 3))


def test_digits_of_the_language_are_read_and_then_shown_as_written(qtbot: QtBot) -> None:
    pane, session = details(qtbot, an_article(language="ckb"))
    row = type_into(qtbot, pane, "date", "٢٠٢٦-٠٣-٠٣")
    assert session.article.dateline.date == date(2026, 3, 3)
    assert row.entry.words() == "٢٠٢٦-٠٣-٠٣"
    text_row(pane, "slugline").entry.setFocus()
    assert row.entry.words() == "2026-03-03"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("slug", "Border Dam", "small letters"),
        ("slugline", "IRAQ DAM", "no spaces"),
        ("date", "3 March", "2026-03-31"),
        ("embargo", "2026-03-31", "hour"),
        ("kicker", "x" * 81, "At most 80"),
    ],
)
def test_what_cannot_be_read_stays_in_the_box_and_says_why(qtbot: QtBot, name: str, typed: str, said: str) -> None:
    pane, session = details(qtbot, an_article())
    before = session.article
    row = text_row(pane, name)
    row.entry.setFocus()
    assert isinstance(row.entry, LineEntry)
    row.entry.insert(typed)
    assert session.article == before
    assert said in row.note.text()
    assert row.note.isVisible()
    assert row.control.accessibleDescription() == row.note.text()
    pane.setFocus()
    assert row.entry.words() == typed


def test_putting_it_right_takes_it_in_and_says_nothing_more(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = type_into(qtbot, pane, "slug", "dam ")
    qtbot.keyClicks(row.entry, "t")
    assert row.note.isVisible()
    assert session.article.slug == "dam"
    for _ in "t ":
        qtbot.keyClick(row.entry, Qt.Key.Key_Backspace)
    qtbot.keyClicks(row.entry, "-talks")
    assert session.article.slug == "dam-talks"
    assert not row.note.isVisible()


def test_unread_text_waits_in_its_own_story(qtbot: QtBot) -> None:
    pane, first = details(qtbot)
    row = type_into(qtbot, pane, "slug", "Bad Slug")
    pane.show_session(Session(a_story(id="b" * 16, slug="other")))
    assert row.entry.words() == "other"
    assert not row.note.isVisible()
    pane.show_session(first)
    assert row.entry.words() == "Bad Slug"
    assert row.note.isVisible()


# what others change


def test_undo_elsewhere_is_shown_and_leaves_the_caret_where_it_is(qtbot: QtBot) -> None:
    pane, session = details(qtbot, an_article(byline="Rojin Karim"))
    row = text_row(pane, "byline")
    row.entry.setFocus()
    assert isinstance(row.entry, LineEntry)
    row.entry.setCursorPosition(5)
    change = edits.set_field(session.article, "source", "AFP")
    assert change is not None
    session.apply(change, "other")
    assert row.entry.cursorPosition() == 5
    assert text_row(pane, "source").entry.words() == "AFP"
    session.undo("undo")
    assert text_row(pane, "source").entry.words() == ""
    assert row.entry.cursorPosition() == 5


def test_undo_gives_back_what_was_typed_field_by_field(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    type_into(qtbot, pane, "byline", "Rojin")
    type_into(qtbot, pane, "source", "AFP")
    type_into(qtbot, pane, "byline", " Karim")
    steps = []
    while session.can_undo:
        session.undo("undo")
        steps.append((text_row(pane, "byline").entry.words(), text_row(pane, "source").entry.words()))
    assert steps == [("Rojin ", "AFP"), ("Rojin", "AFP"), ("Rojin", ""), ("", "")]
    while session.can_redo:
        session.redo("undo")
    assert text_row(pane, "byline").entry.words() == "Rojin Karim"


def test_leaving_a_field_ends_the_step_being_typed(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = type_into(qtbot, pane, "byline", "Ro")
    text_row(pane, "source").entry.setFocus()
    row.entry.setFocus()
    qtbot.keyClicks(row.entry, "jin")
    session.undo("undo")
    assert row.entry.words() == "Ro"


def test_a_note_is_undone_word_by_word(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    type_into(qtbot, pane, "editors_note", "Call Hemin")
    session.undo("undo")
    assert text_row(pane, "editors_note").entry.words() == "Call "


def test_text_that_cannot_be_read_outlives_changes_of_other_fields(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = type_into(qtbot, pane, "slug", "Bad Slug")
    change = edits.set_field(session.article, "source", "AFP")
    assert change is not None
    session.apply(change, "other")
    session.undo("undo")
    assert row.entry.words() == "Bad Slug"
    assert row.note.isVisible()


def test_a_key_in_the_body_leaves_the_fields_alone(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = type_into(qtbot, pane, "slug", "Bad Slug")
    change = edits.set_body(session.article, "Words")
    assert change is not None
    session.apply(change, "body")
    assert row.entry.words() == "Bad Slug"


def test_the_story_left_is_no_longer_followed(qtbot: QtBot) -> None:
    pane, first = details(qtbot)
    second = Session(a_story(id="b" * 16))
    pane.show_session(second)
    unread = type_into(qtbot, pane, "slugline", "A B C")
    for field in ("byline", "slugline"):
        change = edits.set_field(first.article, field, "SOMETHING-ELSE")
        assert change is not None
        first.apply(change, "other")
    assert text_row(pane, "byline").entry.words() == second.article.byline
    assert "A B C" in unread.entry.words()
    type_into(qtbot, pane, "source", "AFP")
    assert first.article.source == ""
    assert second.article.source == "AFP"


# for everybody


def test_every_control_has_a_name_a_label_and_room_to_be_hit(qtbot: QtBot) -> None:
    pane, _session = details(qtbot, a_story())
    pane.setStyleSheet(look.style_sheet(look.LIGHT))
    QApplication.processEvents()
    kinds = (QLineEdit, QTextEdit, QComboBox, QAbstractButton)
    controls = [one for kind in kinds for one in pane.findChildren(kind) if one.isVisible()]
    assert len(controls) > 25
    for control in controls:
        assert control.accessibleName(), control
        assert control.height() >= 26, control.accessibleName()
    for name in ("slug", "byline", "status", "keywords", "editors_note", "date"):
        assert pane.row(name).label.buddy() is not None


def test_nothing_is_wider_than_a_narrow_sidebar(qtbot: QtBot) -> None:
    pane, _session = details(qtbot, a_story(keywords=("a keyword that is far too long for one line of this pane",)))
    pane.resize(260, 600)
    QApplication.processEvents()
    for name in ("slug", "keywords", "date", "urgency", "language"):
        row = pane.row(name)
        assert row.mapTo(pane, QPoint(row.width(), 0)).x() <= 260 - 12
        assert row.minimumSizeHint().width() <= 226


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_scroll_bar_takes_its_room_from_the_margin(qtbot: QtBot, mirrored: bool) -> None:
    pane, _session = details(qtbot)
    pane.setStyleSheet(look.style_sheet(look.LIGHT))
    if mirrored:
        pane.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    widths = []
    for height in (500, 1600):
        pane.resize(300, height)
        QApplication.processEvents()
        row = pane.row("correction")
        widths.append((row.mapTo(pane, QPoint()).x(), row.width()))
    assert widths[0] == widths[1] == (12, 276)


def test_hints_of_a_sorani_story_stand_where_typing_begins(qtbot: QtBot) -> None:
    for language, sides in (("ckb", [False, True]), ("en", [True, False])):
        pane, _session = details(qtbot, an_article(language=language))
        for name in ("kicker", "correction"):
            entry = text_row(pane, name).entry
            picture = entry.grab(QRect(6, 6, entry.width() - 12, 18)).toImage()
            ends = [picture.copy(at, 0, 24, 18) for at in (0, picture.width() - 24)]
            inked = [len({end.pixel(x, y) for x in range(24) for y in range(18)}) > 3 for end in ends]
            assert inked == sides, (language, name)


def test_without_a_story_there_is_a_word_about_it(qtbot: QtBot) -> None:
    pane, _session = details(qtbot)
    pane.show_session(None)
    assert not pane.row("slug").isVisible()


def test_a_field_is_brought_into_view(qtbot: QtBot) -> None:
    pane, _session = details(qtbot)
    pane.show_field("editors_note")
    row = text_row(pane, "editors_note")
    assert row.entry.hasFocus()
    assert not row.visibleRegion().isEmpty()


def test_a_change_of_scheme_keeps_the_form(qtbot: QtBot) -> None:
    pane, _session = details(qtbot, a_story())
    QApplication.sendEvent(pane, QEvent(QEvent.Type.PaletteChange))
    button = pane.findChild(DayButton)
    assert isinstance(button, DayButton)
    QApplication.sendEvent(button, QEvent(QEvent.Type.PaletteChange))
    assert not button.icon().isNull()
