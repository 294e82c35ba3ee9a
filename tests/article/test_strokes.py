"""Typographer's marks as one types, the way back from each, and pairs around a selection."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import changes
from desk.article.model import Article
from desk.article.strokes import Typeset, straighten, stroke, wrapped


def typed(text: str, tag: str = "en", start: str = "") -> str:
    """What stands in the line after these keys."""
    line = start
    for sign in text:
        found = stroke(line, sign, tag)
        line = f"{line[: len(line) - found.taken]}{found.put}" if found else line + sign
    return line


@pytest.mark.parametrize(
    ("keys", "tag", "line"),
    [
        ('He said "yes".', "en", "He said “yes”."),
        ("don't 'go'", "en", "don’t ‘go’"),
        ("the '90s", "en", "the ’90s"),
        ("yes -- no", "en", "yes — no"),
        ("wait... no", "en", "wait… no"),
        ('وتی "بەڵێ"', "ckb", "وتی «بەڵێ»"),
        ("ئاو, نان; چی?", "ckb", "ئاو، نان؛ چی؟"),
        ("ماء, خبز", "ar", "ماء، خبز"),
        ("نرخ 1,200 دینار", "ckb", "نرخ 1,200 دینار"),
        ("لە ساڵی ٢٠٢٦?", "ckb", "لە ساڵی ٢٠٢٦؟"),
        ("BBC, CNN?", "ckb", "BBC, CNN?"),
        ('see https://x.org/?q="a"--b', "en", 'see https://x.org/?q="a"--b'),
        ("[a](http://x.y/'z'...)", "en", "[a](http://x.y/'z'...)"),
        ("---", "en", "---"),
        ("| -- | -- |", "en", "| -- | -- |"),
        ("yes---no", "en", "yes—no"),
        ("see 'https://x.org' and \"www.y.org\"", "en", "see ‘https://x.org’ and “www.y.org”"),
        ("<a href=\"x\" title='y'>", "en", "<a href=\"x\" title='y'>"),
        ('[a](http://x.y "t, u")', "en", '[a](http://x.y "t, u")'),
        ('[a]: http://x.y "title"', "en", '[a]: http://x.y "title"'),
        ('he said \\"no\\"', "en", 'he said \\"no\\"'),
        ("The word كتاب, means", "en", "The word كتاب, means"),
        ("وتی «بەڵێ», باشە", "ckb", "وتی «بەڵێ»، باشە"),
        ("كتاب, قلم؟", "en", "كتاب، قلم؟"),
        ('قال "نعم" و"لا"', "ar", "قال «نعم» و«لا»"),
    ],
)
def test_signs_become_the_marks_of_the_language(keys: str, tag: str, line: str) -> None:
    assert typed(keys, tag) == line


@given(st.text(st.sampled_from("ab 1'\"-.,;?ئو«("), max_size=20), st.sampled_from(("en", "ckb", "ar", "de")))
def test_one_backspace_brings_back_what_was_typed(text: str, tag: str) -> None:
    line = ""
    for sign in text:
        found = stroke(line, sign, tag)
        if found is None:
            line += sign
            continue
        at = len(line) - found.taken
        assert f"{line}{sign}".endswith(found.typed)
        after = f"{line[:at]}{found.put}"
        back = straighten(after, Typeset(at, found), len(after))
        assert back is not None
        assert changes.apply(Article(body=after), back).body == line + sign
        assert straighten(after + "x", Typeset(at, found), len(after) + 1) is None
        line = after


@pytest.mark.parametrize(
    ("sign", "tag", "after"),
    [
        ('"', "en", "say “two words” now"),
        ("'", "en", "say ‘two words’ now"),
        ('"', "ckb", "say «two words» now"),
        ("(", "en", "say (two words) now"),
        ("*", "en", "say *two words* now"),
        ("`", "ar", "say `two words` now"),
    ],
)
def test_a_pair_goes_around_the_words_selected(sign: str, tag: str, after: str) -> None:
    body = "say two words now"
    for start, end in ((4, 13), (3, 14)):
        change = wrapped(body, start, end, sign, tag)
        assert change is not None
        assert changes.apply(Article(body=body), change).body == after


def test_other_keys_and_other_selections_are_not_wrapped() -> None:
    assert wrapped("two words", 0, 9, "x", "en") is None
    assert wrapped("two words", 3, 4, '"', "en") is None
    assert wrapped("![](photo:p)\n\n---", 0, 17, "(", "en") is None


@pytest.mark.parametrize(
    ("body", "sign", "after"),
    [
        ("one\n\ntwo", '"', "“one\n\ntwo”"),
        ("one\n\ntwo", "*", "*one*\n\n*two*"),
        ("one\n\ntwo", "_", "*one*\n\n*two*"),
        ("- one\n- two", "`", "- `one`\n- `two`"),
        ("- one", '"', "- “one”"),
        ("> one\n> two", "(", "> (one\n> two)"),
        ("## one", '"', "## “one”"),
    ],
)
def test_a_pair_goes_around_words_and_not_around_the_marks_of_their_lines(body: str, sign: str, after: str) -> None:
    change = wrapped(body, 0, len(body), sign, "en")
    assert change is not None
    assert changes.apply(Article(body=body), change).body == after


@pytest.mark.parametrize("word", ["a", "ب", "1", "[a", "<a", "«", "a@"])
def test_a_key_behind_a_word_without_end_is_looked_up_at_once(word: str) -> None:
    """Looking from every letter on to the end would take hours."""
    for typed_sign in ("?", ",", '"', "-"):
        stroke(word * 200_000, typed_sign, "ckb")


def test_an_address_of_any_length_is_left_alone() -> None:
    for begun in ("https://x.org/?q=", "dara@x.org?subject="):
        assert stroke(begun + "b" * 5_000, '"', "en") is None
    assert stroke("dara@x.org " + "b" * 5_000, '"', "en") is not None
    assert stroke("www.x.org\t", '"', "en") is not None
