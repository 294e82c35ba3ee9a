"""Findings about photos have a place in the photo's own words, and a fix where there is no choice."""

from __future__ import annotations

import pytest

from desk.article.model import Article, Photo
from tests.builders import a_photo, a_story
from tests.checks.cases import found, mended, text_of


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("One.\n\n![](photo:gone)\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n![](photo:gone)\n\n![](photo:gone)\n\n![](photo:p2)", "One.\n\n![](photo:p2)"),
        ("One ![so](photo:gone) word.", "One  word."),
        ("وشە.\n\n![](photo:gone)", "وشە."),
    ],
)
def test_the_mark_of_a_photo_that_is_not_there_is_taken_out(body: str, left: str) -> None:
    article = a_story(body=body)
    (finding,) = found(article, "unknown-photo")
    assert finding.blocks
    assert mended(article, finding).body == left


@pytest.mark.parametrize("body", ["![](photo:p2)", "`p2`\n\n![alt](photo:p2)", "[a](b) ![](photo:p1)"])
def test_the_mark_of_a_photo_that_is_there_stays(body: str) -> None:
    assert not found(a_story(body=body), "unknown-photo")


def test_one_photo_that_stands_nowhere_may_lead() -> None:
    article = a_story(body="Words.", photos=(a_photo(),), lead="")
    (finding,) = found(article, "missing-lead")
    assert mended(article, finding).lead == "p1"


@pytest.mark.parametrize(
    "article",
    [
        a_story(lead=""),
        a_story(body="![](photo:p1)", photos=(a_photo(),), lead=""),
        a_story(body="Words.", photos=(), lead=""),
    ],
)
def test_where_there_is_a_choice_it_is_the_editors(article: Article) -> None:
    (finding,) = found(article, "missing-lead")
    assert finding.fix is None


@pytest.mark.parametrize(
    ("code", "field", "photo"),
    [
        ("long-caption", "caption", a_photo(caption="word " * 61)),
        ("alt-is-caption", "alt", a_photo(alt="Delegates arrive in Erbil, March 3, 2026")),
        ("alt-is-name", "alt", a_photo(alt="delegates")),
    ],
)
def test_words_of_a_photo_are_found_in_their_field(code: str, field: str, photo: Photo) -> None:
    article = a_story(photos=(photo, a_photo(id="p2")))
    (finding,) = found(article, code)
    assert (finding.place, finding.field, finding.span) == ("photo:p1", field, (0, len(text_of(article, finding))))


@pytest.mark.parametrize(
    ("slug", "right"), [("Border Dam", "border-dam"), ("dam_talks!", "dam-talks"), ("بەنداو سنوور", "بەنداو-سنوور")]
)
def test_a_slug_that_is_badly_formed_is_put_right(slug: str, right: str) -> None:
    article = a_story(slug=slug)
    (finding,) = found(article, "wrong-slug")
    assert mended(article, finding).slug == right
