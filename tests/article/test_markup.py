"""The body's HTML: what Markdown becomes, and that following changes gives what a fresh rendering gives."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.article.blocks import Cutter, Kind
from desk.article.changes import BodyChange
from desk.article.languages import Direction
from desk.article.markup import Patch, Rendering, Setting, prepare, render_body
from desk.article.sanitise import clean
from desk.article.typeset import Typesetter

EXAMPLES = 400 if os.environ.get("CI") else 200


def figure(photo: str) -> str:
    return "" if photo.startswith("x") else f"<figure>{photo}</figure>"


ENGLISH = Setting("en", figure)
ENGLISH_SITE = Setting("en", figure, base="https://news.example/stories")
SORANI = Setting("ckb", figure, opening="<span>سلێمانی (ئێستا) —</span>")

LINES = [
    "",
    "",
    " ",
    "\t",
    "\r",
    "text of a story",
    "*em* and **strong** text",
    "_un *bal_ anced*",
    "# Heading",
    "## سەردێڕ",
    "===",
    "---",
    "--",
    "* * *",
    "- item",
    "  - nested",
    "    - deeper",
    "+ other",
    "1. first",
    "٢. دووەم",
    "   continued",
    "    far in",
    "> quoted",
    "> - listed",
    ">",
    ">> twice",
    "```",
    "```py",
    "~~~",
    "````",
    "a | b",
    "|---|:-:|",
    "--- | ---",
    "| `x|y` | \\| |",
    "[a]: https://example.org/a 'A'",
    "[a]: https://example.org/b",
    "[b]:",
    "https://example.org/c",
    '"title"',
    "see [a] and [text][a] and [b][]",
    "![alt][a]",
    "text[^1] and[^n] and[^1]",
    "[^1]: A note with [a] and[^n]",
    "[^n]: Another",
    "    its second paragraph",
    "<div>",
    "</div>",
    "<b>",
    "<pre>",
    "</pre>",
    "<!-- comment",
    "-->",
    "<p dir=rtl>raw</p> loose",
    "<script>alert(1)</script>",
    "inline <i>open and <div> block",
    "![](photo:ab12)",
    "words ![](photo:ab12) words ![](photo:x)",
    "![a cat](https://example.org/cat.png)",
    "وەزیرانی ئاو لە هەولێر كۆبوونەوە",
    "قال الوزير في بغداد",
    "می‌خواهم بنویسم 😀👍🏽",
    "`code` and ``co`de``",
    "\\*escaped\\* &amp; &copy; < >",
    "line with two spaces  ",
    "\x02wzxhzdk:0\x03",
    "note0e \ufdd0 \xa0 \u200f",
]
DANGERS = [
    "</div></p></li></ul><script>alert(1)</script>",
    '<img src=x onerror="alert(1)"><svg onload=alert(1)>',
    "[x](javascript:alert(1)) <a href='data:text/html,x'>y</a>",
    '[x](https://e.org "a [^1] onmouseover=alert(1)")',
    "- </li></ul><b>unclosed",
    "> </blockquote><table><td>",
    "<style>p{}</style><iframe src=//e.org></iframe><form><input>",
    "![<b>](photo:ab) ![x](photo:ab[^1])",
    '<p title="a>b [^1]">',
    "[^1]: </li></ol></section> note",
    "&lt;script&gt; &#60;script&#62;",
    "words <div>in</div> loose words </p> more",
]
ODD_SIGNS = '<a href="https://e.org/?q=a%7Cb%5Ec">a</a> <a href="https://e.org/a%20b">b</a>'
TABLE = (
    '<table><thead><tr><th style="text-align:left">a</th><th style="text-align:right">b</th></tr></thead>'
    '<tbody><tr><td style="text-align:left">1</td><td style="text-align:right">2</td></tr></tbody></table>'
)
MARKS = list("\n\n\n`~*_->[]()!#|:^=+1. \t\r<>&\\\"'/a\u200cک😀")
lines = st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n", "\n\n"])).map("".join)
stories = st.lists(lines, max_size=25).map("".join)
typed = st.one_of(st.just(""), st.sampled_from(MARKS), st.lists(lines, max_size=3).map("".join), st.text(max_size=3))
edits = st.tuples(st.floats(0, 1), st.sampled_from([0, 0, 1, 1, 2, 5, 15, 60]), typed)
settings_of_articles = st.sampled_from([ENGLISH, SORANI])


def change_of(body: str, edit: tuple[float, int, str]) -> tuple[BodyChange, str]:
    place, length, inserted = edit
    at = round(place * len(body))
    removed = body[at : at + length]
    return BodyChange(at, removed, inserted), body[:at] + inserted + body[at + len(removed) :]


def patched(blocks: Sequence[str], patches: Sequence[Patch]) -> list[str]:
    row = list(blocks)
    for patch in patches:
        assert 0 <= patch.first <= patch.first + patch.count <= len(row)
        row[patch.first : patch.first + patch.count] = patch.html
    return row


@settings(max_examples=EXAMPLES, deadline=None)
@given(stories, st.lists(edits, min_size=1, max_size=12), settings_of_articles)
def test_following_changes_gives_what_a_fresh_rendering_gives(
    body: str, typing: list[tuple[float, int, str]], setting: Setting
) -> None:
    rendering = Rendering(body, setting)
    for edit in typing:
        change, body = change_of(body, edit)
        before = list(rendering.blocks)
        patches = rendering.update(change, body)
        fresh = Rendering(body, setting)
        assert list(rendering.blocks) == list(fresh.blocks)
        assert patched(before, patches) == list(fresh.blocks)
        assert (rendering.html, rendering.words) == (fresh.html, fresh.words)


@settings(max_examples=EXAMPLES // 4, deadline=None)
@given(stories, edits, settings_of_articles)
def test_a_change_taken_back_gives_the_blocks_that_were(
    body: str, edit: tuple[float, int, str], setting: Setting
) -> None:
    rendering = Rendering(body, setting)
    before = list(rendering.blocks)
    change, after = change_of(body, edit)
    rendering.update(change, after)
    rendering.update(BodyChange(change.at, change.inserted, change.removed), body)
    assert list(rendering.blocks) == before


@settings(max_examples=EXAMPLES // 4, deadline=None)
@given(stories, edits, st.floats(0, 1))
def test_the_spans_of_the_blocks_are_the_whole_text_in_order(
    body: str, edit: tuple[float, int, str], place: float
) -> None:
    rendering = Rendering(body, ENGLISH)
    change, body = change_of(body, edit)
    rendering.update(change, body)
    spans = [rendering.span(index) for index in range(len(rendering.blocks))]
    assert [end for _, end in spans[:-1]] == [start for start, _ in spans[1:]]
    assert (spans[0], spans[-1]) == ((0, 0), (len(body), len(body)))
    position = round(place * len(body))
    start, end = rendering.span(rendering.block_at(position))
    assert start <= position < end or position == end == len(body)


@settings(max_examples=EXAMPLES // 4, deadline=None)
@given(stories, settings_of_articles, st.sampled_from(["", "<b>ERBIL</b>"]), st.sampled_from(["en", "ckb", "ar"]))
def test_another_setting_gives_what_a_fresh_rendering_in_it_gives(
    body: str, setting: Setting, opening: str, language: str
) -> None:
    rendering = Rendering(body, setting)
    before = list(rendering.blocks)
    other = Setting(language, lambda photo: f"<figure>new {photo}</figure>", opening)
    patches = rendering.reset(other)
    assert list(rendering.blocks) == patched(before, patches) == list(Rendering(body, other).blocks)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.one_of(st.text(), st.sampled_from(LINES), stories), st.sampled_from(["ltr", "rtl"]))
def test_the_short_cut_for_plain_paragraphs_sets_what_the_engine_sets(text: str, direction: Direction) -> None:
    typesetter = Typesetter(direction)
    for cut in Cutter(text).cuts():
        if cut.kind is Kind.PARAGRAPH:
            block = text[cut.start : cut.end]
            assert typesetter.piece(cut.kind, block) == typesetter.at_length(cut.kind, block)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.one_of(stories, st.lists(st.sampled_from(DANGERS + LINES), max_size=8).map("\n".join)))
def test_nothing_in_the_page_runs_loads_or_leaks_out_of_its_block(body: str) -> None:
    for html in Rendering(body, ENGLISH).blocks:
        page = Page()
        page.feed(html)
        assert not page.wrong
        assert page.open == []
        assert "\x02" not in html


class Page(HTMLParser):
    """Reads one block's HTML and notes what must never be in it: foreign elements, handlers, loose words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "iframe", "form", "input", "img", "object", "svg", "link", "meta"}:
            self.wrong.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name == "style" and not re.fullmatch(r"text-align:\w+", value or "")):
                self.wrong.append(name)
            if name == "href" and not re.match(r"(https?:|mailto:|tel:|#fn)", value or "", re.IGNORECASE):
                self.wrong.append(f"{name}={value}")
            if name in {"class", "id"} and "foot" not in (value or "") and "fn" not in (value or ""):
                self.wrong.append(f"{name}={value}")
        if tag not in {"br", "hr", "wbr", "col"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if not self.open and data.strip():
            self.wrong.append(data)


ORDINARY = [
    "A paragraph of *plain* text with a [link](https://example.org/a?b=1&c=2 'Title').\nIts second line.",
    "وەزیرانی ئاو لە **هەولێر** کۆبوونەوە.",
    "# Heading",
    "Heading\n=======",
    "Heading\n-------",
    "- one\n- two\n    - two and a half\n- three",
    "1. one\n2. two",
    "4. four\n5. five",
    "- one\n\n- two",
    "> Quoted **words**\n> on two lines.\n>\n> Second paragraph.",
    "```\ncode <b> & *more*\n\nlast\n```",
    "| a | b |\n|---|---|\n| 1 | *2* |",
    "***",
    "`code` with <https://example.org> and an \\*escaped\\* star &amp; 1 < 2",
]


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/about?a=1&b=2", "https://news.example/about?a=1&amp;b=2"),
        ("talks.html#end", "https://news.example/stories/talks.html#end"),
        ("../ئاو", "https://news.example/ئاو"),
        ("//example.org/b", "https://example.org/b"),
        ("mailto:desk@news.example", "mailto:desk@news.example"),
    ],
)
def test_links_within_a_site_lead_on_from_its_address(address: str, whole: str) -> None:
    for text in (f"[a]({address})", f"[a]\n\n[a]: {address}", f"<a href='{address}'>a</a>"):
        rendering = Rendering(text, ENGLISH_SITE)
        assert f'<a href="{whole}">a</a>' in rendering.html
        rendering.reset(Setting("en", figure))
        assert rendering.html == render_body(text, Setting("en", figure))


