"""Headlines for every slot in which readers meet them, by characters and by pixels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.checks import check
from desk.checks.headlines import SLOTS, Slot, fit, fits
from desk.checks.widths import width_of
from tests.builders import a_story, texts
from tests.checks.cases import AT, found, story

USUAL = "Water ministers of both countries meet in Erbil over the border dam and its gates on the river"
SORANI = "وەزیرانی ئاوی هەردوو وڵات لە هەولێر کۆدەبنەوە بۆ گفتوگۆ لەسەر بەنداوی سنوور و دەروازەکانی لە ڕووبار"
ARABIC = "وزراء المياه في البلدين يجتمعون في أربيل لبحث سد الحدود وبواباته على النهر ومستقبل المزارعين فيه"


FIELD = {"site": "headline", "search": "search_headline", "push": "push_headline", "social": "social_headline"}


@pytest.mark.parametrize(("tag", "text"), [("en", USUAL), ("ckb", SORANI), ("ar", ARABIC)])
@pytest.mark.parametrize(("slot", "most"), [("site", 65), ("search", 60), ("push", 40), ("social", 90)])
def test_a_headline_is_too_long_for_a_slot_from_one_character_on(tag: str, text: str, slot: str, most: int) -> None:
    code, field = f"long-{slot}-headline", FIELD[slot]
    (finding,) = found(story(tag, "Words.", **{field: text[:most] + "n"}), code)
    assert not finding.blocks
    assert f"has {most + 1} characters" in finding.message
    assert (finding.place, finding.span) == (field, (0, most + 1))
    fitting = text[:most].strip() + "i" * (most - len(text[:most].strip()))
    assert not found(story(tag, "Words.", **{field: fitting}), code)


@pytest.mark.parametrize(("tag", "text"), [("en", USUAL), ("ckb", SORANI), ("ar", ARABIC)])
@pytest.mark.parametrize(("slot", "most"), [("search", 60), ("push", 40), ("social", 90)])
def test_a_slot_without_a_headline_of_its_own_has_the_storys(tag: str, text: str, slot: str, most: int) -> None:
    code, field = f"missing-{slot}-headline", FIELD[slot]
    (finding,) = found(story(tag, "Words.", headline=text[:most] + "n"), code)
    assert (finding.place, finding.span, finding.blocks) == (field, None, False)
    assert finding.message.startswith(f"Write a shorter headline for {slot}: the story’s has {most + 1} characters")
    assert not found(story(tag, "Words.", headline=text[:most].strip()), code)
    assert not found(story(tag, "Words.", headline=text[:most] + "n", **{field: text[:20]}), code)


@pytest.mark.parametrize(
    "headline", ["WWW WOMEN MEMBERS WARM COMMONWEALTH MOMENTUM", "M" * 45, "ساسس صصص ششش ضضض " * 3 + "سس"]
)
def test_few_but_wide_letters_are_too_much_for_a_search_page(headline: str) -> None:
    headline = headline[:58]
    (finding,) = found(a_story(search_headline=headline), "long-search-headline")
    assert "pixels wide" in finding.message
    (finding,) = found(a_story(headline=headline), "missing-search-headline")
    assert "pixels wide" in finding.message


@pytest.mark.parametrize(
    "headline", ["i" * 60, "Ministers meet over border dam", "وەزیران لەسەر بەنداوی سنوور کۆدەبنەوە", "وزراء المياه"]
)
def test_a_headline_that_fits_is_not_spoken_of(headline: str) -> None:
    assert not found(a_story(headline=headline), "missing-search-headline")
    assert not found(a_story(search_headline=headline), "long-search-headline")


def test_joiners_and_vowel_signs_take_no_room() -> None:
    assert width_of("کان\u200c", 20) == width_of("کان", 20)
    assert width_of("نووسین\u200cەکان", 20) > width_of("نووسینەکان", 20), "but a joiner parts the strokes"
    assert width_of("مُدَرِّس", 20) == width_of("مدرس", 20)
    assert width_of("é", 1000) == width_of("e", 1000) == 556
    assert width_of("", 20) == 0


def test_a_joined_letter_is_narrower_than_one_that_ends_a_stroke() -> None:
    assert width_of("ب", 1000) > width_of("ببب", 1000) - width_of("بب", 1000)
    assert width_of("👩", 1000) == 1000


def test_a_headline_that_no_link_would_show_whole_is_told_of_once() -> None:
    codes = {one.code for one in check(a_story(headline="a " * 60), at=AT)}
    assert "long-headline" in codes
    assert "long-site-headline" not in codes


def test_without_a_headline_there_is_nothing_to_measure() -> None:
    assert not [one for one in check(a_story(headline=" "), at=AT) if one.code.endswith("-headline")][1:]


def test_every_slot_is_measured() -> None:
    assert [fit.slot for fit in fits(a_story(headline="Dam"))] == list(SLOTS)
    assert all(fit.fits and fit.characters == 3 and fit.pixels > 0 for fit in fits(a_story(headline="Dam")))
    assert [fit.is_own for fit in fits(a_story(push_headline="Dam"))] == [True, False, True, False]


@pytest.mark.parametrize(
    ("headline", "push"),
    [
        ("Ministers meet over border dam", "Ministers meet over border dam"),
        ("Water ministers of both countries meet in Erbil", "Water ministers of both countries meet…"),
        ("Ministers of both countries now meet here, again", "Ministers of both countries now meet…"),
        ("W" * 60, "W" * 20 + "…"),
    ],
)
def test_a_slot_cuts_between_words(headline: str, push: str) -> None:
    assert fits(a_story(headline=headline))[2].shown == push


@given(texts(), st.sampled_from(SLOTS))
def test_what_a_slot_shows_fits_it(headline: str, slot: Slot) -> None:
    cut = fit(slot, a_story(headline=headline)).shown
    assert fit(slot, a_story(headline=cut)).fits
