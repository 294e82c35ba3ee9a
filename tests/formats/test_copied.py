"""What is copied keeps its formatting where it is pasted, in Desk as elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.markup import Setting, render_body
from desk.formats.copied import html_of
from desk.formats.pasted import read
from tests.builders import ARABIC, ENGLISH, SORANI, words


def no_figure(_photo: str) -> str:
    return ""


def test_html_is_a_fragment_that_says_its_language_and_direction() -> None:
    html = html_of("One **two**", "en", no_figure)
    assert '<meta http-equiv="content-type" content="text/html; charset=utf-8">' in html
    assert (
        '<!--StartFragment--><div lang="en" dir="ltr">\n<p>One <strong>two</strong></p>\n</div><!--EndFragment-->'
        in html
    )


def test_every_block_says_that_it_runs_from_right_to_left() -> None:
    html = html_of(f"## {SORANI}\n\n- {SORANI}\n\n> {SORANI}\n\n{ENGLISH}", "ckb", no_figure)
    assert '<h2 dir="rtl">' in html
    assert '<ul dir="rtl"><li>' in html
    assert '<blockquote dir="rtl"><p>' in html
    assert '<p dir="ltr">' in html


def test_photos_are_shown_as_they_are_told_to_be() -> None:
    assert "<figure>p1</figure>" in html_of("A\n\n![](photo:p1)", "en", lambda photo: f"<figure>{photo}</figure>")


def test_links_and_notes_are_found_where_they_are_defined() -> None:
    body = "See [this][dam] and that[^1].\n\n[dam]: https://a.example/dam\n\n[^1]: As [AFP][] says.\n\n[AFP]: https://afp.example"
    html = html_of("See [this][dam] and that[^1].", "en", no_figure, body)
    assert '<a href="https://a.example/dam">this</a>' in html
    assert 'As <a href="https://afp.example">AFP</a> says.' in html


def test_a_definition_in_the_piece_itself_goes_before_others() -> None:
    body = "[x][1]\n\n[1]: https://a.example\n\n[x][1]\n\n[1]: https://b.example"
    assert 'href="https://b.example"' in html_of("[x][1]\n\n[1]: https://b.example", "en", no_figure, body)


ADDRESSES = [
    "https://a.example/x",
    "https://a.example/?a=1&b=[2]&copy=3",
    "mailto:desk@a.example",
    "https://ar.example/أخبار_اليوم",
]


def plain() -> st.SearchStrategy[str]:
    return words() | st.sampled_from(
        [SORANI, ARABIC, "2026", "«ناوەڕۆک»", "a\\*b", "x\\_", "AT&T", "5 < 6", "\u200f12"]
    )


@st.composite
def marked(draw: st.DrawFn) -> str:
    kinds = ["*{}*", "**{}**", "***{}***", "**{} *{}* {}**", "[{}](%s)", "[**{}**](%s)", "<sup>{}</sup>", "<s>{}</s>"]
    kind = draw(st.sampled_from([*kinds, "`code`", "``a`b``"]))
    if "%s" in kind:
        kind %= draw(st.sampled_from(ADDRESSES))
    return kind.format(*(draw(words()) for _ in range(3)))


@st.composite
def inline(draw: st.DrawFn) -> str:
    """Words and marked words in turn: what is marked alike with but a space between would be marked together."""
    return " ".join(f"{draw(plain())} {draw(marked())}" for _ in range(draw(st.integers(1, 3))))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    return "  \n".join(draw(inline()) for _ in range(draw(st.sampled_from([1, 1, 2]))))


@st.composite
def lists(draw: st.DrawFn, depth: int = 2) -> str:
    is_numbered, number = draw(st.booleans()), draw(st.sampled_from([1, 1, 3]))
    lines = []
    for at in range(draw(st.integers(1, 3))):
        mark = f"{number + at if depth == 2 else 1 + at}. " if is_numbered else "- "
        lines.append(mark + draw(inline()))
        if depth and draw(st.booleans()):
            lines += ("    " + line for line in draw(lists(depth - 1)).split("\n"))
    return "\n".join(lines)


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


@st.composite
def tables(draw: st.DrawFn) -> str:
    width = draw(st.integers(2, 3))
    sides = draw(st.sampled_from([["---"] * 3, ["---", "---:", ":---:"], [":---:", "---", "---"]]))
    cells = st.lists(inline(), min_size=width, max_size=width).map(" | ".join)
    rows = draw(st.lists(cells, min_size=1, max_size=3))
    return "\n".join(f"| {row} |" for row in (rows[0], " | ".join(sides[:width]), *rows[1:]))


def blocks() -> st.SearchStrategy[str]:
    simple = sentences() | st.builds("{} {}".format, st.sampled_from(["#", "##", "######"]), inline())
    return st.one_of(
        simple,
        st.just("* * *"),
        lists(),
        st.lists(simple, min_size=1, max_size=2).map(lambda parts: quoted("\n\n".join(parts))),
        tables(),
        st.sampled_from(["```\nif a < b:\n    *c*\n```", "````\n```\n````"]),
    )


def joined(parts: list[str]) -> str:
    """The blocks with a paragraph between any two lists, which else were one."""
    return "\n\nAnd\n\n".join(parts)


def bodies() -> st.SearchStrategy[str]:
    return st.lists(blocks(), min_size=1, max_size=4).map(joined)


@given(bodies(), st.sampled_from(["en", "ckb"]))
def test_what_is_copied_and_pasted_renders_as_before(body: str, language: str) -> None:
    setting = Setting(language, no_figure)
    pasted = read(html_of(body, language, no_figure))
    assert render_body(pasted.markdown, setting) == render_body(body, setting)


@given(bodies(), inline())
def test_notes_are_copied_along(body: str, note: str) -> None:
    setting = Setting("en", no_figure)
    text = f"See[^a] and[^b], again[^a].\n\n{body}\n\n[^b]: {note}\n\n[^a]: One.\n\n    Two."
    pasted = read(html_of(text, "en", no_figure))
    assert render_body(pasted.markdown, setting) == render_body(text, setting)


@pytest.mark.parametrize("language", ["en", "ckb", "ar"])
def test_pasting_what_was_pasted_changes_nothing_more(language: str) -> None:
    body = f"## A\n\n{SORANI} **b**\n\n1. {ARABIC}\n    - c\n\n| a | b |\n| --- | --- |\n| 1 | {ENGLISH} |"
    once = read(html_of(body, language, no_figure)).markdown
    assert read(html_of(once, language, no_figure)).markdown == once
