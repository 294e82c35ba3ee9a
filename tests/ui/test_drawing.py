"""Who draws the window: the card where there is one, and the processor only by its own short way."""

from __future__ import annotations

import os

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.ui import drawing


@pytest.fixture(autouse=True)
def unchosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(drawing.BACKEND, "")
    monkeypatch.delenv(drawing.BACKEND)


@pytest.mark.parametrize(
    ("name", "played"),
    [
        ("llvmpipe (LLVM 15.0.6, 256 bits)", True),
        ("Google SwiftShader", True),
        ("", True),
        ("Mesa Intel(R) UHD Graphics 620 (KBL GT2)", False),
        ("NVIDIA GeForce GTX 1050/PCIe/SSE2", False),
        ("AMD Radeon Graphics (radeonsi, renoir)", False),
    ],
)
def test_a_processor_that_plays_a_card_is_known_by_its_name(name: str, played: bool) -> None:
    assert drawing.is_played(name) == played


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("wish", "card", "chosen"),
    [("auto", False, "software"), ("auto", True, None), ("software", True, "software"), ("graphics card", False, None)],
)
def test_the_wish_is_obeyed_and_auto_finds_out(
    monkeypatch: pytest.MonkeyPatch, wish: str, card: bool, chosen: str | None
) -> None:
    monkeypatch.setattr(drawing, "has_graphics_card", lambda: card)
    drawing.choose(wish)
    assert os.environ.get(drawing.BACKEND) == chosen


def test_what_the_environment_says_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(drawing.BACKEND, "rhi")
    drawing.choose("software")
    assert os.environ[drawing.BACKEND] == "rhi"


@pytest.mark.qt_log_ignore("QRhi is not supported")  # where there is no screen, OpenGL is none of Qt's business
def test_a_window_drawn_by_software_needs_no_seed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(drawing.BACKEND, "software")
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    drawing.make_ready(window)
    assert window.findChildren(QWidget) == []
    monkeypatch.delenv(drawing.BACKEND)
    drawing.make_ready(window)
    assert len(window.findChildren(QWidget)) == 1
