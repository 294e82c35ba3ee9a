"""The checkers of others that exported pages are held against: the W3C's Nu HTML checker, and axe-core in Chromium.

They are no part of Desk's own environment: `.ci/run` fetches them (packaging/checkers.py says which, and where to).
Elsewhere the tests that need them are skipped, with the reason that `lacking` gives.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / ".venv" / "node" / "node_modules"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = MODULES / "axe-core" / "axe.min.js"
PLAYWRIGHT = MODULES / "playwright-core"
OPENER = Path(__file__).with_name("in_chromium.cjs")
_HASTE = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
"""A short run of Java is over sooner where its code is not made the best possible first."""


@dataclass(frozen=True, slots=True)
class View:
    """How a reader sees a page: the width of the window in pixels, by day or by night (`light`, `dark`)."""

    width: int
    scheme: str


VIEWS = tuple(View(width, scheme) for width in (360, 1366) for scheme in ("light", "dark"))


@dataclass(frozen=True, slots=True)
class Opened:
    """A page as Chromium met it: its title, whatever it asked for without a script, and what is amiss in which view."""

    title: str
    requests: tuple[str, ...]
    failed: tuple[str, ...]
    amiss: tuple[str, ...]


def chromium() -> str:
    """The Chromium of this machine; empty where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


def lacking(*parts: str | Path) -> str:
    """Which of the programs and files that a checker consists of are not here, as a reason to skip; empty for none."""
    missing = [str(part) for part in parts if not (shutil.which(part) if isinstance(part, str) else part.exists())]
    return f"these pages’ checkers are fetched by .ci/run; not here: {', '.join(missing)}" if missing else ""


def no_nu() -> str:
    """Why the Nu HTML checker cannot be asked; empty where it can."""
    return lacking("java", NU)


def no_chromium() -> str:
    """Why pages cannot be opened in Chromium; empty where they can."""
    return lacking(chromium() or "chromium", "node", AXE, PLAYWRIGHT)


def nu_errors(pages: Iterable[Path]) -> dict[Path, list[str]]:
    """What the Nu HTML checker calls an error in each of the pages. One Java reads them all."""
    command = ["java", *_HASTE, "-jar", str(NU), "--format", "json", "--stdout", "--exit-zero-always"]
    found: dict[Path, list[str]] = {page: [] for page in pages}
    done = subprocess.run([*command, *map(str, found)], capture_output=True, encoding="utf-8", check=True)
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] != "info":
            page = Path(unquote(urlsplit(message.get("url", "")).path))
            found.setdefault(page, []).append(f"{message['message']} In: {message.get('extract', '')}")
    return found


def opened(pages: Sequence[Path], views: Sequence[View] = VIEWS) -> dict[Path, Opened]:
    """Pages as Chromium meets them with the network off, looked at by axe-core in every view; one Chromium for all."""
    asked = {
        "modules": str(MODULES),
        "chromium": chromium(),
        "pages": [str(page) for page in pages],
        "views": [{"width": view.width, "scheme": view.scheme} for view in views],
    }
    env = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run(
        ["node", str(OPENER)], input=json.dumps(asked), capture_output=True, encoding="utf-8", env=env, check=False
    )
    assert done.returncode == 0, done.stderr
    told = map(json.loads, done.stdout.splitlines())
    return {Path(page["page"]): _as_opened(page) for page in told}


def _as_opened(told: dict[str, object]) -> Opened:
    requests, failed, amiss = (tuple(map(str, told[name])) for name in ("requests", "failed", "amiss"))  # type: ignore[call-overload]
    return Opened(str(told["title"]), requests, failed, amiss)
