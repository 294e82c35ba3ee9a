"""The article's values: frozen, comparable, and sensible when new."""

from __future__ import annotations

import dataclasses
import string
from datetime import UTC, date

import pytest
from hypothesis import example, given

from desk.article.model import Article, Comment, Dateline, Photo, Status, new_id, now
from tests.builders import a_comment, a_photo, a_story, datelines


@pytest.mark.parametrize(
    "value", [a_story(), a_photo(), a_comment(), Dateline()], ids=lambda value: type(value).__name__
)
def test_nothing_can_be_changed_in_place(value: Article | Photo | Comment | Dateline) -> None:
    for field in dataclasses.fields(value):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, field.name, None)
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize(
    "value", [a_story(), a_photo(), a_comment(), Dateline()], ids=lambda value: type(value).__name__
)
def test_every_value_can_be_compared_and_kept_in_a_set(value: Article | Photo | Comment | Dateline) -> None:
    assert dataclasses.replace(value) == value
    assert len({value, dataclasses.replace(value)}) == 1


def test_a_new_article_is_an_empty_english_draft_of_normal_urgency() -> None:
    article = Article()
    filled = {f.name for f in dataclasses.fields(article) if getattr(article, f.name)}
    assert filled == {"id", "language", "status", "urgency", "created"}
    assert (article.language, article.status, article.urgency) == ("en", Status.DRAFT, 5)


def test_every_new_article_has_an_id_of_its_own_and_this_moment() -> None:
    before = now()
    made = [Article() for _ in range(1000)]
    assert len({article.id for article in made}) == 1000
    assert all(before <= article.created <= now() for article in made)


def test_an_id_is_sixteen_hexadecimal_digits() -> None:
    assert all(len(one) == 16 and set(one) <= set(string.hexdigits.lower()) for one in (new_id() for _ in range(100)))


def test_this_moment_is_in_utc_to_the_second() -> None:
    assert now().tzinfo is UTC
    assert now().microsecond == 0


def test_a_photo_is_found_by_its_id() -> None:
    story = a_story()
    assert story.photo("p2") is story.photos[1]
    assert story.photo("p9") is None
    assert story.photo("") is None


def test_the_lead_photo_is_the_one_chosen_if_it_is_there() -> None:
    assert a_story().lead_photo == a_photo()
    assert a_story(lead="p2").lead_photo == a_story().photos[1]
    assert a_story(lead="").lead_photo is None
    assert a_story(lead="p9").lead_photo is None


@given(datelines())
@example(Dateline(place="هەولێر"))
@example(Dateline(agency="DESK"))
@example(Dateline(date=date(2026, 3, 3)))
def test_a_dateline_counts_as_there_when_any_part_is(dateline: Dateline) -> None:
    assert bool(dateline) is (dateline != Dateline())


def test_a_status_is_written_in_the_trades_words() -> None:
    assert [str(status) for status in Status] == ["draft", "in edit", "ready", "published", "killed"]
