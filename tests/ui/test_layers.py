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


@st.composite
def apart(draw: st.DrawFn, low: int = 0, high: int = TEXT) -> list[Mark]:
    """Marks in order that lie apart, in a stretch."""
    places = sorted(draw(st.sets(st.integers(low, high), max_size=12)))
    return [(start, end, "finding") for start, end in zip(places[::2], places[1::2], strict=False)]


@given(apart(), typed(), st.integers(0, 70), st.integers(1, 25), st.data())
def test_a_stretch_is_laid_anew_and_all_else_stays(
    marks: list[Mark], changes: list[BodyChange], start: int, length: int, data: st.DataObject
) -> None:
    layers, end = Layers(), start + length
    layers.lay("spelling", marks)
    for change in changes[:-1]:
        layers.follow(change)
    come = data.draw(apart(start, end))
    before = layers.within("spelling", 0, 10_000)
    layers.relay("spelling", start, end, come)
    others = [one for one in before if (one[1] <= start and one[0] < start) or one[0] >= end]
    expected = sorted([*others, *come])
    assert layers.within("spelling", 0, 10_000) == expected
    layers.follow(changes[-1])
    assert layers.within("spelling", 0, 10_000) == [moved(mark, changes[-1]) for mark in expected]


def test_layers_are_drawn_one_over_the_other_and_taken_away() -> None:
    layers = Layers()
    layers.lay("changes", [(0, 4, "finding")])
    layers.lay("comments", [(2, 6, "finding")])
    assert layers.seen(0, 10) == [(0, 4, "finding"), (2, 6, "finding")]
    layers.lay("comments", [])
    assert layers.seen(0, 10) == [(0, 4, "finding")]
    layers.clear()
    assert layers.seen(0, 10) == []
