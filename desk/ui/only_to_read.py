"""A library that can only be read: the window opens it all the same, and says what that means."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from desk.article.trouble import Trouble

if TYPE_CHECKING:
    from desk.ui.window import MainWindow

SAID = "This library can only be read: what you type stays in memory, and Export takes it elsewhere."


def tell_only_to_read(window: MainWindow) -> None:
    """Say so in one quiet line, with the reason and a way to another library, unless it can be written to by now."""
    try:
        window.workspace.library.check_writable()
    except Trouble as why:
        another = ("Choose another library…", partial(choose_another, window))
        window.notice.tell(f"{SAID} {why}", [another])


def choose_another(window: MainWindow) -> None:
    """Ask for the folder of another library, and open it in the place of this one."""
    from PySide6.QtCore import QProcess
    from PySide6.QtWidgets import QFileDialog

    folder = QFileDialog.getExistingDirectory(window, "Choose another library")
    if folder and window.close():
        QProcess.startDetached(sys.executable, [*_program(), "--library", folder])


def _program() -> list[str]:
    return [] if getattr(sys, "frozen", False) else ["-m", "desk"]
