"""Which passage of a copy is what: what a page adds, the lines of the desk, head and tail; all else is body.

The sentences of the story are the measure. Between the first and the last of them only what surely is not of the story
is taken for something else; above the first and below the last, a line may be judged by its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence

from desk.formats.wire_arrangement import Passage
from desk.formats.wire_head import head_line_parts, opens_with_dateline, take_head
from desk.formats.wire_page import take_page
from desk.formats.wire_tail import take_tail
from desk.formats.wire_work import Work


def assigned(passages: Sequence[Passage], language: str, by_line: bool) -> list[Passage]:
    """The passages, each with its role; a dateline is parted from the paragraph that it opens."""
    work = Work([part for passage in passages for part in head_line_parts(passage)], language, by_line)
    if len(work.passages) > 1 or opens_with_dateline(work):
        for take in (take_page, take_head, take_tail):
            take(work)
    return list(work.done())
