"""The command palette: a few letters find a command, Enter does it, Escape goes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QTextEdit
from pytestqt.qtbot import QtBot

from desk.ui.commands import Command, Commands
from desk.ui.palette import CommandPalette, rank


@pytest.mark.parametrize(
    ("words", "better", "worse"),
    [("ex", "Export", "Add an example"), ("save", "Save a version", "Go to saved"), ("dup", "Duplicate", "Do upload")],
)
def test_a_beginning_beats_a_middle_beats_letters(words: str, better: str, worse: str) -> None:
    ranked = rank(words, better), rank(words, worse)
    assert ranked[0] is not None
    assert ranked[1] is not None
    assert ranked[0] < ranked[1]


def test_letters_that_are_not_there_find_nothing() -> None:
    assert rank("xyz", "Export") is None


def window_with(qtbot: QtBot, done: list[str]) -> tuple[QMainWindow, CommandPalette, QTextEdit]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(800, 600)
    page = QTextEdit()
    window.setCentralWidget(page)
    commands = Commands(
        window,
        [
            Command("save", "&Save a version", lambda: done.append("save")),
            Command("export", "&Export…", lambda: done.append("export")),
            Command("grey", "Grey", lambda: done.append("grey"), possible=lambda: False),
        ],
    )
    palette = CommandPalette(window, commands.all())
    window.show()
    qtbot.waitExposed(window)
    page.setFocus()
    return window, palette, page


def test_enter_does_what_was_found(qtbot: QtBot) -> None:
    done: list[str] = []
    _window, palette, _page = window_with(qtbot, done)
    palette.open()
    qtbot.keyClicks(palette.field, "exp")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["export"]
    assert palette.isHidden()


def test_what_cannot_be_done_is_not_offered(qtbot: QtBot) -> None:
    _window, palette, _page = window_with(qtbot, [])
    palette.open()
    assert [action.objectName() for action in palette.matches] == ["save", "export"]


def test_where_nothing_is_found_that_is_said(qtbot: QtBot) -> None:
    _window, palette, _page = window_with(qtbot, [])
    palette.open()
    assert palette.nothing.isHidden()
    qtbot.keyClicks(palette.field, "xyzzy")
    assert palette.nothing.isVisible()
    assert palette.list.isHidden()
    assert palette.rect().contains(palette.nothing.geometry())
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.field.clear()
    assert palette.nothing.isHidden()
    assert palette.list.isVisible()


def test_escape_goes_back_to_the_page(qtbot: QtBot) -> None:
    window, palette, page = window_with(qtbot, [])
    palette.open()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert window.focusWidget() is page
