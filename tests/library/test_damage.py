"""Bytes flipped anywhere in the database: it is said, nothing raises a traceback, and no damaged file is written to
before a copy of it is kept.

`DESK_FLIPS` says in how many places; 100 where CI runs. What is kept of a version besides its text (its name, its
author, its time) and settings have no second copy and no checksum: only what makes them unreadable is noticed.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.library import Library
from desk.library.backups import Incomplete
from desk.library.bringing_back import restore_open
from tests.builders import a_photo, a_sorani_story, a_story
from tests.library.helpers import at_desk

FLIPS = int(os.environ.get("DESK_FLIPS") or (100 if os.environ.get("CI") else 60))
IDS = ("s1", "s2", "s3", "b1")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The database of a small library with all that one has, closed."""
    folder = tmp_path_factory.mktemp("sound") / "library"
    with closing(Library.open(folder, "Shilan")) as library:
        library.add(a_sorani_story(id="s1", photos=(a_photo(),)))
        library.add(a_story(id="s2", photos=()))
        for number in range(6):
            library.save(replace(library.article("s2"), headline=f"Headline {number}"), name=f"Version {number}")
        words = random.Random(1)
        library.add(Article(id="s3", body=" ".join(f"{words.randrange(1 << 40):x}" for _ in range(9000))))
        with at_desk(library, "s3") as desk:
            desk.type("typed at last")
        library.add(Article(id="b1", headline="In the bin"))
        library.bin(["b1"])
        library.set_setting("open_story", "s1")
        with suppress(Incomplete):
            library.backups.make()  # it has a name of its own from now on
    return (folder / "library.db").read_bytes()


def everything(library: Library) -> dict[str, object]:
    """What the library holds of stories. Raises Trouble where it cannot be read."""
    return {
        "lists": [library.find(), library.find(binned=True), library.sections(), library.count()],
        "stories": [library.load(story).article for story in IDS],
        "undo": [library.load(story).history for story in IDS],
        "versions": [[library.version(story, kept.number) for kept in library.versions(story)] for story in IDS],
    }


def flipped(data: bytes, chance: random.Random) -> bytes:
    """The file with one to eight bytes at one place changed; every fourth time in its first page."""
    spoilt = bytearray(data)
    at = chance.randrange(chance.choice([100, 4096, *[len(data)] * 6]))
    for place in range(at, min(len(data), at + chance.choice([1, 1, 1, 8]))):
        spoilt[place] ^= chance.randrange(1, 256)
    return bytes(spoilt)


def told(act: Callable[[], object]) -> str:
    """The sentence that a deed ends with, if any; nothing but Trouble may come of it."""
    try:
        act()
    except Trouble as trouble:
        return str(trouble)
    return ""


def open_library(folder: Path, data: bytes) -> Iterator[Library]:
    folder.mkdir()
    (folder / "library.db").write_bytes(data)
    with suppress(Trouble), closing(Library.open(folder, "Shilan")) as library:
        yield library


def test_flips_anywhere_are_said_and_the_damaged_file_is_kept(sound: bytes, tmp_path: Path) -> None:
    chance = random.Random(20261126)
    for library in open_library(tmp_path / "sound", sound):
        expected = everything(library)
        assert lacks_a_photo_only(library.verify())
        with suppress(Incomplete):
            library.backups.make()
        backup = library.backups.kept()[0].file
    outcomes = {"refused": 0, "said": 0, "unharmed": 0}
    for number in range(FLIPS):
        outcomes[look_at(tmp_path / f"{number}", flipped(sound, chance), backup, expected)] += 1
    assert min(outcomes.values()) > 0


def look_at(folder: Path, data: bytes, backup: Path, expected: dict[str, object]) -> str:
    """What becomes of a library with this database, whose copy must be kept wherever damage was said.

    One that can be opened goes back to the backup while it is open, and all is well: what was written since and can
    still be read comes on top of what the backup has.
    """
    outcome = "refused"
    for library in open_library(folder, data):
        problems = verified(library)
        outcome = "unharmed" if lacks_a_photo_only(problems) else "said"
        if outcome == "unharmed":
            assert everything(library) == expected
        if any("damaged" in problem for problem in problems):
            assert data in kept(folder)
        for deed in deeds_of(library):
            why = told(deed)
            assert "damaged" not in why or data in kept(folder), why
        if outcome == "said":
            restore_open(library.database, backup)
            assert lacks_a_photo_only(library.verify())
            assert everything(library)["lists"]
            now = [{library.version(one, kept.number) for kept in library.versions(one)} for one in IDS]
            assert all(then <= some for then, some in zip(map(set, expected["versions"]), now, strict=True))  # type: ignore[call-overload]
    return outcome


