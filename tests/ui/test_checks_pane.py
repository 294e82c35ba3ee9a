"""The pane of findings: how much is to be done, what each row says, and what can be done about the chosen one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk.checks import Finding
from desk.library import Library
from desk.ui.checks_list import row_of
from desk.ui.checks_pane import BLANK, NO_STORY, NOTHING, ChecksPane, may_be_ignored, told
from desk.ui.findings import Findings
from desk.ui.tasks import Tasks
from desk.ui.wording import with_quotes_apart
from desk.ui.workspace import Workspace
from tests.builders import a_story

STORY = replace(
    a_story(photos=(), lead=""),
    body="At the the dam, of of it.\n\nThey met on Monday, March 3. It cost TK.",
    push_headline="Dam talks",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    space = Workspace(Library.open(tmp_path / "library", "Dana"), Tasks())
    space.library.save(STORY, "save")
    yield space
    space.close()


@pytest.fixture
def findings(workspace: Workspace) -> Findings:
    found = Findings(workspace)
    workspace.opened.connect(lambda session, _caret: found.show_session(session))
    return found


@pytest.fixture
def pane(qtbot: QtBot, workspace: Workspace, findings: Findings) -> Iterator[ChecksPane]:
    pane = ChecksPane(findings)
    qtbot.addWidget(pane)
    pane.resize(280, 640)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    yield pane
    qtbot.waitUntil(lambda: workspace.tasks.running == 0)


def opened(qtbot: QtBot, workspace: Workspace, pane: ChecksPane, codes: int = 5) -> None:
    workspace.open_story(STORY.id)
    qtbot.waitUntil(lambda: pane.list.count() == codes)


def buttons(pane: ChecksPane) -> list[str]:
    """What the foot offers."""
    found = pane.foot.findChildren(QPushButton)
    return [one.text().translate(dict.fromkeys((0x2066, 0x2068, 0x2069))) for one in found if one.isVisible()]


def choose(pane: ChecksPane, findings: Findings, code: str) -> None:
    pane.list.choose(next(one for one in findings.standing if one.code == code))


def test_what_is_to_be_done_is_told_in_a_line() -> None:
    must, may = (Finding("x", blocks, "body", "Mend it.") for blocks in (True, False))
    assert told((must, must, may)) == "2 must be mended, 1 to look at"
    assert (told((must,)), told((may, may)), told(())) == ("1 must be mended", "2 to look at", NOTHING)


def test_a_row_says_the_words_only_where_its_message_does_not() -> None:
    finding = Finding("x", False, "body", "Take one “the” out of “At the the dam”.", (3, 10))
    assert row_of(finding, "Paragraph 1", "the the").words == ""
    other = Finding("y", True, "body", "Say who said so.", (0, 200))
    row = row_of(other, "Paragraph 2", "“word " + "long " * 40)
    assert row.words.endswith("…")
    assert len(row.words) <= 80
    assert row.spoken.startswith("Must be mended. Paragraph 2: Say who said so. “")


def test_words_of_a_story_keep_their_own_order_in_a_sentence() -> None:
    assert with_quotes_apart("Check “سێشەممە” (٣): so.") == "Check “\u2068سێشەممە\u2069” (\u2068٣\u2069): so."
    assert with_quotes_apart("Nothing quoted.") == "Nothing quoted."


def test_the_pane_says_why_it_is_empty(workspace: Workspace, pane: ChecksPane) -> None:
    assert pane.empty.text() == NO_STORY
    workspace.new_story()
    assert pane.empty.text() == BLANK


def test_the_foot_offers_what_can_be_done_about_the_chosen(
    qtbot: QtBot, workspace: Workspace, pane: ChecksPane, findings: Findings
) -> None:
    opened(qtbot, workspace, pane)
    choose(pane, findings, "placeholder")
    assert buttons(pane) == ["Ignore here"], "a TK may be none"
    choose(pane, findings, "missing-lead")
    assert buttons(pane) == ["Ignore here", "Never check this"]
    choose(pane, findings, "wrong-weekday")
    assert buttons(pane) == ["Write “Tuesday”", "Ignore here", "Never check this"]
    choose(pane, findings, "doubled-word")
    assert buttons(pane) == ["Leave one “the”", "Mend all 2 of this kind", "Ignore here", "Never check this"]
    assert all(one.height() >= 28 for one in pane.foot.findChildren(QPushButton) if one.isVisible())


def test_all_of_a_kind_are_mended_by_a_click(
    qtbot: QtBot, workspace: Workspace, pane: ChecksPane, findings: Findings
) -> None:
    opened(qtbot, workspace, pane)
    choose(pane, findings, "doubled-word")
    qtbot.mouseClick(pane.fix_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.article is not None and workspace.article.body.startswith("At the dam, of it."))
    qtbot.waitUntil(lambda: pane.list.count() == 3)


def test_a_row_that_was_chosen_stays_so_where_others_come_and_go(
    qtbot: QtBot, workspace: Workspace, pane: ChecksPane, findings: Findings
) -> None:
    opened(qtbot, workspace, pane)
    choose(pane, findings, "wrong-weekday")
    findings.ignore_always("missing-lead")
    assert pane.list.count() == 4
    assert pane.chosen is not None
    assert pane.chosen.code == "wrong-weekday"
    findings.ignore_here(pane.chosen)
    assert pane.chosen is not None, "the next one takes its place"
    qtbot.waitUntil(lambda: workspace.tasks.running == 0)


def test_what_blocks_may_not_be_ignored_but_for_what_may_be_misread() -> None:
    assert not may_be_ignored(Finding("missing-credit", True, "photo:p1", "Say whose it is."))
    assert may_be_ignored(Finding("placeholder", True, "body", "Fill it in."))
    assert may_be_ignored(Finding("doubled-word", False, "body", "Take one out."))
