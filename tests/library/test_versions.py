"""Versions kept by themselves, named ones, and what is not kept twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.article.model import Article, Status
from desk.article.trouble import Trouble
from desk.library import Library
from desk.library.versions import KINDS, Label
from tests.builders import a_story

START = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


class Clock:
    """The library's time, set by hand."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **span: int) -> None:
        self.time += timedelta(**span)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("desk.library.versions.now", clock)
    return clock


def kinds(library: Library) -> list[str]:
    """How each version came about, newest first."""
    return [version.kind for version in library.versions("s1")]


def count_on_shelf(library: Library) -> int:
    return library.find()[0].versions


def write(library: Library, clock: Clock, minutes: int, story: Article, start: int = 0) -> Article:
    """Write a word a minute, each kept by itself."""
    for minute in range(start, start + minutes):
        clock.forward(minutes=1)
        story = replace(story, body=f"{story.body} word{minute}")
        library.save(story, "auto")
    return story


def test_what_the_newest_version_holds_is_not_kept_twice(library: Library) -> None:
    story = a_story(id="s1")
    first = library.add(story)
    assert library.save(story) == first
    assert library.save(story, "export") == first
    assert library.save(story, "auto") == first
    assert kinds(library) == ["import"]
    assert library.save(story, name="As filed").name == "As filed"
    assert [(one.number, one.name) for one in library.versions("s1")] == [(1, "As filed")]
    library.save(replace(story, headline="Other"))
    library.save(story)
    assert kinds(library) == ["save", "save", "import"]


def test_a_version_kept_by_itself_becomes_the_one_that_is_saved(library: Library, clock: Clock) -> None:
    story = a_story(id="s1")
    library.add(story)
    story = write(library, clock, 2, story)
    clock.forward(minutes=5)
    version = library.save(story, name="As filed")
    assert (version.number, version.kind, version.time, version.name) == (3, "save", clock.time, "As filed")
    assert kinds(library) == ["save", "auto", "import"]
    assert version.note == "+2 words"  # since the last that somebody made, not since the last minute
    assert library.versions("s1")[0] == version


def test_an_afternoon_of_typing_thins_out_and_milestones_stay(library: Library, clock: Clock) -> None:
    story = a_story(id="s1", lead="", photos=())
    library.add(story)
    story = write(library, clock, 30, story)
    saved = library.save(replace(story, status=Status.IN_EDIT), "status")
    story = write(library, clock, 180, story, 100)
    found = library.versions("s1")
    assert [version.kind for version in found if not version.is_automatic] == ["status", "import"]
    automatic = [version for version in found if version.is_automatic]
    assert sum(clock.time - version.time < timedelta(hours=1) for version in automatic) == 60
    assert len(automatic) <= 60 + 4 + 3  # a key version that others need waits for them
    assert library.version("s1", saved.number).status is Status.IN_EDIT
    assert library.version("s1", found[0].number) == story
    assert all(library.version("s1", version.number).body.startswith(a_story().body) for version in found)
    assert count_on_shelf(library) == len(found)
    assert library.verify() == []


def test_years_later_one_a_day_is_left_and_every_one_with_a_name(library: Library, clock: Clock) -> None:
    story = a_story(id="s1")
    library.add(story)
    for day in range(5):
        story = write(library, clock, 20, story, 100 * day)
        if day == 2:
            named = library.versions("s1")[7].number
            library.name_version("s1", named, "  Before\nthe call ")
        clock.forward(days=1)
    clock.forward(days=700)
    story = write(library, clock, 1, story, 900)
    left = library.versions("s1")
    assert [(version.number, version.name) for version in left if version.name] == [(named, "Before the call")]
    automatic = [version for version in left if version.is_automatic]
    assert {version.time.date() for version in automatic} == {
        (START + timedelta(days=day)).date() for day in range(5)
    } | {clock.time.date()}
    assert len(automatic) <= 6 + 3
    assert all(library.version("s1", version.number) for version in left)


def test_words_that_were_kept_by_themselves_are_still_unsaved(opened: Callable[..., Library], clock: Clock) -> None:
    library = opened()
    story = a_story(id="s1")
    library.add(story)
    story = write(library, clock, 3, story)
    found = library.load("s1")
    assert found.saved is not None
    assert (found.article, found.unsaved, found.saved.number) == (story, True, 1)
    saved = library.save(story)
    found = library.load("s1")
    assert (found.unsaved, found.saved) == (False, saved)


def test_a_version_kept_by_itself_takes_no_story_out_of_the_bin(library: Library, clock: Clock) -> None:
    story = a_story(id="s1")
    library.add(story)
    library.bin(["s1"])
    write(library, clock, 1, story)
    assert library.count(binned=True) == 1


def test_a_version_that_is_not_there_cannot_be_named(library: Library) -> None:
    library.add(a_story(id="s1"))
    for number in (0, 2, 10**20):
        with pytest.raises(Trouble, match="no version"):
            library.name_version("s1", number, "As filed")


def test_why_something_was_done_stays_as_it_was_said(library: Library) -> None:
    for number, (kind, name) in enumerate(
        (("kill", "It was made up"), ("correction", "New figures"), ("export", "Exported although: TK — “Now”"))
    ):
        story = a_story(id="s1", headline=f"Dam talks {number}")
        version = library.save(story, kind, name)
        for other in ("", "As filed"):
            with pytest.raises(Trouble, match="stays as it was said"):
                library.name_version("s1", version.number, other)
        assert library.versions("s1")[0].name == name
    for kind in ("export", "kill"):
        version = library.save(a_story(id="s1", headline=kind), kind)
        library.name_version("s1", version.number, "As filed")
        assert library.versions("s1")[0].name == "As filed"


def test_a_version_of_every_kind_there_is_is_sound_and_there_is_no_other(library: Library) -> None:
    for number, kind in enumerate(sorted(KINDS)):
        library.save(Article(id="a", headline=f"Dam talks {number}"), kind)
    assert {version.kind for version in library.versions("a")} == KINDS
    assert library.verify() == []
    with pytest.raises(ValueError, match="dictated"):
        Label("dictated", "", "Dana")
