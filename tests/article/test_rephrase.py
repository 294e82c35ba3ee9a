"""Any styles that words can have are written so that the page shows them; what is as it should be is left alone."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.article.blocks import Kind
from desk.article.phrases import BOLD, CODE, ITALIC, read
from desk.article.rephrase import Target, applied, as_it_is, rewritten
from tests.article.pages import LETTER, bare_page, lettered, letters_of, paragraphs

EXAMPLES = 600 if os.environ.get("CI") else 300
NAMES = {BOLD: "bold", ITALIC: "italic", CODE: "code"}
stretches = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.sampled_from(sorted(NAMES))), max_size=4)


@settings(max_examples=EXAMPLES)
@given(st.lists(st.sampled_from([LETTER, LETTER, LETTER, " "]), min_size=1, max_size=12).map("".join), stretches)
def test_any_styles_of_words_are_shown_or_refused(text: str, drawn: list[tuple[float, float, int]]) -> None:
    text = lettered(text.strip() or LETTER)
    styles = [0] * len(text)
    for one, other, style in drawn:
        first, last = sorted((round(one * len(text)), round(other * len(text))))
        styles[first:last] = [own | style for own in styles[first:last]]
    phrase = read(text)
    edits = rewritten(phrase, Target(tuple(styles), (-1,) * len(text), ()), Kind.PARAGRAPH)
    if edits is None:
        return
    wanted = [frozenset(name for style, name in NAMES.items() if own & style) for own in styles]
    shown = [(letter, own, "") for letter, own in zip(text, wanted, strict=True) if letter != " "]
    assert letters_of(applied(text, edits)) == shown


@pytest.mark.parametrize(
    ("styles", "text"),
    [
        ("bb..", "**ab**cd"),
        ("bxxi", "**a*bc****d*"),
        ("xxbb", "***ab*cd**"),
        ("bbxx", "**ab*cd***"),
        ("iixx", "*ab**cd***"),
        ("bbii", "**ab***cd*"),
        ("cccc", "`abcd`"),
        ("..cb", "ab`c`**d**"),
    ],
)
def test_marks_are_few_and_never_cross(styles: str, text: str) -> None:
    of = {".": 0, "b": BOLD, "i": ITALIC, "x": BOLD | ITALIC, "c": CODE}
    target = Target(tuple(of[sign] for sign in styles), (-1,) * 4, ())
    edits = rewritten(read("abcd"), target, Kind.PARAGRAPH)
    assert edits is None or applied("abcd", edits) == text
    assert edits is not None or "****" in text


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(paragraphs().map(lettered))
def test_what_is_as_it_should_be_shows_the_same_when_it_is_written_again(text: str) -> None:
    phrase = read(text)
    edits = rewritten(phrase, as_it_is(phrase), Kind.PARAGRAPH)
    if edits:
        assert bare_page(applied(text, edits)) == bare_page(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "plain",
            "**a** *b* __c__ _d_ `e` ``f`g``",
            "***a* b**",
            "*a **b***",
            "un**b**c",
            "` a `",
            "a\\*b",
            "&amp;",
            "!\\[a]",
        ),
        *(
            '**[a](b "t")**',
            "[**a**](b)",
            "[a *b*](c)",
            "<https://e.org>",
            "*![](photo:p1)*",
            "a[^1]",
            "f***ing",
            "*A note",
        ),
    ],
)
def test_marks_that_fit_are_not_touched(text: str) -> None:
    assert rewritten(read(text), as_it_is(read(text)), Kind.PARAGRAPH) == []
