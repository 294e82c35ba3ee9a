"""A damaged library: the window opens what can be read and offers the newest good backup; or offers it at the door."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desk.app import make_window
from desk.article.model import Article
from desk.library import Library
from desk.start import Start
from desk.ui.settings import Settings
from desk.ui.window import MainWindow

Open = Callable[..., MainWindow]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with two stories and a backup of it."""
    with closing(Library.open(tmp_path / "library", "Shilan")) as library:
        library.add(Article(id="s1", headline="Dam talks"))
        library.add(Article(id="s2", headline="Elections"))
        library.backups.make()
    return tmp_path / "library"


def test_what_can_be_read_is_there_and_the_backup_is_offered(qtbot: QtBot, folder: Path, open_desk: Open) -> None:
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.execute("UPDATE snapshot SET content = substr(content, 1, 20) WHERE article = 's1'")
        connection.execute("UPDATE version SET content = substr(content, 1, 20) WHERE article = 's1'")
        connection.commit()
    window = open_desk(story="s2")
    space = window.workspace
    qtbot.waitUntil(lambda: space.article is not None)
    assert space.article is not None
    assert space.article.headline == "Elections"
    space.open_story("s1")
    qtbot.waitUntil(lambda: len(window.notice.buttons) == 1, timeout=10_000)
    assert "damaged" in window.notice.words.text()
    assert len(list(folder.glob("damaged-*.db"))) == 1
    window.notice.buttons[0].click()
    qtbot.waitUntil(lambda: "was restored" in window.notice.words.text(), timeout=10_000)
    space.open_story("s1")
    qtbot.waitUntil(lambda: space.article is not None and space.article.headline == "Dam talks")


@pytest.mark.parametrize("spoilt", [slice(0, 16), slice(100, 400)])
def test_a_library_that_cannot_be_opened_is_restored_where_that_is_wanted(
    qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: slice
) -> None:
    data = bytearray((folder / "library.db").read_bytes())
    data[spoilt] = b"\xff" * (spoilt.stop - spoilt.start)
    (folder / "library.db").write_bytes(bytes(data))
    asked: list[str] = []

    def want(box: QMessageBox) -> None:
        asked.append(box.buttons()[0].text())
        box.buttons()[0].click()

    monkeypatch.setattr(QMessageBox, "exec", want)
    window = make_window(Start(str(folder)), Settings(tmp_path / "settings.ini"))
    with qtbot.waitSignal(window.made, timeout=20_000):
        window.show()
    assert len(asked) == 1
    assert asked[0].startswith("Restore the backup of ")
    assert window.workspace.library.count() == 2
    (kept,) = tmp_path.glob("library-before-restore-*")
    assert bytes(data) in [copy.read_bytes() for copy in kept.glob("*.db")]
    window.close()
    window.deleteLater()
