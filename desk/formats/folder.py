"""`page`: a story as a folder to upload: the page, its style sheet, and its photos in every size."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from desk.article.model import Article, Photo, Status
from desk.article.trouble import Trouble
from desk.formats import renditions
from desk.formats.addresses import web_base
from desk.formats.around import Link
from desk.formats.delivery import Delivery, usual_name
from desk.formats.page import Picture
from desk.formats.themes import maker_for


def write(delivery: Delivery) -> None:
    """Write the folder `NAME`: `index.html`, `style.css`, `photos/`."""
    from desk.article.markup import render_body

    maker, article, name = maker_for(delivery.options), delivery.article, delivery.name
    written = renditions.write_sizes(
        delivery, renditions.printed(article), f"{name}/photos", crops=lambda photo: photo.id == article.lead
    )

    def pictures(photo: Photo) -> Picture:
        return renditions.picture(written[photo.id], lambda path: path.removeprefix(f"{name}/"))

    body = render_body(article.body, maker.setting(article, pictures, delivery.base, delivery.options.house))
    address = f"{delivery.address}/" if delivery.address else ""
    page = maker.page(article, delivery.options, pictures, body, address=address, stylesheet="style.css")
    delivery.add(f"{name}/index.html", page + "\n")
    delivery.add(f"{name}/style.css", maker.css + "\n")


def link_to(article_of: Callable[[str], Article], article_id: str, base_url: str) -> Link | None:
    """How a page links to a story of the library, which `article_of` finds or raises Trouble; None where it does not.

    Of a story that readers are not to see yet, or no more, the link has no title: it is left out of pages.
    """
    try:
        story = article_of(article_id)
    except Trouble:
        return None
    if story.status not in (Status.READY, Status.PUBLISHED):
        return Link("")
    day = story.published or story.dateline.date
    return Link(story.headline, address_of(story, base_url), story.language, story.section, day)


def address_of(article: Article, base_url: str) -> str:
    """Where an article's page will stand, as long as no other article has its name; empty where nobody knows."""
    try:
        base = web_base(base_url)
    except Trouble:
        return ""
    return f"{base}/{quote(usual_name(article))}/" if base else ""
