"""The power goes while a program writes: its files as of one moment, their log cut anywhere, lose the tail alone.

SQLite brings the log to disk with every commit, and what it copies from there into the database it has brought to
disk before. So whatever a real disk may still owe lies in the log behind what was copied: that is what is cut here.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from desk.article.model import Article
from desk.library import Library
from tests.crash.pulse import Pulse
from tests.crash.writer import STORY

ROOT = Path(__file__).resolve().parents[2]
COPIES = 60 if os.environ.get("CI") else 25
SAFE = 0.25
WAL, MEMORY = "library.db-wal", "library.db-shm"
LOG_HEADER, FRAME_HEADER = 32, 24
"""Bytes: https://www.sqlite.org/fileformat2.html#the_write_ahead_log"""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no program can be stopped here")


class Writer:
    """The program that writes, and what it told so far."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        self._process, self._pipe = process, process.stdout.fileno()
        self._told = os.read(self._pipe, 1 << 16)
        os.set_blocking(self._pipe, False)

    @contextmanager
    def stopped(self) -> Iterator[list[float]]:
        """While the block lasts nothing is written; when each word was, by its number."""
        self._process.send_signal(signal.SIGSTOP)
        os.waitpid(self._process.pid, os.WUNTRACED)
        try:
            while True:
                self._told += os.read(self._pipe, 1 << 16)
        except BlockingIOError:
            pass
        lines = self._told.split(b"\n")[:-1]
        yield [float(line.split()[0]) for line in lines]
        self._process.send_signal(signal.SIGCONT)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with closing(Library.open(tmp_path / "library")) as library:
        library.add(Article(id=STORY, editors_note=random.Random(1).randbytes(30_000).hex()))
    command = [sys.executable, "-m", "tests.crash.writer", str(tmp_path / "library")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        yield Writer(process)
        process.kill()


@pytest.fixture
def pulse(tmp_path: Path) -> Iterator[Pulse]:
    with Pulse(tmp_path / "pulse") as pulse:
        yield pulse


def owed(folder: Path) -> int:
    """Where in the log begins what a disk may still owe: behind the last frame that is copied, or being copied.

    The places in SQLite's shared memory: https://www.sqlite.org/walformat.html#the_wal_index_file_format
    """
    log, memory = (folder / WAL).read_bytes(), (folder / MEMORY).read_bytes()
    if log[16:24] != memory[32:40]:
        return len(log)  # the log is about to begin anew: all that it holds is copied
    page = struct.unpack(">I", log[8:12])[0]
    copied = max(struct.unpack("=I", memory[at : at + 4])[0] for at in (96, 128))
    return min(len(log), LOG_HEADER + copied * (FRAME_HEADER + page))


def spoil(log: Path, begin: int, dice: random.Random) -> None:
    """Have the disk owe the log's tail: cut, never written, or written with something else."""
    whole = log.read_bytes()
    at = dice.randint(begin, len(whole))
    tail = dice.choice((b"", bytes(len(whole) - at), dice.randbytes(len(whole) - at), dice.randbytes(5000)))
    log.write_bytes(whole[:at] + tail)


def words_in(folder: Path) -> int:
    """How many words the library has; all of it is sound, and they are the first ones, each once."""
    with closing(Library.open(folder)) as library:
        assert library.verify() == []
        words = library.article(STORY).body.split()
        assert words == [str(number) for number in range(len(words))]
        assert not any(library.version(STORY, kept.number).id != STORY for kept in library.versions(STORY))
    return len(words)


def test_whatever_the_disk_still_owed_only_the_tail_is_lost(
    writer: Writer, pulse: Pulse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dice = random.Random()
    told, cut, oldest, slow = 0, 0, 0.0, 0.0
    for number in range(COPIES):
        time.sleep(dice.uniform(0.02, 0.12))  # a moment nobody chose
        copy = tmp_path / str(number)
        with writer.stopped() as moments:  # until all is looked at: a library that grew meanwhile would never be small
            stopped = time.monotonic()
            shutil.copytree(tmp_path / "library", copy)
            begin = owed(copy)
            (copy / MEMORY).unlink()
            shutil.copytree(copy, tmp_path / "cut")
            whole = words_in(copy)
            assert whole <= len(moments)
            oldest = max([oldest, *(stopped - moment for moment in moments[whole:])])
            slow = max(slow, pulse.worst(stopped - 2 * SAFE))
            spoil(tmp_path / "cut" / WAL, begin, dice)
            left = words_in(tmp_path / "cut")
        assert left <= whole
        told, cut = len(moments), cut + (left < whole)
        for used in (copy, tmp_path / "cut"):
            shutil.rmtree(used)
    words = {
        "copies": COPIES,
        "words written": told,
        "lost a tail": cut,
        "oldest not on disk, ms": round(oldest * 1000),
    }
    with capsys.disabled():
        print(f"\npower cut: {json.dumps(words)}")  # noqa: T201
    assert cut
    assert oldest < SAFE + slow, "a machine that is slow for all is no fault of Desk"
