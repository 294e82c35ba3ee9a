"""The lid closes in the middle of a story: the program is killed, started again, and nothing is missing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk.article.measure import count_words
from desk.article.record import from_record
from desk.ui.exporting import Order
from desk.ui.window import MainWindow
from tests.journeys.hands import press

ROOT = Path(__file__).resolve().parents[2]


def killed_while_writing(library: Path, settings: Path, language: str, photo: Path) -> dict[str, object]:
    """What stood in the window when it was killed without warning."""
    command = [sys.executable, "-m", "tests.journeys.typist", str(library), str(settings), language, str(photo)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as window:
        assert window.stdout is not None
        said = window.stdout.readline()
        window.send_signal(signal.SIGKILL)
    record: dict[str, object] = json.loads(said)
    return record


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_a_killed_window_comes_back_as_it_was(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path, samples: list[Path], language: str
) -> None:
    stood = from_record(killed_while_writing(tmp_path / "library", tmp_path / "settings.ini", language, samples[0]))
    window = open_desk()
    qtbot.waitUntil(lambda: window.workspace.session is not None, timeout=20_000)
    session = window.workspace.session
    assert session is not None
    assert session.article == stood
    words = sum(map(count_words, (stood.headline, stood.summary, stood.body)))
    qtbot.waitUntil(lambda: window.notice.isVisible(), timeout=20_000)
    assert window.notice.words.text().startswith(f"Recovered {words} words typed after ")
    assert window.notice.words.text().endswith(", in a story that was not saved yet.")
    assert [button.text() for button in window.notice.buttons] == ["Save it"]
    assert window.editor.headline.toPlainText() == stood.headline
    qtbot.waitUntil(lambda: [row.headline for row in window.workspace.library.find()] == [stood.headline])
    with qtbot.waitSignal(window.exporter.ended, timeout=60_000) as ended:
        window.export(session.article, Order(("html", "json"), tmp_path / "out"))
    assert {".html", ".json"} <= {path.suffix for path in ended.args[0].paths}
    assert stood.headline in ended.args[0].paths[0].read_text(encoding="utf-8")
    while session.can_undo:
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (session.article.headline, session.article.body, session.article.photos) == ("", "", ())
