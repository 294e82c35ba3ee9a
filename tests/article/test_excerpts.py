"""The words of a body and where they stand; where blocks begin, found from anywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.article.blocks import Cutter, Kind
from desk.article.excerpts import block_start, blocks, excerpt, leaves
from tests.article.pages import letters_of, marked_bodies
from tests.article.test_markup import stories

slow = settings(suppress_health_check=[HealthCheck.too_slow])


@slow
@given(stories, st.floats(0, 1))
def test_a_block_begins_where_cutting_from_the_start_finds_it(body: str, share: float) -> None:
    at = round(share * len(body))
    starts = [cut.start for cut in Cutter(body).cuts() if cut.start <= min(at, len(body) - 1)]
    assert block_start(body, at) == (starts[-1] if starts else 0)


@pytest.mark.parametrize(
    "body", ["- a\n\n- b", "[^1]: a\n\n    b", "```\na\n\nb\n```\n\nc", "<pre>\n\na\n</pre>\n\nb", "a\n\n~~~\n\nb"]
)
def test_a_block_that_holds_empty_lines_is_found_from_behind_them(body: str) -> None:
    starts = [cut.start for cut in Cutter(body).cuts()]
    for at in range(len(body)):
        assert block_start(body, at) == max(start for start in starts if start <= at)


@slow
@given(stories, st.floats(0, 1), st.floats(0, 1))
def test_the_blocks_touched_are_those_of_the_whole_text(body: str, one: float, other: float) -> None:
    start, end = sorted((round(one * len(body)), round(other * len(body))))
    whole = list(Cutter(body).cuts())
    touched = list(blocks(body, start, end))
    assert touched == [cut for cut in whole if cut in touched]
    missed = [cut for cut in whole if cut not in touched]
    assert all(cut.end <= start or cut.start >= end for cut in missed)


@slow
@given(stories)
def test_each_character_is_found_in_the_body_and_back(body: str) -> None:
    for leaf in leaves(body, 0, len(body)):
        for offset, sign in enumerate(leaf.words.text):
            if not sign.isspace():
                assert body[leaf.words.place(offset)] == sign
                assert leaf.words.offset(leaf.words.place(offset)) == offset


@slow
@given(marked_bodies())
def test_leaves_hold_all_the_letters_of_the_page_in_their_order(body: str) -> None:
    def letters(text: str) -> list[str]:
        return re.findall("[\u4e00-\u9fff]", text)

    shown = letters("".join(letter for letter, _, _ in letters_of(body)))
    held = [letter for leaf in leaves(body, 0, len(body)) for letter in letters(leaf.words.text)]
    assert sorted(held) == letters(body)
    if "[^" not in body:  # notes come last in the page
        assert [letter for letter in held if letter in shown] == shown


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("- one\n  two\n  - three", ["one\ntwo", "three"]),
        ("> # one ##\n>\n> two\n> ===", ["one", "two"]),
        ("| a | b |\n|---|---|\n| c\\|d |  |", ["a", "b", "c\\|d", ""]),
        ("[^1]: one\n\n    two", ["one", "two"]),
        ("- > a\n  > b\n-", ["a\nb", ""]),
        ("```\na\n```\n---", ["```\na\n```", "---"]),
        ("   indented", ["indented"]),
    ],
)
def test_words_come_without_the_marks_around_them(body: str, words: list[str]) -> None:
    assert [leaf.words.text for leaf in leaves(body, 0, len(body))] == words


def test_a_leaf_knows_what_it_stands_in() -> None:
    (leaf,) = leaves("> - one", 0, 0)
    assert [(holder.kind, holder.is_item, holder.words.text) for holder in leaf.inside] == [
        (Kind.QUOTE, False, "- one"),
        (Kind.LIST, False, "- one"),
        (Kind.LIST, True, "one"),
    ]


def test_a_part_keeps_its_places() -> None:
    part = excerpt("ab\ncd\nef", 3, 8).part(1, 4)
    assert (part.text, part.start, part.end) == ("d\ne", 4, 7)
    assert (part.stripped(), part.offset(0), part.offset(99)) == (part, 0, 3)


def test_only_what_a_caret_touches_is_read() -> None:
    body = "One.\n\n```\na\n\nb\n```\n\nTwo.\n\nThree."
    assert [leaf.words.text for leaf in leaves(body, 12, 12)] == ["```\na\n\nb\n```"]
    assert [leaf.words.text for leaf in leaves(body, len(body), len(body))] == ["Three."]
    assert list(leaves("", 0, 0)) == []
