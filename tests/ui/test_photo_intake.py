"""Photos taken in: off the GUI thread, in order, as one step; a bad file stops no other, no story gets another's."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.model import Photo
from desk.article.session import Session
from desk.library import Library
from desk.photos import files
from desk.ui import photo_intake
from desk.ui.photo_files import files_in
from desk.ui.photo_intake import Awaited, PhotoIntake
from desk.ui.photos import PhotosPane
from desk.ui.tasks import Tasks
from desk.ui.thumbnails import Thumbnails
from tests.builders import an_article


def jpeg(colour: str = "teal", size: tuple[int, int] = (60, 40), comment: str = "") -> bytes:
    """A JPEG of one colour; another comment makes another file of it."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", comment=comment)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG that says it is 60,000 pixels wide and high, in a hundred bytes."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99)))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    assert qapp is not None
    tasks = Tasks(workers=2)
    yield tasks
    tasks.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library")
    yield library
    library.close()


class Slow:
    """A library whose disk lets some files wait: `hold` gives what to call for one to go on."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._held: dict[str, threading.Event] = {}
        self._hand = threading.Lock()
        self.busy = self.busiest = 0

    def hold(self, data: bytes) -> Callable[[], None]:
        return self._held.setdefault(hashlib.sha256(data).hexdigest(), threading.Event()).set

    def add_media(self, data: bytes) -> str:
        with self._hand:
            self.busy += 1
            self.busiest = max(self.busiest, self.busy)
        held = self._held.get(hashlib.sha256(data).hexdigest())
        assert held is None or held.wait(20)
        with self._hand:
            self.busy -= 1
        return self._library.add_media(data)

    def keep_thumbnail(self, media: str, side: int, data: bytes) -> None:
        self._library.keep_thumbnail(media, side, data)


class Desk:
    """A story and what is taken into it, with all that was told on the way."""

    def __init__(self, library: Library, tasks: Tasks) -> None:
        self.session = Session(an_article())
        self.open: Session | None = self.session
        self.library = Slow(library)
        self.intake = PhotoIntake(self.library, tasks, is_open=lambda session: session is self.open)
        self.progress: list[tuple[int, int]] = []
        self.awaited: list[tuple[Awaited, ...]] = []
        self.told: list[str] = []
        self.added: list[tuple[Photo, ...]] = []
        self.intake.progress.connect(lambda done, total: self.progress.append((done, total)))
        self.intake.awaited.connect(lambda _session, files: self.awaited.append(files))
        self.intake.told.connect(self.told.append)

    def begin(self, *paths: Path) -> None:
        """Give files in."""
        self.intake.take_files(paths, self.session, self.added.append)

    def take(self, qtbot: QtBot, *paths: Path) -> None:
        """Give files in, and wait for the end of it."""
        before = len(self.added)
        self.begin(*paths)
        qtbot.waitUntil(lambda: len(self.added) > before, timeout=20_000)

    @property
    def names(self) -> list[str]:
        return [photo.name for photo in self.session.article.photos]

    @property
    def tiles(self) -> tuple[Awaited, ...]:
        """The files that are being read, or could not be added."""
        return self.intake.awaited_for(self.session)

    @property
    def troubles(self) -> dict[str, str]:
        """What is said on the tiles, by the file's name."""
        return {file.name: file.trouble for file in self.tiles if file.trouble}


@pytest.fixture
def desk(library: Library, tasks: Tasks) -> Iterator[Desk]:
    desk = Desk(library, tasks)
    yield desk
    desk.intake.cancel()


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


BAD = {
    "empty.jpg": (b"", "“empty.jpg” is empty"),
    "notes.jpg": (b"not a photo at all", "“notes.jpg” is no photo that Desk can read"),
    "cut.jpg": (jpeg(size=(800, 600))[:2000], "“cut.jpg” is damaged or incomplete"),
    "bomb.png": (bomb(), "“bomb.png” has more than 160 megapixels"),
    "drawing.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "“drawing.svg” is an SVG drawing, which can carry"),
}


