"""How a photo is framed: turned, straightened, cut to shapes around its focal point or by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.framing import (
    FREE,
    SHAPES,
    WHOLE,
    Framing,
    Point,
    framing_of,
    is_framed,
    printed_size,
    sound,
    turned_crops,
    with_crop,
)
from desk.article.model import Crop
from tests.builders import a_photo, crops

fractions = st.floats(0, 1)
points = st.tuples(fractions, fractions)
sizes = st.tuples(st.integers(1, 9000), st.integers(1, 9000))


def framings(free: bool = True) -> st.SearchStrategy[Framing]:
    some_crops = st.none() | crops(FREE) if free else st.none()
    chosen = some_crops.map(lambda crop: (crop,) if crop else ())
    return st.builds(Framing, sizes, st.integers(0, 3), st.floats(-45, 45), points, chosen)


@pytest.mark.parametrize(("turn", "place"), [(0, (0.2, 0.1)), (1, (0.9, 0.2)), (2, (0.8, 0.9)), (3, (0.1, 0.8))])
def test_the_focal_point_turns_with_the_photo(turn: int, place: Point) -> None:
    found = Framing((600, 400), turn, focus=(0.2, 0.1)).focus_in_frame

    assert found == pytest.approx(place)


def test_a_photo_is_straightened_clockwise_about_its_middle() -> None:
    tilted = Framing((1000, 1000), tilt=30, focus=(0.5, 0.4))

    x, y = tilted.focus_in_frame

    assert x > 0.5, "what stood above the middle goes right"
    assert y < 0.5
    across, down = (x - 0.5) * tilted.frame[0], (y - 0.5) * tilted.frame[1]
    assert math.hypot(across, down) == pytest.approx(100)
    assert math.degrees(math.atan2(across, -down)) == pytest.approx(30)


@given(framings())
def test_no_empty_corner_shows(framing: Framing) -> None:
    """Each corner of the frame, turned back by the tilt, lies within the turned photo."""
    width, height = framing.turned
    angle = math.radians(-framing.tilt)
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        across, down = x * framing.frame[0] / 2, y * framing.frame[1] / 2
        assert abs(across * math.cos(angle) - down * math.sin(angle)) <= width / 2 * 1.0001
        assert abs(across * math.sin(angle) + down * math.cos(angle)) <= height / 2 * 1.0001


@given(framings())
def test_the_frame_has_the_turned_photo_s_shape_and_is_as_large_as_it_can_be(framing: Framing) -> None:
    (wide, high), (width, height) = framing.frame, framing.turned

    assert wide * height == pytest.approx(high * width)
    angle = math.radians(abs(framing.tilt))
    touches_side = wide * math.cos(angle) + high * math.sin(angle) == pytest.approx(width, rel=1e-6)
    touches_top = wide * math.sin(angle) + high * math.cos(angle) == pytest.approx(height, rel=1e-6)
    assert touches_side or touches_top


@given(framings(), points)
def test_a_place_in_the_frame_is_the_focal_point_that_was_set_there(framing: Framing, place: Point) -> None:
    there = replace(framing, focus=framing.focus_at(place))

    assert there.focus_in_frame == pytest.approx(place, abs=1e-6)


@given(framings(), st.sampled_from(list(SHAPES)))
def test_a_shape_nobody_cut_lies_in_the_free_crop_and_is_as_large_as_it_goes(framing: Framing, shape: str) -> None:
    left, top, right, bottom = framing.box(shape)
    free = framing.box(FREE)
    wide, high = framing.cut(shape)

    assert wide * SHAPES[shape][1] == pytest.approx(high * SHAPES[shape][0])
    assert left >= free[0] - 1e-9
    assert top >= free[1] - 1e-9
    assert right <= free[2] + 1e-9
    assert bottom <= free[3] + 1e-9
    assert right - left == pytest.approx(free[2] - free[0]) or bottom - top == pytest.approx(free[3] - free[1])


@given(framings(), st.sampled_from(list(SHAPES)))
def test_a_shape_holds_the_focal_point_where_the_free_crop_does(framing: Framing, shape: str) -> None:
    x, y = framing.focus_in_frame
    free = framing.box(FREE)
    left, top, right, bottom = framing.box(shape)

    if free[0] <= x <= free[2] and free[1] <= y <= free[3]:
        assert left - 1e-9 <= x <= right + 1e-9
        assert top - 1e-9 <= y <= bottom + 1e-9


def test_a_shape_cut_by_hand_is_as_it_was_cut() -> None:
    framing = Framing((1600, 900), crops=(Crop("1:1", 0.1, 0.2, 0.4, 0.7),))

    assert framing.box("1:1") == (0.1, 0.2, 0.4, 0.7)
    assert framing.cut("1:1") == pytest.approx((480, 450))
    assert framing.is_cut_by_hand("1:1")
    assert not framing.is_cut_by_hand("4:3")


@given(st.tuples(*[st.floats(-3, 3)] * 4))
def test_any_box_is_made_sound(box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = sound(box)

    assert 0 <= left < right <= 1 + 1e-9
    assert 0 <= top < bottom <= 1 + 1e-9


@given(crops(FREE))
def test_four_turns_bring_a_crop_back(crop: Crop) -> None:
    (again,) = turned_crops((crop,), 4)
    (round_about,) = turned_crops(turned_crops((crop,), 1), 3)

    assert again == crop
    for side in ("left", "top", "right", "bottom"):
        assert getattr(round_about, side) == pytest.approx(getattr(crop, side))


def test_the_free_crop_turns_along_and_the_others_start_anew() -> None:
    turned = turned_crops((Crop(FREE, 0.1, 0.2, 0.5, 0.6), Crop("16:9", 0, 0, 1, 0.5)), 1)

    (crop,) = turned
    assert (crop.left, crop.top, crop.right, crop.bottom) == pytest.approx((0.4, 0.1, 0.8, 0.5))


def test_a_free_crop_of_all_is_none() -> None:
    assert with_crop((), FREE, WHOLE) == ()
    assert with_crop((Crop("1:1", 0, 0, 1, 1),), "1:1", None) == ()


def test_a_photo_as_it_came_is_not_framed() -> None:
    photo = a_photo(width=1600, height=900)

    assert not is_framed(photo)
    assert not is_framed(replace(photo, focus=(0.1, 0.1), turn=4, crops=(Crop("1:1", 0, 0, 0.5, 1),)))
    assert is_framed(replace(photo, tilt=0.5))
    assert is_framed(replace(photo, crops=(Crop(FREE, 0, 0, 0.5, 1),)))


def test_the_printed_size_is_that_of_the_frame_and_its_free_crop() -> None:
    photo = a_photo(width=1600, height=900)

    assert printed_size(photo) == (1600, 900)
    assert printed_size(replace(photo, turn=1)) == (900, 1600)
    assert printed_size(replace(photo, turn=3, crops=(Crop(FREE, 0, 0, 0.5, 0.25),))) == (450, 400)
    assert printed_size(replace(photo, width=0)) == (0, 0)
    assert framing_of(photo, (800, 450)).cut() == (800, 450)
