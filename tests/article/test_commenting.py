"""Comments made, answered, settled and removed; they come through undo, merging and the journal as they were made."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import changes, commenting, record
from desk.article.changes import BodyChange, Change
from desk.article.commenting import Spot
from desk.article.merging_articles import merge_articles
from desk.article.model import Article, Comment, Reply
from desk.article.session import Session
from tests.builders import MOMENT, a_comment, a_comment_on, a_story, articles, body_changes, made, texts

STORY = a_story()
NOTED = replace(STORY, comments=(a_comment_on(STORY.body, "Tuesday"),))


def _with(article: Article, change: Change | None) -> Article:
    assert change is not None
    return changes.apply(article, change)


@st.composite
def acts(draw: st.DrawFn, article: Article) -> Change | None:
    """Something that somebody does about comments."""
    author, text = draw(st.sampled_from(["Rojin", "Shilan"])), draw(texts(2))
    if not article.comments or draw(st.booleans()):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(article.body))] * 2)))
        return commenting.comment(article, Spot(start=start, end=end, quote=article.body[start:end]), text, author)
    one = draw(st.sampled_from(article.comments))
    deeds = [
        commenting.reply(article, one.id, text, author),
        commenting.reword(article, one.id, text, one.author),
        commenting.resolve(article, one.id),
        commenting.reopen(article, one.id),
        commenting.remove(article, one.id),
        *(commenting.remove(article, one.id, answer.id) for answer in one.replies),
        *(commenting.reword(article, one.id, text, answer.author, answer.id) for answer in one.replies),
    ]
    return draw(st.sampled_from(deeds))


@given(st.data())
def test_all_that_is_done_is_taken_back_and_done_again(data: st.DataObject) -> None:
    session = Session(start := data.draw(articles()))
    states = [start]
    for _ in range(data.draw(st.integers(1, 6))):
        change = data.draw(acts(session.article) | body_changes(session.article.body))
        if change is not None:
            session.apply_alone(change)
            states.append(session.article)
    for state in reversed(states[:-1]):
        session.undo()
        assert session.article == state
    for state in states[1:]:
        session.redo()
        assert session.article == state


@given(st.data())
def test_all_that_is_done_is_written_down_and_read_again(data: st.DataObject) -> None:
    article = data.draw(articles())
    for _ in range(data.draw(st.integers(1, 4))):
        change = data.draw(acts(article))
        if change is not None:
            assert changes.from_record(changes.to_record(change)) == change
            article = changes.apply(article, change)
    assert record.from_record(record.to_record(article)) == article


@given(st.data())
def test_a_merge_keeps_every_comment_and_every_reply_of_both(data: st.DataObject) -> None:
    base = NOTED
    sides = [base, base]
    for n, author in enumerate(("Rojin", "Shilan")):
        for minutes in sorted(data.draw(st.lists(st.integers(0, 9), max_size=3))):
            one = data.draw(st.sampled_from(sides[n].comments))
            moment = MOMENT + timedelta(minutes=minutes)
            act = data.draw(st.sampled_from(["comment", "reply", "resolve"]))
            sides[n] = _after(act, sides[n], one.id, author, moment)
    merged = merge_articles(base, *sides).article
    for side in sides:
        for one in side.comments:
            kept = commenting.comment_of(merged, one.id)
            assert kept is not None
            assert set(one.replies) <= set(kept.replies)
            assert [answer.time for answer in kept.replies] == sorted(answer.time for answer in kept.replies)
    other_way = merge_articles(base, sides[1], sides[0]).article
    assert _by_id(other_way) == _by_id(merged)


def _after(act: str, article: Article, comment_id: str, author: str, moment: datetime) -> Article:
    change = {
        "comment": commenting.comment(article, Spot(start=0, end=5), "Why?", author, moment),
        "reply": commenting.reply(article, comment_id, "Because.", author, moment),
        "resolve": commenting.resolve(article, comment_id),
    }[act]
    return changes.apply(article, change) if change is not None else article


def _by_id(article: Article) -> dict[str, Comment]:
    return {one.id: one for one in article.comments}


@pytest.mark.parametrize("turned", [False, True])
def test_resolving_on_one_side_holds_where_the_other_said_nothing(turned: bool) -> None:
    resolved = _with(NOTED, commenting.resolve(NOTED, "c1"))
    typed = _with(NOTED, BodyChange(0, "", "Late. "))
    ours, theirs = (typed, resolved) if turned else (resolved, typed)
    (one,) = merge_articles(NOTED, ours, theirs).article.comments
    assert one.resolved
    assert (one.start, one.quote) == (NOTED.comments[0].start + 6, "Tuesday")


def test_a_comment_says_who_made_it_on_what_and_when() -> None:
    spot = Spot(start=0, end=5, quote="Water")
    after = made(STORY, commenting.comment(STORY, spot, "  Whose water?\n", "Shilan", MOMENT))
    (one,) = after.comments
    assert one == Comment(one.id, "Shilan", MOMENT, "Whose water?", 0, 5, "Water")
    assert commenting.comment(STORY, spot, " \n ", "Shilan") is None


def test_an_answer_stands_behind_those_before_it_and_opens_the_comment_again() -> None:
    done = _with(NOTED, commenting.resolve(NOTED, "c1"))
    answered = made(done, commenting.reply(done, "c1", "The ministry.", "Shilan", MOMENT))
    again = made(answered, commenting.reply(answered, "c1", "Thank you.", "Rojin", MOMENT))
    (one,) = again.comments
    assert [(answer.author, answer.text) for answer in one.replies] == [
        ("Shilan", "The ministry."),
        ("Rojin", "Thank you."),
    ]
    assert not one.resolved
    assert commenting.reply(NOTED, "c1", "", "Shilan") is None
    assert commenting.reply(NOTED, "none", "What?", "Shilan") is None


def test_only_ones_own_words_can_be_reworded() -> None:
    answer = Reply("r1", "Shilan", MOMENT, "The ministry.")
    article = replace(NOTED, comments=(replace(NOTED.comments[0], replies=(answer,)),))
    assert commenting.reword(article, "c1", "Which ministry?", "Shilan") is None
    assert commenting.reword(article, "c1", "Two ministries.", "Rojin", "r1") is None
    assert commenting.reword(article, "c1", "Who says?", "Rojin") is None, "it says so already"
    (one,) = made(article, commenting.reword(article, "c1", "Which ministry?", "Rojin")).comments
    assert (one.text, one.replies) == ("Which ministry?", (answer,))
    (one,) = made(article, commenting.reword(article, "c1", "Both.", "Shilan", "r1")).comments
    assert (one.text, one.replies[0].text) == ("Who says?", "Both.")


def test_resolving_and_opening_again_apply_only_to_what_is_not_so_yet() -> None:
    done = made(NOTED, commenting.resolve(NOTED, "c1"))
    assert commenting.open_comments(done) == ()
    assert commenting.resolve(done, "c1") is None
    assert commenting.reopen(NOTED, "c1") is None
    assert made(done, commenting.reopen(done, "c1")) == NOTED


def test_a_comment_goes_with_its_replies_and_a_reply_alone() -> None:
    answers = tuple(Reply(f"r{n}", "Shilan", MOMENT, f"Answer {n}") for n in range(2))
    article = replace(NOTED, comments=(replace(NOTED.comments[0], replies=answers), a_comment(id="c2")))
    assert made(article, commenting.remove(article, "c1")).comments == (article.comments[1],)
    assert made(article, commenting.remove(article, "c1", "r0")).comments[0].replies == answers[1:]
    assert commenting.remove(article, "c3") is None
    assert commenting.remove(article, "c2", "r0") is None
