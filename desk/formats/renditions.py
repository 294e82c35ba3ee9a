"""The photos of an export: which are printed, in which sizes, and where a page finds them."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from desk.article.framing import ASKED_WIDTH, FREE, SHAPES, framing_of, printed_size
from desk.article.model import Article, Photo
from desk.formats.delivery import Delivery
from desk.formats.house import House
from desk.formats.linked_data import Still
from desk.formats.making import Order, made
from desk.formats.page import Picture, Pictures
from desk.photos.kinds import ENDINGS
from desk.photos.renditions import Recipe, Rendition

Taken = TypeVar("Taken")
JPEG, WEBP = "image/jpeg", "image/webp"
_INSIDE_LEAD, _INSIDE, _INSIDE_MANY = 1600, 1200, 800
"""Widths in a page that is one file: of the lead photo, of others, and of others where there are many."""
_MANY = 8
_SRC_WIDTH = 1200
_WORTH_KEEPING = 1.15
_MARK = re.compile(r"photo:(\w+)")


@dataclass(frozen=True, slots=True)
class Written:
    """A rendition that was written: its path in the export, and what it is. `aspect` is the shape it was cut to."""

    path: str
    width: int
    height: int
    kind: str
    size: int
    aspect: str = ""


def printed(article: Article) -> tuple[Photo, ...]:
    """The photos that a reader sees: the lead photo, then those in the body, each once."""
    marks = dict.fromkeys([article.lead, *_MARK.findall(article.body)])
    return tuple(photo for photo in map(article.photo, marks) if photo is not None)


def label(article: Article, photo: Photo) -> str:
    """What a photo's files are called: `lead`, or `photo-2` for the second of the story."""
    if photo.id == article.lead:
        return "lead"
    return f"photo-{1 + [one.id for one in article.photos].index(photo.id)}"


def inside(delivery: Delivery) -> Pictures:
    """The printed photos as data: addresses, for a page that is one file.

    Each is there once, as JPEG, which whatever opens such a page can show; smaller where there are many.
    """
    photos = printed(delivery.article)
    name, many = partial(label, delivery.article), len(photos) > _MANY
    orders = [Order(photo, (_inside_recipe(delivery, photo, many),), name(photo)) for photo in photos]
    pictures = _make(delivery, orders, lambda _order, files: _inside_picture(*files))
    return lambda photo: pictures[photo.id]


def _inside_recipe(delivery: Delivery, photo: Photo, many: bool) -> Recipe:
    house, is_lead = delivery.options.house, photo.id == delivery.article.lead
    limit = _INSIDE_LEAD if is_lead else _INSIDE_MANY if many else _INSIDE
    return Recipe(max((width for width in house.widths if width <= limit), default=limit), quality=house.jpeg_quality)


def _inside_picture(made: Rendition) -> Picture:
    encoded = base64.b64encode(made.data).decode("ascii")
    return Picture(f"data:{made.kind};base64,{encoded}", "", made.width, made.height)


def write_sizes(
    delivery: Delivery, photos: tuple[Photo, ...], folder: str, *, crops: Callable[[Photo], bool]
) -> dict[str, tuple[Written, ...]]:
    """Write every size of each photo into `folder` of the delivery, and all the crops of those that want them.

    A shape that was cut by hand is written of any photo.
    """
    delivery.replace_whole(folder.partition("/")[0])
    house, article = delivery.options.house, delivery.article
    orders = [Order(photo, recipes(photo, house, crops(photo)), label(article, photo)) for photo in photos]
    return _make(delivery, orders, lambda order, files: _write(delivery, folder, order, files))


def write_one_each(delivery: Delivery, photos: tuple[Photo, ...], folder: str) -> dict[str, str]:
    """Write each photo once into `folder`, as a JPEG as wide as the house has it: its path, by the photo's ID."""
    delivery.replace_whole(folder)
    house, article = delivery.options.house, delivery.article
    wide = {photo.id: Recipe(_widths(photo, house)[-1], FREE, JPEG, house.jpeg_quality) for photo in photos}
    orders = [Order(photo, (wide[photo.id],), label(article, photo)) for photo in photos]

    def take(order: Order, files: tuple[Rendition, ...]) -> str:
        path = f"{folder}/{order.name}-{files[0].width}.{ENDINGS[files[0].kind]}"
        delivery.add(path, files[0].data)
        return path

    return _make(delivery, orders, take)


def recipes(photo: Photo, house: House, with_crops: bool = False) -> tuple[Recipe, ...]:
    """What a house makes of a photo: each width as JPEG, each as WebP, and the crops as JPEG."""
    widths, framing = _widths(photo, house), framing_of(photo)
    crops = [shape for shape in SHAPES if with_crops or framing.is_cut_by_hand(shape)]
    return (
        *(Recipe(width, FREE, JPEG, house.jpeg_quality) for width in widths),
        *(Recipe(width, FREE, WEBP, house.webp_quality) for width in widths),
        *(Recipe(ASKED_WIDTH, shape, JPEG, house.jpeg_quality) for shape in crops),
    )


def _widths(photo: Photo, house: House) -> tuple[int, ...]:
    """The house's widths up to the printed photo's own, and that where the largest of them would lose much of it."""
    own = printed_size(photo)[0]
    if not own:
        return house.widths
    usual = tuple(width for width in house.widths if width <= own)
    if not usual:
        return (own,)
    return (*usual, own) if _WORTH_KEEPING * usual[-1] < own < house.widths[-1] else usual


def _make(
    delivery: Delivery, orders: Sequence[Order], take: Callable[[Order, tuple[Rendition, ...]], Taken]
) -> dict[str, Taken]:
    """Have every order made, and each taken as it comes: what was taken, by the photo's ID."""
    delivery.plan(len(orders))
    taken = {}
    with closing(made(delivery.originals, orders)) as coming:
        for order, files in zip(orders, coming, strict=True):
            taken[order.photo.id] = take(order, files)
            delivery.step()
    return taken


def _write(delivery: Delivery, folder: str, order: Order, files: Sequence[Rendition]) -> tuple[Written, ...]:
    written: dict[str, Written] = {}
    for recipe, file in zip(order.recipes, files, strict=True):
        shape = "" if recipe.shape == FREE else recipe.shape
        path = f"{folder}/{order.name}-{shape.replace(':', 'x') or file.width}.{ENDINGS[file.kind]}"
        if path not in written:
            delivery.add(path, file.data)
            written[path] = Written(path, file.width, file.height, file.kind, len(file.data), shape)
    return tuple(written.values())


def picture(written: Sequence[Written], address: Callable[[str], str]) -> Picture:
    """A photo's files as a page refers to them; `address` makes an address of a path in the export."""
    jpegs, webps = (_whole(written, kind) for kind in (JPEG, WEBP))
    chosen = min(jpegs, key=lambda one: (abs(one.width - _SRC_WIDTH), one.width))
    crops = tuple(Still(address(one.path), one.width, one.height) for one in written if one.aspect)
    srcset = _srcset(jpegs, address) if len(jpegs) > 1 else ""
    return Picture(address(chosen.path), srcset, chosen.width, chosen.height, crops, _srcset(webps, address))


def _whole(written: Sequence[Written], kind: str) -> list[Written]:
    return [one for one in written if one.kind == kind and not one.aspect]


def _srcset(files: Sequence[Written], address: Callable[[str], str]) -> str:
    return ", ".join(f"{address(one.path)} {one.width}w" for one in files)
