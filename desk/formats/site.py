"""`site`: many stories as one site to upload, each with its page, and all that leads to them.

A folder of plain files that any server shows, and any browser from a disk. Only what changed is made again, all of it
is put in place at once, and an export that is stopped leaves the earlier site as it was: see `site_placing`. The same
stories at the same time always make the same bytes, however many exports led there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from desk import __version__
from desk.article.model import Article
from desk.article.status import Status
from desk.article.trouble import Trouble
from desk.formats import site_feeds, site_making, site_photos, site_search
from desk.formats.delivery import Cancelled, Originals, Progress, never, why_not
from desk.formats.page import Options
from desk.formats.site_entries import Coming, Entry, Marks, entry_of, from_note, to_note, with_pictures
from desk.formats.site_pages import FEED, SEARCH, STYLE, Pages
from desk.formats.site_placing import Placing
from desk.formats.site_plan import Kin, Plan, digest, tag_of
from desk.formats.templates import PLAIN
from desk.formats.themes import maker_for, theme_folder
from desk.formats.withdrawn import is_withdrawn
from desk.photos.renditions import VERSION

_FORM = 1
"""Rises whenever sites are made otherwise, so that what an older Desk made is made anew."""
SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
_AT_ONCE = 1000
"""Stories that are made into pages before the next are read."""
_AT_HAND = 2000
"""Stories that are kept in memory between being listed and being made into pages."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a site's stories come from. `coming` are those that are ready, published or killed; `article` reads one.

    `originals` has the photos, `marks` and `kin` find related stories; the library has them all. `stops` says why a
    story that changed is not to be in the site all the same; mostly nothing does.
    """

    coming: Sequence[Coming]
    article: Callable[[str], Article]
    originals: Originals
    marks: Marks
    kin: Kin
    stops: Callable[[Article], str] = lambda _article: ""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a site is to be. `main` is the language of its first page, if not the one with the most stories.

    Stories under an embargo beyond `now` are left out. `anew` makes everything again, whatever is there.
    """

    now: datetime
    main: str = ""
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Fresh:
    """The page of a story that was written anew: the story's ID and stamp, the page's file and that file's SHA-256."""

    id: str
    stamp: str
    place: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Built:
    """A site as it was put in place: its first page, its number of stories, the paths that were written and taken away.

    `notes` are sentences about what is not in it, `pages` the stories' pages among what was written.
    """

    index: Path
    stories: int = 0
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    pages: tuple[Fresh, ...] = ()


def build(
    sources: Sources,
    out: Path,
    options: Options,
    wish: Wish,
    cancelled: Callable[[], bool] = never,
    progress: Progress = lambda _done, _all: None,
) -> Built | None:
    """Have the site of these stories in folder `out`; None where it was cancelled. Trouble where it cannot be made."""
    try:
        with _said_plainly(out), Placing(out, wish.anew) as placing:
            return _Building(sources, placing, options, wish, _Steps(cancelled, progress)).put(out)
    except Cancelled:
        return None


class _Steps:
    """Tells how far the work is, and ends it where the person has had enough."""

    def __init__(self, cancelled: Callable[[], bool], progress: Progress) -> None:
        self._cancelled, self._progress = cancelled, progress
        self._done = self._all = 0

    def plan(self, steps: int) -> None:
        self._all += steps

    def take(self) -> None:
        if self._cancelled():
            raise Cancelled
        self._done += 1
        self._progress(min(self._done, self._all), self._all)


_Page = tuple[str, str, Callable[[], str]]
"""A page to make: its path, the key of what it is made of, and what makes it."""


