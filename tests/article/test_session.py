"""The open article: one door, one undo stack, and a journal that leads to the same article and the same stack."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desk.article import changes
from desk.article.changes import BodyChange, Change, CommentsChange, FieldChange, Misfit, PhotosChange, apply
from desk.article.model import Article, Photo, Status
from desk.article.session import Applied, Entry, History, Move, Session, replay
from desk.article.trouble import Trouble
from tests.builders import (
    EMOJI,
    SORANI,
    ZWNJ,
    a_comment,
    a_comment_on,
    a_photo,
    a_story,
    an_article,
    articles,
    bodies,
    changes_for,
    field_values,
    junk,
    photos,
)

KEYS = st.sampled_from(["a", "b", "ە", "ڵ", "م", ZWNJ, " ", " ", "\n", "é", "🗳", "🇮🇶", "٣"])


def _type(session: Session, text: str, at: int | None = None) -> None:
    """Type `text` key by key, at the end of the body unless told where."""
    place = len(session.article.body) if at is None else at
    for number, mark in enumerate(text):
        session.apply(BodyChange(place + number, "", mark), "editor")


class Writing(RuleBasedStateMachine):
    """A session under a writer's hands, beside the plainest model of it: a list of the states between its steps.

    The model knows nothing of changes. It asks of the session only which steps were joined, and judges whether
    each state that undo and redo bring back is the very one that was left.
    """

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(an_article())
        self.states: list[Article] = [self.session.article]
        self.place = 0
        self.start = self.session.article
        self.journal: list[Entry] = []
        self.caret = 0

    @initialize(article=articles(bodies()))
    def open(self, article: Article) -> None:
        """Open any article; what is done before is in the journal's snapshot, so the stack is empty."""
        self.session = Session(article)
        self.session.observe(self._note)
        self.states, self.place, self.start, self.journal = [article], 0, article, []
        self.caret = len(article.body)

    def _note(self, applied: Applied) -> None:
        entry = Entry(applied.change, applied.move)
        self.journal.append(Entry.from_record(json.loads(json.dumps(entry.to_record()))))
        assert apply(applied.before, applied.change) == applied.after
        assert applied.after == self.session.article
        if applied.move is Move.DO:
            self.states[self.place + 1 :] = [applied.after]
            self.place += 1
        elif applied.move is Move.JOIN:
            self.states[self.place :] = [applied.after]

    def _take(self, change: Change) -> None:
        before = self.session.article
        self.session.apply(change)
        assert self.session.article == apply(before, change)

    @rule(mark=KEYS)
    def type_on(self, mark: str) -> None:
        self.caret = min(self.caret, len(self.session.article.body))
        self._take(BodyChange(self.caret, "", mark))
        self.caret += len(mark)

    @rule()
    def press_backspace(self) -> None:
        self.caret = min(self.caret, len(self.session.article.body))
        if self.caret:
            self.caret -= 1
            self._take(BodyChange(self.caret, self.session.article.body[self.caret], ""))

    @rule()
    def press_delete(self) -> None:
        body = self.session.article.body
        if self.caret < len(body):
            self._take(BodyChange(self.caret, body[self.caret], ""))

    @rule(share=st.floats(0, 1))
    def move_the_caret(self, share: float) -> None:
        self.caret = int(share * len(self.session.article.body))
        self.session.pause()

    @rule(mark=KEYS)
    def type_on_in_the_headline(self, mark: str) -> None:
        headline = self.session.article.headline
        self._take(FieldChange("headline", headline, headline + mark))

    @rule(value=field_values("status"))
    def choose_a_status(self, value: object) -> None:
        self._take(FieldChange("status", self.session.article.status, value))

    @rule(photo=photos())
    def add_a_photo(self, photo: Photo) -> None:
        before = self.session.article.photos
        self._take(PhotosChange(before, (*before, photo)))

    @rule(data=st.data())
    def do_anything(self, data: st.DataObject) -> None:
        self._take(data.draw(changes_for(self.session.article)))

    @precondition(lambda self: self.session.article.body)
    @rule(share=st.floats(0, 1))
    def comment_on_the_rest_of_the_body(self, share: float) -> None:
        body, before = self.session.article.body, self.session.article.comments
        start = int(share * len(body))
        self._take(CommentsChange(before, (*before[-1:], a_comment(start=start, end=len(body), quote=body[start:]))))

    @rule()
    def undo(self) -> None:
        assert (self.session.undo() is None) is (self.place == 0)
        self.place = max(self.place - 1, 0)

    @rule()
    def redo(self) -> None:
        last = len(self.states) - 1
        assert (self.session.redo() is None) is (self.place == last)
        self.place = min(self.place + 1, last)

    @rule()
    def crash_and_come_back(self) -> None:
        article = self.start
        for entry in self.journal:
            article = apply(article, entry.change)
        self.session = Session(article, replay(History(), self.journal))
        self.session.observe(self._note)

    @invariant()
    def the_article_is_the_state_where_the_model_stands(self) -> None:
        assert self.session.article == self.states[self.place]
        assert self.session.can_undo is (self.place > 0)
        assert self.session.can_redo is (self.place < len(self.states) - 1)

    @invariant()
    def the_journal_replayed_is_the_same_stack(self) -> None:
        assert replay(History(), self.journal) == self.session.history

    def teardown(self) -> None:
        while self.session.undo() is not None:
            pass
        assert self.session.article == self.start
        while self.session.redo() is not None:
            pass
        assert self.session.article == self.states[-1]


TestWriting = Writing.TestCase
TestWriting.settings = settings(
    stateful_step_count=30, suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large)
)

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
