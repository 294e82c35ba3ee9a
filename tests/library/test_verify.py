"""What `verify` says of damage: which stories, what of them, what to do next; and nothing where all is well."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk.article.model import Article
from desk.library import Library
from tests.builders import SORANI, a_photo
from tests.library.helpers import at_desk

NEXT = "Next: keep a copy of the library’s folder, then restore the newest backup"
STORIES = 30


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The folder of a library whose stories were changed, saved and binned; closed, in one file."""
    with closing(Library.open(tmp_path / "library", "Shilan")) as library:
        library.add_all(
            Article(id=f"s{number:02}", headline=f"Dam talks {number}", body=f"Zagros number{number} " * 300)
            for number in range(STORIES)
        )
        library.add(Article(id="s06", headline="Dam talks 6", body="quicksilver in the water"))
        library.save(replace(library.article("s03"), body=f"{SORANI} Zagros again"), name="As filed")
        with at_desk(library, "s04") as desk:
            desk.type("typed and not saved")
        library.bin(["s05"])
    return tmp_path / "library"


def spoilt(folder: Path, *statements: str) -> list[str]:
    """What is said once somebody else’s statements went over the database."""
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return verified(folder)


def verified(folder: Path) -> list[str]:
    with closing(Library.open(folder)) as library:
        return library.verify()


def test_a_sound_library_gives_no_cause_for_a_sentence(shelf: Path) -> None:
    assert verified(shelf) == []


def test_heavy_damage_says_how_many_stories_can_be_read_which_cannot_and_what_to_do(shelf: Path) -> None:
    cut = "UPDATE {} SET content = substr(content, 1, 20) WHERE article IN ('s01', 's02')"
    problems = spoilt(shelf, cut.format("snapshot"), cut.format("version"))
    assert (
        "The library is damaged: 28 of 30 stories can be read. Not “Dam talks 1” (s01), “Dam talks 2” (s02)."
        in problems
    )
    assert len([problem for problem in problems if problem.startswith(NEXT)]) == 1


def test_of_very_many_stories_that_cannot_be_read_the_first_are_named(shelf: Path) -> None:
    problems = spoilt(shelf, "UPDATE snapshot SET content = x'00'", "UPDATE version SET content = x'00'")
    (counted,) = [problem for problem in problems if "can be read." in problem]
    assert "0 of 30 stories can be read" in counted
    assert counted.count("Dam talks") == 20
    assert counted.endswith("and 10 more.")


def test_stories_that_the_list_has_lost_are_counted_too(shelf: Path) -> None:
    """The page of the table that has the stories is zeros: what is left of them elsewhere tells that they were."""
    with closing(sqlite3.connect(shelf / "library.db")) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'article'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with (shelf / "library.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    problems = verified(shelf)
    assert any("of the 30 stories that are still listed" in problem for problem in problems)
    assert any(problem.startswith(NEXT) for problem in problems)


@pytest.mark.parametrize(
    "label",
    ["time = -5", "time = 1 << 40", "kind = 'sbve'", "words = words + 1", "words = -1", "seq = -7"],
)
def test_damage_to_what_a_version_is_called_is_said(shelf: Path, label: str) -> None:
    problems = spoilt(shelf, f"UPDATE version SET {label} WHERE article = 's07'")
    assert any("of story “Dam talks 7” (s07) is called is damaged" in problem for problem in problems)


def test_a_version_that_was_lost_is_missed(shelf: Path) -> None:
    problems = spoilt(shelf, "DELETE FROM version WHERE article = 's03' AND number = 2")
    assert "Versions of story “Dam talks 3” (s03) are missing; the library is damaged." in problems


def test_a_letter_changed_in_a_word_of_the_search_index_is_said_with_its_story(shelf: Path) -> None:
    put_in_its_place(shelf, b"quicksilver", b"quicksolver")
    said = "The search index is damaged: it has other words for the story “Dam talks 6” (s06); change it and save it."
    assert said in verified(shelf)
    with closing(Library.open(shelf)) as library:
        assert library.find("quicksilver") == []
        library.save(replace(library.article("s06"), section="World"))
        assert [row.id for row in library.find("quicksilver")] == ["s06"]
        assert library.verify() == []


def test_words_that_no_story_put_into_the_search_index_are_said(shelf: Path) -> None:
    foreign = "INSERT INTO search (rowid, body) SELECT turn, 'foreign' FROM article WHERE id = 's08'"
    said = "The search index is damaged: it has other words for the story “Dam talks 8” (s08); change it and save it."
    assert said in spoilt(shelf, foreign)


def test_beginnings_of_words_that_lead_elsewhere_are_said(shelf: Path) -> None:
    """The index has another of its own for the first letters of words, which the words themselves do not pass."""
    put_in_its_place(shelf, b"\x01\x02qu", b"\x01\x02qv")
    said = "The search index is damaged: the beginnings of words lead elsewhere than the words."
    assert said in verified(shelf)


def put_in_its_place(folder: Path, bytes_there: bytes, other: bytes) -> None:
    """Change bytes of the search index, as a disk may that loses a bit."""
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        changed = connection.execute(
            "UPDATE search_data SET block = ?1 WHERE id = ?2",
            next(
                (block.replace(bytes_there, other), row)
                for row, block in connection.execute("SELECT id, block FROM search_data").fetchall()
                if bytes_there in block
            ),
        )
        assert changed.rowcount == 1
        connection.commit()


def test_what_to_do_next_is_said_last_and_versions_by_headline(shelf: Path) -> None:
    with closing(Library.open(shelf)) as library:
        library.add(Article(id="p1", headline="Snow", photos=(a_photo(media="a" * 64),)))
    problems = spoilt(shelf, "UPDATE version SET content = substr(content, 1, 20) WHERE article = 's09'")
    assert "Version 1 of story “Dam talks 9” (s09) is damaged; restore it from a backup." in problems
    assert any("is missing" in problem for problem in problems)
    assert [problem.startswith("Next: ") for problem in problems] == [False] * (len(problems) - 1) + [True]


def test_a_headline_or_a_photo_that_tells_of_damage_is_none(shelf: Path) -> None:
    with closing(Library.open(shelf)) as library:
        photos = (a_photo(media="a" * 64, name="damaged.jpg"),)
        library.add(Article(id="p1", headline="Bridge damaged by flood", photos=photos))
        (problem,) = library.verify()
        assert "damaged.jpg" in problem
        assert not library.database.is_damaged
    (listed,) = spoilt(shelf, "UPDATE article SET section = 'Sport' WHERE id = 'p1'", "DELETE FROM uses")
    assert "Bridge damaged" in listed
    assert not list(shelf.glob("damaged-*.db"))
