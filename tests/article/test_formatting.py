"""Words and lines marked and unmarked: the marks that are meant, twice as at the start, comments on their words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk.article import formatting
from desk.article.changes import BodyChange, Change, Group
from desk.article.model import Article
from tests.builders import (
    ARABIC,
    EMOJI,
    ENGLISH,
    SORANI,
    a_comment_on,
    an_article,
    made,
    texts,
    words,
)

P1 = "![](photo:p1)"


# words


def _marked(text: str) -> tuple[str, int, int]:
    """A text with its selection between bars."""
    start, end = text.index("|"), text.rindex("|")
    return text.replace("|", ""), start, end - (end > start)


@given(st.lists(words(), min_size=1, max_size=3).map(" ".join), texts(3), texts(3), st.sampled_from(["**", "*", "`"]))
def test_words_wrapped_twice_are_as_they_were(inner: str, before: str, after: str, mark: str) -> None:
    article = an_article(body=f"{before} {inner} {after}")
    start = len(before) + 1
    once = made(article, formatting.wrap(article, start, start + len(inner), mark))
    assert once.body == f"{before} {mark}{inner}{mark} {after}"
    for edge in (0, len(mark)):
        twice = formatting.wrap(once, start + edge, start + len(inner) + 2 * len(mark) - edge, mark)
        assert made(once, twice).body == article.body


@pytest.mark.parametrize(
    ("body", "mark", "after"),
    [
        ("the |dam| broke", "**", "the **dam** broke"),
        ("the| dam |broke", "**", "the **dam** broke"),
        ("the **|dam|** broke", "**", "the dam broke"),
        ("the |**dam**| broke", "**", "the dam broke"),
        ("the **|dam|** broke", "*", "the ***dam*** broke"),
        ("the |**dam**| broke", "*", "the ***dam*** broke"),
        ("the ***|dam|*** broke", "*", "the **dam** broke"),
        ("the ***|dam|*** broke", "**", "the *dam* broke"),
        ("the *|dam|* broke", "**", "the ***dam*** broke"),
        ("|**one** and **two**|", "**", "**one and two**"),
        ("|*one* and **two**|", "*", "*one and **two***"),
        ("|2 * 3|", "*", "*2 * 3*"),
        ("|a \\* b|", "*", "*a \\* b*"),
        ("|*|", "*", "**"),
        ("|***|", "**", "*****"),
        ("||", "**", "****"),
        ("**||**", "**", ""),
        ("*||*", "*", ""),
        ("|## Head|", "**", "## **Head**"),
        ("|- one|", "*", "- *one*"),
        ("|> 1. one| two", "**", "> 1. **one** two"),
        (f"|{SORANI}|", "**", f"**{SORANI}**"),
        (f"|{EMOJI}|", "*", f"*{EMOJI}*"),
        ("|one\ntwo|", "**", "**one\ntwo**"),
    ],
)
def test_wrapping_sets_the_mark_or_takes_it_away(body: str, mark: str, after: str) -> None:
    text, start, end = _marked(body)
    assert made(an_article(body=text), formatting.wrap(an_article(body=text), start, end, mark)).body == after


@pytest.mark.parametrize(
    "body", ["|one\n\ntwo|", "|one\n \ntwo|", "|one\n- two|", "|one\n# two|", "one| |two", "|- |one"]
)
def test_what_cannot_be_wrapped_is_not_offered(body: str) -> None:
    text, start, end = _marked(body)
    for act in _wrapping():
        assert act(an_article(body=text), start, end) is None


def test_a_caret_that_follows_an_empty_pair_stands_between_the_two() -> None:
    change = formatting.wrap(an_article(body="the  dam"), 4, 4, "**")
    assert isinstance(change, Group)
    last = change.changes[-1]
    assert isinstance(last, BodyChange)
    assert last.at + len(last.inserted) == len("the **")


def _wrapping() -> list[Callable[[Article, int, int], Change | None]]:
    return [
        lambda article, start, end: formatting.wrap(article, start, end, "**"),
        lambda article, start, end: formatting.link(article, start, end, "https://example.org"),
    ]


@pytest.mark.parametrize("act", _wrapping())
def test_a_comment_stays_on_words_that_are_wrapped(act: Callable[[Article, int, int], Change | None]) -> None:
    article = an_article(body="the dam broke", comments=(a_comment_on("the dam broke", "dam"),))
    after = made(article, act(article, 4, 7))
    assert after.body[after.comments[0].start : after.comments[0].end] == "dam"
    again = formatting.wrap(after, after.comments[0].start, after.comments[0].end, "**")
    back = made(after, again)
    assert back.body[back.comments[0].start : back.comments[0].end] == "dam"


@pytest.mark.parametrize(
    ("body", "address", "after"),
    [
        ("the |dam| broke", "https://example.org", "the [dam](https://example.org) broke"),
        ("the| dam |broke", " https://example.org ", "the [dam](https://example.org) broke"),
        ("|ئاو|", "https://example.org/ئاو", "[ئاو](https://example.org/ئاو)"),
        ("|a|", "https://example.org/a (b)", "[a](https://example.org/a%20%28b%29)"),
        ("|a [b] c|", "https://example.org", "[a \\[b\\] c](https://example.org)"),
        ("see ||", "https://example.org", "see [https://example.org](https://example.org)"),
        ("|- one|", "https://example.org", "- [one](https://example.org)"),
    ],
)
def test_a_link_is_made_of_the_words_selected(body: str, address: str, after: str) -> None:
    text, start, end = _marked(body)
    assert made(an_article(body=text), formatting.link(an_article(body=text), start, end, address)).body == after


@pytest.mark.parametrize(("body", "address"), [("|dam|", " "), ("|[dam](x)|", "https://y"), (f"|{P1}|", "https://y")])
def test_a_link_without_an_address_or_of_a_link_is_not_offered(body: str, address: str) -> None:
    text, start, end = _marked(body)
    assert formatting.link(an_article(body=text), start, end, address) is None


# lines


LINE_MARKS = st.sampled_from(["## ", "### ", "> ", "- ", "1. "])


@given(st.lists(st.lists(words(), max_size=3).map(" ".join), min_size=1, max_size=4), LINE_MARKS)
def test_lines_marked_twice_are_as_they_were(lines: list[str], mark: str) -> None:
    assume(not any(re.match(r"\d+[.)] ", line) for line in lines))
    article = an_article(body="\n".join(lines))
    once = made(article, formatting.mark_lines(article, 0, len(article.body), mark))
    assert once.body != article.body
    assert made(once, formatting.mark_lines(once, 0, len(once.body), mark)).body == article.body


@pytest.mark.parametrize(
    ("body", "mark", "after"),
    [
        ("o||ne\ntwo", "## ", "## one\ntwo"),
        ("o|ne\nt|wo", "- ", "- one\n- two"),
        ("|one\n|two", "- ", "- one\ntwo"),
        ("|one\n\ntwo|", "- ", "- one\n\n- two"),
        ("|one\ntwo\n\nthree|", "1. ", "1. one\n2. two\n\n3. three"),
        ("|1. one\n2. two|", "1. ", "one\ntwo"),
        ("|- one\n2) two|", "- ", "- one\n- two"),
        ("|* one\n+ two|", "- ", "one\ntwo"),
        ("|## one|", "### ", "### one"),
        ("|## one|", "## ", "one"),
        ("|- one|", "## ", "## one"),
        ("|one\n\ntwo|", "> ", "> one\n>\n> two"),
        ("|> one\n>\n> two|", "> ", "one\n\ntwo"),
        ("|one\n\n|two", "> ", "> one\n\ntwo"),
        ("|  one|", "> ", "  > one"),
        ("|  > one|", "> ", "  one"),
        ("|- one\n- two|", "> ", "> - one\n> - two"),
        ("|> one|", "- ", "> - one"),
        ("|> > one|", "> ", "> one"),
        ("|>one|", "> ", "one"),
        ("|  - one|", "1. ", "  1. one"),
        ("|1984. A year|", "- ", "- 1984. A year"),
        ("||", "- ", "- "),
        ("|- |", "- ", ""),
        ("|\n|", "> ", "> \n"),
        (f"|{SORANI}|", "> ", f"> {SORANI}"),
    ],
)
def test_lines_take_a_mark_or_lose_it(body: str, mark: str, after: str) -> None:
    text, start, end = _marked(body)
    assert made(an_article(body=text), formatting.mark_lines(an_article(body=text), start, end, mark)).body == after


@given(st.sampled_from([SORANI, ARABIC, ENGLISH]), LINE_MARKS)
def test_a_comment_stays_on_words_whose_line_is_marked(line: str, mark: str) -> None:
    word = line.split(maxsplit=1)[0]
    article = an_article(body=line, comments=(a_comment_on(line, word),))
    once = made(article, formatting.mark_lines(article, 0, len(line), mark))
    assert once.body[once.comments[0].start : once.comments[0].end] == word
    twice = made(once, formatting.mark_lines(once, 0, len(once.body), mark))
    assert twice == article
