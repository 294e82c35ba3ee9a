"""Machines that lack things: folders of pretended programs, first on the PATH."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Pretended:
    """A machine: its programs in `bin`, a checkout in `root`, and in `log` what was asked of the programs."""

    bin: Path
    root: Path
    log: Path

    def program(self, name: str, script: str, folder: Path | None = None) -> Path:
        file = (folder or self.bin) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.log}"\n{script}\n')
        file.chmod(0o755)
        return file

    def environment(self, script: str = "exit 0") -> None:
        """A virtual environment whose Python does what `script` says."""
        self.program("python", script, self.root / ".venv/bin")

    def asked(self, name: str) -> list[str]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [line.removeprefix(name + " ") for line in lines if line.startswith(name + " ")]
