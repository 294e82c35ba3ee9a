"""The editor's page: the header stands above the body's first line, whatever is opened or typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.model import Article
from desk.article.session import Session
from desk.ui.editor import EditorPane

LONG = "A headline that is long enough to need three lines of the page at least, if not even four of them"


@pytest.fixture
def editor(qtbot: QtBot) -> EditorPane:
    pane = EditorPane()
    qtbot.addWidget(pane)
    pane.resize(520, 600)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    return pane


def header_and_body_meet(editor: EditorPane) -> bool:
    return round(editor.page.first_line().top()) == editor.page.header.height()


@pytest.mark.parametrize("article", [Article(), Article(headline=LONG, body="Words."), Article(body="One\n\n" * 300)])
def test_the_body_begins_below_the_header(editor: EditorPane, article: Article) -> None:
    editor.show_session(Session(article))
    assert header_and_body_meet(editor)
    editor.show_session(Session(Article()))
    assert header_and_body_meet(editor)


def test_a_growing_headline_moves_the_body(qtbot: QtBot, editor: EditorPane) -> None:
    editor.show_session(Session(Article(body="Words.")))
    low = editor.page.header.height()
    qtbot.keyClicks(editor.headline, LONG)
    assert editor.page.header.height() > low
    assert header_and_body_meet(editor)


def test_a_narrower_page_wraps_the_headline_anew(qtbot: QtBot, editor: EditorPane) -> None:
    editor.show_session(Session(Article(headline=LONG, body="Words.")))
    low = editor.page.header.height()
    editor.resize(360, 600)
    qtbot.waitUntil(lambda: editor.page.header.height() > low)
    assert header_and_body_meet(editor)


def test_tab_leads_from_headline_over_summary_to_body_and_back(qtbot: QtBot, editor: EditorPane) -> None:
    editor.show_session(Session(Article()))
    editor.headline.setFocus()
    for wanted in (editor.summary, editor.page):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is wanted
    for wanted in (editor.summary, editor.headline):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        assert QApplication.focusWidget() is wanted
