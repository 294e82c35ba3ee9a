"""Builds the bundle and proves it: `python3 packaging/bundle.py` makes dist/Desk, starts it and has it export a sample.

PyInstaller builds by desk.spec; what of Qt it takes along stands in qt_parts.py. The bundle is then run as on a
machine without Python: from another folder, with nothing of this checkout in its environment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import dev
import machine

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "Desk"
PROGRAM = FOLDER / ("Desk.exe" if os.name == "nt" else "Desk")
_SECONDS_UP = 8


def main() -> int:
    """Build the bundle, try it, and say how large it is; the exit code."""
    try:
        build(machine.prepare(ROOT, machine.WINDOW))
        with tempfile.TemporaryDirectory(prefix="desk-bundle-") as name:
            try_commands(Path(name))
            try_window(Path(name))
    except machine.Unready as unready:
        print(unready, file=sys.stderr)
        return 1
    print(f"{FOLDER.relative_to(ROOT)} is ready: {size(FOLDER) / 1e6:.0f} MB, {count(FOLDER)} files.")
    return 0


def build(python: Path) -> None:
    """Make dist/Desk afresh."""
    print("Building dist/Desk …", flush=True)
    places = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build" / "bundle")]
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places]
    done = subprocess.run([*command, str(ROOT / "packaging" / "desk.spec")], cwd=ROOT, check=False)
    if done.returncode:
        raise machine.Unready("PyInstaller could not build the bundle; what it says stands above.")
    if sys.platform == "linux":
        _drop_symbols()
        for file in ("packaging/desk.desktop", "packaging/desk-story.xml", "resources/icons/desk.svg"):
            shutil.copy(ROOT / file, FOLDER)


def _drop_symbols() -> None:
    """Take the debugger's tables from Python's own libraries; a Python built by hand has 20 MB of them.

    Only there: libraries whose wheels have been patched do not survive it.
    """
    own = [*FOLDER.glob("_internal/libpython*.so*"), *FOLDER.glob("_internal/python*/lib-dynload/*.so")]
    if shutil.which("strip"):
        subprocess.run(["strip", "--strip-debug", *map(str, own)], check=False)


def try_commands(folder: Path) -> None:
    """Have the bundle import a sample with its photo and export it in every form of this version."""
    sample = dev.illustrated_sample(FOLDER / "_internal" / "resources" / "samples")
    article_id = _desk(folder, "import", str(sample)).split("\t")[0]
    for form in ("html", "page", "fragment", "json"):
        written = _desk(folder, "export", article_id, "--to", form, "--out", str(folder / form)).splitlines()
        if not written or not all(Path(path).stat().st_size for path in written):
            raise machine.Unready(f"The bundle exported nothing as {form}.")
        print(f"exported {form}: {len(written)} files")


def try_window(folder: Path) -> None:
    """Open the window where nobody sees it, and see that it stays up, with the preview's own process beside it."""
    command = [str(PROGRAM), "--library", str(folder / "library")]
    log = folder / "window.log"
    with log.open("w") as said:
        process = subprocess.Popen(command, cwd=folder, env=_surroundings(folder), stdout=said, stderr=said)
        try:
            process.wait(_SECONDS_UP)
        except subprocess.TimeoutExpired:
            previews = _children(process.pid)
        else:
            raise machine.Unready(f"The bundle’s window closed by itself:\n{log.read_text()}")
        finally:
            process.kill()
            process.wait()
    if "Traceback" in log.read_text():
        raise machine.Unready(f"The bundle’s window is in trouble:\n{log.read_text()}")
    if sys.platform == "linux" and not any("QtWebEngine" in name for name in previews):
        raise machine.Unready(f"The bundle’s window has no preview:\n{log.read_text()}")
    print(f"the window stayed up {_SECONDS_UP} s, its preview too")


def size(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_symlink())


def count(folder: Path) -> int:
    """How many files are in a folder."""
    return sum(file.is_file() for file in folder.rglob("*"))


def _desk(folder: Path, *words: str) -> str:
    command = [str(PROGRAM), "--library", str(folder / "library"), *words]
    done = subprocess.run(
        command, cwd=folder, env=_surroundings(folder), capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise machine.Unready(f"In the bundle, desk {words[0]} failed: {done.stderr.strip()}")
    return done.stdout


def _surroundings(folder: Path) -> Mapping[str, str]:
    """The environment of a machine that has no Python and no display."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR")}
    (folder / "run").mkdir(mode=0o700, exist_ok=True)
    return {**kept, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder / "run"), "QT_QPA_PLATFORM": "offscreen"}


def _children(parent: int) -> list[str]:
    """The names of the processes that a process has begun, and of theirs (Linux only)."""
    names = []
    for listing in Path(f"/proc/{parent}/task").glob("*/children"):
        for child in listing.read_text().split():
            names += [Path(f"/proc/{child}/comm").read_text().strip(), *_children(int(child))]
    return names


if __name__ == "__main__":
    sys.exit(main())
