"""A paragraph is read as the page will show it, or said to be unclear."""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from desk.article.blocks import Cutter, Kind
from desk.article.phrases import BOLD, CODE, ITALIC, Phrase, read
from desk.article.sanitise import is_whole
from tests.article.pages import LETTER, PIECES, lettered, letters_of

EXAMPLES = 600 if os.environ.get("CI") else 300
STYLES = {BOLD: "bold", ITALIC: "italic", CODE: "code"}
SIGNS = (*PIECES, "*", "**", "***", "_", "__", "`", "``", "[", "](https://e.org/)", "]", "(", ")", "<", "&", '"')


def _paragraphs() -> st.SearchStrategy[str]:
    """Any mixture of words and signs that is one paragraph, of few kinds of sign at a time."""
    few = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=5)
    drawn = few.flatmap(lambda signs: st.lists(st.sampled_from([LETTER, LETTER, " ", *signs]), max_size=12))
    return drawn.map("".join).map(lambda text: re.sub(r"\s*\n\s*", "\n", text.strip())).map(lettered)


def _said(phrase: Phrase) -> list[tuple[str, frozenset[str], str]]:
    """Each letter that is shown, its styles and the address of its link."""
    said = []
    for unit in phrase.units:
        source = phrase.text[unit.start : unit.end]
        address = phrase.anchors[unit.link].address if unit.link >= 0 else ""
        address = address if is_whole(address) else ""  # as on a page whose own is not known
        if source[0] == "<" and unit.end - unit.start > 2:
            address = unit.shown
        styles = frozenset(name for style, name in STYLES.items() if unit.styles & style)
        shown = unit.shown or (source if source.startswith("[^") else "")
        said += [(sign, styles, address) for sign in shown if not sign.isspace()]
    return said


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(_paragraphs())
def test_what_is_clear_is_what_the_page_shows(text: str) -> None:
    cut = next(Cutter(text).cuts(), None)
    assume(cut is not None and (cut.kind, cut.end) == (Kind.PARAGRAPH, len(text)))
    assume(not re.search(r"!\[[^\]]+\]\(", text))  # a picture that is no photo is shown as its words, in italics
    phrase = read(text)
    if phrase.clear:
        assert _said(phrase) == letters_of(text)


@given(_paragraphs())
def test_units_and_gaps_are_the_whole_text(text: str) -> None:
    phrase = read(text)
    gaps = [text[slice(*phrase.gap(n))] for n in range(len(phrase.units) + 1)]
    units = [text[unit.start : unit.end] for unit in phrase.units]
    assert "".join(gap + unit for gap, unit in zip(gaps, [*units, ""], strict=True)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("plain", "*a* **b** ***c*** `d`", "**a *b***", "un**frigging**believable", "snake_case", "2 * 3", "f***ing"),
        *("*Names have been changed", "**bold** and a star*", "[a](b) **[c](d)**", "[a [b] c", "\\*a\\*", "a &amp; b"),
        *("<https://e.org>", "a < b", "![](photo:p1) words", "one[^1]", "“*a*”—*b*", "*a*b**c**"),
    ],
)
def test_what_writers_type_is_clear(text: str) -> None:
    assert read(text).clear


@pytest.mark.parametrize("text", ["*a**b* c", "`a ``b", "[a](b c)", "[a](b", "[a [b](c)](d)", "[^1](a)", "a*b**c*`d`"])
def test_what_the_renderer_takes_in_ways_of_its_own_is_not_clear(text: str) -> None:
    assert not read(text).clear


def test_where_words_in_brackets_may_be_links_they_are_not_taken_apart() -> None:
    phrase = read("see [the dam][1] and [it]", labels=True)
    assert [unit.shown for unit in phrase.units if len(unit.shown) > 1] == ["[the dam][1]", "[it]"]


def test_a_bar_behind_a_backslash_is_one_sign_in_a_table() -> None:
    assert [unit.shown for unit in read("a\\|`b\\|`", in_table=True).units] == ["a", "|", "b", "|"]
