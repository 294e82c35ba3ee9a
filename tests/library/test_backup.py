"""The whole library in one file and back, while it is in use; restoring keeps what was there."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.library import Library, restore
from tests.builders import a_photo, a_sorani_story
from tests.library.helpers import at_desk, written_meanwhile


@pytest.fixture
def stocked(library: Library) -> Library:
    """A library with a story, its photo, and words that no version holds yet."""
    media = library.add_media(b"a photo")
    library.add(a_sorani_story(id="s1", photos=(a_photo(media=media),)))
    with at_desk(library, "s1") as desk:
        desk.type("نوێ")
        assert desk.journal.flush()
    return library


def test_a_backup_restored_is_the_same_library(stocked: Library, tmp_path: Path) -> None:
    file = stocked.backup(tmp_path / "backup.zip")
    assert restore(file, tmp_path / "new" / "library") == tmp_path / "new" / "library"
    with closing(Library.open(tmp_path / "new" / "library")) as other:
        assert other.load("s1").article == stocked.load("s1").article
        assert other.load("s1").history == stocked.load("s1").history
        assert other.versions("s1") == stocked.versions("s1")
        assert other.original(stocked.article("s1").photos[0].media) == b"a photo"
        assert other.verify() == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "library", "new"]


def test_restoring_keeps_what_was_there(stocked: Library, tmp_path: Path) -> None:
    file = stocked.backup(tmp_path / "backup.zip")
    stocked.add(Article(id="later"))
    stocked.close()
    said: list[str] = []
    restore(file, stocked.folder, said.append)
    with closing(Library.open(stocked.folder)) as other:
        assert [row.id for row in other.find()] == ["s1"]
    (kept,) = tmp_path.glob("library-before-restore-*")
    assert said == [f"The library that was in {stocked.folder} is kept in {kept}."]
    with closing(Library.open(kept)) as other:
        assert {row.id for row in other.find()} == {"s1", "later"}


@pytest.mark.parametrize("file", ["themes/ours/page.html", "style/own.toml", "dictionaries/ckb.dic"])
def test_what_a_newsroom_made_stays_with_the_library_that_is_in_use(
    stocked: Library, tmp_path: Path, file: str
) -> None:
    backup, own = stocked.backup(tmp_path / "backup.zip"), stocked.folder / file
    stocked.close()
    own.parent.mkdir(parents=True)
    own.write_text("ours", encoding="utf-8")
    restore(backup, stocked.folder)
    assert own.read_text(encoding="utf-8") == "ours"


def test_a_library_in_use_is_not_restored_over(stocked: Library, tmp_path: Path) -> None:
    file = stocked.backup(tmp_path / "backup.zip")
    with pytest.raises(Trouble, match="close it"):
        restore(file, stocked.folder)
    stocked.save(stocked.article("s1"))
    assert stocked.verify() == []


def test_a_library_damaged_beyond_opening_is_restored_over(stocked: Library, tmp_path: Path) -> None:
    file = stocked.backup(tmp_path / "backup.zip")
    stocked.close()
    (stocked.folder / "library.db").write_bytes(b"x" * 5000)
    restore(file, stocked.folder)
    with closing(Library.open(stocked.folder)) as other:
        assert other.count() == 1


def test_a_backup_is_of_one_moment_while_others_write(opened: Callable[..., Library], tmp_path: Path) -> None:
    library = opened()
    library.add(Article(id="s1"))
    with written_meanwhile(library, "s1"):
        files = [library.backup(tmp_path / f"{number}.zip") for number in range(5)]
    for file in files:
        restore(file, tmp_path / file.stem)
        with closing(Library.open(tmp_path / file.stem)) as other:
            assert other.verify() == []
            assert set(other.article("s1").body) <= {"x"}


def test_a_folder_is_given_a_file_with_a_name_of_its_own(library: Library, tmp_path: Path) -> None:
    file = library.backup(tmp_path)
    assert file.parent == tmp_path
    assert file.suffix == ".zip"


def test_a_failed_backup_harms_no_earlier_one(
    stocked: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = stocked.backup(tmp_path / "backup.zip")
    before = file.read_bytes()

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", no_room)
    with pytest.raises(Trouble, match="No space left"):
        stocked.backup(tmp_path / "another.zip")
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "library"]
    with pytest.raises(Trouble, match=f"^There is no folder {tmp_path / 'nowhere'};"):
        stocked.backup(tmp_path / "nowhere" / "backup.zip")


def test_a_backup_never_overwrites_a_file(stocked: Library, tmp_path: Path) -> None:
    file = tmp_path / "thesis.txt"
    file.write_text("years of work", encoding="utf-8")
    with pytest.raises(Trouble, match="is there already"):
        stocked.backup(file)
    assert file.read_text(encoding="utf-8") == "years of work"


def test_a_file_that_appears_meanwhile_is_not_overwritten_either(
    stocked: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, write = tmp_path / "backup.zip", zipfile.ZipFile.write

    def write_slowly(archive: zipfile.ZipFile, source: Path, name: str, kind: int) -> None:
        file.write_bytes(b"another's")
        write(archive, source, name, kind)

    monkeypatch.setattr(zipfile.ZipFile, "write", write_slowly)
    with pytest.raises(Trouble, match="is there already"):
        stocked.backup(file)
    assert file.read_bytes() == b"another's"


def test_backups_of_one_second_have_names_of_their_own(stocked: Library, tmp_path: Path) -> None:
    files = [stocked.backup(tmp_path) for _ in range(5)]
    assert len(set(files)) == 5
    assert all(zipfile.is_zipfile(file) for file in files)


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"something else")])
def test_a_backup_without_all_originals_is_written_and_says_so(
    stocked: Library, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    media = stocked.article("s1").photos[0].media
    sound = stocked.add_media(b"another photo")
    stocked.add(Article(id="s2", photos=(a_photo(media=sound),)))
    spoil(stocked.media_path(media))
    file = tmp_path / "backup.zip"
    with pytest.raises(Trouble, match=f"was written, but 1 photo .{media[:12]}….* in the library"):
        stocked.backup(file)
    with pytest.raises(Trouble, match=f"was restored into .* but 1 photo .{media[:12]}…"):
        restore(file, tmp_path / "again")
    with closing(Library.open(tmp_path / "again")) as again:
        assert again.article("s1") == stocked.article("s1")
        assert again.original(sound) == b"another photo"
        assert not again.has_media(media)


def test_a_damaged_library_is_said_to_be_damaged_not_its_backup(stocked: Library, tmp_path: Path) -> None:
    for number in range(300):
        stocked.set_setting(f"{number}", "x" * 500)
    stocked.close()
    file = stocked.folder / "library.db"
    data = bytearray(file.read_bytes())
    data[-40960:] = b"\xff" * 40960
    file.write_bytes(data)
    with (
        closing(Library.open(stocked.folder)) as damaged,
        pytest.raises(Trouble, match=f"^The library in {stocked.folder} is damaged"),
    ):
        damaged.backup(tmp_path / "backup.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library"]


def test_a_restored_library_lets_others_read_while_one_writes(stocked: Library, tmp_path: Path) -> None:
    restore(stocked.backup(tmp_path / "backup.zip"), tmp_path / "again")
    with closing(Library.open(tmp_path / "again")) as library, library.database.writing() as connection:
        connection.execute("DELETE FROM setting")
        assert library.count() == 1
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def _flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[data.index(b"a photo") + 2] ^= 1
    file.write_bytes(bytes(data))


def _without_library(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("notes.txt", "nothing")


def _with(file: Path, name: str, data: bytes) -> None:
    """The backup with one member replaced, its checksum right for the new bytes."""
    with zipfile.ZipFile(file) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for member, content in members.items():
            archive.writestr(member, data if member.startswith(name) else content)


def _with_a_damaged_database(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        database = bytearray(archive.read("library.db"))
    database[8192:20480] = b"\xff" * 12288
    _with(file, "library.db", bytes(database))


def _leading_out(file: Path) -> None:
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("media/../../escaped", "evil")


@pytest.mark.parametrize("spoil", [_flipped, lambda file: _with(file, "media/", b"another photo")])
def test_a_backup_with_a_spoilt_photo_gives_back_all_else(
    stocked: Library, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    sound = stocked.add_media(b"zzz")
    stocked.add(Article(id="s2", photos=(a_photo(media=sound),)))
    file = stocked.backup(tmp_path / "backup.zip")
    spoil(file)
    with pytest.raises(Trouble, match=r"was restored into .* in the backup; add them again"):
        restore(file, tmp_path / "again")
    with closing(Library.open(tmp_path / "again")) as again:
        assert again.article("s1") == stocked.article("s1")
        assert again.article("s2") == stocked.article("s2")
        kept = [name for name in (stocked.article("s1").photos[0].media, sound) if again.has_media(name)]
        assert kept == ([sound] if spoil is _flipped else [])


@pytest.mark.parametrize(
    "spoil",
    [
        _without_library,
        _leading_out,
        _with_a_damaged_database,
        lambda file: _with(file, "library.db", b"no database"),
        lambda file: _with(file, "library.db", b""),
        lambda file: file.write_bytes(b"no zip"),
        lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
        lambda file: file.unlink(),
    ],
)
def test_a_spoilt_backup_is_refused_and_changes_nothing(
    stocked: Library, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    file = stocked.backup(tmp_path / "backup.zip")
    stocked.close()
    spoil(file)
    with pytest.raises(Trouble):
        restore(file, stocked.folder)
    with closing(Library.open(stocked.folder)) as library:
        assert library.verify() == []
        assert library.count() == 1
    assert {path.name for path in tmp_path.iterdir()} <= {"backup.zip", "library"}
