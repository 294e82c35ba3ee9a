"""Renditions for an export: made side by side, and what the library still has of an earlier export not made anew.

What is kept is known by a key over all that a rendition is made of: the original, the recipe, how the photo is framed,
the words that it carries, and the version of the code that makes it.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from desk.article.framing import FREE
from desk.article.model import Photo
from desk.article.trouble import Trouble
from desk.formats.delivery import Originals
from desk.photos import words
from desk.photos.renditions import VERSION, Recipe, Rendition, renditions

Done = TypeVar("Done")
SIDE_BY_SIDE = min(2, os.cpu_count() or 1)
"""Photos in work at once: each is a whole picture in memory, some 100 MB at 24 megapixels."""


@dataclass(frozen=True, slots=True)
class Order:
    """A photo and what is to be made of it; `name` is what to call it where its own file has no name."""

    photo: Photo
    recipes: tuple[Recipe, ...]
    name: str = ""


def made(originals: Originals, orders: Sequence[Order]) -> Generator[tuple[Rendition, ...], None, None]:
    """The renditions of each order, in their order. To be closed where it is left early: what is in work then ends."""
    return _in_turn([partial(_made, originals, order) for order in orders], SIDE_BY_SIDE)


def _made(originals: Originals, order: Order) -> tuple[Rendition, ...]:
    photo = order.photo
    if not photo.media:
        raise Trouble(f"{photo.name or order.name} came without its file: add the photo again.")
    keys = {recipe: key_of(photo, recipe) for recipe in order.recipes}
    found = {recipe: _unpacked(originals.kept_rendition(photo.media, key), recipe) for recipe, key in keys.items()}
    missing = [recipe for recipe, kept in found.items() if kept is None]
    if missing:
        fresh = renditions(originals.original(photo.media), photo, missing)
        for recipe, new in zip(missing, fresh, strict=True):
            originals.keep_rendition(photo.media, keys[recipe], _packed(new))
            found[recipe] = new
    return tuple(one for one in (found[recipe] for recipe in order.recipes) if one is not None)


def key_of(photo: Photo, recipe: Recipe) -> str:
    """What a rendition is kept under: 64 hexadecimal digits that differ where anything about it would."""
    crops = tuple(crop for crop in photo.crops if crop.shape in (FREE, recipe.shape))
    focus = photo.focus if recipe.shape != FREE else ()
    framing = (photo.turn % 4, photo.tilt, sorted(crops, key=repr), focus)
    told = (VERSION, photo.media, recipe, framing, words.published(photo), photo.with_origin)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _packed(made: Rendition) -> bytes:
    return f"{made.width} {made.height}\n".encode() + made.data


def _unpacked(kept: bytes | None, recipe: Recipe) -> Rendition | None:
    if kept is None:
        return None
    head, _, data = kept.partition(b"\n")
    width, height = map(int, head.split())
    return Rendition(data, width, height, recipe.kind)


def _in_turn(jobs: Iterable[Callable[[], Done]], workers: int) -> Generator[Done, None, None]:
    """What each job gives, in their order. No more are begun than there are workers, and one that may wait its turn."""
    with ThreadPoolExecutor(workers, thread_name_prefix="renditions") as pool:
        begun: deque[Future[Done]] = deque()
        try:
            for job in jobs:
                begun.append(pool.submit(job))
                if len(begun) > workers:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            for job_left in begun:
                job_left.cancel()
