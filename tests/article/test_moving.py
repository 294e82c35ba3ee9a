"""Places after a step of many parts are where they are after its parts one by one."""

from __future__ import annotations

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from desk.article.changes import BodyChange, map_position
from desk.article.moving import moved

PARTS = st.lists(
    st.builds(BodyChange, st.integers(0, 30), st.text("x", max_size=4), st.text("y", max_size=4)), max_size=8
)


@given(PARTS, st.integers(0, 60), st.booleans(), st.booleans())
def test_many_parts_move_a_place_as_they_do_one_by_one(
    parts: list[BodyChange], position: int, after: bool, in_order: bool
) -> None:
    if in_order:
        parts = sorted(parts, key=lambda part: -part.at)
    alone = reduce(lambda at, part: map_position(part, at, after=after), parts, position)
    assert reduce(lambda at, step: step.place(at, after=after), moved(parts), position) == alone


def test_parts_that_go_up_the_body_are_one_step() -> None:
    up = [BodyChange(at, "ab", "c") for at in range(300, 0, -3)]
    assert len(moved(up)) == 1
    assert len(moved(up[::-1])) == 100
