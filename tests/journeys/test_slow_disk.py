"""A disk on which every commit takes half a second: the window never waits for it, and nothing is lost."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.ui.window import MainWindow
from tests.journeys.hands import compose, press, press_enter
from tests.journeys.test_typing import Heart, let_pass

COMMIT = 0.5
"""Seconds that the disk takes for a commit."""


committing: list[threading.Thread] = []
"""The thread of each commit."""


class SlowConnection(sqlite3.Connection):
    """Takes its time to bring a commit to disk, and lets other threads go on meanwhile, as a disk does."""

    _writes = False

    def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:
        if sql.startswith("BEGIN"):
            self._writes = sql == "BEGIN IMMEDIATE"
        if sql == "COMMIT" and self._writes:
            committing.append(threading.current_thread())
            time.sleep(COMMIT)
        return super().execute(sql, *parameters)


def test_no_key_waits_for_a_slow_disk(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=SlowConnection))
    window = open_desk()
    space = window.workspace
    qtbot.waitUntil(lambda: "notice" in vars(window), timeout=20_000)
    committing.clear()  # a new library was begun
    heart = Heart()
    for title in ("Floods cut the valley road", "Snow on the pass"):
        window.deeds.new_story()
        compose(title)
        press_enter()
        press_enter()
        for word in ["Officials", "asked", "drivers", "to", "wait", "until", "the", "water", "falls"]:
            compose(f"{word} ")
            let_pass(20)
        press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        let_pass(20)
    heart.stop()
    stood = space.article
    assert committing
    assert threading.main_thread() not in committing
    assert sum(beat.gap >= COMMIT * 1000 for beat in heart.beats) <= 1, "nor does it wait for one; a busy machine may"
    qtbot.waitUntil(lambda: space.is_kept and not space.tasks.running, timeout=60_000)
    QApplication.processEvents()
    assert stood is not None
    assert space.library.article(stood.id) == stood
    assert [version.number for version in space.library.versions(stood.id)] == [1]
    assert {row.headline for row in space.library.find()} == {"Floods cut the valley road", "Snow on the pass"}
