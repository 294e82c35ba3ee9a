"""The shelf's search: fields offered while typing, passages, saved searches, orders and days, with real keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desk.article.model import Article, Status
from desk.library import Library
from desk.ui import shelf_searches
from desk.ui.export_why import LeftOut, WhyDialog
from desk.ui.search_offers import offers
from desk.ui.shelf import ShelfPane
from desk.ui.shelf_many import ManyOrder
from desk.ui.shelf_rows import day_name
from desk.ui.tasks import Tasks
from desk.ui.thumbnails import Thumbnails
from desk.ui.workspace import Workspace

ALL = {"dam", "snow", "bazar"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    library = Library.open(tmp_path / "library", "Dana")
    library.add(Article(id="dam", headline="Dam talks resume", section="World News", body="The **water** is low."))
    library.add(Article(id="snow", headline="Snow closes the road", byline="Sara Ali", status=Status.READY))
    library.add(Article(id="bazar", headline="بازاڕەکە کرایەوە", language="ckb", keywords=("ئاو",)))
    space = Workspace(library, Tasks())
    yield space
    space.close()


@pytest.fixture
def shelf(qtbot: QtBot, workspace: Workspace) -> Iterator[ShelfPane]:
    pane = ShelfPane(workspace, Thumbnails(workspace.library, workspace.tasks))
    qtbot.addWidget(pane)
    pane.resize(236, 600)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    pane.refresh()
    shown(qtbot, pane, ALL)
    pane.search.setFocus()
    yield pane
    pane.search.offered.hide()
    qtbot.waitUntil(lambda: workspace.tasks.running == 0)


def shown(qtbot: QtBot, pane: ShelfPane, wanted: set[str]) -> None:
    qtbot.waitUntil(lambda: {row.id for row in pane.model.rows} == wanted)


def offered(pane: ShelfPane) -> list[str]:
    lines = pane.search.offered
    return [lines.item(number).text() for number in range(lines.count())] if lines.isVisible() else []


def choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().rstrip("\u200e") == words).trigger()
    menu.deleteLater()


def test_fields_and_their_values_are_offered(qtbot: QtBot, shelf: ShelfPane) -> None:
    qtbot.keyClicks(shelf.search, "st")
    assert offered(shelf) == ["status:"]
    qtbot.keyClick(shelf.search, Qt.Key.Key_Down)
    qtbot.keyClick(shelf.search, Qt.Key.Key_Return)
    assert shelf.search.text() == "status:"
    assert offered(shelf) == [str(status) for status in Status]
    qtbot.keyClick(shelf.search, Qt.Key.Key_Up)
    qtbot.keyClick(shelf.search, Qt.Key.Key_Down)
    qtbot.keyClick(shelf.search, Qt.Key.Key_Down)
    qtbot.keyClick(shelf.search, Qt.Key.Key_Tab)
    assert shelf.search.text() == 'status:"in edit" '
    assert offered(shelf) == []
    assert shelf.search.hasFocus()
    shown(qtbot, shelf, set())


def test_tab_ends_a_value_that_is_begun_and_else_goes_on(qtbot: QtBot, shelf: ShelfPane) -> None:
    qtbot.keyClicks(shelf.search, "status:dr")
    qtbot.keyClick(shelf.search, Qt.Key.Key_Tab)
    assert shelf.search.text() == "status:draft "
    assert shelf.search.hasFocus()
    shown(qtbot, shelf, {"dam", "bazar"})
    qtbot.keyClick(shelf.search, Qt.Key.Key_Tab)
    assert not shelf.search.hasFocus()
    shelf.search.setFocus()
    shelf.search.clear()
    qtbot.keyClicks(shelf.search, "no")
    assert offered(shelf) == ["no:"]
    qtbot.keyClick(shelf.search, Qt.Key.Key_Tab)
    assert shelf.search.text() == "no"
    assert not shelf.search.hasFocus()


def test_what_the_library_knows_is_offered(qtbot: QtBot, shelf: ShelfPane) -> None:
    qtbot.keyClicks(shelf.search, "by:")
    assert offered(shelf) == ["me", "Sara Ali"]
    qtbot.keyClicks(shelf.search, "s")
    qtbot.keyClick(shelf.search, Qt.Key.Key_Down)
    qtbot.keyClick(shelf.search, Qt.Key.Key_Enter)
    assert shelf.search.text() == 'by:"Sara Ali" '
    shown(qtbot, shelf, {"snow"})
    qtbot.keyClicks(shelf.search, "-section:wo")
    assert offered(shelf) == ["World News"]


def test_plain_words_are_typed_as_if_nothing_were_offered(qtbot: QtBot, shelf: ShelfPane) -> None:
    qtbot.keyClicks(shelf.search, "no")
    assert offered(shelf) == ["no:"]
    qtbot.keyClick(shelf.search, Qt.Key.Key_Return)
    assert shelf.search.text() == "no"
    qtbot.keyClick(shelf.search, Qt.Key.Key_Escape)
    assert offered(shelf) == []
    assert shelf.search.text() == "no"
    qtbot.keyClick(shelf.search, Qt.Key.Key_Escape)
    assert shelf.search.text() == ""


def test_offers_need_no_widget() -> None:
    def known(field: str, begun: str) -> list[str]:
        return [value for value in ("Water", "World News") if value.startswith(begun) and field == "section"]

    assert [one.text for one in offers("dam -af", known)] == ["dam -after:"]
    assert [one.text for one in offers("dam section:W", known)] == ["dam section:Water ", 'dam section:"World News" ']
    assert [one.text for one in offers('section:"World N', known)] == ['section:"World News" ']
    assert [one.words for one in offers("after:", known)] == ["today", "yesterday", "7d", "30d"]
    assert offers("dam ", known) == offers("d", known) == offers("", known) == offers("http:", known) == []


def test_a_value_that_cannot_be_is_said_in_a_line(qtbot: QtBot, shelf: ShelfPane) -> None:
    qtbot.keyClicks(shelf.search, "dam after:yesterday-ish")
    qtbot.waitUntil(shelf.said.isVisible)
    assert "“yesterday-ish” is no day" in shelf.said.text()
    shown(qtbot, shelf, {"dam"})
    shelf.search.setText("dam")
    qtbot.waitUntil(shelf.said.isHidden)


def test_a_search_that_is_not_understood_shows_no_story(qtbot: QtBot, shelf: ShelfPane) -> None:
    shelf.search.setText("after:2026-13-45")
    shown(qtbot, shelf, set())
    assert "“2026-13-45” is no day" in shelf.said.text()
    assert shelf.hint.text() == "Correct the search to see its stories."
    shelf.search.setText("")
    shown(qtbot, shelf, ALL)


def test_a_word_that_looks_like_a_field_is_told_of(qtbot: QtBot, shelf: ShelfPane) -> None:
    shelf.search.setText("colour:water")
    qtbot.waitUntil(shelf.said.isVisible)
    assert shelf.said.text().startswith("colour: is no field, so its words are looked for; fields are by:, edited:,")
    assert shelf.said.property("role") == "hint"
    shown(qtbot, shelf, set())
    assert shelf.hint.text().startswith("Nothing found.")


def test_a_row_shows_the_passage_that_was_found(qtbot: QtBot, shelf: ShelfPane) -> None:
    before = shelf.list.visualRect(shelf.model.index(0)).height()
    qtbot.keyClicks(shelf.search, "water")
    shown(qtbot, shelf, {"dam"})
    qtbot.waitUntil(lambda: shelf.model.snippet(shelf.model.rows[0]) == "The water is low.")
    assert shelf.list.visualRect(shelf.model.index(0)).height() > before
    shelf.search.clear()
    shown(qtbot, shelf, ALL)
    qtbot.waitUntil(lambda: shelf.list.visualRect(shelf.model.index(0)).height() == before)


def test_searches_that_come_with_desk(qtbot: QtBot, shelf: ShelfPane, workspace: Workspace) -> None:
    workspace.library.change_all(["dam"], lambda story: replace(story, status=Status.IN_EDIT))
    workspace.library.save(Article(id="mine"))
    choose(shelf.searches_menu(), "In edit")
    shown(qtbot, shelf, {"dam"})
    for name, ids in {
        "Mine": {"mine"},
        "Edited by me": {"mine", "dam"},
        "No caption": set(),
        "This week": {*ALL, "mine"},
    }.items():
        choose(shelf.searches_menu(), name)
        shown(qtbot, shelf, ids)


def test_a_search_is_kept_renamed_and_removed_and_brought_back(qtbot: QtBot, shelf: ShelfPane) -> None:
    told: list[tuple[str, list[tuple[str, object]]]] = []
    shelf.searches.told.connect(lambda sentence, offers: told.append((sentence, offers)))
    shelf.search.setText("status:ready")
    choose(shelf.searches_menu(), "Save this search…")
    qtbot.keyClicks(shelf.naming, "To lay out")
    qtbot.keyClick(shelf.naming, Qt.Key.Key_Return)
    assert shelf.naming.isHidden()
    assert shelf.searches.own == (shelf_searches.Saved("To lay out", "status:ready"),)
    choose(shelf.searches_menu(), "Rename…")
    qtbot.keyClicks(shelf.naming, "Ready")
    qtbot.keyClick(shelf.naming, Qt.Key.Key_Return)
    assert [one.name for one in shelf.searches.own] == ["Ready"]
    choose(shelf.searches_menu(), "Remove from saved")
    assert shelf.searches.own == ()
    told[-1][1][0][1]()  # type: ignore[operator]
    assert [one.name for one in shelf.searches.own] == ["Ready"]
    shelf.search.clear()
    choose(shelf.searches_menu(), "Ready")
    shown(qtbot, shelf, {"snow"})


def test_orders_and_days(qtbot: QtBot, shelf: ShelfPane) -> None:
    choose(shelf.order_menu(), "Oldest first")
    qtbot.waitUntil(lambda: [row.id for row in shelf.model.rows] == ["dam", "snow", "bazar"])
    height = shelf.list.visualRect(shelf.model.index(0)).height()
    choose(shelf.order_menu(), "Group by day")
    qtbot.waitUntil(lambda: shelf.list.visualRect(shelf.model.index(0)).height() > height)
    assert [shelf.model.heading(number) for number in range(3)] == ["Today", "", ""]
    choose(shelf.order_menu(), "Headline")
    qtbot.waitUntil(lambda: shelf.model.heading(0) == "")


def test_days_have_names() -> None:
    at = datetime(2026, 11, 5, 12, tzinfo=UTC)
    names = [day_name(at - timedelta(days=days), at) for days in (0, 1, 2, 400)]
    assert names == ["Today", "Yesterday", "3 November", "1 October 2025"]


def test_selection_and_scroll_survive_a_refresh(qtbot: QtBot, shelf: ShelfPane, workspace: Workspace) -> None:
    workspace.library.add_all(Article(id=f"s{number}", headline=f"Story {number}") for number in range(60))
    shelf.refresh()
    qtbot.waitUntil(lambda: len(shelf.model.rows) == 63)
    rows = [row.id for row in shelf.model.rows]
    for number in (30, 31):
        index = shelf.model.index(number)
        shelf.list.selectionModel().select(index, shelf.list.selectionModel().SelectionFlag.Select)
    shelf.list.scrollTo(shelf.model.index(30), shelf.list.ScrollHint.PositionAtTop)
    top = shelf.list.visualRect(shelf.model.index(30)).top()
    workspace.library.add(Article(id="fresh"))
    shelf.refresh()
    qtbot.waitUntil(lambda: len(shelf.model.rows) == 64)
    assert shelf.selected() == rows[30:32]
    assert shelf.list.visualRect(shelf.model.index(31)).top() == top


def select_all(qtbot: QtBot, shelf: ShelfPane) -> None:
    shelf.list.setFocus()
    qtbot.keyClick(shelf.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(shelf.selected()) == 3


def test_many_are_changed_and_changed_back(qtbot: QtBot, shelf: ShelfPane, workspace: Workspace) -> None:
    library = workspace.library
    workspace.open_story("dam")
    qtbot.waitUntil(lambda: workspace.article is not None)
    select_all(qtbot, shelf)
    assert shelf.bar.isVisible()
    assert shelf.bar.words.text() == "3 selected"
    menu = shelf.menu_for()
    statuses = next(action.menu() for action in menu.actions() if action.text() == "Status")
    with qtbot.waitSignal(shelf.many.told) as told:
        choose(statuses, "Ready")
    assert told.args[0] == "2 stories now ready."
    assert workspace.article is not None
    assert workspace.article.status is Status.READY
    assert library.article("bazar").status is Status.READY
    assert [version.kind for version in library.versions("bazar")] == ["status", "import"]
    with qtbot.waitSignal(shelf.many.told):
        told.args[1][0][1]()
    assert workspace.article.status is Status.DRAFT
    assert [library.article(one).status for one in ("snow", "bazar")] == [Status.READY, Status.DRAFT]
    workspace.close_story()


def test_keywords_and_sections_of_many(qtbot: QtBot, shelf: ShelfPane, workspace: Workspace) -> None:
    select_all(qtbot, shelf)
    for words, line in (("Add keywords…", "water, border"), ("Remove keywords…", "Border"), ("Section…", "Water")):
        choose(shelf.menu_for(), words)
        shelf.naming.setText(line)  # no key: what completes it is a window, which the offscreen platform complains of
        with qtbot.waitSignal(shelf.many.told):
            qtbot.keyClick(shelf.naming, Qt.Key.Key_Return)
    stories = [workspace.library.article(one) for one in ALL]
    assert {story.keywords for story in stories} == {("water",), ("ئاو", "water")}
    assert {story.section for story in stories} == {"Water"}


def order_of(tmp_path: Path, *ids: str, words: str = "") -> tuple[ManyOrder, list[LeftOut]]:
    """An order of stories, and those about which it was asked why they go."""
    from desk.formats import Options

    asked: list[LeftOut] = []

    def ask_why(left_out: Sequence[LeftOut]) -> str:
        asked.extend(left_out)
        return words

    options = Options(datetime(2026, 3, 3, tzinfo=UTC))
    return ManyOrder(ids, ("json",), tmp_path / "out", options, ask_why), asked


def test_many_are_exported_into_a_folder(qtbot: QtBot, shelf: ShelfPane, workspace: Workspace, tmp_path: Path) -> None:
    workspace.library.save(replace(workspace.library.article("snow"), body="It snows."), "save")
    order, _asked = order_of(tmp_path, "dam", "snow")
    with qtbot.waitSignal(shelf.many.told) as told:
        shelf.many.export(order)
    assert told.args[0] == "Exported 2 files."
    assert len(list((tmp_path / "out").rglob("*.json"))) == 2


def test_those_that_something_stops_are_left_out_until_words_let_them_go(
    qtbot: QtBot, shelf: ShelfPane, workspace: Workspace, tmp_path: Path
) -> None:
    order, asked = order_of(tmp_path, "dam", "snow", words="The road is what counts")
    with qtbot.waitSignal(shelf.many.told) as told:
        shelf.many.export(order)
    assert told.args is not None
    sentence, offers, trouble = (str(told.args[0]).translate(UNSEEN), told.args[1], told.args[2])
    assert sentence == "Exported 1 file. Left out: “Snow closes the road”: Write the story: its body is empty."
    assert trouble
    assert len(list((tmp_path / "out").rglob("*.json"))) == 1
    with qtbot.waitSignal(shelf.many.told) as told:
        dict(offers)["Export anyway…"]()
    assert told.args is not None
    assert told.args[0] == "Exported 1 file."
    assert [(one.id, one.headline) for one in asked] == [("snow", "Snow closes the road")]
    assert workspace.library.versions("snow")[0].name == (
        "Exported although: Body (missing body) — “The road is what counts”"
    )
    assert not workspace.library.versions("dam")[0].name


def test_those_left_out_stay_so_where_no_words_are_given(qtbot: QtBot, shelf: ShelfPane, tmp_path: Path) -> None:
    order, asked = order_of(tmp_path, "snow")
    with qtbot.waitSignal(shelf.many.told) as told:
        shelf.many.export(order)
    assert told.args is not None
    dict(told.args[1])["Export anyway…"]()
    assert asked
    assert not (tmp_path / "out").exists()


def test_why_several_go_is_asked_in_words(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = WhyDialog([LeftOut("snow", "Snow closes the road", "Write the story.")], parent)
    dialog.show()
    qtbot.keyClicks(dialog.words, "ok")
    assert not dialog.export.isEnabled()
    qtbot.keyClicks(dialog.words, "ay then")
    assert dialog.export.isEnabled()
    dialog.reject()


UNSEEN = {0x2068: None, 0x2069: None}
