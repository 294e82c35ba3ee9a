"""Makes the pictures of the window again: 1366×768 and 1920×1080, light and dark, English and Sorani.

    python packaging/screenshots.py [FOLDER]

Starts the real window on a library of its own with the sample stories, opens one, waits until its page is there, and
grabs it. Works with and without a display (QT_QPA_PLATFORM=offscreen). The README shows `desk-1366-light-en.png`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from desk.app import Start, make_application, make_window  # noqa: E402
from desk.ui.settings import Settings  # noqa: E402
from desk.ui.window import MainWindow  # noqa: E402

SIZES = ((1366, 768), (1920, 1080))
STORIES = (("en", "Iraq and Iran"), ("ckb", "بارانی"))
"""A language, and how the headline begins of the story to show in it."""
PATIENCE = 30_000
"""Milliseconds that anything may take here before the script gives up."""


def wait_until(done: Callable[[], bool]) -> None:
    """Let the window live until `done`."""
    loop, watch, limit = QEventLoop(), QTimer(interval=20), QTimer(interval=PATIENCE, singleShot=True)
    watch.timeout.connect(lambda: loop.quit() if done() else None)
    limit.timeout.connect(lambda: sys.exit("The window did not settle."))
    watch.start()
    limit.start()
    loop.exec()
    watch.stop()
    limit.stop()


def pictures(window: MainWindow, appearance: str) -> Iterator[str]:
    """Every look of the window: its file's name, after the window has been made to look so."""
    for language, headline_begins in STORIES:
        row = next(row for row in window.workspace.library.find() if row.headline.startswith(headline_begins))
        window.workspace.open_story(row.id)
        wait_until(lambda row=row: window.workspace.article is not None and window.workspace.article.id == row.id)
        for width, height in SIZES:
            window.resize(width, height)
            window.reset_panes()
            window.sidebar.setCurrentIndex(int(language == "ckb"))
            window.notice.hide()
            yield f"desk-{width}-{appearance}-{language}.png"


def settle(window: MainWindow) -> None:
    """Wait until page and thumbnails are there and have been drawn."""
    wait_until(lambda: window.preview.is_settled and not window.workspace.tasks.running)
    drawn = QTimer(interval=700, singleShot=True)  # Chromium says when a page is loaded, not when it is drawn
    drawn.start()
    wait_until(lambda: not drawn.isActive())


def grab_all(folder: Path, appearance: str) -> None:
    """Make all pictures of one appearance into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(Path(place) / "desk.ini")
        settings.appearance = appearance
        window = make_window(Start(str(Path(place) / "library"), samples=True), settings)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.show()
        wait_until(lambda: window.workspace.article is not None)
        for name in pictures(window, appearance):
            settle(window)
            window.grab().save(str(folder / name))
            print(folder / name, flush=True)
        window.close()


def main(folder: Path) -> None:
    """Make all pictures; each appearance in a process of its own, since the web engine asks for it once."""
    for appearance in ("light", "dark"):
        subprocess.run([sys.executable, __file__, str(folder), appearance], check=True)


if __name__ == "__main__":
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "packaging" / "screenshots"
    if len(sys.argv) > 2:
        application: QApplication = make_application(sys.argv[:1])
        grab_all(chosen, sys.argv[2])
    else:
        main(chosen)
