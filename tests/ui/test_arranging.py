"""The pane that shows what a copy was taken for, by keys and by mouse; every choice is a step of the story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.model import Article, Related
from desk.formats.rearranging import Copy
from desk.formats.wire_copy import Role, arrange, article_of
from desk.library import Library
from desk.ui.arranging import ArrangingPane
from desk.ui.arranging_list import chip_in
from desk.ui.copies import Copies
from desk.ui.tasks import Tasks
from desk.ui.workspace import Workspace

TEXT = """Ministers meet over border dam

Delegates arrive in Erbil. (Agency photo)

ERBIL (DESK) — Water ministers of the two countries met in Erbil on Tuesday, officials said.

The talks will go on next week.

(Desk News/AFP)

Share this article
"""
COPY = Copy(arrange(TEXT), date(2026, 3, 3))
STORY = article_of(COPY.arrangement, Article(id="s1"), COPY.day)
HEADLINE, SIGN_OFF, FURNITURE = (
    next(at for at, passage in enumerate(COPY.arrangement.passages) if passage.role is role)
    for role in (Role.HEADLINE, Role.SIGN_OFF, Role.FURNITURE)
)


@pytest.fixture
def space(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with the story that the copy gave."""
    library = Library.open(tmp_path / "library", "Dana")
    library.add(STORY)
    library.add(Article(id="s2", headline="Snow"))
    space = Workspace(library, Tasks())
    open_story(qtbot, space, "s1")
    yield space
    space.close()


@pytest.fixture
def copies(space: Workspace) -> Copies:
    copies = Copies(space)
    copies.keep("s1", COPY)
    return copies


@pytest.fixture
def pane(qtbot: QtBot, copies: Copies) -> Iterator[ArrangingPane]:
    pane = ArrangingPane(copies)
    pane.resize(700, 600)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    pane.setFocus()
    yield pane
    pane.close()
    pane.deleteLater()


def open_story(qtbot: QtBot, space: Workspace, article_id: str) -> None:
    with qtbot.waitSignal(space.opened):
        space.open_story(article_id)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key, held)


def roles(pane: ArrangingPane) -> list[Role]:
    return [pane.list.passage(row).role for row in range(pane.list.count())]


def story(space: Workspace) -> Article:
    assert space.article is not None
    return space.article


def test_every_passage_stands_there_with_what_it_was_taken_for(pane: ArrangingPane) -> None:
    assert roles(pane) == [passage.role for passage in COPY.arrangement.passages]
    spoken = [pane.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(pane.list.count())]
    assert spoken[HEADLINE] == "Headline: Ministers meet over border dam"
    assert spoken[FURNITURE] == "Page furniture: Share this article"
    assert pane.count.text() == f"{len(spoken)} passages, 1 left out"


def test_a_letter_chooses_and_undo_takes_it_back(space: Workspace, pane: ArrangingPane) -> None:
    for _ in range(SIGN_OFF):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_B)
    assert pane.list.passage(SIGN_OFF).role is Role.BODY
    assert (story(space).sign_off, story(space).body) == ("", f"{STORY.body}\n\n(Desk News/AFP)")
    space.undo()
    assert story(space) == STORY
    assert pane.list.passage(SIGN_OFF).role is Role.SIGN_OFF
    space.redo()
    assert pane.list.passage(SIGN_OFF).role is Role.BODY
    assert story(space).sign_off == ""


def test_the_same_letter_goes_on_to_the_next_role_of_it(pane: ArrangingPane) -> None:
    seen = []
    for _ in range(4):
        press(Qt.Key.Key_C)
        seen.append(roles(pane)[0])
    assert seen == [Role.CAPTION, Role.CORRECTION, Role.CAPTION, Role.CORRECTION]


@pytest.mark.qt_log_ignore("grabbing the keyboard")
@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_the_menu_by_keys(
    qtbot: QtBot, space: Workspace, pane: ArrangingPane, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    press(key, held)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is pane.list.menu is not None)
    press(Qt.Key.Key_Down)  # from what it is to the next, which is the summary
    press(Qt.Key.Key_Return)
    assert roles(pane)[0] is Role.SUMMARY
    assert (story(space).headline, story(space).summary) == ("", STORY.headline)


