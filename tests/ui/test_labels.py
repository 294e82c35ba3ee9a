"""Labels stand at the leading side whatever their words are, and English words keep their order when mirrored."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QImage, QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.ui.commands import Command, Commands
from desk.ui.labels import Label, SmallLabel, plain_tip, problem_line
from desk.ui.palette import keys_of, plain_text
from desk.ui.wording import going_on
from tests.builders import SORANI

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
WIDTH = 600


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """An application laid out right to left."""
    qapp.setLayoutDirection(RIGHT)
    yield
    qapp.setLayoutDirection(LEFT)


def ink_is_at(label: QLabel) -> Qt.LayoutDirection:
    """From which side the words begin, by what is drawn."""
    label.resize(WIDTH, 30)
    image = QImage(label.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    label.render(image, renderFlags=QWidget.RenderFlag.DrawChildren)
    inked = [x for x in range(WIDTH) for y in range(30) if image.pixelColor(x, y).lightness() < 128]
    assert max(inked) - min(inked) < WIDTH / 2, "the words leave no room to stand at a side"
    return LEFT if min(inked) < WIDTH - max(inked) else RIGHT


@pytest.mark.parametrize("text", ["Saved 14:30", SORANI[:20], "3 words"])
@pytest.mark.parametrize("make", [Label, SmallLabel])
def test_words_of_either_script_begin_at_the_leading_side(qtbot: QtBot, make: type[Label], text: str) -> None:
    label = make(text)
    qtbot.addWidget(label)
    assert ink_is_at(label) == LEFT
    label.setLayoutDirection(RIGHT)
    assert ink_is_at(label) == RIGHT
    label.setLayoutDirection(LEFT)
    assert ink_is_at(label) == LEFT


@pytest.mark.usefixtures("mirrored")
def test_a_label_made_in_a_mirrored_application_begins_at_the_right(qtbot: QtBot) -> None:
    label = Label("Saved 14:30")
    qtbot.addWidget(label)
    assert ink_is_at(label) == RIGHT


def test_words_are_never_read_as_marks(qtbot: QtBot) -> None:
    label = Label("<b>Your</b> library")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_dialogs_problem_keeps_its_place_while_there_is_none(qtbot: QtBot) -> None:
    dialog = QWidget()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    problem = problem_line()
    column.addWidget(problem)
    problem.hide()
    empty = dialog.sizeHint().height()
    problem.show()
    assert dialog.sizeHint().height() == empty


def test_what_goes_on_keeps_its_dots_behind_it() -> None:
    assert going_on("Import…") == "Import…\u200e"
    assert going_on("Import") == "Import"


def test_a_commands_name_and_keys_are_found_without_the_marks(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(window, [Command("settings", "Se&ttings…", lambda: None, ("Ctrl+,",))])
    action = commands.action("settings")
    assert plain_text(action) == "Settings"
    assert keys_of(action).strip("\u2066\u2069") == "Ctrl+,"
    assert keys_of(QAction("No keys", window)) == ""


def test_a_tooltip_shows_tags_as_they_are() -> None:
    assert plain_tip("A dam & a lake") == "A dam & a lake"
    shown = QTextDocumentFragment.fromHtml(plain_tip('<b>Bold</b> <img src="/etc/passwd">'))
    assert shown.toPlainText() == '<b>Bold</b> <img src="/etc/passwd">'
