"""Headline and summary above the body: one paragraph, one undo stack, the direction of their words."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.model import Article
from desk.article.session import Session
from desk.ui.growing import GrowingField


def headline(qtbot: QtBot, article: Article) -> tuple[GrowingField, Session]:
    field = GrowingField("headline", "Headline", "Headline")
    qtbot.addWidget(field)
    field.resize(240, 40)
    field.show()
    session = Session(article)
    field.show_session(session)
    return field, session


def test_what_is_typed_is_the_headline(qtbot: QtBot) -> None:
    field, session = headline(qtbot, Article())
    qtbot.keyClicks(field, "Dam talks resume")
    assert session.article.headline == "Dam talks resume"


def test_enter_goes_on_instead_of_breaking_the_line(qtbot: QtBot) -> None:
    field, session = headline(qtbot, Article())
    qtbot.keyClicks(field, "Dam")
    with qtbot.waitSignal(field.left) as left:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert left.args == [1]
    assert session.article.headline == "Dam"


def test_lines_pasted_become_one(qtbot: QtBot) -> None:
    field, session = headline(qtbot, Article())
    data = QMimeData()
    data.setText("Dam talks\r\n resume\n")
    QGuiApplication.clipboard().setMimeData(data)
    field.paste()
    assert session.article.headline == "Dam talks resume"


def test_undo_elsewhere_shows_here(qtbot: QtBot) -> None:
    field, session = headline(qtbot, Article(headline="Old"))
    field.selectAll()
    qtbot.keyClicks(field, "N")
    session.undo("undo")
    assert field.toPlainText() == "Old"


def test_the_field_grows_with_its_words(qtbot: QtBot) -> None:
    field, _session = headline(qtbot, Article())
    low = field.height()
    qtbot.keyClicks(field, "A headline that is much too long for one line of this field")
    assert field.height() > 1.8 * low


def test_an_empty_field_runs_as_the_article_does(qtbot: QtBot) -> None:
    field, _session = headline(qtbot, Article(language="ckb"))
    assert field.document().defaultTextOption().textDirection() == Qt.LayoutDirection.RightToLeft
    qtbot.keyClicks(field, "English words only")
    assert field.document().defaultTextOption().textDirection() == Qt.LayoutDirection.LeftToRight


def test_marks_are_the_languages_and_one_backspace_brings_back_what_was_typed(qtbot: QtBot) -> None:
    field, session = headline(qtbot, Article(id="1", language="ckb"))
    for sign in 'ئاو, "':
        event = QInputMethodEvent()
        event.setCommitString(sign)
        QApplication.sendEvent(field, event)
    assert session.article.headline == "ئاو، «"
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert session.article.headline == 'ئاو، "'
    field, session = headline(qtbot, Article(id="1"))
    qtbot.keyClicks(field, "yes -- no")
    assert session.article.headline == "yes — no"
    qtbot.keyClick(field, Qt.Key.Key_Home)
    field.insertPlainText("😀 ")
    qtbot.keyClicks(field, '"')
    assert session.article.headline == "😀 “yes — no"


def test_a_quotation_mark_goes_around_what_is_selected(qtbot: QtBot) -> None:
    field, session = headline(qtbot, Article(id="1"))
    qtbot.keyClicks(field, "Water rises")
    field.selectAll()
    qtbot.keyClicks(field, '"')
    assert session.article.headline == "“Water rises”"
