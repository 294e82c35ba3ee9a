"""`fragment`: the body's HTML alone, for pasting into a CMS, in an element that keeps its language and direction.

A CMS has its own place for photos and its own highest heading: photos may stand there without captions or not at all,
and headings be lowered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from urllib.parse import quote

from desk.article.languages import direction_of
from desk.article.model import Article, Status
from desk.formats import renditions
from desk.formats.delivery import FRAGMENT_PHOTOS, Delivery
from desk.formats.page import FIGURES, Options, Picture, Pictures
from desk.formats.plain import without_tricks
from desk.formats.themes import maker_for


def write(delivery: Delivery) -> None:
    """Write `NAME.fragment.html`, and its photos into `NAME.fragment.photos`."""
    article, options, folder = delivery.article, delivery.options, f"{delivery.name}{FRAGMENT_PHOTOS}"
    shown = () if options.figures == "none" else renditions.printed(article)
    photos = tuple(photo for photo in shown if f"photo:{photo.id}" in article.body)
    written = renditions.write_sizes(delivery, photos, folder, crops=lambda _photo: False)
    pictures = pictures_of(delivery, written)
    body = _lowered(
        body_html(article, pictures, options, delivery.base, _figures(delivery, pictures)), options.headings
    )
    opening = f'<div lang="{escape(article.language)}" dir="{direction_of(article.language)}"'
    marks = f'data-article="{escape(article.id)}"{" data-withdrawn" * (article.status is Status.KILLED)}'
    delivery.add(f"{delivery.name}.fragment.html", f"{opening} {marks}>\n{body}\n</div>\n")


def _figures(delivery: Delivery, pictures: Pictures) -> Callable[[str], str] | None:
    """What stands for a photo, by its ID; None for the theme's own figure."""
    if delivery.options.figures == FIGURES[0]:
        return None

    def image(photo_id: str) -> str:
        photo = delivery.article.photo(photo_id)
        picture = pictures(photo) if photo else None
        if photo is None or picture is None or not picture.src:
            return ""
        size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
        return f'<p><img src="{escape(picture.src)}" alt="{escape(without_tricks(photo.alt))}"{size}></p>'

    return image


_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")
_LOWEST = 6


def _lowered(html: str, levels: int) -> str:
    """The HTML with its headings some levels lower, none below the lowest."""
    return _HEADING.sub(lambda found: f"{found[1]}{min(_LOWEST, int(found[2]) + levels)}", html) if levels else html


def pictures_of(delivery: Delivery, written: dict[str, tuple[renditions.Written, ...]]) -> Pictures:
    """Where the exported photos will stand: at their web address where the base is known, else beside the file."""
    nowhere = Picture("", "", 0, 0)

    def address(path: str) -> str:
        return f"{delivery.base}/{quote(path)}" if delivery.base else quote(path)

    pictures = {photo_id: renditions.picture(files, address) for photo_id, files in written.items()}
    return lambda photo: pictures.get(photo.id, nowhere)


def body_html(
    article: Article, pictures: Pictures, options: Options, base: str, figure: Callable[[str], str] | None = None
) -> str:
    """The body as it stands on the page, the dateline at its head and the sign-off at its foot.

    `figure` gives the HTML of a photo by its ID where that is not to be the theme's.
    """
    from desk.article.markup import render_body

    setting = maker_for(options).setting(article, pictures, base, options.house)
    setting = replace(setting, around_table=("", ""), figure=figure or setting.figure)
    body = render_body(article.body, setting)
    if not article.sign_off:
        return body
    return f'{body}\n<p class="sign-off">{escape(without_tricks(article.sign_off))}</p>'
