"""All stories leave the desk as one site: by the menu, with the way to it, and to stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk.article.model import Status
from desk.library import Library
from desk.ui.exported import ExportedRows
from desk.ui.sites import SiteDialog
from desk.ui.window import MainWindow
from tests.builders import MOMENT, an_article

Opener = Callable[..., MainWindow]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, open_desk: Opener) -> MainWindow:
    """Desk with twenty published stories and a draft."""
    library = Library.open(tmp_path / "library", "Dana")
    stories = [an_article(id=f"s{n}", headline=f"Story {n}", slug=f"story-{n}", section="World") for n in range(20)]
    library.add_all(replace(story, status=Status.PUBLISHED, published=MOMENT) for story in stories)
    library.add(an_article(id="draft", headline="Not yet", section="Sport"))
    library.close()
    window = open_desk(story="s0")
    qtbot.waitUntil(lambda: "notice" in vars(window) and len(window.shelf.model.rows) == 21)
    return window


def ask(window: MainWindow, answer: Callable[[SiteDialog], None]) -> None:
    """Choose the command in the menu, and answer its dialog."""
    from PySide6.QtCore import QTimer

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, SiteDialog):
            answer(dialog)
        else:
            QTimer.singleShot(10, meet)

    QTimer.singleShot(0, meet)
    action = next(one for one in window.findChildren(type(window.menuBar().actions()[0])) if "web site" in one.text())
    action.trigger()


def test_a_site_is_made_and_can_be_opened(qtbot: QtBot, tmp_path: Path, window: MainWindow) -> None:
    def answer(dialog: SiteDialog) -> None:
        dialog.folder.setFocus()
        dialog.folder.selectAll()
        qtbot.keyClicks(dialog.folder, str(tmp_path / "site"))
        assert not dialog.found.isVisible()
        qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)

    ask(window, answer)
    qtbot.waitUntil(lambda: "The site has 20 stories" in window.notice.words.text(), timeout=30_000)
    assert (tmp_path / "site" / "index.html").exists()
    assert not [path for path in (tmp_path / "site").rglob("*.html") if "Not yet" in path.read_text("utf-8")]
    buttons = {button.text(): button for button in window.notice.findChildren(QPushButton)}
    assert {"Open site", "Open folder", "Copy path"} <= buttons.keys()
    buttons["Copy path"].click()
    assert QApplication.clipboard().text() == str(tmp_path / "site" / "index.html")
    assert window.settings.site_folder == str(tmp_path / "site")
    (receipt,) = window.workspace.library.receipts.of("s0")
    assert receipt.format == "site"
    assert receipt.place.read_text("utf-8").count("Story 0")
    assert window.workspace.library.receipts.of("draft") == []
    (shown,) = window.findChildren(ExportedRows)
    qtbot.waitUntil(lambda: ["Site" in line.text() for line in shown.lines] == [True])


def test_a_site_can_be_of_what_the_search_finds(qtbot: QtBot, tmp_path: Path, window: MainWindow) -> None:
    window.shelf.search.setText("7")

    def answer(dialog: SiteDialog) -> None:
        dialog.folder.setText("")
        assert not dialog.export.isEnabled()
        dialog.folder.setText(str(tmp_path / "site"))
        dialog.found.click()
        dialog.export.click()

    ask(window, answer)
    qtbot.waitUntil(lambda: "The site has 1 story" in window.notice.words.text(), timeout=30_000)


def test_cancel_leaves_no_half_of_a_site(qtbot: QtBot, tmp_path: Path, window: MainWindow) -> None:
    maker = window.deeds.sites
    maker.make(tmp_path / "site")
    qtbot.waitUntil(window.status.cancel_button.isVisible, timeout=30_000)
    qtbot.mouseClick(window.status.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: "cancelled" in window.notice.words.text() or "The site has" in window.notice.words.text(),
        timeout=30_000,
    )
    assert list((tmp_path / "site").iterdir()) == [] or (tmp_path / "site" / "index.html").exists()
    assert not window.status.cancel_button.isVisible()


def test_what_cannot_be_made_is_said(qtbot: QtBot, tmp_path: Path, window: MainWindow) -> None:
    (tmp_path / "taken").write_text("not a folder")
    window.deeds.sites.make(tmp_path / "taken")
    qtbot.waitUntil(lambda: "is a file: name a folder" in window.notice.words.text(), timeout=30_000)
