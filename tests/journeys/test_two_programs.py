"""A story is open in the window while another program writes it: nothing is lost, nothing asked, the caret stays."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange
from desk.article.model import Article
from desk.article.session import Entry, Move
from desk.library import Journal, Library
from desk.ui.side_by_side import SideBySide
from desk.ui.window import MainWindow
from desk.ui.workspace import OPEN_STORY, RUNNING
from tests.journeys.hands import press

ROOT = Path(__file__).resolve().parents[2]
FIRST = "The talks go on in Erbil.\n\nNo date was set."
SECOND = "Officials said so.\n\nThe talks went on in Erbil.\n\nNo date was set."


def another_program(library: Path, *arguments: str) -> None:
    """Desk's command line, in a process of its own."""
    command = [sys.executable, "-m", "desk", "--library", str(library), *arguments]
    subprocess.run(command, cwd=ROOT, env=os.environ, check=True, capture_output=True)


def at_work(qtbot: QtBot, open_desk: Callable[..., MainWindow], folder: Path, story: str = "dam") -> MainWindow:
    """A window on a story with two versions; the first is open."""
    with closing(Library.open(folder)) as library:
        for body in (SECOND, FIRST):
            library.save(Article(id=story, headline="Dam talks", body=body))
    window = open_desk(story=story)
    qtbot.waitUntil(lambda: window.workspace.article is not None, timeout=20_000)
    return window


def body_of(window: MainWindow) -> str:
    assert window.workspace.article is not None
    return window.workspace.article.body


def test_what_the_command_line_restores_comes_in_around_the_caret(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = at_work(qtbot, open_desk, tmp_path / "library")
    window.editor.page.place_caret(FIRST.index("Erbil"))
    another_program(tmp_path / "library", "restore-version", "dam", "1")
    qtbot.waitUntil(lambda: body_of(window) == SECOND, timeout=20_000)
    assert window.notice.words.text() == "Another program changed this story. Taken in: +4 −1 words."
    assert window.editor.page.caret == SECOND.index("Erbil")
    window.editor.page.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "North ")
    assert body_of(window) == SECOND.replace("Erbil", "North Erbil")
    window.notice.buttons[0].click()
    assert body_of(window) == SECOND.replace("Erbil", "North Erbil"), "what was typed since is not what is offered back"
    for _ in range(2):
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert body_of(window) == FIRST


