"""The two commands that a fresh machine needs: `python3 packaging/dev.py run` and `python3 packaging/dev.py test`.

Both first make the machine ready (see machine.py). `run` opens the window with the sample stories, in a library
of its own under `.try-out`; where there is no display it does the main job without one. `test` runs every check
and every test; words that follow are given to pytest.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import checkers
import machine

ROOT = Path(__file__).resolve().parent.parent
TRY_OUT = ROOT / ".try-out"
PANE_TESTS, JOURNEY_TESTS = ("tests/ui", "tests/crash"), ("tests/journeys",)
WINDOW_TESTS = PANE_TESTS + JOURNEY_TESTS
FILE_TESTS = ("tests/photos", "tests/formats")

CHECKS = {
    "imports": ["lint-imports", "--no-cache"],
    "ruff": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check", "--quiet"],
    "types": ["mypy", "--strict"],
}
_CLOSING = re.compile(
    r"^(=+ )?(no tests ran|\d+ (passed|failed|error|skipped|deselected|xfailed|warning)).* in [\d.]+s"
)
_COLOUR = re.compile(r"\x1b\[[\d;]*m")


Tell = Callable[[str], None]
Result = tuple[str, int]
"""Pytest's closing line, and its exit code."""


def _show(text: str) -> None:
    print(text, end="", flush=True)


