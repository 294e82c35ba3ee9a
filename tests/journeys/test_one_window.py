"""Desk started twice on one library is one window; on two libraries it is two."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from desk.article.model import Article
from desk.library import Library
from desk.ui.one_window import socket_name
from desk.ui.window import MainWindow
from desk.ui.workspace import RUNNING

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = os.environ | {"QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another start of Desk, in a process of its own, which is killed at the end of the block."""
    command = [sys.executable, "-m", "desk", *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def ended(qtbot: QtBot, *arguments: str) -> int:
    """Start Desk once more; the exit code that it soon ends with."""
    with started(*arguments) as process:
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=30_000)
        return process.returncode


def test_a_second_start_hands_its_file_to_the_window_that_is_there(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = open_desk()
    window.showMinimized()
    file = tmp_path / "flood.md"
    file.write_text("# Floods cut the valley road\n\nWater rises.\n", encoding="utf-8")
    assert ended(qtbot, "--library", str(tmp_path / "library"), str(file)) == 0
    qtbot.waitUntil(lambda: window.workspace.article is not None, timeout=20_000)
    assert window.workspace.article is not None
    assert window.workspace.article.headline == "Floods cut the valley road"
    assert not window.isMinimized()
    assert window.isVisible()


def test_a_second_start_opens_its_story_through_a_link_to_the_library_too(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = open_desk()
    window.workspace.library.add(Article(id="dam", headline="Dam talks"))
    (tmp_path / "link").symlink_to(tmp_path / "library")
    assert ended(qtbot, "--library", str(tmp_path / "link"), "--open", "dam") == 0
    qtbot.waitUntil(lambda: window.workspace.article is not None, timeout=20_000)
    assert window.workspace.article is not None
    assert window.workspace.article.headline == "Dam talks"


def test_two_processes_end_as_one_and_a_killed_one_leaves_no_lock(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    Library.open(folder).close()
    name = Path(socket_name(folder))
    with started("--library", str(folder)) as first:
        qtbot.waitUntil(name.exists, timeout=30_000)
        assert ended(qtbot, "--library", str(folder)) == 0
        assert first.poll() is None
        first.send_signal(signal.SIGKILL)
    assert name.exists(), "a killed window leaves its socket behind"
    before = name.stat().st_mtime_ns
    with started("--library", str(folder)) as third:
        qtbot.waitUntil(lambda: name.exists() and name.stat().st_mtime_ns != before, timeout=30_000)
        assert ended(qtbot, "--library", str(folder)) == 0
        assert third.poll() is None
    name.unlink(missing_ok=True)


def test_another_library_gets_a_window_of_its_own(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path
) -> None:
    one, other = open_desk(), open_desk(library=str(tmp_path / "other"))
    qtbot.waitUntil(lambda: Path(socket_name(tmp_path / "other")).exists(), timeout=20_000)
    assert one.isVisible()
    assert other.isVisible()


def test_two_windows_begun_at_once_are_one_in_the_end(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with closing(Library.open(folder)) as library:
        with started("--library", str(folder)) as one, started("--library", str(folder)) as other:
            qtbot.waitUntil(lambda: (one.poll() is None) != (other.poll() is None), timeout=30_000)
            assert library.setting(RUNNING) == "yes"
        Path(socket_name(folder)).unlink(missing_ok=True)
