"""Versions kept by themselves thin out: every minute for an hour, every hour for a day, then daily."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.library.thinning import superfluous

NOW = datetime(2026, 3, 3, 12, 30, tzinfo=UTC)
Kept = dict[int, datetime]


def ages() -> st.SearchStrategy[Kept]:
    """Versions by number, in the order of their times, some just now and some years old."""
    seconds = st.integers(-600, 7200) | st.integers(0, 10 * 86_400) | st.integers(0, 10**8)
    times = st.lists(seconds, max_size=60).map(sorted)
    return times.map(lambda some: {n: NOW - timedelta(seconds=age) for n, age in enumerate(reversed(some), 1)})


def left(kept: Kept, now: datetime) -> Kept:
    gone = superfluous(kept.items(), now)
    return {number: time for number, time in kept.items() if number not in gone}


def test_a_week_of_writing_thins_out_as_promised() -> None:
    start = NOW - timedelta(days=7)
    kept: Kept = {n: start + timedelta(seconds=30 * n) for n in range(7 * 2880)}
    times = sorted(left(kept, NOW).values())
    by_age = [sum(low <= NOW - time < high for time in times) for low, high in _SPANS]
    assert by_age == [60, 24, 7]  # minutes, hours (those of yesterday and of today that lie within a day), days


_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_SPANS = ((timedelta(), _HOUR), (_HOUR, _DAY), (_DAY, 9 * _DAY))


@given(ages())
def test_the_newest_stays_and_so_does_one_of_every_day(kept: Kept) -> None:
    stayed = left(kept, NOW)
    assert not kept or max(kept) in stayed
    assert {time.date() for time in stayed.values()} == {time.date() for time in kept.values()}


@given(ages())
def test_no_two_that_stay_are_closer_than_is_promised(kept: Kept) -> None:
    for age, form in ((timedelta(days=-1), "%x %H:%M"), (_HOUR, "%x %H"), (_DAY, "%x")):
        slots = [f"{time:{form}}" for time in left(kept, NOW).values() if NOW - time >= age]
        assert len(set(slots)) == len(slots)


@given(ages(), st.integers(0, 10**7), st.integers(0, 10**7))
def test_it_makes_no_difference_how_often_it_is_done(kept: Kept, first: int, second: int) -> None:
    soon, late = NOW + timedelta(seconds=first), NOW + timedelta(seconds=first + second)
    assert left(left(kept, soon), late) == left(kept, late)
    assert left(left(kept, soon), soon) == left(kept, soon)
