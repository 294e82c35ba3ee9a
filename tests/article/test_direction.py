"""A direction that was chosen stays with its paragraph, in the text and on the page."""

from __future__ import annotations

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
    ],
)
def test_what_is_chosen_is_on_the_page(body: str, after: str, html: str) -> None:
    assert directed(body, "rtl") == after
    shown = render_body(after, Setting("en", str))
    assert html in shown or html.replace("<li", "<ul") in shown
    assert chosen_direction(after, len(after)) == "rtl"
    assert directed(after, None) == body
    assert directed(after, "ltr") == body, "it runs that way by itself"


def test_a_paragraph_that_runs_that_way_needs_no_mark() -> None:
    assert directed("ئاو بەرز بوو", "rtl", "ckb") == "ئاو بەرز بوو"
    assert directed("ئاو بەرز بوو", "ltr", "ckb") == f"{LRM}ئاو بەرز بوو"
    assert directed("BBC", "ltr", "ckb", (1, 1)) == "BBC"


def test_every_paragraph_of_a_selection_gets_its_mark_and_what_is_no_words_none() -> None:
    body = "One\ngoes on\n\n- two\n- three\n\n| a |\n|---|\n\n![](photo:x)\n\n```\ncode\n\nLast"
    after = directed(body, "rtl", stretch=(5, len(body)))
    assert after == (
        f"{RLM}One\ngoes on\n\n- {RLM}two\n- {RLM}three\n\n| a |\n|---|\n\n![](photo:x)\n\n```\ncode\n\n{RLM}Last"
    )


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
