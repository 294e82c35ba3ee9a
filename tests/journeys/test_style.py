"""House style in the real window: what the rules find stands among the checks; a rule is looked up, switched off, and
one of the newsroom's own written, and the story is looked at by it at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.model import Article
from desk.library import Library
from desk.ui.style_editor import StyleEditor
from desk.ui.window import MainWindow
from tests.journeys.hands import press

CTRL = Qt.KeyboardModifier.ControlModifier
BODY = "An advisor met the mill owner.\n\n“Our advisor left,” she said. The advisor did not."
WAIT = 20_000


@pytest.fixture
def window(open_desk: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path) -> MainWindow:
    library = Library.open(tmp_path / "library", "Rojin")
    library.add(Article(id="story", headline="Ministers meet", body=BODY))
    library.close()
    window = open_desk(story="story")
    qtbot.waitUntil(lambda: "checks_pane" in vars(window) and bool(of_style(window)), timeout=WAIT)
    return window


def of_style(window: MainWindow) -> list[tuple[str, str]]:
    """The findings of house style: what each stands on, and its rule."""
    found = [one for one in window.findings.standing if one.code.startswith("style:")]
    return [(one.about, one.code.removeprefix("style:")) for one in found]


def rules_of(window: MainWindow) -> StyleEditor:
    window.commands.action("house_style").trigger()
    return next(one for one in window.findChildren(StyleEditor) if one.isVisible())


def test_what_rules_find_is_mended_by_a_key_and_all_of_a_kind_at_once(qtbot: QtBot, window: MainWindow) -> None:
    assert of_style(window) == [("advisor", "en.adviser"), ("advisor", "en.adviser")]
    window.editor.page.setFocus()
    window.editor.page.place_caret(4, 4)
    press(Qt.Key.Key_Period, CTRL)
    qtbot.waitUntil(lambda: len(of_style(window)) == 1 and window.findings.is_looked_at, timeout=WAIT)
    assert window.workspace.article is not None
    assert window.workspace.article.body.startswith("An adviser met the mill owner.\n\n“Our advisor left,”")
    window.deeds.undo()
    assert window.workspace.article.body == BODY


def test_a_finding_leads_to_its_rule_which_is_switched_off(qtbot: QtBot, window: MainWindow) -> None:
    finding = next(one for one in window.findings.standing if one.code == "style:en.adviser")
    acts = {action.text(): action for action in window.checks_pane.actions_for(finding)}
    next(action for text, action in acts.items() if text.startswith("This rule of house style")).trigger()
    editor = next(one for one in window.findChildren(StyleEditor) if one.isVisible())
    qtbot.waitUntil(lambda: editor.list.rule is not None and editor.list.rule.id == "en.adviser", timeout=WAIT)
    editor.list.setFocus()
    QTest.keyClick(editor.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: of_style(window) == [], timeout=WAIT)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(StyleEditor), timeout=WAIT)
    assert window.isVisible()


def test_a_rule_of_the_newsrooms_own_is_written_and_heeded(qtbot: QtBot, window: MainWindow) -> None:
    editor = rules_of(window)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is editor.search, timeout=WAIT)
    QTest.keyClick(editor, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is editor.writer.form.looks, timeout=WAIT)
    QTest.keyClicks(editor.writer.form.looks, "mill -> works")
    qtbot.waitUntil(editor.writer.save.isEnabled, timeout=WAIT)
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: ("mill", "own.rule") in of_style(window), timeout=WAIT)
    assert (window.workspace.library.folder / "style" / "own.toml").is_file()
    again = rules_of(window)
    assert again is editor, "one window of rules is enough"
    editor.close()


def test_a_broken_file_is_told_among_the_checks_and_leads_to_the_rules(qtbot: QtBot, window: MainWindow) -> None:
    folder = window.workspace.library.folder / "style"
    folder.mkdir()
    (folder / "own.toml").write_text("[[rule]]\nid = 3\n", "utf-8")
    window.findings.look_again("checks")
    qtbot.waitUntil(lambda: any(one.code == "style-rule" for one in window.findings.standing), timeout=WAIT)
    broken = next(one for one in window.findings.standing if one.code == "style-rule")
    assert broken.message.startswith("own.toml, line 2: Make the ID of small letters")
    assert window.findings.place(broken) == "House style"
    window.checks_pane.wanted.emit(broken)
    editor = next(one for one in window.findChildren(StyleEditor) if one.isVisible())
    qtbot.waitUntil(lambda: editor.problems.text().startswith("own.toml, line 2"), timeout=WAIT)
    editor.close()
