"""The pane of versions, by keys: the list, the page of each with its marks, names, and what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange, FieldChange
from desk.article.model import Article, Status
from desk.formats.page import Options
from desk.library import Library
from desk.ui.tasks import Tasks
from desk.ui.versions import VersionsPane
from desk.ui.workspace import Workspace

OPTIONS = Options(modified=datetime(2026, 3, 3, 9, tzinfo=UTC))
FIRST = Article(id="s1", headline="Dam talks", body="Ministers met in Erbil.\n\nNo date was set.")
SECOND = replace(FIRST, headline="Dam talks end", body="Ministers met in Erbil.\n\nA date was set.")
THIRD = replace(SECOND, body=f"{SECOND.body}\n\nNobody was there.")

LISTED = ["Now", "Version 3, 1 automatic version", "Version 2, As filed", "Version 1, Imported"]


@pytest.fixture
def space(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace]:
    """A story that was imported, saved as “As filed”, kept by itself after that, and has a word more now."""
    library = Library.open(tmp_path / "library", "Dana")
    library.add(FIRST)
    library.save(SECOND, name="As filed")
    library.save(THIRD, "auto")
    space = Workspace(library, Tasks())
    with qtbot.waitSignal(space.opened):
        space.open_story("s1")
    space.apply(BodyChange(len(THIRD.body), "", " Now."), "body")
    yield space
    space.close()


@pytest.fixture
def pane(qtbot: QtBot, space: Workspace) -> Iterator[VersionsPane]:
    """The pane with its versions."""
    pane = VersionsPane(space, lambda: OPTIONS)
    pane.resize(1100, 700)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    pane.start()
    settled(qtbot, pane)
    yield pane
    pane.stop()
    pane.close()
    pane.deleteLater()


def settled(qtbot: QtBot, pane: VersionsPane) -> None:
    qtbot.waitUntil(lambda: pane.is_settled, timeout=20_000)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)


def spoken(pane: VersionsPane) -> list[str]:
    """Number and title of every row, as a screen reader has them."""
    roles = (pane.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(pane.list.count()))
    return [", ".join(str(words).split(", ")[: 2 if str(words).startswith("Version") else 1]) for words in roles]


def ask(qtbot: QtBot, pane: VersionsPane, script: str) -> str:
    assert pane.page.view is not None
    told: list[object] = []
    pane.page.view.run(script, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    return str(told[0])


def marks(qtbot: QtBot, pane: VersionsPane, tag: str) -> str:
    """What is marked on the page by one tag, its stretches parted by a bar."""
    return ask(qtbot, pane, f"[...document.querySelectorAll('{tag}.marked')].map((one) => one.textContent).join('|')")


def test_the_list_begins_with_now_and_each_version_shows_its_page(qtbot: QtBot, pane: VersionsPane) -> None:
    assert spoken(pane) == LISTED
    assert marks(qtbot, pane, "ins") == " Now."
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    settled(qtbot, pane)
    assert pane.list.number == 2
    assert marks(qtbot, pane, "ins") == " end|A"
    assert marks(qtbot, pane, "del") == "No"
    assert pane.parts.text() == "Beside the text: Headline"
    press(Qt.Key.Key_Down)
    settled(qtbot, pane)
    assert marks(qtbot, pane, "ins") + marks(qtbot, pane, "del") == ""
    assert ask(qtbot, pane, "document.querySelector('h1').textContent") == "Dam talks"


def test_any_two_versions_are_compared(qtbot: QtBot, pane: VersionsPane) -> None:
    pane.list.choose(1)
    offered = [pane.against.itemText(row).strip("\u2066\u2069") for row in range(pane.against.count())]
    assert offered[:2] == ["the version before", "the story now"]
    assert [line.split(" · ")[0] for line in offered[2:]] == ["3", "2", "1"]
    assert [line.split(" · ")[2].strip("\u2068\u2069") for line in offered[2:]] == ["Automatic", "As filed", "Imported"]
    assert all(re.fullmatch(r"\d\d:\d\d", line.split(" · ")[1]) for line in offered[2:])
    for row, gone in ((1, " end|A|Nobody was there. Now."), (2, " end|A|Nobody was there."), (3, " end|A")):
        pane.against.setFocus()
        while pane.against.currentIndex() < row:
            press(Qt.Key.Key_Down)
        settled(qtbot, pane)
        assert marks(qtbot, pane, "del") == gone
        assert marks(qtbot, pane, "ins") == "No"
    assert "only in version 2 “\u2068As filed\u2069”" in pane.legend.text()


def test_a_group_opens_and_closes_by_keys(qtbot: QtBot, pane: VersionsPane) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    assert pane.list.count() == 5
    press(Qt.Key.Key_Down)
    settled(qtbot, pane)
    assert pane.list.number == 3
    assert marks(qtbot, pane, "ins") == "Nobody was there."
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert pane.list.count() == 4


def test_a_name_is_given_by_f2_and_enter(qtbot: QtBot, pane: VersionsPane) -> None:
    pane.list.choose(1)
    press(Qt.Key.Key_F2)
    assert pane.name.hasFocus()
    QTest.keyClicks(pane.name, "As it came")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Version 1, As it came" in spoken(pane), timeout=20_000)
    assert pane.list.number == 1
    settled(qtbot, pane)
    pane.list.choose(0)
    assert not pane.name.isEnabled()
    assert not pane.restore.isEnabled()
    settled(qtbot, pane)


REASON = "The quote of the minister was made up by a source whom nobody else could find in Erbil since"


def test_the_reason_of_a_kill_is_read_whole_and_stays(qtbot: QtBot, space: Workspace, pane: VersionsPane) -> None:
    space.apply(FieldChange("status", Status.DRAFT, Status.KILLED), "menu")
    with qtbot.waitSignal(space.saved):
        space.save_version("kill", name=REASON)
    qtbot.waitUntil(lambda: f"Version 4, {REASON}" in spoken(pane), timeout=20_000)
    pane.list.choose(4)
    settled(qtbot, pane)
    row, short = pane.list.item(1), pane.list.item(3)
    line = QFontMetrics(pane.list.font()).lineSpacing()
    assert row.sizeHint().height() == short.sizeHint().height() + line, "it has two lines"
    assert REASON in row.toolTip().replace("<br>", " ")
    assert pane.parts.text().endswith("Readers find only that it was withdrawn.")
    with qtbot.waitSignal(pane.told) as told:
        press(Qt.Key.Key_F2)
    assert "cannot be renamed" in told.args[0]
    QTest.keyClick(pane.name, Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Return)
    settled(qtbot, pane)
    assert f"Version 4, {REASON}" in spoken(pane)
    pane.list.choose(1)
    assert not pane.name.isReadOnly()
    settled(qtbot, pane)


def test_changes_are_gone_to_by_alt_and_arrows(qtbot: QtBot, pane: VersionsPane) -> None:
    pane.list.choose(2)
    settled(qtbot, pane)
    assert pane.count.text() == "2 changes"
    for told in ("Change 1 of 2", "Change 2 of 2", "Change 1 of 2"):
        press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda told=told: pane.count.text() == told, timeout=20_000)  # type: ignore[misc]
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: pane.count.text() == "Change 2 of 2", timeout=20_000)


def test_going_back_is_asked_for_by_the_button(qtbot: QtBot, pane: VersionsPane) -> None:
    pane.list.choose(2)
    settled(qtbot, pane)
    pane.restore.setFocus()
    with qtbot.waitSignal(pane.restore_requested) as asked:
        press(Qt.Key.Key_Space)
    assert asked.args == [2]


def test_the_list_follows_what_is_written_and_saved(qtbot: QtBot, space: Workspace, pane: VersionsPane) -> None:
    with qtbot.waitSignal(space.saved):
        space.save_version(name="Second edition")
    qtbot.waitUntil(lambda: "Version 4, Second edition" in spoken(pane), timeout=20_000)
    settled(qtbot, pane)
    assert pane.parts.text() == "No difference."


def test_a_story_that_was_opened_anew_is_shown_anew(qtbot: QtBot, space: Workspace, pane: VersionsPane) -> None:
    pane.list.choose(2)
    settled(qtbot, pane)
    pane.show_session(space.session)
    settled(qtbot, pane)
    assert spoken(pane) == LISTED
    assert pane.list.number == 0


def test_a_group_that_is_chosen_stays_so_when_the_list_is_read_again(
    qtbot: QtBot, space: Workspace, pane: VersionsPane
) -> None:
    pane.list.setCurrentRow(1)
    space.apply(BodyChange(0, "", "More. "), "body")
    pane.refresh()
    settled(qtbot, pane)
    assert pane.list.currentRow() == 1
