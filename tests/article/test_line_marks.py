"""Lines marked and unmarked: the page shows the headings, quotes and lists that were meant."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from desk.article.changes import map_position
from desk.article.line_marks import mark_lines
from desk.article.markup import Setting, render_body
from tests.article.pages import letters_of, marked_bodies
from tests.builders import ARABIC, ENGLISH, SORANI, a_comment_on, an_article, made, words

EXAMPLES = 300 if os.environ.get("CI") else 150
MARKS = ("## ", "### ", "> ", "- ", "1. ")
a_mark = st.sampled_from(MARKS)
P1 = "![](photo:p1)"


def marked(text: str, mark: str) -> str:
    """The text after the mark was asked for, the selection or the caret between bars; a bar where it was refused."""
    start, end = text.index("¦"), text.rindex("¦")
    article = an_article(body=text.replace("¦", ""))
    change = mark_lines(article, start, end - (end > start), mark)
    return "¦" if change is None else made(article, change).body


def page(body: str) -> str:
    return render_body(body, Setting("en", lambda photo: f"<figure>{photo}</figure>")).replace("\n", "")


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(marked_bodies(), a_mark, st.data())
def test_no_letter_is_lost_and_none_changes_its_style(body: str, mark: str, data: st.DataObject) -> None:
    assume("![" not in body and "[^1]:" not in body)
    place = st.integers(0, len(body))
    start, end = sorted((data.draw(place), data.draw(place)))
    article = an_article(body=body)
    change = mark_lines(article, start, end, mark)
    if change is None:
        return
    after = made(article, change).body

    def shown(text: str) -> list[tuple[str, frozenset[str], str]]:
        return sorted(one for one in letters_of(text) if one[0] >= "\u4e00")

    assert [one[0] for one in shown(after)] == [one[0] for one in shown(body)]
    assert shown(after) == shown(body)


@given(st.lists(st.lists(words(), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4), a_mark)
def test_paragraphs_marked_twice_are_as_they_were(lines: list[str], mark: str) -> None:
    body = "\n\n".join(lines)
    once = made(an_article(body=body), mark_lines(an_article(body=body), 0, len(body), mark))
    assert once.body != body
    tag = {"#": f"<h{len(mark) - 1}", ">": "<blockquote", "-": "<li", "1": "<li"}[mark[0]]
    assert page(once.body).count(tag) == (1 if mark == "> " else len(lines))
    assert made(once, mark_lines(once, 0, len(once.body), mark)).body == body


@pytest.mark.parametrize(
    ("body", "mark", "after"),
    [
        ("o¦¦ne", "## ", "## one"),
        ("o¦ne\n\ntw¦o", "## ", "## one\n\n## two"),
        ("¦## one¦", "### ", "### one"),
        ("¦## one ##¦", "### ", "### one"),
        ("¦one\n---¦", "### ", "### one"),
        ("¦one\ntwo\n===¦", "## ", "## one two"),
        ("¦## one¦", "## ", "one"),
        ("¦## one ##¦\ntwo", "## ", "one\n\ntwo"),
        ("¦one\n---¦\ntwo", "## ", "one\n\ntwo"),
        ("¦## 1. one¦", "## ", "1\\. one"),
        ("¦## - one¦", "## ", "\\- one"),
        ("- one\n- t¦wo\n- three", "## ", "- one\n\n## two\n\n- three"),
        ("- one\n  - t¦wo\n    - three", "## ", "- one\n\n## two\n\n- three"),
        ("> o¦ne", "## ", "> ## one"),
        ("¦## one\n\ntwo¦", "## ", "## one\n\n## two"),
        ("o¦¦ne\ntwo", "## ", "## one\ntwo"),
        ("¦¦", "## ", "## "),
        ("¦## ¦", "## ", ""),
        ("- ¦", "## ", "## "),
    ],
)
def test_headings(body: str, mark: str, after: str) -> None:
    assert marked(body, mark) == after


@pytest.mark.parametrize(
    ("body", "mark", "after"),
    [
        ("o¦ne\nt¦wo", "- ", "- one\n- two"),
        ("¦one\n¦two", "- ", "- one\n\ntwo"),
        ("¦one\n\ntwo¦", "- ", "- one\n- two"),
        ("¦one\n\n\n \ntwo¦\n\nthree", "- ", "- one\n- two\n\nthree"),
        ("¦one\ntwo\n\nthree¦", "1. ", "1. one\n2. two\n3. three"),
        ("- one\n\nt¦wo\n\n- three", "- ", "- one\n- two\n- three"),
        ("1. one\n2. two\n\nthr¦ee\n\n1. four", "1. ", "1. one\n2. two\n3. three\n4. four"),
        ("- one\n\nt¦wo", "1. ", "- one\n\n1. two"),
        ("¦1. one\n2. two¦", "1. ", "one\n\ntwo"),
        ("¦* one\n+ two¦", "- ", "one\n\ntwo"),
        ("- one\n- t¦wo\n- three", "- ", "- one\n\ntwo\n\n- three"),
        ("- one\n  - t¦wo\n  - three", "- ", "- one\n\n  two\n\n  - three"),
        ("- one\n\n  t¦wo\n\n  - three", "- ", "- one\n  - two\n  - three"),
        ("¦- one\n  more\n  - two¦", "- ", "one\nmore\n\ntwo"),
        ("- o¦ne\n  - two\n\n    more", "- ", "one\n\n- two\n\n  more"),
        ("¦- one\n- two\n  - three¦", "1. ", "1. one\n2. two\n  1. three"),
        ("¦## one\n\ntwo¦", "- ", "- one\n- two"),
        ("¦> one\n>\n> two¦", "- ", "> - one\n> - two"),
        ("¦- 1984 was¦", "- ", "1984 was"),
        ("¦1984. A year¦", "- ", "- 1984. A year"),
        (f"¦one\n\n{P1}\n\n---\n\n```\na\n```\n\ntwo¦", "- ", f"- one\n\n{P1}\n\n---\n\n```\na\n```\n\n- two"),
        (f"¦{P1}\ncaption¦", "- ", f"{P1}\n- caption"),
        ("¦¦", "- ", "- "),
        ("one\n\n¦\n\ntwo", "1. ", "one\n\n1. \n\ntwo"),
        ("¦- ¦", "- ", ""),
        ("> ¦", "- ", "> - "),
    ],
)
def test_lists(body: str, mark: str, after: str) -> None:
    assert marked(body, mark) == after


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("¦one\n\ntwo¦", "> one\n>\n> two"),
        ("¦> one\n>\n> two¦", "one\n\ntwo"),
        ("¦one\n\n¦two", "> one\n\ntwo"),
        ("o¦ne\ntwo", "> one\n> two"),
        ("¦> one\n\ntwo¦", "> one\n>\n> two"),
        ("> one\n>\n> t¦wo\n>\n> three", "> one\n\ntwo\n\n> three"),
        ("¦- one\n- two¦", "> - one\n> - two"),
        ("¦- one\n  - two¦", "> - one\n>   - two"),
        ("- one\n  - t¦wo\n  - three", "- one\n  > - two\n\n  - three"),
        ("1. o¦ne\n2. two", "> 1. one\n\n2. two"),
        ("- > o¦ne\n  > more", "- one\n  more"),
        ("¦> > one¦", "> one"),
        ("¦>one¦", "one"),
        ("## o¦ne\n\n| a | b |\n|---|---|\n\n¦two", "> ## one\n>\n> | a | b |\n> |---|---|\n\ntwo"),
        (f"¦one\n\n{P1}\n\n```\na\n\nb\n```¦", f"> one\n>\n> {P1}\n>\n> ```\n> a\n>\n> b\n> ```"),
        ("¦¦", "> "),
        (f"¦{SORANI}¦", f"> {SORANI}"),
    ],
)
def test_quotes(body: str, after: str) -> None:
    assert marked(body, "> ") == after


@pytest.mark.parametrize(
    "body", ["```\na¦b\n```", "¦---¦", f"¦{P1}¦", "| a¦ |  |\n|---|---|", "<div>¦\n</div>", "```\n\n¦\n\n```"]
)
def test_what_is_no_line_of_words_becomes_no_heading_and_no_item(body: str) -> None:
    assert [marked(body, mark) for mark in ("## ", "- ", "1. ")] == ["¦"] * 3


@given(st.sampled_from([SORANI, ARABIC, ENGLISH]), a_mark)
def test_a_comment_stays_on_words_whose_line_is_marked(line: str, mark: str) -> None:
    word = line.split(maxsplit=1)[0]
    article = an_article(body=line, comments=(a_comment_on(line, word),))
    once = made(article, mark_lines(article, 0, len(line), mark))
    assert once.body[once.comments[0].start : once.comments[0].end] == word
    assert made(once, mark_lines(once, 0, len(once.body), mark)) == article


def test_what_was_selected_is_still_selected_when_it_is_asked_for_again() -> None:
    article = an_article(body="one\n\ntwo\n\nthree")
    change = mark_lines(article, 5, 8, "- ")
    assert change is not None
    after = made(article, change)
    again = mark_lines(after, map_position(change, 5), map_position(change, 8, after=False), "- ")
    assert made(after, again).body == article.body
