"""The versions in a story package: each is told by what differs from the one before, the first from an empty story.

Of a body only the stretch that changed is written. So the history of a long story is hardly larger than the story.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from desk.article import record
from desk.article.changes import text_change
from desk.article.model import Article
from desk.article.past import Past
from desk.article.trouble import Trouble

MOST = 20_000
"""Versions that a package may have."""
LARGEST = 200_000_000
"""Characters that all its versions may have together: what is told by differences is soon more than memory holds."""
_LABEL = ("author", "kind", "name", "note")
_LONGEST = 1000
"""Characters of what a version is called."""
_EMPTY = Article(id="", created=datetime(1970, 1, 1, tzinfo=UTC))


def packed(versions: Iterable[Past]) -> bytes:
    """The versions, oldest first, as JSON."""
    told: list[dict[str, object]] = []
    before = record.to_record(_EMPTY)
    for version in versions:
        now = record.to_record(version.article)
        label = {name: record.plain(getattr(version, name)) for name in ("number", "time", *_LABEL, "words")}
        told.append({**label, "changed": _difference(before, now)})
        before = now
    return json.dumps(told, ensure_ascii=False, indent=0).encode()


def unpacked(data: bytes, article_id: str) -> tuple[Past, ...]:
    """The versions of the story of this ID, oldest first. ValueError for what `packed` never wrote."""
    told = json.loads(data)
    if not isinstance(told, list) or len(told) > MOST:
        raise ValueError("no list of versions")
    versions: list[Past] = []
    state = record.to_record(_EMPTY)
    room = LARGEST
    for number, one in enumerate(told, 1):
        state = _applied(state, one["changed"])
        room -= len(cast(str, state["body"])) + 1
        if room < 0:
            raise ValueError("too large")
        versions.append(_version(number, one, state, article_id))
    return tuple(versions)


def _version(number: int, told: Mapping[str, object], state: Mapping[str, object], article_id: str) -> Past:
    time = datetime.fromisoformat(str(told["time"]))
    if time.tzinfo is None or not record.is_in_calendar(time):
        raise ValueError("no time")
    author, kind, name, note = (" ".join(str(told[label]).split())[:_LONGEST] for label in _LABEL)
    words = told["words"]
    if not isinstance(words, int) or not 0 <= words < 2**31:
        raise ValueError("no number of words")
    try:
        article = record.from_record(dict(state))
    except Trouble as trouble:
        raise ValueError(str(trouble)) from None
    return Past(number, time.replace(microsecond=0), author, kind, name, words, note, replace(article, id=article_id))


def _difference(before: Mapping[str, object], now: Mapping[str, object]) -> dict[str, object]:
    changed = {name: value for name, value in now.items() if value != before[name]}
    if "body" in changed:
        changed["body"] = _stretch(cast(str, before["body"]), cast(str, now["body"]))
    return changed


def _stretch(before: str, now: str) -> Sequence[object]:
    """Where the stretch that changed begins, how many characters it had, and what it is now."""
    change = text_change(before, now)
    return [change.at, len(change.removed), change.inserted]


def _applied(state: Mapping[str, object], changed: object) -> dict[str, object]:
    if not isinstance(changed, Mapping):
        raise ValueError("no changes")
    after = {**state, **changed}
    if "body" in changed:
        at, gone, new = changed["body"]
        body = cast(str, state["body"])
        if not (isinstance(new, str) and 0 <= at <= at + gone <= len(body)):
            raise ValueError("no stretch of the body")
        after["body"] = body[:at] + new + body[at + gone :]
    return after
