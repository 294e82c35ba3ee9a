"""What a killed window told, held against what its library has: every change but the last moment's, in order, once."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from desk.article.model import Article
from desk.article.record import from_record
from desk.article.session import Entry, History, replay
from desk.article.trouble import Trouble
from desk.library import Library, Opened
from desk.library.standing import step
from tests.crash.pulse import Pulse
from tests.library.helpers import after_crash

ROOT = Path(__file__).resolve().parents[2]
SAFE = 0.25
"""Seconds after which a change must outlive the window."""
DEEP = 300
"""How many steps of the undo stack are compared: of a long story's, the oldest are forgotten on purpose."""

Line = dict[str, object]


@dataclass
class Told:
    """What was told about one story: what it was to begin with, and when each step was made."""

    states: list[Article]
    steps: list[tuple[float, Entry]] = field(default_factory=list)

    def add(self, at: float, entry: Entry) -> None:
        self.states.append(step(self.states[-1], entry))
        self.steps.append((at, entry))

    def made_before(self, moment: float) -> int:
        """How many steps are older than that."""
        return sum(at < moment for at, _entry in self.steps)


@dataclass
class Tally:
    """What all kills together came to; times are in milliseconds."""

    kills: int = 0
    typed: int = 0
    lost: int = 0
    oldest: float = 0.0
    disk: float = 0.0
    amid: dict[str, int] = field(default_factory=dict)

    def line(self) -> str:
        told = {"kills": self.kills, "changes typed": self.typed, "changes lost": self.lost}
        told["oldest lost, ms before the kill"] = round(self.oldest)
        told["longest for a bare word to reach the disk, ms"] = round(self.disk)
        return json.dumps(told | {"amid": self.amid})


@dataclass(frozen=True)
class Run:
    """What a window told until it was killed, when that was, and how slow the machine was just before; seconds."""

    lines: list[Line]
    killed: float
    slow: float

    @property
    def safe(self) -> float:
        """What is older than this must have outlived the window: a machine that is slow for all is no fault of Desk."""
        return self.killed - SAFE - self.slow


def killed_after(seconds: float, sign: bytes, command: Sequence[str], place: Path) -> Run:
    """A program that is killed that many seconds after it first told something with this sign in it."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=complaints
        ) as process,
        Pulse(place / "pulse") as pulse,
    ):
        assert process.stdout is not None
        pipe = process.stdout.fileno()
        said, end = b"", None
        while end is None or time.monotonic() < end:
            if select.select([pipe], [], [], end and max(0, end - time.monotonic()))[0]:
                more = os.read(pipe, 1 << 16)
                assert more, f"the window ended by itself:\n{_all_of(complaints)}"
                said += more
                end = time.monotonic() + seconds if end is None and sign in said else end
        killed = time.monotonic()
        process.send_signal(signal.SIGKILL)
        process.wait()
        said += b"".join(_what_is_left(pipe))
    return Run([json.loads(line) for line in said.split(b"\n")[:-1]], killed, pulse.worst(killed - 2 * SAFE))


def _all_of(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def _what_is_left(pipe: int) -> Iterator[bytes]:
    """What lies in the pipe; helpers of the killed program may hold its other end open for a while."""
    os.set_blocking(pipe, False)
    try:
        while more := os.read(pipe, 1 << 16):
            yield more
    except BlockingIOError:
        return


class Witness:
    """Follows one library from kill to kill."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Opened] = {}
        self.tally = Tally()

    def check(self, run: Run) -> None:
        """Hold a run of the window against what it left."""
        lines, told = run.lines, self._told(run.lines)
        with after_crash(self._folder) as library:
            assert library.verify() == [], library.verify()
            found = {row.id: library.load(row.id) for row in library.find(limit=1 << 20)}
            self._check_kept(library, lines)
        for story, known in self._known.items():
            assert story in found, f"{story} is gone"
            assert story in told or found[story] == known, "a story that nobody touched is another"
        for story, of_story in told.items():
            self._check_story(of_story, found.get(story), self._known.get(story), run)
        self._known = found
        self.tally.kills += 1
        self.tally.disk = max(self.tally.disk, run.slow * 1000)
        self._note_activity(lines)

    def _told(self, lines: Sequence[Line]) -> dict[str, Told]:
        told: dict[str, Told] = {}
        for line in lines:
            match line:
                case {"opened": record}:
                    article = from_record(record)
                    known = self._known.get(article.id)
                    assert known is None or article.id in told or known.article == article, "opened as it was left"
                    assert told.setdefault(article.id, Told([article])).states[-1] == article
                case {"story": str(story), "step": record, "at": float(at)}:
                    told[story].add(at, Entry.from_record(record))
        return told

    def _check_story(self, told: Told, found: Opened | None, known: Opened | None, run: Run) -> None:
        old, count = told.made_before(run.safe), len(told.steps)
        self.tally.typed += count
        if found is None:
            assert old == 0, "a story is not there at all"
            there = 0
        else:
            history = known.history if known else History()
            there = max((n for n in range(count + 1) if _is_after(told, n, found, history)), default=-1)
            assert there >= 0, f"what is there never stood on the screen:\n{found.article}\n{told.states[-1]}"
            assert there >= old, f"{old - there} changes older than {run.killed - run.safe:.3f} s are lost"
        self.tally.lost += count - there
        ages = [(run.killed - at) * 1000 for at, _entry in told.steps[there:]]
        self.tally.oldest = max([self.tally.oldest, *ages])

    @staticmethod
    def _check_kept(library: Library, lines: Sequence[Line]) -> None:
        """What the window said was saved or imported is there."""
        for line in lines:
            match line:
                case {"kept": [str(story), int(number)]}:
                    library.version(story, number)
                case {"took": [*stories], "refused": refused}:
                    assert refused == []
                    for story in stories:
                        library.version(str(story), 1)

    def _note_activity(self, lines: Sequence[Line]) -> None:
        doing = [line for line in lines if "doing" in line or "done" in line][-1:]
        for line in doing:
            if "doing" in line:
                activity = str(line["doing"]).replace("_", " ")
                self.tally.amid[activity] = self.tally.amid.get(activity, 0) + 1


def _is_after(told: Told, steps: int, found: Opened, history: History) -> bool:
    """Whether the story is as it was after so many steps, undo stack included."""
    if told.states[steps] != found.article:
        return False
    stack = replay(history, [entry for _at, entry in told.steps[:steps]])
    return (stack.done[-DEEP:], stack.undone) == (found.history.done[-DEEP:], found.history.undone)


def is_whole_backup(file: Path, place: Path) -> bool:
    """Whether a backup can be restored; one is whole as soon as it has its name."""
    from desk.library import restore

    try:
        restore(file, place)
    except Trouble:
        return False
    return True
