"""The forms that correct and kill a story: what they ask, what they word, and what they do not take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk.article.changes import apply
from desk.article.correcting_altered import Altered
from desk.article.model import Article, Status
from desk.library.versions import Version
from desk.ui.bindings import field_binding
from desk.ui.correcting import MOST_ROWS, NO_KILL_REASON, NO_REASON, NO_WORDS, CorrectionDialog, KillDialog
from desk.ui.correcting_base import Out
from desk.ui.correcting_begun import BegunForms
from desk.ui.entries import LineEntry, ProseEntry
from tests.builders import an_article

DAY = date(2026, 3, 3)
VERSION = Version(3, datetime(2026, 3, 3, 11, 5, tzinfo=UTC), "Rojin", "export", "", 80, "")
HEADLINE = Altered("headline", "Three killed", "Four killed", "k1")
TEXT = Altered("text", "Three people were", "Four people were", "k2")
GONE, CAME = Altered("text", "It rained.", "", "k3"), Altered("text", "", "Twenty came.", "k4")


@pytest.fixture
def under(qtbot: QtBot) -> QWidget:
    under = QWidget()
    qtbot.addWidget(under)
    return under


@pytest.fixture
def form(under: QWidget) -> Iterator[CorrectionDialog]:
    form = CorrectionDialog(an_article(status=Status.PUBLISHED), under, DAY)
    form.open()
    yield form
    form.close()


def put(field: LineEntry | ProseEntry, text: str) -> None:
    """Type into a field, as its owner hears it."""
    field.show_words(text)
    field.edited.emit()


def test_the_line_is_worded_as_one_types_and_sent_with_its_reason(qtbot: QtBot, form: CorrectionDialog) -> None:
    assert form.said.text() == NO_WORDS
    assert not form.add.isEnabled()
    put(form.wrong, "three")
    put(form.right, "four")
    told = "March 3, 2026: An earlier version of this story said “three.” It should have said “four.”"
    assert form.told.words() == told
    assert form.said.text() == NO_REASON
    form.reason.setFocus()
    QTest.keyClicks(form.reason, "New figures")
    assert form.said.text() == ""
    with qtbot.waitSignal(form.given) as given:
        QTest.keyClick(form.reason, Qt.Key.Key_Return)
    assert given.args == [told, "New figures"]
    assert not form.isVisible()


def test_words_of_one_s_own_stay_until_they_are_taken_away(form: CorrectionDialog) -> None:
    put(form.wrong, "three")
    put(form.told, "We had it wrong.")
    put(form.right, "four")
    assert form.told.words() == "We had it wrong."
    put(form.told, "")
    put(form.right, "five")
    assert "“five.”" in form.told.words()


def test_without_a_reason_enter_adds_nothing(qtbot: QtBot, form: CorrectionDialog) -> None:
    put(form.wrong, "three")
    put(form.reason, "  ")
    with qtbot.assertNotEmitted(form.given):
        form.accept()
    assert form.isVisible()


def test_what_was_altered_stands_side_by_side_and_is_taken_over(form: CorrectionDialog) -> None:
    form.show_out(Out(VERSION, (HEADLINE, TEXT)))
    assert form.since.text().startswith("Readers have version 3")
    assert form.area.isVisible()
    assert form.wrong.words() == "", "which of them is meant nobody knows"
    assert form.uses[1].accessibleName() == "Use: text, “Three people were” is now “Four people were”"
    form.uses[1].click()
    assert (form.wrong.words(), form.right.words()) == ("Three people were", "Four people were")
    assert "“Four people were.”" in form.told.words()


def test_the_only_alteration_is_taken_over_at_once_but_not_over_one_s_own_words(
    form: CorrectionDialog, under: QWidget
) -> None:
    form.show_out(Out(VERSION, (TEXT,)))
    assert form.wrong.words() == "Three people were"
    other = CorrectionDialog(an_article(status=Status.PUBLISHED), under, DAY)
    put(other.wrong, "Duhok")
    other.show_out(Out(VERSION, (TEXT,)))
    assert (other.wrong.words(), other.right.words()) == ("Duhok", "")


@pytest.mark.parametrize("one", [GONE, CAME, Altered("headline", "Three killed", "Dam opens", "k5")])
def test_what_came_or_went_or_says_something_else_is_not_taken_over_by_itself(
    form: CorrectionDialog, one: Altered
) -> None:
    form.show_out(Out(VERSION, (one,)))
    assert (form.wrong.words(), form.right.words(), form.told.words()) == ("", "", "")
    form.uses[0].click()
    assert (form.wrong.words(), form.right.words()) == (one.wrong, one.right)


def test_what_came_and_what_went_are_told_as_such(form: CorrectionDialog) -> None:
    form.show_out(Out(VERSION, (GONE, CAME)))
    assert [use.accessibleName() for use in form.uses] == [
        "Use: text, “It rained.” was taken out",
        "Use: text, “Twenty came.” was added",
    ]
    form.uses[0].click()
    assert form.told.words().endswith("said “It rained.” That has been removed.")
    form.uses[1].click()
    assert form.told.words().endswith("did not say “Twenty came.”")


def test_the_only_way_by_tab_is_from_change_to_change_to_the_fields(qtbot: QtBot, form: CorrectionDialog) -> None:
    form.show_out(Out(VERSION, (GONE, CAME)))
    form.activateWindow()
    form.uses[0].setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is form.uses[0], timeout=20_000)
    stops: list[QWidget | None] = []
    for _stop in range(3):
        QTest.keyClick(QApplication.focusWidget() or form, Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    assert stops == [form.uses[1], form.wrong, form.right]
    form.uses[0].setFocus()
    QTest.keyClick(form.uses[0], Qt.Key.Key_Backtab)
    assert isinstance(QApplication.focusWidget(), QPushButton), "what comes before is the last button, no empty place"


@pytest.mark.parametrize("at", [(-300, -300), (900, 900)])
def test_the_form_fits_a_small_screen_however_much_stands_in_it(form: CorrectionDialog, at: tuple[int, int]) -> None:
    many = tuple(Altered("text", f"{n} {'people ' * 40}", f"{n + 1} {'people ' * 40}", f"k{n}") for n in range(30))
    form.show_out(Out(VERSION, many))
    for field in (form.wrong, form.right, form.told):
        put(field, "word " * 300)
    form.move(*at)
    form.fit()
    screen = form.screen().availableGeometry()
    assert form.height() <= 700
    assert form.layout().totalMinimumSize().height() <= form.height(), "nothing is pressed together"
    assert screen.contains(form.frameGeometry())
    assert form.area.isVisible()


# what was begun


def test_what_was_begun_is_told_and_taken_up_again(form: CorrectionDialog, under: QWidget) -> None:
    begun: list[dict[str, str]] = []
    form.begun.connect(begun.append)
    put(form.wrong, "three")
    put(form.reason, "New figures")
    assert begun[-1] == {"wrong": "three", "reason": "New figures"}, "the line follows from what was wrong"
    put(form.told, "We had it wrong.")
    form.reject()
    other = CorrectionDialog(an_article(status=Status.PUBLISHED), under, DAY)
    assert other.take_up(begun[-1])
    assert (other.wrong.words(), other.told.words(), other.reason.words()) == (
        *("three", "We had it wrong.", "New figures"),
    )
    assert other.add.isEnabled()
    other.show_out(Out(VERSION, (TEXT,)))
    assert other.wrong.words() == "three", "what one wrote oneself stays"
    other.begun.connect(begun.append)
    other.start_over.click()
    assert begun[-1] == {}
    assert (other.wrong.words(), other.told.words(), other.reason.words()) == ("", "", "")


def test_what_is_typed_meanwhile_is_not_written_over(form: CorrectionDialog) -> None:
    put(form.wrong, "three")
    assert not form.take_up({"wrong": "two"})
    assert form.wrong.words() == "three"


def test_what_was_sent_is_begun_no_more(form: CorrectionDialog) -> None:
    begun: list[dict[str, str]] = []
    form.begun.connect(begun.append)
    put(form.wrong, "three")
    put(form.reason, "New figures")
    form.accept()
    assert begun[-1] == {}


def test_a_reason_of_a_kill_that_was_begun_is_there_again(under: QWidget) -> None:
    form = KillDialog(an_article(status=Status.KILLED, kill_reason="Wrong."), under)
    begun: list[dict[str, str]] = []
    form.begun.connect(begun.append)
    put(form.reason, "A rumour.")
    assert begun == [{"reason": "A rumour."}]
    other = KillDialog(an_article(status=Status.KILLED, kill_reason="Wrong."), under)
    assert other.take_up(begun[-1])
    assert other.reason.words() == "A rumour."
    other.start_over.click()
    assert other.reason.words() == "Wrong."
    assert other.kill.isEnabled()


def test_forms_and_stories_are_kept_apart(under: QWidget) -> None:
    forms = BegunForms(under)
    told: list[tuple[str, dict[str, str]]] = []
    forms.unread_changed.connect(lambda story, texts: told.append((story, texts)))
    forms.keep("a", "correction", {"wrong": "three"})
    forms.keep("a", "kill", {"reason": "A rumour."})
    forms.keep("b", "kill", {"reason": "Wrong."})
    assert told[1] == ("a", {"correction.wrong": "three", "kill.reason": "A rumour."})
    forms.keep("a", "kill", {})
    assert forms.of("a", "kill") == {}
    assert forms.of("a", "correction") == {"wrong": "three"}
    forms.give_unread("a", {"correction.wrong": "old"})
    assert forms.of("a", "correction") == {"wrong": "three"}
    forms.give_unread("c", {"kill.reason": "Old."})
    assert forms.of("c", "kill") == {"reason": "Old."}


@pytest.mark.parametrize(
    ("out", "told"),
    [
        (Out(VERSION, (TEXT,), is_withdrawn=True), "were told that the story was withdrawn; before that they had"),
        (Out(), "No version of this story is known to have gone out"),
        (Out(VERSION), "the story says the same still"),
        (Out(VERSION, (TEXT,) * (MOST_ROWS + 2)), "2 more are not shown"),
    ],
)
def test_what_is_known_of_readers_is_said(form: CorrectionDialog, out: Out, told: str) -> None:
    form.show_out(out)
    assert told in form.since.text()
    assert len(form.uses) <= MOST_ROWS


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "ckb",
            "٣ی ئازاری ٢٠٢٦: لە وەشانێکی پێشووتری ئەم بابەتەدا نووسرابوو «سێ کەس». ڕاستییەکەی «چوار کەس» بوو.",
        ),
        ("ar", "٣ آذار ٢٠٢٦: ورد في نسخة سابقة من هذا الخبر «سێ کەس»، والصواب «چوار کەس»."),
    ],
)
def test_a_story_of_arabic_script_is_corrected_in_its_language_from_right_to_left(
    under: QWidget, language: str, told: str
) -> None:
    form = CorrectionDialog(an_article(status=Status.PUBLISHED, language=language), under, DAY)
    assert form.told.layoutDirection() == Qt.LayoutDirection.RightToLeft
    put(form.wrong, "سێ کەس")
    put(form.right, "چوار کەس")
    assert form.told.words() == told


def test_a_kill_needs_a_reason(qtbot: QtBot, under: QWidget) -> None:
    form = KillDialog(an_article(headline="Dam talks"), under)
    form.open()
    assert form.said.text() == NO_KILL_REASON
    with qtbot.assertNotEmitted(form.given):
        form.accept()
    put(form.reason, "The quote was made up.")
    with qtbot.waitSignal(form.given) as given:
        form.kill.click()
    assert given.args == ["The quote was made up."]


def test_the_reason_of_a_killed_story_can_be_mended(under: QWidget) -> None:
    form = KillDialog(an_article(status=Status.KILLED, kill_reason="Wrong."), under)
    assert form.reason.words() == "Wrong."
    assert form.kill.isEnabled()


def test_a_status_set_in_details_takes_the_reason_of_a_kill_along() -> None:
    killed: Article = an_article(status=Status.KILLED, kill_reason="Wrong.")
    change = field_binding("status").put(killed, Status.DRAFT)
    assert change is not None
    assert apply(killed, change).kill_reason == ""
