"""A library is made on first use; what Desk must not touch is refused in a sentence and left byte for byte."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.library import Library, restore, schema
from desk.library.database import Database
from tests.builders import a_photo
from tests.library.helpers import at_desk

ROOT = Path(__file__).resolve().parents[2]


def contents(folder: Path) -> dict[str, str]:
    """Every file of a folder, by its digest; SQLite's shared memory and an empty log, which are no data, left out."""
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {
        name: hashlib.sha256(data).hexdigest()
        for name, data in files.items()
        if not name.endswith("-shm") and (data or not name.endswith("-wal"))
    }


def assert_refused(folder: Path, why: str) -> None:
    before = contents(folder)
    with pytest.raises(Trouble, match=why):
        Library.open(folder)
    assert contents(folder) == before


def test_a_new_folder_becomes_a_library(tmp_path: Path) -> None:
    folder = tmp_path / "کتێبخانە" / "my %41 library?"
    with closing(Library.open(folder)) as library:
        library.add(Article(id="s1"))
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x4465736B,)
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.CURRENT,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_an_interrupted_first_start_leaves_becomes_a_library(tmp_path: Path) -> None:
    for number, leave in enumerate((lambda file: file.touch(), _only_wal_mode)):
        folder = tmp_path / str(number)
        folder.mkdir()
        leave(folder / "library.db")
        with closing(Library.open(folder)) as library:
            library.add(Article())


def _only_wal_mode(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def test_a_newer_library_is_refused_and_untouched(library: Library) -> None:
    library.add(Article(id="s1"))
    library.close()
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        connection.execute(f"PRAGMA user_version = {schema.CURRENT + 1}")
    assert_refused(library.folder, "newer Desk")


def test_a_newer_library_whose_header_is_still_in_the_log_is_refused_and_untouched(
    library: Library, tmp_path: Path
) -> None:
    """A newer Desk that was killed right after its migration: only the write-ahead log knows of it."""
    library.add(Article(id="s1"))
    with library.database.writing() as connection:
        connection.execute(f"PRAGMA user_version = {schema.CURRENT + 1}")
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in ("library.db", "library.db-wal"):
        (killed / name).write_bytes((library.folder / name).read_bytes())
    assert_refused(killed, "newer Desk")


def test_another_program_s_database_is_refused_and_untouched(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "library.db")) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    assert_refused(tmp_path, "not a Desk library")


@pytest.mark.parametrize("content", [b"Dear diary", b"SQLite format 3\0", b"\0" * 5000])
def test_any_other_file_is_refused_and_untouched(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "library.db").write_bytes(content)
    assert_refused(tmp_path, "not a Desk library")


def test_a_library_cut_short_is_refused_in_a_sentence(library: Library) -> None:
    library.add(Article(id="s1", body="word " * 5000))
    library.close()
    file = library.folder / "library.db"
    file.write_bytes(file.read_bytes()[:9000])
    with pytest.raises(Trouble, match="damaged"), closing(Library.open(library.folder)) as opened:
        opened.article("s1")


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("", encoding="utf-8")
    for place in (tmp_path / "notes", tmp_path / "notes" / "library"):
        with pytest.raises(Trouble):
            Library.open(place)


