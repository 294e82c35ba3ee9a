"""All findings of one kind mended by one change, which can be taken back."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given

from desk.article import changes
from desk.article.model import Article
from desk.checks import check
from desk.checks.mending import mend_all
from tests.builders import a_photo, a_story
from tests.checks.cases import AT, found, story
from tests.checks.test_findings import troubled

look = partial(check, at=AT)


@pytest.mark.parametrize(
    ("tag", "code", "body", "right"),
    [
        ("en", "doubled-word", "At the the dam, of of it.\n\nThe the end.", "At the dam, of it.\n\nThe end."),
        ("en", "doubled-word", "At the the the dam.", "At the dam."),
        ("ckb", "arabic-letters", "كورد و كوردستان.\n\nشاري هەولێر.", "کورد و کوردستان.\n\nشاری هەولێر."),
        ("ar", "wrong-weekday", "الاثنين ٣ آذار والسبت ٤ آذار.", "الثلاثاء ٣ آذار والأربعاء ٤ آذار."),
        (
            "en",
            "typed-address",
            "www.a.example www.b.example",
            "[a.example](https://www.a.example) [b.example](https://www.b.example)",
        ),
    ],
)
def test_every_one_is_mended(tag: str, code: str, body: str, right: str) -> None:
    article = story(tag, body)
    change = mend_all(article, code, look)
    assert change is not None
    after = changes.apply(article, change)
    assert after.body == right
    assert changes.apply(after, changes.invert(change)) == article


def test_in_every_field_too_and_nothing_else_is_touched() -> None:
    photos = (a_photo(caption="A a dam and the the gate.", alt="In in it"), a_photo(id="p2"))
    article = a_story(headline="Of of it", body="The the dam on Monday, March 3.", photos=photos, lead="p1")
    change = mend_all(article, "doubled-word", look)
    assert change is not None
    after = changes.apply(article, change)
    assert (after.headline, after.body) == ("Of it", "The dam on Monday, March 3.")
    assert (after.photos[0].caption, after.photos[0].alt) == ("A dam and the gate.", "In it")
    assert not found(after, "doubled-word")


def test_where_nothing_has_a_fix_nothing_is_changed() -> None:
    assert mend_all(a_story(summary=""), "missing-summary", look) is None
    assert mend_all(a_story(), "doubled-word", look) is None


@given(troubled())
def test_it_fits_whatever_the_story_is_and_leaves_no_fix_of_that_kind(article: Article) -> None:
    for code in {finding.code for finding in look(article) if finding.fix}:
        change = mend_all(article, code, look)
        assert change is not None
        after = changes.apply(article, change)
        assert changes.apply(after, changes.invert(change)) == article
        assert len([one for one in look(after) if one.code == code and one.fix]) < len(
            [one for one in look(article) if one.code == code and one.fix]
        )
