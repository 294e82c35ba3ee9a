"""Misspelt words of the body are marked, where they are, also while one types; never the word that is being typed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange
from desk.checks.dictionaries import by_language, find
from desk.checks.spelling_engine import Speller
from desk.ui.spelling_body import PIECE, SETTLED
from desk.ui.spelling_process import SpellingProcess
from desk.ui.unasked import Unasked
from tests.ui.spelling import DICTIONARIES, Writing, process


@pytest.fixture
def asked() -> Iterator[SpellingProcess]:
    made = process()
    yield made
    made.close()


def test_a_story_that_is_opened_has_its_words_marked(qtbot: QtBot, asked: SpellingProcess) -> None:
    body = "The ministr said *recieve*.\n\n```\ncodde\n```\n\nوەزیرکە لە Baghdad گوت\n\n- قال الوزيير في مدينة"
    story = Writing(qtbot, asked, body)
    story.wait("ministr", "recieve", "وەزیرکە", "الوزيير")
    word = story.spelling.word_at(body.index("وەزیرکە") + 2)
    assert word is not None
    assert (word.text, word.tag) == ("وەزیرکە", "ckb")
    assert story.spelling.word_at(body.index("codde")) is None


def test_a_word_is_marked_once_it_is_written_and_not_before(qtbot: QtBot, asked: SpellingProcess) -> None:
    story = Writing(qtbot, asked, "The \n\nA ministr")
    story.wait("ministr")
    story.page.place_caret(4)
    QTest.keyClicks(story.page, "recieve")
    story.wait("ministr")
    QTest.keyClicks(story.page, " ")
    begun = time.monotonic()
    story.wait("recieve", "ministr")
    assert time.monotonic() - begun < 5  # 0.3 s where the machine does nothing else
    QTest.keyClicks(story.page, "the ")
    for _letter in range(5):
        QTest.keyClick(story.page, Qt.Key.Key_Backspace)
    story.wait("ministr")
    QTest.keyClick(story.page, Qt.Key.Key_Left)
    story.wait("recieve", "ministr")


def test_a_word_that_nobody_goes_on_with_is_written(qtbot: QtBot, asked: SpellingProcess) -> None:
    story = Writing(qtbot, asked, "The ")
    story.page.place_caret(4)
    QTest.keyClicks(story.page, "recieve")
    qtbot.waitUntil(lambda: story.marked() == ["recieve"], timeout=SETTLED + 10_000)


def test_a_word_that_is_put_right_is_marked_no_longer(qtbot: QtBot, asked: SpellingProcess) -> None:
    story = Writing(qtbot, asked, "The goverment and the ministr")
    story.wait("goverment", "ministr")
    story.session.apply_alone(BodyChange(9, "", "n"), "elsewhere")
    story.wait("ministr")
    story.session.undo()
    story.wait("goverment", "ministr")


def test_what_becomes_code_is_marked_no_longer_and_what_was_code_is(qtbot: QtBot, asked: SpellingProcess) -> None:
    story = Writing(qtbot, asked, "The ministr\n\n\nA recieve\n\nThe goverment\n```")
    story.wait("ministr", "recieve", "goverment")
    story.session.apply_alone(BodyChange(13, "", "```"), "elsewhere")
    story.wait("ministr")
    story.session.undo()
    story.wait("ministr", "recieve", "goverment")


def test_words_that_are_known_since_are_marked_no_longer(qtbot: QtBot, asked: SpellingProcess) -> None:
    story = Writing(qtbot, asked, "The ministr Hawkar")
    story.wait("ministr", "Hawkar")
    asked.know(["Hawkar"])
    story.spelling.ask_again()
    story.wait("ministr")


def test_nothing_is_marked_while_spelling_is_off(qtbot: QtBot, asked: SpellingProcess) -> None:
    story = Writing(qtbot, asked, "The ministr")
    story.wait("ministr")
    story.spelling.switch(False)
    assert story.marked() == []
    story.session.apply_alone(BodyChange(0, "", "goverment "), "elsewhere")
    story.spelling.switch(True)
    story.wait("goverment", "ministr")


def test_spelling_that_is_switched_off_while_words_are_looked_up_begins_again(
    qtbot: QtBot, asked: SpellingProcess
) -> None:
    story = Writing(qtbot, asked, "The ministr")
    qtbot.waitUntil(lambda: asked.is_busy, timeout=15_000)
    story.spelling.switch(False)
    asked.rest()
    assert asked.number == 0
    story.spelling.switch(True)
    story.wait("ministr")


def test_a_process_that_dies_leaves_no_word_unasked_for_long(qtbot: QtBot, asked: SpellingProcess) -> None:
    story = Writing(qtbot, asked, "The ministr")
    story.wait("ministr")
    check, deaths = asked.check, list[int]()

    def check_and_die(*words: object) -> None:
        check(*words)  # type: ignore[arg-type]
        if len(deaths) < 2:
            deaths.append(asked.number)
            QTimer.singleShot(0, asked.rest)

    asked.check = check_and_die  # type: ignore[method-assign]
    story.spelling.ask_again()
    qtbot.waitUntil(lambda: len(deaths) == 2 and story.spelling.is_done, timeout=15_000)
    assert story.marked() == ["ministr"]


def test_a_language_that_is_changed_is_asked_anew(qtbot: QtBot, asked: SpellingProcess) -> None:
    from desk.article import edits

    story = Writing(qtbot, asked, "ئازاد وتی", "ckb")
    story.wait("ئازاد", "وتی")
    story.session.apply_alone(edits.set_field(story.session.article, "language", "fa"), "elsewhere")  # type: ignore[arg-type]
    story.wait()


def test_from_word_to_word(qtbot: QtBot, asked: SpellingProcess) -> None:
    story = Writing(qtbot, asked, "The ministr and 😀 goverment.")
    story.wait("ministr", "goverment")
    first = story.spelling.next_word(0)
    assert first is not None
    assert first.text == "ministr"
    assert story.spelling.next_word(6) == first
    second = story.spelling.next_word(first.end)
    assert second is not None
    assert second.text == "goverment"
    assert story.spelling.next_word(second.end) is None


def test_what_is_seen_is_asked_before_what_is_not(qtbot: QtBot, asked: SpellingProcess) -> None:
    paragraph = "The minister said the water " * 30
    body = "\n\n".join([paragraph] * 200 + ["Seen ministr"] + [paragraph] * 30)
    story = Writing(qtbot, asked, body)
    story.page.place_caret(body.index("Seen"))
    seen: list[bool] = []
    story.spelling.changed.connect(lambda: seen.append(story.spelling.is_done) if story.marked() else None)
    qtbot.waitUntil(lambda: bool(seen), timeout=15_000)
    assert seen[0] is False
    qtbot.waitUntil(lambda: story.spelling.is_done, timeout=30_000)
    assert "ministr" in story.marked()


def test_a_paragraph_of_any_length_is_asked_in_pieces(qtbot: QtBot, asked: SpellingProcess) -> None:
    texts: list[int] = []
    check = asked.check
    asked.check = lambda text, *more: (texts.append(len(text)), check(text, *more))[1]  # type: ignore[func-returns-value,method-assign]
    body = "The minister said. " * 5_000 + "ministr"
    story = Writing(qtbot, asked, body)
    qtbot.waitUntil(lambda: story.spelling.is_done, timeout=60_000)
    assert story.marked()[-1] == "ministr"
    assert max(texts) < 2 * PIECE
    texts.clear()
    story.page.place_caret(40_000)
    QTest.keyClicks(story.page, " goverment ")
    qtbot.waitUntil(lambda: story.spelling.is_done and "goverment" in story.marked(), timeout=15_000)
    assert sum(texts) < 6 * PIECE


def test_the_marks_are_those_of_the_text_whatever_happened_to_it(qtbot: QtBot, asked: SpellingProcess) -> None:
    """Edits at random, from here and elsewhere; at last exactly the words are marked that the dictionary has not."""
    dice = random.Random(7)
    speller = Speller({tag: (one.aff, one.dic) for tag, one in by_language(find([DICTIONARIES], []), {}).items()})
    pieces = ["ministr ", "the ", "\n\n", "goverment", "😀", "`", "\n```\n", "وەزیرکە ", " مدينة ", "-", "re", "x "]
    story = Writing(qtbot, asked, "The ministr said.\n\nوەزیرەکە گوت\n\n")
    for step in range(120):
        body = story.body
        at = dice.randint(0, len(body))
        end = min(len(body), at + dice.choice([0, 0, 1, 4, 30]))
        put = dice.choice(pieces)
        if body[at:end] != put:
            story.session.apply_alone(BodyChange(at, body[at:end], put), "elsewhere")
        if step % 7 == 0:
            QTest.keyClicks(story.page, "ab ")
        if step % 5 == 0:
            qtbot.wait(3)
    story.session.apply_alone(BodyChange(len(story.body), "", "\n\nThe end"), "elsewhere")
    qtbot.waitUntil(lambda: story.spelling.is_done, timeout=15_000)
    known = {word.text for word in speller.misspelt(story.body, "en")}
    assert set(story.marked()) <= known | {""}
    qtbot.waitUntil(
        lambda: [(w.start, w.end) for w in speller.misspelt(story.body, "en")] == story.spelling.words(), timeout=5_000
    )


# stretches that have yet to be asked about


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40), st.integers(0, 40)), max_size=20))
def test_what_is_unasked_is_what_was_added_and_not_taken(steps: list[tuple[bool, int, int]]) -> None:
    unasked, points = Unasked(), set[int]()
    for adds, a, b in steps:
        low, high = min(a, b), max(a, b)
        if adds:
            unasked.add(low, high)
            points |= set(range(low, high))
        else:
            unasked.take(low, high)
            points -= set(range(low, high))
    left = set[int]()
    while (span := unasked.first()) is not None:
        assert span[0] < span[1]
        left |= set(range(*span))
        unasked.take(*span)
    assert left == points


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 5), st.integers(0, 5))
def test_what_is_unasked_moves_with_its_characters(a: int, b: int, at: int, gone: int, come: int) -> None:
    low, high = min(a, b), max(a, b)
    unasked = Unasked()
    unasked.add(low, high)
    unasked.follow(BodyChange(at, "x" * gone, "y" * come))
    kept = [point for point in range(low, high) if point < at or point >= at + gone]
    moved = {point if point < at else point + come - gone for point in kept}
    span = unasked.first()
    assert moved <= (set(range(*span)) if span else set())
