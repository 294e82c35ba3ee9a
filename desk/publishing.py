"""The library's stories as a site: what the command line and the window alike hand to the exporter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desk.article.model import now
from desk.formats.delivery import Progress, never
from desk.formats.page import Options
from desk.formats.site import Built, Sources, Wish, build
from desk.formats.site_entries import Entry
from desk.formats.site_plan import tag_of
from desk.formats.whereabouts import link_to
from desk.library import kin
from desk.library.outgoing import outgoing

if TYPE_CHECKING:
    from desk.library import Library


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
    coming = outgoing(library.database, query, library.author)
    if chosen:
        coming = [one for one in coming if one.id in chosen]
    sources = Sources(coming, library.article, library, kin.marks_of, nearest_kin)
    known = replace(options, lookup=lambda other: link_to(library.article, other, options.base_url))
    return build(sources, out, known, wish or Wish(now()), cancelled, progress)


def nearest_kin(entries: Sequence[Entry]) -> Mapping[str, Sequence[str]]:
    """The IDs of each story's kin."""
    return kin.related(kin.Told(entry.id, tag_of(entry), entry.marks) for entry in entries)
