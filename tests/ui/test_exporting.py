"""The export dialog: which formats, and of a fragment how its photos and headings are to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.library import Library
from desk.ui.exporting import ExportDialog, Exported, Exporter, Order
from desk.ui.settings import Settings
from desk.ui.tasks import Tasks
from tests.builders import a_story
from tests.formats.stories import options

STORY = replace(a_story(), photos=(), lead="", body="## The dam\n\nThe talks go on.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", "Rojin")
    yield opened
    opened.close()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def dialog_of(library: Library, parent: QWidget) -> ExportDialog:
    dialog = ExportDialog(STORY, library, Settings(), parent)
    dialog.show()
    return dialog


def test_a_fragment_asks_how_it_is_to_be_and_is_remembered(qtbot: QtBot, library: Library, parent: QWidget) -> None:
    dialog = dialog_of(library, parent)
    assert not dialog.fragment.isVisible()
    qtbot.mouseClick(dialog.boxes["fragment"], Qt.MouseButton.LeftButton, pos=dialog.boxes["fragment"].rect().center())
    dialog.boxes["fragment"].setChecked(True)
    assert dialog.fragment.isVisible()
    qtbot.keyClick(dialog.fragment.photos, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.fragment.levels, Qt.Key.Key_End)
    assert (dialog.order.figures, dialog.order.headings) == ("img", 2)
    dialog.accept()
    again = dialog_of(library, parent)
    assert again.fragment.isVisible()
    assert (again.order.figures, again.order.headings) == ("img", 2)
    again.reject()


def test_every_format_that_writes_one_story_is_offered(library: Library, parent: QWidget) -> None:
    from desk.formats import FORMATS

    dialog = dialog_of(library, parent)
    assert set(dialog.boxes) == {name for name, format in FORMATS.items() if format.write}
    assert all(box.toolTip() for box in dialog.boxes.values())
    dialog.reject()


def test_what_was_chosen_is_what_is_written(qtbot: QtBot, library: Library, parent: QWidget, tmp_path: Path) -> None:
    tasks = Tasks()
    exporter = Exporter(library, tasks, parent)
    order = Order(("fragment", "markdown", "text"), tmp_path / "out", "none", 2)
    with qtbot.waitSignal(exporter.ended, timeout=20_000) as ended:
        exporter.write(STORY, order, options())
    tasks.close()
    assert ended.args is not None
    done = ended.args[0]
    assert isinstance(done, Exported)
    assert done.trouble == ""
    assert [path.suffix for path in done.paths] == [".html", ".md", ".txt"]
    assert "<h4" in done.paths[0].read_text(encoding="utf-8")
