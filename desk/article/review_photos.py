"""A story's photos as they were, in some respects, and as they are in all others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from desk.article.framing import FREE, SHAPES, Framing, framing_of, with_crop
from desk.article.model import Article, Photo
from desk.article.record import Value

PROSE = ("headline", "caption", "credit", "copyright", "usage_terms", "alt")
"""A photo's fields that are compared word by word."""
CUT, FILE = "crops", "media"
_PARTS = {
    CUT: ("focus", "turn", "tilt", "crops"),
    FILE: ("media", "name", "kind", "width", "height"),
}
"""Fields that change as one, by the one that names them."""


def part_of(photo: Photo, field: str) -> dict[str, Value]:
    """The fields that change with one, and their values."""
    return {name: getattr(photo, name) for name in _PARTS.get(field, (field,))}


def differing(before: Photo, after: Photo) -> Iterator[str]:
    """The fields in which a photo differs, those that change as one once."""
    grouped = {name: field for field, names in _PARTS.items() for name in names}
    names = [f.name for f in fields(Photo) if f.name != "id" and getattr(before, f.name) != getattr(after, f.name)]
    order = [*PROSE, *(grouped.get(name, name) for name in names)]
    wanted = {grouped.get(name, name) for name in names}
    return (name for name in dict.fromkeys(order) if name in wanted)


def as_cut(before: Photo, after: Photo) -> tuple[Photo, Photo]:
    """Both states of a photo that is cut otherwise, each framed as it is printed in the shape that tells them apart.

    That is its own shape, else the first of those that other pages ask for of which they show different parts.
    """
    old, new = framing_of(before), framing_of(after)
    differ = (shape for shape in SHAPES if old.box(shape) != new.box(shape))
    shape = FREE if _own(old) != _own(new) else next(differ, FREE)
    return _cut(before, shape), _cut(after, shape)


def _own(framing: Framing) -> object:
    return framing.turn, framing.tilt, framing.box()


def _cut(photo: Photo, shape: str) -> Photo:
    return replace(photo, crops=with_crop((), FREE, framing_of(photo).box(shape)))


def added(base: Article, current: Article) -> list[str]:
    """The IDs of the photos that came."""
    return [photo.id for photo in current.photos if base.photo(photo.id) is None]


def is_rearranged(base: Article, current: Article) -> bool:
    """Whether the photos that both have stand in another order."""
    old, new = _ids(base), _ids(current)
    return [one for one in old if one in new] != [one for one in new if one in old]


def as_they_were(
    base: Article,
    current: Article,
    values: Mapping[str, Mapping[str, Value]],
    gone: Collection[str],
    back: Iterable[str],
    *,
    in_order: bool,
) -> tuple[Photo, ...]:
    """The photos of `current` with these values by photo and field, without those in `gone`, with those in `back`.

    `in_order` puts them in the order they had in `base`.
    """
    old, new = _ids(base), _ids(current)
    kept = {*new, *back} - {*gone}
    order = _woven(old, new, kept) if in_order else _woven(new, old, kept)
    photos = {**{one.id: one for one in base.photos}, **{one.id: one for one in current.photos}}
    return tuple(replace(photos[one], **values.get(one, {})) for one in order)  # type: ignore[arg-type]


def _ids(article: Article) -> list[str]:
    return [photo.id for photo in article.photos]


def _woven(first: Sequence[str], second: Sequence[str], kept: Collection[str]) -> list[str]:
    """What is kept in the order of the first, what only the second has behind what it stands behind there."""
    order = [one for one in first if one in kept]
    at = 0
    for one in second:
        if one not in kept:
            continue
        if one not in order:
            order.insert(at, one)
        at = order.index(one) + 1
    return order