def main(words: Sequence[str]) -> int:
    """Carry out the command; its exit code."""
    if not words or words[0] not in ("run", "test"):
        print("usage: python3 packaging/dev.py run|test [words for desk or pytest …]", file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 - it is the person's own Python that runs this
        print(f"Desk needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    try:
        return run(words[1:]) if words[0] == "run" else test(words[1:])
    except machine.Unready as unready:
        print(unready, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(extra: Sequence[str]) -> int:
    """Open the window with the sample stories, or do the main job where no window can be."""
    if not has_display():
        print("There is no display here, so Desk does its main job without a window.", flush=True)
        return without_window(machine.prepare(ROOT, []))
    python = machine.prepare(ROOT, machine.WINDOW)
    command = [str(python), "-m", "desk", "--library", str(TRY_OUT / "library"), "--samples", *extra]
    return subprocess.call(command, cwd=ROOT)


def has_display() -> bool:
    """Whether a window can be opened: always, but on Linux without a display server."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def without_window(python: Path) -> int:
    """Import a sample story with its photo, check it, export it as a page and as JSON; say where the files lie."""
    folder = TRY_OUT / "without-window"
    shutil.rmtree(folder, ignore_errors=True)
    sample = illustrated_sample(ROOT / "resources/samples")

    def desk(*words: str) -> str:
        command = [str(python), "-m", "desk", "--library", str(folder / "library"), *words]
        print("$ desk", *words, flush=True)
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=False)
        print(done.stdout, end="", flush=True)
        if done.returncode and words[0] != "check":
            raise machine.Unready(f"desk {words[0]} failed; what it says stands above.")
        return done.stdout

    article_id = desk("import", str(sample), "--as", "markdown").split("\t")[0]
    desk("check", article_id)
    for form in ("html", "json"):
        desk("export", article_id, "--to", form, "--out", str(folder / "export"))
    print(f"The library lies in {folder / 'library'}, the exported files in {folder / 'export'}.")
    return 0


def illustrated_sample(folder: Path) -> Path:
    """A sample story that has a photo beside it. Raises Unready where there is none."""
    photos = [photo.name for photo in folder.glob("*.jpg")]
    for file in sorted(folder.glob("*.md")):
        if any(photo in file.read_text("utf-8") for photo in photos):
            return file
    raise machine.Unready(f"There is no sample story with a photo in {folder}; is the checkout complete?")


def test(extra: Sequence[str]) -> int:
    """Every check, then the tests: the core's with Qt hidden, the window's on a screen of their own."""
    python = machine.prepare(ROOT, [*machine.WINDOW, *machine.TESTS])
    paths, options = split_words(extra)
    failed: list[str] = []
    with surroundings() as env, page_checkers() as fetched:

        def files(tell: Tell) -> Result:
            fetched()
            return _core_tests(python, paths, options, env, tell, of_files=True)

        results = _side_by_side(
            [
                lambda tell: _window_tests(python, paths, options, env, tell, JOURNEY_TESTS),
                lambda tell: _window_tests(python, paths, options, env, tell, PANE_TESTS),
                lambda tell: _core_tests(python, paths, options, env, tell),
                files,
                lambda tell: _checks(python, env, tell, failed),
            ]
        )
    print(f"\nChecks failed: {', '.join(failed)}" if failed else f"\nChecks passed: {', '.join(CHECKS)}")
    print("\n".join(filter(None, [fetched(), *(closing for closing, _code in results)])))
    codes = [code for closing, code in results if closing]
    return 1 if failed or not sound(codes) else 0


@contextmanager
def page_checkers() -> Iterator[Callable[[], str]]:
    """What exported pages are held against, fetched meanwhile where nobody attends; waits, and says why it is not."""
    if not os.environ.get("CI"):
        yield lambda: ""
        return
    with ThreadPoolExecutor(1) as aside:
        fetching = aside.submit(checkers.prepare, ROOT)
        yield fetching.result


def _side_by_side(runs: Sequence[Callable[[Tell], Result]]) -> list[Result]:
    """Several runs of tests, what they print in their order; two more at once than there are cores, as windows wait."""
    printed: list[list[str]] = [[] for _run in runs]
    tells = [_show, *(lines.append for lines in printed[1:])]
    with ThreadPoolExecutor((os.cpu_count() or 1) + 2) as cores:
        results = []
        for run, lines in zip(list(map(cores.submit, runs, tells)), printed, strict=True):
            results.append(run.result())
            _show("".join(lines))
    return results


def sound(codes: Sequence[int]) -> bool:
    """Whether pytest's exit codes say that all is well: something ran (5: nothing did), and nothing failed."""
    return all(code in (0, 5) for code in codes) and 0 in codes


def split_words(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paths of tests among the words for pytest, and its options."""
    paths = [word for word in words if (ROOT / word.partition("::")[0]).exists() and not word.startswith("-")]
    return paths, [word for word in words if word not in paths]


@contextmanager
def surroundings() -> Iterator[dict[str, str]]:
    """An environment in which no test meets the person's own library, settings or language."""
    with tempfile.TemporaryDirectory(prefix="desk-test-") as name:
        home = Path(name)
        env = {key: value for key, value in os.environ.items() if not key.startswith(("DESK_", "LC_", "PYTHON"))}
        env |= {"LANG": "C.UTF-8", "PYTHONUTF8": "1"}
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
            env[variable] = str(home / variable.lower())
            (home / variable.lower()).mkdir(mode=0o700)
        yield env


def _checks(python: Path, env: Mapping[str, str], tell: Tell, failed: list[str]) -> Result:
    """Every check; the names of those that failed come into `failed`. No tests, so no closing line."""
    failed += [name for name, command in CHECKS.items() if not _check(python, name, command, env, tell)]
    return "", 5


def _check(python: Path, name: str, command: Sequence[str], env: Mapping[str, str], tell: Tell) -> bool:
    tool, *words = command
    done = subprocess.run(
        [str(python.with_name(tool)), *words], cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        tell(f"--- {name} ---\n{done.stdout}{done.stderr}\n")
    return done.returncode == 0


def _core_tests(
    python: Path,
    paths: Sequence[str],
    options: Sequence[str],
    env: Mapping[str, str],
    tell: Tell,
    *,
    of_files: bool = False,
) -> Result:
    """The tests of everything but the window, with Qt hidden from them and from what they start.

    Those `of_files`, of photos and formats, take half of the time and are a run of their own.
    """
    core = [path for path in paths if not path.startswith(WINDOW_TESTS) and path.startswith(FILE_TESTS) is of_files]
    if paths and not core:
        return "", 5
    hidden = {**env, "PYTHONPATH": str(ROOT / "packaging/without_qt")}
    ignored = [f"--ignore={folder}" for folder in (WINDOW_TESTS if of_files else WINDOW_TESTS + FILE_TESTS)]
    every = FILE_TESTS if of_files else ()
    return _pytest(python, ["-p", "no:pytest-qt", *ignored, *options, *(core or every)], hidden, tell, yields=True)


def _window_tests(
    python: Path,
    paths: Sequence[str],
    options: Sequence[str],
    env: Mapping[str, str],
    tell: Tell,
    folders: tuple[str, ...],
) -> Result:
    """Tests in real windows: of panes and of what a crash leaves, or the journeys, each on a screen of its own."""
    chosen = [path for path in paths if path.startswith(folders)]
    if paths and not chosen:
        return "", 5
    with screen() as display:
        return _pytest(python, [*options, *(chosen or folders)], {**env, **display}, tell)


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """What to add to the environment for windows to open: on a screen that nobody sees, where Xvfb is there."""
    if sys.platform != "linux" or not all(map(shutil.which, ("Xvfb", "openbox"))):
        yield {} if sys.platform != "linux" else {"QT_QPA_PLATFORM": "offscreen"}
        return
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-noreset"]
    with _running(command, pass_fds=[theirs]):
        os.close(theirs)
        with os.fdopen(ours) as told:
            number = told.readline().strip()
        if not number:
            raise machine.Unready("Xvfb, the screen for the window’s tests, does not start: try it by hand.")
        display = {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": ""}
        with _running(["openbox", "--sm-disable"], env={**os.environ, **display}):
            yield display


@contextmanager
def _running(
    command: Sequence[str], pass_fds: Sequence[int] = (), env: Mapping[str, str] | None = None
) -> Iterator[None]:
    """A program that runs meanwhile, and says nothing."""
    null = subprocess.DEVNULL
    with subprocess.Popen(command, pass_fds=pass_fds, env=env, stdin=null, stdout=null, stderr=null) as process:
        try:
            yield
        finally:
            process.terminate()


def _pytest(
    python: Path, words: Sequence[str], env: Mapping[str, str], tell: Tell = _show, *, yields: bool = False
) -> Result:
    """Run pytest, its output passed on as it comes; its closing line and exit code.

    One that `yields` leaves the processor to the others, whose windows are watched for how soon they answer.
    """
    closing = ""
    polite = ["nice", "-n", "10"] if yields and shutil.which("nice") else []
    command = [*polite, str(python), "-m", "pytest", *words]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            tell(line)
            plain = _COLOUR.sub("", line).strip()
            closing = plain if _CLOSING.match(plain) else closing
    return closing or f"pytest ended without a closing line, exit code {process.returncode}", process.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
