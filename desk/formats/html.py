"""`html`: a story as one self-contained page, its style and photos inside, to open anywhere."""

from __future__ import annotations

from desk.formats import renditions
from desk.formats.delivery import Delivery
from desk.formats.themes import maker_for


def write(delivery: Delivery) -> None:
    """Write `NAME.html`."""
    from desk.article.markup import render_body

    maker, article = maker_for(delivery.options), delivery.article
    pictures = renditions.inside(delivery)
    body = render_body(article.body, maker.setting(article, pictures, delivery.base, delivery.options.house))
    address = f"{delivery.address}.html" if delivery.address else ""
    delivery.add(f"{delivery.name}.html", maker.page(article, delivery.options, pictures, body, address=address) + "\n")
