"""The bar for finding and replacing, worked by keys and mouse, over an editor that only notes what it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange, FieldChange
from desk.article.session import Session
from desk.article.spans import Span
from desk.checks.searching import BODY, HEADLINE, Match, Place, caption_of
from desk.ui import look
from desk.ui.find_bar import FindBar
from desk.ui.find_form import FROM_END, FROM_TOP
from desk.ui.tasks import Tasks
from tests.builders import a_photo, a_sorani_story, a_story

Key = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
STORY = a_story(headline="A dam", summary="Water", body="The dam. Dams, a dam.", photos=(a_photo(caption="The dam."),))


@dataclass
class Desk:
    """Stands for the window: a caret that goes where it is told, and the marks that it was given last."""

    at: tuple[Place, int] = (BODY, 0)
    marks: list[Span] = field(default_factory=list)
    current: int = -1
    in_fields: dict[str, tuple[list[Span], int]] = field(default_factory=dict)
    went: list[Match] = field(default_factory=list)
    cleared: int = 0

    def caret(self) -> tuple[Place, int]:
        return self.at

    def mark(self, matches: Sequence[Span], current: int) -> None:
        self.marks, self.current = list(matches), current

    def mark_field(self, name: str, matches: Sequence[Span], current: int) -> None:
        self.in_fields[name] = list(matches), current

    def go_to(self, match: Match) -> None:
        self.at = match.place, match.start
        self.went.append(match)

    def clear(self) -> None:
        self.marks, self.in_fields = [], {}
        self.cleared += 1


@dataclass
class Bench:
    """A bar over a text field, and all that it works on."""

    qtbot: QtBot
    desk: Desk
    tasks: Tasks
    host: QWidget
    bar: FindBar
    session: Session

    def press(self, key: Key, modifier: Qt.KeyboardModifier = NONE, at: QWidget | None = None) -> None:
        self.qtbot.keyClick(at or self.bar.words, key, modifier)
        self.settle()

    def look_for(self, words: str, *, replacing: bool = False) -> None:
        self.bar.open_with(words, replacing)
        self.settle()

    def click(self, button: QAbstractButton) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.running == 0)

    @property
    def said(self) -> str:
        labels = (self.bar.count, self.bar.message)
        return ", ".join(label.text() for label in labels if label.isVisible() and label.text())

    def open(self, session: Session) -> None:
        self.session = session
        self.bar.show_session(session)
        self.settle()


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    tasks, desk, host = Tasks(), Desk(), QWidget()
    host.setStyleSheet(look.style_sheet(look.LIGHT))
    qtbot.addWidget(host)
    bar = FindBar(desk, tasks)
    column = QVBoxLayout(host)
    column.addWidget(bar)
    column.addWidget(QTextEdit())
    host.resize(760, 400)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    made = Bench(qtbot, desk, tasks, host, bar, Session(STORY))
    bar.show_session(made.session)
    yield made
    made.settle()
    tasks.close()
    host.close()


# finding


def test_typing_finds_as_one_types_and_goes_to_the_first_from_the_caret(bench: Bench) -> None:
    bench.desk.at = BODY, 5
    bench.look_for("")
    bench.qtbot.keyClicks(bench.bar.words, "dam")
    bench.settle()
    assert bench.said == "3 of 5"
    assert bench.desk.marks == [(4, 7), (9, 12), (17, 20)]
    assert bench.desk.current == 1
    assert bench.desk.in_fields == {"headline": ([(2, 5)], -1), "summary": ([], -1)}
    assert bench.desk.at == (BODY, 9)


def test_the_selection_is_looked_for_and_selected_to_be_typed_over(bench: Bench) -> None:
    bench.look_for("dam")
    assert bench.bar.words.hasFocus()
    assert bench.bar.words.selectedText() == "dam"
    assert bench.said == "2 of 5"


@pytest.mark.parametrize("selected", ["", "two\nparagraphs", "x" * 500])
def test_where_no_words_are_selected_the_last_ones_stay(bench: Bench, selected: str) -> None:
    bench.look_for("dam")
    bench.press(Key.Key_Escape)
    bench.look_for(selected)
    assert bench.bar.words.text() == "dam"
    assert bench.said == "2 of 5"


def test_enter_goes_on_and_round(bench: Bench) -> None:
    bench.look_for("dam")
    seen = []
    for _ in range(5):
        bench.press(Key.Key_Return)
        seen.append(bench.said)
    assert seen == ["3 of 5", "4 of 5", "5 of 5", f"1 of 5, {FROM_TOP}", "2 of 5"]
    assert [match.place for match in bench.desk.went[-3:]] == [caption_of("p1"), HEADLINE, BODY]


def test_shift_enter_goes_back_and_round(bench: Bench) -> None:
    bench.look_for("dam")
    bench.press(Key.Key_Return, SHIFT)
    assert bench.said == "1 of 5"
    assert bench.desk.in_fields["headline"] == ([(2, 5)], 0)
    bench.press(Key.Key_Return, SHIFT)
    assert bench.said == f"5 of 5, {FROM_END}"


@pytest.mark.parametrize(("modifier", "said"), [(NONE, "3 of 5"), (SHIFT, "1 of 5")])
def test_f3_goes_on_and_back(bench: Bench, modifier: Qt.KeyboardModifier, said: str) -> None:
    bench.look_for("dam")
    bench.press(Key.Key_F3, modifier)
    assert bench.said == said


def test_the_arrows_go_on_and_back(bench: Bench) -> None:
    bench.look_for("dam")
    bench.click(bench.bar.next)
    assert bench.said == "3 of 5"
    bench.click(bench.bar.previous)
    assert bench.said == "2 of 5"


def test_enter_goes_on_from_where_the_caret_was_put_meanwhile(bench: Bench) -> None:
    bench.look_for("dam")
    bench.desk.at = BODY, 14
    bench.press(Key.Key_Return)
    assert bench.said == "4 of 5"
    bench.desk.at = BODY, 14
    bench.press(Key.Key_Return, SHIFT)
    assert bench.said == "3 of 5"


def test_the_caret_in_another_text_is_not_at_the_match(bench: Bench) -> None:
    bench.look_for("dam")
    bench.press(Key.Key_Return, SHIFT)
    assert bench.desk.at == (HEADLINE, 2)
    bench.desk.at = BODY, 5
    bench.press(Key.Key_Return)
    assert bench.said == "3 of 5"


def test_a_caption_is_not_gone_to_while_one_types_but_when_asked(bench: Bench) -> None:
    bench.desk.at = BODY, 18
    bench.look_for("dam")
    assert (bench.said, bench.desk.went) == ("5 of 5", [])
    bench.desk.at = BODY, 18
    bench.press(Key.Key_Return)
    assert bench.desk.went[-1].place == caption_of("p1")


@pytest.mark.parametrize(
    ("key", "option", "words", "said"),
    [
        (Key.Key_C, "match_case", "dam", "2 of 4"),
        (Key.Key_W, "whole_word", "dam", "2 of 4"),
        (Key.Key_R, "regex", "d.m|W.t", "3 of 6"),
        (Key.Key_A, "alike", "dâm", "No matches"),
    ],
)
def test_options_are_switched_by_key_and_mouse(bench: Bench, key: Key, option: str, words: str, said: str) -> None:
    bench.look_for(words)
    before = bench.said
    bench.press(key, ALT)
    assert bench.said == said
    bench.click(bench.bar.options[option])
    assert bench.said == before
    assert bench.bar.words.text() == words


def test_nothing_found_is_said_and_greys_out_what_cannot_be_done(bench: Bench) -> None:
    bench.look_for("weir", replacing=True)
    bar = bench.bar
    assert bench.said == "No matches"
    assert not any(button.isEnabled() for button in (bar.next, bar.previous, bar.replace_one, bar.replace_all))
    bench.press(Key.Key_Return)
    assert bench.desk.went == []


def test_no_words_say_nothing(bench: Bench) -> None:
    bench.look_for("dam")
    bench.press(Key.Key_Backspace)
    assert bench.said == ""
    assert bench.desk.marks == []


def test_a_pattern_that_cannot_be_read_is_told_in_the_colour_of_problems(bench: Bench) -> None:
    bench.bar.options["regex"].setChecked(True)
    bench.look_for("(dam")
    assert bench.said.startswith("The pattern cannot be read")
    assert bench.bar.message.property("role") == "problem"
    assert bench.bar.words.property("problem") is True
    assert bench.desk.marks == []
    bench.press(Key.Key_End)
    bench.press(Key.Key_ParenRight)
    assert bench.said == "2 of 5"
    assert bench.bar.words.property("problem") is False


def test_what_is_wanted_last_is_what_is_found(bench: Bench) -> None:
    bench.bar.open_with("", False)
    for letter in "dams":
        bench.qtbot.keyClick(bench.bar.words, letter)
    bench.settle()
    assert bench.said == "1 of 1"
    assert bench.desk.marks == [(9, 13)]


def test_at_most_one_search_runs(bench: Bench) -> None:
    bench.bar.open_with("", False)
    for letter in "dams":
        QTest.keyClick(bench.bar.words, letter)
        assert bench.tasks.running <= 1
    bench.settle()
    assert bench.said == "1 of 1"


# while the story changes


def test_marks_follow_the_words_at_once_and_are_found_anew_soon(bench: Bench) -> None:
    bench.look_for("dam")
    bench.session.apply(BodyChange(0, "", "A dam! "), "body")
    assert bench.desk.marks == [(11, 14), (16, 19), (24, 27)]
    assert bench.said == "2 of 5"
    bench.qtbot.waitUntil(lambda: bench.said == "3 of 6")
    assert bench.desk.marks[0] == (2, 5)
    assert bench.desk.at == (BODY, 4), "the caret is the writer’s"


def test_what_is_typed_while_a_search_runs_moves_what_it_finds(bench: Bench) -> None:
    bench.bar.open_with("dam", False)
    bench.session.apply(BodyChange(0, "", "Now: "), "body")
    bench.settle()
    assert bench.desk.marks == [(9, 12), (14, 17), (22, 25)]


def test_a_match_whose_words_change_is_one_no_longer(bench: Bench) -> None:
    bench.look_for("dam")
    bench.session.apply(BodyChange(5, "", "x"), "body")
    assert bench.said == "4 matches"
    bench.session.apply(FieldChange("headline", "A dam", "A weir"), "headline")
    assert bench.said == "3 matches"
    assert bench.desk.in_fields["headline"] == ([], -1)


def test_undo_brings_marks_back(bench: Bench) -> None:
    bench.look_for("dam")
    bench.session.apply(BodyChange(4, "dam. ", ""), "body")
    bench.session.undo()
    bench.qtbot.waitUntil(lambda: bench.said == "5 matches")


def test_another_story_is_searched_for_the_same_words(bench: Bench) -> None:
    bench.look_for("dam")
    bench.open(Session(a_story(headline="", summary="", body="dam", photos=())))
    assert bench.said == "1 match"
    assert bench.desk.marks == [(0, 3)]
    bench.bar.show_session(None)
    assert bench.said == ""
    assert bench.desk.marks == []


# replacing


def replacing(bench: Bench, words: str, new: str) -> None:
    bench.look_for(words, replacing=True)
    bench.bar.replacement.setFocus()
    bench.qtbot.keyClicks(bench.bar.replacement, new)


def test_enter_replaces_this_one_and_goes_to_the_next(bench: Bench) -> None:
    replacing(bench, "dam", "weir")
    bench.press(Key.Key_Return, at=bench.bar.replacement)
    assert bench.session.article.body == "The weir. Dams, a dam."
    assert bench.desk.at == (BODY, 10)
    bench.click(bench.bar.replace_one)
    assert bench.session.article.body == "The weir. weirs, a dam."
    assert bench.said == "2 of 3"
    bench.session.undo()
    assert bench.session.article.body == "The weir. Dams, a dam."


def test_words_put_in_are_not_found_again_on_the_way(bench: Bench) -> None:
    replacing(bench, "dam", "dam dam")
    for _ in range(2):
        bench.press(Key.Key_Return, at=bench.bar.replacement)
    assert bench.session.article.body == "The dam dam. dam dams, a dam."


def test_places_between_letters_are_replaced_one_by_one(bench: Bench) -> None:
    bench.open(Session(a_story(headline="", summary="", body="one\ntwo", photos=())))
    bench.bar.options["regex"].setChecked(True)
    replacing(bench, r"^(?=\w)", "> ")
    for _ in range(2):
        bench.press(Key.Key_Return, at=bench.bar.replacement)
    assert bench.session.article.body == "> one\n> two"


def test_what_is_replaced_is_a_step_of_its_own_between_keys(bench: Bench) -> None:
    bench.open(Session(a_story(headline="", summary="", body="dam", photos=())))
    bench.bar.options["regex"].setChecked(True)
    replacing(bench, "$", "e")
    bench.session.apply(BodyChange(3, "", "m"), "body")
    bench.qtbot.waitUntil(lambda: bench.desk.marks == [(4, 4)])
    for _ in range(2):
        bench.press(Key.Key_Return, at=bench.bar.replacement)
    bench.session.apply(BodyChange(5, "", "d"), "body")
    steps = []
    while bench.session.can_undo:
        steps.append(bench.session.article.body)
        bench.session.undo()
    assert steps == ["dammed", "damme", "damm"]


def test_replacing_goes_round_to_the_headline(bench: Bench) -> None:
    replacing(bench, "dam", "weir")
    for _ in range(4):
        bench.press(Key.Key_Return, at=bench.bar.replacement)
    assert bench.session.article.photos[0].caption == "The weir."
    assert bench.desk.at[0] == HEADLINE
    assert FROM_TOP in bench.said
    bench.press(Key.Key_Return, at=bench.bar.replacement)
    assert bench.session.article.headline == "A weir"
    assert bench.said == "No matches"


def test_all_are_replaced_in_one_step(bench: Bench) -> None:
    replacing(bench, "dam", "weir")
    bench.click(bench.bar.replace_all)
    article = bench.session.article
    assert (article.headline, article.body) == ("A weir", "The weir. weirs, a weir.")
    assert article.photos[0].caption == "The weir."
    assert bench.said == "5 replaced"
    bench.session.undo()
    assert bench.session.article == STORY
    assert not bench.session.can_undo


def test_all_are_replaced_by_key_with_the_groups_of_a_pattern(bench: Bench) -> None:
    bench.bar.options["regex"].setChecked(True)
    replacing(bench, r"(\w+) dam", r"\1 weir")
    bench.press(Key.Key_Return, CTRL, at=bench.bar.replacement)
    assert bench.session.article.body == "The weir. Dams, a weir."


def test_a_key_typed_while_all_are_replaced_is_not_lost(bench: Bench) -> None:
    replacing(bench, "dam", "weir")
    bench.bar.replace_everywhere()
    bench.session.apply(BodyChange(0, "", "A dam. "), "body")
    bench.qtbot.waitUntil(lambda: "replaced" in bench.said)
    assert bench.session.article.body == "A weir. The weir. weirs, a weir."


def test_a_group_that_is_not_there_is_told(bench: Bench) -> None:
    bench.bar.options["regex"].setChecked(True)
    replacing(bench, "dam", r"\1")
    for press in (bench.bar.replace, bench.bar.replace_everywhere):
        press()
        bench.settle()
        assert "no group 1" in bench.said
    assert bench.session.article == STORY


def test_ctrl_enter_replaces_nothing_where_replacing_is_not_asked_for(bench: Bench) -> None:
    bench.look_for("dam")
    bench.press(Key.Key_Return, CTRL)
    assert bench.session.article == STORY


def test_the_row_for_replacing_comes_and_goes(bench: Bench) -> None:
    bench.look_for("dam")
    assert not bench.bar.replacement.isVisible()
    bench.look_for("", replacing=True)
    assert bench.bar.replacement.isVisible()
    assert bench.bar.replace_all.isVisible()
    bench.look_for("")
    assert not bench.bar.replacement.isVisible()


# undo


def undo_is_the_field_s(field: QLineEdit, qtbot: QtBot) -> bool:
    before = field.text()
    qtbot.keyClick(field, Key.Key_Z, CTRL)
    return field.text() != before


def test_undo_takes_back_typing_in_the_bar_until_it_was_used(bench: Bench) -> None:
    bench.look_for("dam", replacing=True)
    assert not undo_is_the_field_s(bench.bar.words, bench.qtbot)
    bench.qtbot.keyClicks(bench.bar.replacement, "weir")
    assert undo_is_the_field_s(bench.bar.replacement, bench.qtbot)
    bench.qtbot.keyClicks(bench.bar.replacement, "weir")
    bench.click(bench.bar.replace_all)
    assert not undo_is_the_field_s(bench.bar.replacement, bench.qtbot)
    assert bench.bar.replacement.text() == "weir"


# leaving


def test_escape_closes_and_takes_the_marks_away(bench: Bench) -> None:
    bench.look_for("dam")
    with bench.qtbot.waitSignal(bench.bar.closed):
        bench.qtbot.keyClick(bench.bar.words, Key.Key_Escape)
    assert not bench.bar.isVisible()
    assert bench.desk.marks == []
    bench.session.apply(BodyChange(0, "", "x"), "body")
    bench.settle()
    assert bench.desk.marks == []


def test_the_cross_closes(bench: Bench) -> None:
    bench.look_for("dam")
    with bench.qtbot.waitSignal(bench.bar.closed):
        bench.click(bench.bar.closer)


def test_going_on_opens_a_closed_bar_with_the_last_words(bench: Bench) -> None:
    bench.look_for("dam")
    bench.press(Key.Key_Escape)
    bench.bar.go_next()
    bench.settle()
    assert bench.bar.isVisible()
    assert bench.said == "2 of 5"


def test_a_bar_that_was_never_opened_does_nothing_by_itself(bench: Bench) -> None:
    bench.session.apply(BodyChange(0, "", "x"), "body")
    bench.settle()
    assert (bench.desk.marks, bench.desk.went, bench.desk.cleared) == ([], [], 0)


# room, names, direction


def controls(bar: FindBar) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit)
    return [widget for widget in bar.findChildren(QWidget) if isinstance(widget, kinds) and widget.isVisible()]


def area(bar: FindBar, widget: QWidget) -> QRect:
    """Where a widget lies in the bar."""
    return QRect(widget.mapTo(bar, QPoint()), widget.size())


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [300, 460, 700, 1200])
def test_every_control_has_room_a_name_and_a_tip(bench: Bench, width: int, mirrored: bool) -> None:
    direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    bench.host.setLayoutDirection(direction)
    bench.bar.options["regex"].setChecked(True)
    bench.host.layout().setContentsMargins(0, 0, 0, 0)
    bench.look_for("dam", replacing=True)
    bench.host.resize(width, 400)
    bench.bar.say("12 of 34,567", FROM_TOP, "A sentence about what is wrong that takes more than one line to be told.")
    bench.qtbot.waitUntil(lambda: bench.bar.width() == width and bench.bar.message.height() >= 15)
    seen = controls(bench.bar)
    assert len(seen) == 11
    for one in seen:
        assert min(one.height(), one.width()) >= look.TARGET
        assert one.accessibleName()
        assert one.toolTip()
    areas = [area(bench.bar, one) for one in (*seen, bench.bar.message)]
    assert all(bench.bar.rect().contains(one) for one in areas)
    assert not any(one.intersects(other) for one, other in combinations(areas, 2))


def test_a_field_runs_as_its_words_do(bench: Bench) -> None:
    bench.look_for("dam")
    assert bench.bar.words.layoutDirection() == Qt.LayoutDirection.LeftToRight
    bench.look_for("ئاوی")
    assert bench.bar.words.layoutDirection() == Qt.LayoutDirection.RightToLeft
    bench.open(Session(a_sorani_story()))
    assert bench.bar.replacement.layoutDirection() == Qt.LayoutDirection.RightToLeft
