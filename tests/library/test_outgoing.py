"""What may leave: of a killed story it is told when it was killed, not when it was last touched."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desk.article.model import Status
from desk.library import Library, versions
from desk.library.outgoing import outgoing
from tests.builders import MOMENT, an_article

STORY = replace(an_article(id="dam"), status=Status.PUBLISHED)


def test_a_killed_story_changed_last_when_it_was_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed = replace(STORY, status=Status.KILLED, kill_reason="Not so.")
    states = [STORY, killed, replace(killed, slugline="dam-kill"), replace(killed, kill_reason="It was made up.")]
    days = iter(MOMENT + timedelta(days=number) for number in range(len(states)))
    monkeypatch.setattr(versions, "now", lambda: next(days))
    with closing(Library.open(tmp_path / "library")) as library:
        for state in states:
            library.save(state)
        before = outgoing(library.database)
        assert [one.modified for one in before] == [MOMENT + timedelta(days=1)]
        days = iter([MOMENT + timedelta(days=9)])
        library.save(STORY)
        (after,) = outgoing(library.database)
        assert after.modified > MOMENT + timedelta(days=4), "it is killed no more"
        assert after.stamp != before[0].stamp
