"""The window's ear for further starts of Desk: what it takes over, and what it leaves alone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from desk.start import Start
from desk.ui.one_window import OneWindow, handed_on, socket_name


@pytest.fixture
def asked() -> list[Start]:
    """What the window was asked to open."""
    return []


@pytest.fixture
def ear(tmp_path: Path, asked: list[Start], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the library whose window listens."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    parent = QObject()
    one = OneWindow(tmp_path / "library", asked.append, parent)
    assert one.listen(Start())
    yield tmp_path / "library"
    one.close()


def answer(qtbot: QtBot, library: Path, *pieces: bytes) -> bytes:
    """What the window of a library says to some bytes."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(library))
    assert socket.waitForConnected()
    for piece in pieces:
        socket.write(piece)
        socket.flush()
        socket.waitForBytesWritten()
    qtbot.waitUntil(socket.canReadLine)
    return bytes(socket.readLine().data())


def question(library: Path, **parts: object) -> bytes:
    usual = {"library": os.path.realpath(library), "story": "", "files": [], "samples": False}
    return json.dumps({**usual, **parts}).encode() + b"\n"


def test_a_question_is_taken_over_in_one_piece_or_several(qtbot: QtBot, ear: Path, asked: list[Start]) -> None:
    whole = question(ear, files=["/a/هەولێر.md"], story="dam")
    assert answer(qtbot, ear, whole) == b"taken\n"
    assert answer(qtbot, ear, whole[:20], whole[20:]) == b"taken\n"
    assert [(start.story, start.files) for start in asked] == [("dam", (Path("/a/هەولێر.md"),))] * 2


@pytest.mark.parametrize("said", [b"\n", b"{}\n", b"[1]\n", b"\xff\n", b'{"library": 1}\n', b"null\n"])
def test_what_is_no_question_is_refused(qtbot: QtBot, ear: Path, asked: list[Start], said: bytes) -> None:
    assert answer(qtbot, ear, said) == b"refused\n"
    assert asked == []


def test_a_question_about_another_library_is_refused(qtbot: QtBot, ear: Path, asked: list[Start]) -> None:
    assert answer(qtbot, ear, question(ear.parent / "other")) == b"refused\n"
    assert answer(qtbot, ear, question(ear, files=[1])) == b"refused\n"
    assert asked == []


def test_each_library_has_a_socket_of_its_own_however_it_is_named(ear: Path) -> None:
    assert socket_name(ear) == socket_name(ear.parent / "x" / ".." / "library")
    assert socket_name(ear) != socket_name(ear.parent / "other")


def test_where_no_window_is_open_nobody_is_asked(tmp_path: Path) -> None:
    assert not handed_on(tmp_path / "nowhere", Start())


def test_a_socket_left_behind_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(socket_name(tmp_path / "library"))
    assert not handed_on(tmp_path / "library", Start())
    parent = QObject()
    one = OneWindow(tmp_path / "library", lambda _start: None, parent)
    assert one.listen(Start())
    one.close()
