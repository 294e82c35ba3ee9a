"""Going back to a backup after damage: what can be read and is newer comes along; all that was kept comes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.library import Library, restore
from desk.library.bringing_back import Fate, preview, preview_damaged, restore_open
from desk.library.receipts import Sent
from desk.library.rescue import NAME
from tests.builders import a_photo
from tests.library.helpers import at_desk

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def backed_up(library: Library) -> Path:
    """The backup of a library that was worked on since: one story typed into, one saved, one new, one as it was."""
    for story in ("typed", "saved", "same", "hurt"):
        library.add(Article(id=story, headline=story.capitalize(), body="Then."))
    file = library.backups.make(moment=NOON)
    with at_desk(library, "typed") as desk:
        desk.type(" Now.")
    library.save(replace(library.article("saved"), body="Between."), name="As filed")
    library.save(replace(library.article("saved"), body="Now."))
    library.add(Article(id="new", headline="New", body="Now.", photos=(a_photo(media=library.add_media(b"photo")),)))
    library.add(Article(id="binned", headline="Binned"))
    library.bin(["binned"])
    library.save(replace(library.article("hurt"), body="Now."))
    return file


def spoil(library: Library, story: str) -> None:
    """Have neither the story nor its versions be readable."""
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        connection.execute("UPDATE snapshot SET content = substr(content, 1, 20) WHERE article = ?", (story,))
        connection.execute("UPDATE version SET content = substr(content, 1, 20) WHERE article = ?", (story,))
        connection.commit()
    with pytest.raises(Trouble, match="damaged"):
        library.load(story)


EXPECTED = {Fate.STAYS: 4, Fate.UNREAD: 1}


def check_carried_over(library: Library) -> None:
    """Whether all that could be read is there, with what the backup has below it."""
    bodies = {row.id: library.article(row.id).body for row in library.find()}
    assert bodies == {"typed": "Then. Now.", "saved": "Now.", "same": "Then.", "hurt": "Then.", "new": "Now."}
    assert [row.id for row in library.find(binned=True)] == ["binned"]
    assert [(kept.name, library.version("typed", kept.number).body) for kept in library.versions("typed")] == [
        (NAME, "Then. Now."),
        ("", "Then."),
    ]
    assert [(kept.name, library.version("saved", kept.number).body) for kept in library.versions("saved")] == [
        ("", "Now."),
        ("As filed", "Between."),
        ("", "Then."),
    ]
    assert library.verify() == []
    assert library.original(library.article("new").photos[0].media) == b"photo"


def test_what_can_be_read_of_a_damaged_library_is_carried_over_while_it_is_open(
    library: Library, backed_up: Path
) -> None:
    times = [kept.time for kept in library.versions("saved")]
    spoil(library, "hurt")
    found = preview(library.database, backed_up)
    assert found.counts == EXPECTED
    assert ("Hurt", Fate.UNREAD) in found.stories
    restored = restore_open(library.database, backed_up)
    assert restored.carried == 4
    assert not library.database.is_damaged
    check_carried_over(library)
    assert [kept.time for kept in library.versions("saved")] == times
    assert len(list(library.folder.glob("damaged-*.db"))) == 1


def test_receipts_come_along_with_what_was_exported(library: Library, backed_up: Path) -> None:
    page = Sent("page", Path("/out/index.html"), "0" * 64)
    library.receipts.leave(library.article("saved"), [page])
    library.save(replace(library.article("saved"), body="And now."))
    library.receipts.leave(library.article("new"), [page])
    spoil(library, "hurt")

    restore_open(library.database, backed_up)

    (one,) = library.receipts.of("saved")
    assert (one.format, library.version("saved", one.version).body) == ("page", "Now.")
    assert len(library.receipts.of("new")) == 1
    assert [row.id for row in library.find("is:changed")] == ["saved"]
    assert {row.id for row in library.find("is:exported")} == {"saved", "new"}


def test_a_sound_library_goes_back_whole(library: Library, backed_up: Path) -> None:
    assert restore_open(library.database, backed_up).carried == 0
    assert {row.id for row in library.find()} == {"typed", "saved", "same", "hurt"}
    assert library.article("typed").body == "Then."


@pytest.mark.parametrize("place", [slice(0, 16), slice(0, 100), slice(100, 400), slice(16, 18)])
def test_a_library_that_cannot_be_opened_is_read_all_the_same(
    library: Library, backed_up: Path, place: slice, opened: Callable[..., Library]
) -> None:
    library.close()
    file = library.folder / "library.db"
    data = bytearray(file.read_bytes())
    data[place] = b"\xff" * (place.stop - place.start)
    file.write_bytes(bytes(data))
    with pytest.raises(Trouble, match="damaged"):
        opened()
    assert preview_damaged(library.folder, backed_up).counts == {Fate.STAYS: 5}
    told: list[str] = []
    restore(backed_up, library.folder, told.append)
    assert told[-1] == "5 stories that are newer in the damaged library were carried over."
    again = opened()
    assert again.article("hurt").body == "Now."
    again.save(replace(again.article("hurt"), body="Then."))
    check_carried_over(again)


@pytest.mark.parametrize("left", [b"", b"no database at all", b"\xff" * 20_000])
def test_of_a_library_that_is_lost_the_backup_brings_all_back(library: Library, backed_up: Path, left: bytes) -> None:
    library.close()
    (library.folder / "library.db").write_bytes(left)
    assert preview_damaged(library.folder, backed_up).counts == {Fate.COMES: 4}
    told: list[str] = []
    restore(backed_up, library.folder, told.append)
    assert len(told) == 1
    with closing(Library.open(library.folder)) as again:
        assert again.count() == 4


def test_a_page_that_cannot_be_read_hides_no_other_story(library: Library, opened: Callable[..., Library]) -> None:
    stories = [Article(id=f"s{number:03}", headline=f"Story {number}") for number in range(400)]
    library.add_all(stories)
    file = library.backups.make()
    for story in stories[::4]:
        library.save(replace(story, headline="Newer"))
    library.close()
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        pages = connection.execute("SELECT pageno FROM dbstat WHERE name = 'article' AND pagetype = 'leaf'").fetchall()
    data = bytearray((library.folder / "library.db").read_bytes())
    middle = pages[len(pages) // 2][0]
    data[(middle - 1) * 4096 : middle * 4096] = b"\xff" * 4096
    (library.folder / "library.db").write_bytes(bytes(data))
    restore(file, library.folder)
    again = opened()
    assert again.count() == 400
    assert again.count("newer") == 100
    assert again.verify() == []


def test_steps_that_cannot_be_read_do_not_bring_an_older_text_back(library: Library) -> None:
    library.add(Article(id="s1", body="One."))
    with at_desk(library, "s1") as desk:
        desk.type(" Two.")
        assert desk.journal.flush()
        desk.type(" Three.")
    file = library.backups.make()
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        connection.execute("UPDATE journal SET content = x'00' WHERE seq = (SELECT max(seq) FROM journal)")
        connection.commit()
    library.database.note_damage()
    assert preview(library.database, file).counts == {Fate.UNREAD: 1}
    assert restore_open(library.database, file).carried == 0
    assert library.article("s1").body == "One. Two. Three."


@pytest.mark.usefixtures("backed_up")
def test_a_backup_of_another_library_takes_nothing_from_a_damaged_one(
    library: Library, opened: Callable[..., Library]
) -> None:
    other = opened("other")
    other.add(Article(id="theirs"))
    file = other.backups.make()
    spoil(library, "hurt")
    library.close()
    restore(file, library.folder)
    assert [row.id for row in opened().find()] == ["theirs"]


# what Desk kept comes back


def test_the_library_that_a_restore_took_the_place_of_comes_back(
    library: Library, backed_up: Path, opened: Callable[..., Library]
) -> None:
    library.close()
    restore(backed_up, library.folder)
    (kept,) = library.folder.parent.glob("library-before-restore-*")
    told: list[str] = []
    restore(kept, library.folder, told.append)
    assert len(told) == 1
    again = opened()
    assert again.article("typed").body == "Then. Now."
    assert again.original(again.article("new").photos[0].media) == b"photo"
    assert [one.file for one in again.backups.kept()] == [backed_up]
    assert again.verify() == []


@pytest.mark.parametrize("of", ["folder", "copy"])
def test_what_is_damaged_comes_back_as_it_was(library: Library, backed_up: Path, of: str) -> None:
    library.close()
    file = library.folder / "library.db"
    data = b"\xff" * 16 + file.read_bytes()[16:]
    file.write_bytes(data)
    with pytest.raises(Trouble, match="damaged"):
        Library.open(library.folder)
    restore(backed_up, library.folder)
    (kept,) = library.folder.parent.glob("library-before-restore-*")
    told: list[str] = []
    restore(kept if of == "folder" else next(kept.glob("damaged-*.db")), library.folder, told.append)
    assert "that is damaged" in told[-1]
    assert file.read_bytes() == data


def test_a_folder_without_a_library_and_the_library_itself_are_no_backups(library: Library, tmp_path: Path) -> None:
    library.close()
    (tmp_path / "empty").mkdir()
    for file, why in ((tmp_path / "empty", "no library in"), (library.folder, "the library itself")):
        with pytest.raises(Trouble, match=why):
            restore(file, library.folder)
    assert library.folder.is_dir()
