"""Plain text kept from deceiving and from being taken for Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.markup import Setting, render_body
from desk.formats.plain import as_markdown, without_tricks
from tests.builders import ARABIC, ENGLISH, SORANI, texts

SETTING = Setting("en", lambda _photo: "")
MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    "text", [ENGLISH, SORANI, ARABIC, "نەتەوە\u200cیەکگرتووەکان", "\u200fa", "👩\u200d🚒", "a\n\tb"]
)
def test_honest_text_is_left_as_it_is(text: str) -> None:
    assert without_tricks(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u202cc", "abc"),
        ("a\u2066b\u2069c", "a\u2066b\u2069c"),
        ("a\u2067b", "ab"),
        ("b\u2069a", "ba"),
        ("a\u202ab\u202cc", "a\u202ab\u202cc"),
        ("\u2066\u202ba\u2069", "\u2066a\u2069"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("half \ud83d", "half "),
    ],
)
def test_marks_that_deceive_or_leak_go(text: str, shown: str) -> None:
    assert without_tricks(text) == shown


@given(st.text(st.sampled_from(MARKS + "ab"), max_size=12))
def test_what_is_opened_is_closed_and_nothing_is_overridden(text: str) -> None:
    shown = without_tricks(text)
    opened = []
    for mark in shown:
        assert mark not in "\u202d\u202e"
        if mark in "\u2066\u2067\u2068\u202a\u202b":
            opened.append("\u2069" if mark in "\u2066\u2067\u2068" else "\u202c")
        elif mark in "\u2069\u202c":
            assert opened.pop() == mark
    assert opened == []
    assert [mark for mark in shown if mark in "ab"] == [mark for mark in text if mark in "ab"]
    assert without_tricks(shown) == shown


def test_marks_deeper_than_unicode_looks_go() -> None:
    assert without_tricks("\u2066" * 100_000 + "a" + "\u2069" * 100_000) == "\u2066" * 125 + "a" + "\u2069" * 125


@pytest.mark.parametrize(
    "text",
    [
        "He paid *twice* what_it_was worth, 5 * 3 = 15, _so_ they say.",
        "# 1 in the charts",
        "> said he",
        "See [1] and [note](there), ![x](y).",
        "<b>not bold</b> & &amp; AT&T <script>",
        "2026. A year to remember.",
        "Title\n---\nmore\n===",
        "a `tick` and a \\ backslash",
        "[1]: http://example.com",
        "[[a](b), [see [1]](c), [a][b] and [a\nb](c)",
        "***",
        "~~~",
    ],
)
def test_plain_text_reads_the_same_as_markdown(text: str) -> None:
    assert words_of(render_body(as_markdown(text), SETTING)) == " ".join(text.split())


def test_indents_do_not_make_code() -> None:
    assert render_body(as_markdown("    The talks began.\n    They go on."), SETTING).startswith("<p>The talks")


@given(texts(6))
def test_any_plain_text_keeps_its_letters(text: str) -> None:
    def letters(of: str) -> str:
        return "".join(mark for mark in of if mark.isalpha())

    assert letters(words_of(render_body(as_markdown(text), SETTING))) == letters(text)


def words_of(html: str) -> str:
    from html.parser import HTMLParser

    found: list[str] = []
    parser = HTMLParser()
    parser.handle_data = found.append  # type: ignore[method-assign]
    parser.feed(html)
    parser.close()
    return " ".join("".join(found).split())
