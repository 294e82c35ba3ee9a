"""How wide the panes are: as they were left, and never more than half of what a person has to do with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.ui.window import MainWindow

Open = Callable[..., MainWindow]


def test_an_empty_library_leaves_the_room_to_the_welcome(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    qtbot.waitUntil(lambda: window.middle.currentWidget() is window.welcome, timeout=20_000)
    QApplication.processEvents()
    assert window.shelf.width() <= 280
    window.close()
    window = open_desk()
    assert window.shelf.width() <= 280


def test_panes_are_as_wide_at_every_start(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    window.deeds.new_story()
    qtbot.keyClicks(window.editor.headline, "Floods")
    qtbot.waitUntil(lambda: window.workspace.is_kept and window.preview.is_settled, timeout=20_000)
    window.reset_panes()
    QApplication.processEvents()
    before = window.splitter.sizes()
    for _start in range(2):
        window.close()
        window = open_desk()
        qtbot.waitUntil(lambda window=window: window.workspace.session is not None, timeout=20_000)
        qtbot.waitUntil(
            lambda window=window: all(
                abs(now - then) <= 2 for now, then in zip(window.splitter.sizes(), before, strict=True)
            ),
            timeout=20_000,
        )
