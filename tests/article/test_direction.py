"""A direction that was chosen stays with its paragraph, in the text and on the page."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import changes
from desk.article.direction import chosen_direction, direct
from desk.article.languages import Direction
from desk.article.markup import Setting, render_body
from desk.article.model import Article

LRM, RLM = "\u200e", "\u200f"


def directed(body: str, way: Direction | None, language: str = "en", stretch: tuple[int, int] = (0, 0)) -> str:
    article = Article(body=body, language=language)
    change = direct(article, *stretch, way)
    return changes.apply(article, change).body if change else body


@pytest.mark.parametrize(
    ("body", "after", "html"),
    [
        ("BBC news", f"{RLM}BBC news", '<p dir="rtl">'),
        ("## BBC news", f"## {RLM}BBC news", '<h2 dir="rtl">'),
        ("- BBC news", f"- {RLM}BBC news", '<li dir="rtl">'),
        ("1. BBC news", f"1. {RLM}BBC news", 'dir="rtl"'),
        ("> BBC news", f"> {RLM}BBC news", '<blockquote dir="rtl">'),
        ("**BBC** news", f"{RLM}**BBC** news", '<p dir="rtl">'),
        ("[BBC](https://e.org)", f"{RLM}[BBC](https://e.org)", '<p dir="rtl">'),
        ("BBC\n---", f"{RLM}BBC\n---", '<h2 dir="rtl">'),
        ("| BBC | CNN |\n|---|---|", f"| {RLM}BBC | CNN |\n|---|---|", '<table dir="rtl">'),
        ("BBC | CNN\n--- | ---", f"{RLM}BBC | CNN\n--- | ---", '<table dir="rtl">'),
        ("> - BBC news", f"> - {RLM}BBC news", '<blockquote dir="rtl"><ul><li>'),
    ],
)
def test_what_is_chosen_is_on_the_page(body: str, after: str, html: str) -> None:
    assert directed(body, "rtl") == after
    shown = render_body(after, Setting("en", str))
    assert html in shown.replace("\n", "") or html.replace("<li", "<ul") in shown
    assert chosen_direction(after, after.index("BBC")) == "rtl"
    assert directed(after, None) == body
    assert directed(after, "ltr") == body, "it runs that way by itself"


def test_a_paragraph_that_runs_that_way_needs_no_mark() -> None:
    assert directed("ئاو بەرز بوو", "rtl", "ckb") == "ئاو بەرز بوو"
    assert directed("ئاو بەرز بوو", "ltr", "ckb") == f"{LRM}ئاو بەرز بوو"
    assert directed("BBC", "ltr", "ckb", (1, 1)) == "BBC"


def test_what_follows_in_a_list_that_was_turned_needs_no_mark_of_its_own() -> None:
    assert directed("- BBC\n- 12\n- CNN", "rtl", stretch=(0, 16)) == f"- {RLM}BBC\n- 12\n- {RLM}CNN"


def test_every_paragraph_of_a_selection_gets_its_mark_and_what_is_no_words_none() -> None:
    body = "One\ngoes on\n\n- two\n- three\n\n| a |\n|---|\n\n![](photo:x)\n\n```\ncode\n\nLast"
    after = directed(body, "rtl", stretch=(5, len(body)))
    assert after == (
        f"{RLM}One\ngoes on\n\n- {RLM}two\n- {RLM}three\n\n| {RLM}a |\n|---|\n\n![](photo:x)\n\n```\ncode\n\n{RLM}Last"
    )


class _Page(HTMLParser):
    """The way in which each letter of a page runs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open, self.ways = ["ltr"], dict[str, str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "hr"):
            self.open.append(dict(attrs).get("dir") or self.open[-1])

    def handle_endtag(self, _tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.ways.update((letter, self.open[-1]) for letter in data if letter.isalpha())


BLOCKS = (
    *("A", "A\nB", "# A", "- A\n- B\n  - C", "1. A\n\n   B\n2. C", "> A\n>\n> - B", "- > A\n- B", "ئ A", "- ئ\n- A"),
    *("A\n==", "ئ ئ ئ", "- A\n  - ئ ئ ئ ئ", "> 12\n>\n> A", "- 12\n- A"),
)


@given(
    st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=4).map("\n\n".join),
    st.sampled_from(("ltr", "rtl")),
    st.floats(0, 1),
)
def test_each_paragraph_touched_runs_that_way_on_the_page_and_no_other_is_marked(
    body: str, way: Direction, share: float
) -> None:
    letters = map(chr, itertools.count(0x4E00))
    body = re.sub("[ABC]", lambda _: next(letters), body)
    at = round(share * len(body))
    gap, end = body.rfind("\n\n", 0, at), len(body)
    start = gap + 2 if gap >= 0 else 0
    article = Article(body=body)
    change = direct(article, start, end, way)
    after = changes.apply(article, change).body if change else body
    ways = _Page(render_body(after, Setting("en", str))).ways
    assert {ways[letter] for letter in body[start:end] if letter >= "\u4e00"} <= {way}
    assert after[:start] == body[:start]
    assert direct(Article(body=after), start, len(after), way) is None


LINES = st.sampled_from(("BBC news", "- item", "> quote", "## Head", "ئاو بەرز", "", "go on"))


@given(st.lists(LINES, max_size=6), st.sampled_from(("ltr", "rtl")), st.sampled_from(("en", "ckb")), st.data())
def test_choosing_is_undone_by_choosing_nothing(
    lines: list[str], way: Direction, language: str, data: st.DataObject
) -> None:
    body = "\n".join(lines)
    start = data.draw(st.integers(0, len(body)))
    article = Article(body=body, language=language)
    change = direct(article, start, len(body), way)
    if change is None:
        return
    after = changes.apply(article, change)
    assert after.body.replace(LRM, "").replace(RLM, "") == body
    assert direct(after, start, len(after.body), way) is None
    back = direct(after, 0, len(after.body), None)
    assert back is not None
    assert changes.apply(after, back).body == body
