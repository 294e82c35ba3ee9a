"""A story as a web page: one theme, filled in. The exporters and the live preview share it, so they cannot differ.

A theme is a folder of Jinja2 templates: `page.html` around everything, one file for each part of the page in `parts/`
(its outermost element carries `data-part` with the file's name), `figure.html` for a photo, `style.css`, and
`words.json` with the page's few own words in every language. Templates run in Jinja2's sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from desk.article import scripts
from desk.article.framing import printed_size
from desk.article.languages import Direction, direction_of, language
from desk.article.model import Article, Photo
from desk.article.past import Past
from desk.article.wire import dateline_text
from desk.formats.around import Around, Lookup, alternates, around_of, unknown
from desk.formats.house import USUAL, House, credit_line
from desk.formats.linked_data import (
    Still,
    author_names,
    changed_on,
    description_of,
    for_machines,
    in_script,
    news_article,
    printed_date,
    published_on,
)
from desk.formats.plain import without_tricks
from desk.formats.sharing import ways_to_share
from desk.formats.templates import PAGE, PARTS, Templates

if TYPE_CHECKING:
    from desk.article.markup import Setting


FIGURES = ("figure", "img", "none")
"""How the photos of a fragment may stand in it: with their captions, as images alone, or not at all."""


@dataclass(frozen=True, slots=True)
class Options:
    """What an export needs beside the article.

    `modified` is when the article last changed. `base_url` is the address under which the folder of exports will
    stand, empty where that is not known. `house` is how the newsroom publishes photos. `themes` is the folder of the
    newsroom's own themes, if it has one. `lookup` finds the stories that others name as related, `past` gives the
    versions of the story of an ID, oldest first. `figures` and `headings` are for fragments: how photos stand in them,
    one of `FIGURES`, and by how many levels headings are lowered.
    """

    modified: datetime
    publisher: str = "Desk News"
    base_url: str = ""
    theme: str = "plain"
    house: House = USUAL
    themes: Path | None = None
    lookup: Lookup = unknown
    past: Callable[[str], Sequence[Past]] = lambda _article_id: ()
    figures: str = FIGURES[0]
    headings: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a page finds a photo: its address and size, other sizes for `srcset`, and crops in 16:9, 4:3 and 1:1.

    `webp` is a `srcset` of the same photo as WebP.
    """

    src: str
    srcset: str
    width: int
    height: int
    crops: tuple[Still, ...] = ()
    webp: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time on the page: for machines, and as the story's language writes it."""

    iso: str
    text: str


Pictures = Callable[[Photo], Picture]
_OF_A_LANGUAGE = frozenset(("words", "direction", "dir_of", "day", "count", "name_of"))
"""What templates find that is the same for all stories in one language."""


