"""Journeys: whole stories played through the real window, with real key and mouse events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.app import Start, make_window
from desk.paths import resources
from desk.ui.settings import Settings
from desk.ui.window import MainWindow
from tests.ui.conftest import nothing_left_running, own_settings

__all__ = ["nothing_left_running", "own_settings"]

Opener = Callable[[], MainWindow]


@pytest.fixture
def open_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., MainWindow]]:
    """Opens Desk's window on the test's own library; all windows opened are closed at the end."""
    opened: list[MainWindow] = []

    def start(**asked: object) -> MainWindow:
        asked.setdefault("library", str(tmp_path / "library"))
        settings = Settings(tmp_path / "settings.ini")
        settings.author = settings.author  # who has set it is not asked for it
        window = make_window(Start(**asked), settings)  # type: ignore[arg-type]
        opened.append(window)
        with qtbot.waitSignal(window.painted):
            window.resize(1366, 768)
            window.setWindowState(Qt.WindowState.WindowNoState)
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=20_000)
        qtbot.waitUntil(lambda: window.preview.view is not None, timeout=20_000)
        return window

    yield start
    for window in opened:
        window.close()
        window.deleteLater()


@pytest.fixture
def samples() -> list[Path]:
    """The photographs of the sample stories."""
    return sorted((resources() / "samples").glob("*.jpg"))
