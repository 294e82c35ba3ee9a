"""The open article: one door, one undo stack, and a journal that leads to the same article and the same stack."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import changes
from desk.article.changes import BodyChange, FieldChange, Misfit, PhotosChange, apply
from desk.article.model import Status
from desk.article.session import Applied, Entry, History, Move, Session, replay
from desk.article.trouble import Trouble
from tests.builders import (
    EMOJI,
    SORANI,
    a_comment_on,
    a_photo,
    a_story,
    an_article,
    articles,
    changes_for,
    junk,
)


def _type(session: Session, text: str, at: int | None = None) -> None:
    """Type `text` key by key, at the end of the body unless told where."""
    place = len(session.article.body) if at is None else at
    for number, mark in enumerate(text):
        session.apply(BodyChange(place + number, "", mark), "editor")


# undo as the writer feels it


def _undone(session: Session) -> list[str]:
    """The bodies that undo goes back through."""
    found = []
    while session.undo() is not None:
        found.append(session.article.body)
    return found


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("the dam broke", ["the dam ", "the ", ""]),
        ("دوو وڵات", ["دوو ", ""]),
        ("one\n\ntwo", ["one\n\n", "one\n", "one", ""]),
    ],
)
def test_typing_is_undone_word_by_word(text: str, bodies: list[str]) -> None:
    session = Session(an_article())
    _type(session, text)
    assert _undone(session) == bodies


def test_a_run_of_backspace_comes_back_at_once() -> None:
    session = Session(an_article(body=SORANI))
    for at in reversed(range(len(SORANI) - 10, len(SORANI))):
        session.apply(BodyChange(at, SORANI[at], ""))
    assert _undone(session) == [SORANI]


def test_a_mistyped_letter_mended_is_three_steps() -> None:
    session = Session(an_article())
    _type(session, "dan")
    session.apply(BodyChange(2, "n", ""))
    _type(session, "m")
    assert _undone(session) == ["da", "dan", ""]


@pytest.mark.parametrize("pasted", ["Sulaimaniyah", "two words", "a line\n", f"{EMOJI}{EMOJI}"])
def test_a_paste_is_a_step_of_its_own_without_a_word_from_the_pane(pasted: str) -> None:
    session = Session(an_article())
    _type(session, "in")
    session.apply(BodyChange(2, "", pasted))
    _type(session, "!")
    assert _undone(session) == [f"in{pasted}", "in", ""]


def test_a_cut_is_a_step_of_its_own() -> None:
    session = Session(an_article(body="one two three"))
    session.apply(BodyChange(4, "two ", ""))
    session.apply(BodyChange(3, " ", ""))
    assert _undone(session) == ["one three", "one two three"]


def test_a_pasted_headline_is_a_step_of_its_own() -> None:
    session = Session(an_article())
    session.apply(FieldChange("headline", "", "Ministers meet"))
    session.apply(FieldChange("headline", "Ministers meet", "Ministers meets"))
    session.undo()
    assert session.article.headline == "Ministers meet"


def test_each_status_chosen_is_undone_by_itself() -> None:
    session = Session(an_article())
    session.apply(FieldChange("status", Status.DRAFT, Status.IN_EDIT))
    session.apply(FieldChange("status", Status.IN_EDIT, Status.READY))
    session.undo()
    assert session.article.status is Status.IN_EDIT


@pytest.mark.parametrize("between", [Session.pause, Session.undo, Session.redo])
def test_what_is_typed_after_a_pause_is_undone_by_itself(between: Callable[[Session], object]) -> None:
    session = Session(an_article())
    _type(session, "th")
    between(session)
    if between is Session.undo:
        session.redo()
    _type(session, "e")
    session.undo()
    assert session.article.body == ("th" if between is not Session.redo else "")


def test_typing_elsewhere_is_undone_by_itself() -> None:
    session = Session(an_article(body="one two"))
    _type(session, "x", at=0)
    _type(session, "y", at=5)
    assert _undone(session) == ["xone two", "one two"]


def test_text_fields_and_photos_are_one_stack() -> None:
    session = Session(an_article())
    _type(session, "a")
    session.apply(FieldChange("headline", "", "H"))
    session.apply(PhotosChange((), (a_photo(),)))
    session.undo()
    assert (session.article.photos, session.article.headline) == ((), "H")
    session.undo()
    assert (session.article.headline, session.article.body) == ("", "a")


def test_a_new_change_ends_what_could_be_redone() -> None:
    session = Session(an_article())
    _type(session, "a")
    session.undo()
    assert session.can_redo
    _type(session, "b")
    assert not session.can_redo
    assert session.redo() is None


def test_undo_brings_a_comment_back_to_its_words() -> None:
    article = an_article(body=f"لە {SORANI}", comments=(a_comment_on(f"لە {SORANI}", SORANI),))
    session = Session(article)
    session.apply(BodyChange(1, article.body[1:], ""))
    session.undo()
    assert session.article == article


def test_a_change_that_does_not_fit_leaves_all_as_it_was() -> None:
    session = Session(an_article(body="dam"))
    told: list[Applied] = []
    session.observe(told.append)
    with pytest.raises(Misfit):
        session.apply(BodyChange(0, "river", ""))
    assert (session.article, session.history, told) == (an_article(body="dam"), History(), [])


def test_a_stack_that_does_not_fit_leaves_all_as_it_was() -> None:
    history = History((BodyChange(0, "", "river"),), ())
    session = Session(an_article(body="dam"), history)
    with pytest.raises(Misfit):
        session.undo()
    assert (session.article, session.history) == (an_article(body="dam"), history)


# observers


def test_an_observer_learns_what_changed_how_and_who_began_it() -> None:
    session = Session(an_article())
    told: list[Applied] = []
    session.observe(told.append)
    _type(session, "ab")
    session.undo("menu")
    session.redo("menu")
    assert [(step.move, step.origin) for step in told] == [
        (Move.DO, "editor"),
        (Move.JOIN, "editor"),
        (Move.UNDO, "menu"),
        (Move.REDO, "menu"),
    ]
    assert [step.after.body for step in told] == ["a", "ab", "", "ab"]
    assert all(apply(step.before, step.change) == step.after for step in told)
    assert [step.change for step in told][-1] == BodyChange(0, "", "ab")


def test_an_observer_that_left_is_told_no_more_even_of_the_step_at_hand() -> None:
    session = Session(an_article())
    told: list[Applied] = []
    ends: list[Callable[[], None]] = []
    session.observe(lambda _applied: ends[0]())
    ends.append(session.observe(told.append))
    _type(session, "a")
    ends[0]()
    _type(session, "b")
    assert told == []


def test_a_step_that_an_observer_takes_is_told_after_the_one_it_answers() -> None:
    session = Session(an_article())

    def tidy(applied: Applied) -> None:
        if applied.after.body == "a":
            session.apply(BodyChange(1, "", "."), "tidy")

    told: list[str] = []
    session.observe(tidy)
    session.observe(lambda applied: told.append(applied.after.body))
    _type(session, "a")
    assert told == ["a", "a."]


def test_one_observers_failure_keeps_no_step_from_the_others() -> None:
    session = Session(an_article())

    def fail(_applied: Applied) -> None:
        raise RuntimeError("a pane broke")

    told: list[str] = []
    session.observe(fail)
    session.observe(lambda applied: told.append(applied.after.body))
    for mark in "ab":
        with pytest.raises(RuntimeError, match="a pane broke"):
            _type(session, mark)
    assert told == ["a", "ab"]


# the journal


@given(st.data())
def test_an_entry_reads_back_the_same(data: st.DataObject) -> None:
    entry = Entry(data.draw(changes_for(data.draw(articles()))), data.draw(st.sampled_from(Move)))
    assert Entry.from_record(json.loads(json.dumps(entry.to_record()))) == entry


@given(junk())
def test_junk_is_no_entry(record: object) -> None:
    with pytest.raises(Trouble):
        Entry.from_record(record)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"move": "do"},
        {"move": "leap", "change": changes.to_record(BodyChange(0, "", "x"))},
        {"move": ["do"], "change": changes.to_record(BodyChange(0, "", "x"))},
        {"move": "do", "change": None},
        {"move": "do", "change": changes.to_record(BodyChange(0, "", "x")), "by": "a newer Desk"},
    ],
)
def test_what_is_no_entry_is_refused_in_a_sentence(record: object) -> None:
    with pytest.raises(Trouble, match=r"\.$"):
        Entry.from_record(record)


def test_a_journal_goes_on_from_the_stack_of_its_snapshot() -> None:
    session = Session(a_story())
    _type(session, " More.")
    kept, entries = session.history, []
    session.observe(lambda applied: entries.append(Entry(applied.change, applied.move)))
    session.undo()
    session.undo()
    session.redo()
    _type(session, "x")
    assert replay(kept, entries) == session.history
