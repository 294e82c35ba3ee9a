"""What a comment may be made on, where its words are after the story changed, and the order in which comments stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import changes, comment_places, commenting, edits
from desk.article.changes import BodyChange, Change
from desk.article.comment_places import Standing, called, in_body, in_field, in_order, on_photo, standing, text_at
from desk.article.commenting import Spot
from desk.article.model import Article, Comment
from tests.builders import ENGLISH, MOMENT, SORANI, a_comment, a_comment_on, a_sorani_story, a_story, articles

STORY = a_story()


def _with(article: Article, change: Change | None) -> Article:
    assert change is not None
    return changes.apply(article, change)


def _commented(article: Article, spot: Spot | None) -> tuple[Article, Comment]:
    assert spot is not None
    after = _with(article, commenting.comment(article, spot, "Sure?", "Shilan", MOMENT))
    return after, after.comments[-1]


def _words(article: Article, comment: Comment) -> str:
    now = standing(article, comment)
    text = text_at(article, comment.place, comment.field)
    assert not now.gone
    assert text is not None
    return text[now.start : now.end]


@given(articles(), st.data())
def test_what_is_selected_is_quoted_without_the_space_around_it(article: Article, data: st.DataObject) -> None:
    ends = data.draw(st.tuples(*[st.integers(0, len(article.body))] * 2))
    spot = in_body(article, *ends)
    if spot is None:
        assert not article.body.strip()
    elif spot.place == "body":
        assert 0 <= spot.start < spot.end <= len(article.body)
        assert spot.quote == article.body[spot.start : spot.end][:600] == spot.quote.strip()


@pytest.mark.parametrize(
    ("article", "word"),
    [(STORY, "ministers"), (STORY, "Tuesday"), (a_sorani_story(), "هەولێر"), (a_sorani_story(), "ڕۆژی")],
)
def test_with_nothing_selected_the_word_at_the_caret_is_meant(article: Article, word: str) -> None:
    at = article.body.index(word)
    for caret in (at, at + 2, at + len(word)):
        spot = in_body(article, caret, caret)
        assert spot == Spot(start=at, end=at + len(word), quote=word)


def test_beside_all_words_the_line_is_meant() -> None:
    article = replace(STORY, body="One, — two\n\n\n\nThree")
    assert in_body(article, 5, 5) == Spot(start=0, end=10, quote="One, — two")


@pytest.mark.parametrize(
    ("body", "caret", "words"),
    [
        ("One, two.\n\n\n\nThree four", (11, 11), "two"),
        ("One, two.\n\n\n\nThree four", (11, 13), "Three"),
        ("One, two.\n\n", (11, 11), "two"),
        ("یەک دوو.\n\nسێ", (9, 9), "دوو"),
        ("\n \nThree four", (0, 0), "Three"),
        ("— !\n\nThree", (4, 4), "— !"),
    ],
)
def test_between_paragraphs_the_nearest_word_is_meant_that_before_first(
    body: str, caret: tuple[int, int], words: str
) -> None:
    spot = in_body(replace(STORY, body=body), *caret)
    assert spot is not None
    assert spot.quote == words == body[spot.start : spot.end]


def test_in_a_body_without_words_nothing_is_meant() -> None:
    for body in ("", "\n\n", "  \n"):
        assert in_body(replace(STORY, body=body), 1, 1) is None


def test_a_photo_in_the_text_is_meant_itself() -> None:
    at = STORY.body.index("![]")
    assert in_body(STORY, at, at) == Spot("photo:p2", quote="The dam.")
    behind = STORY.body.index("No date") - 1
    assert in_body(STORY, behind, behind) == Spot("photo:p2", quote="The dam."), "it stands before the empty line"
    unknown = replace(STORY, photos=())
    assert in_body(unknown, at, at) == Spot(start=at, end=at + len("![](photo:p2)"), quote="![](photo:p2)")


@pytest.mark.parametrize(
    ("name", "now", "quote"),
    [
        ("headline", "Ministers meet over the border dam", "meet over border dam"),
        ("headline", "Water ministers meet over border dam", "Ministers meet over border dam"),
        ("summary", "Talks on the shared river resumed after two years.", "resume"),
    ],
)
def test_words_of_a_field_are_found_again_reworded(name: str, now: str, quote: str) -> None:
    article, one = _commented(STORY, in_field(STORY, name, quote))
    assert _words(article, one) == quote
    after = _with(article, edits.set_field(article, name, now))
    found = _words(after, one)
    assert found
    assert found in now


def test_words_of_a_field_that_are_gone_are_known_by_their_quote() -> None:
    article, one = _commented(STORY, in_field(STORY, "headline", "over border dam"))
    after = _with(article, edits.set_field(article, "headline", "Talks fail"))
    assert standing(after, one).gone
    assert one.quote == "over border dam"
    assert not standing(_with(after, changes.invert(edits_of(article, after))), one).gone


def edits_of(before: Article, after: Article) -> Change:
    change = edits.set_field(before, "headline", after.headline)
    assert change is not None
    return change


def test_a_field_without_words_can_be_commented_on() -> None:
    article, one = _commented(STORY, in_field(STORY, "kicker"))
    assert one.quote == ""
    assert standing(article, one) == Standing(0, 0)
    filled = _with(article, edits.set_field(article, "kicker", "Water"))
    assert standing(filled, one) == Standing(0, 5)


def test_the_dateline_and_what_is_no_text_are_quoted_as_one_reads_them() -> None:
    assert in_field(STORY, "dateline") == Spot("dateline", quote=text_at(STORY, "dateline") or "")
    assert "ERBIL" in (text_at(STORY, "dateline") or "")
    assert in_field(STORY, "keywords") == Spot("keywords", quote="water, Erbil")
    assert in_field(STORY, "status") == Spot("status", quote="draft")


def test_a_comment_on_a_photo_outlives_its_words_and_its_photo() -> None:
    article, one = _commented(STORY, on_photo(STORY, "p1"))
    article, other = _commented(article, on_photo(article, "p1", "credit", "Agency"))
    assert (called(article, one), called(article, other)) == ("Lead photo", "Lead photo, credit")
    assert one.quote.startswith("Delegates arrive")
    reworded = _with(article, edits.set_photo_field(article, "p1", "caption", "Nobody came."))
    assert not standing(reworded, one).gone
    without = _with(article, edits.remove_photo(article, "p1"))
    assert [standing(without, note).gone for note in (one, other)] == [True, True]
    assert called(without, one) == "Photo"
    assert on_photo(without, "p1") is None


def test_words_deleted_from_the_body_are_gone_until_that_is_undone() -> None:
    article = replace(STORY, comments=(a_comment_on(STORY.body, "on Tuesday"),))
    change = changes.keeping_anchors(article, BodyChange(article.comments[0].start, "on Tuesday", ""))
    after = changes.apply(article, change)
    assert standing(after, after.comments[0]).gone
    assert after.comments[0].quote == "on Tuesday"
    back = changes.apply(after, changes.invert(change))
    assert _words(back, back.comments[0]) == "on Tuesday"


@pytest.mark.parametrize("body", [ENGLISH, SORANI])
def test_words_cut_and_put_in_elsewhere_are_found_there(body: str) -> None:
    words = body[:30]
    article = replace(STORY, body=body, comments=(a_comment_on(body, words),))
    cut = changes.apply(article, BodyChange(0, words, ""))
    pasted = changes.apply(cut, BodyChange(len(cut.body), "", f"\n\n{words}"))
    assert standing(pasted, pasted.comments[0]) == Standing(len(cut.body) + 2, len(cut.body) + 2 + len(words))
    twice = changes.apply(pasted, BodyChange(len(pasted.body), "", f"\n\n{words}"))
    assert standing(twice, twice.comments[0]).gone, "nobody can tell which"


def test_comments_stand_in_the_order_of_the_story() -> None:
    notes = (
        a_comment(id="note", place="editors_note"),
        a_comment_on(STORY.body, "No date", id="end"),
        a_comment(id="photo", place="photo:p2"),
        a_comment_on(STORY.body, "Water", id="start"),
        a_comment(id="lead", place="photo:p1"),
        a_comment(id="summary", place="summary"),
        a_comment(id="headline", place="headline"),
        a_comment(id="gone", place="photo:p9"),
    )
    article = replace(STORY, comments=notes)
    ids = [one.id for one in in_order(article)]
    assert ids == ["headline", "summary", "lead", "start", "photo", "end", "gone", "note"]


@given(articles())
def test_every_comment_stands_somewhere_and_is_named(article: Article) -> None:
    assert sorted(one.id for one in in_order(article)) == sorted(one.id for one in article.comments)
    for one in article.comments:
        now = standing(article, one)
        text = text_at(article, one.place, one.field) or ""
        assert 0 <= now.start <= now.end <= len(text)
        assert (called(article, one) == "") == (one.place == "body")


def test_a_place_that_no_story_has_is_said_to_be_gone() -> None:
    stray = a_comment(place="nonsense", quote="x")
    assert standing(STORY, stray).gone
    assert called(STORY, stray) == "Nonsense"
    assert comment_places.photo_of(stray) == ""