def test_a_bad_file_says_so_on_its_tile_and_stops_no_other(
    qtbot: QtBot, desk: Desk, tmp_path: Path, library: Library
) -> None:
    for name, (data, _sentence) in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.jpg").write_bytes(jpeg())
    (tmp_path / "last.jpg").write_bytes(jpeg("red"))
    desk.take(qtbot, tmp_path / "good.jpg", *(tmp_path / name for name in BAD), tmp_path / "last.jpg")
    assert desk.names == ["good.jpg", "last.jpg"]
    assert list(desk.troubles) == list(BAD)
    for name, (data, beginning) in BAD.items():
        assert desk.troubles[name].startswith(beginning)
        assert desk.troubles[name].endswith(".")
        assert not library.has_media(hashlib.sha256(data).hexdigest())
    assert len(desk.tiles) == len(BAD)


def test_a_file_removed_while_others_are_read(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    go_on = [desk.library.hold((folder / name).read_bytes()) for name in ("a.JPG", "b.jpg")]
    desk.begin(folder / "a.JPG", folder / "b.jpg", folder / "day 2" / "سلێمانی.jpg")
    qtbot.waitUntil(lambda: desk.library.busy == 2)
    (folder / "day 2" / "سلێمانی.jpg").unlink()
    for let_go in go_on:
        let_go()
    qtbot.waitUntil(lambda: bool(desk.added))
    assert desk.names == ["a.JPG", "b.jpg"]
    assert desk.troubles == {"سلێمانی.jpg": "“سلێمانی.jpg” is no longer where it was."}


def test_what_went_wrong_stays_until_it_is_dismissed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.take(qtbot, tmp_path / "one.jpg", tmp_path / "two.jpg", tmp_path / "three.jpg")
    before = desk.session.article
    first, second, third = desk.tiles
    desk.intake.dismiss(desk.session, second.key)
    assert desk.tiles == (first, third)
    assert desk.awaited[-1] == (first, third)
    desk.intake.dismiss(desk.session, second.key)
    desk.intake.dismiss_all(desk.session)
    assert desk.awaited[-1] == desk.tiles == ()
    assert desk.session.article is before
    assert not desk.session.can_undo


def test_what_went_wrong_is_dismissed_while_others_are_read(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    go_on = desk.library.hold((folder / "b.jpg").read_bytes())
    desk.begin(folder / "gone.jpg", folder / "b.jpg")
    qtbot.waitUntil(lambda: bool(desk.troubles))
    desk.intake.dismiss(desk.session, desk.tiles[0].key)
    assert [file.name for file in desk.tiles] == ["b.jpg"]
    desk.intake.dismiss(desk.session, desk.tiles[0].key)  # which is no trouble
    go_on()
    qtbot.waitUntil(lambda: bool(desk.added))
    assert desk.names == ["b.jpg"]
    assert desk.tiles == ()


def test_a_picture_that_never_came_is_told_of_as_well(desk: Desk) -> None:
    desk.intake.refuse(desk.session, "Pasted.png", "The picture on the clipboard cannot be read.")
    assert desk.troubles == {"Pasted.png": "The picture on the clipboard cannot be read."}
    assert desk.awaited[-1] == desk.tiles


def test_another_story_knows_nothing_of_it(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.take(qtbot, tmp_path / "gone.jpg")
    assert desk.intake.awaited_for(Session(desk.session.article)) == ()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    (folder / "b.jpg").chmod(0)
    desk.take(qtbot, folder / "b.jpg")
    assert "may not read" in desk.troubles["b.jpg"]


def test_a_film_is_refused_before_it_is_read(
    qtbot: QtBot, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 100)
    desk.take(qtbot, folder / "b.jpg")
    assert desk.names == []
    assert "larger than" in desk.troubles["b.jpg"]


def test_the_same_photo_is_not_added_twice(qtbot: QtBot, desk: Desk, folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jpg"
    copy.write_bytes((folder / "b.jpg").read_bytes())
    desk.take(qtbot, folder / "b.jpg", copy)
    desk.take(qtbot, copy)
    assert desk.names == ["b.jpg"]
    assert [file.trouble for file in desk.tiles] == ["“copy.jpg” is in this story already."] * 2


def test_of_two_that_are_the_same_the_first_one_given_stays(
    qtbot: QtBot, desk: Desk, folder: Path, tmp_path: Path
) -> None:
    same = (folder / "b.jpg").read_bytes()
    for name in ("x.jpg", "y.jpg", "z.jpg"):
        (tmp_path / name).write_bytes(same)
    desk.take(qtbot, tmp_path / "z.jpg", tmp_path / "x.jpg", tmp_path / "y.jpg")
    assert desk.names == ["z.jpg"]
    assert list(desk.troubles) == ["x.jpg", "y.jpg"]


def test_the_same_photo_in_another_story_is_one_file(qtbot: QtBot, desk: Desk, folder: Path, library: Library) -> None:
    desk.take(qtbot, folder / "b.jpg")
    first, desk.session = desk.session, Session(an_article(id="b" * 16))
    desk.open = desk.session
    desk.take(qtbot, folder / "b.jpg")
    assert desk.session.article.photos[0].media == first.article.photos[0].media
    assert desk.session.article.photos[0].id != first.article.photos[0].id
    assert desk.troubles == {}
    assert len(list((library.folder / "media").iterdir())) == 1


def test_for_the_text_a_photo_that_is_there_is_given_again(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.take(qtbot, folder / "b.jpg")
    desk.intake.take_files([folder / "b.jpg"], desk.session, desk.added.append, for_text=True)
    qtbot.waitUntil(lambda: len(desk.added) == 2)
    assert desk.added[1] == desk.session.article.photos
    assert desk.tiles == ()


def test_a_thousand_bad_files_are_a_thousand_sentences(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.take(qtbot, *(tmp_path / f"{number}.jpg" for number in range(1000)))
    assert len(desk.troubles) == 1000


def test_slow_and_fast_files_keep_the_order_given(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    colours = ["red", "lime", "blue", "white", "black"]
    for colour in colours:
        (tmp_path / f"{colour}.jpg").write_bytes(jpeg(colour))
    go_on = desk.library.hold(jpeg("red"))
    desk.begin(*(tmp_path / f"{colour}.jpg" for colour in colours))
    qtbot.waitUntil(lambda: [bool(file.media) for file in desk.tiles] == [False, True, True, True, True])
    go_on()
    qtbot.waitUntil(lambda: bool(desk.added))
    assert desk.names == [f"{colour}.jpg" for colour in colours]
    desk.session.undo("undo")
    assert desk.names == []
    assert not desk.session.can_undo


def test_as_many_files_are_in_memory_as_there_are_workers(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    frames = [jpeg(comment=str(number)) for number in range(12)]
    go_on = [desk.library.hold(frame) for frame in frames]
    for number, frame in enumerate(frames):
        (tmp_path / f"{number:02}.jpg").write_bytes(frame)
    desk.begin(*sorted(tmp_path.glob("*.jpg")))
    qtbot.waitUntil(lambda: desk.library.busy == 2)
    for let_go in go_on:
        let_go()
    qtbot.waitUntil(lambda: bool(desk.added))
    assert desk.library.busiest == 2
    assert len(desk.names) == 12


def test_other_work_does_not_wait_for_all_the_photos(
    qtbot: QtBot, desk: Desk, tasks: Tasks, tmp_path: Path, library: Library
) -> None:
    frames = [jpeg(comment=str(number)) for number in range(12)]
    go_on = [desk.library.hold(frame) for frame in frames[:2]]
    for number, frame in enumerate(frames):
        (tmp_path / f"{number:02}.jpg").write_bytes(frame)
    desk.begin(*sorted(tmp_path.glob("*.jpg")))
    qtbot.waitUntil(lambda: desk.library.busy == 2)
    kept: list[int] = []
    tasks.run(lambda: sum(library.has_media(hashlib.sha256(frame).hexdigest()) for frame in frames), kept.append)
    for let_go in go_on:
        let_go()
    qtbot.waitUntil(lambda: bool(desk.added))
    assert kept[0] <= 3


def test_a_small_picture_is_there_as_soon_as_a_file_is_read(
    qtbot: QtBot, desk: Desk, folder: Path, library: Library
) -> None:
    go_on = desk.library.hold((folder / "a.JPG").read_bytes())
    desk.begin(folder / "b.jpg", folder / "a.JPG")
    qtbot.waitUntil(lambda: bool(desk.awaited[-1][0].media))
    assert desk.names == []
    media = desk.awaited[-1][0].media
    library.media_path(media).unlink()
    with Image.open(io.BytesIO(library.thumbnail(media, 48))) as small:
        assert max(small.size) == 48
    go_on()
    qtbot.waitUntil(lambda: bool(desk.added))


def test_progress_ends_where_it_should(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.take(qtbot, folder)
    assert desk.progress[-1] == (3, 3)
    assert [done for done, _total in desk.progress] == sorted(done for done, _total in desk.progress)
    desk.progress.clear()
    desk.session.undo("undo")
    desk.take(qtbot, folder / "b.jpg")
    assert desk.progress[-1] == (1, 1)


def test_placeholders_stand_at_once_and_until_all_are_in(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.begin(folder / "b.jpg", folder / "a.JPG")
    assert [file.name for file in desk.awaited[0]] == ["b.jpg", "a.JPG"]
    qtbot.waitUntil(lambda: bool(desk.added))
    assert {tuple(file.key for file in files) for files in desk.awaited[:-1]} == {(1, 2)}
    assert desk.awaited[-1] == ()


def test_two_drops_come_one_after_the_other(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.intake.take_files([folder / "b.jpg"], desk.session, desk.added.append)
    desk.intake.take_files([folder / "a.JPG"], desk.session, desk.added.append)
    qtbot.waitUntil(lambda: len(desk.added) == 2)
    assert desk.names == ["b.jpg", "a.JPG"]
    desk.session.undo("undo")
    assert desk.names == ["b.jpg"]


def test_what_is_typed_meanwhile_stays(qtbot: QtBot, desk: Desk, folder: Path) -> None:
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
    assert desk.told == ["“b.jpg” was not added: its story was closed while it was read."]


def test_a_story_closed_in_the_middle_is_read_for_no_longer(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open = None
    before = desk.session.article
    desk.begin(*(folder / f"{number}.jpg" for number in range(50)))
    qtbot.waitUntil(lambda: bool(desk.added))
    assert desk.told == ["50 photos were not added: their story was closed while they were read."]
    assert desk.session.article is before
    assert desk.progress[-1] == (0, 0)


def test_cancelling_in_the_middle_keeps_what_was_read(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    colours = ["red", "lime", "blue", "white"]
    for colour in colours:
        (tmp_path / f"{colour}.jpg").write_bytes(jpeg(colour))
    go_on = [desk.library.hold(jpeg(colour)) for colour in ("lime", "white")]
    desk.begin(tmp_path / "gone.jpg", *(tmp_path / f"{colour}.jpg" for colour in colours))
    qtbot.waitUntil(lambda: sum(bool(file.media) for file in desk.tiles) == 2 and desk.library.busy == 2)
    desk.intake.cancel()
    assert desk.names == ["red.jpg", "blue.jpg"]
    assert desk.told == ["Cancelled: 2 of 5 photos were added."]
    assert list(desk.troubles) == ["gone.jpg"]
    done, total = desk.progress[-1]
    assert done == total
    for let_go in go_on:
        let_go()
    desk.take(qtbot, tmp_path / "white.jpg")
    assert desk.names == ["red.jpg", "blue.jpg", "white.jpg"]
    assert desk.progress[-1] == (1, 1)
    desk.session.undo("undo")
    desk.session.undo("undo")
    assert desk.names == []


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


# another file for a photo


def with_photo(desk: Desk, folder: Path, qtbot: QtBot) -> Photo:
    """A photo in the story that has been captioned and turned."""
    desk.take(qtbot, folder / "b.jpg")
    photo = desk.session.article.photos[0]
    for field, value in (("caption", "The dam."), ("turn", 1)):
        change = edits.set_photo_field(desk.session.article, photo.id, field, value)
        assert change is not None
        desk.session.apply(change)
        desk.session.pause()
    return photo


def test_another_file_takes_a_photos_place_and_the_words_stay(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    photo = with_photo(desk, folder, qtbot)
    desk.intake.replace_file(folder / "a.JPG", desk.session, photo.id)
    assert [file.name for file in desk.tiles] == ["a.JPG"]
    qtbot.waitUntil(lambda: desk.names == ["a.JPG"])
    (now,) = desk.session.article.photos
    assert (now.id, now.caption, now.turn) == (photo.id, "The dam.", 0)
    assert now.media == hashlib.sha256((folder / "a.JPG").read_bytes()).hexdigest()
    assert desk.tiles == ()
    desk.session.undo("undo")
    assert desk.names == ["b.jpg"]


def test_a_file_that_cannot_replace_one_says_so_and_changes_nothing(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    photo = with_photo(desk, folder, qtbot)
    before = desk.session.article
    desk.intake.replace_file(folder / "notes.txt", desk.session, photo.id)
    desk.intake.replace_file(folder / "b.jpg", desk.session, photo.id)
    desk.intake.replace_file(folder / "a.JPG", desk.session, "not there")
    qtbot.waitUntil(lambda: len(desk.troubles) == 3)
    assert desk.troubles["notes.txt"].startswith("“notes.txt” is no photo")
    assert desk.troubles["b.jpg"] == "“b.jpg” is in this story already."
    assert desk.troubles["a.JPG"] == "“a.JPG” replaces no photo: that one was removed meanwhile."
    assert desk.session.article is before


# other ways in


def test_a_picture_from_the_clipboard(qtbot: QtBot, desk: Desk, library: Library) -> None:
    data = jpeg("purple")
    desk.intake.take_image(data, "Pasted 2026-03-03 09.30.jpg", desk.session, desk.added.append)
    qtbot.waitUntil(lambda: bool(desk.added))
    assert desk.names == ["Pasted 2026-03-03 09.30.jpg"]
    assert library.original(desk.session.article.photos[0].media) == data


@dataclass(frozen=True)
class Picture:
    """One of pasted words."""

    id: str
    alt: str = ""
    data: bytes = b""
    path: str = ""


def test_pictures_of_pasted_words_keep_their_ids_and_alt_texts(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.take(qtbot, folder / "b.jpg")
    there = desk.session.article.photos[0].id
    named: list[Mapping[str, str]] = []
    pictures = [
        Picture("new", "A dam", jpeg("yellow")),
        Picture("same", "", (folder / "b.jpg").read_bytes()),
        Picture("twice", "", jpeg("yellow")),
        Picture("gone", "", b"", str(folder / "gone.jpg")),
    ]
    desk.intake.take_pictures(pictures, desk.session, named.append)
    qtbot.waitUntil(lambda: bool(named))
    assert named == [{"new": "new", "same": there, "twice": "new"}]
    assert [(photo.id, photo.alt) for photo in desk.session.article.photos] == [(there, ""), ("new", "A dam")]
    assert list(desk.troubles) == ["gone.jpg"]


# many


def test_a_hundred_photos_never_hold_the_window_up(
    qtbot: QtBot, library: Library, tasks: Tasks, tmp_path: Path
) -> None:
    card = tmp_path / "card"
    card.mkdir()
    for number in range(100):
        (card / f"{number:03}.jpg").write_bytes(jpeg(size=(600, 400), comment=str(number)))
    pane, session = PhotosPane(Thumbnails(library, tasks)), Session(an_article())
    qtbot.addWidget(pane)
    intake, worked, last = PhotoIntake(library, tasks), [0.0], time.thread_time()

    def beat() -> None:
        nonlocal last
        now = time.thread_time()  # of this thread alone, whatever else the machine does
        worked.append(now - last)
        last = now

    pane.show_session(session)
    pane.follow_intake(intake)
    pane.show()
    qtbot.waitExposed(pane)
    QApplication.processEvents()
    heart = QTimer(interval=2)
    heart.timeout.connect(beat)
    heart.start()
    last = time.thread_time()
    intake.take_files([card], session)
    qtbot.waitUntil(lambda: len(session.article.photos) == 100, timeout=60_000)
    qtbot.waitUntil(lambda: not tasks.running, timeout=60_000)
    heart.stop()
    assert len(worked) > 20
    assert max(worked) < 0.05
    assert [photo.name for photo in session.article.photos] == sorted(path.name for path in card.iterdir())
    pane.close()
