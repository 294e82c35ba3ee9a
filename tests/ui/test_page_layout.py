"""The body's layout: true heights where one looks, places that fit what is drawn, and work for what is seen alone."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QTextBlock, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange
from desk.article.model import Article
from desk.article.session import Session
from desk.ui.page_layout import ENDLESS, Dress, PageLayout
from desk.ui.writing import BodyEdit

ENGLISH = "water ministers of two countries met in the city on Tuesday and agreed to share daily figures"
KURDISH = "وەزیرانی ئاوی هەردوو وڵات لە شاری هەولێر کۆبوونەوە و ڕێککەوتن لەسەر پێدانی ژمارەی ڕۆژانەی ئاو"
WORDS, SORANI = ENGLISH.split(), KURDISH.split()


def text_of(paragraphs: int, seed: int = 1) -> str:
    dice = random.Random(seed)
    tongues = (WORDS, WORDS, SORANI)
    return "\n\n".join(" ".join(dice.choices(dice.choice(tongues), k=dice.randint(1, 60))) for _ in range(paragraphs))


def field_with(qtbot: QtBot, body: str, language: str = "en") -> tuple[BodyEdit, Session]:
    field = BodyEdit()
    qtbot.addWidget(field)
    field.resize(420, 500)
    session = Session(Article(id="1", body=body, language=language))
    with qtbot.waitExposed(field):
        field.show()
    field.show_session(session)
    return field, session


def layout_of(field: BodyEdit) -> PageLayout:
    layout = field.document().documentLayout()
    assert isinstance(layout, PageLayout)
    return layout


@pytest.mark.usefixtures("qapp")
def test_lines_break_as_qt_breaks_them() -> None:
    body = "\n".join(text_of(40).split("\n\n"))
    plain = QTextDocument()
    plain.setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignLeading))
    ours = QTextDocument()
    ours.setDocumentLayout(PageLayout(ours))
    for document in (plain, ours):
        document.setPlainText(body)
        document.setTextWidth(300)
    block, other = ours.firstBlock(), plain.firstBlock()
    while block.isValid():
        mine = ours.documentLayout().blockBoundingRect(block)
        theirs = plain.documentLayout().blockBoundingRect(other)
        assert block.layout().lineCount() == other.layout().lineCount()
        assert abs(mine.height() - theirs.height()) <= 1
        block, other = block.next(), other.next()


def test_an_endless_word_is_broken_anywhere_so_that_qt_does_not_read_it_for_every_line(qtbot: QtBot) -> None:
    field, _session = field_with(qtbot, f"{'word ' * ENDLESS}\n\n{'>' * 2 * ENDLESS} deep")
    first, last = field.document().firstBlock(), field.document().lastBlock()
    layout_of(field).blockBoundingRect(last)
    wraps = [block.layout().textOption().wrapMode() for block in (first, last)]
    assert wraps == [QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere, QTextOption.WrapMode.WrapAnywhere]
    assert last.layout().lineCount() > 20


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_where_the_caret_is_drawn_a_click_puts_it(qtbot: QtBot, language: str) -> None:
    body = f"{text_of(12)}\n\n- one {' '.join(WORDS * 3)}\n- two\n\n> {' '.join(SORANI * 2)}\n\n## Heading of the story"
    field, _session = field_with(qtbot, body, language)
    dice = random.Random(3)
    for _turn in range(80):
        field.place_caret(dice.randrange(len(body)))
        drawn = field.cursorRect()
        found = field.cursorRect(field.cursorForPosition(QPoint(drawn.left(), drawn.center().y())))
        assert abs(found.left() - drawn.left()) <= 12  # a letter at most: Qt's own rounding
        assert found.top() == drawn.top()


@pytest.mark.parametrize(("words", "side"), [(ENGLISH, "left"), (KURDISH, "right")])
@pytest.mark.parametrize("language", ["en", "ckb"])
def test_a_paragraph_stands_at_the_side_where_its_words_begin(
    qtbot: QtBot, words: str, side: str, language: str
) -> None:
    field, _session = field_with(qtbot, f"- {words * 2}\n\n{words}", language)
    for block in (field.document().firstBlock(), field.document().lastBlock()):
        area = layout_of(field).blockBoundingRect(block)
        last = block.layout().lineAt(block.layout().lineCount() - 1).naturalTextRect()
        edges = {"left": last.left(), "right": area.width() - last.right()}
        assert edges[side] < 24 < edges["left" if side == "right" else "right"]


def test_a_key_in_a_long_text_sets_its_own_paragraph_alone(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, text_of(3000))
    layout, asked = layout_of(field), []
    dress = layout.dress

    def counted(block: QTextBlock, width: float) -> Dress:
        asked.append(block.blockNumber())
        return dress(block, width)

    for place in (0, len(session.article.body) // 2, len(session.article.body)):
        field.place_caret(place)
        qtbot.waitUntil(lambda: not field.viewport().testAttribute(Qt.WidgetAttribute.WA_PendingUpdate))
        QApplication.processEvents()
        asked.clear()
        layout.dress = counted
        qtbot.keyClicks(field, "x")
        own = field.textCursor().blockNumber()
        assert set(asked) <= {own - 1, own, own + 1}
        layout.dress = dress


def test_scrolling_up_through_what_nobody_saw_never_jumps(qtbot: QtBot) -> None:
    field, _session = field_with(qtbot, text_of(400))
    bar = field.verticalScrollBar()
    field.moveCursor(QTextCursor.MoveOperation.End)
    for _turn in range(60):
        QApplication.processEvents()
        top = field.cursorForPosition(field.viewport().rect().topLeft())
        before = field.cursorRect(top).top()
        bar.setValue(bar.value() - 40)
        assert field.cursorRect(top).top() == before + 40


def test_another_width_keeps_the_paragraph_at_the_top(qtbot: QtBot) -> None:
    field, _session = field_with(qtbot, text_of(400))
    field.verticalScrollBar().setValue(5000)
    QApplication.processEvents()
    first = field.first_seen()
    for width in (300, 640, 420):
        field.resize(width, 500)
        QApplication.processEvents()
        assert field.first_seen() == first


def test_text_put_in_anywhere_is_laid_out_where_it_is(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, text_of(300))
    dice = random.Random(5)
    for _turn in range(30):
        at = dice.randrange(len(session.article.body))
        session.apply(BodyChange(at, session.article.body[at : at + 300], text_of(dice.randint(0, 90), at)), "test")
        layout, block = (
            layout_of(field),
            field.document().findBlockByNumber(dice.randrange(field.document().blockCount())),
        )
        area = layout.blockBoundingRect(block)
        assert layout.hitTest(QPointF(area.left(), area.top() + 1), Qt.HitTestAccuracy.FuzzyHit) >= block.position()
        assert layout.block_at(area.top() + 1) == block
    assert layout.documentSize().height() > layout.blockBoundingRect(field.document().lastBlock()).bottom()


def test_a_fence_opened_or_closed_restyles_what_follows(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "```\n**a**\n\n**b**\n")
    block = field.document().findBlockByNumber(3)
    layout_of(field).blockBoundingRect(block)
    strong = len(block.layout().formats())
    session.apply(BodyChange(len(session.article.body), "", "\n```\n"), "test")
    layout_of(field).blockBoundingRect(block)
    assert (strong, len(block.layout().formats())) == (3, 1)


def test_text_being_composed_is_seen_and_underlined_but_is_nobodys(qtbot: QtBot) -> None:
    field, session = field_with(qtbot, "**one** two")
    field.place_caret(11)
    QApplication.sendEvent(field, QInputMethodEvent("سڵاو", []))
    layout = field.document().firstBlock().layout()
    layout_of(field).blockBoundingRect(field.document().firstBlock())
    assert layout.preeditAreaText() == "سڵاو"
    assert any(shape.format.fontUnderline() and shape.start == 11 for shape in layout.formats())
    assert session.article.body == "**one** two"
    assert not session.can_undo
