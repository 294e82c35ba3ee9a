"""What was accepted in a review is there tomorrow, and goes with its story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from desk.article.model import Article
from desk.library import Library
from desk.library.reviewed import REVIEWED, Reviewed
from tests.builders import articles

STORY = Article(id="a1", headline="Dam talks", body="Ministers meet.\n")
ACCEPTED = replace(STORY, headline="Dam talks end")


def test_it_is_kept_for_each_story_and_version(opened: Callable[..., Library]) -> None:
    kept = Reviewed(opened().database)
    kept.keep("a1", 1, ACCEPTED)
    kept.keep("a1", 2, STORY)
    later = Reviewed(opened().database)
    assert (later.state("a1", 1), later.state("a1", 2)) == (ACCEPTED, STORY)
    assert later.state("a1", 3) is later.state("b2", 1) is None
    later.keep("a1", 1, None)
    assert (later.state("a1", 1), later.state("a1", 2)) == (None, STORY)


def test_only_those_last_reviewed_are_remembered(library: Library) -> None:
    kept = Reviewed(library.database)
    for version in (1, 2, 3, 1, 4):
        kept.keep("a1", version, STORY)
    assert [version for version in range(6) if kept.state("a1", version)] == [1, 3, 4]


@pytest.mark.parametrize("value", ["", "[]", '{"1": 7}', '{"1": {"id": 3}}', "{"])
def test_what_cannot_be_read_is_nothing_and_is_written_over(library: Library, value: str) -> None:
    library.set_setting(REVIEWED + "a1", value)
    kept = Reviewed(library.database)
    assert kept.state("a1", 1) is None
    kept.keep("a1", 1, STORY)
    assert kept.state("a1", 1) == STORY


def test_it_goes_with_its_story(library: Library) -> None:
    library.add(STORY)
    Reviewed(library.database).keep("a1", 1, ACCEPTED)
    library.bin(["a1"])
    library.empty_bin()
    assert library.setting(REVIEWED + "a1") is None


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles())
def test_any_story_is_read_back(library: Library, article: Article) -> None:
    kept = Reviewed(library.database)
    kept.keep(article.id, 1, article)
    assert kept.state(article.id, 1) == article