def test_the_same_words_changed_by_both_are_offered_side_by_side(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = at_work(qtbot, open_desk, tmp_path / "library")
    at = FIRST.index("go")
    with closing(Library.open(tmp_path / "library")) as library:
        library.restore_version("dam", 1)
    window.workspace.apply(BodyChange(at, "go", "drag"), "body")
    qtbot.waitUntil(
        lambda: bool(window.notice.buttons) and window.notice.buttons[0].text() == "Compare…", timeout=20_000
    )
    assert body_of(window) == SECOND.replace("went", "drag")
    assert window.notice.words.text() == (
        "Another program changed this story. Taken in: +3 words."
        " Both of you changed: text; there yours stays until you decide."
    )
    window.notice.buttons[0].click()
    (dialog,) = window.findChildren(SideBySide)
    qtbot.waitUntil(dialog.isVisible)
    window.deeds.compare_others()
    assert window.findChildren(SideBySide) == [dialog], "asked for again it is the same"
    dialog.theirs.click()
    assert body_of(window) == SECOND
    dialog.close()
    qtbot.waitUntil(window.commands.action("compare_others").isEnabled)  # the line may be gone, the way there stays


def test_what_an_import_brings_where_words_were_changed_here_is_offered_side_by_side(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = at_work(qtbot, open_desk, tmp_path / "library", "0123456789abcdef")
    another_program(tmp_path / "library", "export", "0123", "--to", "story", "--out", str(tmp_path))
    (package,) = tmp_path.glob("*.story")
    edited = tmp_path / "edited.story"
    with ZipFile(package) as old, ZipFile(edited, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            told = text.replace("go on", "went on").replace("No date", "A date") if name == "story.json" else text
            new.writestr(name, told)
    window.workspace.apply(BodyChange(FIRST.index("go"), "go", "drag"), "body")
    assert window.workspace.journal.flush()
    another_program(tmp_path / "library", "import", str(edited))
    qtbot.waitUntil(lambda: bool(window.workspace.others.clashes), timeout=20_000)
    assert window.notice.words.text() == (
        "Another program changed this story. Taken in: +1 −1 words."
        " Both of you changed: text; there yours stays until you decide."
    )
    assert body_of(window) == FIRST.replace("go", "drag").replace("No date", "A date")
    window.notice.buttons[0].click()
    (dialog,) = window.findChildren(SideBySide)
    dialog.theirs.click()
    assert body_of(window) == FIRST.replace("go", "went").replace("No date", "A date")
    dialog.close()


def test_what_an_import_brought_while_no_window_was_open_is_offered_once_the_story_is_opened(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path
) -> None:
    came = Article(id="dam", headline="Dam talks", body=FIRST)
    with closing(Library.open(tmp_path / "library")) as library:
        library.add(came)
        library.save(replace(came, body=FIRST.replace("go", "drag")))
        library.twins.renew("dam", replace(came, body=SECOND), "Dana")
        library.save(replace(library.article("dam"), body=library.article("dam").body.replace("said so", "nodded")))
    window = open_desk(story="dam")
    qtbot.waitUntil(lambda: bool(window.workspace.others.clashes), timeout=20_000)
    (clash,) = window.workspace.others.clashes
    window.workspace.others.choose(0, theirs=True)
    assert clash.ours == "drag"
    assert body_of(window) == SECOND.replace("said so", "nodded")
    qtbot.waitUntil(lambda: window.workspace.library.twins.unsettled("dam") is None)


def test_where_nothing_could_be_taken_in_that_is_said(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = at_work(qtbot, open_desk, tmp_path / "library")
    with closing(Library.open(tmp_path / "library")) as library:
        library.save(Article(id="dam", headline="Dam talks", body=FIRST.replace("go", "went")))
    window.workspace.apply(BodyChange(FIRST.index("go"), "go", "drag"), "body")
    qtbot.waitUntil(lambda: window.notice.isVisible(), timeout=20_000)
    assert window.notice.words.text() == (
        "Another program changed this story where you did: text."
        " Nothing of it is taken in; yours stays until you decide."
    )
    assert body_of(window) == FIRST.replace("go", "drag")
    window.deeds.new_story()
    assert not window.notice.isVisible(), "what it offers is of no use in another story"


def test_after_a_crash_the_words_are_counted_and_the_last_version_is_one_click_away(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path
) -> None:
    with closing(Library.open(tmp_path / "library")) as library:
        library.save(Article(id="dam", headline="Dam talks", body=FIRST))
        library.load("dam")
        with closing(Journal(library)) as journal:
            typed = BodyChange(len(FIRST), "", " It was late.")
            journal.record("dam", Entry(typed, Move.DO), len(FIRST))
        library.set_setting(OPEN_STORY, "dam")
        library.set_setting(RUNNING, "yes")
    window = open_desk()
    qtbot.waitUntil(lambda: window.notice.words.text().startswith("Recovered"), timeout=20_000)
    assert window.notice.words.text().startswith("Recovered 3 words typed after ")
    (back,) = window.notice.buttons
    assert back.text() == "Back to version 1"
    back.click()
    qtbot.waitUntil(lambda: body_of(window) == FIRST, timeout=20_000)
    qtbot.waitUntil(lambda: not window.workspace.tasks.running, timeout=20_000)
    assert window.notice.words.text() == "The story is as it was in version 1."
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert body_of(window) == f"{FIRST} It was late."
    assert not window.notice.isVisible(), "it is so no longer"
