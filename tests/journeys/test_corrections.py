"""A story that is out, in the real window and by keys: corrected in three languages, killed, and brought back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.model import Article, Status
from desk.ui.correcting import CorrectionDialog, KillDialog
from desk.ui.exporting import Order
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, press

Open = Callable[[], MainWindow]
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
WAIT = 20_000


def article(window: MainWindow) -> Article:
    assert window.workspace.article is not None
    return window.workspace.article


def published(qtbot: QtBot, window: MainWindow, headline: str, body: str, language: str = "en") -> str:
    """A story written, published and therefore kept as a version."""
    window.deeds.new_story()
    compose(headline)
    window.editor.page.setFocus()
    compose(body)
    if article(window).language != language:
        window.details.row("language").put(language)  # type: ignore[attr-defined]
    with qtbot.waitSignal(window.workspace.saved, timeout=WAIT):
        window.commands.action("status_published").trigger()
    qtbot.waitUntil(lambda: window.commands.action("correct").isEnabled(), timeout=WAIT)
    return article(window).id


def form(qtbot: QtBot, window: MainWindow, kind: type[CorrectionDialog | KillDialog]) -> CorrectionDialog | KillDialog:
    """The form that was opened, once it has the keys."""
    deeds = window.deeds.copy_desk.correcting
    qtbot.waitUntil(lambda: isinstance(deeds.dialog, kind), timeout=WAIT)
    dialog = deeds.dialog
    assert isinstance(dialog, CorrectionDialog | KillDialog)
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or window), timeout=WAIT)
    return dialog


def back(qtbot: QtBot, window: MainWindow) -> None:
    """Where nobody manages windows, none is given back the keys by itself."""
    window.activateWindow()
    window.editor.page.setFocus()
    qtbot.waitUntil(lambda: window.editor.page.hasFocus(), timeout=WAIT)


def by_palette(qtbot: QtBot, window: MainWindow, words: str) -> None:
    press(Qt.Key.Key_P, CONTROL, SHIFT)
    qtbot.waitUntil(lambda: window.palette_pane.isVisible(), timeout=WAIT)
    compose(words)
    press(Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("language", "headline", "body", "wrong", "right", "told"),
    [
        (
            *("en", "Blast in Erbil", "Three people were killed in Erbil. It rained.", "Three", "Four"),
            "said “Three people were killed.” It should have said “Four people were killed.”",
        ),
        (
            *("ckb", "تەقینەوە لە هەولێر", "لە هەولێر ١٬٢٠٠ کەس کۆبوونەوە. باران باری.", "١٬٢٠٠", "١٬٣٠٠"),
            "نووسرابوو «لە هەولێر ١٬٢٠٠ کەس کۆبوونەوە». ڕاستییەکەی «لە هەولێر ١٬٣٠٠ کەس کۆبوونەوە» بوو.",
        ),
        (
            *("ar", "انفجار في أربيل", "قُتل ثلاثة أشخاص في أربيل. هطل المطر.", "ثلاثة", "أربعة"),
            "«قُتل ثلاثة أشخاص في أربيل»، والصواب «قُتل أربعة أشخاص في أربيل».",
        ),
    ],
)
def test_a_published_story_is_corrected_by_keys(
    qtbot: QtBot, open_desk: Open, language: str, headline: str, body: str, wrong: str, right: str, told: str
) -> None:
    window = open_desk()
    story = published(qtbot, window, headline, body, language)
    start = body.index(wrong)
    window.editor.page.place_caret(start, start + len(wrong))
    window.editor.page.setFocus()
    compose(right)
    press(Qt.Key.Key_C, CONTROL, ALT)
    dialog = form(qtbot, window, CorrectionDialog)
    assert isinstance(dialog, CorrectionDialog)
    qtbot.waitUntil(lambda: dialog.wrong.words() != "", timeout=WAIT)
    for _field in range(3):  # what was wrong, what is right, what readers see
        press(Qt.Key.Key_Tab)
    assert dialog.reason.hasFocus()
    compose("The ministry sent new figures")
    with qtbot.waitSignal(window.workspace.saved, timeout=WAIT):
        press(Qt.Key.Key_Return)
    assert article(window).correction.endswith(told)
    newest = window.workspace.library.versions(story)[0]
    assert (newest.kind, newest.name) == ("correction", "The ministry sent new figures")
    assert window.workspace.library.version(story, newest.number) == article(window)
    assert window.notice.words.text().startswith("The correction stands below the story.")
    assert [button.text().strip("\u200e") for button in window.notice.buttons] == ["Export…", "Undo"]
    qtbot.waitUntil(lambda: window.preview.is_settled, timeout=WAIT)
    page: list[object] = []
    assert window.preview.view is not None
    window.preview.view.run("document.querySelector('.correction').innerText", page.append)
    qtbot.waitUntil(lambda: bool(page), timeout=WAIT)
    assert told in str(page[0])


def test_a_correction_is_one_step_back_and_a_second_one_stands_above_it(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    published(qtbot, window, "Blast in Erbil", "Three were killed.")
    for number, words in enumerate(("One.", "Two."), 1):
        press(Qt.Key.Key_C, CONTROL, ALT)
        dialog = form(qtbot, window, CorrectionDialog)
        assert isinstance(dialog, CorrectionDialog)
        press(Qt.Key.Key_Tab)
        compose(words)
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Tab)
        compose("Asked for")
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda number=number: len(article(window).correction.splitlines()) == number, timeout=WAIT)  # type: ignore[misc]
        back(qtbot, window)
    one, two = (f"An earlier version of this story did not say “{words}”" for words in ("One.", "Two."))
    assert [line.partition(": ")[2] for line in article(window).correction.splitlines()] == [two, one]
    back(qtbot, window)
    press(Qt.Key.Key_Z, CONTROL)
    assert [line.partition(": ")[2] for line in article(window).correction.splitlines()] == [one]


def test_what_was_begun_outlasts_escape_and_the_window(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    story = published(qtbot, window, "Blast in Erbil", "Three were killed.")
    press(Qt.Key.Key_C, CONTROL, ALT)
    dialog = form(qtbot, window, CorrectionDialog)
    compose("Three were")
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.deeds.copy_desk.correcting.dialog is None, timeout=WAIT)
    back(qtbot, window)
    press(Qt.Key.Key_C, CONTROL, ALT)
    dialog = form(qtbot, window, CorrectionDialog)
    assert isinstance(dialog, CorrectionDialog)
    assert dialog.wrong.words() == "Three were"
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.deeds.copy_desk.correcting.dialog is None, timeout=WAIT)
    back(qtbot, window)
    by_palette(qtbot, window, "kill the story")
    form(qtbot, window, KillDialog)
    compose("A rumour.")
    press(Qt.Key.Key_Escape)
    window.close()
    again = open_desk()
    again.deeds.open_story(story)
    qtbot.waitUntil(lambda: again.workspace.article is not None and article(again).id == story, timeout=WAIT)
    qtbot.waitUntil(lambda: again.commands.action("correct").isEnabled(), timeout=WAIT)
    back(qtbot, again)
    press(Qt.Key.Key_C, CONTROL, ALT)
    dialog = form(qtbot, again, CorrectionDialog)
    assert isinstance(dialog, CorrectionDialog)
    qtbot.waitUntil(lambda: dialog.wrong.words() == "Three were", timeout=WAIT)
    assert dialog.start_over.isVisible()
    press(Qt.Key.Key_Escape)
    back(qtbot, again)
    by_palette(qtbot, again, "kill the story")
    dialog = form(qtbot, again, KillDialog)
    assert isinstance(dialog, KillDialog)
    qtbot.waitUntil(lambda: dialog.reason.words() == "A rumour.", timeout=WAIT)


def test_what_readers_do_not_have_is_neither_corrected_nor_killed(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    published(qtbot, window, "Blast in Erbil", "Three were killed.")
    correct, kill = window.commands.action("correct"), window.commands.action("kill")
    qtbot.waitUntil(lambda: correct.isEnabled() and kill.isEnabled(), timeout=WAIT)
    window.deeds.set_status(Status.DRAFT)
    qtbot.waitUntil(lambda: not correct.isEnabled() and not kill.isEnabled(), timeout=WAIT)
    assert "others are simply changed" in correct.toolTip()
    press(Qt.Key.Key_C, CONTROL, ALT)
    assert window.deeds.copy_desk.correcting.dialog is None


def test_a_story_is_killed_goes_out_as_a_kill_and_comes_back(qtbot: QtBot, open_desk: Open, tmp_path: Path) -> None:
    window = open_desk()
    story = published(qtbot, window, "Blast in Erbil", "Three were killed, it was said.")
    by_palette(qtbot, window, "kill the story")
    dialog = form(qtbot, window, KillDialog)
    assert isinstance(dialog, KillDialog)
    assert not dialog.kill.isEnabled(), "there is no reason yet"
    compose("The blast was\u202e a rumour.")
    press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(window.workspace.saved, timeout=WAIT):
        press(Qt.Key.Key_Space)
    killed = article(window)
    assert (killed.status, killed.kill_reason) == (Status.KILLED, "The blast was a rumour.")
    newest = window.workspace.library.versions(story)[0]
    assert (newest.kind, newest.name) == ("kill", "The blast was a rumour.")
    with qtbot.waitSignal(window.exporter.ended, timeout=WAIT):
        window.export(killed, Order(("json", "page"), tmp_path / "out"))
    (told,) = (tmp_path / "out").glob("*.json")
    assert json.loads(told.read_text("utf-8"))["pubStatus"] == "canceled"
    (page,) = (tmp_path / "out").glob("*/index.html")
    assert "The blast was a rumour." in page.read_text("utf-8")
    assert "Blast in Erbil" not in page.read_text("utf-8")
    back(qtbot, window)
    press(Qt.Key.Key_Z, CONTROL)
    assert (article(window).status, article(window).kill_reason) == (Status.PUBLISHED, "")


def test_a_status_brings_a_killed_story_back_without_its_reason(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    published(qtbot, window, "Blast in Erbil", "Three were killed.")
    by_palette(qtbot, window, "kill the story")
    form(qtbot, window, KillDialog)
    compose("A rumour.")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: article(window).status is Status.KILLED, timeout=WAIT)
    window.commands.action("status_in_edit").trigger()
    assert (article(window).status, article(window).kill_reason) == (Status.IN_EDIT, "")
