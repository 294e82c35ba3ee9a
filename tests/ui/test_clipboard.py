"""What goes to the clipboard and what comes from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from desk.article.edits import clean_text
from desk.article.trouble import Trouble
from desk.formats.pasted import Pasted
from desk.ui.clipboard import MARKDOWN, mime_of_selection, pasted_from, url_of
from tests.builders import SORANI, texts

PASTED = Path(__file__).parent.parent / "formats" / "pasted"


def no_figure(_photo: str) -> str:
    return ""


def mime_of(text: str | None = None, html: str | None = None) -> QMimeData:
    mime = QMimeData()
    if text is not None:
        mime.setText(text)
    if html is not None:
        mime.setHtml(html)
    return mime


def test_a_selection_is_text_html_and_desks_own() -> None:
    mime = mime_of_selection(f"**{SORANI}**", "ckb", no_figure)
    assert mime.text() == f"**{SORANI}**"
    assert f'<p dir="rtl"><strong>{SORANI}</strong></p>' in mime.html()
    assert mime.data(MARKDOWN).data().decode() == f"**{SORANI}**"


def test_definitions_elsewhere_in_the_body_count() -> None:
    body = "See [this][1].\n\n[1]: https://a.example"
    assert '<a href="https://a.example">this</a>' in mime_of_selection("See [this][1].", "en", no_figure, body).html()


@given(texts(6))
def test_what_desk_copied_it_pastes_as_it_was(text: str) -> None:
    body = clean_text(text)
    assert pasted_from(mime_of_selection(body, "en", no_figure)) == Pasted(body)


@pytest.mark.parametrize(
    "case", ["word/article", "google-docs/article", "libreoffice/article", "web/wordpress-article"]
)
def test_formatted_words_go_before_plain_ones(case: str) -> None:
    html = (PASTED / f"{case}.html").read_text(encoding="utf-8")
    expected = (PASTED / f"{case}.md").read_text(encoding="utf-8")
    found = pasted_from(mime_of("plain", html))
    assert found is not None
    assert found.markdown + "\n" == expected


def test_plain_words_go_before_lines_without_structure() -> None:
    html = "<div style='font-family:monospace;white-space:pre'><b># One</b><div>two</div></div>"
    assert pasted_from(mime_of("# One\r\ntwo\0", html)) == Pasted("# One\ntwo")


def test_html_alone_is_read_whatever_it_is() -> None:
    assert pasted_from(mime_of(html="One<br>two")) == Pasted("One  \ntwo")


def test_plain_words_stay_the_markdown_that_they_are() -> None:
    assert pasted_from(mime_of("**One**\u2028*two*")) == Pasted("**One**\n*two*")


def test_notes_are_numbered_behind_those_of_the_article() -> None:
    html = '<p>A<a href="#fn1">1</a></p><p id="fn1">B</p>'
    assert pasted_from(mime_of("A1 B", html), first_note=3) == Pasted("A[^3]\n\n[^3]: B")


def test_where_formatting_cannot_be_read_the_words_are_taken_and_it_is_said() -> None:
    found = pasted_from(mime_of("One", "<div>" * 1000 + "One"))
    assert found is not None
    assert found.markdown == "One"
    assert found.note.startswith("Only the plain words were pasted. This HTML is nested too deeply")
    with pytest.raises(Trouble):
        pasted_from(mime_of(html="<div>" * 1000 + "One"))


@pytest.mark.parametrize("mime", [mime_of(), mime_of(" \n"), mime_of(html="<p>&nbsp;</p>"), mime_of("", "<meta>")])
def test_where_there_are_no_words_there_is_nothing(mime: QMimeData) -> None:
    assert pasted_from(mime) is None


def test_a_picture_of_the_web_is_told_of_unless_it_came_along() -> None:
    mime = mime_of(html='<img src="https://a.example/dam.jpg" alt="A dam">')
    assert pasted_from(mime) == Pasted("", left_out=1)
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert pasted_from(mime) is None


def test_files_alone_are_no_words() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/dam.jpg")])
    assert pasted_from(mime) is None
    assert url_of(mime) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/dam?utm_source=x&id=3\n", "https://a.example/dam?id=3"),
        (" www.a.example/dam ", "https://www.a.example/dam"),
        ("HTTPS://a.example", "HTTPS://a.example"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
        ("http://[::1]/x", "http://[::1]/x"),
        ("https://ar.example/أخبار", "https://ar.example/أخبار"),
        ("https://www.google.com/url?q=https://a.example/dam&sa=D", "https://a.example/dam"),
    ],
)
def test_one_address_is_found_without_trackers(text: str, address: str) -> None:
    assert url_of(mime_of(text)) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One https://a.example",
        "https://a.example https://b.example",
        "https://",
        "https://x",
        "https://[bad",
        "javascript:alert(1)",
        "file:///tmp/x",
        "a.example",
        "https://a.example/" + "x" * 5000,
    ],
)
def test_anything_else_is_no_address(text: str) -> None:
    assert url_of(mime_of(text)) is None


def test_an_address_dragged_from_a_browser_is_one() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://a.example/dam?fbclid=1")])
    assert url_of(mime) == "https://a.example/dam"
    mime.setUrls([QUrl("https://a.example"), QUrl("https://b.example")])
    assert url_of(mime) is None


@given(st.text(max_size=30))
def test_any_text_is_an_address_or_none(text: str) -> None:
    assert url_of(mime_of(text)) is None or "." in text or "localhost" in text or ":" in text
