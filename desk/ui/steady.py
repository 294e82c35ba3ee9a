"""What keeps the page where one is looking, while the text changes at many places at once or by the hands of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from typing import TYPE_CHECKING

from desk.article.changes import BodyChange, map_position
from desk.ui.others import ORIGIN as OTHERS

if TYPE_CHECKING:
    from desk.article.session import Applied
    from desk.ui.body import BodyField


def stays(applied: Applied, parts: Sequence[BodyChange]) -> bool:
    """Whether the caret stays at its words, rather than where the change is."""
    return applied.origin == OTHERS or are_scattered(parts, applied.before.body)


def are_scattered(parts: Sequence[BodyChange], body: str) -> bool:
    """Whether words of several paragraphs change, as when all of a kind are mended; no paragraph comes or goes."""
    if len(parts) < 2 or any("\n" in part.removed + part.inserted for part in parts):
        return False
    places = [part.at for part in parts]
    return "\n" in body[min(places) : max(places)]


@contextmanager
def kept_in_place(field: BodyField, applied: Applied, parts: Sequence[BodyChange]) -> Iterator[None]:
    """Have the first paragraph that is seen stay where it is on the screen, while scattered words change."""
    if not are_scattered(parts, applied.before.body):
        yield
        return
    bar, first = field.verticalScrollBar(), field.first_seen()
    above = bar.value() - field.top_of(first)
    yield
    first = reduce(lambda at, part: map_position(part, at), parts, first)
    bar.setValue(round(field.top_of(first) + above))
