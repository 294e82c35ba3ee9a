"""The plan of a site: which pages it has, where they lie, and which stories stand on each or lead to one another.

    index.html            the front page of the language with the most stories
    LANGUAGE/             the front pages of the others, and for every language: page-N.html, search.html, feed.xml,
                          sections/SECTION/, authors/AUTHOR/
    DATE-SLUG/            one story: its page and its photos

Lists of stories go on over several pages. These are numbered from the oldest, so that a new story changes only the
first: the first holds what does not fill a page of its own.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from desk.article import scripts
from desk.article.languages import language
from desk.formats.site_entries import Entry, moment

PER_PAGE = 24
"""Stories on a page of a list; the first has up to twice as many."""
MOST_SECTIONS = 10
"""Sections at the head of the page, those with the most stories."""
Kin = Callable[[Sequence[Entry]], Mapping[str, Sequence[str]]]
"""What finds the IDs of each story's nearest kin, of all stories by their dates."""


@dataclass(frozen=True, slots=True)
class List_:
    """A list of stories, newest first: all of a language, of a section, or of an author.

    `kind` is `front`, `section` or `author`; `folder` is where its pages lie, "" or ending in a slash, `first` the
    path of the first of them.
    """

    kind: str
    language: str
    title: str
    folder: str
    first: str
    stories: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list: its path, its number (the oldest is 1), and the paths of the pages beside it, or empty."""

    list: List_
    path: str
    number: int
    stories: tuple[Entry, ...]
    newer: str
    older: str


class Plan:
    """What a site of these stories has."""

    def __init__(self, entries: Iterable[Entry], kin: Kin, main: str = "") -> None:
        self.entries = sorted(entries, key=lambda one: (moment(one.published), one.id), reverse=True)
        """Newest first, those that were withdrawn among them."""
        self.shown = [entry for entry in self.entries if not entry.is_withdrawn]
        """Those that readers are led to."""
        self._main = main
        self._kin = kin
        self.by_id = {entry.id: entry for entry in self.shown}
        self.names = _names(self.entries)
        """The folder of each story's page, by its ID."""

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages, that of the site's first page first, the others by their number of stories."""
        counted = Counter(tag_of(entry) for entry in self.shown or self.entries)
        return tuple(sorted(counted, key=lambda tag: (tag != self._main, -counted[tag], tag)))

    def folder(self, tag: str) -> str:
        """Where the pages of a language lie."""
        return f"{scripts.slug_of(tag) or 'und'}/"

    def home(self, tag: str) -> str:
        """The path of a language's front page."""
        first = tag == self.languages[0] or tag not in self.languages
        return "index.html" if first else f"{self.folder(tag)}index.html"

    @cached_property
    def in_language(self) -> Mapping[str, tuple[Entry, ...]]:
        """The stories of each language, newest first."""
        return {tag: tuple(e for e in self.shown if tag_of(e) == tag) for tag in self.languages}

    @cached_property
    def withdrawn(self) -> tuple[Entry, ...]:
        """The stories of which only that they were withdrawn is to be read."""
        return tuple(entry for entry in self.entries if entry.is_withdrawn)

    @cached_property
    def sections(self) -> Mapping[tuple[str, str], List_]:
        """The list of each section, by language and name."""
        return self._lists("section", "sections", lambda entry: (entry.section,) if entry.section else ())

    @cached_property
    def authors(self) -> Mapping[tuple[str, str], List_]:
        """The list of each author, by language and name."""
        return self._lists("author", "authors", lambda entry: entry.authors)

    def head_sections(self, tag: str) -> list[List_]:
        """The sections at the head of a language's pages, by the alphabet."""
        own = [one for one in self.sections.values() if one.language == tag]
        most = sorted(own, key=lambda one: (-len(one.stories), one.title))[:MOST_SECTIONS]
        return sorted(most, key=lambda one: scripts.normalised(one.title))

    def leaves(self) -> Iterable[Leaf]:
        """Every page of every list."""
        for tag in self.languages:
            front = List_("front", tag, "", self.folder(tag), self.home(tag), self.in_language[tag])
            yield from _leaves(front)
        for one in (*self.sections.values(), *self.authors.values()):
            yield from _leaves(one)

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[str, str]]:
        """The IDs of the stories before and after each, of its language, by date; empty at the ends."""
        found = {}
        for stories in self.in_language.values():
            ids = ["", *(entry.id for entry in stories), ""]
            found.update({own: (older, newer) for newer, own, older in zip(ids, ids[1:], ids[2:], strict=False)})
        return found

    @cached_property
    def related(self) -> Mapping[str, Sequence[str]]:
        """The IDs of each story's kin, nearest first."""
        return self._kin(self.shown[::-1])

    @cached_property
    def siblings(self) -> Mapping[str, tuple[str, ...]]:
        """The IDs of the same story in other languages: what one of them names, all of them have. One a language."""
        group: dict[str, set[str]] = {}
        for entry in self.shown:
            for other in (one.article for one in entry.own if one.kind == "translation" and one.article in self.by_id):
                joined = group.get(entry.id, {entry.id}) | group.get(other, {other})
                group.update(dict.fromkeys(joined, joined))
        return {own: self._one_a_language(own, ids) for own, ids in group.items()}

    def _one_a_language(self, own: str, ids: Iterable[str]) -> tuple[str, ...]:
        newest = sorted((self.by_id[one] for one in ids), key=lambda e: (moment(e.published), e.id))
        by_language = {entry.language: entry.id for entry in newest}
        by_language.pop(self.by_id[own].language)
        return tuple(by_language[tag] for tag in sorted(by_language))

    def _lists(
        self, kind: str, folder: str, titles: Callable[[Entry], Iterable[str]]
    ) -> Mapping[tuple[str, str], List_]:
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.shown:
            for title in titles(entry):
                found.setdefault((tag_of(entry), title), []).append(entry)
        lists, taken = {}, set()
        for tag, title in sorted(found):
            slug = usual = scripts.slug_of(title) or kind
            number = 1
            while (tag, slug) in taken:
                number += 1
                slug = f"{usual}-{number}"
            taken.add((tag, slug))
            place = f"{self.folder(tag)}{folder}/{slug}/"
            lists[tag, title] = List_(kind, tag, title, place, f"{place}index.html", tuple(found[tag, title]))
        return lists


