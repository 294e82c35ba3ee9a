"""Times of another clock: what is of a far year is not, and comes to the same whenever it comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.article.model import Custody, now
from desk.article.past import Past
from desk.library import Library
from desk.library.clocks import AHEAD, in_time
from tests.builders import MOMENT, a_story

FAR = datetime(9999, 12, 31, tzinfo=UTC)
STORY = a_story(photos=(), lead="", created=MOMENT)


def version(time: datetime, **fields: object) -> Past:
    return Past(1, time, "Sam", "save", "", 3, "", replace(STORY, **fields))  # type: ignore[arg-type]


def test_what_may_be_stays_as_it_is() -> None:
    past = [version(MOMENT), version(now() + AHEAD / 2)]
    assert in_time(STORY, past) == (STORY, past)


def test_what_is_of_a_far_year_is_as_old_as_what_was_before_it() -> None:
    given = replace(STORY, custody=Custody("Dana", "Sam", FAR))
    after = MOMENT + timedelta(hours=1)
    article, past = in_time(given, [version(after), version(FAR, custody=given.custody)])
    assert [one.time for one in past] == [after, after]
    assert article.custody == past[1].article.custody == Custody("Dana", "Sam", after)
    assert in_time(article, past) == (article, past)
    assert in_time(given, [version(FAR)])[1][0].time == MOMENT


def test_a_package_of_a_far_year_changes_nothing_when_it_comes_again(tmp_path: Path) -> None:
    given = replace(STORY, custody=Custody("Dana", "Sam", FAR))
    past = [version(MOMENT), version(FAR, custody=given.custody)]
    library = Library.open(tmp_path / "library", "Dana")
    try:
        library.take_in_story(given, past)
        assert all(one.time < now() + AHEAD for one in library.versions(STORY.id))
        time = library.article(STORY.id).custody.time
        assert time is not None
        assert time < now() + AHEAD
        before = library.past(STORY.id)
        library.take_in_story(given, past)
        assert library.past(STORY.id) == before
    finally:
        library.close()
