"""Which stretches of a text have yet to be asked about, in order and apart; they follow the text as it changes."""

from __future__ import annotations

from desk.article.changes import BodyChange
from desk.article.spans import Span


def followed(span: Span, change: BodyChange) -> Span:
    """Where a stretch is after a change; what was put in at either of its ends belongs to it."""
    start, end = span
    behind, shift = change.at + len(change.removed), len(change.inserted) - len(change.removed)
    if start > change.at:
        start = start + shift if start >= behind else change.at
    if end >= change.at:
        end = end + shift if end >= behind else change.at + len(change.inserted)
    return start, end


class Unasked:
    """Some stretches of a text, in code points."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def __bool__(self) -> bool:
        return bool(self._spans)

    def __len__(self) -> int:
        return len(self._spans)

    def clear(self) -> None:
        """Nothing is left to ask."""
        self._spans = []

    def add(self, start: int, end: int) -> None:
        """Ask about this stretch too."""
        if start >= end:
            return
        apart = [span for span in self._spans if span[1] < start or span[0] > end]
        touching = [span for span in self._spans if not (span[1] < start or span[0] > end)]
        low = min([start, *(span[0] for span in touching)])
        high = max([end, *(span[1] for span in touching)])
        self._spans = sorted([*apart, (low, high)])

    def take(self, start: int, end: int) -> None:
        """This stretch is asked about."""
        left = []
        for low, high in self._spans:
            left += [(a, b) for a, b in ((low, min(high, start)), (max(low, end), high)) if a < b]
        self._spans = left

    def within(self, start: int, end: int) -> Span | None:
        """The first stretch, or part of one, that lies in another."""
        return next(
            ((max(a, start), min(b, end)) for a, b in self._spans if max(a, start) < min(b, end)),
            None,
        )

    def first(self) -> Span | None:
        """The first stretch of all."""
        return self._spans[0] if self._spans else None

    def follow(self, change: BodyChange) -> None:
        """Move with a change of the text."""
        self._spans = [span for span in (followed(span, change) for span in self._spans) if span[0] < span[1]]
