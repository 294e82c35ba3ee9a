"""Which backups stay: seven days and four weeks before them, whatever the clock and the calendar do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desk.library.kept_backups import DAYS, OF_ONE_DAY, WEEKS, moment_of, name_of, staying

FIRST = datetime(2026, 1, 1, 18, tzinfo=UTC)
moments = st.sets(st.datetimes(datetime(2026, 1, 1), datetime(2027, 3, 1)).map(lambda time: time.replace(tzinfo=UTC)))


def kept_after(days: int, step: int = 1) -> list[datetime]:
    """What is kept after a backup on every step-th day, each followed by dropping what is outdated."""
    kept: set[datetime] = set()
    for day in range(0, days, step):
        kept = staying({*kept, FIRST + timedelta(days=day)})
    return sorted(kept, reverse=True)


def test_after_a_year_of_days_there_are_seven_days_and_four_weeks() -> None:
    kept = kept_after(365)
    newest = FIRST + timedelta(days=364)
    assert kept[:DAYS] == [newest - timedelta(days=day) for day in range(DAYS)]
    assert len(kept) == DAYS + WEEKS
    gaps = [newer - older for newer, older in zip(kept[DAYS:], kept[DAYS + 1 :], strict=False)]
    assert gaps[1:] == [timedelta(days=7)] * (WEEKS - 2)
    assert gaps[0] <= timedelta(days=7)  # the week whose newest days are among the last seven
    assert newest - kept[-1] >= timedelta(days=DAYS + 7 * (WEEKS - 2))


def test_a_laptop_that_is_used_once_a_week_keeps_eleven_weeks() -> None:
    assert len(kept_after(365, step=7)) == DAYS + WEEKS


@given(moments)
def test_there_are_never_more_and_the_newest_stays(all_of_them: set[datetime]) -> None:
    kept = staying(all_of_them)
    assert kept <= all_of_them
    assert len(kept) <= DAYS + WEEKS + OF_ONE_DAY
    assert len(kept) >= min(DAYS, len({moment.date() for moment in all_of_them}))
    if all_of_them:
        assert max(all_of_them) in kept
        last = max(all_of_them, default=datetime.min).date()
    earlier = [moment.date() for moment in kept if moment.date() != last]
    assert len(set(earlier)) == len(earlier)


def test_of_the_newest_day_what_was_before_a_mistake_stays() -> None:
    day = [datetime(2026, 3, 3, hour, tzinfo=UTC) for hour in range(1, 20)]
    assert staying(day) == {day[0], *day[-OF_ONE_DAY:]}


@given(moments)
def test_what_stayed_stays_when_it_is_looked_at_again(all_of_them: set[datetime]) -> None:
    assert staying(staying(all_of_them)) == staying(all_of_them)


@given(moments, st.sampled_from([1, 7]))
def test_one_more_day_takes_one_backup_at_most_besides_those_of_its_week(before: set[datetime], later: int) -> None:
    kept = staying(before)
    newer = max(before, default=FIRST) + timedelta(days=later)
    assert len(kept - staying({*kept, newer})) <= 1


@given(st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1)), st.booleans())
def test_a_name_tells_its_moment(time: datetime, undoes: bool) -> None:
    moment = time.replace(tzinfo=UTC, microsecond=0)
    assert moment_of(Path(name_of(moment, undoes=undoes))) == moment
