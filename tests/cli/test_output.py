"""What the command line prints, where, and how it ends when an output or the person will have no more."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from desk import cli, console
from tests.builders import an_article
from tests.cli.helpers import ROOT, SORANI, run_desk


def test_a_file_system_in_trouble_is_said_in_its_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    def fail(name: str) -> None:
        raise OSError(28, "No space left on device", name)

    assert console.each(["one.txt", "two.txt"], fail) == 1
    assert capsys.readouterr().err == (
        "desk: one.txt: No space left on device.\ndesk: two.txt: No space left on device.\n"
    )


def test_a_word_that_is_no_command_is_a_wrong_call() -> None:
    assert cli.main(["exprot"]) == 2
    assert cli.main(["show"]) == 2


def test_output_is_utf8_whatever_the_locale(keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article(headline=f"{SORANI} 👩\u200d🚒"))
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"}
    ended = run_desk("--library", tmp_path / "library", "list", env=plain)
    assert f"{SORANI} 👩\u200d🚒" in ended.stdout.decode()


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["--version"], ["export", "--help"]])
def test_help_and_version_need_no_qt(words: list[str]) -> None:
    ended = run_desk(*words)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"desk" in ended.stdout.lower()


@pytest.mark.skipif(sys.platform != "linux", reason="displays can be missing on Linux only")
@pytest.mark.parametrize(
    ("env", "word"),
    [
        ({"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}, "no display"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "PySide6"),
    ],
)
def test_a_window_that_cannot_open_is_one_sentence(env: dict[str, str], word: str) -> None:
    ended = run_desk(env=env)
    assert ended.returncode == 1
    assert len(ended.stderr.decode().splitlines()) == 1
    assert word in ended.stderr.decode()


def test_who_reads_no_further_ends_the_command_in_silence(
    keep: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    keep(*(an_article(id=f"{number:016x}") for number in range(3)))
    command = [sys.executable, "-m", "desk", "--library", str(tmp_path / "library"), "list"]
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(command, cwd=ROOT, stdout=writer, stderr=subprocess.PIPE) as process:
        os.close(writer)
        _, said = process.communicate()
    assert (process.returncode, said) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_output_that_takes_no_more_is_one_sentence(
    keep: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    keep(an_article())
    command = [sys.executable, "-m", "desk", "--library", str(tmp_path / "library"), "list"]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1)


def heed_ctrl_c() -> None:
    """Undo what a shell does to a run in the background: the programs of such a run are deaf to Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def has_open(process: subprocess.Popen[bytes], file: Path) -> bool:
    """Whether a program that runs has a file open."""
    for number in Path(f"/proc/{process.pid}/fd").iterdir():
        with suppress(OSError):
            if number.readlink() == file:
                return True
    return False


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="which files a program has open is not told here")
def test_ctrl_c_ends_a_command_without_a_traceback(keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article())
    (tmp_path / "story.txt").write_text("Water ministers met.")
    file = tmp_path / "library" / "library.db"
    command = [sys.executable, "-m", "desk", "--library", str(file.parent), "import", str(tmp_path / "story.txt")]
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # so that the command waits for its turn
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, preexec_fn=heed_ctrl_c) as process:
            while process.poll() is None and not has_open(process, file):
                pass
            process.send_signal(signal.SIGINT)
            other.execute("ROLLBACK")  # what waits for SQLite hears of the signal once the wait is over
            _, said = process.communicate()
    assert (process.returncode, said) == (130, b"desk: Stopped.\n")
