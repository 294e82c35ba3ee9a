"""Changes to lines, in whatever order they are asked for."""

from __future__ import annotations

from desk.article.sheets import Sheet, line_end, line_start
from tests.builders import an_article, made


def changed(sheet: Sheet) -> str:
    article = an_article(body=sheet.body)
    return made(article, sheet.change(article)).body


def test_lines_are_known_by_where_they_begin() -> None:
    body = "one\n> two\n\n>   three"
    sheet = Sheet(body)
    assert list(sheet.lines(5, len(body))) == [4, 10, 11]
    assert (line_start(body, 6), line_end(body, 6), line_end(body, 12)) == (4, 9, len(body))
    assert (sheet.held(4), sheet.held(0), sheet.space(11)) == ("> ", "", "  ")
    assert (sheet.is_said(4), sheet.is_said(10)) == (True, False)


def test_an_empty_line_comes_only_between_lines_with_words() -> None:
    sheet = Sheet("one\ntwo\n\nthree")
    sheet.part(0, 4, 9, 99)
    assert changed(sheet) == "one\n\ntwo\n\nthree"
    quote = Sheet("> one\n> two")
    quote.part(6)
    assert changed(quote) == "> one\n>\n> two"


def test_lines_move_left_as_far_as_they_can() -> None:
    sheet = Sheet("    a\n>   b\n\tc")
    sheet.dedent(0, 2)
    sheet.dedent(0, 1)
    sheet.dedent(6, 9)
    sheet.dedent(12, 2)
    assert changed(sheet) == " a\n> b\n  c"


def test_what_is_put_in_at_one_place_stays_in_order() -> None:
    sheet = Sheet("abc")
    sheet.put(2, "c", "C")
    sheet.put(1, "", "x")
    sheet.put(1, "", "y")
    assert changed(sheet) == "axybC"


def test_nothing_asked_for_is_no_change() -> None:
    assert Sheet("a").change(an_article(body="a")) is None