def tag_of(entry: Entry) -> str:
    """The language that a story belongs to, whatever country its tag names."""
    return language(entry.language).tag


def way(path: str, to: str) -> str:
    """How a page at `path` in the site links to the file `to`; both are paths from the site's top."""
    return "../" * path.count("/") + _quoted(to)


@lru_cache(1 << 14)
def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


def digest(*told: object) -> str:
    """A key of all that something is made of."""
    return hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _names(entries: Sequence[Entry]) -> dict[str, str]:
    """The first story of a name has it; each later one's is made longer by its ID."""
    taken: set[str] = set()
    names = {}
    for entry in sorted(entries, key=lambda one: (moment(one.created), one.id)):
        usual = entry.usual
        free = (name for name in (usual, f"{usual}-{entry.id[:6]}") if name.casefold() not in taken)
        name = next(free, f"{usual}-{entry.id}")
        taken.add(name.casefold())
        names[entry.id] = name
    return names


def _leaves(whole: List_) -> Iterable[Leaf]:
    count = len(whole.stories)
    archived = max(0, count // PER_PAGE - 1)
    paths = [f"{whole.folder}page-{number}.html" for number in range(1, archived + 1)] + [whole.first]
    on_first = count - archived * PER_PAGE
    for number, path in enumerate(paths, 1):
        start = 0 if path == whole.first else on_first + (archived - number) * PER_PAGE
        end = on_first if path == whole.first else start + PER_PAGE
        newer = paths[number] if number < len(paths) else ""
        yield Leaf(whole, path, number, whole.stories[start:end], newer, paths[number - 2] if number > 1 else "")
