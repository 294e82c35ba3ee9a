"""Renditions are made once: what a library keeps is taken from there, what would differ is made anew."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.model import Crop, Photo
from desk.article.trouble import Trouble
from desk.formats.making import Order, key_of, made
from desk.photos.renditions import Recipe, Rendition, rendition, renditions
from tests.builders import photos
from tests.formats.stories import LEAD, SECOND, Shelf, jpeg

RECIPES = (Recipe(480), Recipe(320, "1:1"), Recipe(320, kind="image/webp", quality=70))


def shelf(**how: bool) -> Shelf:
    return Shelf(jpeg(), jpeg(tint=200), **how)


def all_made(originals: Shelf, *orders: Order) -> list[tuple[Rendition, ...]]:
    with closing(made(originals, orders)) as coming:
        return list(coming)


def test_every_order_is_made_as_by_itself_and_in_its_turn() -> None:
    originals = shelf()
    orders = [Order(photo, RECIPES) for photo in (LEAD, SECOND) * 3]
    expected = [renditions(originals.files[order.photo.media], order.photo, RECIPES) for order in orders]
    assert all_made(originals, *orders) == expected


def test_what_is_kept_is_not_made_again() -> None:
    originals = shelf(keeps=True)
    first = all_made(originals, Order(LEAD, RECIPES))
    assert originals.asked == [LEAD.media]
    assert all_made(originals, Order(LEAD, RECIPES)) == first
    assert all_made(originals, Order(LEAD, RECIPES[::-1])) == [tuple(reversed(first[0]))]
    assert originals.asked == [LEAD.media]
    more = (*RECIPES, Recipe(200))
    assert all_made(originals, Order(LEAD, more)) == [(*first[0], rendition(jpeg(), LEAD, Recipe(200)))]
    assert len(originals.asked) == 2
    assert len(originals.kept) == 4


@pytest.mark.parametrize(
    "changed",
    [
        {"caption": "Another caption."},
        {"credit": "Reuters"},
        {"copyright": "© Reuters"},
        {"alt": "Steps."},
        {"turn": 1},
        {"tilt": 2.5},
        {"crops": (Crop("free", 0.1, 0.1, 0.9, 0.9),)},
        {"media": SECOND.media},
        {"with_origin": True},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_change_of_the_photo_makes_new_ones(changed: dict[str, object]) -> None:
    originals = shelf(keeps=True)
    all_made(originals, Order(LEAD, RECIPES))
    other = replace(LEAD, **changed)  # type: ignore[arg-type]
    assert all_made(originals, Order(other, RECIPES)) == [renditions(originals.files[other.media], other, RECIPES)]
    assert len(originals.kept) == 2 * len(RECIPES)


def test_only_what_differs_is_made_anew() -> None:
    originals = shelf(keeps=True)
    all_made(originals, Order(LEAD, RECIPES))
    for other in (replace(LEAD, focus=(0.9, 0.5)), replace(LEAD, crops=(Crop("1:1", 0.0, 0.0, 0.5, 0.8),))):
        before = len(originals.kept)
        assert all_made(originals, Order(other, RECIPES)) == [renditions(jpeg(), other, RECIPES)]
        assert len(originals.kept) == before + 1
    renamed = replace(LEAD, id="other", name="other.jpg")
    asked = len(originals.asked)
    all_made(originals, Order(renamed, RECIPES))
    assert len(originals.asked) == asked
    all_made(originals, Order(LEAD, (Recipe(480, quality=83),)))
    assert len(originals.asked) == asked + 1


@given(photos(), st.sampled_from(RECIPES), st.sampled_from(RECIPES))
def test_a_key_is_of_the_photo_and_the_recipe(photo: Photo, one: Recipe, other: Recipe) -> None:
    assert len(key_of(photo, one)) == 64
    assert (key_of(photo, one) == key_of(replace(photo), other)) == (one == other)


def test_a_photo_without_its_file_is_called_by_a_name_that_one_knows() -> None:
    for photo, name in ((replace(LEAD, media=""), "dam.jpg"), (replace(LEAD, media="", name=""), "photo-2")):
        with pytest.raises(Trouble, match=f"{name} came without its file: add the photo again"):
            all_made(shelf(), Order(photo, RECIPES, "photo-2"))


def test_what_is_left_early_is_not_all_made() -> None:
    originals = shelf()
    with closing(made(originals, [Order(replace(LEAD, id=str(number)), RECIPES) for number in range(30)])) as coming:
        next(coming)
    assert len(originals.asked) < 10


def test_no_more_than_two_photos_are_in_work_or_wait_to_be_taken() -> None:
    originals = shelf()
    with closing(made(originals, [Order(LEAD, RECIPES)] * 8)) as coming:
        for taken, _files in enumerate(coming):
            assert len(originals.asked) <= taken + 3
