"""Backups that are made automatically: beside the library and on a stick, read back, thinned out, and gone back to."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.library import Library, restore
from desk.library.bringing_back import Fate, newest_good, preview, restore_open
from desk.library.kept_backups import DAYS, UNDOS, WEEKS, Why, kept_in
from tests.builders import a_photo, a_sorani_story
from tests.library.helpers import at_desk, written_meanwhile

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
TWO_DAYS = 2 * 24 * 60 * 60


@pytest.fixture
def stocked(library: Library) -> Library:
    """A library with a story and its photo."""
    library.add(a_sorani_story(id="s1", photos=(a_photo(media=library.add_media(b"a photo")),)))
    return library


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def age(file: Path) -> None:
    """Make a file two days older."""
    then = file.stat().st_mtime - TWO_DAYS
    os.utime(file, (then, then))


def test_a_backup_beside_the_library_copies_no_original(stocked: Library) -> None:
    file = stocked.backups.make(moment=NOON)
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["about.json", "originals.txt", "library.db"]
    (kept,) = stocked.backups.kept()
    assert (kept.file, kept.time, kept.stories) == (file, NOON, 1)
    assert kept.size == file.stat().st_size
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name]


def test_on_a_stick_every_original_is_copied_once(stocked: Library, stick: Path) -> None:
    stocked.backups.make(stick, moment=NOON)
    media = stick / "Desk backups" / "media"
    (name,) = [path.name for path in media.iterdir()]
    age(media / name)
    before = (media / name).stat().st_mtime_ns
    stocked.add(Article(id="s2", photos=(a_photo(media=stocked.add_media(b"another photo")),)))
    stocked.backups.make(stick, moment=NOON + timedelta(days=1))
    assert len(list(media.iterdir())) == 2
    assert (media / name).stat().st_mtime_ns == before
    assert len(stocked.backups.kept(stick)) == 2


def test_a_place_is_due_once_a_day_and_only_where_it_is_there(stocked: Library, stick: Path) -> None:
    backups = stocked.backups
    for chosen in (None, stick):
        assert backups.is_due(chosen, NOON)
        backups.make(chosen, moment=NOON)
        assert not backups.is_due(chosen, NOON)
        assert backups.is_due(chosen, NOON + timedelta(days=1))
        assert backups.is_due(chosen, NOON - timedelta(days=300))  # the clock was set back
    assert not backups.is_due(stick / "unplugged", NOON)
    with pytest.raises(Trouble, match="plug it in"):
        backups.make(stick / "unplugged")


def test_two_libraries_share_a_stick_and_leave_each_other_s_backups(
    opened: Callable[..., Library], stick: Path
) -> None:
    one, two = opened("one"), opened("two")
    one.add(Article(id="s1"))
    for library in (one, two):
        assert library.backups.is_due(stick, NOON)
        library.backups.make(stick, moment=NOON)
    assert [[kept.stories for kept in library.backups.kept(stick)] for library in (one, two)] == [[1], [0]]
    for day in range(1, 40):
        two.backups.make(stick, moment=NOON + timedelta(days=day))
    assert len(one.backups.kept(stick)) == 1
    assert len(two.backups.kept(stick)) == DAYS + WEEKS


def test_an_original_stays_while_a_kept_backup_needs_it(stocked: Library) -> None:
    file = stocked.media_path(stocked.article("s1").photos[0].media)
    age(file)
    stocked.backups.make(moment=NOON)
    stocked.bin(["s1"])
    stocked.empty_bin()
    assert file.exists()
    for day in range(1, 60):
        assert file.exists() == any(kept.time == NOON for kept in stocked.backups.kept())
        stocked.backups.make(moment=NOON + timedelta(days=day))
    assert not file.exists()


def test_an_original_that_a_story_uses_outlives_all_backups(stocked: Library) -> None:
    file = stocked.media_path(stocked.article("s1").photos[0].media)
    age(file)
    for day in range(60):
        stocked.backups.make(moment=NOON + timedelta(days=day))
    assert file.exists()


def test_a_backup_is_made_while_others_write(stocked: Library, tmp_path: Path) -> None:
    with written_meanwhile(stocked, "s1"):
        files = [stocked.backups.make(moment=NOON + timedelta(days=day)) for day in range(5)]
    for number, file in enumerate(files):
        with closing(Library.open(restore(file, tmp_path / str(number) / "library"))) as other:
            assert other.article("s1").headline == stocked.article("s1").headline


def test_what_fails_drops_no_backup_and_leaves_no_file(
    stocked: Library, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(DAYS + WEEKS):
        stocked.backups.make(stick, moment=NOON + timedelta(days=7 * day))
    place = stick / "Desk backups"
    before = sorted(place.iterdir())

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", no_room)
    with pytest.raises(Trouble, match=f"^The backup in {place} cannot be written .No space left"):
        stocked.backups.make(stick)
    assert sorted(place.iterdir()) == before
    assert list(stocked.backups.folder.iterdir()) == []


def test_a_backup_that_does_not_read_back_is_none(
    stocked: Library, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that stores other bytes than it was given."""
    read = zipfile.ZipExtFile.read
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda member, count=-1: read(member, count).replace(b"S", b"s"))
    with pytest.raises(Trouble, match="does not read back"):
        stocked.backups.make(stick)
    assert stocked.backups.kept(stick) == []


