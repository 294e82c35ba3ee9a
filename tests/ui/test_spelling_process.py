"""The process that spells: it answers, is replaced when it dies or says nothing, and never outlives the window."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk.checks.dictionaries import Dictionary
from desk.checks.spelling import Word
from desk.ui import spelling_process
from desk.ui.spelling_process import MOST_STARTS, SpellingProcess
from tests.ui.spelling import process


@pytest.fixture
def asked() -> Iterator[SpellingProcess]:
    made = process(["Hawkar"])
    yield made
    made.close()


def check(qtbot: QtBot, asked: SpellingProcess, text: str) -> list[str]:
    """The words of an English text that are wrong."""
    answers: list[list[Word]] = []
    asked.check(text, "en", answers.append, lambda: answers.append([]))
    qtbot.waitUntil(lambda: bool(answers), timeout=15_000)
    return [word.text for word in answers[0]]


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_answers_in_the_order_in_which_it_was_asked(qtbot: QtBot, asked: SpellingProcess) -> None:
    answers: list[str] = []
    asked.check("The ministr Hawkar", "en", lambda words: answers.append(words[0].text))
    asked.suggest("ministr", "en", lambda words: answers.append(words[0]))
    asked.check("A goverment", "en", lambda words: answers.append(words[0].text))
    qtbot.waitUntil(lambda: len(answers) == 3, timeout=15_000)
    assert answers == ["ministr", "minister", "goverment"]
    assert not asked.is_busy


def test_it_starts_with_the_first_question_and_ends_with_the_window(qtbot: QtBot) -> None:
    asked = process()
    assert asked.number == 0
    check(qtbot, asked, "word")
    number = asked.number
    assert is_running(number)
    asked.close()
    assert not is_running(number)
    asked.check("word", "en", lambda _words: pytest.fail("nothing is answered any more"))
    assert asked.number == 0


def test_it_ends_while_it_is_being_started() -> None:
    asked = process()
    asked.check("word", "en", lambda _words: None)
    asked.close()
    assert asked.number == 0


def test_one_that_was_killed_is_replaced(qtbot: QtBot, asked: SpellingProcess) -> None:
    check(qtbot, asked, "word")
    os.kill(asked.number, signal.SIGKILL)
    qtbot.waitUntil(lambda: asked.number == 0, timeout=15_000)
    assert check(qtbot, asked, "The ministr Hawkar") == ["ministr"]


def test_one_that_says_nothing_is_given_up(
    qtbot: QtBot, asked: SpellingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = [sys.executable, "-c", "import time; time.sleep(600)"]
    monkeypatch.setattr(spelling_process, "command", lambda: waits)
    asked.be_patient(200)
    assert check(qtbot, asked, "The ministr") == []
    monkeypatch.undo()
    asked.be_patient(15_000)
    assert check(qtbot, asked, "The ministr") == ["ministr"]


def test_where_it_never_starts_that_is_told_and_not_tried_for_ever(
    qtbot: QtBot, asked: SpellingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []
    monkeypatch.setattr(spelling_process, "command", lambda: started.append(1) or ["/no/such/program"])
    told: list[str] = []
    asked.troubled.connect(told.append)
    for _turn in range(MOST_STARTS):
        assert check(qtbot, asked, "The ministr") == []
    asked.check("word", "en", lambda _words: None)
    assert told == [spelling_process.GIVEN_UP]
    assert len(started) == MOST_STARTS


def test_a_broken_dictionary_is_told(qtbot: QtBot, asked: SpellingProcess, tmp_path: Path) -> None:
    asked.set_up({"en": Dictionary("en-US", tmp_path / "en_US.aff", "added here")}, [])
    with qtbot.waitSignal(asked.troubled, timeout=15_000) as told:
        asked.check("word", "en", lambda _words: None)
    assert told.args == ["The dictionary en_US cannot be read: No such file or directory."]


def test_a_long_list_of_known_words_holds_nothing_up(qtbot: QtBot, asked: SpellingProcess) -> None:
    asked.know(f"Hawkar{number}" for number in range(100_000))
    assert check(qtbot, asked, "The ministr") == ["ministr"]
