"""What drags and nudges make of a crop: always sound, always of its shape, and what stays is what was not touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.framing import FREE, SHAPES, SMALLEST, Box, Framing, Point
from desk.ui.stage_boxes import HANDLES, INSIDE, Handle, dragged, grown, moved, place_of, ratio_of

NEAR = 1e-4
ALMOST = pytest.approx

places = st.tuples(st.floats(-3, 3), st.floats(-3, 3))
"""Where a mouse may be: in the frame or far from it."""
framings = st.builds(
    Framing,
    size=st.tuples(st.integers(300, 6000), st.integers(300, 6000)),
    turn=st.integers(0, 3),
    tilt=st.floats(-45, 45),
    focus=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
shapes = st.sampled_from((FREE, *SHAPES))


def assert_sound(box: Box) -> None:
    left, top, right, bottom = box
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1
    assert right - left >= SMALLEST - NEAR
    assert bottom - top >= SMALLEST - NEAR


def assert_shaped(box: Box, ratio: float | None) -> None:
    """The sides are rounded, each by its own little."""
    if ratio is not None:
        wide, high = box[2] - box[0], box[3] - box[1]
        assert abs(wide - high * ratio) <= NEAR * (1 + ratio)


@given(framings, shapes, st.lists(st.tuples(st.sampled_from((*HANDLES, INSIDE)), places), max_size=8))
def test_whatever_is_dragged_stays_in_the_frame_and_keeps_its_shape(
    framing: Framing, shape: str, drags: list[tuple[Handle, Point]]
) -> None:
    box, ratio = framing.box(shape), ratio_of(framing, shape)
    for handle, to in drags:
        box = dragged(box, handle, to, ratio)
        assert_sound(box)
        assert_shaped(box, ratio)


@given(framings, shapes, st.lists(st.tuples(st.booleans(), st.sampled_from((-0.3, -0.01, 0.01, 0.3)), st.booleans())))
def test_whatever_is_nudged_stays_in_the_frame_and_keeps_its_shape(
    framing: Framing, shape: str, nudges: list[tuple[bool, float, bool]]
) -> None:
    box, ratio = framing.box(shape), ratio_of(framing, shape)
    for resizes, step, across in nudges:
        steps = (step, 0.0) if across else (0.0, step)
        box = grown(box, *steps, ratio) if resizes else moved(box, *steps)
        assert_sound(box)
        assert_shaped(box, ratio)


@given(st.sampled_from(HANDLES), st.tuples(st.floats(0.3, 0.7), st.floats(0.3, 0.7)))
def test_a_handle_goes_where_it_is_dragged_and_the_side_across_stays(handle: Handle, by: Point) -> None:
    box = (0.2, 0.2, 0.8, 0.8)
    across, down = handle
    to = (0.5 + across * by[0], 0.5 + down * by[1])
    made = dragged(box, handle, to, None)
    across_from = (-across, -down)
    for axis, side in ((0, across), (1, down)):
        if side:
            assert place_of(made, handle)[axis] == ALMOST(min(max(to[axis], 0), 1), abs=NEAR)
            assert place_of(made, across_from)[axis] == ALMOST(place_of(box, across_from)[axis], abs=NEAR)
        else:
            assert (made[axis], made[axis + 2]) == (box[axis], box[axis + 2])


@pytest.mark.parametrize("handle", HANDLES)
def test_with_a_shape_the_corner_or_the_middle_of_the_side_across_stays(handle: Handle) -> None:
    box, across_from = (0.3, 0.3, 0.6, 0.6), (-handle[0], -handle[1])
    to = (0.45 + 0.25 * handle[0], 0.45 + 0.25 * handle[1])
    made = dragged(box, handle, to, 1.0)
    assert place_of(made, across_from) == ALMOST(place_of(box, across_from), abs=NEAR)
    assert made[2] - made[0] == ALMOST(0.4, abs=NEAR)


def test_a_corner_follows_whichever_way_the_mouse_is_further() -> None:
    assert dragged((0.1, 0.1, 0.3, 0.3), (1, 1), (0.35, 0.7), 1.0) == ALMOST((0.1, 0.1, 0.7, 0.7), abs=NEAR)
    assert dragged((0.1, 0.1, 0.3, 0.3), (1, 1), (0.7, 0.35), 1.0) == ALMOST((0.1, 0.1, 0.7, 0.7), abs=NEAR)


def test_growing_keeps_the_middle_until_an_edge_is_in_the_way() -> None:
    assert grown((0.4, 0.4, 0.6, 0.6), 0.2, 0.0, None) == ALMOST((0.3, 0.4, 0.7, 0.6), abs=NEAR)
    assert grown((0.0, 0.4, 0.2, 0.6), 0.2, 0.0, None) == ALMOST((0.0, 0.4, 0.4, 0.6), abs=NEAR)
    assert grown((0.4, 0.4, 0.6, 0.6), 0.0, 0.2, 1.0) == ALMOST((0.3, 0.3, 0.7, 0.7), abs=NEAR)