def verified(library: Library) -> list[str]:
    try:
        return library.verify()
    except Trouble as trouble:
        return [str(trouble)]


def lacks_a_photo_only(problems: list[str]) -> bool:
    """The sample’s photo has no file; nothing else is wrong."""
    return [problem.endswith(" is missing from the library; add it again.") for problem in problems] == [True]


def deeds_of(library: Library) -> list[Callable[[], object]]:
    """What a window does: it reads all, and writes."""
    return [
        lambda: everything(library),
        lambda: library.find("headline"),
        *(lambda story=story: library.load(story) for story in IDS),  # type: ignore[misc]
        *(lambda story=story: library.save(Article(id=story, body="After")) for story in IDS),  # type: ignore[misc]
        lambda: library.add(Article(headline="New")),
        lambda: library.bin(["s2"]),
        library.empty_bin,
        lambda: library.backups.make(),
    ]


@pytest.fixture
def harmed(tmp_path: Path, sound: bytes) -> Path:
    """The folder of a library in which the text of a story cannot be read, though its version can."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "library.db").write_bytes(sound)
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.execute("UPDATE snapshot SET content = substr(content, 1, 40) WHERE article = 's1'")
        connection.commit()
    return folder


def test_a_story_that_cannot_be_read_is_worked_on_once_a_copy_is_kept(harmed: Path) -> None:
    before = (harmed / "library.db").read_bytes()
    with closing(Library.open(harmed)) as library:
        assert not library.database.is_damaged
        story = library.load("s1").article
        assert library.database.is_damaged
        library.save(replace(story, headline="Mended"))
        assert lacks_a_photo_only(library.verify())
    assert kept(harmed) == [before]


def test_one_state_of_a_damaged_library_is_kept_once(harmed: Path) -> None:
    for _ in range(3):
        with closing(Library.open(harmed)) as library:
            library.load("s1")
    assert len(kept(harmed)) == 1


def test_a_disk_without_room_gets_no_part_of_a_copy(harmed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where that is known before, nor where it turns out half way: the log was copied, the database is not."""
    copy = shutil.copyfile

    def room_for_the_log(source: Path, target: Path) -> None:
        copy(source, target)
        if not source.name.endswith("-wal"):
            raise OSError(28, "No space left on device")

    with closing(Library.open(harmed)) as library:
        library.set_setting("some", "thing")
        assert (harmed / "library.db-wal").stat().st_size
        before = sorted(harmed.iterdir())
        for name, does in (("copyfile", room_for_the_log), ("disk_usage", lambda _folder: SimpleNamespace(free=0))):
            with monkeypatch.context() as full:
                full.setattr(shutil, name, does)
                for _ in range(3):
                    library.database.note_damage()
                with pytest.raises(Trouble, match="no copy of it can be kept"):
                    library.set_setting("some", "other thing")
            assert sorted(harmed.iterdir()) == before
        library.set_setting("some", "other thing")
        assert len(kept(harmed)) == 1
        assert len(list(harmed.glob("damaged-*.db-wal"))) == 1


def test_half_a_copy_that_a_killed_program_left_goes(harmed: Path) -> None:
    left = [harmed / "damaged-2026-11-01-120000-abcd.db-wal", harmed / ".damaged-2026-11-01-120000-abcd.db.part"]
    being_made = harmed / ".damaged-2026-11-01-120001-abcd.db.part"
    for file in (*left, being_made):
        file.write_bytes(b"half")
    for file in left:
        os.utime(file, (0, 0))
    with closing(Library.open(harmed)) as library:
        library.load("s1")
    assert not any(file.exists() for file in left)
    assert being_made.exists()
    assert len(kept(harmed)) == 1


def test_where_no_copy_can_be_kept_nothing_is_written_until_one_can(
    harmed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with closing(Library.open(harmed)) as library:
        with monkeypatch.context() as full:
            full.setattr(shutil, "copyfile", no_room)
            story = library.load("s1").article
            with pytest.raises(Trouble, match=r"no copy of it can be kept .No space left on device.; free some space"):
                library.save(story)
        library.save(story)
        assert len(kept(harmed)) == 1


def kept(folder: Path) -> list[bytes]:
    """The copies of a damaged database."""
    return [copy.read_bytes() for copy in folder.glob("damaged-*.db")]