@dataclass
class _Building:
    sources: Sources
    placing: Placing
    options: Options
    wish: Wish
    steps: _Steps
    notes: list[str] = field(default_factory=list)
    at_hand: dict[str, Article] = field(default_factory=dict)

    def put(self, out: Path) -> Built:
        """Make what is to be made, and put it in place."""
        house = digest(_FORM, __version__, VERSION, self.options.house)
        self.steps.plan(3 * len(self.sources.coming))
        maker = maker_for(self.options)
        entries = self._entries(house)
        self.steps.plan(2 * (len(entries) - len(self.sources.coming)))
        if not entries:
            raise Trouble("There is nothing to make a site of: no story is ready or published.")
        plan = Plan(entries, self.sources.kin, self.wish.main)
        entries = [self._with_photos(entry, plan.names[entry.id]) for entry in plan.entries]
        plan = Plan(entries, self.sources.kin, self.wish.main)
        pages = Pages(plan, self.options, maker, _theme_digest(self.options), f"{_FORM} {__version__}")
        self._write_stories(plan, pages)
        self._write_lists(plan, pages)
        self._write_rest(plan, pages, maker.css)
        self.placing.commit({"house": house, "entries": [to_note(entry) for entry in plan.entries]})
        if not pages.base:
            self.notes.append("There is no feed and no sitemap: these need to know the address of the site.")
        written, removed = tuple(self.placing.written), tuple(self.placing.removed)
        return Built(
            out / "index.html",
            len(plan.shown),
            written,
            removed,
            tuple(self.notes),
            tuple(self._fresh(plan, pages, out)),
        )

    def _fresh(self, plan: Plan, pages: Pages, out: Path) -> Iterator[Fresh]:
        written, folder = frozenset(self.placing.written), out.resolve()
        for entry in plan.entries:
            path = pages.story_path(entry)
            if path in written:
                yield Fresh(entry.id, entry.stamp, folder / path, self.placing.sha_of(path))

    # stories

    def _entries(self, house: str) -> list[Entry]:
        known = self._known(house)
        entries: list[Entry] = []
        for start in range(0, len(self.sources.coming), _AT_ONCE):
            unread: list[Callable[[], Entry]] = []
            for coming in self.sources.coming[start : start + _AT_ONCE]:
                entry = known.get(coming.id)
                if entry is not None and entry.stamp == coming.stamp:
                    entries.append(entry)
                elif article := self._read(coming):
                    unread.append(partial(self._entry, article, coming))
                self.steps.take()
            with closing(site_making.made(unread)) as told:
                entries += told
        return entries

    def _entry(self, article: Article, coming: Coming) -> Entry:
        return entry_of(article, coming, self.sources.marks, latin=self.options.house.latin_slugs)

    def _known(self, house: str) -> dict[str, Entry]:
        notes = self.placing.notes
        if self.wish.anew or notes.get("house") != house:
            return {}
        try:
            entries = map(from_note, notes["entries"])  # type: ignore[call-overload]
            return {entry.id: entry for entry in entries}
        except (KeyError, ValueError, TypeError):
            return {}

    def _read(self, coming: Coming) -> Article | None:
        try:
            article = self._article(coming.id)
        except Trouble as trouble:
            self.notes.append(f"{coming.id} is left out: {trouble}")
            return None
        if not self._may_leave(article):
            return None
        if why := self.sources.stops(article):
            self.notes.append(f"“{article.headline or coming.id}” is left out: {why}")
            return None
        return article

    def _may_leave(self, article: Article) -> bool:
        if is_withdrawn(article):
            return True
        is_over = article.embargo is None or article.embargo <= self.wish.now
        return is_over and article.status in (Status.READY, Status.PUBLISHED)

    def _article(self, article_id: str) -> Article:
        found = self.at_hand.get(article_id) or self.sources.article(article_id)
        if len(self.at_hand) < _AT_HAND:
            self.at_hand[article_id] = found
        return found

    def _write_stories(self, plan: Plan, pages: Pages) -> None:
        by_language = (entry for tag in plan.languages for entry in plan.in_language[tag])  # they have much in common
        entries = [*by_language, *plan.withdrawn]
        for start in range(0, len(entries), _AT_ONCE):
            wanted: list[_Page] = []
            for entry in entries[start : start + _AT_ONCE]:
                path, key = pages.story_path(entry), pages.story_key(entry)
                if self.placing.is_here(path, key):
                    self.steps.take()
                else:
                    article = self._article(entry.id)
                    self.at_hand.pop(entry.id, None)
                    if not self._may_leave(article):
                        raise Trouble(f"“{entry.headline}” was changed while the site was made: export it again.")
                    if not entry.photos:
                        article = replace(article, lead="", photos=())  # one of them is lost
                    wanted.append((path, key, partial(pages.story, article, entry)))
            self._make(wanted)

    def _make(self, wanted: Sequence[_Page]) -> None:
        """Make pages, and write each as it comes."""
        with closing(site_making.made([make for _path, _key, make in wanted])) as coming:
            for (path, key, _make), text in zip(wanted, coming, strict=True):
                self.placing.write(path, text + "\n", key)
                self.steps.take()

    # photos

    def _with_photos(self, entry: Entry, name: str) -> Entry:
        """The entry, its photos beside its page: those that are there already, or new ones."""
        self.steps.take()
        if entry.is_withdrawn:
            return entry
        paths = [f"{name}/{file.path}" for files in entry.pictures.values() for file in files]
        if entry.photos and all([self.placing.is_here(path, entry.photos) for path in paths]):  # noqa: C419 - all stay
            return entry
        article, house = self._article(entry.id), self.options.house
        key = site_photos.key_of(article, house)
        try:
            pictures = site_photos.make(
                article,
                self.sources.originals,
                house,
                lambda path, data: self.placing.write(f"{name}/{path}", data, key),
            )
        except Trouble as trouble:
            self.notes.append(f"“{entry.headline}” is without its photos: {trouble}")
            return with_pictures(entry, "", {})
        return with_pictures(entry, key, pictures)

    # the rest

    def _write_lists(self, plan: Plan, pages: Pages) -> None:
        leaves = [(leaf.path, pages.leaf_key(leaf), partial(pages.leaf, leaf)) for leaf in plan.leaves()]
        wanted = [one for one in leaves if not self.placing.is_here(one[0], one[1])]
        self.steps.plan(len(wanted))
        self._make(wanted)
        for tag in plan.languages:
            folder, key = plan.folder(tag), pages.list_key(tag)
            self._once(folder + SEARCH, key, lambda tag=tag: site_search.page(plan, pages, tag) + "\n")  # type: ignore[misc]
            words = digest(key, [entry.stamp for entry in plan.in_language[tag]])
            self._once(folder + site_search.DATA, words, partial(site_search.data, plan, pages, tag))

    def _write_rest(self, plan: Plan, pages: Pages, css: str) -> None:
        self.placing.write(STYLE, css + "\n")
        self.placing.write(site_search.SCRIPT, site_search.script())
        self.placing.write(ROBOTS, site_feeds.robots(pages.address(SITEMAP)))
        if not pages.base:
            return
        publisher = self.options.publisher

        def address(entry: Entry) -> str:
            return pages.address(pages.story_path(entry))

        for tag in plan.languages:
            own = f"{plan.folder(tag)}{FEED}"
            stories = [entry for entry in plan.entries if tag_of(entry) == tag]
            home = pages.address(plan.home(tag))
            self.placing.write(own, site_feeds.feed(stories, publisher, tag, home, pages.address(own), address))
        lists = [pages.address(leaf.path) for leaf in plan.leaves()]
        maps = site_feeds.sitemaps(plan.shown, publisher, self.wish.now, address, lists)
        for path, text in site_feeds.named(maps, SITEMAP, pages.address):
            self.placing.write(path, text)

    def _once(self, path: str, key: str, make: Callable[[], str]) -> None:
        if not self.placing.is_here(path, key):
            self.placing.write(path, make(), key)


def _theme_digest(options: Options) -> str:
    """What a theme's files say; those of Desk's own theme count too, which stand in for what another lacks."""
    told = hashlib.sha256()
    for folder in (theme_folder(PLAIN), theme_folder(options.theme, options.themes)):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                told.update(repr((path.relative_to(folder).as_posix(), path.read_bytes())).encode())
    return told.hexdigest()


@contextmanager
def _said_plainly(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Trouble(f"The site was not written, since {out} {why_not(out, error)}") from error
