"""The shelf: what the library has, found, filtered, binned and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk.article.model import Article, Status
from desk.library import Library
from desk.ui.shelf import ShelfPane
from desk.ui.shelf_rows import age
from desk.ui.tasks import Tasks
from desk.ui.thumbnails import Thumbnails
from desk.ui.workspace import Workspace

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=5), "now"),
        (timedelta(minutes=7), "7 min"),
        (timedelta(hours=3), "3 h"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=20), "11 Feb"),
        (timedelta(days=400), "27 Jan 2025"),
    ],
)
def test_age_as_a_shelf_says_it(ago: timedelta, said: str) -> None:
    assert age(NOW - ago, NOW) == said


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    library = Library.open(tmp_path / "library", "Dana")
    library.add(Article(id="dam", headline="Dam talks resume", section="Politics"))
    library.add(Article(id="snow", headline="Snow closes the road", section="Weather", status=Status.READY))
    library.add(Article(id="bazar", headline="بازاڕەکە کرایەوە", language="ckb", section="Culture"))
    space = Workspace(library, Tasks())
    yield space
    space.close()


@pytest.fixture
def shelf(qtbot: QtBot, workspace: Workspace) -> ShelfPane:
    pane = ShelfPane(workspace, Thumbnails(workspace.library, workspace.tasks))
    qtbot.addWidget(pane)
    pane.resize(260, 500)
    pane.show()
    pane.refresh()
    shown(qtbot, pane, {"dam", "snow", "bazar"})
    return pane


def shown(qtbot: QtBot, pane: ShelfPane, wanted: set[str]) -> None:
    qtbot.waitUntil(lambda: {row.id for row in pane.model.rows} == wanted)


def test_search_as_one_types_in_any_spelling(qtbot: QtBot, shelf: ShelfPane) -> None:
    qtbot.keyClicks(shelf.search, "dam")
    shown(qtbot, shelf, {"dam"})
    shelf.search.setText("بازاڕه\u200cکه")
    shown(qtbot, shelf, {"bazar"})
    qtbot.keyClick(shelf.search, Qt.Key.Key_Escape)
    shown(qtbot, shelf, {"dam", "snow", "bazar"})


def test_nothing_found_is_said(qtbot: QtBot, shelf: ShelfPane) -> None:
    shelf.search.setText("xyzzy")
    shown(qtbot, shelf, set())
    assert "Nothing found" in shelf.hint.text()


def test_filters_by_status_and_section(qtbot: QtBot, shelf: ShelfPane) -> None:
    shelf.status.setCurrentIndex(shelf.status.findData(Status.READY))
    shown(qtbot, shelf, {"snow"})
    shelf.status.setCurrentIndex(0)
    shelf.section.setCurrentIndex(shelf.section.findData("Politics"))
    shown(qtbot, shelf, {"dam"})


def test_a_click_opens_a_story(qtbot: QtBot, shelf: ShelfPane) -> None:
    row = next(number for number, row in enumerate(shelf.model.rows) if row.id == "snow")
    place = shelf.list.visualRect(shelf.model.index(row)).center()
    with qtbot.waitSignal(shelf.chosen) as chosen:
        qtbot.mouseClick(shelf.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["snow"]


def test_into_the_bin_and_back(qtbot: QtBot, shelf: ShelfPane, workspace: Workspace) -> None:
    shelf.bin_wanted.connect(workspace.move_to_bin)
    shelf.list.setCurrentIndex(shelf.model.index(0))
    gone = shelf.selected()
    qtbot.keyClick(shelf.list, Qt.Key.Key_Delete)
    shown(qtbot, shelf, {"dam", "snow", "bazar"} - set(gone))
    shelf.status.setCurrentIndex(shelf.status.findData("bin"))
    shown(qtbot, shelf, set(gone))
    workspace.do(lambda: workspace.library.unbin(gone))
    shown(qtbot, shelf, set())
    assert "bin is empty" in shelf.hint.text()


def test_what_another_program_adds_appears(qtbot: QtBot, shelf: ShelfPane, workspace: Workspace) -> None:
    other = Library.open(workspace.library.folder, "Sara")
    other.add(Article(id="new", headline="From the command line"))
    other.close()
    qtbot.waitUntil(lambda: "new" in {row.id for row in shelf.model.rows}, timeout=10_000)
