"""Stretches of a text: a sequence like any other, that follows changes as its ends would one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.changes import BodyChange, map_position
from desk.article.spans import Span, Spans

SIZE = 40


@st.composite
def stretches(draw: st.DrawFn) -> list[Span]:
    """Stretches in order, not overlapping, some of them empty."""
    ends = sorted(draw(st.lists(st.integers(0, SIZE), max_size=16)))
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    return sorted(set(pairs))


@st.composite
def changes_of_text(draw: st.DrawFn) -> BodyChange:
    at = draw(st.integers(0, SIZE))
    return BodyChange(at, "x" * draw(st.integers(0, SIZE - at) | st.integers(0, 2)), "y" * draw(st.integers(0, 3)))


def followed(spans: list[Span], change: BodyChange) -> list[Span]:
    """Stretches after a change, one by one: gone where the change lies in them, else as far as it moves them."""
    end = change.at + len(change.removed)
    kept = []
    for start, stop in spans:
        if stop <= change.at:
            kept.append((start, stop))
        elif start >= end:
            kept.append((map_position(change, start), map_position(change, stop)))
    return kept


@given(stretches(), st.lists(changes_of_text(), max_size=4))
def test_following_changes_is_following_them_one_by_one(pairs: list[Span], changes: list[BodyChange]) -> None:
    spans = Spans(pairs)
    for change in changes:
        spans, pairs = spans.following(change), followed(pairs, change)
        assert list(spans) == pairs
        assert spans == Spans(pairs)
    assert [spans[number] for number in range(len(spans))] == pairs
    assert spans[1:3] == pairs[1:3]
    assert spans[-1:] == pairs[-1:]


@given(stretches(), changes_of_text(), st.integers(0, SIZE), st.integers(0, SIZE))
def test_what_is_seen_of_them(pairs: list[Span], change: BodyChange, one: int, other: int) -> None:
    spans, pairs = Spans(pairs).following(change), followed(pairs, change)
    low, high = sorted((one, other))
    assert spans.within(low, high) == [(start, end) for start, end in pairs if end >= low and start <= high]
    assert spans.first_from(low) == len([start for start, _end in pairs if start < low])


def test_there_is_none_behind_the_last() -> None:
    spans = Spans([(1, 2)])
    assert spans[-1] == (1, 2)
    for number in (1, -2):
        with pytest.raises(IndexError):
            spans[number]


def test_equal_stretches_are_equal_however_they_came_there() -> None:
    moved = Spans([(1, 2)]).following(BodyChange(0, "", "x"))
    assert moved == Spans([(2, 3)])
    assert hash(moved) == hash(Spans([(2, 3)]))
    assert moved != Spans([(1, 2)])
