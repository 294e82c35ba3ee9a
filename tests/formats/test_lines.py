"""The words of a paragraph keep their marks, however many elements these were spread over."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.markup import Setting, render_body
from desk.formats.from_html import to_markdown
from tests.builders import words

SETTING = Setting("en", lambda _photo: "")
KINDS = {"b": "strong", "i": "em", "sup": "sup", "s": "s", "a": "a"}


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<b>a</b> word", "**a** word"),
        ("a<b> word </b>on", "a **word** on"),
        ("<b>a</b> <b>b</b><b>c</b>", "**a bc**"),
        ("<b>a <i>b</i></b><i> c</i>", "**a *b*** *c*"),
        ("<b>one<br>two</b>", "**one  \ntwo**"),
        ("one<br><br>two", "one\n\ntwo"),
        ("<b>one<br><br>two</b>", "**one**\n\n**two**"),
        ("<b>,</b> and <i> </i>so", ", and so"),
        ('<span style="font-weight:700">a</span><span style="font-style: italic">b</span>', "**a***b*"),
        ('<b style="font-weight:normal">a <span style="font-weight:bold">b</span></b>', "a **b**"),
        ('<i>a <span style="font-style:normal">b</span></i>', "*a* b"),
        ('<span style="text-decoration:line-through">a</span>', "<s>a</s>"),
        ('10<sup>6</sup>, m<span style="vertical-align:super">2</span>', "10<sup>6</sup>, m<sup>2</sup>"),
        ("the 1<sup>st</sup> of May", "the 1st of May"),
        ('<a href="https://a.example"> a </a>b', "[a](https://a.example) b"),
        ('<a href="https://a.example">[1] <b>x</b></a>', "[\\[1\\] **x**](https://a.example)"),
        ('<b>See <a href="https://a.example">this</a>.</b>', "**See [this](https://a.example).**"),
        ('Look!<a href="https://a.example">x</a>', "Look\\![x](https://a.example)"),
        ("[note<b>](x)</b>", "\\[note**](x)**"),
        ('<a href="https://a.example/a_(b)?x=[1]">x</a>', "[x](https://a.example/a_%28b%29?x=[1])"),
        ("<code>a`b</code> <tt>c</tt>", "``a`b`` `c`"),
        ("<q>Yes</q>, he said", "“Yes”, he said"),
        ("<h2><b>All bold</b></h2>", "## All bold"),
        ("<h2><b>Half</b> bold in C#</h2>", "## **Half** bold in C\\#"),
        ("<p><b>1.</b> one</p><p>1. one</p>", "**1.** one\n\n1\\. one"),
        ("<table><tr><td>a<p>b</p><td><b>c</b><tr><td><b>d", "| a<br>b | c |\n| --- | --- |\n| **d** |  |"),
    ],
)
def test_marks_are_written_once_around_their_words(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown


class Marked(HTMLParser):
    """The words of some HTML, each letter with what marks it."""

    def __init__(self, html: str, renames: dict[str, str]) -> None:
        super().__init__()
        self._renames, self._open = renames, [""]
        self.letters: list[tuple[str, frozenset[str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self._open.append(self._renames.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.letters += ((letter, frozenset(self._open) - {""}) for letter in data if not letter.isspace())


@st.composite
def marked_words(draw: st.DrawFn, depth: int = 3, around: frozenset[str] = frozenset()) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["", *(kind for kind in KINDS if kind not in around)]))
        if kind and depth:
            inside = draw(marked_words(depth - 1, around | {kind}))
            address = ' href="https://a.example/x"' if kind == "a" else ""
            parts.append(f"<{kind}{address}>{inside}</{kind}>")
        else:
            parts.append(escape(draw(words() | st.sampled_from(["a*b", "[x]", "](y)", "c_d", "5 < 6", "!"]))))
        parts.append(draw(st.sampled_from(["", "", " "])))
    return "".join(parts)


def says_something(letters: list[tuple[str, frozenset[str]]]) -> Iterator[tuple[str, frozenset[str]]]:
    return ((letter, marks) for letter, marks in letters if letter.isalnum())


@given(marked_words())
def test_every_letter_keeps_its_marks(html: str) -> None:
    rendered = render_body(to_markdown(f"<p>{html}</p>"), SETTING)
    before, after = Marked(html, KINDS).letters, Marked(rendered, {tag: tag for tag in KINDS.values()}).letters
    assert list(says_something(after)) == list(says_something(before))
    assert [letter for letter, _ in after] == [letter for letter, _ in before]
