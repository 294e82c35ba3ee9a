"""A story as a web page: one theme, filled in. The exporters and the live preview share it, so they cannot differ.

A theme is a folder of Jinja2 templates: `page.html` around everything, one file for each part of the page in `parts/`
(its outermost element carries `data-part` with the file's name), `figure.html` for a photo, `style.css`, and
`words.json` with the page's few own words in every language. Templates run in Jinja2's sandbox.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from desk.article import scripts
from desk.article.framing import printed_size
from desk.article.languages import direction_of, language
from desk.article.model import Article, Photo
from desk.article.trouble import Trouble
from desk.article.wire import dateline_text
from desk.formats.house import USUAL, House, credit_line
from desk.formats.linked_data import (
    Still,
    author_names,
    changed_on,
    description_of,
    in_script,
    news_article,
    printed_date,
    published_on,
)
from desk.formats.plain import without_tricks

if TYPE_CHECKING:
    from jinja2 import Environment

    from desk.article.markup import Setting


@dataclass(frozen=True, slots=True)
class Options:
    """What an export needs beside the article.

    `modified` is when the article last changed. `base_url` is the address under which the folder of exports will
    stand, empty where that is not known. `house` is how the newsroom publishes photos.
    """

    modified: datetime
    publisher: str = "Desk News"
    base_url: str = ""
    theme: str = "plain"
    house: House = USUAL


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


class PageMaker:
    """Makes pages of one theme. Safe to use from several threads, as long as each story has its own call."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / "page.html").is_file():
            raise Trouble(f"There is no page theme “{folder.name}”: choose another.")

    def page(
        self,
        article: Article,
        options: Options,
        pictures: Pictures,
        body_html: str,
        *,
        address: str = "",
        stylesheet: str = "",
    ) -> str:
        """The whole page. `address` is its own URL where that is known; `stylesheet`, if given, is linked to."""
        from markupsafe import Markup

        lead = article.lead_photo
        picture = pictures(lead) if lead else None
        stills = _placed(picture, address)
        data = news_article(article, options.publisher, options.modified, address, stills)
        context = self._context(article, options) | {
            "address": address,
            "stylesheet": stylesheet,
            "card": _card(stills),
            "css": Markup(self.css),
            "linked_data": Markup(in_script(data)),
            "parts": {name: Markup(html) for name, html in self.parts(article, options, pictures).items()},
            "body": Markup(body_html),
        }
        return self._render("page.html", context)

    def parts(self, article: Article, options: Options, pictures: Pictures) -> dict[str, str]:
        """Everything around the body: the name of each part → its outer HTML."""
        from markupsafe import Markup

        lead = article.lead_photo
        context = self._context(article, options)
        figure = self._figure(article, lead, pictures(lead), options.house, is_lead=True) if lead else ""
        context["lead"] = Markup(figure)
        return {name: self._render(f"parts/{name}.html", context) for name in self._part_names}

    def figure(self, article: Article, pictures: Pictures, house: House = USUAL) -> Callable[[str], str]:
        """What renders a photo in the body, by its ID; empty for a photo that the article does not have."""

        def render(photo_id: str) -> str:
            photo = article.photo(photo_id)
            return self._figure(article, photo, pictures(photo), house, is_lead=False) if photo else ""

        return render

    def setting(self, article: Article, pictures: Pictures, base: str = "", house: House = USUAL) -> Setting:
        """How the body is set: its language, its photos, the dateline that opens it, and where its site lies."""
        from desk.article.markup import Setting

        return Setting(article.language, self.figure(article, pictures, house), opening_of(article), base)

    @cached_property
    def css(self) -> str:
        """The theme's style sheet."""
        return (self.folder / "style.css").read_text(encoding="utf-8").strip()

    @cached_property
    def _part_names(self) -> tuple[str, ...]:
        return tuple(sorted(path.stem for path in (self.folder / "parts").glob("*.html")))

    @cached_property
    def _words(self) -> Mapping[str, Mapping[str, str]]:
        words: Mapping[str, Mapping[str, str]] = json.loads((self.folder / "words.json").read_text(encoding="utf-8"))
        return words

    @cached_property
    def _environment(self) -> Environment:
        from jinja2 import FileSystemLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(self.folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_shown,
        )
        environment.filters["paragraphs"] = lambda text: [line.strip() for line in text.splitlines() if line.strip()]
        return environment

    def _context(self, article: Article, options: Options) -> dict[str, object]:
        printed, modified = printed_date(article), changed_on(article, options.modified)
        return {
            "article": article,
            "publisher": options.publisher,
            "direction": direction_of(article.language),
            "dir_of": _direction_mark(article.language),
            "words": self._words.get(language(article.language).tag, self._words["en"]),
            "authors": author_names(article.byline),
            "description": description_of(article),
            "published": replace(_moment(printed, article.language), iso=published_on(article).isoformat()),
            "modified": _moment(modified, article.language),
            "updated": _moment(modified, article.language)
            if article.published and _is_update(printed, modified)
            else None,
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
        return self._render("figure.html", context)

    def _render(self, name: str, context: Mapping[str, object]) -> str:
        from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

        try:
            return self._environment.get_template(name).render(context).strip()
        except TemplateSyntaxError as error:
            where = f"{error.name}, line {error.lineno}"
            raise Trouble(f"The theme “{self.folder.name}” is broken in {where}: {error.message}.") from error
        except TemplateNotFound as error:
            raise Trouble(f"The theme “{self.folder.name}” lacks its file {error.name}.") from error
        except TemplateError as error:
            raise Trouble(f"The theme “{self.folder.name}” is broken in {name}: {error.message}.") from error


def opening_of(article: Article) -> str:
    """The dateline as HTML, to stand at the head of the first paragraph; empty where there is none."""
    from markupsafe import escape

    text = dateline_text(article.dateline, article.language)
    return f'<span class="dateline">{escape(without_tricks(text))}</span>' if text else ""


def _is_update(published: datetime | date, modified: datetime) -> bool:
    return isinstance(published, datetime) and (modified - published).total_seconds() >= 60


def _moment(time: datetime | date, tag: str) -> Moment:
    if not isinstance(time, datetime):
        return Moment(time.isoformat(), scripts.long_date(time, tag))
    return Moment(time.isoformat(), scripts.long_time(time, tag))


def _direction_mark(tag: str) -> Callable[[str], str]:
    """For templates: ` dir="…"` for a text that runs against the page, nothing for others."""
    from markupsafe import Markup

    own = direction_of(tag)

    def mark(text: str) -> str:
        found = scripts.paragraph_direction(text, own)
        return Markup("") if found == own else Markup(f' dir="{found}"')

    return mark


def _shown(value: object) -> object:
    """Every value on its way into a page: text loses what could deceive or break it, nothing is printed as None."""
    if value is None:
        return ""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return without_tricks(value)
    return value


def _placed(picture: Picture | None, address: str) -> tuple[Still, ...]:
    """The lead photo's crops for machines: their addresses absolute where the page knows its own."""
    if picture is None:
        return ()
    return tuple(replace(still, address=urljoin(address, still.address)) for still in picture.crops)


def _card(stills: tuple[Still, ...]) -> Still | None:
    """The photo for link previews; only an absolute web address will do there (ogp.me)."""
    return next((still for still in stills if urlsplit(still.address).scheme in ("http", "https")), None)
