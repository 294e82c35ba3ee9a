"""Makes a fresh machine ready for Desk: Debian's packages, the virtual environment, and the project in it.

Standard library only, for it runs before anything is installed. Nothing is done twice: a stamp in the environment
tells that it still fits `pyproject.toml`, and dpkg tells which packages are there.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

WINDOW = (
    "libegl1 libgl1 libgbm1 libdrm2 libnss3 libasound2t64|libasound2 libdbus-1-3 libfontconfig1 libfreetype6 "
    "libglib2.0-0t64|libglib2.0-0 libwayland-client0 libwayland-cursor0 libwayland-egl1 libx11-xcb1 libxkbcommon0 "
    "libxkbcommon-x11-0 libxkbfile1 libxcb-cursor0 libxcb-dri3-0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 "
    "libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxcomposite1 "
    "libxdamage1 libxrandr2 libxtst6 fonts-noto-core fonts-noto-color-emoji"
).split()
"""What Qt and its web engine load from the system, and letters for every script; `|` parts a library's two names."""

TESTS = "xvfb openbox xdotool libimage-exiftool-perl".split()
"""What the tests use beside that: a screen and a window manager of their own, a hand for them, and a second opinion
on photos' metadata."""

_NETWORK_SIGNS = (
    "Failed to establish a new connection",
    "NewConnectionError",
    "NameResolutionError",
    "name resolution",
    "Name or service not known",
    "Network is unreachable",
    "timed out",
    "Connection reset",
    "Connection refused",
    "ProxyError",
    "Could not resolve",
    "Could not connect",
    "Could not fetch URL",
    "ENOTFOUND",
    "ETIMEDOUT",
    "ECONNREFUSED",
    "EAI_AGAIN",
)


class Unready(Exception):
    """The machine lacks something: one plain sentence, with the exact command that mends it."""


def prepare(root: Path, packages: Iterable[str]) -> Path:
    """Make the machine ready for the checkout in `root`; the Python to run it with. Raises Unready.

    Debian's packages are installed while Python's are fetched, unless these need one of those.
    """
    lacking = missing(packages)
    if not _has_ensurepip() and not _python(root).exists():
        if not may_install():
            raise Unready(_why_no_environment([_venv_package(), *lacking]))
        install_packages([_venv_package(), *lacking])
        lacking = []
    if not lacking or not may_install():
        python = _checkout(root)
        if lacking:
            _go_on_without(lacking, python)
        return python
    with _meanwhile(lambda: install_packages(lacking)):
        return _checkout(root)


def _checkout(root: Path) -> Path:
    """The checkout's environment with the project in it; its Python."""
    python = environment(root)
    install_project(root, python)
    return python


@contextmanager
def _meanwhile(work: Callable[[], None]) -> Iterator[None]:
    """Work that goes on beside what is done within; if both fail, it is the work's failure that is raised."""
    with ThreadPoolExecutor(1) as aside:
        going_on = aside.submit(work)
        try:
            yield
        finally:
            going_on.result()


def may_install() -> bool:
    """Whether packages can be installed here without asking anybody: by apt-get, as root."""
    return shutil.which("apt-get") is not None and getattr(os, "geteuid", lambda: -1)() == 0


