"""Replacing what was found: all of it in one step that undo takes back, comments staying with their words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.changes import BodyChange, Change, CommentsChange, Group, PhotoChange
from desk.article.model import Article
from desk.article.session import Session
from desk.article.trouble import Trouble
from desk.checks.replacing import MOST_STEPS, replace_all, replace_one
from desk.checks.searching import BODY, Match, Query, find_all, places
from tests.builders import (
    EMOJI,
    ZWNJ,
    a_comment,
    a_comment_on,
    a_photo,
    a_story,
    an_article,
    articles,
    made,
    texts,
    words,
)


def replaced(body: str, query: Query, new: str) -> str:
    """A body with all that is found in it replaced."""
    article = an_article(body=body)
    change = replace_all(article, query, new)
    return body if change is None else made(article, change).body


def body_changes(change: Change) -> list[BodyChange]:
    if isinstance(change, Group):
        return [part for one in change.changes for part in body_changes(one)]
    return [change] if isinstance(change, BodyChange) else []


# all at once


@given(articles(), words(), texts(2), st.booleans(), st.booleans())
def test_undo_takes_back_all_that_was_replaced(
    article: Article, wanted: str, new: str, whole_word: bool, as_pattern: bool
) -> None:
    query = Query(r"\w\b|^" if as_pattern else wanted, whole_word=whole_word, regex=as_pattern)
    session = Session(article)
    change = replace_all(article, query, new.replace("\\", ""))
    if change is not None:
        session.apply(change)
        assert session.article != article
        session.undo()
    assert session.article == article


@given(articles(), words(), st.sampled_from(["", "X", "two words", "بەنداو"]))
def test_every_text_is_what_str_replace_makes_of_it(article: Article, wanted: str, new: str) -> None:
    article = replace(article, body=article.body.replace("photo:", ""), comments=())
    change = replace_all(article, Query(wanted, match_case=True, alike=False), new)
    after = article if change is None else made(article, change)
    for place in places(article):
        before = place.text_in(article)
        fits = before.replace(wanted, new)
        assert place.text_in(after).split() == fits.split() if wanted in before else place.text_in(after) == before


@given(st.integers(0, 3 * MOST_STEPS), st.sampled_from(["", "x", "longer"]), st.data())
def test_many_matches_share_few_changes_and_comments_stay(count: int, new: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.integers(1, 9), min_size=count, max_size=count))
    body = "".join("dam" + "-" * gap for gap in gaps)
    comments = tuple(
        a_comment(id=str(n), start=body.index("-", at), end=body.index("-", at) + 1)
        for n, at in enumerate(data.draw(st.lists(st.integers(0, len(body) - 1), max_size=5)) if body else [])
    )
    article = an_article(body=body, comments=comments)
    change = replace_all(article, Query("dam"), new)
    if change is None:
        assert count == 0
        return
    after = made(article, change)
    assert after.body == body.replace("dam", new)
    assert len(body_changes(change)) <= MOST_STEPS
    for comment, moved in zip(article.comments, after.comments, strict=True):
        assert after.body[moved.start : moved.end] == "-"
        assert after.body[: moved.start].count("-") == body[: comment.start].count("-")


def test_replacing_is_one_step_over_all_places() -> None:
    story = a_story(headline="A dam", summary="Dam!", body="dam and dam", photos=(a_photo(caption="The dam."),))
    session = Session(story)
    change = replace_all(story, Query("dam"), "weir")
    assert change is not None
    session.apply(change)
    after = session.article
    assert (after.headline, after.summary, after.body) == ("A weir", "weir!", "weir and weir")
    assert after.photos[0].caption == "The weir."
    assert after.photos[0].credit == story.photos[0].credit
    session.undo()
    assert session.article == story
    assert not session.can_undo


@pytest.mark.parametrize(
    ("body", "query", "new", "after"),
    [
        (f"{EMOJI} كوردستان!", Query("کوردستان"), "Kurdistan", f"{EMOJI} Kurdistan!"),
        (f"می{ZWNJ}خواهم", Query("میخواهم"), "x", "x"),
        ("مـــدرسة", Query("مدرسه"), "قوتابخانە", "قوتابخانە"),
        ("dam dams", Query("dam", whole_word=True), r"\1", r"\1 dams"),
        ("the dam", Query(r"(\w+) (\w+)", regex=True), r"\2 \1", "dam the"),
        ("قالَ أحمد", Query(r"(\w+) (احمد)", regex=True), r"\2 \1", "أحمد قالَ"),
        ("ﷺ", Query("(صل)ى", regex=True), r"\1", "ﷺ"),
        ("ab", Query("(a)|(b)", regex=True), r"[\1\2]", "[a][b]"),
        ("ab", Query("b", regex=True), r"\0\0\n\\1\q", "abb\n\\1\\q"),
        ("one\ntwo", Query("^", regex=True), "> ", "> one\n> two"),
        ("abc", Query("x*", regex=True), "-", "-a-b-c-"),
        ("a  b", Query(" +", regex=True), r"\t", "a\tb"),
        ("dam", Query("dam"), "dam", "dam"),
        ("dam", Query("weir"), "x", "dam"),
        ("![](photo:dam) dam", Query("dam"), "x", "![](photo:dam) x"),
    ],
)
def test_words_are_put_in_place(body: str, query: Query, new: str, after: str) -> None:
    assert replaced(body, query, new) == after


def test_headline_and_summary_stay_one_paragraph() -> None:
    story = a_story(headline="A, B", summary="A, B", body="A, B", photos=(a_photo(caption="A, B"),))
    after = made(story, replace_all(story, Query(", ", regex=True), r"\n"))
    assert (after.headline, after.summary, after.body) == ("A B", "A B", "A\nB")
    assert after.photos[0].caption == "A\nB"


def test_what_changes_nothing_is_no_change() -> None:
    assert replace_all(a_story(body="dam"), Query("dam"), "dam") is None
    assert replace_all(a_story(), Query("nowhere to be found"), "x") is None


def test_a_group_that_is_not_there_is_told() -> None:
    with pytest.raises(Trouble, match="no group 2"):
        replace_all(an_article(body="dam"), Query("(d)am", regex=True), r"\1\2")


@pytest.mark.parametrize("wanted", ["(", "[", "*"])
def test_a_pattern_that_cannot_be_read_is_told(wanted: str) -> None:
    with pytest.raises(Trouble):
        replace_all(an_article(body="dam"), Query(wanted, regex=True), "x")


# comments

BODY_TEXT = "The dam holds the water."


@pytest.mark.parametrize(
    ("on", "after"),
    [
        ("dam", "reservoir"),
        ("The dam", "The reservoir"),
        ("dam holds", "reservoir holds"),
        ("he dam ho", "he reservoir ho"),
        ("a", "reservoir"),
        ("The", "The"),
        ("water", "water"),
        (" holds", " holds"),
    ],
)
def test_a_comment_stays_on_its_words_and_on_what_came_for_them(on: str, after: str) -> None:
    article = an_article(body=BODY_TEXT, comments=(a_comment_on(BODY_TEXT, on),))
    story = made(article, replace_all(article, Query("dam"), "reservoir"))
    comment = story.comments[0]
    assert story.body[comment.start : comment.end] == after


def test_a_comment_of_no_length_stays_one() -> None:
    article = an_article(body=BODY_TEXT, comments=(a_comment(start=5, end=5), a_comment(id="2", start=9, end=9)))
    story = made(article, replace_all(article, Query("dam"), "reservoir"))
    assert [(comment.start, comment.end) for comment in story.comments] == [(4, 4), (15, 15)]


def test_comments_that_need_no_help_are_left_to_the_change() -> None:
    article = an_article(body=BODY_TEXT, comments=(a_comment_on(BODY_TEXT, "water"),))
    change = replace_all(article, Query("dam"), "weir")
    assert isinstance(change, BodyChange)


# one by one


def test_one_match_is_replaced_and_the_others_are_not() -> None:
    article = an_article(body="dam\ndam dam\ndam")
    second = find_all(article, Query("dam"))[2]
    assert made(article, replace_one(article, second, "weir")).body == "dam\ndam weir\ndam"


def test_one_match_of_a_pattern_is_replaced_by_its_groups() -> None:
    article = an_article(body="Karim, Rojin\nأحمد, علي")
    match = find_all(article, Query(r"^(\w+), (\w+)$", regex=True))[1]
    assert made(article, replace_one(article, match, r"\2 \1")).body == "Karim, Rojin\nعلي أحمد"


def test_a_caption_is_replaced() -> None:
    story = a_story(body="", headline="", summary="", photos=(a_photo(caption="The dam."),))
    change = replace_one(story, find_all(story, Query("dam"))[0], "weir")
    assert change == PhotoChange("p1", "caption", "The dam.", "The weir.")


def test_a_comment_on_one_match_stays() -> None:
    article = an_article(body=BODY_TEXT, comments=(a_comment_on(BODY_TEXT, "dam"),))
    change = replace_one(article, find_all(article, Query("dam"))[0], "weir")
    assert isinstance(change, Group)
    assert isinstance(change.changes[-1], CommentsChange)
    assert made(article, change).comments[0].end == 8


@pytest.mark.parametrize(
    "match",
    [
        Match(BODY, 0, 3, Query("dam")),
        Match(BODY, 5, 8, Query("dam")),
        Match(BODY, 4, 7, Query("da")),
        Match(BODY, 4, 7, Query("dam", whole_word=True)),
        Match(BODY, 90, 93, Query("dam")),
    ],
)
def test_what_is_no_match_any_more_is_left_alone(match: Match) -> None:
    assert replace_one(an_article(body="The dams hold."), match, "weir") is None


@given(articles(), words(), words())
def test_one_after_the_other_is_all_at_once(article: Article, wanted: str, new: str) -> None:
    query = Query(wanted)
    at_once = replace_all(article, query, new)
    after = article
    for match in reversed(list(find_all(article, query))):
        change = replace_one(after, match, new)
        after = after if change is None else made(after, change)
    expected = article if at_once is None else made(article, at_once)
    assert replace(after, comments=()) == replace(expected, comments=())
