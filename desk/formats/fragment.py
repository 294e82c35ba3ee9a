"""`fragment`: the body's HTML alone, for pasting into a CMS, in an element that keeps its language and direction."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import quote

from desk.article.languages import direction_of
from desk.article.model import Article
from desk.formats import renditions
from desk.formats.delivery import FRAGMENT_PHOTOS, Delivery
from desk.formats.page import Options, Picture, Pictures
from desk.formats.plain import without_tricks
from desk.formats.themes import maker_for


def write(delivery: Delivery) -> None:
    """Write `NAME.fragment.html`, and its photos into `NAME.fragment.photos`."""
    article, folder = delivery.article, f"{delivery.name}{FRAGMENT_PHOTOS}"
    photos = tuple(photo for photo in renditions.printed(article) if f"photo:{photo.id}" in article.body)
    written = renditions.write_sizes(delivery, photos, folder, crops=lambda _photo: False)
    pictures = pictures_of(delivery, written)
    body = body_html(article, pictures, delivery.options, delivery.base)
    opening = f'<div lang="{escape(article.language)}" dir="{direction_of(article.language)}"'
    delivery.add(f"{delivery.name}.fragment.html", f'{opening} data-article="{escape(article.id)}">\n{body}\n</div>\n')


def pictures_of(delivery: Delivery, written: dict[str, tuple[renditions.Written, ...]]) -> Pictures:
    """Where the exported photos will stand: at their web address where the base is known, else beside the file."""
    nowhere = Picture("", "", 0, 0)

    def address(path: str) -> str:
        return f"{delivery.base}/{quote(path)}" if delivery.base else quote(path)

    pictures = {photo_id: renditions.picture(files, address) for photo_id, files in written.items()}
    return lambda photo: pictures.get(photo.id, nowhere)


def body_html(article: Article, pictures: Pictures, options: Options, base: str) -> str:
    """The body as it stands on the page, the dateline at its head and the sign-off at its foot."""
    from desk.article.markup import render_body

    setting = maker_for(options).setting(article, pictures, base, options.house)
    body = render_body(article.body, replace(setting, around_table=("", "")))
    if not article.sign_off:
        return body
    return f'{body}\n<p class="sign-off">{escape(without_tricks(article.sign_off))}</p>'
