"""Which versions that were kept by themselves have become superfluous: the further back, the fewer are of use.

Of the last hour one a minute is kept, of the last day one an hour, before that one a day; always the newest. A minute
lies within one hour and an hour within one day, so it makes no difference how often this is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

MINUTE, HOUR, DAY = 60, 3600, 86_400
"""Seconds."""
_STEPS = ((HOUR, MINUTE), (DAY, HOUR))
"""Up to which age, in seconds, one is kept for how many seconds."""


def superfluous(kept: Iterable[tuple[int, datetime]], now: datetime) -> set[int]:
    """The numbers of those versions that may go, given the number and the time of each that was kept by itself.

    A version from the future (a clock was set back) counts as new.
    """
    newest: dict[tuple[int, int], tuple[datetime, int]] = {}
    gone: set[int] = set()
    for number, time in kept:
        length = _length(now.timestamp() - time.timestamp())
        slot = length, int(time.timestamp() // length)
        other = newest.get(slot)
        if other is not None:
            gone.add(min(other, (time, number))[1])
        newest[slot] = max(other, (time, number)) if other else (time, number)
    return gone


def _length(age: float) -> int:
    """For how many seconds one version of this age is kept."""
    return next((length for limit, length in _STEPS if age < limit), DAY)
