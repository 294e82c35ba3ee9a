"""Folders to work in: gone with whoever worked there, and where that was killed, with the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from desk.library.workplace import FRESH, LOCK, OLD, sweep, workplace

WORKER = """
import sys, time
from pathlib import Path
from desk.library.workplace import workplace
with workplace(Path(sys.argv[1])) as place:
    (place / "draft.zip").write_bytes(b"half of it")
    print(place, flush=True)
    sys.stdin.read()
"""


def age(place: Path, seconds: int) -> None:
    for file in (*place.iterdir(), place):
        then = file.stat().st_mtime - seconds
        os.utime(file, (then, then))


def test_nothing_is_left_of_it_whatever_happens(tmp_path: Path) -> None:
    with suppress(RuntimeError), workplace(tmp_path) as place:
        (place / "draft.zip").write_bytes(b"half of it")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks")
def test_what_a_killed_program_left_goes_and_what_is_in_use_stays(tmp_path: Path) -> None:
    (tmp_path / ".firefox.part").write_bytes(b"somebody else")
    command = [sys.executable, "-c", WORKER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        place = Path(worker.stdout.readline().strip())
        age(place, 2 * OLD)
        sweep(tmp_path)
        assert (place / "draft.zip").exists(), "it is being worked on"
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert place.exists()
    with workplace(tmp_path):
        assert not place.exists()
    assert [left.name for left in tmp_path.iterdir()] == [".firefox.part"]


def test_one_that_was_begun_just_now_stays(tmp_path: Path) -> None:
    begun = tmp_path / ".desk-backup-abc"
    begun.mkdir()
    sweep(tmp_path)
    assert begun.exists()
    (begun / LOCK).touch()
    sweep(tmp_path)
    assert begun.exists()
    age(begun, FRESH + 1)
    sweep(tmp_path)
    assert not begun.exists()
