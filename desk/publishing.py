"""The library's stories as a site: what the command line and the window alike hand to the exporter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from desk.article.model import Article, Status, now
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
    clearance: Clearance | None = None,
) -> Built | None:
    """Have the site of the stories that are ready or published; None where it was cancelled.

    Of all of these, or of those that a query asks for, or of those `chosen` by their IDs. One that is ready and in
    whose way something stands is left out, as its `clearance` has it; a page that is out already stays.
    """
    coming = outgoing.outgoing(library.database, query, library.author)
    if chosen:
        coming = [one for one in coming if one.id in chosen]
    stops = (clearance or Clearance(library)).stops
    sources = Sources(coming, library.article, library, kin.marks_of, nearest_kin, stops)
    known = replace(options, lookup=lambda other: link_to(library.article, other, options.base_url))
    return build(sources, out, known, wish or Wish(now()), cancelled, progress)


class Clearance:
    """Lets stories into a site: all but those that never were out while something stands in their way.

    Such a one comes in where its newest version says why it went out all the same, or where `words` say it now. One
    that was published stays; that somebody calls it published alone lets nothing out.
    """

    def __init__(self, library: Library, words: str = "") -> None:
        self._library, self._words = library, words
        self.named: dict[str, str] = {}
        """What the versions are called that the words let in, by the stories' IDs."""

    def stops(self, article: Article) -> str:
        """Why a story is left out; empty where it is not."""
        from desk.clearance import although, is_although, refusal, stopping
        from desk.preflight import preflight

        if article.status not in (Status.READY, Status.PUBLISHED) or self._is_out(article):
            return ""
        stopped = stopping(article, preflight(self._library, article), [SITE])
        if not stopped:
            return ""
        versions = self._library.versions(article.id)
        if versions and is_although(versions[0].name):
            return ""
        if self._words:
            self.named[article.id] = although(article, stopped, self._words)
            return ""
        return refusal(article, stopped)

    def _is_out(self, article: Article) -> bool:
        """Whether readers have a published story: it has a time of publication, or left the house before."""
        from desk.clearance import BETWEEN_DESKS

        if article.status is not Status.PUBLISHED:
            return False
        return article.published is not None or any(
            one.format not in BETWEEN_DESKS for one in self._library.receipts.of(article.id)
        )


def leave_receipts(library: Library, built: Built, named: Mapping[str, str] = MappingProxyType({})) -> int:
    """Note in the library whose pages an export of a site wrote anew; how many stories these are.

    `named` says what the versions of some are called, which left in spite of something.

    A story that was changed while the site was made, or after, is not what left, and so has no receipt: it leaves anew
    with the next export.
    """
    pages = built.pages
    parts = (pages[start : start + _AT_ONCE] for start in range(0, len(pages), _AT_ONCE))
    return sum(_left(library, some, named) for some in parts)


_AT_ONCE = 50
"""Stories in one transaction: whoever types waits no longer than it takes."""


def _left(library: Library, pages: Sequence[Fresh], named: Mapping[str, str]) -> int:
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
    apart = [(article, sent) for article, sent in left if article.id in named]
    numbers = library.receipts.leave_all([one for one in left if one[0].id not in named])
    return sum(n > 0 for n in (*numbers, *(library.receipts.leave(*one, named[one[0].id]) for one in apart)))


def nearest_kin(entries: Sequence[Entry]) -> Mapping[str, Sequence[str]]:
    """The IDs of each story's kin."""
    return kin.related(kin.Told(entry.id, tag_of(entry), entry.marks) for entry in entries)
