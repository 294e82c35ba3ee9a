"""The pane of comments by itself: what its cards say, what is typed in them, what is asked of the story."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk.article import changes
from desk.article.changes import BodyChange
from desk.article.commenting import Spot
from desk.article.model import Article, Comment, Reply
from desk.article.session import Session
from desk.article.stamps import now
from desk.library.open_comments import StoryComments
from desk.ui.comment_list import MOST
from desk.ui.comment_tasks import MOST as LISTED
from desk.ui.comments_pane import DONE, EMPTY, CommentsPane
from desk.ui.tasks import Tasks
from tests.builders import a_comment, a_comment_on, a_sorani_story, a_story

ME = "Rojin"
BODY = a_story().body
ANSWER = Reply("r1", "Shilan", now() - timedelta(minutes=3), "The ministry.")
NOTES = (
    a_comment_on(BODY, "No date", id="late", author="Shilan"),
    a_comment_on(BODY, "Water", id="early", time=now() - timedelta(minutes=20), replies=(ANSWER,)),
    a_comment(id="done", resolved=True, text="Settled."),
)
STORY = a_story(id="s1", comments=NOTES)
Made = Callable[[Article | None], CommentsPane]


@pytest.fixture
def elsewhere() -> list[StoryComments]:
    """What other stories wait for."""
    return []


@pytest.fixture
def pane(qtbot: QtBot, elsewhere: list[StoryComments]) -> Iterator[CommentsPane]:
    tasks = Tasks()
    made = CommentsPane(tasks, lambda: list(elsewhere), lambda: ME)
    qtbot.addWidget(made)
    made.resize(300, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.here_button.setChecked(True)
    made.show_session(None)
    qtbot.waitUntil(lambda: tasks.running == 0)
    tasks.close()


def shown(pane: CommentsPane, article: Article = STORY) -> Session:
    session = Session(article)
    pane.show_session(session)
    return session


def ids(pane: CommentsPane) -> list[str]:
    return [card.comment_id for card in pane.threads.cards]


def comment(session: Session, comment_id: str) -> Comment:
    return next(one for one in session.article.comments if one.id == comment_id)


def test_open_comments_stand_in_the_story_s_order_and_resolved_ones_where_they_are_wanted(
    pane: CommentsPane, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(pane.counted, check_params_cb=lambda count: count == 2):
        shown(pane)
    assert ids(pane) == ["early", "late"]
    QTest.mouseClick(pane.resolved_button, Qt.MouseButton.LeftButton)
    assert ids(pane) == ["done", "early", "late"]


def test_a_card_says_who_when_on_what_and_what_was_answered(pane: CommentsPane) -> None:
    shown(pane)
    card = pane.threads.cards[0]
    assert (card.voice.name.text(), card.voice.words.text()) == ("Rojin", "Who says?")
    assert re.fullmatch(r"\d+ min ago", card.voice.time.text()), "counted from now, whenever the tests began"
    assert "“Water”" in card.quote.text()
    assert len(card.voice.time.toolTip()) > len("3 March 2026")
    assert "Shilan: The ministry." in card.accessibleName()
    assert "Water" in card.accessibleName()


def test_a_pane_without_comments_says_how_to_make_one_or_that_all_is_settled(pane: CommentsPane) -> None:
    pane.show_session(None)
    assert not pane.add_button.isEnabled()
    shown(pane, a_story(id="s2"))
    assert pane.empty.isVisible()
    assert pane.empty.text() == EMPTY
    shown(pane, a_story(id="s3", comments=NOTES[2:]))
    assert pane.empty.text() == DONE


def test_a_reply_that_was_begun_outlives_other_stories_and_is_sent_by_keys(pane: CommentsPane) -> None:
    session = shown(pane)
    pane.threads.cards[0].start_reply()
    QTest.keyClicks(QApplication.focusWidget(), "Which ")
    shown(pane, a_story(id="s2"))
    pane.show_session(session)
    answer = pane.threads.cards[0].answer
    assert answer is not None
    assert answer.words == "Which "
    answer.field.setFocus()
    answer.field.moveCursor(answer.field.textCursor().MoveOperation.End)
    QTest.keyClicks(answer.field, "one?")
    QTest.keyClick(answer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(one.author, one.text) for one in comment(session, "early").replies] == [
        ("Shilan", "The ministry."),
        (ME, "Which one?"),
    ]
    assert answer.words == ""


def test_undo_in_a_field_is_the_field_s_own_and_spares_the_story(pane: CommentsPane) -> None:
    session = shown(pane)
    before = session.article
    pane.threads.cards[0].start_reply()
    field = QApplication.focusWidget()
    QTest.keyClicks(field, "No")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    answer = pane.threads.cards[0].answer
    assert answer is not None
    assert answer.words == ""
    assert session.article is before


def test_only_ones_own_words_are_reworded_and_escape_leaves_them(pane: CommentsPane) -> None:
    session = shown(pane)
    mine, theirs = pane.threads.cards
    assert [card.menu(None).actions()[0].isEnabled() for card in (mine, theirs)] == [True, False]
    assert not mine.menu(ANSWER).actions()[0].isEnabled()
    mine.reword()
    box = mine.rewording
    assert box is not None
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert mine.rewording is None
    assert mine.voice.words.text() == "Who says?"
    mine.reword()
    box = mine.rewording
    assert box is not None
    box.field.selectAll()
    QTest.keyClicks(box.field, "Says who?")
    QTest.keyClick(box.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert comment(session, "early").text == "Says who?"
    assert pane.threads.cards[0].voice.words.text() == "Says who?"


def test_a_comment_is_resolved_reopened_and_removed(pane: CommentsPane, qtbot: QtBot) -> None:
    session = shown(pane)
    pane.threads.choose("early")
    QTest.mouseClick(pane.threads.cards[0].settle, Qt.MouseButton.LeftButton)
    assert comment(session, "early").resolved
    assert ids(pane) == ["late"]
    assert pane.threads.chosen_id == "late", "the next one is at hand"
    QTest.mouseClick(pane.resolved_button, Qt.MouseButton.LeftButton)
    card = pane.threads.card("early")
    assert card is not None
    QTest.mouseClick(card.settle, Qt.MouseButton.LeftButton)
    assert not comment(session, "early").resolved
    card.setFocus()
    with qtbot.waitSignal(pane.counted):
        QTest.keyClick(card, Qt.Key.Key_Delete)
    assert [one.id for one in session.article.comments] == ["late", "done"]
    session.undo()
    assert ids(pane) == ["done", "early", "late"]


def test_words_that_go_are_said_to_be_gone(pane: CommentsPane, qtbot: QtBot) -> None:
    session = shown(pane)
    start = BODY.index("No date")
    session.apply(BodyChange(start, "No date", ""))
    qtbot.waitUntil(lambda: pane.threads.cards[-1].thread_shown.gone)
    assert pane.threads.cards[-1].quote.text().startswith("on words that are gone: ")
    session.undo()
    qtbot.waitUntil(lambda: not pane.threads.cards[-1].thread_shown.gone)


def test_a_card_that_says_the_same_stays_the_widget_it_was(pane: CommentsPane, qtbot: QtBot) -> None:
    session = shown(pane)
    cards = pane.threads.cards
    session.apply(BodyChange(0, "", "Late: "))
    qtbot.wait(0)
    pane.refresh()
    assert pane.threads.cards == cards
    assert pane.threads.cards[0].voice is cards[0].voice


def test_a_begun_comment_keeps_to_its_words_and_its_story(pane: CommentsPane) -> None:
    session = shown(pane)
    start = BODY.index("Tuesday")
    pane.begin(Spot(start=start, end=start + 7, quote="Tuesday"))
    QTest.keyClicks(QApplication.focusWidget(), "Monday?")
    session.apply(BodyChange(0, "", "Late: "))
    shown(pane, a_story(id="s2"))
    assert not pane.new.isVisible()
    pane.show_session(session)
    assert pane.new.box.words == "Monday?"
    QTest.keyClick(pane.new.box.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = session.article.comments[-1]
    assert (made.text, made.author, made.quote) == ("Monday?", ME, "Tuesday")
    assert session.article.body[made.start : made.end] == "Tuesday"
    assert not pane.new.isVisible()


def test_what_was_begun_is_thrown_away_by_its_button_alone(pane: CommentsPane) -> None:
    session = shown(pane)
    pane.begin(Spot(start=0, end=5, quote="Water"))
    QTest.keyClicks(QApplication.focusWidget(), "No")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert pane.new.isVisible()
    QTest.mouseClick(pane.new.box.discard, Qt.MouseButton.LeftButton)
    assert not pane.new.isVisible()
    assert session.article is STORY


def test_of_very_many_comments_only_some_are_cards_and_any_can_be_gone_to(pane: CommentsPane, qtbot: QtBot) -> None:
    body = "word " * 1000
    many = tuple(a_comment(id=f"c{n}", start=5 * n, end=5 * n + 4, quote="word") for n in range(1000))
    shown(pane, a_story(id="many", body=body, comments=many))
    qtbot.waitUntil(lambda: len(pane.threads.cards) == MOST)
    assert pane.threads.later.text() == f"{1000 - MOST} later comments"
    assert not pane.threads.earlier.isVisible()
    pane.threads.choose("c700")
    assert pane.threads.card("c700") is not None
    assert pane.threads.earlier.isVisible()
    qtbot.waitUntil(lambda: len(pane.threads.cards) == MOST)
    pane.threads.step(1)
    assert pane.threads.chosen_id == "c701"
    assert QApplication.focusWidget() is pane.threads.card("c701")
    pane.threads.later.click()
    qtbot.waitUntil(lambda: len(pane.threads.cards) == MOST)
    assert pane.threads.card("c701") is None


def test_all_stories_are_listed_with_the_open_one_as_it_is_now(
    pane: CommentsPane, qtbot: QtBot, elsewhere: list[StoryComments]
) -> None:
    elsewhere += [
        StoryComments("other", "Snow closes road", (a_comment(id="c7", text="How much snow?"),)),
        StoryComments("s1", "Of a moment ago", NOTES[:1]),
    ]
    shown(pane)
    QTest.mouseClick(pane.all_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.open.count() == 5)
    rows = [pane.open.item(row).text() for row in range(5)]
    assert rows[0] == STORY.headline
    assert "How much snow?" in rows[4]
    with qtbot.waitSignal(pane.story_wanted) as wanted:
        pane.open.setCurrentRow(4)
        pane.open.setFocus()
        QTest.keyClick(pane.open, Qt.Key.Key_Return)
    assert wanted.args == ["other", "c7"]
    with qtbot.waitSignal(pane.story_wanted) as wanted:
        QTest.keyClick(pane.open, Qt.Key.Key_Home)
        QTest.keyClick(pane.open, Qt.Key.Key_Return)
    assert wanted.args == ["s1", "early"], "a story leads to its first comment"
    elsewhere.clear()
    pane.show_session(Session(replace(STORY, comments=())))
    qtbot.waitUntil(lambda: pane.open.count() == 0)
    assert not pane.open.isVisible()


def test_endless_words_and_names_stay_within_the_pane(pane: CommentsPane, qtbot: QtBot) -> None:
    endless = "https://example.org/" + "dam" * 60
    note = a_comment(author="N" * 90, text=endless, quote=endless, place="slug")
    shown(pane, a_story(id="s5", comments=(note,)))
    pane.threads.choose("c1")
    (card,) = pane.threads.cards
    assert card.voice.name.text().replace("\u200b", "") == "N" * 31 + "…"
    assert "N" * 90 in card.voice.name.toolTip()
    assert "N" * 90 in card.accessibleName()
    qtbot.waitUntil(lambda: card.width() > 100)
    assert card.mapTo(pane, card.rect().topRight()).x() < pane.width()
    assert card.settle.mapTo(pane, card.settle.rect().topRight()).x() < pane.width()
    assert card.voice.more.mapTo(card, card.voice.more.rect().topRight()).x() < card.width()


def test_words_run_in_their_own_direction(pane: CommentsPane) -> None:
    story = a_sorani_story(id="s4")
    note = a_comment_on(story.body, "هەولێر", text="کەی بوو؟")
    shown(pane, replace(story, comments=(note,)))
    (card,) = pane.threads.cards
    assert card.voice.words.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert card.quote.layoutDirection() == Qt.LayoutDirection.RightToLeft
    pane.threads.choose("c1")
    assert card.answer is not None
    assert card.answer.field.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_every_step_of_the_story_leaves_the_pane_as_one_made_anew(pane: CommentsPane, qtbot: QtBot) -> None:
    session = shown(pane)
    steps = [BodyChange(3, "", "x"), BodyChange(0, BODY[:3], ""), changes.CommentsChange(NOTES, NOTES[:1])]
    for step in steps:
        if isinstance(step, changes.CommentsChange):
            step = changes.CommentsChange(session.article.comments, session.article.comments[:1])
        session.apply(step)
    told = [card.thread_shown for card in pane.threads.cards]
    pane.show_session(Session(session.article))
    qtbot.waitUntil(lambda: [card.thread_shown for card in pane.threads.cards] == told)


def test_what_was_begun_is_told_of_and_can_be_given_back(pane: CommentsPane, qtbot: QtBot) -> None:
    session = shown(pane)
    pane.threads.cards[0].start_reply()
    QTest.keyClicks(QApplication.focusWidget(), "Which one?")
    pane.begin(Spot(start=0, end=5, quote="Water"))
    with qtbot.waitSignal(pane.unread_changed) as told:
        QTest.keyClicks(QApplication.focusWidget(), "Whose?")
    story, texts = told.args
    assert story == "s1"
    tasks = Tasks()
    again = CommentsPane(tasks, list, lambda: ME)
    qtbot.addWidget(again)
    again.show()
    again.show_session(Session(session.article))
    again.give_unread("s1", texts)
    assert (again.new.box.words, again.new.spot) == ("Whose?", Spot(start=0, end=5, quote="Water"))
    answer = again.threads.cards[0].answer
    assert answer is not None
    assert answer.words == "Which one?"
    again.give_unread("s2", {"early": "For another story"})
    assert answer.words == "Which one?"
    with qtbot.waitSignal(again.unread_changed, check_params_cb=lambda _story, texts: texts == {}):
        again.new.box.sent.emit("Whose?")
        answer.sent.emit("Which one?")
    again.show_session(None)
    tasks.close()


@pytest.mark.parametrize("kept", ["0", "[]", "[{}]", '[{"nowhere": 1}, "x"]', "{", '[{"start": 0}]'])
def test_what_another_desk_kept_of_a_begun_comment_does_no_harm(pane: CommentsPane, kept: str) -> None:
    shown(pane)
    pane.give_unread("s1", {"new": kept})
    assert pane.new.spot is None


def test_the_keys_are_never_handed_on_to_what_stands_beside_the_pane(
    pane: CommentsPane, qtbot: QtBot, qapp: QApplication
) -> None:
    """As the page beside it would go to one of its links, and take the editor along."""
    window, beside = QWidget(), QLineEdit()
    qtbot.addWidget(window)
    line = QHBoxLayout(window)
    line.addWidget(pane)
    line.addWidget(beside)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    session = shown(pane)
    met: list[QWidget | None] = []
    qapp.focusChanged.connect(lambda _old, now: met.append(now))
    for end in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        pane.begin(Spot(start=0, end=5, quote="Water"))
        if end == Qt.Key.Key_Return:
            QTest.keyClicks(QApplication.focusWidget(), "Whose?")
        QTest.keyClick(QApplication.focusWidget(), end, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(pane.new.box.field, Qt.Key.Key_Escape)
        assert not pane.new.isVisible()
    for card in list(pane.threads.cards):
        card.start_reply()
        pane.threads.step(1)
    pane.threads.cards[0].setFocus()
    with qtbot.waitSignal(pane.left):
        for one in session.article.comments:
            pane.settle(one.id, True)
    assert pane.threads.cards == []
    pane.setParent(None)
    assert beside not in met


def test_of_a_story_with_very_many_comments_the_first_are_listed_and_the_next_is_led_to(
    pane: CommentsPane, qtbot: QtBot, elsewhere: list[StoryComments]
) -> None:
    many = tuple(a_comment(id=f"c{n}") for n in range(LISTED + 7))
    elsewhere.append(StoryComments("other", "Snow closes road", many))
    shown(pane, a_story(id="s9"))
    QTest.mouseClick(pane.all_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.open.count() == 1 + LISTED + 1)
    assert pane.open.item(LISTED + 1).text() == "and 7 more"
    with qtbot.waitSignal(pane.story_wanted) as wanted:
        pane.open.setCurrentRow(LISTED + 1)
        QTest.keyClick(pane.open, Qt.Key.Key_Return)
    assert wanted.args == ["other", f"c{LISTED}"]
