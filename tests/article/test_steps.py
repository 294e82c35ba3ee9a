"""Changes at several places as one step."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.article.changes import BodyChange, Group
from desk.article.model import Article
from desk.article.steps import least, together
from tests.builders import a_comment, an_article, made


@given(st.lists(st.tuples(st.text("ab", max_size=3), st.text("xy", max_size=2)), max_size=6))
def test_each_place_is_changed_as_it_is_now(pieces: list[tuple[str, str]]) -> None:
    body = "".join(f"{old}." for old, _ in pieces)
    places, at = [], 0
    for old, new in pieces:
        places.append(BodyChange(at, old, new))
        at += len(old) + 1
    change = together(an_article(body=body), places)
    assert (made(an_article(body=body), change).body if change else body) == "".join(f"{new}." for _, new in pieces)


def test_nothing_to_change_is_none_and_one_change_is_no_group() -> None:
    assert together(an_article(), []) is None
    assert together(an_article(body="a"), [BodyChange(0, "a", "a")]) is None
    assert together(an_article(body="a"), [BodyChange(0, "a", "b")]) == BodyChange(0, "a", "b")


def _many(article: Article) -> list[BodyChange]:
    return [BodyChange(at, "", "*") for at in range(0, len(article.body), 3)]


def test_a_thousand_places_are_few_steps_and_comments_keep_their_words() -> None:
    body = "abc" * 1000
    article = an_article(body=body, comments=(a_comment(start=601, end=603),))
    change = together(article, _many(article))
    assert isinstance(change, Group)
    assert len(change.changes) < 6
    after = made(article, change)
    assert after.body == "*abc" * 1000
    assert after.body[after.comments[0].start : after.comments[0].end] == "bc"


def test_what_stays_at_the_beginning_is_not_touched() -> None:
    assert least(3, "**", "***") == BodyChange(5, "", "*")
    assert least(3, "a", "b") == BodyChange(3, "a", "b")