@contextmanager
def an_ordinary_user() -> Iterator[None]:
    """The superuser may write anywhere: be somebody else for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@contextmanager
def locked_up(folder: Path, what: str) -> Iterator[None]:
    """The library for somebody who may only read it."""
    folder.parent.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644 if what == "the folder" else 0o444)
    folder.chmod(0o777 if what == "the file" else 0o555)
    try:
        with an_ordinary_user():
            yield
    finally:
        folder.chmod(0o755)


def assert_readable(folder: Path, why_not_writable: str) -> None:
    """All of what `s1` is can be read, nothing is written, and an attempt to write says why."""
    before = contents(folder)
    with closing(Library.open(folder)) as library, tempfile.TemporaryDirectory() as other:
        article = library.article("s1")
        assert [row.id for row in library.find("hawler")] == ["s1"]
        assert library.load("s1").article == article
        assert library.version("s1", 1).headline == article.headline
        assert library.original(article.photos[0].media) == b"a photo"
        assert library.verify() == []
        for write in (lambda: library.add(Article()), lambda: library.set_setting("a", "b"), library.check_writable):
            with pytest.raises(Trouble, match=why_not_writable):
                write()
        if "full" not in why_not_writable:
            restore(library.backup(Path(other) / "backup.zip"), Path(other) / "again")
            with closing(Library.open(Path(other) / "again")) as again:
                assert again.article("s1") == article
    assert contents(folder) == before


@pytest.fixture
def shared() -> Iterator[Path]:
    """The folder of a library that others may look into."""
    with tempfile.TemporaryDirectory() as place:
        with closing(Library.open(Path(place) / "library")) as library:
            photo = a_photo(media=library.add_media(b"a photo"))
            library.add(Article(id="s1", headline="Hawler", photos=(photo,)))
        yield Path(place) / "library"


def killed(folder: Path) -> Path:
    """The library as a program leaves it that is killed: its newest words are in the write-ahead log only."""
    with closing(Library.open(folder)) as library:
        library.save(replace(library.article("s1"), body="The newest words."))
        copy = folder.with_name("killed")
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*-shm"))
    return copy


needs_permissions = pytest.mark.skipif(not hasattr(os, "setresuid"), reason="this system has no such permissions")


@needs_permissions
@pytest.mark.parametrize("locked", ["the folder", "the file", "both"])
def test_a_library_that_cannot_be_written_to_can_be_read(shared: Path, locked: str) -> None:
    with locked_up(shared, locked):
        assert_readable(shared, "cannot be written to")


@needs_permissions
def test_a_killed_library_that_cannot_be_written_to_is_read_to_its_last_word(shared: Path) -> None:
    folder = killed(shared)
    with locked_up(folder, "both"):
        assert_readable(folder, "cannot be written to")
        with closing(Library.open(folder)) as library:
            assert library.article("s1").body == "The newest words."


@needs_permissions
def test_somebody_who_may_only_read_sees_what_another_writes(shared: Path) -> None:
    with closing(Library.open(shared)) as writer:
        writer.save(replace(writer.article("s1"), body="The newest words."))
        with locked_up(shared, "both"):
            assert_readable(shared, "cannot be written to")
            with closing(Library.open(shared)) as library:
                assert library.article("s1").body == "The newest words."
                writer.save(replace(writer.article("s1"), body="Newer words still."))
                assert library.article("s1").body == "Newer words still."


@needs_permissions
def test_a_library_is_not_begun_where_nothing_can_be_written() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "library"
        folder.mkdir()
        with locked_up(folder, "both"):
            assert_refused(folder, "cannot be written to")


@contextmanager
def a_full_disk() -> Iterator[None]:
    """No file of this process may grow, which fails as on a disk without room."""
    resource = pytest.importorskip("resource", reason="this system cannot limit files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_on_a_full_disk_a_library_can_be_read(shared: Path) -> None:
    with a_full_disk():
        assert_readable(shared, "disk is full")
    with closing(Library.open(shared)) as library:
        library.check_writable()
        library.set_setting("a", "b")


def test_on_a_full_disk_a_library_that_others_have_open_can_be_read(shared: Path) -> None:
    with closing(Library.open(shared)) as writer:
        writer.save(replace(writer.article("s1"), body="The newest words."))
        with a_full_disk(), closing(Library.open(shared)) as library:
            assert library.article("s1").body == "The newest words."
            with pytest.raises(Trouble, match="disk is full"):
                library.save(Article(id="s1", body="More."))


def test_on_a_full_disk_no_library_can_be_begun(tmp_path: Path) -> None:
    with a_full_disk(), pytest.raises(Trouble, match="disk is full"):
        Library.open(tmp_path / "library")
    Library.open(tmp_path / "library").close()


@pytest.mark.parametrize("left", ["originals", "a log"])
@pytest.mark.parametrize("emptied", [True, False])
def test_a_database_that_was_lost_is_not_made_anew(shared: Path, left: str, emptied: bool) -> None:
    folder = killed(shared)
    if emptied:
        (folder / "library.db").write_bytes(b"")
    else:
        (folder / "library.db").unlink()
    if left == "originals":
        (folder / "library.db-wal").unlink()
    else:
        shutil.rmtree(folder / "media")
    assert_refused(folder, "is damaged; .* restore the newest backup")


@needs_permissions
def test_a_folder_that_cannot_be_made_is_said() -> None:
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o555)
        with an_ordinary_user(), pytest.raises(Trouble, match="cannot be made"):
            Library.open(Path(place) / "library")
        Path(place).chmod(0o755)


def test_two_programs_may_begin_one_library_at_once(tmp_path: Path) -> None:
    failures: list[Exception] = []
    gate = threading.Barrier(6)

    def begin(number: int) -> None:
        gate.wait()
        try:
            with closing(Library.open(tmp_path / "library")) as library:
                library.add(Article(id=f"s{number}"))
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with closing(Library.open(tmp_path / "library")) as library:
        assert library.count() == 6


_WRITER = """
import sys
from contextlib import closing
from pathlib import Path
from desk.article.model import Article
from desk.library import Library
with closing(Library.open(Path(sys.argv[1]))) as library:
    for number in range(40):
        library.add(Article(headline=f"From {sys.argv[2]}"))
