"""Two people at their own laptops: windows on two libraries, and what their hands do to pass a story on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.app import Start, make_window
from desk.article.model import Article
from desk.ui.handover_form import SendDialog
from desk.ui.settings import Settings
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, press

At = Callable[..., MainWindow]
WAIT = 20_000


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """What goes from laptop to laptop."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[At]:
    """Somebody at their own laptop: a window on their library, under their name."""
    opened: list[MainWindow] = []

    def start(who: str, name: str | None = None, **asked: object) -> MainWindow:
        settings = Settings(tmp_path / f"{who}.ini")
        settings.author = who if name is None else name
        window = make_window(Start(library=str(tmp_path / who), **asked), settings)  # type: ignore[arg-type]
        opened.append(window)
        with qtbot.waitSignal(window.made, timeout=30_000):
            window.resize(1366, 768)
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=WAIT)
        return window

    yield start
    for window in opened:
        window.close()
        window.deleteLater()


def article(window: MainWindow) -> Article:
    """The open story."""
    assert window.workspace.article is not None
    return window.workspace.article


def send(qtbot: QtBot, window: MainWindow, to: str, note: str, folder: Path) -> None:
    """Send the open story through the form, by keyboard."""

    def fill_in() -> None:
        dialog = window.findChild(SendDialog)
        assert dialog is not None
        dialog.to.setFocus()
        dialog.to.selectAll()
        compose(to)
        dialog.note.setFocus()
        compose(note)
        dialog.folder.setText(str(folder))
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    QTimer.singleShot(300, fill_in)
    window.commands.action("send").trigger()
    qtbot.waitUntil(lambda: article(window).custody.holder == to, timeout=WAIT)
    qtbot.waitUntil(lambda: window.notice.words.text().startswith("Sent to "), timeout=WAIT)
    settle(qtbot, window)
    come_back(qtbot, window)


def come_back(qtbot: QtBot, window: MainWindow) -> None:
    """Where nobody manages windows, none is given back the keys by itself."""
    window.activateWindow()
    window.editor.page.setFocus()
    qtbot.waitUntil(lambda: window.editor.page.hasFocus(), timeout=WAIT)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is being done for the window any more."""
    qtbot.waitUntil(lambda: not window.workspace.tasks.running, timeout=WAIT)


def plain(text: str) -> str:
    """Words without the signs that keep their order."""
    return text.replace("\u2068", "").replace("\u2069", "")


def said(window: MainWindow) -> str:
    """What the line over the window's foot says."""
    return plain(window.notice.words.text())
