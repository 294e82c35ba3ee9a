"""Builds the layers and joins them into the window; holds no logic of its own."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibrary, QLocale, Qt
from PySide6.QtWidgets import QApplication

from desk.article.trouble import Trouble
from desk.paths import library_folder, resources
from desk.start import Start
from desk.ui import drawing, look
from desk.ui.one_window import OneWindow, handed_on
from desk.ui.settings import Settings
from desk.ui.tasks import UNEXPECTED, Tasks
from desk.ui.window import MainWindow, application
from desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from desk.library import Library

SWITCH = 0.001
"""Seconds that a thread in Python goes on while the window waits for its turn: a fifth of what is usual."""


def prepare_environment() -> None:
    """What Qt reads from the environment before it starts.

    Chromium refuses its sandbox to root and would end the program: then, and only then, it is switched off.
    """
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"


def has_library(name: str) -> bool:
    """Whether the system has a shared library."""
    return QLibrary(name).load()


def make_application(argv: Sequence[str], drawn_by: str = "auto") -> QApplication:
    """Qt's application object, dressed; the web engine itself is loaded after the first paint."""
    prepare_environment()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication([*argv, "-style", "Fusion"])  # told by setStyle, PySide would load all of QStyle
    app.setApplicationName("Desk")
    app.setDesktopFileName("desk")
    app.setLayoutDirection(QLocale.system().textDirection())
    drawing.choose(drawn_by)
    return app


def make_window(start: Start, settings: Settings) -> MainWindow:
    """The window, which opens its library and the story that was open last once it has been painted."""
    look.tint(application(), settings.appearance)
    workspace = Workspace(lambda: _open_library(start, settings), Tasks())
    opens_story = bool(start.story) or (not (start.files or start.samples) and settings.flag("story", False))
    window = MainWindow(workspace, settings, opens_story=opens_story)
    look.dress(application(), settings.appearance)
    window.can_write.connect(lambda: _begin(window, start))
    window.refused.connect(lambda trouble: _refuse(window, start, settings, trouble))
    window.made.connect(_tidy)
    return window


def _tidy() -> None:
    """What comes after the window is made: its icon, and garbage is looked for again, except in what will stay."""
    from PySide6.QtGui import QIcon

    application().setWindowIcon(QIcon(str(resources() / "icons" / "desk.svg")))
    gc.freeze()
    gc.enable()


def _open_library(start: Start, settings: Settings) -> Library:
    from desk.library import Library

    return Library.open(library_folder(start.library), settings.author)


def _refuse(window: MainWindow, start: Start, settings: Settings, trouble: Trouble) -> None:
    """End Desk where there is no library to open, nor a backup of a damaged one that is wanted."""
    from desk.library.damage import Damaged
    from desk.ui.damaged import offer_backup

    sentence = str(trouble)
    folder = library_folder(start.library)
    if isinstance(trouble, Damaged) and (told := offer_backup(folder, settings.backup_folder, window)):
        window.made.connect(lambda: window.deeds.tell(told, True))
        window.begin_again()
        return
    application().setQuitOnLastWindowClosed(False)
    window.hide()
    print(sentence, file=sys.stderr)  # noqa: T201 - there may be nobody at the window to say it to
    _tell(sentence)
    application().exit(1)


def _begin(window: MainWindow, start: Start) -> None:
    window.workspace.start()
    if window.workspace.library.reads_only:
        from desk.ui.only_to_read import tell_only_to_read

        window.made.connect(lambda: tell_only_to_read(window))
    _open(window, start)
    one = OneWindow(window.workspace.library.folder, lambda later: _begin_again(window, later), window)
    window.closed.connect(one.close)
    if not one.listen(start):  # two starts at once: the other has taken it over
        window.workspace.ends_for_good = False
        window.close()


def _begin_again(window: MainWindow, start: Start) -> None:
    """Desk was started once more on the same library: come to the front, and open what that start was to open."""
    window.come_to_front()
    if start.samples or start.files or start.story:
        _open(window, start)


def _open(window: MainWindow, start: Start) -> None:
    library = window.workspace.library
    if start.samples and library.is_empty():
        window.deeds.add_samples()
    elif start.files:
        window.deeds.take_files(start.files)
    elif start.story:
        window.workspace.open_story(library.resolve(start.story))
    else:
        window.workspace.open_last()


def main(start: Start) -> int:
    """Open the window and stay until it is closed; the exit code."""
    sys.setswitchinterval(SWITCH)
    if handed_on(library_folder(start.library), start):
        return 0
    settings = Settings()
    app = make_application(sys.argv[:1], settings.drawing)
    window = make_window(start, settings)
    keep_log()
    catch_defects(window)
    window.show()
    return app.exec()


def keep_log() -> None:
    """Write what went wrong inside Desk to a file that its makers can be sent, never to the person's screen."""
    logging.getLogger("desk").addHandler(_Log())
    logging.getLogger("desk").propagate = False


class _Log(logging.Handler):
    """The log's file, opened with the first thing that there is to write."""

    def emit(self, record: logging.LogRecord) -> None:
        self._file.emit(record)

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        import platformdirs

        folder = Path(platformdirs.user_log_dir("desk", appauthor=False))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = RotatingFileHandler(folder / "desk.log", maxBytes=500_000, backupCount=1)
        except OSError:
            handler = logging.NullHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return handler


def catch_defects(window: MainWindow) -> None:
    """An exception out of a deed is told in one sentence, and logged where nobody expected it; the words stay."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Trouble):
            logging.getLogger("desk").error("a defect", exc_info=(kind, error, trace))
        window.deeds.tell(str(error) if isinstance(error, Trouble) else UNEXPECTED, True)

    sys.excepthook = tell


def _tell(sentence: str) -> None:
    from PySide6.QtWidgets import QMessageBox

    if QApplication.platformName() != "offscreen":
        QMessageBox.warning(None, "Desk", sentence)
