"""The line over the foot of the window has room for all of its words, whatever stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.ui.notice import Notice, Offer

OFFERS: list[Offer] = [("Compare…", lambda: None), ("Review what came", lambda: None)]


@pytest.fixture
def around(qtbot: QtBot) -> Iterator[QWidget]:
    widget = QWidget()
    with qtbot.waitExposed(widget):
        widget.resize(1366, 768)
        widget.show()
    yield widget
    widget.close()
    widget.deleteLater()


@pytest.mark.parametrize("width", [1366, 700])
@pytest.mark.parametrize("offers", [[], OFFERS])
def test_no_line_of_a_long_sentence_is_cut(qtbot: QtBot, around: QWidget, width: int, offers: list[Offer]) -> None:
    around.resize(width, 768)
    notice = Notice(around)
    for count in range(4, 80, 3):
        notice.tell(" ".join(["Taken in from Dana:", *["changes"] * count]), offers, stays=True)
        qtbot.waitUntil(lambda: all(button.isVisible() for button in notice.buttons))
        qtbot.wait(0)
        words = notice.words
        assert words.height() >= words.heightForWidth(words.width())
        assert notice.rect().contains(words.geometry())
