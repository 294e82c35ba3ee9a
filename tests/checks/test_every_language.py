"""Checks that ask nothing of a language: they find the same in stories of all three, and pass over the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desk.article.changes import FieldChange, PhotoChange, apply
from desk.article.model import Article, Dateline, Photo
from desk.checks import check
from tests.builders import a_comment_on, a_photo
from tests.checks.cases import AT, found, mended, story

TAGS = ("en", "ckb", "ar")
every_language = pytest.mark.parametrize("tag", TAGS)
WORDS = {
    "en": ("The dam holds.", "Delegates arrive in Erbil.", "Agency photo", "Three people leave a car"),
    "ckb": ("بەنداوەکە ماوە.", "نێردەکان دەگەنە هەولێر.", "وێنە: ئاژانس", "سێ کەس لە ئۆتۆمبێلێک دادەبەزن"),
    "ar": ("السد باق.", "الوفود تصل إلى أربيل.", "صورة: الوكالة", "ثلاثة أشخاص ينزلون من سيارة"),
}
"""Of each language a body, a caption, a credit and an alt text."""


def photo_of(tag: str, **parts: object) -> Photo:
    _body, caption, credit, alt = WORDS[tag]
    return a_photo(**{"caption": caption, "credit": credit, "alt": alt, **parts})


def illustrated(tag: str, **parts: object) -> Article:
    """A story with a lead photo that lacks nothing but what is said."""
    return story(tag, WORDS[tag][0], photos=(photo_of(tag, **parts),), lead="p1")


def codes(article: Article) -> set[str]:
    return {finding.code for finding in check(article, at=AT)}


@every_language
def test_a_whole_story_lacks_nothing(tag: str) -> None:
    assert codes(illustrated(tag)) == set()


@every_language
@pytest.mark.parametrize(
    ("field", "code", "blocks"),
    [
        ("headline", "missing-headline", True),
        ("body", "missing-body", True),
        ("summary", "missing-summary", False),
        ("sign_off", "missing-sign-off", False),
        ("slug", "missing-slug", False),
        ("section", "missing-section", False),
    ],
)
@pytest.mark.parametrize("empty", ["", " ", "\n\t"])
def test_a_field_that_is_missing_is_found(tag: str, field: str, code: str, blocks: bool, empty: str) -> None:
    article = replace(illustrated(tag), **{field: empty})  # type: ignore[arg-type]
    (finding,) = found(article, code)
    assert (finding.place, finding.blocks) == (field, blocks)


@every_language
@pytest.mark.parametrize("dateline", [Dateline(), Dateline("", "DESK"), Dateline(" ", "", date(2026, 3, 3))])
def test_a_dateline_without_a_place_is_found(tag: str, dateline: Dateline) -> None:
    assert "missing-dateline" in codes(replace(illustrated(tag), dateline=dateline))


@every_language
@pytest.mark.parametrize("place", ["ERBIL", "هەولێر", "أربيل"])
def test_a_dateline_with_a_place_is_whole(tag: str, place: str) -> None:
    assert codes(replace(illustrated(tag), dateline=Dateline(place))) == set()


@every_language
@pytest.mark.parametrize("empty", ["", " ", "\n"])
@pytest.mark.parametrize(("field", "blocks"), [("caption", True), ("credit", True), ("alt", False)])
def test_a_photo_without_its_words_is_found(tag: str, field: str, blocks: bool, empty: str) -> None:
    article = illustrated(tag, **{field: empty})
    (finding,) = found(article, f"missing-{field}")
    assert (finding.place, finding.field, finding.blocks) == ("photo:p1", field, blocks)


@every_language
@pytest.mark.parametrize("field", ["caption", "credit", "alt"])
@pytest.mark.parametrize("words", ["Dam", "بەنداو", "سد"])
def test_a_photo_with_a_word_of_each_lacks_none(tag: str, field: str, words: str) -> None:
    assert f"missing-{field}" not in codes(illustrated(tag, **{field: words}))


@every_language
@pytest.mark.parametrize("lead", ["", "gone", "p9"])
def test_a_story_whose_lead_photo_is_not_there_is_found(tag: str, lead: str) -> None:
    article = illustrated(tag)
    assert "missing-lead" in codes(replace(article, lead=lead))
    assert "missing-lead" not in codes(article)


@every_language
def test_an_only_photo_is_made_the_lead_by_its_fix(tag: str) -> None:
    article = replace(illustrated(tag), lead="")
    (finding,) = found(article, "missing-lead")
    assert mended(article, finding) == illustrated(tag)


@every_language
@pytest.mark.parametrize("later", [timedelta(minutes=1), timedelta(hours=5), timedelta(days=400)])
def test_an_embargo_that_is_to_come_blocks_and_one_that_is_over_does_not(tag: str, later: timedelta) -> None:
    article = illustrated(tag)
    (finding,) = found(replace(article, embargo=AT + later), "embargo")
    assert finding.blocks
    assert not found(replace(article, embargo=AT - later), "embargo")
    assert not found(replace(article, embargo=AT), "embargo")
    elsewhere = AT.astimezone(UTC) - later
    assert not found(replace(article, embargo=datetime.fromisoformat(elsewhere.isoformat())), "embargo")


@every_language
@pytest.mark.parametrize("resolved", [(), (0,), (0, 1)])
def test_each_open_comment_is_found_and_no_resolved_one(tag: str, resolved: tuple[int, ...]) -> None:
    body = WORDS[tag][0]
    comments = tuple(
        a_comment_on(body, body.split()[0], id=f"c{number}", resolved=number in resolved) for number in range(3)
    )
    article = replace(illustrated(tag), comments=comments)
    assert len(found(article, "open-comment")) == 3 - len(resolved)


@every_language
@pytest.mark.parametrize(
    "slug", ["border-dam", "border-dam-2", "بەنداو", "border"], ids=["another", "its number", "script", "its beginning"]
)
def test_only_the_very_slug_of_another_story_is_taken(tag: str, slug: str) -> None:
    article = replace(illustrated(tag), slug="border-dam-talks")
    assert not found(article, "taken-slug", is_taken={slug}.__contains__)
    assert found(article, "taken-slug", is_taken={slug, "border-dam-talks"}.__contains__)


@every_language
@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c", "\u200c", "\u200d", "\ufeff"])
def test_single_marks_and_joiners_turn_nothing_round(tag: str, mark: str) -> None:
    assert not found(story(tag, f"{mark}{WORDS[tag][0]}{mark}"), "hidden-direction")


@every_language
@pytest.mark.parametrize("marks", ["\u202e\u202c", "\u2066\u2069", "\u202b"])
@pytest.mark.parametrize("field", ["headline", "summary", "caption"])
def test_marks_that_turn_words_round_are_found_in_every_text(tag: str, marks: str, field: str) -> None:
    article = illustrated(tag)
    if field == "caption":
        before = article.photos[0].caption
        article = apply(article, PhotoChange("p1", "caption", before, f"{before}{marks}"))
    else:
        before = str(getattr(article, field))
        article = apply(article, FieldChange(field, before, f"{marks}{before}"))
    (finding,) = found(article, "hidden-direction")
    assert codes(mended(article, finding)) == set()


@pytest.mark.parametrize(
    ("tag", "wide", "narrow"),
    [
        ("en", "MMMM WWWW " * 5, "il ti fi jl " * 4),
        ("en", "WOMEN MARCH IN WARMWATER WITH MAMMOTHS AND WOMBATS", "Women march in the city with banners and songs"),
        ("en", "WWW.MMM.WWW MMM WWW MMM WWW MMM WW", "the little filly fell into the little river till"),
        ("ckb", "شش سس صص ضض " * 4, "ئاو دێت و دەڕوات و دێتەوە بۆ ناو دۆڵەکە"),
        ("ckb", "شەش سەش چەش شەس " * 3, "وەزیرانی ئاو لەسەر بەنداو کۆدەبنەوە"),
        ("ckb", "سسسسسس شششششش " * 4, "باران و با لە هەولێر و دهۆک"),
        ("ar", "شس صض شس صض " * 4, "وزراء المياه يجتمعون في أربيل"),
        ("ar", "ششش سسس ضضض صصص " * 3, "الماء قليل والناس في انتظار المطر"),
        ("ar", "سس شش صص ضض سس شش صص ضض سس شش صص", "اجتمع الوزراء أمس في أربيل"),
    ],
)
def test_wide_letters_take_more_room_than_their_number_tells(tag: str, wide: str, narrow: str) -> None:
    """As many characters as a lock screen has, by number; by pixels too many, or not."""
    wide, narrow = wide[:40].strip(), narrow[:40].strip()
    (finding,) = found(story(tag, WORDS[tag][0], push_headline=wide), "long-push-headline")
    assert "pixels wide" in finding.message
    assert not found(story(tag, WORDS[tag][0], push_headline=narrow), "long-push-headline")