class PageMaker:
    """Makes pages of one theme. Safe to use from several threads, as long as each story has its own call.

    `plain` is the folder of Desk's own theme, from which comes what the theme in `folder` lacks.
    """

    def __init__(self, folder: Path, plain: Path | None = None) -> None:
        self.folder = folder
        self._templates = Templates(folder, plain)
        self._made: dict[str, tuple[object, str]] = {}

    def page(
        self,
        article: Article,
        options: Options,
        pictures: Pictures,
        body_html: str,
        *,
        address: str = "",
        stylesheet: str = "",
        around: Around | None = None,
    ) -> str:
        """The whole page. `address` is its own URL where that is known; `stylesheet`, if given, is linked to.

        `around` is what stands around the story; without it, what the article tells of that itself.
        """
        from markupsafe import Markup

        stands = around or around_of(article, options.lookup)
        context = self._context(article, options, address, stands)
        lead = article.lead_photo
        stills = _placed(pictures(lead) if lead else None, address)
        data = news_article(article, options.publisher, options.modified, address, stills, stands.authors)
        context |= self._frame(stylesheet) | {
            "card": _card(stills),
            "alternates": alternates(article, stands, address),
            "linked_data": Markup(in_script(data)),
            "parts": {name: Markup(html) for name, html in self._parts(article, options, pictures, context).items()},
            "body": Markup(body_html),
        }
        return self._templates.render(PAGE, context)

    def parts(
        self,
        article: Article,
        options: Options,
        pictures: Pictures,
        *,
        address: str = "",
        around: Around | None = None,
    ) -> dict[str, str]:
        """Everything around the body: the name of each part → its outer HTML. `address` and `around` as for `page`."""
        stands = around or around_of(article, options.lookup)
        return self._parts(article, options, pictures, self._context(article, options, address, stands))

    def fill(
        self,
        template: str,
        tag: str,
        options: Options,
        context: Mapping[str, object],
        *,
        address: str = "",
        stylesheet: str = "",
        around: Around | None = None,
    ) -> str:
        """Another page of the theme, in language `tag`: a front page, a section, an author.

        The template, `front.html` say, begins with `{% extends "frame.html" %}` and finds what a story's page finds
        of its site (`publisher`, `around`, `words`, `direction`, `day`, `masthead` …), and beside that `context`.
        """
        shared = self._shared(tag, options, address, around or Around()) | self._frame(stylesheet)
        return self._templates.render(template, shared | dict(context))

    def figure(self, article: Article, pictures: Pictures, house: House = USUAL) -> Callable[[str], str]:
        """What renders a photo in the body, by its ID; empty for a photo that the article does not have."""

        def render(photo_id: str) -> str:
            photo = article.photo(photo_id)
            return self._figure(article, photo, pictures(photo), house, is_lead=False) if photo else ""

        return render

    def setting(self, article: Article, pictures: Pictures, base: str = "", house: House = USUAL) -> Setting:
        """How the body is set: its language, its photos, the dateline that opens it, and where its site lies."""
        from desk.article.markup import Setting

        figure, around_table = self.figure(article, pictures, house), self._around_table(article.language)
        return Setting(article.language, figure, opening_of(article), base, around_table)

    def _around_table(self, tag: str) -> tuple[str, str]:
        """A wide table scrolls by itself, and so is to be reached by keyboard (WCAG 2.1.1) and has a name."""
        from markupsafe import escape

        name = escape(self._templates.words(tag).get("table", ""))
        return f'<div class="table" role="group" aria-label="{name}" tabindex="0">', "</div>"

    @property
    def css(self) -> str:
        """The theme's style sheet."""
        return self._templates.css

    def _parts(
        self, article: Article, options: Options, pictures: Pictures, context: Mapping[str, object]
    ) -> dict[str, str]:
        from markupsafe import Markup

        lead = article.lead_photo
        figure = self._lead(article, lead, pictures(lead), options.house) if lead else ""
        filled = dict(context) | {"lead": Markup(figure)}
        return {name: self._part(f"{PARTS}/{name}.html", filled) for name in self._templates.parts}

    def _part(self, name: str, context: Mapping[str, object]) -> str:
        asked = self._templates.asks_for(name)
        if asked is None:
            return self._templates.render(name, context)
        found = [_found(context, word) for word in sorted(asked - _OF_A_LANGUAGE)]
        return self._once(name, (context["tag"], found), lambda: self._templates.render(name, context))

    def _lead(self, article: Article, lead: Photo, picture: Picture, house: House) -> str:
        told = (article.language, lead, picture, house)
        return self._once("lead", told, lambda: self._figure(article, lead, picture, house, is_lead=True))

    def _once(self, name: str, told: object, make: Callable[[], str]) -> str:
        """What was made last under a name, where it was told the same; else made now. A key changes few parts."""
        told_before, made = self._made.get(name, (None, ""))
        if told_before != told:
            made = make()
            self._made[name] = told, made
        return made

    def _shared(self, tag: str, options: Options, address: str, around: Around) -> dict[str, object]:
        """What every page of a site finds, whatever it is about."""
        return {
            "tag": tag,
            "publisher": options.publisher,
            "address": address,
            "around": around,
            "direction": direction_of(tag),
            "dir_of": _direction_mark(tag),
            "words": self._templates.words(tag),
            "day": lambda moment: Moment(for_machines(moment), scripts.long_date(moment, tag)),
            "count": lambda number: scripts.grouped(number, tag),
            "name_of": lambda other: language(other).name,
        }

    def _frame(self, stylesheet: str) -> dict[str, object]:
        from markupsafe import Markup

        return {"stylesheet": stylesheet, "css": "" if stylesheet else Markup(self.css)}

    def _context(self, article: Article, options: Options, address: str, around: Around) -> dict[str, object]:
        printed, modified = printed_date(article), changed_on(article, options.modified)
        is_updated = bool(article.published) and _is_update(printed, modified)
        return self._shared(article.language, options, address, around) | {
            "article": article,
            "authors": author_names(article.byline),
            "byline": _with_authors(article.byline, around.authors),
            "description": description_of(article),
            "published": replace(_moment(printed, article.language), iso=for_machines(published_on(article))),
            "modified": _moment(modified, article.language),
            "updated": _moment(modified, article.language) if is_updated else None,
            "ways": ways_to_share(article, address),
            "shares": article.shares,
        }

    def _figure(self, article: Article, photo: Photo, picture: Picture, house: House, *, is_lead: bool) -> str:
        width, height = printed_size(photo)
        context = {
            "photo": photo,
            "picture": picture,
            "credit": credit_line(photo.credit, article.language, house),
            "is_lead": is_lead,
            "is_tall": height > width,
            "dir_of": _direction_mark(article.language),
        }
        return self._templates.render("figure.html", context)