def missing(packages: Iterable[str]) -> list[str]:
    """Those of Debian's packages that are not installed; none where there is no Debian."""
    wanted = [entry.split("|") for entry in packages]
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        return []
    names = [name for entry in wanted for name in entry]
    listing = _output(["dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n", *names])
    installed = {line.split()[1] for line in listing.splitlines() if line.startswith("ii")}
    return ["|".join(entry) for entry in wanted if installed.isdisjoint(entry)]


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian's packages. Raises Unready with the command to give by hand where that fails."""
    _say(f"Installing {len(packages)} packages of the system …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _output(["apt-get", "update"], env=quiet)
    names = [_known_name(package) for package in packages]
    command = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    done = subprocess.run(
        [*command, "-o", "DPkg::Lock::Timeout=120"], env=quiet, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stdout + done.stderr
        raise Unready(f"{reason(said, 'Debian’s packages')} What is missing is installed by:\n  {by_hand(packages)}")


def by_hand(packages: Iterable[str]) -> str:
    """The exact command that installs Debian's packages, for a person to give."""
    names = " ".join(_known_name(package) for package in packages)
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"


def environment(root: Path) -> Path:
    """The Python of the checkout's virtual environment, which is made or mended where it must be."""
    python = _python(root)
    if _stamp(root).is_file() and _stamp(root).read_text() == fingerprint(root) and python.exists():
        return python
    if python.exists() and _runs(python, "import pip"):
        return python
    importlib.invalidate_caches()
    if not _has_ensurepip():
        raise Unready(_why_no_environment([_venv_package()]))
    _say("Making the virtual environment .venv …")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(root / ".venv")], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise Unready(f"The virtual environment .venv could not be made: {_last_line(made.stdout + made.stderr)}")
    return python


def install_project(root: Path, python: Path) -> None:
    """Install Desk from the checkout, with what its makers need, unless that has been done for this pyproject.toml."""
    stamp, print_of_now = _stamp(root), fingerprint(root)
    if stamp.is_file() and stamp.read_text() == print_of_now:
        return
    stamp.unlink(missing_ok=True)
    _say("Installing Desk and what it stands on into .venv (the first time some 350 MB) …")
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "-e", ".[dev]"]
    shown = None if sys.stdout.isatty() else subprocess.PIPE
    done = subprocess.run(command, cwd=root, stdout=shown, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Unready(reason((done.stdout or "") + done.stderr, "Desk’s Python packages"))
    stamp.write_text(print_of_now)


def fingerprint(root: Path) -> str:
    """What an environment was made for: this pyproject.toml, in this folder, under this Python."""
    project = hashlib.sha256((root / "pyproject.toml").read_bytes()).hexdigest()
    return f"{project}\n{root}\n{sys.version_info[0]}.{sys.version_info[1]}\n"


def _go_on_without(lacking: Sequence[str], python: Path) -> None:
    """Packages may be missing by name and not be missed; but where the window cannot load, say so and stop."""
    sentence = f"some of the system’s packages are missing; they are installed by:\n  {by_hand(lacking)}"
    if not _runs(python, "from PySide6 import QtWebEngineWidgets"):
        raise Unready(f"Qt cannot be loaded, for {sentence}")
    _say(f"Going on, but {sentence}")


def _python(root: Path) -> Path:
    windows = os.name == "nt"
    return root / ".venv" / ("Scripts/python.exe" if windows else "bin/python")


def _stamp(root: Path) -> Path:
    return root / ".venv" / "desk-stamp"


def _has_ensurepip() -> bool:
    """Debian ships Python's ensurepip, without which venv cannot work, in a package of its own."""
    return importlib.util.find_spec("ensurepip") is not None


def _venv_package() -> str:
    return f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


def _why_no_environment(lacking: Sequence[str]) -> str:
    if shutil.which("apt-get"):
        return (
            f"Python’s venv module is missing here; it and what else Desk needs is installed by:\n  {by_hand(lacking)}"
        )
    return (
        f"The Python that runs this ({sys.executable}) has no ensurepip; run the command with a complete Python 3.11."
    )


def _known_name(package: str) -> str:
    """The one of a package's names that this release of Debian or Ubuntu knows."""
    *newer, last = package.split("|")
    return next((name for name in newer if _succeeds(["apt-cache", "show", name])), last)


def reason(said: str, what: str) -> str:
    """One sentence on why something was not fetched or installed, from what the program that tried it said."""
    if any(sign in said for sign in _NETWORK_SIGNS):
        return f"{what} could not be fetched: check the network, then give the same command again."
    return f"{what} could not be installed: {_last_line(said)}"


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("ERROR:", "E:", "Error:", "npm error", "npm ERR!"))]
    return (errors or lines or ["no reason was given."])[-1]


def _runs(python: Path, code: str) -> bool:
    return _succeeds([str(python), "-c", code])


def _succeeds(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _output(command: Sequence[str], env: dict[str, str] | None = None) -> str:
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False).stdout


def _say(words: str) -> None:
    print(words, flush=True)
