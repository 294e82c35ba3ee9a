"""HTML of feeds read as Markdown: the words kept, the structure kept, nothing that runs or fetches kept."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.markup import Setting, render_body
from desk.article.trouble import Trouble
from desk.formats.from_html import to_markdown
from tests.builders import SORANI, texts
from tests.formats.test_plain import words_of

SETTING = Setting("en", lambda _photo: "")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One.<p>Two.", "One.\n\nTwo."),
        ("One<br>two", "One  \ntwo"),
        ("<div><div>Deep</div> loose</div>", "Deep\n\nloose"),
        ("<h2>What <em>now</em></h2>", "## What *now*"),
        ("<p>A <b>bold</b>, <i> slanted </i>word</p>", "A **bold**, *slanted* word"),
        ('<a href="https://a.example/x y">Link</a>', "[Link](https://a.example/x%20y)"),
        ('<a href="javascript:alert(1)">Link</a>', "Link"),
        ('<a href="data:text/html,x">Link</a>', "Link"),
        ("<ul><li>One<li>Two</ul>", "- One\n- Two"),
        ("<ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol>", "1. One\n\n    - Inner\n\n2. Two"),
        ("<blockquote><p>Said.</p><p>Again.</p></blockquote>", "> Said.\n>\n> Again."),
        ("<blockquote><p>Said.</p><cite>Aoun Diab</cite></blockquote>", "> Said.\n>\n> *Aoun Diab*"),
        (
            "<table><caption>Levels</caption><tr><th>A</th></tr><tr><td>1</td></tr></table>",
            "Levels\n\n| A |\n| --- |\n| 1 |",
        ),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td></tr></table>", "| A | B |\n| --- | --- |\n| 1\\|2 |  |"),
        ("<pre>x\n  y</pre>", "```\nx\n  y\n```"),
        ("<p>a</p><hr><p>b</p>", "a\n\n* * *\n\nb"),
        ("<script>alert(1)</script><style>p{}</style><p>Kept</p><iframe>no</iframe>", "Kept"),
        ("<p>2 * 3 &lt;b&gt; [x](y)</p>", "2 \\* 3 &lt;b> \\[x](y)"),
        ('<figure><img src="a.jpg" alt="A dam"><figcaption>The dam.</figcaption></figure>', "A dam\n\nThe dam."),
        ("", ""),
        ("<p> </p>", ""),
        ("</p></div>text", "text"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown


@given(st.lists(texts(3), max_size=4))
def test_the_words_of_paragraphs_are_kept(paragraphs: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(mark for mark in text if mark.isalnum())

    html = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    assert letters(words_of(render_body(to_markdown(html), SETTING))) == letters("".join(paragraphs))


@given(st.text(st.sampled_from("<>/=\"'&; pabliudhrtx!-\n"), max_size=60))
def test_any_bad_html_is_read(html: str) -> None:
    assert isinstance(to_markdown(html), str)


def test_a_table_too_large_to_be_one_is_read_cell_by_cell() -> None:
    html = f"<table><tr>{'<td>a' * 2_000}{'<tr><td>b' * 2_000}</table>"
    assert to_markdown(html) == "\n\n".join(["a"] * 2_000 + ["b"] * 2_000)


def test_html_nested_without_end_is_refused() -> None:
    with pytest.raises(Trouble, match="nested too deeply"):
        to_markdown("<div>" * 1_000_000)
    with pytest.raises(Trouble, match="nested too deeply"):
        to_markdown("<b>" * 1_000_000)


def test_directions_and_joiners_survive() -> None:
    assert to_markdown(f'<p dir="rtl">{SORANI} نەتەوە\u200cکان</p>') == f"{SORANI} نەتەوە\u200cکان"
