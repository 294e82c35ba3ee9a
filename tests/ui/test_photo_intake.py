"""Photos taken in: off the GUI thread, in order, as one step; a bad file stops no other, no story gets another's."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import sys
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.model import Photo
from desk.article.session import Session
from desk.library import Library
from desk.ui import photo_intake
from desk.ui.photo_intake import PhotoIntake, files_in
from desk.ui.tasks import Tasks
from tests.builders import an_article


def jpeg(colour: str = "teal", size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def bomb() -> bytes:
    """A PNG that says it is 60,000 pixels wide and high, in a hundred bytes."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    assert qapp is not None
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library")
    yield library
    library.close()


class Desk:
    """A story and what is taken into it, with all that was told on the way."""

    def __init__(self, library: Library, tasks: Tasks) -> None:
        self.session = Session(an_article())
        self.open: Session | None = self.session
        self.intake = PhotoIntake(library, tasks, is_open=lambda session: session is self.open)
        self.refused: list[tuple[str, str]] = []
        self.progress: list[tuple[int, int]] = []
        self.awaited: list[tuple[str, ...]] = []
        self.added: list[tuple[Photo, ...]] = []
        self.intake.refused.connect(lambda name, sentence: self.refused.append((name, sentence)))
        self.intake.progress.connect(lambda done, total: self.progress.append((done, total)))
        self.intake.awaited.connect(lambda _session, names: self.awaited.append(names))

    def take(self, qtbot: QtBot, *paths: Path) -> None:
        """Take files in, and wait for the end of it."""
        before = len(self.added)
        self.intake.take_files(paths, self.session, self.added.append)
        qtbot.waitUntil(lambda: len(self.added) > before)

    @property
    def names(self) -> list[str]:
        return [photo.name for photo in self.session.article.photos]


@pytest.fixture
def desk(library: Library, tasks: Tasks) -> Desk:
    return Desk(library, tasks)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "card"
    (folder / "day 2").mkdir(parents=True)
    (folder / ".trash").mkdir()
    (folder / "b.jpg").write_bytes(jpeg("red"))
    (folder / "a.JPG").write_bytes(jpeg("blue"))
    (folder / "notes.txt").write_text("not a photo")
    (folder / "day 2" / "سلێمانی.jpg").write_bytes(jpeg("green"))
    (folder / "._b.jpg").write_bytes(b"what macOS leaves on a card")
    (folder / ".trash" / "old.jpg").write_bytes(jpeg("black"))
    return folder


def test_files_come_in_the_order_given_as_one_step(qtbot: QtBot, desk: Desk, folder: Path, library: Library) -> None:
    desk.take(qtbot, folder / "b.jpg", folder / "a.JPG")
    photos = desk.session.article.photos
    assert desk.names == ["b.jpg", "a.JPG"]
    assert (photos[0].width, photos[0].height, photos[0].kind) == (60, 40, "image/jpeg")
    assert desk.session.article.lead == photos[0].id
    assert library.original(photos[0].media) == (folder / "b.jpg").read_bytes()
    assert desk.added == [photos]
    desk.session.undo("undo")
    assert desk.names == []
    assert not desk.session.can_undo


def test_folders_are_walked_and_hidden_or_other_files_left(folder: Path) -> None:
    names = [path.name for path in files_in([folder, folder / "b.jpg"])]
    assert names == ["a.JPG", "b.jpg", "سلێمانی.jpg"]


def test_a_bad_file_is_told_of_and_stops_no_other(qtbot: QtBot, desk: Desk, tmp_path: Path, library: Library) -> None:
    bad = {
        "empty.jpg": b"",
        "notes.jpg": b"not a photo at all",
        "cut.jpg": jpeg(size=(800, 600))[:2000],
        "bomb.png": bomb(),
        "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.jpg").write_bytes(jpeg())
    desk.take(qtbot, *(tmp_path / name for name in bad), tmp_path / "gone.jpg", tmp_path / "good.jpg")
    assert desk.names == ["good.jpg"]
    assert [name for name, _sentence in desk.refused] == [*bad, "gone.jpg"]
    for name, sentence in desk.refused:
        assert name in sentence
        assert sentence.endswith(".")
        assert "Traceback" not in sentence
    for data in bad.values():
        assert not library.has_media(hashlib.sha256(data).hexdigest())


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    (folder / "b.jpg").chmod(0)
    desk.take(qtbot, folder / "b.jpg")
    assert "may not read" in desk.refused[0][1]


