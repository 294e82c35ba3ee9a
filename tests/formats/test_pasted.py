"""What other programs put on the clipboard becomes the Markdown that lies beside it.

The files in `pasted/` are as the programs write them, from their headers to their line ends: those of Word, Google Docs
and LibreOffice after real ones, those of web pages copied with Chromium (two of them as Firefox and Windows have them).
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from html import escape
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.markup import Setting, render_body
from desk.article.trouble import Trouble
from desk.formats.pasted import Pasted, Picture, is_worth_reading, read
from desk.formats.pasted_notes import free_number
from tests.builders import ARABIC, ENGLISH, SORANI, texts
from tests.formats.test_plain import words_of

FOLDER = Path(__file__).parent / "pasted"
CASES = sorted(FOLDER.glob("*/*.html"))
SETTING = Setting("en", lambda _photo: "")
PNG = base64.b64encode(b"\x89PNG" + bytes(200)).decode()


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"p{next(numbers)}"


def html_in(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def pasted(html: str) -> Pasted:
    return read(html, name=ids())


def markdown_of(html: str) -> str:
    return pasted(html).markdown


def called(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", CASES, ids=called)
def test_what_programs_put_there_becomes_clean_markdown(path: Path) -> None:
    assert markdown_of(html_in(path)) + "\n" == path.with_suffix(".md").read_text(encoding="utf-8")


@pytest.mark.parametrize("program", ["word", "google-docs", "libreoffice", "web"])
def test_every_program_has_its_cases(program: str) -> None:
    names = {path.stem for path in CASES if path.parent.name == program}
    assert len(names) >= 10
    assert any("sorani" in name for name in names)
    assert any("arabic" in name for name in names)


@pytest.mark.parametrize("path", CASES, ids=called)
def test_nothing_of_the_programs_own_is_left(path: Path) -> None:
    markdown = markdown_of(html_in(path))
    for noise in (
        "mso",
        "Mso",
        "<span",
        "<o:p",
        "<p",
        "&nbsp;",
        "\xa0",
        "Fragment",
        "utm_",
        "fbclid",
        "\n\n\n",
        "StartHTML",
    ):
        assert noise not in markdown
    assert markdown == markdown.strip()


@pytest.mark.parametrize("path", CASES, ids=called)
def test_it_is_worth_reading(path: Path) -> None:
    html = html_in(path)
    assert is_worth_reading(html, words_of(render_body(markdown_of(html), SETTING)))


@pytest.mark.parametrize("path", CASES, ids=called)
def test_of_a_copy_cut_short_anything_is_read(path: Path) -> None:
    html = html_in(path)
    for part in range(1, 20):
        assert isinstance(markdown_of(html[: len(html) * part // 20]), str)


class TestPictures:
    def test_those_that_came_along_stand_by_themselves(self) -> None:
        found = pasted(f'<p>One <img src="data:image/png;base64,{PNG}" alt=" A  dam "> two</p>')
        assert found.markdown == "One two\n\n![](photo:p1)"
        assert found.pictures == (Picture("p1", "A dam", data=b"\x89PNG" + bytes(200)),)

    def test_before_their_words_they_stay_before(self) -> None:
        image = f'<img src="data:image/png;base64,{PNG}">'
        assert markdown_of(f"<p>{image}One</p>") == "![](photo:p1)\n\nOne"
        assert markdown_of(f"<div>One{image}two</div>") == "One\n\n![](photo:p1)\n\ntwo"
        assert markdown_of(f"<ul><li>One<li>{image}Two</ul>") == "- One\n- Two\n\n![](photo:p1)"
        assert markdown_of(f"<table><tr><td>1<td>{image}</table>") == "| 1 |  |\n| --- | --- |\n\n![](photo:p1)"

    @pytest.mark.parametrize(
        ("address", "path"),
        [
            ("file:///C:/Users/A%20B/clip_image001.jpg", "C:/Users/A B/clip_image001.jpg"),
            ("file:///tmp/lu1.tmp/x.png", "/tmp/lu1.tmp/x.png"),
            ("file:////Users/a/x.png", "/Users/a/x.png"),
            ("file://localhost/tmp/x.png", "/tmp/x.png"),
        ],
    )
    def test_files_of_this_computer_are_named(self, address: str, path: str) -> None:
        assert pasted(f'<img src="{address}">').pictures == (Picture("p1", path=path),)

    @pytest.mark.parametrize(
        "address",
        [
            "https://a.example/x.jpg",
            "//a.example/x.jpg",
            "/x.jpg",
            "cid:image001.png@01DA",
            "blob:https://a.example/1",
            "file://server/share/x.png",
            "file:x.png",
            "file:///tmp/%00x.png",
            "https://[bad",
        ],
    )
    def test_those_elsewhere_are_counted_and_their_captions_kept(self, address: str) -> None:
        found = pasted(f'<figure><img src="{address}" alt="A dam"><figcaption>The dam.</figcaption></figure>')
        assert found == Pasted("The dam.", left_out=1)

    @pytest.mark.parametrize(
        "image",
        [
            '<img src="https://a.example/p.gif" width=1 height=1>',
            '<img src="https://a.example/i.png" style="width:16px;height:16px">',
            f'<img src="data:image/png;base64,{PNG}" width=32 height=32>',
            '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">',
            '<img src="data:image/svg+xml;utf8,<svg></svg>">',
            '<img src="data:image/png;base64,=broken=">',
            "<img alt='x y'>",
        ],
    )
    def test_what_is_no_picture_is_nothing(self, image: str) -> None:
        assert pasted(f"<p>One{image}</p>") == Pasted("One")

    def test_pictures_that_a_page_loads_later_are_elsewhere(self) -> None:
        assert pasted('<img src="data:image/gif;base64,R0lGOD" data-src="https://a.example/x.jpg">').left_out == 1

    def test_smileys_are_their_signs(self) -> None:
        assert pasted('Well <img src="https://a.example/1f642.svg" class="emoji" alt="🙂">') == Pasted("Well 🙂")

    def test_word_names_the_original_beside_the_smaller_one(self) -> None:
        found = pasted(html_in(FOLDER / "word" / "pictures.html"))
        assert [Path(picture.path).name for picture in found.pictures] == ["clip_image001.jpg", "clip_image004.png"]
        assert [picture.alt for picture in found.pictures] == ["Three people leave a car", "A map of the river"]
        assert found.left_out == 0

    def test_photos_take_the_places_of_their_pictures(self) -> None:
        image = f'<p><img src="data:image/png;base64,{PNG}"></p>'
        found = pasted(f"<p>One</p>{image}<p>Two</p>{image}")
        assert found.with_photos({"p1": "a1", "p2": "b2"}) == "One\n\n![](photo:a1)\n\nTwo\n\n![](photo:b2)"
        assert found.with_photos({"p2": "b2"}) == "One\n\nTwo\n\n![](photo:b2)"
        assert found.with_photos({}) == "One\n\nTwo"

    def test_every_picture_has_an_id_of_its_own(self) -> None:
        image = f'<img src="data:image/png;base64,{PNG}">'
        first, second = read(image * 2).pictures
        assert first.id != second.id
        assert (
            f"![](photo:{first.id})\n\n![](photo:{second.id})"
            == read(image * 2, name=iter([first.id, second.id]).__next__).markdown
        )


class TestNotes:
    HTML = '<p>A<a href="#fn1"><sup>1</sup></a> b<a href="#fn1">[1]</a></p><p id="fn1">Note <a href="#fnref1">↩</a></p>'

    def test_they_are_numbered_behind_those_of_the_article(self) -> None:
        assert read(self.HTML, first_note=4).markdown == "A[^4] b[^4]\n\n[^4]: Note"

    @pytest.mark.parametrize(("body", "number"), [("", 1), ("A[^1] b[^a].\n\n[^7]: C", 8), ("[^x] [8]", 1)])
    def test_the_numbers_of_the_article_are_found(self, body: str, number: int) -> None:
        assert free_number(body) == number

    def test_marks_without_their_notes_go_and_links_within_the_page_stay_words(self) -> None:
        assert markdown_of('A<sup><a href="#cite_note-1">[1]</a></sup> <a href="#fn1">below, in the note</a>') == (
            "A below, in the note"
        )

    def test_notes_without_their_marks_stay_words(self) -> None:
        assert markdown_of('<p id="fn1">1. Note</p>') == "1\\. Note"

    def test_a_note_that_holds_its_own_mark_is_none(self) -> None:
        assert markdown_of('<p id="fn1">A<a href="#fn1">1</a></p>') == "A"


class TestDirection:
    LATIN = "Food and Agriculture Organization"

    def test_it_is_marked_where_letters_would_tell_another(self) -> None:
        assert markdown_of(f'<p dir="rtl"> ڕێکخراوی {self.LATIN}</p>') == f"\u200fڕێکخراوی {self.LATIN}"

    @pytest.mark.parametrize("text", [SORANI, ARABIC, ENGLISH, "2026", LATIN])
    @pytest.mark.parametrize("direction", ["rtl", "ltr", "auto"])
    def test_it_is_not_marked_where_letters_tell(self, text: str, direction: str) -> None:
        assert markdown_of(f'<p dir="{direction}">{text}</p>') == text

    def test_from_left_to_right_counts_beside_the_other_only(self) -> None:
        html = '<p dir="ltr">NATO: حلف شمال الأطلسي</p>'
        assert markdown_of(html) == "NATO: حلف شمال الأطلسي"
        assert markdown_of(f'<p dir="rtl">{ARABIC}</p>{html}') == f"{ARABIC}\n\n\u200eNATO: حلف شمال الأطلسي"

    def test_a_mark_that_is_there_is_enough(self) -> None:
        html = f'<p dir="rtl">\u200fڕێکخراوی {self.LATIN}</p>'
        assert markdown_of(html) == f"\u200fڕێکخراوی {self.LATIN}"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>A<a class='anchor' href='#a'>#</a></h2>", "## A"),
        ("<p>A<span style='display:none'>b</span><span hidden>c</span></p>", "A"),
        ("<p style='white-space:pre-wrap'>One\ntwo\n\nThree</p>", "One  \ntwo\n\nThree"),
        ("<p>One\ntwo</p>", "One two"),
        ("<p>A&#8203;B&shy;C&#xFEFF;</p>", "ABC"),
        ("<p>&#x202e;A</p>", "A"),
        ("<div role='heading' aria-level='3'>A</div>", "### A"),
        ("<table role='presentation'><tr><td>A<td>B</table>", "A\n\nB"),
        ("<table><tr><td><table><tr><td>A<td>B</table><td>C</table>", "| A | B |\n| --- | --- |\n\nC"),
        ("<ul><li>A</ul> <ul><li>B</ul>", "- A\n- B"),
        ("<ul><li>A</ul><br><p>&nbsp;</p><ul><li>B</ul>", "- A\n- B"),
        ("<ul><li>A<ul><li>B</ul><li>C</ul>", "- A\n    - B\n- C"),
        ("<ul><li>A<ol start=3><li>B</ol></ul>", "- A\n\n    3. B"),
        ("<ul>A<li>B</li>C</ul>", "- A\n- B C"),
        ("<table><tr><td>A</td></tr></table>", "A"),
        (
            "<table><tr><th>A<th>B<th>C<tr><td rowspan=2>1<td>2<td>3<tr><td colspan=2>4<tr><td>5</table>",
            "| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n|  | 4 |  |\n| 5 |  |  |",
        ),
        ("<ul><li>A<br>B<ul><li>C</ul></ul>", "- A  \n    B\n    - C"),
        ("<table><caption>A</caption><tr><th>B</table>", "A\n\n| B |\n| --- |"),
        ("", ""),
        ("<p>&nbsp;</p><br><div><br></div>", ""),
        ("\0<p>A\0</p>", "A"),
        ("<pre>A\r\nB&#13;C\u2028D</pre>", "```\nA\nB\nC\nD\n```"),
    ],
)
def test_what_pages_do(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown


@given(st.lists(texts(3), max_size=4))
def test_the_words_of_paragraphs_are_kept(paragraphs: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(mark for mark in text if mark.isalnum())

    html = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    assert letters(words_of(render_body(markdown_of(html), SETTING))) == letters("".join(paragraphs))


PIECES = (
    *(
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>",
        "<span style='mso-list:Ignore'>1.</span>",
        "<o:p>",
        "</p>",
    ),
    *(
        "<ul>",
        "<ol start=3>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td colspan=2>",
        "</table>",
        "<blockquote>",
        "<h1>",
        "<br>",
    ),
    *(
        "<a href='#_ftn1'>",
        "<a name='_ftn1'>",
        "[1]",
        "</a>",
        "<div id=fn1>",
        "</div>",
        "<b style='font-weight:400'>",
        "</b>",
    ),
    *(
        f"<img src='data:image/png;base64,{PNG}'>",
        "<!--[if gte vml 1]>",
        "<![endif]-->",
        "<pre>",
        "<note>",
        "<!--",
        "word",
        " ",
        "\n",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_muddle_is_read_and_its_words_are_kept(html: str) -> None:
    found = pasted(html)
    rendered = render_body(found.markdown, SETTING)
    if "<!--" not in html:
        assert rendered.count("word") == html.count("word")
    assert len(found.pictures) <= html.count("<img")


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<div>",
            "<b>",
            "<a href='",
            "<!--",
            "<p class=MsoListParagraph style='mso-list:l0 level9 lfo1'>x",
            "<ul><li>",
        ),
        *(
            "<table><tr><td>",
            "\0",
            "<a href='#fn1'>1</a>",
            "<p id=fn1>x<a href='#fn1'>1</a>",
            "<b>x</b><i>y</i> ",
            "&#",
        ),
        *("<img src='x'>", "\u2066", "<ul></ul>", "[", "<pre>`", "<td>x", "<p dir=rtl>", "*_", "<h1></h1>"),
    ],
)
def test_what_is_made_to_hurt_is_read_or_refused_in_a_sentence(piece: str) -> None:
    try:
        found = read(piece * 20_000)
    except Trouble as trouble:
        found = Pasted(str(trouble))
    assert isinstance(found.markdown, str)


class TestWorthReading:
    @pytest.mark.parametrize(
        "html",
        [
            "<p>One</p><p>Two</p>",
            "One <b>two</b>",
            '<span style="font-weight:700">One</span>',
            '<a href="https://a.example">One</a>',
            "<ul><li>One</ul>",
            '<p style="font-weight: 400">One</p>',
            'One<img src="https://a.example/x.jpg">',
        ],
    )
    def test_html_with_structure_is(self, html: str) -> None:
        assert is_worth_reading(html, "One")

    @pytest.mark.parametrize(
        "html",
        [
            "One<br>Two",
            "<div>One</div><div>Two</div>",
            '<meta charset="utf-8"><span style="color:red">One</span>',
            '<div style="font-family: Menlo, Consolas, monospace;white-space: pre;"><div>'
            '<span style="color: #a6e22e;font-weight: bold;"># One</span></div><br><div><b>Two</b></div></div>',
            '<pre style="font-family:monospace"><span style="color:#cf8e6d">if </span><i>x</i>:<br></pre>',
            "<b style='font-weight:normal'>One</b>",
            "",
        ],
    )
    def test_lines_and_coloured_code_are_not(self, html: str) -> None:
        assert not is_worth_reading(html, "One")

    @pytest.mark.parametrize("html", ["<div>" * 1000, "<br>" * 600_000])
    def test_html_without_end_is_refused(self, html: str) -> None:
        with pytest.raises(Trouble, match=r"nested too deeply|paste it in parts"):
            is_worth_reading(html, "One")
        with pytest.raises(Trouble, match=r"nested too deeply|paste it in parts"):
            read(html)

    def test_html_that_lacks_half_of_the_words_is_not(self) -> None:
        assert not is_worth_reading("<p>One", "One two three")
