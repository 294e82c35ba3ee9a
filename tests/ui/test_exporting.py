"""The export dialog: which formats, and of a fragment how its photos and headings are to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.article.model import Article
from desk.library import Library
from desk.preflight import look
from desk.ui.exporting import ExportDialog, Exported, Exporter, Order
from desk.ui.labels import Label
from desk.ui.settings import Settings
from desk.ui.tasks import Tasks
from desk.ui.workspace import Workspace
from tests.builders import a_story
from tests.formats.stories import options

STORY = replace(a_story(), photos=(), lead="", body="## The dam\n\nThe talks go on.")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    space = Workspace(Library.open(tmp_path / "library", "Rojin"), Tasks())
    yield space
    space.close()


@pytest.fixture
def library(workspace: Workspace) -> Library:
    return workspace.library


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def dialog_of(qtbot: QtBot, workspace: Workspace, parent: QWidget, story: Article = STORY) -> ExportDialog:
    dialog = ExportDialog(story, workspace, Settings(), parent)
    dialog.show()
    assert not dialog.export.isEnabled(), "nothing leaves before it is looked at"
    qtbot.waitUntil(lambda: dialog.checks.is_looked_at)
    return dialog


def test_a_fragment_asks_how_it_is_to_be_and_is_remembered(qtbot: QtBot, workspace: Workspace, parent: QWidget) -> None:
    dialog = dialog_of(qtbot, workspace, parent)
    assert not dialog.fragment.isVisible()
    qtbot.mouseClick(dialog.boxes["fragment"], Qt.MouseButton.LeftButton, pos=dialog.boxes["fragment"].rect().center())
    dialog.boxes["fragment"].setChecked(True)
    assert dialog.fragment.isVisible()
    qtbot.keyClick(dialog.fragment.photos, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.fragment.levels, Qt.Key.Key_End)
    assert (dialog.order.figures, dialog.order.headings) == ("img", 2)
    dialog.accept()
    again = dialog_of(qtbot, workspace, parent)
    assert again.fragment.isVisible()
    assert (again.order.figures, again.order.headings) == ("img", 2)
    again.reject()


MANY = replace(STORY, headline="", body="\n\n".join(f"It cost TK, said {one}." for one in range(40)))


def test_with_many_findings_all_of_it_lies_on_a_low_screen(qtbot: QtBot, workspace: Workspace, parent: QWidget) -> None:
    dialog = dialog_of(qtbot, workspace, parent, MANY)
    for box in dialog.boxes.values():
        box.setChecked(True)
    assert dialog.checks.words.isVisible()
    screen = dialog.screen().availableGeometry()
    assert dialog.height() <= screen.height() - 60
    assert screen.contains(dialog.geometry())
    for part in (dialog.export, dialog.folder, dialog.checks.words):
        assert part.visibleRegion().boundingRect() == part.rect()
    dialog.activateWindow()
    before, last = dialog.boxes["text"], dialog.boxes["story"]
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert last.visibleRegion().boundingRect() == last.rect(), "it is scrolled to"
    dialog.reject()


def test_with_room_enough_all_formats_are_seen(qtbot: QtBot, workspace: Workspace, parent: QWidget) -> None:
    dialog = dialog_of(qtbot, workspace, parent)
    assert all(box.visibleRegion().boundingRect().height() == box.height() for box in dialog.boxes.values())
    dialog.reject()


def test_every_format_that_writes_one_story_is_offered(qtbot: QtBot, workspace: Workspace, parent: QWidget) -> None:
    from desk.formats import FORMATS

    dialog = dialog_of(qtbot, workspace, parent)
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


UNREADY = replace(STORY, body="It cost TK dinars.", summary="")


def said(dialog: ExportDialog) -> list[str]:
    """What the dialog says of the checks, without the marks that keep words apart."""
    labels = [label.text() for label in dialog.checks.findChildren(Label) if label.isVisibleTo(dialog)]
    return [text.replace("\u2068", "").replace("\u2069", "") for text in labels]


def choose(dialog: ExportDialog, *formats: str) -> None:
    for name, box in dialog.boxes.items():
        box.setChecked(name in formats)


def test_what_blocks_asks_for_words_before_it_lets_anything_out(
    qtbot: QtBot, workspace: Workspace, parent: QWidget, tmp_path: Path
) -> None:
    dialog = dialog_of(qtbot, workspace, parent, UNREADY)
    dialog.folder.setText(str(tmp_path))
    choose(dialog, "json")
    assert "Must: Paragraph 1: Fill in or remove “TK” in the body, at “It cost TK dinars.”." in said(dialog)
    assert dialog.checks.words.isVisible()
    assert (dialog.export.isEnabled(), dialog.export.text()) == (False, "Export anyway")
    qtbot.keyClicks(dialog.checks.words, "ok")
    assert not dialog.export.isEnabled()
    dialog.checks.words.clear()
    qtbot.keyClicks(dialog.checks.words, "The price comes later")
    assert dialog.export.isEnabled()
    assert dialog.order.although == "Exported although: Paragraph 1 (placeholder) — “The price comes later”"
    dialog.reject()


def test_a_package_for_another_desk_asks_for_none(
    qtbot: QtBot, workspace: Workspace, parent: QWidget, tmp_path: Path
) -> None:
    dialog = dialog_of(qtbot, workspace, parent, UNREADY)
    dialog.folder.setText(str(tmp_path))
    choose(dialog, "story")
    assert not dialog.checks.words.isVisible()
    assert (dialog.export.isEnabled(), dialog.export.text(), dialog.order.although) == (True, "Export", "")
    choose(dialog, "story", "html")
    assert dialog.checks.words.isVisible()
    assert not dialog.export.isEnabled()
    dialog.reject()


def test_what_a_story_passes_over_is_not_told_and_a_slug_that_is_taken_is(
    qtbot: QtBot, workspace: Workspace, parent: QWidget
) -> None:
    workspace.library.save(replace(STORY, id="b" * 16), "save")
    (lead,) = (one for one in look(workspace.library, STORY).standing if one.code == "missing-lead")
    dialog = dialog_of(qtbot, workspace, parent, replace(STORY, passed_over=(lead.key,)))
    told = " ".join(said(dialog))
    assert "Add a lead photo" not in told
    assert "Choose another slug" in told
    with qtbot.waitSignal(dialog.checks.mend_wanted):
        qtbot.mouseClick(dialog.checks.mend, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
