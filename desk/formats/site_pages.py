"""The pages of a site: stories, and lists of stories. What each is made of has a key, known before it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from desk.article.languages import language
from desk.article.model import Article, Photo
from desk.formats import renditions
from desk.formats.addresses import web_base
from desk.formats.around import Around, Link, around_of
from desk.formats.page import Options, PageMaker, Picture
from desk.formats.site_entries import Entry, moment
from desk.formats.site_plan import Leaf, Plan, digest, tag_of, way
from desk.formats.withdrawn import as_read

MOST_RELATED = 4
STYLE, SEARCH, FEED = "style.css", "search.html", "feed.xml"


class Pages:
    """Makes the pages of one plan. `options` are as for one story's page; `theme` is a digest of the theme's files."""

    def __init__(self, plan: Plan, options: Options, maker: PageMaker, theme: str, version: str) -> None:
        self._plan, self._options, self._maker = plan, options, maker
        self.base = web_base(options.base_url)
        """The web address under which the site will stand; empty where nobody knows."""
        self._common = digest(version, theme, options.publisher, self.base, options.house)
        self._faces = {entry.id: self._face(entry) for entry in plan.entries}
        self._head = cache(self._made_head)
        self._head_key = cache(lambda tag: digest(self._common, self._head(tag, 1)))
        self._link = lru_cache(4096)(self._made_link)

    # stories

    def story_path(self, entry: Entry) -> str:
        """Where a story's page lies."""
        return f"{self._plan.names[entry.id]}/index.html"

    def story_key(self, entry: Entry) -> str:
        """What a story's page is made of."""
        named = around_of(Article(id=entry.id, related=entry.own), self._known) if entry.related else None
        older, newer = self._beside(entry)
        others = (older, newer, *self._kin(entry), *self._plan.siblings.get(entry.id, ()))
        lists = [self._plan.authors[tag_of(entry), name].first for name in entry.authors]
        faces = [self._faces.get(other) for other in others]
        own = (entry.stamp, entry.changed, self._plan.names[entry.id], entry.photos)
        return digest(self._head_key(tag_of(entry)), own, faces, lists, self._section(entry), named)

    def story(self, article: Article, entry: Entry) -> str:
        """A story's page."""
        from desk.article.markup import render_body

        def pictures(photo: Photo) -> Picture:
            return renditions.picture(entry.pictures[photo.id], lambda path: path)

        options = replace(self._options, modified=moment(entry.changed))
        article = as_read(article, options.modified)
        body = render_body(article.body, self._maker.setting(article, pictures, self.base, options.house))
        address = self.address(self.story_path(entry))
        return self._maker.page(
            article,
            options,
            pictures,
            body,
            address=address,
            stylesheet=way(self.story_path(entry), STYLE),
            around=self.around(entry),
        )

    def around(self, entry: Entry) -> Around:
        """What stands around a story. What it names itself comes before what was found."""
        path, tag = self.story_path(entry), tag_of(entry)
        named = around_of(Article(id=entry.id, related=entry.own), self._known) if entry.related else Around()
        older, newer = self._beside(entry)
        found = [self._to(one, with_picture=True) for one in self._kin(entry)]
        return replace(
            self._head(tag, 1),
            previous=_leading(named.previous) or (self._to(older) if older else named.previous),
            next=_leading(named.next) or (self._to(newer) if newer else named.next),
            related=_distinct((*named.related, *found))[:MOST_RELATED],
            translations=self._translations(entry, named),
            section=way(path, self._section(entry)) if entry.section else "",
            authors={name: way(path, self._plan.authors[tag, name].first) for name in entry.authors},
        )

    def _beside(self, entry: Entry) -> tuple[str, str]:
        """The stories before and after; none of one that was withdrawn."""
        return self._plan.neighbours.get(entry.id, ("", ""))

    def _translations(self, entry: Entry, named: Around) -> tuple[Link, ...]:
        siblings = [self._plan.by_id[one] for one in self._plan.siblings.get(entry.id, ())]
        links = {one.language: one for one in named.translations}
        links |= {one.language: replace(self._to(one.id), language=one.language) for one in siblings}
        return tuple(links[tag] for tag in sorted(links) if tag != entry.language)

    def _kin(self, entry: Entry) -> Sequence[str]:
        own = {one.article for one in entry.own}
        return [one for one in self._plan.related.get(entry.id, ()) if one not in own]

    def _known(self, article_id: str) -> Link | None:
        """How a story is linked to that another names; without a title where readers do not see it."""
        if article_id in self._plan.by_id:
            return self._to(article_id, with_picture=True)
        return Link("") if self._options.lookup(article_id) is not None else None

    def _to(self, article_id: str, with_picture: bool = False) -> Link:
        """How another story's page links to a story."""
        link = self._link(article_id, 1)
        return link if with_picture else Link(link.title, link.address)

    def _made_link(self, article_id: str, depth: int) -> Link:
        entry = self._plan.by_id[article_id]
        folder = way("/" * depth, f"{self._plan.names[article_id]}/")
        picture = None
        if files := entry.pictures.get(entry.lead):
            picture = renditions.picture(files, lambda path: f"{folder}{path}")
            picture = replace(picture, crops=(), webp="")
        return Link(
            entry.headline,
            f"{folder}index.html",
            entry.language,
            entry.section,
            entry.day,
            picture=picture,
            alt=entry.alt,
        )

    def _face(self, entry: Entry) -> str:
        """All that pages of others show of a story."""
        shown = (entry.headline, entry.language, entry.section, entry.printed, entry.summary, entry.alt)
        return digest(shown, self._plan.names[entry.id], entry.pictures.get(entry.lead))

    def _section(self, entry: Entry) -> str:
        return self._plan.sections[tag_of(entry), entry.section].first if entry.section else ""

    # lists

    def leaf_key(self, leaf: Leaf) -> str:
        """What a page of a list is made of."""
        told = (leaf.path, leaf.list.kind, leaf.list.title, leaf.number, leaf.newer, leaf.older)
        editions = [(tag, self._plan.home(tag)) for tag in self._plan.languages]
        return digest(
            self._head_key(leaf.list.language), told, editions, [self._faces[entry.id] for entry in leaf.stories]
        )

    def leaf(self, leaf: Leaf) -> str:
        """A page of a list: the front page, a section's or an author's."""
        depth, whole = leaf.path.count("/"), leaf.list
        context = {
            "title": whole.title,
            "stories": [self._shown(entry, depth) for entry in leaf.stories],
            "number": leaf.number if leaf.path != whole.first else 0,
            "newer": way(leaf.path, leaf.newer) if leaf.newer else "",
            "older": way(leaf.path, leaf.older) if leaf.older else "",
            "editions": self._editions(leaf) if whole.kind == "front" else (),
            "alternates": self._alternates(leaf),
        }
        return self.filled(f"{whole.kind}.html", leaf.path, whole.language, context)

    def filled(self, template: str, path: str, tag: str, context: Mapping[str, object]) -> str:
        """A page of the theme's other templates."""
        return self._maker.fill(
            template,
            tag,
            self._options,
            context,
            address=self.address(path),
            stylesheet=way(path, STYLE),
            around=self._head(tag, path.count("/")),
        )

    def list_key(self, tag: str) -> str:
        """What a page is made of that names all stories of a language."""
        return digest(self._head_key(tag), [self._faces[entry.id] for entry in self._plan.in_language[tag]])

    def _shown(self, entry: Entry, depth: int) -> Link:
        return replace(self._link(entry.id, depth), summary=entry.summary)

    def _editions(self, leaf: Leaf) -> tuple[Link, ...]:
        others = (tag for tag in self._plan.languages if tag != leaf.list.language)
        return tuple(Link(language(tag).name, way(leaf.path, self._plan.home(tag)), tag) for tag in others)

    def _alternates(self, leaf: Leaf) -> tuple[Link, ...]:
        if not self.base or leaf.list.kind != "front" or leaf.path != leaf.list.first or len(self._plan.languages) < 2:
            return ()
        return tuple(Link("", self.address(self._plan.home(tag)), tag) for tag in self._plan.languages)

    # all pages

    def address(self, path: str) -> str:
        """The web address of a page, as all who link to it from outside write it; empty where it is not known."""
        return f"{self.base}/{way('', path.removesuffix('index.html'))}" if self.base else ""

    def _made_head(self, tag: str, depth: int) -> Around:
        """What every page has that lies so deep."""
        path, folder = "/" * depth, self._plan.folder(tag)
        has_list = bool(self._plan.in_language.get(tag))
        sections = tuple(Link(one.title, way(path, one.first)) for one in self._plan.head_sections(tag))
        return Around(
            home=way(path, self._plan.home(tag)),
            sections=sections,
            feed=way(path, f"{folder}{FEED}") if self.base and has_list else "",
            search=way(path, f"{folder}{SEARCH}") if has_list else "",
        )


def _leading(link: Link | None) -> Link | None:
    """A link that leads somewhere."""
    return link if link is not None and link.address else None


def _distinct(links: Sequence[Link]) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(link.address or link.title, link)
    return tuple(found.values())
