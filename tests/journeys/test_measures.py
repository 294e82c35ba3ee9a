"""Measures in the real window, by keys and mouse: what is selected is counted at once, a target is set and undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.ui.measures import MeasuresPanel
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, press

Open = Callable[[], MainWindow]
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
WAIT = 20_000
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def said(window: MainWindow) -> str:
    return "".join(mark for mark in window.status.words.text() if mark not in "\u2066\u2068\u2069")


def panel(qtbot: QtBot, window: MainWindow) -> MeasuresPanel:
    deeds = window.deeds.copy_desk.measures
    qtbot.waitUntil(lambda: deeds.panel is not None and deeds.panel.values["words"].text() != "", timeout=WAIT)
    assert deeds.panel is not None
    return deeds.panel


def written(qtbot: QtBot, window: MainWindow, text: str, words: int) -> None:
    window.deeds.new_story()
    window.editor.page.setFocus()
    compose(text)
    qtbot.waitUntil(lambda: said(window).startswith(f"{words} words"), timeout=WAIT)
    qtbot.waitUntil(lambda: "long_sentences" in vars(window), timeout=WAIT)


@pytest.mark.parametrize(
    ("text", "words", "joined"),
    [
        ("The dam holds 1,200 litres. It’s full.", 7, 5),
        ("بەنداوەکە ١٬٢٠٠ لیتر نووسین\u200cەکان پڕە. باشە.", 6, 4),
        ("السد فيه ١٬٢٠٠ لتر. هل امتلأ؟", 6, 4),
    ],
)
def test_what_is_selected_is_counted_at_once(qtbot: QtBot, open_desk: Open, text: str, words: int, joined: int) -> None:
    window = open_desk()
    written(qtbot, window, text, words)
    window.editor.page.place_caret(0)
    for _word in range(joined):
        press(Qt.Key.Key_Right if text[0] < "\u0600" else Qt.Key.Key_Left, CONTROL, SHIFT)
    start, end = window.editor.page.selection
    assert (start, end) != (0, 0)
    counted = len(text[start:end].split())
    assert said(window).startswith(f"{counted} of {words} words")
    press(Qt.Key.Key_A, CONTROL)
    assert said(window).startswith(f"{words} of {words} words")
    press(Qt.Key.Key_Right)
    assert said(window).startswith(f"{words} words")


def test_a_target_is_set_shown_and_undone(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    written(qtbot, window, "The talks ended. Nobody signed.", 5)
    press(Qt.Key.Key_W, CONTROL, ALT)
    shown = panel(qtbot, window)
    assert shown.title.text() == "The whole story"
    assert shown.target.hasFocus()
    compose("5")
    press(Qt.Key.Key_Return)
    assert window.workspace.article is not None
    assert window.workspace.article.target == 5
    qtbot.waitUntil(lambda: window.status.words.bar.isVisible(), timeout=WAIT)
    assert window.status.words.bar.colour == "good"
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.deeds.copy_desk.measures.panel is None, timeout=WAIT)
    assert window.editor.page.hasFocus()
    compose(" One more sentence.")
    qtbot.waitUntil(lambda: window.status.words.bar.colour == "warning", timeout=WAIT)
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_Z, CONTROL)
    assert window.workspace.article.target == 0
    qtbot.waitUntil(lambda: not window.status.words.bar.isVisible(), timeout=WAIT)


def test_a_click_on_the_count_opens_the_measures_of_what_is_selected(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    written(qtbot, window, "The talks ended. Nobody signed.", 5)
    window.editor.page.place_caret(17, 31)
    QTest.mouseClick(window.status.words.button, Qt.MouseButton.LeftButton)
    shown = panel(qtbot, window)
    assert shown.title.text() == "What is selected"
    assert shown.values["words"].text() == "2"
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.deeds.copy_desk.measures.panel is None, timeout=WAIT)


def test_long_sentences_are_marked_and_stay_marked_in_the_next_story(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    long = "Word " + "word " * 39 + "end."
    written(qtbot, window, long, 41)
    action = window.commands.action("long_sentences")
    action.trigger()
    assert action.isChecked()
    overlays = window.editor.page.overlays
    qtbot.waitUntil(lambda: overlays.within("long", 0, 9) == [(0, len(long), "long")], timeout=WAIT)
    written(qtbot, window, f"وشە {long}", 42)
    qtbot.waitUntil(lambda: len(overlays.within("long", 0, 9)) == 1, timeout=WAIT)
    action.trigger()
    assert overlays.within("long", 0, 9) == []
