"""What tests of the command line share: how a command ended, the program as a script starts it, a picture."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
HIDDEN_QT = {**os.environ, "PYTHONPATH": str(ROOT / "packaging/without_qt")}

ENGLISH = """Ministers meet over border dam

ERBIL (DESK) — Water ministers of the two countries met in Erbil on Tuesday, officials said.

The talks will go on next week.
"""
ANYWAY = ("--although", "It is but a test")
"""What lets an article out that nobody has made ready."""
SORANI = "وەزیرەکان کۆدەبنەوە"
SORANI_TEXT = f"""{SORANI}

هەولێر (ئێستا) — وەزیرانی ئاوی هەردوو وڵات ڕۆژی سێشەممە لە هەولێر کۆبوونەوە، بەرپرسان وتیان.
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code and what it said on either output."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.out.splitlines()]


Desk = Callable[..., Ended]


def a_jpeg() -> bytes:
    data = BytesIO()
    Image.new("RGB", (640, 480), (180, 60, 40)).save(data, "JPEG")
    return data.getvalue()


def run_desk(*words: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """The program as a script starts it, Qt not there."""
    command = [sys.executable, "-m", "desk", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env={**HIDDEN_QT, **(env or {})}, capture_output=True, check=False)
