"""Stories brought in: by drop, by menu, by paste; what was taken for what; stories that are here already."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk.formats.wire_copy import Role
from desk.library import Library
from desk.ui.window import MainWindow
from tests.cli.helpers import a_jpeg
from tests.journeys.hands import compose, drop, press

WIRE = """Ministers meet over border dam

Delegates arrive in Erbil. (Agency photo)

ERBIL (DESK) — Water ministers of the two countries met in Erbil on Tuesday, officials said.

The talks will go on next week.

(Desk News/AFP)
"""
PAGE = """<!DOCTYPE html><html><head><title>Dam talks - The Site</title>
<meta property="og:title" content="Dam talks"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Dam talks</h1>
<p>Water ministers of the two countries met in Erbil on Tuesday, officials said after the talks had ended.</p>
<p>They will look again at how much water is let through in summer, and at who pays for the gauges there.</p>
</article><footer>All rights reserved</footer></body></html>
"""
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, open_desk: Callable[..., MainWindow]) -> MainWindow:
    """Desk with an empty library, all parts there."""
    window = open_desk()
    qtbot.waitUntil(lambda: "copies" in vars(window), timeout=20_000)
    return window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where files from elsewhere lie."""
    folder = tmp_path / "wire"
    folder.mkdir()
    return folder


def feed(folder: Path, name: str, headline: str, body: str = "Ministers met.", uri: str = "urn:newsml:afp:1") -> Path:
    """A story as an agency sends it; another coming of it has the same URI."""
    path = folder / name
    item = {"uri": uri, "type": "text", "language": "en", "headline": headline, "body_text": body}
    path.write_text(json.dumps(item))
    return path


def offered(window: MainWindow, text: str) -> QPushButton:
    """The button of the line at the foot that begins so."""
    return next(button for button in window.notice.buttons if button.text().startswith(text))


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def headline(window: MainWindow) -> str:
    return window.workspace.article.headline if window.workspace.article is not None else ""


def stories(window: MainWindow) -> list[str]:
    return sorted(row.headline for row in window.workspace.library.find())


def paste(window: MainWindow, text: str, html: str = "", into: QWidget | None = None) -> None:
    """What a browser copied, pasted into the text, or another field, by keys."""
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    (into or window.editor.page).setFocus()
    press(Qt.Key.Key_V, CONTROL)


