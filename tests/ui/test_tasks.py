"""Work off the GUI thread answers on it, and failures come as plain sentences."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from desk.article.trouble import Trouble
from desk.ui.tasks import UNEXPECTED, Tasks


def test_work_runs_elsewhere_and_answers_here(qtbot: QtBot) -> None:
    tasks = Tasks()
    answers: list[tuple[bool, bool]] = []
    here = threading.get_ident()
    with qtbot.waitSignal(tasks.idle):
        tasks.run(threading.get_ident, lambda ident: answers.append((ident != here, threading.get_ident() == here)))
    tasks.close()
    assert answers == [(True, True)]


def fail(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(
    ("error", "said"), [(Trouble("The disk is full."), "The disk is full."), (ValueError("inside"), UNEXPECTED)]
)
def test_failures_are_told_in_a_sentence(qtbot: QtBot, error: Exception, said: str) -> None:
    tasks = Tasks()
    told: list[str] = []
    with qtbot.waitSignal(tasks.idle):
        tasks.run(lambda: fail(error), lambda _none: None, told.append)
    tasks.close()
    assert told == [said]


def test_nothing_answers_after_the_end(qtbot: QtBot) -> None:
    tasks = Tasks(workers=1)
    answers: list[int] = []
    gate = threading.Event()
    tasks.run(lambda: gate.wait(5), lambda _done: answers.append(1))
    gate.set()
    tasks.close()
    qtbot.wait(1)
    assert answers == []
