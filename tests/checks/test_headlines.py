"""Headlines for every slot in which readers meet them, by characters and by pixels."""

from __future__ import annotations

import pytest

from desk.checks.headlines import SLOTS, fits
from desk.checks.widths import width_of
from tests.builders import a_story
from tests.checks.cases import found, story

USUAL = "Water ministers of both countries meet in Erbil over the border dam and its gates on the river"
SORANI = "وەزیرانی ئاوی هەردوو وڵات لە هەولێر کۆدەبنەوە بۆ گفتوگۆ لەسەر بەنداوی سنوور و دەروازەکانی لە ڕووبار"
ARABIC = "وزراء المياه في البلدين يجتمعون في أربيل لبحث سد الحدود وبواباته على النهر ومستقبل المزارعين فيه"


@pytest.mark.parametrize(("tag", "text"), [("en", USUAL), ("ckb", SORANI), ("ar", ARABIC)])
@pytest.mark.parametrize(("slot", "most"), [("site", 65), ("search", 60), ("push", 40), ("social", 90)])
def test_a_headline_is_too_long_for_a_slot_from_one_character_on(tag: str, text: str, slot: str, most: int) -> None:
    code = f"long-{slot}-headline"
    (finding,) = found(story(tag, "Words.", headline=text[:most] + "n"), code)
    assert not finding.blocks
    assert f"has {most + 1} characters" in finding.message
    assert finding.span == (0, most + 1)
    assert not found(story(tag, "Words.", headline=text[:most].strip() + "i" * (most - len(text[:most].strip()))), code)


@pytest.mark.parametrize(
    "headline", ["WWW WOMEN MEMBERS WARM COMMONWEALTH MOMENTUM", "M" * 45, "ساسس صصص ششش ضضض " * 3 + "سس"]
)
def test_few_but_wide_letters_are_too_much_for_a_search_page(headline: str) -> None:
    headline = headline[:58]
    (finding,) = found(a_story(headline=headline), "long-search-headline")
    assert "pixels wide" in finding.message


@pytest.mark.parametrize(
    "headline", ["i" * 60, "Ministers meet over border dam", "وەزیران لەسەر بەنداوی سنوور کۆدەبنەوە", "وزراء المياه"]
)
def test_a_headline_that_fits_is_not_spoken_of(headline: str) -> None:
    assert not found(a_story(headline=headline), "long-search-headline")


def test_joiners_and_vowel_signs_take_no_room() -> None:
    assert width_of("کان\u200c", 20) == width_of("کان", 20)
    assert width_of("نووسین\u200cەکان", 20) > width_of("نووسینەکان", 20), "but a joiner parts the strokes"
    assert width_of("مُدَرِّس", 20) == width_of("مدرس", 20)
    assert width_of("é", 1000) == width_of("e", 1000) == 556
    assert width_of("", 20) == 0


def test_a_joined_letter_is_narrower_than_one_that_ends_a_stroke() -> None:
    assert width_of("ب", 1000) > width_of("ببب", 1000) - width_of("بب", 1000)
    assert width_of("👩", 1000) == 1000


def test_a_headline_of_its_own_fills_a_slot_and_one_that_is_missing_is_asked_for() -> None:
    article = a_story(headline=USUAL[:70].strip())
    own = {"site": "A short one", "search": "A short one", "push": " "}
    assert not found(article, "long-site-headline", headlines=own)
    (missing,) = found(article, "missing-push-headline", headlines=own)
    assert missing.message.startswith("Write a shorter headline for push")
    (long,) = found(article, "long-search-headline", headlines={"search": USUAL})
    assert long.span is None, "the words are not those of the headline field"


def test_every_slot_is_measured() -> None:
    assert [fit.slot for fit in fits("Dam")] == list(SLOTS)
    assert all(fit.fits and fit.characters == 3 and fit.pixels > 0 for fit in fits("Dam"))