def test_a_film_is_refused_before_it_is_read(
    qtbot: QtBot, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo_intake, "LARGEST", 100)
    desk.take(qtbot, folder / "b.jpg")
    assert desk.names == []
    assert "larger than" in desk.refused[0][1]


def test_the_same_photo_is_not_added_twice(qtbot: QtBot, desk: Desk, folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jpg"
    copy.write_bytes((folder / "b.jpg").read_bytes())
    desk.take(qtbot, folder / "b.jpg", copy)
    desk.take(qtbot, copy)
    assert desk.names == ["b.jpg"]
    assert desk.refused == [("copy.jpg", "“copy.jpg” is in this story already.")] * 2


def test_a_thousand_bad_files_are_a_thousand_sentences(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.take(qtbot, *(tmp_path / f"{number}.jpg" for number in range(1000)))
    assert len(desk.refused) == 1000


def test_progress_ends_where_it_should(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.take(qtbot, folder)
    assert desk.progress[-1] == (3, 3)
    assert [done for done, _total in desk.progress] == sorted(done for done, _total in desk.progress)
    desk.progress.clear()
    desk.session.undo("undo")
    desk.take(qtbot, folder / "b.jpg")
    assert desk.progress[-1] == (1, 1)


def test_placeholders_stand_at_once_and_until_all_are_in(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.intake.take_files([folder / "b.jpg", folder / "a.JPG"], desk.session, desk.added.append)
    assert desk.awaited[0] == ("b.jpg", "a.JPG")
    qtbot.waitUntil(lambda: bool(desk.added))
    assert set(desk.awaited[:-1]) == {("b.jpg", "a.JPG")}
    assert desk.awaited[-1] == ()


def test_two_drops_come_one_after_the_other(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.intake.take_files([folder / "b.jpg"], desk.session, desk.added.append)
    desk.intake.take_files([folder / "a.JPG"], desk.session, desk.added.append)
    qtbot.waitUntil(lambda: len(desk.added) == 2)
    assert desk.names == ["b.jpg", "a.JPG"]
    desk.session.undo("undo")
    assert desk.names == ["b.jpg"]


def test_what_is_typed_meanwhile_stays(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    from desk.article import edits

    desk.intake.take_files([folder / "b.jpg"], desk.session, desk.added.append)
    change = edits.set_body(desk.session.article, "Words typed while the card is read")
    assert change is not None
    desk.session.apply(change, "body")
    qtbot.waitUntil(lambda: bool(desk.added))
    assert desk.session.article.body == "Words typed while the card is read"
    assert desk.names == ["b.jpg"]


def test_another_story_opened_meanwhile_is_not_touched(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    other = Session(an_article(id="b" * 16, body="Another story’s words"))
    before = other.article
    desk.intake.take_files([folder / "b.jpg"], desk.session, desk.added.append)
    desk.open = other
    qtbot.waitUntil(lambda: bool(desk.added))
    assert other.article is before
    assert desk.names == []
    assert desk.added == [()]
    assert "its story was closed" in desk.refused[0][1]


def test_cancelling_keeps_what_was_read(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    paths = [folder / "b.jpg", folder / "a.JPG", folder / "day 2" / "سلێمانی.jpg"]

    def stop_after_the_first(done: int, _total: int) -> None:
        if done == 1:
            desk.intake.cancel()

    desk.intake.progress.connect(stop_after_the_first)
    desk.take(qtbot, *paths)
    assert desk.names == ["b.jpg"]
    done, total = desk.progress[-1]
    assert done == total


def test_cancelling_while_a_folder_is_walked(
    qtbot: QtBot, desk: Desk, folder: Path, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancelled = threading.Event()
    monkeypatch.setattr(photo_intake, "files_in", lambda paths: files_in(paths) if cancelled.wait(5) else ())
    desk.intake.take_files([folder], desk.session, desk.added.append)
    desk.intake.cancel()
    assert desk.added == [()]
    cancelled.set()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert desk.names == []


def test_a_picture_from_the_clipboard(qtbot: QtBot, desk: Desk, library: Library) -> None:
    data = jpeg("purple")
    desk.intake.take_image(data, "Pasted 2026-03-03 09.30.jpg", desk.session, desk.added.append)
    qtbot.waitUntil(lambda: bool(desk.added))
    assert desk.names == ["Pasted 2026-03-03 09.30.jpg"]
    assert library.original(desk.session.article.photos[0].media) == data
