"""Words marked and unmarked: what the page shows is what was meant, and nothing else changes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.article import formatting
from desk.article.changes import BodyChange, Change, Group, map_position
from desk.article.formatting import Link, end_of_mark, link_at
from desk.article.model import Article
from tests.article.pages import bare_page, letters_of, marked_bodies
from tests.builders import EMOJI, SORANI, a_comment_on, an_article, made, texts, words

EXAMPLES = 400 if os.environ.get("CI") else 150
P1 = "![](photo:p1)"
MARKS = {"**": "bold", "*": "italic", "`": "code"}
a_mark = st.sampled_from(sorted(MARKS))


def _marked(text: str) -> tuple[str, int, int]:
    """A text with its selection, or the caret, between bars."""
    start, end = text.index("¦"), text.rindex("¦")
    return text.replace("¦", ""), start, end - (end > start)


def _wrapped(text: str, mark: str) -> str:
    """The text after the mark was asked for; a bar more shows that it was refused."""
    body, start, end = _marked(text)
    article = an_article(body=body)
    change = formatting.wrap(article, start, end, mark)
    return "¦" if change is None else made(article, change).body


# what the page shows


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(marked_bodies(), a_mark, st.data())
def test_the_page_shows_the_words_selected_in_their_style_and_all_else_as_before(
    body: str, mark: str, data: st.DataObject
) -> None:
    place = st.integers(0, len(body))
    start, end = sorted((data.draw(place), data.draw(place)))
    article = an_article(body=body)
    change = formatting.wrap(article, start, end, mark)
    if change is None or (start == end and _is_pair(body, made(article, change).body, mark)):
        return
    after = made(article, change).body
    assert bare_page(after) == bare_page(body)
    before, now = _styles(body), _styles(after)
    changed = {letter for letter in before if before[letter] != now[letter]}
    assert all(before[letter] ^ now[letter] == {MARKS[mark]} for letter in changed)
    assert len({MARKS[mark] in now[letter] for letter in changed}) <= 1
    if start < end and "![" not in body:
        assert changed <= set(body[start:end]) or "]:" in body
    if start < end and not any(MARKS[mark] in before.get(letter, ()) for letter in body[start:end]):
        _check_that_it_goes_back(made(article, change), change, start, end, mark, bare_page(body))


def _is_pair(body: str, after: str, mark: str) -> bool:
    return after.replace(mark * 2, "") == body.replace(mark * 2, "")


def _styles(body: str) -> dict[str, frozenset[str]]:
    return {letter: styles for letter, styles, _ in letters_of(body) if letter >= "\u4e00"}


def _check_that_it_goes_back(after: Article, change: Change, start: int, end: int, mark: str, page: list[str]) -> None:
    again = formatting.wrap(after, map_position(change, start), map_position(change, end, after=False), mark)
    back = made(after, again).body if again else after.body
    assert bare_page(back) == page


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(marked_bodies(), st.data())
def test_a_link_leaves_what_is_shown_and_unlinking_it_too(body: str, data: st.DataObject) -> None:
    place = st.integers(0, len(body))
    start, end = sorted((data.draw(place), data.draw(place)))
    article = an_article(body=body)
    change = formatting.link(article, start, end, "https://new.example/a_b")
    if change is None or start == end:
        return
    after = made(article, change)
    assert _text(after.body) == _text(body)
    linked = {letter for letter, _, address in letters_of(after.body) if address == "https://new.example/a_b"}
    assert linked or "[^1]:" in body
    letters = {letter for letter in linked if letter >= "\u4e00"}
    assert "![" in body or letters <= set(body[start:end])
    assert _styles(after.body) == _styles(body)
    at = after.body.index("](https://new.example/a_b)")
    back = made(after, formatting.unlink(after, at, at))
    assert _text(back.body) == _text(body)
    assert "new.example" not in back.body


def _text(body: str) -> list[str]:
    return [letter for letter, _, _ in letters_of(body)]


# words


@given(st.lists(words(), min_size=1, max_size=3).map(" ".join), texts(3), texts(3), a_mark)
def test_words_wrapped_twice_are_as_they_were(inner: str, before: str, after: str, mark: str) -> None:
    plain = re.compile(r"[\\`*_\[\]<>&#|\r\n\u2028~:-]|^\s*\d|^\s*[+=]")
    before, after = plain.sub("", before), plain.sub("", after)
    article = an_article(body=f"{before} {inner} {after}")
    start = len(before) + 1
    change = formatting.wrap(article, start, start + len(inner), mark)
    once = made(article, change)
    assert once.body == f"{before} {mark}{inner}{mark} {after}"
    for edge in (0, len(mark)):
        twice = formatting.wrap(once, start + edge, start + len(inner) + 2 * len(mark) - edge, mark)
        assert made(once, twice).body == article.body


@pytest.mark.parametrize(
    ("body", "mark", "after"),
    [
        ("the ¦dam¦ broke", "**", "the **dam** broke"),
        ("the¦ dam ¦broke", "**", "the **dam** broke"),
        ("the **¦dam¦** broke", "**", "the dam broke"),
        ("the ¦**dam**¦ broke", "**", "the dam broke"),
        ("the **¦dam¦** broke", "*", "the ***dam*** broke"),
        ("the ***¦dam¦*** broke", "*", "the **dam** broke"),
        ("the ***¦dam¦*** broke", "**", "the *dam* broke"),
        ("the __¦dam¦__ broke", "**", "the dam broke"),
        ("_a_ the ¦dam¦", "**", "_a_ the **dam**"),
        ("¦**one** and **two**¦", "**", "**one and two**"),
        ("¦*one* and **two**¦", "*", "*one and **two***"),
        ("¦2 * 3¦", "*", "*2 * 3*"),
        ("¦a \\* b¦", "*", "*a \\* b*"),
        ("¦f***ing hell¦", "**", "**f\\*\\*\\*ing hell**"),
        ("a\\¦b¦", "**", "a\\\\**b**"),
        (f"¦{SORANI}¦", "**", f"**{SORANI}**"),
        (f"¦{EMOJI}¦", "*", f"*{EMOJI}*"),
        ("¦\u200fوشە¦", "**", "\u200f**وشە**"),
        ("¦one\ntwo¦", "**", "**one\ntwo**"),
        ("¦![](photo:p1) words¦", "**", "![](photo:p1) **words**"),
    ],
)
def test_wrapping_sets_the_mark_or_takes_it_away(body: str, mark: str, after: str) -> None:
    assert _wrapped(body, mark) == after


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("**one ¦two¦ three**", "**one** two **three**"),
        ("**¦one¦ two**", "one **two**"),
        ("**one¦ two¦**", "**one** two"),
        ("**one** ¦two¦ three", "**one two** three"),
        ("one ¦two¦ **three**", "one **two three**"),
        ("**one ¦two** three¦", "**one two three**"),
        ("¦one **two¦ three**", "**one two three**"),
        ("*one ¦two* three¦", "*one **two*** **three**"),
        ("un¦frigging¦believable", "un**frigging**believable"),
        ("[one ¦two](https://e.org) three¦", "[one **two**](https://e.org) **three**"),
        ("¦[one](https://e.org) two¦", "**[one](https://e.org) two**"),
        ("¦[one](https://e.org)¦ two", "**[one](https://e.org)** two"),
        ("**[o¦ne¦](https://e.org) two**", "[**o**ne](https://e.org) **two**"),
        ("¦one[^1]¦", "**one**[^1]"),
    ],
)
def test_marks_grow_and_are_split_by_what_is_selected(body: str, after: str) -> None:
    assert _wrapped(body, "**") == after


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("¦one\n\ntwo¦", "**one**\n\n**two**"),
        ("o¦ne\n \ntw¦o", "o**ne**\n \n**tw**o"),
        ("¦**one**\n\ntwo¦", "**one**\n\n**two**"),
        ("¦**one**\n\n**two**¦", "one\n\ntwo"),
        ("¦one\n- two¦", "**one**\n- **two**"),
        ("¦- one\n  more\n  - two\n\n1. three¦", "- **one\n  more**\n  - **two**\n\n1. **three**"),
        ("¦# one\n\ntwo\n---\n\n## three ##¦", "# **one**\n\n**two**\n---\n\n## **three** ##"),
        ("¦> one\n> more\n>\n> - two¦", "> **one\n> more**\n>\n> - **two**"),
        ("¦| a | **b** |\n|---|:-:|\n| c |  |¦", "| **a** | **b** |\n|---|:-:|\n| **c** |  |"),
        (f"¦one\n\n{P1}\n\n---\n\n```\ncode\n```\n\ntwo¦", f"**one**\n\n{P1}\n\n---\n\n```\ncode\n```\n\n**two**"),
        ("¦one\n\n<div>raw</div>\n\n[a]: https://e.org\n\n[^1]: note¦",
         "**one**\n\n<div>raw</div>\n\n[a]: https://e.org\n\n[^1]: **note**"),
        ("o¦ne\n\n```\na\n\nb¦\n```", "o**ne**\n\n```\na\n\nb\n```"),
    ],
)  # fmt: skip
def test_each_paragraph_is_marked_by_itself(body: str, after: str) -> None:
    assert _wrapped(body, "**") == after


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("¦a b¦", "`a b`"),
        ("¦**a** b¦", "**`a`** `b`"),
        ("¦a `b` c¦", "`a b c`"),
        ("¦\\*a\\*¦", "`*a*`"),
        ("¦a`b¦", "``a`b``"),
        ("¦[a](https://e.org) b¦", "[`a`](https://e.org) `b`"),
        ("¦b [a](https://e.org)¦", "`b` [`a`](https://e.org)"),
        ("¦`*a*`¦", "\\*a\\*"),
        ("¦`<b>`¦", "&lt;b>"),
        ("¦`- a`¦", "\\- a"),
        ("¦`1. a`¦", "1\\. a"),
        ("¦`# a`¦", "\\# a"),
        ("¦`a b`¦", "a b"),
        ("| ¦`a|b`¦ |  |\n|---|---|", "| a\\|b |  |\n|---|---|"),
    ],
)
def test_code_shows_what_was_shown_before(body: str, after: str) -> None:
    assert _wrapped(body, "`") == after


@pytest.mark.parametrize("body", ["**¦1.¦** a", "**¦>¦** a", "*¦-¦* a", "**¦##¦** a", "[¦1.¦](https://e.org) a"])
def test_words_do_not_become_lists_when_their_marks_go(body: str) -> None:
    text, start, end = _marked(body)
    article, mark = an_article(body=text), text[:start]
    act = formatting.unlink if mark == "[" else lambda *places: formatting.wrap(*places, mark)
    after = made(article, act(article, start, end)).body
    assert _text(after) == _text(text)
    assert bare_page(after)[0] == "<p>"


@pytest.mark.parametrize(
    "body", ["one¦ ¦two", "¦- ¦one", "¦\n\n¦", f"¦{P1}¦", "¦---¦", "```\n¦a¦\n```", "¦*¦", "a¦**¦b**", "¦<div>\na¦"]
)
def test_what_cannot_be_wrapped_is_not_offered(body: str) -> None:
    for mark in MARKS:
        assert _wrapped(body, mark) == "¦"


@pytest.mark.parametrize(("body", "mark"), [("one\n**¦===¦**", "**"), ("| ` | ¦a¦ |\n|---|---|", "`")])
def test_a_mark_that_would_change_the_block_around_it_is_not_offered(body: str, mark: str) -> None:
    assert _wrapped(body, mark) == "¦"


def test_where_the_page_is_not_to_be_foretold_words_stay_as_they_are() -> None:
    body = "*a**b* c `d"
    assert _wrapped(f"¦{body}¦", "**") == "¦"
    assert _wrapped(f"¦{body}\n\ntwo¦", "**") == f"{body}\n\n**two**"


# at the caret


@pytest.mark.parametrize(
    ("body", "mark", "after"),
    [
        ("the d¦am broke", "**", "the **dam** broke"),
        ("the ¦dam", "**", "the ****dam"),
        ("the dam¦", "**", "the dam****"),
        ("the ¦", "**", "the ****"),
        ("one\n\n¦\n\ntwo", "*", "one\n\n**\n\ntwo"),
        ("", "", ""),
        ("don¦’t", "*", "*don’t*"),
        ("نووسین¦\u200cەکان", "**", "**نووسین\u200cەکان**"),
        ("**one ¦two** three", "**", "one two three"),
        ("**one two¦** three", "**", "one two three"),
        ("**¦one two** three", "**", "one two three"),
        ("**one two**¦ three", "**", "**one two******  three".replace("  ", " ")),
        ("un**bel¦iev**able", "**", "unbelievable"),
        ("un¦**bel**able", "**", "**unbelable**"),
        ("`co¦de`", "**", "**`code`**"),
        ("**¦**", "**", ""),
        ("*¦*", "*", ""),
        ("***¦***", "**", "**"),
        ("- ¦", "**", "- ****"),
        ("> ¦", "**", "> ****"),
        ("- o¦ne", "**", "- **one**"),
    ],
)
def test_with_nothing_selected_a_word_a_stretch_or_what_comes(body: str, mark: str, after: str) -> None:
    if body:
        assert _wrapped(body, mark) == after


@pytest.mark.parametrize(
    "body",
    [
        *("```\na¦b\n```", "![](pho¦to:p1)", f"¦{P1}", "¦- one", "¦---", "<div>\n¦a"),
        *("[a](https://e¦.org)", "<https://e¦.org>", "| a |  |\n|-¦-|--|", "¦| a |  |\n|--|--|"),
    ],
)
def test_no_pair_is_put_where_it_would_break_something(body: str) -> None:
    text, _start, end = _marked(body)
    assert formatting.wrap(an_article(body=text), end, end, "**") is None


def test_a_caret_that_follows_an_empty_pair_stands_between_the_two() -> None:
    change = formatting.wrap(an_article(body="the  dam"), 4, 4, "**")
    assert isinstance(change, Group)
    last = change.changes[-1]
    assert isinstance(last, BodyChange)
    assert last.at + len(last.inserted) == len("the **")


@pytest.mark.parametrize(
    ("body", "mark", "beyond"),
    [
        ("the **dam¦** broke", "**", 2),
        ("the *dam¦* broke", "*", 1),
        ("the __dam¦__", "**", 2),
        ("the ***dam¦*** x", "*", 1),
        ("`a¦`", "`", 1),
        ("the **da¦m**", "**", None),
        ("the dam¦ broke", "**", None),
        ("the **dam¦**", "*", None),
        ("¦", "*", None),
    ],
)
def test_the_caret_can_leave_the_mark_that_it_stands_at_the_end_of(body: str, mark: str, beyond: int | None) -> None:
    text, at, _ = _marked(body)
    assert end_of_mark(text, at, mark) == (None if beyond is None else at + beyond)


# comments and many places


def _wrapping() -> list[Callable[[Article, int, int], Change | None]]:
    return [
        lambda article, start, end: formatting.wrap(article, start, end, "**"),
        lambda article, start, end: formatting.link(article, start, end, "https://example.org"),
    ]


@pytest.mark.parametrize("act", _wrapping())
@pytest.mark.parametrize("body", ["the dam broke", "the *dam* broke", "> the dam\n> broke"])
def test_a_comment_stays_on_words_that_are_wrapped(
    body: str, act: Callable[[Article, int, int], Change | None]
) -> None:
    article = an_article(body=body, comments=(a_comment_on(body, "dam"),))
    start = body.index("dam")
    after = made(article, act(article, start, start + 3))
    assert after.body[after.comments[0].start : after.comments[0].end] == "dam"
    back = made(after, formatting.wrap(after, after.comments[0].start, after.comments[0].end, "**"))
    assert back.body[back.comments[0].start : back.comments[0].end] == "dam"


def test_a_book_is_marked_in_few_steps_and_its_comments_stay() -> None:
    body = "\n\n".join(["Words of one paragraph."] * 400 + ["The dam."] + ["More of *them*."] * 400)
    article = an_article(body=body, comments=(a_comment_on(body, "dam"),))
    change = formatting.wrap(article, 0, len(body), "**")
    assert isinstance(change, Group)
    assert len(change.changes) < 10
    after = made(article, change)
    assert after.body.startswith("**Words of one paragraph.**\n\n**Words")
    assert after.body.endswith("\n\n**More of *them*.**")
    assert after.body[after.comments[0].start : after.comments[0].end] == "dam"
    assert made(after, formatting.wrap(after, 0, len(after.body), "**")).body == body


# links


def _linked(text: str, address: str) -> str:
    body, start, end = _marked(text)
    article = an_article(body=body)
    change = formatting.link(article, start, end, address)
    return "¦" if change is None else made(article, change).body


@pytest.mark.parametrize(
    ("body", "address", "after"),
    [
        ("the ¦dam¦ broke", "https://example.org", "the [dam](https://example.org) broke"),
        ("the¦ dam ¦broke", " https://example.org ", "the [dam](https://example.org) broke"),
        ("¦ئاو¦", "https://example.org/ئاو", "[ئاو](https://example.org/ئاو)"),
        ("¦a¦", "https://example.org/a (b)", "[a](https://example.org/a%20%28b%29)"),
        ("¦a [b] c¦", "https://example.org", "[a \\[b\\] c](https://example.org)"),
        ("see ¦", "https://example.org", "see [https://example.org](https://example.org)"),
        ("see ¦", "https://example.org/_a_", "see [https://example.org/\\_a\\_](https://example.org/_a_)"),
        ("¦- one¦", "https://example.org", "- [one](https://example.org)"),
        ("¦a **b** c¦", "https://e.org", "[a **b** c](https://e.org)"),
        ("a **¦b** c¦", "https://e.org", "a [**b** c](https://e.org)"),
        ("**a ¦b¦**", "https://e.org", "**a [b](https://e.org)**"),
        ("wow!¦a¦", "https://e.org", "wow\\![a](https://e.org)"),
        ("¦[a](x) b¦", "https://y", "[a b](https://y)"),
        ("[a ¦b](x) c¦", "https://y", "[a](x) [b c](https://y)"),
        ("¦[dam](x)¦", "https://y", "[dam](https://y)"),
        ("[da¦m](x)", "https://y", "[dam](https://y)"),
        ("¦https://e.org/a¦ b", "", "[https://e.org/a](https://e.org/a) b"),
        ("¦<https://e.org>¦", "https://y", "[https://e.org](https://y)"),
        ("¦dam¦", " ", "¦"),
        (f"¦{P1}¦", "https://y", "¦"),
        ("¦one\n\ntwo¦", "https://y", "¦"),
        ("`co¦de`", "https://y", "¦"),
        ("```\n¦a\n```", "https://y", "¦"),
    ],
)
def test_a_link_is_made_of_the_words_selected(body: str, address: str, after: str) -> None:
    assert _linked(body, address) == after


@pytest.mark.parametrize(
    ("body", "link"),
    [
        ("see [the dam](https://e.org) now", Link(4, 28, "the dam", "https://e.org")),
        ('[**a** b](https://e.org "t")', Link(0, 28, "**a** b", "https://e.org")),
        ("> [a](<b c>)", Link(2, 12, "a", "b c")),
        ("see <https://e.org>", Link(4, 19, "https://e.org", "https://e.org")),
        ("- one [a](b)", Link(6, 12, "a", "b")),
    ],
)
def test_the_link_at_the_caret_is_told(body: str, link: Link) -> None:
    places = [at for at in range(len(body) + 1) if link_at(body, at) == link]
    assert places == list(range(link.start, link.end))
    assert all(link_at(body, at) is None for at in range(len(body) + 1) if at not in places)


@pytest.mark.parametrize("body", ["a [b] c", "`[a](b)`", "![a](https://e.org)", P1, "```\n[a](b)\n```", ""])
def test_what_is_no_link_is_told_as_none(body: str) -> None:
    assert all(link_at(body, at) is None for at in range(len(body) + 1))


@pytest.mark.parametrize(
    ("body", "words", "address", "after"),
    [
        ("a [b¦](c) d", "b", "https://e.org", "a [b](https://e.org) d"),
        ("a [b¦](c) d", "x *y*", "c", "a [x *y*](c) d"),
        ("a [b¦](c) d", "x]", "e f", "a [x\\]](e%20f) d"),
        ("a <https://¦e.org>", "words", "https://e.org", "a [words](https://e.org)"),
        ("a [b¦](c) d", "b", "c", "¦"),
        ("a [b¦](c) d", " ", "c", "¦"),
        ("a [b¦](c) d", "b", "", "¦"),
        ("a¦ [b](c)", "b", "d", "¦"),
    ],
)
def test_a_link_gets_other_words_and_another_address(body: str, words: str, address: str, after: str) -> None:
    text, at, _ = _marked(body)
    article = an_article(body=text)
    change = formatting.relink(article, at, words, address)
    assert ("¦" if change is None else made(article, change).body) == after


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("see [the ¦dam](https://e.org) now", "see the dam now"),
        ("see ¦[a](b) and [c](d)¦", "see a and c"),
        ("¦[a](b)\n\n[c](d)¦", "a\n\nc"),
        ("[**a¦** b](c)", "**a** b"),
        ("<https://¦e.org>", "https://e.org"),
        ("see¦ [a](b)", "¦"),
        ("¦one¦", "¦"),
    ],
)
def test_links_are_taken_away_and_their_words_stay(body: str, after: str) -> None:
    text, start, end = _marked(body)
    article = an_article(body=text)
    change = formatting.unlink(article, start, end)
    assert ("¦" if change is None else made(article, change).body) == after
