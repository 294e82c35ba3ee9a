"""Desk starts with what was left: nothing moves, nothing is lost, and without a library there is no window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.app import Start, make_window
from desk.article.model import Article
from desk.ui.settings import Settings
from desk.ui.window import MainWindow

Open = Callable[..., MainWindow]


@pytest.fixture
def left(qtbot: QtBot, open_desk: Open) -> None:
    """A window that was closed with a story open."""
    window = open_desk()
    window.workspace.library.add(Article(id="dam", headline="Dam talks", body="Water ministers met."))
    window.workspace.open_story("dam")
    qtbot.waitUntil(lambda: window.workspace.session is not None and window.preview.is_settled, timeout=20_000)
    window.close()


@pytest.mark.usefixtures("left")
def test_the_panes_are_where_they_will_be_from_the_first_paint_on(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(Start(str(tmp_path / "library")), Settings(tmp_path / "settings.ini"))
    with qtbot.waitSignal(window.painted):
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1366, 768)
        window.show()
    first = window.splitter.sizes(), window.centre.geometry()
    assert min(first[0]) > 0, "the panes of the story have their room before it is there"
    with qtbot.waitSignal(window.made, timeout=20_000):
        window.activateWindow()
    qtbot.waitUntil(lambda: window.preview.is_settled, timeout=20_000)
    assert (window.splitter.sizes(), window.centre.geometry()) == first
    assert window.workspace.article is not None
    assert window.workspace.article.headline == "Dam talks"
    assert window.focusWidget() is window.editor.page
    window.close()
    window.deleteLater()


@pytest.mark.usefixtures("left")
def test_a_story_that_is_gone_leaves_the_way_to_another(qtbot: QtBot, open_desk: Open, tmp_path: Path) -> None:
    window = open_desk(library=str(tmp_path / "other"))
    qtbot.waitUntil(lambda: window.middle.currentWidget() is window.welcome, timeout=20_000)
    assert window.workspace.session is None
    assert window.splitter.sizes()[2:] == [0, 0]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.welcome.new, timeout=20_000)


def test_a_command_given_at_once_finds_what_it_needs(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(Start(str(tmp_path / "library")), Settings(tmp_path / "settings.ini"))
    window.painted.connect(window.commands.action("new").trigger)
    with qtbot.waitSignal(window.made, timeout=20_000):
        window.show()
    assert window.workspace.session is not None
    assert window.middle.currentWidget() is window.editor
    window.close()
    window.deleteLater()


def test_a_window_may_be_closed_before_its_parts_are_there(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(Start(str(tmp_path / "library")), Settings(tmp_path / "settings.ini"))
    with qtbot.waitSignal(window.painted):
        window.show()
    window.close()
    qtbot.wait(50)
    assert not (tmp_path / "library").exists(), "nothing was opened any more"
    window.deleteLater()


def test_without_a_library_to_write_to_desk_says_why_and_ends(tmp_path: Path) -> None:
    no_folder = tmp_path / "file"
    no_folder.write_text("words")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DESK_SETTINGS": str(tmp_path / "settings.ini")}
    words = [sys.executable, "-m", "desk", "--library", str(no_folder)]
    ended = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert (
        ended.stderr.splitlines()[-1] == f"{no_folder} is a file, not a folder; choose another place for the library."
    )
    assert no_folder.read_text() == "words"
