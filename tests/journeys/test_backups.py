"""A backup that cannot be made is told in the window, not only in its settings, until it is made."""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.model import Article
from desk.library import Library
from desk.library.backup import said
from desk.library.backups import Backups
from desk.library.kept_backups import Why
from desk.ui.dialogs import SettingsDialog
from desk.ui.window import MainWindow


def test_a_full_stick_is_told_in_the_window_until_there_is_room(
    qtbot: QtBot, tmp_path: Path, open_desk: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, free, make = tmp_path / "stick", [0], Backups.make
    stick.mkdir()

    def made(self: Backups, chosen: Path | None = None, *, why: Why = Why.DAILY) -> Path:
        if chosen and not free[0]:
            with said(f"The backup in {chosen} cannot be written"):
                raise OSError(errno.ENOSPC, "No space left on device")
        return make(self, chosen, why=why)

    monkeypatch.setattr(Backups, "make", made)
    monkeypatch.setattr("desk.ui.backups.room_in", lambda _folder: free[0])
    with closing(Library.open(tmp_path / "library", "Shilan")) as library:
        library.add(Article(id="s1", headline="Dam talks"))
    window = open_desk(story="s1")
    qtbot.waitUntil(lambda: window.workspace.article is not None)

    window.backups.choose(str(stick))
    qtbot.waitUntil(lambda: "No space left on device" in window.notice.words.text())
    assert window.notice.isVisible()
    window.notice.hide()

    told: list[str] = []

    def look_and_leave() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, SettingsDialog) and dialog.backups is not None:
            told.append(dialog.backups.line.text())
            dialog.reject()

    timer = QTimer(interval=20)
    timer.timeout.connect(look_and_leave)
    timer.start()
    window.deeds.show_settings()
    timer.stop()
    assert "No space left on device" in told[0]
    assert window.notice.is_trouble, "it was not mended"
    assert window.notice.words.text() == told[0]

    free[0] = 100_000_000
    window.backups.look()
    qtbot.waitUntil(lambda: "works again" in window.notice.words.text())
    assert len(window.workspace.library.backups.kept(stick)) == 1