@given(st.text(max_size=8), st.sampled_from(["[a](<{}>)", "<a href='{}'>a</a>", "[a]\n\n[a]: {}"]))
def test_no_address_within_a_site_leads_to_a_script(address: str, link: str) -> None:
    for start in ("", "/", "//", "java", "\x01javascript:"):
        page = Page()
        page.feed(render_body(link.format(start + address), ENGLISH_SITE))
        assert page.wrong == []


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(st.lists(st.sampled_from(ORDINARY), min_size=1, max_size=4, unique=True))
def test_ordinary_markdown_is_what_python_markdown_makes_of_it(parts: list[str]) -> None:
    body = "\n\n<!-- -->\n\n".join(parts)  # the comment keeps two lists from becoming one
    whole = markdown.markdown(body, extensions=["tables", "fenced_code", "sane_lists"])
    assert squeezed(render_body(body, Setting("en", figure))) == squeezed(clean(whole))


def squeezed(html: str) -> str:
    """HTML without what does not show: space at the edges of elements, directions, the last line end of code."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r' dir="\w+"| rel="[^"]*"', "", html)).strip()


def body_of(text: str, language: str = "en") -> str:
    return render_body(text, Setting(language, figure))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n\t\n", ""),
        ("One\ntwo\n\nthree", "<p>One\ntwo</p>\n<p>three</p>"),
        ("One\r\ntwo\r\n\r\nthree\r\n", "<p>One\ntwo</p>\n<p>three</p>"),
        ("    Pasted with an indent", "<p>Pasted with an indent</p>"),
        ("#hashtag", "<p>#hashtag</p>"),
        ("## Heading ##", "<h2>Heading</h2>"),
        ("The points:\n- one\n  - two", "<p>The points:</p>\n<ul><li>one<ul><li>two</li></ul></li></ul>"),
        ("٢. دوو", '<ol dir="rtl" start="2"><li>دوو</li></ol>'),
        ("2003. The war began.", "<p>2003. The war began.</p>"),
        ("- a\n\n  ```\n  x\n  ```", "<ul><li><p>a</p><pre><code>x\n</code></pre></li></ul>"),
        ("> one\ntwo", "<blockquote><p>one\ntwo</p></blockquote>"),
        ("```\nnever closed\n\nstill the story", "<pre><code>never closed\n</code></pre>\n<p>still the story</p>"),
        ("```py\n&amp; <b>\n```", "<pre><code>&amp;amp; &lt;b&gt;\n</code></pre>"),
        ("[a](www.example.org)", '<p><a href="https://www.example.org">a</a></p>'),
        ("[a](javascript:alert(1)) [b](file.html)", "<p>a b</p>"),
        ("[a](/about) [b](//example.org/b) [c](#c) [](x)", '<p>a <a href="https://example.org/b">b</a> c </p>'),
        (
            "<a href='java\nscript:alert(1)'>a</a> <a href='\\\\e.org'>b</a> <a title='x'>*c*</a>",
            "<p>a b <em>c</em></p>",
        ),
        ("[a](https://e.org/?q=a|b^c) [b](<https://e.org/a b>)", f"<p>{ODD_SIGNS}</p>"),
        ("Call [us](tel:+1 2)<span lang='in Kurdish'>.</span>", '<p>Call <a href="tel:+12">us</a><span>.</span></p>'),
        ("One [](https://e.org) [ ](https://e.org)\n\n[](https://e.org)", "<p>One   </p>"),
        ("<p><script>x()</script></p>", ""),
        ('<p dir="rtl" lang="ckb"><iframe src="x"></iframe></p>\n<p>وشە</p>', '<p dir="rtl">وشە</p>'),
        ("One\n\n<script>x()</script>\n\n[](javascript:x)\n\ntwo", "<p>One</p>\n<p>two</p>"),
        (
            "See [a].\n\n> [a]: https://example.org",
            '<p>See <a href="https://example.org">a</a>.</p>\n<blockquote></blockquote>',
        ),
        ("![A *cat*](https://example.org/cat.png)", "<p><em>A *cat*</em></p>"),
        ("![](photo:ab12)", "<figure>ab12</figure>"),
        ("![](photo:unknown)", "<figure>unknown</figure>"),
        ("![](photo:x1)", ""),
        ("A ![](photo:ab12) B", "<p>A  B</p>\n<figure>ab12</figure>"),
        ("`![](photo:ab12)`", "<p><code>![](photo:ab12)</code></p>"),
        ("Not a note [^1]", "<p>Not a note [^1]</p>"),
        ("Line  \nbreak", "<p>Line<br>break</p>"),
        ("a\xa0b", "<p>a&nbsp;b</p>"),
        ("\ud800 alone", "<p>\ufffd alone</p>"),
        ('<p lang="ckb" dir="RTL" class="x" onclick="y()">z', '<p lang="ckb" dir="rtl">z</p>'),
        ("<center>loose</center>", "<div>loose</div>"),
        ("<table><tr><td>unclosed\n\nNext", "<table><tbody><tr><td>unclosed</td></tr></tbody></table>\n<p>Next</p>"),
        ("a | b\n:-|-:\n1 | 2", TABLE),
        ("The flow:\na | b\n:-|-:\n1 | 2", f"<p>The flow:</p>\n{TABLE}"),
    ],
)
def test_what_markdown_becomes(text: str, html: str) -> None:
    assert squeezed_lines(body_of(text)) == html


def squeezed_lines(html: str) -> str:
    return re.sub(r"\n+(?=</|<td|<tr)", "", html) if "<table" in html else html


def test_footnotes_are_numbered_by_first_reference_and_link_both_ways() -> None:
    html = body_of("One[^b] two[^a] three[^b].\n\n[^a]: First *note*\n[^b]: Second\n\n    goes on\n[^c]: Unused", "ckb")
    assert '<sup class="footnote-mark" id="fnref-1"><a href="#fn-1" role="doc-noteref">١</a></sup>' in html
    assert html.index('id="fnref-1"') < html.index('id="fnref-2"') < html.index('id="fnref-1-2"')
    assert html.index("Second") < html.index("First")
    assert "Unused" not in html
    assert html.count("doc-backlink") == 3


def test_a_footnote_mark_in_a_link_s_title_harms_nothing() -> None:
    html = body_of("[x](https://example.org 'a [^1] onmouseover=alert(1) \"b') and [^1]\n\n[^1]: n")
    page = Page()
    page.feed(html)
    assert not page.wrong
    assert html.count("<sup") == 1


def test_a_definition_far_away_sets_its_users_again_and_nobody_else() -> None:
    filler = "\n\n".join(f"Paragraph {n}." for n in range(50))
    body = f"See [a] and [b].\n\n{filler}\n\n[a]: https://example.org/a"
    rendering = Rendering(body, ENGLISH)
    patches = rendering.update(BodyChange(len(body), "", "bc"), body + "bc")
    assert patches == (Patch(1, 1, ('<p>See <a href="https://example.org/abc">a</a> and [b].</p>',)),)


def test_one_key_is_one_patch_of_one_block() -> None:
    body = "First.\n\nSecond.\n\nThird."
    rendering = Rendering(body, ENGLISH)
    assert rendering.update(BodyChange(15, "", "!"), "First.\n\nSecond!.\n\nThird.") == (
        Patch(2, 1, ("<p>Second!.</p>",)),
    )
    assert rendering.update(BodyChange(0, "", ""), "First.\n\nSecond!.\n\nThird.") == ()


def test_the_dateline_opens_the_first_paragraph_or_stands_before_a_body_without_one() -> None:
    setting = Setting("en", figure, "<b>ERBIL —</b>")
    assert render_body("![](photo:a)\n\nText", setting) == "<figure>a</figure>\n<p><b>ERBIL —</b> Text</p>"
    assert render_body("# Head", setting) == "<p><b>ERBIL —</b></p>\n<h1>Head</h1>"
    assert render_body("", setting) == "<p><b>ERBIL —</b></p>"


def test_each_block_says_its_direction_where_it_is_not_the_article_s() -> None:
    assert body_of("English text.\n\nدەقی کوردی.", "ckb") == '<p dir="ltr">English text.</p>\n<p>دەقی کوردی.</p>'
    assert body_of("AFP دەڵێت کۆبوونەوەکە کۆتایی هات.\n\n1,200", "ckb").count("dir=") == 0
    assert body_of("\u200eدەقی کوردی.", "ckb").startswith('<p dir="ltr">')
    assert body_of("- one\n- دوو سێ", "ckb") == '<ul><li dir="ltr">one</li><li>دوو سێ</li></ul>'
    assert body_of("<p>English words</p>", "ar") == '<p dir="ltr">English words</p>'
    assert body_of("```\nx = 1\n```", "ar") == '<pre dir="ltr"><code>x = 1\n</code></pre>'


@pytest.mark.parametrize("mark", ["![](photo:ab[^1])", "![](<photo:a b>)", '![](photo:a"><b>)', "![](photo:)"])
def test_a_photo_is_asked_for_by_a_plain_id_only(mark: str) -> None:
    asked: list[str] = []

    def ask(photo: str) -> str:
        asked.append(photo)
        return ""

    render_body(f"{mark}\n\n[^1]: n", Setting("en", ask))
    assert asked == []


def test_a_photo_line_cannot_be_forged() -> None:
    assert "<figure>" not in body_of("`photo:ab` photo:ab12 <figure>ab12</figure> \\![](photo:ab12)")


def test_what_would_keep_the_engine_busy_for_seconds_is_set_as_words() -> None:
    assert body_of("[" * 5000 + "*a*") == f"<p>{'[' * 5000}*a*</p>"


def test_moving_a_caption_patches_only_its_photo() -> None:
    body = "Text.\n\n![](photo:ab)\n\nMore."
    rendering = Rendering(body, ENGLISH)
    assert rendering.reset(Setting("en", lambda photo: f"<figure>{photo}: new</figure>")) == (
        Patch(2, 1, ("<figure>ab: new</figure>",)),
    )


def test_getting_ready_beforehand_changes_nothing() -> None:
    prepare()
    assert body_of("*a*") == "<p><em>a</em></p>"


def test_words_that_the_engine_would_lose_are_set_as_they_are_written() -> None:
    assert body_of("a*b**c*`d`") == "<p>a*b**c*`d`</p>"
