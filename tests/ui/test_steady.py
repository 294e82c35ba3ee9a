"""The page stays where one looks while words change all over the text; a change in one place is gone to."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange, Change, Group
from desk.article.model import Article
from desk.article.session import Session
from desk.ui.editor import Page
from desk.ui.page_patches import is_long, place_of
from desk.ui.steady import are_scattered

PARAGRAPHS = 120
BODY = "\n\n".join(f"An advisor of the city, number {number}, said so. " * 3 for number in range(PARAGRAPHS))


def mended(body: str, wrong: str, right: str) -> Change:
    """All of a word put right, the last first."""
    places = [at for at in range(len(body)) if body.startswith(wrong, at)]
    return Group(tuple(BodyChange(at, wrong, right) for at in reversed(places)))


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.resize(520, 360)
    with qtbot.waitExposed(page):
        page.show()
    page.show_session(Session(Article(id="1", body=BODY)))
    return page


def top(page: Page) -> tuple[str, int]:
    """The words with which the paragraph at the top of the window begins, and how far up it is cut off."""
    first = page.first_seen()
    return page.toPlainText()[first:][:80].partition("number ")[2][:4], page.cursorRect(
        page.cursor_at(first, first)
    ).y()


@pytest.mark.parametrize("right", ["adviser", "councillor of the old town and of the new one"])
def test_the_place_stays_where_all_of_a_kind_are_mended_and_undone(page: Page, right: str) -> None:
    session = page.session
    assert session is not None
    at = BODY.index("number 60") + 3
    page.place_caret(at)
    caret, seen = page.toPlainText()[page.caret :][:20], top(page)
    for step in (lambda: session.apply(mended(BODY, "advisor", right), "checks"), session.undo, session.redo):
        step()
        assert page.toPlainText()[page.caret :][:20] == caret
        assert top(page) == seen


def test_one_change_is_gone_to(page: Page) -> None:
    session = page.session
    assert session is not None
    page.place_caret(BODY.index("number 60"))
    at = BODY.rindex("advisor")
    session.apply(BodyChange(at, "advisor", "adviser"), "checks")
    assert page.caret == at + 7
    page.place_caret(0)
    session.undo()
    assert page.caret == at + 7


def test_words_of_several_paragraphs_are_scattered_and_paragraphs_are_not() -> None:
    body = "one two\n\nthree four"
    assert are_scattered([BodyChange(9, "three", "3"), BodyChange(0, "one", "1")], body)
    assert not are_scattered([BodyChange(4, "two", "2"), BodyChange(0, "one", "1")], body)
    assert not are_scattered([BodyChange(9, "three four", ""), BodyChange(0, "", "three four\n\n")], body)
    assert not are_scattered([BodyChange(0, "one", "1")], body)


def test_the_preview_stays_too_and_is_made_off_the_gui_thread_where_much_changes() -> None:
    session, told = Session(Article(id="1", body=BODY)), []
    session.observe(told.append)
    session.apply(mended(BODY, "advisor", "adviser"), "checks")
    session.undo()
    session.apply(BodyChange(3, "advisor", "adviser"), "checks")
    assert [(place_of(applied), is_long(applied)) for applied in told] == [(None, True), (None, True), (10, False)]
