"""What tests of the window share: settings of their own, and a watch on what they leave running."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from desk.app import prepare_environment

prepare_environment()
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings of whoever runs it."""
    monkeypatch.setenv("DESK_SETTINGS", str(tmp_path / "settings.ini"))


@pytest.fixture(autouse=True)
def nothing_left_running(qapp: QApplication) -> Iterator[None]:
    """A test that leaves a thread of Desk's or a visible window behind fails."""
    yield
    gc.collect()
    qapp.processEvents()
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("desk")]
    assert left == []
    assert [widget for widget in qapp.topLevelWidgets() if widget.isVisible()] == []