@pytest.mark.qt_log_ignore("grabbing the keyboard")
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_click_on_the_chip_offers_the_roles(
    space: Workspace, pane: ArrangingPane, direction: Qt.LayoutDirection
) -> None:
    pane.setLayoutDirection(direction)
    row = pane.list.visualItemRect(pane.list.item(FURNITURE))
    click = chip_in(row, direction).center()
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=click)
    menu = pane.list.menu
    assert menu is not None
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Page furniture"]
    body = next(action for action in menu.actions() if action.text() == "Body")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(body).center())
    assert roles(pane)[FURNITURE] is Role.BODY
    assert story(space).body.endswith("Share this article")


def test_a_click_on_the_words_only_chooses_the_row(pane: ArrangingPane) -> None:
    row = pane.list.visualItemRect(pane.list.item(SIGN_OFF))
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.right() - 40, row.center().y()))
    assert pane.list.currentRow() == SIGN_OFF
    assert pane.list.menu is None


def test_all_of_it_as_body_is_one_step(space: Workspace, pane: ArrangingPane) -> None:
    QTest.mouseClick(pane.all_body, Qt.MouseButton.LeftButton)
    assert set(roles(pane)) == {Role.BODY}
    assert story(space).body.split() == TEXT.split()
    assert not pane.all_body.isEnabled()
    space.undo()
    assert story(space) == STORY
    assert roles(pane)[HEADLINE] is Role.HEADLINE


def test_what_was_written_meanwhile_stays(space: Workspace, pane: ArrangingPane) -> None:
    from desk.article import edits

    space.apply(edits.set_field(story(space), "kicker", "Water"), "details")
    press(Qt.Key.Key_E)
    assert roles(pane)[0] is Role.EMBARGO  # which says no day, and so is a note for the desk
    made = story(space)
    assert (made.headline, made.kicker) == ("", "Water")
    assert STORY.headline in made.editors_note
    press(Qt.Key.Key_H)
    assert story(space) == replace(STORY, kicker="Water")


def test_a_title_that_is_to_lead_elsewhere_is_looked_up(
    qtbot: QtBot, space: Workspace, copies: Copies, pane: ArrangingPane
) -> None:
    snow = Copy(arrange(f"{TEXT}\nSnow\n"), COPY.day)
    last = len(snow.arrangement.passages) - 1
    assert snow.arrangement.passages[last].line == "Snow"
    copies.keep("s1", snow)
    pane.list.setCurrentRow(last)
    press(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: roles(pane)[last] is Role.RELATED)
    assert story(space).related == (Related("related", "Snow", article="s2"),)


def test_another_story_has_another_copy_or_none(qtbot: QtBot, space: Workspace, pane: ArrangingPane) -> None:
    press(Qt.Key.Key_B)
    open_story(qtbot, space, "s2")
    assert pane.list.count() == 0
    assert pane.list.isHidden()
    open_story(qtbot, space, "s1")
    assert roles(pane)[0] is Role.BODY


def test_the_choices_are_there_on_another_day(qtbot: QtBot, tmp_path: Path, space: Workspace, copies: Copies) -> None:
    copies.choose(SIGN_OFF, Role.BODY)
    qtbot.waitUntil(lambda: space.tasks.running == 0)
    copies.close()
    library = Library.open(tmp_path / "library", "Dana")
    later = Workspace(library, Tasks())
    again = Copies(later)
    with qtbot.waitSignal(later.opened):
        later.open_story("s1")
    qtbot.waitUntil(lambda: again.copy is not None)
    assert again.copy == COPY.with_role(SIGN_OFF, Role.BODY)
    again.choose(SIGN_OFF, Role.SIGN_OFF)
    assert story(later).sign_off == "(Desk News/AFP)"
    later.close()


def test_done_closes(qtbot: QtBot, pane: ArrangingPane) -> None:
    with qtbot.waitSignal(pane.close_requested):
        QTest.mouseClick(pane.done, Qt.MouseButton.LeftButton)


def test_long_words_are_cut_after_some_lines_and_say_so(qtbot: QtBot, space: Workspace, pane: ArrangingPane) -> None:
    heights = [pane.list.visualItemRect(pane.list.item(row)).height() for row in range(pane.list.count())]
    long = Copy(arrange("word " * 4_000 + "\n\nShort."), COPY.day)
    copies = Copies(space)
    other = ArrangingPane(copies)
    copies.keep("s1", long)
    other.resize(700, 600)
    other.show()
    qtbot.waitUntil(lambda: other.list.visualItemRect(other.list.item(0)).height() > max(heights))
    assert other.list.visualItemRect(other.list.item(0)).height() < 160
    other.close()
    other.deleteLater()
