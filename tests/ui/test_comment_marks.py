"""Comments where they stand in the editor: tints under words, signs in the margin, what the mouse and the menu tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desk.article import changes, edits
from desk.article.changes import BodyChange
from desk.article.model import Article
from desk.article.session import Session
from desk.ui.comment_marks import CHOSEN, DEEPEST, LAYER, LOOK, TOLD, CommentMarks
from desk.ui.editor import EditorPane
from tests.builders import a_comment, a_comment_on, a_sorani_story, a_story

BODY = a_story().body
NOTES = (
    a_comment_on(BODY, "Tuesday", id="day", text="Not Monday?"),
    a_comment_on(BODY, "on Tuesday, officials said", id="wide", text="By whom?\nAnd when?"),
    a_comment_on(BODY, "No date", id="far"),
    a_comment_on(BODY, "talks", id="done", resolved=True),
    a_comment(id="head", place="headline", quote="border dam", text="Which border?"),
)
STORY = a_story(comments=NOTES)
AT = BODY.index("Tuesday")


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[EditorPane]:
    made = EditorPane()
    qtbot.addWidget(made)
    made.resize(640, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.show_session(None)


@pytest.fixture
def marks(editor: EditorPane) -> CommentMarks:
    action = QAction("Comment", editor)
    return CommentMarks(editor, lambda: action)


def shown(marks: CommentMarks, editor: EditorPane, article: Article = STORY) -> Session:
    session = Session(article)
    editor.show_session(session)
    marks.show_session(session)
    return session


def laid(editor: EditorPane) -> list[tuple[str, str]]:
    """The words that are tinted, each with its look."""
    session, page = editor.session, editor.page
    assert session is not None
    body = session.article.body
    return [(body[start:end], name) for start, end, name in page.overlays.within(LAYER, 0, len(body))]


def test_words_with_open_comments_are_tinted_and_those_of_the_chosen_more(
    marks: CommentMarks, editor: EditorPane
) -> None:
    shown(marks, editor)
    assert laid(editor) == [("on Tuesday, officials said", LOOK), ("Tuesday", LOOK), ("No date", LOOK)]
    marks.choose("day")
    assert ("Tuesday", CHOSEN) in laid(editor)
    marks.show_resolved(True)
    assert ("talks", LOOK) in laid(editor)


def test_the_tint_follows_what_is_typed_at_once_and_goes_with_the_words(
    marks: CommentMarks, editor: EditorPane, qtbot: QtBot
) -> None:
    session = shown(marks, editor)
    editor.page.place_caret(0)
    QTest.keyClicks(editor.page, "Late: ")
    assert ("Tuesday", LOOK) in laid(editor)
    at = session.article.body.index("No date")
    session.apply(changes.keeping_anchors(session.article, BodyChange(at, "No date", "")))
    qtbot.waitUntil(lambda: ("", LOOK) in laid(editor))
    session.undo()
    qtbot.waitUntil(lambda: ("No date", LOOK) in laid(editor))


def test_words_of_the_headline_are_tinted_where_they_are_now(marks: CommentMarks, editor: EditorPane) -> None:
    session = shown(marks, editor)

    def tinted() -> list[str]:
        return [one.cursor.selectedText() for one in editor.headline.extraSelections()]

    assert tinted() == ["border dam"]
    change = edits.set_field(session.article, "headline", "Over the border dam ministers meet")
    assert change is not None
    session.apply(change)
    assert tinted() == ["border dam"]


def test_a_comment_is_told_by_the_mouse_the_one_on_the_fewest_words_first(
    marks: CommentMarks, editor: EditorPane
) -> None:
    shown(marks, editor)
    (tell,) = editor.page.tellers
    lines = tell(AT + 2).split("\n")
    assert len(lines) == 2
    assert "Not Monday?" in lines[0]
    assert "By whom? And when?" in lines[1]
    assert tell(0) == ""


def test_the_menu_offers_what_stands_there_and_to_make_one(
    marks: CommentMarks, editor: EditorPane, qtbot: QtBot
) -> None:
    shown(marks, editor)
    (offer,) = editor.page.offers
    menu = QMenu()
    actions = offer(menu, AT + 2)
    assert [action.text() for action in actions][:2] == ["Show comment: Not Monday?", "Resolve this comment"]
    with qtbot.waitSignal(marks.clicked) as clicked:
        actions[0].trigger()
    with qtbot.waitSignal(marks.settled) as settled:
        actions[1].trigger()
    assert clicked.args == settled.args == ["day"]
    assert [action.text().rstrip("\u200e") for action in offer(menu, 0)] == ["Comment…"]


def test_a_sign_stands_beside_each_line_with_comments_and_leads_to_them(
    marks: CommentMarks, editor: EditorPane, qtbot: QtBot
) -> None:
    shown(marks, editor)
    signs = marks.margin.signs
    assert [ids for _area, ids in signs] == [["head"], ["wide"], ["far"]]
    tops = [area.top() for area, _ids in signs]
    assert tops == sorted(tops)
    marks.margin.repaint()
    with qtbot.waitSignal(marks.clicked) as clicked:
        QTest.mouseClick(marks.margin, Qt.MouseButton.LeftButton, pos=signs[2][0].center())
    assert clicked.args == ["far"]
    view = editor.page.viewport().geometry()
    assert marks.margin.geometry().left() >= view.right()
    assert marks.margin.geometry().right() < editor.page.width()


def test_in_a_mirrored_window_the_signs_stand_at_the_other_side(marks: CommentMarks, editor: EditorPane) -> None:
    editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    editor.resize(600, 700)
    story = a_sorani_story()
    shown(marks, editor, replace(story, comments=(a_comment_on(story.body, "هەولێر"),)))
    assert [ids for _area, ids in marks.margin.signs] == [["c1"]]
    assert marks.margin.geometry().right() <= editor.page.viewport().geometry().left()
    assert marks.margin.geometry().left() >= 0


def test_the_caret_at_commented_words_chooses_their_comment(
    marks: CommentMarks, editor: EditorPane, qtbot: QtBot
) -> None:
    shown(marks, editor)
    editor.page.setFocus()
    with qtbot.waitSignal(marks.chosen) as chosen:
        editor.page.place_caret(AT + 2)
    assert chosen.args == ["day"]


def test_without_comments_nothing_is_marked(marks: CommentMarks, editor: EditorPane) -> None:
    shown(marks, editor, a_story())
    assert laid(editor) == []
    assert marks.margin.signs == []
    QTest.mouseMove(marks.margin, QPoint(5, 5))
    marks.show_session(None)
    assert marks.margin.signs == []


def test_very_many_comments_on_the_same_words_are_marked_once_and_told_in_a_dozen_lines(
    marks: CommentMarks, editor: EditorPane
) -> None:
    same = [a_comment_on(BODY, "Tuesday", id=f"c{n}", text=f"No. {n}") for n in range(500)]
    nested = [a_comment(id=f"n{n}", start=0, end=n + 1) for n in range(60)]
    head = [a_comment(id=f"h{n}", place="headline", quote="border dam") for n in range(500)]
    shown(marks, editor, replace(STORY, comments=(*same, *nested, *head)))
    assert laid(editor).count(("Tuesday", LOOK)) == 1
    assert len(laid(editor)) == DEEPEST + 1
    assert len(editor.headline.extraSelections()) == 1
    marks.choose("n59")
    assert (BODY[:60], CHOSEN) in laid(editor)
    (tell,) = editor.page.tellers
    lines = tell(AT + 2).split("\n")
    assert len(lines) == TOLD + 1
    assert lines[-1] == f"and {len(marks.comments_at(AT + 2)) - TOLD} more"
