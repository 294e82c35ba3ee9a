"""The photos of an export: which are printed, in which sizes, and where a page finds them."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk.article.framing import FREE, printed_size
from desk.article.model import Article, Photo
from desk.article.trouble import Trouble
from desk.formats.delivery import Delivery
from desk.formats.page import CROPS, Picture, Pictures
from desk.photos.renditions import WIDTHS, Recipe, Rendition, renditions, widths_for

CROP_WIDTH = 1200
"""Google asks for images at least 1,200 pixels wide (its page on Discover)."""
_INSIDE_WIDTH = 1600
_SRC_WIDTH = 1200
_WORTH_KEEPING = 1.15
_MARK = re.compile(r"photo:(\w+)")


@dataclass(frozen=True, slots=True)
class Written:
    """A rendition that was written: its path in the export, and what it is."""

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
    """The printed photos as data: addresses, for a page that is one file."""
    photos = printed(delivery.article)
    delivery.plan(len(photos))
    pictures = {photo.id: _inside(delivery, photo) for photo in photos}
    return lambda photo: pictures[photo.id]


def _inside(delivery: Delivery, photo: Photo) -> Picture:
    (made,) = _make(delivery, photo, (Recipe(_INSIDE_WIDTH),))
    encoded = base64.b64encode(made.data).decode("ascii")
    return Picture(f"data:{made.kind};base64,{encoded}", "", made.width, made.height)


def write_sizes(
    delivery: Delivery, photos: tuple[Photo, ...], folder: str, *, crops: Callable[[Photo], bool]
) -> dict[str, tuple[Written, ...]]:
    """Write every size of each photo into `folder` of the delivery, and the crops of those that want them."""
    delivery.plan(len(photos))
    delivery.replace_whole(folder.partition("/")[0])
    return {photo.id: _write(delivery, photo, folder, _recipes(photo, crops(photo))) for photo in photos}


def _recipes(photo: Photo, with_crops: bool) -> tuple[Recipe, ...]:
    whole = tuple(Recipe(width) for width in _widths(photo))
    return whole + tuple(Recipe(CROP_WIDTH, f"{wide}:{high}") for wide, high in CROPS) if with_crops else whole


def _widths(photo: Photo) -> tuple[int, ...]:
    """The usual widths, and the photo's own where it has much that the largest of them would lose."""
    usual, own = widths_for(photo) if photo.width else WIDTHS, printed_size(photo)[0]
    return (*usual, own) if _WORTH_KEEPING * usual[-1] < own < WIDTHS[-1] else usual


def _write(delivery: Delivery, photo: Photo, folder: str, recipes: Sequence[Recipe]) -> tuple[Written, ...]:
    written: dict[str, Written] = {}
    for recipe, made in zip(recipes, _make(delivery, photo, recipes), strict=True):
        aspect = "" if recipe.shape == FREE else recipe.shape
        path = f"{folder}/{label(delivery.article, photo)}-{aspect.replace(':', 'x') or made.width}.jpg"
        if path not in written:
            delivery.add(path, made.data)
        written[path] = Written(path, made.width, made.height, made.kind, len(made.data), aspect)
    return tuple(written.values())


def _make(delivery: Delivery, photo: Photo, recipes: Sequence[Recipe]) -> tuple[Rendition, ...]:
    if not photo.media:
        raise Trouble(f"{photo.name or label(delivery.article, photo)} came without its file: add the photo again.")
    made = renditions(delivery.originals.original(photo.media), photo, recipes)
    delivery.step()
    return made


def picture(written: tuple[Written, ...], address: Callable[[str], str]) -> Picture:
    """A photo's files as a page refers to them; `address` makes an address of a path in the export."""
    sizes = [one for one in written if not one.aspect]
    chosen = min(sizes, key=lambda one: (abs(one.width - _SRC_WIDTH), one.width))
    srcset = ", ".join(f"{address(one.path)} {one.width}w" for one in sizes) if len(sizes) > 1 else ""
    crops = tuple(address(one.path) for one in written if one.aspect)
    return Picture(address(chosen.path), srcset, chosen.width, chosen.height, crops)
