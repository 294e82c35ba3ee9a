"""Clocks, permissions and other programs do as they like: what is typed stays in order and comes to disk."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from desk.article import stamps
from desk.article.changes import BodyChange
from desk.article.model import Article
from desk.library import Journal, Library, access
from tests.library.helpers import Desk, after_crash, at_desk
from tests.library.test_opening import locked_up, needs_permissions, shared

__all__ = ["shared"]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the clock to a moment, at which it stays."""

    def set_it(moment: datetime) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                return moment.astimezone(tz)  # type: ignore[arg-type]

        monkeypatch.setattr(stamps, "datetime", Clock)
        monkeypatch.setattr(time, "time", moment.timestamp)

    return set_it


def test_a_clock_that_is_set_back_changes_no_order(library: Library, set_clock: Callable[[datetime], None]) -> None:
    noon = datetime(2026, 3, 3, 12, tzinfo=UTC)
    set_clock(noon)
    library.add(Article(id="s1"))
    library.add(Article(id="s2"))
    with at_desk(library, "s1") as desk:
        for hours, word in enumerate(("one ", "two ", "three ")):
            set_clock(noon - timedelta(hours=100 * hours))
            desk.type(word)
            desk.save()
            desk.type("and ")
            desk.journal.checkpoint(desk.article)
        assert desk.journal.flush()
        with after_crash(library.folder) as other:
            assert (other.load("s1").article, other.load("s1").history) == (desk.article, desk.session.history)
            assert [kept.number for kept in other.versions("s1")] == [4, 3, 2, 1]
            assert other.version("s1", 4).body == "one and two and three "
            assert [row.id for row in other.find()] == ["s1", "s2"]
            assert other.verify() == []


@needs_permissions
def test_a_folder_that_becomes_read_only_while_it_is_open_loses_nothing(shared: Path) -> None:
    with closing(Library.open(shared)) as library:
        said: list[str] = []
        with closing(Journal(library, on_trouble=said.append, retry=0.01)) as journal:
            desk = Desk(library, "s1", journal)
            desk.type("one ")
            assert journal.flush()
            with locked_up(shared, "both"):
                desk.type("two ")
                journal.flush()
                desk.type("three ")
                journal.flush()
            assert journal.flush()
            assert all("cannot be written to" in sentence for sentence in said)
            with after_crash(shared) as other:
                assert (other.load("s1").article, other.load("s1").history) == (desk.article, desk.session.history)


@needs_permissions
def test_a_library_that_was_opened_to_be_read_is_written_to_once_that_can_be(shared: Path) -> None:
    with locked_up(shared, "both"):
        library = Library.open(shared)
        assert library.reads_only
        desk = Desk(library, "s1", journal := Journal(library, retry=0.01))
        desk.type("one ")
        assert not journal.flush()
        assert journal.unwritten() == {"s1"}
    with closing(library), closing(journal):
        journal.flush()
        assert journal.flush()
        assert not library.reads_only
        assert journal.unwritten() == set()
        with after_crash(shared) as other:
            assert other.load("s1").article == desk.article


def test_a_lock_that_is_held_for_long_is_told_while_the_write_waits_on(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "ATTEMPTS", 1000)
    with library.database.alone() as connection:
        connection.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        told: list[str] = []

        def tell_and_end(sentence: str) -> None:
            told.append(sentence)
            other.execute("COMMIT")

        library.database.tell_busy(tell_and_end)
        library.set_setting("a", "b")
        library.set_setting("a", "c")
    assert len(told) == 1
    assert "Another program is busy" in told[0]
    assert library.setting("a") == "c"
    assert 2000 <= access.PATIENCE <= 3000


def test_another_reason_why_nothing_can_be_written_is_told_too(library: Library) -> None:
    library.add(Article(id="s1"))
    said: list[str] = []
    with closing(Journal(library, on_trouble=said.append, retry=0.01)) as journal:
        desk = Desk(library, "s1", journal)
        library.database.limit(1)
        desk.session.apply(BodyChange(0, "", Random(1).randbytes(50_000).hex()))
        assert not journal.flush()
        library.folder.rename(library.folder.with_name("away"))
        assert not journal.flush()
        library.folder.with_name("away").rename(library.folder)
        library.database.limit(0)
        journal.flush()
        assert journal.flush()
    assert [("full" in sentence, "moved" in sentence) for sentence in said[:2]] == [(True, False), (False, True)]


def test_what_is_typed_while_another_program_writes_follows_in_order(library: Library) -> None:
    library.add(Article(id="s1"))
    with closing(Journal(library, retry=0.01)) as journal:
        desk = Desk(library, "s1", journal)
        with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            desk.type("one ")
            saving = journal.save(desk.article)
            desk.type("two ")
            assert not journal.flush(timeout=0.1)
            assert library.article("s1").body == ""
            other.execute("COMMIT")
        assert journal.flush()
        assert library.version("s1", saving.result().number).body == "one "
        assert library.article("s1").body == "one two "
