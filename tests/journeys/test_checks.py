"""The checks in the real window: findings come while one types, are gone to, mended and passed over by keys; what
blocks stops an export, until words let it out, which stand among the versions.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk.article.model import Article, Status
from desk.checks import Finding
from desk.ui.exporting import ExportDialog
from desk.ui.sidebar import CHECKS
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, press, press_enter

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BODY = "It cost TK dinars, they said.\n\nThey met at the the dam on Monday, March 3, 2026."


def article_of(window: MainWindow) -> Article:
    assert window.workspace.article is not None
    return window.workspace.article


def written(qtbot: QtBot, window: MainWindow, body: str = BODY) -> None:
    """A story as one types it, looked at."""
    window.deeds.new_story()
    qtbot.waitUntil(lambda: window.workspace.session is not None)
    qtbot.waitUntil(lambda: "checks_pane" in vars(window), timeout=20_000)
    compose("Dam talks go on")
    press_enter()
    press_enter()
    for number, paragraph in enumerate(body.split("\n\n")):
        if number:
            press_enter()
        compose(paragraph)
    looked(qtbot, window)


def looked(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.findings.is_looked_at, timeout=20_000)


def plain(action: QAction) -> str:
    """What an action says, without the marks that keep words in their order."""
    return action.text().translate(dict.fromkeys((0x2066, 0x2068, 0x2069)))


def of(window: MainWindow, code: str) -> list[Finding]:
    return [one for one in window.findings.standing if one.code == code]


def go_down_to(window: MainWindow, code: str) -> None:
    """Press Down in the list until a finding of the code is chosen."""
    press(Qt.Key.Key_Home)
    for _row in range(window.checks_pane.list.count()):
        if window.checks_pane.chosen is not None and window.checks_pane.chosen.code == code:
            return
        press(Qt.Key.Key_Down)
    raise AssertionError(f"no row of {code}")


def test_findings_come_while_one_types_and_are_mended_by_a_key(
    qtbot: QtBot, open_desk: Callable[..., MainWindow]
) -> None:
    window = open_desk()
    written(qtbot, window)
    pane = window.checks_pane
    press(Qt.Key.Key_C, CTRL, SHIFT)
    assert window.sidebar.currentIndex() == CHECKS
    assert pane.list.hasFocus()
    assert pane.summary.text().startswith("1 must be mended, ")
    assert pane.chosen is not None
    assert pane.chosen.code == "placeholder", "what blocks comes first"
    go_down_to(window, "doubled-word")
    press(Qt.Key.Key_Period, CTRL)
    assert "at the dam" in article_of(window).body
    looked(qtbot, window)
    assert not of(window, "doubled-word")
    assert pane.list.hasFocus(), "one goes on to the next"
    press(Qt.Key.Key_Z, CTRL)
    looked(qtbot, window)
    assert "the the dam" in article_of(window).body
    assert of(window, "doubled-word")


def test_enter_goes_to_the_words_and_the_key_mends_them_there(
    qtbot: QtBot, open_desk: Callable[..., MainWindow]
) -> None:
    window = open_desk()
    written(qtbot, window)
    press(Qt.Key.Key_C, CTRL, SHIFT)
    go_down_to(window, "wrong-weekday")
    press_enter()
    page = window.editor.page
    assert page.hasFocus()
    start, end = page.selection
    assert article_of(window).body[start:end] == "Monday"
    press(Qt.Key.Key_Period, CTRL)
    assert "Tuesday, March 3, 2026" in article_of(window).body
    looked(qtbot, window)
    page.place_caret(0)
    press(Qt.Key.Key_Period, CTRL)
    qtbot.waitUntil(window.notice.isVisible)
    assert article_of(window).body.count("Tuesday") == 1


def test_one_key_goes_from_finding_to_finding_through_all_fields(
    qtbot: QtBot, open_desk: Callable[..., MainWindow]
) -> None:
    window = open_desk()
    written(qtbot, window)
    window.editor.headline.setFocus()
    window.editor.headline.moveCursor(window.editor.headline.textCursor().MoveOperation.Start)
    order = window.findings.down_the_page()
    gone: list[str] = []
    for _finding in order:
        press(Qt.Key.Key_F8, CTRL, SHIFT)
        focus = QApplication.focusWidget()
        assert focus is not None
        gone.append(focus.accessibleName())
    assert gone[0] == "Summary"
    assert gone.count("Body") == sum(one.place == "body" for one in order)
    assert {"Slug", "Section", "Place", "Keywords"} <= set(gone)


def test_what_is_passed_over_stays_out_until_it_is_heeded_again(
    qtbot: QtBot, open_desk: Callable[..., MainWindow]
) -> None:
    window = open_desk()
    written(qtbot, window)
    pane = window.checks_pane
    press(Qt.Key.Key_C, CTRL, SHIFT)
    go_down_to(window, "wrong-weekday")
    press(Qt.Key.Key_Delete)
    assert len(article_of(window).passed_over) == 1
    assert not of(window, "wrong-weekday")
    go_down_to(window, "missing-slug")
    qtbot.mouseClick(pane.always, Qt.MouseButton.LeftButton)
    assert not of(window, "missing-slug")
    assert window.notice.words.text() == "“Missing slug” is no longer checked in any story."
    press(Qt.Key.Key_Z, CTRL)
    assert of(window, "missing-slug"), "undo takes back what holds for all stories"
    assert not window.notice.isVisible()
    assert len(article_of(window).passed_over) == 1, "and the step before it stays"
    press(Qt.Key.Key_Z, CTRL, SHIFT)
    assert not of(window, "missing-slug")
    next(one for one in window.notice.buttons if one.text() == "Undo").click()
    assert of(window, "missing-slug")
    pane.list.setFocus()
    go_down_to(window, "missing-slug")
    qtbot.mouseClick(pane.always, Qt.MouseButton.LeftButton)
    assert pane.over.text() == "Show 2 passed over"
    qtbot.mouseClick(pane.over, Qt.MouseButton.LeftButton)
    assert pane.list.count() == 2
    pane.list.setFocus()
    go_down_to(window, "wrong-weekday")
    press(Qt.Key.Key_Delete)
    assert of(window, "wrong-weekday")
    assert not article_of(window).passed_over
    qtbot.waitUntil(lambda: window.workspace.tasks.running == 0)


def test_what_blocks_stops_an_export_until_words_let_it_out(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = open_desk()
    written(qtbot, window)
    window.settings.export_formats, window.settings.export_folder = ["json"], str(tmp_path / "out")
    seen: list[bool] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not (isinstance(dialog, ExportDialog) and dialog.checks.is_looked_at):
            QTimer.singleShot(20, answer)
            return
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(dialog.isVisible() and not dialog.export.isEnabled())
        words: QLineEdit = dialog.checks.words
        words.setFocus()
        QTest.keyClicks(words, "The price comes at six")
        seen.append(dialog.export.isEnabled())
        QTest.keyClick(words, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    press(Qt.Key.Key_E, CTRL)
    assert seen == [True, True]
    qtbot.waitUntil(lambda: any((tmp_path / "out").rglob("*.json")), timeout=20_000)
    words = "Exported although: Paragraph 1 (placeholder) — “The price comes at six”"
    library, story = window.workspace.library, article_of(window).id
    qtbot.waitUntil(lambda: words in [version.name for version in library.versions(story)], timeout=20_000)
    qtbot.waitUntil(lambda: window.workspace.tasks.running == 0)


@pytest.mark.parametrize("status", [Status.READY, Status.PUBLISHED])
def test_whoever_marks_a_story_as_ready_or_published_is_told_what_stops_it_and_may_go_back(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], status: Status
) -> None:
    window = open_desk()
    written(qtbot, window)
    window.deeds.set_status(status)
    qtbot.waitUntil(window.notice.isVisible)
    said = window.notice.words.text()
    assert said.startswith(f"It is marked as {status}, but 1 must be mended before it can go out. Fill in or remove")
    assert [button.text().strip("\u200e") for button in window.notice.buttons] == ["Show in Checks", "Undo"]
    window.notice.buttons[1].click()
    assert article_of(window).status is Status.DRAFT
    window.deeds.set_status(status)
    window.notice.hide()
    window.deeds.set_status(Status.DRAFT)
    assert not window.notice.isVisible()
    window.editor.page.setFocus()
    press(Qt.Key.Key_A, CTRL)
    compose("It is done.")
    looked(qtbot, window)
    window.deeds.set_status(status)
    assert not window.notice.isVisible()


def test_the_words_in_the_text_say_why_and_offer_what_mends_them(
    qtbot: QtBot, open_desk: Callable[..., MainWindow]
) -> None:
    window = open_desk()
    written(qtbot, window)
    page, at = window.editor.page, BODY.index("Monday") + 2
    qtbot.waitUntil(lambda: bool(page.overlays.at("findings", at)))
    assert any("2026-03-03 is a Tuesday" in tell(at) for tell in page.tellers)
    menu = page.menu_at(at)
    labels = [plain(action) for action in menu.actions()]
    first = labels.index("Write “Tuesday”")
    assert labels[first : first + 3] == [
        "Write “Tuesday”",
        "Ignore here",
        "Never check “Weekdays that do not fit their date” (all stories)",
    ]
    assert (labels[first - 1], menu.actions()[first - 1].isEnabled()) == ("Checks", False)
    menu.actions()[first].trigger()
    assert "on Tuesday, March 3" in article_of(window).body
    menu.deleteLater()
    assert not any(tell(3) for tell in page.tellers)


def test_words_of_the_headline_offer_what_mends_them_too(qtbot: QtBot, open_desk: Callable[..., MainWindow]) -> None:
    window = open_desk()
    written(qtbot, window)
    headline = window.editor.headline
    headline.setFocus()
    press(Qt.Key.Key_Home, CTRL)
    compose("The the ")
    looked(qtbot, window)
    qtbot.waitUntil(lambda: bool(headline.extraSelections()))
    QTest.mousePress(headline.viewport(), Qt.MouseButton.RightButton, pos=QPoint(9, 9))
    header = window.editor.page.header
    labels = [plain(action) for action in header.actions()]
    assert "Leave one “The”" in labels
    header.actions()[labels.index("Leave one “The”")].trigger()
    assert article_of(window).headline == "The Dam talks go on"
    looked(qtbot, window)
    assert not headline.extraSelections()


def test_typing_costs_nothing_while_a_long_story_is_looked_at(
    qtbot: QtBot, open_desk: Callable[..., MainWindow]
) -> None:
    """What is typed while the checks run is in the story at once, and the findings come after it."""
    window = open_desk()
    written(qtbot, window, "They met at the dam on Tuesday. " * 2_000)
    page = window.editor.page
    page.place_caret(len(article_of(window).body))
    window.findings.look()
    for letter in " in in":
        compose(letter)
    assert article_of(window).body.endswith(" in in")
    looked(qtbot, window)
    assert of(window, "doubled-word")
