"""From the page's words back to the Markdown they were made of."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.markup import Setting, render_body
from desk.article.tracing import source_place

WORDS = st.sampled_from(("water", "rises", "in", "Erbil", "ئاو", "لە", "هەولێر", "1,200", "😀"))
MARKS = st.sampled_from(("{}", "**{}**", "*{}*", "[{}](https://example.org/water/in)", "`{}`"))


@pytest.mark.parametrize(
    ("source", "shown", "words"),
    [
        ("Water **rises** fast", "Water rises fast", "fast"),
        ("- one\n- [two](https://two.example/two)\n- three", "one\ntwo\nthree", "three"),
        ("> Say *no* more", "Say no more", "no"),
        ("ئاو **بەرز** دەبێتەوە", "ئاو بەرز دەبێتەوە", "دەبێتەوە"),
    ],
)
def test_a_word_leads_to_itself(source: str, shown: str, words: str) -> None:
    assert source_place(source, shown, shown.index(words)) == source.index(words)


@given(st.lists(st.tuples(WORDS, MARKS), min_size=1, max_size=12), st.data())
def test_every_place_leads_to_the_same_letter(row: list[tuple[str, str]], data: st.DataObject) -> None:
    source = " ".join(mark.format(word) for word, mark in row)
    shown = re.sub(r"<[^>]+>", "", render_body(source, Setting("en", str)))
    at = data.draw(st.sampled_from([i for i, char in enumerate(shown) if char.isalnum()] or [0]))
    found = source_place(source, shown, at)
    assert 0 <= found <= len(source)
    if shown[at].isalnum():
        assert source[found] == shown[at]


def test_what_cannot_be_traced_keeps_its_share() -> None:
    assert source_place("", "shown", 3) == 0
    assert source_place("x " * 9000, "x " * 9000, 9000) == 9000
    assert source_place("![](photo:a)", "A caption", 4) <= 12
