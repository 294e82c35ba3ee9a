"""A photo whose file is missing is told in one line, once, and is shown again once the file is there again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk.article.changes import PhotosChange
from desk.article.model import Article
from desk.library import Library
from desk.ui.originals import Found, Originals, sentence
from desk.ui.tasks import Tasks
from desk.ui.thumbnails import Thumbnails
from desk.ui.workspace import Workspace
from tests.builders import a_photo
from tests.cli.helpers import a_jpeg


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with a story whose photo’s file is missing, and one whose is there."""
    with closing(Library.open(tmp_path / "library")) as library:
        library.add(Article(id="whole", photos=(a_photo(media=library.add_media(b"a photo")),)))
        media = library.add_media(a_jpeg())
        library.add(Article(id="lacking", headline="Dam talks", photos=(a_photo(media=media),)))
        library.media_path(media).unlink()
        yield library


@pytest.fixture
def space(qtbot: QtBot, library: Library) -> Iterator[Workspace]:
    space = Workspace(library, Tasks())
    assert space.library is library
    yield space
    qtbot.waitUntil(lambda: space.tasks.running == 0)
    space.close()


@pytest.fixture
def told(space: Workspace) -> list[str]:
    said: list[str] = []
    Originals(space, space).told.connect(lambda sentence, _trouble: said.append(sentence))
    return said


def open_story(qtbot: QtBot, space: Workspace, story: str) -> None:
    with qtbot.waitSignal(space.opened):
        space.open_story(story)
    qtbot.waitUntil(lambda: space.tasks.running == 0)


def test_a_missing_file_is_told_once(qtbot: QtBot, space: Workspace, told: list[str]) -> None:
    open_story(qtbot, space, "whole")
    assert told == []
    for story in ("lacking", "whole", "lacking"):
        open_story(qtbot, space, story)
    assert len(told) == 1
    assert "delegates.jpg" in told[0]
    assert "“Dam talks”" in told[0]
    assert "add it again" in told[0]


def test_a_folder_of_photos_that_is_gone_is_told_with_the_photos_and_the_story(
    qtbot: QtBot, space: Workspace, told: list[str], library: Library
) -> None:
    shutil.rmtree(library.folder / "media")
    open_story(qtbot, space, "lacking")
    (said,) = told
    assert str(library.folder / "media") in said
    assert "delegates.jpg" in said
    assert "“Dam talks”" in said
    assert "put it back" in said


def test_adding_the_photo_again_mends_it(qtbot: QtBot, space: Workspace, library: Library) -> None:
    originals, thumbnails = Originals(space, space), Thumbnails(library, space.tasks)
    originals.found.connect(thumbnails.try_again)
    open_story(qtbot, space, "lacking")
    assert space.article is not None
    photos = space.article.photos
    media = photos[0].media
    assert thumbnails.pixmap(media, 64) is None
    qtbot.waitUntil(lambda: thumbnails.has_failed(media))
    with qtbot.waitSignal(originals.found):
        assert library.add_media(a_jpeg()) == media
        space.apply(PhotosChange(photos, (*photos, a_photo(id="p2", media=media))), "test")
    qtbot.waitUntil(lambda: thumbnails.pixmap(media, 64) is not None)


def test_all_that_are_not_as_they_came_are_told_and_taken_back_from_the_stick(
    qtbot: QtBot, space: Workspace, library: Library, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    kept = [a_jpeg(), b"a photo", b"another"]
    media = [library.add_media(data) for data in kept]
    photos = tuple(a_photo(id=f"p{n}", media=name, name=f"{n}.jpg") for n, name in enumerate(media))
    library.add(Article(id="bad", headline="Snow", photos=photos))
    library.backups.note_chosen(stick)
    library.backups.make(stick)
    library.media_path(media[0]).unlink()
    library.media_path(media[1]).chmod(0o600)
    library.media_path(media[1]).write_bytes(b"altered")
    told: list[tuple[str, list[tuple[str, Callable[[], None]]]]] = []
    originals = Originals(space, space)
    originals.told.connect(lambda said, offers: told.append((said, offers)))
    open_story(qtbot, space, "bad")
    ((said, ((words, take_back),)),) = told
    assert "\u20680.jpg\u2069 is missing, \u20681.jpg\u2069 was altered" in said
    assert said.endswith("a backup has them.")
    assert words == "Take them from the backup"
    with qtbot.waitSignals([originals.found, originals.found]):
        take_back()
    assert [library.original(name) for name in media] == kept


def test_many_are_told_in_one_line() -> None:
    photos = [a_photo(id=f"p{number}", name=f"{number}.jpg", media=f"{number}" * 64) for number in range(5)]
    said = sentence(photos, "Dam talks", Found({photo.media: "is missing" for photo in photos}))
    assert "5 photos" in said
    assert "2 more" in said
