"""How a newsroom publishes photos: kept and read back, nonsense refused, credits set by its patterns."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.trouble import Trouble
from desk.formats.house import (
    CREDIT,
    House,
    checked,
    checked_pattern,
    credit_line,
    from_json,
    kept_house,
    read_quality,
    read_widths,
    show_widths,
    to_json,
)

PATTERNS = {"en": "({credit} photo)", "ckb": "(وێنە: {credit})", "ar": "(صورة: {credit})", "de": "Foto: {credit}"}
PHOTO = House(credits=PATTERNS)
_part = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="{}"), max_size=8)
_patterns = st.builds(lambda before, after: f"{before}{CREDIT}{after}", _part, _part)
_houses = st.builds(
    House,
    st.sets(st.integers(100, 10_000), min_size=1, max_size=12).map(lambda widths: tuple(sorted(widths))),
    st.integers(1, 100),
    st.integers(1, 100),
    st.dictionaries(st.sampled_from(["en", "ckb", "ar", "fr", "xx"]), _patterns),
    st.sampled_from(["plain", "Our own theme", "ئێستا"]),
    st.booleans(),
)


@given(_houses)
def test_a_house_is_read_back_as_it_was_kept(house: House) -> None:
    assert from_json(to_json(house)) == house
    assert read_widths(show_widths(house.widths)) == house.widths


def test_a_library_that_keeps_none_has_the_usual_one() -> None:
    assert kept_house(None) == from_json("{}") == House()
    assert House().widths == (480, 800, 1200, 1600, 2400)
    assert kept_house(to_json(PHOTO)) == PHOTO


def test_widths_are_put_in_order_and_languages_by_their_primary_tag() -> None:
    told = {"widths": [1200, 480, 1200], "credits": {"en-GB": " {credit}/Desk "}, "from a newer Desk": 1}
    assert from_json(json.dumps(told)) == House(widths=(480, 1200), credits={"en": "{credit}/Desk"})
    assert checked(House(widths=(800, 480))).widths == (480, 800)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ('{"theme": "../elsewhere"}', "“../elsewhere” is no name of a theme"),
        ("nonsense", "cannot be read"),
        ("[1]", "cannot be read"),
        ('{"widths": 480}', "cannot be read"),
        ('{"credits": ["({credit})"]}', "cannot be read"),
        ('{"widths": []}', "Give one to 12 widths"),
        ('{"widths": [0]}', "100 to 10,000 pixels wide, not 0"),
        ('{"widths": [20000]}', "not 20000"),
        ('{"widths": [true]}', "not True"),
        ('{"jpeg_quality": 101}', "The quality of JPEG files goes from 1 to 100, not 101"),
        ('{"webp_quality": "fine"}', "The quality of WebP files goes from 1 to 100, not fine"),
        ('{"credits": {"en": "(photo)"}}', r"has \{credit\} once"),
        ('{"credits": {"en": 5}}', r"has \{credit\} once"),
        ('{"credits": {"en": "{credit} {credit}"}}', r"has \{credit\} once"),
        ('{"credits": {"en": "{credit} {photographer}"}}', "no other braces"),
        ('{"credits": {" ": "{credit}"}}', "belongs to a language"),
    ],
)
def test_nonsense_is_refused_in_a_plain_sentence(told: str, sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence):
        from_json(told)


def test_a_pattern_is_one_short_line() -> None:
    for pattern in ("{credit}\nphoto", "{credit}" + "x" * 120):
        with pytest.raises(Trouble, match="one line"):
            checked_pattern(pattern)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (from_json, read_widths):
        with contextlib.suppress(Trouble):
            read(text)


@pytest.mark.parametrize("line", ["480, 800, 1200", "480 800 1200", "٤٨٠، ٨٠٠، ١٢٠٠", "1200; 480; 800,"])
def test_widths_are_read_as_people_write_them(line: str) -> None:
    assert read_widths(line) == (480, 800, 1200)


def test_a_quality_is_read_as_people_write_it() -> None:
    assert read_quality("JPEG", " ٨٢ ") == 82
    for text, said in (("fine", "“fine”"), ("", "“”"), ("101", "101"), ("-1", "“-1”")):
        with pytest.raises(Trouble, match=f"from 1 to 100, not {said}"):
            read_quality("JPEG", text)


@pytest.mark.parametrize(("line", "word"), [("480, wide", "wide"), ("480px", "480px"), ("-480", "-480"), ("4²", "4²")])
def test_what_is_no_width_is_named(line: str, word: str) -> None:
    with pytest.raises(Trouble, match=f"“{word}” is no width"):
        read_widths(line)


@pytest.mark.parametrize(
    ("credit", "tag", "line"),
    [
        ("Reuters", "en", "(Reuters photo)"),
        ("  Reuters ", "en-GB", "(Reuters photo)"),
        ("Reuters photo", "en", "(Reuters photo)"),
        ("Reuters Photos", "en", "(Reuters photo)"),
        ("(Reuters photo)", "en", "(Reuters photo)"),
        ("(Reuters)", "en", "(Reuters)"),
        ("[AP]", "en", "[AP]"),
        ("(AP) and (AFP)", "en", "((AP) and (AFP) photo)"),
        ("Photo: Sara Ali/AFP", "en", "(Sara Ali/AFP photo)"),
        ("Photo by Sara Ali", "en", "(Sara Ali photo)"),
        ("AFP Photo / Sara Ali", "en", "(AFP Photo / Sara Ali)"),
        ("Photography Ltd", "en", "(Photography Ltd photo)"),
        ("Photo", "en", "(Photo)"),
        ("ئاژانس", "ckb", "(وێنە: ئاژانس)"),
        ("وێنە: ئاژانس", "ckb", "(وێنە: ئاژانس)"),
        ("(وێنە: ئاژانس)", "ckb", "(وێنە: ئاژانس)"),
        ("Reuters", "ckb", "(وێنە: Reuters)"),
        ("رويترز", "ar", "(صورة: رويترز)"),
        ("Foto: dpa", "de", "Foto: dpa"),
        ("dpa Foto", "de", "Foto: dpa"),
        ("AFP Photo / Sara Ali", "de", "AFP Photo / Sara Ali"),
        ("Reuters photo", "fr", "(Reuters photo)"),
        ("Photo: AFP", "fr", "(Photo: AFP)"),
        ("", "en", ""),
        (" \n ", "en", ""),
    ],
)
def test_a_credit_is_set_by_the_pattern_and_never_doubled(credit: str, tag: str, line: str) -> None:
    assert credit_line(credit, tag, PHOTO) == line


@given(
    st.lists(st.sampled_from(["Reuters", "photo", "Photo:", "by", "(AP)", "/", "وێنە:", "Sara Ali", "{credit}"])),
    st.sampled_from(["en", "ckb", "ar", "de", "fr"]),
)
def test_a_credit_set_once_is_not_set_again(words: list[str], tag: str) -> None:
    line = credit_line(" ".join(words), tag, PHOTO)
    assert credit_line(line, tag, PHOTO) == line


@pytest.mark.parametrize(
    ("pattern", "credit", "line"),
    [
        ("وێنە: {credit}", "وێنەی دێسک/هێرۆ سیروان", "وێنە: دێسک/هێرۆ سیروان"),
        ("({credit} photo)", "Credit Suisse", "(Credit Suisse photo)"),
        ("({credit} photo)", "Credit: Reuters", "(Reuters photo)"),
    ],
)
def test_a_photo_is_said_to_be_one_once(pattern: str, credit: str, line: str) -> None:
    assert credit_line(credit, "ckb", House(credits={"ckb": pattern})) == line
