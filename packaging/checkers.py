"""Fetches what the tests hold exported pages against: Chromium and Java from Debian, the checkers themselves from npm.

Only the unattended run asks for it, where packages may be installed; elsewhere the tests of pages are skipped and say
what they lack. The checkers lie in `.venv/node`, where tests/formats/checkers.py looks for them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import machine

PACKAGES = "chromium default-jre-headless".split()
NPM = "nodejs npm".split()
"""What brings `npm` where there is none."""
MODULES = ("axe-core@4.14.1", "playwright-core@1.65.1", "vnu-jar@26.9.27")
"""The same ones every day, so that a test fails for a change of ours and not for one of theirs."""


def prepare(root: Path) -> str:
    """Fetch what is missing into the checkout’s environment; one sentence where that fails, else nothing."""
    try:
        _system()
        _modules(root / ".venv" / "node")
    except machine.Unready as unready:
        return f"Exported pages are not held against the checkers of others: {unready}"
    return ""


def _system() -> None:
    """The programs of the system: those that are missing are installed. Raises Unready."""
    programs = {"java": PACKAGES[1:], "chromium": PACKAGES[:1], "npm": NPM}
    lacking = [name for program, names in programs.items() if not shutil.which(program) for name in names]
    if not lacking:
        return
    if not machine.may_install():
        raise machine.Unready(f"they need more packages of the system:\n  {machine.by_hand(lacking)}")
    machine.install_packages(lacking)


def _modules(folder: Path) -> None:
    """The checkers from npm, unless just these have been fetched already. Raises Unready."""
    stamp, wanted = folder / "stamp", "\n".join(MODULES)
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    folder.mkdir(parents=True, exist_ok=True)
    options = ["--prefix", str(folder), "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--loglevel=error"]
    done = subprocess.run(
        ["npm", "install", *options, *MODULES],
        cwd=folder,
        env={**os.environ, "npm_config_update_notifier": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise machine.Unready(machine.reason(done.stdout + done.stderr, "What npm has of them"))
    stamp.write_text(wanted)
