"""Stories taken in many at once: just what taking in one after the other gives, all of them or none."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.library import Library, Version, taking_in
from tests.builders import articles
from tests.library.helpers import at_desk

FEW = 3
"""Stories that are made ready together in these tests, so that a handful goes all the ways there are."""
UNREADABLE = Article(id="bad", urgency="high")  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _few_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "MANY", FEW)


def taken_in(library: Library, story: Article) -> Version:
    """The story begun, as one that is written here is, and kept as a version."""
    if story.id not in {row.id for row in library.find(limit=1000)}:
        library.begin(story)
    return library.add(story)


def held(library: Library) -> list[tuple[object, ...]]:
    """All that a library tells of its stories, newest first."""
    rows = library.find(limit=1000)
    told = [
        (
            replace(row, modified=row.created),
            library.article(row.id),
            [replace(version, time=row.created) for version in library.versions(row.id)],
            library.load(row.id).unsaved,
        )
        for row in rows
    ]
    words = [(word, [row.id for row in library.find(word)]) for word in ("dam", "ئاو", "by:shilan", "no:photo", "-dam")]
    fields = [library.completions(name, "") for name in ("byline", "keywords", "section", "credit")]
    return [*told, *words, *fields]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.builds(lambda one, number: replace(one, id=f"s{number}"), articles(), st.integers(0, 9)), max_size=14)
)
def test_many_at_once_are_as_one_after_the_other(stories: list[Article]) -> None:
    with tempfile.TemporaryDirectory() as place:
        one_by_one = Library.open(Path(place) / "one by one", "Shilan")
        together = Library.open(Path(place) / "together", "Shilan")
        with closing(one_by_one), closing(together):
            singly = [taken_in(one_by_one, story) for story in stories]
            made = together.add_all(iter(stories))
            assert [(one.number, one.note) for one in made] == [(one.number, one.note) for one in singly]
            assert held(together) == held(one_by_one)
            assert [line for line in together.verify() if "photo" not in line] == []


@pytest.mark.parametrize("place", [0, 1, FEW, 3 * FEW, 7 * FEW])
def test_one_that_cannot_be_kept_keeps_all_out(library: Library, place: int) -> None:
    stories = [Article(id=f"s{number}") for number in range(7 * FEW)]
    with pytest.raises(Trouble, match="urgency"):
        library.add_all([*stories[:place], UNREADABLE, *stories[place:]])
    assert library.is_empty()
    assert len(library.add_all(stories)) == len(stories)


def test_where_they_come_from_may_fail(library: Library) -> None:
    def coming() -> Iterator[Article]:
        yield from (Article(id=f"s{number}") for number in range(5 * FEW))
        raise OSError("the stick was pulled out")

    with pytest.raises(OSError, match="stick"):
        library.add_all(coming())
    assert library.is_empty()


def test_what_is_here_already_gets_a_version_in_its_place(library: Library) -> None:
    library.add_all(Article(id=f"s{number}") for number in range(4 * FEW))
    library.bin(["s5"])
    numbers = [version.number for version in library.add_all(Article(id=f"s{n}", body="x") for n in range(20, 0, -1))]
    assert numbers == [1] * 9 + [2] * 11
    assert [row.id for row in library.find()] == [f"s{n}" for n in range(1, 21)] + ["s0"]


def test_what_fields_complete_to_is_counted_over_many(library: Library) -> None:
    for number in range(3):
        library.add(Article(id=f"a{number}", byline="Aza"))
    library.add(Article(id="b", byline="Bana"))
    assert library.completions("byline", "") == ["Aza", "Bana"]
    library.add_all(Article(id=f"b{number}", byline="Bana") for number in range(FEW))
    assert library.completions("byline", "") == ["Bana", "Aza"]


def test_an_open_story_is_told_of_what_is_taken_in(library: Library) -> None:
    library.add(Article(id="s1", body="Text"))
    with at_desk(library, "s1"):
        library.add_all(
            [*(Article(id=f"new{number}") for number in range(2 * FEW)), Article(id="s1", body="Text more")]
        )
        theirs = library.theirs("s1")
        assert theirs is not None
        assert theirs.article is not None
        assert (theirs.article.body, theirs.here) == ("Text more", True)
        assert library.theirs("new1") is None
