"""A window is typed into by real key events and killed at random moments: no word older than a quarter second is lost.

`DESK_KILLS=300` kills it as often as that; unattended it is 30 times, at a desk a few.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from tests.crash.witness import Witness, is_whole_backup, killed_after

KILLS = int(os.environ.get("DESK_KILLS") or (30 if os.environ.get("CI") else 6))
ACTIVITIES = (
    *("saving", "commenting", "exporting", "importing", "adding_photos", "backing_up", "changing_stories", "typing"),
)
SOON, LATEST = 0.6, 1.2
"""Seconds until it is killed: of some from the start, while the window is made, of most from the first key."""


@pytest.mark.skipif(sys.platform == "win32", reason="no program can be killed like this here")
def test_a_window_killed_at_any_moment_loses_nothing_that_had_a_quarter_second(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library, place, dice = tmp_path / "library", tmp_path / "place", random.Random()
    place.mkdir()
    witness = Witness(library)
    for number in range(KILLS):
        activity, seed = ACTIVITIES[number % len(ACTIVITIES)], dice.getrandbits(32)
        words = (str(library), str(tmp_path / "settings.ini"), str(place), activity, str(seed))
        sign, latest = (b"pid", SOON) if dice.random() < 0.2 else (b"step", LATEST)
        witness.check(killed_after(dice.uniform(0, latest), sign, ["tests.crash.scribe", *words], tmp_path))
    with capsys.disabled():
        print(f"\nkilled: {witness.tally.line()}")  # noqa: T201
    assert witness.tally.typed > KILLS
    backups = sorted(place.glob("*.zip"))
    assert all(is_whole_backup(file, tmp_path / file.stem) for file in backups)