def test_wire_copy_dropped_on_the_shelf_shows_what_was_taken_for_what(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    (folder / "dam.txt").write_text(WIRE)
    drop(window.shelf, [folder / "dam.txt"])
    qtbot.waitUntil(lambda: window.deeds.imports.is_arranging(), timeout=20_000)
    assert QApplication.focusWidget() is window.arranging.list
    assert window.editor.isVisible()
    assert headline(window) == "Ministers meet over border dam"
    press(Qt.Key.Key_B)  # the headline is body after all
    assert headline(window) == ""
    assert window.editor.page.toPlainText().startswith("Ministers meet over border dam")
    press(Qt.Key.Key_Z, CONTROL)
    assert headline(window) == "Ministers meet over border dam"
    assert window.arranging.list.passage(0).role is Role.HEADLINE
    press(Qt.Key.Key_Escape)  # the line at the foot
    press(Qt.Key.Key_Escape)
    assert not window.is_wide
    assert headline(window) == "Ministers meet over border dam"
    press(Qt.Key.Key_W, CONTROL, SHIFT)
    assert window.deeds.imports.is_arranging()
    press(Qt.Key.Key_W, CONTROL, SHIFT)
    assert not window.is_wide


def test_it_is_arranged_anew_on_another_day(
    qtbot: QtBot, window: MainWindow, folder: Path, open_desk: Callable[..., MainWindow]
) -> None:
    (folder / "dam.txt").write_text(WIRE)
    drop(window.shelf, [folder / "dam.txt"])
    qtbot.waitUntil(lambda: window.deeds.imports.is_arranging(), timeout=20_000)
    press(Qt.Key.Key_K)
    window.close()
    later = open_desk()
    qtbot.waitUntil(lambda: later.commands.action("arrange").isEnabled(), timeout=20_000)
    later.editor.page.setFocus()
    press(Qt.Key.Key_W, CONTROL, SHIFT)
    assert later.deeds.imports.is_arranging()
    assert later.arranging.list.passage(0).role is Role.KICKER
    press(Qt.Key.Key_H)
    assert headline(later) == "Ministers meet over border dam"


def test_pasted_wire_copy_is_arranged_if_that_is_wanted(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.new_story()
    paste(window, WIRE)
    assert window.editor.page.toPlainText().startswith("Ministers meet over border dam\n")
    qtbot.waitUntil(lambda: "wire copy" in window.notice.words.text())
    click(offered(window, "Arrange it"))
    article = window.workspace.article
    assert article is not None
    assert (article.headline, article.dateline.place, article.sign_off) == (
        "Ministers meet over border dam",
        "ERBIL",
        "(Desk News/AFP)",
    )
    assert window.deeds.imports.is_arranging()
    press(Qt.Key.Key_Z, CONTROL)
    assert headline(window) == ""
    assert window.editor.page.toPlainText().startswith("Ministers meet over border dam\n")
    press(Qt.Key.Key_Z, CONTROL)
    assert window.editor.page.toPlainText() == ""


def test_wire_copy_pasted_where_a_new_story_begins_is_arranged_too(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.new_story()
    assert QApplication.focusWidget() is window.editor.headline
    paste(window, WIRE, into=window.editor.headline)
    assert headline(window) == "Ministers meet over border dam"
    assert window.editor.page.toPlainText().startswith("Delegates arrive in Erbil.")
    qtbot.waitUntil(lambda: "wire copy" in window.notice.words.text())
    click(offered(window, "Arrange it"))
    article = window.workspace.article
    assert article is not None
    assert article.headline == "Ministers meet over border dam"
    assert (article.dateline.place, article.sign_off) == ("ERBIL", "(Desk News/AFP)")
    assert article.body.startswith("Water ministers")
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_Z, CONTROL)
    assert (headline(window), window.editor.page.toPlainText()) == ("", "")


def test_lines_for_the_headline_of_a_story_with_words_are_only_pasted(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.new_story()
    paste(window, "The old text.")
    paste(window, WIRE, into=window.editor.headline)
    assert headline(window) == "Ministers meet over border dam"
    assert window.editor.page.toPlainText().endswith("(Desk News/AFP)\n\nThe old text.")
    qtbot.waitUntil(lambda: window.workspace.tasks.running == 0)
    assert not window.notice.isVisible()


def test_by_the_shortcut_too_and_what_was_typed_since_stays(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.new_story()
    paste(window, WIRE)
    qtbot.waitUntil(lambda: "wire copy" in window.notice.words.text())
    compose("More to come.")
    press(Qt.Key.Key_W, CONTROL, SHIFT)
    assert not window.notice.isVisible()  # it offered what is done now
    assert headline(window) == "Ministers meet over border dam"
    assert window.workspace.article is not None
    assert "More to come." in window.workspace.article.body + window.workspace.article.sign_off


def test_what_a_browser_gives_without_plain_words_is_looked_at_too(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.new_story()
    paste(window, "", html=PAGE)
    qtbot.waitUntil(lambda: "web page" in window.notice.words.text())
    window.deeds.new_story()
    paste(window, "", html="".join(f"<p>{line}</p>" for line in WIRE.split("\n\n")), into=window.editor.headline)
    assert headline(window) == "Ministers meet over border dam"
    qtbot.waitUntil(lambda: "wire copy" in window.notice.words.text())
    click(offered(window, "Arrange it"))
    article = window.workspace.article
    assert article is not None
    assert (article.headline, article.dateline.place) == ("Ministers meet over border dam", "ERBIL")


def test_simple_words_are_simply_pasted(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.new_story()
    paste(window, "Only a paragraph of words that says nothing of what it is, however long it goes on and on. " * 3)
    qtbot.waitUntil(lambda: window.workspace.tasks.running == 0)
    assert not window.notice.isVisible()
    assert not window.deeds.imports.can_arrange()


def test_a_whole_page_that_is_pasted_gives_its_story(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.new_story()
    paste(window, PAGE)
    pasted = window.editor.page.toPlainText()
    qtbot.waitUntil(lambda: "web page" in window.notice.words.text())
    click(offered(window, "Take the story"))
    article = window.workspace.article
    assert article is not None
    assert article.headline == "Dam talks"
    assert article.body.startswith("Water ministers of the two countries met")
    assert "Home" not in article.body
    window.editor.page.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert (headline(window), window.editor.page.toPlainText()) == ("", pasted)


def test_a_folder_by_the_menu_with_one_line_at_the_end_and_a_list(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = folder / "today"
    inner.mkdir()
    feed(inner, "snow.json", "Snow", uri="urn:2")
    feed(folder, "dam.json", "Dam talks")
    (folder / "dam.jpg").write_bytes(a_jpeg())
    (folder / ".hidden.txt").write_text(WIRE)
    (inner / "wire.txt").write_text(WIRE)
    (folder / "empty.txt").write_text("")
    (folder / "bad.json").write_text("{]")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(folder))
    window.commands.action("import_folder").trigger()
    qtbot.waitUntil(lambda: window.notice.isVisible())
    assert window.notice.words.text() == "3 stories imported, 2 not."
    assert sorted(stories(window)) == ["Dam talks", "Ministers meet over border dam", "Snow"]
    click(offered(window, "Show the list"))
    assert window.deeds.imports.is_report_open()
    lines = window.imported.said.toPlainText().splitlines()
    assert [line.split()[0] for line in lines[:2]] == ["bad.json", "empty.txt"]
    assert lines[2].startswith("wire.txt: ")
    assert "Found in the copy: headline" in lines[2]
    click(window.imported.copy_list)
    assert QGuiApplication.clipboard().text() == window.imported.said.toPlainText()
    press(Qt.Key.Key_Escape)
    assert not window.is_wide
    assert window.commands.action("imported").isEnabled()


def test_the_same_file_twice_makes_no_twin(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    path = feed(folder, "dam.json", "Dam talks")
    drop(window.shelf, [path])
    qtbot.waitUntil(lambda: headline(window) == "Dam talks")
    window.deeds.new_story()
    drop(window, [path])
    qtbot.waitUntil(lambda: "with all that came" in window.notice.words.text())
    qtbot.waitUntil(lambda: headline(window) == "Dam talks")
    assert stories(window) == ["Dam talks"]


def test_a_story_dropped_on_the_text_is_imported_and_a_photo_put_in(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    window.deeds.new_story()
    compose("Ours.")
    drop(window.editor.page.viewport(), [feed(folder, "dam.json", "Dam talks")])
    qtbot.waitUntil(lambda: headline(window) == "Dam talks")
    (folder / "dam.jpg").write_bytes(a_jpeg())
    drop(window.editor.page.viewport(), [folder / "dam.jpg"])
    qtbot.waitUntil(lambda: bool(window.workspace.article and window.workspace.article.photos))
    assert headline(window) == "Dam talks"
    assert len(stories(window)) == 2


def test_the_page_leaves_what_is_dropped_on_it_to_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.new_story()
    view = window.preview.view
    assert view is not None
    parts = (view, window.preview)
    qtbot.waitUntil(lambda: bool(view.findChildren(QWidget)))
    qtbot.waitUntil(lambda: not any(one.acceptDrops() for one in (*parts, *view.findChildren(QWidget))))
    assert window.acceptDrops()


def test_one_that_lies_in_the_bin_is_put_back_if_that_is_wanted(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    path = feed(folder, "dam.json", "Dam talks")
    drop(window.shelf, [path])
    qtbot.waitUntil(lambda: headline(window) == "Dam talks")
    window.deeds.bin_open_story()
    qtbot.waitUntil(lambda: stories(window) == [])
    drop(window.shelf, [path])
    qtbot.waitUntil(lambda: "is here already, in the bin" in window.notice.words.text())
    assert stories(window) == []
    click(offered(window, "Put it back"))
    qtbot.waitUntil(lambda: stories(window) == ["Dam talks"])
    qtbot.waitUntil(lambda: headline(window) == "Dam talks")


def test_what_an_agency_sends_anew_waits_and_becomes_a_version_of_the_open_story(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    drop(window.shelf, [feed(folder, "one.json", "Dam talks", "Ministers met.\n\nNo date was set.")])
    qtbot.waitUntil(lambda: headline(window) == "Dam talks")
    window.editor.headline.setFocus()
    press(Qt.Key.Key_End)
    compose(" today")
    newer = feed(folder, "two.json", "Dam talks", "Ministers met.\n\nA date was set.")
    drop(window.shelf, [newer])
    qtbot.waitUntil(lambda: "with other words" in window.notice.words.text())
    assert "No date" in window.editor.page.toPlainText()  # nothing has changed until it is wanted
    click(offered(window, "Make it a new version"))
    qtbot.waitUntil(lambda: "A date was set." in window.editor.page.toPlainText(), timeout=10_000)
    assert headline(window) == "Dam talks today"
    qtbot.waitUntil(lambda: "What came is" in window.notice.words.text() and "Taken in" in window.notice.words.text())
    assert "elsewhere" not in window.notice.words.text()
    assert [button.text() for button in window.notice.buttons] == ["Undo"]
    assert stories(window) == ["Dam talks today"]
    article = window.workspace.article
    assert article is not None
    kinds = [version.kind for version in window.workspace.library.versions(article.id)]
    assert kinds.count("import") == 2


def test_or_another_story(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    drop(window.shelf, [feed(folder, "one.json", "Dam talks")])
    qtbot.waitUntil(lambda: headline(window) == "Dam talks")
    drop(window.shelf, [feed(folder, "two.json", "Dam talks end")])
    qtbot.waitUntil(lambda: "with other words" in window.notice.words.text())
    click(offered(window, "Keep as another story"))
    qtbot.waitUntil(lambda: headline(window) == "Dam talks end")
    assert stories(window) == ["Dam talks", "Dam talks end"]


def test_several_are_decided_on_one_by_one_or_together(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    old = [feed(folder, f"{n}.json", f"Story {n}", uri=f"urn:{n}") for n in range(3)]
    drop(window.shelf, old)
    qtbot.waitUntil(lambda: len(stories(window)) == 3)
    new = [feed(folder, f"{n}.json", f"Story {n} again", uri=f"urn:{n}") for n in range(3)]
    drop(window.shelf, new)
    qtbot.waitUntil(lambda: "3 stories are here already" in window.notice.words.text())
    click(offered(window, "Show the list"))
    first = next(one for one in window.imported.findChildren(QPushButton) if one.accessibleName().endswith("Story 0"))
    click(first)
    qtbot.waitUntil(lambda: "Story 0 again" in stories(window))
    assert len(stories(window)) == 3
    click(window.imported.apart_all)
    qtbot.waitUntil(lambda: len(stories(window)) == 5)
    assert stories(window) == ["Story 0 again", "Story 1", "Story 1 again", "Story 2", "Story 2 again"]


def test_a_long_import_tells_how_far_it_is_and_is_cancelled(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.ui.intake.PATIENCE", 0.0)
    for number in range(60):
        feed(folder, f"{number:02}.json", f"Story {number}", uri=f"urn:{number}")
    cancel = window.status.cancel_button
    assert not cancel.isVisible()
    drop(window, [folder])
    qtbot.waitUntil(cancel.isVisible)
    click(cancel)
    qtbot.waitUntil(lambda: "The rest was cancelled." in window.notice.words.text())
    assert 0 < len(stories(window)) < 60
    assert not cancel.isVisible()


def test_files_named_at_the_start_are_taken_folders_too(
    qtbot: QtBot, folder: Path, tmp_path: Path, open_desk: Callable[..., MainWindow]
) -> None:
    feed(folder, "dam.json", "Dam talks")
    window = open_desk(files=(folder,))
    qtbot.waitUntil(lambda: headline(window) == "Dam talks", timeout=20_000)
    window.close()
    library = Library.open(tmp_path / "library")
    assert [row.headline for row in library.find()] == ["Dam talks"]
    library.close()