def test_a_backup_that_is_stopped_leaves_no_trace(stocked: Library, stick: Path) -> None:
    stocked.backups.stop()
    with pytest.raises(Trouble, match="stopped"):
        stocked.backups.make(stick)
    assert list((stick / "Desk backups").iterdir()) == []
    assert list(stocked.backups.folder.iterdir()) == []


def test_a_missing_original_is_said_once_the_backup_is_written(stocked: Library, stick: Path) -> None:
    stocked.media_path(stocked.article("s1").photos[0].media).unlink()
    for chosen in (None, stick):
        with pytest.raises(Trouble, match="was written, but 1 photo"):
            stocked.backups.make(chosen)
        assert len(stocked.backups.kept(chosen)) == 1


def test_a_damaged_library_is_not_backed_up_over_good_backups(stocked: Library) -> None:
    good = stocked.backups.make(moment=NOON)
    for number in range(300):
        stocked.set_setting(f"{number}", "x" * 500)
    stocked.close()
    file = stocked.folder / "library.db"
    file.write_bytes(file.read_bytes()[:-40960] + b"\xff" * 40960)
    with closing(Library.open(stocked.folder)) as damaged, pytest.raises(Trouble, match="is damaged"):
        damaged.backups.make()
    assert [kept.file for kept in kept_in(stocked.folder / "backups")] == [good]


