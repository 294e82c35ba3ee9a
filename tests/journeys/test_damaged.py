"""A damaged library: the window opens what can be read and offers the newest good backup; or offers it at the door."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.app import make_window
from desk.article.changes import FieldChange
from desk.article.model import Article
from desk.library import Library
from desk.library.bringing_back import Preview
from desk.start import Start
from desk.ui.backups_form import Changes
from desk.ui.damaged import RescueDialog
from desk.ui.dialogs import SettingsDialog
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
    space.apply(FieldChange("headline", "Elections", "Elections, later"), "test")
    qtbot.waitUntil(lambda: len(window.notice.buttons) == 1, timeout=10_000)
    assert "Your library is damaged." in window.notice.words.text(), "before anybody opens the story"
    assert len(list(folder.glob("damaged-*.db"))) == 1
    for _ in range(2):
        window.notice.hide()
        window.shelf.chosen.emit("s1")
        qtbot.waitUntil(lambda: window.notice.isVisible() and len(window.notice.buttons) == 1)
        assert "“Dam talks” (s1)\u2069 cannot be read: your library is damaged." in window.notice.words.text()
        assert "The newest good backup is of" in window.notice.words.text()
        assert "by itself, once a day" in window.notice.words.text()
        assert space.article is not None
        assert space.article.id == "s2"
    shown: list[str] = []

    def confirm() -> None:
        dialog = QApplication.activeModalWidget()
        form = dialog.backups if isinstance(dialog, SettingsDialog) else None
        if form is not None and form.question.isVisible():
            shown.append(form.question.words.text())
            form.question.confirm.click()
        elif form is not None and "was restored" in form.line.text():
            shown.append(form.line.text())
            dialog.reject()  # type: ignore[union-attr]

    timer = QTimer(interval=20)
    timer.timeout.connect(confirm)
    timer.start()
    window.notice.buttons[0].click()
    timer.stop()
    assert "1 story that cannot be read any more goes back to how it was" in shown[0]
    assert "1 story that is newer is carried over" in shown[0]
    assert "1 story that is newer in the damaged library was carried over." in shown[1]
    assert space.library.article("s2").headline == "Elections, later"
    space.open_story("s1")
    qtbot.waitUntil(lambda: space.article is not None and space.article.headline == "Dam talks")


def answer(monkeypatch: pytest.MonkeyPatch, press: str) -> list[RescueDialog]:
    """Have whoever is asked at the door wait for the preview, and press a button; what they were asked."""
    asked: list[RescueDialog] = []
    show = RescueDialog.exec

    def answered(dialog: RescueDialog) -> int:
        def press_it() -> None:
            if dialog.restore.isEnabled() and dialog not in asked:
                asked.append(dialog)
                getattr(dialog, press).click()

        timer = QTimer(dialog, interval=20)
        timer.timeout.connect(press_it)
        timer.start()
        return show(dialog)

    monkeypatch.setattr(RescueDialog, "exec", answered)
    return asked


@pytest.mark.parametrize("spoilt", [slice(0, 16), slice(100, 400)])
def test_a_library_that_cannot_be_opened_is_restored_where_that_is_wanted(
    qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: slice
) -> None:
    with closing(Library.open(folder)) as library:
        library.add(Article(id="s3", headline="Since then"))
    data = bytearray((folder / "library.db").read_bytes())
    data[spoilt] = b"\xff" * (spoilt.stop - spoilt.start)
    (folder / "library.db").write_bytes(bytes(data))
    words: list[str] = []
    show_preview = Changes.show_preview

    def noted(changes: Changes, when: str, preview: Preview) -> None:
        show_preview(changes, when, preview)
        words.append(changes.words.text())

    monkeypatch.setattr(Changes, "show_preview", noted)
    asked = answer(monkeypatch, "restore")
    window = make_window(Start(str(folder)), Settings(tmp_path / "settings.ini"))
    with qtbot.waitSignal(window.made, timeout=20_000):
        window.show()
    assert len(asked) == 1
    assert "1 story that is newer is carried over. The damaged library is kept as it is." in words[0]
    assert window.workspace.library.count() == 3
    (kept,) = tmp_path.glob("library-before-restore-*")
    assert bytes(data) in [copy.read_bytes() for copy in kept.glob("*.db")]
    qtbot.waitUntil(lambda: "was restored" in window.notice.words.text())
    assert str(kept) in window.notice.words.text()
    assert "1 story that is newer in the damaged library was carried over." in window.notice.words.text()
    window.close()
    window.deleteLater()
