"""Acts and the open story's steps are taken back in the reverse of the order in which they came, and done again."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Signal

from desk.article.changes import BodyChange
from desk.article.model import Article
from desk.article.session import Session
from desk.ui.acts import ORIGIN, Act, Acts


class Space(QObject):
    """As much of a workspace as acts ask for."""

    stepped = Signal(object)
    opened = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(Article())

    def open(self) -> None:
        self.session = Session(Article())
        self.session.observe(self.stepped.emit)
        self.opened.emit(self.session, 0)

    def undo(self) -> None:
        self.session.undo("undo")

    def redo(self) -> None:
        self.session.redo("undo")


class Stage:
    """What was done, seen from outside: numbers of acts, and letters of steps in the story."""

    def __init__(self) -> None:
        self.space, self.acted = Space(), list[int]()
        self.space.open()
        self.acts = Acts(self.space)  # type: ignore[arg-type]
        self.numbers = count()

    def act(self) -> None:
        number = next(self.numbers)
        act = Act(lambda: self.acted.remove(number), lambda: self.acted.append(number))
        self.acted.append(number)
        self.acts.did(act)

    def step(self) -> None:
        self.space.session.apply_alone(BodyChange(0, "", chr(0x100 + next(self.numbers))), "editor")

    def type(self) -> None:
        """May join the step before."""
        body = self.space.session.article.body
        self.space.session.apply(BodyChange(len(body), "", "x"), "editor")

    def part_of_act(self) -> None:
        """An act that takes a step in the open story."""
        session, number = self.space.session, next(self.numbers)
        session.apply_alone(BodyChange(0, "", "!"), ORIGIN)
        self.acted.append(number)

        def undo() -> None:
            self.acted.remove(number)
            session.undo(ORIGIN)

        def redo() -> None:
            self.acted.append(number)
            session.redo(ORIGIN)

        self.acts.did(Act(undo, redo))

    @property
    def state(self) -> tuple[tuple[int, ...], str]:
        return tuple(self.acted), self.space.session.article.body


@pytest.mark.usefixtures("qapp")
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(("act", "step", "type", "part_of_act")), max_size=15), st.integers(0, 15))
def test_undo_goes_back_through_every_state_and_redo_forth(what: list[str], back: int) -> None:
    stage = Stage()
    states = [stage.state]
    for one in what:
        deep = len(stage.space.session.history.done)
        getattr(stage, one)()
        if one == "type" and len(stage.space.session.history.done) == deep:
            states.pop()  # joined to the step before
        states.append(stage.state)
    gone = []
    for _ in range(min(back, len(states) - 1)):
        assert stage.acts.can_undo
        gone.append(states.pop())
        stage.acts.undo()
        assert stage.state == states[-1]
    while gone:
        assert stage.acts.can_redo
        stage.acts.redo()
        assert stage.state == gone.pop()


@pytest.mark.usefixtures("qapp")
def test_another_story_keeps_what_was_done_last() -> None:
    stage = Stage()
    stage.act()
    stage.step()
    stage.act()
    stage.space.open()
    assert stage.acts.can_undo
    stage.acts.undo()
    assert stage.acted == [0]
    assert not stage.acts.can_undo


@pytest.mark.usefixtures("qapp")
def test_one_taken_back_out_of_turn_is_the_newest_act() -> None:
    stage = Stage()
    said: list[object] = []
    stage.acts.taken_back.connect(said.append)
    act = Act(lambda: stage.acted.append(-1), lambda: stage.acted.remove(-1))
    stage.acts.did(act)
    stage.step()
    stage.acts.take_back(act)
    assert stage.acted == [-1]
    assert said == [act]
    stage.acts.undo()
    assert stage.acted == []
    stage.acts.undo()
    assert stage.space.session.article.body == ""
    stage.acts.end()
    assert not stage.acts.is_next_again
