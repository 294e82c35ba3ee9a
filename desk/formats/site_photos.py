"""The photos of a site: each story has its own beside its page, as the `page` export has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing

from desk.article.framing import FREE
from desk.article.model import Article
from desk.formats import renditions
from desk.formats.delivery import Originals
from desk.formats.house import House
from desk.formats.making import Order, made
from desk.formats.renditions import Written
from desk.formats.site_plan import digest
from desk.photos.kinds import ENDINGS
from desk.photos.renditions import Rendition

FOLDER = "photos"
Write = Callable[[str, bytes], None]
"""Writes a file beside the story's page."""


def key_of(article: Article, house: House) -> str:
    """What a story's photos are made of."""
    return digest(house, article.lead, renditions.printed(article))


def make(article: Article, originals: Originals, house: House, write: Write) -> dict[str, tuple[Written, ...]]:
    """Make the photos that readers see, and write them; the files of each, by its ID. Trouble where one is missing."""
    orders = [
        Order(photo, renditions.recipes(photo, house, photo.id == article.lead), renditions.label(article, photo))
        for photo in renditions.printed(article)
    ]
    if not orders:
        return {}
    with closing(made(originals, orders)) as coming:
        return {order.photo.id: _write(order, files, write) for order, files in zip(orders, coming, strict=True)}


def _write(order: Order, files: Sequence[Rendition], write: Write) -> tuple[Written, ...]:
    written: dict[str, Written] = {}
    for recipe, file in zip(order.recipes, files, strict=True):
        shape = "" if recipe.shape == FREE else recipe.shape
        path = f"{FOLDER}/{order.name}-{shape.replace(':', 'x') or file.width}.{ENDINGS[file.kind]}"
        if path not in written:
            write(path, file.data)
            written[path] = Written(path, file.width, file.height, file.kind, len(file.data), shape)
    return tuple(written.values())