def _found(context: Mapping[str, object], word: str) -> object:
    name, _, part = word.partition(".")
    return getattr(context.get(name), part, None) if part else context.get(name)


def opening_of(article: Article) -> str:
    """The dateline as HTML, to stand at the head of the first paragraph; empty where there is none."""
    from markupsafe import escape

    text = dateline_text(article.dateline, article.language)
    return f'<span class="dateline">{escape(without_tricks(text))}</span>' if text else ""


def _with_authors(byline: str, pages: Mapping[str, str]) -> list[tuple[str, str]]:
    """The byline in pieces, those that name an author with the address of their page, all others with none."""
    names = sorted(filter(byline.__contains__, pages), key=len, reverse=True)
    if not names:
        return [(byline, "")]
    pieces = re.split(f"({'|'.join(map(re.escape, names))})", byline)
    return [(piece, pages.get(piece, "")) for piece in pieces if piece]


def _is_update(published: datetime | date, modified: datetime) -> bool:
    return isinstance(published, datetime) and (modified - published).total_seconds() >= 60


def _moment(time: datetime | date, tag: str) -> Moment:
    if not isinstance(time, datetime):
        return Moment(for_machines(time), scripts.long_date(time, tag))
    return Moment(for_machines(time), scripts.long_time(time, tag))


def _direction_mark(tag: str) -> Callable[[str], str]:
    """For templates: ` dir="…"` for a text that runs against the page, nothing for others."""
    return partial(_direction_marked, own=direction_of(tag))


@lru_cache(2048)  # a site names each story on many pages
def _direction_marked(text: str, own: Direction) -> str:
    from markupsafe import Markup

    found = scripts.paragraph_direction(text, own)
    return Markup("") if found == own else Markup(f' dir="{found}"')


def _placed(picture: Picture | None, address: str) -> tuple[Still, ...]:
    """The lead photo's crops for machines: their addresses absolute where the page knows its own."""
    if picture is None:
        return ()
    return tuple(replace(still, address=urljoin(address, still.address)) for still in picture.crops)


def _card(stills: tuple[Still, ...]) -> Still | None:
    """The photo for link previews; only an absolute web address will do there (ogp.me)."""
    return next((still for still in stills if urlsplit(still.address).scheme in ("http", "https")), None)
