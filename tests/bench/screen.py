"""A screen of our own (Xvfb, with openbox where it is installed), its pixels, and hands to type and click with.

Needs Xvfb, and libX11 and libXtst, which Qt brings along: apt-get install xvfb openbox
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from tests.bench.framebuffer import FrameBuffer

WIDTH, HEIGHT = 1600, 1000
LOOK_EVERY = 0.0005
"""Seconds between two looks at the frame buffer."""
_SYMBOLS = {" ": "space", "\n": "Return"}


class Unmeasurable(Exception):
    """Why nothing can be measured, as one sentence."""


def wait_until(done: Callable[[], bool], patience: float = 60, every: float = LOOK_EVERY) -> bool:
    """Look again and again; False where it did not come about in `patience` seconds."""
    end = time.monotonic() + patience
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True


class Hands:
    """Key presses and mouse clicks, sent to the X server as a keyboard and a mouse would send them."""

    def __init__(self, display: str) -> None:
        try:
            self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        except OSError as error:
            raise Unmeasurable(
                f"There are no hands to type with ({error}): apt-get install libx11-6 libxtst6"
            ) from error
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))

    def code(self, name: str) -> int:
        """The key that a letter or an X key name (`Home`, `Control_L`) is on, in the layout in force."""
        symbol = self._x.XStringToKeysym(_SYMBOLS.get(name, name).encode())
        return int(self._x.XKeysymToKeycode(self._display, symbol))

    def press(self, code: int) -> float:
        """Press and let go; the moment just before."""
        moment = time.monotonic()
        self._key(code, True)
        self._key(code, False)
        return moment

    def chord(self, *names: str) -> None:
        """Press keys together: `chord("Control_L", "End")`."""
        codes = [self.code(name) for name in names]
        for code in codes:
            self._key(code, True)
        for code in reversed(codes):
            self._key(code, False)

    def click(self, x: int, y: int) -> float:
        """Click with the left button at a place of the screen; the moment just before."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, ctypes.c_ulong(0))
        moment = time.monotonic()
        for down in (1, 0):
            self._test.XTestFakeButtonEvent(self._display, 1, down, ctypes.c_ulong(0))
        self._x.XFlush(self._display)
        return moment

    def _key(self, code: int, down: bool) -> None:
        self._test.XTestFakeKeyEvent(self._display, code, int(down), ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)


class Screen:
    """An X server in memory, to be used in a `with`. Raises Unmeasurable where there is none."""

    def __init__(self) -> None:
        if shutil.which("Xvfb") is None:
            raise Unmeasurable(
                "This bench needs a screen of its own, and there is no Xvfb: apt-get install xvfb openbox"
            )
        self._folder = tempfile.TemporaryDirectory(prefix="desk-screen-")
        self._programs: list[subprocess.Popen[bytes]] = []
        self.display = f":{self._start_server()}"
        self.frame = FrameBuffer(Path(self._folder.name) / "Xvfb_screen0")
        self.hands = Hands(self.display)
        if shutil.which("openbox"):
            self._run("openbox", "--sm-disable")
            time.sleep(0.5)

    def _start_server(self) -> str:
        reads, writes = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        words = ["Xvfb", "-displayfd", str(writes), "-screen", "0", size, "-fbdir", self._folder.name]
        self._programs.append(_quietly([*words, "-nolisten", "tcp", "-noreset"], os.environ, (writes,)))
        os.close(writes)
        with os.fdopen(reads) as answer:
            number = answer.readline().strip()
        if not number:
            raise Unmeasurable("Xvfb does not start here; run it by hand to see why.")
        return number

    def environment(self, **more: str) -> dict[str, str]:
        """The environment for programs on this screen: as people have it, so with bytecode kept between starts."""
        without = {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "PYTHONDONTWRITEBYTECODE"}
        return {name: value for name, value in os.environ.items() if name not in without} | {
            "DISPLAY": self.display,
            **more,
        }

    def use_keyboard(self, layout: str, variant: str = "") -> bool:
        """Change what the keys mean; False where that cannot be done."""
        if shutil.which("setxkbmap") is None:
            return False
        words = ["setxkbmap", "-layout", layout, "-variant", variant]
        return subprocess.run(words, env=self.environment(), capture_output=True, check=False).returncode == 0

    def _run(self, *words: str) -> None:
        self._programs.append(_quietly(list(words), self.environment()))

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.frame.close()
        self.hands.close()
        for program in reversed(self._programs):
            program.terminate()
            program.wait()
        self._folder.cleanup()


def _quietly(words: list[str], environment: Mapping[str, str], keep: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, env=dict(environment), pass_fds=keep, stdout=quiet, stderr=quiet, stdin=quiet)


def run_or_say_why(bench: Callable[[], None]) -> None:
    """Run a bench; where nothing can be measured, say so in a sentence and end with code 1."""
    try:
        bench()
    except Unmeasurable as why:
        print(why, file=sys.stderr)
        sys.exit(1)
