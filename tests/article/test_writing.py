"""Writing at random: a session, its journal and its crashes, against a plain list of the states it was in."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desk.article.changes import BodyChange, Change, CommentsChange, FieldChange, PhotosChange, apply
from desk.article.model import Article, Photo
from desk.article.session import Applied, Entry, History, Move, Session, replay
from tests.builders import (
    ZWNJ,
    a_comment,
    an_article,
    articles,
    bodies,
    changes_for,
    field_values,
    photos,
)

KEYS = st.sampled_from(["a", "b", "ە", "ڵ", "م", ZWNJ, " ", " ", "\n", "é", "🗳", "🇮🇶", "٣"])


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

    def check_journals_whose_beginning_is_forgotten(self) -> None:
        """What is left can be undone to where the journal begins, and what was undone since can be redone."""
        kept = self.session.history
        for cut in range(0, len(self.journal), 3):
            history = replay(History(), self.journal[cut:])
            assert history.done[1:] == kept.done[len(kept.done) - len(history.done) + 1 :]
            assert history.undone == kept.undone[len(kept.undone) - len(history.undone) :]
            session = Session(self.session.article, history)
            while session.redo() is not None:
                pass
            while session.undo() is not None:
                pass

    def teardown(self) -> None:
        self.check_journals_whose_beginning_is_forgotten()
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
