"""What was pasted into an empty story, looked at: wire copy, a whole web page, or simply words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from desk.article.trouble import Trouble

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.formats.rearranging import Copy
    from desk.library import Library

_NAME = "what was pasted"
_WHOLE_PAGE = re.compile(r"<(?:meta\b[^>]{0,80}\bog:|script\b[^>]{0,80}ld\+json|article\b)", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>.*?<title\b", re.IGNORECASE | re.DOTALL)
_LONGEST = 5_000_000


def made_of(text: str, html: str, library: Library) -> Copy | Article | None:
    """The copy that a text is, or the story of a page; None for what are simply words. Off the GUI thread."""
    if page := _page(text, html):
        return _story_of(page, library)
    return _copy_of(text, library)


def _page(text: str, html: str) -> str:
    """The source of a whole page, where one was pasted: as words, or as what stands behind them."""
    from desk.formats import detect

    for source in (text, html):
        head = source[:200_000]
        is_source = source is html or detect(_NAME, text[:2_000].encode("utf-8", "replace")) == "web"
        if len(source) <= _LONGEST and is_source and _HEAD.search(head) and _WHOLE_PAGE.search(source):
            return source
    return ""


def _story_of(page: str, library: Library) -> Article | None:
    from desk.formats import read_bytes
    from desk.library.titles import with_known

    try:
        read = read_bytes(page.encode("utf-8", "replace"), _NAME, "web")
    except Trouble:  # the words are pasted all the same
        return None
    for data in read.originals.values():
        library.add_media(data)
    return with_known(library, read.article)


def _copy_of(text: str, library: Library) -> Copy | None:
    from desk.formats.rearranging import Copy
    from desk.formats.wire_copy import Role, arrange, looks_like_wire
    from desk.library.titles import known

    if not looks_like_wire(text):
        return None
    arrangement = arrange(text)
    around = arrangement.of(Role.PREVIOUS, Role.NEXT, Role.RELATED)
    return Copy(arrangement, known=known(library, _titles(around)))


if TYPE_CHECKING:
    from desk.formats.wire_arrangement import Passage


def _titles(passages: Iterable[Passage]) -> list[str]:
    from desk.formats.wire_phrases import titled

    return [title for passage in passages if (title := titled(passage.line)[0])]