def test_the_newest_good_backup_is_found_behind_spoilt_ones(stocked: Library) -> None:
    files = [stocked.backups.make(moment=NOON + timedelta(days=day)) for day in range(4)]
    data = bytearray(files[3].read_bytes())
    data[len(data) // 4 : len(data) // 2] = b"\xff" * (len(data) // 2 - len(data) // 4)
    files[3].write_bytes(bytes(data))
    files[2].write_bytes(b"no zip")
    found = newest_good(stocked.backups.kept())
    assert found is not None
    assert found.file == files[1]


def test_a_backup_with_a_story_that_cannot_be_read_is_no_good_one(stocked: Library) -> None:
    good = stocked.backups.make(moment=NOON)
    with stocked.database.writing() as connection:
        connection.execute("UPDATE snapshot SET content = substr(content, 1, 20)")
    later = stocked.backups.make(moment=NOON + timedelta(days=1))
    assert [kept.file for kept in stocked.backups.kept()] == [later, good]
    found = newest_good(stocked.backups.kept())
    assert found is not None
    assert found.file == good


def test_what_was_left_by_a_restore_is_taken_only_where_there_is_nothing_else(stocked: Library) -> None:
    daily = stocked.backups.make(moment=NOON)
    left = stocked.backups.make(moment=NOON + timedelta(hours=1), why=Why.RESTORE)
    found = newest_good(stocked.backups.kept())
    assert found is not None
    assert found.file == daily
    daily.unlink()
    found = newest_good(stocked.backups.kept())
    assert found is not None
    assert found.file == left


def test_a_backup_says_why_it_was_made(stocked: Library, stick: Path) -> None:
    for chosen in (None, stick):
        for hour, why in enumerate((Why.DAILY, Why.ASKED, Why.RESTORE)):
            stocked.backups.make(chosen, moment=NOON + timedelta(hours=hour), why=why)
        assert [kept.why for kept in stocked.backups.kept(chosen)] == [Why.RESTORE, Why.ASKED, Why.DAILY]


def aside(library: Library, schema: int, day: int) -> Path:
    """A database put aside before a step to a schema, on a day of November."""
    with zipfile.ZipFile(Path(__file__).parents[1] / "libraries" / "schema-1.zip") as archive:
        data = archive.read("library.db")
    library.backups.folder.mkdir(exist_ok=True)
    file = library.backups.folder / f"before-schema-{schema}-202611{day:02}-120000.db"
    file.write_bytes(data)
    return file


def test_what_was_put_aside_before_a_new_schema_is_a_backup_like_others(stocked: Library) -> None:
    file = aside(stocked, 2, 1)
    (kept,) = stocked.backups.kept()
    assert (kept.file, kept.why, kept.stories, kept.size) == (file, Why.SCHEMA, 1, file.stat().st_size)
    assert kept.time == datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert newest_good([kept]) == kept
    assert stocked.backups.is_due(), "a day is not served by it"
    assert preview(stocked.database, file).counts == {Fate.GOES: 1, Fate.COMES: 2}, "one of them in the bin"
    restore_open(stocked.database, file)
    assert [row.id for row in stocked.find()] == ["5041"]
    stocked.close()
    with pytest.raises(Trouble, match="but 1 photo"):  # whose original was never here
        restore(file, stocked.folder)
    with closing(Library.open(stocked.folder)) as library:
        assert [row.id for row in library.find()] == ["5041"]


def test_of_what_was_put_aside_two_of_each_schema_are_kept(stocked: Library) -> None:
    files = [aside(stocked, schema, day) for schema, day in ((2, 1), (2, 2), (2, 3), (3, 4), (4, 5), (4, 6))]
    spoilt = stocked.backups.folder / "before-schema-2-20261030-120000.db"
    spoilt.write_bytes(b"spoilt")
    for day in range(60):
        stocked.backups.make(moment=NOON + timedelta(days=day))
    assert sorted(stocked.backups.folder.glob("*.db")) == sorted([spoilt, *files[1:]])


def test_the_command_line_restores_one_from_a_stick_on_another_machine(
    stocked: Library, stick: Path, tmp_path: Path
) -> None:
    file = stocked.backups.make(stick)
    with closing(Library.open(restore(file, tmp_path / "elsewhere" / "library"))) as other:
        assert other.original(stocked.article("s1").photos[0].media) == b"a photo"
        assert other.verify() == []


def test_the_command_line_restores_one_from_the_library_itself_and_hands_the_others_on(stocked: Library) -> None:
    first = stocked.backups.make(moment=NOON)
    stocked.add(Article(id="s2", photos=(a_photo(media=stocked.add_media(b"another photo")),)))
    second = stocked.backups.make(moment=NOON + timedelta(days=1))
    stocked.close()
    restore(first, stocked.folder)
    restore(second, stocked.folder)
    with closing(Library.open(stocked.folder)) as library:
        assert library.count() == 2
        assert library.verify() == []
        assert [kept.file for kept in library.backups.kept()] == [second, first]


# while the library is open


def test_a_preview_tells_what_would_change_and_changes_nothing(stocked: Library) -> None:
    stocked.add(Article(id="same", headline="Same"))
    stocked.add(Article(id="gone", headline="Gone"))
    stocked.add(Article(id="typed", headline="Typed"))
    file = stocked.backups.make()
    assert preview(stocked.database, file).changes == 0
    stocked.bin(["gone"])
    stocked.empty_bin()
    stocked.save(replace(stocked.article("s1"), headline="Newer"))
    stocked.add(Article(id="new", headline="New"))
    with at_desk(stocked, "typed") as desk:
        desk.type("x")
    found = preview(stocked.database, file)
    assert found.counts == {Fate.GOES: 1, Fate.COMES: 1, Fate.OLDER: 2}
    assert set(found.stories) == {
        ("New", Fate.GOES),
        ("Gone", Fate.COMES),
        ("Newer", Fate.OLDER),
        ("Typed", Fate.OLDER),
    }
    assert stocked.article("s1").headline == "Newer"
    assert stocked.verify() == []


def test_a_preview_names_no_more_stories_than_a_person_reads(library: Library) -> None:
    file = library.backups.make()
    library.add_all([Article(id=f"s{number}") for number in range(60)])
    found = preview(library.database, file)
    assert found.changes == 60
    assert len(found.stories) == 50


def test_restoring_while_open_can_be_taken_back(stocked: Library) -> None:
    then = stocked.article("s1")
    file = stocked.backups.make(moment=NOON)
    media = stocked.add_media(b"another photo")
    stocked.save(replace(then, headline="Newer", photos=(a_photo(media=media),)))
    now = stocked.article("s1")
    before = restore_open(stocked.database, file).before
    assert stocked.article("s1") == then
    assert stocked.verify() == []
    stocked.save(replace(then, headline="Another way"))
    assert before is not None
    restore_open(stocked.database, before)
    assert stocked.article("s1") == now
    assert stocked.original(media) == b"another photo"
    assert stocked.verify() == []


def test_restoring_while_open_is_seen_by_whoever_else_has_it_open(stocked: Library) -> None:
    file = stocked.backups.make()
    with closing(Library.open(stocked.folder)) as other:
        other.save(replace(other.article("s1"), headline="Newer"))
        seen = other.changed()
        restore_open(stocked.database, file)
        assert other.changed() != seen
        assert other.article("s1") == stocked.article("s1")
        other.save(replace(other.article("s1"), headline="Later"))
    assert stocked.article("s1").headline == "Later"


def test_restoring_a_whole_backup_while_open_brings_its_photos(stocked: Library, tmp_path: Path) -> None:
    file = stocked.backup(tmp_path / "whole.zip")
    original = stocked.media_path(stocked.article("s1").photos[0].media)
    original.unlink()
    assert restore_open(stocked.database, file).complaint == ""
    assert original.read_bytes() == b"a photo"


def test_restoring_while_open_says_which_photos_are_nowhere(stocked: Library) -> None:
    media = stocked.article("s1").photos[0].media
    file = stocked.backups.make()
    stocked.media_path(media).unlink()
    assert f"restored, but 1 photo ({media[:12]}…)" in restore_open(stocked.database, file).complaint


def test_restorings_that_can_be_taken_back_are_few(stocked: Library) -> None:
    file = stocked.backups.make()
    for _ in range(UNDOS + 2):
        restore_open(stocked.database, file)
    kept = stocked.backups.kept()
    assert sum(one.undoes for one in kept) <= UNDOS + 2
    assert file in [one.file for one in kept]


@pytest.mark.parametrize("content", [b"", b"no zip"])
def test_a_spoilt_backup_changes_nothing(stocked: Library, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "spoilt.zip").write_bytes(content)
    before = stocked.article("s1")
    for act in (preview, restore_open):
        with pytest.raises(Trouble, match="not a whole zip file"):
            act(stocked.database, tmp_path / "spoilt.zip")
    assert stocked.article("s1") == before
    assert stocked.backups.kept() == []


def test_an_older_schema_is_led_up_on_its_way_back(stocked: Library) -> None:
    saved = Path(__file__).parents[1] / "libraries" / "schema-1.zip"
    restore_open(stocked.database, saved)
    assert [row.id for row in stocked.find()] == ["5041"]
    assert stocked.verify() == []
