"""A look over the library soon after the start: damage is found before anybody meets it, and a sound one is let be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk.article.model import Article
from desk.library import Library, looking_over
from desk.library.looking_over import look_over


@pytest.fixture
def stocked(library: Library) -> Library:
    """A library of many stories, some of them in two versions."""
    stories = [Article(id=f"s{number:03}", headline=f"Story {number}", body="word " * 50) for number in range(300)]
    library.add_all(stories)
    for story in stories[::50]:
        library.save(replace(story, body="other words"))
    return library


def always() -> bool:
    return True


def spoil_page(library: Library, table: str) -> None:
    """Overwrite a page of a table, while the library is open."""
    file = library.folder / "library.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        leaves = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno"
        ((page,), *_others) = connection.execute(leaves, (table,)).fetchall()
    with file.open("rb+") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(b"\xff" * 4096)


def test_a_sound_library_is_said_to_be_sound(stocked: Library) -> None:
    assert look_over(stocked.database, always)
    assert not stocked.database.is_damaged
    assert list(stocked.folder.glob("damaged-*")) == []


@pytest.mark.parametrize("table", ["article", "snapshot", "version", "indexed", "search_data", "article_by_status"])
def test_a_damaged_page_is_found_and_a_copy_kept(stocked: Library, table: str) -> None:
    spoil_page(stocked, table)
    before = (stocked.folder / "library.db").read_bytes()
    assert not look_over(stocked.database, always)
    assert stocked.database.is_damaged
    (copy,) = stocked.folder.glob("damaged-*.db")
    assert copy.read_bytes() == before


@pytest.mark.parametrize("spoilt", ["CAST({} AS BLOB)", "{}"])
def test_a_story_with_a_flipped_bit_is_found(stocked: Library, spoilt: str) -> None:
    with stocked.database.writing() as connection:
        content = spoilt.format("substr(content, 1, 9) || x'00' || substr(content, 11)")
        connection.execute(f"UPDATE snapshot SET content = {content} WHERE article = 's150'")
    assert not look_over(stocked.database, always)


def test_the_look_ends_where_desk_does(stocked: Library) -> None:
    spoil_page(stocked, "search_data")
    asked: list[bool] = []

    def go_on() -> bool:
        asked.append(True)
        return len(asked) < 3

    assert look_over(stocked.database, go_on), "it was not looked at"
    assert not stocked.database.is_damaged
    assert len(asked) < 10


def test_a_large_library_is_not_gone_through_to_its_end(stocked: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil_page(stocked, "version")
    monkeypatch.setattr(looking_over, "SECONDS", 0.0)
    assert look_over(stocked.database, always)
    assert not stocked.database.is_damaged


def test_what_cannot_be_looked_at_now_is_not_called_damaged(stocked: Library, tmp_path: Path) -> None:
    stocked.folder.rename(tmp_path / "moved")
    assert look_over(stocked.database, always)
    assert not stocked.database.is_damaged
    (tmp_path / "moved").rename(stocked.folder)
