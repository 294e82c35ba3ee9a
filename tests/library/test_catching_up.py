"""What a crash left in the journal alone is found and listed again, and nobody who has the story open is disturbed."""

from __future__ import annotations

from contextlib import closing

from desk.article.changes import FieldChange
from desk.article.model import Article
from desk.article.session import Entry, Move
from desk.library import Library
from desk.library.access import Access
from desk.library.catching_up import behind, catch_up
from desk.library.database import Database
from desk.library.keeping import Step
from tests.library.helpers import at_desk


def left_by_a_crash(library: Library) -> None:
    """A story of which the headline and a word are in the journal alone."""
    library.add(Article(id="other", headline="Other"))
    library.begin(Article(id="dam"))
    library.record([Step("dam", Entry(FieldChange("headline", "", "Dam talks"), Move.DO), 0)])


def rows(library: Library, query: str = "") -> list[str]:
    return [row.headline for row in library.find(query)]


def test_words_in_the_journal_alone_are_listed_and_found(library: Library) -> None:
    left_by_a_crash(library)
    assert rows(library, "talks") == []
    catch_up(library)
    assert rows(library, "talks") == ["Dam talks"]
    assert rows(library) == ["Dam talks", "Other"]
    assert library.article("dam").headline == "Dam talks"
    assert library.load("dam").history.done != ()
    assert library.verify() == []


def test_it_is_done_once(library: Library) -> None:
    left_by_a_crash(library)
    catch_up(library)
    before = library.changed()
    with library.database.reading() as connection:
        assert behind(connection) == []
    catch_up(library)
    assert library.changed() == before


def test_who_has_the_story_open_hears_nothing_and_types_on(library: Library) -> None:
    library.add(Article(id="dam", headline="Dam"))
    with at_desk(library, "dam") as desk:
        desk.type("Water ")
        assert desk.journal.flush()
        with closing(Library.open(library.folder)) as other:
            catch_up(other)
            assert rows(other, "water") == ["Dam"]
        assert library.theirs("dam") is None
        desk.type("rises")
    assert library.article("dam").body == "Water rises"
    assert [version.kind for version in library.versions("dam")] == ["import"]


def test_a_story_was_changed_when_it_was_written(library: Library) -> None:
    left_by_a_crash(library)
    with library.database.writing() as connection:
        connection.execute("UPDATE journal SET time = 1700000000")
    catch_up(library)
    assert library.find("talks")[0].modified.timestamp() == 1700000000


def test_a_library_that_can_only_be_read_is_read_in_a_copy(library: Library) -> None:
    left_by_a_crash(library)
    library.database.close()
    library.database = Database(library.folder / "library.db", Access(library.folder / "library.db", "ro"))
    held = {path.name: path.read_bytes() for path in library.folder.iterdir() if path.suffix == ".db"}
    catch_up(library)
    assert rows(library, "talks") == ["Dam talks"]
    assert library.reads_only
    assert held == {path.name: path.read_bytes() for path in library.folder.iterdir() if path.suffix == ".db"}
