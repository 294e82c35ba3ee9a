"""Marks follow the text as a plain list of them would, however it changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.article.changes import BodyChange, map_position
from desk.ui.layers import Layer, Layers, Mark

TEXT = 60


@st.composite
def laid(draw: st.DrawFn) -> list[Mark]:
    """Marks in order, which may overlap or be of no length."""
    place = st.integers(0, TEXT)
    pairs = sorted(draw(st.lists(st.tuples(place, place), max_size=8)))
    return sorted((min(pair), max(pair), "finding") for pair in pairs)


@st.composite
def typed(draw: st.DrawFn) -> list[BodyChange]:
    """Changes that fit one after the other."""
    changes, length = [], TEXT
    for _turn in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, length))
        removed = draw(st.integers(0, min(8, length - at)))
        inserted = draw(st.integers(0, 6))
        changes.append(BodyChange(at, "x" * removed, "y" * inserted))
        length += inserted - removed
    return changes


def moved(mark: Mark, change: BodyChange) -> Mark:
    """A mark after a change: text that is put in at either of its ends stays outside."""
    start, end, look = mark
    first = map_position(change, start)
    return first, max(first, map_position(change, end, after=False)), look


@given(laid(), typed())
def test_marks_follow_the_text(marks: list[Mark], changes: list[BodyChange]) -> None:
    layer, expected = Layer(marks), marks
    for change in changes:
        layer.follow(change)
        expected = [moved(mark, change) for mark in expected]
        assert layer.within(0, 10_000) == expected


@given(laid(), typed(), st.integers(0, 70), st.integers(0, 20))
def test_a_stretch_shows_what_lies_in_it_or_touches_it(
    marks: list[Mark], changes: list[BodyChange], start: int, length: int
) -> None:
    layer, end = Layer(marks), start + length
    for change in changes:
        layer.follow(change)
    everything = layer.within(0, 10_000)
    assert layer.within(start, end) == [one for one in everything if one[0] <= end and one[1] >= start]


def test_layers_are_drawn_one_over_the_other_and_taken_away() -> None:
    layers = Layers()
    layers.lay("changes", [(0, 4, "finding")])
    layers.lay("comments", [(2, 6, "finding")])
    assert layers.seen(0, 10) == [(2, 6, "finding"), (0, 4, "finding")]
    layers.lay("comments", [])
    assert layers.seen(0, 10) == [(0, 4, "finding")]
    layers.clear()
    assert layers.seen(0, 10) == []
