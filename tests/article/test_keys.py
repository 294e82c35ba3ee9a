"""What single keys do: Enter, Backspace, quotation marks, dashes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.changes import BodyChange, Group, apply, invert
from desk.article.keys import backspace, dash, enter, mark_length, quotation, rejoin, unmark
from desk.article.markup import Setting, render_body
from desk.article.model import Article


def pressed(text: str) -> str:
    """The text after Enter at the ¦, which stands where the caret is before and after."""
    at, body = text.index("¦"), text.replace("¦", "")
    change = enter(body, at)
    if change is None:
        return body[:at] + "\n¦" + body[at:]
    after = apply(Article(id="1", body=body), change).body
    last = change.changes[-1] if isinstance(change, Group) else change
    assert isinstance(last, BodyChange)
    caret = last.at + len(last.inserted)
    return after[:caret] + "¦" + after[caret:]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Words.¦", "Words.\n\n¦"),
        ("One ¦two", "One \n\n¦two"),
        ("One¦ two", "One\n\n¦two"),
        ("One.\n\n¦", "One.\n\n\n¦"),
        ("¦One", "\n¦One"),
        ("- first¦", "- first\n- ¦"),
        ("- first\n- ¦", "- first\n\n¦"),
        ("- first\n\n- ¦", "- first\n\n¦"),
        ("- ¦", "¦"),
        ("- first\n- ¦\n- third", "- first\n\n¦\n\n- third"),
        ("- first\n- ¦\n\nWords", "- first\n\n¦\n\nWords"),
        ("- one¦ two", "- one\n- ¦two"),
        ("- ¦one", "- \n- ¦one"),
        ("1) one¦", "1) one\n2) ¦"),
        ("٩. نۆ¦", "٩. نۆ\n١٠. ¦"),
        ("- one\n  two¦", "- one\n  two\n- ¦"),
        ("- one\n\n  two¦", "- one\n\n  two\n\n  ¦"),
        ("   in the air¦", "   in the air\n\n¦"),
        ("- one\n\nwords\n\n   in the air¦", "- one\n\nwords\n\n   in the air\n\n¦"),
        ("> - one¦", "> - one\n> - ¦"),
        ("> - one\n> - ¦", "> - one\n>\n> ¦"),
        ("9. ninth¦", "9. ninth\n10. ¦"),
        ("  * inner¦", "  * inner\n  * ¦"),
        ("> quoted¦", "> quoted\n>\n> ¦"),
        ("> one ¦two", "> one \n>\n> ¦two"),
        ("> quoted\n>\n> ¦", "> quoted\n\n¦"),
        ("> quoted\n> ¦", "> quoted\n\n¦"),
        ("> one\n>\n> ¦\n>\n> two", "> one\n\n¦\n>\n> two"),
        (">> deep¦", ">> deep\n>>\n>> ¦"),
        ("¦> quoted", "\n¦> quoted"),
        ("وشە¦", "وشە\n\n¦"),
        ("| a | b |¦", "| a | b |\n¦"),
        ("¦- first", "\n¦- first"),
        ("-5 degrees¦", "-5 degrees\n\n¦"),
    ],
)
def test_enter_goes_on_as_a_writer_means(before: str, after: str) -> None:
    assert pressed(before) == after


@pytest.mark.parametrize(
    ("body", "at", "after"),
    [("One.\n\nTwo", 6, "One.Two"), ("One.\n\n", 6, "One."), ("One.\nTwo", 5, None), ("\n\nTwo", 2, None)],
)
def test_backspace_takes_the_gap_between_paragraphs(body: str, at: int, after: str | None) -> None:
    change = backspace(body, at)
    assert (None if change is None else apply(Article(id="1", body=body), change).body) == after


@pytest.mark.parametrize(
    "before",
    [
        "Words.¦",
        "- one¦",
        "1. one\n2. two¦",
        "> quoted¦",
        "- one\n  two¦",
        "> - one¦",
        "## Head¦",
        "- ¦",
        "> a\n>\n> ¦",
    ],
)
def test_what_is_typed_next_is_a_paragraph_or_an_item_by_itself(before: str) -> None:
    was = pressed(before).replace("¦", "NEXT")
    page = render_body(was, Setting("en", str))
    assert re.search(r"<(?:p|li)>NEXT</(?:p|li)>", page)


@given(st.text(alphabet="a \n-*>1.|ک😀", max_size=30), st.data())
def test_keys_fit_the_text_they_were_pressed_in(body: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(body)))
    article = Article(id="1", body=body)
    for change in (enter(body, at), backspace(body, at)):
        if change is not None:
            assert apply(apply(article, change), invert(change)) == article


@pytest.mark.parametrize(
    ("before", "typed", "tag", "mark"),
    [
        ("", '"', "en", "“"),
        ("He said ", '"', "en", "“"),
        ("word", '"', "en", "”"),
        ("don", "'", "en", "’"),
        ("وتی ", '"', "ckb", "«"),
        ("وشە", '"', "ckb", "»"),
        ("قال ", '"', "ar", "«"),
        ("word", "x", "en", None),
        ("(", '"', "en", "“"),
        ("“", "'", "en", "‘"),
        ("“‘yes’", '"', "en", "”"),
        ("say **", '"', "en", "“"),
        ("**word**", '"', "en", "”"),
        ("\u200f", '"', "ckb", "«"),
        ("«وتی ", "'", "ckb", "‹"),
        ("«وتی ‹بەڵێ", "'", "ckb", "›"),
        ("وشە", "'", "ckb", "’"),
        ("قال و", '"', "ar", "«"),
        ("بـ", '"', "ar", "«"),
        ("كتاب", '"', "ar", "»"),
        ("a\\", '"', "en", None),
        ("„Wort“ ", "'", "de", "‚"),
        ("„Wort", '"', "de", "“"),
        ("„‚Wort", "'", "de", "‘"),
        ("„‚Wort‘", '"', "de", "“"),
    ],
)
def test_quotation_marks_by_language(before: str, typed: str, tag: str, mark: str | None) -> None:
    assert quotation(before, typed, tag) == mark


def test_what_is_left_out_before_figures_is_an_apostrophe() -> None:
    assert quotation("the ", "'", "en", "90s") == "’"
    assert quotation("the ", "'", "en", "word") == "‘"


@pytest.mark.parametrize(
    ("before", "is_dash"), [("word -", True), ("-", False), ("word --", False), ("|-", False), ("a\n-", False)]
)
def test_two_hyphens_are_a_dash_within_a_line(before: str, is_dash: bool) -> None:
    assert dash(before, "-") is is_dash


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a\n- |b", "- a\n\nb"),
        ("- |", ""),
        ("3. |c", "c"),
        ("## |Head", "Head"),
        ("> |q", "q"),
        ("> - |q", "> q"),
        ("- a\n  - |b", "- a\n\nb"),
        ("words |", None),
        ("|- a", None),
        ("2 |", None),
    ],
)
def test_one_backspace_takes_a_whole_mark(before: str, after: str | None) -> None:
    at = before.index("|")
    change = unmark(before.replace("|", ""), at)
    assert (apply(Article(body=before.replace("|", "")), change).body if change else None) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [("- a\n|- b", "- ab"), ("- a\n|  - b", "- ab"), ("words\n|## b", "wordsb"), ("- a\n\n|- b", None), ("|- a", None)],
)
def test_backspace_at_the_start_of_a_marked_line_joins_its_words(before: str, after: str | None) -> None:
    body = before.replace("|", "")
    change = rejoin(body, before.index("|"))
    assert (apply(Article(body=body), change).body if change else None) == after


def test_the_mark_of_a_line_is_what_begins_it() -> None:
    assert [mark_length(line) for line in ("- a", "  2. b", "> - c", "### d", "words", "2026 was", "-a")] == [
        2,
        5,
        4,
        4,
        0,
        0,
        0,
    ]
