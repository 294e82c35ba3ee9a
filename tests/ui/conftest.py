"""What tests of the window share: settings of their own, and a watch on what they leave running."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.app import prepare_environment
from desk.ui.photo_desk import PhotoDesk
from desk.ui.photos import PhotosPane
from desk.ui.stage import Stage
from desk.ui.tasks import Tasks
from desk.ui.thumbnails import Thumbnails
from tests.ui.sidebar import Pictures, known
from tests.ui.stage import Originals

prepare_environment()
os.environ.setdefault("QT_QUICK_BACKEND", "software")  # as Desk chooses where there is no graphics card
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


@pytest.fixture
def pictures() -> Pictures:
    """The library that the pane of photos draws from."""
    return Pictures()


@pytest.fixture
def pane(qtbot: QtBot, pictures: Pictures) -> Iterator[PhotosPane]:
    """The pane of photos, in a window that has the keys; no story is open yet."""
    tasks = Tasks()
    pane = PhotosPane(Thumbnails(pictures, tasks))
    pane.resize(300, 640)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    yield pane
    qtbot.waitUntil(lambda: tasks.running == 0)
    tasks.close()
    pane.close()
    pane.deleteLater()


@pytest.fixture
def photo_desk(qtbot: QtBot, pictures: Pictures) -> Iterator[PhotoDesk]:
    """The photo desk, in a window that has the keys; no story is open yet."""
    tasks = Tasks()
    desk = PhotoDesk(Thumbnails(pictures, tasks), known)
    desk.resize(980, 700)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    yield desk
    desk.show_session(None)
    qtbot.waitUntil(lambda: tasks.running == 0)
    tasks.close()
    desk.close()
    desk.deleteLater()


@pytest.fixture
def originals() -> Originals:
    """The library that the stage draws from."""
    return Originals()


@pytest.fixture
def stage(qtbot: QtBot, originals: Originals) -> Iterator[Stage]:
    """The stage, in a window that has the keys; no photo is shown yet."""
    tasks = Tasks()
    stage = Stage(originals.picture, tasks)
    stage.resize(520, 640)
    with qtbot.waitActive(stage):
        stage.show()
        stage.activateWindow()
    yield stage
    qtbot.waitUntil(lambda: tasks.running == 0)
    tasks.close()
    stage.close()
    stage.deleteLater()
