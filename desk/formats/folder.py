"""`page`: a story as a folder to upload: the page, its style sheet, and its photos in every size."""

from __future__ import annotations

from desk.article.model import Photo
from desk.formats import renditions
from desk.formats.delivery import Delivery
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
