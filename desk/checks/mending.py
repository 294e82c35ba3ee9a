"""Mending all findings of one kind at once: their fixes fit the story as it was checked, so they are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from desk.article import changes
from desk.article.changes import BodyChange, Change, FieldChange, Group, PhotoChange, body_changes
from desk.article.model import Article
from desk.checks.finding import Finding

_MOST_ROUNDS = 20
"""Of two fixes in one field the second waits for the next look at the story; no more looks than these are taken."""


def mend_all(article: Article, code: str, look: Callable[[Article], Sequence[Finding]]) -> Change | None:
    """One change that makes the fixes of all findings of a code; None where there is none.

    `look` finds what stands in a story's way, in any order.
    """
    made: list[Change] = []
    for _round in range(_MOST_ROUNDS):
        fitting = _fitting(one for one in look(article) if one.code == code)
        if not fitting:
            break
        for change in fitting:
            article = changes.apply(article, change)
        made += fitting
    return Group(tuple(made)) if len(made) > 1 else made[0] if made else None


def _fitting(findings: Iterable[Finding]) -> list[Change]:
    """The fixes that do not touch what another changes, the last in the body first, so that each still fits."""
    in_body: list[tuple[int, int, Change]] = []
    elsewhere: dict[tuple[str, str], Change] = {}
    for finding in findings:
        change = finding.fix.change if finding.fix else None
        if change is None:
            continue
        parts = body_changes(change)
        if parts:
            in_body.append((*_reach(parts), change))
        else:
            elsewhere.setdefault(_held(change), change)
    chosen: list[Change] = []
    least = -1
    for start, end, change in sorted(in_body, key=lambda one: one[:2]):
        if start > least:
            chosen.append(change)
            least = end
    return [*reversed(chosen), *elsewhere.values()]


def _reach(parts: Sequence[BodyChange]) -> tuple[int, int]:
    """From where to where a fix reaches in the body; its parts are in order from the last to the first."""
    return min(part.at for part in parts), max(part.at + len(part.removed) for part in parts)


def _held(change: Change) -> tuple[str, str]:
    match change:
        case FieldChange(field):
            return "", field
        case PhotoChange(photo, field):
            return photo, field
    return "", type(change).__name__
