"""What the command line prints, where, and how it ends when an output or the person will have no more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
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


def opened_by_reader(pipe: Path, process: subprocess.Popen[bytes]) -> int:
    """The writing end of a named pipe, once the process has begun to read from it."""
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                pytest.fail(f"the command ended with {process.wait(0.01)} before it read")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_ctrl_c_ends_a_command_without_a_traceback(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "slow.txt")
    words = ["--library", str(tmp_path / "library"), "import", str(tmp_path / "slow.txt")]
    command = [sys.executable, "-m", "desk", *words]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, preexec_fn=heed_ctrl_c) as process:
        held = opened_by_reader(tmp_path / "slow.txt", process)
        while process.poll() is None:  # one that comes just before the read begins is heard only by the next
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
        _, said = process.communicate()
        os.close(held)
    assert (process.returncode, said) == (130, b"desk: Stopped.\n")
