"""A long shelf: what was scrolled past is let go, and is there again when it is looked at."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk.article.model import Article, Status
from desk.library import Library, Row
from desk.ui.shelf import ShelfPane
from desk.ui.shelf_list import stretches
from desk.ui.shelf_pages import BATCH, FIRST, KEPT, Rows
from desk.ui.tasks import Tasks
from desk.ui.thumbnails import Thumbnails
from desk.ui.workspace import Workspace

MOMENT = datetime(2026, 3, 3, 12, tzinfo=UTC)
MANY = (KEPT + 2) * BATCH


def a_row(number: int) -> Row:
    return Row(f"s{number}", f"Story {number}", "", Status.DRAFT, "", "en", MOMENT, MOMENT, 0, "", False, 1)


def many_rows(count: int = MANY) -> list[Row]:
    return [a_row(number) for number in range(count)]


def test_only_the_pages_looked_at_last_are_whole() -> None:
    rows = Rows()
    for first in range(0, MANY, BATCH):
        rows.extend(many_rows()[first : first + BATCH])
    assert len(rows) == MANY
    assert rows.pages == tuple(range(2, KEPT + 2))
    assert (rows[0].id, rows[0].modified, rows[0].headline) == ("s0", MOMENT, "…")
    assert rows[MANY - 1] == a_row(MANY - 1)
    assert [row.id for row in rows] == [f"s{number}" for number in range(MANY)]


def test_a_page_that_is_looked_at_stays() -> None:
    rows = Rows(many_rows(KEPT * BATCH))
    assert rows.look_at(0)
    rows.extend([a_row(KEPT * BATCH)])
    assert 0 in rows.pages
    assert not rows.look_at(BATCH)
    rows.take(1, many_rows()[BATCH : 2 * BATCH])
    assert rows[BATCH] == a_row(BATCH)


@pytest.mark.parametrize("count", [0, 1, BATCH - 1, BATCH, BATCH + 1, 3 * BATCH])
def test_rows_of_stubs_are_the_rows(count: int) -> None:
    rows = many_rows(count)
    stubs = [(row.id, int(row.modified.timestamp()), int(row.created.timestamp())) for row in rows]
    pages = {first // BATCH: rows[first : first + BATCH] for first in range(0, count, BATCH)}
    again = Rows.of(stubs, pages)
    assert list(again) == list(Rows(rows)) == rows
    assert again.is_like(Rows(rows))


def test_scrolled_to_the_end_and_back(qtbot: QtBot, tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library", "Dana")
    library.add_all(Article(id=f"s{number}", headline=f"Story {number}") for number in range(MANY))
    space = Workspace(library, Tasks())
    shelf = ShelfPane(space, Thumbnails(library, space.tasks))
    qtbot.addWidget(shelf)
    shelf.resize(260, 500)
    shelf.show()
    shelf.refresh()
    bar = shelf.list.verticalScrollBar()

    def at_the_end() -> None:
        bar.setValue(bar.maximum())
        assert len(shelf.model.rows) == MANY

    qtbot.waitUntil(at_the_end, timeout=20_000)
    assert shelf.model.rows[0].headline == "…"
    bar.setValue(0)
    qtbot.waitUntil(lambda: shelf.model.rows[0].headline == f"Story {MANY - 1}")
    library.add(Article(id="fresh", headline="Fresh"))
    shelf.refresh()
    qtbot.waitUntil(lambda: shelf.model.rows[0].headline == "Fresh", timeout=20_000)
    assert shelf.model.place_of("s1") == MANY - 1
    assert shelf.model.place_of("nobody") == -1
    qtbot.waitUntil(lambda: space.tasks.running == 0)
    space.close()


def test_the_first_rows_are_there_at_once_and_the_page_is_filled(qtbot: QtBot, tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library", "Dana")
    library.add_all(Article(id=f"s{number}", headline=f"Story {number}") for number in range(BATCH + 7))
    space = Workspace(library, Tasks())
    shelf = ShelfPane(space, Thumbnails(library, space.tasks))
    qtbot.addWidget(shelf)
    shelf.resize(260, 500)
    shelf.show()
    counts: list[int] = []
    shelf.model.modelReset.connect(lambda: counts.append(len(shelf.model.rows)))
    shelf.model.rowsInserted.connect(lambda: counts.append(len(shelf.model.rows)))
    shelf.refresh()
    qtbot.waitUntil(lambda: len(shelf.model.rows) == BATCH)
    assert counts == [FIRST, BATCH]
    assert [row.id for row in shelf.model.rows] == [f"s{number}" for number in range(BATCH + 6, 6, -1)]
    shelf.list.verticalScrollBar().setValue(shelf.list.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: len(shelf.model.rows) == BATCH + 7)
    counts.clear()
    shelf.search.setText("Story 1")
    qtbot.waitUntil(lambda: len(shelf.model.rows) == library.count("Story 1"))
    assert counts == [FIRST, library.count("Story 1")]
    qtbot.waitUntil(lambda: space.tasks.running == 0)
    space.close()


def test_what_the_first_search_needs_is_loaded_before_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import desk.library.snippets

    monkeypatch.setattr(desk.library, "snippets", desk.library.snippets)  # as it was, afterwards
    monkeypatch.delitem(sys.modules, "desk.library.snippets")
    space = Workspace(Library.open(tmp_path / "library", "Dana"), Tasks())
    shelf = ShelfPane(space, Thumbnails(space.library, space.tasks))
    qtbot.addWidget(shelf)
    shelf.refresh()
    qtbot.waitUntil(lambda: "desk.library.snippets" in sys.modules and space.tasks.running == 0)
    space.close()


@pytest.fixture
def long_shelf(qtbot: QtBot, tmp_path: Path) -> Iterator[ShelfPane]:
    """A shelf of more stories than are fetched at once, its first rows shown."""
    library = Library.open(tmp_path / "library", "Dana")
    words = ("dam", "snow")
    library.add_all(Article(id=f"s{number}", headline=f"Story {words[number % 2]}") for number in range(MANY))
    space = Workspace(library, Tasks())
    shelf = ShelfPane(space, Thumbnails(library, space.tasks))
    qtbot.addWidget(shelf)
    shelf.resize(260, 500)
    shelf.show()
    shelf.refresh()
    qtbot.waitUntil(lambda: len(shelf.model.rows) > 0)
    yield shelf
    qtbot.waitUntil(lambda: space.tasks.running == 0)
    space.close()


def test_everything_is_selected_though_only_its_first_rows_are_here(qtbot: QtBot, long_shelf: ShelfPane) -> None:
    qtbot.keyClick(long_shelf.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(long_shelf.selected()) == MANY, timeout=20_000)
    assert long_shelf.selected() == [f"s{number}" for number in reversed(range(MANY))]
    assert long_shelf.bar.words.text() == f"{MANY:,} selected"
    assert len(list(long_shelf.model.rows.whole())) <= KEPT * BATCH


def test_the_keys_go_on_from_where_they_were_once_the_rest_is_here(qtbot: QtBot, long_shelf: ShelfPane) -> None:
    long_shelf.list.setCurrentIndex(long_shelf.model.index(3))
    qtbot.keyClick(long_shelf.list, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(long_shelf.selected()) == MANY - 3, timeout=20_000)
    assert long_shelf.selected()[0] == f"s{MANY - 4}"


def test_what_a_search_finds_is_selected_whole_and_nothing_else(qtbot: QtBot, long_shelf: ShelfPane) -> None:
    long_shelf.search.setText("snow")
    qtbot.waitUntil(lambda: long_shelf.model.terms != () and len(long_shelf.model.rows) > 0)
    long_shelf.list.selectAll()
    qtbot.waitUntil(lambda: len(long_shelf.selected()) == MANY // 2, timeout=20_000)
    assert long_shelf.selected() == [f"s{number}" for number in reversed(range(1, MANY, 2))]


def test_another_search_is_not_selected_in_place_of_the_first(qtbot: QtBot, long_shelf: ShelfPane) -> None:
    long_shelf.list.selectAll()
    long_shelf.search.setText("snow")
    qtbot.waitUntil(lambda: long_shelf.model.terms != () and long_shelf.model.rows[0].id == f"s{MANY - 1}")
    qtbot.waitUntil(lambda: long_shelf.model.rows.ids[1] == f"s{MANY - 3}")
    assert long_shelf.selected() == []


def test_end_goes_to_the_last_story_of_all(qtbot: QtBot, long_shelf: ShelfPane) -> None:
    qtbot.keyClick(long_shelf.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: long_shelf.selected() == ["s0"], timeout=20_000)
    assert long_shelf.list.currentIndex().row() == MANY - 1
    assert long_shelf.list.visualRect(long_shelf.list.currentIndex()).bottom() <= long_shelf.list.viewport().height()


def test_all_that_was_selected_still_is_after_the_list_is_made_anew(qtbot: QtBot, long_shelf: ShelfPane) -> None:
    long_shelf.list.selectAll()
    qtbot.waitUntil(lambda: len(long_shelf.selected()) == MANY, timeout=20_000)
    long_shelf.many.set_field(["s0", "s1"], "section", "World", "{count}.")
    qtbot.waitUntil(lambda: set(long_shelf.model.rows.ids[:2]) == {"s0", "s1"}, timeout=20_000)
    assert len(long_shelf.selected()) == MANY
    assert long_shelf.bar.words.text() == f"{MANY:,} selected"


@given(st.sets(st.integers(0, 60)))
def test_stretches_are_the_numbers(numbers: set[int]) -> None:
    found = stretches(sorted(numbers))
    assert [number for first, last in found for number in range(first, last + 1)] == sorted(numbers)
    assert all(after[0] > before[1] + 1 for before, after in pairwise(found))
