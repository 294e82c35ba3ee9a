"""The rows of Details that are more than a line: choices, urgency, keywords, the slug, days, and completion."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.model import Status
from desk.article.session import Session
from desk.ui.day_picker import Calendar
from desk.ui.details_rows import DayRow, KeywordsRow, SlugRow
from desk.ui.entries import LineEntry
from desk.ui.rows import ChoiceRow
from desk.ui.urgency import UrgencyRow
from tests.builders import a_story, an_article
from tests.ui.sidebar import NONE, details, type_into

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # popups, on no display

# choices


def pick(qtbot: QtBot, picker: QComboBox, steps: int) -> None:
    picker.setFocus()
    for _ in range(abs(steps)):
        qtbot.keyClick(picker, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def test_status_and_language_are_chosen_by_keys_each_a_step(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    status, language = pane.row("status"), pane.row("language")
    assert isinstance(status, ChoiceRow)
    assert isinstance(language, ChoiceRow)
    pick(qtbot, status.picker, 2)
    assert session.article.status is Status.READY
    pick(qtbot, language.picker, 1)
    assert session.article.language == "ckb"
    session.undo("undo")
    session.undo("undo")
    assert (session.article.language, session.article.status) == ("en", Status.IN_EDIT)
    assert status.picker.currentText() == "In edit"


def test_languages_are_named_in_their_own_script_and_in_english(qtbot: QtBot) -> None:
    pane, _session = details(qtbot, an_article(language="ckb"))
    row = pane.row("language")
    assert isinstance(row, ChoiceRow)
    assert "کوردیی ناوەندی" in row.picker.currentText()
    assert "Sorani Kurdish (ckb)" in row.picker.currentText()


@pytest.mark.parametrize(
    ("typed", "tag"),
    [("sor", "ckb"), ("KURD", "ckb"), ("kurm", "kmr"), ("ckb", "ckb"), ("turk", "tr"), ("türk", "tr"), ("xyz", "en")],
)
def test_a_language_is_found_by_any_of_its_names(qtbot: QtBot, typed: str, tag: str) -> None:
    pane, session = details(qtbot)
    row = pane.row("language")
    assert isinstance(row, ChoiceRow)
    row.picker.setFocus()
    for letter in typed:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter)
        QApplication.sendEvent(row.picker, key)
    assert session.article.language == tag


def test_a_language_is_found_in_the_open_list_too(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = pane.row("language")
    assert isinstance(row, ChoiceRow)
    row.picker.showPopup()
    qtbot.keyClicks(row.picker.view(), "arab")
    qtbot.keyClick(row.picker.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.article.language == "ar")


def test_one_letter_again_and_again_goes_through_the_lines(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = pane.row("language")
    assert isinstance(row, ChoiceRow)
    row.picker.setFocus()
    tags = []
    for _ in range(3):
        qtbot.keyClick(row.picker, Qt.Key.Key_K)
        tags.append(session.article.language)
    assert tags == ["ckb", "kmr", "ckb"]


def test_a_language_from_elsewhere_is_shown_and_kept(qtbot: QtBot) -> None:
    pane, session = details(qtbot, an_article(language="pt-BR"))
    row = pane.row("language")
    assert isinstance(row, ChoiceRow)
    assert row.picker.currentText() == "pt-BR"
    assert session.article.language == "pt-BR"


def test_the_wheel_scrolls_the_form_and_changes_no_value(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = pane.row("status")
    assert isinstance(row, ChoiceRow)
    none = QPoint()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(row.picker.mapToGlobal(QPoint(5, 5))),
        none,
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(row.picker, wheel)
    assert session.article.status is Status.DRAFT


def test_urgency_is_one_click_or_an_arrow_key(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = pane.row("urgency")
    assert isinstance(row, UrgencyRow)
    qtbot.mouseClick(row.picker.button(2), Qt.MouseButton.LeftButton)
    assert session.article.urgency == 2
    qtbot.keyClick(row.picker.button(2), Qt.Key.Key_Right)
    assert session.article.urgency == 3
    session.undo("undo")
    assert row.picker.button(2).isChecked()


def test_keywords_are_one_step_each(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = pane.row("keywords")
    assert isinstance(row, KeywordsRow)
    row.chips.setFocus()
    qtbot.keyClicks(row.chips.entry, "water,dam,")
    assert session.article.keywords == ("water", "dam")
    session.undo("undo")
    assert row.chips.words == ("water",)


def test_a_keyword_being_typed_stays_with_its_story(qtbot: QtBot) -> None:
    pane, first = details(qtbot)
    row = pane.row("keywords")
    assert isinstance(row, KeywordsRow)
    row.chips.setFocus()
    qtbot.keyClicks(row.chips.entry, "water")
    second = Session(an_article(id="b" * 16))
    pane.show_session(second)
    assert first.article.keywords == ("water",)
    assert second.article.keywords == ()
    assert row.chips.words == ()


# slug and days


def test_the_slug_is_made_from_the_headline(qtbot: QtBot) -> None:
    pane, session = details(qtbot, an_article(headline="Ministers meet over border dam"))
    row = pane.row("slug")
    assert isinstance(row, SlugRow)
    qtbot.mouseClick(row.maker, Qt.MouseButton.LeftButton)
    assert session.article.slug == "ministers-meet-over-border-dam"
    assert row.entry.words() == "ministers-meet-over-border-dam"
    assert not row.maker.isEnabled()
    session.undo("undo")
    assert row.entry.words() == ""
    assert row.maker.isEnabled()


def test_what_is_typed_behind_a_slug_that_was_made_is_undone_alone(qtbot: QtBot) -> None:
    pane, session = details(qtbot, an_article(headline="Dam"))
    row = pane.row("slug")
    assert isinstance(row, SlugRow)
    qtbot.mouseClick(row.maker, Qt.MouseButton.LeftButton)
    row.entry.setFocus()
    qtbot.keyClick(row.entry, Qt.Key.Key_End)
    qtbot.keyClicks(row.entry, "s")
    assert session.article.slug == "dams"
    session.undo("undo")
    assert row.entry.words() == "dam"


def test_without_a_headline_there_is_no_slug_to_make(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = pane.row("slug")
    assert isinstance(row, SlugRow)
    assert not row.maker.isEnabled()
    change = edits.set_field(session.article, "headline", "وەزیران کۆدەبنەوە")
    assert change is not None
    session.apply(change, "headline")
    assert row.maker.isEnabled()


def choose(qtbot: QtBot, row: DayRow, act: Callable[[Calendar], None]) -> None:
    """Open the calendar by the mouse, and act on it."""
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    calendar = row.button.findChild(Calendar)
    assert isinstance(calendar, Calendar)
    act(calendar)


def test_a_day_is_chosen_from_the_calendar(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = pane.row("date")
    assert isinstance(row, DayRow)
    choose(qtbot, row, lambda calendar: calendar.calendar.clicked.emit(QDate(2026, 3, 3)))
    assert session.article.dateline.date == date(2026, 3, 3)
    assert row.entry.words() == "2026-03-03"


def test_the_day_of_an_embargo_keeps_its_hour(qtbot: QtBot) -> None:
    before = datetime(2026, 3, 3, 14, 30).astimezone()
    pane, session = details(qtbot, an_article(embargo=before))
    row = pane.row("embargo")
    assert isinstance(row, DayRow)
    choose(qtbot, row, lambda calendar: calendar.calendar.clicked.emit(QDate(2026, 3, 5)))
    after = session.article.embargo
    assert after is not None
    assert after.astimezone().date() == date(2026, 3, 5)
    assert after.astimezone().time() == time(14, 30)


def test_no_date_clears_it_and_escape_leaves_it(qtbot: QtBot) -> None:
    pane, session = details(qtbot, a_story())
    row = pane.row("date")
    assert isinstance(row, DayRow)
    choose(qtbot, row, lambda calendar: qtbot.keyClick(calendar, Qt.Key.Key_Escape))
    assert session.article.dateline.date == date(2026, 3, 3)

    def clear(calendar: Calendar) -> None:
        button = next(b for b in calendar.findChildren(QAbstractButton) if b.text() == "No date")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: row.button.findChild(Calendar) is None)
    choose(qtbot, row, clear)
    assert session.article.dateline.date is None


# completion


def test_the_library_completes_a_section(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = type_into(qtbot, pane, "section", "pol")
    assert isinstance(row.entry, LineEntry)
    popup = row.entry.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert session.article.section == "Politics"
