"""The library's stories as a site: what the command line and the window alike hand to the exporter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desk.article.model import now
from desk.article.trouble import Trouble
from desk.formats.delivery import Progress, never
from desk.formats.page import Options
from desk.formats.site import Built, Fresh, Sources, Wish, build
from desk.formats.site_entries import Entry
from desk.formats.site_plan import tag_of
from desk.formats.whereabouts import link_to
from desk.library import kin, outgoing
from desk.library.receipts import Sent

if TYPE_CHECKING:
    from desk.library import Library

SITE = "site"
"""What receipts call this export."""


def publish(
    library: Library,
    out: Path,
    options: Options,
    query: str = "",
    wish: Wish | None = None,
    *,
    chosen: Set[str] = frozenset(),
    cancelled: Callable[[], bool] = never,
    progress: Progress = lambda _done, _all: None,
) -> Built | None:
    """Have the site of the stories that are ready or published; None where it was cancelled.

    Of all of these, or of those that a query asks for, or of those `chosen` by their IDs.
    """
    coming = outgoing.outgoing(library.database, query, library.author)
    if chosen:
        coming = [one for one in coming if one.id in chosen]
    sources = Sources(coming, library.article, library, kin.marks_of, nearest_kin)
    known = replace(options, lookup=lambda other: link_to(library.article, other, options.base_url))
    return build(sources, out, known, wish or Wish(now()), cancelled, progress)


def leave_receipts(library: Library, built: Built) -> int:
    """Note in the library whose pages an export of a site wrote anew; how many stories these are.

    A story that was changed while the site was made, or after, is not what left, and so has no receipt: it leaves anew
    with the next export.
    """
    pages = built.pages
    return sum(_left(library, pages[start : start + _AT_ONCE]) for start in range(0, len(pages), _AT_ONCE))


_AT_ONCE = 50
"""Stories in one transaction: whoever types waits no longer than it takes."""


def _left(library: Library, pages: Sequence[Fresh]) -> int:
    articles = {}
    for page in pages:
        with suppress(Trouble):  # it is gone by now
            articles[page.id] = library.article(page.id)
    stamps = outgoing.stamps(library.database, list(articles))  # asked after the reading: so what was read has left
    left = [
        (articles[page.id], [Sent(SITE, page.place, page.sha256)])
        for page in pages
        if stamps.get(page.id) == page.stamp
    ]
    return sum(number > 0 for number in library.receipts.leave_all(left))


def nearest_kin(entries: Sequence[Entry]) -> Mapping[str, Sequence[str]]:
    """The IDs of each story's kin."""
    return kin.related(kin.Told(entry.id, tag_of(entry), entry.marks) for entry in entries)
