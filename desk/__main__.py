"""`desk` and `python -m desk`: a command's name goes to the command line, anything else opens the window.

Qt is imported only for the window, so the command line, `--help` and `--version` work where it cannot load.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from desk import paths
from desk.article.trouble import Trouble
from desk.start import Start

_VALUED = ("--library", "--open")
"""Options of the window that take their value from the next word."""
_SPEAKS_X = "libxcb-cursor.so.0"
"""What Qt needs to speak to an X display; without it, it would end the process."""
_HELP = {"--help", "-h", "--version"}


def main() -> None:
    """Run Desk on this process's own arguments and end the process."""
    _name_files_in_utf8()
    try:
        code = run(sys.argv[1:])
    except Trouble as trouble:
        print(f"desk: {trouble}", file=sys.stderr)  # noqa: T201
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _name_files_in_utf8() -> None:
    """Start over in Python's UTF-8 mode where file names are in an encoding that has no letters for a Sorani slug.

    Python reads file names by the locale's encoding, which can only be chosen as it starts:
    https://docs.python.org/3/library/os.html#utf8-mode
    """
    known = sys.getfilesystemencoding().lower() == "utf-8" or os.environ.get("PYTHONUTF8") == "1"
    if os.name == "posix" and not known:
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, "PYTHONUTF8": "1"})


def run(argv: Sequence[str]) -> int:
    """Run Desk with these arguments; its exit code."""
    if argv and argv[0] == "--spelling-worker":  # how a bundle starts the process that spells for its window
        from desk.checks import spelling_worker

        return spelling_worker.main()
    if not is_for_window(argv):
        from desk import cli

        return cli.main(argv)
    if not argv and not paths.empty_choice():
        return _open_window(Start())
    from desk import calls, console

    console.speak_utf8()
    return calls.ended(lambda: _open_window(calls.asked(argv)))


def is_for_window(argv: Sequence[str]) -> bool:
    """Whether the arguments ask for the window: no command's name where one would stand, and no plea for help."""
    words = iter(argv)
    for word in words:
        if word in _HELP:
            return False
        if word in _VALUED:
            next(words, None)
        elif not word.startswith("-"):
            return not _names_command(word)
    return True


def _names_command(word: str) -> bool:
    """Whether a word is a command, or was meant as one: a file has a suffix, a folder, or is there."""
    from desk import cli

    there = os.path.exists(word)  # noqa: PTH110 - Path.exists fails on a name that is too long
    meant = word.replace("-", "").isalpha() and not there
    return word in cli.COMMANDS or meant


def _open_window(start: Start) -> int:
    """Open the window. Nothing that is made on the way goes soon: looking for garbage in it would be time lost."""
    gc.disable()
    wants_x = sys.platform == "linux" and not any(map(os.environ.get, ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")))
    if wants_x and not os.environ.get("DISPLAY"):
        raise Trouble("There is no display to open a window on; the command line works without one: see desk --help.")
    try:
        from desk import app
    except ImportError as error:
        raise Trouble(_why_no_qt(error)) from error
    if wants_x and not app.has_library(_SPEAKS_X):
        raise Trouble(_missing(_SPEAKS_X, "libxcb-cursor0"))
    return app.main(start)


def _why_no_qt(error: ImportError) -> str:
    library, _, reason = str(error).partition(": ")
    if "cannot open shared object file" in reason:
        return _missing(library, "libegl1 libgl1 libnss3 libasound2 libxkbcommon-x11-0 libxcb-cursor0")
    if (error.name or "").partition(".")[0] in ("PySide6", "shiboken6"):
        return (
            "The window needs PySide6, which is not installed here; the command line works without it: see desk --help."
        )
    raise error


def _missing(library: str, packages: str) -> str:
    return (
        f"The window cannot open because this system lacks {library}; "
        f"on Debian or Ubuntu, install it by: sudo apt-get install {packages}"
    )


if __name__ == "__main__":
    main()
