"""Receipts: what was exported, as which version, and whether the story is still as it left."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.article.model import Article, Comment, Status
from desk.library import Library, restore
from desk.library.receipts import Sent, to_note
from tests.builders import MOMENT
from tests.library.helpers import at_desk

STORY = Article(id="a1", headline="Dam talks", body="Ministers meet.\n")
PAGE = Sent("page", Path("/out/dam/index.html"), "0" * 64)


def is_changed(library: Library, article_id: str = "a1") -> bool:
    """What the list says of a story; the search says the same."""
    (row,) = [row for row in library.find() if row.id == article_id]
    found = {one.id for one in library.find("is:changed")}
    assert (article_id in found) == row.changed
    return row.changed


def test_an_export_is_noted(library: Library) -> None:
    library.add(STORY)

    number = library.receipts.leave(STORY, [PAGE, Sent("json", Path("/out/dam.json"), "1" * 64)])

    json, page = library.receipts.of("a1")
    assert (page.format, page.place, page.version, page.sha256) == ("page", PAGE.place, number, PAGE.sha256)
    assert (json.format, json.place.name) == ("json", "dam.json")
    assert library.version("a1", number) == STORY
    assert [row.id for row in library.find("is:exported")] == ["a1"]
    assert not is_changed(library)


def test_what_was_never_exported_is_neither(library: Library) -> None:
    library.add(STORY)
    library.save(replace(STORY, headline="New"))

    assert library.receipts.of("a1") == []
    assert not is_changed(library)
    assert library.find("is:exported") == []


def test_a_story_is_changed_until_it_is_as_it_left_or_leaves_again(library: Library) -> None:
    library.add(STORY)
    library.receipts.leave(STORY, [PAGE])

    library.save(replace(STORY, headline="Dam talks fail"))
    assert is_changed(library)
    library.save(STORY)
    assert not is_changed(library)

    after = replace(STORY, body="They met.\n")
    library.save(after)
    assert is_changed(library)
    library.receipts.leave(after, [PAGE])
    assert not is_changed(library)


def test_what_readers_never_see_changes_nothing(library: Library) -> None:
    library.add(STORY)
    library.receipts.leave(STORY, [PAGE])

    note = Comment("c1", "Shilan", MOMENT, "Sure?", 0, 3, "Min")
    library.save(replace(STORY, status=Status.PUBLISHED, comments=(note,)))

    assert not is_changed(library)


def test_typing_counts_once_it_is_written(library: Library) -> None:
    library.add(STORY)
    library.receipts.leave(STORY, [PAGE])

    with at_desk(library, "a1") as desk:
        desk.type("More.")
        desk.journal.checkpoint(desk.article)
        assert desk.journal.flush()
        assert is_changed(library)
        while desk.session.can_undo:
            desk.session.undo()
        desk.journal.checkpoint(desk.article)
        assert desk.journal.flush()
        assert not is_changed(library)


def test_words_typed_during_the_export_are_not_taken_for_exported(library: Library) -> None:
    library.add(STORY)
    later = replace(STORY, body="Ministers meet. More.\n")
    library.save(later)

    number = library.receipts.leave(STORY, [PAGE])

    assert library.version("a1", number) == STORY
    assert library.article("a1") == later
    assert is_changed(library)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["save", "export", "status"]), st.integers(0, 2)), max_size=8))
def test_the_mark_says_whether_the_words_differ_from_those_that_left(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, int]]
) -> None:
    with closing(Library.open(tmp_path_factory.mktemp("library"))) as library:
        now, left = STORY, None
        library.add(now)
        for deed, number in deeds:
            if deed == "export":
                library.receipts.leave(now, [PAGE])
                left = now.headline
            else:
                other = {"headline": f"H{number}"} if deed == "save" else {"status": list(Status)[number]}
                now = replace(now, **other)  # type: ignore[arg-type]
                library.save(now)
            assert is_changed(library) == (left is not None and left != now.headline)


def test_a_story_that_is_gone_leaves_none(library: Library) -> None:
    library.add(STORY)
    library.receipts.leave(STORY, [PAGE])
    library.bin(["a1"])
    library.empty_bin()

    assert library.receipts.leave(STORY, [PAGE]) == 0
    assert library.receipts.of("a1") == []


def test_exports_of_several_stories_are_noted_at_once_or_not_at_all(library: Library) -> None:
    other = replace(STORY, id="a2")
    library.add_all([STORY, other])

    assert library.receipts.leave_all([(STORY, [PAGE]), (replace(STORY, id="gone"), [PAGE]), (other, [PAGE])]) == [
        1,
        0,
        1,
    ]
    with pytest.raises(AttributeError):
        library.receipts.leave_all([(STORY, [PAGE]), (other, [None])])  # type: ignore[list-item]

    assert [len(library.receipts.of(one)) for one in ("a1", "a2")] == [1, 1]


def test_a_backup_holds_the_receipts(opened: Callable[..., Library], tmp_path: Path) -> None:
    library = opened()
    library.add(STORY)
    library.receipts.leave(STORY, [PAGE])
    library.save(replace(STORY, headline="Other"))

    restore(library.backup(tmp_path / "b.zip"), tmp_path / "again")

    back = opened("again")
    assert back.receipts.of("a1") == library.receipts.of("a1")
    assert is_changed(back)


def test_the_hash_is_that_of_the_main_file(tmp_path: Path) -> None:
    (tmp_path / "dam").mkdir()
    (tmp_path / "dam" / "index.html").write_bytes(b"<html>")
    (tmp_path / "dam.json").write_bytes(b"{}")

    page, json = to_note("page", [tmp_path / "dam"]), to_note("json", [tmp_path / "dam.json", tmp_path / "dam"])

    assert (page.place, page.sha256) == (tmp_path / "dam/index.html", hashlib.sha256(b"<html>").hexdigest())
    assert (json.place, json.sha256) == (tmp_path / "dam.json", hashlib.sha256(b"{}").hexdigest())
