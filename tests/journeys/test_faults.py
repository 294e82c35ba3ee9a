"""The disk, the folder or another program stands in the way: the window says so, keeps every word, and recovers."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.formats import read_file
from desk.library import Library, access
from desk.photos.reading import read_photo
from desk.ui.exporting import Order
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, drop, press, press_enter
from tests.journeys.test_writing import page_text
from tests.library.helpers import after_crash

CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = random.Random(1).randbytes(20_000).hex(" ", 4)
"""A text that no small disk has room for, however it is compressed."""


@contextmanager
def no_more_pages(library: Library) -> Iterator[None]:
    library.database.limit(1)
    yield
    library.database.limit(0)


@contextmanager
def no_room(library: Library) -> Iterator[None]:
    """The rest of the disk is taken by something else."""
    filler = library.folder / "filler"
    with filler.open("wb", buffering=0) as stream, suppress(OSError):
        while True:
            stream.write(bytes(65536))
    yield
    filler.unlink()


@contextmanager
def not_a_byte(library: Library) -> Iterator[None]:
    """The disk is so full that not even the first key finds room in what the library has already."""

    def refuse() -> AbstractContextManager[Connection]:
        raise Trouble(access.disk_full(library.folder))

    library.database.writing = refuse  # type: ignore[method-assign]
    yield
    del library.database.writing  # type: ignore[method-assign]


@contextmanager
def a_lock(library: Library) -> Iterator[None]:
    """Another program writes and writes; nobody waits ten seconds for it, as a person would."""
    with library.database.alone() as connection:
        connection.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def gone(library: Library) -> Iterator[None]:
    """The folder is moved elsewhere, and back."""
    library.folder.rename(library.folder.with_name("away"))
    yield
    library.folder.with_name("away").rename(library.folder)


@contextmanager
def brought_back(library: Library) -> Iterator[None]:
    """The folder is deleted, and a copy takes its place."""
    shutil.copytree(library.folder, library.folder.with_name("copy"), ignore=shutil.ignore_patterns("*-shm"))
    shutil.rmtree(library.folder)
    yield
    library.folder.with_name("copy").rename(library.folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes, where one may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if not sys.platform.startswith("linux") or os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def only_to_read(folder: Path) -> Iterator[None]:
    """The folder can be read and not written to, even by the superuser."""
    if os.geteuid():
        inside = [folder, *folder.rglob("*")]
        for path in inside:
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield
        for path in inside:
            path.chmod(0o755 if path.is_dir() else 0o644)
        return
    here = str(folder)
    if not sys.platform.startswith("linux") or subprocess.run(["mount", "--bind", here, here]).returncode:
        pytest.skip("nothing can be mounted here")
    subprocess.run(["mount", "-o", "remount,ro,bind", here], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", here], check=True)


Fault = Callable[[Library], AbstractContextManager[None]]


def outlive(qtbot: QtBot, window: MainWindow, fault: Fault, sentence: str) -> None:
    """Write before, during and after the fault; every word is on disk in the end, in order, undo included."""
    space, told = window.workspace, list[str]()
    window.deeds.new_story()
    compose("Floods cut the valley road")
    press_enter()
    press_enter()
    compose("Before. ")
    qtbot.waitUntil(lambda: space.is_kept and not space.tasks.running, timeout=20_000)
    space.told.connect(lambda words, trouble: told.append(words) if trouble else None)
    with fault(space.library):
        compose(LONG)
        compose(" During. ")
        qtbot.waitUntil(lambda: window.notice.is_trouble, timeout=30_000)
        assert re.search(sentence, window.notice.words.text())
        assert window.notice.words.text().endswith("What you typed last is only in memory.")
        assert [button.text() for button in window.notice.buttons] == ["Export elsewhere…"]
        assert window.status.saved.text() == "Not on disk yet"
        for word in ("It ", "goes ", "on. "):
            compose(word)
        press(Qt.Key.Key_Z, CONTROL)
        compose("Still. ")
        assert not space.is_kept
    with qtbot.waitSignal(space.mended, timeout=30_000):
        compose("After.")
    qtbot.waitUntil(lambda: space.is_kept and not space.tasks.running, timeout=30_000)
    assert window.notice.words.text() == "Everything is on disk again."
    assert len(told) == 1
    session = space.session
    assert session is not None
    assert session.article.body.startswith("Before. ")
    assert session.article.body.endswith("After.")
    with after_crash(space.library.folder) as library:
        opened = library.load(session.article.id)
        assert (opened.article, opened.history) == (session.article, session.history)
        assert library.verify() == []


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (no_more_pages, "disk is full.*free some space"),
        (a_lock, "Another program is busy"),
        (gone, "moved or removed; put it back"),
        (brought_back, "moved or removed; put it back"),
    ],
)
def test_a_fault_is_said_and_outlived(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], fault: Fault, sentence: str
) -> None:
    window = open_desk()
    qtbot.waitUntil(lambda: "notice" in vars(window), timeout=20_000)
    outlive(qtbot, window, fault, sentence)


def test_a_disk_that_is_really_full_is_said_and_outlived(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], small_disk: Path
) -> None:
    window = open_desk(library=str(small_disk / "library"))
    qtbot.waitUntil(lambda: "notice" in vars(window), timeout=20_000)
    outlive(qtbot, window, no_room, "disk is full.*free some space")
    window.close()


def test_a_window_with_words_that_are_on_no_disk_closes_only_when_told_to(
    qtbot: QtBot, open_desk: Callable[..., MainWindow]
) -> None:
    window = open_desk()
    qtbot.waitUntil(lambda: "notice" in vars(window), timeout=20_000)
    window.deeds.new_story()
    compose("Floods cut the valley road")
    with gone(window.workspace.library):
        compose(" again")
        assert not window.close()
        assert "only in memory" in window.notice.words.text()
        assert [button.text() for button in window.notice.buttons] == ["Export elsewhere…", "Quit without them"]
        window.notice.buttons[1].click()
        assert window.isHidden()


def test_every_story_with_words_on_no_disk_leaves_by_one_export(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_desk()
    qtbot.waitUntil(lambda: "notice" in vars(window), timeout=20_000)
    space, folder = window.workspace, tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(folder))
    for headline in ("Floods cut the valley road", "Dam talks go on"):
        window.deeds.new_story()
        compose(headline)
    qtbot.waitUntil(lambda: space.is_kept and not space.tasks.running, timeout=20_000)
    with gone(space.library):
        compose(" today")
        window.deeds.new_story()
        qtbot.waitUntil(lambda: window.notice.is_trouble, timeout=30_000)
        compose("Snow closes the pass")
        assert window.status.saved.text() == "Not on disk yet"
        assert not window.close()
        assert "What you typed last in 2 stories is only in memory." in window.notice.words.text()
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: "")
        window.notice.buttons[0].click()
        assert "What you typed last in 2 stories is only in memory." in window.notice.words.text()
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(folder))
        window.notice.buttons[0].click()
        assert "What you typed last in 2 stories is only in memory." in window.notice.words.text()
        qtbot.waitUntil(lambda: "2 stories are in" in window.notice.words.text(), timeout=20_000)
        assert [button.text() for button in window.notice.buttons] == ["Open folder", "Export elsewhere…", "Quit"]
        assert sorted(read_file(file).article.headline for file in folder.iterdir()) == [
            "Dam talks go on today",
            "Snow closes the pass",
        ]
        compose(" again")
        assert not window.close()
        window.notice.buttons[0].click()
        qtbot.waitUntil(lambda: window.elsewhere.has_all() and not space.tasks.running, timeout=20_000)
        window.notice.buttons[-1].click()
        assert window.isHidden()


def test_whatever_else_is_told_the_words_in_memory_are_told_of_until_they_are_written(
    qtbot: QtBot, open_desk: Callable[..., MainWindow]
) -> None:
    window = open_desk()
    qtbot.waitUntil(lambda: "backups" in vars(window), timeout=20_000)
    space, notice = window.workspace, window.notice
    window.deeds.new_story()
    compose("Floods cut the valley road")
    qtbot.waitUntil(lambda: space.is_kept and not space.tasks.running, timeout=20_000)
    space.library.database.note_damage()
    with gone(space.library):
        compose(" again")
        qtbot.waitUntil(lambda: "Your library is damaged" in notice.words.text(), timeout=30_000)
        assert notice.words.text().endswith("What you typed last is only in memory.")
        assert notice.buttons[-1].text() == "Export elsewhere…"
        window.deeds.tell("Something else.", False)
        assert notice.words.text() == "Something else. What you typed last is only in memory."
    qtbot.waitUntil(lambda: notice.words.text() == "Something else.", timeout=30_000)
    assert space.is_kept


@pytest.fixture
def archive(tmp_path: Path, samples: list[Path]) -> Path:
    """A library with one story, saved twice, and its photo."""
    with closing(Library.open(tmp_path / "library", "Shilan")) as library:
        data = samples[0].read_bytes()
        read = read_photo(data, samples[0].name, library.add_media(data))
        article = Article(id="s1", slug="floods", headline="Floods cut the valley road", photos=(read,))
        library.add(replace(article, body=f"Water rises.\n\n![](photo:{read.id})\n"))
        library.save(replace(library.article("s1"), headline="Floods cut the valley road again"))
    return tmp_path / "library"


def test_a_library_that_can_only_be_read_is_read_in_the_window(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], archive: Path, tmp_path: Path
) -> None:
    with only_to_read(archive):
        window = open_desk(library=str(archive), story="s1")
        space, notice = window.workspace, window.notice
        qtbot.waitUntil(lambda: notice.isVisible() and not space.tasks.running, timeout=20_000)
        assert notice.words.text().startswith("This library can only be read: what you type stays in memory")
        assert "cannot be written to" in notice.words.text()
        assert not notice.is_trouble
        assert window.windowTitle() == "Floods cut the valley road again – Desk (can only be read)"
        window.deeds.find_story()
        compose("water")
        qtbot.waitUntil(lambda: window.shelf.list.model().rowCount() == 1, timeout=20_000)
        qtbot.waitUntil(lambda: "Water" in page_text(qtbot, window), timeout=20_000)
        window.deeds.toggle_versions()
        qtbot.waitUntil(lambda: window.versions.list.count() == 3, timeout=20_000)
        window.deeds.close_versions()
        assert space.article is not None
        window.export(space.article, Order(("html", "story"), tmp_path / "out"))
        qtbot.waitUntil(lambda: notice.words.text().startswith("Exported"), timeout=30_000)
        qtbot.waitUntil(lambda: not space.tasks.running, timeout=20_000)
        assert notice.words.text().startswith("Exported")
        space.close_story()
        space.open_story("s1")
        qtbot.waitUntil(lambda: space.article is not None and not space.tasks.running, timeout=20_000)
        assert space.journal.flush()
        window.editor.start_writing()
        compose("New words. ")
        qtbot.waitUntil(lambda: notice.is_trouble, timeout=20_000)
        assert notice.words.text().endswith("What you typed last is only in memory.")
    with qtbot.waitSignal(space.mended, timeout=30_000):
        pass
    assert notice.words.text() == "Everything is on disk again."
    assert "(can only be read)" not in window.windowTitle()
    with after_crash(archive) as library:
        assert library.article("s1") == space.article


def test_another_library_is_chosen_instead_of_one_that_can_only_be_read(
    qtbot: QtBot,
    open_desk: Callable[..., MainWindow],
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path / "other"))
    monkeypatch.setattr(QProcess, "startDetached", lambda _program, arguments: begun.append(arguments))
    with only_to_read(archive):
        window = open_desk(library=str(archive))
        qtbot.waitUntil(lambda: "notice" in vars(window) and bool(window.notice.buttons), timeout=20_000)
        window.notice.buttons[0].click()
        assert window.isHidden()
    assert [arguments[-2:] for arguments in begun] == [["--library", str(tmp_path / "other")]]


def test_an_altered_original_is_named_where_it_would_leave_with_its_story(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], archive: Path, tmp_path: Path
) -> None:
    (original,) = (archive / "media").iterdir()
    original.write_bytes(original.read_bytes()[:-100])
    window = open_desk(library=str(archive), story="s1")
    qtbot.waitUntil(lambda: window.workspace.article is not None, timeout=20_000)
    assert window.workspace.article is not None
    name = window.workspace.article.photos[0].name
    qtbot.waitUntil(lambda: "was altered" in window.notice.words.text(), timeout=30_000)  # told as it was opened
    window.export(window.workspace.article, Order(("html",), tmp_path / "out"))
    said = f"The file of the photo {name} in “Floods cut the valley road again” (s1) was altered"
    qtbot.waitUntil(lambda: window.notice.words.text().startswith(said), timeout=30_000)
    assert window.notice.is_trouble


def test_a_photo_that_cannot_be_kept_is_named_with_the_reason(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], archive: Path, samples: list[Path]
) -> None:
    window = open_desk(library=str(archive), story="s1")
    qtbot.waitUntil(lambda: "photos" in vars(window) and window.workspace.article is not None, timeout=20_000)
    with only_to_read(archive / "media"):
        drop(window.photos, [samples[1]])
        session = window.workspace.session
        assert session is not None
        qtbot.waitUntil(lambda: any(file.trouble for file in window.photo_intake.awaited_for(session)), timeout=30_000)
        (refused,) = window.photo_intake.awaited_for(session)
        assert refused.name == samples[1].name
        assert f"The photo cannot be kept in {archive / 'media'}" in refused.trouble
        assert "allow writing to it, then add the photo again" in refused.trouble
        assert len(session.article.photos) == 1


def test_a_lock_is_told_of_while_the_words_wait_for_it(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody gives up here: what is told comes from a write that goes on waiting."""
    monkeypatch.setattr(access, "ATTEMPTS", 1000)
    window = open_desk()
    qtbot.waitUntil(lambda: "notice" in vars(window), timeout=20_000)
    window.deeds.new_story()
    compose("Floods cut the valley road")
    qtbot.waitUntil(lambda: window.workspace.is_kept and not window.workspace.tasks.running, timeout=20_000)
    with closing(sqlite3.connect(tmp_path / "library" / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        compose(" again")
        qtbot.waitUntil(lambda: window.notice.is_trouble, timeout=20_000)
        assert window.notice.words.text().startswith("Another program is busy with the library")
        assert window.notice.words.text().endswith("What you typed last is only in memory.")
        other.execute("COMMIT")
    qtbot.waitUntil(lambda: window.notice.words.text() == "Everything is on disk again.", timeout=20_000)
    assert window.workspace.is_kept


def test_a_story_begun_while_nothing_can_be_written_is_found_again(
    qtbot: QtBot, open_desk: Callable[..., MainWindow]
) -> None:
    window = open_desk()
    space, shelf = window.workspace, window.shelf
    qtbot.waitUntil(lambda: "notice" in vars(window), timeout=20_000)
    window.deeds.new_story()
    compose("Floods cut the valley road")
    qtbot.waitUntil(lambda: space.is_kept and len(shelf.model.rows) == 1 and shelf.selected() != [], timeout=20_000)
    floods = shelf.selected()[0]
    with not_a_byte(space.library):
        window.deeds.new_story()
        assert space.article is not None
        story = space.article.id
        compose("Snow closes the pass")
        qtbot.waitUntil(lambda: story in shelf.in_memory.buttons, timeout=30_000)
        assert shelf.in_memory.isVisible()
        assert shelf.in_memory.buttons[story].text() == "Snow closes the pass"
        assert shelf.selected() == []  # no other story is marked as the open one
        space.open_story(floods)
        qtbot.waitUntil(lambda: space.article is not None and space.article.id == floods)
        qtbot.waitUntil(lambda: shelf.selected() == [floods])
        assert window.status.saved.text() != "Not on disk yet"
        shelf.in_memory.buttons[story].click()
        assert space.article.id == story
        assert space.article.headline == "Snow closes the pass"
        assert window.status.saved.text() == "Not on disk yet"
    with qtbot.waitSignal(space.mended, timeout=30_000):
        compose(" After.")
    qtbot.waitUntil(lambda: not shelf.in_memory.isVisible() and shelf.selected() == [story], timeout=30_000)
