"""What waits for a pause is not put off for ever."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject
from pytestqt.qtbot import QtBot

from desk.ui.soon import Soon


def test_it_waits_for_a_pause_and_comes_once(qtbot: QtBot) -> None:
    parent, came = QObject(), []
    soon = Soon(parent, 60, 60_000)
    soon.timeout.connect(lambda: came.append(True))
    for _cause in range(5):
        soon.again()
    assert came == []
    qtbot.waitUntil(lambda: came == [True])
    assert not soon.isActive()


def test_while_causes_go_on_it_comes_all_the_same(qtbot: QtBot) -> None:
    parent, came = QObject(), []
    soon = Soon(parent, 150, 300)
    soon.timeout.connect(lambda: came.append(True))
    clock = QElapsedTimer()
    clock.start()
    while not came and clock.elapsed() < 20_000:
        soon.again()
        qtbot.wait(10)
    assert came == [True]