"""


def test_two_programs_write_at_once_and_wait_their_turn(opened: Callable[..., Library]) -> None:
    library = opened()
    library.add(Article(id="s1"))
    commands = [[sys.executable, "-c", _WRITER, str(library.folder), name] for name in ("one", "two")]
    with at_desk(library, "s1") as desk:
        writers = [subprocess.Popen(command, cwd=ROOT) for command in commands]
        for _ in range(100):
            desk.type("x")
            assert desk.journal.flush()
        assert [writer.wait() for writer in writers] == [0, 0]
    assert library.count() == 81
    assert library.article("s1").body == "x" * 100
    assert library.verify() == []


def test_a_lock_that_another_program_holds_is_said_and_outlived(library: Library) -> None:
    library.add(Article(id="s1"))
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with library.database.alone() as connection:
            connection.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(Trouble, match="busy"):
            library.set_setting("a", "b")
        assert library.find() != []
    library.set_setting("a", "b")


def test_a_library_that_was_taken_away_is_missed_before_a_word_is_written(library: Library) -> None:
    library.add(Article(id="s1"))
    away = library.folder.with_name("away")
    with at_desk(library, "s1") as desk:
        library.folder.rename(away)
        desk.type("x")
        assert not desk.journal.flush()
        with pytest.raises(Trouble, match="moved or removed"):
            library.save(desk.article)
        away.rename(library.folder)
        desk.journal.flush()
        assert desk.journal.flush()
    assert library.article("s1").body == "x"


def test_a_library_that_comes_back_piece_by_piece_is_gone_on_with_once_it_is_whole(library: Library) -> None:
    library.add(Article(id="s1", body="word " * 5000))
    library.close()
    whole = (library.folder / "library.db").read_bytes()
    with closing(Library.open(library.folder)) as again, at_desk(again, "s1") as desk:
        for there in (whole[:50], whole[:9000], whole[:-4096]):
            shutil.rmtree(library.folder)
            library.folder.mkdir()
            (library.folder / "library.db").write_bytes(there)
            desk.type("x")
            assert not desk.journal.flush()
            assert (library.folder / "library.db").read_bytes() == there
        (library.folder / "library.db").write_bytes(whole)
        before = again.changed()
        desk.journal.flush()
        assert desk.journal.flush()
        assert again.changed() != before
        assert again.article("s1") == desk.article
        assert again.verify() == []


def test_an_open_story_goes_on_in_another_library_that_lies_in_the_place_of_its_own(
    opened: Callable[..., Library],
) -> None:
    library = opened()
    library.add(Article(id="s1", body="Ours. "))
    with at_desk(library, "s1") as desk:
        library.folder.rename(library.folder.with_name("away"))
        opened("other").add(Article(id="s2"))
        shutil.copytree(opened("other").folder, library.folder)
        desk.type("x")
        assert desk.journal.flush()
        assert library.article("s1") == desk.article
        assert library.article("s2").id == "s2"


def test_an_error_in_the_middle_takes_all_of_a_transaction_back(library: Library) -> None:
    def fail_half_way() -> None:
        with library.database.writing() as connection:
            connection.execute("INSERT INTO setting VALUES ('a', 'b')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert library.setting("a") is None
    library.set_setting("a", "c")


def test_an_interrupted_migration_leaves_the_old_library(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add(Article(id="s1"))
    library.close()

    def add_column(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE article ADD COLUMN mood TEXT NOT NULL DEFAULT ''")

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE version")
        raise KeyboardInterrupt

    file = library.folder / "library.db"
    now = schema.CURRENT
    monkeypatch.setattr(schema, "CURRENT", now + 2)
    monkeypatch.setattr(schema.climb, "__defaults__", ((*schema.STEPS, add_column, fail),))
    with pytest.raises(KeyboardInterrupt):
        Library.open(library.folder)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (now,)
        assert connection.execute("SELECT count(*) FROM version").fetchone() == (1,)
    monkeypatch.setattr(schema, "CURRENT", now + 1)
    monkeypatch.setattr(schema.climb, "__defaults__", ((*schema.STEPS, add_column),))
    with closing(Library.open(library.folder)) as migrated:
        assert migrated.article("s1").id == "s1"
        with migrated.database.reading() as connection:
            assert connection.execute("SELECT mood FROM article").fetchone() == ("",)
    copies = sorted((library.folder / "backups").iterdir())
    assert [copy.name[:15] for copy in copies][-1] == f"before-schema-{now + 1}"
    with closing(sqlite3.connect(copies[-1])) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (now,)


def test_a_database_is_never_made_where_one_should_be(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be opened"):
        Database(tmp_path / "library.db")
    assert list(tmp_path.iterdir()) == []
