"""A program being measured, Desk or what it is compared with: a home for it, its start, and questions to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.framebuffer import Box
from tests.bench.screen import Screen, Unmeasurable, wait_until
from tests.bench.stories import Filed

ROOT = Path(__file__).resolve().parents[2]
DESK, BARE = "tests.bench.desk_under_test", "tests.bench.bare_window"
"""The programs there are, as modules."""
PATIENCE = 120
"""Seconds that anything may take before a bench gives up."""


def own_environment(screen: Screen, folder: Path) -> dict[str, str]:
    """Home in a folder of the bench's own, with settings, library and caches where every person's lie."""
    places = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    more = {"QTWEBENGINE_DISABLE_SANDBOX": "1"} if os.geteuid() == 0 else {}  # Chromium refuses it to root
    kept = screen.environment(HOME=str(folder), PYTHONPATH=str(ROOT), **places, **more)
    return {name: value for name, value in kept.items() if not name.startswith("DESK_")}


def make_library(screen: Screen, folder: Path, stories: Iterable[Filed]) -> dict[str, str]:
    """These stories in the library of that home; each one's ID by its headline."""
    words = [sys.executable, "-m", "desk", "import", *(str(story.write(folder)) for story in stories)]
    environment = own_environment(screen, folder)
    said = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    return {headline: story for story, headline in (line.split("\t")[:2] for line in said.splitlines())}


class Program:
    """One running program, at home in `folder`."""

    def __init__(self, screen: Screen, folder: Path, module: str, *words: str) -> None:
        self._screen = screen
        environment = own_environment(screen, folder)
        self._errors = (folder / "errors.txt").open("wb")
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )

    def ask(self, *question: object) -> Any:
        """What the program answers."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps(question) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            said = Path(self._errors.name).read_text(errors="replace").strip().splitlines()[-1:]
            raise Unmeasurable(f"The program ended while it was measured: {' '.join(said)}")
        return json.loads(answer)

    def stamps(self) -> list[tuple[str, float]]:
        """What happened since this was asked last, and when."""
        return [(name, moment) for name, moment in self.ask("stamps")]

    def box(self, name: str) -> Box:
        """Where a part of the window is on the screen."""
        places = self.ask("where")
        if not places.get(name):
            raise Unmeasurable(f"Desk’s window shows no {name}.")
        return Box(*places[name]).within(self._screen.frame.box)

    def wait_until_settled(self) -> None:
        """Wait until the story and its page are shown, and nothing on the screen changes any more."""
        if not wait_until(lambda: self.ask("settled"), PATIENCE, 0.05):
            raise Unmeasurable(f"Desk’s preview did not settle in {PATIENCE} seconds.")
        wait_until_still(self._screen, self.box("preview"), 0.6)

    def close(self) -> None:
        """End it as a person does, else by force."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._errors.close()


@contextmanager
def desk(screen: Screen, folder: Path, *words: str) -> Iterator[Program]:
    """Desk, running while the `with` lasts."""
    with running(screen, folder, DESK, *words) as program:
        yield program


@contextmanager
def running(screen: Screen, folder: Path, module: str, *words: str) -> Iterator[Program]:
    """A program, running while the `with` lasts."""
    program = Program(screen, folder, module, *words)
    try:
        yield program
    finally:
        program.close()


def wait_until_still(screen: Screen, box: Box, seconds: float, patience: float = PATIENCE) -> float:
    """Wait until a box of the screen has not changed for so long; the moment of its last change."""
    kept, last, end = screen.frame.rows(box), time.monotonic(), time.monotonic() + patience
    while time.monotonic() - last < seconds:
        time.sleep(0.005)
        now = screen.frame.rows(box)
        if now != kept:
            kept, last = now, time.monotonic()
        if last > end:
            raise Unmeasurable(f"The window was not still for {seconds} seconds in {patience}.")
    return last
