"""The count of words in the status line, all measures over it, the target's bar, and long sentences marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.measures import Reading
from desk.article.model import Article
from desk.article.session import Session
from desk.ui.editor import EditorPane
from desk.ui.measures import MeasuresPanel
from desk.ui.measures_count import TargetBar, told_target
from desk.ui.measures_long import LongSentences
from desk.ui.settings import Settings
from desk.ui.statusline import AT_ONCE, StatusLine
from desk.ui.tasks import Tasks
from tests.builders import ENGLISH, SORANI, an_article

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    qtbot.waitUntil(lambda: tasks.running == 0)
    tasks.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "own.ini")


@pytest.fixture
def line(qtbot: QtBot, tasks: Tasks) -> StatusLine:
    line = StatusLine(tasks)
    qtbot.addWidget(line)
    return line


def said(line: StatusLine) -> str:
    """What is told of the words, without the marks that keep their order."""
    return "".join(mark for mark in line.words.text() if mark not in "\u2066\u2068\u2069")


def shown(qtbot: QtBot, line: StatusLine, article: Article) -> Session:
    session = Session(article)
    line.show_session(session)
    qtbot.waitUntil(lambda: line.words.text() != "")
    return session


def test_what_is_selected_is_counted_beside_the_whole(qtbot: QtBot, line: StatusLine) -> None:
    shown(qtbot, line, an_article(body="One two three.\n\nFour five."))
    assert said(line) == "5 words · 1 min read · English"
    line.show_selection(4, 13)
    assert said(line) == "2 of 5 words · 1 min read · English"
    line.show_selection(4, 4)
    assert said(line) == "5 words · 1 min read · English"


def test_a_joined_word_and_a_number_of_arabic_script_are_one_each(qtbot: QtBot, line: StatusLine) -> None:
    body = "نووسین\u200cەکان ١٬٢٠٠ دینارە"
    shown(qtbot, line, an_article(body=body, language="ckb"))
    line.show_selection(0, body.index("دینارە"))
    assert said(line).startswith("2 of 3 words")


def test_a_long_selection_is_counted_elsewhere(qtbot: QtBot, line: StatusLine) -> None:
    body = "word " * AT_ONCE
    shown(qtbot, line, an_article(body=body))
    line.show_selection(0, len(body) - 5)
    qtbot.waitUntil(lambda: said(line).startswith("19,999 of 20,000 words"))


def test_a_story_that_is_left_takes_its_selection_along(qtbot: QtBot, line: StatusLine) -> None:
    shown(qtbot, line, an_article(body="One two."))
    line.show_selection(0, 3)
    shown(qtbot, line, an_article(id="other", body="Three four five."))
    assert said(line).startswith("3 words")
    line.show_session(None)
    assert line.words.text() == ""
    assert not line.words.button.isVisibleTo(line)


@pytest.mark.parametrize(
    ("words", "colour", "told"),
    [
        (0, "accent", "0 of the 100 words wanted: 100 to go"),
        (99, "accent", "99 of the 100 words wanted: 1 to go"),
        (100, "good", "100 words, as wanted"),
        (110, "good", "110 of the 100 words wanted: 10 over"),
        (111, "warning", "111 of the 100 words wanted: 11 over"),
    ],
)
def test_the_bar_turns_at_the_target_and_a_tenth_above(qtbot: QtBot, words: int, colour: str, told: str) -> None:
    bar = TargetBar()
    qtbot.addWidget(bar)
    bar.show_words(words, 100)
    assert bar.colour == colour
    assert bar.toolTip() == told == told_target(words, 100)
    assert told in bar.accessibleName()


def test_the_bar_is_seen_only_where_there_is_a_target(qtbot: QtBot, line: StatusLine) -> None:
    session = shown(qtbot, line, an_article(body="One two."))
    assert not line.words.bar.isVisibleTo(line)
    session.apply_alone(edits.set_field(session.article, "target", 4), "test")
    line.recount_soon()
    qtbot.waitUntil(lambda: line.words.bar.isVisibleTo(line))
    assert "2 of the 4 words wanted" in line.words.bar.toolTip()


@pytest.fixture
def panel(qtbot: QtBot, settings: Settings, tasks: Tasks) -> Iterator[MeasuresPanel]:
    under = QWidget()
    qtbot.addWidget(under)
    panel = MeasuresPanel(settings, tasks, under)
    panel.open_over(under)
    yield panel
    panel.close()


def value(panel: MeasuresPanel, name: str) -> str:
    return panel.values[name].text()


def test_all_measures_of_a_story_are_shown(qtbot: QtBot, panel: MeasuresPanel) -> None:
    panel.show_text("The talks ended. Nobody signed.\n\nIt rained.", "en", None)
    qtbot.waitUntil(lambda: value(panel, "words") == "7")
    assert panel.title.text() == "The whole story"
    assert value(panel, "characters") == "41 (36 without spaces)"
    assert value(panel, "sentences") == "3"
    assert value(panel, "average") == "2.3"
    assert value(panel, "longest") == "3 words"
    assert value(panel, "paragraphs") == "2"
    assert value(panel, "lines") == "2"
    assert value(panel, "score").startswith("Flesch Reading Ease")


def test_what_is_selected_is_measured_by_itself(qtbot: QtBot, panel: MeasuresPanel) -> None:
    panel.show_text("The talks ended. Nobody signed.", "en", (17, 31))
    qtbot.waitUntil(lambda: value(panel, "words") == "2")
    assert panel.title.text() == "What is selected"


def test_sorani_has_no_score_and_that_is_said(qtbot: QtBot, panel: MeasuresPanel) -> None:
    panel.show_text(SORANI, "ckb", None)
    qtbot.waitUntil(lambda: value(panel, "words") != "")
    assert value(panel, "score") == "There is no published formula for Sorani Kurdish"
    assert not panel.values["grade"].isVisibleTo(panel)


def test_a_column_is_set_in_characters_or_ems_and_remembered(
    qtbot: QtBot, panel: MeasuresPanel, settings: Settings, tasks: Tasks
) -> None:
    panel.show_text(ENGLISH, "en", None)
    qtbot.waitUntil(lambda: value(panel, "lines") == "3")
    panel.room.setFocus()
    panel.room.selectAll()
    typed = QInputMethodEvent()
    typed.setCommitString("١٦")  # as a layout of Arabic script does
    QApplication.sendEvent(panel.room, typed)
    QTest.keyClick(panel.room, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: value(panel, "lines") == "6")
    panel.unit.setCurrentIndex(1)
    assert panel.room.value() == 15
    qtbot.waitUntil(lambda: value(panel, "lines") == "3")
    again = MeasuresPanel(settings, tasks, panel.parentWidget())
    assert (again.unit.currentIndex(), again.room.value()) == (1, 15)
    again.unit.setCurrentIndex(0)
    assert again.room.value() == 16


def test_a_target_is_typed_and_counts_however_the_panel_is_left(qtbot: QtBot, panel: MeasuresPanel) -> None:
    panel.show_target(300, 0)
    assert panel.target.text() == "none"
    panel.target.setFocus()
    panel.target.selectAll()
    QTest.keyClicks(panel.target, "600")
    with qtbot.waitSignal(panel.target_set) as set_to:
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert set_to.args == [600]


def test_showing_a_target_sets_none(qtbot: QtBot, panel: MeasuresPanel) -> None:
    with qtbot.assertNotEmitted(panel.target_set), qtbot.assertNotEmitted(panel.marking_set):
        panel.show_target(300, 250)
        panel.show_marking(True, 20)
    assert panel.so_far.text() == "50 over"


# long sentences


@pytest.fixture
def editor(qtbot: QtBot) -> EditorPane:
    editor = EditorPane()
    qtbot.addWidget(editor)
    return editor


LONG = " ".join(["Word", *["word"] * 39]) + "."


def marks(editor: EditorPane) -> list[str]:
    assert editor.session is not None
    body = editor.session.article.body
    return [body[start:end] for start, end, _look in editor.page.overlays.within("long", 0, len(body))]


def test_long_sentences_are_marked_and_follow_the_text(
    qtbot: QtBot, editor: EditorPane, settings: Settings, tasks: Tasks
) -> None:
    marker = LongSentences(editor.page, settings, tasks, editor)
    session = Session(an_article(body=f"It rained. {LONG}\n\n{SORANI}"))
    editor.show_session(session)
    marker.show_session(session)
    assert marks(editor) == []
    marker.switch(True)
    qtbot.waitUntil(lambda: marks(editor) == [LONG])
    session.apply_alone(edits.set_body(session.article, session.article.body.replace("It rained", "It snowed")), "test")
    assert marks(editor) == [LONG], "they follow at once"
    session.apply_alone(
        edits.set_body(session.article, session.article.body.replace("word word", "word. Word", 1)), "x"
    )
    qtbot.waitUntil(lambda: len(marks(editor)) == 1 and marks(editor)[0] != LONG)
    marker.set_over(5)
    qtbot.waitUntil(lambda: SORANI in marks(editor))
    marker.switch(False)
    assert marks(editor) == []


def test_the_switch_is_remembered(qtbot: QtBot, editor: EditorPane, settings: Settings, tasks: Tasks) -> None:
    LongSentences(editor.page, settings, tasks, editor).switch(True)
    again = LongSentences(editor.page, settings, tasks, editor)
    session = Session(an_article(body=LONG))
    editor.show_session(session)
    again.show_session(session)
    assert again.is_on
    qtbot.waitUntil(lambda: marks(editor) == [LONG])


@given(
    st.lists(
        st.sampled_from([ENGLISH, SORANI, LONG, f"> {LONG}", "- one\n- two", "```\ncode\n```"]), min_size=1, max_size=6
    ),
    st.data(),
)
@examples(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_marked_after_any_edits_is_what_a_whole_reading_finds(
    qtbot: QtBot, editor: EditorPane, settings: Settings, tasks: Tasks, blocks: list[str], data: st.DataObject
) -> None:
    marker = LongSentences(editor.page, settings, tasks, editor)
    marker.set_over(10)
    session = Session(an_article(body="\n\n".join(blocks)))
    editor.show_session(session)
    marker.show_session(session)
    marker.switch(True)
    qtbot.waitUntil(lambda: tasks.running == 0)
    for _edit in range(data.draw(st.integers(1, 4))):
        body = session.article.body
        start, end = sorted(data.draw(st.tuples(st.integers(0, len(body)), st.integers(0, len(body)))))
        end = min(end, start + 30)
        put = data.draw(st.sampled_from(["", " word", ". The", "\n\n", "؟ ", "```\n", "# "]))
        change = edits.set_body(session.article, f"{body[:start]}{put}{body[end:]}")
        if change is not None:
            session.apply_alone(change, "test")
    expected = [session.article.body[start:stop] for start, stop in Reading(session.article.body).longest(10)]
    qtbot.waitUntil(lambda: tasks.running == 0 and marks(editor) == expected)
    marker.show_session(None)
    marker.switch(False)
