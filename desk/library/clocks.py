"""What comes from elsewhere bears the times of another clock: none of them may be later than a day from now.

Else a version of a far year would stay the newest for ever, and whoever was given the story in such a year would have
it for ever. What is too late is as old as what was before it: so that the same comes to the same whenever it comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from desk.article.model import Article, now
from desk.article.past import Past

AHEAD = timedelta(days=1)
"""How far another's clock may be ahead of ours."""


def in_time(article: Article, past: Sequence[Past]) -> tuple[Article, Sequence[Past]]:
    """A story that came and its versions, oldest first, with times that may be."""
    limit = now() + AHEAD
    last = article.created if article.created <= limit else _EARLIEST
    versions: list[Past] = []
    for one in past:
        last = one.time if one.time <= limit else last
        versions.append(replace(one, time=last, article=_given_in_time(one.article, limit, last)))
    return _given_in_time(article, limit, last), versions


_EARLIEST = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def _given_in_time(article: Article, limit: datetime, last: datetime) -> Article:
    time = article.custody.time
    is_late = time is not None and time > limit
    return replace(article, custody=replace(article.custody, time=last)) if is_late else article
