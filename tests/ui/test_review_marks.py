"""Marks of changes in the text: what came, where words went, bars in the margin; they follow the typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange, body_changes
from desk.article.model import Article
from desk.article.review import Review
from desk.article.session import Applied, Session
from desk.ui import look
from desk.ui.editor import EditorPane
from desk.ui.page_layout import PageLayout
from desk.ui.review_fields import FieldMarks
from desk.ui.review_margin import ReviewMargin
from desk.ui.review_marks import BodyMarks
from desk.ui.review_rows import told

BASE = Article(
    id="s1",
    headline="Dam talks begin",
    body="Ministers met in Erbil on Monday.\n\nNobody set a date for this.\n\nThe river is at its lowest level ever.",
)


def review(body: str, headline: str = BASE.headline) -> Review:
    return Review(BASE, Article(id="s1", headline=headline, body=body))


def marks(body: str) -> BodyMarks:
    made = BodyMarks()
    made.show(review(body))
    return made


def test_words_that_came_are_marked_and_places_where_words_went_known() -> None:
    body = BASE.body.replace("on Monday", "").replace("The river", "The great river")
    made = marks(body)
    great = body.index("great")
    assert [mark[:2] for mark in made.came()] == [(great, great + 5)]
    gone = body.index("Erbil") + 5
    assert [made.edits[spot.key].before.strip() for spot in made.spots(gone, gone + 1)] == ["on Monday"]
    assert made.spots(40, 50) == []


def test_places_follow_the_text() -> None:
    made = marks(BASE.body.replace("The river", "The great river"))
    at = made.came()[0][0]
    made.follow(BodyChange(0, "", "😀😀 "))
    assert made.came()[0][0] == at + 3
    assert made.places() == {spot.key: (at + 3, at + 8) for spot in made.spots(at + 3, at + 3)}


def test_a_moved_paragraph_has_a_place_where_it_is_and_one_where_it_was() -> None:
    first, second, third = BASE.body.split("\n\n")
    made = marks("\n\n".join((second, third, first)))
    spots = made.spots(0, len(BASE.body))
    moved = {spot.key for spot in spots}
    assert all(made.edits[key].kind == "moved" for key in moved)
    assert {spot.left for spot in spots} == {True, False}
    assert made.came() == []
    assert all(told(made.edits[spot.key], left=True).startswith("Moved from here: “") for spot in spots if spot.left)


@pytest.fixture
def editor(qtbot: QtBot) -> EditorPane:
    made = EditorPane()
    qtbot.addWidget(made)
    made.resize(900, 600)
    body = BASE.body.replace("Nobody set", "Everybody set").replace(" on Monday", "")
    made.show_session(Session(Article(id="s1", headline="Dam talks end", body=body)))
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def shown(editor: EditorPane) -> tuple[BodyMarks, ReviewMargin, FieldMarks]:
    """The editor's story, reviewed against BASE."""
    session = editor.session
    assert session is not None
    found = Review(BASE, session.article)
    body, fields = BodyMarks(), FieldMarks(editor)
    layout = editor.page.document().documentLayout()
    assert isinstance(layout, PageLayout)
    layout.draw_over = body.draw
    margin = ReviewMargin(editor.page, body, fields.heads)
    body.show(found)
    fields.show(found.edits)
    editor.page.overlays.lay("changes", body.came())
    margin.show()

    def follow(applied: Applied) -> None:
        for change in body_changes(applied.change):
            body.follow(change)

    session.observe(follow)
    return body, margin, fields


Shown = tuple[BodyMarks, ReviewMargin, FieldMarks]


def has(image: QImage, colour: str) -> bool:
    """Whether any dot of a picture has that colour."""
    return any(image.pixelColor(x, y).name() == colour for x in range(image.width()) for y in range(image.height()))


def test_a_bar_stands_beside_each_changed_line_above_the_text_too(editor: EditorPane, shown: Shown) -> None:
    _body, margin, _fields = shown
    bars = margin.bars()
    assert [bar.edit.before.strip() for bar in bars] == ["begin", "on Monday", "Nobody"]
    tops = [bar.area.top() for bar in bars]
    assert tops == sorted(tops)
    assert has(margin.grab().toImage(), look.colours().accent)
    assert has(editor.page.viewport().grab().toImage(), look.colours().problem), "a wedge"
    assert has(editor.page.viewport().grab().toImage(), look.colours().come_ground)


def test_bars_move_with_the_text_as_one_types(editor: EditorPane, shown: Shown) -> None:
    _body, margin, _fields = shown
    before = margin.bars()[-1].area.top()
    editor.page.setFocus()
    editor.page.place_caret(0)
    QTest.keyClicks(editor.page, "word " * 30)
    assert margin.bars()[-1].area.top() > before


def test_a_click_on_a_bar_tells_which_change_and_goes_through_those_of_one_line(qtbot: QtBot, shown: Shown) -> None:
    body, margin, _fields = shown
    bar = margin.bars()[-1]
    with qtbot.waitSignal(margin.chosen) as chosen:
        QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=bar.area.center())
    assert chosen.args == [bar.spot.key]
    assert chosen.args[0] in body.edits


def test_the_headline_is_marked_and_its_change_selected(editor: EditorPane, shown: Shown) -> None:
    _body, _margin, fields = shown
    [mark] = editor.headline.extraSelections()
    assert mark.cursor.selectedText() == "end"
    session = editor.session
    assert session is not None
    fields.select(next(edit for edit in Review(BASE, session.article).edits if edit.place == "headline"))
    assert editor.headline.textCursor().selectedText() == "end"
    assert len(fields.touched("headline")) == 1
    assert has(editor.headline.viewport().grab().toImage(), look.colours().problem), "a wedge"
    fields.show(())
    assert editor.headline.extraSelections() == []
    assert fields.touched("headline") == []


def test_without_a_review_nothing_is_drawn(editor: EditorPane, shown: Shown) -> None:
    body, margin, fields = shown
    body.show(None)
    fields.show(())
    editor.page.overlays.lift("changes")
    assert margin.bars() == []
    assert not has(editor.page.viewport().grab().toImage(), look.colours().problem)
